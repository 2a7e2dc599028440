package localdiscord

import "fmt"

// A Form is a modal being filled in.
type Form struct {
	at     *Place
	modal  *Modal
	fields map[string]any
}

// Fill fills in a modal: values by label or custom_id. Text inputs take a
// string, menus and groups a []string of values, a checkbox a bool. What is
// not filled keeps the value that the bot set.
func (p *Place) Fill(m *Modal, fields map[string]any) *Form {
	return &Form{at: p, modal: m, fields: fields}
}

// Submit sends the form. Missing or too long texts are refused, as by the
// client.
func (f *Form) Submit() *Interaction {
	return f.at.call("submit "+f.modal.Title, func(*channel) (*invocation, error) {
		from := f.modal.from
		if from == nil || from.user.ID != f.at.who.User.ID {
			return nil, Refusal("that form was not shown to you")
		}
		used := map[string]bool{}
		list := []any{}
		for _, c := range f.modal.Components {
			w := map[string]any{"type": c.Type, "id": c.ID}
			switch c.Type {
			case ActionRow:
				inner := []any{}
				for _, k := range c.Components {
					v, err := f.value(k, k.Label, used)
					if err != nil {
						return nil, err
					}
					inner = append(inner, v)
				}
				w["components"] = inner
			case Label:
				v, err := f.value(c.Inner, c.Label, used)
				if err != nil {
					return nil, err
				}
				w["component"] = v
			}
			list = append(list, w)
		}
		for name := range f.fields {
			if !used[name] {
				return nil, Refusal("the form has no such field: " + name)
			}
		}
		return &invocation{kind: callModal, source: from.source, trigger: from, data: map[string]any{
			"custom_id": f.modal.CustomID, "components": list,
		}}, nil
	})
}

// value returns one field as MODAL_SUBMIT carries it.
func (f *Form) value(c *Component, label string, used map[string]bool) (map[string]any, error) {
	w := map[string]any{"type": c.Type, "id": c.ID, "custom_id": c.CustomID}
	given, ok := f.fields[c.CustomID]
	if ok {
		used[c.CustomID] = true
	} else if given, ok = f.fields[label]; ok {
		used[label] = true
	}
	needed := c.Required == nil || *c.Required
	switch c.Type {
	case TextInput:
		text := ""
		if c.Value != nil {
			text = *c.Value
		}
		if ok {
			text = fmt.Sprint(given)
		}
		most := 4000
		if c.MaxLength != nil && *c.MaxLength > 0 {
			most = *c.MaxLength
		}
		n := length(text)
		switch {
		case n == 0 && needed:
			return nil, Refusal("this field is required: " + label)
		case n > most, n > 0 && c.MinLength != nil && n < *c.MinLength:
			return nil, Refusal(fmt.Sprintf("too short or too long: %s: %d characters", label, n))
		}
		w["value"] = text
	case Checkbox:
		w["value"] = given == true
	default:
		values, _ := given.([]string)
		if len(values) == 0 && needed {
			return nil, Refusal("this field is required: " + label)
		}
		if c.Type == RadioGroup {
			w["value"] = nil
			if len(values) > 0 {
				w["value"] = values[0]
			}
			break
		}
		w["values"] = append([]string{}, values...)
	}
	return w, nil
}
