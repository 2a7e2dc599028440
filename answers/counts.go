package answers

import (
	"slices"
	"strings"

	"briefbot/knowledge/text"
)

// unitReach is how many words after a figure may belong to what it counts: "1,100
// of the authority's 1,400 employees".
const unitReach = 6

// countsIn takes from a text what the fact's figure counts: the words of the figure
// itself, which have its unit, and those that follow it in one clause.
func (d *doc) countsIn(f field) {
	toks := f.tokens
	figure := words(d.fact.Figure.Text)
	for _, w := range figure {
		d.counts[w] = true
	}
	for i := 0; i+len(figure) <= len(toks); i++ {
		if !slices.EqualFunc(toks[i:i+len(figure)], figure, func(t text.Token, w string) bool { return t.Norm == w }) {
			continue
		}
		at := i + len(figure)
		for k := at; k < min(at+unitReach, len(toks)); k++ {
			t := toks[k]
			if strings.ContainsAny(f.string[toks[k-1].End:t.Start], ",;:.") || functionWords[t.Norm] && !oneOf(t.Norm, "of|the|its|their|his|her|those|these|all") {
				break
			}
			if k == at && t.Norm == "of" {
				d.partly = true
			}
			d.counts[t.Norm] = true
			if d.partly && toks[at].Norm == "of" && k > at {
				d.wholes[stem(t.Norm)] = true
			}
		}
	}
}
