package answers

import (
	"maps"
	"math"
	"slices"
	"strings"

	"briefbot/knowledge"
	"briefbot/knowledge/quantity"
	"briefbot/knowledge/text"
)

// builder holds what is needed only while an index is built.
type builder struct {
	ix         *Index
	counts     map[string]int // of folded words, for the speller
	groups     map[string]int32
	terms      []docTerm // of the doc that is being built
	termAt     []int32   // by feature: where in terms, counted from 1, or 0
	gramSets   [][]int32 // by phrasing
	gramCounts []int32   // phrasings by gram
	gramSeen   []int32   // the last phrasing that has it, counted from 1
	phrasing   int32
	bare       bool // no fact has a phrasing: pairs of words come from the statements
	wordGrams  map[string][]int32
	set        []int32
	buf        []byte
	features   int32 // so many there are

	asked  [][]int32        // by phrasing, the ranks of its words
	stated [][]int32        // by doc, those of a fact's statement
	fields map[string]field // many facts share paragraphs, headings, topics and terms
}

// field is a text with what was read in it.
type field struct {
	string
	tokens       []text.Token
	own, related []int32 // features
	entries      []int   // names
	quantities   []quantity.Quantity
}

// read returns what stands in a text that is no phrasing.
func (b *builder) read(s string) field {
	f, ok := b.fields[s]
	if !ok {
		f.string, f.tokens = s, text.Tokens(s)
		f.own, f.related, f.entries = b.featuresOf(s, f.tokens)
		f.quantities = quantity.ParseTokens(s, f.tokens)
		b.fields[s] = f
	}
	return f
}

func (b *builder) feature(key string) int32 {
	id, ok := b.ix.features[key]
	if !ok {
		id = b.newFeature()
		b.ix.features[key] = id
	}
	return id
}

// pair returns the feature of two neighbouring words.
func (b *builder) pair(first, second int32) int32 {
	key := pairKey(first, second)
	id, ok := b.ix.pairs[key]
	if !ok {
		id = b.newFeature()
		b.ix.pairs[key] = id
	}
	return id
}

func (b *builder) newFeature() int32 {
	b.features++
	return b.features - 1
}

// stemFeature returns the feature of a folded word and remembers the word.
func (b *builder) stemFeature(w string) int32 {
	b.counts[w]++
	if id, ok := b.ix.byWord[w]; ok {
		return id
	}
	s := stem(w)
	id := b.feature(s)
	b.ix.stems[s] = id
	b.ix.byWord[w] = id
	return id
}

func (b *builder) entryFeature(entry int) int32 {
	if b.ix.entries[entry] < 0 {
		b.ix.entries[entry] = b.feature("@" + b.ix.base.Names.Entry(entry).Name)
	}
	return b.ix.entries[entry]
}

// featuresOf returns the features of s: a stem a word, a name a mention, each
// once, with the names that it helps to find in related.
func (b *builder) featuresOf(s string, toks []text.Token) (own, related []int32, entries []int) {
	mentions := b.ix.base.Names.FindTokens(nil, s, toks)
	for i, t := range toks {
		if t.Kind != text.Sign || t.Text == "%" {
			own = append(own, b.stemFeature(t.Norm))
		}
		if t.Kind == text.Word && !text.IsCapitalised(t.Text) && !slices.ContainsFunc(mentions, func(m knowledge.Mention) bool { return m.First <= i && i <= m.Last }) {
			b.ix.common[t.Norm] = true
		}
	}
	for _, m := range mentions {
		own = append(own, b.entryFeature(m.Entry))
		entries = append(entries, m.Entry)
		for _, r := range b.ix.base.Names.Related(m.Entry) {
			related = append(related, b.entryFeature(r))
		}
	}
	return unique(own), unique(related), entries
}

func unique[T int | int32](list []T) []T {
	slices.Sort(list)
	return slices.Compact(list)
}

// term returns the feature f of the doc that is being built.
func (b *builder) term(f int32) *docTerm {
	if n := int(f) + 1 - len(b.termAt); n > 0 {
		b.termAt = append(b.termAt, make([]int32, n)...)
	}
	if b.termAt[f] == 0 {
		b.terms = append(b.terms, docTerm{feature: f})
		b.termAt[f] = int32(len(b.terms))
	}
	return &b.terms[b.termAt[f]-1]
}

// put adds the words of one field to the doc that is being built.
func (b *builder) put(d *doc, s string, weight, strength float32) field {
	field := b.read(s)
	for _, f := range field.own {
		t := b.term(f)
		t.weight += weight
		t.strength = max(t.strength, strength)
		t.said = t.said || weight >= weightStatement
	}
	for _, f := range field.related {
		t := b.term(f)
		t.said = t.said || weight >= weightStatement
		t.weight += weight * weightRelated
		t.strength = max(t.strength, strength*supportRelated)
	}
	d.length += float64(weight) * float64(len(field.own))
	return field
}

// around adds a text that stands around the quotes.
func (b *builder) around(d *doc, s string) field {
	return b.put(d, s, weightParagraph, supportParagraph)
}

func (b *builder) fact(f *knowledge.Fact) {
	d := doc{fact: f, first: int32(len(b.ix.phrasings))}
	br := b.ix.base.Briefing(f.Ref.Briefing)
	lead := f.Cites[0]
	p, _ := br.Paragraph(lead.Paragraph)
	d.quote = Quote{Fact: f, Paragraph: p, Cite: lead, Text: br.Quote(lead), Spoken: br.Spoken(b.ix.base.Names, lead)}
	for _, q := range b.phrasings(f) {
		b.ask(&d, q)
	}
	b.put(&d, f.Topic, weightTerm, supportOwn)
	d.measured = map[int32]bool{}
	for _, t := range f.Terms {
		d.measure(b.put(&d, t, weightTerm, supportOwn))
	}
	d.measure(b.read(f.About.Measure))
	statement := b.put(&d, f.Statement, weightStatement, supportOwn)
	b.stated = append(b.stated, ranksOf(statement.tokens))
	if b.bare {
		for _, pair := range unique(b.appendPairs(nil, statement.tokens)) {
			t := b.term(pair)
			t.weight, t.strength = t.weight+weightStatement, supportOwn
		}
	}
	d.told = slices.Clone(statement.entries)
	d.own = slices.Clone(d.told)
	for _, c := range f.Cites {
		d.own = append(d.own, b.put(&d, br.Quote(c), weightQuote, supportOwn).entries...)
	}
	d.by, d.of, d.where = b.named(f.About.By), b.named(f.About.Of), b.named(f.About.Where)
	d.about = slices.Concat(d.by, d.of, d.where)
	d.own = append(d.own, d.about...)
	d.tells = slices.Concat(d.told, d.about)
	if e, ok := b.ix.base.Names.Lookup(d.quote.Spoken.Speaker); ok && d.quote.Spoken.Speaker != "" {
		d.own, d.tells = append(d.own, e), append(d.tells, e)
	}
	d.tells = unique(d.tells)
	d.undone = undone(statement.tokens)
	if fig := f.Figure; fig != nil {
		d.figure = quantity.Quantity{Kind: fig.Kind, Value: fig.Value, Unit: fig.Unit}
	}
	quote, period := b.read(d.quote.Text), b.read(f.About.Period)
	d.dated = dated(f, statement, quote)
	d.shows = f.Figure != nil || slices.ContainsFunc(statement.quantities, isFigure) || slices.ContainsFunc(quote.quantities, isFigure)
	d.bound, d.span = boundIn(f.About.Period), spanOf(f.About.Period)
	d.stated = map[string]bool{}
	for _, field := range [...]field{period, statement, quote} {
		for _, q := range field.quantities {
			if q.Kind == quantity.Date && (f.About.Period == "" || field.string == f.About.Period) {
				d.ownDates = append(d.ownDates, q)
				if field.string != d.quote.Text {
					d.saidDates = append(d.saidDates, q)
				}
				d.since = append(d.since, boundAt(field.tokens, q.Core.Start) == since)
			} else if q.Kind != quantity.Date {
				d.ownNumbers = append(d.ownNumbers, q)
			}
			d.lasting = d.lasting || q.Kind == quantity.Duration && (field.string != d.quote.Text || d.figure.Kind != quantity.Date)
		}
		for _, t := range field.tokens {
			d.stated[t.Norm] = true
			d.ranked = d.ranked || ordinal(t.Norm) && t.Norm != "third" && !inDate(field.quantities, t)
		}
	}
	d.lasting = d.lasting || d.dated && slices.ContainsFunc(lastingWords, d.says)
	if f.Figure != nil {
		d.counts, d.wholes = map[string]bool{}, map[string]bool{}
		d.countsIn(statement)
		d.countsIn(quote)
	}
	d.negated = slices.ContainsFunc(negatingWords, d.says)
	d.entities = slices.Clone(d.own)
	b.support(&d, br)
	d.own, d.entities = unique(d.own), unique(d.entities)
	d.places = b.places(&d)
	b.add(d, b.group(f, lead))
}

// named returns the glossary numbers of names.
func (b *builder) named(names []string) []int {
	var out []int
	for _, name := range names {
		if e, ok := b.ix.base.Names.Lookup(name); ok {
			out = append(out, e)
		}
	}
	return out
}

// places returns where a fact holds: its own places, or those that the bodies
// of its paragraph belong to.
func (b *builder) places(d *doc) []int {
	if len(d.where) > 0 {
		return d.where
	}
	names := b.ix.base.Names
	var out []int
	for _, e := range d.entities {
		if names.Entry(e).Kind == knowledge.Body && !names.Entry(e).Sibling {
			out = append(out, b.named(names.Entry(e).Within)...)
		}
	}
	return unique(out)
}

// negatingWords turn a sentence round.
var negatingWords = strings.Fields("not no never neither nor without lack cannot isnt arent wasnt werent dont doesnt didnt hasnt havent wont")

// says reports whether the statement or leading quote has the folded word w.
func (d *doc) says(w string) bool { return d.stated[w] }

// lastingWords say with a date how long something lasts.
var lastingWords = []string{"since", "until", "till", "between", "throughout"}

func isFigure(q quantity.Quantity) bool { return q.Kind != quantity.Duration }

// measure takes the words of a text for what a share is taken of.
func (d *doc) measure(f field) {
	for _, feature := range f.own {
		d.measured[feature] = true
	}
}

// dated reports whether a fact names a time: a date or a period.
func dated(f *knowledge.Fact, statement, quote field) bool {
	if f.About.Period != "" || f.Figure != nil && f.Figure.Kind == quantity.Date {
		return true
	}
	return statement.hasPeriod() || len(f.Ask) >= fewPhrasings && quote.hasPeriod()
}

func (f field) hasPeriod() bool {
	return len(quantity.PeriodsAmong(f.string, f.tokens, f.quantities)) > 0
}

// support adds what stands around the quotes: the paragraphs, their heading
// and the briefing's title. A heading's names are no evidence: it may stand
// over paragraphs that are not about it.
func (b *builder) support(d *doc, br *knowledge.Briefing) {
	wide := []int{}
	for _, c := range d.fact.Cites {
		wide = append(wide, c.Paragraph)
	}
	wide = append(wide, d.fact.Background...)
	for _, n := range unique(wide) {
		p, ok := br.Paragraph(n)
		if !ok {
			continue
		}
		f := b.around(d, p.Text)
		if slices.ContainsFunc(d.fact.Cites, func(c knowledge.Citation) bool { return c.Paragraph == n }) {
			d.entities = append(d.entities, f.entries...)
		}
		for _, q := range f.quantities {
			d.addQuantity(q)
		}
		b.around(d, p.Heading)
	}
	b.around(d, br.Title)
	for _, q := range b.read(d.fact.About.Period).quantities {
		d.addQuantity(q)
	}
}

func (d *doc) addQuantity(q quantity.Quantity) {
	if q.Kind == quantity.Date {
		d.periods = append(d.periods, q)
	} else {
		d.numbers = append(d.numbers, q)
	}
}

// group numbers the docs that lead with the same quote.
func (b *builder) group(f *knowledge.Fact, c knowledge.Citation) int32 {
	key := f.Ref.Briefing + "\x00" + string(rune(c.Paragraph)) + string(rune(c.Start)) + string(rune(c.End))
	g, ok := b.groups[key]
	if !ok {
		g = int32(len(b.groups))
		b.groups[key] = g
	}
	return g
}

func (b *builder) negative(n *knowledge.Negative) {
	d := doc{negative: n, first: int32(len(b.ix.phrasings)), group: -1}
	b.stated = append(b.stated, nil)
	b.ask(&d, n.Question)
	b.add(d, -1)
}

func (b *builder) add(d doc, group int32) {
	d.group = group
	if group >= 0 {
		if int(group) == len(b.ix.groups) {
			b.ix.groups = append(b.ix.groups, nil)
		}
		b.ix.groups[group] = append(b.ix.groups[group], int32(len(b.ix.docs)))
	}
	d.last = int32(len(b.ix.phrasings))
	d.terms = slices.Clone(b.terms)
	for _, t := range b.terms {
		b.termAt[t.feature] = 0
	}
	b.terms = b.terms[:0]
	slices.SortFunc(d.terms, func(x, y docTerm) int { return int(x.feature - y.feature) })
	b.ix.docs = append(b.ix.docs, d)
}

// finish computes what needs the whole base: idf, postings, gram vectors.
func (b *builder) finish() {
	ix := b.ix
	n := float64(len(ix.docs))
	ix.words = make([][]posting, b.features)
	ix.idf = make([]float32, b.features)
	df := make([]float64, b.features)
	for i := range ix.docs {
		ix.averageLen += ix.docs[i].length / n
		for _, t := range ix.docs[i].terms {
			ix.words[t.feature] = append(ix.words[t.feature], posting{int32(i), t.weight + float32(t.asked)})
			if t.asked > 0 || t.strength >= supportOwn {
				df[t.feature]++
			}
		}
	}
	for f := range ix.idf {
		ix.idf[f] = float32(math.Log(1 + (n-df[f]+0.5)/(df[f]+0.5)))
	}
	for _, w := range slices.Sorted(maps.Keys(leadWords)) {
		if f := ix.featureOf(w); f >= 0 {
			ix.leads = append(ix.leads, f)
		}
	}
	inParallel(func() { ix.speller = newSpeller(b.counts) }, b.buildGrams, func() { ix.meaning = b.newMeaning() })
}
