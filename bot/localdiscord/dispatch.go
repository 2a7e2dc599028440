package localdiscord

import "encoding/json"

// dispatch sends an event to the sessions that asked for one of intents (0:
// all) and own guild. s.mu is held.
func (s *Server) dispatch(kind, guild string, intents Intent, data any) {
	var raw json.RawMessage
	how := s.gateway.delivery(kind)
	for _, ses := range s.gateway.sessions {
		if intents != 0 && ses.intents&intents == 0 || !ses.owns(guild) {
			continue
		}
		if raw == nil {
			raw, _ = json.Marshal(data)
		}
		ses.addRaw(kind, raw, how)
	}
}

// dispatchGuild sends an event of a guild that the bot is in.
func (s *Server) dispatchGuild(kind string, g *guild, data any) {
	if g.members[s.bot.ID] != nil {
		s.dispatch(kind, g.id, IntentGuilds, data)
	}
}

// dispatchChannel sends an event of a channel, or of a message without its
// content, that the bot can see.
func (s *Server) dispatchChannel(kind string, c *channel, data any) {
	if !s.botSees(c) {
		return
	}
	intents := IntentGuilds
	if kind == "MESSAGE_DELETE" {
		intents = IntentGuildMessages
		if c.guild == "" {
			intents = IntentDirectMessages
		}
	}
	s.dispatch(kind, c.guild, intents, data)
}

func (s *Server) dispatchReaction(kind string, c *channel, data any) {
	intents := IntentGuildReactions
	if c.guild == "" {
		intents = IntentDirectReactions
	}
	if s.botSees(c) {
		s.dispatch(kind, c.guild, intents, data)
	}
}

func (s *Server) dispatchTyping(c *channel, u *User) {
	intents := IntentGuildTyping
	d := map[string]any{"channel_id": c.id, "user_id": u.ID, "timestamp": s.opt.Now().Unix()}
	if c.guild == "" {
		intents = IntentDirectTyping
	} else {
		d["guild_id"], d["member"] = c.guild, s.guilds[c.guild].members[u.ID].wire(true)
	}
	if s.botSees(c) {
		s.dispatch("TYPING_START", c.guild, intents, d)
	}
}

// dispatchMessage sends a whole message; how much of it each session may read
// depends on its intents.
func (s *Server) dispatchMessage(kind string, m *Message) {
	c := s.channels[m.ChannelID]
	if !s.botSees(c) {
		return
	}
	intents := IntentGuildMessages
	if c.guild == "" {
		intents = IntentDirectMessages
	}
	var shown [2]json.RawMessage
	how := s.gateway.delivery(kind)
	for _, ses := range s.gateway.sessions {
		if ses.intents&intents == 0 || !ses.owns(c.guild) {
			continue
		}
		full, at := ses.intents&IntentMessageContent != 0, 0
		if full {
			at = 1
		}
		if shown[at] == nil {
			shown[at], _ = json.Marshal(s.messageEvent(m, full))
		}
		ses.addRaw(kind, shown[at], how)
	}
}

func (s *Server) messageEvent(m *Message, full bool) wireMessageEvent {
	c := s.channels[m.ChannelID]
	e := wireMessageEvent{wireMessage: s.render(m, full), GuildID: m.GuildID, ChannelType: c.kind}
	if g := s.guilds[m.GuildID]; g != nil && m.WebhookID == "" {
		if who := g.members[m.Author.ID]; who != nil {
			e.Member = who.wire(false)
		}
	}
	return e
}

// Redeliver sends the MESSAGE_CREATE of m once more: Discord may deliver an
// event several times.
func (s *Server) Redeliver(m *Message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := s.messages[m.ID]; now != nil {
		s.dispatchMessage("MESSAGE_CREATE", now)
	}
}

// DispatchRaw sends data as an event of the given kind to every session: for
// events that this server does not make by itself.
func (s *Server) DispatchRaw(kind string, data any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, ses := range s.gateway.sessions {
		ses.add(kind, data)
	}
}
