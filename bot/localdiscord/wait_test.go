package localdiscord

import (
	"context"
	"strconv"
	"strings"
	"testing"
	"time"
)

// WaitQuiet fails when the bot spoke before it answered the sentinel.
func TestWaitQuiet(t *testing.T) {
	var failed error
	s := start(t, Options{Fail: func(err error) { failed = err }})
	g := s.Guild("g")
	c := g.Channel("c")
	ann := g.Member("ann")
	say := func(to *Message) {
		if status, b := rest(t, s, "POST", "/channels/"+c.ID+"/messages", obj{"content": "to " + to.Content, "message_reference": obj{"message_id": to.ID}}); status != 200 {
			t.Fatal(status, b)
		}
	}
	say(ann.In(c).Say("one"))
	c.WaitMessage(t.Context())
	sentinel := ann.In(c).Say("ping")
	say(sentinel)
	if m := c.WaitQuiet(t.Context(), sentinel); failed != nil || m.Content != "to ping" {
		t.Errorf("quiet: %v, %v", m, failed)
	}
	say(ann.In(c).Say("noise"))
	sentinel = ann.In(c).Say("ping")
	say(sentinel)
	if c.WaitQuiet(t.Context(), sentinel); failed == nil || !strings.Contains(failed.Error(), "to noise") {
		t.Errorf("not quiet, and the failure was %v", failed)
	}
}

// A wait for what never comes ends with its context.
func TestWaitDeadline(t *testing.T) {
	var failed error
	s := start(t, Options{Fail: func(err error) { failed = err }})
	c := s.Guild("g").Channel("c")
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if m := c.WaitMessage(ctx); m != nil || failed == nil {
		t.Errorf("got %v, %v", m, failed)
	}
}

func TestSubscribe(t *testing.T) {
	s := start(t, Options{})
	g := s.Guild("g")
	c := g.Channel("c")
	ann := g.Member("ann")
	withAsk(t, s)
	kinds := make(chan string, 100)
	stop := s.Subscribe(func(e Event) { kinds <- e.Kind })
	m := ann.In(c).Say("x")
	ann.In(c).Edit(m, "y")
	ann.In(c).React(m, "👍")
	ann.In(c).Delete(m)
	i := ann.In(c).Slash("ask")
	callback, _ := invoked(s, i)
	rest(t, s, "POST", callback, obj{"type": 4, "data": obj{"content": "x", "flags": FlagEphemeral}})
	rest(t, s, "POST", "/channels/"+c.ID+"/typing", nil)
	for _, want := range []string{"message", "edit", "reaction", "delete", "invoked", "message", "acknowledged", "typing"} {
		if got := <-kinds; got != want {
			t.Errorf("event %s, want %s", got, want)
		}
	}
	stop()
}

// Hostile input reaches the bot as it was forged.
func TestForge(t *testing.T) {
	s := start(t, Options{})
	g := s.Guild("g")
	c := g.Channel("c")
	ann := g.Member("ann")
	withAsk(t, s)
	_, sent := rest(t, s, "POST", "/channels/"+c.ID+"/messages", obj{"content": "x"})
	m := s.Message(sent["id"].(string))
	b := dial(t, s)
	b.send(opIdentify, identity(s, usual, nil))
	b.event("READY")
	b.event("GUILD_CREATE")
	for _, tt := range []struct {
		forge func() *Interaction
		want  string
	}{
		{func() *Interaction { return ann.In(c).Forge(m, Button, "delete:everything") }, "delete:everything"},
		{func() *Interaction { return ann.In(c).Forge(m, StringSelect, "s", "never offered") }, "never offered"},
		{func() *Interaction { return ann.In(c).ForgeSubmit("form", map[string]string{"a": "b"}) }, "form"},
		{func() *Interaction {
			return ann.In(c).ForgeSlash("ask", []map[string]any{{"type": 3, "name": "q", "value": "forged"}})
		}, "forged"},
	} {
		i := tt.forge()
		p, d := b.event("INTERACTION_CREATE")
		if d["id"] != i.ID() || !strings.Contains(string(p.Data), tt.want) {
			t.Errorf("got %s, want %q in it", p.Data, tt.want)
		}
	}
}

// What an interaction tells the bot about where it came from.
func TestInteractionPayload(t *testing.T) {
	s := start(t, Options{})
	g := s.Guild("g")
	g.Locale("de")
	c := g.Channel("c")
	c.Deny(s.Bot(), EmbedLinks)
	ann := g.Member("ann").Locale("fr")
	withAsk(t, s)
	b := dial(t, s)
	b.send(opIdentify, identity(s, 0, nil)) // interactions need no intent
	b.event("READY")
	ann.In(c).Slash("ask", Opt{"q": "x"})
	_, d := b.event("INTERACTION_CREATE")
	member := d["member"].(obj)
	for key, want := range map[string]any{
		"guild_id": g.ID, "channel_id": c.ID, "locale": "fr", "guild_locale": "de", "context": 0.0, "version": 1.0, "user": nil,
		"app_permissions": perms(Member &^ EmbedLinks),
	} {
		if d[key] != want {
			t.Errorf("%s = %v, want %v", key, d[key], want)
		}
	}
	if member["permissions"] != perms(Member) || member["user"].(obj)["id"] != ann.User.ID {
		t.Errorf("member %v", member)
	}
	ann.DM().Slash("ask", Opt{"q": "x"})
	_, d = b.event("INTERACTION_CREATE")
	if d["member"] != nil || d["guild_id"] != nil || d["user"].(obj)["id"] != ann.User.ID || d["context"] != 1.0 {
		t.Errorf("in a direct message: %v", d)
	}
}

func perms(p Permission) string { return strconv.FormatUint(uint64(p), 10) }

func TestIdentifyPace(t *testing.T) {
	clock := NewClock(time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC))
	s := start(t, Options{Clock: clock, IdentifyPace: 5 * time.Second})
	for i, want := range []int{opDispatch, opInvalid, opDispatch} {
		if i == 2 {
			clock.Advance(5 * time.Second)
		}
		b := dial(t, s)
		b.send(opIdentify, identity(s, usual, nil))
		if p := b.next(); p.Op != want {
			t.Errorf("IDENTIFY %d: op %d, want %d", i, p.Op, want)
		}
	}
}

// A user's edit that is none (a link preview), an event twice, other speakers.
func TestOddMessages(t *testing.T) {
	s := start(t, Options{Privileged: IntentMessageContent})
	g := s.Guild("g")
	c := g.Channel("c")
	ann := g.Member("ann")
	b := dial(t, s)
	b.send(opIdentify, identity(s, usual|IntentMessageContent, nil))
	b.event("READY")
	b.event("GUILD_CREATE")
	m := ann.In(c).Say("https://example.org")
	b.event("MESSAGE_CREATE")
	ann.In(c).Unfurl(m, Embed{Title: "Example"})
	if _, d := b.event("MESSAGE_UPDATE"); d["edited_timestamp"] != nil || len(d["embeds"].([]any)) != 1 {
		t.Errorf("preview: %v", d)
	}
	s.Redeliver(m)
	if _, d := b.event("MESSAGE_CREATE"); d["id"] != m.ID {
		t.Errorf("second delivery: %v", d)
	}
	c.Webhook("news", "hello")
	if _, d := b.event("MESSAGE_CREATE"); d["webhook_id"] == nil || d["member"] != nil {
		t.Errorf("webhook: %v", d)
	}
	g.OtherBot("rival").In(c).Say("beep")
	if _, d := b.event("MESSAGE_CREATE"); d["author"].(obj)["bot"] != true {
		t.Errorf("other bot: %v", d)
	}
	ann.In(c).SystemMessage(TypePinned)
	if _, d := b.event("MESSAGE_CREATE"); d["type"] != 6.0 {
		t.Errorf("system message: %v", d)
	}
	s.DispatchRaw("SOMETHING_NEW", obj{"x": 1})
	b.event("SOMETHING_NEW")
	thread := c.Thread("t")
	b.event("THREAD_CREATE")
	thread.Archive(true)
	b.event("THREAD_UPDATE")
	c.Remove()
	b.event("THREAD_DELETE")
	b.event("CHANNEL_DELETE")
	g.KickBot()
	b.event("GUILD_DELETE")
}
