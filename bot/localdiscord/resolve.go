package localdiscord

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// resolved are the objects behind the ids of an interaction's options.
type resolved map[string]map[string]any

func (r resolved) put(kind, id string, v any) {
	if r[kind] == nil {
		r[kind] = map[string]any{}
	}
	r[kind][id] = v
}

func (s *Server) resolveUser(r resolved, c *channel, id string) bool {
	u := s.users[id]
	if u == nil {
		return false
	}
	r.put("users", id, u.User)
	if g := s.guilds[c.guild]; g != nil && g.members[id] != nil {
		m := g.members[id].wire(false)
		m.Permissions = strconv.FormatUint(uint64(s.permissions(id, c)), 10)
		r.put("members", id, m)
	}
	return true
}

// slash builds the data of a slash command. With focus it is autocompletion:
// options may be missing and partial.
func (s *Server) slash(u *User, c *channel, name string, opt Opt, focus string) (*Command, map[string]any, error) {
	path := strings.Fields(name)
	if len(path) == 0 {
		return nil, nil, Refusal("no command")
	}
	cmd, err := s.command(u, c, path[0], ChatInput)
	if err != nil {
		return nil, nil, err
	}
	r := resolved{}
	list, err := s.fillIn(c, r, cmd.Options, path[1:], opt, focus)
	if err != nil {
		return nil, nil, fmt.Errorf("/%s: %w", name, err)
	}
	data := map[string]any{"id": cmd.ID, "name": cmd.Name, "type": ChatInput, "options": list}
	if cmd.GuildID != "" {
		data["guild_id"] = cmd.GuildID
	}
	if len(r) > 0 {
		data["resolved"] = r
	}
	return cmd, data, nil
}

func (s *Server) fillIn(c *channel, r resolved, options []*Option, path []string, opt Opt, focus string) ([]map[string]any, error) {
	list := []map[string]any{}
	if len(path) > 0 {
		for _, o := range options {
			if o.Name == path[0] && o.Type <= SubCommandGroup {
				inner, err := s.fillIn(c, r, o.Options, path[1:], opt, focus)
				return append(list, map[string]any{"type": o.Type, "name": o.Name, "options": inner}), err
			}
		}
		return nil, Refusal("no such subcommand: " + path[0])
	}
	known := map[string]bool{}
	for _, o := range options {
		if o.Type <= SubCommandGroup {
			return nil, Refusal("choose a subcommand")
		}
		known[o.Name] = true
		v, given := opt[o.Name]
		if !given {
			if o.Required && focus == "" {
				return nil, Refusal("this option is required: " + o.Name)
			}
			continue
		}
		entry := map[string]any{"type": o.Type, "name": o.Name, "value": v}
		if o.Name == focus {
			if !o.Autocomplete {
				return nil, Refusal("no autocomplete for " + o.Name)
			}
			entry["focused"] = true
		} else {
			value, err := s.optionValue(c, r, o, v, focus != "")
			if err != nil {
				return nil, fmt.Errorf("%s: %w", o.Name, err)
			}
			entry["value"] = value
		}
		list = append(list, entry)
	}
	for name := range opt {
		if !known[name] {
			return nil, Refusal("no such option: " + name)
		}
	}
	return list, nil
}

// optionValue checks a value as the client does and resolves ids.
func (s *Server) optionValue(c *channel, r resolved, o *Option, v any, partial bool) (any, error) {
	wrong := Refusal(fmt.Sprintf("not a value for this option: %v", v))
	id, _ := v.(string)
	switch w := v.(type) {
	case *Actor:
		id = w.User.ID
	case *Channel:
		id = w.ID
	case *Role:
		id = w.ID
	}
	switch o.Type {
	case StringOption:
		text, ok := v.(string)
		if !ok {
			return nil, wrong
		}
		if text = strings.TrimSpace(text); partial {
			return text, nil
		}
		if n := length(text); n == 0 || n > 6000 || o.MinLength != nil && n < *o.MinLength || o.MaxLength != nil && *o.MaxLength > 0 && n > *o.MaxLength {
			return nil, Refusal(fmt.Sprintf("the text is too short or too long: %d characters", n))
		}
		return text, inChoices(o, text)
	case IntegerOption, NumberOption:
		raw, _ := json.Marshal(v)
		n, err := strconv.ParseFloat(string(raw), 64)
		if err != nil || o.Type == IntegerOption && n != float64(int64(n)) || o.MinValue != nil && n < *o.MinValue || o.MaxValue != nil && n > *o.MaxValue {
			return nil, wrong
		}
		return v, inChoices(o, string(raw))
	case BooleanOption:
		if _, ok := v.(bool); !ok {
			return nil, wrong
		}
		return v, nil
	case UserOption:
		if !s.resolveUser(r, c, id) {
			return nil, wrong
		}
	case RoleOption:
		if !s.resolveRole(r, c, id) {
			return nil, wrong
		}
	case MentionableOption:
		if !s.resolveUser(r, c, id) && !s.resolveRole(r, c, id) {
			return nil, wrong
		}
	case ChannelOption:
		ch := s.channels[id]
		if ch == nil || ch.guild != c.guild {
			return nil, wrong
		}
		r.put("channels", id, s.wireChannel(ch))
	case AttachmentOption:
		data, ok := v.([]byte)
		if !ok {
			return nil, wrong
		}
		a := &Attachment{ID: s.nextID(), Filename: o.Name + ".txt", Size: len(data), ContentType: "text/plain; charset=utf-8", Ephemeral: true, data: data}
		a.URL = s.url + "/attachments/" + c.id + "/" + a.ID + "/" + a.Filename
		a.ProxyURL = a.URL
		s.files[a.ID] = a
		r.put("attachments", a.ID, a)
		return a.ID, nil
	}
	return id, nil
}

func (s *Server) resolveRole(r resolved, c *channel, id string) bool {
	if g := s.guilds[c.guild]; g != nil {
		for _, role := range g.roles {
			if role.ID == id {
				r.put("roles", id, role)
				return true
			}
		}
	}
	return false
}

func inChoices(o *Option, value string) error {
	if len(o.Choices) == 0 {
		return nil
	}
	for _, c := range o.Choices {
		if c.Text() == value {
			return nil
		}
	}
	return Refusal("not one of the choices: " + value)
}

// focused returns the option that is being typed.
func (in *invocation) focused() *Option {
	list, _ := in.data["options"].([]map[string]any)
	options := in.command.Options
	for len(list) == 1 && list[0]["options"] != nil {
		for _, o := range options {
			if o.Name == list[0]["name"] {
				options = o.Options
				break
			}
		}
		list, _ = list[0]["options"].([]map[string]any)
	}
	for _, entry := range list {
		for _, o := range options {
			if entry["focused"] == true && o.Name == entry["name"] {
				return o
			}
		}
	}
	return &Option{Type: StringOption}
}
