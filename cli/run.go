package cli

import (
	"errors"

	"briefbot/bot"
)

// runCommand connects to Discord and answers there until it is interrupted.
type runCommand struct{}

func (runCommand) Run(s *session) (err error) {
	if s.config.DiscordToken == "" {
		return errors.New("DISCORD_TOKEN: missing; put the bot's token into .env or the environment (see .env.example). Without Discord: briefbot local, or briefbot ask")
	}
	ix, err := s.index()
	if err != nil {
		return err
	}
	k, err := s.keep(ix, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, k.Close()) }()
	b, err := bot.New(bot.Options{
		Token: string(s.config.DiscordToken), APIURL: s.config.DiscordAPIURL, Version: version(), Log: s.log,
		Unprompted: bool(s.config.Unprompted),
		Desk:       k.Desk,
	})
	if err != nil {
		return err
	}
	s.log.InfoContext(s.ctx, "starting", "version", version(), "facts", len(ix.Base().Facts))
	return k.beside(s.ctx, b.Run)
}
