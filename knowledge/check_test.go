package knowledge_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"briefbot/knowledge"
	"briefbot/knowledge/quantity"
)

// report is a small briefing in order; each test breaks one thing.
func report() *knowledge.Briefing {
	first := "The mayor of Norland, Ada Brown, counted 43 geese in 2014. “They are loud,” she said."
	second := "About a third of them stayed. Nobody knows why. Nobody asked."
	return &knowledge.Briefing{
		ID: "report", Title: "Geese",
		Paragraphs: []knowledge.Paragraph{{Number: 1, Text: first}, {Number: 2, Text: second}},
		Glossary: []knowledge.Entry{
			{Name: "Ada Brown", Kind: knowledge.Person, Same: []string{"the mayor"}},
			{Name: "Norland", Kind: knowledge.Place},
			{Name: "Southland", Kind: knowledge.Place},
		},
		Facts: []knowledge.Fact{{
			Ref: knowledge.Ref{Briefing: "report", ID: "geese"}, Topic: "Geese", Statement: "43 geese were counted in 2014.",
			Figure: &knowledge.Figure{Text: "43", Kind: quantity.Count, Value: "43", Relation: quantity.Equal},
			Cites:  []knowledge.Citation{{Paragraph: 1, Start: 0, End: strings.Index(first, " “")}},
		}},
	}
}

func TestCheck(t *testing.T) {
	for _, tt := range []struct {
		name    string
		break_  func(b *knowledge.Briefing, f *knowledge.Fact)
		want    string // the field, "" for none
		because string // a piece of the text
	}{
		{"in order", func(*knowledge.Briefing, *knowledge.Fact) {}, "", ""},
		{"no source", func(_ *knowledge.Briefing, f *knowledge.Fact) { f.Cites = nil }, "cites", "no source"},
		{"no such paragraph", func(_ *knowledge.Briefing, f *knowledge.Fact) { f.Cites[0].Paragraph = 9 }, "cites[0]", "no paragraph 9"},
		{"beyond the paragraph", func(_ *knowledge.Briefing, f *knowledge.Fact) { f.Cites[0].End = 999 }, "cites[0]", "do not lie"},
		{"backwards", func(_ *knowledge.Briefing, f *knowledge.Fact) { f.Cites[0].End = 0 }, "cites[0]", "do not lie"},
		{"a cut word", func(_ *knowledge.Briefing, f *knowledge.Fact) { f.Cites[0].Start = 1 }, "cites[0]", "cuts a word"},
		{"too long", func(_ *knowledge.Briefing, f *knowledge.Fact) {
			f.Cites[0] = knowledge.Citation{Paragraph: 2, Start: 0, End: 61}
			f.Statement, f.Figure = "Some stayed.", nil
		}, "cites[0]", "3 sentences"},
		{"figure not in the quote", func(_ *knowledge.Briefing, f *knowledge.Fact) { f.Figure.Text = "44" }, "figure", "does not stand"},
		{"figure within a number", func(_ *knowledge.Briefing, f *knowledge.Fact) { f.Figure.Text = "3" }, "figure", "does not stand"},
		{"value that the text does not have", func(_ *knowledge.Briefing, f *knowledge.Fact) { f.Figure.Value = "34" }, "figure.value", "does not agree"},
		{"number from nowhere", func(_ *knowledge.Briefing, f *knowledge.Fact) { f.Statement = "50 geese were counted." }, "statement", `"50"`},
		{"year from nowhere", func(_ *knowledge.Briefing, f *knowledge.Fact) { f.Note = "Again in 2015." }, "note", `"2015"`},
		{"name from nowhere", func(_ *knowledge.Briefing, f *knowledge.Fact) { f.Statement = "43 geese were counted in Southland." }, "statement", `"Southland"`},
		{"number in words", func(_ *knowledge.Briefing, f *knowledge.Fact) { f.Statement = "Forty-three geese were counted." }, "", ""},
		{"background carries it", func(_ *knowledge.Briefing, f *knowledge.Fact) {
			f.Statement, f.Background = "About a third of 43 geese stayed.", []int{2}
		}, "", ""},
		{"no such background", func(_ *knowledge.Briefing, f *knowledge.Fact) { f.Background = []int{7} }, "background", "no paragraph 7"},
		{"about names nobody", func(_ *knowledge.Briefing, f *knowledge.Fact) { f.About.By = []string{"Nobody"} }, "about.by", `"Nobody"`},
		{"odd status", func(_ *knowledge.Briefing, f *knowledge.Fact) { f.About.Status = "rumoured" }, "about.status", "none of"},
		{"odd id", func(_ *knowledge.Briefing, f *knowledge.Fact) { f.Ref.ID = "Geese!" }, "id", "lower-case"},
		{"same id twice", func(b *knowledge.Briefing, f *knowledge.Fact) { b.Facts = append(b.Facts, *f) }, "id", "twice"},
		{"no statement", func(_ *knowledge.Briefing, f *knowledge.Fact) { f.Statement = " " }, "statement", "missing"},
		{"glossary entry twice", func(b *knowledge.Briefing, _ *knowledge.Fact) { b.Glossary = append(b.Glossary, b.Glossary[0]) }, "glossary[3]", "twice"},
		{"glossary points nowhere", func(b *knowledge.Briefing, _ *knowledge.Fact) { b.Glossary[0].Within = []string{"Atlantis"} }, "glossary[0]", "Atlantis"},
		{"phrasing twice in a fact", func(_ *knowledge.Briefing, f *knowledge.Fact) {
			f.Ask = []string{"How many geese?", "Why?", "how many GEESE"}
		}, "ask[2]", `"how many GEESE" has the same words as ask[0], "How many geese?"`},
		{"phrasing in two facts", func(b *knowledge.Briefing, f *knowledge.Fact) {
			f.Ask = []string{"How many geese?"}
			other := *f
			other.Ref.ID, other.Ask = "other", []string{"how many geese"}
			b.Facts = append(b.Facts, other)
		}, "ask[0]", `of fact "geese"`},
		{"phrasing among the negatives", func(b *knowledge.Briefing, f *knowledge.Fact) {
			f.Ask = []string{"How many geese?"}
			b.Negatives = []knowledge.Negative{{Question: "How many  geese"}}
		}, "negatives[0]", `which fact "geese" answers`},
		{"unit in the figure", func(_ *knowledge.Briefing, f *knowledge.Fact) {
			f.Figure.Text, f.Figure.Unit = "43 geese", "geese"
		}, "", ""},
		{"another unit", func(_ *knowledge.Briefing, f *knowledge.Fact) {
			f.Figure.Text, f.Figure.Unit = "43 geese", "ducks"
		}, "figure.value", "does not agree"},
		{"no date", func(b *knowledge.Briefing, _ *knowledge.Fact) { b.AsOf = "last May" }, "briefing.as_of", "last May"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := report()
			tt.break_(b, &b.Facts[0])
			problems := knowledge.Check(b)
			if tt.want == "" {
				if len(problems) > 0 {
					t.Errorf("Check found %v", problems)
				}
				return
			}
			for _, p := range problems {
				if p.Field == tt.want && strings.Contains(p.Text, tt.because) {
					return
				}
			}
			t.Errorf("Check found %v, want %s: … %s …", problems, tt.want, tt.because)
		})
	}
}

func TestSpoken(t *testing.T) {
	b := report()
	text := b.Paragraphs[0].Text
	quote := strings.Index(text, "“")
	end := strings.Index(text, " she")
	for _, tt := range []struct {
		name       string
		start, end int
		want       knowledge.SpeechKind
		speaker    string
	}{
		{"all spoken", quote, end, knowledge.Speech, "Ada Brown"},
		{"the whole sentence", quote, len(text), knowledge.Mixed, "Ada Brown"},
		{"none spoken", 0, quote - 1, knowledge.Report, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := b.Spoken(knowledge.NamesOf(b), knowledge.Citation{Paragraph: 1, Start: tt.start, End: tt.end})
			if got.Kind != tt.want || got.Speaker != tt.speaker {
				t.Errorf("Spoken = %s by %q, want %s by %q", got.Kind, got.Speaker, tt.want, tt.speaker)
			}
		})
	}
}

func TestNames(t *testing.T) {
	names := knowledge.NewNames([]knowledge.Entry{
		{Name: "Islamic State", Kind: knowledge.Group, Same: []string{"ISIS", "Daesh"}, Exact: []string{"IS"}},
		{Name: "ISIS-K", Kind: knowledge.Group, Within: []string{"Islamic State"}},
		{Name: "Russia", Kind: knowledge.Place, Same: []string{"Russian"}, Within: []string{"Europe"}},
		{Name: "Europe", Kind: knowledge.Place},
		{Name: "Kremlin", Kind: knowledge.Body, Related: []string{"Russia"}},
	})
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"what is IS?", []string{"Islamic State"}},
		{"what is it", nil},
		{"the Islamic State’s ISIS-K and DAESH", []string{"Islamic State", "ISIS-K", "Islamic State"}},
		{"Russian isis k", []string{"Russia", "ISIS-K"}},
		{"Prussian daeshes", nil},
	} {
		var got []string
		for _, m := range names.Find(tt.text) {
			got = append(got, names.Entry(m.Entry).Name)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("Find(%q): %s", tt.text, diff)
		}
	}
	at := func(name string) int {
		i, ok := names.Lookup(name)
		if !ok {
			t.Fatalf("no entry %q", name)
		}
		return i
	}
	if !names.Within(at("ISIS-K"), at("islamic state")) || names.Within(at("Islamic State"), at("ISIS-K")) {
		t.Error("ISIS-K lies within Islamic State, not the other way round")
	}
	if r := names.Related(at("Kremlin")); len(r) != 1 || r[0] != at("Russia") {
		t.Errorf("Related(Kremlin) = %v", r)
	}
}

func TestBaseVersion(t *testing.T) {
	a, b := knowledge.NewBase(report()), knowledge.NewBase(report())
	if a.Version != b.Version {
		t.Errorf("equal bases have versions %s and %s", a.Version, b.Version)
	}
	changed := report()
	changed.Facts[0].Ask = []string{"How many geese?"}
	if c := knowledge.NewBase(changed); c.Version == a.Version {
		t.Error("a phrasing more leaves the version as it was")
	}
	if f := a.Fact(knowledge.Ref{Briefing: "report", ID: "geese"}); f == nil || f.Statement == "" {
		t.Error("Fact does not find the fact")
	}
}
