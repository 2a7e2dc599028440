package answers

import (
	"slices"
	"strconv"
	"strings"

	"briefbot/knowledge"
	"briefbot/knowledge/quantity"
	"briefbot/knowledge/text"
)

// bound says on which side of a date a period lies.
type bound uint8

const (
	unbound bound = iota
	within        // in 2022
	since         // since 2022
	before        // before 2022
)

// boundOf reads the preposition before word i.
func boundOf(word func(int) string, i int) bound {
	for i--; i >= 0; i-- {
		switch w := word(i); {
		case oneOf(w, "since|from|after|starting|following"):
			return since
		case oneOf(w, "before|until|till|prior"):
			return before
		case oneOf(w, "in|during|throughout"):
			return within
		case !oneOf(w, "the|of|early|late|mid|year|spring|summer|autumn|winter|to"):
			return unbound
		}
	}
	return unbound
}

// boundIn returns the bound of the first date of a period's text.
func boundIn(period string) bound {
	toks := text.Tokens(period)
	dates := quantity.ParseTokens(period, toks)
	at := slices.IndexFunc(dates, func(q quantity.Quantity) bool { return q.Kind == quantity.Date })
	if at < 0 {
		return unbound
	}
	return boundAt(toks, dates[at].Core.Start)
}

// boundAt returns the bound of the date that starts at a byte offset.
func boundAt(toks []text.Token, start int) bound {
	word := func(i int) string { return toks[i].Norm }
	for i, t := range toks {
		if t.Start >= start {
			return boundOf(word, i)
		}
	}
	return unbound
}

// checkPeriod: every date of the question must agree with one of the fact's:
// of its period when it has one, else of its paragraph. A number that is
// counted since a date is not that of the date, nor of the time before.
func checkPeriod(ix *Index, r *Reading, d *doc) Finding {
	have := d.periods
	if counting(r) && (len(d.ownDates) > 0 || d.fact.About.Period != "") || d.fact.Figure != nil && !r.Polar && r.Form != FormWhen {
		have = d.ownDates
	}
	for _, asked := range r.Dates {
		f := Finding{Kind: PremisePeriod, Asked: asked.Of(r.Question), Briefing: d.fact.About.Period, Severity: Veto}
		if !slices.ContainsFunc(have, func(h quantity.Quantity) bool { return agrees(asked.When, h.When) }) {
			return f
		}
		if d.fact.Figure == nil && !counting(r) {
			if d.onlySince(asked) && boundOf(r.word, r.wordAt(asked.Core.Start)) != since {
				return f
			}
			continue
		}
		if !counting(r) && (r.Form != FormAny || r.Polar) {
			continue
		}
		if ix.anothers(d, asked) {
			return f
		}
		if boundOf(r.word, r.wordAt(asked.Core.Start)) == before && d.bound != before && !r.Polar && !slices.ContainsFunc(beforehand, d.says) {
			return f
		}
		if d.onlySince(asked) && boundOf(r.word, r.wordAt(asked.Core.Start)) != since {
			return f
		}
		if d.bound == unbound {
			continue
		}
		if b := boundOf(r.word, r.wordAt(asked.Core.Start)); b != unbound && b != d.bound {
			return f
		}
	}
	if i := ix.strangeEvent(r, d); i >= 0 {
		return Finding{Kind: PremisePeriod, Asked: r.Words[i].Text, Briefing: d.fact.About.Period, Severity: Doubt}
	}
	return checkRelative(r, d)
}

// anothers reports whether another fact of the same quote says a date in its statement
// or period, and d only in the quote: there it is the other's.
func (ix *Index) anothers(d *doc, asked quantity.Quantity) bool {
	says := func(d *doc) bool {
		return slices.ContainsFunc(d.saidDates, func(q quantity.Quantity) bool { return agrees(asked.When, q.When) })
	}
	return d.fact.About.Period == "" && !says(d) && slices.ContainsFunc(ix.groups[d.group], func(other int32) bool { return says(&ix.docs[other]) })
}

// onlySince reports whether the fact has no period and tells of a date only what is so
// since then: "the lowest since 2007".
func (d *doc) onlySince(asked quantity.Quantity) bool {
	found := false
	for i, have := range d.ownDates {
		if agrees(asked.When, have.When) {
			if !d.since[i] {
				return false
			}
			found = true
		}
	}
	return found && d.fact.About.Period == ""
}

// strangeEvent returns the event since, before or after which something is to be
// counted, when the fact does not speak of it: "after the bombings". Or -1.
func (ix *Index) strangeEvent(r *Reading, d *doc) int {
	if !counting(r) || d.fact.Figure == nil {
		return -1
	}
	doc := ix.docNumber(d)
	for i := range r.Words {
		if !oneOf(r.word(i), "after|before|since|during|following") || r.word(i+1) != "the" {
			continue
		}
		for j := i + 2; j < len(r.Words) && j < i+5; j++ {
			w := &r.Words[j]
			if w.Kind == text.Word && w.Info >= strangeInfo && r.mention(j) < 0 && ix.ownStrength(w.feature, doc) < supportParagraph {
				return j
			}
		}
	}
	return -1
}

// agrees reports whether the asked day says nothing that have does not say.
func agrees(asked, have quantity.Day) bool {
	return asked.Within(have) && (asked.Year == 0 || have.Year != 0) && (asked.Month == 0 || have.Month != 0)
}

// wordAt returns the word that starts at a byte offset, or -1.
func (r *Reading) wordAt(start int) int {
	return slices.IndexFunc(r.Words, func(w AskedWord) bool { return w.Start == start })
}

var (
	nowPhrases    = compile("this year", "this month", "this week", "last month", "last week", "today", "yesterday", "tonight", "right now", "at the|this|present moment", "at present", "currently|nowadays", "last year", "per|each|every|a single year")
	nowWord       = compile("now|nowadays|currently|today")
	beforeWords   = compile("before|prior|until")
	lastPhrases   = compile("last year|month|week|season|quarter")
	nextPhrases   = compile("next year|month|week|season|quarter")
	lastWords     = strings.Fields("last past ago year")
	priorPhrases  = compile("previous|preceding year|season|month|week|quarter|period", "year|season|month|week|quarter before")
	beforehand    = strings.Fields("before earlier previously former formerly until from down up compared than ago prior already")
	agoPhrases    = compile("ago", "years|months|weeks earlier", "previously")
	futurePhrases = compile("will", "next year|month|week|time|decade", "upcoming", "in the next|coming future", "in the next|coming", "expected|predicted|forecast|planned to", "predict|forecast")
)

// checkRelative: the stretches of time that depend on when one speaks. "The
// past year" is not the past month, and a number of today not that of years
// ago or of the future.
func checkRelative(r *Reading, d *doc) Finding {
	f := Finding{Kind: PremisePeriod, Briefing: d.fact.About.Period, Severity: Veto}
	i := futurePhrases.find(r)
	if i < 0 {
		i = r.goingTo()
	}
	if i >= 0 && !d.says(r.word(i)) && !d.toCome() {
		f.Asked = r.Words[i].Text
		return f
	}
	open := (r.Form == FormAny || r.Form == FormWhere) && !counting(r) && !r.Polar
	if d.fact.Figure == nil || !counting(r) && !r.Polar && !open {
		return Finding{}
	}
	if i := agoPhrases.find(r); i >= 0 && !d.says("ago") && !d.changedSince(r) && !open {
		f.Asked = r.Words[i].Text
		return f
	}
	if i := beforeWords.find(r); i >= 0 && !d.says(r.word(i)) && (d.bound == since || !r.Polar && r.word(i+1) == "the" && !slices.ContainsFunc(beforehand, d.says)) {
		f.Asked = r.Words[i].Text
		return f
	}
	if i := lastPhrases.find(r); i >= 0 && (!d.says(r.word(i+1)) && !slices.ContainsFunc(lastWords, d.says) || d.states("next|this", r.word(i+1))) {
		f.Asked = r.piece(i, i+1)
		return f
	}
	if i := nextPhrases.find(r); i >= 0 && d.states("last|this", r.word(i+1)) {
		f.Asked = r.piece(i, i+1)
		return f
	}
	if i := priorPhrases.find(r); i >= 0 && !comparing.in(r) && !slices.ContainsFunc(words(d.fact.Statement), func(w string) bool { return slices.Contains(beforehand, w) }) {
		f.Asked = r.piece(i, i+1)
		return f
	}
	if i := nowWord.find(r); i >= 0 && d.bound == within && !d.says("now") {
		f.Asked = r.Words[i].Text
		return f
	}
	if i := nowPhrases.find(r); i >= 0 && !open && (d.bound != unbound || r.at(i, "this year") && d.span > months["year"]) {
		f.Asked = r.piece(i, min(i+1, len(r.Words)-1))
		return f
	}
	long := d.span
	if d.bound == since {
		long = max(long, months["year"]) // "since 2022" is no matter of days or months
	}
	if r.Span > 0 && long > 0 && (r.Span != long || d.span == 0) && (d.span > 0 || r.Span <= long) {
		f.Asked = r.piece(r.spanAt, min(r.spanAt+1, len(r.Words)-1))
		return f
	}
	return Finding{}
}

// states reports whether the statement has a second word right behind one of first.
func (d *doc) states(first, second string) bool {
	said := words(d.fact.Statement)
	for i := 0; i+1 < len(said); i++ {
		if oneOf(said[i], first) && said[i+1] == second {
			return true
		}
	}
	return false
}

// goingTo returns where r says that something is going to happen, or -1: who goes to
// court, or money to clinics, goes there now.
func (r *Reading) goingTo() int {
	for i := range r.Words {
		if r.at(i, "going to") && i+2 < len(r.Words) && (goingVerbs[r.word(i+2)] || strings.HasSuffix(r.lastWord(), "time")) {
			return i
		}
	}
	return -1
}

var goingVerbs = wordSet(`be have get do make take happen rise fall cost pay go come stop start end win lose open close build buy sell cut raise change become step
	bail save help leave give keep see meet decide vote resign run last grow increase decrease drop spend`)

// toCome reports whether the fact tells of what is planned or has yet to come.
func (d *doc) toCome() bool {
	return d.fact.About.Status == knowledge.Planned || slices.ContainsFunc(comingWords, d.says)
}

var comingWords = strings.Fields("will would plans planned wants hopes aims expects expected promised pledged intends shall due")

// changedSince reports whether the fact is a change over just the time since which
// r asks for one: "compared with a year ago".
func (d *doc) changedSince(r *Reading) bool {
	if d.figure.Kind != quantity.Change && d.figure.Kind != quantity.Factor || !comparing.in(r) {
		return false
	}
	for _, p := range quantity.Periods(r.Question) {
		if p.Relative && p.Length != "" {
			return lengthOf(p) == d.span
		}
	}
	return false
}

// lengthOf returns the months of a relative period that has a length.
func lengthOf(p quantity.Period) float64 {
	n, unit, _ := strings.Cut(p.Length, " ")
	count, err := strconv.ParseFloat(n, 64)
	if err != nil {
		return 0
	}
	return count * months[unit]
}

// relativeWords stand in every relative period.
var relativeWords = compile("past|last|year|years|month|months|week|weeks|decade|decades|day|days")

// months is how long the spans of relative periods are.
var months = map[string]float64{"day": 1. / 30, "week": .25, "fortnight": .5, "month": 1, "year": 12, "decade": 120, "century": 1200}

// spanOf returns the length in months of a relative period in s: 1 for "in the
// past month alone", 36 for "over the last 3 years", 0 for none or unknown.
func spanOf(s string) float64 { return spanAmong(s, quantity.Periods(s)) }

// spanAmong is spanOf for a text whose periods are at hand.
func spanAmong(s string, periods []quantity.Period) float64 {
	for _, p := range periods {
		if !p.Relative {
			continue
		}
		if p.Length != "" {
			if n := lengthOf(p); n > 0 && !strings.HasSuffix(strings.ToLower(p.Text(s)), "ago") {
				return n
			}
			continue
		}
		toks := text.Tokens(p.Text(s))
		for i := 1; i < len(toks); i++ {
			if w := toks[i-1].Norm; w == "past" || w == "last" && (toks[i].Norm != "year" || i > 1 && toks[i-2].Norm == "the") {
				return months[toks[i].Norm]
			}
		}
		if strings.EqualFold(p.Text(s), "year on year") {
			return months["year"]
		}
	}
	return 0
}

// checkFromTo: what rose "from 40 to 65" was not 65 before, nor is it 40 now.
func checkFromTo(_ *Index, r *Reading, d *doc) Finding {
	if d.fact.Figure == nil || r.Polar {
		return Finding{}
	}
	figure := words(d.fact.Figure.Text)
	old, now := oldWords.find(r), newWords.find(r)
	if (old < 0) == (now < 0) {
		return Finding{}
	}
	said := words(d.quote.Text)
	for i := 0; i+len(figure) < len(said); i++ {
		if !slices.Equal(said[i+1:i+1+len(figure)], figure) {
			continue
		}
		rest := said[i+1+len(figure):]
		from := said[i] == "from" && slices.Contains(rest[:min(4, len(rest))], "to")
		to := said[i] == "to" && slices.Contains(said[max(0, i-4):i], "from")
		if from && now >= 0 || to && old >= 0 {
			return Finding{Kind: PremisePeriod, Asked: r.Words[max(old, now)].Text, Briefing: d.fact.About.Period, Severity: Veto}
		}
	}
	return Finding{}
}

var (
	oldWords = compile("before|originally|previously|formerly|initially|old|former|earlier", "used to", "to begin|start with", "at first")
	newWords = compile("now|currently|nowadays|new|latest|today")
)
