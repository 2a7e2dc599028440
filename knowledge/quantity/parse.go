package quantity

import (
	"math/big"
	"strconv"
	"strings"

	"briefbot/knowledge/text"
)

var multiples = map[string]int64{
	"doubled": 2, "doubles": 2, "doubling": 2, "double": 2, "tripled": 3, "triples": 3, "tripling": 3, "triple": 3, "trebled": 3,
	"trebling": 3, "quadrupled": 4, "quadrupling": 4, "quadruple": 4, "quadruples": 4, "quintupled": 5, "twofold": 2, "threefold": 3,
	"fourfold": 4, "fivefold": 5, "sixfold": 6, "sevenfold": 7, "eightfold": 8, "ninefold": 9, "tenfold": 10, "halved": 0, "halving": 0, "twice": 2, "thrice": 3,
}

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// changeWords make a percentage a change rather than a share.
var changeWords = wordSet(`increase increased increases increasing rise rises rose risen rising grow grew grown growth growing up jump jumped
	surge surged climbed soared fall falls fell fallen falling drop dropped drops decrease decreased decreasing decline declined down
	reduced reduction shrank shrunk cut gained lost swelled swelling raised lowered lifted hiked boosted slashed trimmed widened narrowed expanded contracted plunged slumped dipped higher lower more fewer less`)

var unitWords = map[string]string{
	"day": "day", "days": "day", "week": "week", "weeks": "week", "month": "month", "months": "month", "year": "year", "years": "year",
	"decade": "decade", "decades": "decade", "century": "century", "centuries": "century", "hour": "hour", "hours": "hour",
	"minute": "minute", "minutes": "minute", "fortnight": "fortnight", "fortnights": "fortnight", "seconds": "second",
}

// parser walks the tokens of one text.
type parser struct {
	s    string
	toks []text.Token
}

// word returns the folded token i, or "" outside the text.
func (p *parser) word(i int) string {
	if i < 0 || i >= len(p.toks) {
		return ""
	}
	return p.toks[i].Norm
}

// gap returns what stands between token i and the one before it.
func (p *parser) gap(i int) string { return p.s[p.toks[i-1].End:p.toks[i].Start] }

// adjacent reports whether tokens i and j, neighbours, belong together: nothing
// parts them but white space within a paragraph or a dash without spaces.
func (p *parser) adjacent(i, j int) bool {
	if i < 0 || j >= len(p.toks) {
		return false
	}
	gap := p.s[p.toks[i].End:p.toks[j].Start]
	switch gap {
	case "", " ", "-", "‐", "‑", "–":
		return true
	}
	return strings.TrimSpace(gap) == "" && strings.Count(gap, "\n") < 2
}

// follows returns the folded token i if it is adjacent to the one before it,
// else "".
func (p *parser) follows(i int) string {
	if !p.adjacent(i-1, i) {
		return ""
	}
	return p.word(i)
}

// precedes returns the folded token before i if the two are adjacent, else "".
func (p *parser) precedes(i int) string {
	if !p.adjacent(i-1, i) {
		return ""
	}
	return p.word(i - 1)
}

// Parse returns the quantities of s in order; they do not overlap. A bare
// "one" and ordinals ("second") are not quantities. Parse never fails.
func Parse(s string) []Quantity {
	return ParseTokens(s, text.Tokens(s))
}

// ParseTokens is Parse for a text whose tokens are at hand.
func ParseTokens(s string, toks []text.Token) []Quantity {
	p := &parser{s: s, toks: toks}
	var out []Quantity
	for i := 0; i < len(toks); {
		q, n := p.at(i)
		if n == 0 {
			i++
			continue
		}
		q.Core = withoutPossessive(s, text.Span{Start: toks[i].Start, End: toks[i+n-1].End})
		q.Span = q.Core
		if q.Relation == "" {
			q.Relation = Equal
		}
		if q.Kind != Date && q.Relation == Equal {
			end := 0
			if len(out) > 0 {
				end = out[len(out)-1].End
			}
			n += p.shift(&q, i, n, end)
		}
		out = append(out, q)
		i += n
	}
	return out
}

// withoutPossessive leaves the "’s" of "2017’s" out of span.
func withoutPossessive(s string, span text.Span) text.Span {
	for _, suffix := range []string{"’s", "'s"} {
		if t, ok := strings.CutSuffix(span.Of(s), suffix); ok && t != "" {
			span.End -= len(suffix)
		}
	}
	return span
}

// starts are the words that a quantity's core can start with, beside figures.
var starts = startWords()

func startWords() map[string]bool {
	set := wordSet("a an half one the age aged under below over above")
	for w := range smallNumbers {
		set[w] = true
	}
	for w := range multiples {
		set[w] = true
	}
	for w := range months {
		set[w] = true
	}
	for w := range seasons {
		set[w] = true
	}
	return set
}

// at reads the quantity whose core starts at token i; n is the count of its
// tokens. Most words start none.
func (p *parser) at(i int) (q Quantity, n int) {
	if t := p.toks[i]; t.Kind != text.Number && !starts[t.Norm] {
		return Quantity{}, 0
	}
	return p.readAt(i)
}

func (p *parser) readAt(i int) (q Quantity, n int) {
	for _, read := range []func(int) (Quantity, int){p.age, p.date, p.percent, p.duration, p.multiple, p.part, p.count} {
		if q, n := read(i); n > 0 {
			return q, n
		}
	}
	return Quantity{}, 0
}

// quantity makes the quantity of r.
func (r reach) quantity(kind Kind, unit string) Quantity {
	q := Quantity{Kind: kind, Value: r.low.RatString(), Unit: unit}
	if r.high != nil {
		q.High = r.high.RatString()
	}
	return q
}

// take is how many of r's tokens the quantity takes; unit counts those of its
// unit. Of "from 13 to 20 per cent" the first figure takes its own alone.
func (r reach) take(unit int) int {
	if r.moved {
		return r.first
	}
	return r.n + unit
}

// percentSign returns how many tokens at i say "%": "per cent" has two.
func (p *parser) percentSign(i int) int {
	switch w := p.follows(i); {
	case w == "percentage" && strings.HasPrefix(p.follows(i+1), "point"):
		return 2
	case w == "per" && (p.follows(i+1) == "cent" || p.follows(i+1) == "cents"):
		return 2
	case w == "%" || w == "percent" || w == "pc":
		return 1
	}
	return 0
}

// percent reads "13%", "13 per cent", "fifty percent", "10 to 15%".
func (p *parser) percent(i int) (Quantity, int) {
	r := p.reach(i)
	if r.n == 0 {
		return Quantity{}, 0
	}
	m := p.percentSign(i + r.n)
	if m == 0 {
		return Quantity{}, 0
	}
	kind := Share
	if p.changeBefore(i) || changeWords[p.follows(i+r.n+m)] {
		kind = Change
	}
	return r.quantity(kind, "%"), r.take(m)
}

// changeBefore reports whether the words before token i say that something
// rose or fell: "increased by almost …", "a rise of …".
func (p *parser) changeBefore(i int) bool {
	if _, h := p.hedge(i); h > 0 {
		i -= h
	}
	switch p.precedes(i) {
	case "by", "of", "a", "an", "between":
		i--
	}
	if p.precedes(i) == "up" && makes[p.precedes(i-1)] {
		return false
	}
	return changeWords[p.precedes(i)]
}

// makes are the verbs that take "up" with them: what makes up 13 % has not risen.
var makes = wordSet("make makes making made")

// part reads fractions as shares.
func (p *parser) part(i int) (Quantity, int) {
	if _, n := p.scaledFraction(i); n > 0 {
		return Quantity{}, 0
	}
	v, n := p.fraction(i)
	if n == 0 {
		return Quantity{}, 0
	}
	kind := Share
	if p.changeBefore(i) {
		kind = Change
	}
	return Quantity{Kind: kind, Value: v.RatString()}, n
}

// multiple reads "tripled", "threefold", "three times".
func (p *parser) multiple(i int) (Quantity, int) {
	if m, ok := multiples[p.word(i)]; ok && p.multiplies(i) {
		v := big.NewRat(m, 1)
		if m == 0 {
			v = big.NewRat(1, 2) // halved
		}
		return Quantity{Kind: Factor, Value: v.RatString(), Unit: "times"}, 1
	}
	if r := p.reach(i); r.n > 0 && (p.follows(i+r.n) == "times" || p.follows(i+r.n) == "fold") {
		return r.quantity(Factor, "times"), r.take(1)
	}
	return Quantity{}, 0
}

// multiplies tells "double the number" and "to double" from "double agent".
func (p *parser) multiplies(i int) bool {
	if w := p.word(i); w != "double" && w != "triple" && w != "quadruple" {
		return true
	}
	switch p.precedes(i) {
	case "to", "will", "would", "could", "can", "might", "should", "nearly", "almost", "than":
		return true
	}
	next := p.follows(i + 1)
	return next == "" || functionWords[next]
}

// duration reads "a decade", "three years", "ten or so years", "a single year", "half an hour",
// "a year and a half", and the age in "18-year-old" and "18 years of age".
func (p *parser) duration(i int) (Quantity, int) {
	r := p.reach(i)
	if w := p.word(i); w == "a" || w == "one" || w == "an" {
		skip := 1
		if next := p.follows(i + 1); next == "single" || next == "whole" || next == "full" {
			skip = 2
		}
		if unitWords[p.follows(i+skip)] != "" {
			r = reach{low: big.NewRat(1, 1), n: skip, first: skip}
		}
	}
	if v, n := p.simpleFraction(i); n > 0 {
		if p.follows(i+n) == "of" {
			n++
		}
		if w := p.follows(i + n); w == "a" || w == "an" {
			r = reach{low: v, n: n + 1, first: n + 1}
		}
	}
	if r.n == 0 {
		return Quantity{}, 0
	}
	unit, more := unitWords[p.follows(i+r.n)], 0
	if unit == "" && p.follows(i+r.n) == "or" && p.follows(i+r.n+1) == "so" {
		unit, more = unitWords[p.follows(i+r.n+2)], 2 // "ten or so years"
	}
	if unit == "" {
		return Quantity{}, 0
	}
	j := i + r.n + more + 1
	switch w := p.follows(j); {
	case w == "old" || w == "olds":
		return r.quantity(Age, unit), r.take(more + 2)
	case w == "of" && p.follows(j+1) == "age":
		return r.quantity(Age, unit), r.take(more + 3)
	case w == "and" && p.follows(j+1) == "a" && p.follows(j+2) == "half" && r.high == nil && !r.moved:
		r.low = new(big.Rat).Add(r.low, big.NewRat(1, 2))
		return r.quantity(Duration, unit), r.take(more + 4)
	}
	return r.quantity(Duration, unit), r.take(more + 1)
}

// age reads "under the age of 18", "under-18s", "aged 30", "over 60s".
func (p *parser) age(i int) (Quantity, int) {
	rel, j := Equal, i
	switch p.word(i) {
	case "under", "below":
		rel, j = Below, i+1
	case "over", "above":
		rel, j = Above, i+1
	}
	if rel != Equal && p.follows(j) == "" {
		return Quantity{}, 0
	}
	for _, lead := range [][]string{{"the", "age", "of"}, {"the", "ages", "of"}, {"age", "of"}, {"aged"}, {"age"}} {
		if p.words(j, lead) && p.follows(j+len(lead)) != "" {
			return p.namedAge(i, j+len(lead), rel)
		}
	}
	if rel == Equal || j >= len(p.toks) || p.toks[j].Kind != text.Number || !p.free(j) {
		return Quantity{}, 0
	}
	v, rest, ok := digits(p.word(j))
	if !ok || rest != "" && rest != "s" || !isAge(v) {
		return Quantity{}, 0
	}
	if rest == "" {
		// "under 18", but not "under 18 cases" and not "under 18%".
		bare := rel == Below && (v.Cmp(big.NewRat(18, 1)) == 0 || v.Cmp(big.NewRat(16, 1)) == 0)
		next := p.follows(j + 1)
		if !bare || next != "" && (next == "per" || next == "to" || next == "or" || !functionWords[next]) {
			return Quantity{}, 0
		}
	}
	return Quantity{Kind: Age, Value: v.RatString(), Unit: "year", Relation: rel}, j - i + 1
}

func isAge(v *big.Rat) bool { return v.IsInt() && v.Cmp(big.NewRat(130, 1)) <= 0 }

// namedAge reads the number at token j of an age that starts at token i and
// says so: "aged 13 to 17", "aged between 13 and 17", "aged 18 months".
func (p *parser) namedAge(i, j int, rel Relation) (Quantity, int) {
	if p.word(j) == "between" || p.word(j) == "from" {
		j++
	}
	if r, h := p.hedgeAt(j); h > 0 && rel == Equal {
		rel, j = r, j+h
	}
	r := p.reach(j)
	if r.n == 0 || !isAge(r.low) || p.percentSign(j+r.n) > 0 || scales[p.word(j+r.first-1)] > 100 {
		return Quantity{}, 0
	}
	unit, n := "year", r.take(0)
	if u := unitWords[p.follows(j+n)]; u != "" {
		unit, n = u, n+1
		if w := p.follows(j + n); w == "old" {
			n++
		}
	}
	q := r.quantity(Age, unit)
	q.Relation = rel
	return q, j + n - i
}

// words reports whether the tokens from i on are want, next to each other.
func (p *parser) words(i int, want []string) bool {
	for k, w := range want {
		if p.word(i+k) != w || k > 0 && !p.adjacent(i+k-1, i+k) {
			return false
		}
	}
	return true
}

// count reads any other number.
func (p *parser) count(i int) (Quantity, int) {
	r := p.reach(i)
	if r.n == 0 || r.high == nil && p.word(i) == "one" && r.first == 1 {
		return Quantity{}, 0
	}
	return r.quantity(Count, ""), r.take(0)
}

// itoa is strconv.Itoa, named for the dates' values.
func itoa(n int) string { return strconv.Itoa(n) }
