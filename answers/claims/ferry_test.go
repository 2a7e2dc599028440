package claims

import (
	"os"
	"testing"

	"briefbot/knowledge"
	"briefbot/knowledge/folder"
)

// ferry is the checker of a small briefing on another matter, so that what
// holds for one article is not taken for a rule.
func ferry(tb testing.TB) *Checker {
	tb.Helper()
	b, problems := folder.Read(os.DirFS("testdata/ferry"))
	for _, p := range problems {
		tb.Fatal(p)
	}
	return New(knowledge.NewBase(b))
}

// TestOrder: who does, and to whom.
func TestOrder(t *testing.T) {
	const said = "Seamark has often beat Holm."
	br := &knowledge.Briefing{
		ID: "match", Title: "A match", Paragraphs: []knowledge.Paragraph{{Number: 1, Text: said}},
		Glossary: []knowledge.Entry{{Name: "Seamark", Kind: knowledge.Body}, {Name: "Holm", Kind: knowledge.Body}},
		Facts: []knowledge.Fact{{Ref: knowledge.Ref{Briefing: "match", ID: "beat"}, Topic: "Match", Statement: said,
			Cites: []knowledge.Citation{{Paragraph: 1, Start: 0, End: len(said)}}}},
	}
	c := New(knowledge.NewBase(br))
	for claim, want := range map[string]Verdict{
		"Seamark did often beat Holm.":     Agrees,
		"Holm was often beat by Seamark.":  Agrees,
		"Holm has often beat Seamark.":     NotCovered,
		"Holm often beat Seamark.":         NotCovered,
		"Seamark was often beat by Holm.":  NotCovered,
		"Seamark has often beat Brighton.": NotCovered,
	} {
		if got := c.Check(claim); got[0].Verdict != want {
			t.Errorf("%s %s, want %s", claim, brief(got), want)
		}
	}
}
