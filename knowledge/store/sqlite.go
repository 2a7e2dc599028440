package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"
)

//go:embed migrations
var migrations embed.FS

// SQLite is a store in a folder, in the file briefbot.db.
type SQLite struct{ database }

// Names of files in the folder.
const (
	sqliteFile  = "briefbot.db"
	lockFile    = "briefbot.lock"    // held by the bot that runs on the folder
	migrateLock = "briefbot.migrate" // held while migrations run
)

// sqliteBusy is how long a statement waits for another process's, and
// sqlitePoll how often is looked for what others changed.
const (
	sqliteBusy = 5 * time.Second
	sqlitePoll = 250 * time.Millisecond
)

// sqliteOptions go into the address, so that every connection has them: each
// commit is on the disk when it returns, readers do not wait for the writer,
// and a transaction that writes takes its turn at its beginning.
func sqliteOptions(busy time.Duration) url.Values {
	return url.Values{
		"_pragma": {
			fmt.Sprintf("busy_timeout(%d)", busy.Milliseconds()),
			"journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "secure_delete(1)",
		},
		"_txlock": {"immediate"},
	}
}

// OpenSQLite opens the store in dir, which is made when it is missing, for its
// owner only. Migrations run, one process at a time.
func OpenSQLite(ctx context.Context, dir string) (*SQLite, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	path := filepath.Join(dir, sqliteFile)
	// SQLite gives its other files the mode of this one.
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if errors.Is(err, fs.ErrPermission) {
		f, err = os.Open(path)
	}
	if err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	if err := f.Close(); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath(), RawQuery: sqliteOptions(sqliteBusy).Encode()}).String())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	db.SetMaxOpenConns(8)
	s := &SQLite{database{db: db, dialect: sqliteDialect, location: path}}
	if err := s.migrate(ctx, dir); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return s, nil
}

// migrate brings the tables up to date.
func (s *SQLite) migrate(ctx context.Context, dir string) error {
	lock := flock.New(filepath.Join(dir, migrateLock), flock.SetPermissions(0o600))
	if _, err := lock.TryLockContext(ctx, 50*time.Millisecond); err != nil {
		return fmt.Errorf("%s: %w", lock.Path(), err)
	}
	defer lock.Unlock() // closing the file lets go as well
	return s.fail("migrate", migrate(ctx, s.db, goose.DialectSQLite3, "migrations/sqlite"))
}

func migrate(ctx context.Context, db *sql.DB, d goose.Dialect, dir string, options ...goose.ProviderOption) error {
	files, err := fs.Sub(migrations, dir)
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(d, db, files, append(options, goose.WithDisableGlobalRegistry(true))...)
	if err != nil {
		return err
	}
	_, err = p.Up(ctx)
	return err
}

// snapshot is how a transaction that reads begins.
func (d *database) snapshot() *sql.TxOptions { return &sql.TxOptions{ReadOnly: true} }

// Watch looks several times a second whether another connection wrote, which
// costs a look into shared memory.
func (s *SQLite) Watch(ctx context.Context, changed func()) error {
	changed()
	var seen int64 = -1
	var conn *sql.Conn
	defer func() {
		if conn != nil {
			_ = conn.Close() // it goes back to the pool
		}
	}()
	tick := time.NewTicker(sqlitePoll)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		var err error
		if conn == nil {
			if conn, err = s.db.Conn(ctx); err != nil {
				conn = nil
				continue
			}
			seen = -1
		}
		var now int64
		if err := conn.QueryRowContext(ctx, "PRAGMA data_version").Scan(&now); err != nil {
			_ = conn.Close()
			conn = nil
			continue
		}
		if now != seen {
			seen = now
			changed()
		}
	}
}

// sqliteUnavailable says in plain words what keeps SQLite from working, ""
// when it is something else.
func sqliteUnavailable(err error) string {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return ""
	}
	switch e.Code() & 0xff {
	case codes.SQLITE_FULL:
		return "the disk is full"
	case codes.SQLITE_READONLY:
		return "the file or its folder may not be written"
	case codes.SQLITE_BUSY, codes.SQLITE_LOCKED:
		return "another program holds the file locked"
	case codes.SQLITE_CANTOPEN:
		return "the file or its folder cannot be opened"
	case codes.SQLITE_IOERR:
		return "the disk does not read or write"
	case codes.SQLITE_CORRUPT, codes.SQLITE_NOTADB:
		return "the file is damaged or no database"
	case codes.SQLITE_PERM, codes.SQLITE_AUTH:
		return "the file may not be opened"
	}
	return ""
}

var sqliteDialect = dialect{
	heads:   `SELECT id, version, settings_version FROM server WHERE version > 0 OR settings_version > 0`,
	version: `SELECT version FROM server WHERE id = ?1`,
	items:   `SELECT kind, key, version, state FROM item WHERE server = ?1`,

	makeServer:  `INSERT INTO server (id) VALUES (?1) ON CONFLICT DO NOTHING`,
	setVersion:  `UPDATE server SET version = ?2 WHERE id = ?1`,
	addRevision: `INSERT INTO revision (server, n, at, who, why, undoes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)`,
	addChange:   `INSERT INTO change (server, n, position, kind, key, was, became) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)`,
	putItem: `INSERT INTO item (server, kind, key, version, state) VALUES (?1, ?2, ?3, ?4, ?5)
		ON CONFLICT (server, kind, key) DO UPDATE SET version = excluded.version, state = excluded.state`,
	deleteItem: `DELETE FROM item WHERE server = ?1 AND kind = ?2 AND key = ?3`,

	revision:  `SELECT n, at, who, why, undoes FROM revision WHERE server = ?1 AND n = ?2`,
	revisions: `SELECT n, at, who, why, undoes FROM revision WHERE server = ?1 AND n < ?2 ORDER BY n DESC LIMIT ?3`,
	revisionsItem: `SELECT n, at, who, why, undoes FROM revision WHERE server = ?1 AND n IN (
		SELECT n FROM change WHERE server = ?1 AND kind = ?4 AND key = ?5 AND n < ?2 ORDER BY n DESC LIMIT ?3) ORDER BY n DESC`,
	changes: `SELECT kind, key, was, became FROM change WHERE server = ?1 AND n = ?2 ORDER BY position`,

	settings:    `SELECT settings, settings_version FROM server WHERE id = ?1`,
	setSettings: `UPDATE server SET settings = ?2, settings_version = ?3 WHERE id = ?1`,

	optedOut:     `SELECT 1 FROM opt_out WHERE server = ?1 AND person = ?2 AND kind = ?3`,
	addOptOut:    `INSERT INTO opt_out (server, person, kind) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING`,
	deleteOptOut: `DELETE FROM opt_out WHERE server = ?1 AND person = ?2 AND kind = ?3`,

	draft: `SELECT person, kind, payload, expires FROM draft WHERE server = ?1 AND id = ?2 AND expires > ?3`,
	putDraft: `INSERT INTO draft (server, id, person, kind, payload, expires) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
		ON CONFLICT (server, id) DO UPDATE SET person = excluded.person, kind = excluded.kind, payload = excluded.payload, expires = excluded.expires`,
	deleteDraft: `DELETE FROM draft WHERE server = ?1 AND id = ?2`,
	expire:      `DELETE FROM draft WHERE expires <= ?1`,

	forgetServer: []string{
		`DELETE FROM draft WHERE server = ?1`,
		`DELETE FROM opt_out WHERE server = ?1`,
		`DELETE FROM server WHERE id = ?1`, // items, revisions and changes go with it
	},
	renamePerson:  `UPDATE revision SET who = ?3 WHERE server = ?1 AND who = ?2`,
	forgetDrafts:  `DELETE FROM draft WHERE server = ?1 AND person = ?2`,
	forgetOptOuts: `DELETE FROM opt_out WHERE server = ?1 AND person = ?2`,
	schedule:      `INSERT INTO server (id, forget_at) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET forget_at = excluded.forget_at`,
	unschedule:    `UPDATE server SET forget_at = NULL WHERE id = ?1`,
	due:           `SELECT id FROM server WHERE forget_at <= ?1`,

	unavailable:    sqliteUnavailable,
	commitIsUnsure: func(error) bool { return false }, // what is not committed is rolled back
}
