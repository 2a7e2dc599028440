package localdiscord

import (
	"strconv"
	"sync"
	"time"
)

// A Clock is a time that stands still until it is moved.
type Clock struct {
	mu    sync.Mutex
	now   time.Time
	moved []func()
}

// NewClock returns a clock that shows start.
func NewClock(start time.Time) *Clock { return &Clock{now: start} }

// Now returns the time that the clock shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Advance moves the clock forward by d. What that brings about (interactions
// that were not answered in time) has happened when Advance returns.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	c.now = c.now.Add(d)
	moved := c.moved
	c.mu.Unlock()
	for _, f := range moved {
		f()
	}
}

func (c *Clock) onMove(f func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.moved = append(c.moved, f)
}

// discordEpoch is the first second of 2015, from which snowflakes count.
const discordEpoch = 1420070400000

// nextID returns a new snowflake, larger than every one before. s.mu is held.
func (s *Server) nextID() string {
	now := s.opt.Now()
	if !s.opt.Founded.IsZero() && s.gateway.identifies == 0 {
		now = s.opt.Founded
	}
	id := uint64(max(0, now.UnixMilli()-discordEpoch)) << 22
	if id <= s.lastID {
		id = s.lastID + 1
	}
	s.lastID = id
	return strconv.FormatUint(id, 10)
}

// snowflake reads an id; 0 means that it is none.
func snowflake(id string) uint64 {
	n, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		return 0
	}
	return n
}
