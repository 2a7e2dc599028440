package briefings_test

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"

	"briefbot/knowledge"
	"briefbot/knowledge/briefings"
	"briefbot/knowledge/folder"
	"briefbot/knowledge/quantity"
	"briefbot/knowledge/text"
)

// uncited are numbers of the source that no fact has as its figure, with the
// reason why, by paragraph and text.
var uncited = map[string]string{
	"2 a decade":      "says since when Islamic State is weaker; stands in the quote of is-not-the-force-it-was",
	"5 a single year": "the period of almost 50%",
	"8 2022":          "since when the twenty plots are counted: their period",
	"10 March 2017":   "since when the 43 plots are counted: their period",
	"12 three years":  "the period of tripled",
}

// TestShipped checks every shipped briefing: the citation check, phrasings,
// headlines, that each paragraph is cited and each number in a fact.
func TestShipped(t *testing.T) {
	for _, dir := range briefings.BuiltIn() {
		b, problems := folder.Read(dir)
		for _, p := range problems {
			t.Error(p)
		}
		cited := map[int]bool{}
		headlines := map[int]string{}
		for i := range b.Facts {
			f := &b.Facts[i]
			if len(f.Ask) < 8 {
				t.Errorf("fact %q: %d phrasings, want 8 or more", f.Ref.ID, len(f.Ask))
			}
			for _, c := range f.Cites {
				cited[c.Paragraph] = true
			}
			if f.Headline > 0 {
				if other := headlines[f.Headline]; other != "" {
					t.Errorf("facts %q and %q have the same headline rank", other, f.Ref.ID)
				}
				headlines[f.Headline] = f.Ref.ID
			}
		}
		if n := len(headlines); n < 5 || n > 7 {
			t.Errorf("%s: %d headlines, want 5 to 7", b.ID, n)
		}
		if len(b.Facts) < 60 {
			t.Errorf("%s: %d facts, want 60 or more", b.ID, len(b.Facts))
		}
		for _, p := range b.Paragraphs {
			if !cited[p.Number] {
				t.Errorf("%s: paragraph %d is cited by no fact", b.ID, p.Number)
			}
			for _, q := range quantity.Parse(p.Text) {
				checkNumber(t, b, p, q)
			}
		}
	}
}

func checkNumber(t *testing.T, b *knowledge.Briefing, p knowledge.Paragraph, q quantity.Quantity) {
	for i := range b.Facts {
		f := &b.Facts[i]
		if f.Figure == nil || f.Cites[0].Paragraph != p.Number {
			continue
		}
		at := knowledge.FigureSpan(b.Quote(f.Cites[0]), f.Figure.Text)
		if (text.Span{Start: f.Cites[0].Start + at.Start, End: f.Cites[0].Start + at.End}).Overlaps(q.Span) {
			return
		}
	}
	if uncited[fmt.Sprint(p.Number, " ", q.Text(p.Text))] == "" {
		t.Errorf("%s: %q of paragraph %d is in no fact's figure and not listed with a reason", b.ID, q.Text(p.Text), p.Number)
	}
}

// TestNotTaught: no phrasing or negative is worded like a question of the
// development set, which would make its score worthless.
func TestNotTaught(t *testing.T) {
	file, err := os.Open("../../answers/scorecard/testdata/questions-dev.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	asked := map[string]string{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if cells := strings.Split(lines.Text(), "\t"); len(cells) > 2 {
			asked[folded(cells[2])] = cells[0]
		}
	}
	if len(asked) < 100 {
		t.Fatalf("%d questions read", len(asked))
	}
	for _, dir := range briefings.BuiltIn() {
		b, _ := folder.Read(dir)
		for i := range b.Facts {
			for _, q := range b.Facts[i].Ask {
				if id := asked[folded(q)]; id != "" {
					t.Errorf("fact %q: phrasing %q is question %s", b.Facts[i].Ref.ID, q, id)
				}
			}
		}
		for _, n := range b.Negatives {
			if id := asked[folded(n.Question)]; id != "" {
				t.Errorf("negative %q is question %s", n.Question, id)
			}
		}
	}
}

func folded(s string) string {
	var words []string
	for _, t := range text.Tokens(s) {
		words = append(words, t.Norm)
	}
	return strings.Join(words, " ")
}
