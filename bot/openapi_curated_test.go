package bot_test

import (
	"time"

	"briefbot/bot/localdiscord"
)

// curatedConversations are the conversations of TestOpenAPI in which facts and
// settings are kept.
var curatedConversations = []struct {
	name string
	talk func(*curated)
}{
	{"settings", func(c *curated) {
		role, logs, forum := c.guild.Role("Curators", 0), c.guild.Channel("log"), c.guild.Forum("help")
		shut := c.guild.Channel("shut")
		shut.Deny(c.server.Bot(), localdiscord.SendMessages)
		m := c.message(c.boss.Slash("settings"))
		old := m
		m = c.pick(m, "Moderator roles", []string{role.ID})
		m = c.pick(m, "Log channel", []string{logs.ID})
		m = c.pick(m, "Log channel", []string{shut.ID})
		m = c.pick(m, "Channels for unprompted answers", []string{forum.ID, c.channel.ID})
		m = c.pick(m, "Keep recorded questions for…", []string{"365"})
		m = c.press(m, "Record questions")
		m = c.press(m, "Answer privately by default")
		m = c.pick(m, "Moderator roles", []string{c.guild.ID})
		c.pick(m, "Log channel", nil)
		c.message(c.boss.Forge(old, localdiscord.Button, "ac:private:0"))
		c.message(c.ann.ForgeSlash("settings", nil))
		c.message(c.boss.Slash("settings"))
		c.message(c.ann.Slash("ask", localdiscord.Opt{"question": plotsQuestion, "for": c.modA}))
		c.message(c.ann.Slash("summary"))
	}},
	{"privacy, export", func(c *curated) {
		c.message(c.annA.DM().Slash("privacy"))
		m := c.message(c.boss.Slash("privacy"))
		m = c.press(m, "Never answer me unasked")
		m = c.press(m, "Never record my questions")
		m = c.press(c.press(m, "Delete mine…"), "No, go back")
		c.press(c.press(m, "Delete mine…"), "Delete, my opt-outs too")
		c.message(c.boss.Slash("export"))
		c.message(c.ann.ForgeSlash("export", nil))
		c.message(c.ann.Slash("help"))
	}},
	{"a fact", func(c *curated) {
		form := c.modal(c.boss.Slash("fact edit", localdiscord.Opt{"fact": c.key("plots-disrupted")}))
		preview := c.message(c.boss.Fill(form, map[string]any{"Note": "Counted."}).Submit(), "preview")
		c.press(preview, "Publish", "Published")
		c.clock.Advance(time.Minute)
		c.message(c.boss.Slash("fact history"), "Change 1")
		c.message(c.boss.Slash("fact drafts"), "You have begun nothing here")
		c.message(c.boss.Slash("fact remove", localdiscord.Opt{"fact": c.key("gru-mission")}), "preview")
		c.clock.Advance(time.Minute)
		list := c.message(c.boss.Slash("fact drafts"), "Remove a fact")
		c.press(c.press(list, "Go on 1", "preview"), "Discard")
		c.modal(c.boss.Slash("briefing add"))
		c.message(c.boss.Slash("fact remove", localdiscord.Opt{"fact": c.key("isis-k")}), "preview")
		c.press(c.message(c.boss.Slash("fact drafts"), "Remove a fact"), "Discard 1", "You have begun nothing")
	}},
}
