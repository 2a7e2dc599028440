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
	every average annually monthly daily weekly worldwide globally`)

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
		still := w == "still" && counting(r)
		if part := d.partAs(r, i); part != "" {
			return Finding{Kind: PremiseRestriction, Asked: r.Words[i].Text, Briefing: part, Severity: Denial}
		}
		if !restrictors[w] && !whole && !still {
			continue
		}
		if oneOf(prev, "or|not|but|at|it|the|isnt|arent|wasnt|werent") && w == "only" || prev == "at" || w == "first" && oneOf(prev, "come|comes|came|puts|put") || w == "most" && prev != "the" && !most && !(counting(r) && r.word(i+1) == "of") {
			continue
		}
		if d.says(w) && !whole || w == "only" && r.numberAt(i+1) {
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
	if i := overallWords.find(r); i >= 0 && len(d.of) > 0 && !slices.ContainsFunc(r.Mentions, func(m knowledge.Mention) bool { return ix.has(d.of, m.Entry) || ix.hasRelated(d.of, m.Entry) }) {
		return Finding{Kind: PremiseRestriction, Asked: r.Words[i].Text, Briefing: nameList(d.fact.About.Of), Severity: Veto}
	}
	return Finding{}
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

var (
	// backWords undo what was done.
	backWords = compile("take|takes|took|taken|win|wins|won|get|gets|got back", "take|takes|took|taken|win|wins|won|get|gets|got * back", "take|takes|took|taken|win|wins|won|get|gets|got * * back",
		"retake|retook|retaken|recapture|recaptured|reconquer|reconquered|liberate|liberated")
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
	if i := backWords.find(r); i >= 0 && !r.Polar && !d.says("back") && !d.says(r.word(i)) {
		return Finding{Kind: PremiseStatus, Asked: r.Words[i].Text, Briefing: string(d.fact.About.Status), Severity: Veto}
	}
	var i int
	switch d.fact.About.Status {
	case knowledge.Possible:
		if i = donePhrases.find(r); i < 0 {
			if i = foiledWords.find(r); i < 0 && counting(r) {
				i = provenWords.find(r)
			}
		}
	case knowledge.Planned, knowledge.Foiled:
		i = donePhrases.find(r)
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

var (
	upWords = wordSet(`increase increased increases increasing rise rose risen rising grow grew grown growing growth jump jumped surge surged
		climbed soared swelling swell doubled tripled strengthened stronger higher worse upgraded exceeded`)
	downWords = wordSet(`decrease decreased decreases decreasing fall fell fallen falling drop dropped dropping decline declined declining reduced reduction
		shrink shrank shrunk shrinking lower weaker weakened halved downgraded diminished subsided eased`)
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

// checkBesides: what a question sets aside is no answer to it.
func checkBesides(ix *Index, r *Reading, d *doc) Finding {
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
