package desk

import (
	"context"
	"encoding/json"
	"errors"
	"time"
)

// Errors of a store. They are wrapped with what was done and why.
var (
	// ErrUnavailable reports that the store could not be read or written now:
	// the disk is full, the file read-only or locked, the database not
	// reachable. What was asked for was not done, no part of it.
	ErrUnavailable = errors.New("the store is not available")
	// ErrUnsure reports that the connection was lost while a change was being
	// committed: it is saved whole or not at all, look which.
	ErrUnsure = errors.New("the connection was lost while saving; look whether the change is there")
	// ErrMoved reports that the version compared with is not the stored one.
	ErrMoved = errors.New("changed since it was read")
	// ErrNoRevision reports that a server has no such revision.
	ErrNoRevision = errors.New("no such revision")
	// ErrNoDraft reports that there is no such draft, or no more.
	ErrNoDraft = errors.New("no such draft")
)

// A Store keeps what servers changed. Every method is safe for concurrent use
// and all or nothing; what a method has acknowledged survives a crash.
// Times are whole microseconds in UTC.
type Store interface {
	Overlays
	Revisions
	SettingsKeeper
	OptOuts
	Drafts
	Erasure
	Deletions
	Watcher
}

// Overlays keeps the overlays of servers.
type Overlays interface {
	// Heads returns the servers that have anything stored about them, in any order.
	Heads(ctx context.Context) ([]Head, error)
	// Overlay returns what server has changed, or the zero Overlay.
	Overlay(ctx context.Context, server string) (Overlay, error)
	// Commit appends r, the next revision of its server, and brings the overlay
	// to where r.Changes say. It returns ErrMoved when the last revision is not
	// r.N-1.
	Commit(ctx context.Context, r Revision) error
}

// Head says how far a server is, so that another process sees what moved.
type Head struct {
	Server   string
	Version  int // of its overlay, 0: none
	Settings int // version of its settings, 0: none
}

// Revisions reads the history.
type Revisions interface {
	// Revision returns revision n of server, or ErrNoRevision.
	Revision(ctx context.Context, server string, n int) (Revision, error)
	// Revisions returns a page, the latest first.
	Revisions(ctx context.Context, server string, page Page) ([]Revision, error)
}

// Page is a piece of a history.
type Page struct {
	ID     ID  // only revisions that changed this item; zero: all
	Before int // only revisions with a lower number; 0: from the latest
	Limit  int // most revisions, from 1
}

// SettingsKeeper keeps the settings of servers.
type SettingsKeeper interface {
	// Settings returns the settings of server, the zero Settings when none were saved.
	Settings(ctx context.Context, server string) (Settings, error)
	// SaveSettings stores s as version s.Version+1. It returns ErrMoved when
	// the stored version is not s.Version.
	SaveSettings(ctx context.Context, server string, s Settings) error
}

// OptOuts keeps who does not want something.
type OptOuts interface {
	OptedOut(ctx context.Context, server, person string, from OptOut) (bool, error)
	SetOptOut(ctx context.Context, server, person string, from OptOut, out bool) error
}

// Drafts keeps unfinished forms and previews.
type Drafts interface {
	// SaveDraft stores d in place of one with the same server and id.
	SaveDraft(ctx context.Context, d Draft) error
	// Draft returns a draft that expires after now, or ErrNoDraft.
	Draft(ctx context.Context, server, id string, now time.Time) (Draft, error)
	// OfPerson returns the drafts of person in server that expire after now, those
	// that expire last first: every save renews a draft.
	OfPerson(ctx context.Context, server, person string, now time.Time) ([]Draft, error)
	// DeleteDraft deletes a draft; that there is none is no error.
	DeleteDraft(ctx context.Context, server, id string) error
}

// Draft is an unfinished form or a preview. It survives a restart.
type Draft struct {
	ID      string // unique in the server; SaveDraft of Desk makes one when it is ""
	Server  string
	Person  string // whose it is: a user id
	Kind    string // the face's own word
	Payload json.RawMessage
	Expires time.Time
}

// Erasure deletes for good.
type Erasure interface {
	// ForgetServer deletes everything about server, its revisions too.
	ForgetServer(ctx context.Context, server string) error
	// ForgetPerson replaces person by pseudonym in the revisions of server and
	// deletes their drafts there and, unless keepOptOut, their opt-outs. It
	// returns how many revisions it changed.
	ForgetPerson(ctx context.Context, server, person, pseudonym string, keepOptOut bool) (int, error)
	// DeleteExpired deletes the drafts that expired by now.
	DeleteExpired(ctx context.Context, now time.Time) error
}

// Deletions keeps which servers are to be forgotten and when.
type Deletions interface {
	// Schedule sets when server is to be forgotten; the zero time: not at all.
	Schedule(ctx context.Context, server string, at time.Time) error
	// Due returns the servers that are to be forgotten by now.
	Due(ctx context.Context, now time.Time) ([]string, error)
	// Kept returns every server that anything is stored about, opt-outs and
	// drafts too, with when it is to be forgotten; the zero time: not at all.
	Kept(ctx context.Context) (map[string]time.Time, error)
}

// Watcher hears of changes, this process's own too.
type Watcher interface {
	// Watch calls changed whenever something may have been stored, at first too
	// and after a connection was lost, one call at a time. It returns when ctx
	// is done, nil then; while the store is not reachable it goes on trying.
	Watch(ctx context.Context, changed func()) error
}
