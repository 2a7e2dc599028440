//go:build unix

package store_test

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"briefbot/knowledge"
	"briefbot/knowledge/desk"
	"briefbot/knowledge/store"
	"briefbot/knowledge/store/storetest"
)

// raw is the database behind a store of SQLite.
func raw(t *testing.T, dir string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, "briefbot.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	return db
}

func do(t *testing.T, db *sql.DB, statement string) {
	t.Helper()
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
}

// TestVerify: what the kill tests count is found.
func TestVerify(t *testing.T) {
	dir := t.TempDir()
	s := openSQLite(t, dir)
	d := onStore(t, s)
	storetest.Publish(t, d, "a", 1, "red")
	storetest.Publish(t, d, "a", 2, "blue")
	verify := func(a storetest.Acknowledged, wantLost, wantTorn int) {
		t.Helper()
		if lost, torn := a.Verify(t, s, ""); lost != wantLost || torn != wantTorn {
			t.Errorf("lost %d, torn %d; want %d and %d", lost, torn, wantLost, wantTorn)
		}
	}
	one := storetest.Acknowledged{"a": {2: "blue"}}
	verify(one, 0, 0)
	verify(storetest.Acknowledged{"a": {2: "blue", 3: "green"}, "b": {1: "red"}}, 2, 0)
	do(t, raw(t, dir), `DELETE FROM change WHERE n = 2`)
	verify(one, 1, 2) // the revision has no change, and the item no revision
}

func onStore(t *testing.T, st desk.Store) *desk.Desk {
	t.Helper()
	d, err := desk.New(t.Context(), desk.Options{Base: storetest.Base(t, 5), Store: st, Log: slog.New(slog.NewTextHandler(t.Output(), nil))})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestSQLiteFaults: reads go on, writes fail plainly, nothing is half done, and
// afterwards all is well.
func TestSQLiteFaults(t *testing.T) {
	for _, tt := range []struct {
		name, want string
		breakIt    func(t *testing.T, s *store.SQLite, dir string) (mend func())
	}{
		{"disk full", "the disk is full", func(t *testing.T, s *store.SQLite, _ string) func() {
			if err := s.SetMaxPages(t.Context(), 1); err != nil { // it cannot be less than there is
				t.Fatal(err)
			}
			return func() {
				if err := s.SetMaxPages(t.Context(), 1<<30); err != nil {
					t.Fatal(err)
				}
			}
		}},
		{"locked", "another program holds the file locked", func(t *testing.T, s *store.SQLite, dir string) func() {
			if err := s.SetBusy(t.Context(), 50*time.Millisecond); err != nil {
				t.Fatal(err)
			}
			db := raw(t, dir)
			do(t, db, `BEGIN IMMEDIATE`)
			return func() { do(t, db, `ROLLBACK`) }
		}},
		{"read-only", "may not be written", func(t *testing.T, s *store.SQLite, _ string) func() {
			if err := s.SetReadOnly(t.Context(), true); err != nil {
				t.Fatal(err)
			}
			return func() {
				if err := s.SetReadOnly(t.Context(), false); err != nil {
					t.Fatal(err)
				}
			}
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			s := openSQLite(t, dir)
			d := onStore(t, s)
			storetest.Publish(t, d, "a", 1, "red")
			mend := tt.breakIt(t, s, dir)
			failing(t, d, s, tt.want)
			mend()
			storetest.Publish(t, d, "a", 2, strings.Repeat("x", 50_000))
			if lost, torn := (storetest.Acknowledged{"a": {1: "red"}}).Verify(t, s, ""); lost+torn > 0 {
				t.Errorf("lost %d, torn %d", lost, torn)
			}
		})
	}
}

// failing checks that a change is refused with a plain word and that what was
// there answers.
func failing(t *testing.T, d *desk.Desk, st desk.Store, want string) {
	t.Helper()
	f := storetest.Fact(2, strings.Repeat("x", 50_000))
	_, err := d.Publish(t.Context(), "a", desk.Publication{Edit: desk.Edit{Steps: []desk.Step{desk.Put(desk.Content{Fact: f}, desk.Seen{})}}})
	if !errors.Is(err, desk.ErrUnavailable) || !strings.Contains(err.Error(), want) {
		t.Errorf("error %v, want ErrUnavailable: %s", err, want)
	}
	ix, err := d.Index(t.Context(), "a")
	if err != nil || ix.Base().Fact(storetest.Fact(1, "").Ref).Note != "red" || ix.Base().Fact(f.Ref).Note != "" {
		t.Errorf("it does not answer as before: %v", err)
	}
	if _, err := d.Index(t.Context(), "b"); err != nil {
		t.Errorf("a server without changes: %v", err)
	}
}

// TestSQLiteFiles: only the owner reads the files; a damaged or foreign file is
// named.
func TestSQLiteFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	s := openSQLite(t, dir)
	storetest.Publish(t, onStore(t, s), "a", 1, "red")
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) < 3 {
		t.Fatalf("%v, %v", entries, err)
	}
	for _, e := range entries {
		if info, err := e.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v (%v)", e.Name(), info.Mode(), err)
		}
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the folder has mode %v (%v)", info.Mode(), err)
	}
	broken := t.TempDir()
	if err := os.WriteFile(filepath.Join(broken, "briefbot.db"), []byte(strings.Repeat("no database ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := store.OpenSQLite(t.Context(), broken); err == nil || !strings.Contains(err.Error(), "damaged or no database") {
		t.Errorf("a file that is no database: %v", err)
	}
}

// TestPostgresStopped: reads go on while the server is down, writes fail
// plainly, and when it is back everything works, the listening too.
func TestPostgresStopped(t *testing.T) {
	address := address(t)
	s := openPostgres(t, address)
	d := onStore(t, s)
	storetest.Publish(t, d, "a", 1, "red")
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- d.Run(ctx) }()
	if err := cluster.Stop(); err != nil {
		t.Fatal(err)
	}
	failing(t, d, s, "PostgreSQL test")
	if err := cluster.Start(); err != nil {
		t.Fatal(err)
	}
	storetest.Publish(t, d, "a", 2, "blue")
	other := onStore(t, openPostgres(t, address))
	storetest.Publish(t, other, "a", 3, "green")
	storetest.WaitFor(t, func() bool {
		ix, err := d.Index(t.Context(), "a")
		return err == nil && ix.Base().Fact(knowledge.Ref{Briefing: "bridges", ID: storetest.Fact(3, "").Ref.ID}).Note == "green"
	})
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if lost, torn := (storetest.Acknowledged{"a": {1: "red", 2: "blue", 3: "green"}}).Verify(t, s, ""); lost > 0 {
		t.Errorf("lost %d, torn %d", lost, torn)
	}
}

// TestPostgresRefused: messages say what to look at and show no password.
func TestPostgresRefused(t *testing.T) {
	for _, tt := range []struct{ address, want string }{
		{strings.Replace(address(t), "///test", "///none", 1), "does not let us in"},
		{"postgres://bot:sesame@127.0.0.1:1/briefbot", "cannot be reached"},
		{"postgres://bot:sesame@[::1:5432/briefbot", "is no address of a PostgreSQL"},
	} {
		_, err := store.OpenPostgres(t.Context(), tt.address)
		if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "sesame") {
			t.Errorf("%s: %v", tt.address, err)
		}
	}
}
