package localdiscord

import (
	"context"
	"maps"
)

// Opt are the options of a slash command by name: string, int, float64, bool,
// *Actor or a user id, *Channel, *Role, or []byte for an attachment.
type Opt map[string]any

// An Interaction is what a Slash, Press, Pick, MessageMenu or Submit began.
type Interaction struct {
	s    *Server
	at   *Place
	call *invocation
}

// ID returns the interaction's id.
func (i *Interaction) ID() string { return i.call.id }

// Slash runs a slash command; a subcommand is named after a space, as in
// "facts search". The client's own checks apply: required options, types,
// choices, lengths, permissions, contexts.
func (p *Place) Slash(name string, opt ...Opt) *Interaction {
	return p.call("/"+name, func(c *channel) (*invocation, error) {
		cmd, data, err := p.s.slash(p.who.User, c, name, merge(opt), "")
		return &invocation{kind: callCommand, command: cmd, data: data}, err
	})
}

// Type types partial into one option of a slash command and returns the
// choices that the bot offers. The others may be filled already.
func (p *Place) Type(name, option, partial string, others ...Opt) []Choice {
	opt := maps.Clone(merge(others))
	opt[option] = partial
	i := p.call("/"+name, func(c *channel) (*invocation, error) {
		cmd, data, err := p.s.slash(p.who.User, c, name, opt, option)
		return &invocation{kind: callAutocomplete, command: cmd, data: data}, err
	})
	if i == nil {
		return nil
	}
	i.acknowledged(context.Background())
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return i.call.choices
}

// MessageMenu runs a message command on m.
func (p *Place) MessageMenu(name string, m *Message) *Interaction {
	return p.call(name, func(c *channel) (*invocation, error) {
		cmd, err := p.s.command(p.who.User, c, name, MessageMenu)
		now := p.s.messages[m.ID]
		switch {
		case err != nil:
			return nil, err
		case now == nil || now.ChannelID != c.id:
			return nil, Refusal("that message is gone")
		case now.VisibleTo != "" && now.VisibleTo != p.who.User.ID:
			return nil, Refusal("that message cannot be seen")
		}
		return &invocation{kind: callCommand, command: cmd, data: map[string]any{
			"id": cmd.ID, "name": cmd.Name, "type": MessageMenu, "target_id": m.ID,
			"resolved": map[string]any{"messages": map[string]any{m.ID: p.s.render(now, true)}},
		}}, nil
	})
}

// UserMenu runs a user command on whom.
func (p *Place) UserMenu(name string, whom *Actor) *Interaction {
	return p.call(name, func(c *channel) (*invocation, error) {
		cmd, err := p.s.command(p.who.User, c, name, UserMenu)
		if err != nil {
			return nil, err
		}
		r := resolved{}
		p.s.resolveUser(r, c, whom.User.ID)
		return &invocation{kind: callCommand, command: cmd, data: map[string]any{
			"id": cmd.ID, "name": cmd.Name, "type": UserMenu, "target_id": whom.User.ID, "resolved": r,
		}}, nil
	})
}

// call begins an interaction.
func (p *Place) call(what string, f func(c *channel) (*invocation, error)) (i *Interaction) {
	p.do(what, func(c *channel) error {
		in, err := f(c)
		if err != nil {
			return err
		}
		in.user, in.channel = p.s.users[p.who.User.ID], c
		p.s.invoke(in)
		i = &Interaction{s: p.s, at: p, call: in}
		return nil
	})
	return i
}

func merge(list []Opt) Opt {
	out := Opt{}
	for _, o := range list {
		maps.Copy(out, o)
	}
	return out
}
