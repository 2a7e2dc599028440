package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"briefbot/knowledge/desk"
)

// Settings returns the settings of server, the zero Settings when none were saved.
func (d *database) Settings(ctx context.Context, server string) (desk.Settings, error) {
	s, err := d.readSettings(ctx, d.db, server)
	return s, d.fail("settings", err)
}

func (d *database) readSettings(ctx context.Context, q querier, server string) (desk.Settings, error) {
	var s desk.Settings
	err := rows(ctx, q, d.dialect.settings, func(r *sql.Rows) error {
		var text sql.NullString
		var version int
		err := r.Scan(&text, &version)
		if err == nil && text.Valid {
			s, err = desk.DecodeSettings([]byte(text.String))
			s.Version = version
		}
		return err
	}, server)
	return s, err
}

// SaveSettings stores s as the next version, or returns desk.ErrMoved.
func (d *database) SaveSettings(ctx context.Context, server string, s desk.Settings) error {
	return d.write(ctx, "settings", func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, d.dialect.makeServer, server); err != nil {
			return err
		}
		if _, err := version(ctx, tx, d.dialect.lock, server); err != nil {
			return err
		}
		switch now, err := d.readSettings(ctx, tx, server); {
		case err != nil:
			return err
		case now.Version != s.Version:
			return desk.ErrMoved
		}
		if _, err := tx.ExecContext(ctx, d.dialect.setSettings, server, string(desk.EncodeSettings(s)), s.Version+1); err != nil {
			return err
		}
		return d.notify(ctx, tx, server)
	})
}

// OptedOut reports whether person does not want something in server.
func (d *database) OptedOut(ctx context.Context, server, person string, from desk.OptOut) (bool, error) {
	var one int
	err := d.db.QueryRowContext(ctx, d.dialect.optedOut, server, person, string(from)).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, d.fail("opt-out", err)
}

// SetOptOut notes whether person does not want something in server.
func (d *database) SetOptOut(ctx context.Context, server, person string, from desk.OptOut, out bool) error {
	statement := d.dialect.deleteOptOut
	if out {
		statement = d.dialect.addOptOut
	}
	return d.exec(ctx, "opt-out", statement, server, person, string(from))
}

// SaveDraft stores a draft in place of one with the same server and id.
func (d *database) SaveDraft(ctx context.Context, x desk.Draft) error {
	return d.exec(ctx, "draft", d.dialect.putDraft, x.Server, x.ID, x.Person, x.Kind, string(x.Payload), micros(x.Expires))
}

// Draft returns a draft that expires after now, or desk.ErrNoDraft.
func (d *database) Draft(ctx context.Context, server, id string, now time.Time) (desk.Draft, error) {
	x := desk.Draft{Server: server, ID: id}
	var payload string
	var expires int64
	err := d.db.QueryRowContext(ctx, d.dialect.draft, server, id, micros(now)).Scan(&x.Person, &x.Kind, &payload, &expires)
	if errors.Is(err, sql.ErrNoRows) {
		err = desk.ErrNoDraft
	}
	if err != nil {
		return desk.Draft{}, d.fail("draft", err)
	}
	x.Payload, x.Expires = json.RawMessage(payload), timeOf(expires)
	return x, nil
}

// OfPerson returns the drafts of person that expire after now, the last first.
func (d *database) OfPerson(ctx context.Context, server, person string, now time.Time) ([]desk.Draft, error) {
	var out []desk.Draft
	err := rows(ctx, d.db, d.dialect.draftsOf, func(r *sql.Rows) error {
		x := desk.Draft{Server: server, Person: person}
		var payload string
		var expires int64
		err := r.Scan(&x.ID, &x.Kind, &payload, &expires)
		x.Payload, x.Expires = json.RawMessage(payload), timeOf(expires)
		out = append(out, x)
		return err
	}, server, person, micros(now))
	if err != nil {
		return nil, d.fail("drafts", err)
	}
	return out, nil
}

// DeleteDraft deletes a draft.
func (d *database) DeleteDraft(ctx context.Context, server, id string) error {
	return d.exec(ctx, "draft", d.dialect.deleteDraft, server, id)
}

// DeleteExpired deletes the drafts that expired by now.
func (d *database) DeleteExpired(ctx context.Context, now time.Time) error {
	return d.exec(ctx, "expired drafts", d.dialect.expire, micros(now))
}

// ForgetServer deletes everything about server.
func (d *database) ForgetServer(ctx context.Context, server string) error {
	return d.write(ctx, "forget server", func(tx *sql.Tx) error {
		for _, statement := range d.dialect.forgetServer {
			if _, err := tx.ExecContext(ctx, statement, server); err != nil {
				return err
			}
		}
		return d.notify(ctx, tx, server)
	})
}

// ForgetPerson replaces a person by a pseudonym and deletes the rest.
func (d *database) ForgetPerson(ctx context.Context, server, person, pseudonym string, keepOptOut bool) (int, error) {
	var changed int64
	err := d.write(ctx, "forget a person", func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, d.dialect.renamePerson, server, person, pseudonym)
		if err != nil {
			return err
		}
		if changed, err = result.RowsAffected(); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, d.dialect.forgetDrafts, server, person); err != nil || keepOptOut {
			return err
		}
		_, err = tx.ExecContext(ctx, d.dialect.forgetOptOuts, server, person)
		return err
	})
	if err != nil {
		return 0, err
	}
	return int(changed), nil
}

// Schedule sets when server is to be forgotten; the zero time: not at all.
func (d *database) Schedule(ctx context.Context, server string, at time.Time) error {
	if at.IsZero() {
		return d.exec(ctx, "schedule", d.dialect.unschedule, server)
	}
	return d.exec(ctx, "schedule", d.dialect.schedule, server, micros(at))
}

// Kept returns every server that anything is stored about.
func (d *database) Kept(ctx context.Context) (map[string]time.Time, error) {
	out := map[string]time.Time{}
	err := rows(ctx, d.db, d.dialect.kept, func(r *sql.Rows) error {
		var id string
		var at sql.NullInt64
		err := r.Scan(&id, &at)
		if out[id] = (time.Time{}); at.Valid {
			out[id] = timeOf(at.Int64)
		}
		return err
	})
	return out, d.fail("servers", err)
}

// Due returns the servers that are to be forgotten by now.
func (d *database) Due(ctx context.Context, now time.Time) ([]string, error) {
	var out []string
	err := rows(ctx, d.db, d.dialect.due, func(r *sql.Rows) error {
		var id string
		err := r.Scan(&id)
		out = append(out, id)
		return err
	}, micros(now))
	return out, d.fail("servers that are due", err)
}
