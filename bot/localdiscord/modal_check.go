package localdiscord

// checkModal checks a modal (discord-platform.md A2). Both layouts are taken:
// action rows with a text input, and labels.
func checkModal(f form, m *Modal) {
	f.in("title").text(m.Title, 1, 45)
	f.in("custom_id").text(m.CustomID, 1, 100)
	f = f.in("components")
	f.count(len(m.Components), 1, 5)
	ids := map[string]bool{}
	for i, c := range m.Components {
		f := f.in(i)
		switch {
		case c == nil:
			f.required()
		case c.Type == ActionRow:
			f.in("components").count(len(c.Components), 1, 1)
			for j, k := range c.Components {
				f := f.in("components", j)
				if k == nil || k.Type != TextInput {
					f.in("type").choices(TextInput)
					continue
				}
				f.in("label").text(k.Label, 1, 45)
				checkInput(f, k, ids)
			}
		case c.Type == Label:
			f.in("label").text(c.Label, 1, 45)
			f.in("description").text(c.Description, 0, 100)
			checkLabelled(f.in("component"), c.Inner, ids)
		case c.Type == TextDisplay:
			f.in("content").text(c.Content, 1, 4000)
		default:
			f.in("type").choices(ActionRow, TextDisplay, Label)
		}
	}
}

func checkLabelled(f form, c *Component, ids map[string]bool) {
	switch {
	case c == nil:
		f.required()
	case c.Type == TextInput:
		if c.Label != "" {
			f.in("label").bad("TEXT_INPUT_LABEL_FORBIDDEN", "A text input inside a label cannot have a label")
		}
		checkInput(f, c, ids)
	case c.isSelect():
		checkSelect(f, c, ids)
	case c.Type == FileUpload:
		customID(f, c.CustomID, ids)
		f.in("min_values").within(c.MinValues, 0, 10)
		f.in("max_values").within(c.MaxValues, 1, 10)
	case c.Type == RadioGroup, c.Type == CheckboxGroup:
		customID(f, c.CustomID, ids)
		least := 1
		if c.Type == RadioGroup {
			least = 2
		}
		f.in("options").count(len(c.Options), least, 10)
		checkOptions(f.in("options"), c.Options, len(c.Options))
	case c.Type == Checkbox:
		customID(f, c.CustomID, ids)
	default:
		f.in("type").choices(TextInput, StringSelect, UserSelect, 6, 7, ChannelSelect, FileUpload, RadioGroup, CheckboxGroup, Checkbox)
	}
}

func checkInput(f form, c *Component, ids map[string]bool) {
	customID(f, c.CustomID, ids)
	if c.Style != 1 && c.Style != 2 {
		f.in("style").choices(1, 2)
	}
	f.in("min_length").within(c.MinLength, 0, 4000)
	f.in("max_length").within(c.MaxLength, 1, 4000)
	f.in("placeholder").text(c.Placeholder, 0, 100)
	if c.MinLength != nil && c.MaxLength != nil && *c.MinLength > *c.MaxLength {
		f.in("min_length").bad("NUMBER_TYPE_MAX", "min_length should be less than or equal to max_length.")
	}
	if c.Value == nil {
		return
	}
	most := 4000
	if c.MaxLength != nil {
		most = *c.MaxLength
	}
	f.in("value").text(*c.Value, 0, most)
}
