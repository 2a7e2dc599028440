package answers

import (
	"slices"

	"briefbot/knowledge/text"
)

// checks is the table of premise checks. Each looks at one kind of premise of
// the question and says what of it the fact does not carry; the order is that
// in which findings are told. A check answers Fine for what is not its
// business.
var checks = []struct {
	name string
	find func(ix *Index, r *Reading, d *doc) Finding
}{
	{"words", checkWords},
	{"meta", checkMeta},
	{"period", checkPeriod},
	{"number", checkNumber},
	{"entity", checkEntity},
	{"modifier", checkModifier},
	{"role", checkRole},
	{"swap", checkSwap},
	{"rival", checkRival},
	{"actor", checkActor},
	{"deed", checkDeed},
	{"together", checkTogether},
	{"unit", checkUnit},
	{"subject", checkSubject},
	{"scope", checkScope},
	{"part", checkPart},
	{"thing", checkThing},
	{"matter", checkMatter},
	{"whose", checkWhose},
	{"act", checkAct},
	{"grown", checkGrown},
	{"type", checkType},
	{"measure", checkMeasure},
	{"rate", checkRate},
	{"said", checkSaid},
	{"level", checkLevel},
	{"from-to", checkFromTo},
	{"opposite", checkOpposite},
	{"restriction", checkRestriction},
	{"rank", checkRank},
	{"status", checkStatus},
	{"modal", checkModal},
	{"end", checkEnd},
	{"direction", checkDirection},
	{"trend", checkTrend},
	{"besides", checkBesides},
}

// check returns all findings of the table, gravest first.
func (ix *Index) check(r *Reading, d *doc) []Finding {
	var out []Finding
	for _, c := range checks {
		if f := d.soften(c.find(ix, r, d)); f.Severity != Fine {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b Finding) int { return int(b.Severity) - int(a.Severity) })
	return out
}

// worst is the gravest severity that check would find.
func (ix *Index) worst(r *Reading, d *doc) Severity {
	worst := Fine
	for _, c := range checks {
		worst = max(worst, d.soften(c.find(ix, r, d)).Severity)
		if worst == Veto {
			break
		}
	}
	return worst
}

// soften turns vetoes that a fact's phrasings would have to bear out into
// doubts, when it has few.
func (d *doc) soften(f Finding) Finding {
	if f.Severity == Veto && d.thin() && phrasingTells[f.Kind] {
		f.Severity = Doubt
	}
	return f
}

// thin reports whether a fact has too few phrasings to tell what it answers.
func (d *doc) thin() bool { return len(d.fact.Ask) < fewPhrasings }

// phrasingTells has the kinds of findings that rest on a fact's phrasings.
var phrasingTells = map[PremiseKind]bool{PremiseType: true, PremiseThing: true, PremiseRestriction: true}

// gravest is the severity of the first finding, Fine when there is none.
func gravest(findings []Finding) Severity {
	if len(findings) == 0 {
		return Fine
	}
	return findings[0].Severity
}

// counting reports whether r asks for a number, or names one to be confirmed.
func counting(r *Reading) bool {
	switch r.Form {
	case FormCount, FormShare, FormChange, FormAmount:
		return true
	}
	return r.Polar && len(r.Numbers) > 0
}

// checkWords: a quoted string of three or more words must stand in the
// fact's paragraph.
func checkWords(ix *Index, r *Reading, d *doc) Finding {
	for _, q := range r.Quoted {
		if want := words(q.Of(r.Question)); len(want) >= 3 && !containsWords(words(d.quote.Paragraph.Text), want) {
			return Finding{Kind: PremiseWords, Asked: q.Of(r.Question), Severity: Veto}
		}
	}
	return Finding{}
}

func words(s string) []string {
	var out []string
	for _, t := range text.Tokens(s) {
		out = append(out, t.Norm)
	}
	return out
}

// containsWords reports whether want stands in have as a run.
func containsWords(have, want []string) bool {
	for i := 0; i+len(want) <= len(have); i++ {
		if slices.Equal(have[i:i+len(want)], want) {
			return true
		}
	}
	return len(want) == 0
}
