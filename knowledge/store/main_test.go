//go:build unix

package store_test

import (
	"errors"
	"fmt"
	"os"
	"testing"

	"go.uber.org/goleak"

	"briefbot/knowledge/desk"
	"briefbot/knowledge/store"
	"briefbot/knowledge/store/storetest"
)

// cluster is the PostgreSQL of all tests here; each has a database of its own.
var cluster *storetest.Cluster

func TestMain(m *testing.M) {
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func run(m *testing.M) (code int, err error) {
	switch {
	case os.Getenv(writeTo) != "":
		return 0, write()
	case os.Getenv(readFrom) != "":
		return 0, read()
	}
	if cluster, err = storetest.NewCluster(); errors.Is(err, storetest.ErrNoPostgres) {
		fmt.Fprintln(os.Stderr, err)
		return m.Run(), nil // its tests are skipped
	} else if err != nil {
		return 1, err
	}
	code = m.Run()
	return code, errors.Join(cluster.Close(), goleak.Find())
}

func address(t testing.TB) string {
	t.Helper()
	if cluster == nil {
		t.Skip(storetest.ErrNoPostgres)
	}
	address, err := cluster.Database(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return address
}

func openPostgres(t testing.TB, address string) *store.Postgres {
	t.Helper()
	s, err := store.OpenPostgres(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestPostgres(t *testing.T) {
	storetest.Run(t, func(t *testing.T) desk.Store { return openPostgres(t, address(t)) })
}

func TestPostgresWatch(t *testing.T) {
	address := address(t)
	storetest.RunWatch(t, func(t *testing.T) desk.Store { return openPostgres(t, address) })
}
