package bot

import (
	"fmt"
	"testing"
	"time"
)

func TestPace(t *testing.T) {
	l := newLimits()
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range userQuota.burst {
		if got := l.check("ann", "c", "s", now); got != mayAnswer {
			t.Fatalf("question %d: %d", i, got)
		}
	}
	if got := l.check("ann", "c", "s", now); got != tellOnce {
		t.Errorf("one too many: %d, want a notice", got)
	}
	if got := l.check("ann", "c", "s", now); got != beSilent {
		t.Errorf("two too many: %d, want silence", got)
	}
	if got := l.check("bob", "c", "s", now); got != mayAnswer {
		t.Errorf("somebody else: %d", got)
	}
	if got := l.check("ann", "c", "s", now.Add(userQuota.every)); got != mayAnswer {
		t.Errorf("after a while: %d", got)
	}
	full := 0
	for i := range 100 {
		if l.check(fmt.Sprint("user", i), "busy", "", now) == mayAnswer {
			full++
		}
	}
	if full != channelQuota.burst {
		t.Errorf("a channel let %d questions through at once, want %d", full, channelQuota.burst)
	}
}

// TestBucketsForget: buckets that are full again are dropped.
func TestBucketsForget(t *testing.T) {
	b := newBuckets(userQuota)
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range 1000 {
		b.allow(fmt.Sprint(i), now)
	}
	b.allow("last", now.Add(time.Hour))
	if len(b.byKey) != 1 {
		t.Errorf("%d buckets kept", len(b.byKey))
	}
}
