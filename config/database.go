package config

import (
	"errors"
	"log/slog"
	"strings"
)

// DatabaseURL is the address of a PostgreSQL, which may have a password in it.
// It never prints.
type DatabaseURL string

func (u *DatabaseURL) UnmarshalText(text []byte) error {
	s := string(text)
	if s != "" && !strings.HasPrefix(s, "postgres://") && !strings.HasPrefix(s, "postgresql://") && !strings.Contains(s, "host=") {
		return errors.New("is no address of a PostgreSQL; write postgres://user:password@host:5432/database, or leave it empty for SQLite in DATA_DIR")
	}
	*u = DatabaseURL(s)
	return nil
}

// String hides the address, so that no log can show its password.
func (u DatabaseURL) String() string { return Token(u).String() }

// GoString is String.
func (u DatabaseURL) GoString() string { return u.String() }

// LogValue hides the address from slog.
func (u DatabaseURL) LogValue() slog.Value { return slog.StringValue(u.String()) }
