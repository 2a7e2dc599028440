package bot_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"briefbot/bot/localdiscord"
	"briefbot/knowledge"
	"briefbot/knowledge/desk"
)

// firstFact: a moderator adds a fact, sees it, publishes it and takes it
// back.
func firstFact(t *testing.T, c *curated) {
	logs := c.guild.Channel("log")
	if _, err := c.desk.SaveSettings(t.Context(), c.guild.ID, desk.Settings{LogChannel: logs.ID}); err != nil {
		t.Fatal(err)
	}
	const question = "How many hours did the lights stay on in the newsroom?"
	if got := c.answered(question); strings.Contains(got, "Since March") {
		t.Fatalf("answered before: %s", got)
	}
	form := c.modal(c.boss.Slash("fact add", localdiscord.Opt{"paragraph": "10", "topic": "Plots"}))
	preview := c.message(c.boss.Fill(form, map[string]any{
		"Statement":         "MI5 and British police have disrupted 43 terror plots.",
		"Quote":             "Since March 2017, MI5 and British police have disrupted 43 late-night terror plots.",
		"Figure as printed": "43", "Questions, one a line": question,
	}).Submit(), "preview", "43", "¶ 10", "What was derived", "eq 43", "No other question", "Publish")
	if got := c.answered(question); strings.Contains(got, "MI5 and British police have disrupted 43 terror plots.") {
		t.Fatalf("live before it was published: %s", got)
	}
	c.press(preview, "Publish", "Published")
	if got := c.answered(question); !strings.Contains(got, "43") || !strings.Contains(got, "¶ 10") {
		t.Fatalf("not live: %s", got)
	}
	line := logs.WaitMessage(t.Context())
	for _, want := range []string{"Change 1 by <@", "added", "Undo"} {
		if want != "" && !strings.Contains(text(line), want) {
			t.Errorf("the log line lacks %q:\n%s", want, text(line))
		}
	}
	c.message(c.bossA.In(logs).Press(line, "Undo"), "Published", "removed")
	if got := c.answered(question); strings.Contains(got, "have disrupted 43 terror plots.") {
		t.Errorf("still live after undo: %s", got)
	}
	// Undo the undo, from the history.
	history := c.message(c.boss.Slash("fact history"), "Change 2", "Change 1", "undo of change 1")
	c.press(history, "Undo 2", "Published")
	if got := c.answered(question); !strings.Contains(got, "¶ 10") {
		t.Errorf("not back: %s", got)
	}
}

// formThatFails: every problem is told, nothing typed is lost, and what is
// mended goes on.
func formThatFails(t *testing.T, c *curated) {
	form := c.modal(c.boss.Slash("fact add", localdiscord.Opt{"paragraph": "10", "topic": "Plots"}))
	bad := c.message(c.boss.Fill(form, map[string]any{
		"Statement": "France has disrupted 44 terror plots.", "Quote": "Since May 2017, MI5 has disrupted 43 plots.", "Figure as printed": "44",
	}).Submit(), "cannot be published yet", "Quote: does not stand in paragraph 10; the nearest text is “Since March 2017, MI5 and British police have disrupted 43 late-night terror plots.”")
	if bad.Component("Publish") != nil {
		t.Error("what is wrong can be published")
	}
	form = c.modal(c.boss.Press(bad, "Edit"))
	for _, k := range form.Components {
		if k.Label == "Statement" && (k.Inner.Value == nil || *k.Inner.Value != "France has disrupted 44 terror plots.") {
			t.Errorf("the statement is lost: %+v", k.Inner)
		}
	}
	bad = c.fill(bad, "Edit", map[string]any{"Quote": "Since March 2017, MI5 and British police have disrupted 43 late-night terror plots."},
		"cannot be published yet", `Figure as printed: "44" does not stand in the first quote`, `Statement: "France" does not stand in a cited quote`)
	preview := c.fill(bad, "Edit", map[string]any{"Statement": "MI5 and British police have disrupted 43 late-night plots.", "Figure as printed": "43"}, "preview")
	preview = c.fill(preview, "Figure…", map[string]any{"Period": "Since March 2017"}, "Period: Since March 2017")
	preview = c.fill(preview, "Names…", map[string]any{"By whom: who did or said it": "MI5"}, "preview")
	preview = c.fill(preview, "More…", map[string]any{"Status": "disrupted"}, "cannot be published yet", `Status: "disrupted" is none of`)
	preview = c.fill(preview, "More…", map[string]any{"Status": "foiled"}, "Status: foiled")
	phrasings := c.press(preview, "Questions (0)", "None yet.")
	preview = c.fill(phrasings, "Edit this page", map[string]any{"Questions, one a line": "How many nightly schemes were thwarted?\nthwarted nightly schemes"}, "preview", "Questions (2)")
	c.press(preview, "Publish", "Published")
	if got := c.answered("How many nightly schemes were thwarted?"); !strings.Contains(got, "43") {
		t.Errorf("answer: %s", got)
	}
	// A draft is over once it is published.
	if got := c.boss.Forge(preview, 2, button(t, preview, "Publish")).Wait(t.Context()); !strings.Contains(text(got.Message), "This is over") {
		t.Errorf("an old button: %s", text(got.Message))
	}
}

// button is the custom id of a button.
func button(t *testing.T, m *localdiscord.Message, label string) string {
	t.Helper()
	k := m.Component(label)
	if k == nil {
		t.Fatalf("no button %s on\n%s", label, text(m))
	}
	return k.CustomID
}

// editKeeps: a form changes what was typed and nothing else; quotes are taken
// as the source has them.
func editKeeps(t *testing.T, c *curated) {
	ref := knowledge.Ref{Briefing: "mi5-threat-update", ID: "plots-disrupted"}
	was := *small.Base().Fact(ref)
	form := c.modal(c.boss.Slash("fact edit", localdiscord.Opt{"fact": c.key("plots-disrupted")}))
	preview := c.message(c.boss.Fill(form, map[string]any{"Note": "Counted by the police."}).Submit(), "preview", "Counted by the police.")
	c.press(preview, "Publish", "Published", "Note:")
	ix, err := c.desk.Index(t.Context(), c.guild.ID)
	if err != nil {
		t.Fatal(err)
	}
	was.Note = "Counted by the police."
	if diff := cmp.Diff(was, *ix.Base().Fact(ref)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	// The same form sent again changes nothing.
	form = c.modal(c.boss.Slash("fact edit", localdiscord.Opt{"fact": c.key("plots-disrupted")}))
	c.message(c.boss.Fill(form, nil).Submit(), "This changes nothing")
}

// showRemoveRestore: a removed fact can be brought back.
func showRemoveRestore(t *testing.T, c *curated) {
	key := c.key("plots-disrupted")
	shown := c.message(c.boss.Slash("fact show", localdiscord.Opt{"fact": key}), "43", "Fact mi5-threat-update/plots-disrupted", "Questions (")
	preview := c.press(shown, "Remove", "preview", "removed", "questions would be answered differently")
	c.press(preview, "Discard", "Nothing was changed")
	preview = c.message(c.boss.Slash("fact remove", localdiscord.Opt{"fact": key}), "removed")
	c.press(preview, "Publish", "Published")
	if got := c.answered(plotsQuestion); strings.Contains(got, "have disrupted 43 late-night terror plots.\n¶") {
		t.Errorf("removed, and answered: %s", got)
	}
	choices := c.boss.Type("fact history", "fact", "late-night terror plots")
	found := ""
	for _, ch := range choices {
		if strings.HasPrefix(ch.Name, "removed · ") {
			found = strings.Trim(string(ch.Value), `"`)
		}
	}
	if found != key {
		t.Fatalf("the removed fact is not offered for its history: %v", choices)
	}
	history := c.message(c.boss.Slash("fact history", localdiscord.Opt{"fact": found}), "Change 1", "removed")
	c.press(history, "Undo 1", "Published", "brought back")
	if got := c.answered(plotsQuestion); !strings.Contains(got, "43") {
		t.Errorf("brought back, and not answered: %s", got)
	}
	shown = c.message(c.boss.Slash("fact show", localdiscord.Opt{"fact": key}))
	c.press(shown, "History", "Change 2", "Change 1")
}

// twoModerators: the second one sees what the first did beside their own
// text, and loses nothing.
func twoModerators(t *testing.T, c *curated) {
	key := c.key("plots-disrupted")
	other := c.guild.Member("deputy", c.guild.Role("Deputies", localdiscord.ManageGuild)).In(c.channel)
	form := c.modal(c.boss.Slash("fact edit", localdiscord.Opt{"fact": key}))
	theirs := c.modal(other.Slash("fact edit", localdiscord.Opt{"fact": key}))
	mine := c.message(c.boss.Fill(form, map[string]any{"Note": "Mine."}).Submit(), "preview")
	first := c.message(other.Fill(theirs, map[string]any{"Note": "Theirs."}).Submit(), "preview")
	c.on(first, func() *localdiscord.Interaction { return other.Press(first, "Publish") }, "Published")
	conflict := c.press(mine, "Publish", "changed this since you began", "theirs: Theirs.", "yours: Mine.")
	again := c.press(conflict, "Go on with mine", "preview", "Theirs.", "Mine.")
	c.press(again, "Publish", "Published")
	if got := c.answered(plotsQuestion); !strings.Contains(got, "Mine.") {
		t.Errorf("the note: %s", got)
	}
	// Undoing the first change would undo the second, too: it is asked.
	history := c.message(c.boss.Slash("fact history"), "Change 2", "Change 1")
	stale := c.press(history, "Undo 1", "Changed again since change 1", "now: Mine.")
	c.press(stale, "Undo anyway", "Published")
	if got := c.answered(plotsQuestion); strings.Contains(got, "Mine.") || strings.Contains(got, "Theirs.") {
		t.Errorf("after the undo: %s", got)
	}
}

// teach: a question learns its fact, or that it has none.
func teach(t *testing.T, c *curated) {
	const odd = "what did the spook boss count on his fingers since spring seventeen"
	m := c.ann.Say("hey " + c.server.Mention() + " " + odd)
	menu := c.message(c.boss.MessageMenu("Teach Briefbot", m), "Question: hey "+odd, "Which fact should it get?")
	form := c.modal(c.boss.Pick(menu, "Choose a fact, or none", c.key("plots-disrupted")))
	preview := c.on(menu, func() *localdiscord.Interaction {
		return c.boss.Fill(form, map[string]any{"The question": odd}).Submit()
	},
		"preview", "Question + "+odd, "Accepted question added")
	c.press(preview, "Publish", "Published")
	if got := c.answered(odd); !strings.Contains(got, "43") {
		t.Errorf("taught, and answered: %s", got)
	}

	m = c.ann.Say("How many diplomats were in Belarus?")
	menu = c.message(c.boss.MessageMenu("Teach Briefbot", m), "Which fact")
	form = c.modal(c.boss.Pick(menu, "Choose a fact, or none", "none"))
	preview = c.on(menu, func() *localdiscord.Interaction { return c.boss.Fill(form, nil).Submit() }, "preview", "No answer added")
	c.press(preview, "Publish", "Published")
	if got := c.answered("How many diplomats were in Belarus?"); !strings.Contains(got, "does not say") {
		t.Errorf("taught to get none: %s", got)
	}
	if got := c.message(c.boss.MessageMenu("Teach Briefbot", c.ann.Say("👋"))); !strings.Contains(text(got), "no words") {
		t.Errorf("a wave: %s", text(got))
	}
}

// briefingAdd: a new source can be cited at once, and a fact of it may
// replace an older one; the reply then cites both.
func briefingAdd(t *testing.T, c *curated) {
	form := c.modal(c.boss.Slash("briefing add"))
	bad := c.message(c.boss.Fill(form, map[string]any{"Title": "Spring update", "Date": "tomorrow", "Address": "nowhere",
		"Text": "# Numbers\n\nSince March 2017, MI5 and British police have disrupted 47 terror plots.\n\nNobody objected."}).Submit(),
		"cannot be published yet", `Date: "tomorrow" is not a date`, "Address: is no address")
	preview := c.fill(bad, "Edit", map[string]any{"Date": "2026-11-02", "Address": "https://example.org/update"}, "preview", "Briefing spring-update added: Spring update, 2 paragraphs")
	c.press(preview, "Publish", "Published")
	form = c.modal(c.boss.Slash("fact add", localdiscord.Opt{"paragraph": "spring-update 1", "topic": "Plots"}))
	preview = c.message(c.boss.Fill(form, map[string]any{"Statement": "Since March 2017, MI5 and British police have disrupted 47 terror plots.", "Figure as printed": "47"}).Submit(),
		"preview", "47", "Spring update", "Since March 2017, MI5 and British police have disrupted 47 terror plots.")
	preview = c.fill(preview, "More…", map[string]any{"Replaces the fact": "nowhere/nothing"}, "cannot be published yet", "Replaces the fact: there is no fact nowhere/nothing")
	preview = c.fill(preview, "More…", map[string]any{"Replaces the fact": "mi5-threat-update/plots-disrupted"}, "preview", "Updates 43", "late-night", "questions would be answered differently")
	c.press(preview, "Publish", "Published")
	if got := c.answered(plotsQuestion); !strings.Contains(got, "47") || !strings.Contains(got, "Spring update") || !strings.Contains(got, "Updates 43") {
		t.Errorf("answer: %s", got)
	}
	// A briefing that facts cite cannot go without them.
	history := c.message(c.boss.Slash("fact history"), "Change 2", "Change 1")
	c.press(history, "Undo 1", "cannot be undone as things are now")
}

// whoMay: who may keep facts, at every command, button and form.
func whoMay(t *testing.T, c *curated) {
	curators := c.guild.Role("Curators", 0)
	curatorA := c.guild.Member("cora", curators)
	curator := curatorA.In(c.channel)
	key := c.key("plots-disrupted")
	denied := func(what string, i *localdiscord.Interaction) {
		t.Helper()
		r := c.wait(i)
		if r.Message == nil || !r.Message.Ephemeral() || !strings.Contains(text(r.Message), "Only") && !strings.Contains(text(r.Message), "in a server only") {
			t.Errorf("%s was not refused: %+v", what, r.Message)
		}
	}
	everything := func(who *localdiscord.Place) {
		t.Helper()
		denied("edit", who.Slash("fact edit", localdiscord.Opt{"fact": key}))
		denied("history", who.Slash("fact history"))
		denied("briefing", who.Slash("briefing add"))
		denied("teach", who.MessageMenu("Teach Briefbot", c.ann.Say("who asks?")))
		if got := who.Type("fact show", "fact", "plots"); len(got) > 0 {
			t.Errorf("facts are offered: %v", got)
		}
	}
	everything(c.ann)
	everything(curator)
	everything(c.mod) // manages messages, not the server
	if _, err := c.desk.SaveSettings(t.Context(), c.guild.ID, desk.Settings{Moderators: []string{curators.ID, c.guild.ID}}); err != nil {
		t.Fatal(err)
	}
	everything(c.ann) // the role of everyone never counts
	form := c.modal(curator.Slash("fact edit", localdiscord.Opt{"fact": key}))
	preview := c.message(curator.Fill(form, map[string]any{"Note": "By a curator."}).Submit(), "preview")
	// A thread, too.
	thread := c.channel.Thread("aside")
	c.message(curatorA.In(thread).Slash("fact show", localdiscord.Opt{"fact": key}), "43")
	// Somebody else's draft is nobody's business, even a moderator's.
	for _, label := range []string{"Publish", "Edit"} {
		if got := c.message(c.boss.Forge(preview, 2, button(t, preview, label))); !strings.Contains(text(got), "This is over") {
			t.Errorf("somebody else's %s: %s", label, text(got))
		}
	}
	form = c.modal(curator.Press(preview, "Edit"))
	// The role is taken away: what is open stays shut.
	c.guild.Join(curatorA)
	denied("an old button", curator.Press(preview, "Publish"))
	denied("an old form", curator.Fill(form, nil).Submit())
	if got := c.answered(plotsQuestion); strings.Contains(got, "By a curator.") {
		t.Error("a demoted moderator has published")
	}
	// Not in a direct message.
	denied("a form in a direct message", c.bossA.DM().ForgeSubmit("aw:"+strings.Repeat("A", 26)+":words:0", map[string]string{"statement": "x"}))
}

// again ends the bot and starts another one on the same store.
func (c *curated) again() {
	c.t.Helper()
	c.stop()
	o := c.options
	o.Desk, o.Index = deskOn(c.t, c.clock, c.store), nil
	c.start(o)
}

// restart: what was begun before a restart goes on after it, and buttons work for
// ever.
func restart(t *testing.T, c *curated) {
	logs := c.guild.Channel("log")
	if _, err := c.desk.SaveSettings(t.Context(), c.guild.ID, desk.Settings{LogChannel: logs.ID}); err != nil {
		t.Fatal(err)
	}
	form := c.modal(c.boss.Slash("fact edit", localdiscord.Opt{"fact": c.key("plots-disrupted")}))
	c.again() // in the middle of a form
	bad := c.message(c.boss.Fill(form, map[string]any{"Note": "Counted by France."}).Submit(), "cannot be published yet")
	c.again() // in the middle of mending it
	form = c.modal(c.boss.Press(bad, "Edit"))
	if !slices.ContainsFunc(form.Components, func(k *localdiscord.Component) bool {
		return k.Inner.Value != nil && *k.Inner.Value == "Counted by France."
	}) {
		t.Error("what was typed is lost")
	}
	preview := c.on(bad, func() *localdiscord.Interaction {
		return c.boss.Fill(form, map[string]any{"Note": "Counted."}).Submit()
	}, "preview")
	c.again() // in the middle of a preview, and of its replay
	c.press(preview, "Publish", "Published")
	line := logs.WaitMessage(t.Context())
	c.again()
	if got := c.answered(plotsQuestion); !strings.Contains(got, "Counted.") {
		t.Errorf("after the restart: %s", got)
	}
	c.clock.Advance(400 * 24 * time.Hour)
	c.message(c.bossA.In(logs).Press(line, "Undo"), "Published")
	if got := c.answered(plotsQuestion); strings.Contains(got, "Counted.") {
		t.Errorf("after the undo: %s", got)
	}
}
