package localdiscord

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"strconv"
	"time"
)

// Interaction types.
const (
	callCommand      = 2
	callComponent    = 3
	callAutocomplete = 4
	callModal        = 5
)

// Callback types.
const (
	answerMessage        = 4
	answerDeferred       = 5
	answerDeferredUpdate = 6
	answerUpdate         = 7
	answerChoices        = 8
	answerModal          = 9
)

// invocation is an interaction as the server keeps it.
type invocation struct {
	id, token string
	kind      int
	created   time.Time
	user      *account
	channel   *channel
	command   *Command
	source    *Message    // the message pressed, or from whose button the modal came
	trigger   *invocation // what showed the modal
	data      map[string]any

	answer    int // callback type; 0 until answered
	failed    bool
	original  string // message id of the first response
	deferred  bool   // loading, and no follow-up has taken its place yet
	followups []string
	modal     *Modal
	choices   []Choice
	timer     *time.Timer
}

func (in *invocation) stopTimer() {
	if in.timer != nil {
		in.timer.Stop()
	}
}

var errNoResponse = errors.New("the application did not respond")

// invoke sends an interaction to the bot. s.mu is held.
func (s *Server) invoke(in *invocation) {
	secret := make([]byte, 24)
	_, _ = rand.Read(secret) // never fails
	in.id = s.nextID()
	in.token = tokenPrefix + base64.RawURLEncoding.EncodeToString(secret)
	in.created = s.opt.Now()
	s.calls[in.token], s.callsByID[in.id] = in, in
	if len(s.calls)%1024 == 0 {
		s.forget()
	}
	if s.opt.Clock == nil {
		in.timer = time.AfterFunc(responseDeadline+50*time.Millisecond, s.expire)
	}
	s.dispatch("INTERACTION_CREATE", in.channel.guild, 0, s.payload(in))
	if in.kind != callAutocomplete {
		s.emit(Event{Kind: "invoked", GuildID: in.channel.guild, ChannelID: in.channel.id, UserID: in.user.ID, VisibleTo: in.user.ID, Call: &Interaction{s: s, call: in}})
	}
}

// expire fails the interactions that were not answered within 3 s.
func (s *Server) expire() {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.opt.Now()
	for _, in := range s.calls {
		age := now.Sub(in.created)
		if in.answer == 0 && !in.failed && age > responseDeadline {
			in.failed = true
			s.emit(Event{Kind: "failed", GuildID: in.channel.guild, ChannelID: in.channel.id, UserID: in.user.ID, VisibleTo: in.user.ID, Call: &Interaction{s: s, call: in}})
		}
	}
	s.forget()
	s.broadcast()
}

// forget drops the interactions whose token has been dead for long.
func (s *Server) forget() {
	for token, in := range s.calls {
		if s.opt.Now().Sub(in.created) > 2*interactionTokenLife {
			delete(s.calls, token)
			delete(s.callsByID, in.id)
		}
	}
}

// payload is the interaction as INTERACTION_CREATE shows it.
func (s *Server) payload(in *invocation) map[string]any {
	c := in.channel
	perms := func(user string) string { return strconv.FormatUint(uint64(s.permissions(user, c)), 10) }
	channel := s.wireChannel(c)
	channel["permissions"] = perms(in.user.ID)
	p := map[string]any{
		"id": in.id, "application_id": s.appID, "type": in.kind, "token": in.token, "version": 1, "data": in.data,
		"channel_id": c.id, "channel": channel, "locale": in.user.locale, "app_permissions": perms(s.bot.ID),
		"entitlements": []any{}, "attachment_size_limit": s.opt.FileLimit, "context": 0,
		"authorizing_integration_owners": s.owners(in),
	}
	if g := s.guilds[c.guild]; g != nil {
		m := g.members[in.user.ID].wire(true)
		m.Permissions = perms(in.user.ID)
		p["member"], p["guild_id"], p["guild_locale"] = m, g.id, g.locale
		p["guild"] = map[string]any{"id": g.id, "locale": g.locale, "features": []string{}}
	} else {
		p["user"], p["context"] = in.user.User, 1
	}
	if in.source != nil && (in.kind == callComponent || in.kind == callModal) {
		if now := s.messages[in.source.ID]; now != nil {
			p["message"] = s.render(now, true)
		} else {
			p["message"] = s.render(in.source, true)
		}
	}
	return p
}

// owners says through which installation the interaction came.
func (s *Server) owners(in *invocation) map[string]string {
	if in.channel.guild != "" {
		return map[string]string{"0": in.channel.guild}
	}
	return map[string]string{"0": "0"}
}

// metadata is what the messages that answer in say about it.
func (s *Server) metadata(in *invocation) (*Invocation, *oldInvocation) {
	i := &Invocation{ID: in.id, Type: in.kind, User: in.user.User, Owners: s.owners(in)}
	switch {
	case in.kind == callCommand:
		o := &oldInvocation{ID: in.id, Type: in.kind, Name: in.command.Name, User: in.user.User}
		if in.command.Type == MessageMenu {
			i.TargetMessage, _ = in.data["target_id"].(string)
		}
		return i, o
	case in.kind == callComponent && in.source != nil:
		i.InteractedMessage = in.source.ID
	case in.kind == callModal && in.trigger != nil:
		i.Trigger, _ = s.metadata(in.trigger)
	}
	return i, nil
}

// answerTo returns an empty message that answers in.
func (s *Server) answerTo(in *invocation, followup bool) *Message {
	m := s.newMessage(in.channel, s.bot.User)
	m.WebhookID, m.ApplicationID = s.appID, s.appID
	m.Invocation, m.OldInvocation = s.metadata(in)
	reply := func(id string) {
		m.Type = TypeReply
		m.Reference = &Reference{MessageID: id, ChannelID: in.channel.id, GuildID: in.channel.guild}
	}
	switch {
	case followup && in.original != "":
		reply(in.original)
		m.Invocation.OriginalID = in.original
	case in.kind == callCommand && in.command.Type == ChatInput:
		m.Type = TypeChatInputCommand
	case in.kind == callCommand:
		m.Type = TypeContextMenuCommand
	case in.source != nil:
		reply(in.source.ID)
	}
	return m
}
