package quantity

import (
	"testing"

	"briefbot/knowledge/text"

	"github.com/google/go-cmp/cmp"
)

func TestPeriods(t *testing.T) {
	for _, tt := range []struct {
		in       string
		want     []string
		from, to Day // of the first
		relative bool
	}{
		{in: "since March 2017, MI5", want: []string{"since March 2017"}, from: Day{Year: 2017, Month: 3}},
		{in: "Syria in 2014.", want: []string{"in 2014"}, from: Day{Year: 2014}, to: Day{Year: 2014}},
		{in: "until 2014", want: []string{"until 2014"}, to: Day{Year: 2014}},
		{in: "Since the 2022 invasion of Ukraine, more", want: []string{"Since the 2022 invasion of Ukraine"}, from: Day{Year: 2022}},
		{in: "in the past month alone, more", want: []string{"in the past month alone"}, relative: true},
		{in: "in a single year", want: []string{"in a single year"}, relative: true},
		{in: "from the UK earlier this year.", want: []string{"earlier this year"}, relative: true},
		{in: "it was a decade ago", want: []string{"a decade ago"}, relative: true},
		{in: "it was three years back", want: []string{"three years back"}, relative: true},
		{in: "over the last three years", want: []string{"over the last three years"}, relative: true},
		{in: "in the past three years", want: []string{"in the past three years"}, relative: true},
		{in: "earlier this year and in 2014", want: []string{"earlier this year", "in 2014"}, relative: true},
		{in: "in 2014 and last year", want: []string{"in 2014", "last year"}, from: Day{Year: 2014}, to: Day{Year: 2014}},
		{in: "from 2014 to 2017", want: []string{"from 2014 to 2017"}, from: Day{Year: 2014}, to: Day{Year: 2017}},
		{in: "between 2014 and 2017", want: []string{"between 2014 and 2017"}, from: Day{Year: 2014}, to: Day{Year: 2017}},
		{in: "2014–2017", want: []string{"2014–2017"}, from: Day{Year: 2014}, to: Day{Year: 2017}},
		{in: "in 2014 and 2017", want: []string{"in 2014", "2017"}, from: Day{Year: 2014}, to: Day{Year: 2014}},
		{in: "in 2017’s attacks", want: []string{"in 2017"}, from: Day{Year: 2017}, to: Day{Year: 2017}},
		{in: "a decade of war"},
		{in: "may I ask"},
		{in: ""},
	} {
		t.Run(tt.in, func(t *testing.T) {
			ps := Periods(tt.in)
			var got []string
			for _, p := range ps {
				got = append(got, p.Text(tt.in))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Fatalf("Periods(%q) (-want +got):\n%s", tt.in, diff)
			}
			if len(ps) > 0 && (ps[0].From != tt.from || ps[0].To != tt.to || ps[0].Relative != tt.relative) {
				t.Errorf("Periods(%q)[0] = %+v", tt.in, ps[0])
			}
		})
	}
}

func FuzzPeriods(f *testing.F) {
	s := source(f)
	for _, sentence := range text.Sentences(s) {
		f.Add(sentence.Of(s))
	}
	f.Add("over the last this year of the last year alone, two years ago since the 2022 2014 of of")
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, p := range Periods(s) {
			if p.Start < end || p.Start >= p.End || p.End > len(s) {
				t.Fatalf("span %v of %q: out of the text or over the period before", p.Span, s)
			}
			end = p.End
		}
	})
}
