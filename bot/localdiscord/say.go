package localdiscord

import (
	"fmt"
)

// How changes how something is said.
type How func(*saying)

type saying struct {
	noPing     bool
	files      []upload
	components []*Component
}

// WithComponent puts a component of the given type, known or not, under the
// message: what other apps and new clients send.
func WithComponent(kind int) How {
	return func(s *saying) {
		s.components = append(s.components, &Component{Type: kind, ID: len(s.components) + 1})
	}
}

// NoPing replies without mentioning the author.
func NoPing(s *saying) { s.noPing = true }

// WithFile attaches a file.
func WithFile(name string, data []byte) How {
	return func(s *saying) { s.files = append(s.files, upload{name: name, data: data}) }
}

// Say sends a message.
func (p *Place) Say(text string, how ...How) *Message { return p.say(nil, text, how) }

// Reply answers a message, with ping unless NoPing.
func (p *Place) Reply(to *Message, text string, how ...How) *Message { return p.say(to, text, how) }

func (p *Place) say(to *Message, text string, how []How) (said *Message) {
	var h saying
	for _, f := range how {
		f(&h)
	}
	p.do("say", func(c *channel) error {
		if err := p.s.allowed(p.who.User, c, SendMessages); err != nil {
			return err
		}
		if c.archived && c.locked {
			return Refusal("the thread is locked")
		}
		if c.kind == Forum {
			return Refusal("a forum takes posts only")
		}
		if n := length(text); n > 2000 {
			return Refusal(fmt.Sprintf("the message is too long: %d of 2000", n))
		}
		m := p.s.newMessage(c, p.who.User)
		allowed := &AllowedMentions{Parse: []string{"users", "roles", "everyone"}, RepliedUser: !h.noPing}
		if to != nil {
			if err := p.s.refer(c, m, &Reference{MessageID: to.ID}); err != nil {
				return err
			}
		}
		b := &messageBody{Content: field[string]{Set: true, Value: text}}
		p.s.apply(m, b, h.files)
		m.Components = append(m.Components, h.components...)
		if empty(m) {
			return Refusal("nothing to send")
		}
		p.s.mention(m, allowed)
		p.s.publish(m)
		said = m
		return nil
	})
	return said
}

// Edit changes the text of an own message.
func (p *Place) Edit(m *Message, text string) (edited *Message) {
	p.do("edit", func(*channel) error {
		now := p.s.messages[m.ID]
		if now == nil || now.Author.ID != p.who.User.ID {
			return Refusal("only an own message can be edited")
		}
		e := *now
		e.Content = cleanContent(text)
		if empty(&e) {
			return Refusal("nothing left to send")
		}
		t := p.s.opt.Now().UTC()
		e.EditedTimestamp = &t
		p.s.mention(&e, now.allowed)
		p.s.replace(&e)
		edited = &e
		return nil
	})
	return edited
}

// Unfurl lets Discord put the preview of a link under a message: an update
// that is no edit.
func (p *Place) Unfurl(m *Message, preview Embed) {
	p.do("unfurl", func(*channel) error {
		now := p.s.messages[m.ID]
		if now == nil {
			return Refusal("that message is gone")
		}
		e := *now
		preview.Type = "link"
		e.Embeds = []*Embed{&preview}
		p.s.replace(&e)
		return nil
	})
}

// Delete deletes an own message, or any with Manage Messages. An ephemeral
// message is dismissed, of which the bot hears nothing.
func (p *Place) Delete(m *Message) {
	p.do("delete", func(c *channel) error {
		now := p.s.messages[m.ID]
		switch {
		case now == nil:
			return Refusal("that message is gone")
		case now.Author.ID != p.who.User.ID && now.VisibleTo != p.who.User.ID:
			if err := p.s.allowed(p.who.User, c, ManageMessages); err != nil {
				return err
			}
		}
		p.s.remove(now, p.who.User.ID)
		return nil
	})
}

// Post starts a post in a forum, or a thread in a text channel, and returns
// its channel.
func (p *Place) Post(title, text string) (post *Channel) {
	ok := p.do("post", func(c *channel) error {
		if c.kind != Forum && c.kind != GuildText {
			return Refusal("no threads here")
		}
		t := p.s.newThread(p.s.nextID(), c, title, p.who.User.ID)
		post = &Channel{p.s, t.id}
		return nil
	})
	if !ok {
		return nil
	}
	p.who.In(post).Say(text)
	return post
}

// SystemMessage puts a system message of the given type into the channel, by
// the actor: 6 pinned, 7 joined, 18 thread created.
func (p *Place) SystemMessage(kind int) (said *Message) {
	p.do("system message", func(c *channel) error {
		said = p.s.newMessage(c, p.who.User)
		said.Type = kind
		p.s.publish(said)
		return nil
	})
	return said
}

// Webhook lets a webhook that is not the bot's speak in the channel.
func (c *Channel) Webhook(name, text string) *Message {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	st := c.s.channels[c.ID]
	hook := c.s.newUser(name, true)
	m := c.s.newMessage(st, hook.User)
	m.WebhookID, m.Content = hook.ID, text
	c.s.mention(m, &AllowedMentions{Parse: []string{"users", "roles", "everyone"}})
	c.s.publish(m)
	return m
}
