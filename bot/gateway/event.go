package gateway

import (
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/bwmarrin/discordgo"
)

// On has f called with every event of a kind, "MESSAGE_CREATE" for a
// discordgo.MessageCreate. Events come one after the other, in the order in
// which they came; f runs in the reading goroutine and must not block. An
// event that cannot be read is skipped and counted, never handed on in part.
// A form that was submitted has a Form as its data.
//
// On must be called before Run. An event may come more than once.
func On[E any](l *Link, kind string, f func(*E)) {
	l.handlers[kind] = append(l.handlers[kind], func(raw []byte) error {
		var e E
		if err := decode(raw, &e); err != nil {
			return err
		}
		f(&e)
		return nil
	})
}

// dispatch gives an event to the handlers of its kind. A panic of theirs must
// not take the connection down.
func (l *Link) dispatch(kind string, raw []byte) {
	l.counts.events.Add(1)
	defer func() {
		if p := recover(); p != nil {
			l.counts.panics.Add(1)
			l.log.Error("panic in a handler", "event", kind, "panic", p, "stack", string(debug.Stack()))
		}
	}()
	var skipped error
	for _, handle := range l.handlers[kind] {
		skipped = errors.Join(skipped, handle(raw))
	}
	if skipped != nil {
		l.counts.undecodable.Add(1)
		l.log.Warn("event skipped", "event", kind, "err", skipped)
	}
}

// An Interaction is an INTERACTION_CREATE with what discordgo leaves out.
type Interaction struct {
	*discordgo.Interaction
	AttachmentLimit int // most bytes of a file in the answer; 0 when Discord does not say
}

// decode reads an event. What discordgo cannot read because of a component
// that it does not know is read without components.
func decode(raw []byte, into any) error {
	var err error
	switch i := into.(type) {
	case *discordgo.InteractionCreate:
		i.Interaction, err = decodeInteraction(raw)
		return err
	case *Interaction:
		var more struct {
			Limit int `json:"attachment_size_limit"`
		}
		if i.Interaction, err = decodeInteraction(raw); err == nil {
			err = json.Unmarshal(raw, &more)
			i.AttachmentLimit = more.Limit
		}
		return err
	}
	return decodeTolerant(raw, into)
}

func decodeTolerant(raw []byte, into any) error {
	first := json.Unmarshal(raw, into)
	if first == nil {
		return nil
	}
	var tree any
	if json.Unmarshal(raw, &tree) != nil || !dropComponents(tree) {
		return first
	}
	less, err := json.Marshal(tree)
	if err != nil {
		return first
	}
	if json.Unmarshal(less, into) != nil {
		return first
	}
	return nil
}

// dropComponents takes every list of components out of a decoded event and
// reports whether there was one.
func dropComponents(tree any) bool {
	found := false
	switch v := tree.(type) {
	case map[string]any:
		if _, ok := v["components"]; ok {
			delete(v, "components")
			found = true
		}
		for _, inner := range v {
			found = dropComponents(inner) || found
		}
	case []any:
		for _, inner := range v {
			found = dropComponents(inner) || found
		}
	}
	return found
}

// decodeInteraction reads an interaction of any kind.
func decodeInteraction(raw []byte) (*discordgo.Interaction, error) {
	var head struct {
		Type discordgo.InteractionType `json:"type"`
		Data json.RawMessage           `json:"data"`
	}
	if err := json.Unmarshal(raw, &head); err != nil {
		return nil, err
	}
	var i discordgo.Interaction
	if head.Type != discordgo.InteractionModalSubmit {
		if err := decodeTolerant(raw, &i); err != nil {
			return nil, err
		}
		return &i, nil
	}
	form, err := decodeForm(head.Data)
	if err != nil {
		return nil, fmt.Errorf("form: %w", err)
	}
	var rest map[string]json.RawMessage
	if err := json.Unmarshal(raw, &rest); err != nil {
		return nil, err
	}
	rest["data"] = json.RawMessage(`{}`)
	less, err := json.Marshal(rest)
	if err != nil {
		return nil, err
	}
	if err := decodeTolerant(less, &i); err != nil {
		return nil, err
	}
	i.Data = form
	return &i, nil
}
