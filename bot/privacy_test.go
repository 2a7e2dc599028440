package bot_test

import (
	"strings"
	"testing"

	"briefbot/bot/localdiscord"
	"briefbot/knowledge/desk"
)

// privacy: everybody sees what is kept, and has theirs deleted, in one server
// only and after being asked once more.
func privacy(t *testing.T, c *curated) {
	ctx := t.Context()
	form := c.modal(c.boss.Slash("fact edit", localdiscord.Opt{"fact": c.key("plots-disrupted")}))
	preview := c.message(c.boss.Fill(form, map[string]any{"Note": "Counted."}).Submit(), "preview")
	c.press(preview, "Publish", "Published")
	form = c.modal(c.boss.Slash("fact edit", localdiscord.Opt{"fact": c.key("plots-disrupted")}))
	begun := c.message(c.boss.Fill(form, map[string]any{"Note": "Unfinished."}).Submit(), "preview")
	boss := c.bossA.User.ID
	if err := c.desk.SetOptOut(ctx, "42", boss, desk.FromUnprompted, true); err != nil { // another server
		t.Fatal(err)
	}
	optedOut := func(server string, from desk.OptOut, want bool) {
		t.Helper()
		if out, err := c.desk.OptedOut(ctx, server, boss, from); err != nil || out != want {
			t.Errorf("opted out of %s in %s: %v, %v", from, server, out, err)
		}
	}

	m := c.message(c.boss.Slash("privacy"), "Your questions are not stored", "15 minutes", "user id", "30 days", "where the moderators allow it", "nothing in this version")
	if !m.Ephemeral() {
		t.Error("/privacy is public")
	}
	m = c.press(m, "Never answer me unasked", "Saved", "Answered unasked: never")
	m = c.press(m, "Never record my questions", "Saved", "Recorded: never")
	optedOut(c.guild.ID, desk.FromUnprompted, true)
	optedOut(c.guild.ID, desk.FromRecorded, true)
	c.again() // old buttons go on after a restart
	m = c.press(m, "You may record my questions", "nothing in this version")
	optedOut(c.guild.ID, desk.FromRecorded, false)

	ask := c.press(m, "Delete mine…", "cannot be undone", "opted out of something")
	m = c.press(ask, "No, go back", "What I keep")
	if r, err := c.desk.Revision(ctx, c.guild.ID, 1); err != nil || r.Who != boss {
		t.Fatalf("deleted before it was confirmed: %+v, %v", r, err)
	}
	ask = c.press(m, "Delete mine…", "cannot be undone")
	c.press(ask, "Delete, keep my opt-outs", "Deleted", "One change", "your opt-outs stay")
	if r, err := c.desk.Revision(ctx, c.guild.ID, 1); err != nil || r.Who == boss || r.Who == "" {
		t.Errorf("the history names %q, %v", r.Who, err)
	}
	c.press(begun, "Publish", "This is over")
	optedOut(c.guild.ID, desk.FromUnprompted, true)
	ask = c.message(c.boss.Forge(begun, localdiscord.Button, "ay:delete"), "opted out of something")
	c.press(ask, "Delete, my opt-outs too", "Deleted", "None of the changes", "your opt-outs too")
	optedOut(c.guild.ID, desk.FromUnprompted, false)
	optedOut("42", desk.FromUnprompted, true)
}

// TestPrivacyOf: a press is about the presser, whoever's message it stands on.
func TestPrivacyOf(t *testing.T) {
	t.Parallel()
	c := beginCurated(t, openSQLite(t))
	mine := c.message(c.ann.Slash("privacy"))
	c.message(c.bob.Forge(mine, localdiscord.Button, "ay:no-unprompted"), "Answered unasked: never")
	if out, err := c.desk.OptedOut(t.Context(), c.guild.ID, c.annA.User.ID, desk.FromUnprompted); err != nil || out {
		t.Errorf("ann is opted out by bob: %v, %v", out, err)
	}
	ask := c.message(c.ann.Press(mine, "Delete mine…"), "cannot be undone")
	if strings.Contains(text(ask), "opted out") {
		t.Errorf("ann opted out of nothing: %s", text(ask))
	}
	c.message(c.ann.Press(ask, "Yes, delete mine"), "None of the changes")
	// Direct messages have the words only.
	dm := c.annA.DM()
	m := c.message(dm.Slash("privacy"), "What I keep", "are for each server")
	if len(m.Components) > 0 {
		t.Errorf("buttons in a direct message: %s", text(m))
	}
	c.message(dm.Forge(m, localdiscord.Button, "ay:delete-all"), "Please press it in the server")
}

// TestDeleteMineForgets: what is remembered of a question goes, too.
func TestDeleteMineForgets(t *testing.T) {
	t.Parallel()
	c := beginCurated(t, openSQLite(t))
	q := c.ann.Say(c.asks(plotsQuestion))
	r := c.channel.WaitReply(t.Context(), q)
	kept := c.bob.Say(c.asks("what is the GRU"))
	other := c.channel.WaitReply(t.Context(), kept)
	m := c.message(c.ann.Slash("privacy"))
	c.message(c.ann.Press(c.message(c.ann.Press(m, "Delete mine…")), "Yes, delete mine"), "Deleted")
	c.ann.Delete(q)
	c.bob.Delete(kept)
	c.channel.WaitDelete(t.Context(), other) // the same queue: ann's was looked at before
	if c.server.Message(r.ID) == nil {
		t.Error("the question of who is forgotten is still followed")
	}
}

// TestNoDesk: without a desk there is nothing to press.
func TestNoDesk(t *testing.T) {
	t.Parallel()
	c := begin(t)
	m := c.ann.Slash("privacy").Wait(t.Context()).Message
	if !strings.Contains(text(m), "What I keep") || len(m.Components) > 0 {
		t.Errorf("/privacy: %s", text(m))
	}
	if h := c.ann.Slash("help").Wait(t.Context()).Message; strings.Contains(text(h), "/fact ") || strings.Contains(text(h), "/settings") {
		t.Errorf("/help offers what there is not: %s", text(h))
	}
}
