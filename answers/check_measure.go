package answers

import (
	"slices"
	"strings"
)

// measures has for the word after "how" what it asks for, and the words one of
// which a fact that gives it has: its noun, and units.
var measures = func() map[string]measureOf {
	of := map[string]measureOf{}
	const length = "mm cm m km metre metres meter meters kilometre kilometres kilometer kilometers mile miles yard yards foot feet ft inch inches"
	for _, m := range []struct{ words, name, own string }{
		{"deep shallow", "a depth", "deep deeply depth shallow " + length},
		{"tall", "a height", "tall height " + length},
		{"wide broad narrow", "a width", "wide width broad breadth narrow across " + length},
		{"thick thin", "a thickness", "thick thickness thin " + length},
		{"far distant", "a distance", "far distance distant away " + length},
		{"heavy", "a weight", "heavy weight weigh weighs weighed weighing g kg kilo kilos gram grams kilogram kilograms tonne tonnes ton tons pound pounds lb lbs ounce ounces stone"},
		{"hot cold warm", "a temperature", "hot cold warm temperature temperatures degree degrees celsius fahrenheit"},
	} {
		for _, w := range strings.Fields(m.words) {
			of[w] = measureOf{m.name, strings.Fields(m.own)}
		}
	}
	return of
}()

// goes turns "how far" from a distance into a degree: "how far do they go?"
var goes = compile("go|goes|went|gone|along|stretch|stretches|reach|reaches")

type measureOf struct {
	name string
	own  []string
}

// checkMeasure: "how deep" is told by a fact with a depth, not by what else it
// counts of the same thing. A phrasing with the word says that the fact tells it.
func checkMeasure(_ *Index, r *Reading, d *doc) Finding {
	for i := range r.Words {
		m, ok := measures[r.word(i)]
		if !ok || r.word(i-1) != "how" || r.word(i) == "far" && goes.in(r) || slices.ContainsFunc(m.own, d.says) {
			continue
		}
		feature := r.Words[i].feature
		if feature >= 0 && slices.ContainsFunc(d.terms, func(t docTerm) bool { return t.feature == feature && t.asked > 0 }) {
			continue
		}
		return Finding{Kind: PremiseType, Asked: m.name, Severity: Veto}
	}
	return Finding{}
}
