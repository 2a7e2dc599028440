package answers

import (
	"slices"

	"briefbot/knowledge"
	"briefbot/knowledge/quantity"
	"briefbot/knowledge/text"
)

// What is asked for must be something the fact has to do with, and a number that
// is shown must be the number asked for. Most of what follows holds only for facts
// that show one, in their figure, statement or quote: talk about other things
// comes near a fact by two common words, as a rule.
const (
	// strayWords is the least informative words that a question which names
	// nothing must share with the fact, unless it is as good as a phrasing.
	strayWords = 3
	// strayLikeness is the likeness to the nearest phrasing that counts as that.
	strayLikeness = 0.5
)

// stray finds that a question comes near a number by chance.
func (ix *Index) stray(r *Reading, s *scratch, c candidate) Finding {
	d := &ix.docs[c.doc]
	f := Finding{Kind: PremiseUnknown, Severity: Doubt}
	if i := ix.strangeHead(r, s, c.doc); i >= 0 {
		f.Asked = r.Words[i].Text
		return f
	}
	if i := ix.strangeWord(r, s, c.doc); i >= 0 {
		f.Asked = r.Words[i].Text
		return f
	}
	if !d.shows && r.Form != FormLong && r.Form != FormCount {
		return Finding{}
	}
	least, told := unsaidInfo, false
	if counting(r) || r.Polar {
		least, told = unsaidNumber, d.last-d.first >= wellAsked
	}
	if i := ix.unsaid(r, s, c.doc, least); i >= 0 && !told && !d.spokenFor(r) {
		f.Asked = r.Words[i].Text
		return f
	}
	if i := ix.elsewhere(r, s, c.doc); i >= 0 {
		f.Asked = r.Words[i].Text
		return f
	}
	if name := ix.strangeRun(r, d); name != "" {
		return Finding{Kind: PremiseEntity, Asked: name, Severity: Veto}
	}
	if !ix.personal && personal(r) && !(c.coverage >= wholeAsked && c.nearest >= strayLikeness) {
		return f
	}
	if d.figure.Kind == quantity.Age && d.figure.Value != "" && ix.strangeAge(r, d) {
		return f
	}
	if ix.anchored(r, c.doc) || ix.datesOf(r, c) || c.nearest >= strayLikeness || d.spokenFor(r) {
		return Finding{}
	}
	shared := 0
	for i := range r.Words {
		if w := &r.Words[i]; w.Info >= thinWord && !w.guess && ix.supports(r, i, c.doc, -1) > 0 {
			shared++
		}
	}
	if shared < strayWords {
		return f
	}
	return Finding{}
}

// eligible asks from which age something is allowed.
var eligible = compile("have|has|need|needs|got to be", "allowed to", "must|should * be", "age limit for", "minimum|legal age", "old enough")

// strangeAge reports whether an age is asked of somebody who is not named, or
// for something that the fact does not speak of.
func (ix *Index) strangeAge(r *Reading, d *doc) bool {
	whose := slices.ContainsFunc(r.Mentions, func(m knowledge.Mention) bool { return ix.has(d.own, m.Entry) })
	if !whose {
		for i := range r.Words {
			if w := &r.Words[i]; w.Info >= thinWord && d.stated[w.Norm] && w.Norm != "age" && w.Norm != "old" {
				whose = true
			}
		}
	}
	return !whose || eligible.in(r) || slices.ContainsFunc(r.Words, func(w AskedWord) bool { return w.Info >= 0.5 && w.feature < 0 && w.Repaired == "" })
}

// strangeRun returns two or more capitalised words in a row that are no name
// here and do not stand so in the fact's paragraph: "Seven Years War".
func (ix *Index) strangeRun(r *Reading, d *doc) string {
	if mostlyCapitals(r.tokens) {
		return ""
	}
	for i := 1; i+1 < len(r.Words); i++ {
		last := i
		for last < len(r.Words) && r.Words[last].Kind == text.Word && text.IsCapitalised(r.Words[last].Text) && r.mention(last) < 0 && (last == i || r.Words[last].Start == r.Words[last-1].End+1) {
			last++
		}
		if last-i < 2 {
			continue
		}
		run := words(r.piece(i, last-1))
		if !containsWords(words(d.quote.Paragraph.Text), run) && !slices.ContainsFunc(r.Dates, func(q quantity.Quantity) bool {
			return q.Overlaps(text.Span{Start: r.Words[i].Start, End: r.Words[last-1].End})
		}) {
			return r.piece(i, last-1)
		}
	}
	return ""
}

const (
	// strangeInfo is the least information of a word that a question is not
	// answered with, when the base does not have it.
	strangeInfo            = 0.5
	unsaidInfo, unsaidLike = 0.6, 0.3
	// unsaidNumber is the same of a question for a number, which a number answers
	// sooner, and wellAsked is the phrasings of a fact from on which they tell so
	// well what it answers that such a word is let pass. Measured on the question
	// files: facts of 20 phrasings lost right answers by it, and no wrong one.
	unsaidNumber = 0.8
	wellAsked    = 12
	// elsewhereInfo and elsewhereLike are the least information of a word that says
	// that another fact is meant, and the likeness of one that stands for it.
	elsewhereInfo, elsewhereLike = 0.45, 0.5
	// strangePhrasings is the least phrasings of a fact of which a curator has
	// told enough of how it is asked for that.
	strangePhrasings = 3
)

// strangeWord returns an informative word of the question that the base does not
// have, nor the fact one like it, or -1: it may be the very premise. Of 500 right
// answers to the question files two had one, of 11 others one.
func (ix *Index) strangeWord(r *Reading, s *scratch, doc int32) int {
	if d := &ix.docs[doc]; d.last-d.first < strangePhrasings {
		return -1
	}
	for i := range r.Words {
		w := &r.Words[i]
		if w.Info >= strangeInfo && w.feature < 0 && w.Repaired == "" && w.Kind == text.Word && r.mention(i) < 0 && ix.softly(s, i, doc, -1, 0) == 0 {
			return i
		}
	}
	return -1
}

// unsaid returns a word of at least so much information that the fact has nothing like,
// or -1: a number is not shown to who asks for something else besides.
func (ix *Index) unsaid(r *Reading, s *scratch, doc int32, least float64) int {
	for i := range r.Words {
		w := &r.Words[i]
		if w.Info >= least && r.sayable(i) && ix.supports(r, i, doc, -1) == 0 && ix.softly(s, i, doc, -1, 0) < unsaidLike {
			return i
		}
	}
	return -1
}

// strangeHead returns the word of "what …" or "which …" that the fact has
// nothing like, or -1.
func (ix *Index) strangeHead(r *Reading, s *scratch, doc int32) int {
	for i := 0; i+1 < len(r.Words); i++ {
		if !oneOf(r.word(i), "what|which") {
			continue
		}
		w := &r.Words[i+1]
		if w.Kind != text.Word || w.Info < 0.5 || genericHeads[w.Read()] || r.mention(i+1) >= 0 || (w.Repaired != "" || w.feature >= 0) && !w.guess {
			return -1
		}
		if !w.guess && ix.softly(s, i+1, doc, -1, 0) > 0 {
			return -1
		}
		return i + 1
	}
	return -1
}

// elsewhere returns a word of the question that the base has, and neither the fact's
// statement nor its terms nor open phrasings have or have one like; or -1. It is said of
// something else, if only in the same sentence. Facts of many phrasings have been
// asked for with their neighbours' words too, and those of few tell nothing.
func (ix *Index) elsewhere(r *Reading, s *scratch, doc int32) int {
	d := &ix.docs[doc]
	if d.fact.Figure == nil && r.Form != FormLong && r.Form != FormCount || r.Polar || !d.fewAsked() {
		return -1
	}
	for i := range r.Words {
		w := &r.Words[i]
		if w.Info < elsewhereInfo && !(i == r.head() && counting(r) && w.Info >= thinWord) || !r.sayable(i) || w.feature < 0 || ix.stands(w.feature, doc) {
			continue
		}
		if !slices.ContainsFunc(s.similar[s.similarTo[i]:s.similarTo[i+1]], func(like similar) bool { return like.cosine >= elsewhereLike && ix.stands(like.feature, doc) }) {
			return i
		}
	}
	return -1
}

// sayable reports whether a fact is expected to say word i: it is no name, no slip that
// is not sure, and does not only name the form of the answer.
func (r *Reading) sayable(i int) bool {
	w := &r.Words[i]
	return w.Kind == text.Word && !w.guess && !genericHeads[w.Read()] && r.mention(i) < 0 &&
		!slices.ContainsFunc(r.Doubtful, func(m knowledge.Mention) bool { return m.First <= i && i <= m.Last })
}

// fewAsked reports whether a fact has phrasings that tell what it answers, but not so
// many that they tell all of it.
func (d *doc) fewAsked() bool { return !d.thin() && d.last-d.first < wellAsked }

// stands reports whether a fact's statement, terms or open phrasings have a feature.
func (ix *Index) stands(f, doc int32) bool {
	terms := ix.docs[doc].terms
	at, ok := slices.BinarySearchFunc(terms, f, func(t docTerm, f int32) int { return int(t.feature - f) })
	return ok && terms[at].said
}
