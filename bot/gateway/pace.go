package gateway

import (
	"context"
	"sync"
	"time"
)

const (
	// perWindow requests may go out in any paceWindow: Discord allows 50 in a
	// second (discord-platform A6), counted when they arrive.
	perWindow  = 48
	paceWindow = time.Second + 20*time.Millisecond
)

// A pace is when the last requests went out. All that a window has room for
// may go at once: what waited for a RESUME is answered without a queue.
type pace struct {
	mu   sync.Mutex
	sent [perWindow]time.Time
	next int // the oldest of sent
}

// wait waits for the turn of one request: in the order of asking. It returns
// ErrLimited at once when ctx ends before its turn.
func (p *pace) wait(ctx context.Context) error {
	p.mu.Lock()
	now := time.Now()
	turn := p.sent[p.next].Add(paceWindow)
	if turn.Before(now) {
		turn = now
	}
	if end, has := ctx.Deadline(); has && end.Before(turn) {
		p.mu.Unlock()
		return plain{ErrLimited}
	}
	p.sent[p.next] = turn
	p.next = (p.next + 1) % perWindow
	p.mu.Unlock()
	if turn.Equal(now) {
		return nil
	}
	if !pause(ctx, turn.Sub(now)) {
		return ctx.Err()
	}
	return nil
}
