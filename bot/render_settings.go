package bot

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"briefbot/knowledge/desk"
)

// renderSettings shows settings in words, with what changes them; unprompted
// says whether the operator has switched that on, said is what was just done.
func renderSettings(s desk.Settings, unprompted bool, said string) reply {
	if said == "" {
		said = "Only you see this. Every choice is saved at once."
	}
	lines := []string{
		"**Moderators**: " + settingsModerators(s),
		"**Log channel**: " + settingsLog(s),
		"**Unprompted answers**: " + settingsUnprompted(s, unprompted),
		"**Answers to commands**: " + settingsPrivate(s),
		"**Recording questions**: " + settingsRecord(s),
	}
	r := reply{Content: said}
	r.Embeds = []*discordgo.MessageEmbed{{Color: renderBlue, Title: "Settings of this server", Description: strings.Join(lines, "\n\n")}}
	id := func(do string) settingsDo { return settingsDo{do, s.Version} }
	r.row(replyPicker("Moderator roles", discordgo.RoleSelectMenu, id(setModerators), maxPicked, s.Moderators))
	r.row(replyPicker("Log channel", discordgo.ChannelSelectMenu, id(setLog), 1, some(s.LogChannel), discordgo.ChannelTypeGuildText))
	r.row(replyPicker("Channels for unprompted answers", discordgo.ChannelSelectMenu, id(setUnprompted), maxPicked, s.Unprompted,
		discordgo.ChannelTypeGuildText, discordgo.ChannelTypeGuildForum))
	var days []discordgo.SelectMenuOption
	for _, n := range retentions {
		days = append(days, discordgo.SelectMenuOption{Label: fmt.Sprintf("Keep recorded questions for %d days", n), Value: strconv.Itoa(n), Default: n == keptDays(s)})
	}
	r.row(replyMenu("Keep recorded questions for…", id(setRetention), days))
	private := replyButton("Answer privately by default", discordgo.SecondaryButton, id(setPrivate))
	if s.Private {
		private = replyButton("Answer publicly by default", discordgo.SecondaryButton, id(setPublic))
	}
	record := replyButton("Record questions", discordgo.SecondaryButton, id(setRecord))
	if s.Record {
		record = replyButton("Do not record questions", discordgo.SecondaryButton, id(setNoRecord))
	}
	r.row(private, record)
	return r
}

func settingsModerators(s desk.Settings) string {
	if len(s.Moderators) == 0 {
		return "who may manage the server, and nobody else."
	}
	return "who may manage the server, and " + mentions("<@&", s.Moderators) + "."
}

func settingsLog(s desk.Settings) string {
	if s.LogChannel == "" {
		return "none."
	}
	return mentions("<#", []string{s.LogChannel}) + " gets a note about every change."
}

func settingsUnprompted(s desk.Settings, on bool) string {
	out := "nowhere. I speak when I am asked."
	if len(s.Unprompted) > 0 {
		out = "in " + mentions("<#", s.Unprompted) + " and their threads, when a question stands by itself and the answer is beyond doubt."
	}
	if !on {
		out += " **I stay silent until the operator of this bot allows it**: they set `UNPROMPTED=on`, and switch on the intent *Message Content* in Discord's developer portal."
	}
	return out
}

func settingsPrivate(s desk.Settings) string {
	if s.Private {
		return "`/ask`, `/summary` and `/check` answer the asker alone, unless `private: False` is given."
	}
	return "`/ask`, `/summary` and `/check` answer for all to see, unless `private: True` is given."
}

func settingsRecord(s desk.Settings) string {
	out := "off."
	if s.Record {
		out = "on, for whoever did not opt out with `/privacy`."
	}
	return fmt.Sprintf("%s What is recorded is kept for %d days. **This version records nothing yet**; it only keeps what you choose here.", out, keptDays(s))
}

// keptDays is how long recorded questions are kept.
func keptDays(s desk.Settings) int {
	if s.RetentionDays == 0 {
		return desk.DefaultRetentionDays
	}
	return s.RetentionDays
}

// mentions joins ids as Discord shows roles ("<@&") or channels ("<#").
func mentions(open string, ids []string) string {
	var out []string
	for _, id := range ids {
		out = append(out, open+id+">")
	}
	return strings.Join(out, ", ")
}

// some is s as a list, empty for "".
func some(s string) []string {
	return slices.DeleteFunc([]string{s}, func(s string) bool { return s == "" })
}

// replyPicker returns a menu of the server's roles or channels in which at most
// most can be chosen, and chosen are.
func replyPicker(placeholder string, kind discordgo.SelectMenuType, id customID, most int, chosen []string, channels ...discordgo.ChannelType) discordgo.MessageComponent {
	s, ok := customIDFits(id)
	if !ok {
		return nil
	}
	what := discordgo.SelectMenuDefaultValueChannel
	if kind == discordgo.RoleSelectMenu {
		what = discordgo.SelectMenuDefaultValueRole
	}
	none := 0
	menu := discordgo.SelectMenu{MenuType: kind, CustomID: s, Placeholder: escapeLabel(placeholder, limitPlaceholder), MinValues: &none, MaxValues: most, ChannelTypes: channels}
	for _, id := range chosen[:min(len(chosen), most)] {
		menu.DefaultValues = append(menu.DefaultValues, discordgo.SelectMenuDefaultValue{ID: id, Type: what})
	}
	return menu
}
