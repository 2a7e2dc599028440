package answers

import (
	"slices"
	"strings"

	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

// checkSwap: two names of the fact must not have changed places. What the fact
// says of somebody (About.Of) did not happen within them, and whom it happened to
// or where is not whose it was: "plots of Iran's in the UK" are no plots of the
// UK's in Iran.
func checkSwap(ix *Index, r *Reading, d *doc) Finding {
	owners, inner, doers := d.of, slices.Concat(d.by, d.where), false
	if len(owners) == 0 && ix.hasKindIn(d.by, knowledge.Place, knowledge.Group) {
		owners, inner, doers = d.by, d.where, true // of "aggression by Russia", too
	}
	if len(owners) == 0 {
		return Finding{}
	}
	for k, m := range r.Mentions {
		if ix.base.Names.Entry(m.Entry).Kind == knowledge.Alias {
			continue
		}
		whose := ix.has(owners, m.Entry) || ix.hasRelated(owners, m.Entry)
		where := ix.has(inner, m.Entry) || ix.hasRelated(inner, m.Entry) || ix.wideOf(m.Entry, d.where)
		f := Finding{Kind: PremiseRole, Asked: m.Of(r.Question), Briefing: ix.namesOf(owners), Severity: Veto}
		switch {
		case whose && !where && len(d.where) > 0 && ix.located(r, m):
			f.Briefing = nameList(d.fact.About.Where)
			return f
		case where && !whose && ix.owns(r, d, k) && ix.otherActs(r, d, owners, k, doers):
			return f
		}
	}
	return Finding{}
}

// namesOf writes the names of entries as one text.
func (ix *Index) namesOf(entries []int) string {
	var out []string
	for _, e := range entries {
		out = append(out, ix.base.Names.Entry(e).Name)
	}
	return nameList(out)
}

// wideOf reports whether e lies within one of places: London within the UK.
func (ix *Index) wideOf(e int, places []int) bool {
	return slices.ContainsFunc(places, func(p int) bool { return ix.base.Names.Within(e, p) })
}

var groundWords = "soil|turf|territory|ground|streets|borders|shores"

// located reports whether something happens within a mention: "in Iran", "out of
// the UK", "on British soil", where the mention is no adjective of something
// else ("in Iranian plots").
func (ix *Index) located(r *Reading, m knowledge.Mention) bool {
	before := m.First - 1
	for before >= 0 && oneOf(r.word(before), "the|a|an") {
		before--
	}
	if oneOf(r.word(m.Last+1), groundWords) {
		return true
	}
	if i := m.Last + 1; i < len(r.Words) && r.Words[i].Info >= 0.3 && !ix.endsPhrase(r, i) {
		return false // "in Iranian plots", "in Russia investigations"
	}
	if r.word(before) == "from" && oneOf(r.word(before-1), "expelled|expel|kicked|thrown|ousted|booted|removed|banned|deported|out") {
		return true
	}
	return oneOf(r.word(before), "in|inside|within|across|throughout") || r.word(before) == "of" && r.word(before-1) == "out" && !oneOf(r.word(before-2), "come|comes|coming|came")
}

// endsPhrase reports whether word i begins something new after a name.
func (ix *Index) endsPhrase(r *Reading, i int) bool {
	return r.mention(i) >= 0 || functionWords[r.word(i)] || r.Words[i].Kind != text.Word
}

// owns reports whether mention k describes or possesses what the fact counts or
// speaks of: "British diplomats", "the UK's last spy".
func (ix *Index) owns(r *Reading, d *doc, k int) bool {
	m := r.Mentions[k]
	if oneOf(r.word(m.Last+1), groundWords) {
		return false
	}
	for i := m.Last + 1; i <= min(m.Last+3, len(r.Words)-1); i++ {
		if r.mention(i) >= 0 || functionWords[r.word(i)] {
			return false
		}
		if d.measured[r.Words[i].feature] && r.Words[i].Info >= 0.3 {
			if ix.sayWhose(d, m.Entry, r.word(i)) {
				return false
			}
			return i == m.Last+1 || ix.describes(r, m) || strings.ContainsAny(r.Words[m.Last].Text, "'’")
		}
	}
	return false
}

// sayWhose reports whether the fact's statement itself says that a thing is e's:
// "MI5's total workload".
func (ix *Index) sayWhose(d *doc, e int, thing string) bool {
	return ix.possesses(d.fact.Statement, e, thing)
}

// possesses reports whether s says that a thing is e's.
func (ix *Index) possesses(s string, e int, thing string) bool {
	root := stem(thing)
	toks := text.Tokens(s)
	for _, m := range ix.base.Names.Find(s) {
		if m.Entry != e || !strings.ContainsAny(s[toks[m.Last].Start:toks[m.Last].End], "'’") {
			continue
		}
		for _, t := range toks[m.Last+1 : min(m.Last+4, len(toks))] {
			if stem(t.Norm) == root {
				return true
			}
		}
	}
	return false
}

// otherActs reports whether another name of the question, one whose the fact's
// matter is, acts in it or is where it happens. That doers act is as the fact has
// it: the Moscow attack was carried out by them.
func (ix *Index) otherActs(r *Reading, d *doc, owners []int, k int, doers bool) bool {
	for j, m := range r.Mentions {
		if j == k || !ix.has(owners, m.Entry) && !ix.hasRelated(owners, m.Entry) {
			continue
		}
		before := m.First - 1
		for before >= 0 && oneOf(r.word(before), "the|a|an") {
			before--
		}
		acts := oneOf(r.word(before), "did|does|do|has|have|had|by") || before == 0 && oneOf(r.word(0), "is|are|was|were|isnt|arent|wasnt|werent")
		if ix.located(r, m) || r.word(before) == "to" || acts && !doers && !ix.owns(r, d, j) {
			return true
		}
	}
	return false
}

// checkTrend: whose rise the fact tells did not fall, and the other way round.
func checkTrend(ix *Index, r *Reading, d *doc) Finding {
	asked := ix.trends(r.Question)
	if len(asked) == 0 {
		return Finding{}
	}
	told := ix.trends(d.fact.Statement)
	for e, up := range ix.trends(d.quote.Text) {
		if _, ok := told[e]; !ok {
			told[e] = up
		}
	}
	for _, m := range r.Mentions {
		up, isAsked := asked[m.Entry]
		was, isTold := told[m.Entry]
		if isAsked && isTold && up != was {
			f := Finding{Kind: PremiseStatus, Asked: m.Of(r.Question), Briefing: d.fact.About.Measure, Severity: Veto}
			if r.Polar && !counting(r) && len(asked) == 1 {
				f.Severity = Denial
			}
			return f
		}
	}
	return Finding{}
}

// trendReach is how many words may lie between a name and what rises or falls.
const trendReach = 3

// clauseBetween reports whether another clause begins among tokens.
func clauseBetween(toks []text.Token) bool {
	return slices.ContainsFunc(toks, func(t text.Token) bool {
		return t.Kind == text.Sign && strings.ContainsAny(t.Text, ",;:") || oneOf(t.Norm, "while|whereas|though|although|but|as|and|by")
	})
}

// trends returns whose rise (true) or fall (false) a text tells: the name next to
// each word of direction, "the rise of the far right", "Islamic State activity
// has decreased". A name with both is left out.
func (ix *Index) trends(s string) map[int]bool {
	toks := text.Tokens(s)
	mentions := ix.base.Names.FindTokens(nil, s, toks)
	out := map[int]bool{}
	both := map[int]bool{}
	for i, t := range toks {
		up := upWords[t.Norm]
		if !up && !downWords[t.Norm] {
			continue
		}
		best, gap := -1, trendReach+1
		for _, m := range mentions {
			from, to := i+1, m.First
			if m.Last < i {
				from, to = m.Last+1, i
			}
			if between := to - from; between >= 0 && between < gap && !clauseBetween(toks[from:to]) {
				best, gap = m.Entry, between
			}
		}
		if best < 0 {
			continue
		}
		if was, ok := out[best]; ok && was != up {
			both[best] = true
		}
		out[best] = up
	}
	for e := range both {
		delete(out, e)
	}
	return out
}
