// Package quantity reads numbers, shares, changes, factors, ages, dates and
// durations in English text, exactly and with the hedge beside them.
//
// It is the only parser of them: facts, questions, drafts and claims are read
// with it, so "twenty" in a source and "20" in a question are the same number.
package quantity

import (
	"math/big"
	"slices"
	"strings"

	"briefbot/knowledge/text"
)

// Kind says what a quantity measures.
type Kind string

const (
	Count    Kind = "count"    // "43", "twenty", "more than 750"
	Share    Kind = "share"    // "13%", "a third", "one in five", "half"
	Change   Kind = "change"   // "increased by almost 50%"
	Factor   Kind = "factor"   // "tripled", "threefold", "three times"
	Age      Kind = "age"      // "under the age of 18", "under-18s", "aged 30"
	Date     Kind = "date"     // "2014", "March 2017", "March", "spring 2017", "3 May 2020"
	Duration Kind = "duration" // "a decade", "three years"
)

// Kinds are all kinds, for checks of input.
var Kinds = []Kind{Count, Share, Change, Factor, Age, Date, Duration}

// Relation says how the true value lies to the printed one.
type Relation string

const (
	Equal Relation = "eq"
	About Relation = "about" // about, around, roughly, some
	Below Relation = "below" // almost, nearly, under, up to, at most
	Above Relation = "above" // more than, over, at least
)

// Relations are all relations, for checks of input.
var Relations = []Relation{Equal, About, Below, Above}

// A Quantity is one figure in a text.
type Quantity struct {
	text.Span           // with the hedge before or after it
	Core      text.Span // without the hedge
	Kind      Kind
	// Value is an exact rational as big.Rat.RatString writes it: "43", "1/3".
	// A percentage is the number before the sign ("13", Unit "%"). A date has
	// its year, else its month's number; see When for the whole.
	Value    string
	High     string // the upper end of a range ("10 to 15", "2017/18"), else ""
	Unit     string // "%", "times", "year", "month" …; "" for a bare number or a fraction
	Relation Relation
	When     Day // only for Kind Date
}

// HasFigure reports whether s has a number, share, date or age: anything but a
// length of time.
func HasFigure(s string) bool {
	return slices.ContainsFunc(Parse(s), func(q Quantity) bool { return q.Kind != Duration })
}

// Text returns the quantity as printed in s, with its hedge.
func (q Quantity) Text(s string) string { return q.Of(s) }

// A Day is a date of which parts may be unknown (0).
type Day struct {
	Year, Month, Day int
	Season           string // "spring", "summer", "autumn", "winter"
}

// Within reports whether d says nothing that contradicts e: each part known
// to both is equal.
func (d Day) Within(e Day) bool {
	same := func(a, b int) bool { return a == 0 || b == 0 || a == b }
	return same(d.Year, e.Year) && same(d.Month, e.Month) && same(d.Day, e.Day) && d.seasonFits(e)
}

func (d Day) seasonFits(e Day) bool {
	if d.Season == "" || e.Season == "" {
		if d.Season != "" && e.Month != 0 {
			return seasonOf(e.Month) == d.Season
		}
		if e.Season != "" && d.Month != 0 {
			return seasonOf(d.Month) == e.Season
		}
		return true
	}
	return d.Season == e.Season
}

// seasonOf is the meteorological season of the northern hemisphere.
func seasonOf(month int) string {
	return [...]string{"winter", "spring", "summer", "autumn"}[month%12/3]
}

// Same reports whether two quantities have equal values: "50%" and "half" are
// the same, "13" and "13%" are not. Hedges do not matter. Units do, where both
// have one: "a decade" is "ten years" and not "a year". A range is the same as
// an equal range only.
func Same(a, b Quantity) bool {
	if a.Kind == Date || b.Kind == Date {
		return a.Kind == b.Kind && a.When.Within(b.When) && a.High == b.High
	}
	if a.fraction() != b.fraction() || a.Value == "" || b.Value == "" || (a.High == "") != (b.High == "") {
		return false
	}
	ua, ub := a.scale(), b.scale()
	if a.Unit == "" || b.Unit == "" {
		if !a.fraction() {
			ua, ub = measure{}, measure{}
		}
	}
	if ua.of != ub.of {
		return false
	}
	if ua == ub && a.High == b.High && (a.Value == b.Value || whole(a.Value) && whole(b.Value)) {
		return a.Value == b.Value // without arithmetic, the usual case
	}
	return ua.ratio(a.Value).Cmp(ub.ratio(b.Value)) == 0 && (a.High == "" || ua.ratio(a.High).Cmp(ub.ratio(b.High)) == 0)
}

// whole reports whether a value is a whole number, which has one spelling only.
func whole(value string) bool { return !strings.ContainsAny(value, "/.") }

// fraction reports whether the value is a part of a whole.
func (q Quantity) fraction() bool { return q.Kind == Share || q.Kind == Change || q.Unit == "%" }

// A measure says how many num/den of its base a unit is; the zero measure is
// a bare number.
type measure struct {
	of       string
	num, den int64
}

// measures are the units that can be compared with one another.
var measures = map[string]measure{
	"%": {"", 1, 100}, "month": {"month", 1, 1}, "year": {"month", 12, 1}, "decade": {"month", 120, 1}, "century": {"month", 1200, 1},
	"second": {"minute", 1, 60}, "minute": {"minute", 1, 1}, "hour": {"minute", 60, 1}, "day": {"minute", 1440, 1},
	"week": {"minute", 10080, 1}, "fortnight": {"minute", 20160, 1},
}

// scale returns the measure of q's unit.
func (q Quantity) scale() measure {
	if m, ok := measures[q.Unit]; ok {
		return m
	}
	return measure{of: q.Unit}
}

// ratio is value in m's base.
func (m measure) ratio(value string) *big.Rat {
	r, ok := new(big.Rat).SetString(value)
	if !ok {
		return new(big.Rat)
	}
	if m.num != 0 {
		r.Mul(r, big.NewRat(m.num, m.den))
	}
	return r
}

// Compare returns how a's value lies to b's: -1, 0 or 1. ok is false when they
// do not measure alike. Hedges do not matter; of ranges the lower ends count.
func Compare(a, b Quantity) (cmp int, ok bool) {
	if a.Kind == Date || b.Kind == Date || a.fraction() != b.fraction() || a.Value == "" || b.Value == "" {
		return 0, false
	}
	ua, ub := a.scale(), b.scale()
	if (a.Unit == "" || b.Unit == "") && !a.fraction() {
		ua, ub = measure{}, measure{}
	}
	if ua.of != ub.of {
		return 0, false
	}
	return ua.ratio(a.Value).Cmp(ub.ratio(b.Value)), true
}
