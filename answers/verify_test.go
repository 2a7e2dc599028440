package answers_test

import (
	"strings"
	"testing"

	"briefbot/answers"
	"briefbot/knowledge"
)

// TestVerify: no broken citation gets through.
func TestVerify(t *testing.T) {
	b := base(t, "facts:\n"+bridgeOpening+bridgeLorries)
	sound := answers.New(b).Ask("When was the bridge opened?")
	if sound.Verdict != answers.Answered {
		t.Fatalf("verdict %s", sound.Verdict)
	}
	if err := answers.Verify(b, sound); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		harm func(a *answers.Answer)
	}{
		{"quote changed", func(a *answers.Answer) { a.Quote.Text = "The bridge opened in 1999." }},
		{"offsets moved", func(a *answers.Answer) { a.Quote.Cite.Start++ }},
		{"offsets outside", func(a *answers.Answer) { a.Quote.Cite.End = 1 << 20 }},
		{"offsets turned round", func(a *answers.Answer) { a.Quote.Cite.Start, a.Quote.Cite.End = 9, 3 }},
		{"other paragraph", func(a *answers.Answer) { a.Quote.Cite.Paragraph = 2 }},
		{"no such paragraph", func(a *answers.Answer) { a.Quote.Cite.Paragraph = 99 }},
		{"paragraph changed", func(a *answers.Answer) { a.Quote.Paragraph.Text += " More." }},
		{"figure changed", func(a *answers.Answer) {
			f := *a.Fact
			f.Figure = &knowledge.Figure{Text: "1933"}
			a.Fact, a.Quote.Fact = &f, &f
		}},
		{"fact of another base", func(a *answers.Answer) { a.Fact = &knowledge.Fact{}; a.Quote.Fact = a.Fact }},
		{"no fact", func(a *answers.Answer) { a.Fact = nil }},
		{"near fact without quote", func(a *answers.Answer) { a.Near = []answers.Quote{{}} }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := sound
			tt.harm(&a)
			if err := answers.Verify(b, a); err == nil || !strings.HasPrefix(err.Error(), "internal error: ") {
				t.Errorf("Verify = %v", err)
			}
		})
	}
	// A figure that is only a part of a word of the quote.
	f := b.Fact(knowledge.Ref{Briefing: "bridge", ID: "opening"})
	whole := f.Figure.Text
	f.Figure.Text = "3 May 199"
	if err := answers.Verify(b, sound); err == nil {
		t.Error("a figure that cuts a word got through")
	}
	f.Figure.Text = whole
}
