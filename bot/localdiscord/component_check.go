package localdiscord

import (
	"fmt"
	"strings"
)

// checkComponents checks the components of a message (discord-platform.md A2).
func checkComponents(f form, list []*Component, flags int) {
	v2 := flags&FlagComponentsV2 != 0
	if !v2 {
		f.count(len(list), 0, 5)
	}
	ids := map[string]bool{}
	total, text := 0, 0
	for i, c := range list {
		f := f.in(i)
		if c == nil {
			f.required()
			continue
		}
		if !v2 && c.Type != ActionRow {
			f.in("type").choices(ActionRow)
			continue
		}
		checkComponent(f, c, ids, v2, &total, &text)
	}
	if v2 && total > 40 {
		f.bad("COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", "The total number of components cannot exceed 40")
	}
	if text > 4000 {
		f.bad("COMPONENT_MAX_TOTAL_TEXT_EXCEEDED", "The total text of all text displays cannot exceed 4000 characters")
	}
}

func checkComponent(f form, c *Component, ids map[string]bool, v2 bool, total, text *int) {
	*total++
	children := func(kinds ...int) {
		for i, k := range c.Components {
			f := f.in("components", i)
			if k == nil {
				f.required()
				continue
			}
			if !contains(kinds, k.Type) {
				f.in("type").choices(anys(kinds)...)
				continue
			}
			checkComponent(f, k, ids, v2, total, text)
		}
	}
	switch {
	case c.Type == ActionRow:
		checkRow(f, c)
		children(Button, StringSelect, UserSelect, 6, 7, ChannelSelect)
	case c.Type == Button:
		checkButton(f, c, ids)
	case c.isSelect():
		checkSelect(f, c, ids)
	case c.Type == TextDisplay:
		f.in("content").text(c.Content, 1, 4000)
		*text += length(c.Content)
	case c.Type == Section:
		f.in("components").count(len(c.Components), 1, 3)
		children(TextDisplay)
		if c.Accessory == nil {
			f.in("accessory").required()
		} else if c.Accessory.Type == Button {
			checkComponent(f.in("accessory"), c.Accessory, ids, v2, total, text)
		}
	case c.Type == Container:
		f.in("components").count(len(c.Components), 1, 40)
		children(ActionRow, TextDisplay, Section, MediaGallery, FileComponent, Separator)
	case c.Type == MediaGallery:
		if strings.Count(string(c.Items), `"media"`) == 0 {
			f.in("items").required()
		}
	case c.Type == FileComponent, c.Type == Separator, c.Type == Thumbnail:
	default:
		f.in("type").bad("UNION_TYPE_CHOICES", fmt.Sprintf("Value of field \"type\" must be a message component, not %d.", c.Type))
	}
}

func checkRow(f form, c *Component) {
	f.in("components").count(len(c.Components), 1, 5)
	for _, k := range c.Components {
		if k != nil && k.isSelect() && len(c.Components) > 1 {
			f.in("components").bad("COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width")
			return
		}
	}
}

// customID checks that the id is there and new in its message or modal.
func customID(f form, id string, ids map[string]bool) {
	f = f.in("custom_id")
	f.text(id, 1, 100)
	if id != "" && ids[id] {
		f.bad("COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
	}
	ids[id] = true
}

func checkButton(f form, c *Component, ids map[string]bool) {
	if c.Style < 1 || c.Style > stylePremium {
		f.in("style").choices(1, 2, 3, 4, 5, 6)
		return
	}
	f.in("label").text(c.Label, 0, 80)
	switch c.Style {
	case styleLink:
		if c.CustomID != "" {
			f.in("custom_id").bad("BUTTON_COMPONENT_CUSTOM_ID_FORBIDDEN", "A custom id cannot be specified for a link button")
		}
		f.in("url").text(c.URL, 1, 512)
		link(f.in("url"), c.URL, "http", "https", "discord")
	case stylePremium:
		if snowflake(c.SKU) == 0 {
			f.in("sku_id").required()
		}
		return
	default:
		customID(f, c.CustomID, ids)
		if c.URL != "" {
			f.in("url").bad("BUTTON_COMPONENT_URL_FORBIDDEN", "A url can only be specified for a link button")
		}
	}
	if c.Label == "" && c.Emoji == nil {
		f.bad("BUTTON_COMPONENT_INVALID_EMPTY", "A button must have a label or emoji")
	}
	checkEmoji(f.in("emoji"), c.Emoji)
}

func checkEmoji(f form, e *Emoji) {
	if e == nil || e.ID != "" && snowflake(e.ID) != 0 {
		return
	}
	if e.Name == "" || strings.ContainsAny(e.Name, "abcdefghijklmnopqrstuvwxyz: ") {
		f.in("name").bad("COMPONENT_INVALID_EMOJI", "Invalid emoji")
	}
}

func checkSelect(f form, c *Component, ids map[string]bool) {
	customID(f, c.CustomID, ids)
	f.in("placeholder").text(c.Placeholder, 0, 150)
	f.in("min_values").within(c.MinValues, 0, 25)
	f.in("max_values").within(c.MaxValues, 1, 25)
	least, most := c.picks()
	if least > most {
		f.in("min_values").bad("NUMBER_TYPE_MAX", "min_values should be less than or equal to max_values.")
	}
	if c.Type != StringSelect {
		return
	}
	f = f.in("options")
	f.count(len(c.Options), 1, 25)
	if c.MaxValues != nil && most > len(c.Options) && len(c.Options) > 0 {
		f.bad("COMPONENT_SELECT_OPTIONS_TOO_FEW", "max_values is larger than the number of options")
	}
	checkOptions(f, c.Options, most)
}

func checkOptions(f form, list []*SelectOption, most int) {
	values, defaults := map[string]bool{}, 0
	for i, o := range list {
		f := f.in(i)
		if o == nil {
			f.required()
			continue
		}
		f.in("label").text(o.Label, 1, 100)
		f.in("value").text(o.Value, 1, 100)
		f.in("description").text(o.Description, 0, 100)
		checkEmoji(f.in("emoji"), o.Emoji)
		if values[o.Value] {
			f.in("value").bad("SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used")
		}
		values[o.Value] = true
		if o.Default {
			defaults++
		}
	}
	if defaults > most {
		f.bad("SELECT_COMPONENT_TOO_MANY_DEFAULTS", "More defaults than max_values")
	}
}

func contains(list []int, v int) bool {
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}

func anys(list []int) (out []any) {
	for _, v := range list {
		out = append(out, v)
	}
	return out
}
