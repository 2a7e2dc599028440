package bot

import (
	"context"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"

	"briefbot/bot/factform"
	"briefbot/bot/gateway"
)

// A form is a modal as Discord takes it: labels around text inputs. discordgo's
// inputs always write a label of their own, which Discord refuses there.
type form struct {
	CustomID   string      `json:"custom_id"`
	Title      string      `json:"title"`
	Components []formLabel `json:"components"`
}

type formLabel struct {
	Type        int       `json:"type"` // 18
	Label       string    `json:"label"`
	Description string    `json:"description,omitempty"`
	Component   formInput `json:"component"`
}

type formInput struct {
	Type      int                      `json:"type"` // 4
	CustomID  string                   `json:"custom_id"`
	Style     discordgo.TextInputStyle `json:"style"`
	Required  bool                     `json:"required"`
	MaxLength int                      `json:"max_length"`
	Value     string                   `json:"value,omitempty"`
}

// Component types of Discord.
const (
	typeLabel     = 18
	typeTextInput = 4
)

// maxTitle is the most characters of a form's title (A2).
const maxTitle = 45

// newForm makes the form of fields, filled with texts. A field whose text is
// longer than its input takes is left out, and so stays as it is.
func newForm(id customID, title string, fields []factform.Field, texts factform.Texts) *form {
	f := &form{CustomID: customIDEncode(id), Title: clip(title, maxTitle)}
	for _, field := range fields {
		if utf8.RuneCountInString(texts[field.Name]) > field.Most {
			continue
		}
		in := formInput{
			Type: typeTextInput, CustomID: field.Name, Style: discordgo.TextInputShort, Required: field.Needed, MaxLength: field.Most,
			Value: texts[field.Name],
		}
		if field.Long {
			in.Style = discordgo.TextInputParagraph
		}
		f.Components = append(f.Components, formLabel{Type: typeLabel, Label: field.Label, Description: field.Hint, Component: in})
	}
	return f
}

// onForm takes a form that was sent. Like a button's, its custom id came back
// from outside.
func (b *Bot) onForm(ctx context.Context, q *request) {
	data, ok := q.i.Data.(gateway.Form)
	if !ok {
		return
	}
	id, err := customIDDecode(data.CustomID)
	if err != nil {
		b.tell(ctx, q, "This form is from another version of Briefbot. Please begin again.")
		return
	}
	if why := b.forbidden(ctx, q, needs(id)); why != "" {
		b.tell(ctx, q, why)
		return
	}
	texts := factform.Texts{}
	for name := range data.Values {
		texts[name] = data.Text(name)
	}
	r, err := b.submitted(q, id, texts)
	if err != nil {
		b.log.ErrorContext(ctx, "form", "err", err)
		b.tell(ctx, q, somethingWrong)
		return
	}
	b.show(ctx, q, r)
}

// submitted does what a form is for.
func (b *Bot) submitted(q *request, id customID, texts factform.Texts) (result, error) {
	if id, ok := id.(draftDo); ok {
		return b.draftForm(q, id, texts), nil
	}
	return result{}, errCustomID
}
