package bot_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"briefbot/answers"
	"briefbot/bot"
	"briefbot/bot/localdiscord"
)

func TestMention(t *testing.T) {
	t.Parallel()
	c := begin(t)
	q := c.ann.Say(c.asks(plotsQuestion))
	r := c.channel.WaitReply(t.Context(), q)
	for _, want := range []string{"43", "¶ 10", "Since March 2017, MI5 and British police have disrupted 43 late-night terror plots."} {
		if !strings.Contains(text(r), want) {
			t.Errorf("the reply lacks %q:\n%s", want, text(r))
		}
	}
	if len(r.Mentions) > 0 || r.MentionEveryone {
		t.Errorf("the reply pings %v", r.Mentions)
	}
	refused := c.channel.WaitReply(t.Context(), c.bob.Say(c.asks("How many plots has Belarus backed?")))
	if strings.Contains(refused.Content, "43") || !strings.Contains(refused.Content, "Belarus") {
		t.Errorf("refusal: %s", refused.Content)
	}
}

// TestSilence: what is not meant for the bot gets nothing.
func TestSilence(t *testing.T) {
	t.Parallel()
	c := begin(t)
	other := c.guild.OtherBot("otherbot").In(c.channel)
	c.ann.Say(plotsQuestion)
	c.ann.Say(c.asks("thank you, very helpful!"))
	c.ann.Say("I asked " + c.server.Mention() + " yesterday")
	other.Say(c.asks(plotsQuestion))
	c.channel.Webhook("news", c.asks(plotsQuestion))
	r := c.channel.WaitQuiet(t.Context(), c.bob.Say(c.asks(plotsQuestion)))
	if r == nil || !strings.Contains(r.Content, "43") {
		t.Errorf("the sentinel got %v", r)
	}
}

func TestHelpAndDirectMessage(t *testing.T) {
	t.Parallel()
	c := begin(t)
	if r := c.channel.WaitReply(t.Context(), c.ann.Say(c.server.Mention())); !strings.Contains(text(r), "/ask") {
		t.Errorf("a bare mention got %q", text(r))
	}
	dm := c.annA.DM()
	if r := dm.Channel().WaitReply(t.Context(), dm.Say("who is the head of MI5?")); !strings.Contains(text(r), "Ken McCallum") {
		t.Errorf("a direct message got %q", text(r))
	}
}

func TestReplyAsks(t *testing.T) {
	t.Parallel()
	c := begin(t)
	r := c.channel.WaitReply(t.Context(), c.ann.Say(c.asks(plotsQuestion)))
	again := c.channel.WaitReply(t.Context(), c.bob.Reply(r, "and who is the director-general of MI5?"))
	if !strings.Contains(text(again), "Ken McCallum") {
		t.Errorf("a reply that asks got %q", text(again))
	}
}

// TestFollowing: the reply follows its question's edits and goes with it.
func TestFollowing(t *testing.T) {
	t.Parallel()
	c := begin(t)
	q := c.ann.Say(c.asks(plotsQuestion))
	r := c.channel.WaitReply(t.Context(), q)
	c.ann.Edit(q, c.asks("who is the director-general of MI5?"))
	r = c.channel.WaitEdit(t.Context(), r)
	if !strings.Contains(text(r), "Ken McCallum") || strings.Contains(r.Content, "43") {
		t.Errorf("the edited question has the reply %q", text(r))
	}
	c.ann.Edit(q, "never mind")
	c.channel.WaitDelete(t.Context(), r)

	q = c.ann.Say(c.asks("what is the GRU"))
	r = c.channel.WaitReply(t.Context(), q)
	c.ann.Delete(q)
	c.channel.WaitDelete(t.Context(), r)
}

func TestDeleteButton(t *testing.T) {
	t.Parallel()
	c := begin(t)
	for _, tt := range []struct {
		name  string
		who   *localdiscord.Place
		takes bool
	}{{"the asker", c.ann, true}, {"a moderator", c.mod, true}, {"somebody else", c.bob, false}} {
		c.clock.Advance(time.Hour) // the same answer anew, and no hurry
		r := c.channel.WaitReply(t.Context(), c.ann.Say(c.asks(plotsQuestion)))
		i := tt.who.Press(r, "Delete")
		if tt.takes {
			c.channel.WaitDelete(t.Context(), r)
			continue
		}
		if got := i.Wait(t.Context()); got.Message == nil || !got.Message.Ephemeral() {
			t.Errorf("%s got %+v", tt.name, got)
		}
	}
}

func TestAskedAgain(t *testing.T) {
	t.Parallel()
	c := begin(t)
	first := c.channel.WaitReply(t.Context(), c.ann.Say(c.asks(plotsQuestion)))
	second := c.channel.WaitReply(t.Context(), c.bob.Say(c.asks("how many terror plots were disrupted since march 2017")))
	if !strings.Contains(second.Content, first.ID) || !strings.Contains(second.Content, "43") || len(second.Embeds) > 0 {
		t.Errorf("asked again: %s", text(second))
	}
	c.clock.Advance(11 * time.Minute)
	third := c.channel.WaitReply(t.Context(), c.bob.Say(c.asks(plotsQuestion)))
	if len(third.Embeds) == 0 {
		t.Errorf("asked after a while: %s", text(third))
	}
}

func TestParagraphButton(t *testing.T) {
	t.Parallel()
	c := begin(t)
	r := c.channel.WaitReply(t.Context(), c.ann.Say(c.asks(plotsQuestion)))
	shown := c.bob.Press(r, "Show paragraph").Wait(t.Context()).Message
	if !shown.Ephemeral() || !strings.Contains(text(shown), "stretched to the limit") {
		t.Fatalf("the paragraph: %s", text(shown))
	}
	next := c.bob.Press(shown, "▶ ¶ 11").Wait(t.Context()).Message
	if next.ID != shown.ID || !strings.Contains(text(next), "Allocating our limited capacity") {
		t.Errorf("the next paragraph: %s", text(next))
	}
	other := c.bob.Press(r, "Not what I asked").Wait(t.Context()).Message
	if !other.Ephemeral() || len(other.Components) == 0 {
		t.Errorf("not what I asked: %s", text(other))
	}
}

func TestSlashAsk(t *testing.T) {
	t.Parallel()
	c := begin(t)
	r := c.ann.Slash("ask", localdiscord.Opt{"question": plotsQuestion}).Wait(t.Context()).Message
	if r.Ephemeral() || !strings.Contains(text(r), plotsQuestion) || !strings.Contains(text(r), "43") {
		t.Errorf("/ask: %s", text(r))
	}
	private := c.ann.Slash("ask", localdiscord.Opt{"question": plotsQuestion, "private": true}).Wait(t.Context()).Message
	if !private.Ephemeral() {
		t.Error("/ask private is public")
	}
	posted := c.ann.Press(private, "Post it").Wait(t.Context()).Message
	if posted.Ephemeral() || !strings.Contains(text(posted), "43") {
		t.Errorf("posted: %s", text(posted))
	}
	pinged := c.ann.Slash("ask", localdiscord.Opt{"question": plotsQuestion, "for": c.modA}).Wait(t.Context()).Message
	if len(pinged.Mentions) != 1 || pinged.Mentions[0].Username != "mo" {
		t.Errorf("/ask for: pings %v", pinged.Mentions)
	}
	both := c.ann.Slash("ask", localdiscord.Opt{"question": plotsQuestion, "for": c.modA, "private": true}).Wait(t.Context()).Message
	if !both.Ephemeral() || len(both.Mentions) > 0 || strings.Contains(text(both), "43") {
		t.Errorf("/ask for and private: %s", text(both))
	}
}

// TestAutocomplete: choices are questions, what was typed comes first, and what
// is offered can be asked.
func TestAutocomplete(t *testing.T) {
	t.Parallel()
	c := begin(t)
	choices := c.ann.Type("ask", "question", "diplomats exp")
	if len(choices) < 2 || choices[0].Text() != "diplomats exp" {
		t.Fatalf("choices %v", choices)
	}
	for _, ch := range choices {
		if strings.Contains(ch.Name, "750") && !strings.Contains(ch.Name, "?") {
			t.Errorf("the choice %q is an answer", ch.Name)
		}
	}
	r := c.ann.Slash("ask", localdiscord.Opt{"question": choices[1].Text()}).Wait(t.Context()).Message
	if !strings.Contains(text(r), "¶ 6") {
		t.Errorf("asking %q: %s", choices[1].Text(), text(r))
	}
	if got := c.ann.Type("source", "paragraph", "1"); len(got) != 4 {
		t.Errorf("paragraphs that begin with 1: %v", got)
	}
	if got := c.ann.Type("facts", "search", "tripl"); len(got) == 0 {
		t.Error("no fact found for tripl")
	}
	if got := c.ann.Type("summary", "topic", "chi"); len(got) == 0 || got[0].Name != "China" {
		t.Errorf("topics for chi: %v", got)
	}
}

func TestSummary(t *testing.T) {
	t.Parallel()
	c := begin(t)
	r := c.ann.Slash("summary").Wait(t.Context()).Message
	if r.Ephemeral() || !strings.Contains(text(r), "43") || !strings.Contains(text(r), "¶ 12") {
		t.Errorf("/summary: %s", text(r))
	}
	all := c.ann.Slash("summary", localdiscord.Opt{"view": "all"}).Wait(t.Context()).Message
	turned := c.ann.Press(all, "Next page").Wait(t.Context()).Message
	if turned.ID != all.ID || text(turned) == text(all) {
		t.Errorf("the asker's next page: %s", text(turned))
	}
	aside := c.bob.Press(turned, "Next page").Wait(t.Context()).Message
	if !aside.Ephemeral() {
		t.Error("somebody else turned the asker's page")
	}
	wrong := c.ann.Slash("summary", localdiscord.Opt{"topic": "Cooking"}).Wait(t.Context()).Message
	if !wrong.Ephemeral() || !strings.Contains(text(wrong), "China") {
		t.Errorf("an unknown topic: %s", text(wrong))
	}
}

func TestFactsSourceHelpAbout(t *testing.T) {
	t.Parallel()
	c := begin(t)
	list := c.ann.Slash("facts").Wait(t.Context()).Message
	if !list.Ephemeral() {
		t.Error("/facts is public")
	}
	found := c.ann.Slash("facts", localdiscord.Opt{"search": "russian diplomats expelled"}).Wait(t.Context()).Message
	if !found.Ephemeral() || !strings.Contains(text(found), "750") {
		t.Errorf("/facts search: %s", text(found))
	}
	posted := c.ann.Press(found, "Post it").Wait(t.Context()).Message
	if posted.Ephemeral() || !strings.Contains(text(posted), "750") {
		t.Errorf("posted fact: %s", text(posted))
	}
	p := c.ann.Slash("source", localdiscord.Opt{"paragraph": "7"}).Wait(t.Context()).Message
	if !p.Ephemeral() || !strings.Contains(text(p), "This is a choice you will regret.") {
		t.Errorf("/source 7: %s", text(p))
	}
	c.clock.Advance(time.Minute)
	if none := c.ann.Slash("source", localdiscord.Opt{"paragraph": "77"}).Wait(t.Context()).Message; !strings.Contains(text(none), "12") {
		t.Errorf("/source 77: %s", text(none))
	}
	if h := c.ann.Slash("help").Wait(t.Context()).Message; !h.Ephemeral() || text(h) == "" {
		t.Errorf("/help: %s", text(h))
	}
	if a := c.ann.Slash("about").Wait(t.Context()).Message; !a.Ephemeral() || !strings.Contains(text(a), "test") {
		t.Errorf("/about: %s", text(a))
	}
}

func TestMessageCommand(t *testing.T) {
	t.Parallel()
	c := begin(t)
	q := c.bob.Say("does anybody know who runs MI5?")
	r := c.ann.MessageMenu("Answer from the briefing", q).Wait(t.Context()).Message
	if !r.Ephemeral() || !strings.Contains(text(r), "Ken McCallum") {
		t.Fatalf("the message command: %s", text(r))
	}
	c.ann.Press(r, "Post it").Wait(t.Context())
	posted := c.channel.WaitReply(t.Context(), q)
	if posted.Ephemeral() || !strings.Contains(text(posted), "Ken McCallum") {
		t.Errorf("posted: %s", text(posted))
	}
}

// TestPlaces: threads, and channels where the bot may do less.
func TestPlaces(t *testing.T) {
	t.Parallel()
	c := begin(t)
	thread := c.channel.Thread("plots")
	if r := thread.WaitReply(t.Context(), c.annA.In(thread).Say(c.asks(plotsQuestion))); !strings.Contains(text(r), "43") {
		t.Errorf("in a thread: %s", text(r))
	}
	plain := c.guild.Channel("plain")
	plain.Deny(c.server.Bot(), localdiscord.EmbedLinks)
	q := c.annA.In(plain).Say(c.asks(plotsQuestion))
	r := plain.WaitReply(t.Context(), q)
	if !strings.Contains(bot.Shown(r.Content), "late-night") {
		r = plain.WaitEdit(t.Context(), r)
	}
	if len(r.Embeds) > 0 || !strings.Contains(bot.Shown(r.Content), "disrupted 43 late-night terror plots.") {
		t.Errorf("without embeds: %s", text(r))
	}
	c.clock.Advance(time.Minute)
	blind := c.guild.Channel("blind")
	blind.Deny(c.server.Bot(), localdiscord.ReadMessageHistory)
	c.annA.In(blind).Say(c.asks(plotsQuestion))
	if r := blind.WaitMessage(t.Context()); !strings.Contains(text(r), "43") {
		t.Errorf("without history: %s", text(r))
	}
}

// TestTooFast: one quiet notice, then silence, then answers again.
func TestTooFast(t *testing.T) {
	t.Parallel()
	c := begin(t)
	for range 5 {
		c.channel.WaitReply(t.Context(), c.ann.Say(c.asks("what is the GRU")))
	}
	if r := c.channel.WaitReply(t.Context(), c.ann.Say(c.asks(plotsQuestion))); strings.Contains(text(r), "43") || !strings.Contains(text(r), "wait") {
		t.Errorf("one too many: %s", text(r))
	}
	c.ann.Say(c.asks(plotsQuestion))
	if r := c.channel.WaitQuiet(t.Context(), c.bob.Say(c.asks(plotsQuestion))); !strings.Contains(text(r), "43") {
		t.Errorf("somebody else: %s", text(r))
	}
}

// TestForged: values and buttons that the bot never offered are looked up, not
// trusted.
func TestForged(t *testing.T) {
	t.Parallel()
	c := begin(t)
	r := c.channel.WaitReply(t.Context(), c.ann.Say(c.asks(plotsQuestion)))
	for _, id := range []string{"x", "ap:nowhere:1:0:0:0", "ap:mi5-threat-update:99:0:0:0", "af:aaaaaaaa", "zz:1", "as:all:aaaaaaaa:0:", "am"} {
		c.clock.Advance(time.Minute)
		got := c.bob.Forge(r, 2, id).Wait(t.Context())
		if got.Message == nil || !got.Message.Ephemeral() || strings.Contains(text(got.Message), "went wrong") {
			t.Errorf("a forged button %q got %+v", id, got.Message)
		}
	}
	c.clock.Advance(time.Minute)
	if got := c.bob.Forge(r, 2, "ad:"+"1").Wait(t.Context()); !got.Message.Ephemeral() {
		t.Error("a forged delete button was obeyed")
	}
}

func TestRefusedToken(t *testing.T) {
	t.Parallel()
	s := localdiscord.New(localdiscord.Options{Token: "right", Fail: func(err error) { t.Error(err) }})
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	b, err := bot.New(bot.Options{Token: "wrong", APIURL: s.URL(), Log: slog.New(slog.NewTextHandler(t.Output(), nil)),
		Index: func(context.Context, string) (*answers.Index, error) { return index, nil }})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if err := b.Run(ctx); !errors.Is(err, bot.ErrRefused) {
		t.Errorf("Run with a wrong token = %v", err)
	}
}
