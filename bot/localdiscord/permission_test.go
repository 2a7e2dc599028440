package localdiscord

import (
	"net/http"
	"strings"
	"testing"
)

func TestPermissions(t *testing.T) {
	s := start(t, Options{})
	g := s.Guild("g")
	low, high := g.Role("low", AttachFiles), g.Role("high", ManageMessages)
	admin := g.Role("admin", Administrator)
	ann := g.Member("ann", low, high)
	for _, tt := range []struct {
		name string
		set  func(c *Channel)
		who  *Actor
		want Permission
	}{
		{"roles add up", func(*Channel) {}, ann, Member | AttachFiles | ManageMessages},
		{"denied to everyone, allowed to a role", func(c *Channel) { c.Deny(g, EmbedLinks); c.Allow(low, EmbedLinks) }, ann, Member | ManageMessages},
		{"between roles allow wins", func(c *Channel) { c.Deny(low, EmbedLinks); c.Allow(high, EmbedLinks) }, ann, Member | ManageMessages},
		{"the member comes last", func(c *Channel) { c.Allow(low, EmbedLinks); c.Deny(ann, EmbedLinks) }, ann, Member&^EmbedLinks | ManageMessages},
		{"who does not see has nothing", func(c *Channel) { c.Deny(g, ViewChannel) }, ann, 0},
		{"who cannot send cannot embed", func(c *Channel) { c.Deny(g, SendMessages) }, ann, Member&^(SendMessages|EmbedLinks|AttachFiles) | ManageMessages},
		{"administrators may everything", func(c *Channel) { c.Deny(g, ViewChannel) }, g.Member("eve", admin), allPermissions},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := g.Channel(tt.name)
			tt.set(c)
			thread := c.Thread("t")
			s.mu.Lock()
			defer s.mu.Unlock()
			if got := s.permissions(tt.who.User.ID, s.channels[c.ID]); got != tt.want {
				t.Errorf("got %b\nwant %b", got, tt.want)
			}
			if s.permissions(tt.who.User.ID, s.channels[thread.ID]).Has(ViewChannel) != tt.want.Has(ViewChannel) {
				t.Error("the thread does not follow its parent")
			}
		})
	}
}

// What the bot may say without this or that permission.
func TestBotPermissions(t *testing.T) {
	s := start(t, Options{})
	g := s.Guild("g")
	ann := g.Member("ann")
	both := obj{"content": "x", "embeds": []any{obj{"title": "t"}}}
	for _, tt := range []struct {
		name   string
		deny   Permission
		thread bool
		body   func(to *Message) obj
		status int
		code   float64
		embeds int
	}{
		{"everything", 0, false, func(*Message) obj { return both }, 200, 0, 1},
		{"embeds are dropped", EmbedLinks, false, func(*Message) obj { return both }, 200, 0, 0},
		{"nothing but embeds", EmbedLinks, false, func(*Message) obj { return obj{"embeds": []any{obj{"title": "t"}}} }, 403, 50013, 0},
		{"reply without history", ReadMessageHistory, false, func(to *Message) obj {
			return obj{"content": "x", "message_reference": obj{"message_id": to.ID}}
		}, 403, 160002, 0},
		{"thread", SendMessages, true, func(*Message) obj { return obj{"content": "x"} }, 200, 0, 0},
		{"no thread", SendMessagesInThreads, true, func(*Message) obj { return obj{"content": "x"} }, 403, 50013, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := g.Channel("c")
			if tt.thread {
				at := c
				c = c.Thread("t")
				at.Deny(s.Bot(), tt.deny)
			} else {
				c.Deny(s.Bot(), tt.deny)
			}
			asked := ann.In(c).Say("q")
			status, b := rest(t, s, "POST", "/channels/"+c.ID+"/messages", tt.body(asked))
			if status != tt.status || tt.code != 0 && b["code"] != tt.code {
				t.Fatalf("%d %v", status, b)
			}
			if status == http.StatusOK && len(b["embeds"].([]any)) != tt.embeds {
				t.Errorf("embeds %v", b["embeds"])
			}
		})
	}
	c := g.Channel("c")
	theirs := ann.In(c).Say("x")
	c.Deny(s.Bot(), AddReactions)
	react := "/channels/" + c.ID + "/messages/" + theirs.ID + "/reactions/%F0%9F%91%8D/@me"
	if status, b := rest(t, s, "PUT", react, nil); status != 403 || b["code"] != 50013.0 {
		t.Errorf("react: %d %v", status, b)
	}
	ann.In(c).React(theirs, "👍")
	if status, b := rest(t, s, "PUT", react, nil); status != 204 {
		t.Errorf("join a reaction that is there: %d %v", status, b)
	}
	g.Join(s.Bot(), g.Role("mod", ManageMessages))
	if status, b := rest(t, s, "DELETE", "/channels/"+c.ID+"/messages/"+theirs.ID, nil); status != 204 {
		t.Errorf("delete with Manage Messages: %d %v", status, b)
	}
	g.KickBot()
	if status, b := rest(t, s, "GET", "/channels/"+c.ID, nil); status != 403 || b["code"] != 50001.0 {
		t.Errorf("after the kick: %d %v", status, b)
	}
}

func TestActorPermissions(t *testing.T) {
	s := start(t, Options{})
	g := s.Guild("g")
	c := g.Channel("c")
	ann, eve := g.Member("ann"), g.Member("eve", g.Role("mod", Moderator))
	m := ann.In(c).Say("hello")
	c.Deny(ann, SendMessages)
	zed := s.Guild("h").Member("zed")
	for name, p := range map[string]struct {
		at *Place
		do func(*Place)
	}{
		"say":               {ann.In(c), func(p *Place) { p.Say("x") }},
		"edit by another":   {eve.In(c), func(p *Place) { p.Edit(m, "y") }},
		"stranger":          {zed.In(c), func(p *Place) { p.Say("x") }},
		"too long":          {eve.In(c), func(p *Place) { p.Say(strings.Repeat("x", 2001)) }},
		"nothing":           {eve.In(c), func(p *Place) { p.Say("  ") }},
		"command not there": {eve.In(c), func(p *Place) { p.Slash("nope") }},
	} {
		at := p.at.Try()
		if p.do(at); at.Err() == nil {
			t.Errorf("%s: not refused", name)
		}
	}
	eve.In(c).Delete(m)
	if s.Message(m.ID) != nil {
		t.Error("a moderator could not delete")
	}
}
