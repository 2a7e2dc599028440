package factform

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"briefbot/knowledge"
	"briefbot/knowledge/briefings"
	"briefbot/knowledge/folder"
	"briefbot/knowledge/quantity"
)

var bridge = &knowledge.Briefing{ID: "bridge", Title: "The Long Bridge", Paragraphs: []knowledge.Paragraph{
	{Number: 1, Text: "Mayor Ada Brown opened the Long Bridge on 3 May 1998. It cost more than 40 million pounds, “every penny well spent”."},
	{Number: 2, Text: "A third of all lorries cross it, or 900 a day."},
}, Glossary: []knowledge.Entry{{Name: "Ada Brown", Kind: knowledge.Person}, {Name: "Long Bridge", Kind: knowledge.Thing}}}

// fresh is a new fact of paragraph n.
func fresh(n int) knowledge.Fact {
	return knowledge.Fact{Ref: knowledge.Ref{Briefing: "bridge", ID: "cost"}, Topic: "Money", Cites: []knowledge.Citation{{Paragraph: n}}}
}

func TestBuildNew(t *testing.T) {
	f, problems := Build(bridge, fresh(1), Texts{
		"statement": "The  bridge cost more than 40 million pounds.",
		"quote":     `It cost more than 40 million pounds, "every penny well spent".`,
		"figure":    "more than 40 million",
		"ask":       "How much did it cost?\n\nbridge cost\nbridge cost\r\n",
	})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if more := knowledge.CheckFact(bridge, knowledge.NamesOf(bridge), &f); len(more) > 0 {
		t.Fatal(more)
	}
	want := knowledge.Fact{
		Ref: knowledge.Ref{Briefing: "bridge", ID: "cost"}, Topic: "Money", Statement: "The bridge cost more than 40 million pounds.",
		Figure: &knowledge.Figure{Text: "more than 40 million", Kind: quantity.Count, Value: "40000000", Relation: quantity.Above},
		Cites:  []knowledge.Citation{{Paragraph: 1, Start: 54, End: len(bridge.Paragraphs[0].Text)}},
		Ask:    []string{"How much did it cost?", "bridge cost"},
	}
	if diff := cmp.Diff(want, f); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestBuildProblems(t *testing.T) {
	for _, tt := range []struct {
		name  string
		typed Texts
		want  string
	}{
		{"quote that is not there", Texts{"quote": "It cost 50 million pounds."}, "quote: does not stand in paragraph 1; the nearest text is “It cost more"},
		{"quote missing", Texts{"quote": " ", "statement": "x"}, ""}, // as it was shown: the citation check says so
		{"figure that is none", Texts{"quote": "It cost more than 40 million pounds", "figure": "a lot"}, `figure: "a lot" has no number`},
		{"value without a figure", Texts{"value": "3"}, "figure.value: the fact has no figure"},
		{"relation", Texts{"quote": "It cost more than 40 million pounds", "figure": "40 million", "relation": "bigger"}, `figure.relation: "bigger" is none of`},
		{"background", Texts{"background": "1, x"}, `background: "x" is no number of a paragraph`},
		{"headline", Texts{"headline": "-2"}, `headline: "-2" is no rank`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, problems := Build(bridge, fresh(1), tt.typed)
			got := ""
			if len(problems) > 0 {
				got = problems[0].Field + ": " + problems[0].Text
			}
			if len(problems) > 1 || !strings.HasPrefix(got, tt.want) || tt.want == "" && got != "" {
				t.Errorf("problems %v, want %q", problems, tt.want)
			}
		})
	}
}

// TestBuildQuote: what people do with quotes.
func TestBuildQuote(t *testing.T) {
	for _, typed := range []string{
		"A third of all lorries cross it, or 900 a day.",
		"“A third of all lorries cross it, or 900 a day.”",
	} {
		f, problems := Build(bridge, fresh(1), Texts{"quote": typed}) // in another paragraph
		if len(problems) > 0 && !strings.HasPrefix(typed, "“") {
			t.Errorf("%s: %v", typed, problems)
		}
		if got := bridge.Quote(f.Cites[0]); len(problems) == 0 && got != "A third of all lorries cross it, or 900 a day." {
			t.Errorf("%s: cites %q", typed, got)
		}
	}
	f, problems := Build(bridge, fresh(2), Texts{"quote": "‘A third of all lorries cross it’"})
	if got := bridge.Quote(f.Cites[0]); len(problems) > 0 || got != "A third of all lorries cross it" {
		t.Errorf("cites %q, %v", got, problems)
	}
}

// TestUntouched: a form that is sent as it was shown changes nothing, whatever
// the fact; and one changed field changes one field.
func TestUntouched(t *testing.T) {
	b, problems := folder.Read(briefings.BuiltIn()[0])
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for i := range b.Facts {
		f := b.Facts[i]
		f.Ask = slices.Clone(f.Ask)
		shown := Show(b, &f)
		got, bad := Build(b, f, shown)
		if diff := cmp.Diff(f, got); diff != "" || len(bad) > 0 {
			t.Errorf("%s: sent as shown: %v (-was +got):\n%s", f.Ref, bad, diff)
		}
		shown["note"] = "another note"
		f.Note = "another note"
		if got, _ = Build(b, b.Facts[i], shown); cmp.Diff(f, got) != "" {
			t.Errorf("%s: another note changes more:\n%s", f.Ref, cmp.Diff(f, got))
		}
		for _, part := range Parts {
			for _, field := range part {
				if n := utf8.RuneCountInString(shown[field.Name]); n > field.Most {
					t.Errorf("%s: %s has %d characters, its input takes %d", f.Ref, field.Name, n, field.Most)
				}
			}
		}
	}
}

func TestParts(t *testing.T) {
	for name, part := range Parts {
		if len(part) > 5 {
			t.Errorf("%s has %d fields; Discord shows 5", name, len(part))
		}
		for _, f := range part {
			if n := utf8.RuneCountInString(f.Label); n > 45 || n == 0 {
				t.Errorf("%s: label of %d characters", f.Name, n)
			}
			if n := utf8.RuneCountInString(f.Hint); n > 100 {
				t.Errorf("%s: hint of %d characters", f.Name, n)
			}
		}
	}
}

func TestAskPages(t *testing.T) {
	var ask []string
	for i := range 60 {
		ask = append(ask, fmt.Sprintf("question %d?", i))
	}
	if n := Pages(ask); n != 3 {
		t.Errorf("%d pages, want 3", n)
	}
	if Pages(nil) != 1 || Lines(nil, 0) != "" || Lines(ask, 3) != "" {
		t.Error("pages of nothing")
	}
	got := WithLines(ask, 1, "new one?\n"+Lines(ask, 1))
	want := slices.Insert(slices.Clone(ask), 25, "new one?")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := WithLines(ask, 2, ""); len(got) != 50 {
		t.Errorf("a page was deleted: %d left, want 50", len(got))
	}
	long := []string{strings.Repeat("x", MostAsk), strings.Repeat("y", MostAsk)}
	if Pages(long) != 2 {
		t.Errorf("two long phrasings on %d pages", Pages(long))
	}
}

func TestNewID(t *testing.T) {
	taken := map[string]bool{"bridge-opened": true, "bridge-opened-2": true}
	for _, tt := range []struct{ in, want string }{
		{"The bridge was opened.", "bridge-opened-3"},
		{"Ünïcödé", "unicode"},
		{"…", "fact"},
		{"More than 750 Russian diplomats have been expelled from European countries", "more-than-750-russian-diplomats-been"},
	} {
		if got := NewID(tt.in, func(id string) bool { return taken[id] }); got != tt.want {
			t.Errorf("NewID(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func FuzzBuild(f *testing.F) {
	f.Add("statement", "A third.", "A third of all lorries cross it", "a third")
	f.Add("value", "1/3", "‘A third", "A third")
	f.Fuzz(func(t *testing.T, field, text, quote, figure string) {
		got, problems := Build(bridge, fresh(2), Texts{"quote": quote, "figure": figure, field: text})
		for _, p := range problems {
			if p.Field == "" || p.Text == "" {
				t.Errorf("an empty problem: %+v", p)
			}
		}
		shown := Show(bridge, &got)
		if again, more := Build(bridge, got, shown); len(more) > 0 || !cmp.Equal(got, again) {
			t.Errorf("shown and sent again: %v\n%s", more, cmp.Diff(got, again))
		}
	})
}
