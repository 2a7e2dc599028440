package answers

import (
	"slices"

	"briefbot/knowledge"
)

// Limits of an answer that nobody asked the bot for. They are strict: a line of
// a conversation is rarely meant for a briefing, and the bench sets under
// "unprompted" in the README must give none.
const (
	// certainConfidence is the least calibrated confidence.
	certainConfidence = 0.9
	// certainCoverage is the least share of the question's information that the
	// fact's own fields and phrasings have.
	certainCoverage = 0.95
	// certainWords is the least information of the question, in words: "MI5 head?"
	// may be said of anything.
	certainWords = 1.5
	// certainLength is the most words of a question: longer lines tell a story.
	certainLength = 30
)

// Certain answers question as Ask does, and reports whether the answer may be
// given to somebody who did not address the bot: it is answered without any
// premise left open, nothing in the question is negated, misspelt or unknown to
// the fact, and it names a person, body or group of the fact's own: countries,
// towns and things are named in talk of any kind.
func (ix *Index) Certain(question string) (Answer, bool) {
	a := ix.Ask(question)
	if a.Verdict != Answered || a.Confidence < certainConfidence || len(a.Premises) > 0 {
		return a, false
	}
	r := ix.read(a.Question)
	doc := ix.docOf(a.Fact)
	if doc < 0 || len(r.Words) > certainLength || len(r.Doubtful) > 0 || !ix.namesOwn(r, doc) ||
		negations.in(r) || r.Polar && a.Stance != Affirms {
		return a, false
	}
	told, had := 0.0, 0.0
	for i := range r.Words {
		if r.Words[i].Repaired != "" {
			return a, false
		}
		told += r.Words[i].Info
		had += r.Words[i].Info * ix.supports(r, i, doc, -1)
	}
	return a, told >= certainWords && had >= certainCoverage*told
}

// namesOwn reports whether the question names a person, body or group of the
// doc's own.
func (ix *Index) namesOwn(r *Reading, doc int32) bool {
	return slices.ContainsFunc(r.Mentions, func(m knowledge.Mention) bool {
		switch ix.base.Names.Entry(m.Entry).Kind {
		case knowledge.Person, knowledge.Body, knowledge.Group:
			return ix.has(ix.docs[doc].own, m.Entry)
		}
		return false
	})
}

// docOf returns the doc of a fact of the index's base, or -1.
func (ix *Index) docOf(f *knowledge.Fact) int32 {
	for i := range ix.docs[:ix.facts] {
		if ix.docs[i].fact == f {
			return int32(i)
		}
	}
	return -1
}
