package desk

import (
	"context"
	"slices"
	"sync"

	"briefbot/knowledge"
)

// Proposal is what an edit would do. Nothing was written.
type Proposal struct {
	Server  string
	Edit    Edit
	Version int          // of the overlay on which it was tried
	Changes []Change     // what would change, by ID; never empty
	Similar []Similar    // facts like those that it puts
	Differ  []Difference // questions answered differently, accepted ones first
	Asked   int          // questions that were replayed
	Replay  string       // stands for Differ; give it back with the Publication

	Base *knowledge.Base // as it would be, to show it
}

// Propose tries an edit on what is stored now and writes nothing. Errors:
// *CheckError with every problem, *ConflictError when an item was changed since
// it was seen, NoChangeError, ErrNoServer, and those of the store.
func (d *Desk) Propose(ctx context.Context, server string, edit Edit) (Proposal, error) {
	if server == "" {
		return Proposal{}, ErrNoServer
	}
	s := d.makeSlot(server)
	if err := s.change.lock(ctx); err != nil {
		return Proposal{}, err
	}
	l, err := d.fresh(ctx, s)
	s.change.unlock()
	if err != nil {
		return Proposal{}, err
	}
	p, _, err := d.try(ctx, server, l, edit)
	return p, err
}

// try lays edit over l and returns what it does and the base after it.
func (d *Desk) try(ctx context.Context, server string, l *live, edit Edit) (Proposal, *live, error) {
	operator := d.operator.index.Base()
	if problems := edit.checkSteps(); len(problems) > 0 {
		return Proposal{}, nil, &CheckError{problems}
	}
	if err := d.clashes(ctx, server, l.overlay, edit); err != nil {
		return Proposal{}, nil, err
	}
	changes := edit.changes(l.overlay, operator)
	if len(changes) == 0 {
		return Proposal{}, nil, NoChangeError{}
	}
	key := string(EncodeEdit(edit))
	next := d.pending.find(l, key)
	if next == nil {
		overlay := l.overlay.With(Revision{N: l.overlay.Version + 1, Changes: changes})
		base, conflicts := overlay.Apply(operator)
		if problems := newProblems(l.conflicts, conflicts, changes); len(problems) > 0 {
			return Proposal{}, nil, &CheckError{problems}
		}
		next = d.over(overlay, base, conflicts, l, d.operator)
		d.pending.keep(l, key, next)
	}
	p := Proposal{
		Server: server, Edit: edit, Version: l.overlay.Version, Changes: changes, Base: next.index.Base(),
		Similar: similar(next.index.Base(), changes),
	}
	var err error
	p.Differ, p.Asked, err = compare(ctx, l.replay, next.replay, next.overlay.Questions(), freshQuestions(changes))
	p.Replay = digest(p.Differ)
	return p, next, err
}

// freshQuestions are the accepted questions that changes put.
func freshQuestions(changes []Change) map[string]bool {
	out := map[string]bool{}
	for _, c := range changes {
		if q := c.After.Content.Question; q != nil {
			out[q.Text] = true
		}
	}
	return out
}

// newProblems returns the problems that a change brings: those of the items
// that it touches, and those that were not there before.
func newProblems(before, after []Conflict, changes []Change) []Problem {
	type key struct {
		ID
		text string
	}
	known := map[key]bool{}
	for _, c := range before {
		for _, p := range c.Problems {
			known[key{c.ID, p.Text}] = true
		}
	}
	var out []Problem
	for _, c := range after {
		touched := slices.ContainsFunc(changes, func(ch Change) bool { return ch.ID == c.ID })
		for _, p := range c.Problems {
			if touched || !known[key{c.ID, p.Text}] {
				out = append(out, p)
			}
		}
	}
	return out
}

// clashes returns a *ConflictError when an item is not as it was seen, unless
// it says already what the edit wants.
func (d *Desk) clashes(ctx context.Context, server string, o Overlay, edit Edit) error {
	operator := d.operator.index.Base()
	var items []Clash
	for _, s := range edit.Steps {
		now := d.seen(o, s.ID)
		moved := s.Seen.Version != now.Version
		if !moved && (s.Seen.Operator == "" || s.Seen.Operator == now.Operator) {
			continue
		}
		c := Clash{ID: s.ID, Theirs: stateOf(o, operator, s.ID), Yours: s.after(operator), Seen: now}
		if c.Theirs.Equal(c.Yours) {
			continue
		}
		if moved {
			if err := d.explain(ctx, server, s, &c); err != nil {
				return err
			}
		}
		items = append(items, c)
	}
	if len(items) > 0 {
		return &ConflictError{items}
	}
	return nil
}

// explain fills in who changed the item and what both began with.
func (d *Desk) explain(ctx context.Context, server string, s Step, c *Clash) error {
	last, err := d.History(ctx, server, Page{ID: s.ID, Limit: 1})
	if err != nil {
		return err
	}
	for _, r := range last {
		c.By, c.N = r.Who, r.N
	}
	if s.Seen.Version == 0 {
		c.Base = State{Source: Operator, Content: operatorContent(d.operator.index.Base(), s.ID)}
		if c.Base.Content.Empty() {
			c.Base = State{}
		}
		return nil
	}
	r, err := d.Revision(ctx, server, s.Seen.Version)
	if err != nil {
		return err
	}
	for _, change := range r.Changes {
		if change.ID == s.ID {
			c.Base = change.After
		}
	}
	return nil
}

// pending remembers the last bases that were tried, so that what was previewed
// is not built again when it is published.
type pending struct {
	mu    sync.Mutex
	tried []tried // the latest last
}

type tried struct {
	from *live
	edit string
	next *live
}

const maxPending = 4

func (p *pending) find(from *live, edit string) *live {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, t := range p.tried {
		if t.from == from && t.edit == edit {
			return t.next
		}
	}
	return nil
}

func (p *pending) keep(from *live, edit string, next *live) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.tried) == maxPending {
		p.tried = slices.Delete(p.tried, 0, 1)
	}
	p.tried = append(p.tried, tried{from, edit, next})
}

// dropFrom forgets what was tried on a base that is no more.
func (p *pending) dropFrom(from *live) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tried = slices.DeleteFunc(p.tried, func(t tried) bool { return t.from == from })
}
