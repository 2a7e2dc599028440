package cli

import (
	"strings"

	"briefbot/bot"
)

// doctorCommand looks for what keeps the bot from answering on Discord.
type doctorCommand struct {
	Channel string `placeholder:"ID" help:"Look at the permissions in this channel too."`
}

func (c doctorCommand) Run(s *session) error {
	found := bot.Examine(s.ctx, bot.Options{
		Token: string(s.config.DiscordToken), APIURL: s.config.DiscordAPIURL, Version: version(), Log: s.log,
		Unprompted: bool(s.config.Unprompted),
	}, strings.TrimSpace(c.Channel))
	if err := s.ctx.Err(); err != nil {
		return err
	}
	problems := 0
	for _, f := range found {
		mark := "ok      "
		if f.Mend != "" {
			mark = "PROBLEM "
			problems++
		}
		s.out.printf("%s%-12s %s\n", mark, f.Name, clean(f.Says))
		if f.Mend != "" {
			s.out.printf("%s%-12s mend: %s\n", "        ", "", clean(f.Mend))
		}
	}
	switch problems {
	case 0:
		s.out.printf("Nothing keeps it from answering. Is briefbot run running, and was the mention first or last in the message?\n")
		return nil
	case 1:
		s.out.printf("One problem.\n")
	default:
		s.out.printf("%d problems.\n", problems)
	}
	return errReported
}
