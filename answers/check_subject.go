package answers

import (
	"slices"

	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

// definitions ask what somebody or something is, whose name follows.
var definitions = compile("what|who is|are|was|were", "whats|whos", "what|which * of * is|are|was|were", "what|which * of * * is|are|was|were")

// kinds ask which kind of the word that follows something is.
var kinds = compile("what|which type|kind|sort of")

// unkind returns the word of "what kind of group is X" of which neither the
// statement nor the leading quote speaks, though no phrasing asks for a kind; or -1.
// That X has another name does not say what kind of group it is.
func (ix *Index) unkind(r *Reading, d *doc) int {
	for i := range r.Words {
		at := i + 3
		if !kinds.at(r, i, func(phrase) bool { return true }) || at >= len(r.Words) {
			continue
		}
		root := stem(r.word(at))
		for w := range d.stated {
			if stem(w) == root {
				return -1
			}
		}
		if slices.ContainsFunc(ix.phrasings[d.first:d.last], func(p phrasing) bool { return kinds.in(wordsAlone(text.Tokens(p.text))) }) {
			return -1
		}
		return at
	}
	return -1
}

// checkSubject: what X is, is told by a fact on X, not by one that tells of
// another by way of X. "ISIS-K is an offshoot of the Islamic State" does not say
// what the Islamic State is.
func checkSubject(ix *Index, r *Reading, d *doc) Finding {
	k := r.defined()
	if k < 0 || len(d.told) == 0 {
		return Finding{}
	}
	if i := ix.unkind(r, d); i >= 0 {
		return Finding{Kind: PremiseThing, Asked: r.Words[i].Text, Severity: Doubt}
	}
	m := r.Mentions[k]
	if d.told[0] == m.Entry || slices.Contains(ix.base.Names.Related(m.Entry), d.told[0]) || ix.asks(d, m.Entry) {
		return Finding{}
	}
	return Finding{Kind: PremiseRole, Asked: m.Of(r.Question), Briefing: ix.base.Names.Entry(d.told[0]).Name, Severity: Doubt}
}

// asks reports whether a phrasing of d asks what e is.
func (ix *Index) asks(d *doc, e int) bool {
	return slices.ContainsFunc(ix.phrasings[d.first:d.last], func(p phrasing) bool {
		own := wordsAlone(text.Tokens(p.text))
		own.Mentions = ix.base.Names.Find(p.text)
		k := own.defined()
		return k >= 0 && own.Mentions[k].Entry == e
	})
}

// defined returns the mention of which r asks what or who it is, or -1: the
// question ends with it.
func (r *Reading) defined() int {
	k := slices.IndexFunc(r.Mentions, func(m knowledge.Mention) bool {
		return !slices.ContainsFunc(r.Words[m.Last+1:], func(w AskedWord) bool {
			return w.Kind != text.Sign && !oneOf(w.Norm, "guy|man|bloke|fella|person|chap|anyway|then|exactly|again")
		})
	})
	if k < 0 {
		return -1
	}
	first := r.Mentions[k].First
	for first > 0 && oneOf(r.word(first-1), "the|a|an|this") {
		first--
	}
	for i := leadIn(r); i < first; i++ {
		if definitions.at(r, i, func(p phrase) bool { return i+p.words == first }) {
			return k
		}
	}
	return -1
}
