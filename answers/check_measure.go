package answers

import (
	"slices"
	"strings"

	"briefbot/knowledge/quantity"
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

// timeUnits are the units of time.
var timeUnits = wordSet("second seconds minute minutes hour hours day days week weeks month months quarter quarters year years")

// perUnit has for a unit of time the adverbs that say "in each".
var perUnit = map[string]string{"hour": "hourly", "day": "daily", "week": "weekly", "month": "monthly", "quarter": "quarterly", "year": "yearly|annual|annually"}

// checkRate: so much an hour is not so much a month.
func checkRate(_ *Index, r *Reading, d *doc) Finding {
	if d.fact.Figure == nil || r.Form != FormAny && !counting(r) {
		return Finding{}
	}
	for i := range r.Words {
		adverb, ok := perUnit[r.word(i)]
		if !ok || !oneOf(r.word(i-1), "a|an|per|each|every") || oneOf(r.word(i+1), "ago|later|earlier|back|old|before|after|of") ||
			oneOf(r.word(i-2), "in|over|within|for|about|of|after|than|half|only|just|last|until") {
			continue
		}
		if d.says(r.word(i)) || d.says(r.word(i)+"s") || slices.ContainsFunc(strings.Split(adverb, "|"), d.says) {
			continue
		}
		return Finding{Kind: PremiseRestriction, Asked: r.piece(i-1, i), Briefing: d.fact.About.Period, Severity: Veto}
	}
	return Finding{}
}

// level asks for how much there is, gap for how much one differs from another.
var (
	level         = compile("whats the|their|its", "what was|is|were|are", "how high|low|big|large|great was|is|were|are", "what does|do")
	amountPhrases = compile("how much")

	gap = compile("gap|difference|differ|differs|compared|compare|more|less|higher|lower|bigger|smaller|better|worse|effect|impact|change|changed|trend|growth|times|factor|than|versus|vs|multiple|happened|toll|result")
)

// checkLevel: by how much a thing rose, or lies above another, is not how much it is.
func checkLevel(_ *Index, r *Reading, d *doc) Finding {
	if !d.moves() {
		return Finding{}
	}
	if r.Form == FormChange && r.moves() && compares(d.fact.Statement) {
		return Finding{Kind: PremiseType, Asked: "a change", Severity: Veto}
	}
	if r.Form != FormAny && r.Form != FormAmount || r.Polar || r.WantsQuote {
		return Finding{}
	}
	if i := amountPhrases.find(r); i >= 0 && strings.HasSuffix(r.word(i+2), "er") || muchDid.in(r) {
		return Finding{} // "how much busier"
	}
	if r.Form == FormAny && !level.in(r) || r.moves() || gap.in(r) || r.becoming() >= 0 || len(r.Numbers) > 0 {
		return Finding{}
	}
	return Finding{Kind: PremiseType, Asked: "an amount", Severity: Doubt}
}

// compares reports whether a statement sets one thing beside another, and does not say
// that it rose or fell.
func compares(statement string) bool {
	up, down := directions(statement)
	said := words(statement)
	return !up && !down && len(quantity.Periods(statement)) == 0 && (containsWords(said, []string{"as", "much"}) || containsWords(said, []string{"as", "many"}))
}
