package bot

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"briefbot/bot/gateway"
)

// permissionNames are the permissions that the bot asks for, as the client
// calls them.
var permissionNames = []struct {
	bit  int64
	name string
}{
	{discordgo.PermissionViewChannel, "View Channel"},
	{discordgo.PermissionSendMessages, "Send Messages"},
	{discordgo.PermissionSendMessagesInThreads, "Send Messages in Threads"},
	{discordgo.PermissionEmbedLinks, "Embed Links"},
	{discordgo.PermissionReadMessageHistory, "Read Message History"},
}

const (
	mendUnseen   = "copy the channel's id again; for a private channel let the bot's role see it: Edit Channel, Permissions, View Channel"
	codeNoAccess = 50001
)

// channel looks at what the bot may do in a channel.
func (x *examination) channel(id string) {
	if _, err := strconv.ParseUint(id, 10, 64); err != nil {
		x.ill("channel", "switch on Developer Mode in Discord (Settings, Advanced), then right-click the channel: Copy Channel ID", "%q is not an id", id)
		return
	}
	c, ok := x.look(id)
	if !ok {
		return
	}
	if c.GuildID == "" {
		x.well("channel", "direct messages need no permissions")
		return
	}
	at := c
	if c.IsThread() {
		switch {
		case c.ThreadMetadata != nil && c.ThreadMetadata.Locked:
			x.ill("channel", "unlock the thread, or ask elsewhere", "%s is a locked thread", c.Name)
			return
		}
		if at, ok = x.look(c.ParentID); !ok {
			return
		}
	} else if !slices.Contains([]discordgo.ChannelType{discordgo.ChannelTypeGuildText, discordgo.ChannelTypeGuildNews, discordgo.ChannelTypeGuildVoice, discordgo.ChannelTypeGuildStageVoice}, c.Type) {
		x.ill("channel", "give the id of a text channel or a thread", "#%s takes no messages", c.Name)
		return
	}
	var g discordgo.Guild
	var m discordgo.Member
	if err := errors.Join(x.get(discordgo.EndpointGuild(c.GuildID), &g), x.get(discordgo.EndpointGuildMember(c.GuildID, x.me.ID), &m)); err != nil {
		x.failed("channel", err)
		return
	}
	have := permissionsIn(&g, at, x.me.ID, m.Roles)
	var missing []string
	for _, p := range permissionNames {
		thread := p.bit == discordgo.PermissionSendMessagesInThreads
		if have&p.bit == 0 && (c.IsThread() == thread || p.bit != discordgo.PermissionSendMessages && !thread) {
			missing = append(missing, p.name)
		}
	}
	if len(missing) > 0 {
		x.ill("channel", "Edit Channel, Permissions: allow it for the bot's role; or open the link of briefbot invite again for the whole server",
			"in #%s it lacks %s", c.Name, strings.Join(missing, ", "))
		return
	}
	x.well("channel", "in #%s it may do all that it needs", c.Name)
}

// look finds a channel, or says why it cannot be seen.
func (x *examination) look(id string) (*discordgo.Channel, bool) {
	var c discordgo.Channel
	err := x.get(discordgo.EndpointChannel(id), &c)
	switch {
	case gateway.IsCode(err, discordgo.ErrCodeUnknownChannel):
		x.ill("channel", mendUnseen, "there is none with the id %s", id)
	case gateway.IsCode(err, codeNoAccess):
		x.ill("channel", mendUnseen, "the bot cannot see the channel %s, or is not in its server", id)
	case err != nil:
		x.failed("channel", err)
	default:
		return &c, true
	}
	return nil, false
}

// permissionsIn computes what a member may do in a channel, in Discord's order:
// the roles, then what the channel says of everyone, of the roles, of the
// member (topics/permissions.mdx).
func permissionsIn(g *discordgo.Guild, c *discordgo.Channel, user string, roles []string) int64 {
	if g.OwnerID == user {
		return discordgo.PermissionAll
	}
	var p int64
	for _, r := range g.Roles {
		if r.ID == g.ID || slices.Contains(roles, r.ID) {
			p |= r.Permissions
		}
	}
	if p&discordgo.PermissionAdministrator != 0 {
		return discordgo.PermissionAll
	}
	var allow, deny, ownAllow, ownDeny int64
	for _, o := range c.PermissionOverwrites {
		switch {
		case o.ID == g.ID:
			p = p&^o.Deny | o.Allow
		case o.ID == user:
			ownAllow, ownDeny = o.Allow, o.Deny
		case slices.Contains(roles, o.ID):
			allow |= o.Allow
			deny |= o.Deny
		}
	}
	p = p&^deny | allow
	return p&^ownDeny | ownAllow
}
