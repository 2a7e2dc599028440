package text

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestQuotations(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     []string // with the marks
		open     bool     // the last is not closed
	}{
		{"curly", "He was “stretched to the limit”, “unchanged”.", []string{"“stretched to the limit”", "“unchanged”"}, false},
		{"straight", `"China is different," he said.`, []string{`"China is different,"`}, false},
		{"unclosed", "He said: “China is", []string{"“China is"}, true},
		{"curly single", "the ‘possible’ plots", []string{"‘possible’"}, false},
		{"apostrophe within", "‘MI5’s plots’ fell", []string{"‘MI5’s plots’"}, false},
		{"apostrophe alone", "MI5’s officers’ plots didn't", nil, false},
		{"opening mark as apostrophe", "MI5‘s plots", nil, false},
		{"nested", "“He said ‘no’ to it” again", []string{"“He said ‘no’ to it”"}, false},
		{"double within single", "‘He said “no” to it’ again", []string{"‘He said “no” to it’"}, false},
		{"paragraphs each opened", "“One.\n\n“Two.” End", []string{"“One.\n\n“Two.”"}, false},
		{"German", "„eins“ „zwei”", []string{"„eins“", "„zwei”"}, false},
		{"French", "« un »", []string{"« un »"}, false},
		{"closing mark alone", "no” quote", nil, false},
		{"empty", "“”", []string{"“”"}, false},
		{"nothing", "", nil, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			quotes := Quotations(tt.in)
			var got []string
			for i, q := range quotes {
				got = append(got, q.Of(tt.in))
				if open := tt.open && i == len(quotes)-1; q.Closed == open {
					t.Errorf("%q: Closed = %t", q.Of(tt.in), q.Closed)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Quotations(%q) (-want +got):\n%s", tt.in, diff)
			}
		})
	}
	q := Quotations("a “b” c")[0]
	if got := q.Inner.Of("a “b” c"); got != "b" {
		t.Errorf("Inner = %q, want b", got)
	}
}

func FuzzQuotations(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, s string) {
		quotes, voices := Quotations(s), Speakers(s)
		if len(voices) != len(quotes) {
			t.Fatalf("%d voices of %d quotations in %q", len(voices), len(quotes), s)
		}
		end := 0
		for i, q := range quotes {
			if q.Start < end || q.Start >= q.End || q.End > len(s) {
				t.Fatalf("quotation %v of %q: out of the text or over the one before", q, s)
			}
			if q.Inner.Start > q.Inner.End || !q.Contains(q.Inner) || !q.Closed && q.End != len(s) {
				t.Errorf("quotation %+v of %q: wrong inner or end", q, s)
			}
			end = q.End
			subject := voices[i].Subject
			if subject.Start < 0 || subject.Start > subject.End || subject.End > len(s) {
				t.Fatalf("subject %v of %q is out of the text", subject, s)
			}
			for _, other := range quotes {
				if other.Overlaps(subject) {
					t.Errorf("the subject %q of %q is within %q", subject.Of(s), s, other.Of(s))
				}
			}
			if i < 3 { // the whole text is read for each
				if got, ok := Speaker(s, q); got != subject || ok != voices[i].Reported {
					t.Errorf("Speaker of %q is %v, %t; Speakers says %v", q.Of(s), got, ok, voices[i])
				}
			}
		}
	})
}
