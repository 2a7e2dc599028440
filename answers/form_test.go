package answers

import (
	"math"
	"strings"
	"testing"

	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

func emptyIndex(tb testing.TB) *Index {
	tb.Helper()
	return New(knowledge.NewBase(&knowledge.Briefing{ID: "empty", Title: "Empty"}))
}

func TestForm(t *testing.T) {
	ix := emptyIndex(t)
	for _, tt := range []struct {
		question string
		want     Form
		polar    bool
	}{
		{"How many plots were stopped?", FormCount, false},
		{"number of plots", FormCount, false},
		{"What share of the work is that?", FormShare, false},
		{"how big a slice of the budget", FormShare, false},
		{"By how much did it rise?", FormChange, false},
		{"How has the number of spies changed since 2022?", FormChange, false},
		{"How did the share of visitors develop?", FormChange, false},
		{"What is the number of spies?", FormCount, false},
		{"How has the number of spies in the large old port changed?", FormChange, false},
		{"How have ships and the number of sailors changed?", FormChange, false},
		{"what did she say about the number of ships", FormAny, false},
		{"How much did they lose?", FormAmount, false},
		{"How much did it rise?", FormChange, false},
		{"What is the bridge over the river called?", FormName, false},
		{"when the bridge is shut what do lorries use", FormAny, false},
		{"when was it that they asked what was paid", FormWhen, false},
		{"He called it a bridge", FormAny, false},
		{"what happened to the number of spies", FormChange, false},
		{"how old is he", FormAge, false},
		{"When did it happen?", FormWhen, false},
		{"in what year was that", FormWhen, false},
		{"where was it", FormWhere, false},
		{"which city was hit?", FormWhere, false},
		{"who did it", FormWho, false},
		{"what is the name of the agency", FormName, false},
		{"why did it rise", FormWhy, false},
		{"what did he say when asked why it rose", FormAny, false},
		{"which coastal towns were hit?", FormWhere, false},
		{"Which areas did they hold?", FormWhere, false},
		{"how many more ships are there than last year", FormChange, false},
		{"how many more ships are coming", FormCount, false},
		{"his exact words on the number of ships", FormAny, false},
		{"the words on how fast the ships are", FormAny, false},
		{"the exact words on how many ships came", FormCount, false},
		{"What did he tell people who work for spies?", FormAny, false},
		{"give me the quote where he says it", FormAny, false},
		{"Was it in 2014?", FormAny, true},
		{"so the number of plots fell, right?", FormAny, true},
		{"is it true that half of them left", FormAny, true},
		{"chaos on the streets", FormAny, false},
		{"", FormAny, false},
	} {
		r := ix.read(tt.question)
		if r.Form != tt.want || r.Polar != tt.polar {
			t.Errorf("read(%q): form %v, polar %v; want %v, %v", tt.question, r.Form, r.Polar, tt.want, tt.polar)
		}
	}
}

// TestDescribing: how somebody describes a thing is told in his words, how a text does
// is not.
func TestDescribing(t *testing.T) {
	ix := emptyIndex(t)
	for _, tt := range []struct {
		question string
		want     bool
	}{
		{"How did the head of the port describe it?", true},
		{"How does the article describe it?", false},
		{"How did he paint it?", false},
		{"Which sentence is on the bridge?", true},
		{"What sentence did the captain get?", false},
	} {
		if got := ix.read(tt.question).WantsQuote; got != tt.want {
			t.Errorf("read(%q): wants a quote %v, want %v", tt.question, got, tt.want)
		}
	}
}

// TestModest: a told chance is nearer to one half.
func TestModest(t *testing.T) {
	for _, tt := range []struct{ p, want float64 }{{0, 0}, {0.5, 0.5}, {0.9, 0.878}, {0.1, 0.122}, {1, 1}} {
		if got := modest(tt.p); math.Abs(got-tt.want) > 0.001 {
			t.Errorf("modest(%v) = %v, want %v", tt.p, got, tt.want)
		}
	}
}

// TestFrames: phrases around a question are no part of it.
func TestFrames(t *testing.T) {
	ix := emptyIndex(t)
	for _, tt := range []struct{ question, want string }{
		{"for my essay, who paid for the bridge", "who paid for the bridge"},
		{"does the bridge get a mention anywhere", "does the bridge"},
		{"did tolls come up at all?", "did tolls"},
		{"tolls, for a podcast", "tolls"},
		{"could somebody paste tolls", "tolls"},
		{"can anybody tell me who paid", "who paid"},
		{"is there a bridge anywhere", "is there a bridge anywhere"},
	} {
		var left []string
		for _, w := range ix.read(tt.question).Words {
			if !w.framed && w.Kind == text.Word {
				left = append(left, w.Norm)
			}
		}
		if got := strings.Join(left, " "); got != tt.want {
			t.Errorf("read(%q) keeps %q, want %q", tt.question, got, tt.want)
		}
	}
}

// TestChatter: sentences on the asker are left out, unless they are most of it or
// name something.
func TestChatter(t *testing.T) {
	ix := emptyIndex(t)
	for _, tt := range []struct{ question, want string }{
		{"My son is ten. How many children cross the bridge?", "how many children cross the bridge"},
		{"How many children cross the bridge? I walk there.", "how many children cross the bridge"},
		{"I have walked there for years, and never paid. Who pays?", "i have walked there for years and never paid who pays"},
		{"I live in France. Who pays the toll on the bridge?", "i live in france who pays the toll on the bridge"},
		{"Is it mine? Who pays?", "is it mine who pays"},
	} {
		var left []string
		for _, w := range ix.read(tt.question).Words {
			if w.Kind == text.Word {
				left = append(left, w.Norm)
			}
		}
		if got := strings.Join(left, " "); got != tt.want {
			t.Errorf("read(%q) keeps %q, want %q", tt.question, got, tt.want)
		}
	}
}

// TestReading: what is counted, quoted, asked for and set aside.
func TestReading(t *testing.T) {
	ix := emptyIndex(t)
	r := ix.read("How many French diplomats has Spain, besides Italy, expelled since March 2017 “in one go”?")
	if got := r.piece(r.Asked[0], r.Asked[len(r.Asked)-1]); got != "French diplomats" {
		t.Errorf("asked for %q", got)
	}
	if len(r.Dates) != 1 || r.Dates[0].When.Year != 2017 {
		t.Errorf("dates %v", r.Dates)
	}
	if len(r.Quoted) != 1 || r.Quoted[0].Of(r.Question) != "in one go" {
		t.Errorf("quoted %v", r.Quoted)
	}
	name := func(k int) string { return ix.base.Names.Entry(r.Mentions[k].Entry).Name }
	if r.Subject < 0 || name(r.Subject) != "Spain" {
		t.Errorf("subject %d", r.Subject)
	}
	if label := ix.read("number 43 is late"); len(label.Numbers) > 0 {
		t.Errorf("numbers %v", label.Numbers)
	}
	if len(r.Besides) != 1 || name(r.Besides[0]) != "Italy" {
		t.Errorf("besides %v", r.Besides)
	}
}

// FuzzRead: every index of a reading lies within its question.
func FuzzRead(f *testing.F) {
	ix := emptyIndex(f)
	for _, q := range []string{"How many of the 43 plots did the UK stop since 2017?", "what’s 13% of “x” by Russia, apart from Iran", "so Russia expelled …, right?", "\xff of of of 5%"} {
		f.Add(q)
	}
	f.Fuzz(func(t *testing.T, q string) {
		r := ix.read(q)
		for _, list := range [][]int{r.Asked, r.Counted, r.Whole} {
			for _, i := range list {
				if i < 0 || i >= len(r.Words) {
					t.Fatalf("word %d of %d", i, len(r.Words))
				}
			}
		}
		for _, k := range append(r.Besides, r.Subject, r.Agent) {
			if k < -1 || k >= len(r.Mentions) {
				t.Fatalf("mention %d of %d", k, len(r.Mentions))
			}
		}
		for _, w := range r.Words {
			if w.Info < 0 || w.Info > 1 || q[w.Start:w.End] != w.Text {
				t.Fatalf("word %+v", w)
			}
		}
	})
}
