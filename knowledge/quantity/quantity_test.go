package quantity

import (
	"math/big"
	"os"
	"strings"
	"testing"
	"time"

	"briefbot/knowledge/text"

	"github.com/google/go-cmp/cmp"
)

// source returns the article of the briefing that the examples are from.
func source(t testing.TB) string {
	b, err := os.ReadFile("../briefings/mi5-threat-update/source.txt")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// wording writes q as the tables below expect it: its text, kind, value with
// unit, and the relation when there is one.
func wording(s string, q Quantity) string {
	out := q.Text(s) + " = " + string(q.Kind) + " " + q.Value
	if q.High != "" {
		out += ".." + q.High
	}
	if q.Kind != Date {
		if q.Unit != "" {
			out += " " + q.Unit
		}
	}
	if q.Relation != Equal {
		out += " " + string(q.Relation)
	}
	return out
}

func TestParse(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want []string
	}{
		// Digits.
		{"43 plots", []string{"43 = count 43"}},
		{"2,000 officers", []string{"2,000 = count 2000"}},
		{"1.5 million", []string{"1.5 million = count 1500000"}},
		{"£1.2bn and 5k", []string{"1.2bn = count 1200000000", "5k = count 5000"}},
		{"5 hundred thousand", []string{"5 hundred thousand = count 500000"}},
		{"2½ million", []string{"2½ million = count 2500000"}},
		{"2\u00a0000 officers", []string{"2\u00a0000 = count 2000"}},
		{"1,50 or 1.2.3", nil},
		{"at 12:30 on 12/05", nil},
		{"fell to −5 and -6 and .5 and minus 5%", nil},
		{"MI5, the 21st, the 1980s, 3am", nil},
		{"a ratio of 3:1", nil},
		{"43²", []string{"43 = count 43"}},

		// Number words.
		{"twenty plots", []string{"twenty = count 20"}},
		{"twenty-one, two hundred and five", []string{"twenty-one = count 21", "two hundred and five = count 205"}},
		{"one thousand and one", []string{"one thousand and one = count 1001"}},
		{"a hundred thousand", []string{"a hundred thousand = count 100000"}},
		{"two million five hundred thousand", []string{"two million five hundred thousand = count 2500000"}},
		{"a dozen, a couple, two dozen", []string{"a dozen = count 12", "a couple = count 2", "two dozen = count 24"}},
		{"half a million", []string{"half a million = count 500000"}},
		{"three quarters of a million", []string{"three quarters of a million = count 750000"}},
		{"two and a half million", []string{"two and a half million = count 2500000"}},
		{"ten five", []string{"ten = count 10", "five = count 5"}},
		{"There were twenty. Five of them", []string{"twenty = count 20", "Five = count 5"}},
		{"two hundred and three hundred", []string{"two hundred = count 200", "three hundred = count 300"}},
		{"one million and two million", []string{"one million = count 1000000", "two million = count 2000000"}},
		{"No one knows which one", nil},

		// Parts of a whole.
		{"a third of them", []string{"a third = share 1/3"}},
		{"more than a third of MI5’s investigations", []string{"more than a third = share 1/3 above"}},
		{"a third man", nil},
		{"two-thirds", []string{"two-thirds = share 2/3"}},
		{"seven third-party tools", []string{"seven = count 7"}},
		{"half of them", []string{"half = share 1/2"}},
		{"the second half of the half-brother’s life", nil},
		{"one in five", []string{"one in five = share 1/5"}},
		{"three out of 4", []string{"three out of 4 = share 3/4"}},
		{"two in three years", []string{"two = count 2", "three years = duration 3 year"}},
		{"43 in 2022", []string{"43 = count 43", "2022 = date 2022"}},
		{"½ of it", []string{"½ = share 1/2"}},

		// Per cents.
		{"13% of it", []string{"13% = share 13 %"}},
		{"13 per cent", []string{"13 per cent = share 13 %"}},
		{"one per cent", []string{"one per cent = share 1 %"}},
		{"fifty percent", []string{"fifty percent = share 50 %"}},
		{"３％", []string{"３％ = share 3 %"}},
		{"increased by almost 50%", []string{"almost 50% = change 50 % below"}},
		{"was raised by 4%", []string{"4% = change 4 %"}},
		{"25 000 people", []string{"25 000 = count 25000"}},
		{"25 100 people", []string{"25 = count 25", "100 = count 100"}},
		{"they make up 13% of it", []string{"13% = share 13 %"}},
		{"made up a third", []string{"a third = share 1/3"}},
		{"sales are up 13%", []string{"13% = change 13 %"}},
		{"a 13% rise", []string{"13% = change 13 %"}},
		{"fell to 13%", []string{"13% = share 13 %"}},
		{"The numbers fell. 13% were new", []string{"13% = share 13 %"}},
		{"There were 43. Per cent is a unit", []string{"43 = count 43"}},

		// Multiples.
		{"tripled", []string{"tripled = factor 3 times"}},
		{"more than doubled", []string{"more than doubled = factor 2 times above"}},
		{"a threefold rise", []string{"threefold = factor 3 times"}},
		{"three times as many", []string{"three times = factor 3 times"}},
		{"it halved", []string{"halved = factor 1/2 times"}},
		{"double the number", []string{"double = factor 2 times"}},
		{"a double agent", nil},

		// Hedges.
		{"almost 50", []string{"almost 50 = count 50 below"}},
		{"no fewer than 43", []string{"no fewer than 43 = count 43 above"}},
		{"not less than 43", []string{"not less than 43 = count 43 above"}},
		{"as many as 43", []string{"as many as 43 = count 43 below"}},
		{"about twenty", []string{"about twenty = count 20 about"}},
		{"exactly 43", []string{"exactly 43 = count 43"}},
		{"more than £5m", []string{"more than £5m = count 5000000 above"}},
		{"750+ spies", []string{"750+ = count 750 above"}},
		{"43 or more", []string{"43 or more = count 43 above"}},
		{"13 or more than 20", []string{"13 = count 13", "more than 20 = count 20 above"}},
		{"<5% and ~43", []string{"<5% = share 5 % below", "~43 = count 43 about"}},
		{"<b>43</b>", []string{"43 = count 43"}},
		{"the war is over – 43 plots", []string{"43 = count 43"}},
		{"the war is over. 43 plots", []string{"43 = count 43"}},

		// Ages.
		{"under-18s", []string{"under-18s = age 18 year below"}},
		{"youths under the age of 18, which", []string{"under the age of 18 = age 18 year below"}},
		{"those under 18 are", []string{"under 18 = age 18 year below"}},
		{"under 18 cases", []string{"under 18 = count 18 below"}},
		{"under 18%", []string{"under 18% = share 18 % below"}},
		{"aged 30", []string{"aged 30 = age 30 year"}},
		{"aged 13 to 17", []string{"aged 13 to 17 = age 13..17 year"}},
		{"aged between 13 and 17", []string{"aged between 13 and 17 = age 13..17 year"}},
		{"aged 18 months", []string{"aged 18 months = age 18 month"}},
		{"aged 18 and over", []string{"aged 18 and over = age 18 year above"}},
		{"18 years old", []string{"18 years old = age 18 year"}},
		{"an 18-year-old", []string{"18-year-old = age 18 year"}},
		{"13- and 14-year-olds", []string{"13 = count 13", "14-year-olds = age 14 year"}},
		{"18 years of age", []string{"18 years of age = age 18 year"}},
		{"over 60s", []string{"over 60s = age 60 year above"}},

		// Durations.
		{"a decade", []string{"a decade = duration 1 decade"}},
		{"ten or so years", []string{"ten or so years = duration 10 year"}},
		{"ten or so plots", []string{"ten or so = count 10 about"}},
		{"in a single year", []string{"a single year = duration 1 year"}},
		{"half an hour", []string{"half an hour = duration 1/2 hour"}},
		{"a year and a half", []string{"a year and a half = duration 3/2 year"}},
		{"two and a half years", []string{"two and a half years = duration 5/2 year"}},

		// Ranges.
		{"10 to 15 plots", []string{"10 to 15 = count 10..15"}},
		{"10–15", []string{"10–15 = count 10..15"}},
		{"10-15 million", []string{"10-15 million = count 10000000..15000000"}},
		{"two or three hundred", []string{"two or three hundred = count 200..300"}},
		{"one or two", []string{"one or two = count 1..2"}},
		{"between two hundred and three thousand", []string{"two hundred and three thousand = count 200..3000"}},
		{"between 10 and 15 per cent", []string{"10 and 15 per cent = share 10..15 %"}},
		{"5-10%", []string{"5-10% = share 5..10 %"}},
		{"two to three years", []string{"two to three years = duration 2..3 year"}},
		{"rose from 13 to 20 per cent", []string{"13 = share 13 %", "20 per cent = share 20 %"}},
		{"from 43 to 68", []string{"43 = count 43", "68 = count 68"}},
		{"43 and 68", []string{"43 = count 43", "68 = count 68"}},
	} {
		t.Run(tt.in, func(t *testing.T) {
			var got []string
			for _, q := range Parse(tt.in) {
				got = append(got, wording(tt.in, q))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Parse(%q) (-want +got):\n%s", tt.in, diff)
			}
		})
	}
}

func TestParseSource(t *testing.T) {
	s := source(t)
	var got []string
	for _, q := range Parse(s) {
		got = append(got, wording(s, q))
	}
	want := []string{
		"2022 = date 2022", "a decade = duration 1 decade", "March = date 3", "more than a third = share 1/3 above", "2014 = date 2014",
		"almost 50% = change 50 % below", "a single year = duration 1 year", "2022 = date 2022", "more than 750 = count 750 above",
		"twenty = count 20", "2022 = date 2022", "March 2017 = date 2017", "43 = count 43", "2022 = date 2022",
		"under the age of 18 = age 18 year below", "tripled = factor 3 times", "three years = duration 3 year", "13% = share 13 %",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("quantities of the source (-want +got):\n%s", diff)
	}
}

func TestCore(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"increased by almost 50%", "50%"},
		{"750+ spies", "750"},
		{"2017’s attacks", "2017"},
		{"more than £5m", "5m"},
	} {
		qs := Parse(tt.in)
		if len(qs) != 1 || qs[0].Core.Of(tt.in) != tt.want {
			t.Errorf("Parse(%q) = %+v, want the core %q", tt.in, qs, tt.want)
		}
	}
}

func TestSame(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"50%", "half", true},
		{"13", "13%", false},
		{"twenty", "20", true},
		{"more than 750", "750", true},
		{"one in five", "20 per cent", true},
		{"rose by half", "rose by 50%", true},
		{"33%", "a third", false},
		{"a decade", "ten years", true},
		{"a decade", "a year", false},
		{"a fortnight", "two weeks", true},
		{"three times", "three years", false},
		{"tripled", "threefold", true},
		{"10 to 15", "10", false},
		{"10 to 15", "10-15", true},
		{"March 2017", "2017", true},
		{"March 2017", "spring 2017", true},
		{"March 2017", "April 2017", false},
		{"2014", "more than 2014", false},
	} {
		t.Run(tt.a+"/"+tt.b, func(t *testing.T) {
			a, b := Parse(tt.a), Parse(tt.b)
			if len(a) != 1 || len(b) != 1 {
				t.Fatalf("read %d and %d quantities, want one each", len(a), len(b))
			}
			if got, back := Same(a[0], b[0]), Same(b[0], a[0]); got != tt.want || back != tt.want {
				t.Errorf("Same = %t, the other way round %t, want %t", got, back, tt.want)
			}
		})
	}
}

// TestTimeIsBounded reads texts of 100 KB that are all figures: a reader whose
// time grows with the square of the length would take minutes.
func TestTimeIsBounded(t *testing.T) {
	for _, unit := range []string{"this year ", "the in of ", "two hundred and ", "1", "one in ", "2\u00a0000\u00a0", " – 5"} {
		s := strings.Repeat(unit, 100_000/len(unit))
		start := time.Now()
		Periods(s) // parses, too
		if took := time.Since(start); took > 15*time.Second {
			t.Errorf("%q repeated to 100 KB took %v", unit, took)
		}
	}
}

func FuzzParse(f *testing.F) {
	s := source(f)
	for _, sentence := range text.Sentences(s) {
		f.Add(sentence.Of(s))
	}
	f.Add("between one hundred and two and a half million or more than 3/4 of 2½ under-18s, aged 13–17, on 2017-03-22 or 2017/18")
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, q := range Parse(s) {
			if q.Start < end || q.Start >= q.End || q.End > len(s) {
				t.Fatalf("span %v of %q: out of the text or over the quantity before", q.Span, s)
			}
			if q.Core.Start >= q.Core.End || !q.Contains(q.Core) {
				t.Fatalf("core %v of %q is not within %v", q.Core, s, q.Span)
			}
			end = q.End
			low, ok := new(big.Rat).SetString(q.Value)
			if !ok || low.Sign() < 0 || low.RatString() != q.Value {
				t.Errorf("%q has the value %q", q.Text(s), q.Value)
			}
			if high, ok := new(big.Rat).SetString(q.High); q.High != "" && (!ok || high.Cmp(low) <= 0) {
				t.Errorf("%q runs from %q to %q", q.Text(s), q.Value, q.High)
			}
			if !Same(q, q) {
				t.Errorf("%q is not the same as itself", q.Text(s))
			}
		}
		p := &parser{s: s, toks: text.Tokens(s)}
		for i := range p.toks {
			if _, n := p.at(i); n == 0 {
				if q, n := p.readAt(i); n > 0 {
					t.Errorf("%q of %q starts with no word of starts", q.Text(s), s)
				}
			}
		}
	})
}

func TestHasFigure(t *testing.T) {
	for s, want := range map[string]bool{"43 plots": true, "since March": true, "a third of it": true, "in three years": false, "nothing": false} {
		if got := HasFigure(s); got != want {
			t.Errorf("HasFigure(%q) = %v, want %v", s, got, want)
		}
	}
}
