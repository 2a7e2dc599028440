package bot_test

import (
	"strings"
	"testing"
	"time"

	"briefbot/bot/localdiscord"
)

const wrongClaim = "MI5 and British police have disrupted 53 late-night terror plots since March 2017."

func TestCheck(t *testing.T) {
	t.Parallel()
	c := begin(t)
	r := c.ann.Slash("check", localdiscord.Opt{"claim": wrongClaim}).Wait(t.Context()).Message
	for _, want := range []string{"53", "43", "¶ 10", wrongClaim, "Since March 2017, MI5 and British police have disrupted 43 late-night terror plots."} {
		if !strings.Contains(text(r), want) {
			t.Errorf("/check lacks %q:\n%s", want, text(r))
		}
	}
	if r.Ephemeral() {
		t.Error("/check is private")
	}
	shown := c.bob.Press(r, "Show paragraph").Wait(t.Context()).Message
	if !shown.Ephemeral() || !strings.Contains(text(shown), "stretched to the limit") {
		t.Errorf("the paragraph: %s", text(shown))
	}
	pinging := c.ann.Slash("check", localdiscord.Opt{"claim": "@everyone <@1> the moon is cheese"}).Wait(t.Context()).Message
	if len(pinging.Mentions) > 0 || pinging.MentionEveryone {
		t.Errorf("/check pings %v", pinging.Mentions)
	}
	none := c.ann.Slash("check", localdiscord.Opt{"claim": "..."}).Wait(t.Context()).Message
	if !none.Ephemeral() || !strings.Contains(text(none), "no claim") {
		t.Errorf("/check without a claim: %s", text(none))
	}
	c.clock.Advance(time.Minute)
	private := c.ann.Slash("check", localdiscord.Opt{"claim": wrongClaim, "private": true}).Wait(t.Context()).Message
	if !private.Ephemeral() {
		t.Error("/check private is public")
	}
	posted := c.ann.Press(private, "Post it").Wait(t.Context()).Message
	if posted.Ephemeral() || text(posted) != text(r) {
		t.Errorf("posted: %s", text(posted))
	}
	c.ann.Press(posted, "Delete")
	c.channel.WaitDelete(t.Context(), posted)
}

func TestCheckMessage(t *testing.T) {
	t.Parallel()
	c := begin(t)
	q := c.bob.Say("They said: “This is a *decision* you will regret.” " + wrongClaim)
	r := c.ann.MessageMenu("Check against the briefing", q).Wait(t.Context()).Message
	if !r.Ephemeral() || !strings.Contains(text(r), "2 claims: differs 2") || !strings.Contains(text(r), "This is a choice you will regret.") {
		t.Fatalf("the message command: %s", text(r))
	}
	c.ann.Press(r, "Post it").Wait(t.Context())
	posted := c.channel.WaitReply(t.Context(), q)
	above, _, _ := strings.Cut(text(r), "\nShow ") // the buttons are others
	if posted.Ephemeral() || !strings.HasPrefix(text(posted), above+"\nShow ") {
		t.Errorf("posted %s\nof %s", text(posted), text(r))
	}
	c.clock.Advance(time.Minute)
	empty := c.ann.MessageMenu("Check against the briefing", c.bob.Say("!!!")).Wait(t.Context()).Message
	if !empty.Ephemeral() || len(empty.Embeds) > 0 {
		t.Errorf("a message without a claim: %s", text(empty))
	}
}

// TestCheckForged: the button posts nothing but what a private check shows.
func TestCheckForged(t *testing.T) {
	t.Parallel()
	c := begin(t)
	answer := c.channel.WaitReply(t.Context(), c.ann.Say(c.asks(plotsQuestion)))
	public := c.ann.Slash("check", localdiscord.Opt{"claim": wrongClaim}).Wait(t.Context()).Message
	for _, m := range []*localdiscord.Message{answer, public} {
		got := c.bob.Forge(m, 2, "aC:").Wait(t.Context())
		if got.Message == nil || !got.Message.Ephemeral() || strings.Contains(text(got.Message), "43") {
			t.Errorf("a forged button got %+v", got.Message)
		}
	}
}
