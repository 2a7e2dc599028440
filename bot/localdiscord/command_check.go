package localdiscord

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// commandName is Discord's own pattern; RE2 names the scripts differently.
var commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

// locales that Discord takes (reference.mdx).
var locales = strings.Fields("id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko ar he")

// check checks a command (discord-platform.md A3) and fills in its type.
func (c *Command) check(f form, scope string) {
	if c.Type == 0 {
		c.Type = ChatInput
	}
	switch c.Type {
	case ChatInput:
		checkName(f.in("name"), c.Name)
		for l, name := range c.NameLocal {
			checkName(f.in("name_localizations", l), name)
		}
		f.in("description").text(c.Description, 1, 100)
		for l, d := range c.DescLocal {
			f.in("description_localizations", l).text(d, 1, 100)
		}
		checkCommandOptions(f.in("options"), c.Options, 0)
	case UserMenu, MessageMenu:
		f.in("name").text(c.Name, 1, 32)
		for l, name := range c.NameLocal {
			f.in("name_localizations", l).text(name, 1, 32)
		}
		if c.Description != "" {
			f.in("description").bad("APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_UNAVAILABLE", "Context menu commands cannot have description")
		}
		if len(c.Options) > 0 {
			f.in("options").bad("APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_UNAVAILABLE", "Context menu commands cannot have options")
		}
	default:
		f.in("type").choices(ChatInput, UserMenu, MessageMenu)
	}
	checkLocales(f.in("name_localizations"), c.NameLocal)
	checkLocales(f.in("description_localizations"), c.DescLocal)
	if c.DefaultPerms != nil {
		if _, err := strconv.ParseUint(*c.DefaultPerms, 10, 64); err != nil {
			f.in("default_member_permissions").bad("NUMBER_TYPE_COERCE", "Value \""+*c.DefaultPerms+"\" is not int.")
		}
	}
	checkSet(f.in("contexts"), c.Contexts, 2)
	checkSet(f.in("integration_types"), c.Integrations, 1)
	if n := c.size(); n > 8000 {
		f.bad("APPLICATION_COMMAND_TOO_LARGE", fmt.Sprintf("Command exceeds maximum size (8000): %d", n))
	}
	if scope == "" && c.Integrations == nil {
		c.Integrations = &[]int{0}
	}
}

// checkSet checks a list of different numbers from 0 to most.
func checkSet(f form, list *[]int, most int) {
	if list == nil {
		return
	}
	f.count(len(*list), 1, most+1)
	seen := map[int]bool{}
	for i, v := range *list {
		switch {
		case v < 0 || v > most:
			f.in(i).bad("BASE_TYPE_CHOICES", "Value must be one of 0 to "+strconv.Itoa(most)+".")
		case seen[v]:
			f.bad("SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value")
		}
		seen[v] = true
	}
}

func checkLocales(f form, m map[string]string) {
	for l := range m {
		if !slices.Contains(locales, l) {
			f.in(l).bad("BASE_TYPE_CHOICES", "Value must be a locale that Discord knows.")
		}
	}
}

func checkName(f form, name string) {
	switch {
	case name == "":
		f.required()
	case !commandName.MatchString(name):
		if length(name) > 32 {
			f.text(name, 1, 32)
		}
		f.bad("STRING_TYPE_REGEX", "String value did not match validation regex.")
	case strings.ToLower(name) != name:
		f.bad("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
	}
}

func checkCommandOptions(f form, list []*Option, depth int) {
	f.count(len(list), 0, 25)
	seen, optional, sub, plain := map[string]bool{}, false, false, false
	for i, o := range list {
		f := f.in(i)
		if o == nil {
			f.required()
			continue
		}
		checkName(f.in("name"), o.Name)
		f.in("description").text(o.Description, 1, 100)
		checkLocales(f.in("name_localizations"), o.NameLocal)
		checkLocales(f.in("description_localizations"), o.DescLocal)
		for l, n := range o.NameLocal {
			checkName(f.in("name_localizations", l), n)
		}
		for l, d := range o.DescLocal {
			f.in("description_localizations", l).text(d, 1, 100)
		}
		if seen[o.Name] {
			f.in("name").bad("APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists")
		}
		seen[o.Name] = true
		if o.Type == SubCommand || o.Type == SubCommandGroup {
			sub = true
		} else {
			plain = true
			if o.Required && optional {
				f.bad("APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options")
			}
			optional = optional || !o.Required
		}
		o.check(f, depth)
	}
	if sub && plain {
		f.bad("APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command and sub-command group option types are mutually exclusive to all other types")
	}
}

func (o *Option) check(f form, depth int) {
	switch o.Type {
	case SubCommandGroup:
		if depth > 0 {
			f.in("type").bad("APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command groups cannot be nested")
			return
		}
		f.in("options").count(len(o.Options), 1, 25)
		for i, k := range o.Options {
			if k != nil && k.Type != SubCommand {
				f.in("options", i, "type").bad("APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Only sub-commands can be in a group")
			}
		}
		checkCommandOptions(f.in("options"), o.Options, 1)
		return
	case SubCommand:
		for i, k := range o.Options {
			if k != nil && k.Type <= SubCommandGroup {
				f.in("options", i, "type").bad("APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-commands cannot be nested")
			}
		}
		checkCommandOptions(f.in("options"), o.Options, 2)
		return
	}
	if o.Type < SubCommand || o.Type > AttachmentOption {
		f.in("type").bad("BASE_TYPE_CHOICES", "Value must be one of 1 to 11.")
		return
	}
	text := o.Type == StringOption
	number := o.Type == IntegerOption || o.Type == NumberOption
	if !text && !number && (len(o.Choices) > 0 || o.Autocomplete) {
		f.in("choices").bad("APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Only string, integer and number options have choices")
	}
	if o.Autocomplete && len(o.Choices) > 0 {
		f.bad("APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES", "Autocomplete options cannot have choices")
	}
	f.in("min_length").within(o.MinLength, 0, 6000)
	f.in("max_length").within(o.MaxLength, 1, 6000)
	checkChoices(f.in("choices"), o.Choices, text, o.Type == IntegerOption)
}

// checkChoices checks fixed and autocomplete choices alike.
func checkChoices(f form, list []*Choice, text, whole bool) {
	f.count(len(list), 0, 25)
	seen := map[string]bool{}
	for i, c := range list {
		f := f.in(i)
		if c == nil {
			f.required()
			continue
		}
		f.in("name").text(c.Name, 1, 100)
		checkLocales(f.in("name_localizations"), c.NameLocal)
		for l, n := range c.NameLocal {
			f.in("name_localizations", l).text(n, 1, 100)
		}
		if seen[c.Name] {
			f.in("name").bad("APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS", "Option choice name already exists")
		}
		seen[c.Name] = true
		checkChoiceValue(f.in("value"), c.Value, text, whole)
	}
}

func checkChoiceValue(f form, raw json.RawMessage, text, whole bool) {
	var s string
	var n float64
	switch {
	case len(raw) == 0 || bytes.Equal(raw, []byte("null")):
		f.required()
	case text && json.Unmarshal(raw, &s) != nil:
		f.bad("STRING_TYPE_CONVERT", "Could not interpret \""+string(raw)+"\" as string.")
	case text:
		f.text(s, 1, 100)
	case json.Unmarshal(raw, &n) != nil, whole && n != float64(int64(n)):
		f.bad("NUMBER_TYPE_COERCE", "Value \""+string(raw)+"\" is not a number.")
	}
}

// size is the length of all names, descriptions and values; of each text only
// its longest localization counts.
func (c *Command) size() int {
	n := longest(c.Name, c.NameLocal) + longest(c.Description, c.DescLocal)
	var add func([]*Option)
	add = func(list []*Option) {
		for _, o := range list {
			if o == nil {
				continue
			}
			n += longest(o.Name, o.NameLocal) + longest(o.Description, o.DescLocal)
			for _, ch := range o.Choices {
				if ch != nil {
					n += longest(ch.Name, ch.NameLocal) + length(ch.Text())
				}
			}
			add(o.Options)
		}
	}
	add(c.Options)
	return n
}

func longest(s string, local map[string]string) int {
	n := length(s)
	for _, l := range local {
		n = max(n, length(l))
	}
	return n
}
