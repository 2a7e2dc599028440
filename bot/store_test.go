package bot_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"briefbot/bot/localdiscord"
	"briefbot/knowledge/desk"
	"briefbot/knowledge/store"
	"briefbot/knowledge/store/storetest"
)

// cluster is the PostgreSQL of all tests here, started by the first that asks.
var cluster = sync.OnceValues(func() (*storetest.Cluster, error) {
	c, err := storetest.NewCluster()
	running = c
	return c, err
})

var running *storetest.Cluster // nil until one is asked for

func TestMain(m *testing.M) {
	code := m.Run()
	if running != nil {
		if err := running.Close(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = 1
		}
	}
	os.Exit(code)
}

// openSQLite opens a new store in a file.
func openSQLite(t *testing.T) desk.Store {
	t.Helper()
	st, err := store.OpenSQLite(t.Context(), t.TempDir())
	return opened(t, st, err)
}

// openPostgres opens a new store in a database of its own.
func openPostgres(t *testing.T) desk.Store {
	t.Helper()
	c, err := cluster()
	if errors.Is(err, storetest.ErrNoPostgres) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	address, err := c.Database(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	st, err := store.OpenPostgres(t.Context(), address)
	return opened(t, st, err)
}

func opened(t *testing.T, st interface {
	desk.Store
	Close() error
}, err error) desk.Store {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	return st
}

// failing is a store that is away now and then.
type failing struct {
	desk.Store
	down atomic.Bool
}

func (f *failing) away() error {
	if f.down.Load() {
		return fmt.Errorf("%w: the disk is full", desk.ErrUnavailable)
	}
	return nil
}

func (f *failing) Overlay(ctx context.Context, server string) (desk.Overlay, error) {
	if err := f.away(); err != nil {
		return desk.Overlay{}, err
	}
	return f.Store.Overlay(ctx, server)
}

func (f *failing) Commit(ctx context.Context, r desk.Revision) error {
	if err := f.away(); err != nil {
		return err
	}
	return f.Store.Commit(ctx, r)
}

func (f *failing) SaveDraft(ctx context.Context, d desk.Draft) error {
	if err := f.away(); err != nil {
		return err
	}
	return f.Store.SaveDraft(ctx, d)
}

func (f *failing) Draft(ctx context.Context, server, id string, now time.Time) (desk.Draft, error) {
	if err := f.away(); err != nil {
		return desk.Draft{}, err
	}
	return f.Store.Draft(ctx, server, id, now)
}

func (f *failing) Settings(ctx context.Context, server string) (desk.Settings, error) {
	if err := f.away(); err != nil {
		return desk.Settings{}, err
	}
	return f.Store.Settings(ctx, server)
}

// TestModeratorsUnread: who cannot be told to moderate just now is not told that
// they do not.
func TestModeratorsUnread(t *testing.T) {
	t.Parallel()
	st := &failing{Store: openSQLite(t)}
	c := beginCurated(t, st)
	role := c.guild.Role("Curators", 0)
	cora := c.guild.Member("cora", role).In(c.channel)
	if _, err := c.desk.SaveSettings(t.Context(), c.guild.ID, desk.Settings{Moderators: []string{role.ID}}); err != nil {
		t.Fatal(err)
	}
	c.again()
	st.down.Store(true)
	c.message(cora.Slash("fact history"), "I cannot read who moderates this server just now")
	st.down.Store(false)
	c.message(cora.Slash("fact history"), "There are no changes")
}

// TestStoreAway: while the store is away, questions are answered and changes are
// refused plainly; when it is back, what was begun goes on.
func TestStoreAway(t *testing.T) {
	t.Parallel()
	st := &failing{Store: openSQLite(t)}
	c := beginCurated(t, st)
	key := c.key("plots-disrupted")
	form := c.modal(c.boss.Slash("fact edit", localdiscord.Opt{"fact": key}))
	preview := c.message(c.boss.Fill(form, map[string]any{"Note": "Counted."}).Submit(), "preview")
	st.down.Store(true)
	const refused = "nothing was changed"
	c.message(c.boss.Press(preview, "Publish"), refused)
	c.message(c.boss.Slash("fact edit", localdiscord.Opt{"fact": key}), refused)
	c.message(c.boss.Slash("fact add", localdiscord.Opt{"paragraph": "10", "topic": "Plots"}), refused)
	c.message(c.boss.Slash("briefing add"), refused)
	if got := c.answered(plotsQuestion); !strings.Contains(got, "43") || strings.Contains(got, "Counted.") {
		t.Errorf("while it is away: %s", got)
	}
	st.down.Store(false)
	c.press(preview, "Publish", "Published")
	if got := c.answered(plotsQuestion); !strings.Contains(got, "Counted.") {
		t.Errorf("when it is back: %s", got)
	}
}
