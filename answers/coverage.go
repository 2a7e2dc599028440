package answers

import (
	"slices"

	"briefbot/knowledge/quantity"
)

// coverage is the share of the question's information that the doc supports,
// from 0 to 1: 1 when every informative word or name of the question stands
// in the doc's own fields. softly also counts words like those of the question.
func (ix *Index) coverage(r *Reading, s *scratch, doc, without int32) (coverage, softly float64) {
	var have, soft, all, allSoft float64
	for i := range r.Words {
		w := &r.Words[i]
		if w.framed {
			continue
		}
		firm := ix.supports(r, i, doc, without)
		if w.guess {
			firm *= guessed
		}
		weight := ix.idfOf(w.feature) * (softlyLittle + (1-softlyLittle)*w.Info)
		allSoft += weight
		soft += weight * max(firm, ix.softly(s, i, doc, without, firm))
		if w.Info == 0 {
			continue
		}
		all += w.Info
		have += w.Info * firm
	}
	if allSoft > 0 {
		soft /= allSoft
	}
	if all == 0 {
		// Nothing but numbers and little words: the figure must be the fact's.
		if ix.hasFigure(r, doc) {
			return 1, soft
		}
		return 0, soft
	}
	return have / all, soft
}

// softly is how firmly a doc supports a word like word i of the question, when
// that is more than firm.
func (ix *Index) softly(s *scratch, i int, doc, without int32, firm float64) float64 {
	if i+1 >= len(s.similarTo) {
		return 0
	}
	best := firm
	for _, sim := range s.similar[s.similarTo[i]:s.similarTo[i+1]] {
		if float64(sim.cosine) > best {
			best = max(best, float64(sim.cosine)*ix.strength(sim.feature, doc, without))
		}
	}
	return best
}

// supports says how firmly a doc supports word i of the question, 0 to 1:
// through the word's stem, or through the name that the word is part of.
func (ix *Index) supports(r *Reading, i int, doc, without int32) float64 {
	best := ix.strength(r.Words[i].feature, doc, without)
	if best == 0 && r.Words[i].leads {
		for _, f := range ix.leads {
			best = max(best, ix.strength(f, doc, without))
		}
	}
	for _, list := range [2]int{0, 1} {
		mentions := r.Mentions
		if list == 1 {
			mentions = r.Doubtful
		}
		for _, m := range mentions {
			if i < m.First || i > m.Last {
				continue
			}
			best = max(best, ix.strength(ix.entries[m.Entry], doc, without))
			for _, e := range ix.base.Names.Related(m.Entry) {
				best = max(best, supportRelated*ix.strength(ix.entries[e], doc, without))
			}
		}
	}
	return best
}

// leadWords are so many names for who leads: where a fact has one, another asks for the
// same.
var leadWords = wordSet("boss chief head heads leader leads runs heading leading")

// strength is the support of one feature by a doc.
func (ix *Index) strength(f, doc, without int32) float64 {
	if f < 0 {
		return 0
	}
	terms := ix.docs[doc].terms
	at, ok := slices.BinarySearchFunc(terms, f, func(t docTerm, f int32) int { return int(t.feature - f) })
	if !ok {
		return 0
	}
	t := terms[at]
	asked := int(t.asked)
	if without >= 0 && ix.phrasings[without].doc == doc {
		if _, found := slices.BinarySearch(ix.phrasings[without].features, f); found {
			asked--
		}
	}
	if asked > 0 {
		return supportOwn
	}
	return float64(t.strength)
}

// hasFigure reports whether the question names the fact's figure.
func (ix *Index) hasFigure(r *Reading, doc int32) bool {
	fig := ix.docs[doc].figure
	if fig.Value == "" || fig.Kind == quantity.Age && r.Form != FormAge {
		return false // an age says who is meant more often than what is asked
	}
	return slices.ContainsFunc(r.Numbers, func(q quantity.Quantity) bool { return quantity.Same(q, fig) })
}

var quoteWords = wordSet("quote quotes quotation verbatim exact exactly words word wording phrase phrased worded line direct paste soundbite citation describe described characterise characterised characterize characterized literal literally precise sentence sentences statement remark remarks answer passage original actual")

// ownStrength is the support of one feature by a doc's fields other than its
// phrasings.
func (ix *Index) ownStrength(f, doc int32) float64 {
	terms := ix.docs[doc].terms
	at, ok := slices.BinarySearchFunc(terms, f, func(t docTerm, f int32) int { return int(t.feature - f) })
	if f < 0 || !ok {
		return 0
	}
	return float64(terms[at].strength)
}
