package localdiscord

import (
	"fmt"
	"slices"
)

// Press presses a button, found by custom_id or label on the message as it is
// now. A disabled, missing or link button is refused, as by the client.
func (p *Place) Press(m *Message, button string) *Interaction {
	return p.call("press "+button, func(c *channel) (*invocation, error) {
		now, b, err := p.find(c, m, button)
		switch {
		case err != nil:
			return nil, err
		case b.Type != Button || b.Style == styleLink || b.Style == stylePremium:
			return nil, Refusal("that is no button of the bot: " + button)
		}
		return component(now, b.Type, b.CustomID, b.ID, nil), nil
	})
}

// Pick picks values in a menu, found by custom_id or placeholder: option
// values or labels of a string select, ids in the others.
func (p *Place) Pick(m *Message, menu string, values ...string) *Interaction {
	return p.call("pick in "+menu, func(c *channel) (*invocation, error) {
		now, sel, err := p.find(c, m, menu)
		switch {
		case err != nil:
			return nil, err
		case !sel.isSelect():
			return nil, Refusal("that is no menu: " + menu)
		}
		least, most := sel.picks()
		if len(values) < least || len(values) > most {
			return nil, Refusal(fmt.Sprintf("pick %d to %d", least, most))
		}
		picked := []string{}
		r := resolved{}
		for _, v := range values {
			id, err := p.s.pick(c, r, sel, v)
			if err != nil {
				return nil, err
			}
			if slices.Contains(picked, id) {
				return nil, Refusal("picked twice: " + v)
			}
			picked = append(picked, id)
		}
		in := component(now, sel.Type, sel.CustomID, sel.ID, picked)
		if len(r) > 0 {
			in.data["resolved"] = r
		}
		return in, nil
	})
}

func component(m *Message, kind int, customID string, id int, values []string) *invocation {
	data := map[string]any{"component_type": kind, "custom_id": customID, "id": id}
	if values != nil {
		data["values"] = values
	}
	return &invocation{kind: callComponent, source: m, data: data}
}

// find finds a component on m that the actor can use.
func (p *Place) find(c *channel, m *Message, name string) (*Message, *Component, error) {
	now := p.s.messages[m.ID]
	if now == nil || now.ChannelID != c.id || now.VisibleTo != "" && now.VisibleTo != p.who.User.ID {
		return nil, nil, Refusal("that message is gone")
	}
	k := now.Component(name)
	switch {
	case k == nil:
		return nil, nil, Refusal("there is no such component: " + name)
	case k.Disabled:
		return nil, nil, Refusal("that component is disabled: " + name)
	}
	return now, k, nil
}

func (s *Server) pick(c *channel, r resolved, sel *Component, v string) (string, error) {
	switch sel.Type {
	case StringSelect:
		for _, o := range sel.Options {
			if o.Value == v {
				return v, nil
			}
		}
		for _, o := range sel.Options {
			if o.Label == v {
				return o.Value, nil
			}
		}
	case UserSelect:
		if s.resolveUser(r, c, v) {
			return v, nil
		}
	case ChannelSelect:
		if ch := s.channels[v]; ch != nil && ch.guild == c.guild {
			r.put("channels", v, s.wireChannel(ch))
			return v, nil
		}
	default: // roles, mentionables
		if s.resolveRole(r, c, v) || sel.Type == 7 && s.resolveUser(r, c, v) {
			return v, nil
		}
	}
	return "", Refusal("there is no such choice: " + v)
}
