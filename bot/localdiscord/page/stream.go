package page

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"

	"briefbot/bot/localdiscord"
)

const (
	streamBuffer = 256              // events that a slow browser may be behind; then it starts anew
	streamBeat   = 15 * time.Second // a comment that keeps the connection
	streamWrite  = 10 * time.Second // for one write
)

// hello is everything that an actor sees at first.
type hello struct {
	Me       string                             `json:"me"` // user id
	Bot      string                             `json:"bot"`
	Guild    string                             `json:"guild"`
	Users    []person                           `json:"users"`
	Roles    []role                             `json:"roles"` // without that of everyone
	Channels []room                             `json:"channels"`
	Commands map[string][]*localdiscord.Command `json:"commands"` // by channel
	Examples []string                           `json:"examples"`
}

type person struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Role string `json:"role"` // member, moderator or bot
}

type role struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type room struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	Direct   bool      `json:"direct"`
	Messages []message `json:"messages"`
}

// message is a message with who alone may see it.
type message struct {
	*localdiscord.Message
	VisibleTo string `json:"visible_to,omitempty"`
}

func shown(m *localdiscord.Message) message { return message{m, m.VisibleTo} }

// stream sends what the actor sees, from now on, as server-sent events. What
// happens while hello is put together is sent after it, even if hello has it.
func (p *Page) stream(w http.ResponseWriter, r *http.Request) {
	a := p.actor(r.URL.Query().Get("as"))
	if a == nil {
		http.Error(w, "as: member or moderator", http.StatusBadRequest)
		return
	}
	events := make(chan localdiscord.Event, streamBuffer)
	behind := make(chan struct{})
	var once sync.Once
	stop := p.discord.Subscribe(func(e localdiscord.Event) {
		select {
		case events <- e:
		default:
			once.Do(func() { close(behind) })
		}
	})
	defer stop()

	w.Header().Set("Content-Type", "text/event-stream")
	send := sender(w)
	beat := time.NewTicker(streamBeat)
	defer beat.Stop()
	err := send("hello", p.hello(a))
	for err == nil {
		select {
		case <-r.Context().Done():
			return
		case <-behind:
			return // the browser asks again and gets a new hello
		case <-beat.C:
			err = send("beat", nil)
		case e := <-events:
			if kind, data := p.event(a, e); kind != "" {
				err = send(kind, data)
			}
		}
	}
	p.log.DebugContext(r.Context(), "stream", "err", err) // the browser is gone
}

func sender(w http.ResponseWriter) func(kind string, data any) error {
	control := http.NewResponseController(w)
	return func(kind string, data any) error {
		text, err := json.Marshal(data)
		if err != nil {
			return err
		}
		if err := control.SetWriteDeadline(time.Now().Add(streamWrite)); err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, "event: %s\ndata: %s\n\n", kind, text); err != nil {
			return err
		}
		return control.Flush()
	}
}

// event words e for a, or returns "" when a does not see it.
func (p *Page) event(a *actor, e localdiscord.Event) (kind string, data any) {
	switch e.Kind {
	case "message", "edit", "delete", "reaction":
		if a.sees(e.GuildID, e.ChannelID, e.VisibleTo) {
			return e.Kind, shown(e.Message)
		}
	case "typing":
		if a.sees(e.GuildID, e.ChannelID, "") {
			return e.Kind, map[string]string{"channel_id": e.ChannelID, "user_id": e.UserID}
		}
	case "commands":
		return e.Kind, p.commands(a)
	}
	return "", nil
}

func (p *Page) hello(a *actor) hello {
	h := hello{Me: a.User.ID, Bot: p.discord.BotUser().ID, Guild: p.guild.ID, Commands: p.commands(a), Examples: p.examples}
	h.Users = append(h.Users, person{h.Bot, p.discord.BotUser().Username, "bot"})
	for _, other := range p.actors {
		h.Users = append(h.Users, person{other.User.ID, other.User.Username, other.role})
	}
	for _, r := range p.guild.Roles() {
		h.Roles = append(h.Roles, role{r.ID, r.Name})
	}
	for _, c := range p.channels(a) {
		one := room{ID: c.ID, Name: c.Name(), Direct: c.Kind() == localdiscord.DirectText, Messages: []message{}}
		for _, m := range a.In(c).Try().Sees() {
			one.Messages = append(one.Messages, shown(m))
		}
		h.Channels = append(h.Channels, one)
	}
	return h
}

func (p *Page) channels(a *actor) []*localdiscord.Channel {
	return append(p.guild.Channels(), p.discord.ChannelByID(a.dm))
}

// commands are the commands that a is offered, by channel.
func (p *Page) commands(a *actor) map[string][]*localdiscord.Command {
	out := map[string][]*localdiscord.Command{}
	for _, c := range p.channels(a) {
		out[c.ID] = a.In(c).Try().CommandsFor()
	}
	return out
}
