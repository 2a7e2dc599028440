package localdiscord

import (
	"fmt"
	"hash/fnv"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// limits are the request budgets. Buckets are per route and top-level id.
type limits struct {
	routes  map[string]budget
	global  budget
	buckets map[string]*bucket
}

type budget struct {
	requests int
	per      time.Duration
}

type bucket struct {
	used  int
	reset time.Time
}

func newLimits() limits {
	return limits{routes: map[string]budget{}, buckets: map[string]*bucket{}}
}

// Limit allows requests requests per channel (or guild, webhook) and period on
// a route, written as in "POST /channels/{channel}/messages"; the names in
// braces do not matter. Before that a route allows 100,000 a second.
func (s *Server) Limit(route string, requests int, per time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.limits.routes[plainRoute(route)] = budget{requests, per}
	s.limits.buckets = map[string]*bucket{}
}

// LimitAll sets the global limit over all routes but those of interactions.
// Zero requests lift it.
func (s *Server) LimitAll(requests int, per time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.limits.global = budget{requests, per}
	delete(s.limits.buckets, "global")
}

func plainRoute(route string) string {
	parts := strings.Split(route, "/")
	for i, p := range parts {
		if strings.HasPrefix(p, "{") {
			parts[i] = "{}"
		}
	}
	return strings.Join(parts, "/")
}

// spend takes one request from the bucket called key.
func (l *limits) spend(key string, b budget, now time.Time) (bk *bucket, ok bool) {
	bk = l.buckets[key]
	if bk == nil || !now.Before(bk.reset) {
		bk = &bucket{reset: now.Add(b.per)}
		l.buckets[key] = bk
	}
	if bk.used >= b.requests {
		return bk, false
	}
	bk.used++
	return bk, true
}

// limit writes the rate-limit headers of a request and reports the 429 that
// it gets, if it is over a limit. s.mu is held.
func (s *Server) limit(h http.Header, route string, r *http.Request) (over map[string]any) {
	now := s.opt.Now()
	webhook := strings.Contains(route, "/webhooks/") || strings.Contains(route, "/interactions/")
	if g := s.limits.global; g.requests > 0 && !webhook {
		if bk, ok := s.limits.spend("global", g, now); !ok {
			wait := bk.reset.Sub(now).Seconds()
			h.Set("Retry-After", strconv.Itoa(int(wait)+1))
			h.Set("X-RateLimit-Global", "true")
			h.Set("X-RateLimit-Scope", "global")
			return map[string]any{"message": "You are being rate limited.", "retry_after": wait, "global": true, "code": 0}
		}
	}
	plain := plainRoute(route)
	b, ok := s.limits.routes[plain]
	if !ok {
		b = budget{defaultLimit, time.Second}
	}
	top := r.PathValue("channel") + r.PathValue("guild") + r.PathValue("token")
	if len(s.limits.buckets) > 10000 { // interaction tokens come and go
		s.limits.buckets = map[string]*bucket{}
	}
	bk, ok := s.limits.spend(plain+" "+top, b, now)
	sum := fnv.New64a()
	sum.Write([]byte(plain))
	left := bk.reset.Sub(now).Seconds()
	h.Set("X-RateLimit-Limit", strconv.Itoa(b.requests))
	h.Set("X-RateLimit-Remaining", strconv.Itoa(b.requests-bk.used))
	h.Set("X-RateLimit-Reset", fmt.Sprintf("%.3f", float64(bk.reset.UnixMilli())/1000))
	h.Set("X-RateLimit-Reset-After", fmt.Sprintf("%.3f", left))
	h.Set("X-RateLimit-Bucket", fmt.Sprintf("%016x", sum.Sum64()))
	if ok {
		return nil
	}
	h.Set("Retry-After", strconv.Itoa(int(left)+1))
	h.Set("X-RateLimit-Scope", "user")
	return map[string]any{"message": "You are being rate limited.", "retry_after": left, "global": false, "code": 0}
}
