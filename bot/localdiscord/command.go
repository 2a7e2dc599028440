package localdiscord

import (
	"encoding/json"
)

// Command types.
const (
	ChatInput      = 1
	UserMenu       = 2
	MessageMenu    = 3
	maxCreatesADay = 200
)

// A Command is an application command.
type Command struct {
	ID           string            `json:"id"`
	AppID        string            `json:"application_id"`
	GuildID      string            `json:"guild_id,omitempty"`
	Version      string            `json:"version"`
	Type         int               `json:"type"`
	Name         string            `json:"name"`
	NameLocal    map[string]string `json:"name_localizations"`
	Description  string            `json:"description"`
	DescLocal    map[string]string `json:"description_localizations"`
	Options      []*Option         `json:"options,omitempty"`
	DefaultPerms *string           `json:"default_member_permissions"`
	DMPermission *bool             `json:"dm_permission,omitempty"`
	Contexts     *[]int            `json:"contexts,omitempty"`
	Integrations *[]int            `json:"integration_types,omitempty"`
	NSFW         bool              `json:"nsfw"`
}

// Option types.
const (
	SubCommand        = 1
	SubCommandGroup   = 2
	StringOption      = 3
	IntegerOption     = 4
	BooleanOption     = 5
	UserOption        = 6
	ChannelOption     = 7
	RoleOption        = 8
	MentionableOption = 9
	NumberOption      = 10
	AttachmentOption  = 11
)

// An Option of a command.
type Option struct {
	Type         int               `json:"type"`
	Name         string            `json:"name"`
	NameLocal    map[string]string `json:"name_localizations,omitempty"`
	Description  string            `json:"description"`
	DescLocal    map[string]string `json:"description_localizations,omitempty"`
	Required     bool              `json:"required,omitempty"`
	Options      []*Option         `json:"options,omitempty"`
	Choices      []*Choice         `json:"choices,omitempty"`
	Autocomplete bool              `json:"autocomplete,omitempty"`
	ChannelTypes []int             `json:"channel_types,omitempty"`
	MinValue     *float64          `json:"min_value,omitempty"`
	MaxValue     *float64          `json:"max_value,omitempty"`
	MinLength    *int              `json:"min_length,omitempty"`
	MaxLength    *int              `json:"max_length,omitempty"`
}

// A Choice of an option, fixed or by autocomplete. Value is a JSON string or
// number.
type Choice struct {
	Name      string            `json:"name"`
	NameLocal map[string]string `json:"name_localizations,omitempty"`
	Value     json.RawMessage   `json:"value"`
}

// Text returns the value as a string, without quotes if it is one.
func (c Choice) Text() string {
	var s string
	if json.Unmarshal(c.Value, &s) == nil {
		return s
	}
	return string(c.Value)
}

// Commands returns the global commands, or those of a guild.
func (s *Server) Commands(guild string) []*Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]*Command(nil), s.commands[guild]...)
}
