package localdiscord

import (
	"net/http"
	"slices"
)

// callOf finds the interaction of a webhook URL. Its token is the password.
func (s *Server) callOf(q *request) (*invocation, error) {
	if q.PathValue("app") != s.appID {
		return nil, errUnknownWebhook
	}
	in := s.calls[q.PathValue("token")]
	switch {
	case in == nil, s.opt.Now().Sub(in.created) > interactionTokenLife:
		return nil, errWebhookToken
	case in.answer == 0, in.kind == callAutocomplete:
		return nil, errUnknownWebhook
	}
	return in, nil
}

// answerOf finds a message among the answers to the interaction.
func (s *Server) answerOf(q *request) (*invocation, *Message, error) {
	in, err := s.callOf(q)
	if err != nil {
		return nil, nil, err
	}
	id := q.PathValue("message")
	if id == "@original" {
		id = in.original
	}
	m := s.messages[id]
	if m == nil || id != in.original && !slices.Contains(in.followups, id) {
		return nil, nil, errUnknownMessage
	}
	return in, m, nil
}

// createFollowup posts another answer. The first one after a defer takes the
// place of the deferred message, as Discord still does.
func (s *Server) createFollowup(q *request) (int, any, error) {
	in, err := s.callOf(q)
	if err != nil {
		return 0, nil, err
	}
	b := &messageBody{}
	if err := q.decode(b); err != nil {
		return 0, nil, err
	}
	if !b.Content.Set {
		b.Content.Set = true
	}
	if m := s.messages[in.original]; in.deferred && m != nil {
		edited, err := s.edit(m, b, q.files)
		if err != nil {
			return 0, nil, err
		}
		in.deferred = false
		return http.StatusOK, s.render(edited, true), nil
	}
	flags := 0
	if b.Flags != nil {
		flags = *b.Flags
	}
	f := newForm()
	b.check(f, q.files, flags)
	if err := f.err(); err != nil {
		return 0, nil, err
	}
	m := s.answerTo(in, true)
	if err := s.fillAnswer(m, in, b, q.files, flags); err != nil {
		return 0, nil, err
	}
	in.followups = append(in.followups, m.ID)
	s.publish(m)
	return http.StatusOK, s.render(m, true), nil
}

func (s *Server) getFollowup(q *request) (int, any, error) {
	_, m, err := s.answerOf(q)
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, s.render(m, true), nil
}

func (s *Server) editFollowup(q *request) (int, any, error) {
	in, m, err := s.answerOf(q)
	if err != nil {
		return 0, nil, err
	}
	b := &messageBody{}
	if err := q.decode(b); err != nil {
		return 0, nil, err
	}
	edited, err := s.edit(m, b, q.files)
	if err != nil {
		return 0, nil, err
	}
	if m.ID == in.original {
		in.deferred = false
	}
	return http.StatusOK, s.render(edited, true), nil
}

func (s *Server) deleteFollowup(q *request) (int, any, error) {
	in, m, err := s.answerOf(q)
	if err != nil {
		return 0, nil, err
	}
	if m.ID == in.original {
		in.deferred = false
	}
	s.remove(m, s.bot.ID)
	return http.StatusNoContent, nil, nil
}
