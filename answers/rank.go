package answers

import (
	"strings"

	"briefbot/knowledge"
)

// A Ranked is a fact as it comes near a question.
type Ranked struct {
	Fact  *knowledge.Fact
	Score float64 // see score.go; comparable within one base only

	// Of the first fact only, before any premise is checked, else 0: how much
	// the question is about what the base is about, and how likely it is that
	// the fact is the right one (0 to 1). The former decides what is off topic,
	// the latter what is answered.
	Topic, Sure float64
}

// Rank returns the n facts that come nearest to question, best first, at most
// as many as Ask looks at closely. It is the ranking that Ask decides upon,
// before any premise is checked: what is refused or forbidden is ranked too.
// It is for benchmarks and tests; on equal scores the lower fact Ref wins.
func (ix *Index) Rank(question string, n int) []Ranked {
	r := ix.read(strings.ToValidUTF8(question, "\uFFFD"))
	s := ix.scratch.Get().(*scratch)
	defer ix.scratch.Put(s)
	ix.score(r, s, -1)
	var out []Ranked
	for _, c := range s.cands {
		if int(c.doc) < ix.facts && len(out) < n {
			out = append(out, Ranked{Fact: ix.docs[c.doc].fact, Score: c.total})
		}
	}
	if best, rival := ix.lead(s, ofNone); best >= 0 && len(out) > 0 {
		c, margin := s.cands[best], s.cands[best].total
		if rival >= 0 {
			margin -= s.cands[rival].total
		}
		out[0].Topic, out[0].Sure = ix.topic(r, c), ix.confidence(r, c, margin)
	}
	return out
}

// Check returns what the premise checks find when question is held against
// the fact that ref names, gravest first; nil when there is none. It is for
// benchmarks and tests.
func (ix *Index) Check(question string, ref knowledge.Ref) []Finding {
	f := ix.base.Fact(ref)
	if f == nil {
		return nil
	}
	d := &ix.docs[ix.docNumber(&doc{fact: f})]
	return ix.check(ix.read(strings.ToValidUTF8(question, "\uFFFD")), d)
}
