package store

import (
	"context"
	"database/sql"
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
