package bot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"
)

// Discord's limits on messages, in characters (A1 and A2 of the notes).
const (
	limitContent     = 2000
	limitEmbed       = 6000 // all texts of all embeds together
	limitTitle       = 256
	limitDescription = 4096
	limitFieldValue  = 1024
	limitRow         = 5 // buttons in a row
	limitOptions     = 25
	limitOption      = 100 // label and description of an option
	limitPlaceholder = 150
	limitLabel       = 80
)

// A reply is what a message shows. It mentions nobody by itself.
type reply struct {
	Content    string
	Embeds     []*discordgo.MessageEmbed
	Components []discordgo.MessageComponent

	place string // where the quote stands, "¶ 10"; "" when it has none
	file  *file  // sent with an answer that was put off; nil: none
}

// A file goes with a reply.
type file struct {
	name, kind string
	data       []byte
	instead    string // what is said when Discord does not take it
}

// plain returns the reply without embeds, for channels where the bot may not
// embed links. What is too long is cut after a whole line, with an ellipsis; a
// quote is never cut: where it does not fit, a sentence says where it stands.
func (r reply) plain() reply {
	if len(r.Embeds) == 0 {
		return r
	}
	blocks := replyBlocks(r.Content)
	var last []string
	for _, e := range r.Embeds {
		if e.Title != "" && !strings.Contains(r.Content, e.Title) {
			blocks = append(blocks, renderBold(e.Title))
		}
		blocks = append(blocks, replyBlocks(e.Description)...)
		for _, f := range e.Fields {
			blocks = append(blocks, replyBlocks(renderBold(f.Name)+" "+f.Value)...)
		}
		if e.Footer != nil && e.Footer.Text != "" {
			last = append(last, escape(e.Footer.Text))
		}
	}
	end := strings.Join(last, "\n")
	return reply{Content: r.fit(blocks, end), Components: r.Components, place: r.place}
}

// fit joins the blocks that fit into a message before its last lines.
func (r reply) fit(blocks []string, end string) string {
	const cut = "…"
	room := limitContent - escapeLength(end) - 1
	var b strings.Builder
	used := 0
	add := func(s string, reserve int) bool {
		n := escapeLength(s) + 1
		if used+n+reserve > room {
			return false
		}
		b.WriteString(s + "\n")
		used += n
		return true
	}
	for i, s := range blocks {
		reserve := escapeLength(cut) + 1
		if i == len(blocks)-1 {
			reserve = 0
		}
		if add(s, reserve) || strings.HasPrefix(s, "> ") && add(replyElsewhere(r.place), reserve) {
			continue
		}
		add(cut, 0)
		break
	}
	return strings.TrimRight(b.String()+end, "\n")
}

// replyBlocks cuts text into lines; the lines of a block quote stay together.
func replyBlocks(s string) []string {
	var out []string
	quoted := false
	for line := range strings.SplitSeq(s, "\n") {
		q := strings.HasPrefix(line, "> ")
		if q && quoted {
			out[len(out)-1] += "\n" + line
		} else {
			out = append(out, line)
		}
		quoted = q
	}
	return out
}

// replyElsewhere stands in for a quote that does not fit. place may be "".
func replyElsewhere(place string) string {
	if place == "" {
		return "A quote is too long to stand here."
	}
	return fmt.Sprintf("The quote is too long to stand here. It is in %s: press *%s*.", place, textShowParagraph)
}

// replyButton returns a button for the state id, or nil when the state does not
// fit a custom id: what cannot be read back is not offered.
func replyButton(label string, style discordgo.ButtonStyle, id customID) discordgo.MessageComponent {
	s, ok := customIDFits(id)
	if !ok {
		return nil
	}
	return discordgo.Button{Label: escapeLabel(label, limitLabel), Style: style, CustomID: s}
}

// replyMenu returns a menu of at most 25 options, each value once, or nil when
// it has none.
func replyMenu(placeholder string, id customID, options []discordgo.SelectMenuOption) discordgo.MessageComponent {
	s, ok := customIDFits(id)
	seen := map[string]bool{}
	options = slices.DeleteFunc(slices.Clone(options), func(o discordgo.SelectMenuOption) bool {
		again := seen[o.Value]
		seen[o.Value] = true
		return again
	})
	if !ok || len(options) == 0 {
		return nil
	}
	return discordgo.SelectMenu{
		MenuType: discordgo.StringSelectMenu, CustomID: s, Placeholder: escapeLabel(placeholder, limitPlaceholder), MaxValues: 1,
		Options: options[:min(len(options), limitOptions)],
	}
}

// row appends a row of the parts that are there; more than five buttons make
// further rows.
func (r *reply) row(parts ...discordgo.MessageComponent) {
	var have []discordgo.MessageComponent
	for _, p := range parts {
		if p != nil {
			have = append(have, p)
		}
	}
	for len(have) > 0 {
		n := min(len(have), limitRow)
		r.Components = append(r.Components, discordgo.ActionsRow{Components: have[:n]})
		have = have[n:]
	}
}
