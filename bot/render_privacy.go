package bot

import (
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"
)

// renderPrivacy says what is kept. out is what the reader opted out of in this
// server, nil where there is nothing to press; said is what was just done.
func renderPrivacy(out *optedOut, said string) reply {
	lines := []string{
		"**Your questions are not stored.** I read what is addressed to me: direct messages, mentions, replies, commands; where the operator and the moderators allow unprompted answers, the messages there too, to see whether they ask something that I know for sure.",
		"**In memory only**, gone at a restart: for 15 minutes which reply belongs to which message and who asked, so that a reply follows an edited or deleted question; for some minutes how often somebody asked, so that nobody floods a channel.",
		"**On Discord**: the buttons of my public replies carry the id of who asked, so that you can delete the reply. It goes with the reply.",
		"**Stored, for each server**: of moderators, their user id beside the changes they made, and unfinished forms for a week; of anybody who opted out of something here, that they did. Nothing of it is used for anything else or in another server.",
		"**The operator's log** has no text of questions, unless they search for an error with `LOG_LEVEL=debug`.",
		"When I am removed from a server, all that is stored about it is deleted after 30 days.",
	}
	if out == nil {
		lines = append(lines, "*Delete mine* and the opt-outs are for each server: use `/privacy` there.")
	} else {
		lines = append(lines, "**Answered unasked**: "+yesNo(out.unprompted, "never, you opted out.", "where the moderators allow it.")+
			" **Recorded**: "+yesNo(out.recorded, "never, you opted out.", "nothing in this version; an opt-out holds for later ones."))
	}
	r := reply{Content: said}
	r.Embeds = []*discordgo.MessageEmbed{{Color: renderBlue, Title: "What I keep", Description: strings.Join(lines, "\n\n")}}
	if out == nil {
		return r
	}
	unprompted := replyButton("Never answer me unasked", discordgo.SecondaryButton, privacyDo{privacyNoUnprompted})
	if out.unprompted {
		unprompted = replyButton("You may answer me unasked", discordgo.SecondaryButton, privacyDo{privacyUnprompted})
	}
	recorded := replyButton("Never record my questions", discordgo.SecondaryButton, privacyDo{privacyNoRecorded})
	if out.recorded {
		recorded = replyButton("You may record my questions", discordgo.SecondaryButton, privacyDo{privacyRecorded})
	}
	r.row(unprompted, recorded, replyButton("Delete mine…", discordgo.DangerButton, privacyDo{privacyDelete}))
	return r
}

func yesNo(is bool, yes, no string) string {
	if is {
		return yes
	}
	return no
}

// renderDeleteMine asks once more.
func renderDeleteMine(out optedOut) reply {
	r := reply{Content: "**Delete what I keep of you in this server?** In the history of changes a made-up name takes the place of your user id, unfinished forms are deleted, and what I remember of your questions is forgotten. This cannot be undone."}
	var all, keep discordgo.MessageComponent
	if out.any() {
		r.Content += "\nYou opted out of something here. If that is deleted too, it counts no more."
		keep = replyButton("Delete, keep my opt-outs", discordgo.DangerButton, privacyDo{privacyDeleteKeep})
		all = replyButton("Delete, my opt-outs too", discordgo.DangerButton, privacyDo{privacyDeleteAll})
	} else {
		all = replyButton("Yes, delete mine", discordgo.DangerButton, privacyDo{privacyDeleteAll})
	}
	r.row(keep, all, replyButton("No, go back", discordgo.SecondaryButton, privacyDo{privacyShow}))
	return r
}

// renderDeleted says what *Delete mine* did: n changes had the person's id.
func renderDeleted(n int, kept bool) reply {
	changes := "None of the changes in this server's history was yours."
	if n == 1 {
		changes = "One change in this server's history was yours; it names a made-up name now."
	} else if n > 1 {
		changes = fmt.Sprintf("%d changes in this server's history were yours; they name a made-up name now.", n)
	}
	return reply{Content: "**Deleted.** " + changes + " Unfinished forms and what I remembered of your questions are gone, " +
		yesNo(kept, "your opt-outs stay.", "your opt-outs too.") +
		" Not in my hands: what stands in channels (delete my replies with their button), and files that a moderator exported before."}
}
