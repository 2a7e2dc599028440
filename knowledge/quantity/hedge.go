package quantity

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A hedge is the words beside a number that shift it.
type hedge struct {
	words []string
	rel   Relation
}

// hedges stand before their number, longest first.
var hedges = []hedge{
	{[]string{"in", "the", "region", "of"}, About},
	{[]string{"no", "more", "than"}, Below}, {[]string{"no", "fewer", "than"}, Above}, {[]string{"no", "less", "than"}, Above},
	{[]string{"not", "more", "than"}, Below}, {[]string{"not", "fewer", "than"}, Above}, {[]string{"not", "less", "than"}, Above},
	{[]string{"as", "many", "as"}, Below}, {[]string{"as", "much", "as"}, Below}, {[]string{"as", "few", "as"}, Above},
	{[]string{"as", "little", "as"}, Above}, {[]string{"in", "excess", "of"}, Above}, {[]string{"just", "short", "of"}, Below},
	{[]string{"not", "over"}, Below}, {[]string{"not", "under"}, Above}, {[]string{"not", "below"}, Above}, {[]string{"not", "above"}, Below},
	{[]string{"more", "than"}, Above}, {[]string{"less", "than"}, Below}, {[]string{"fewer", "than"}, Below},
	{[]string{"greater", "than"}, Above}, {[]string{"upwards", "of"}, Above}, {[]string{"at", "least"}, Above},
	{[]string{"at", "most"}, Below}, {[]string{"up", "to"}, Below}, {[]string{"just", "under"}, Below}, {[]string{"just", "over"}, Above},
	{[]string{"well", "over"}, Above}, {[]string{"close", "to"}, About}, {[]string{"short", "of"}, Below},
	{[]string{"minimum", "of"}, Above}, {[]string{"maximum", "of"}, Below}, {[]string{"almost"}, Below}, {[]string{"nearly"}, Below},
	{[]string{"under"}, Below}, {[]string{"below"}, Below}, {[]string{"over"}, Above}, {[]string{"above"}, Above},
	{[]string{"exceeding"}, Above}, {[]string{"about"}, About}, {[]string{"around"}, About}, {[]string{"roughly"}, About},
	{[]string{"approximately"}, About}, {[]string{"circa"}, About}, {[]string{"some"}, About}, {[]string{"exactly"}, Equal},
}

// tails are the hedges that stand after their number.
var tails = []hedge{
	{[]string{"or", "more"}, Above}, {[]string{"or", "over"}, Above}, {[]string{"or", "above"}, Above}, {[]string{"or", "less"}, Below},
	{[]string{"or", "fewer"}, Below}, {[]string{"or", "under"}, Below}, {[]string{"or", "so"}, About},
}

// ageTails are the tails of ages alone: "43 and under pressure" is no hedge.
var ageTails = []hedge{
	{[]string{"or", "older"}, Above}, {[]string{"or", "younger"}, Below}, {[]string{"and", "over"}, Above}, {[]string{"and", "above"}, Above},
	{[]string{"and", "older"}, Above}, {[]string{"and", "under"}, Below}, {[]string{"and", "below"}, Below}, {[]string{"and", "younger"}, Below},
}

// hedged reports whether a hedge ends right before token i.
func (p *parser) hedged(i int) bool {
	_, n := p.hedge(i)
	return n > 0
}

// hedge returns the hedge before token i and how many tokens it has.
func (p *parser) hedge(i int) (Relation, int) {
	for _, h := range hedges {
		n := len(h.words)
		if i >= n && p.adjacent(i-1, i) && p.words(i-n, h.words) {
			return h.rel, n
		}
	}
	return Equal, 0
}

// hedgeAt returns the hedge that starts at token i.
func (p *parser) hedgeAt(i int) (Relation, int) {
	for _, h := range hedges {
		if p.words(i, h.words) && p.follows(i+len(h.words)) != "" {
			return h.rel, len(h.words)
		}
	}
	return Equal, 0
}

// shift adds to q, which takes the n tokens from i on, the hedge before or
// after it. It returns how many tokens after q the hedge takes. Bytes before
// end belong to the quantity before.
func (p *parser) shift(q *Quantity, i, n, end int) int {
	first := i
	if w := p.precedes(i); w != "" && p.gap(i) == "" && strings.Contains("$£€¥", w) {
		first-- // "more than £5m"
	}
	if rel, h := p.hedge(first); h > 0 && p.toks[first-h].Start >= end {
		q.Start, q.Relation = p.toks[first-h].Start, rel
		return 0
	}
	if rel, size := signBefore(p.s[end:p.toks[first].Start]); size > 0 {
		q.Start, q.Relation = p.toks[first].Start-size, rel
		return 0
	}
	j := i + n
	if q.End != p.toks[j-1].End {
		return 0 // a possessive
	}
	if p.follows(j) == "+" && p.gap(j) == "" {
		if next := p.follows(j + 1); next == "" || p.gap(j+1) != "" || next == "%" {
			q.End, q.Relation = p.toks[j].End, Above
			return 1
		}
	}
	after := tails
	if q.Kind == Age {
		after = append(ageTails[:len(ageTails):len(ageTails)], tails...)
	}
	for _, h := range after {
		if p.follows(j) == "" || !p.words(j, h.words) {
			continue
		}
		k := j + len(h.words)
		if _, n := p.numeral(k); n > 0 && p.adjacent(k-1, k) || p.follows(k) == "than" || p.follows(k) == "the" {
			return 0 // "18 or over 60", "13 or more than 20"
		}
		q.End, q.Relation = p.toks[k-1].End, h.rel
		return len(h.words)
	}
	return 0
}

// signBefore reads the hedging sign at the end of s: "~", "<", "≥". size is
// its length in bytes, 0 for none. A ">" behind a word closes a tag.
func signBefore(s string) (rel Relation, size int) {
	r, size := utf8.DecodeLastRuneInString(s)
	if prior, _ := utf8.DecodeLastRuneInString(s[:len(s)-size]); len(s) > size && !unicode.IsSpace(prior) && prior != '(' {
		return Equal, 0
	}
	switch r {
	case '~', '≈':
		return About, size
	case '<', '≤':
		return Below, size
	case '>', '≥':
		return Above, size
	}
	return Equal, 0
}
