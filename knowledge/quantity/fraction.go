package quantity

import "math/big"

var denominators = map[string]int64{
	"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6,
	"seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10,
}

// functionWords may follow a fraction, an age or a day of the month that
// stands alone; any other word is the noun that a number counts.
var functionWords = wordSet(`a about across after against all an and are as at be been before between but by can compared could did do does
	during for from had has have he her his if in into is it its last may might more of on or our over per she should since so than that
	the their them these they this those through to under until up was we were what when where which while who will with within would
	you your increase decrease rise fall drop reduction cut growth decline compared less fewer not also i only now already`)

// simpleFraction reads "half", "½", "a third", "two thirds" at token i.
func (p *parser) simpleFraction(i int) (*big.Rat, int) {
	w := p.word(i)
	if v := vulgar(w); v != nil {
		return v, 1
	}
	if w == "half" {
		switch p.precedes(i) {
		case "first", "second", "latter", "early", "late": // of a match, of a year
			return nil, 0
		}
		if next := p.follows(i + 1); next == "time" || next != "" && p.gap(i+1) == "-" && scales[next] == 0 {
			return nil, 0
		}
		return big.NewRat(1, 2), 1
	}
	next := p.follows(i + 1)
	d := denominators[next]
	if d == 0 {
		return nil, 0
	}
	plural := next[len(next)-1] == 's'
	if w == "a" || w == "one" || w == "1" {
		after := p.follows(i + 2)
		// "a third of", "more than a third", "a third?": not "a third man".
		if plural || after != "" && !functionWords[after] && scales[after] == 0 && !p.hedged(i) {
			return nil, 0
		}
		return big.NewRat(1, d), 2
	}
	num := smallNumbers[w]
	if v, rest, ok := digits(w); ok && rest == "" && len(w) == 1 && p.free(i) {
		num = v.Num().Int64()
	}
	// "seven third-party tools" and "five quarters" are no shares.
	if num < 2 || num >= d || !plural {
		return nil, 0
	}
	return big.NewRat(num, d), 2
}

// scaledFraction reads "half a million", "three quarters of a million".
func (p *parser) scaledFraction(i int) (*big.Rat, int) {
	v, n := p.simpleFraction(i)
	if n == 0 {
		return nil, 0
	}
	if p.follows(i+n) == "of" {
		n++
	}
	if p.follows(i+n) == "a" {
		n++
	}
	if s := scales[p.follows(i+n)]; s != 0 {
		return v.Mul(v, big.NewRat(s, 1)), n + 1
	}
	return nil, 0
}

// fraction reads what simpleFraction reads, and "one in five", "3 out of 4".
func (p *parser) fraction(i int) (*big.Rat, int) {
	if v, n := p.simpleFraction(i); n > 0 {
		return v, n
	}
	num, n := p.numeral(i)
	if n == 0 || !num.IsInt() || num.Sign() == 0 {
		return nil, 0
	}
	switch {
	case p.follows(i+n) == "in":
		n++
	case p.follows(i+n) == "out" && p.follows(i+n+1) == "of":
		n += 2
	default:
		return nil, 0
	}
	if p.follows(i+n) == "" || p.year(i+n) != 0 {
		return nil, 0
	}
	if y := p.earlyYear(i + n); y%100 != 0 {
		return nil, 0 // "43 in 1877"; "3 in 1000" is a share
	}
	v, m := p.number(i + n)
	if m == 0 || v.Cmp(num) <= 0 {
		return nil, 0
	}
	switch after := p.follows(i + n + m); {
	case unitWords[after] != "", after == "%", after == "percent", after == "per", months[after] != 0:
		return nil, 0 // "two in three years"
	}
	return v.Quo(num, v), n + m
}
