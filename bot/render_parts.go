package bot

import (
	"github.com/bwmarrin/discordgo"

	"briefbot/answers"
	"briefbot/knowledge/text"
)

// renderShow is the button to the paragraph of a quote, at the page on which the
// quote begins.
func renderShow(q answers.Quote) discordgo.MessageComponent {
	id := showParagraph{Briefing: q.Fact.Ref.Briefing, N: q.Paragraph.Number, Start: q.Cite.Start, End: q.Cite.End}
	for _, page := range renderCut(q.Paragraph.Text, text.Span{Start: id.Start, End: id.End}) {
		if page.End > id.Start {
			break
		}
		id.Page++
	}
	return replyButton(textShowParagraph, discordgo.PrimaryButton, id)
}

// renderDelete is the button that takes a public reply away, or nil.
func renderDelete(v view) discordgo.MessageComponent {
	if !v.Public || v.Asker == "" {
		return nil
	}
	return replyButton(textDelete, discordgo.SecondaryButton, deleteReply{v.Asker})
}

// renderPost is the button that posts a private reply, or nil.
func renderPost(v view, id customID) discordgo.MessageComponent {
	if v.Public || !v.Post {
		return nil
	}
	return replyButton(textPost, discordgo.SecondaryButton, id)
}

// renderKeys are the keys of facts that came near.
func renderKeys(near []answers.Quote) []string {
	var keys []string
	for _, q := range near[:min(len(near), answers.MaxNear)] {
		keys = append(keys, factKey(q.Fact.Ref))
	}
	return keys
}

// renderSize counts the characters of an embed's texts.
func renderSize(e *discordgo.MessageEmbed) int {
	n := escapeLength(e.Title) + escapeLength(e.Description)
	if e.Footer != nil {
		n += escapeLength(e.Footer.Text)
	}
	for _, f := range e.Fields {
		n += escapeLength(f.Name) + escapeLength(f.Value)
	}
	return n
}
