package localdiscord

import (
	"context"
	"fmt"
	"sync"
)

// An Event is something that people at their clients can notice.
type Event struct {
	// Kind is one of message, edit, delete, reaction, typing, channel, guild,
	// commands, ready, and for interactions: invoked, acknowledged, modal,
	// choices, failed.
	Kind      string       `json:"kind"`
	GuildID   string       `json:"guild_id,omitempty"`
	ChannelID string       `json:"channel_id,omitempty"`
	UserID    string       `json:"user_id,omitempty"` // who did it
	VisibleTo string       `json:"visible_to,omitempty"`
	Message   *Message     `json:"message,omitempty"` // as it is now; as it was for delete
	Emoji     string       `json:"emoji,omitempty"`   // of a reaction; "-" before it when taken away
	Call      *Interaction `json:"-"`
	CallID    string       `json:"interaction_id,omitempty"`
	Modal     *Modal       `json:"modal,omitempty"`
	Choices   []Choice     `json:"choices,omitempty"`
}

type listener struct {
	mu    sync.Mutex
	queue []Event
	wake  chan struct{}
	done  chan struct{}
	once  sync.Once
}

func (l *listener) stop() { l.once.Do(func() { close(l.done) }) }

// Subscribe calls f with every event from now on, in order, from one
// goroutine of its own. The returned function ends it.
func (s *Server) Subscribe(f func(Event)) (stop func()) {
	l := &listener{wake: make(chan struct{}, 1), done: make(chan struct{})}
	s.mu.Lock()
	key := int(s.lastID) + len(s.listeners)
	for s.listeners[key] != nil {
		key++
	}
	s.listeners[key] = l
	s.mu.Unlock()
	go func() {
		for {
			select {
			case <-l.done:
				return
			case <-l.wake:
			}
			l.mu.Lock()
			queue := l.queue
			l.queue = nil
			l.mu.Unlock()
			for _, e := range queue {
				f(e)
			}
		}
	}()
	return func() {
		s.mu.Lock()
		delete(s.listeners, key)
		s.mu.Unlock()
		l.stop()
	}
}

// emit notes e, wakes who waits and tells the subscribers. s.mu is held.
func (s *Server) emit(e Event) {
	if e.Message != nil {
		e.GuildID, e.ChannelID, e.VisibleTo = e.Message.GuildID, e.Message.ChannelID, e.Message.VisibleTo
	}
	if e.Call != nil {
		e.CallID = e.Call.call.id
	}
	s.events = append(s.events, e)
	if len(s.events) > 2*eventsKept {
		s.dropped += len(s.events) - eventsKept
		s.events = append([]Event(nil), s.events[len(s.events)-eventsKept:]...)
	}
	for _, l := range s.listeners {
		l.mu.Lock()
		l.queue = append(l.queue, e)
		l.mu.Unlock()
		select {
		case l.wake <- struct{}{}:
		default:
		}
	}
	s.broadcast()
}

// broadcast wakes every wait. s.mu is held.
func (s *Server) broadcast() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// await calls found, with s.mu held, after every change until it returns true
// or an error, or ctx ends. Without a deadline in ctx the server's applies.
func (s *Server) await(ctx context.Context, what string, found func() (bool, error)) error {
	if _, has := ctx.Deadline(); !has {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, s.opt.Deadline)
		defer cancel()
	}
	for {
		s.mu.Lock()
		ok, err := found()
		changed, closed := s.changed, s.closed
		s.mu.Unlock()
		switch {
		case err != nil:
			return fmt.Errorf("waiting for %s: %w", what, err)
		case ok:
			return nil
		case closed:
			return fmt.Errorf("waiting for %s: the server is closed", what)
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("waiting for %s: %w", what, ctx.Err())
		}
	}
}
