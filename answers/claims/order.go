package claims

import (
	"slices"

	"briefbot/knowledge/text"
)

// maxApart is how many words that say something may stand between two words of
// the source that are neighbours in a claim.
const maxApart = 4

// compareOrder: words that are neighbours in the claim must stand near each
// other in the source, in the same order, or in the other one where the claim
// has little words between them, as a passive has. Else the claim is made of
// the source's words and says something else.
func (k *comparison) compareOrder(hole func(text.Span) bool) {
	p := k.claim
	last := -1
	negated := p.negation() != ""                                                                            // what is turned round must stay where it is
	turns := func(i int) bool { return !negated && i > last+1 || verbish(p.word(i)) && p.word(i+1) == "by" } // "plots backed by"
	for i, t := range p.toks {
		if p.class[i] != isWord || negations[t.Norm] || p.means[i][0] == carriedOut || t.Norm == "since" || hole(text.Span{Start: t.Start, End: t.End}) {
			continue
		}
		if last >= 0 && !slices.ContainsFunc(k.passages, func(s *passage) bool { return s.neighbours(p.means[last], p.means[i], turns(i)) }) {
			k.miss(p.text[p.toks[last].Start:t.End])
		}
		last = i
	}
}

// neighbours reports whether words with the concepts a and b stand near each
// other, in this order, or in any when turned.
func (p *passage) neighbours(a, b []string, turned bool) bool {
	var words [][]string
	for i := range p.toks {
		if p.class[i] == isWord {
			words = append(words, p.means[i])
		}
	}
	for i, w := range words {
		first, second := meet(w, a), meet(w, b)
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
		for _, next := range words[i+1 : min(len(words), i+1+maxApart)] {
			if meet(next, want) {
				return true
			}
		}
	}
	return false
}
