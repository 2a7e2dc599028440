package storetest

import (
	"context"
	"testing"
	"time"

	"briefbot/knowledge/desk"
)

// RunWatch tests that what one process changes answers in another, within the
// two seconds that are promised. open opens the same store each time.
func RunWatch(t *testing.T, open func(t *testing.T) desk.Store) {
	writer, reader := newDesk(t, open(t)), newDesk(t, open(t))
	stop := runDesk(t, reader)
	defer stop()
	publish(t, writer, "a", put(t, writer, "a", 1, "red")) // the server's first
	WaitFor(t, func() bool { return noteOf(t, reader, "a", 1) == "red" })
	publish(t, writer, "a", put(t, writer, "a", 1, "green")) // one that is in memory
	WaitFor(t, func() bool { return noteOf(t, reader, "a", 1) == "green" })
	if _, err := writer.SaveSettings(t.Context(), "a", desk.Settings{Private: true}); err != nil {
		t.Fatal(err)
	}
	WaitFor(t, func() bool { s, err := reader.Settings(t.Context(), "a"); return err == nil && s.Private })
	publish(t, reader, "a", put(t, reader, "a", 2, "blue")) // the other way, on top
	if err := writer.Sync(t.Context()); err != nil || noteOf(t, writer, "a", 2) != "blue" {
		t.Errorf("synced by hand: %v", err)
	}
	if err := writer.ForgetServer(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	WaitFor(t, func() bool { return index(t, reader, "a") == index(t, reader, "") })
}

// runDesk runs d until stop is called, which waits for its end.
func runDesk(t *testing.T, d *desk.Desk) (stop func()) {
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- d.Run(ctx) }()
	return func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("run: %v", err)
		}
	}
}

// visibleWithin is how soon a change must be visible in another process; the
// race detector and busy machines are given more.
const visibleWithin = 20 * time.Second

// WaitFor waits for what another process must see.
func WaitFor(t *testing.T, is func() bool) {
	t.Helper()
	for deadline := time.Now().Add(visibleWithin); !is(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("not visible in the other process")
		}
	}
}
