package desk

import (
	"context"
	"fmt"
)

// View is what an item says in a server now.
type View struct {
	ID
	State
	Seen     Seen    // to be given back with the Step that changes it
	Operator Content // what the operator's base says, or nothing
}

// Look returns what an item says now, as it is stored. An item that is nowhere
// has Source Nothing and a Seen with which it can be put.
func (d *Desk) Look(ctx context.Context, server string, id ID) (View, error) {
	o, err := d.Overlay(ctx, server)
	if err != nil {
		return View{}, err
	}
	base := d.operator.index.Base()
	return View{ID: id, State: stateOf(o, base, id), Seen: d.seen(o, id), Operator: operatorContent(base, id)}, nil
}

// Towards returns the step that makes an item say want, or not be there when
// want says nothing; ok is false when it is so already in a server with overlay
// o. An item that says what the operator's does follows the operator again.
func (d *Desk) Towards(o Overlay, id ID, want Content) (s Step, ok bool) {
	base := d.operator.index.Base()
	now := stateOf(o, base, id)
	if now.Content.Equal(want) {
		return Step{}, false
	}
	if want.Empty() {
		return Remove(id, d.seen(o, id)), true
	}
	return d.step(id, State{Source: Server, Content: want}, d.seen(o, id)), true
}

// seen is what somebody sees of an item now.
func (d *Desk) seen(o Overlay, id ID) Seen {
	it, _ := o.Item(id)
	return Seen{it.Version, operatorContent(d.operator.index.Base(), id).Hash()}
}

// Overlay returns all that a server changed, as it is stored now.
func (d *Desk) Overlay(ctx context.Context, server string) (Overlay, error) {
	if server == "" {
		return Overlay{}, nil
	}
	o, err := d.store.Overlay(ctx, server)
	if err != nil {
		return Overlay{}, fmt.Errorf("changes of server %s: %w", server, err)
	}
	return o, nil
}

// History returns a page of a server's revisions, the latest first. The next
// page is the one Before the last N.
func (d *Desk) History(ctx context.Context, server string, page Page) ([]Revision, error) {
	list, err := d.store.Revisions(ctx, server, page)
	if err != nil {
		return nil, fmt.Errorf("history of server %s: %w", server, err)
	}
	return list, nil
}

// Revision returns one revision, or an error that wraps ErrNoRevision.
func (d *Desk) Revision(ctx context.Context, server string, n int) (Revision, error) {
	r, err := d.store.Revision(ctx, server, n)
	if err != nil {
		return Revision{}, fmt.Errorf("revision %d of server %s: %w", n, server, err)
	}
	return r, nil
}
