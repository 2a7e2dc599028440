package localdiscord

import (
	"net/http"
	"slices"
	"strings"
	"unicode"
)

// emojiOf reads an emoji of a URL: Unicode, or name:id.
func emojiOf(text string) (ReactionEmoji, error) {
	name, id, custom := strings.Cut(text, ":")
	if custom {
		if snowflake(id) == 0 {
			return ReactionEmoji{}, errUnknownEmoji
		}
		return ReactionEmoji{ID: &id, Name: name}, nil
	}
	if name == "" || strings.IndexFunc(name, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsSpace(r) }) >= 0 {
		return ReactionEmoji{}, errUnknownEmoji
	}
	return ReactionEmoji{Name: name}, nil
}

func (e ReactionEmoji) same(o ReactionEmoji) bool {
	return e.Name == o.Name && (e.ID == nil) == (o.ID == nil) && (e.ID == nil || *e.ID == *o.ID)
}

// react adds or takes away one user's reaction and tells the gateway.
func (s *Server) react(m *Message, u *User, e ReactionEmoji, on bool) {
	c := *m
	c.Reactions = nil
	changed, found := false, false
	for _, r := range m.Reactions {
		n := *r
		if n.Emoji.same(e) {
			found = true
			has := slices.Contains(n.Users, u.ID)
			switch {
			case on && !has:
				n.Users, changed = append(slices.Clone(n.Users), u.ID), true
			case !on && has:
				n.Users, changed = slices.DeleteFunc(slices.Clone(n.Users), func(id string) bool { return id == u.ID }), true
			}
		}
		if len(n.Users) > 0 {
			c.Reactions = append(c.Reactions, s.count(n))
		}
	}
	if on && !found {
		c.Reactions, changed = append(c.Reactions, s.count(Reaction{Emoji: e, Users: []string{u.ID}})), true
	}
	if !changed {
		return
	}
	s.messages[m.ID] = &c
	kind, shown := "MESSAGE_REACTION_ADD", e.Name
	if !on {
		kind, shown = "MESSAGE_REACTION_REMOVE", "-"+e.Name
	}
	d := map[string]any{"user_id": u.ID, "channel_id": m.ChannelID, "message_id": m.ID, "emoji": e, "burst": false, "type": 0}
	if m.GuildID != "" {
		d["guild_id"] = m.GuildID
		if on {
			d["member"] = s.guilds[m.GuildID].members[u.ID].wire(true)
		}
	}
	s.dispatchReaction(kind, s.channels[m.ChannelID], d)
	s.emit(Event{Kind: "reaction", UserID: u.ID, Message: &c, Emoji: shown})
}

func (s *Server) count(r Reaction) *Reaction {
	r.Count = len(r.Users)
	r.Details = map[string]int{"burst": 0, "normal": r.Count}
	r.Colors = []string{}
	r.Me = slices.Contains(r.Users, s.bot.ID)
	return &r
}

func (s *Server) putReaction(q *request) (int, any, error) {
	c, m, err := s.messageOf(q, ReadMessageHistory)
	if err != nil {
		return 0, nil, err
	}
	e, err := emojiOf(q.PathValue("emoji"))
	if err != nil {
		return 0, nil, err
	}
	there := slices.ContainsFunc(m.Reactions, func(r *Reaction) bool { return r.Emoji.same(e) })
	if !there && !s.permissions(s.bot.ID, c).Has(AddReactions) {
		return 0, nil, errMissingPermissions
	}
	s.react(m, s.bot.User, e, true)
	return http.StatusNoContent, nil, nil
}

func (s *Server) deleteReaction(q *request) (int, any, error) {
	c, m, err := s.messageOf(q, ReadMessageHistory)
	if err != nil {
		return 0, nil, err
	}
	e, err := emojiOf(q.PathValue("emoji"))
	if err != nil {
		return 0, nil, err
	}
	who := s.bot
	if id := q.PathValue("who"); id != "" {
		if who = s.users[id]; who == nil {
			return 0, nil, errUnknownUser
		}
		if who != s.bot && !s.permissions(s.bot.ID, c).Has(ManageMessages) {
			return 0, nil, errMissingPermissions
		}
	}
	s.react(m, who.User, e, false)
	return http.StatusNoContent, nil, nil
}

func (s *Server) listReactions(q *request) (int, any, error) {
	_, m, err := s.messageOf(q, ReadMessageHistory)
	if err != nil {
		return 0, nil, err
	}
	e, err := emojiOf(q.PathValue("emoji"))
	if err != nil {
		return 0, nil, err
	}
	users := []*User{}
	for _, r := range m.Reactions {
		if r.Emoji.same(e) {
			for _, id := range r.Users {
				users = append(users, s.users[id].User)
			}
		}
	}
	return http.StatusOK, users, nil
}
