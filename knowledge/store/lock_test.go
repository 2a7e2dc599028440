package store_test

import (
	"strings"
	"testing"

	"briefbot/knowledge/store"
)

func TestLockDir(t *testing.T) {
	dir := t.TempDir()
	release, err := store.LockDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.LockDir(dir); err == nil || !strings.Contains(err.Error(), "another Briefbot runs on it") {
		t.Errorf("a second bot on the folder: %v", err)
	}
	openSQLite(t, dir) // the command line is not kept out
	if err := release(); err != nil {
		t.Fatal(err)
	}
	release, err = store.LockDir(dir)
	if err != nil {
		t.Fatalf("after the first ended: %v", err)
	}
	if err := release(); err != nil {
		t.Error(err)
	}
}
