package desk

import (
	"context"
	"errors"
	"sync"
	"time"
)

// sweepEvery is how often expired drafts and servers that were left are
// deleted; retryAfter is how long a failed read of the store waits.
const (
	sweepEvery = time.Hour
	retryAfter = time.Second
)

// Run brings the changes of other processes in, and deletes what is due, until
// ctx is done. It logs what goes wrong and goes on.
func (d *Desk) Run(ctx context.Context) error {
	var wg sync.WaitGroup
	var watched error
	wg.Go(func() { watched = d.store.Watch(ctx, func() { d.follow(ctx) }) })
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for ctx.Err() == nil {
		if err := d.Sweep(ctx); err != nil && ctx.Err() == nil {
			d.log.ErrorContext(ctx, "delete what is due", "err", err)
		}
		select {
		case <-ctx.Done():
		case <-tick.C:
		}
	}
	wg.Wait()
	return watched
}

// Sweep deletes expired drafts and the servers that are to be forgotten.
func (d *Desk) Sweep(ctx context.Context) error {
	problems := []error{d.store.DeleteExpired(ctx, d.now())}
	due, err := d.store.Due(ctx, d.now())
	problems = append(problems, err)
	for _, server := range due {
		d.log.InfoContext(ctx, "forget a server that was left", "server", server)
		problems = append(problems, d.ForgetServer(ctx, server))
	}
	return errors.Join(problems...)
}

// follow is sync until it succeeds.
func (d *Desk) follow(ctx context.Context) {
	for ctx.Err() == nil {
		err := d.Sync(ctx)
		if err == nil {
			return
		}
		if ctx.Err() == nil {
			d.log.WarnContext(ctx, "changes of others are not known yet", "err", err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(retryAfter):
		}
	}
}

// Sync brings in what is stored now: servers that moved and are in memory get
// their new base, the others when they are asked. Run calls it; a program that
// does not Run may.
func (d *Desk) Sync(ctx context.Context) error {
	heads, err := d.store.Heads(ctx)
	if err != nil {
		return err
	}
	have := map[string]bool{}
	var problems []error
	for _, h := range heads {
		have[h.Server] = true
		problems = append(problems, d.bring(ctx, d.makeSlot(h.Server), h))
	}
	d.slots.Range(func(_, v any) bool {
		if s := v.(*slot); !have[s.server] {
			problems = append(problems, d.bring(ctx, s, Head{Server: s.server}))
		}
		return true
	})
	return errors.Join(problems...)
}

// bring moves a slot to where the store is; h may be older than a change made
// here, so that what is stored now decides.
func (d *Desk) bring(ctx context.Context, s *slot, h Head) error {
	now := *s.head.Load()
	if now.Settings != h.Settings {
		s.update(func(to *Head) { to.Settings = h.Settings })
	}
	if now.Version == h.Version {
		return nil
	}
	if s.live.Load() == nil && h.Version > 0 {
		s.update(func(to *Head) { to.Version = h.Version })
		return nil
	}
	if err := s.change.lock(ctx); err != nil {
		return err
	}
	defer s.change.unlock()
	_, err := d.fresh(ctx, s)
	return err
}
