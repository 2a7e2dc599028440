package desk

import (
	"context"
	"fmt"
	"strings"
)

// StaleError reports that what a revision changed was changed again since, so
// that undoing it would undo more. Nothing was written; force does it anyway.
type StaleError struct {
	N     int
	Items []Stale
}

// Stale is a field, or an item, that was changed again.
type Stale struct {
	ID
	Field string // of a fact (see FactFields), "" for the item as a whole
	Was   State  // before the revision: what undoing brings back
	Made  State  // what the revision made of it
	Now   State
}

func (e *StaleError) Error() string {
	var names []string
	for _, s := range e.Items {
		names = append(names, strings.TrimSpace(s.ID.String()+" "+s.Field))
	}
	return fmt.Sprintf("changed again since revision %d: %s; look at both and decide", e.N, strings.Join(names, ", "))
}

// UndoEdit makes the edit that undoes revision n: each item gets back what it
// was, or only the fields that the revision changed when it was changed since
// in others. Propose and Publish take it like any other. *StaleError: those
// fields were changed since, and force is not set. ErrNoRevision, NoChangeError
// when nothing of the revision is left.
func (d *Desk) UndoEdit(ctx context.Context, server string, n int, force bool) (Edit, error) {
	r, err := d.Revision(ctx, server, n)
	if err != nil {
		return Edit{}, err
	}
	o, err := d.Overlay(ctx, server)
	if err != nil {
		return Edit{}, err
	}
	edit := Edit{Undoes: n}
	var stale []Stale
	for _, c := range r.Changes {
		now := stateOf(o, d.operator.index.Base(), c.ID)
		back, again := restored(c, now)
		stale = append(stale, again...)
		step := d.step(c.ID, back, d.seen(o, c.ID))
		if !step.after(d.operator.index.Base()).Equal(now) {
			edit.Steps = append(edit.Steps, step)
		}
	}
	if len(stale) > 0 && !force {
		return Edit{}, &StaleError{n, stale}
	}
	if len(edit.Steps) == 0 {
		return Edit{}, NoChangeError{}
	}
	return edit, nil
}

// Undo publishes what UndoEdit makes.
func (d *Desk) Undo(ctx context.Context, server string, n int, who string, force bool) (Revision, error) {
	edit, err := d.UndoEdit(ctx, server, n, force)
	if err != nil {
		return Revision{}, err
	}
	return d.Publish(ctx, server, Publication{Edit: edit, Who: who})
}

// restored returns what an item should be when change c is undone, and what of
// it was changed again since.
func restored(c Change, now State) (State, []Stale) {
	if sameThing(now, c.After) {
		return c.Before, nil
	}
	if sameThing(now, c.Before) {
		return now, nil
	}
	was, made, is := c.Before.Content.Fact, c.After.Content.Fact, now.Content.Fact
	if was == nil || made == nil || is == nil {
		return c.Before, []Stale{{c.ID, "", c.Before, c.After, now}}
	}
	var stale []Stale
	fact := *is
	for _, f := range factFields {
		if f.same(was, made) || f.same(is, was) {
			continue
		}
		if !f.same(is, made) {
			stale = append(stale, Stale{c.ID, f.name, c.Before, c.After, now})
		}
		f.set(&fact, was)
	}
	return State{Source: Server, Content: Content{Fact: &fact}}, stale
}

// sameThing reports whether two states show the same, whatever they replace.
func sameThing(a, b State) bool { return a.Source == b.Source && a.Content.Equal(b.Content) }

// step makes the step after which an item stands as s does: what the operator
// has follows the operator again.
func (d *Desk) step(id ID, s State, seen Seen) Step {
	switch {
	case s.Source == Hidden:
		return Remove(id, seen)
	case s.Source == Server && s.Content.Equal(operatorContent(d.operator.index.Base(), id)):
		return Restore(id, seen)
	case s.Source == Server:
		return Put(s.Content, seen)
	case s.Source == Nothing:
		return Remove(id, seen)
	}
	return Restore(id, seen)
}
