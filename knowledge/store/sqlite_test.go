package store_test

import (
	"testing"

	"briefbot/knowledge/desk"
	"briefbot/knowledge/store"
	"briefbot/knowledge/store/storetest"
)

func openSQLite(t testing.TB, dir string) *store.SQLite {
	t.Helper()
	s, err := store.OpenSQLite(t.Context(), dir)
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

func TestSQLite(t *testing.T) {
	storetest.Run(t, func(t *testing.T) desk.Store { return openSQLite(t, t.TempDir()) })
}

func TestSQLiteWatch(t *testing.T) {
	dir := t.TempDir()
	storetest.RunWatch(t, func(t *testing.T) desk.Store { return openSQLite(t, dir) })
}
