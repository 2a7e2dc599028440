package knowledge

import (
	"strings"
	"testing"
)

var quoteSource = &Briefing{ID: "b", Paragraphs: []Paragraph{
	{Number: 1, Text: "The mayor said: “It’s open — at last.” Forty came.\nForty left."},
	{Number: 2, Text: "The bridge cost 40 million pounds."},
}}

func TestFindQuote(t *testing.T) {
	for _, tt := range []struct {
		name      string
		paragraph int
		typed     string
		want      string // the source's bytes, or a piece of the error
	}{
		{"as printed", 2, "The bridge cost 40 million pounds.", "The bridge cost 40 million pounds."},
		{"other marks and dashes", 1, `"It's open - at last."`, "“It’s open — at last.”"},
		{"white space", 1, "  Forty came.  Forty left. ", "Forty came.\nForty left."},
		{"first of several", 1, "Forty", "Forty"},
		{"another paragraph", 1, "The bridge cost 40 million pounds.", "error: stands in paragraph 2"},
		{"another word", 2, "The bridge cost 50 million pounds.", "error: the nearest text is “The bridge cost 40 million pounds.”"},
		{"nothing alike", 2, "zzz", "error: no sentence there is like it"},
		{"nothing", 2, "  ", "error: is missing"},
		{"no such paragraph", 3, "x", "error: there is no paragraph 3; the source has 1 to 2"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, err := quoteSource.FindQuote(tt.paragraph, tt.typed)
			if piece, fails := strings.CutPrefix(tt.want, "error: "); fails {
				if err == nil || !strings.Contains(err.Error(), piece) {
					t.Errorf("FindQuote = %v, %v; want an error with %q", c, err, piece)
				}
				return
			}
			if got := quoteSource.Quote(c); err != nil || got != tt.want || c.Paragraph != tt.paragraph {
				t.Errorf("FindQuote = %v (%q), %v; want %q", c, got, err, tt.want)
			}
		})
	}
}

// FuzzFindQuote: what is found is a piece of the source that reads like what was
// typed.
func FuzzFindQuote(f *testing.F) {
	f.Add("It's open - at last.")
	f.Add(" \n“ ")
	f.Fuzz(func(t *testing.T, typed string) {
		c, err := quoteSource.FindQuote(1, typed)
		if err != nil {
			return
		}
		got := quoteSource.Quote(c)
		if strings.TrimSpace(loosen(got).text) != strings.TrimSpace(loosen(typed).text) {
			t.Errorf("FindQuote(%q) cites %q", typed, got)
		}
	})
}
