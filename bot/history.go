package bot

import (
	"context"
	"fmt"
	"time"

	"github.com/bwmarrin/discordgo"

	"briefbot/knowledge"
	"briefbot/knowledge/desk"
)

// perHistory is how many revisions a page shows: each has an undo button, and a
// row has five.
const perHistory = 5

// historyOf shows the latest changes of a fact, or of the server when f is nil.
func (b *Bot) historyOf(ctx context.Context, q *request, f *knowledge.Fact) (result, error) {
	id := historyPage{}
	if f != nil {
		id.Key = factKey(f.Ref)
	} else if s := q.text("fact"); s != "" && q.i.Type == discordgo.InteractionApplicationCommand {
		removed, err := b.removedFacts(ctx, q.server)
		if err != nil {
			return b.unavailable(ctx, err), nil
		}
		for _, r := range removed {
			if factKey(r.Ref) == s || r.Ref.ID == s {
				id.Key = s
				f = r
			}
		}
		if f == nil {
			return sentence("No fact has that name. Leave it out to see all changes; what was removed is among them."), nil
		}
		id.Key = factKey(f.Ref)
	}
	return b.history(ctx, q, id)
}

// history shows a page of revisions.
func (b *Bot) history(ctx context.Context, q *request, id historyPage) (result, error) {
	ix, ok := b.index(ctx, q.server)
	if !ok {
		return result{}, errNoIndex
	}
	page := desk.Page{Before: id.Before, Limit: perHistory + 1}
	about := "this server"
	if id.Key != "" {
		f, err := b.everFact(ctx, q.server, ix.Base(), id.Key)
		if err != nil {
			return b.unavailable(ctx, err), nil
		}
		if f == nil {
			return sentence(gone), nil
		}
		page.ID, about = desk.Content{Fact: f}.ID(), "the fact "+escape(f.Ref.String())
	}
	list, err := b.opt.Desk.History(ctx, q.server, page)
	if err != nil {
		return b.unavailable(ctx, err), nil
	}
	var first []clash
	n := 0
	if id == (historyPage{}) {
		if first, n, err = b.clashes(ctx, q.server); err != nil {
			return b.unavailable(ctx, err), nil
		}
	}
	return result{reply: renderHistory(ix.Base(), id, about, list, first, n), private: true, replaces: true}, nil
}

// everFact returns the fact that key names in the base, among those that are left
// out of it, or among those that the server hides; nil when there is none.
func (b *Bot) everFact(ctx context.Context, server string, base *knowledge.Base, key string) (*knowledge.Fact, error) {
	if f := resolve(base, key); f != nil {
		return f, nil
	}
	left, err := b.leftOut(ctx, server)
	if err != nil {
		return nil, err
	}
	removed, err := b.removedFacts(ctx, server)
	for _, f := range append(left, removed...) {
		if factKey(f.Ref) == key {
			return f, nil
		}
	}
	return nil, err
}

// renderHistory shows revisions, the latest first; one more than fit says that
// there are older ones. The first of conflicts conflicts stand above them.
func renderHistory(base *knowledge.Base, id historyPage, about string, list []desk.Revision, first []clash, conflicts int) reply {
	r := reply{Content: "**Changes of " + about + "**, the latest first."}
	if len(list) == 0 {
		r.Content = "There are no changes of " + about + "."
		if id.Before > 0 {
			r.Content = "There are no older changes of " + about + "."
		}
		return r
	}
	more := len(list) > perHistory
	list = list[:min(len(list), perHistory)]
	most := limitChange
	embed, settle := renderClashes(first, conflicts)
	if embed != nil {
		r.Embeds, most = append(r.Embeds, embed), limitChangeConflicts
	}
	r.row(settle...)
	var undo []discordgo.MessageComponent
	for _, rev := range list {
		why := rev.Why
		if rev.Undoes > 0 {
			why = fmt.Sprintf("undo of change %d", rev.Undoes)
		}
		r.Embeds = append(r.Embeds, &discordgo.MessageEmbed{
			Color: renderAmber, Title: fmt.Sprintf("Change %d", rev.N),
			Description: renderWho(rev.Who) + " · " + renderTime(rev.At) + " · " + escapeClip(why, 100) + "\n" + renderChanges(base, rev.Changes, most),
		})
		undo = append(undo, replyButton(fmt.Sprintf("Undo %d", rev.N), discordgo.SecondaryButton, undoRevision{N: rev.N}))
	}
	r.row(undo...)
	var newest, older discordgo.MessageComponent
	if id.Before > 0 {
		newest = replyButton("Latest", discordgo.SecondaryButton, historyPage{Key: id.Key})
	}
	if more {
		older = replyButton("Older", discordgo.SecondaryButton, historyPage{id.Key, list[len(list)-1].N})
	}
	r.row(newest, older)
	return r
}

// renderTime has Discord show a time in the reader's own zone.
func renderTime(t time.Time) string { return fmt.Sprintf("<t:%d:f>", t.Unix()) }
