package localdiscord

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// An Actor is somebody at a Discord client.
type Actor struct {
	s    *Server
	User *User
}

// Bot returns the bot itself, to be given roles or overwrites.
func (s *Server) Bot() *Actor { return &Actor{s: s, User: s.bot.User} }

// Mention returns the text that mentions the actor.
func (a *Actor) Mention() string { return "<@" + a.User.ID + ">" }

// Locale sets the language of the actor's client, "en-US" before.
func (a *Actor) Locale(locale string) *Actor {
	a.s.mu.Lock()
	defer a.s.mu.Unlock()
	a.s.users[a.User.ID].locale = locale
	return a
}

// CloseDMs refuses (or takes) direct messages of the bot: error 50007.
func (a *Actor) CloseDMs(closed bool) {
	a.s.mu.Lock()
	defer a.s.mu.Unlock()
	a.s.users[a.User.ID].closedDM = closed
}

// In lets the actor open a channel. What a client would not let them do there
// goes to Options.Fail.
func (a *Actor) In(c *Channel) *Place { return &Place{s: a.s, who: a, id: c.ID} }

// DM lets the actor open the direct messages with the bot.
func (a *Actor) DM() *Place {
	a.s.mu.Lock()
	defer a.s.mu.Unlock()
	return &Place{s: a.s, who: a, id: a.s.directChannel(a.User).id}
}

// A Place is an actor in a channel.
type Place struct {
	s   *Server
	who *Actor
	id  string
	try bool
	err error
}

// Try returns the same place, where a refusal is not a failure but waits in
// Err: for tests of refusals, and for programs.
func (p *Place) Try() *Place { return &Place{s: p.s, who: p.who, id: p.id, try: true} }

// Err returns what was refused last, or nil. Only after Try.
func (p *Place) Err() error { return p.err }

// Channel returns the channel.
func (p *Place) Channel() *Channel { return &Channel{p.s, p.id} }

// do runs f with the server locked and the channel looked up; the actor must
// see the channel. It reports whether f succeeded.
func (p *Place) do(what string, f func(c *channel) error) bool {
	p.s.mu.Lock()
	c := p.s.channels[p.id]
	err := errors.New("no such channel")
	if c != nil {
		if err = p.s.allowed(p.who.User, c, ViewChannel); err == nil {
			err = f(c)
		}
	}
	p.s.mu.Unlock()
	return p.done(what, err)
}

func (p *Place) done(what string, err error) bool {
	if err != nil {
		err = fmt.Errorf("%s: %s: %w", p.who.User.Username, what, err)
	}
	p.err = err
	if err != nil && !p.try {
		p.s.opt.Fail(err)
	}
	return err == nil
}

// A Refusal is what a client does not let its user do.
type Refusal string

func (r Refusal) Error() string { return string(r) }

// allowed reports what u lacks in c.
func (s *Server) allowed(u *User, c *channel, want Permission) error {
	if c.isThread() && want.Has(SendMessages) {
		want = want&^SendMessages | SendMessagesInThreads
	}
	if !s.permissions(u.ID, c).Has(want) {
		return Refusal("you do not have permission to do that here")
	}
	return nil
}

// React puts an emoji under a message; Unreact takes it away.
func (p *Place) React(m *Message, emoji string) { p.reaction(m, emoji, true) }

// Unreact takes an own emoji away.
func (p *Place) Unreact(m *Message, emoji string) { p.reaction(m, emoji, false) }

func (p *Place) reaction(m *Message, emoji string, on bool) {
	p.do("react", func(*channel) error {
		e, err := emojiOf(emoji)
		now := p.s.messages[m.ID]
		switch {
		case err != nil:
			return err
		case now == nil || now.Ephemeral():
			return Refusal("that message takes no reactions")
		}
		p.s.react(now, p.who.User, e, on)
		return nil
	})
}

// Typing shows that the actor types.
func (p *Place) Typing() {
	p.do("type", func(c *channel) error {
		p.s.dispatchTyping(c, p.who.User)
		p.s.emit(Event{Kind: "typing", GuildID: c.guild, ChannelID: c.id, UserID: p.who.User.ID})
		return nil
	})
}

// Sees returns the messages that the actor sees in the channel, the oldest
// first; ephemeral ones are seen by one user only.
func (p *Place) Sees() (list []*Message) {
	p.do("look", func(c *channel) error {
		for _, id := range c.order {
			if m := p.s.messages[id]; m.VisibleTo == "" || m.VisibleTo == p.who.User.ID {
				list = append(list, m)
			}
		}
		return nil
	})
	return list
}

// Message returns the message as it is now, or nil if it is gone.
func (s *Server) Message(id string) *Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.messages[id]
}

// Member reports whether the actor is in the guild with the role.
func (a *Actor) Member(g *Guild, r *Role) bool {
	a.s.mu.Lock()
	defer a.s.mu.Unlock()
	m := a.s.guilds[g.ID].members[a.User.ID]
	return m != nil && slices.Contains(m.roles, r.ID)
}

// Timestamp of the server's clock, for tests that compare.
func (s *Server) Timestamp() time.Time { return s.opt.Now() }
