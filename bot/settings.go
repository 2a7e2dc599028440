package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/bwmarrin/discordgo"

	"briefbot/knowledge/desk"
)

// managerCommands are for those who manage the server. Discord offers them to
// nobody else, unless a server decides otherwise: it is a default, so that it is
// checked again when they are used.
func managerCommands() []command {
	return []command{
		{forManagers(slash("settings", "Managers: who moderates, where I may speak, what is kept")), managers, (*Bot).showSettings, nil},
		{forManagers(slash("export", "Managers: all that this server answers from, as a zip file")), managers, (*Bot).export, nil},
	}
}

func forManagers(c *discordgo.ApplicationCommand) *discordgo.ApplicationCommand {
	p := int64(discordgo.PermissionManageGuild)
	c.DefaultMemberPermissions = &p
	return inServer(c)
}

// What can be set.
const (
	setModerators = "moderators"
	setLog        = "log"
	setUnprompted = "unprompted"
	setRetention  = "retention"
	setPrivate    = "private"
	setPublic     = "public"
	setRecord     = "record"
	setNoRecord   = "norecord"
)

var settingsActions = []string{setModerators, setLog, setUnprompted, setRetention, setPrivate, setPublic, setRecord, setNoRecord}

// maxPicked is the most roles or channels that can be chosen (A2).
const maxPicked = 25

// retentions are the days that can be chosen.
var retentions = []int{7, 30, 90, 365}

// showSettings is /settings.
func (b *Bot) showSettings(ctx context.Context, q *request) (result, error) {
	return b.settingsNow(ctx, q, "")
}

// settingsNow shows the settings as they are stored, under a sentence.
func (b *Bot) settingsNow(ctx context.Context, q *request, said string) (result, error) {
	s, err := b.opt.Desk.Settings(ctx, q.server)
	if err != nil {
		return b.unavailable(ctx, err), nil
	}
	return result{reply: renderSettings(s, b.opt.Unprompted, said), private: true, replaces: true}, nil
}

// setting changes what a button or menu of the settings is for.
func (b *Bot) setting(ctx context.Context, q *request, id settingsDo, data discordgo.MessageComponentInteractionData) (result, error) {
	const moved = "**Somebody changed the settings meanwhile**, so your choice was not saved. This is how they are now."
	s, err := b.opt.Desk.Settings(ctx, q.server)
	if err != nil {
		return b.unavailable(ctx, err), nil
	}
	if s.Version != id.Version {
		return b.settingsNow(ctx, q, moved)
	}
	refused, err := set(&s, id.Do, q.server, data)
	if err != nil {
		return result{}, err
	}
	if refused != "" {
		return b.settingsNow(ctx, q, refused+" Nothing was changed.")
	}
	s, err = b.opt.Desk.SaveSettings(ctx, q.server, s)
	if errors.Is(err, desk.ErrMoved) {
		return b.settingsNow(ctx, q, moved)
	}
	if err != nil {
		return b.unavailable(ctx, err), nil
	}
	b.log.InfoContext(ctx, "settings saved", "server", q.server, "what", id.Do, "version", s.Version)
	if id.Do == setLog && s.LogChannel != "" {
		return result{private: true, later: func(ctx context.Context) reply {
			return renderSettings(s, b.opt.Unprompted, b.tryLog(ctx, q, s.LogChannel))
		}}, nil
	}
	return result{reply: renderSettings(s, b.opt.Unprompted, "Saved."), private: true, replaces: true}, nil
}

// tryLog writes the first line of a log channel, which alone shows that the bot
// may write there, and says what came of it.
func (b *Bot) tryLog(ctx context.Context, q *request, channel string) string {
	hello := reply{Content: "From now on I note here who changed which fact, with a button to undo it."}
	_, err := b.send(ctx, channel, "", hello, nobody())
	if err == nil {
		return fmt.Sprintf("Saved. I wrote a first line into <#%s>.", channel)
	}
	b.log.WarnContext(ctx, "log channel", "server", q.server, "channel", channel, "err", err)
	if isCode(err, discordgo.ErrCodeMissingAccess) || isCode(err, discordgo.ErrCodeMissingPermissions) {
		return fmt.Sprintf("Saved, but **I may not write in <#%s>**. Allow me *View Channel*, *Send Messages* and *Embed Links* there.", channel)
	}
	return fmt.Sprintf("Saved, but I could not write into <#%s> just now, so I do not know whether I may.", channel)
}

// set changes s as the component that was used says. refused is a sentence when
// what was chosen cannot be; the error is errCustomID when the component is none
// of ours. Ids count only if Discord says that they are of this server.
func set(s *desk.Settings, do, server string, data discordgo.MessageComponentInteractionData) (refused string, err error) {
	component := map[string]discordgo.ComponentType{
		setModerators: discordgo.RoleSelectMenuComponent, setLog: discordgo.ChannelSelectMenuComponent,
		setUnprompted: discordgo.ChannelSelectMenuComponent, setRetention: discordgo.SelectMenuComponent,
	}[do]
	if component == 0 {
		component = discordgo.ButtonComponent
	}
	if data.ComponentType != component || len(data.Values) > maxPicked {
		return "", errCustomID
	}
	switch do {
	case setModerators:
		s.Moderators, refused = pickedRoles(server, data)
	case setUnprompted:
		s.Unprompted, refused = pickedChannels(server, data, discordgo.ChannelTypeGuildText, discordgo.ChannelTypeGuildForum)
	case setLog:
		var picked []string
		picked, refused = pickedChannels(server, data, discordgo.ChannelTypeGuildText)
		s.LogChannel = ""
		if len(picked) > 0 {
			s.LogChannel = picked[0]
		}
	case setRetention:
		i := slices.IndexFunc(retentions, func(days int) bool { return slices.Equal(data.Values, []string{strconv.Itoa(days)}) })
		if i < 0 {
			return "", errCustomID
		}
		s.RetentionDays = retentions[i]
	case setPrivate, setPublic:
		s.Private = do == setPrivate
	case setRecord, setNoRecord:
		s.Record = do == setRecord
	default:
		return "", errCustomID
	}
	return refused, nil
}

// pickedRoles are the roles that were chosen, or a sentence why not.
func pickedRoles(server string, data discordgo.MessageComponentInteractionData) ([]string, string) {
	for _, id := range data.Values {
		role := data.Resolved.Roles[id]
		switch {
		case id == server:
			return nil, "**@everyone cannot moderate**: then everybody could change facts."
		case role == nil || role.ID != id:
			return nil, "That role is not one of this server."
		}
	}
	return sorted(data.Values), ""
}

// pickedChannels are the channels that were chosen, or a sentence why not.
func pickedChannels(server string, data discordgo.MessageComponentInteractionData, of ...discordgo.ChannelType) ([]string, string) {
	for _, id := range data.Values {
		c := data.Resolved.Channels[id]
		switch {
		case c == nil || c.ID != id || c.GuildID != "" && c.GuildID != server:
			return nil, "That channel is not one of this server."
		case !slices.Contains(of, c.Type):
			return nil, "That is not a channel of the right kind."
		}
	}
	return sorted(data.Values), ""
}

// sorted are ids in order, each once.
func sorted(ids []string) []string { return slices.Compact(slices.Sorted(slices.Values(ids))) }
