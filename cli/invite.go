package cli

import (
	"encoding/base64"
	"errors"
	"strconv"
	"strings"

	"briefbot/bot"
)

// inviteCommand prints the link that puts the bot on a server.
type inviteCommand struct {
	ID string `name:"id" placeholder:"ID" help:"The application's id; read from DISCORD_TOKEN when left out."`
}

func (c inviteCommand) Run(s *session) error {
	id := c.ID
	if id == "" {
		id = applicationOf(string(s.config.DiscordToken))
	}
	if _, err := strconv.ParseUint(id, 10, 64); err != nil {
		return errors.New("the application's id is missing: copy it from the developer portal, page General Information, and give it as --id")
	}
	s.out.printf("%s\n", bot.InviteLink(id))
	return nil
}

// applicationOf reads the id that a bot's token begins with, "" when the token
// is of another form.
func applicationOf(token string) string {
	head, _, _ := strings.Cut(token, ".")
	id, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(head, "="))
	if err != nil {
		return ""
	}
	return string(id)
}
