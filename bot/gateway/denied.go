package gateway

import (
	"sync"
	"time"
)

const (
	firstDenied = time.Minute      // how long the first refusal is remembered
	lastDenied  = 16 * time.Minute // and at most, doubled each time
	maxDenied   = 5000             // refusals that are remembered
)

// Discord's codes for a missing permission. Others (a message too old, a
// direct message to somebody who takes none) are about the one request.
const (
	codeMissingAccess      = 50001
	codeMissingPermissions = 50013
)

// denied remembers what Discord refused with 403, so that it is not asked the
// same again: each refusal counts towards the ban.
type denied struct {
	mu    sync.Mutex
	byKey map[string]*refusal
}

type refusal struct {
	body    []byte
	until   time.Time
	last    time.Duration
	channel string
}

func newDenied() *denied { return &denied{byKey: map[string]*refusal{}} }

// find returns the remembered answer to a request, or nil.
func (d *denied) find(key string, now time.Time) []byte {
	d.mu.Lock()
	defer d.mu.Unlock()
	if r := d.byKey[key]; r != nil && now.Before(r.until) {
		return r.body
	}
	return nil
}

// add remembers a refusal, the longer the more often it is renewed.
func (d *denied) add(key, channel string, body []byte, now time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	r := d.byKey[key]
	if r == nil {
		if len(d.byKey) >= maxDenied {
			for old, r := range d.byKey {
				if now.After(r.until) || len(d.byKey) >= maxDenied {
					delete(d.byKey, old)
				}
			}
		}
		r = &refusal{last: firstDenied / 2, channel: channel}
		d.byKey[key] = r
	}
	r.last = min(2*r.last, lastDenied)
	r.body, r.until = body, now.Add(r.last)
}

// forget drops what is remembered of a channel; "" drops everything.
func (d *denied) forget(channel string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for key, r := range d.byKey {
		if channel == "" || r.channel == channel {
			delete(d.byKey, key)
		}
	}
}

// drop forgets one refusal: the same request has gone through.
func (d *denied) drop(key string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.byKey, key)
}
