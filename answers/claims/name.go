package claims

import (
	"slices"

	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

// compareNames: every name of the claim must stand in the source in the same
// role. Another one in its place is a difference.
func (c *Checker) compareNames(k *comparison, hole func(text.Span) bool) {
	p := k.claim
	for _, m := range p.names {
		if p.spoken(m) || hole(m.Span) {
			continue
		}
		if wide, ok := c.part(k, m); ok {
			k.differ(Scope, m.Of(p.text), c.base.Names.Entry(wide).Name)
			k.replaced = append(k.replaced, wide)
			continue
		}
		switch c.standing(k, m) {
		case stands:
		case otherRole:
			k.miss(m.Of(p.text))
		default:
			other, ok := c.inPlaceOf(k, m)
			if !ok {
				k.miss(m.Of(p.text))
				continue
			}
			k.differ(Name, m.Of(p.text), c.base.Names.Entry(other).Name)
			k.replaced = append(k.replaced, other)
		}
	}
	if !c.inOrder(k) {
		k.miss("order")
	}
}

// part reports whether a claim gives a number to a part of the place that it
// holds for: to the United Kingdom what is counted in Europe.
func (c *Checker) part(k *comparison, m named) (wide int, ok bool) {
	if k.fact.Figure == nil || c.base.Names.Entry(m.Entry).Kind != knowledge.Place || m.prep == "including" || m.kind == modifier {
		return 0, false
	}
	for _, w := range k.where {
		if w != m.Entry && c.base.Names.Within(m.Entry, w) && !k.claim.mentions(w) && !slices.Contains(k.where, m.Entry) {
			return w, true
		}
	}
	return 0, false
}

// standing says how a name of the claim stands in the source.
type standing uint8

const (
	absent standing = iota
	otherRole
	stands
)

func (c *Checker) standing(k *comparison, m named) standing {
	found := absent
	for _, s := range k.passages {
		for _, e := range s.names {
			if e.Entry != m.Entry && (k.fact.Figure != nil || c.base.Names.Entry(m.Entry).Kind != knowledge.Place || !c.base.Names.Within(e.Entry, m.Entry)) {
				continue
			}
			if !s.spoken(e) && fits(m.role, e.role) {
				return stands
			}
			found = otherRole
		}
	}
	if found == absent && slices.Contains(k.about, m.Entry) && k.meant(m) {
		return stands
	}
	return found
}

// meant reports whether a name that no sentence has, but About, stands in the
// role that About gives it: "MI5’s resources" for "the agency’s resources".
func (k *comparison) meant(m named) bool {
	switch {
	case m.kind == modifier:
		return true
	case m.kind == prepositional:
		return m.prep == "of" || m.prep == "place" || m.prep == "by" && slices.Contains(k.by, m.Entry)
	case nounBehind(m.role):
		return true
	}
	other := slices.ContainsFunc(k.passages, func(s *passage) bool {
		return slices.ContainsFunc(s.names, func(e named) bool { return !s.spoken(e) && e.kind == bare && !nounBehind(e.role) })
	})
	return len(k.by) == 1 && k.by[0] == m.Entry && !m.object && !other
}

// inPlaceOf returns the name that the source has where the claim has m: one in
// the same role, else one of the same kind, that the claim does not name.
func (c *Checker) inPlaceOf(k *comparison, m named) (int, bool) {
	names := c.base.Names
	if slices.ContainsFunc(k.whole.passages, func(s *passage) bool { return s.mentions(m.Entry) }) {
		return 0, false
	}
	best, bestRank := 0, 0
	for _, s := range []*passage{k.statement, k.passages[0]} {
		for _, e := range s.names {
			if k.claim.mentions(e.Entry) || s.spoken(e) || slices.Contains(k.replaced, e.Entry) || e.prep == "including" {
				continue
			}
			kind, want := names.Entry(e.Entry).Kind, names.Entry(m.Entry).Kind
			if sort(kind) != sort(want) {
				continue
			}
			if !fits(m.role, e.role) || kind != want && !slices.Contains(k.own, e.Entry) {
				continue
			}
			rank := 1
			for _, like := range []bool{kind == want, slices.Contains(k.own, e.Entry)} {
				if like {
					rank++
				}
			}
			if rank > bestRank {
				best, bestRank = e.Entry, rank
			}
		}
	}
	return best, bestRank > 0
}

// sort brings the kinds together of which one can stand for another in a claim
// that has it wrong: who acts, and where.
func sort(kind knowledge.EntryKind) knowledge.EntryKind {
	switch kind {
	case knowledge.Person, knowledge.Group:
		return knowledge.Body
	}
	return kind
}

// inOrder reports whether the names that are neither described by what stands
// around them nor in a list come in the order of one of the source's sentences:
// who does, and to whom. A passive turns the order round.
func (c *Checker) inOrder(k *comparison) bool {
	order := acting(k.claim)
	for i := 1; i < len(order); i++ {
		a, b := order[i-1], order[i]
		if a.Entry == b.Entry || b.together {
			continue
		}
		if both, ok := c.ordered(k, a, b); both && !ok {
			return false
		}
	}
	return true
}

// acting are the names of a passage that act or are acted upon.
func acting(p *passage) []named {
	var out []named
	for _, m := range p.names {
		if !p.spoken(m) && (m.kind == bare || m.prep == "by") {
			out = append(out, m)
		}
	}
	return out
}

// ordered reports whether a sentence has both names in this order; both is
// false when none has the two.
func (c *Checker) ordered(k *comparison, a, b named) (both, ok bool) {
	for _, s := range k.passages {
		order := acting(s)
		for i, x := range order {
			for _, y := range order[i+1:] {
				straight := x.Entry == a.Entry && y.Entry == b.Entry
				turned := x.Entry == b.Entry && y.Entry == a.Entry
				if !straight && !turned {
					continue
				}
				both = true
				passive := (b.prep == "by") != (y.prep == "by")
				if straight != passive {
					return true, true
				}
			}
		}
	}
	return both, false
}
