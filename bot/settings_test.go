package bot_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"briefbot/bot"
	"briefbot/bot/localdiscord"
	"briefbot/knowledge/desk"
)

// saved are the settings that are stored.
func (c *curated) saved() desk.Settings {
	c.t.Helper()
	s, err := c.desk.Settings(c.t.Context(), c.guild.ID)
	if err != nil {
		c.t.Fatal(err)
	}
	return s
}

// pick is on for a menu in which boss picks.
func (c *curated) pick(m *localdiscord.Message, menu string, values []string, pieces ...string) *localdiscord.Message {
	c.t.Helper()
	return c.on(m, func() *localdiscord.Interaction { return c.boss.Pick(m, menu, values...) }, pieces...)
}

// chosen are the ids that a menu of m shows as chosen.
func chosen(t *testing.T, m *localdiscord.Message, menu string) (ids []string) {
	t.Helper()
	k := m.Component(menu)
	if k == nil {
		t.Fatalf("no menu %s on\n%s", menu, text(m))
	}
	var list []struct{ ID, Type string }
	if len(k.Defaults) > 0 {
		if err := json.Unmarshal(k.Defaults, &list); err != nil {
			t.Fatal(err)
		}
	}
	for _, d := range list {
		ids = append(ids, d.ID)
	}
	return ids
}

// settings: every setting is saved at once, shown, and takes effect.
func settings(t *testing.T, c *curated) {
	curators := c.guild.Role("Curators", 0)
	curator := c.guild.Member("cora", curators).In(c.channel)
	logs, forum := c.guild.Channel("log"), c.guild.Forum("help")
	m := c.message(c.boss.Slash("settings"), "Settings of this server", "and nobody else", "Log channel: none", "nowhere", "UNPROMPTED=on", "records nothing yet", "30 days")
	if !m.Ephemeral() {
		t.Error("the settings are public")
	}

	m = c.pick(m, "Moderator roles", []string{curators.ID}, "Saved.", "<@&"+curators.ID+">")
	if got := chosen(t, m, "Moderator roles"); len(got) != 1 || got[0] != curators.ID {
		t.Errorf("shown as chosen: %v", got)
	}
	c.message(curator.Slash("fact history"), "no changes")

	m = c.pick(m, "Log channel", []string{logs.ID}, "Saved. I wrote a first line into <#"+logs.ID+">", "gets a note")
	if line := logs.WaitMessage(t.Context()); !strings.Contains(text(line), "who changed which fact") {
		t.Errorf("the first line: %s", text(line))
	}
	m = c.pick(m, "Channels for unprompted answers", []string{forum.ID, c.channel.ID}, "Saved.", "stay silent until the operator")
	m = c.pick(m, "Keep recorded questions for…", []string{"90"}, "Saved.", "is kept for 90 days")
	m = c.press(m, "Record questions", "Saved.", "on, for whoever", "records nothing yet")
	c.again() // old buttons go on after a restart
	m = c.press(m, "Do not record questions", "Recording questions: off")
	c.press(m, "Answer privately by default", "answer the asker alone")
	s := c.saved()
	if !s.Private || s.Record || s.RetentionDays != 90 || len(s.Unprompted) != 2 || s.LogChannel != logs.ID || s.Version != 7 {
		t.Errorf("saved %+v", s)
	}
	// What is shown anew is what was chosen.
	m = c.message(c.boss.Slash("settings"), "answer the asker alone", "<#"+forum.ID+">")
	if got := chosen(t, m, "Log channel"); len(got) != 1 || got[0] != logs.ID {
		t.Errorf("log channel shown as chosen: %v", got)
	}
	m = c.pick(m, "Log channel", nil, "Log channel: none")
	m = c.pick(m, "Moderator roles", nil, "and nobody else")
	c.press(m, "Answer publicly by default", "for all to see")
	if s := c.saved(); s.Private || s.LogChannel != "" || len(s.Moderators) > 0 {
		t.Errorf("saved %+v", s)
	}
	if got := c.message(curator.Slash("fact history")); !strings.Contains(text(got), "Only moderators") {
		t.Errorf("the role still moderates: %s", text(got))
	}
}

// TestPrivateByDefault: commands follow the setting unless they say otherwise.
func TestPrivateByDefault(t *testing.T) {
	t.Parallel()
	c := beginCurated(t, openSQLite(t))
	if _, err := c.desk.SaveSettings(t.Context(), c.guild.ID, desk.Settings{Private: true}); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		command string
		opt     localdiscord.Opt
		private bool
	}{
		{"ask", localdiscord.Opt{"question": plotsQuestion}, true},
		{"ask", localdiscord.Opt{"question": plotsQuestion, "private": false}, false},
		{"ask", localdiscord.Opt{"question": plotsQuestion, "private": false, "for": c.modA}, false},
		{"ask", localdiscord.Opt{"question": plotsQuestion, "private": true}, true},
		{"summary", nil, true},
		{"summary", localdiscord.Opt{"private": false}, false},
		{"check", localdiscord.Opt{"claim": wrongClaim}, true},
		{"check", localdiscord.Opt{"claim": wrongClaim, "private": false}, false},
	} {
		m := c.message(c.ann.Slash(tt.command, tt.opt), "43")
		if m.Ephemeral() != tt.private {
			t.Errorf("/%s %v: private %v", tt.command, tt.opt, m.Ephemeral())
		}
	}
	m := c.message(c.ann.Slash("ask", localdiscord.Opt{"question": plotsQuestion, "for": c.modA}), "add “private: False”")
	if !m.Ephemeral() || strings.Contains(text(m), "43") {
		t.Errorf("for somebody else, privately: %s", text(m))
	}
	// A mention is asked in the channel, and answered there; a direct message has no server.
	if got := c.answered(plotsQuestion); !strings.Contains(got, "43") {
		t.Errorf("a mention: %s", got)
	}
	if m := c.message(c.annA.DM().Slash("ask", localdiscord.Opt{"question": plotsQuestion}), "43"); m.Ephemeral() {
		t.Error("in a direct message it is private")
	}
}

// unreadable is a store whose settings cannot be read.
type unreadable struct{ desk.Store }

func (unreadable) Settings(context.Context, string) (desk.Settings, error) {
	return desk.Settings{}, fmt.Errorf("%w: for now", desk.ErrUnavailable)
}

// TestSettingsAway: while the settings cannot be read, nothing is changed, and
// answers that might have to be private are.
func TestSettingsAway(t *testing.T) {
	t.Parallel()
	c := beginCurated(t, unreadable{openSQLite(t)})
	m := c.message(c.boss.Slash("settings"))
	if _, err := c.desk.SaveSettings(t.Context(), c.guild.ID, desk.Settings{Private: true}); err != nil {
		t.Fatal(err)
	}
	c.again() // this one has not read them yet
	c.message(c.boss.Slash("settings"), "cannot read or save")
	c.message(c.boss.Press(m, "Answer privately by default"), "nothing was changed")
	if m := c.message(c.ann.Slash("ask", localdiscord.Opt{"question": plotsQuestion}), "43"); !m.Ephemeral() {
		t.Error("answered for all to see")
	}
}

// TestSettingsMoved: who looks at old settings changes nothing, and sees the new
// ones.
func TestSettingsMoved(t *testing.T) {
	t.Parallel()
	c := beginCurated(t, openSQLite(t))
	other := c.guild.Member("deputy", c.guild.Role("Deputies", localdiscord.ManageGuild)).In(c.channel)
	m := c.message(c.boss.Slash("settings"))
	theirs := c.message(other.Slash("settings"))
	c.on(theirs, func() *localdiscord.Interaction { return other.Press(theirs, "Record questions") }, "Saved.")
	m = c.press(m, "Answer privately by default", "Somebody changed the settings meanwhile", "not saved", "for all to see", "on, for whoever")
	if s := c.saved(); s.Private || !s.Record {
		t.Errorf("saved %+v", s)
	}
	c.press(m, "Answer privately by default", "Saved.")
	if s := c.saved(); !s.Private || !s.Record {
		t.Errorf("saved %+v", s)
	}
}

// TestLogChannelShut: that the bot may not write is said at once, and later when
// it may no more; what was to be done is done.
func TestLogChannelShut(t *testing.T) {
	t.Parallel()
	c := beginCurated(t, openSQLite(t))
	shut := c.guild.Channel("shut")
	shut.Deny(c.server.Bot(), localdiscord.SendMessages)
	m := c.message(c.boss.Slash("settings"))
	m = c.pick(m, "Log channel", []string{shut.ID}, "Saved, but", "may not write in <#"+shut.ID+">", "Send Messages", "gets a note")
	if c.saved().LogChannel != shut.ID {
		t.Errorf("saved %+v", c.saved())
	}
	key := c.key("plots-disrupted")
	preview := c.message(c.boss.Slash("fact remove", localdiscord.Opt{"fact": key}), "removed")
	c.press(preview, "Publish", "Published", "could not write to the log channel")

	hidden := c.guild.Channel("hidden")
	hidden.Deny(c.server.Bot(), localdiscord.ViewChannel)
	c.pick(m, "Log channel", []string{hidden.ID}, "may not write in <#"+hidden.ID+">")
}

// TestSettingsForged: ids of another server, of no server and of the wrong kind
// are refused, and everyone never moderates.
func TestSettingsForged(t *testing.T) {
	t.Parallel()
	c := beginCurated(t, openSQLite(t))
	there := c.server.Guild("Plant")
	role, channel := there.Role("Curators", 0), there.Channel("control")
	thread := c.channel.Thread("aside")
	forum := c.guild.Forum("help")
	m := c.message(c.boss.Slash("settings"))
	const roles, channels, words, button = 6, localdiscord.ChannelSelect, localdiscord.StringSelect, localdiscord.Button
	id := func(do string) string { return "ac:" + do + ":0" }
	for _, tt := range []struct {
		name   string
		kind   int
		id     string
		values []string
		want   string
	}{
		{"another server's role", roles, id("moderators"), []string{role.ID}, "not one of this server"},
		{"no role", roles, id("moderators"), []string{"1"}, "not one of this server"},
		{"a person", roles, id("moderators"), []string{c.annA.User.ID}, "not one of this server"},
		{"everyone", roles, id("moderators"), []string{c.guild.ID}, "@everyone cannot moderate"},
		{"another server's channel as log", channels, id("log"), []string{channel.ID}, "not one of this server"},
		{"another server's channel, unprompted", channels, id("unprompted"), []string{channel.ID}, "not one of this server"},
		{"a role as channel", channels, id("unprompted"), []string{role.ID}, "not one of this server"},
		{"roles by a button", button, id("moderators"), nil, "went wrong"},
		{"roles by a list", words, id("moderators"), []string{role.ID}, "went wrong"},
		{"days that are not offered", words, id("retention"), []string{"100000"}, "went wrong"},
		{"no days", words, id("retention"), nil, "went wrong"},
		{"a version to come", button, "ac:private:9", nil, "Somebody changed the settings meanwhile"},
		{"an unknown setting", button, "ac:owner:0", nil, "another version"},
	} {
		got := c.message(c.boss.Forge(m, tt.kind, tt.id, tt.values...), tt.want)
		if !got.Ephemeral() {
			t.Errorf("%s: answered for all to see", tt.name)
		}
	}
	// What a menu's own client would not offer.
	everyone := c.pick(m, "Moderator roles", []string{c.guild.ID}, "@everyone cannot moderate", "Nothing was changed")
	for _, ch := range []string{thread.ID, forum.ID} {
		c.pick(everyone, "Log channel", []string{ch}, "not a channel of the right kind")
	}
	if s := c.saved(); s.Version != 0 {
		t.Errorf("something was saved: %+v", s)
	}
}

// TestManagersOnly: /settings and /export are for who may manage the server, at
// the command and at every button; moderators' roles are not enough.
func TestManagersOnly(t *testing.T) {
	t.Parallel()
	c := beginCurated(t, openSQLite(t))
	curators := c.guild.Role("Curators", 0)
	curator := c.guild.Member("cora", curators).In(c.channel)
	if _, err := c.desk.SaveSettings(t.Context(), c.guild.ID, desk.Settings{Moderators: []string{curators.ID}}); err != nil {
		t.Fatal(err)
	}
	for _, cmd := range c.ann.CommandsFor() {
		if cmd.Name == "settings" || cmd.Name == "export" {
			t.Errorf("/%s is offered to a member", cmd.Name)
		}
	}
	denied := func(what string, i *localdiscord.Interaction, want string) {
		t.Helper()
		m := c.message(i, want)
		if !m.Ephemeral() || len(m.Attachments) > 0 || len(m.Components) > 0 {
			t.Errorf("%s: %s", what, text(m))
		}
	}
	shown := c.message(c.boss.Slash("settings"))
	for _, who := range []*localdiscord.Place{c.ann, c.mod, curator} {
		for _, name := range []string{"settings", "export"} {
			denied(name, who.ForgeSlash(name, nil), "Manage Server")
		}
		for _, do := range []string{"private", "record"} {
			denied(do, who.Forge(shown, localdiscord.Button, "ac:"+do+":1"), "Manage Server")
		}
		denied("moderators", who.Forge(shown, 6, "ac:moderators:1", curators.ID), "Manage Server")
	}
	dm := c.bossA.DM()
	denied("in a direct message", dm.Forge(shown, localdiscord.Button, "ac:private:1"), "in a server only")
	c.guild.Join(c.bossA) // manages no more
	denied("an old button", c.boss.Press(shown, "Answer privately by default"), "Manage Server")
	if s := c.saved(); s.Version != 1 {
		t.Errorf("something was saved: %+v", s)
	}
}

// TestUnpromptedBySettings: what is picked takes effect where the operator has
// switched it on.
func TestUnpromptedBySettings(t *testing.T) {
	t.Parallel()
	clock := newClock()
	d := newDesk(t, clock)
	c := &curated{talk: beginWith(t, localdiscord.Options{Clock: clock, Privileged: localdiscord.IntentMessageContent}, func(o *bot.Options) {
		o.Desk, o.Index, o.Unprompted = d, nil, true
	})}
	c.bossA = c.guild.Member("boss", c.guild.Role("Managers", localdiscord.ManageGuild))
	c.boss = c.bossA.In(c.channel)
	m := c.message(c.boss.Slash("settings"))
	m = c.pick(m, "Channels for unprompted answers", []string{c.channel.ID}, "beyond doubt")
	if strings.Contains(text(m), "UNPROMPTED") {
		t.Errorf("the operator is said not to allow it: %s", text(m))
	}
	if r := c.channel.WaitReply(t.Context(), c.ann.Say(certainQuestion)); !strings.Contains(text(r), "43") {
		t.Errorf("unasked: %s", text(r))
	}
	// Who opts out is left alone.
	p := c.message(c.ann.Slash("privacy"), "where the moderators allow it")
	c.message(c.ann.Press(p, "Never answer me unasked"), "Saved", "never, you opted out")
	c.clock.Advance(time.Hour)
	c.ann.Say(certainQuestion)
	if r := c.channel.WaitQuiet(t.Context(), c.bob.Say(c.asks("who is the head of MI5?"))); r == nil {
		t.Error("no sentinel")
	}
}
