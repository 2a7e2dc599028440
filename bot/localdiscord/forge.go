package localdiscord

// What follows sends interactions that no honest client sends. Tests of
// hostile input use it.

// ForgeSlash runs a slash command with options exactly as given, each with
// type, name and value, unchecked.
func (p *Place) ForgeSlash(name string, options []map[string]any) *Interaction {
	return p.call("forge /"+name, func(c *channel) (*invocation, error) {
		cmd, err := p.s.command(p.who.User, c, name, ChatInput)
		if cmd == nil { // one that is not offered to the actor is sent all the same
			return nil, err
		}
		return &invocation{kind: callCommand, command: cmd, data: map[string]any{
			"id": cmd.ID, "name": cmd.Name, "type": ChatInput, "options": options,
		}}, nil
	})
}

// Forge sends a component interaction with any custom_id and values, on a
// message of the channel that may be gone.
func (p *Place) Forge(m *Message, kind int, customID string, values ...string) *Interaction {
	return p.call("forge "+customID, func(*channel) (*invocation, error) {
		now := p.s.messages[m.ID]
		if now == nil {
			now = m
		}
		if values == nil && kind != Button {
			values = []string{}
		}
		return component(now, kind, customID, 1, values), nil
	})
}

// ForgeSubmit submits a form that was never shown, with text inputs by
// custom_id.
func (p *Place) ForgeSubmit(customID string, fields map[string]string) *Interaction {
	return p.call("forge form "+customID, func(*channel) (*invocation, error) {
		rows := []any{}
		for id, v := range fields {
			input := map[string]any{"type": TextInput, "id": len(rows) + 1, "custom_id": id, "value": v}
			rows = append(rows, map[string]any{"type": ActionRow, "id": len(rows) + 100, "components": []any{input}})
		}
		return &invocation{kind: callModal, data: map[string]any{"custom_id": customID, "components": rows}}, nil
	})
}

// ForgeLabels is ForgeSubmit in the layout of labels: around a text input for
// a string, a select for a []string, a checkbox for a bool.
func (p *Place) ForgeLabels(customID string, fields map[string]any) *Interaction {
	return p.call("forge form "+customID, func(*channel) (*invocation, error) {
		list := []any{}
		for id, v := range fields {
			input := map[string]any{"id": len(list) + 1, "custom_id": id}
			switch v := v.(type) {
			case []string:
				input["type"], input["values"] = StringSelect, v
			case bool:
				input["type"], input["value"] = Checkbox, v
			default:
				input["type"], input["value"] = TextInput, v
			}
			list = append(list, map[string]any{"type": Label, "id": len(list) + 100, "component": input})
		}
		return &invocation{kind: callModal, data: map[string]any{"custom_id": customID, "components": list}}, nil
	})
}
