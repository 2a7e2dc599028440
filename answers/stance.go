package answers

// stance is how the fact of d stands to a yes-or-no question.
func (ix *Index) stance(r *Reading, d *doc, findings []Finding) Stance {
	switch {
	case !r.Polar || gravest(findings) == Open:
	case gravest(findings) == Denial:
		return Denies
	case ix.affirms(r, d):
		return Affirms
	}
	return Informs
}

var negations = compile("not|no|never|isnt|arent|didnt|doesnt|wasnt|werent|hasnt|havent|dont|or")

// affirms reports whether everything that a yes-or-no question says stands in
// the fact's own statement or quote, and nothing in it is negated.
func (ix *Index) affirms(r *Reading, d *doc) bool {
	if negations.in(r) || d.negated {
		return false
	}
	said := map[string]bool{}
	for _, s := range []string{d.fact.Statement, d.quote.Text} {
		for _, w := range words(s) {
			said[stem(w)] = true
		}
	}
	for i := range r.Words {
		w := &r.Words[i]
		if w.Info == 0 || r.mention(i) >= 0 {
			continue
		}
		if w.Repaired != "" || !said[stem(w.Norm)] {
			return false
		}
	}
	for _, m := range r.Mentions {
		if !ix.has(d.own, m.Entry) {
			return false
		}
	}
	return true
}
