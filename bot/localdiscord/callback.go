package localdiscord

import (
	"encoding/json"
	"net/http"
)

// callback takes the first response to an interaction.
func (s *Server) callback(q *request) (int, any, error) {
	in := s.callsByID[q.PathValue("interaction")]
	switch {
	case in == nil, in.token != q.PathValue("token"):
		return 0, nil, errUnknownInteraction
	case in.answer != 0:
		return 0, nil, errAcknowledged
	case in.failed || s.opt.Now().Sub(in.created) > responseDeadline:
		return 0, nil, errUnknownInteraction
	}
	var b struct {
		Type int             `json:"type"`
		Data json.RawMessage `json:"data"`
	}
	if err := q.decode(&b); err != nil {
		return 0, nil, err
	}
	body := &messageBody{}
	if err := decode(b.Data, body); err != nil {
		return 0, nil, err
	}
	if err := s.respond(in, b.Type, body, q.files); err != nil {
		return 0, nil, err
	}
	in.answer = b.Type
	in.stopTimer()
	s.announce(in)
	if q.URL.Query().Get("with_response") != "true" {
		return http.StatusNoContent, nil, nil
	}
	return http.StatusOK, s.callbackResponse(in), nil
}

// respond does what a callback of the given type does.
func (s *Server) respond(in *invocation, kind int, b *messageBody, files []upload) error {
	f := newForm()
	if allowed := in.answers(); !contains(allowed, kind) {
		f.in("type").choices(anys(allowed)...)
		return f.err()
	}
	data := f.in("data")
	flags := 0
	if b.Flags != nil {
		flags = *b.Flags
	}
	switch kind {
	case answerMessage:
		if !b.Content.Set {
			b.Content.Set = true
		}
		b.check(data, files, flags)
		if err := f.err(); err != nil {
			return err
		}
		m := s.answerTo(in, false)
		if err := s.fillAnswer(m, in, b, files, flags); err != nil {
			return err
		}
		in.original = m.ID
		s.publish(m)
	case answerDeferred:
		if flags&^FlagEphemeral != 0 {
			data.in("flags").bad("DEFERRED_RESPONSE_FLAGS_INVALID", "A deferred response accepts only the EPHEMERAL flag")
			return f.err()
		}
		m := s.answerTo(in, false)
		s.mention(m, nil)
		m.Flags |= FlagLoading
		s.hide(m, in, flags)
		in.original, in.deferred = m.ID, true
		s.publish(m)
	case answerDeferredUpdate:
		in.original = in.source.ID
	case answerUpdate:
		m := s.messages[in.source.ID]
		if m == nil {
			return errUnknownMessage
		}
		b.check(data, files, m.Flags|flags)
		if err := f.err(); err != nil {
			return err
		}
		if _, err := s.edit(m, b, files); err != nil {
			return err
		}
		in.original = m.ID
	case answerChoices:
		option := in.focused()
		checkChoices(data.in("choices"), b.Choices, option.Type == StringOption, option.Type == IntegerOption)
		if err := f.err(); err != nil {
			return err
		}
		in.choices = []Choice{}
		for _, c := range b.Choices {
			in.choices = append(in.choices, *c)
		}
	case answerModal:
		m := &Modal{CustomID: b.CustomID, Title: b.Title, Components: b.Components.Value, from: in}
		checkModal(data, m)
		if err := f.err(); err != nil {
			return err
		}
		number(m.Components)
		in.modal = m
	}
	return nil
}

// answers returns the callback types that fit the interaction.
func (in *invocation) answers() []int {
	switch in.kind {
	case callAutocomplete:
		return []int{answerChoices}
	case callComponent:
		return []int{answerMessage, answerDeferred, answerDeferredUpdate, answerUpdate, answerModal}
	case callModal:
		if in.source != nil {
			return []int{answerMessage, answerDeferred, answerDeferredUpdate, answerUpdate}
		}
		return []int{answerMessage, answerDeferred}
	}
	return []int{answerMessage, answerDeferred, answerModal}
}

// fillAnswer puts a checked body into a new answer.
func (s *Server) fillAnswer(m *Message, in *invocation, b *messageBody, files []upload, flags int) error {
	s.hide(m, in, flags)
	m.TTS = b.TTS
	s.apply(m, b, files)
	if empty(m) {
		return errEmptyMessage
	}
	s.mention(m, b.AllowedMentions)
	return nil
}

// hide makes m visible to the asker only, if the flags say so.
func (s *Server) hide(m *Message, in *invocation, flags int) {
	m.Flags |= flags & (FlagEphemeral | FlagSuppressNotifications)
	if m.Ephemeral() {
		m.VisibleTo = in.user.ID
	}
}

// announce tells the clients what became of the interaction.
func (s *Server) announce(in *invocation) {
	e := Event{Kind: "acknowledged", GuildID: in.channel.guild, ChannelID: in.channel.id, UserID: s.bot.ID, VisibleTo: in.user.ID, Call: &Interaction{s: s, call: in}}
	switch in.answer {
	case answerModal:
		e.Kind, e.Modal = "modal", in.modal
	case answerChoices:
		e.Kind, e.Choices = "choices", in.choices
	}
	s.emit(e)
}

func (s *Server) callbackResponse(in *invocation) map[string]any {
	i := map[string]any{"id": in.id, "type": in.kind, "channel_id": in.channel.id}
	if in.channel.guild != "" {
		i["guild_id"] = in.channel.guild
	}
	out := map[string]any{"interaction": i}
	m := s.messages[in.original]
	if m == nil {
		return out
	}
	i["response_message_id"] = m.ID
	i["response_message_loading"] = m.Loading()
	i["response_message_ephemeral"] = m.Ephemeral()
	if in.answer == answerMessage || in.answer == answerUpdate {
		out["resource"] = map[string]any{"type": in.answer, "message": s.render(m, true)}
	}
	return out
}
