package answers

import (
	"slices"
	"strings"

	"briefbot/knowledge"
	"briefbot/knowledge/quantity"
	"briefbot/knowledge/text"
)

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

// saysStem reports whether the statement or leading quote has a word with a stem.
func (d *doc) saysStem(root string) bool {
	for w := range d.stated {
		if stem(w) == root {
			return true
		}
	}
	return false
}

// checkOpposite: what a number says of those who oppose a thing it does not say of those
// who support it.
func checkOpposite(ix *Index, r *Reading, d *doc) Finding {
	if d.fact.Figure == nil || r.Polar || r.Form == FormAge {
		return Finding{}
	}
	doc := ix.docNumber(d)
	for i := range r.Words {
		w := &r.Words[i]
		if w.Info < 0.3 || r.mention(i) >= 0 {
			continue
		}
		root := stem(w.Read())
		if slices.ContainsFunc(opposites()[root], func(s string) bool {
			f, ok := ix.stems[s]
			return ok && ix.ownStrength(f, doc) >= supportOwn && d.saysStem(s) && !strings.HasSuffix(s, root) && !strings.HasSuffix(root, s) &&
				!slices.ContainsFunc(r.Words, func(w AskedWord) bool { return w.feature == f }) && !d.saysStem(root)
		}) {
			return Finding{Kind: PremiseThing, Asked: w.Text, Briefing: d.fact.About.Measure, Severity: Doubt}
		}
	}
	return Finding{}
}
