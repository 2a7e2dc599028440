package text

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSentences(t *testing.T) {
	for _, tt := range []struct {
		name string
		want []string // joined with a space, they are the text
	}{
		{"two", []string{"It fell.", "It rose."}},
		{"question", []string{"Did it fall?", "No!", "It rose"}},
		{"title", []string{"Mr. Smith spoke.", "Dr. Jones did not."}},
		{"country", []string{"The U.S. Army left.", "The U.K. Army stayed."}},
		{"initial", []string{"J. Edgar Hoover spoke.", "He left."}},
		{"the pronoun is no initial", []string{"So did I.", "They left."}},
		{"month", []string{"It fell in Jan. 2017.", "It rose."}},
		{"number", []string{"No. 10 fell by 1.5 per cent.", "It rose."}},
		{"verb", []string{"It did not mar.", "It rose."}},
		{"quote goes on", []string{"“Is China different?” he asked."}},
		{"quote ends", []string{"He said: “It fell.”", "It rose."}},
		{"quote within", []string{"“It fell.", "It rose,” he said.", "He left."}},
		{"paragraphs", []string{"# A heading\n\nIt fell."}},
		{"plan at the end of a paragraph", []string{"It was plan B.\n\nIt fell."}},
		{"nothing", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := " " + strings.Join(tt.want, " ") + " "
			var want, got []string
			for _, w := range tt.want {
				want = append(want, strings.Split(w, "\n\n")...)
			}
			for _, span := range Sentences(s) {
				got = append(got, span.Of(s))
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("Sentences(%q) (-want +got):\n%s", s, diff)
			}
		})
	}
}

func FuzzSentences(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, span := range Sentences(s) {
			if span.Start < end || span.Start >= span.End || span.End > len(s) {
				t.Fatalf("sentence %v of %q: out of the text or over the one before", span, s)
			}
			if between := s[end:span.Start]; strings.TrimSpace(between) != "" {
				t.Errorf("%q of %q is in no sentence", between, s)
			}
			if piece := span.Of(s); strings.TrimSpace(piece) != piece {
				t.Errorf("the sentence %q has white space around it", piece)
			}
			end = span.End
		}
		if rest := s[end:]; strings.TrimSpace(rest) != "" {
			t.Errorf("%q of %q is in no sentence", rest, s)
		}
	})
}
