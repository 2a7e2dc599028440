package bot_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"briefbot/answers"
	"briefbot/bot"
	"briefbot/bot/localdiscord"
	"briefbot/knowledge/desk"
)

const certainQuestion = "How many terror plots have MI5 and British police disrupted since March 2017?"
const otherCertain = "In which year did the Islamic State seize large parts of Iraq and Syria?"

// beginUnasked is a server on which the bot may answer unasked, in the channels
// that allow names.
func beginUnasked(t *testing.T) (c *talk, allow func(channels ...string)) {
	t.Helper()
	clock := newClock()
	d := newDesk(t, clock)
	c = beginWith(t, localdiscord.Options{Clock: clock, Privileged: localdiscord.IntentMessageContent}, func(o *bot.Options) {
		o.Unprompted, o.Desk = true, d
	})
	return c, func(channels ...string) {
		t.Helper()
		s, err := d.Settings(t.Context(), c.guild.ID)
		if err != nil {
			t.Fatal(err)
		}
		s.Unprompted = channels
		if _, err := d.SaveSettings(t.Context(), c.guild.ID, s); err != nil {
			t.Fatal(err)
		}
	}
}

func TestUnasked(t *testing.T) {
	t.Parallel()
	c, allow := beginUnasked(t)
	quiet := func(what string, then time.Duration) {
		t.Helper()
		r := c.channel.WaitQuiet(t.Context(), c.bob.Say(c.asks("How many plots has Belarus backed?")))
		if r == nil {
			t.Errorf("%s: no sentinel", what)
		}
		c.clock.Advance(then)
	}
	c.ann.Say(certainQuestion)
	quiet("no channel is allowed", time.Hour)

	allow(c.channel.ID)
	c.ann.Say("How many plots were there?")
	c.ann.Say("MI5 and the police have disrupted 43 terror plots since March 2017, they say.")
	c.ann.Say("Have MI5 and British police disrupted 50 terror plots since March 2017?")
	c.ann.Say("Who is the head of MI6?")
	c.ann.Reply(c.bob.Say("I have read it"), certainQuestion, localdiscord.NoPing)
	c.ann.Say("<@" + c.modA.User.ID + "> " + certainQuestion)
	quiet("nothing of this is for everybody, or sure", time.Hour)

	q := c.ann.Say(certainQuestion)
	r := c.channel.WaitReply(t.Context(), q)
	if !strings.Contains(text(r), "43") || len(r.Mentions) > 0 {
		t.Errorf("unasked: %s, pings %v", text(r), r.Mentions)
	}
	c.ann.Say(otherCertain)
	quiet("one a minute", 2*time.Minute)
	c.ann.Say(certainQuestion)
	quiet("told two minutes ago", 15*time.Minute)

	// Somebody who does not want it is left alone.
	if err := c.desk.SetOptOut(t.Context(), c.guild.ID, c.annA.User.ID, desk.FromUnprompted, true); err != nil {
		t.Fatal(err)
	}
	c.ann.Say(certainQuestion)
	quiet("opted out", time.Hour)
	if err := c.desk.SetOptOut(t.Context(), c.guild.ID, c.annA.User.ID, desk.FromUnprompted, false); err != nil {
		t.Fatal(err)
	}

	// It follows its question like any other answer, and goes when unsure.
	q = c.ann.Say(certainQuestion)
	r = c.channel.WaitReply(t.Context(), q)
	c.ann.Edit(q, "How many plots were there?")
	c.channel.WaitDelete(t.Context(), r)
}

// TestUnaskedThread: a thread has the settings of its channel.
func TestUnaskedThread(t *testing.T) {
	t.Parallel()
	c, allow := beginUnasked(t)
	forum := c.guild.Forum("help")
	allow(c.channel.ID, forum.ID)
	thread := c.channel.Thread("more")
	other := c.guild.Channel("other").Thread("elsewhere")
	post := c.annA.In(forum).Post("plots", "I wonder.")
	for _, ch := range []*localdiscord.Channel{thread, post} {
		q := c.annA.In(ch).Say(certainQuestion)
		if r := ch.WaitReply(t.Context(), q); !strings.Contains(text(r), "43") {
			t.Errorf("in a thread: %s", text(r))
		}
	}
	c.annA.In(other).Say(certainQuestion)
	if r := other.WaitQuiet(t.Context(), c.annA.In(other).Say(c.asks("who is the head of MI5?"))); r == nil {
		t.Error("no sentinel")
	}
}

// TestIntentMissing: without the intent in the portal the reason is said.
func TestIntentMissing(t *testing.T) {
	t.Parallel()
	s := localdiscord.New(localdiscord.Options{Fail: func(err error) { t.Error(err) }})
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	b, err := bot.New(bot.Options{Token: s.Token(), APIURL: s.URL(), Unprompted: true, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Index: func(context.Context, string) (*answers.Index, error) { return index, nil }})
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Run(t.Context()); !errors.Is(err, bot.ErrRefused) || !strings.Contains(err.Error(), "Message Content") || !strings.Contains(err.Error(), "UNPROMPTED=off") {
		t.Errorf("Run: %v", err)
	}
}
