package answers_test

import (
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"briefbot/answers"
	"briefbot/knowledge"
	"briefbot/knowledge/folder"
)

const bridgeSource = `Mayor Ada Brown opened the Long Bridge on 3 May 1998. The bridge cost 40 million pounds.

About a third of all lorries in Norland cross it. “It changed our town,” Brown said.
`

const bridgeHead = `briefing: {id: bridge, title: The Long Bridge}
glossary:
  - {name: Ada Brown, kind: person, same: [Brown, the mayor]}
  - {name: Long Bridge, kind: thing, same: [the bridge]}
  - {name: Norland, kind: place}
`

const bridgeOpening = `  - id: opening
    topic: Bridge
    statement: The Long Bridge was opened on 3 May 1998.
    cites: [{paragraph: 1, quote: Mayor Ada Brown opened the Long Bridge on 3 May 1998.}]
    figure: 3 May 1998
    about: {by: [Ada Brown]}
    ask: [When was the bridge opened?, since when is there a bridge, bridge opening day]
`

const bridgeLorries = `  - id: lorries
    topic: Traffic
    statement: About a third of all lorries in Norland cross the bridge.
    background: [1]
    cites: [{paragraph: 2, quote: About a third of all lorries in Norland cross it.}]
    figure: About a third
    ask: [What share of lorries crosses the bridge?, how many trucks use it, lorry traffic share]
`

// base reads a made-up briefing; facts is what follows "facts:".
func base(tb testing.TB, facts string) *knowledge.Base {
	tb.Helper()
	b, problems := folder.Read(fstest.MapFS{
		"source.txt": {Data: []byte(bridgeSource)},
		"facts.yaml": {Data: []byte(bridgeHead + facts)},
	})
	for _, p := range problems {
		tb.Fatal(p)
	}
	return knowledge.NewBase(b)
}

func answered(a answers.Answer) string {
	if a.Fact == nil {
		return string(a.Verdict) + " " + string(a.Reason)
	}
	return a.Fact.Ref.ID
}

func TestSmallBases(t *testing.T) {
	one, two := "facts:\n"+bridgeOpening, "facts:\n"+bridgeOpening+bridgeLorries
	for _, tt := range []struct{ name, facts, question, want string }{
		{"no facts", "", "When was the bridge opened?", "none offtopic"},
		{"one fact, its question", one, "When was the bridge opened?", "opening"},
		{"one fact, other words", one, "when did the bridge open", "opening"},
		{"one fact, another matter", one, "what is the weather like tomorrow in the mountains", "none offtopic"},
		{"two facts, the first", two, "on which day was the bridge opened?", "opening"},
		{"two facts, the second", two, "what share of the lorries uses the bridge", "lorries"},
		{"two facts, wrong year", two, "was the bridge opened in 1989?", "closest premise"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := answered(answers.New(base(t, tt.facts)).Ask(tt.question)); got != tt.want {
				t.Errorf("Ask(%q) = %s, want %s", tt.question, got, tt.want)
			}
		})
	}
}

func TestNegative(t *testing.T) {
	ix := answers.New(base(t, "facts:\n"+bridgeOpening+bridgeLorries+"negatives: [Who built the bridge?, How long is the bridge?]\n"))
	for _, q := range []string{"Who built the bridge?", "who has built the bridge"} {
		if a := ix.Ask(q); a.Reason != answers.Never {
			t.Errorf("Ask(%q) = %s, want none never", q, answered(a))
		}
	}
	if got := answered(ix.Ask("When was the bridge opened?")); got != "opening" {
		t.Errorf("a negative took the question of a fact: %s", got)
	}
}

func TestOddInput(t *testing.T) {
	ix := answers.New(builtIn(t))
	for _, tt := range []struct{ name, question, want string }{
		{"empty", "", "none not-a-question"},
		{"blanks", " \t\n ", "none not-a-question"},
		{"punctuation", "?!…", "none not-a-question"},
		{"emoji", "🤖🤖🤖", "none not-a-question"},
		{"greeting", "hi bot", "none not-a-question"},
		{"thanks", "thank you, very helpful!", "none not-a-question"},
		{"german", "Wie viele russische Diplomaten wurden aus Europa ausgewiesen und warum?", "none language"},
		{"arabic", "كم عدد الدبلوماسيين الروس", "none language"},
		{"russian", "Сколько дипломатов выслали?", "none language"},
		{"one word", "weather", "none offtopic"},
		{"invalid UTF-8", "how many \xff\xfe plots \xc3", ""},
		{"control characters", "how many\x00\x1b[31m plots\u202e since March 2017", ""},
		{"6,000 characters", strings.Repeat("plots ", 1000), ""},
		{"one endless word", strings.Repeat("a", 6000), ""},
		{"only numbers", strings.Repeat("43 ", 2000), ""},
		{"quotation marks", strings.Repeat("“", 3000), "none not-a-question"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := ix.Ask(tt.question)
			if tt.want != "" && answered(a) != tt.want {
				t.Errorf("Ask = %s, want %s", answered(a), tt.want)
			}
			if !utf8.ValidString(a.Question) {
				t.Errorf("Question %q is not valid UTF-8", a.Question)
			}
		})
	}
}

// TestOwnPhrasings: a question put as its curator put it gets its fact.
func TestOwnPhrasings(t *testing.T) {
	b := builtIn(t)
	ix := answers.New(b)
	for _, f := range b.Facts {
		for _, q := range f.Ask {
			for _, asked := range []string{q, strings.ToUpper(q), strings.ToLower(q) + " ??"} {
				if got := ix.Ask(asked); got.Fact == nil || got.Fact.Ref != f.Ref {
					t.Errorf("Ask(%q) = %s, want %s", asked, answered(got), f.Ref.ID)
				}
			}
		}
	}
}

// TestEqualIndexes: the same base and question give the same answer.
func TestEqualIndexes(t *testing.T) {
	b := builtIn(t)
	x, y := answers.New(b), answers.New(builtIn(t))
	for _, f := range b.Facts {
		for _, q := range f.Ask[:3] {
			q += " in the briefing"
			if diff := cmp.Diff(x.Ask(q), y.Ask(q)); diff != "" {
				t.Fatalf("Ask(%q) differs between two indexes of one base:\n%s", q, diff)
			}
		}
	}
}

// TestConcurrent: many ask while the index is swapped. Meant for -race.
func TestConcurrent(t *testing.T) {
	b := builtIn(t)
	var index atomic.Pointer[answers.Index]
	index.Store(answers.New(b))
	want := answered(index.Load().Ask(asked[0]))
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i := range 100 {
				q := asked[i%len(asked)]
				a := index.Load().Ask(q)
				if q == asked[0] && answered(a) != want {
					t.Errorf("Ask(%q) = %s, want %s", q, answered(a), want)
				}
			}
		})
	}
	for range 3 {
		index.Store(answers.New(b))
	}
	wg.Wait()
}

// FuzzAsk: whatever is asked, an answer shows only bytes of the source.
func FuzzAsk(f *testing.F) {
	for _, q := range asked {
		f.Add(q)
	}
	f.Add("\x00“\xff” IS is 2022-13-45 under-18s 1/0 %")
	b := builtIn(f)
	ix := answers.New(b)
	f.Fuzz(func(t *testing.T, q string) {
		a := ix.Ask(q)
		if (a.Verdict == answers.Answered) != (a.Fact != nil) {
			t.Fatalf("verdict %s with fact %v", a.Verdict, a.Fact)
		}
		for _, shown := range append(a.Near, a.Quote) {
			if shown.Fact == nil {
				continue
			}
			p, ok := b.Briefing(shown.Fact.Ref.Briefing).Paragraph(shown.Cite.Paragraph)
			if !ok || p.Text[shown.Cite.Start:shown.Cite.End] != shown.Text {
				t.Fatalf("quote %q is not in paragraph %d", shown.Text, shown.Cite.Paragraph)
			}
			if shown.Fact.Figure != nil && shown.Figure().Of(shown.Text) != shown.Fact.Figure.Text {
				t.Fatalf("figure %q is not in the quote", shown.Fact.Figure.Text)
			}
		}
		if a.Confidence < 0 || a.Confidence > 1 || len(a.Near) > answers.MaxNear {
			t.Fatalf("confidence %v, %d near", a.Confidence, len(a.Near))
		}
	})
}

// TestKnown: a stored phrasing gets the same with and without looking around.
func TestKnown(t *testing.T) {
	ix := answers.New(builtIn(t))
	known := 0
	check := func(q string) {
		a := ix.Ask(q)
		b, ok := ix.Known(q)
		if !ok {
			return
		}
		known++
		if a.Verdict != b.Verdict || a.Reason != b.Reason || a.Stance != b.Stance || a.Fact != b.Fact || a.Quote.Cite != b.Quote.Cite {
			t.Errorf("%q: Ask gives %s %s %s %v, Known %s %s %s %v", q, a.Verdict, a.Reason, a.Stance, a.Fact, b.Verdict, b.Reason, b.Stance, b.Fact)
		}
	}
	for _, f := range ix.Base().Facts {
		for _, q := range f.Ask {
			check(q)
			check(strings.ToUpper(q))
		}
	}
	for _, n := range ix.Base().Briefings[0].Negatives {
		check(n.Question)
	}
	if known < 3000 {
		t.Errorf("only %d are known", known)
	}
	if _, ok := ix.Known("who is the king of nowhere?"); ok {
		t.Error("a question that is no phrasing is known")
	}
}
