package bot_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"briefbot/bot/localdiscord"
)

// TestDeliveredOddly: events that come twice, in the wrong order, cannot be
// read or carry what nobody knows: each question that came is answered once.
func TestDeliveredOddly(t *testing.T) {
	t.Parallel()
	c := begin(t)
	c.server.Deliver(localdiscord.DeliverTwice, localdiscord.DeliverSwapped, localdiscord.DeliverTwice, localdiscord.DeliverBroken)
	twice := c.ann.Say(c.asks(plotsQuestion))
	swapped := c.bob.Say(c.asks("who is the director-general of MI5?"))
	other := c.mod.Say(c.asks("How many plots has Belarus backed?"))
	broken := c.ann.Say(c.asks("who is the head of MI5?"))
	unknown := c.bob.Say(c.asks("How many plots has Russia backed?"), localdiscord.WithComponent(20))
	for _, q := range []*localdiscord.Message{twice, swapped, other, unknown} {
		c.channel.WaitReply(t.Context(), q)
	}
	c.server.Redeliver(twice)
	c.channel.WaitQuiet(t.Context(), c.mod.Say(c.asks("who is the director-general of MI5?")))
	for _, m := range c.ann.Sees() {
		if m.Reference != nil && m.Reference.MessageID == broken.ID {
			t.Error("a question that could not be read was answered")
		}
	}
}

// TestDeliveredLate: a question is answered for as long as its id is
// remembered, so that none is answered twice.
func TestDeliveredLate(t *testing.T) {
	t.Parallel()
	c := begin(t)
	// The server has not said these; ids tell when they were made.
	old := func(age time.Duration) string {
		return strconv.FormatInt((c.clock.Now().Add(-age).UnixMilli()-1420070400000)<<22, 10)
	}
	event := func(id, question string) map[string]any {
		m := c.mod.Say("nothing that is for the bot")
		return map[string]any{"id": id, "channel_id": m.ChannelID, "guild_id": m.GuildID, "content": c.asks(question), "author": m.Author,
			"timestamp": m.Timestamp, "type": 0, "mentions": []any{}, "attachments": []any{}, "embeds": []any{}}
	}
	c.server.DispatchRaw("MESSAGE_CREATE", event(old(11*time.Minute), plotsQuestion))
	c.channel.WaitQuiet(t.Context(), c.bob.Say(c.asks("who is the director-general of MI5?")))
	// Nine minutes are not too late. The reply is a plain message, as the server
	// has no such question.
	c.server.DispatchRaw("MESSAGE_CREATE", event(old(9*time.Minute), plotsQuestion))
	if m := c.channel.WaitMessage(t.Context()); !strings.Contains(text(m), "43") {
		t.Errorf("a question of nine minutes ago got %q", text(m))
	}
}
