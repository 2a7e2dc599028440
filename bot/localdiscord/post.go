package localdiscord

import (
	"slices"
	"strings"
)

// forBot shows m as REST does to the bot.
func (s *Server) forBot(m *Message) wireMessage {
	return s.render(m, s.opt.Privileged&IntentMessageContent != 0)
}

// post makes a normal message of the bot in c.
func (s *Server) post(c *channel, b *messageBody, files []upload) (*Message, error) {
	flags := 0
	if b.Flags != nil {
		flags = *b.Flags
	}
	f := newForm()
	b.check(f, files, flags)
	if err := f.err(); err != nil {
		return nil, err
	}
	switch {
	case c.kind == Forum:
		return nil, errNotInChannelType
	case c.archived && c.locked && !s.permissions(s.bot.ID, c).Has(ManageThreads):
		return nil, errArchived
	case c.kind == DirectText && s.closedDM(c):
		return nil, errCannotDM
	}
	nonce := ""
	if n := strings.Trim(string(b.Nonce), `"`); n != "" && n != "null" {
		nonce = c.id + " " + n
	}
	if first := s.messages[s.nonces[nonce]]; first != nil && b.EnforceNonce {
		return first, nil
	}
	m := s.newMessage(c, s.bot.User)
	if nonce != "" {
		m.Nonce = b.Nonce
	}
	m.TTS = b.TTS
	if err := s.refer(c, m, b.Reference); err != nil {
		return nil, err
	}
	if !b.Content.Set {
		b.Content.Set = true
	}
	have := s.permissions(s.bot.ID, c)
	if len(files) > 0 && !have.Has(AttachFiles) {
		return nil, errMissingPermissions
	}
	if len(b.Embeds.Value) > 0 && !have.Has(EmbedLinks) {
		// docs#2601: refused when embeds are all there is, else dropped.
		if cleanContent(b.Content.Value) == "" && len(files) == 0 {
			return nil, errMissingPermissions
		}
		b.Embeds.Value = nil
	}
	s.apply(m, b, files)
	if empty(m) {
		return nil, errEmptyMessage
	}
	if flags&FlagSuppressNotifications != 0 {
		m.Flags |= FlagSuppressNotifications
	}
	s.mention(m, b.AllowedMentions)
	if nonce != "" {
		if len(s.nonces) > 10000 { // Discord remembers some minutes
			s.nonces = map[string]string{}
		}
		s.nonces[nonce] = m.ID
	}
	s.publish(m)
	return m, nil
}

func (s *Server) closedDM(c *channel) bool {
	for _, u := range c.recipients {
		if a := s.users[u.ID]; a != nil && a.closedDM {
			return true
		}
	}
	return false
}

// newMessage returns an empty message by author, not yet published.
func (s *Server) newMessage(c *channel, author *User) *Message {
	m := &Message{ID: s.nextID(), ChannelID: c.id, GuildID: c.guild, Author: author, Timestamp: s.opt.Now().UTC()}
	fill(m)
	return m
}

// refer makes m a reply, if ref says so.
func (s *Server) refer(c *channel, m *Message, ref *Reference) error {
	if ref == nil || ref.MessageID == "" {
		return nil
	}
	f := newForm().in("message_reference")
	if ref.Type != 0 {
		f.in("type").bad("MESSAGE_REFERENCE_FORWARD_UNSUPPORTED", "localdiscord does not forward messages")
		return f.err()
	}
	to := s.messages[ref.MessageID]
	soft := ref.FailIfNotExists != nil && !*ref.FailIfNotExists
	switch {
	case to == nil || to.Ephemeral() || to.ChannelID != c.id:
		if soft && (to == nil || to.ChannelID == c.id) {
			return nil
		}
		f.bad("REPLIES_UNKNOWN_MESSAGE", "Unknown message")
		return f.err()
	case !replyable(to):
		f.bad("REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE", "Cannot reply to a system message")
		return f.err()
	case !s.permissions(m.Author.ID, c).Has(ReadMessageHistory):
		return errNoHistory
	}
	m.Type = TypeReply
	m.Reference = &Reference{MessageID: to.ID, ChannelID: c.id, GuildID: c.guild}
	return nil
}

func replyable(m *Message) bool {
	return slices.Contains([]int{TypeDefault, TypeReply, TypeChatInputCommand, TypeContextMenuCommand}, m.Type)
}

// publish puts a new message into its channel and tells everybody.
func (s *Server) publish(m *Message) {
	c := s.channels[m.ChannelID]
	c.archived = c.archived && c.locked
	s.messages[m.ID] = m
	c.order = append(c.order, m.ID)
	if m.Author.ID == s.bot.ID {
		c.pending = append(c.pending, m.ID)
	}
	if !m.Ephemeral() {
		s.dispatchMessage("MESSAGE_CREATE", m)
	}
	s.emit(Event{Kind: "message", UserID: m.Author.ID, Message: m})
}

// replace stores the edited message.
func (s *Server) replace(m *Message) {
	s.messages[m.ID] = m
	if !m.Ephemeral() {
		s.dispatchMessage("MESSAGE_UPDATE", m)
	}
	s.emit(Event{Kind: "edit", UserID: m.Author.ID, Message: m})
}

// remove deletes m; by is who did it.
func (s *Server) remove(m *Message, by string) {
	c := s.channels[m.ChannelID]
	delete(s.messages, m.ID)
	s.take(m)
	for i := len(c.order) - 1; i >= 0; i-- {
		if c.order[i] == m.ID {
			c.order = append(c.order[:i:i], c.order[i+1:]...)
			break
		}
	}
	if !m.Ephemeral() {
		d := map[string]any{"id": m.ID, "channel_id": m.ChannelID}
		if m.GuildID != "" {
			d["guild_id"] = m.GuildID
		}
		s.dispatchChannel("MESSAGE_DELETE", c, d)
	}
	s.emit(Event{Kind: "delete", UserID: by, Message: m})
}

// edit checks b and stores m changed by it.
func (s *Server) edit(m *Message, b *messageBody, files []upload) (*Message, error) {
	flags := m.Flags
	if b.Flags != nil {
		flags |= *b.Flags
	}
	f := newForm()
	b.check(f, files, flags)
	if err := f.err(); err != nil {
		return nil, err
	}
	e := *m
	s.apply(&e, b, files)
	if empty(&e) {
		return nil, errEmptyMessage
	}
	switch {
	case b.Content.Set || m.Loading():
		s.mention(&e, b.AllowedMentions)
	case b.AllowedMentions != nil:
		s.mention(&e, b.AllowedMentions)
	}
	if b.Flags != nil && m.Flags&FlagSuppressEmbeds != 0 && *b.Flags&FlagSuppressEmbeds == 0 {
		e.Flags &^= FlagSuppressEmbeds
	}
	e.Flags &^= FlagLoading
	if !m.Loading() {
		now := s.opt.Now().UTC()
		e.EditedTimestamp = &now
	}
	s.replace(&e)
	return &e, nil
}
