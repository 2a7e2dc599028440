package bot

import (
	"strconv"

	"github.com/bwmarrin/discordgo"
)

// permissions is exactly what the bot needs in a channel: to see it, to reply
// with a card there and in threads.
const permissions = discordgo.PermissionViewChannel | discordgo.PermissionSendMessages | discordgo.PermissionSendMessagesInThreads |
	discordgo.PermissionEmbedLinks | discordgo.PermissionReadMessageHistory

// InviteLink is the address at which somebody who may manage a server adds the
// application with the given id to it.
func InviteLink(application string) string {
	return "https://discord.com/oauth2/authorize?client_id=" + application + "&scope=bot+applications.commands&permissions=" + strconv.Itoa(permissions)
}
