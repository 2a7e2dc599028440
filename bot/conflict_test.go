package bot_test

import (
	"log/slog"
	"slices"
	"strings"
	"testing"

	"briefbot/bot/localdiscord"
	"briefbot/knowledge"
	"briefbot/knowledge/desk"
)

// recounted is the small base after the operator changed it: 45 plots instead of
// 43, and notes on the two facts of the IDs.
func recounted(t *testing.T, noted ...string) *knowledge.Base {
	t.Helper()
	br := *small.Base().Briefings[0]
	br.Paragraphs, br.Facts = slices.Clone(br.Paragraphs), slices.Clone(br.Facts)
	count := func(s string) string { return strings.ReplaceAll(s, "43", "45") }
	br.Paragraphs[9].Text = count(br.Paragraphs[9].Text)
	for i := range br.Facts {
		switch f := &br.Facts[i]; {
		case f.Ref.ID == "plots-disrupted":
			f.Statement = count(f.Statement)
			figure, err := knowledge.DeriveFigure("45", br.Quote(f.Cites[0]))
			if err != nil {
				t.Fatal(err)
			}
			f.Figure = &figure
		case slices.Contains(noted, f.Ref.ID):
			f.Note = "The operator's note."
		}
	}
	for _, p := range knowledge.Check(&br) {
		t.Fatal(p)
	}
	return knowledge.NewBase(&br)
}

// upgrade ends the bot and starts another one on the same store over base.
func (c *curated) upgrade(base *knowledge.Base) {
	c.t.Helper()
	c.stop()
	d, err := desk.New(c.t.Context(), desk.Options{Base: base, Store: c.store, Now: c.clock.Now, Log: slog.New(slog.NewTextHandler(c.t.Output(), nil))})
	if err != nil {
		c.t.Fatal(err)
	}
	o := c.options
	o.Desk, o.Index = d, nil
	c.start(o)
}

// upgraded: what does not go with the operator's new base is told with the
// changes, and can be settled there.
func upgraded(t *testing.T, c *curated) {
	for _, id := range []string{"plots-disrupted", "gru-mission"} {
		form := c.modal(c.boss.Slash("fact edit", localdiscord.Opt{"fact": c.key(id)}))
		c.press(c.message(c.boss.Fill(form, map[string]any{"Note": "Ours."}).Submit(), "preview"), "Publish", "Published")
	}
	c.press(c.message(c.boss.Slash("fact remove", localdiscord.Opt{"fact": c.key("isis-k")}), "preview"), "Publish", "Published")
	if got := text(c.message(c.boss.Slash("fact history"), "Change 3")); strings.Contains(got, "operator's base") {
		t.Errorf("nothing conflicts, and it is told: %s", got)
	}
	c.upgrade(recounted(t, "gru-mission", "isis-k"))
	history := c.message(c.boss.Slash("fact history"), "3 things here do not go with the operator's base",
		"1 · Fact plots-disrupted: Since March 2017, MI5 and British police have disrupted 43", "left out: nobody gets it", "undo change 1",
		"2 · Fact gru-mission", "The operator changed it, too. What this server says holds.",
		"3 · Fact isis-k", "The operator changed what this server removed. It stays removed.", "Change 3", "Change 1")
	if got := text(history); strings.Count(got, "plots-disrupted: ") != 1 || strings.Index(got, "3 things") > strings.Index(got, "Change 3") {
		t.Errorf("in another order, or twice: %s", got)
	}
	if got := c.answered(plotsQuestion); strings.Contains(got, "Ours.") || strings.Contains(got, "43 late-night terror plots.\n¶") {
		t.Errorf("what is left out is answered: %s", got)
	}

	// The operator's comes back by undoing the change, and ours by undoing that.
	c.press(history, "Undo 1", "Published")
	if got := c.answered(plotsQuestion); !strings.Contains(got, "45") || strings.Contains(got, "Ours.") {
		t.Errorf("the operator's is not back: %s", got)
	}
	c.message(c.boss.Slash("fact history"), "2 things here")
	c.press(c.message(c.boss.Slash("fact history")), "Undo 4", "cannot be undone as things are now")
}

// mended: what is left out is reached by /fact edit, and by the buttons.
func mended(t *testing.T, c *curated) {
	form := c.modal(c.boss.Slash("fact edit", localdiscord.Opt{"fact": c.key("plots-disrupted")}))
	c.press(c.message(c.boss.Fill(form, map[string]any{"Note": "Ours."}).Submit(), "preview"), "Publish", "Published")
	form = c.modal(c.boss.Slash("fact edit", localdiscord.Opt{"fact": c.key("gru-mission")}))
	c.press(c.message(c.boss.Fill(form, map[string]any{"Note": "Ours."}).Submit(), "preview"), "Publish", "Published")
	c.press(c.message(c.boss.Slash("fact remove", localdiscord.Opt{"fact": c.key("isis-k")}), "preview"), "Publish", "Published")
	c.upgrade(recounted(t, "gru-mission", "isis-k"))

	key := ""
	for _, ch := range c.boss.Type("fact edit", "fact", "late-night terror plots") {
		if strings.HasPrefix(ch.Name, "left out · Since March 2017") {
			key = strings.Trim(string(ch.Value), `"`)
		}
	}
	form = c.modal(c.boss.Slash("fact edit", localdiscord.Opt{"fact": key}))
	bad := c.message(c.boss.Fill(form, nil).Submit(), "cannot be published yet", `"43" does not stand`)
	preview := c.fill(bad, "Edit", map[string]any{
		"Statement": "Since March 2017, MI5 and British police have disrupted 45 late-night terror plots.", "Figure as printed": "45",
	}, "preview", "45")
	c.press(preview, "Publish", "Published")
	if got := c.answered(plotsQuestion); !strings.Contains(got, "45") || !strings.Contains(got, "Ours.") {
		t.Errorf("mended, and answered: %s", got)
	}

	history := c.message(c.boss.Slash("fact history"), "2 things here")
	preview = c.fill(history, "Edit 1", nil, "preview") // as it is
	c.press(preview, "Publish", "Published")
	history = c.message(c.boss.Slash("fact history"), "1 thing here", "1 · Fact isis-k")
	preview = c.press(history, "Operator's 1", "preview", "isis-k brought back")
	c.press(preview, "Publish", "Published")
	if got := text(c.message(c.boss.Slash("fact history"), "Change 6")); strings.Contains(got, "operator's base") {
		t.Errorf("all is settled: %s", got)
	}
}
