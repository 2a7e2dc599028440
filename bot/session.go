package bot

import (
	"github.com/bwmarrin/discordgo"

	"briefbot/bot/gateway"
)

// baseIntents need no approval: what servers there are, messages that mention
// the bot or reply to it, and direct messages.
const baseIntents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages

// ErrRefused reports that Discord refuses this token or these settings; trying
// again would not help.
var ErrRefused = gateway.ErrRefused

// newLink makes the link of a bot.
func newLink(o Options) (*gateway.Link, error) {
	intents := baseIntents
	if o.Unprompted {
		intents |= discordgo.IntentMessageContent
	}
	return gateway.New(gateway.Options{
		Token: o.Token, APIURL: o.APIURL, Intents: intents, Log: o.Log,
		UserAgent: "DiscordBot (https://github.com/briefbot/briefbot, " + o.Version + ")",
	})
}
