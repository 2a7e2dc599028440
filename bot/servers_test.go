package bot_test

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"briefbot/knowledge/desk"
)

// noticing is a store that tells when servers were compared, and cannot do it
// the first time.
type noticing struct {
	desk.Store
	asked     atomic.Int64
	failures  atomic.Int64
	scheduled chan string // "leave ID" or "join ID"
}

func (n *noticing) Kept(ctx context.Context) (map[string]time.Time, error) {
	n.asked.Add(1)
	if n.failures.Add(-1) >= 0 {
		return nil, fmt.Errorf("%w: for now", desk.ErrUnavailable)
	}
	return n.Store.Kept(ctx)
}

func (n *noticing) Schedule(ctx context.Context, server string, at time.Time) error {
	err := n.Store.Schedule(ctx, server, at)
	what := "leave "
	if at.IsZero() {
		what = "join "
	}
	n.scheduled <- what + server
	return err
}

func (n *noticing) want(t *testing.T, what, server string) {
	t.Helper()
	select {
	case got := <-n.scheduled:
		if got != what+" "+server {
			t.Errorf("%s, want %s %s", got, what, server)
		}
	case <-time.After(10 * time.Second):
		t.Fatalf("no %s", what)
	}
}

// TestServers: the data of a server that the bot left is deleted after 30 days,
// unless it is there again before; an outage is no leaving.
func TestServers(t *testing.T) {
	t.Parallel()
	st := &noticing{Store: openSQLite(t), scheduled: make(chan string, 9)}
	c := beginCurated(t, st)
	there := c.server.Guild("Plant")
	unknown := c.server.Guild("Unknown") // nothing is stored about it
	kept := func(want string) {
		t.Helper()
		s, err := c.desk.Settings(t.Context(), there.ID)
		if err != nil || s.LogChannel != want {
			t.Errorf("the log channel is %q, %v; want %q", s.LogChannel, err, want)
		}
	}
	_, first := c.desk.SaveSettings(t.Context(), c.guild.ID, desk.Settings{LogChannel: "1"})
	_, second := c.desk.SaveSettings(t.Context(), there.ID, desk.Settings{LogChannel: "2"})
	if err := errors.Join(first, second); err != nil {
		t.Fatal(err)
	}

	// An outage schedules nothing: what came after it, one after the other, is all
	// that is scheduled.
	there.Outage()
	for _, name := range []string{"Third", "Fourth"} {
		other := c.server.Guild(name)
		if _, err := c.desk.SaveSettings(t.Context(), other.ID, desk.Settings{}); err != nil {
			t.Fatal(err)
		}
		other.KickBot()
		st.want(t, "leave", other.ID)
	}
	there.Recovered()
	unknown.KickBot()
	st.failures.Store(1)
	there.KickBot()
	st.want(t, "leave", there.ID)
	c.clock.Advance(29 * 24 * time.Hour)
	if err := c.desk.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	kept("2")
	there.AddBot()
	st.want(t, "join", there.ID)
	c.clock.Advance(2 * 24 * time.Hour)
	if err := c.desk.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	kept("2")

	// Put out while the bot is off: READY does not list it.
	c.stop()
	there.KickBot()
	c.again()
	st.want(t, "leave", there.ID)
	c.clock.Advance(20 * 24 * time.Hour)
	c.again() // it is not put off again
	c.clock.Advance(11 * 24 * time.Hour)
	if err := c.desk.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	kept("")
	if s, err := c.desk.Settings(t.Context(), c.guild.ID); err != nil || s.LogChannel != "1" {
		t.Errorf("the other server's settings: %+v, %v", s, err)
	}
	// And put in while it is off.
	if _, err := c.desk.SaveSettings(t.Context(), there.ID, desk.Settings{LogChannel: "3"}); err != nil {
		t.Fatal(err)
	}
	c.again()
	st.want(t, "leave", there.ID)
	c.stop()
	there.AddBot()
	c.again()
	st.want(t, "join", there.ID)
	select {
	case got := <-st.scheduled:
		t.Errorf("besides, %s", got)
	default:
	}
}
