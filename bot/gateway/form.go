package gateway

import (
	"encoding/json"

	"github.com/bwmarrin/discordgo"
)

// A Form is the data of a submitted modal, whatever it is made of: action rows
// with text inputs, or labels around any input. It stands in
// discordgo.Interaction.Data, in place of discordgo's own type, which cannot
// hold labels.
type Form struct {
	CustomID string
	// Values are what was entered, by the custom_id of the input: one value of
	// a text input, a radio group ("" when none was chosen) or a checkbox
	// ("true" or "false"); any number of a select, a group of checkboxes or,
	// as ids of Attachments, a file upload.
	Values map[string][]string
	// Attachments are the files that were uploaded, by id.
	Attachments map[string]*discordgo.MessageAttachment
}

// Type makes a Form discordgo's InteractionData.
func (Form) Type() discordgo.InteractionType { return discordgo.InteractionModalSubmit }

// Text returns the first value of an input, "" when it has none.
func (f Form) Text(customID string) string {
	if v := f.Values[customID]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// field is any component of a submitted modal.
type field struct {
	CustomID   string          `json:"custom_id"`
	Value      json.RawMessage `json:"value"`
	Values     []string        `json:"values"`
	Component  *field          `json:"component"`
	Components []field         `json:"components"`
}

func decodeForm(raw []byte) (Form, error) {
	var data struct {
		CustomID   string  `json:"custom_id"`
		Components []field `json:"components"`
		Resolved   struct {
			Attachments map[string]*discordgo.MessageAttachment `json:"attachments"`
		} `json:"resolved"`
	}
	if err := json.Unmarshal(raw, &data); err != nil {
		return Form{}, err
	}
	f := Form{CustomID: data.CustomID, Values: map[string][]string{}, Attachments: data.Resolved.Attachments}
	for _, c := range data.Components {
		f.read(c)
	}
	return f, nil
}

func (f Form) read(c field) {
	if c.Component != nil {
		f.read(*c.Component)
	}
	for _, inner := range c.Components {
		f.read(inner)
	}
	if c.CustomID == "" {
		return
	}
	if c.Value == nil {
		f.Values[c.CustomID] = c.Values
		return
	}
	text := string(c.Value) // of a checkbox
	var s string
	if json.Unmarshal(c.Value, &s) == nil {
		text = s // of a string, or of null
	}
	f.Values[c.CustomID] = []string{text}
}
