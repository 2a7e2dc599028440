package answers

import "briefbot/knowledge"

// Misplaced is a phrasing that, left out of its fact, would be answered with a
// fact of another quote: a curator's list of what people could confuse.
type Misplaced struct {
	Ref      knowledge.Ref
	Phrasing string
	Nearer   knowledge.Ref
}

// LeaveOut leaves each phrasing out in turn and returns those whose question
// then goes to another fact with as much score, coverage and lead as an answer
// needs, in the base's order.
func (ix *Index) LeaveOut() []Misplaced {
	var out []Misplaced
	s := newScratch(ix)
	for i, p := range ix.phrasings {
		d := &ix.docs[p.doc]
		if d.fact == nil || d.last-d.first < 2 {
			continue
		}
		r := ix.read(p.text)
		ix.score(r, s, int32(i))
		best, _ := ix.lead(s, ofNone)
		if best < 0 {
			continue
		}
		c := s.cands[best]
		near := &ix.docs[c.doc]
		sure := ix.topic(r, c) >= ix.limits.low && ix.sure(r, c, ix.margin(r, s, best))
		if near.group != d.group && sure && ix.worst(r, near) < Doubt {
			out = append(out, Misplaced{d.fact.Ref, p.text, near.fact.Ref})
		}
	}
	return out
}
