package answers

import (
	"slices"
	"strings"
	"unicode"

	"briefbot/answers/english"
	"briefbot/knowledge"
	"briefbot/knowledge/quantity"
	"briefbot/knowledge/text"
)

// A Reading is what a question says before any fact is looked at.
type Reading struct {
	Question   string
	Words      []AskedWord
	Form       Form
	Polar      bool                // a yes-or-no question
	WantsQuote bool                // asks for the exact words
	Numbers    []quantity.Quantity // counts, shares, ages … but no dates
	Dates      []quantity.Quantity
	Mentions   []knowledge.Mention
	Doubtful   []knowledge.Mention // names that only a repair made: they help to find
	Quoted     []text.Span         // strings in quotation marks, without the marks
	Asked      []int               // the words that name what is asked for: "Russian diplomats" in "how many …"
	Counted    []int               // Asked, and the words after a number
	Whole      []int               // what a share is taken of: "total workload" in "what share of the …"
	Span       float64             // months of a relative period: 12 for "over the past year", else 0
	spanAt     int                 // where it stands
	Subject    int                 // the mention that acts ("did Russia expel"), or -1
	Agent      int                 // the mention after "by" in a passive, or -1
	Besides    []int               // mentions that the question sets aside: "besides X"
	tokens     []text.Token
	places     []int16 // where each list of phrases was found, counted from 2, 1 for nowhere, 0 for not looked for
}

// An AskedWord is one word of a question.
type AskedWord struct {
	text.Token
	Repaired string  // what it is read as, or "" when it stands as typed
	Info     float64 // see information
	Meant    string  // an English word that the base does not have and of which this is a slip, or ""
	guess    bool    // the repair is one
	feature  int32   // of the index, or -1
	matter   bool    // see matters
	leads    bool    // one of leadWords
	framed   bool    // see frames
	taken    bool    // it is an English word, and was repaired
}

// sense returns the word whose vector says what it means.
func (w *AskedWord) sense() string {
	if w.Meant != "" {
		return w.Meant
	}
	return w.Read()
}

// Read returns the word as it is matched.
func (w AskedWord) Read() string {
	if w.Repaired != "" {
		return w.Repaired
	}
	return w.Norm
}

// maxWords bounds what of a question is read: Discord allows 2,000
// characters, no question has more words than this.
const maxWords = 300

// read reads question against the index's names and vocabulary.
func (ix *Index) read(question string) *Reading {
	r := &Reading{Question: question, Subject: -1, Agent: -1}
	r.tokens = text.Tokens(question)
	if len(r.tokens) > maxWords {
		r.tokens = r.tokens[:maxWords]
	}
	r.Mentions = ix.base.Names.FindTokens(nil, question, r.tokens)
	if !ix.personal {
		ix.dropChatter(r)
	}
	if shouted(r.tokens) {
		r.Mentions = slices.DeleteFunc(r.Mentions, func(m knowledge.Mention) bool { return m.First == m.Last && functionWords[r.tokens[m.First].Norm] })
	}
	ix.readWords(r)
	r.frame()
	r.Polar = isPolar(r)
	r.Form = formOf(r)
	if r.WantsQuote = wantsQuote(r); r.WantsQuote && (r.Form == FormAmount || !howPhrases.in(r)) {
		r.Form = FormAny // "the exact words on the number of plots", "where does … come from", "how much does it worry him"
	}
	toks := r.readTokens()
	quantities := quantity.ParseTokens(question, toks)
	for _, q := range quantities {
		switch q.Kind {
		case quantity.Date:
			r.Dates = append(r.Dates, q)
		case quantity.Duration:
		default:
			if r.labels(q) {
				continue
			}
			r.Numbers = append(r.Numbers, q)
		}
		r.weigh(q.Span)
	}
	for _, q := range text.Quotations(question) {
		if q.Closed && q.Inner.Start < q.Inner.End {
			r.Quoted = append(r.Quoted, q.Inner)
		}
	}
	r.Asked = askedWords(r)
	if r.spanAt = relativeWords.find(r); r.spanAt >= 0 {
		r.Span = spanAmong(question, quantity.PeriodsAmong(question, toks, quantities))
	}
	r.Counted = counted(r)
	r.Whole = wholeWords(r)
	r.setAside()
	r.speakFiguratively()
	ix.roles(r)
	r.places = make([]int16, lists) // from here on the words stay as they are
	return r
}

// labels reports whether a number only names something: "number 43 is late".
func (r *Reading) labels(q quantity.Quantity) bool {
	i := r.wordAt(q.Core.Start)
	return i > 0 && !r.Polar && oneOf(r.word(i-1), "number|bus|route|line|room|page|gate|platform|flat|channel|chapter|episode") && !nounPhrases.in(r) && !howPhrases.in(r)
}

// readTokens are the tokens with the words as they are read: "twnty plots in one yr".
func (r *Reading) readTokens() []text.Token {
	toks := slices.Clone(r.tokens)
	for i := range toks {
		if w := &r.Words[i]; w.Repaired != "" && !w.guess {
			toks[i].Norm = w.Repaired
		}
	}
	return toks
}

// readWords fills the reading's words with repairs and features.
func (ix *Index) readWords(r *Reading) {
	named := make([]bool, len(r.tokens))
	for _, m := range r.Mentions {
		for i := m.First; i <= m.Last; i++ {
			named[i] = true
		}
	}
	shouting := mostlyCapitals(r.tokens)
	r.Words = make([]AskedWord, len(r.tokens))
	repaired := false
	for i, t := range r.tokens {
		w := AskedWord{Token: t}
		if t.Kind == text.Word && !named[i] && (shouting || i == 0 || !text.IsCapitalised(t.Text)) {
			before, after := "", ""
			if i > 0 {
				before = r.Words[i-1].Read()
			}
			if i+1 < len(r.tokens) {
				after = r.tokens[i+1].Norm
			}
			if w.Repaired = ix.speller.askingSlip(t.Norm, before, after); w.Repaired == "" {
				w.Repaired, w.guess = ix.speller.repair(t.Norm)
			}
			repaired = repaired || w.Repaired != ""
			if w.Repaired == "" && !ix.speller.known[t.Norm] {
				if _, ok := english.Rank(t.Norm); !ok {
					w.Meant = meant(t.Norm)
				}
			}
		}
		w.Info = information(w.Read())
		w.feature = ix.featureOf(w.Read())
		w.leads = leadWords[w.sense()]
		w.matter = w.Info > 0 && (matters[t.Norm] || matters[w.sense()])
		r.Words[i] = w
	}
	for i := range r.Words {
		if r.Words[i].Kind == text.Word && !named[i] && ix.fitName(r, i) {
			repaired = true
		}
		if w := &r.Words[i]; w.feature < 0 && w.Repaired == "" && w.Kind == text.Word && !named[i] && (shouting || i == 0 || !text.IsCapitalised(w.Text)) && ix.fit(r, i) {
			repaired = true
		}
	}
	if !repaired && !slices.ContainsFunc(r.Words, func(w AskedWord) bool { return w.feature < 0 && w.Kind == text.Word }) {
		return
	}
	// Names that only the repaired spelling shows.
	toks := make([]text.Token, len(r.tokens))
	for i, w := range r.Words {
		toks[i] = w.Token
		toks[i].Norm = w.sense()
	}
	for _, m := range ix.base.Names.FindTokens(nil, r.Question, toks) {
		if !named[m.First] {
			r.Doubtful = append(r.Doubtful, m)
		}
	}
}

// shouted reports whether a question has no small letter: its WHO is no health
// organisation and its IS no Islamic State.
func shouted(toks []text.Token) bool {
	words := 0
	for _, t := range toks {
		if t.Kind == text.Word {
			words++
		}
		if strings.ContainsFunc(t.Text, unicode.IsLower) {
			return false
		}
	}
	return words >= 3
}

// mostlyCapitals reports whether capitals tell nothing in this question:
// everything is shouted, or written Like A Title.
func mostlyCapitals(toks []text.Token) bool {
	words, capital := 0, 0
	for _, t := range toks {
		if t.Kind == text.Word {
			words++
			if text.IsCapitalised(t.Text) {
				capital++
			}
		}
	}
	return words >= 4 && capital*4 >= words*3
}

// wordsAlone is as much of the reading of a curated phrasing, which is spelt
// right, as phrases are looked for in.
func wordsAlone(toks []text.Token) *Reading {
	r := &Reading{Words: make([]AskedWord, len(toks))}
	for i, t := range toks {
		r.Words[i].Token = t
	}
	return r
}

// word returns the i-th word as it is matched, a slip of a word that the base does
// not have as that word, or "".
func (r *Reading) word(i int) string {
	if i < 0 || i >= len(r.Words) {
		return ""
	}
	return r.Words[i].sense()
}

// at reports whether the words starting at i are those of phrase, which are
// parted by single blanks; "a|b" fits either, "*" any word.
func (r *Reading) at(i int, phrase string) bool {
	for more := true; more; i++ {
		var want string
		want, phrase, more = strings.Cut(phrase, " ")
		got := r.word(i)
		if got == "" || want != "*" && got != want && !oneOf(got, want) {
			return false
		}
	}
	return true
}

func oneOf(got, alternatives string) bool {
	for more := true; more; {
		var head string
		head, alternatives, more = strings.Cut(alternatives, "|")
		if got == head {
			return true
		}
	}
	return false
}

// mention returns the mention that covers word i, or -1.
func (r *Reading) mention(i int) int {
	for k, m := range r.Mentions {
		if m.First <= i && i <= m.Last {
			return k
		}
	}
	return -1
}

// piece returns the question's bytes from word first to word last.
func (r *Reading) piece(first, last int) string {
	return r.Question[r.Words[first].Start:r.Words[last].End]
}

// weigh takes the words of a quantity out of what must be covered: numbers
// have a check of their own.
func (r *Reading) weigh(q text.Span) {
	for i := range r.Words {
		if q.Contains(text.Span{Start: r.Words[i].Start, End: r.Words[i].End}) {
			r.Words[i].Info = 0
		}
	}
}
