package bot

import (
	"bytes"
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func testLog(t *testing.T) *slog.Logger {
	return slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelDebug}))
}

func TestQueueKeepsOrder(t *testing.T) {
	q := newQueue(testLog(t))
	var mu sync.Mutex
	got := map[string][]int{}
	for i := range queueLength {
		for _, key := range []string{"a", "b", "c"} {
			q.add(key, func(context.Context) {
				mu.Lock()
				defer mu.Unlock()
				got[key] = append(got[key], i)
			})
		}
	}
	q.close(t.Context())
	for key, list := range got {
		if !slices.IsSorted(list) || len(list) != queueLength {
			t.Errorf("key %s ran %v", key, list)
		}
	}
	if q.add("a", func(context.Context) {}) {
		t.Error("a closed queue takes jobs")
	}
}

func TestQueueSurvives(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := newQueue(testLog(t))
		hold := make(chan struct{})
		ran := false
		q.add("a", func(context.Context) { <-hold })
		synctest.Wait()
		q.add("a", func(context.Context) { panic("boom") })
		q.add("a", func(context.Context) { ran = true })
		full := 0
		for range 100 {
			if q.add("a", func(context.Context) {}) {
				full++
			}
		}
		if full != queueLength-2 {
			t.Errorf("%d more jobs taken, want %d", full, queueLength-2)
		}
		close(hold)
		q.close(t.Context())
		if !ran {
			t.Error("the job after a panic did not run")
		}
	})
}

// TestQueueCloses: what does not end in time is cancelled, and waited for.
func TestQueueCloses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := newQueue(testLog(t))
		ended := false
		q.add("a", func(ctx context.Context) {
			<-ctx.Done()
			ended = true
		})
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		q.close(ctx)
		if !ended {
			t.Error("close did not wait for the cancelled job")
		}
	})
}

// TestQueueNamesNobody: an event that is dropped is logged without whose it was.
func TestQueueNamesNobody(t *testing.T) {
	var out bytes.Buffer
	q := newQueue(slog.New(slog.NewTextHandler(&out, nil)))
	q.close(t.Context())
	q.add("user 1456483157934080031", func(context.Context) {})
	if got := out.String(); !strings.Contains(got, "event dropped") || strings.Contains(got, "1456483157934080031") {
		t.Errorf("logged: %s", got)
	}
}
