package claims

import (
	"slices"
	"strings"

	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

// compareWords: every word that says something must be one of the group's.
func (k *comparison) compareWords(hole func(text.Span) bool) {
	p := k.claim
	k.compareNegation(hole)
	k.compareHedges(hole)
	for i, t := range p.toks {
		if hole(text.Span{Start: t.Start, End: t.End}) {
			continue
		}
		switch p.class[i] {
		case isPronoun:
			before := slices.ContainsFunc(p.names, func(m named) bool { return m.First < i && !p.spoken(m) })
			there := slices.ContainsFunc(k.passages, func(s *passage) bool {
				return s.speaker.there && slices.ContainsFunc(s.toks, func(o text.Token) bool { return o.Norm == t.Norm })
			})
			if !before && (!there || !slices.ContainsFunc(p.names, func(m named) bool { return m.First < i })) {
				k.miss(t.Text)
			}
		case isWord:
			if negations[t.Norm] {
				continue
			}
			if !k.placed(p, i) {
				k.miss(t.Text)
				continue
			}
			for _, m := range p.means[i] {
				if k.means[m] || m == carriedOut && (k.fact.About.Status == knowledge.CarriedOut || k.undone()) {
					continue
				}
				k.miss(t.Text)
				break
			}
		}
	}
}

// compareNegation: the claim must turn round what the statement turns round,
// and nothing else. What is quoted in a hole is left out of both.
func (k *comparison) compareNegation(hole func(text.Span) bool) {
	p, s := k.claim, k.statement
	whole := true
	for _, q := range p.quotes {
		whole = whole && !hole(q.Span)
	}
	var said, have []string
	for i, t := range p.toks {
		if negations[t.Norm] && p.class[i] == isWord && !hole(text.Span{Start: t.Start, End: t.End}) {
			said = append(said, t.Text)
		}
	}
	for i, t := range s.toks {
		if negations[t.Norm] && s.class[i] == isWord && (whole || !s.quoted(i)) {
			have = append(have, t.Text)
		}
	}
	for _, w := range said {
		i := slices.IndexFunc(have, func(h string) bool { return conceptOf(text.Fold(h)) == conceptOf(text.Fold(w)) })
		if i < 0 {
			k.differ(Negation, w, "")
			continue
		}
		have = slices.Delete(have, i, i+1)
	}
	for _, h := range have {
		k.differ(Negation, "", h)
	}
}

// compareHedges: a word of the claim that the statement does not have must not
// stand behind a hedge in the sentence that has it: "many of them spies".
func (k *comparison) compareHedges(hole func(text.Span) bool) {
	p := k.claim
	for i, t := range p.toks {
		if p.class[i] != isWord || hole(text.Span{Start: t.Start, End: t.End}) || slices.ContainsFunc(p.means[i], k.statement.has) {
			continue
		}
		for _, s := range k.passages {
			if h := s.hedged(p.means[i]); h != "" && !slices.ContainsFunc(p.toks, func(t text.Token) bool { return t.Norm == text.Fold(h) }) {
				k.differ(Certainty, "", h)
				return
			}
		}
	}
}

// hedged returns the hedge before a word with the concepts in its clause, or "".
func (p *passage) hedged(means []string) string {
	for i := range p.toks {
		if !meet(p.means[i], means) {
			continue
		}
		for at := i - 1; at >= 0 && !strings.ContainsAny(p.gap(at+1), ",;:."); at-- {
			if hedging[p.word(at)] && p.class[at] == isWord {
				return p.toks[at].Text
			}
		}
	}
	return ""
}

// loose are the prepositions that paraphrases exchange freely.
var loose = wordSet("of to as like involving including than between about")

// placed reports whether word i of the claim stands behind a preposition that
// stands before it in the source, too: "plots at night" are no "late-night
// plots". A word may come as often as in one of the source's sentences.
func (g *group) placed(p *passage, i int) bool {
	at := i - 1
	for p.word(at) == "the" || p.word(at) == "a" || p.word(at) == "an" {
		at--
	}
	prep := prepositions[p.word(at)]
	if prep == "" || loose[p.word(at)] || p.class[at] != isLight {
		prep = ""
	}
	for _, m := range p.means[i] {
		if prep == "by" && at > 0 && slices.ContainsFunc(p.means[at-1], func(verb string) bool { return g.does(m, verb) }) {
			continue
		}
		if prep != "" && !slices.ContainsFunc(g.passages, func(s *passage) bool { return s.after(prep, m) }) {
			return false
		}
		n := p.count(m)
		if n > 1 && !slices.ContainsFunc(g.passages, func(s *passage) bool { return s.count(m) >= n }) {
			return false
		}
	}
	return true
}

// after reports whether a word with the concept stands among the four words
// behind a preposition of the class.
func (p *passage) after(prep, concept string) bool {
	for i := range p.toks {
		if !slices.Contains(p.means[i], concept) {
			continue
		}
		for at := i - 1; at >= max(0, i-4); at-- {
			if prepositions[p.word(at)] == prep {
				return true
			}
		}
	}
	return false
}

// does reports whether a sentence has the words as subject and verb, which a
// claim may turn into a passive.
func (g *group) does(subject, verb string) bool {
	return slices.ContainsFunc(g.passages, func(s *passage) bool {
		at := slices.IndexFunc(s.means, func(m []string) bool { return slices.Contains(m, subject) })
		then := slices.IndexFunc(s.means, func(m []string) bool { return slices.Contains(m, verb) })
		return at >= 0 && at < then && s.word(at-1) != "by"
	})
}

func (p *passage) count(concept string) int {
	n := 0
	for _, m := range p.means {
		if slices.Contains(m, concept) {
			n++
		}
	}
	return n
}

// negation is the first word that turns the passage round, or "".
func (p *passage) negation() string {
	for i, t := range p.toks {
		if negations[t.Norm] && p.class[i] == isWord {
			return t.Text
		}
	}
	return ""
}
