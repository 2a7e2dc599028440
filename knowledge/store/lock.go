package store

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// LockDir makes this process the only bot on the data folder dir, until release
// is called or the process ends, however it ends. The command line needs no
// lock: what it changes is seen by the bot.
func LockDir(dir string) (release func() error, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	lock := flock.New(filepath.Join(dir, lockFile), flock.SetPermissions(0o600))
	ok, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("data folder: %s: %w", lock.Path(), err)
	}
	if !ok {
		return nil, fmt.Errorf("data folder %s: another Briefbot runs on it; stop that one, or give this one a folder of its own with DATA_DIR, or let both use one PostgreSQL with DATABASE_URL", dir)
	}
	return lock.Unlock, nil
}
