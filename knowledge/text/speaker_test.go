package text

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestSpeaker(t *testing.T) {
	for _, tt := range []struct {
		name, in, want string
		none           bool // no reporting verb
	}{
		{"after the quote", "“China is different,” McCallum said.", "McCallum", false},
		{"before the quote", "McCallum said: “China is different.”", "McCallum", false},
		{"pronoun", "“China is different,” he said.", "he", false},
		{"subject behind the verb", "“China is different,” said Ken McCallum, the head.", "Ken McCallum", false},
		{"long subject", "“It fell,” the head of the defense agency concluded, smiling.", "the head of the defense agency", false},
		{"auxiliary", "The director-general has warned of “possible” plots.", "The director-general", false},
		{"nearest verb", "Asked about Moscow, McCallum agreed: “It fell.”", "McCallum", false},
		{"a verb without subject", "A warning was issued, insisting that “it fell”.", "", false},
		{"a verb in another quotation", "“He said it” and “it fell”.", "", true},
		{"a verb in another sentence", "McCallum said it. “It fell.”", "", true},
		{"a country is no verb", "The United States “fell”.", "", true},
		{"a quotation between", "McCallum ‘the head’ Smith said “it fell”.", "Smith", false},
		{"no verb", "It was “unprecedented”.", "", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			quotes := Quotations(tt.in)
			subject, ok := Speaker(tt.in, quotes[len(quotes)-1])
			if ok == tt.none || subject.Of(tt.in) != tt.want {
				t.Errorf("Speaker of %q = %q, %t, want %q, %t", tt.in, subject.Of(tt.in), ok, tt.want, !tt.none)
			}
		})
	}
}

func TestSpeakersOfSource(t *testing.T) {
	s := source(t)
	var got []string
	for _, v := range Speakers(s) {
		got = append(got, v.Subject.Of(s))
	}
	want := []string{
		"", "McCallum", "McCallum", "he", "He", "McCallum", "", "The director-general of MI5", "he", "", "McCallum", "McCallum",
		"the director general", "McCallum", "McCallum", "the head of the defense agency",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("speakers of the source (-want +got):\n%s", diff)
	}
}

// TestTimeIsBounded reads texts of 100 KB of the worst kind: a reader whose
// time grows with the square of the length would take minutes.
func TestTimeIsBounded(t *testing.T) {
	for _, unit := range []string{"“” ", "“a” he said ", "said ", "“a” ", "“", "‘a", "Mr. ", "A.", "’s", "a\u0301", "\xff", "word “a. B” "} {
		s := strings.Repeat(unit, 100_000/len(unit))
		start := time.Now()
		Speakers(s)
		for _, q := range Quotations(s)[:min(1, len(Quotations(s)))] {
			Speaker(s, q)
		}
		Sentences(s)
		Fold(s)
		Whole(s, 0, len(s))
		if took := time.Since(start); took > 15*time.Second {
			t.Errorf("%q repeated to 100 KB took %v", unit, took)
		}
	}
}
