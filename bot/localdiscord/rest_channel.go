package localdiscord

import "net/http"

func (s *Server) getChannel(q *request) (int, any, error) {
	c, err := s.channelOf(q, 0)
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, s.wireChannel(c), nil
}

func (s *Server) deleteChannel(q *request) (int, any, error) {
	c, err := s.channelOf(q, 0)
	if err != nil {
		return 0, nil, err
	}
	need := ManageChannels
	if c.isThread() {
		need = ManageThreads
	}
	if c.kind != DirectText && !s.permissions(s.bot.ID, c).Has(need) {
		return 0, nil, errMissingPermissions
	}
	w := s.wireChannel(c)
	if c.kind != DirectText { // a direct message is only closed
		s.removeChannel(c)
	}
	return http.StatusOK, w, nil
}

func (s *Server) typing(q *request) (int, any, error) {
	c, err := s.channelOf(q, SendMessages)
	if err != nil {
		return 0, nil, err
	}
	s.emit(Event{Kind: "typing", GuildID: c.guild, ChannelID: c.id, UserID: s.bot.ID})
	return http.StatusNoContent, nil, nil
}

// threadBody is what both ways to start a thread take.
type threadBody struct {
	Name    string       `json:"name"`
	Archive *int         `json:"auto_archive_duration"`
	Type    int          `json:"type"`
	Message *messageBody `json:"message"` // the first post, in a forum
}

func (b *threadBody) check() error {
	f := newForm()
	f.in("name").text(b.Name, 1, 100)
	if b.Archive != nil && !contains([]int{60, 1440, 4320, 10080}, *b.Archive) {
		f.in("auto_archive_duration").choices(60, 1440, 4320, 10080)
	}
	return f.err()
}

func (s *Server) createThread(q *request) (int, any, error) {
	c, err := s.channelOf(q, 0)
	if err != nil {
		return 0, nil, err
	}
	var b threadBody
	if err := q.decode(&b); err != nil {
		return 0, nil, err
	}
	need := CreatePublicThreads
	if c.kind == Forum {
		need = SendMessages
	}
	switch err := b.check(); {
	case err != nil:
		return 0, nil, err
	case c.kind != GuildText && c.kind != Forum:
		return 0, nil, errNotInChannelType
	case !s.permissions(s.bot.ID, c).Has(need):
		return 0, nil, errMissingPermissions
	case c.kind == Forum && b.Message == nil:
		f := newForm()
		f.in("message").required()
		return 0, nil, f.err()
	}
	t := s.newThread(s.nextID(), c, b.Name, s.bot.ID)
	if c.kind == Forum {
		m, err := s.post(t, b.Message, q.files)
		if err != nil {
			s.removeChannel(t)
			return 0, nil, err
		}
		w := s.wireChannel(t)
		w["message"] = s.forBot(m)
		return http.StatusCreated, w, nil
	}
	return http.StatusCreated, s.wireChannel(t), nil
}

func (s *Server) threadFromMessage(q *request) (int, any, error) {
	c, m, err := s.messageOf(q, CreatePublicThreads)
	if err != nil {
		return 0, nil, err
	}
	var b threadBody
	if err := q.decode(&b); err != nil {
		return 0, nil, err
	}
	if err := b.check(); err != nil {
		return 0, nil, err
	}
	if c.kind != GuildText {
		return 0, nil, errNotInChannelType
	}
	if s.channels[m.ID] != nil {
		return 0, nil, errThreadExists
	}
	t := s.newThread(m.ID, c, b.Name, s.bot.ID) // it has the id of its message
	return http.StatusCreated, s.wireChannel(t), nil
}

func (s *Server) joinThread(q *request) (int, any, error) { return s.threadMember(q, true) }

func (s *Server) leaveThread(q *request) (int, any, error) { return s.threadMember(q, false) }

func (s *Server) threadMember(q *request, in bool) (int, any, error) {
	c, err := s.channelOf(q, 0)
	if err != nil {
		return 0, nil, err
	}
	if !c.isThread() {
		return 0, nil, errNotInChannelType
	}
	if in {
		c.members[s.bot.ID] = true
	} else {
		delete(c.members, s.bot.ID)
	}
	return http.StatusNoContent, nil, nil
}
