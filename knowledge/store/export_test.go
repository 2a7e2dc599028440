package store

import (
	"context"
	"fmt"
	"time"
)

// SetMaxPages lets the database have no more pages than n, or than it has.
func (s *SQLite) SetMaxPages(ctx context.Context, n int) error {
	return s.pragma(ctx, fmt.Sprintf("max_page_count(%d)", n))
}

// SetBusy sets how long a statement waits for others.
func (s *SQLite) SetBusy(ctx context.Context, wait time.Duration) error {
	return s.pragma(ctx, fmt.Sprintf("busy_timeout(%d)", wait.Milliseconds()))
}

// SetReadOnly lets nothing be written.
func (s *SQLite) SetReadOnly(ctx context.Context, on bool) error {
	return s.pragma(ctx, fmt.Sprintf("query_only(%t)", on))
}

// pragma sets something on one connection, the only one from then on.
func (s *SQLite) pragma(ctx context.Context, what string) error {
	s.db.SetMaxIdleConns(0) // closes those that are idle
	s.db.SetMaxOpenConns(1)
	s.db.SetMaxIdleConns(1)
	_, err := s.db.ExecContext(ctx, "PRAGMA "+what)
	return err
}
