package answers

import "briefbot/knowledge"

// Misplaced is a phrasing that, left out of its fact, comes nearer to a fact
// of another quote: a curator's list of what people could confuse.
type Misplaced struct {
	Ref      knowledge.Ref
	Phrasing string
	Nearer   knowledge.Ref
}

// LeaveOut leaves each phrasing out in turn and returns those whose question
// is then nearer to another fact, in the base's order.
func (ix *Index) LeaveOut() []Misplaced {
	var out []Misplaced
	s := newScratch(ix)
	for i, p := range ix.phrasings {
		d := &ix.docs[p.doc]
		if d.fact == nil || d.last-d.first < 2 {
			continue
		}
		ix.score(ix.read(p.text), s, int32(i))
		best, _ := ix.lead(s)
		if best < 0 {
			continue
		}
		if near := &ix.docs[s.cands[best].doc]; near.group != d.group {
			out = append(out, Misplaced{d.fact.Ref, p.text, near.fact.Ref})
		}
	}
	return out
}
