package bot

import "strings"

// helpReply says how to ask.
func helpReply() reply {
	return reply{Content: strings.Join([]string{
		"**Ask about the briefing.** I answer with the figure, the words of the source and the paragraph, or I say that it is not there. I make nothing up.",
		"",
		"Mention me with a question, reply to one of my messages, write to me directly, or use a command:",
		"`/ask` a question · `/summary` what the briefing says · `/facts` browse and search · `/source` a whole paragraph · `/check` a claim · `/privacy` what I keep of you · `/about` version",
		"For somebody else's message: *Apps*, then *Answer from the briefing* or *Check against the briefing*.",
		"",
		"*Show paragraph* shows where a quote stands. *Not what I asked* shows what else comes near; only you see that.",
	}, "\n")}
}

// help is helpReply with a line for moderators where there is something to keep.
func (b *Bot) help() reply {
	r := helpReply()
	if b.opt.Desk != nil {
		r.Content += "\n\nModerators: `/fact` and `/briefing` keep the facts, *Apps*, then *Teach Briefbot*, teaches a question. Who manages the server: `/settings`, `/export`."
	}
	return r
}

// aboutReply says what this is and what it keeps.
func aboutReply(version string) reply {
	return reply{Content: strings.Join([]string{
		"**Briefbot** " + escapeClip(version, renderMaxName) + " answers questions about a briefing from facts that people have curated. There is no language model in it: every figure and quote is a piece of the stored source, checked again before it is shown.",
		"",
		"**Privacy.** I read what is addressed to me: direct messages, mentions, replies, commands. Questions are not stored. So that a reply can follow an edited or deleted question, I remember for 15 minutes, in memory only, which reply belongs to which message and who asked. All of it, and how to have yours deleted: `/privacy`.",
	}, "\n")}
}
