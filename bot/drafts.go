package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"briefbot/knowledge"
	"briefbot/knowledge/desk"
)

// maxDrafts is how many drafts are listed: each has a row of buttons, and a
// message has five.
const maxDrafts = 5

// drafts lists what the moderator has begun here and not ended: private messages
// vanish when Discord is loaded again, drafts do not.
func (b *Bot) drafts(ctx context.Context, q *request, base *knowledge.Base) (reply, error) {
	stored, err := b.opt.Desk.DraftsOf(ctx, q.server, q.user)
	if err != nil {
		return reply{}, err
	}
	var list []*draft
	var ends []time.Time
	for _, s := range stored {
		d := &draft{ID: s.ID}
		if s.Kind != draftKind {
			continue
		}
		if err := json.Unmarshal(s.Payload, d); err != nil {
			b.log.WarnContext(ctx, "draft", "err", err)
			continue
		}
		if d.begun() {
			list, ends = append(list, d), append(ends, s.Expires)
		}
	}
	return renderDrafts(base, list, ends), nil
}

// begun reports whether there is anything in d to go on with: a form that was
// opened and never sent has nothing.
func (d *draft) begun() bool { return d.Sent || d.Round > 0 || d.Teach != "" }

// renderDrafts shows drafts, the latest first; ends are when they end.
func renderDrafts(base *knowledge.Base, list []*draft, ends []time.Time) reply {
	if len(list) == 0 {
		return reply{Content: "You have begun nothing here that is not published or given up."}
	}
	r := reply{Content: "**What you have begun here**, the latest first. Only you see this, and nothing of it is live."}
	if n := len(list) - maxDrafts; n > 0 {
		r.Content += fmt.Sprintf(" There are %d older ones; end some of these to see them.", n)
	}
	for i, d := range list[:min(len(list), maxDrafts)] {
		r.Embeds = append(r.Embeds, &discordgo.MessageEmbed{
			Color: renderAmber, Title: fmt.Sprintf("%d · %s", i+1, escapeClip(d.Title, 100)),
			Description: escapeClip(d.about(base), 300) + "\nKept until " + renderTime(ends[i]),
		})
		on := doPreview
		if d.Teach != "" && !d.Sent {
			on = doTeach // its fact is not chosen yet
		}
		r.row(d.button(fmt.Sprintf("Go on %d", i+1), discordgo.PrimaryButton, on), d.button(fmt.Sprintf("Discard %d", i+1), discordgo.SecondaryButton, doDrop))
	}
	return r
}

// about is what a draft is about, in one line: a statement, a question, or the
// title of a briefing.
func (d *draft) about(base *knowledge.Base) string {
	line := func(texts ...string) string {
		for _, s := range texts {
			if s = strings.Join(strings.Fields(s), " "); s != "" {
				return s
			}
		}
		return "Nothing is typed yet."
	}
	switch {
	case d.Source != nil:
		return line(d.Source["title"], d.Source["text"])
	case d.Teach != "":
		return line(d.Teach)
	}
	e, err := desk.DecodeEdit(d.Edit)
	if err != nil || len(e.Steps) == 0 {
		return line()
	}
	s := e.Steps[0]
	f := s.Content.Fact
	if f == nil {
		briefing, id, _ := strings.Cut(s.Key, "/")
		if f = base.Fact(knowledge.Ref{Briefing: briefing, ID: id}); f == nil {
			return line(s.Key)
		}
	}
	return line(d.Typed["statement"], f.Statement, d.Typed["quote"], f.Ref.ID)
}
