package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"briefbot/answers"
	"briefbot/knowledge"
)

// ErrNoServer reports that something was asked that only a server has: in
// direct messages nothing is changed.
var ErrNoServer = errors.New("this is possible in a server only")

// DefaultMaxIndexes is how many servers' own indexes are kept in memory.
const DefaultMaxIndexes = 64

// Options say what a desk works with.
type Options struct {
	Base       *knowledge.Base // the operator's
	Index      *answers.Index  // of Base; nil: it is built
	Store      Store
	Log        *slog.Logger
	Now        func() time.Time // nil: time.Now
	MaxIndexes int              // own indexes kept in memory, the least used goes first; 0: DefaultMaxIndexes
}

// A Desk holds the live bases of all servers. It is safe for concurrent use.
type Desk struct {
	operator   *live // what every server without changes shares
	store      Store
	log        *slog.Logger
	now        func() time.Time
	maxIndexes int

	slots   sync.Map     // of *slot by server; only servers with anything of their own
	clock   atomic.Int64 // counts uses, for slot.used
	evict   sync.Mutex
	pending pending
}

// live is a base that answers, with what belongs to it.
type live struct {
	overlay   Overlay
	index     *answers.Index
	conflicts []Conflict
	replay    *replay
}

// slot is what a server has of its own. Reading takes no lock.
type slot struct {
	server   string
	head     atomic.Pointer[Head] // as the store last said
	live     atomic.Pointer[live] // nil: not loaded
	used     atomic.Int64
	settings atomic.Pointer[Settings]
	change   mutex // held while the live base is built or changed
}

func (s *slot) update(f func(*Head)) {
	for {
		old := s.head.Load()
		h := *old
		f(&h)
		if s.head.CompareAndSwap(old, &h) {
			return
		}
	}
}

// mutex is a lock for which one can stop waiting.
type mutex chan struct{}

func (m mutex) lock(ctx context.Context) error {
	select {
	case m <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (m mutex) unlock() { <-m }

// New makes a desk and reads which servers have anything of their own; their
// bases are built when they are first asked.
func New(ctx context.Context, o Options) (*Desk, error) {
	if o.Index == nil {
		o.Index = answers.New(o.Base)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	d := &Desk{
		operator: &live{index: o.Index, replay: newReplay(o.Index)},
		store:    o.Store, log: o.Log, now: o.Now, maxIndexes: cmp.Or(o.MaxIndexes, DefaultMaxIndexes),
	}
	heads, err := d.store.Heads(ctx)
	if err != nil {
		return nil, fmt.Errorf("servers with changes: %w", err)
	}
	for _, h := range heads {
		d.makeSlot(h.Server).head.Store(&h)
	}
	return d, nil
}

// slot returns what server has of its own, nil when it has nothing.
func (d *Desk) slot(server string) *slot {
	if s, ok := d.slots.Load(server); ok {
		return s.(*slot)
	}
	return nil
}

func (d *Desk) makeSlot(server string) *slot {
	if s := d.slot(server); s != nil {
		return s
	}
	s := &slot{server: server, change: make(mutex, 1)}
	s.head.Store(&Head{Server: server})
	have, _ := d.slots.LoadOrStore(server, s)
	return have.(*slot)
}

// Index returns the index that answers in server, "" being direct messages,
// where the operator's base answers. It takes no lock unless the server's own
// index is not in memory; building it holds up this server only. While another
// process's change is being built, the index before it answers. It fails when
// the index is not in memory and the store cannot be read.
func (d *Desk) Index(ctx context.Context, server string) (*answers.Index, error) {
	l, err := d.loaded(ctx, server)
	if err != nil {
		return nil, err
	}
	return l.index, nil
}

// Conflicts returns what is to be told about the server's overlay on the
// operator's base, by ID.
func (d *Desk) Conflicts(ctx context.Context, server string) ([]Conflict, error) {
	l, err := d.loaded(ctx, server)
	if err != nil {
		return nil, err
	}
	return l.conflicts, nil
}

// loaded returns the live base of server as it is in memory, and builds it
// when it is not.
func (d *Desk) loaded(ctx context.Context, server string) (*live, error) {
	s := d.slot(server)
	if s == nil || s.head.Load().Version == 0 {
		return d.operator, nil
	}
	if l := s.live.Load(); l != nil {
		s.used.Store(d.clock.Add(1))
		return l, nil
	}
	if err := s.change.lock(ctx); err != nil {
		return nil, fmt.Errorf("base of server %s: %w", server, err)
	}
	defer s.change.unlock()
	if l := s.live.Load(); l != nil {
		return l, nil
	}
	return d.fresh(ctx, s)
}

// fresh returns the live base of what is stored now. The caller holds s.change.
func (d *Desk) fresh(ctx context.Context, s *slot) (*live, error) {
	o, err := d.store.Overlay(ctx, s.server)
	if err != nil {
		return nil, fmt.Errorf("base of server %s: %w", s.server, err)
	}
	l := s.live.Load()
	switch {
	case o.Version == 0:
		l = d.operator
	case l == nil || l.overlay.Version != o.Version:
		l = d.build(o)
		for _, c := range l.conflicts {
			d.log.WarnContext(ctx, "overlay", "server", s.server, "conflict", c.String())
		}
	}
	d.swap(s, l)
	return l, nil
}

// build makes the live base of an overlay.
func (d *Desk) build(o Overlay) *live {
	base, conflicts := o.Apply(d.operator.index.Base())
	return d.over(o, base, conflicts, d.operator)
}

// over makes a live base. It takes the index of one with the same base.
func (d *Desk) over(o Overlay, base *knowledge.Base, conflicts []Conflict, like ...*live) *live {
	for _, l := range like {
		if l.index.Base() == base || l.index.Base().Version == base.Version {
			return &live{o, l.index, conflicts, l.replay}
		}
	}
	ix := answers.New(base)
	return &live{o, ix, conflicts, newReplay(ix)}
}

// swap lets l answer in s. The caller holds s.change.
func (d *Desk) swap(s *slot, l *live) {
	if l == d.operator {
		s.live.Store(nil)
		s.update(func(h *Head) { h.Version = 0 })
		return
	}
	s.live.Store(l)
	s.used.Store(d.clock.Add(1))
	s.update(func(h *Head) { h.Version = l.overlay.Version })
	d.trim(s)
}

// trim drops the least used indexes beyond maxIndexes, never that of keep.
func (d *Desk) trim(keep *slot) {
	d.evict.Lock()
	defer d.evict.Unlock()
	for {
		own := 0
		var least *slot
		d.slots.Range(func(_, v any) bool {
			s := v.(*slot)
			if l := s.live.Load(); l == nil || l.index == d.operator.index {
				return true
			}
			own++
			if s != keep && (least == nil || s.used.Load() < least.used.Load()) {
				least = s
			}
			return true
		})
		if own <= d.maxIndexes || least == nil {
			return
		}
		least.live.Store(nil)
	}
}
