package desk

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Publication is an edit that somebody decided on.
type Publication struct {
	Edit   Edit
	Who    string // user id, "" for the command line
	Why    string
	Replay string // Proposal.Replay that was shown; "": no preview was
}

// ReplayError reports that the base moved since the preview, so that other
// questions would be answered differently than was shown. Nothing was written.
type ReplayError struct{ Proposal Proposal } // what it would do now

func (e *ReplayError) Error() string {
	return fmt.Sprintf("the base was changed since the preview: %d questions would be answered differently now; look again", len(e.Proposal.Differ))
}

// maxTries is how often a change is tried when other processes are faster.
const maxTries = 5

// Publish does what Propose tries, stores it with its revision in one
// transaction, and lets it answer here; other processes hear of it. When it
// returns a revision, the change survives a crash. Errors: those of Propose,
// *ReplayError, and those of the store: nothing was written then, but for
// ErrUnsure.
func (d *Desk) Publish(ctx context.Context, server string, pub Publication) (Revision, error) {
	if server == "" {
		return Revision{}, ErrNoServer
	}
	s := d.makeSlot(server)
	if err := s.change.lock(ctx); err != nil {
		return Revision{}, err
	}
	defer s.change.unlock()
	for range maxTries {
		l, err := d.fresh(ctx, s)
		if err != nil {
			return Revision{}, err
		}
		p, next, err := d.try(ctx, server, l, pub.Edit)
		if err != nil {
			return Revision{}, err
		}
		if pub.Replay != "" && pub.Replay != p.Replay {
			return Revision{}, &ReplayError{p}
		}
		r := Revision{
			Server: server, N: next.overlay.Version, At: d.now().UTC().Truncate(time.Microsecond),
			Who: pub.Who, Why: pub.Why, Undoes: pub.Edit.Undoes, Changes: p.Changes,
		}
		err = d.store.Commit(ctx, r)
		if errors.Is(err, ErrMoved) {
			continue
		}
		if err != nil {
			return Revision{}, fmt.Errorf("publish in server %s: %w", server, err)
		}
		d.swap(s, next)
		d.pending.dropFrom(l)
		return r, nil
	}
	return Revision{}, fmt.Errorf("publish in server %s: others changed it %d times meanwhile; try again: %w", server, maxTries, ErrMoved)
}
