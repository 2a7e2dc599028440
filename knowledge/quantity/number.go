package quantity

import (
	"math/big"
	"strings"
	"unicode"
	"unicode/utf8"

	"briefbot/knowledge/text"
)

var smallNumbers = map[string]int64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
	"nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

var scales = map[string]int64{
	"dozen": 12, "hundred": 100, "hundreds": 100, "thousand": 1e3, "thousands": 1e3, "lakh": 1e5, "million": 1e6, "millions": 1e6,
	"mn": 1e6, "crore": 1e7, "billion": 1e9, "billions": 1e9, "bn": 1e9, "trillion": 1e12, "trillions": 1e12, "tn": 1e12,
}

// suffixes are the scales that are written onto the digits: "5k", "£1.2bn".
var suffixes = map[string]int64{"": 1, "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}

// maxNumberDigits bounds the digits of a number that is read; a longer one is
// no figure of any briefing and would only cost time.
const maxNumberDigits = 30

// digits reads a token such as "43", "2,000", "1.5", "18s". rest is what
// follows the number in the token ("s", "th", "k").
func digits(tok string) (value *big.Rat, rest string, ok bool) {
	i := 0
	for i < len(tok) && (tok[i] >= '0' && tok[i] <= '9' || i > 0 && (tok[i] == ',' || tok[i] == '.')) {
		i++
	}
	num := strings.TrimRight(tok[:i], ".,")
	rest = tok[len(num):]
	if num == "" || len(num) > maxNumberDigits {
		return nil, "", false
	}
	whole, frac, _ := strings.Cut(num, ".")
	if groups := strings.Split(whole, ","); len(groups) > 1 {
		for _, g := range groups[1:] {
			if len(g) != 3 {
				return nil, "", false
			}
		}
	}
	whole = strings.ReplaceAll(whole, ",", "")
	if frac != "" {
		whole += "." + frac
	}
	value, ok = new(big.Rat).SetString(whole)
	return value, rest, ok
}

// number reads the number that starts at token i: digits with an optional
// scale word, or number words ("twenty-one", "two hundred and five", "a
// dozen", "a couple", "two and a half", "half a million"). n is the count of
// tokens taken, 0 for none. A lone "one" is a pronoun more often than a number
// and is not read.
func (p *parser) number(i int) (value *big.Rat, n int) {
	if i < 0 || i >= len(p.toks) || p.precedes(i) == "minus" {
		return nil, 0
	}
	if v, n := p.scaledFraction(i); n > 0 {
		return v, n
	}
	scaled := false
	if p.toks[i].Kind == text.Number {
		value, n = p.figure(i)
		scaled = n > 0 && suffixes[suffixOf(p.word(i))] > 1
	} else {
		value, n = p.numberWords(i)
		scaled = n > 0 && scales[p.word(i+n-1)] != 0
	}
	half := false
	if n == 0 && p.word(i) == "one" && p.words(i, []string{"one", "and", "a", "half"}) {
		value, n = big.NewRat(1, 1), 1
	}
	if n > 0 && !scaled && p.follows(i+n) == "and" && p.follows(i+n+1) == "a" {
		if d := denominators[p.follows(i+n+2)]; d == 2 || d == 4 {
			value, n, half = value.Add(value, big.NewRat(1, d)), n+3, true
		}
	}
	if n > 0 && (half || p.toks[i].Kind == text.Number) {
		for range 2 { // "5 hundred thousand"
			s := scales[p.follows(i+n)]
			if s == 0 {
				break
			}
			value, n = value.Mul(value, big.NewRat(s, 1)), n+1
		}
	}
	return value, n
}

// numeral is number, save that it reads a lone "one" too: for places where it
// can be nothing but a number ("one per cent", "one or two").
func (p *parser) numeral(i int) (*big.Rat, int) {
	if v, n := p.number(i); n > 0 {
		return v, n
	}
	if p.word(i) == "one" {
		return big.NewRat(1, 1), 1
	}
	return nil, 0
}

func suffixOf(tok string) string { return strings.TrimLeft(tok, "0123456789.,") }

// figure reads the digits at token i and what belongs to them: "43", "2,000",
// "2 000" with a no-break or thin space, and with any where the rest is 000, "2½", "5k". Digits within something
// else ("12/05", "12:30", ".5", "−5", a superscript) are not read: no number is
// better than a wrong one.
func (p *parser) figure(i int) (*big.Rat, int) {
	if !p.free(i) {
		return nil, 0
	}
	v, rest, ok := digits(p.word(i))
	if !ok || suffixes[rest] == 0 {
		return nil, 0
	}
	n := 1
	for rest == "" && i+n < len(p.toks) && threeDigits(p.word(i+n)) && n < 10 {
		switch p.gap(i + n) {
		case " ":
			if p.word(i+n) != "000" {
				break // "the 25 100 other things" has no other reading than two numbers
			}
			fallthrough
		case "\u00a0", "\u2009", "\u202f":
			group, _, _ := digits(p.word(i + n))
			v.Add(v.Mul(v, big.NewRat(1000, 1)), group)
			n++
			continue
		}
		break
	}
	if rest == "" && i+n < len(p.toks) && strings.TrimSpace(p.gap(i+n)) == "" {
		if f := vulgar(p.word(i + n)); f != nil {
			return v.Add(v, f), n + 1
		}
	}
	return v.Mul(v, big.NewRat(suffixes[rest], 1)), n
}

func threeDigits(tok string) bool {
	_, rest, ok := digits(tok)
	return ok && rest == "" && len(tok) == 3
}

// vulgar reads "½", which Fold writes "1⁄2".
func vulgar(tok string) *big.Rat {
	num, den, ok := strings.Cut(tok, "⁄")
	if !ok || len(num) > 2 || len(den) > 2 {
		return nil
	}
	a, restA, okA := digits(num)
	b, restB, okB := digits(den)
	if !okA || !okB || restA+restB != "" || b.Sign() == 0 {
		return nil
	}
	return a.Quo(a, b)
}

// free reports whether the digits at token i stand on their own: they are no
// superscript, and no sign ties them to other digits or makes them negative.
func (p *parser) free(i int) bool {
	if r, _ := utf8.DecodeRuneInString(p.toks[i].Text); !unicode.IsDigit(r) {
		return false
	}
	before, after := p.s[:p.toks[i].Start], p.s[p.toks[i].End:]
	last, size := utf8.DecodeLastRuneInString(before)
	prior, _ := utf8.DecodeLastRuneInString(before[:len(before)-size])
	outside := len(before) == size || !unicode.IsLetter(prior) && !unicode.IsNumber(prior)
	switch {
	case last == '−', last == '/' && unicode.IsNumber(prior), last == ':' && unicode.IsNumber(prior):
		return false
	case last == '.' && outside, last == '-' && (len(before) == size || unicode.IsSpace(prior) || prior == '('):
		return false
	}
	next, size := utf8.DecodeRuneInString(after)
	then, _ := utf8.DecodeRuneInString(after[size:])
	return next != '/' && next != ':' || !unicode.IsNumber(then)
}

// below100 reads "seven", "nineteen", "twenty-one" at token i.
func (p *parser) below100(i int) (v int64, n int) {
	v, ok := smallNumbers[p.word(i)]
	if !ok {
		return 0, 0
	}
	if v >= 20 {
		if u := smallNumbers[p.follows(i+1)]; u >= 1 && u <= 9 {
			return v + u, 2
		}
	}
	return v, 1
}

// below1000 reads "five", "two hundred and five", "fifteen hundred" and, where
// a scale word follows, the article: "a hundred", "a" of "a million".
func (p *parser) below1000(i int, and bool) (v int64, n int) {
	v, n = p.below100(i)
	if w := p.word(i); (w == "a" || w == "an") && scales[p.follows(i+1)] != 0 {
		v, n = 1, 1
	}
	if n == 0 || v == 0 || scales[p.follows(i+n)] != 100 {
		return v, n
	}
	v, n = v*100, n+1
	k := n
	if and && p.follows(i+k) == "and" {
		k++
	}
	if p.follows(i+k) == "" {
		return v, n
	}
	// "two hundred and three hundred" are two numbers.
	if u, m := p.below100(i + k); m > 0 && u > 0 && scales[p.follows(i+k+m)] != 100 {
		v, n = v+u, k+m
	}
	return v, n
}

func (p *parser) numberWords(i int) (*big.Rat, int) {
	if p.word(i) == "a" && p.follows(i+1) == "couple" {
		return big.NewRat(2, 1), 2
	}
	if _, ok := smallNumbers[p.word(i)]; !ok && p.word(i) != "a" && p.word(i) != "an" {
		return nil, 0
	}
	and := p.precedes(i) != "between" // "between two hundred and three thousand"
	total, last, n := new(big.Rat), big.NewRat(1e18, 1), 0
	for j := i; ; {
		part, m := p.below1000(j, and)
		if m == 0 || n > 0 && part == 0 {
			break
		}
		v, scale := big.NewRat(part, 1), int64(1)
		for range 2 { // "two thousand million"
			s := scales[p.follows(j+m)]
			if s == 0 || s == 100 {
				break
			}
			scale, m = s, m+1
			v.Mul(v, big.NewRat(s, 1))
		}
		if v.Cmp(last) >= 0 {
			break // "one million and two million" are two numbers
		}
		total.Add(total, v)
		n = j + m - i
		last = big.NewRat(scale, 1)
		if scale <= 12 {
			break
		}
		j += m
		if and && p.follows(j) == "and" {
			j++
		}
		if p.follows(j) == "" {
			break
		}
	}
	if n == 0 || n == 1 && p.word(i) == "one" {
		return nil, 0
	}
	return total, n
}

// A reach is a number or a range of numbers at some token.
type reach struct {
	low, high *big.Rat // high is nil for a single number
	n         int      // tokens of the whole
	first     int      // tokens of low alone
	moved     bool     // "from 13 to 20": two figures with one unit, no range
}

// reach reads "10", "10 to 15", "10–15", "two or three", "10-15 million" and,
// after "between", "10 and 15" at token i.
func (p *parser) reach(i int) reach {
	v, n := p.numeral(i)
	if n == 0 {
		return reach{}
	}
	r := reach{low: v, n: n, first: n}
	j := i + n
	switch sep := p.follows(j); {
	case sep == "to", sep == "or", sep == "and" && p.precedes(i) == "between":
		if j++; p.follows(j) == "" {
			return r
		}
	case j < len(p.toks) && isDash(p.gap(j)):
	default:
		return r
	}
	high, m := p.number(j)
	if m == 0 {
		return r
	}
	if s := p.scaleAt(j + m - 1); s > 1 && p.scaleAt(j-1) <= 1 && p.scaleAt(i+n-1) <= 1 {
		if low := new(big.Rat).Mul(v, big.NewRat(s, 1)); low.Cmp(high) < 0 {
			r.low = low
		}
	}
	if p.precedes(i) == "from" {
		r.moved, r.n = true, j+m-i
		return r
	}
	if high.Cmp(r.low) <= 0 {
		return reach{low: v, n: n, first: n}
	}
	r.high, r.n = high, j+m-i
	return r
}

// isDash reports whether gap is the dash of a range.
func isDash(gap string) bool {
	switch gap {
	case "-", "‐", "‑", "–", " – ":
		return true
	}
	return false
}

// scaleAt returns the scale that token i gives its number: 1e6 for "million"
// and "5m", 1 for "5", 0 for another word.
func (p *parser) scaleAt(i int) int64 {
	if s := scales[p.word(i)]; s != 0 {
		return s
	}
	if p.toks[i].Kind == text.Number {
		return suffixes[suffixOf(p.word(i))]
	}
	return 0
}
