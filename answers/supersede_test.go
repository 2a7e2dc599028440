package answers_test

import (
	"testing"

	"briefbot/answers"
	"briefbot/knowledge"
)

// TestSupersedes: a fact of a newer briefing answers in place of the older one,
// whose phrasings lead to it and which no summary shows.
func TestSupersedes(t *testing.T) {
	fact := func(briefing, id, figure, text string, ask ...string) knowledge.Fact {
		f, err := knowledge.DeriveFigure(figure, text)
		if err != nil {
			t.Fatal(err)
		}
		return knowledge.Fact{
			Ref: knowledge.Ref{Briefing: briefing, ID: id}, Topic: "Harbour " + figure, Statement: text, Figure: &f, Headline: 1,
			Cites: []knowledge.Citation{{Paragraph: 1, Start: 0, End: len(text)}}, Ask: ask,
		}
	}
	briefing := func(id string, facts ...knowledge.Fact) *knowledge.Briefing {
		br := &knowledge.Briefing{ID: id, Title: id, Facts: facts}
		br.Paragraphs = []knowledge.Paragraph{{Number: 1, Text: facts[0].Statement}}
		if problems := knowledge.Check(br); len(problems) > 0 {
			t.Fatal(problems)
		}
		return br
	}
	older := fact("older", "cranes", "31", "The harbour has 31 cranes.", "How many cranes has the harbour?", "cranes of the port")
	newer := fact("newer", "cranes", "33", "The harbour has 33 cranes.", "how many cranes has the harbour", "cranes there now")
	newer.Supersedes = older.Ref
	base := knowledge.NewBase(briefing("older", older), briefing("newer", newer))
	ix := answers.New(base)
	for _, q := range []string{"How many cranes has the harbour?", "cranes of the port", "cranes there now"} {
		a := ix.Ask(q)
		if a.Verdict != answers.Answered || a.Fact.Ref != newer.Ref {
			t.Errorf("%q: %s %v", q, a.Verdict, a.Fact)
		}
		for _, n := range a.Near {
			if n.Fact.Ref == older.Ref {
				t.Errorf("%q: the older fact is offered", q)
			}
		}
		if err := answers.Verify(base, a); err != nil {
			t.Error(err)
		}
	}
	if list := base.Older(base.Fact(newer.Ref)); len(list) != 1 || list[0].Ref != older.Ref {
		t.Errorf("the reply cannot cite the older fact: %v", list)
	}
	s, err := ix.Summary(answers.ViewAll, "")
	if err != nil {
		t.Fatal(err)
	}
	lines := 0
	for _, section := range s.Sections {
		for _, l := range section.Lines {
			lines++
			if l.Fact.Ref == older.Ref {
				t.Error("the summary has the older fact")
			}
		}
	}
	if topics := ix.Topics(); lines != 1 || len(topics) != 1 || topics[0] != "Harbour 33" {
		t.Errorf("%d lines, topics %v", lines, topics)
	}
}
