package answers

import (
	"slices"
	"strings"
	"sync"

	"briefbot/knowledge"
	"briefbot/knowledge/gazetteer"
	"briefbot/knowledge/quantity"
	"briefbot/knowledge/text"
)

// checkType: a question for a time, a place, a name, an age or a number needs
// a fact that has one: by its figure, or because its curator put such a
// question to it.
func checkType(ix *Index, r *Reading, d *doc) Finding {
	if n := r.whichSeveral(); n > 0 && d.fact.Figure != nil && ix.namesUnasked(r, d) < n {
		return Finding{Kind: PremiseType, Asked: "a name", Severity: Veto}
	}
	if r.Form == FormAny || r.Form == FormWho {
		switch {
		case whichBody.in(r) && !ix.tellsMore(r, d, knowledge.Body, knowledge.Group),
			whichPerson.in(r) && !ix.tellsMore(r, d, knowledge.Person),
			r.whoIs(d) && !ix.tellsMore(r, d, knowledge.Person):
			return Finding{Kind: PremiseType, Asked: "a name", Severity: Veto}
		}
	}
	if r.Form == FormAny || ix.answersForm(r, d) {
		return Finding{}
	}
	return Finding{Kind: PremiseType, Asked: r.Form.String(), Severity: Veto}
}

func (ix *Index) answersForm(r *Reading, d *doc) bool {
	f := d.fact
	if r.Form == FormCount && timeUnits[r.word(r.head())] && f.Figure == nil {
		return d.lasting && (d.thin() || d.forms[FormCount] || d.forms[FormLong]) // "within how many days"
	}
	said := words(f.Statement)
	if r.Form == FormAge && nowWord.in(r) && (slices.Contains(said, "then") || containsWords(said, []string{"at", "the", "time"})) && !slices.Contains(said, "now") {
		return false // nor is "29 at the time"
	}
	if r.Form == FormAge && agedThen.in(r) && !slices.Contains(said, "then") && !slices.Contains(said, "time") {
		return false // "aged 81" is said of today
	}
	if r.Form == FormAge && f.Figure != nil && f.Figure.Kind == quantity.Count && slices.Contains(words(f.About.Measure), "age") {
		return true // "lowered from 16 to 14"
	}
	if r.Form == FormChange && f.Figure != nil && f.Figure.Kind == quantity.Share && d.changedBy() {
		return true // "has cut its list by a third"
	}
	if r.Form == FormChange && speed.in(r) && (d.lasting || d.figure.Kind == quantity.Duration) {
		return true // "within 40 minutes"
	}
	if kinds := kindsFor(r.Form); kinds != nil {
		if f.Figure != nil && f.Figure.Kind == quantity.Share && r.Form == FormCount && manyPeople.in(r) && slices.ContainsFunc(pollWords, d.says) {
			return true // "how many people expect it", in a poll
		}
		if f.Figure != nil && f.Figure.Kind == quantity.Count && r.Form == FormShare && muchOf.in(r) && (f.Figure.Unit != "" || d.partly) {
			return true // "how much of the money": so many pounds
		}
		if f.Figure == nil {
			// Nobody said which number the fact is about.
			return d.thin() && slices.ContainsFunc(quantity.Parse(f.Statement), func(q quantity.Quantity) bool { return slices.Contains(kinds, q.Kind) })
		}
		return slices.Contains(kinds, f.Figure.Kind) || f.Figure.Kind == quantity.Share && ix.countsPart(r, d) || r.Form == FormShare && (r.moves() || r.keywords()) && slices.Contains(kindsFor(FormChange), f.Figure.Kind)
	}
	// With few phrasings what the fact has must do.
	put := d.forms[r.Form] || d.thin()
	switch r.Form {
	case FormWhen:
		return put && d.dated && d.precise(r)
	case FormLong:
		return put && d.lasting
	case FormWhere:
		if whichPlace.in(r) {
			return ix.placesMore(r, d, whichTown.in(r))
		}
		return put && ix.hasKind(d, knowledge.Place)
	case FormName:
		return d.thin() || ix.namesSo(r, d)
	case FormWhy:
		return put && slices.ContainsFunc(causes, d.says)
	case FormWho:
		return put || ix.namesMore(r, d)
	}
	return true
}

// changedBy reports whether the statement says that something rose or fell by the figure.
func (d *doc) changedBy() bool {
	up, down := directions(d.fact.Statement)
	return (up || down) && containsWords(words(d.fact.Statement), append([]string{"by"}, words(d.fact.Figure.Text)...))
}

var agedThen = compile("how old was * when", "how old was * * when", "how old was * * * when", "how old was * * * * when")

var (
	manyPeople = compile("how many people|folk|folks")
	pollWords  = strings.Fields("poll polls survey surveyed polled")
)

var (
	speed  = compile("how fast|quickly|soon")
	muchOf = compile("how much of")
)

var whichTown = compile("what|which city|town|cities|towns", "which * city|town|cities|towns")

// wideAreas are the names of the world's countries and continents.
var wideAreas = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for _, e := range gazetteer.Entries() {
		if e.Kind == "country" || e.Kind == "region" {
			set[e.Name] = true
		}
	}
	return set
})

// countsPart reports whether r asks how many of what the fact takes a share of.
func (ix *Index) countsPart(r *Reading, d *doc) bool {
	return partitive.in(r) && slices.ContainsFunc(r.Asked, func(i int) bool { return r.Words[i].Info > 0 && r.mention(i) < 0 && d.measured[r.Words[i].feature] })
}

var (
	partitive  = compile("how many of")
	whichPlace = compile("what|which country|countrys|nation|city|town|countries|nations|cities|towns",
		"which * city|town|country|nation|cities|towns|countries|nations")
)

// placesMore reports whether the fact itself names a place that the question does
// not, two of them where several are asked for, and no country or continent where a town is asked for.
func (ix *Index) placesMore(r *Reading, d *doc, town bool) bool {
	least, more := 1, 0
	if severalPlaces.in(r) {
		least = 2
	}
	for _, e := range d.own {
		if town && wideAreas()[ix.base.Names.Entry(e).Name] {
			continue
		}
		if ix.base.Names.Entry(e).Kind == knowledge.Place && !slices.ContainsFunc(r.Mentions, func(m knowledge.Mention) bool { return m.Entry == e }) {
			more++
		}
	}
	return more >= least
}

var severalPlaces = compile("which|what countries|nations|cities|towns", "which * countries|nations|cities|towns")

// whichBody asks for one of a kind of bodies by its name.
var whichBody = compile("which firm|company|companys|business|employer|bank|charity|party|newspaper|university|college|hospital|school|agency|organisation|organization|ministry|union|club|team|clubs|teams|schools|newspapers|banks|universities|unions|firms|companies|agencies|parties|organisations|organizations",
	"which * clubs|teams|firms|companies|agencies|parties|schools", "what firm|company|bank|charity|party|newspaper|university|college|agency|organisation|organization|ministry")

// whoIs reports whether r asks who has a post that the fact does not speak of: "who is
// the judge".
func (r *Reading) whoIs(d *doc) bool {
	for i := range r.Words {
		if oneOf(r.word(i), "who|whos") && (oneOf(r.word(i+1), "is|was|are|were") || r.word(i) == "whos") {
			for i++; oneOf(r.word(i), "is|was|are|were|the|a|an|their|its|that"); i++ {
			}
			return r.mention(i) < 0 && r.word(i) != "" && isPerson(r.word(i)) && !d.says(r.word(i))
		}
	}
	return false
}

// whichPerson asks for one of a kind of people.
var whichPerson = compile("which|what judge|minister|officer|officers|scientist|researcher|lawyer|politician|player|actor|author|doctor|professor|economist|official|expert|spokesman|spokeswoman|journalist|reporter|ministers|politicians|scientists|experts")

// tellsMore reports whether the fact tells of a name of one of kinds that the question
// does not have.
func (ix *Index) tellsMore(r *Reading, d *doc, kinds ...knowledge.EntryKind) bool {
	return slices.ContainsFunc(d.tells, func(e int) bool {
		return slices.Contains(kinds, ix.base.Names.Entry(e).Kind) &&
			!slices.ContainsFunc(r.Mentions, func(m knowledge.Mention) bool { return m.Entry == e })
	})
}

// whichSeveral returns how many r wants named: 2 for "which two clubs", else 0.
func (r *Reading) whichSeveral() int {
	for i := range r.Words {
		if n := slices.Index(smallCounts, r.word(i+1)); n >= 0 && oneOf(r.word(i), "which|what") && i+2 < len(r.Words) && r.Words[i+2].Kind == text.Word {
			return n/2 + 2
		}
	}
	return 0
}

var smallCounts = strings.Fields("two 2 three 3 four 4 five 5")

// namesUnasked counts the names that a fact tells of and the question does not have.
func (ix *Index) namesUnasked(r *Reading, d *doc) int {
	n := 0
	for _, e := range d.tells {
		if !slices.ContainsFunc(r.Mentions, func(m knowledge.Mention) bool { return m.Entry == e }) {
			n++
		}
	}
	return n
}

// namesSo reports whether a phrasing asks for the name of the same thing as r, or r
// for that of whom the fact names as a person.
func (ix *Index) namesSo(r *Reading, d *doc) bool {
	head := r.head()
	who := d.forms[FormWho] && ix.hasKindIn(d.by, knowledge.Person)
	if head < 0 {
		return d.forms[FormName] || who
	}
	k, root := r.mention(head), stem(r.word(head))
	if d.forms[FormName] && slices.ContainsFunc(ix.phrasings[d.first:d.last], func(p phrasing) bool {
		own := wordsAlone(text.Tokens(p.text))
		own.Asked = askedWords(own)
		at := own.head()
		if formOf(own) != FormName || at < 0 {
			return false
		}
		own.Mentions = ix.base.Names.Find(p.text)
		named := own.mention(at)
		return stem(own.word(at)) == root || k >= 0 && named >= 0 && own.Mentions[named].Entry == r.Mentions[k].Entry
	}) {
		return true
	}
	if k >= 0 {
		return who && text.IsCapitalised(ix.base.Names.Entry(r.Mentions[k].Entry).Name) // or nobody has named it
	}
	return who && !d.says(r.word(head)) && isPerson(r.word(head))
}

// isPerson reports whether a noun is likely one for a person, by its ending.
func isPerson(w string) bool {
	if oneOf(w, "boss|chief|head|captain|guy|bloke|lady|mayor|ceo|president|judge|king|queen|pilot|coach|person") {
		return true
	}
	return slices.ContainsFunc([]string{"er", "or", "ist", "man", "woman", "ian", "ant", "ent"}, func(end string) bool { return strings.HasSuffix(w, end) })
}

// namesMore reports whether the fact's statement names a person or body that
// the question does not.
func (ix *Index) namesMore(r *Reading, d *doc) bool {
	return slices.ContainsFunc(d.told, func(e int) bool {
		kind := ix.base.Names.Entry(e).Kind
		return (kind == knowledge.Person || kind == knowledge.Body) &&
			!slices.ContainsFunc(r.Mentions, func(m knowledge.Mention) bool { return m.Entry == e })
	})
}

// causes are the words one of which a fact needs to say why.
var causes = strings.Fields("because due reason reasons cause causes caused owing therefore supports underpins worry worries")

// fewPhrasings is the number below which a fact's phrasings do not tell what
// kinds of questions it answers.
const fewPhrasings = 5

// keywords reports whether the question is a few words, none of which asks.
func (r *Reading) keywords() bool {
	return !slices.ContainsFunc(r.Words, func(w AskedWord) bool { return w.Info == 0 && functionWords[w.Read()] })
}

// moves reports whether the question speaks of a rise or a fall.
func (r *Reading) moves() bool {
	up, down := r.direction()
	return up >= 0 || down >= 0
}

// hasKind reports whether the fact itself has a name of one of kinds.
func (ix *Index) hasKind(d *doc, kinds ...knowledge.EntryKind) bool {
	return ix.hasKindIn(d.own, kinds...)
}

func (ix *Index) hasKindIn(entries []int, kinds ...knowledge.EntryKind) bool {
	return slices.ContainsFunc(entries, func(e int) bool { return slices.Contains(kinds, ix.base.Names.Entry(e).Kind) })
}

var (
	monthPhrases = compile("what|which month|date", "whats the month|date")
	dayPhrases   = compile("what|which day", "exact|precise date|day")
	yearPhrases  = compile("what|which year")
)

// precise reports whether the fact's dates are as fine as the question wants:
// a month, a day, a year.
func (d *doc) precise(r *Reading) bool {
	has := func(known func(quantity.Day) bool) bool {
		return slices.ContainsFunc(d.ownDates, func(q quantity.Quantity) bool { return known(q.When) })
	}
	switch {
	case dayPhrases.in(r):
		return has(func(t quantity.Day) bool { return t.Day != 0 })
	case monthPhrases.in(r):
		return has(func(t quantity.Day) bool { return t.Month != 0 })
	case yearPhrases.in(r):
		return has(func(t quantity.Day) bool { return t.Year != 0 })
	}
	return true
}
