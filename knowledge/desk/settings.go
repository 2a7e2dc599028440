package desk

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Settings are what the moderators of a server chose. The zero Settings are
// the defaults.
type Settings struct {
	Version       int      // for SaveSettings; 0: never saved
	Moderators    []string // role ids that may change facts, beside the server's managers
	LogChannel    string   // channel id for notes about changes, "" none
	Unprompted    []string // channel ids in which the bot may answer unasked
	Private       bool     // commands answer privately unless asked otherwise
	Record        bool     // questions without an answer are recorded for the moderators
	RetentionDays int      // days that recorded questions are kept, 1 to MaxRetentionDays; 0: DefaultRetentionDays
}

// Days for which recorded questions are kept.
const (
	DefaultRetentionDays = 30
	MaxRetentionDays     = 365
)

// OptOut is something that a person does not want.
type OptOut string

const (
	FromUnprompted OptOut = "unprompted" // answers without being asked
	FromRecorded   OptOut = "recorded"   // their questions being recorded
)

// Settings returns the settings of a server. Those that were read once are
// remembered until they change, so that a stopped store does not stop answers.
// server "" has the defaults.
func (d *Desk) Settings(ctx context.Context, server string) (Settings, error) {
	s := d.slot(server)
	if s == nil {
		return Settings{}, nil
	}
	head := s.head.Load()
	if known := s.settings.Load(); known != nil && known.Version == head.Settings {
		return clone(*known), nil
	}
	if head.Settings == 0 {
		return Settings{}, nil
	}
	read, err := d.store.Settings(ctx, server)
	if err != nil {
		if known := s.settings.Load(); known != nil {
			return clone(*known), nil
		}
		return Settings{}, fmt.Errorf("settings of server %s: %w", server, err)
	}
	s.settings.Store(&read)
	return clone(read), nil
}

func clone(s Settings) Settings {
	s.Moderators, s.Unprompted = slices.Clone(s.Moderators), slices.Clone(s.Unprompted)
	return s
}

// SaveSettings stores s, whose Version is that of the settings it was made
// from, and returns it with its new one. ErrMoved: somebody else saved since;
// read them again.
func (d *Desk) SaveSettings(ctx context.Context, server string, s Settings) (Settings, error) {
	if server == "" {
		return s, ErrNoServer
	}
	if s.RetentionDays < 0 || s.RetentionDays > MaxRetentionDays {
		return s, fmt.Errorf("retention: %d days; give 1 to %d, or 0 for %d", s.RetentionDays, MaxRetentionDays, DefaultRetentionDays)
	}
	if err := d.store.SaveSettings(ctx, server, s); err != nil {
		return s, fmt.Errorf("settings of server %s: %w", server, err)
	}
	s.Version++
	saved := clone(s)
	slot := d.makeSlot(server)
	slot.settings.Store(&saved)
	slot.update(func(h *Head) { h.Settings = max(h.Settings, saved.Version) })
	return s, nil
}

// OptedOut reports whether person does not want something in server.
func (d *Desk) OptedOut(ctx context.Context, server, person string, from OptOut) (bool, error) {
	return d.store.OptedOut(ctx, server, person, from)
}

// SetOptOut notes whether person does not want something in server.
func (d *Desk) SetOptOut(ctx context.Context, server, person string, from OptOut, out bool) error {
	return d.store.SetOptOut(ctx, server, person, from, out)
}

// SaveDraft stores a draft and returns its id, which is made when it has none:
// 26 letters and digits, so that it fits a custom id and cannot be guessed.
func (d *Desk) SaveDraft(ctx context.Context, draft Draft) (string, error) {
	if draft.ID == "" {
		draft.ID = rand.Text()
	}
	return draft.ID, d.store.SaveDraft(ctx, draft)
}

// Draft returns a draft of server, or ErrNoDraft when there is none or it
// expired.
func (d *Desk) Draft(ctx context.Context, server, id string) (Draft, error) {
	return d.store.Draft(ctx, server, id, d.now())
}

// DraftsOf returns the drafts of a person in server that did not expire, the
// latest first; none for nobody.
func (d *Desk) DraftsOf(ctx context.Context, server, person string) ([]Draft, error) {
	if server == "" || person == "" {
		return nil, nil
	}
	return d.store.OfPerson(ctx, server, person, d.now())
}

// DeleteDraft deletes a draft; that there is none is no error.
func (d *Desk) DeleteDraft(ctx context.Context, server, id string) error {
	return d.store.DeleteDraft(ctx, server, id)
}

// KeepAfterLeaving is how long a server's data is kept after the bot left it.
const KeepAfterLeaving = 30 * 24 * time.Hour

// Left schedules the data of a server for deletion in KeepAfterLeaving.
func (d *Desk) Left(ctx context.Context, server string) error {
	return d.store.Schedule(ctx, server, d.now().Add(KeepAfterLeaving))
}

// Joined cancels what Left scheduled.
func (d *Desk) Joined(ctx context.Context, server string) error {
	return d.store.Schedule(ctx, server, time.Time{})
}

// Present takes note of all servers that the bot is in: those that something is
// stored about and that it is not in any more are as after Left, from when that
// was noticed first; the others as after Joined. It writes what differs only.
func (d *Desk) Present(ctx context.Context, servers map[string]bool) error {
	kept, err := d.store.Kept(ctx)
	if err != nil {
		return fmt.Errorf("servers that were left: %w", err)
	}
	var problems []error
	for server, at := range kept {
		switch left := !at.IsZero(); {
		case server == "": // direct messages
		case servers[server] && left:
			problems = append(problems, d.Joined(ctx, server))
		case !servers[server] && !left:
			problems = append(problems, d.Left(ctx, server))
		}
	}
	return errors.Join(problems...)
}

// ForgetServer deletes everything about a server now: it answers from the
// operator's base again, with the default settings.
func (d *Desk) ForgetServer(ctx context.Context, server string) error {
	if server == "" {
		return ErrNoServer
	}
	s := d.makeSlot(server)
	if err := s.change.lock(ctx); err != nil {
		return err
	}
	defer s.change.unlock()
	if err := d.store.ForgetServer(ctx, server); err != nil {
		return fmt.Errorf("forget server %s: %w", server, err)
	}
	d.swap(s, d.operator)
	s.settings.Store(nil)
	s.update(func(h *Head) { h.Settings = 0 })
	return nil
}

// ForgetPerson is *Delete mine*: it replaces the person's id by a new pseudonym
// in the revisions of server and deletes their drafts and, unless keepOptOut,
// their opt-outs. It returns how many revisions were theirs.
func (d *Desk) ForgetPerson(ctx context.Context, server, person string, keepOptOut bool) (int, error) {
	if server == "" || person == "" {
		return 0, ErrNoServer
	}
	pseudonym := "someone-" + strings.ToLower(rand.Text()[:8])
	n, err := d.store.ForgetPerson(ctx, server, person, pseudonym, keepOptOut)
	if err != nil {
		return 0, fmt.Errorf("forget a person in server %s: %w", server, err)
	}
	return n, nil
}
