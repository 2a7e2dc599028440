package page

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"net/http"

	"briefbot/bot/localdiscord"
)

// input is the body of an action; which fields mean something depends on it.
type input struct {
	As      string         `json:"as"` // member or moderator
	Channel string         `json:"channel"`
	Message string         `json:"message"` // id
	Text    string         `json:"text"`    // of a message, or what is typed into an option
	Ping    bool           `json:"ping"`    // a reply mentions the author
	ID      string         `json:"id"`      // of a component, form or user, as the action says
	Values  []string       `json:"values"`
	Name    string         `json:"name"` // of a command
	Option  string         `json:"option"`
	Options map[string]any `json:"options"`
	Fields  map[string]any `json:"fields"`
}

// outcome is what the browser hears of an action. Messages come by the stream.
type outcome struct {
	Refused string                `json:"refused,omitempty"` // a sentence for the reader
	Message string                `json:"message,omitempty"` // id of what was said
	Channel string                `json:"channel,omitempty"`
	Form    *form                 `json:"form,omitempty"`
	Choices []localdiscord.Choice `json:"choices,omitempty"`
}

// form is a modal to fill in.
type form struct {
	ID string `json:"id"`
	*localdiscord.Modal
}

type shownForm struct {
	id    string
	modal *localdiscord.Modal
}

// maxForms is how many forms may be open; the oldest is forgotten.
const maxForms = 32

// actions do what their name says at a place and return when the bot has
// responded. What Discord's client would not allow is left in the place.
var actions = map[string]func(p *Page, ctx context.Context, at *localdiscord.Place, in input) outcome{
	"say": func(_ *Page, _ context.Context, at *localdiscord.Place, in input) outcome {
		return said(at.Say(in.Text))
	},
	"reply": func(p *Page, _ context.Context, at *localdiscord.Place, in input) outcome {
		if in.Ping {
			return said(at.Reply(p.message(in), in.Text))
		}
		return said(at.Reply(p.message(in), in.Text, localdiscord.NoPing))
	},
	"edit": func(p *Page, _ context.Context, at *localdiscord.Place, in input) outcome {
		return said(at.Edit(p.message(in), in.Text))
	},
	"delete": func(p *Page, _ context.Context, at *localdiscord.Place, in input) outcome {
		at.Delete(p.message(in))
		return outcome{}
	},
	"press": func(p *Page, ctx context.Context, at *localdiscord.Place, in input) outcome {
		return p.response(ctx, at.Press(p.message(in), in.ID))
	},
	"pick": func(p *Page, ctx context.Context, at *localdiscord.Place, in input) outcome {
		return p.response(ctx, at.Pick(p.message(in), in.ID, in.Values...))
	},
	"slash": func(p *Page, ctx context.Context, at *localdiscord.Place, in input) outcome {
		return p.response(ctx, at.Slash(in.Name, in.Options))
	},
	"menu": func(p *Page, ctx context.Context, at *localdiscord.Place, in input) outcome {
		return p.response(ctx, at.MessageMenu(in.Name, p.message(in)))
	},
	"type": func(_ *Page, _ context.Context, at *localdiscord.Place, in input) outcome {
		return outcome{Choices: at.Type(in.Name, in.Option, in.Text, in.Options)}
	},
	"submit": func(p *Page, ctx context.Context, at *localdiscord.Place, in input) outcome {
		m := p.form(in.ID)
		if m == nil {
			return outcome{Refused: "This form is too old. Please open it again."}
		}
		return p.response(ctx, at.Fill(m, filled(in.Fields)).Submit())
	},
}

// act carries out one action as one of the two actors.
func (p *Page) act(w http.ResponseWriter, r *http.Request) {
	do := actions[r.PathValue("action")]
	var in input
	decoder := json.NewDecoder(r.Body)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&in); err != nil {
		http.Error(w, "body: "+err.Error(), http.StatusBadRequest)
		return
	}
	a := p.actor(in.As)
	if do == nil && r.PathValue("action") != "dm" || a == nil {
		http.Error(w, "no such action or actor", http.StatusNotFound)
		return
	}
	if do == nil { // the direct messages need no place
		answer(w, outcome{Channel: a.dm})
		return
	}
	c := p.discord.ChannelByID(in.Channel)
	if c == nil || !a.sees(c.GuildID(), c.ID, "") {
		http.Error(w, "no such channel", http.StatusNotFound)
		return
	}
	if p.gone(a, in) {
		answer(w, outcome{Refused: "That message is gone."})
		return
	}
	at := a.In(c).Try()
	out := do(p, r.Context(), at, in)
	if err := at.Err(); err != nil && out.Refused == "" {
		out.Refused = refusal(err)
	}
	answer(w, out)
}

func answer(w http.ResponseWriter, out outcome) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(out) // else the browser is gone
}

// refusal is the sentence that Discord's client would show.
func refusal(err error) string {
	var r localdiscord.Refusal
	if errors.As(err, &r) {
		return string(r)
	}
	return "The application did not respond."
}

// message returns the message that in names, as it is now, or an empty one if
// it went away just now.
func (p *Page) message(in input) *localdiscord.Message {
	if m := p.discord.Message(in.Message); m != nil {
		return m
	}
	return &localdiscord.Message{}
}

// gone reports whether a cannot see in the channel the message that in names.
func (p *Page) gone(a *actor, in input) bool {
	m := p.message(in)
	return in.Message != "" && (m.ChannelID != in.Channel || !a.sees(m.GuildID, m.ChannelID, m.VisibleTo))
}

func said(m *localdiscord.Message) outcome {
	if m == nil {
		return outcome{}
	}
	return outcome{Message: m.ID}
}

// response waits for the bot and keeps the form that it shows.
func (p *Page) response(ctx context.Context, i *localdiscord.Interaction) outcome {
	r := i.Wait(ctx)
	if r == nil || r.Modal == nil {
		return outcome{}
	}
	f := &form{ID: rand.Text(), Modal: r.Modal}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.forms = append(p.forms, shownForm{f.ID, r.Modal})
	p.forms = p.forms[max(0, len(p.forms)-maxForms):]
	return outcome{Form: f}
}

// form returns a form that was shown, or nil.
func (p *Page) form(id string) *localdiscord.Modal {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, f := range p.forms {
		if f.id == id {
			return f.modal
		}
	}
	return nil
}

// filled turns the lists of a JSON object into lists of strings.
func filled(fields map[string]any) map[string]any {
	out := map[string]any{}
	for name, v := range fields {
		if list, ok := v.([]any); ok {
			values := []string{}
			for _, one := range list {
				s, _ := one.(string)
				values = append(values, s)
			}
			v = values
		}
		out[name] = v
	}
	return out
}
