package localdiscord

import (
	"encoding/json"
	"strconv"
)

// Component types.
const (
	ActionRow     = 1
	Button        = 2
	StringSelect  = 3
	TextInput     = 4
	UserSelect    = 5
	ChannelSelect = 8
	Section       = 9
	TextDisplay   = 10
	Thumbnail     = 11
	MediaGallery  = 12
	FileComponent = 13
	Separator     = 14
	Container     = 17
	Label         = 18
	FileUpload    = 19
	RadioGroup    = 21
	CheckboxGroup = 22
	Checkbox      = 23
)

// Button styles 5 (link) and 6 (premium) have no custom_id.
const (
	styleLink    = 5
	stylePremium = 6
)

// A Component is any component of a message or a modal; which fields mean
// something depends on its Type.
type Component struct {
	Type        int             `json:"type"`
	ID          int             `json:"id"`
	CustomID    string          `json:"custom_id,omitempty"`
	Style       int             `json:"style,omitempty"`
	Label       string          `json:"label,omitempty"`
	Description string          `json:"description,omitempty"`
	Emoji       *Emoji          `json:"emoji,omitempty"`
	URL         string          `json:"url,omitempty"`
	SKU         string          `json:"sku_id,omitempty"`
	Disabled    bool            `json:"disabled,omitempty"`
	Placeholder string          `json:"placeholder,omitempty"`
	MinValues   *int            `json:"min_values,omitempty"`
	MaxValues   *int            `json:"max_values,omitempty"`
	Options     []*SelectOption `json:"options,omitempty"`
	Channels    []int           `json:"channel_types,omitempty"`
	Value       *string         `json:"value,omitempty"`
	MinLength   *int            `json:"min_length,omitempty"`
	MaxLength   *int            `json:"max_length,omitempty"`
	Required    *bool           `json:"required,omitempty"`
	Content     string          `json:"content,omitempty"`
	Components  []*Component    `json:"components,omitempty"`
	Inner       *Component      `json:"component,omitempty"` // of a Label
	Accessory   *Component      `json:"accessory,omitempty"`
	Items       json.RawMessage `json:"items,omitempty"`
	Media       json.RawMessage `json:"media,omitempty"`
	File        json.RawMessage `json:"file,omitempty"`
	Spacing     int             `json:"spacing,omitempty"`
	Divider     *bool           `json:"divider,omitempty"`
	Spoiler     *bool           `json:"spoiler,omitempty"`
	AccentColor json.RawMessage `json:"accent_color,omitempty"`
	Default     json.RawMessage `json:"default,omitempty"`
	Defaults    json.RawMessage `json:"default_values,omitempty"`
}

// A SelectOption is one line of a select menu.
type SelectOption struct {
	Label       string `json:"label"`
	Value       string `json:"value"`
	Description string `json:"description,omitempty"`
	Emoji       *Emoji `json:"emoji,omitempty"`
	Default     bool   `json:"default,omitempty"`
}

// An Emoji on a button or a select option.
type Emoji struct {
	ID       string `json:"id,omitempty"`
	Name     string `json:"name"`
	Animated bool   `json:"animated,omitempty"`
}

// A Modal is a form that the bot showed to one user.
type Modal struct {
	CustomID   string       `json:"custom_id"`
	Title      string       `json:"title"`
	Components []*Component `json:"components"`
	from       *invocation
}

// isSelect reports whether c is a menu of any kind.
func (c *Component) isSelect() bool {
	return c.Type == StringSelect || c.Type >= UserSelect && c.Type <= ChannelSelect
}

// min and max values of a menu, with their defaults.
func (c *Component) picks() (least, most int) {
	least, most = 1, 1
	if c.MinValues != nil {
		least = *c.MinValues
	}
	if c.MaxValues != nil {
		most = *c.MaxValues
	}
	return least, most
}

// walk calls f for every component below list, with its path.
func walk(list []*Component, f func(path string, c *Component)) { walkIn("components", list, f) }

func walkIn(path string, list []*Component, f func(string, *Component)) {
	for i, c := range list {
		if c == nil {
			continue
		}
		at := path + "." + strconv.Itoa(i)
		f(at, c)
		walkIn(at+".components", c.Components, f)
		if c.Inner != nil {
			f(at+".component", c.Inner)
		}
		if c.Accessory != nil {
			f(at+".accessory", c.Accessory)
		}
	}
}

// findComponent finds by custom_id first, then by label or placeholder.
func findComponent(list []*Component, name string) (found *Component) {
	for _, same := range []func(*Component) bool{
		func(c *Component) bool { return c.CustomID == name },
		func(c *Component) bool { return c.Type == Button && c.Label == name },
		func(c *Component) bool { return c.isSelect() && c.Placeholder == name },
	} {
		walk(list, func(_ string, c *Component) {
			if found == nil && same(c) && (c.CustomID != "" || c.URL != "") {
				found = c
			}
		})
		if found != nil {
			return found
		}
	}
	return nil
}

func orElse[T *bool | json.RawMessage](v, other T) T {
	if v == nil {
		return other
	}
	return v
}

// number gives every component of a message the id that Discord assigns, and
// fills in the defaults that its answers carry.
func number(list []*Component) {
	next := 1
	walk(list, func(_ string, c *Component) {
		if c.ID == 0 {
			c.ID = next
		}
		next = max(next, c.ID) + 1
		no, yes := false, true
		switch {
		case c.isSelect():
			least, most := c.picks()
			c.MinValues, c.MaxValues = &least, &most
		case c.Type == Container:
			c.AccentColor = orElse(c.AccentColor, json.RawMessage("null"))
			c.Spoiler = orElse(c.Spoiler, &no)
		case c.Type == Separator:
			c.Divider, c.Spacing = orElse(c.Divider, &yes), max(1, c.Spacing)
		}
	})
}
