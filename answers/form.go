package answers

import (
	"slices"
	"strings"

	"briefbot/knowledge/quantity"
	"briefbot/knowledge/text"
)

// Form is what kind of answer a question asks for.
type Form uint8

const (
	FormAny    Form = iota // what, which, why, how, keywords: anything
	FormCount              // how many
	FormShare              // what share, what percentage
	FormChange             // by how much did it rise
	FormAmount             // how much: a share, a change or a count
	FormAge                // how old
	FormWhen               // when, what year
	FormWhere              // where, which city
	FormWho                // who
	FormLong               // how long
	FormName               // what is the name of
	FormWhy                // why
)

var formNames = [...]string{"anything", "a count", "a share", "a change", "an amount", "an age", "a time", "a place", "a person or body", "a duration", "a name", "a reason"}

func (f Form) String() string { return formNames[f] }

// formRules are tried in order; the first phrase that stands in the question
// decides. "a|b" is a choice of words.
var formRules = []struct {
	form    Form
	joins   bool // its words may also join a clause: "people who work"
	phrases []string
}{
	{FormAge, false, []string{"how old", "how young", "what age", "which age", "age group", "age limit", "age of * suspect|suspects", "whats the age", "what is the age"}},
	{FormChange, false, []string{"by how much", "by what percentage", "by what percent", "by what factor", "by which factor", "what factor", "how fast", "how quickly", "how sharply", "how steep", "how steeply",
		"how big was|is the jump|rise|increase|surge|growth", "how much has|have|did|more|higher|bigger", "how many times more|higher|bigger|greater|larger|as", "how much of an|a increase|rise|jump|surge", "percentage increase", "percent increase", "rate of increase|growth"}},
	{FormShare, false, []string{"what|which share|percentage|percent|proportion|fraction|portion|slice|part|chunk", "percentage", "percent of", "share of", "proportion of",
		"fraction of", "how much of", "what|which %", "how many %", "% of", "how big|large|much a|of share|slice|part|portion|chunk", "how big a share|slice|part|portion|chunk", "how large a share|slice|part|portion|chunk"}},
	{FormCount, false, []string{"how many", "howmany", "what|which number", "number|numbers of", "whats the number", "the number|numbers", "count of", "tally", "headcount", "total number"}},
	{FormLong, false, []string{"how long"}},
	{FormAmount, false, []string{"how much", "how large|big|great|high was|is|are|were"}},
	{FormWhen, true, []string{"when", "whens", "what|which year|month|date|day|time", "since when", "exact date|day|time", "how recently", "how long ago", "in what|which year|month", "what point"}},
	{FormWhere, true, []string{"where", "wheres", "what|which city|town|place|country|countrys|nation|location|venue|building|continent|region|area|cities|towns|places|countries|nations|locations|venues|regions|areas", "which * city|town|country|nation|region|cities|towns|countries|nations|regions", "in what|which country|city|place"}},
	{FormWho, true, []string{"who", "whos", "whom", "whose"}},
	{FormName, false, []string{"name|names of", "named"}},
	{FormWhy, true, []string{"why", "what reason", "for what reason", "how come", "what caused", "reason for"}},
}

// formOf returns what r asks for; whether that is yes or no is known.
func formOf(r *Reading) Form {
	if r.Polar {
		return FormAny
	}
	best := len(formRules)
	form := FormAny
	for i := range r.Words {
		if r.word(i) == "why" && oneOf(r.word(i-1), "asked|ask|asking|questioned|explain|explained") {
			continue // "when asked why": what was answered is asked for
		}
		formPhrases.at(r, i, func(p phrase) bool {
			rule := formRuleOf[p.number]
			if rule < best && !(formRules[rule].joins && (relativeClause(r, i) || r.leadsOn(i))) {
				best, form = rule, formRules[rule].form
			}
			return false
		})
	}
	if i := r.saying(); i >= 0 && (form == FormCount || form == FormShare) && countPhrases.find(r) != 0 && numberAt(r) > i {
		form = FormAny // "what did he say about the numbers?"
	}
	if form == FormAny && nounPhrases.in(r) && oneOf(r.lastWord(), "called|named") {
		form = FormName // "what is the bridge called?"
	}
	if form == FormAny && len(r.Words) > 1 {
		form = keywordForms[r.word(len(r.Words)-1)] // "under 18 terrorism cases share"
	}
	if form == FormChange && muchDid.in(r) && !r.moves() && r.becoming() < 0 {
		form = FormAmount // "how much did they lose?"
	}
	if (form == FormCount || form == FormShare) && (changed.in(r) || r.becoming() >= 0 || morePhrases.in(r) && comparing.in(r)) {
		form = FormChange // "how has the number of plots changed?"
	}
	return form
}

// saying returns the verb of "what did somebody say", or -1.
func (r *Reading) saying() int {
	i := didWhat.find(r)
	if i < 0 {
		return -1
	}
	for j := i + 3; j < min(i+10, len(r.Words)); j++ {
		if oneOf(r.word(j), "say|said|think|reply|answer|tell|call") {
			return j
		}
	}
	return -1
}

// numberAt returns where a number is asked for by its noun, or -1.
func numberAt(r *Reading) int {
	return slices.IndexFunc(r.Words, func(w AskedWord) bool { return oneOf(w.Read(), "number|numbers|share|percentage|proportion|percent") })
}

// lastWord returns the last word of the question that is no sign, or "".
func (r *Reading) lastWord() string {
	for i := len(r.Words) - 1; i >= 0; i-- {
		if r.Words[i].Kind != text.Sign {
			return r.word(i)
		}
	}
	return ""
}

var muchDid = compile("how much has|have|did")

// morePhrases ask with a comparison behind them by how much one is above the other.
var (
	morePhrases = compile("how many more|fewer")
	comparing   = compile("compared with|to", "than", "versus", "vs")
)

// changed asks what became of a number, not for the number.
var changed = compile("what|whats happened|happening|become to|of the number|numbers|share", "what|whats happened|happening|become to|of",
	"how has|have|had|did the number|numbers|share|shares|proportion|percentage of")

// becoming returns the word that asks how something has changed, however far it
// stands from the how; or -1.
func (r *Reading) becoming() int {
	i := becomes.find(r)
	if i < 0 {
		return -1
	}
	for j := i + 3; j < len(r.Words); j++ {
		if changeVerbs[r.word(j)] {
			return j
		}
	}
	return -1
}

var (
	becomes     = compile("how has|have|had|did")
	changeVerbs = wordSet("change changed develop developed evolve evolved")
)

// keywordForms are said by the last of a few keywords.
var keywordForms = map[string]Form{"share": FormShare, "percentage": FormShare, "percent": FormShare, "proportion": FormShare}

// formOfTokens is formOf for a curated phrasing, which is spelt right.
func formOfTokens(toks []text.Token) (form Form, polar bool) {
	r := wordsAlone(toks)
	r.Polar = isPolar(r)
	return formOf(r), r.Polar
}

// formPhrases are the phrases of all rules, formRuleOf the rule of each.
var formPhrases, formRuleOf = compileForms()

func compileForms() (*phrases, []int) {
	var list []string
	var rules []int
	for i, rule := range formRules {
		for _, p := range rule.phrases {
			list = append(list, p)
			rules = append(rules, i)
		}
	}
	return compile(list...), rules
}

// leadIn returns how many words at the start only lead to a question: "does
// anybody know", "can you tell me".
func leadIn(r *Reading) int {
	for _, p := range [...]string{"does|do anybody|anyone|someone|somebody|you|we know", "can|could|would|will you|anybody|anyone|someone|somebody tell me|us"} {
		n := strings.Count(p, " ") + 1
		if r.at(0, p) && oneOf(r.word(n), "who|what|when|where|how|why|which|whos|whats") {
			return n
		}
	}
	return 0
}

// leadsOn reports whether the when at word i begins a clause that another question
// follows: "when they are gone, who does it?"
func (r *Reading) leadsOn(i int) bool {
	if i > 0 || r.word(0) != "when" || polarStarts[r.word(1)] {
		return false
	}
	for j := 3; j+1 < len(r.Words); j++ {
		if oneOf(r.word(j), "what|who|which|how|why|where") && (polarStarts[r.word(j+1)] || r.word(j) == "how") {
			return true
		}
	}
	return false
}

// relativeClause reports whether the question word at i only joins a clause:
// "people who work", "the quote where he says", "what … when".
func relativeClause(r *Reading, i int) bool {
	if i == 0 {
		return false
	}
	for j := leadIn(r); j < i; j++ {
		if w := r.word(j); oneOf(w, "what|whats|which|how|why|did|does|is|are|was|were|has|have|give|quote|exact|words|name|names") {
			return true
		}
	}
	return false
}

var polarStarts = wordSet(`is are was were am do does did has have had can could will would shall should may might must isnt arent wasnt werent
	didnt doesnt dont hasnt havent hadnt wont wouldnt cant couldnt shouldnt`)

// isPolar reports whether r can be answered with yes or no.
func isPolar(r *Reading) bool {
	first := 0
	for first < len(r.Words) && oneOf(r.word(first), "so|and|but|ok|hey|hi|hello|please|wait|well|then|also|sorry|um|uh|er|excuse|me|quick|question") {
		first++
	}
	if polarStarts[r.word(first)] && leadIn(r) == 0 {
		return true
	}
	for i := max(1, len(r.Words)-3); i < len(r.Words); i++ {
		w := r.word(i)
		if oneOf(w, "right|correct|yes|true") || (oneOf(w, "isnt|didnt|arent|wasnt|werent|hasnt|havent|doesnt|dont") && i > 1) {
			return !openWords.in(r)
		}
	}
	return confirmPhrases.in(r)
}

var (
	openWords      = compile("how|what|which|who|when|where|why|whos|whats")
	confirmPhrases = compile("is it true", "true that", "right that", "confirm that", "is that|this|it|she|he so|right|correct|true|wrong", "are they right|correct|wrong", "am i right|correct|wrong")
	howPhrases     = compile("how many|much|old|long", "howmany|howmuch")
	countPhrases   = compile("how many", "number of")
	nounPhrases    = compile("what|whats|which|who|whos")
	quotePhrases   = compile("quote", "quotes", "quotation", "verbatim", "exact words", "exact wording", "wording", "word for word", "own words",
		"phrase", "precise|literal|actual|very|original words|wording", "pull quote", "soundbite", "citation", "paste what|the|his|her", "exactly say", "exactly said", "literally", "what words", "which words", "the words", "the|that line", "phrased", "worded", "word it", "say|said|says exactly", "full|whole|complete|exact|entire|original sentence|line|statement|passage|text", "the|a passage", "which|what|the|that|this sentence")
)

// wantsQuote reports whether r asks for the words themselves.
func wantsQuote(r *Reading) bool {
	return quotePhrases.in(r) && !punishes.in(r) || r.describing()
}

// punishes asks for the sentence of a court.
var punishes = compile("sentence do|did|does|will|would|could|can|may|might * get|face|serve|receive", "sentence do|did|does|will|would|could|can|may|might the|a|an * get|face|serve|receive", "sentence did|do|does * * get|face|serve|receive",
	"sentence for", "jail|prison|suspended|life|maximum sentence")

// describing reports whether r asks how somebody put it: "how did the head of MI5
// describe …". How a text describes a thing is no speech.
func (r *Reading) describing() bool {
	for i := range r.Words {
		if r.word(i) != "how" {
			continue
		}
		for j := i + 2; j < min(i+9, len(r.Words)); j++ {
			if describeVerbs[r.word(j)] {
				return true
			}
			if oneOf(r.word(j), "article|piece|text|story|briefing|report|paper") {
				break
			}
		}
	}
	return false
}

var describeVerbs = wordSet("describe described characterise characterised characterize characterized")

// kindsFor are the figure kinds that satisfy a form; nil when the form does
// not ask for a figure.
func kindsFor(f Form) []quantity.Kind {
	switch f {
	case FormCount:
		return []quantity.Kind{quantity.Count}
	case FormShare:
		return []quantity.Kind{quantity.Share}
	case FormChange:
		return []quantity.Kind{quantity.Change, quantity.Factor}
	case FormAmount:
		return []quantity.Kind{quantity.Share, quantity.Change, quantity.Factor, quantity.Count}
	case FormAge:
		return []quantity.Kind{quantity.Age}
	}
	return nil
}

// genericHeads name what a form already says; they are no thing to be found in
// a fact.
var genericHeads = wordSet(`number share percentage percent proportion fraction portion slice part chunk year month date day time place city country
	location venue kind sort type thing name word words quote line way reason amount total size figure rate level factor increase rise jump growth
	average warning message statement info information detail details period point role position title example age phrase wording remark comment sentence answer
	whole entire full complete numbers shares places countries cities locations kinds sorts types names lines ways reasons levels factors warnings messages statements points roles
	examples phrases remarks comments sentences answers area areas region regions`)

// askedWords returns the content words of the noun phrase after "how many",
// "what" or "which": what the question wants counted or named.
func askedWords(r *Reading) []int {
	i, bare := countPhrases.find(r), false
	if i >= 0 {
		i += 2
	} else if i = nounPhrases.find(r); i >= 0 {
		word := r.word(i)
		is := oneOf(word, "whats|whos") || strings.ContainsAny(r.Words[i].Text, "'’") // "what’s"
		i++
		switch {
		case is:
		case oneOf(r.word(i), "is|was|are|were"):
			i++ // "what is the capital of …", "who were the targets"
		case polarStarts[r.word(i)] || oneOf(word, "who|whos"):
			return nil // "what did …", "who threatens …"
		default:
			bare = word == "what"
		}
	} else {
		return nil
	}
	var out []int
	for ; i < len(r.Words) && len(out) < 6; i++ {
		w := r.word(i)
		if k := r.mention(i); k >= 0 && len(out) > 0 && r.mention(out[len(out)-1]) < 0 && polarStarts[r.word(r.Mentions[k].Last+1)] {
			break // "the firm Brown had shares in"
		}
		if polarStarts[w] || upWords[w] || downWords[w] || changeVerbs[w] || oneOf(w, "been|be|who|that|which|since|in|from|to|by|with|at|on|for|into|about|after|before|during|than|and|or|as|get|got|lately|recently|currently|nowadays|presently") {
			break
		}
		if oneOf(w, "of|the|those|these|all|a|an|such|his|their|other|more|different") {
			if w == "of" && len(out) > 0 && !genericHeads[r.word(i-1)] {
				break
			}
			continue
		}
		out = append(out, i)
	}
	if bare && !polarStarts[r.word(i)] {
		return nil // "what happened to …": the next word is a verb
	}
	return out
}

// counted are the words of the counted noun phrase: after "how many", or
// after a number.
func counted(r *Reading) []int {
	out := r.Asked[:len(r.Asked):len(r.Asked)]
	for _, q := range r.Numbers {
		if q.Kind != quantity.Count {
			continue
		}
		for i := range r.Words {
			if r.Words[i].Start < q.End {
				continue
			}
			for j := i; j < min(i+3, len(r.Words)) && !functionWords[r.word(j)] && !strings.HasSuffix(r.word(j), "ed"); j++ {
				out = append(out, j)
			}
			break
		}
	}
	return out
}
