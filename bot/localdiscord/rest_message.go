package localdiscord

import (
	"net/http"
	"strconv"
)

// channelOf finds the channel of a request and checks what the bot may there.
func (s *Server) channelOf(q *request, want Permission) (*channel, error) {
	c := s.channels[q.PathValue("channel")]
	if c == nil {
		return nil, errUnknownChannel
	}
	return c, s.may(c, want)
}

// messageOf finds the message of a request; ephemeral ones are not there.
func (s *Server) messageOf(q *request, want Permission) (*channel, *Message, error) {
	c, err := s.channelOf(q, want)
	if err != nil {
		return nil, nil, err
	}
	m := s.messages[q.PathValue("message")]
	if m == nil || m.ChannelID != c.id || m.Ephemeral() {
		return nil, nil, errUnknownMessage
	}
	return c, m, nil
}

func (s *Server) createMessage(q *request) (int, any, error) {
	c, err := s.channelOf(q, SendMessages)
	if err != nil {
		return 0, nil, err
	}
	var b messageBody
	if err := q.decode(&b); err != nil {
		return 0, nil, err
	}
	m, err := s.post(c, &b, q.files)
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, s.forBot(m), nil
}

func (s *Server) getMessage(q *request) (int, any, error) {
	_, m, err := s.messageOf(q, ReadMessageHistory)
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, s.forBot(m), nil
}

// listMessages answers newest first; before, after and around exclude one
// another, limit is 1-100, 50 by default.
func (s *Server) listMessages(q *request) (int, any, error) {
	c, err := s.channelOf(q, 0)
	if err != nil {
		return 0, nil, err
	}
	v := q.URL.Query()
	limit := 50
	if t := v.Get("limit"); t != "" {
		n, err := strconv.Atoi(t)
		if err != nil || n < 1 || n > 100 {
			f := newForm()
			f.in("limit").bad("NUMBER_TYPE_MAX", "int value should be between 1 and 100.")
			return 0, nil, f.err()
		}
		limit = n
	}
	out := []wireMessage{}
	if !s.permissions(s.bot.ID, c).Has(ReadMessageHistory) {
		return http.StatusOK, out, nil
	}
	before, after, around := snowflake(v.Get("before")), snowflake(v.Get("after")), snowflake(v.Get("around"))
	var ids []string
	for _, id := range c.order {
		n := snowflake(id)
		if m := s.messages[id]; m.Ephemeral() || before != 0 && n >= before || after != 0 && n <= after {
			continue
		}
		ids = append(ids, id)
	}
	switch {
	case around != 0:
		at := 0
		for at < len(ids) && snowflake(ids[at]) < around {
			at++
		}
		ids = ids[max(0, at-limit/2):min(len(ids), at+limit/2+1)]
	case after != 0:
		ids = ids[:min(limit, len(ids))]
	default:
		ids = ids[max(0, len(ids)-limit):]
	}
	for i := len(ids) - 1; i >= 0; i-- {
		out = append(out, s.forBot(s.messages[ids[i]]))
	}
	return http.StatusOK, out, nil
}

func (s *Server) editMessage(q *request) (int, any, error) {
	c, m, err := s.messageOf(q, 0)
	if err != nil {
		return 0, nil, err
	}
	if m.Author.ID != s.bot.ID {
		return 0, nil, errNotYours
	}
	var b messageBody
	if err := q.decode(&b); err != nil {
		return 0, nil, err
	}
	if len(b.Embeds.Value) > 0 && m.WebhookID == "" && !s.permissions(s.bot.ID, c).Has(EmbedLinks) {
		b.Embeds.Value = nil
	}
	edited, err := s.edit(m, &b, q.files)
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, s.forBot(edited), nil
}

func (s *Server) deleteMessage(q *request) (int, any, error) {
	c, m, err := s.messageOf(q, 0)
	if err != nil {
		return 0, nil, err
	}
	if m.Author.ID != s.bot.ID && !s.permissions(s.bot.ID, c).Has(ManageMessages) {
		return 0, nil, errMissingPermissions
	}
	s.remove(m, s.bot.ID)
	return http.StatusNoContent, nil, nil
}

func (s *Server) bulkDelete(q *request) (int, any, error) {
	_, err := s.channelOf(q, ManageMessages)
	if err != nil {
		return 0, nil, err
	}
	var b struct {
		Messages []string `json:"messages"`
	}
	if err := q.decode(&b); err != nil {
		return 0, nil, err
	}
	f := newForm()
	f.in("messages").count(len(b.Messages), 2, 100)
	if err := f.err(); err != nil {
		return 0, nil, err
	}
	for _, id := range b.Messages {
		if m := s.messages[id]; m != nil && m.ChannelID == q.PathValue("channel") && !m.Ephemeral() {
			s.remove(m, s.bot.ID)
		}
	}
	return http.StatusNoContent, nil, nil
}
