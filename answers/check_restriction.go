package answers

import (
	"slices"
	"strings"

	"briefbot/knowledge"
	"briefbot/knowledge/quantity"
	"briefbot/knowledge/text"
)

// restrictors narrow what is asked to a part or an extreme.
var restrictors = wordSet(`alone only solely exclusively youngest oldest biggest largest smallest first earliest highest lowest most least worst best entirely
	every average annually monthly daily weekly worldwide globally nationwide nationally countrywide citywide`)

var overallWords = compile("overall|altogether", "in total|all|general", "total number")

// aloneWords set all others aside.
var aloneWords = compile("by itself|themselves|himself|herself", "on its|their own", "leaving|leave * out", "leaving|leave out", "not|without counting")

// checkRestriction: a restriction that the fact does not have makes another
// question of it.
func checkRestriction(ix *Index, r *Reading, d *doc) Finding {
	for i := range r.Words {
		w := r.word(i)
		prev := r.word(i - 1)
		whole := w == "all" && (oneOf(r.word(i+1), "of|the|those|these") || i+1 < len(r.Words) && r.Words[i+1].Kind == text.Number) && counting(r)
		most := w == "most" && prev != "the" && (i+1 == len(r.Words) || oneOf(r.word(i+1), "in|among|often|frequently|commonly"))
		still := w == "still" && counting(r) && !oneOf(r.word(i+1), "owe|owes|owed|owing|have|has|need|needs|must|due")
		if w == "average" && d.perPiece() {
			continue // "14,900 a match"
		}
		if part := d.partAs(r, i); part != "" {
			return Finding{Kind: PremiseRestriction, Asked: r.Words[i].Text, Briefing: part, Severity: Denial}
		}
		later := laterWords[w] && (oneOf(r.word(i+1), "year|month|quarter|week|term|time|season|half|most") || strings.HasSuffix(r.word(i+1), "est"))
		if !restrictors[w] && !whole && !still && !later {
			continue
		}
		if oneOf(prev, "or|not|but|at|it|the|isnt|arent|wasnt|werent") && w == "only" || prev == "at" || w == "first" && oneOf(prev, "come|comes|came|puts|put") && !d.ranked || w == "most" && prev != "the" && !most && !(counting(r) && r.word(i+1) == "of") {
			continue
		}
		if slices.ContainsFunc([]string{"hour", "day", "week", "month", "quarter", "year"}, func(unit string) bool {
			return oneOf(w, perUnit[unit]) && (d.says(unit) || d.says(unit+"s"))
		}) {
			continue // "monthly" of so much a month
		}
		if d.says(w) && !whole && (laterWords[prev] || !d.saysLater(w)) || w == "only" && r.numberAt(i+1) {
			continue
		}
		if w == "most" && oneOf(r.word(i+1), "important|urgent|pressing") && (d.says("priority") || d.says("priorities")) {
			continue
		}
		f := Finding{Kind: PremiseRestriction, Asked: r.Words[i].Text, Briefing: d.fact.About.Scope, Severity: Veto}
		if r.Polar && !counting(r) {
			f.Severity = Doubt
		}
		return f
	}
	if i := aloneWords.find(r); i >= 0 && d.fact.Figure != nil {
		return Finding{Kind: PremiseRestriction, Asked: r.piece(i, min(i+1, len(r.Words)-1)), Briefing: nameList(d.fact.About.Of), Severity: Veto}
	}
	if i := overallWords.find(r); i >= 0 && slices.ContainsFunc(d.of, func(e int) bool { return slices.Contains(d.told, e) }) && !slices.ContainsFunc(r.Mentions, func(m knowledge.Mention) bool { return ix.has(d.of, m.Entry) || ix.hasRelated(d.of, m.Entry) }) {
		return Finding{Kind: PremiseRestriction, Asked: r.Words[i].Text, Briefing: nameList(d.fact.About.Of), Severity: Veto}
	}
	return Finding{}
}

// ordinal reports whether w says a place in a row: "third", "16th".
func ordinal(w string) bool {
	return w == "first" || laterWords[w] || len(w) > 2 && w[0] >= '0' && w[0] <= '9' && oneOf(w[len(w)-2:], "st|nd|rd|th")
}

// inDate reports whether a token is part of a date: "3rd May" is no place in a row.
func inDate(dates []quantity.Quantity, t text.Token) bool {
	return slices.ContainsFunc(dates, func(q quantity.Quantity) bool {
		return q.Kind == quantity.Date && q.Contains(text.Span{Start: t.Start, End: t.End})
	})
}

// checkRank: who came third did not come 16th.
func checkRank(_ *Index, r *Reading, d *doc) Finding {
	if !d.ranked || r.Polar {
		return Finding{}
	}
	for i := range r.Words {
		if w := r.word(i); ordinal(w) && !d.says(w) && !inDate(r.Dates, r.Words[i].Token) && !(w == "third" && oneOf(r.word(i-1), "a|one")) {
			return Finding{Kind: PremiseNumber, Asked: r.Words[i].Text, Severity: Veto}
		}
	}
	return Finding{}
}

var laterWords = wordSet("second third fourth fifth sixth seventh eighth ninth tenth")

// saysLater reports whether the fact says w only of one further down: "the
// second-highest share".
func (d *doc) saysLater(w string) bool {
	found := false
	for _, s := range [2]string{d.fact.Statement, d.quote.Text} {
		said := words(s)
		for i, have := range said {
			if have != w {
				continue
			}
			if i == 0 || !laterWords[said[i-1]] {
				return false
			}
			found = true
		}
	}
	return found
}

// perPiece reports whether the figure is so much of each, as a mean is: "14,900 a
// match", but not "9,500 crowns a month".
func (d *doc) perPiece() bool {
	if d.fact.Figure == nil {
		return false
	}
	figure := words(d.fact.Figure.Text)
	for _, s := range [2]string{d.fact.Statement, d.quote.Text} {
		said := words(s)
		for i := 0; i+len(figure) < len(said); i++ {
			if slices.Equal(said[i:i+len(figure)], figure) && oneOf(said[i+len(figure)], "a|an|per|each") && i+len(figure)+1 < len(said) && !timeUnits[said[i+len(figure)+1]] {
				return true
			}
		}
	}
	return false
}

// partAs returns "many of", "some of" or the like when the fact says that only of such
// a part what a yes-or-no question asks of all, at word i; else "".
func (d *doc) partAs(r *Reading, i int) string {
	if !r.Polar || !oneOf(r.word(i), "all|every|each|entirely") || !oneOf(r.word(i+1), "of|the|those|these|them") && !r.numberAt(i+1) {
		return ""
	}
	stated := words(d.fact.Statement)
	for j := 0; j+1 < len(stated); j++ {
		if stated[j+1] == "of" && oneOf(stated[j], "many|some|few|several|part|half") {
			return stated[j] + " of them"
		}
	}
	return ""
}

// numberAt reports whether a number starts at word i.
func (r *Reading) numberAt(i int) bool {
	return i < len(r.Words) && slices.ContainsFunc(r.Numbers, func(q quantity.Quantity) bool { return q.Core.Start == r.Words[i].Start })
}
