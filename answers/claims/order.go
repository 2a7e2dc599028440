package claims

import (
	"slices"

	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

// maxApart is how many words and names may stand between two of the source that
// are neighbours in a claim, the second of them included.
const maxApart = 4

// An element is a word that says something, or a name, with its first and last
// token.
type element struct {
	means       []string
	entry       int // of a name, else -1
	first, last int
}

// elements are the words and names of a passage in order, without negations,
// who speaks, and what stands in a hole.
func (p *passage) elements(hole func(text.Span) bool) []element {
	var out []element
	name := 0
	for i := 0; i < len(p.toks); i++ {
		for name < len(p.names) && p.names[name].First < i {
			name++
		}
		if name < len(p.names) && p.names[name].First == i {
			m := p.names[name]
			if !p.spoken(m) && !hole(m.Span) {
				out = append(out, element{entry: m.Entry, first: m.First, last: m.Last})
			}
			i = m.Last
			continue
		}
		t := p.toks[i]
		if p.class[i] != isWord || negations[t.Norm] || p.means[i][0] == carriedOut || t.Norm == "since" || hole(text.Span{Start: t.Start, End: t.End}) {
			continue
		}
		out = append(out, element{means: p.means[i], entry: -1, first: i, last: i})
	}
	return out
}

// compareOrder: words and names that are neighbours in the claim must stand
// near each other in the source, in the same order, or in the other one where
// the claim has little words between them, as a passive has. Else the claim is
// made of the source's words and says something else. A name that the source
// has elsewhere, or by another one, is left out.
func (c *Checker) compareOrder(k *comparison, hole func(text.Span) bool) {
	p, s := k.claim, k.passages[0]
	source := s.elements(nothing)
	negated := p.negation() != "" // what is turned round must stay where it is
	last := element{entry: -1, last: -1}
	for _, e := range p.elements(hole) {
		if e.entry >= 0 && !slices.ContainsFunc(source, func(o element) bool { return e.is(o, c.base.Names) }) {
			continue
		}
		turned := !negated && (e.first > last.last+1 || e.entry >= 0 || last.entry >= 0 || verbish(p.word(e.first)) && p.word(e.first+1) == "by")
		if last.last >= 0 && !neighbours(c.base.Names, source, last, e, turned) {
			k.miss(p.text[p.toks[last.first].Start:p.toks[e.last].End])
		}
		last = e
	}
}

// is reports whether the source's element o stands for e.
func (e element) is(o element, names *knowledge.Names) bool {
	if e.entry >= 0 {
		return o.entry >= 0 && names.Within(o.entry, e.entry)
	}
	return meet(e.means, o.means)
}

// neighbours reports whether a and b stand near each other among the source's
// elements, in this order, or in any when turned.
func neighbours(names *knowledge.Names, source []element, a, b element, turned bool) bool {
	for i, o := range source {
		first, second := a.is(o, names), b.is(o, names)
		if first && second {
			return true
		}
		if !first && (!second || !turned) {
			continue
		}
		want := b
		if !first {
			want = a
		}
		if slices.ContainsFunc(source[i+1:min(len(source), i+1+maxApart)], func(o element) bool { return want.is(o, names) }) {
			return true
		}
	}
	return false
}
