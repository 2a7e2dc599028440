package answers

import (
	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

// ask adds a phrasing.
func (b *builder) ask(d *doc, question string) {
	toks := text.Tokens(question)
	own, related, _ := b.featuresOf(question, toks)
	b.gramSets = append(b.gramSets, b.gramSet(toks))
	b.asked = append(b.asked, ranksOf(toks))
	form, polar := formOfTokens(toks)
	d.forms[form] = true
	d.polar = d.polar || polar
	own = unique(b.appendPairs(own, toks))
	for _, f := range own {
		t := b.term(f)
		t.asked++
		t.said = t.said || !polar
	}
	for _, f := range related {
		t := b.term(f)
		t.weight += weightRelated
		t.strength = max(t.strength, supportRelated)
	}
	d.length += float64(len(own))
	b.ix.phrasings = append(b.ix.phrasings, phrasing{doc: int32(len(b.ix.docs)), features: own, text: question})
	if key := string(exactKey(nil, toks)); key != "" {
		if _, taken := b.ix.exact[key]; !taken {
			b.ix.exact[key] = int32(len(b.ix.docs))
		}
	}
}

// appendPairs appends the features of neighbouring words.
func (b *builder) appendPairs(dst []int32, toks []text.Token) []int32 {
	last := int32(-1)
	for _, t := range toks {
		if t.Kind == text.Sign {
			continue
		}
		w := b.ix.byWord[t.Norm]
		if last >= 0 {
			dst = append(dst, b.pair(last, w))
		}
		last = w
	}
	return dst
}

// exactKey appends to buf a question without case, marks and punctuation.
func exactKey(buf []byte, toks []text.Token) []byte {
	for _, t := range toks {
		buf = append(append(buf, t.Norm...), ' ')
	}
	return buf
}

// phrasings are those of f and of the facts that it supersedes, words that
// stand twice once.
func (b *builder) phrasings(f *knowledge.Fact) []string {
	older := b.ix.base.Older(f)
	if len(older) == 0 {
		return f.Ask
	}
	var out []string
	seen := map[string]bool{}
	for _, f := range append([]*knowledge.Fact{f}, older...) {
		for _, q := range f.Ask {
			if key := string(exactKey(nil, text.Tokens(q))); !seen[key] {
				seen[key] = true
				out = append(out, q)
			}
		}
	}
	return out
}
