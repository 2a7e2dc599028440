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

// checkRank: who came third did not come 16th.
func checkRank(_ *Index, r *Reading, d *doc) Finding {
	if !d.ranked || r.Polar {
		return Finding{}
	}
	for i := range r.Words {
		if w := r.word(i); ordinal(w) && !d.says(w) {
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

// donePhrases say that something was done, not only planned or possible.
var donePhrases = compile("carried out", "carry out", "carried", "committed", "commit", "succeeded", "succeed", "successful", "successfully", "executed", "happened", "happen",
	"took place", "pulled off", "went through")

// soFarPhrases ask what has come of a thing.
var soFarPhrases = compile("so far", "to date", "up to|until now", "already|actually")

var (
	// backWords undo what was done.
	backWords = compile("take|takes|took|taken|win|wins|won|get|gets|got back", "take|takes|took|taken|win|wins|won|get|gets|got * back", "take|takes|took|taken|win|wins|won|get|gets|got * * back",
		"pay|pays|paid back", "pay|pays|paid * back", "repaid|refunded", "retake|retook|retaken|recapture|recaptured|reconquer|reconquered|liberate|liberated")
	backThen    = compile("back then|when|in")
	foiled      = strings.Fields("foiled stopped thwarted disrupted prevented averted blocked")
	foiledWords = compile(strings.Join(foiled, "|"))
	planWords   = compile("planned|plotted|organised|organized|ordered|funded|financed|masterminded|prepared|planning|plotting")
	provenWords = compile("confirmed|proven|proved|definite|certain")
)

// checkStatus: what is only possible, planned or foiled was not done, and what
// is only possible was neither foiled nor proven; who foiled a thing did not plan it.
func checkStatus(ix *Index, r *Reading, d *doc) Finding {
	if i := planWords.find(r); i >= 0 && r.Form == FormWho && !d.says(r.word(i)) && slices.ContainsFunc(foiled, d.says) {
		return Finding{Kind: PremiseStatus, Asked: r.Words[i].Text, Briefing: string(d.fact.About.Status), Severity: Veto}
	}
	if i := backWords.find(r); i >= 0 && !backThen.in(r) && !r.Polar && !slices.ContainsFunc([]string{"back", "repay", "repaid", "return", "returned"}, d.says) && !d.says(r.word(i)) {
		return Finding{Kind: PremiseStatus, Asked: r.Words[i].Text, Briefing: string(d.fact.About.Status), Severity: Veto}
	}
	var i int
	switch d.fact.About.Status {
	case knowledge.Possible:
		if i = donePhrases.find(r); i < 0 {
			if i = foiledWords.find(r); i < 0 && counting(r) {
				i = max(provenWords.find(r), soFarPhrases.find(r))
			}
		}
	case knowledge.Planned, knowledge.Foiled:
		if i = donePhrases.find(r); i < 0 && counting(r) && d.fact.About.Status == knowledge.Planned {
			i = soFarPhrases.find(r)
		}
	default:
		return Finding{}
	}
	if i < 0 || ix.strength(r.Words[i].feature, ix.docNumber(d), -1) >= supportOwn && !counting(r) {
		return Finding{}
	}
	f := Finding{Kind: PremiseStatus, Asked: r.Words[i].Text, Briefing: string(d.fact.About.Status), Severity: Veto}
	if r.Polar && !counting(r) {
		f.Severity = Doubt
	}
	return f
}

// modals say that a thing may be, or is to be; wishes that somebody wants it.
const (
	modals = "could|may|might|would|can|should|must"
	wishes = "want|wants|wanted|demand|demands|demanded|offer|offers|offered|propose|proposes|proposed|urge|urges|urged|hope|hopes|hoped|threaten|threatens|threatened|plan|plans|planned|intends|intended|promised|promises"
)

// checkModal: what could be done, or what somebody wants, was not done. "Seven clubs
// could be refused a licence" does not say how many were.
func checkModal(_ *Index, r *Reading, d *doc) Finding {
	if !d.shows || r.WantsQuote {
		return Finding{}
	}
	if len(d.undone) == 0 || slices.ContainsFunc(r.Words, func(w AskedWord) bool {
		return oneOf(w.Read(), modals) || oneOf(w.Read(), wishes) || oneOf(w.Read(), "risk|danger|potentially|possibly|perhaps|will|to|going|possible")
	}) {
		return Finding{}
	}
	for i := range r.Words {
		if !d.undone[stem(r.word(i))] {
			continue
		}
		for j := max(0, i-6); j < i; j++ {
			if !oneOf(r.word(j), "was|were|been|did|has|have|had|got") {
				continue
			}
			f := Finding{Kind: PremiseStatus, Asked: r.Words[i].Text, Briefing: string(d.fact.About.Status), Severity: Veto}
			if r.Polar {
				f.Severity = Doubt
			}
			return f
		}
	}
	return Finding{}
}

// undone returns the stems of what a statement has only behind a modal, a wish or "is
// to"; nil for nothing.
func undone(said []text.Token) map[string]bool {
	var behind []bool
	for i, t := range said {
		reach := 0
		switch next := i + 1; {
		case oneOf(t.Norm, modals):
			reach = 2
		case oneOf(t.Norm, wishes):
			reach = 5
		case t.Norm == "asked" && next < len(said) && said[next].Norm == "to":
			reach = 4
		case t.Norm == "to" && i > 0 && oneOf(said[i-1].Norm, "is|are|was|were"):
			reach = 1
		}
		if reach > 0 && behind == nil {
			behind = make([]bool, len(said))
		}
		for j := i + 1; j <= min(i+reach, len(said)-1); j++ {
			behind[j] = true
		}
	}
	if behind == nil {
		return nil
	}
	set := map[string]bool{}
	for i, t := range said {
		if behind[i] && !functionWords[t.Norm] {
			set[stem(t.Norm)] = true
		}
	}
	for i, t := range said {
		if !behind[i] {
			delete(set, stem(t.Norm))
		}
	}
	return set
}

// endPhrases ask when a thing was over.
var endPhrases = compile("stop|stops|stopped being|doing|working|running|chairing|leading", "step|stepped|stepping|steps down", "cease|ceased|ceases to", "leave|leaves|left office", "no longer")

// endWords ask when what the fact has started was over.
var (
	endWords   = compile("end|ends|ended|finish|finished|conclude|concluded")
	becoming   = compile("since when", "become|became|join|joined|begin|began|start|started|appointed|elected")
	startWords = strings.Fields("begin begins began begun start starts started opened founded launched")
)

// checkEnd: since when one has been something is not when one stopped.
func checkEnd(_ *Index, r *Reading, d *doc) Finding {
	if i := endWords.find(r); i >= 0 && r.Form == FormWhen && slices.ContainsFunc(startWords, d.says) && !slices.ContainsFunc(strings.Fields("until till end ends ended finished concluded closed over"), d.says) {
		return Finding{Kind: PremiseStatus, Asked: r.Words[i].Text, Briefing: string(d.fact.About.Status), Severity: Veto}
	}
	if i := becoming.find(r); i >= 0 && r.Form == FormWhen && d.bound == before {
		return Finding{Kind: PremiseStatus, Asked: r.Words[i].Text, Briefing: string(d.fact.About.Status), Severity: Veto} // "until 2016"
	}
	i := endPhrases.find(r)
	if i < 0 || r.Polar || d.fact.Figure == nil && len(d.ownDates) == 0 || slices.ContainsFunc(words(d.fact.Statement), func(w string) bool {
		return oneOf(w, "until|left|stopped|ended|resigned|quit|longer") || w == r.word(i)
	}) {
		return Finding{}
	}
	return Finding{Kind: PremiseStatus, Asked: r.piece(i, i+1), Briefing: string(d.fact.About.Status), Severity: Veto}
}

var (
	upWords = wordSet(`increase increased increases increasing rise rose risen rising grow grew grown growing growth jump jumped surge surged
		climbed soared swelling swell raise raised raises hike hiked boost boosted doubled tripled strengthened stronger higher worse upgraded exceeded`)
	downWords = wordSet(`decrease decreased decreases decreasing fall fell fallen falling drop dropped dropping decline declined declining reduced reduction
		cut slashed lowered shrink shrank shrunk shrinking lower weaker weakened halved downgraded diminished subsided eased`)
)

// checkDirection: a fall is not a rise. A yes-or-no question that has the
// wrong direction is answered: no.
func checkDirection(ix *Index, r *Reading, d *doc) Finding {
	up, down := r.direction()
	if (up < 0) == (down < 0) {
		return Finding{}
	}
	rises, falls := directions(d.quote.Text)
	if rises == falls || rises == (up >= 0) {
		return Finding{}
	}
	f := Finding{Kind: PremiseStatus, Asked: r.Words[max(up, down)].Text, Briefing: d.fact.About.Measure, Severity: Veto}
	switch {
	case r.Polar:
		f.Severity = Denial
	case d.fact.Figure == nil:
		return Finding{}
	}
	return f
}

// moves reports whether a fact's figure is a rise or a fall.
func (d *doc) moves() bool {
	return d.figure.Kind == quantity.Change || d.figure.Kind == quantity.Factor
}

// direction returns where the question speaks of a rise and of a fall, -1 for
// nowhere.
func (r *Reading) direction() (up, down int) {
	up, down = upPhrases.find(r), downPhrases.find(r)
	for i := range r.Words {
		if upWords[r.word(i)] {
			up = i
		}
		if downWords[r.word(i)] {
			down = i
		}
	}
	return up, down
}

var (
	upPhrases   = compile("go|goes|going|gone|went up")
	downPhrases = compile("go|goes|going|gone|went down")
)

func directions(s string) (up, down bool) {
	for _, w := range words(s) {
		up = up || upWords[w]
		down = down || downWords[w]
	}
	return up, down
}

// pronounsAfter ask for somebody's predecessor or successor.
var pronounsAfter = compile("before|after him|her|them")

// checkBesides: what a question sets aside is no answer to it.
func checkBesides(ix *Index, r *Reading, d *doc) Finding {
	if i := pronounsAfter.find(r); i >= 0 && r.Form == FormWho && !d.says(r.word(i)) {
		return Finding{Kind: PremiseRestriction, Asked: r.piece(i, i+1), Briefing: nameList(d.fact.About.By), Severity: Veto}
	}
	for _, k := range r.Besides {
		m := r.Mentions[k]
		if w := r.word(m.First - 1); oneOf(w, "before|after") && !d.says(w) {
			return Finding{Kind: PremiseRestriction, Asked: r.piece(m.First-1, m.Last), Briefing: nameList(d.fact.About.By), Severity: Veto}
		}
		if r.word(m.First-1) == "without" && (ix.has(d.by, m.Entry) || ix.has(d.of, m.Entry)) {
			return Finding{Kind: PremiseRestriction, Asked: r.piece(m.First-1, m.Last), Briefing: nameList(d.fact.About.By), Severity: Veto}
		}
		if len(d.by) > 0 && !slices.ContainsFunc(d.by, func(e int) bool { return !ix.base.Names.Within(e, m.Entry) }) {
			return Finding{Kind: PremiseRestriction, Asked: m.Of(r.Question), Briefing: nameList(d.fact.About.By), Severity: Veto}
		}
	}
	return Finding{}
}
