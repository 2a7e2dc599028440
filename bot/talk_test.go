package bot_test

import (
	"context"
	"io"
	"log/slog"
	"slices"
	"testing"
	"time"

	"briefbot/answers"
	"briefbot/bot"
	"briefbot/bot/localdiscord"
	"briefbot/knowledge"
	"briefbot/knowledge/briefings"
	"briefbot/knowledge/desk"
	"briefbot/knowledge/folder"
)

var index = func() *answers.Index {
	b, problems := folder.Read(briefings.BuiltIn()[0])
	if len(problems) > 0 {
		panic(problems[0])
	}
	return answers.New(knowledge.NewBase(b))
}()

// talk is a server with the bot in it, two members and a moderator.
type talk struct {
	t          *testing.T
	server     *localdiscord.Server
	clock      *localdiscord.Clock
	guild      *localdiscord.Guild
	channel    *localdiscord.Channel
	ann, bob   *localdiscord.Place
	mod        *localdiscord.Place
	annA, modA *localdiscord.Actor
	desk       *desk.Desk // nil: the bot has none
	options    bot.Options
	stop       func()
}

func begin(t *testing.T) *talk {
	t.Helper()
	return beginWith(t, localdiscord.Options{}, nil)
}

// beginLogged is begin with the server's wire log written to wire. The log is
// whole once t is over.
func beginLogged(t *testing.T, wire io.Writer) *talk {
	t.Helper()
	return beginWith(t, localdiscord.Options{WireLog: wire}, nil)
}

// beginWith is begin on a server with options, and a bot whose options change
// has had a say in; nil changes nothing.
func beginWith(t *testing.T, on localdiscord.Options, change func(*bot.Options)) *talk {
	t.Helper()
	if on.Clock == nil {
		on.Clock = newClock()
	}
	clock := on.Clock
	on.Fail = func(err error) { t.Helper(); t.Error(err) }
	s := localdiscord.New(on)
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	g := s.Guild("Newsroom")
	c := &talk{t: t, server: s, stop: func() {}, clock: clock, guild: g, channel: g.Channel("general")}
	c.annA = g.Member("ann")
	c.ann, c.bob = c.annA.In(c.channel), g.Member("bob").In(c.channel)
	c.modA = g.Member("mo", g.Role("Moderators", localdiscord.ManageMessages))
	c.mod = c.modA.In(c.channel)

	o := bot.Options{
		Token: s.Token(), APIURL: s.URL(), Version: "test", Now: clock.Now,
		Log:   slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelDebug})),
		Index: func(context.Context, string) (*answers.Index, error) { return index, nil },
	}
	if change != nil {
		change(&o)
	}
	t.Cleanup(func() {
		c.stop()
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	c.start(o)
	return c
}

// start runs a bot with options; stop ends it.
func (c *talk) start(o bot.Options) {
	t := c.t
	t.Helper()
	b, err := bot.New(o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- b.Run(ctx) }()
	c.options, c.desk = o, o.Desk
	c.stop = func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("Run: %v", err)
		}
		c.stop = func() {}
	}
	select {
	case <-b.Ready():
	case <-time.After(15 * time.Second):
		t.Fatal("the bot is not ready")
	}
}

func newClock() *localdiscord.Clock {
	return localdiscord.NewClock(time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC))
}

// small is the index of the built-in briefing with a few of its facts: every
// change builds another one, and asks it every phrasing.
var small = func() *answers.Index {
	b := *index.Base().Briefings[0]
	b.Negatives = b.Negatives[:5]
	b.Facts = slices.DeleteFunc(slices.Clone(b.Facts), func(f knowledge.Fact) bool {
		return !slices.Contains([]string{"plots-disrupted", "is-seized-2014", "director-general", "gru-mission", "isis-k"}, f.Ref.ID)
	})
	return answers.New(knowledge.NewBase(&b))
}()

// newDesk is a desk on a small base, with a store of its own.
func newDesk(t *testing.T, clock *localdiscord.Clock) *desk.Desk {
	t.Helper()
	return deskOn(t, clock, openSQLite(t))
}

// deskOn is a desk on a small base over st.
func deskOn(t *testing.T, clock *localdiscord.Clock, st desk.Store) *desk.Desk {
	t.Helper()
	d, err := desk.New(t.Context(), desk.Options{
		Base: small.Base(), Index: small, Store: st, Now: clock.Now, Log: slog.New(slog.NewTextHandler(t.Output(), nil)),
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// text is what somebody reads in m.
func text(m *localdiscord.Message) string { return bot.Shown(m.Text()) }

// asks is a question to the bot.
func (c *talk) asks(q string) string { return c.server.Mention() + " " + q }

const plotsQuestion = "How many terror plots have MI5 and British police disrupted since March 2017?"
