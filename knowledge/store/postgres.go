package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

// Postgres is a store in PostgreSQL. Several bots may share it.
type Postgres struct {
	database
	config *pgx.ConnConfig
}

const (
	postgresChannel = "briefbot" // of NOTIFY
	postgresConns   = 8
	// postgresPing is how often the listening connection is tried: a server that
	// vanished without a word is noticed after that.
	postgresPing = 15 * time.Second
	// postgresWait is how long connecting may take.
	postgresWait = 5 * time.Second
)

// Pauses before connecting again, doubled each time.
const (
	postgresFirstPause = 50 * time.Millisecond
	postgresLastPause  = 2 * time.Second
)

// OpenPostgres opens the store at address, a postgres:// URL or a list of
// key=value. Migrations run, one process at a time. Errors name the server and
// the database, never a password.
func OpenPostgres(ctx context.Context, address string) (*Postgres, error) {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		// The library's message repeats the address.
		return nil, errors.New("DATABASE_URL: is no address of a PostgreSQL; write postgres://user:password@host:5432/database")
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = postgresWait
	}
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(postgresConns)
	db.SetMaxIdleConns(postgresConns)
	s := &Postgres{
		database{db: db, dialect: postgresDialect, location: fmt.Sprintf("PostgreSQL %s on %s", config.Database, net.JoinHostPort(config.Host, fmt.Sprint(config.Port)))},
		config,
	}
	locker, err := lock.NewPostgresSessionLocker()
	if err == nil {
		err = db.PingContext(ctx)
	}
	if err == nil {
		err = migrate(ctx, db, goose.DialectPostgres, "migrations/postgres", goose.WithSessionLocker(locker))
	}
	if err != nil {
		return nil, errors.Join(s.fail("open", err), db.Close())
	}
	return s, nil
}

// Watch listens for what other processes, and this one, changed.
func (s *Postgres) Watch(ctx context.Context, changed func()) error {
	pause := postgresFirstPause
	for ctx.Err() == nil {
		listening := s.listen(ctx, changed)
		if listening {
			pause = postgresFirstPause
		}
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
		pause = min(2*pause, postgresLastPause)
	}
	return nil
}

// listen listens on one connection until it is lost, and reports whether it
// ever listened. What was stored before is caught up with first.
func (s *Postgres) listen(ctx context.Context, changed func()) bool {
	conn, err := pgx.ConnectConfig(ctx, s.config.Copy())
	if err != nil {
		return false
	}
	defer conn.Close(context.WithoutCancel(ctx)) // it is lost or not needed any more
	if _, err := conn.Exec(ctx, "LISTEN "+postgresChannel); err != nil {
		return false
	}
	changed()
	for {
		wait, cancel := context.WithTimeout(ctx, postgresPing)
		_, err := conn.WaitForNotification(wait)
		cancel()
		switch {
		case err == nil:
			changed()
		case ctx.Err() != nil:
			return true
		case wait.Err() == nil || conn.Ping(ctx) != nil:
			return true
		}
	}
}

// postgresUnavailable says in plain words what keeps PostgreSQL from working,
// "" when it is something else.
func postgresUnavailable(err error) string {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		if lostConnection(err) {
			return "it cannot be reached"
		}
		return ""
	}
	switch {
	case e.Code == "53100":
		return "its disk is full"
	case e.Code == "25006":
		return "it may only be read"
	case e.Code == "55P03" || e.Code == "40P01" || e.Code == "57014":
		return "another program holds a lock"
	case e.Code[:2] == "53":
		return "it has no more connections or memory"
	case e.Code[:2] == "57" || e.Code[:2] == "08":
		return "it is shutting down or starting"
	case e.Code[:2] == "28" || e.Code == "3D000":
		return "it does not let us in; check user, password and database of DATABASE_URL"
	case e.Code == "42501":
		return "the user of DATABASE_URL may not do that"
	case e.Code[:2] == "58":
		return "its disk does not read or write"
	}
	return ""
}

// lostConnection reports whether err means that the server was not reached or
// went away.
func lostConnection(err error) bool {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code[:2] == "57" || e.Code[:2] == "08"
	}
	return errors.As(err, new(net.Error)) || errors.As(err, new(*pgconn.ConnectError)) || pgconn.SafeToRetry(err) ||
		errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, net.ErrClosed) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE)
}

// commitLost reports whether a commit may have been done although it failed
// with err: the server did not say that it was not.
func commitLost(err error) bool { return !errors.As(err, new(*pgconn.PgError)) || lostConnection(err) }
