package localdiscord

func (s *Server) newChannel(id, guild, name string, kind int, parent string) *channel {
	c := &channel{id: id, guild: guild, name: name, kind: kind, parent: parent, created: s.opt.Now(), members: map[string]bool{}}
	s.channels[c.id] = c
	if g := s.guilds[guild]; g != nil {
		c.position = len(g.channels)
		g.channels = append(g.channels, c.id)
	}
	s.emit(Event{Kind: "channel", GuildID: guild, ChannelID: c.id})
	return c
}

func (s *Server) newThread(id string, parent *channel, name, owner string) *channel {
	t := s.newChannel(id, parent.guild, name, PublicThread, parent.id)
	t.owner = owner
	t.members[owner] = true
	w := s.wireChannel(t)
	w["newly_created"] = true
	s.dispatchChannel("THREAD_CREATE", t, w)
	return t
}

func (s *Server) removeChannel(c *channel) {
	if c == nil {
		return
	}
	if g := s.guilds[c.guild]; g != nil {
		for _, id := range append([]string{}, g.channels...) {
			if t := s.channels[id]; t != nil && t.parent == c.id {
				s.removeChannel(t)
			}
		}
		for i, id := range g.channels {
			if id == c.id {
				g.channels = append(g.channels[:i:i], g.channels[i+1:]...)
				break
			}
		}
	}
	kind := "CHANNEL_DELETE"
	w := any(s.wireChannel(c))
	if c.isThread() {
		kind = "THREAD_DELETE"
		w = map[string]any{"id": c.id, "guild_id": c.guild, "parent_id": c.parent, "type": c.kind}
	}
	s.dispatchChannel(kind, c, w)
	for _, id := range c.order {
		delete(s.messages, id)
	}
	delete(s.channels, c.id)
	s.emit(Event{Kind: "channel", GuildID: c.guild, ChannelID: c.id})
}

// botSees reports whether the bot gets to know what happens in c.
func (s *Server) botSees(c *channel) bool {
	return s.permissions(s.bot.ID, c).Has(ViewChannel)
}

// wireChannel returns c as the API shows it to the bot.
func (s *Server) wireChannel(c *channel) map[string]any {
	var last any
	if len(c.order) > 0 {
		last = c.order[len(c.order)-1]
	}
	w := map[string]any{"id": c.id, "type": c.kind, "flags": 0, "last_message_id": last}
	if c.kind == DirectText {
		recipients := []*User{}
		for _, u := range c.recipients {
			if u.ID != s.bot.ID {
				recipients = append(recipients, u)
			}
		}
		w["recipients"] = recipients
		return w
	}
	w["guild_id"], w["name"], w["rate_limit_per_user"] = c.guild, c.name, 0
	w["parent_id"] = nil
	if c.parent != "" {
		w["parent_id"] = c.parent
	}
	if c.isThread() {
		w["owner_id"], w["message_count"], w["member_count"], w["total_message_sent"] = c.owner, len(c.order), len(c.members), len(c.order)
		w["thread_metadata"] = map[string]any{
			"archived": c.archived, "locked": c.locked, "auto_archive_duration": 1440,
			"archive_timestamp": c.created.UTC(), "create_timestamp": c.created.UTC(),
		}
		return w
	}
	w["position"], w["nsfw"], w["topic"] = c.position, false, c.topic
	w["permission_overwrites"] = append([]Overwrite{}, c.overwrites...)
	if c.kind == Forum {
		w["available_tags"] = []any{}
	}
	return w
}

// directChannel returns the DM channel of the bot and user, made if needed.
func (s *Server) directChannel(user *User) *channel {
	for _, c := range s.channels {
		if c.kind == DirectText && c.hasRecipient(user.ID) {
			return c
		}
	}
	c := s.newChannel(s.nextID(), "", "", DirectText, "")
	c.recipients = []*User{s.bot.User, user}
	return c
}
