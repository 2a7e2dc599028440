package bot_test

import (
	"strings"
	"testing"
	"time"

	"briefbot/bot"
	"briefbot/bot/localdiscord"
	"briefbot/knowledge/desk"
)

// curated is a talk in which a moderator, who manages the server, keeps facts.
type curated struct {
	*talk
	boss  *localdiscord.Place
	bossA *localdiscord.Actor
	store desk.Store
}

func beginCurated(t *testing.T, st desk.Store) *curated {
	t.Helper()
	return beginCuratedOn(t, st, localdiscord.Options{Clock: newClock()})
}

// beginCuratedOn is beginCurated on a server with options, a clock among them.
func beginCuratedOn(t *testing.T, st desk.Store, on localdiscord.Options) *curated {
	t.Helper()
	d := deskOn(t, on.Clock, st)
	c := &curated{store: st, talk: beginWith(t, on, func(o *bot.Options) { o.Desk, o.Index = d, nil })}
	c.bossA = c.guild.Member("boss", c.guild.Role("Managers", localdiscord.ManageGuild))
	c.boss = c.bossA.In(c.channel)
	return c
}

// flows are what moderators do, whatever store keeps it.
var flows = []struct {
	name string
	run  func(*testing.T, *curated)
}{
	{"FirstFact", firstFact},
	{"FormThatFails", formThatFails},
	{"EditKeeps", editKeeps},
	{"ShowRemoveRestore", showRemoveRestore},
	{"TwoModerators", twoModerators},
	{"Teach", teach},
	{"BriefingAdd", briefingAdd},
	{"WhoMay", whoMay},
	{"Restart", restart},
	{"Drafts", unfinished},
	{"Upgraded", upgraded},
	{"Mended", mended},
	{"Settings", settings},
	{"Privacy", privacy},
}

func TestFlows(t *testing.T) {
	t.Parallel()
	for _, kind := range []struct {
		name string
		open func(*testing.T) desk.Store
	}{{"SQLite", openSQLite}, {"PostgreSQL", openPostgres}} {
		for _, flow := range flows {
			t.Run(kind.name+"/"+flow.name, func(t *testing.T) {
				t.Parallel()
				flow.run(t, beginCurated(t, kind.open(t)))
			})
		}
	}
}

// wait is what came of an interaction; the clock goes on, so that no limit holds
// the next one up.
func (c *curated) wait(i *localdiscord.Interaction) *localdiscord.Response {
	c.t.Helper()
	r := i.Wait(c.t.Context())
	if r == nil {
		c.t.Fatal("no response")
	}
	c.clock.Advance(10 * time.Second)
	return r
}

// message is the message that came of an interaction, whose text has all pieces.
func (c *curated) message(i *localdiscord.Interaction, pieces ...string) *localdiscord.Message {
	c.t.Helper()
	return c.has(c.wait(i).Message, pieces...)
}

func (c *curated) has(m *localdiscord.Message, pieces ...string) *localdiscord.Message {
	c.t.Helper()
	if m == nil {
		c.t.Fatal("no message")
	}
	for _, p := range pieces {
		if !strings.Contains(text(m), p) {
			c.t.Errorf("the message lacks %q:\n%s", p, text(m))
		}
	}
	return m
}

// on is the message m after begin did something to it: pressed a button, sent a
// form that a button opened.
func (c *curated) on(m *localdiscord.Message, begin func() *localdiscord.Interaction, pieces ...string) *localdiscord.Message {
	c.t.Helper()
	old := c.server.Message(m.ID)
	r := c.wait(begin())
	if r.Kind != 6 { // DEFERRED_UPDATE_MESSAGE
		return c.has(r.Message, pieces...)
	}
	return c.has(c.channel.WaitEdit(c.t.Context(), old), pieces...)
}

// press is on for a button that boss presses.
func (c *curated) press(m *localdiscord.Message, button string, pieces ...string) *localdiscord.Message {
	c.t.Helper()
	return c.on(m, func() *localdiscord.Interaction { return c.boss.Press(m, button) }, pieces...)
}

// fill is on for a form that one of m's buttons opens.
func (c *curated) fill(m *localdiscord.Message, button string, fields map[string]any, pieces ...string) *localdiscord.Message {
	c.t.Helper()
	form := c.modal(c.boss.Press(m, button))
	return c.on(m, func() *localdiscord.Interaction { return c.boss.Fill(form, fields).Submit() }, pieces...)
}

// modal is the form that came of an interaction.
func (c *curated) modal(i *localdiscord.Interaction) *localdiscord.Modal {
	c.t.Helper()
	r := c.wait(i)
	if r.Modal == nil {
		c.t.Fatalf("no form, but %+v", r.Message)
	}
	return r.Modal
}

// answered is what the channel is told when somebody asks.
func (c *curated) answered(question string) string {
	c.t.Helper()
	c.clock.Advance(15 * time.Minute)
	return text(c.channel.WaitReply(c.t.Context(), c.ann.Say(c.asks(question))))
}

// key is the value of the fact's choice in /fact.
func (c *curated) key(typed string) string {
	c.t.Helper()
	choices := c.boss.Type("fact edit", "fact", typed)
	if len(choices) == 0 {
		c.t.Fatalf("no fact is offered for %q", typed)
	}
	return strings.Trim(string(choices[0].Value), `"`)
}
