package knowledge

import "fmt"

// supersede notes which facts are superseded. What makes no sense is left out,
// CheckBase reports it: a fact that is not there, a second fact that supersedes
// the same one, and a circle.
func (b *Base) supersede() {
	b.newer = map[Ref]*Fact{}
	for _, f := range b.Facts {
		if older := f.Supersedes; older != (Ref{}) && b.byRef[older] != nil && b.newer[older] == nil && b.Newest(f.Ref) != b.byRef[older] && f.Ref != older {
			b.newer[older] = f
		}
	}
}

// Superseded reports whether a newer fact replaces the one that ref names.
func (b *Base) Superseded(ref Ref) bool { return b.newer[ref] != nil }

// Newest returns the fact that answers in place of the one that ref names: the
// last of those that supersede each other, the fact itself when none does, nil
// when there is no such fact.
func (b *Base) Newest(ref Ref) *Fact {
	f := b.byRef[ref]
	for f != nil && b.newer[f.Ref] != nil {
		f = b.newer[f.Ref]
	}
	return f
}

// Older returns the facts that f replaces, the newest first. A reply cites them
// beside f.
func (b *Base) Older(f *Fact) []*Fact {
	var out []*Fact
	for at := f; at.Supersedes != (Ref{}) && b.newer[at.Supersedes] == at; {
		at = b.byRef[at.Supersedes]
		out = append(out, at)
	}
	return out
}

// A BaseProblem is a problem that shows only when briefings are together.
type BaseProblem struct {
	Briefing string // its id
	Problem
}

func (p BaseProblem) String() string { return fmt.Sprintf("briefing %q: %s", p.Briefing, p.Problem) }

// Error makes a BaseProblem an error, so that callers can join several.
func (p BaseProblem) Error() string { return p.String() }

// CheckBase is the part of the citation check that needs all briefings: every
// fact that is superseded is there, by one fact only, and not in a circle. It
// reports every problem, by Ref.
func CheckBase(b *Base) []BaseProblem {
	var out []BaseProblem
	for _, f := range b.Facts {
		older := f.Supersedes
		if older == (Ref{}) || b.newer[older] == f {
			continue
		}
		text := fmt.Sprintf("%s supersedes this one in the end; a circle has no newest fact, so leave one of them out", older)
		switch {
		case older == f.Ref:
			text = "a fact does not supersede itself; name the older fact"
		case b.byRef[older] == nil:
			text = fmt.Sprintf("there is no fact %s; write briefing/id, or the id alone for a fact of the same briefing", older)
		case b.newer[older] != nil:
			text = fmt.Sprintf("%s is superseded by %s already; supersede that one instead", older, b.newer[older].Ref)
		}
		out = append(out, BaseProblem{f.Ref.Briefing, Problem{f.Ref.ID, "supersedes", text}})
	}
	return out
}
