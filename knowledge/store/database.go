package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"briefbot/knowledge/desk"
)

// database does what desk.Store promises, but for Watch, with the statements
// of one dialect.
type database struct {
	db       *sql.DB
	dialect  dialect
	location string // for messages; no password in it
}

// dialect is a database's statements, and what its errors mean. Parameters are
// numbered in the order of the comments.
type dialect struct {
	begin   string // at the beginning of a transaction that writes, or ""
	heads   string // -> id, version, settings version
	version string // server -> version
	lock    string // as version, and nobody else changes it before the end of the transaction
	items   string // server -> kind, key, version, state

	makeServer  string // server
	setVersion  string // server, version
	addRevision string // server, n, at, who, why, undoes
	addChange   string // server, n, position, kind, key, was, became
	putItem     string // server, kind, key, version, state
	deleteItem  string // server, kind, key
	notify      string // server; "" when the database has no notifications

	revision      string // server, n -> n, at, who, why, undoes
	revisions     string // server, before, limit -> as revision
	revisionsItem string // server, before, limit, kind, key -> as revision
	changes       string // server, n -> kind, key, was, became

	settings    string // server -> settings, version
	setSettings string // server, settings, version

	optedOut     string // server, person, kind -> 1
	addOptOut    string // server, person, kind
	deleteOptOut string // server, person, kind

	draft       string // server, id, now -> person, kind, payload, expires
	draftsOf    string // server, person, now -> id, kind, payload, expires
	putDraft    string // server, id, person, kind, payload, expires
	deleteDraft string // server, id
	expire      string // now

	forgetServer   []string           // server
	renamePerson   string             // server, person, pseudonym
	forgetDrafts   string             // server, person
	forgetOptOuts  string             // server, person
	schedule       string             // server, at
	unschedule     string             // server
	due            string             // now -> id
	kept           string             // -> id, forget_at or NULL
	snapshot       sql.TxOptions      // of a transaction that reads: it sees one state of the database
	unavailable    func(error) string // what keeps the database from working, in plain words; "": something else
	commitIsUnsure func(error) bool
}

// Close closes the connections.
func (d *database) Close() error { return d.db.Close() }

// fail wraps an error of the database: those that its dialect knows with a
// plain cause as desk.ErrUnavailable.
func (d *database) fail(what string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded), errors.Is(err, desk.ErrUnavailable):
		return fmt.Errorf("%s: %w", what, err)
	}
	if why := d.dialect.unavailable(err); why != "" {
		return fmt.Errorf("%s: %w: %s: %s (%w)", what, desk.ErrUnavailable, d.location, why, err)
	}
	return fmt.Errorf("%s: %s: %w", what, d.location, err)
}

// write runs f in a transaction that writes.
func (d *database) write(ctx context.Context, what string, f func(tx *sql.Tx) error) error {
	tx, err := d.db.BeginTx(ctx, nil)
	if err != nil {
		return d.fail(what, err)
	}
	defer tx.Rollback() // after a commit it does nothing
	if d.dialect.begin != "" {
		if _, err := tx.ExecContext(ctx, d.dialect.begin); err != nil {
			return d.fail(what, err)
		}
	}
	if err := f(tx); err != nil {
		return d.fail(what, err)
	}
	if err := tx.Commit(); err != nil {
		if d.dialect.commitIsUnsure(err) {
			return fmt.Errorf("%s: %w: %s (%w)", what, desk.ErrUnsure, d.location, err)
		}
		return d.fail(what, err)
	}
	return nil
}

// read runs f in a transaction that sees one state of the database.
func (d *database) read(ctx context.Context, what string, f func(tx *sql.Tx) error) error {
	tx, err := d.db.BeginTx(ctx, &d.dialect.snapshot)
	if err != nil {
		return d.fail(what, err)
	}
	defer tx.Rollback() // it only read
	return d.fail(what, f(tx))
}

// exec runs one statement.
func (d *database) exec(ctx context.Context, what, statement string, args ...any) error {
	_, err := d.db.ExecContext(ctx, statement, args...)
	return d.fail(what, err)
}

// rows calls scan for each row of a query.
func rows(ctx context.Context, q querier, statement string, scan func(*sql.Rows) error, args ...any) error {
	rows, err := q.QueryContext(ctx, statement, args...)
	if err != nil {
		return err
	}
	defer rows.Close() // Err tells
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// querier is a database or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func micros(t time.Time) int64      { return t.UnixMicro() }
func timeOf(micros int64) time.Time { return time.UnixMicro(micros).UTC() }
