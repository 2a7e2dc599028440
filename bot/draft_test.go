package bot_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"briefbot/bot/localdiscord"
	"briefbot/knowledge/desk"
)

const plotsQuote = "Since March 2017, MI5 and British police have disrupted 43 late-night terror plots."

// gated is a store in which reading an overlay, or committing, waits while a gate
// is shut.
type gated struct {
	desk.Store
	overlay, commit atomic.Pointer[gate]
}

// gate is passed once open is closed; reached has one for who came to it.
type gate struct{ reached, open chan struct{} }

func shut(at *atomic.Pointer[gate]) *gate {
	g := &gate{make(chan struct{}, 100), make(chan struct{})}
	at.Store(g)
	return g
}

func (g *gate) pass() {
	if g != nil {
		g.reached <- struct{}{}
		<-g.open
	}
}

func (g *gated) Overlay(ctx context.Context, server string) (desk.Overlay, error) {
	g.overlay.Load().pass()
	return g.Store.Overlay(ctx, server)
}

func (g *gated) Commit(ctx context.Context, r desk.Revision) error {
	g.commit.Load().pass()
	return g.Store.Commit(ctx, r)
}

func (c *curated) revisions() int {
	c.t.Helper()
	list, err := c.desk.History(c.t.Context(), c.guild.ID, desk.Page{Limit: 100})
	if err != nil {
		c.t.Fatal(err)
	}
	return len(list)
}

// TestPublishTwice: a second press of Publish before the first is done publishes
// nothing more, and holds up nothing else.
func TestPublishTwice(t *testing.T) {
	t.Parallel()
	st := &gated{Store: openSQLite(t)}
	c := beginCurated(t, st)
	form := c.modal(c.boss.Slash("briefing add"))
	preview := c.message(c.boss.Fill(form, map[string]any{"Title": "Spring update", "Text": "Nobody objected."}).Submit(), "preview")
	g := shut(&st.commit)
	old := c.server.Message(preview.ID)
	first := c.boss.Press(preview, "Publish")
	<-g.reached
	second := c.boss.Press(preview, "Publish")
	if r := c.wait(second); r.Kind != 6 {
		t.Fatalf("the second press: %+v", r.Message)
	}
	c.message(c.boss.Slash("fact show", localdiscord.Opt{"fact": c.key("plots-disrupted")}), "43")
	st.commit.Store(nil)
	close(g.open)
	c.wait(first)
	published := c.channel.WaitEdit(t.Context(), old)
	for !strings.Contains(text(published), "This is over") {
		published = c.channel.WaitEdit(t.Context(), published)
	}
	if n := c.revisions(); n != 1 {
		t.Errorf("%d revisions, want 1", n)
	}
}

// TestPublishOther: what was typed after the preview below which Publish was
// pressed is not published, but shown.
func TestPublishOther(t *testing.T) {
	t.Parallel()
	st := &gated{Store: openSQLite(t)}
	c := beginCurated(t, st)
	form := c.modal(c.boss.Slash("fact edit", localdiscord.Opt{"fact": c.key("plots-disrupted")}))
	preview := c.message(c.boss.Fill(form, map[string]any{"Note": "Seen."}).Submit(), "preview", "Seen.")
	form = c.modal(c.boss.Press(preview, "Edit"))
	publish := button(t, preview, "Publish")
	g := shut(&st.overlay)
	c.wait(c.boss.Fill(form, map[string]any{"Note": "Unseen."}).Submit())
	<-g.reached
	old := c.server.Message(preview.ID)
	c.wait(c.boss.Forge(preview, localdiscord.Button, publish))
	st.overlay.Store(nil)
	close(g.open)
	shown := c.channel.WaitEdit(t.Context(), old)
	for !strings.Contains(text(shown), "This is not what was shown last") {
		shown = c.channel.WaitEdit(t.Context(), shown)
	}
	if n := c.revisions(); n != 0 {
		t.Fatal("published, and never shown")
	}
	c.press(shown, "Publish", "Published", "Unseen.")
}

// TestLongest: what is as long as it may be can be seen and published.
func TestLongest(t *testing.T) {
	t.Parallel()
	c := beginCurated(t, openSQLite(t))
	long := "They said " + strings.Repeat("so-and-so (in all), ", 95) + "and no more."
	form := c.modal(c.boss.Slash("briefing add"))
	preview := c.message(c.boss.Fill(form, map[string]any{"Title": "Long", "Text": long}).Submit(), "preview")
	c.press(preview, "Publish", "Published")
	form = c.modal(c.boss.Slash("fact add", localdiscord.Opt{"paragraph": "long 1", "topic": "Words"}))
	var ask []string
	for _, a := range "abcdefghijklmnopqrstuvwx" {
		ask = append(ask, strings.Repeat(string(a), 40)+strings.Repeat(" (so-and-so)", 7))
	}
	preview = c.message(c.boss.Fill(form, map[string]any{
		"Statement": strings.Repeat("They said so. ", 70), "Note": strings.Repeat("So-and-so. ", 85), "Questions, one a line": strings.Join(ask, "\n"),
	}).Submit(), "preview", "and no more")
	c.press(preview, "Publish", "Published")
	c.message(c.boss.Slash("fact show", localdiscord.Opt{"fact": c.key("They said so")}), "and no more", "Questions (24)")
}

// TestFormsAreNotLost: where a form cannot be kept, what was typed is given back,
// and what was kept before goes on.
func TestFormsAreNotLost(t *testing.T) {
	t.Parallel()
	st := &failing{Store: openSQLite(t)}
	c := beginCurated(t, st)
	fields := map[string]any{"Note": "A long night's work."}
	given := func(what string, m *localdiscord.Message) {
		t.Helper()
		if len(m.Attachments) != 1 || !strings.Contains(string(m.Attachments[0].Data()), "Note:\nA long night's work.\n") {
			t.Errorf("%s: %s, files %+v", what, text(m), m.Attachments)
		}
	}
	key := c.key("plots-disrupted")
	form := c.modal(c.boss.Slash("fact edit", localdiscord.Opt{"fact": key}))
	st.down.Store(true)
	away := c.message(c.boss.Fill(form, fields).Submit(), "nothing was changed", "What you typed is in the file")
	given("the store is away", away)
	st.down.Store(false)
	again := c.press(away, "Try again", "This changes nothing")
	preview := c.fill(again, "Edit", map[string]any{"Note": "Typed again."}, "preview")
	form = c.modal(c.boss.Press(preview, "Edit"))
	other := c.modal(c.boss.Press(preview, "Edit"))
	st.down.Store(true)
	away = c.on(preview, func() *localdiscord.Interaction { return c.boss.Fill(form, fields).Submit() }, "nothing was changed")
	given("the store is away in a preview", away)
	st.down.Store(false)
	preview = c.press(away, "Try again", "preview", "Typed again.")
	done := c.press(preview, "Publish", "Published", "Typed again.")
	over := c.on(done, func() *localdiscord.Interaction { return c.boss.Fill(other, fields).Submit() }, "This form is over")
	given("it is over", over)
}

// TestDerivedFollows: what a form showed as derived, and nobody changed, goes on
// to follow from the words.
func TestDerivedFollows(t *testing.T) {
	t.Parallel()
	c := beginCurated(t, openSQLite(t))
	form := c.modal(c.boss.Slash("fact add", localdiscord.Opt{"paragraph": "10", "topic": "Plots"}))
	preview := c.message(c.boss.Fill(form, map[string]any{
		"Statement": "Since March 2017, MI5 and British police have disrupted 43 plots.", "Quote": plotsQuote, "Figure as printed": "43",
	}).Submit(), "preview", "Period: Since March 2017")
	preview = c.fill(preview, "Figure…", nil, "preview", "Period: Since March 2017")
	preview = c.fill(preview, "Edit", map[string]any{"Statement": "MI5 and British police have disrupted 43 plots."}, "preview")
	if strings.Contains(text(preview), "Period:") {
		t.Errorf("the period stands although the statement has none:\n%s", text(preview))
	}
}

// TestRemoveReplaced: why a fact cannot be removed is told of the fact that keeps
// it.
func TestRemoveReplaced(t *testing.T) {
	t.Parallel()
	c := beginCurated(t, openSQLite(t))
	form := c.modal(c.boss.Slash("fact add", localdiscord.Opt{"paragraph": "10", "topic": "Plots"}))
	preview := c.message(c.boss.Fill(form, map[string]any{"Statement": "MI5 and British police have disrupted 43 plots.", "Quote": plotsQuote, "Figure as printed": "43"}).Submit(), "preview")
	preview = c.fill(preview, "More…", map[string]any{"Replaces the fact": "mi5-threat-update/plots-disrupted"}, "preview")
	c.press(preview, "Publish", "Published")
	c.message(c.boss.Slash("fact remove", localdiscord.Opt{"fact": c.key("plots-disrupted")}), "cannot be published yet",
		"Fact mi5-british-police-disrupted-43-plots, Replaces the fact: there is no fact mi5-threat-update/plots-disrupted")
}

// TestBriefingGone: a fact whose briefing is taken away while it is typed goes on
// once the briefing is back.
func TestBriefingGone(t *testing.T) {
	t.Parallel()
	c := beginCurated(t, openSQLite(t))
	form := c.modal(c.boss.Slash("briefing add"))
	preview := c.message(c.boss.Fill(form, map[string]any{"Title": "Spring update", "Text": "Nobody objected."}).Submit(), "preview")
	published := c.press(preview, "Publish", "Published")
	form = c.modal(c.boss.Slash("fact add", localdiscord.Opt{"paragraph": "spring-update 1", "topic": "Plots"}))
	back := c.press(published, "Undo", "Published", "removed")
	lost := c.message(c.boss.Fill(form, map[string]any{"Statement": "Nobody objected at all."}).Submit(), "not there any more", "Nothing that you typed is lost")
	c.press(back, "Undo", "Published")
	c.press(lost, "Try again", "preview", "Nobody objected at all.")
}

// TestOddForms: inputs that a form lacks, or that have another type, change
// nothing that was there.
func TestOddForms(t *testing.T) {
	t.Parallel()
	c := beginCurated(t, openSQLite(t))
	form := c.modal(c.boss.Slash("fact edit", localdiscord.Opt{"fact": c.key("plots-disrupted")}))
	c.message(c.boss.ForgeLabels(strings.Replace(form.CustomID, "words", "ask", 1), map[string]any{}), "This changes nothing")
	c.message(c.boss.ForgeLabels(form.CustomID, map[string]any{"unit": "spies", "other": "x"}), "This changes nothing")
	c.message(c.boss.ForgeLabels(form.CustomID, map[string]any{"statement": []string{}, "note": true}), "cannot be published yet", "Statement: missing")
	form = c.modal(c.boss.Slash("briefing add"))
	c.message(c.boss.ForgeLabels(form.CustomID, map[string]any{"title": "A title"}), "cannot be published yet")
	c.message(c.boss.ForgeLabels(form.CustomID, map[string]any{"text": "A text."}), "preview", "A title, 1 paragraph")
}

// TestLogChannelSlow: a log channel that takes no message now does not keep from
// the moderator that the change is live.
func TestLogChannelSlow(t *testing.T) {
	t.Parallel()
	c := beginCurated(t, openSQLite(t))
	if _, err := c.desk.SaveSettings(t.Context(), c.guild.ID, desk.Settings{LogChannel: c.guild.Channel("log").ID}); err != nil {
		t.Fatal(err)
	}
	form := c.modal(c.boss.Slash("fact edit", localdiscord.Opt{"fact": c.key("plots-disrupted")}))
	preview := c.message(c.boss.Fill(form, map[string]any{"Note": "Counted."}).Submit(), "preview")
	c.server.Misbehave("POST /channels/{channel}/messages", localdiscord.TooMany(time.Minute))
	c.press(preview, "Publish", "Published", "I could not write to the log channel")
}

// TestQuoteTooLong: a quote that no reader would see is refused.
func TestQuoteTooLong(t *testing.T) {
	t.Parallel()
	c := beginCurated(t, openSQLite(t))
	long := "They said " + strings.Repeat("so-and-so (in all), ", 190) + "and no more."
	form := c.modal(c.boss.Slash("briefing add"))
	preview := c.message(c.boss.Fill(form, map[string]any{"Title": "Long", "Text": long}).Submit(), "preview")
	c.press(preview, "Publish", "Published")
	form = c.modal(c.boss.Slash("fact add", localdiscord.Opt{"paragraph": "long 1", "topic": "Words"}))
	bad := c.message(c.boss.Fill(form, map[string]any{"Statement": "They said so."}).Submit(), "cannot be published yet", "Quote: with the statement it is about", "too long to be shown")
	c.fill(bad, "Edit", map[string]any{"Quote": "and no more."}, "preview", "and no more.")
}

// TestFormNotAnswered: a form is kept even when Discord does not take the answer
// to it.
func TestFormNotAnswered(t *testing.T) {
	t.Parallel()
	c := beginCurated(t, openSQLite(t))
	form := c.modal(c.boss.Slash("fact edit", localdiscord.Opt{"fact": c.key("plots-disrupted")}))
	preview := c.message(c.boss.Fill(form, map[string]any{"Note": "Counted."}).Submit(), "preview")
	form = c.modal(c.boss.Press(preview, "Edit"))
	c.server.Misbehave("POST /interactions/{interaction}/{token}/callback", localdiscord.BadWebhookToken)
	c.boss.Fill(form, map[string]any{"Note": "Counted again."}).Submit()
	// Publish stands below the first preview, and waits for its turn.
	c.press(preview, "Publish", "This is not what was shown last", "Counted again.")
}
