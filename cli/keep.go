package cli

import (
	"context"
	"errors"
	"path/filepath"

	"briefbot/answers"
	"briefbot/knowledge/desk"
	"briefbot/knowledge/store"
)

// kept is a desk with its store.
type kept struct {
	*desk.Desk
	close []func() error // in the order of opening
}

// localData is the folder below DATA_DIR where a local Discord keeps its
// changes: trying something out touches no real server's data.
const localData = "local"

// keep opens the store of the settings and a desk on it over the base of ix. A
// bot needs the folder for itself; the command line works beside one.
func (s *session) keep(ix *answers.Index, bot bool) (*kept, error) {
	if s.config.DatabaseURL == "" {
		return s.keepIn(ix, s.config.DataDir, bot)
	}
	st, err := store.OpenPostgres(s.ctx, string(s.config.DatabaseURL))
	if err != nil {
		return nil, err
	}
	return s.keepOn(ix, st, st.Close)
}

// keepIn is keep in a folder.
func (s *session) keepIn(ix *answers.Index, dir string, bot bool) (*kept, error) {
	var closers []func() error
	if bot {
		release, err := store.LockDir(dir)
		if err != nil {
			return nil, err
		}
		closers = append(closers, release)
	}
	st, err := store.OpenSQLite(s.ctx, dir)
	if err != nil {
		return nil, errors.Join(err, (&kept{close: closers}).Close())
	}
	return s.keepOn(ix, st, append(closers, st.Close)...)
}

// keepLocal is keep for a local Discord.
func (s *session) keepLocal(ix *answers.Index) (*kept, error) {
	return s.keepIn(ix, filepath.Join(s.config.DataDir, localData), true)
}

func (s *session) keepOn(ix *answers.Index, st desk.Store, closers ...func() error) (*kept, error) {
	k := &kept{close: closers}
	var err error
	if k.Desk, err = desk.New(s.ctx, desk.Options{Base: ix.Base(), Index: ix, Store: st, Log: s.log}); err != nil {
		return nil, errors.Join(err, k.Close())
	}
	return k, nil
}

// Close closes the store, last opened first.
func (k *kept) Close() error {
	var problems []error
	for i := len(k.close) - 1; i >= 0; i-- {
		problems = append(problems, k.close[i]())
	}
	return errors.Join(problems...)
}

// beside runs the desk until f returns.
func (k *kept) beside(ctx context.Context, f func(context.Context) error) error {
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- k.Run(ctx) }()
	err := f(ctx)
	cancel()
	return errors.Join(err, <-ended)
}
