package gateway

import (
	"net/http"
	"strconv"
	"sync"
	"time"
)

// maxBuckets bounds what is remembered of rate limits; those that are over are
// forgotten first.
const maxBuckets = 1000

// resetMargin is added to when a limit is said to end: it is said in whole
// milliseconds, and clocks differ.
const resetMargin = 10 * time.Millisecond

// A bucket is what Discord last said of one rate limit.
type bucket struct {
	limit, left int
	reset       time.Time // when left becomes limit again
	per         time.Duration
}

// buckets are the limits of routes, learned from answers (discord-platform
// A6). Before the first answer a route is not limited.
type buckets struct {
	mu    sync.Mutex
	names map[string]string // route → Discord's name of its bucket
	byKey map[string]*bucket
}

func newBuckets() *buckets {
	return &buckets{names: map[string]string{}, byKey: map[string]*bucket{}}
}

func (b *buckets) key(r route) string {
	if name := b.names[r.name]; name != "" {
		return name + " " + r.major
	}
	return r.name + " " + r.major
}

// take takes one request from the route's bucket. It returns zero, or how long
// to wait before asking again.
func (b *buckets) take(r route, now time.Time) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	k := b.byKey[b.key(r)]
	if k == nil {
		return 0
	}
	if !now.Before(k.reset) {
		k.left, k.reset = k.limit, now.Add(k.per)
	}
	if k.left <= 0 {
		return k.reset.Sub(now)
	}
	k.left--
	return 0
}

// learn reads the headers of an answer.
func (b *buckets) learn(r route, h http.Header, now time.Time) {
	limit, err1 := strconv.Atoi(h.Get("X-RateLimit-Limit"))
	left, err2 := strconv.Atoi(h.Get("X-RateLimit-Remaining"))
	after, err3 := strconv.ParseFloat(h.Get("X-RateLimit-Reset-After"), 64)
	if err1 != nil || err2 != nil || err3 != nil || limit < 1 || after < 0 || after > maxWait.Seconds() {
		return
	}
	per := time.Duration(after * float64(time.Second))
	b.mu.Lock()
	defer b.mu.Unlock()
	if name := h.Get("X-RateLimit-Bucket"); name != "" {
		b.names[r.name] = name
	}
	if r.open && left > 0 && b.byKey[b.key(r)] == nil {
		return // tokens come and go, and hardly one meets a limit
	}
	k := b.at(b.key(r), now)
	if now.Before(k.reset) && k.limit == limit {
		left = min(left, k.left) // others are under way that this answer does not count
	}
	k.limit, k.left, k.reset, k.per = limit, left, now.Add(per+resetMargin), max(k.per, per+resetMargin)
}

// block empties the route's bucket for a while, after a 429.
func (b *buckets) block(r route, wait time.Duration, now time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	k := b.at(b.key(r), now)
	k.limit, k.left, k.reset, k.per = max(k.limit, 1), 0, now.Add(wait), max(k.per, wait)
}

// at returns the bucket of key, made if need be. b.mu is held.
func (b *buckets) at(key string, now time.Time) *bucket {
	if k := b.byKey[key]; k != nil {
		return k
	}
	if len(b.byKey) >= maxBuckets {
		for old, k := range b.byKey {
			if !now.Before(k.reset) {
				delete(b.byKey, old)
			}
		}
		for old := range b.byKey { // any: a limit that is forgotten is learned again
			if len(b.byKey) < maxBuckets {
				break
			}
			delete(b.byKey, old)
		}
	}
	k := &bucket{}
	b.byKey[key] = k
	return k
}

func (b *buckets) size() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.byKey)
}
