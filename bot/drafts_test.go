package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"briefbot/bot/localdiscord"
)

// unfinished: what a moderator has begun is found again after the private message
// is gone and the bot was started again, by them and in that server only.
func unfinished(t *testing.T, c *curated) {
	drafts := func(who *localdiscord.Place, pieces ...string) *localdiscord.Message {
		t.Helper()
		m := c.message(who.Slash("fact drafts"), pieces...)
		if !m.Ephemeral() {
			t.Error("everybody sees a list of drafts")
		}
		return m
	}
	const none = "You have begun nothing here"
	drafts(c.boss, none)
	key := c.key("plots-disrupted")
	c.modal(c.boss.Slash("fact edit", localdiscord.Opt{"fact": key})) // never sent
	drafts(c.boss, none)
	form := c.modal(c.boss.Slash("fact edit", localdiscord.Opt{"fact": key}))
	c.message(c.boss.Fill(form, map[string]any{"Note": "Counted by the police."}).Submit(), "preview", "/fact drafts")
	form = c.modal(c.boss.Slash("fact add", localdiscord.Opt{"paragraph": "10", "topic": "Plots"}))
	c.message(c.boss.Fill(form, map[string]any{"Statement": "France has\ndisrupted 44 plots."}).Submit(), "cannot be published yet")
	form = c.modal(c.boss.Slash("briefing add"))
	c.message(c.boss.Fill(form, map[string]any{"Title": "Spring update", "Text": "Nobody objected."}).Submit(), "preview")
	c.message(c.boss.MessageMenu("Teach Briefbot", c.ann.Say("who counts the spooks")), "Which fact should it get?")
	ends := c.clock.Now().Add(7 * 24 * time.Hour)
	c.message(c.boss.Slash("fact remove", localdiscord.Opt{"fact": key}), "preview")

	c.again()
	deputy := c.guild.Member("deputy", c.guild.Role("Deputies", localdiscord.ManageGuild)).In(c.channel)
	drafts(deputy, none)
	elsewhere := c.server.Guild("Elsewhere")
	elsewhere.Join(c.bossA, elsewhere.Role("Managers", localdiscord.ManageGuild))
	drafts(c.bossA.In(elsewhere.Channel("general")), none)
	list := drafts(c.boss, "1 · Remove a fact", "2 · Teach a question", "who counts the spooks", "3 · Add a briefing", "Spring update",
		"4 · Add a fact", "France has disrupted 44 plots.", "5 · Edit a fact", "have disrupted 43", fmt.Sprintf("Kept until <t:%d:f>", ends.Unix()))
	if len(list.Embeds) != 5 || len(list.Components) != 5 {
		t.Fatalf("%d drafts, %d rows of buttons", len(list.Embeds), len(list.Components))
	}
	if got := c.message(deputy.Forge(list, localdiscord.Button, button(t, list, "Go on 1"))); !strings.Contains(text(got), "This is over") {
		t.Errorf("somebody else's draft: %s", text(got))
	}
	list = c.press(list, "Discard 1", "Given up", "1 · Teach a question", "4 · Edit a fact")
	menu := c.press(list, "Go on 1", "Question: who counts the spooks", "Which fact should it get?")
	c.press(menu, "Discard", "Nothing was changed")
	c.press(drafts(c.boss, "2 · Add a fact"), "Go on 2", "cannot be published yet", "Nothing that you typed is lost")
	c.press(drafts(c.boss, "1 · Add a briefing"), "Go on 1", "preview", "Briefing spring-update added")
	preview := c.press(drafts(c.boss, "3 · Edit a fact"), "Go on 3", "preview", "Counted by the police.")
	c.press(preview, "Publish", "Published")
	if got := c.answered(plotsQuestion); !strings.Contains(got, "Counted by the police.") {
		t.Errorf("answer: %s", got)
	}
	if got := drafts(c.boss); strings.Contains(text(got), "Edit a fact") {
		t.Errorf("published, and still a draft: %s", text(got))
	}
	c.clock.Advance(8 * 24 * time.Hour)
	drafts(c.boss, none)
}
