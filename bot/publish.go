package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/bwmarrin/discordgo"

	"briefbot/bot/factform"
	"briefbot/knowledge"
	"briefbot/knowledge/desk"
)

// draftAction does what a button of a draft says.
func (b *Bot) draftAction(ctx context.Context, q *request, base *knowledge.Base, id draftDo) (result, error) {
	d, err := b.open(ctx, q, id.Draft)
	if errors.Is(err, desk.ErrNoDraft) {
		return sentence(overDraft), nil
	}
	if err != nil {
		return b.unavailable(ctx, err), nil
	}
	switch id.Do {
	case doDiscard, doDrop:
		return b.onDraft(q, d.ID, func(ctx context.Context, d *draft) reply {
			if err := b.opt.Desk.DeleteDraft(ctx, q.server, d.ID); err != nil {
				return b.tryAgain(ctx, d, err)
			}
			r := reply{Content: "Given up. Nothing was changed."}
			if id.Do == doDrop {
				if rest, err := b.drafts(ctx, q, base); err == nil {
					rest.Content = r.Content + "\n" + rest.Content
					return rest
				}
			}
			return r
		}), nil
	case doPreview:
		return b.onDraft(q, d.ID, func(ctx context.Context, d *draft) reply { return b.preview(ctx, q, d) }), nil
	case doPublish, doMine:
		return b.onDraft(q, d.ID, func(ctx context.Context, d *draft) reply { return b.publish(ctx, q, d, id) }), nil
	case doPhrases:
		return result{reply: renderPhrasings(d, id.Page), private: true, replaces: true}, nil
	}
	switch {
	case id.Do == doSource && d.Source != nil:
		return b.showSource(ctx, q, d)
	case id.Do == doTeach && d.Teach != "":
		return b.pickFact(ctx, q, d)
	case d.Typed == nil || factform.Parts[factform.Part(id.Do)] == nil && id.Do != string(factform.Ask):
		return result{}, errCustomID
	}
	return b.showForm(ctx, q, base, d, factform.Part(id.Do), id.Page)
}

// renderPhrasings shows a page of a draft's phrasings, with the way to edit it.
func renderPhrasings(d *draft, page int) reply {
	pages := factform.Pages(d.Ask)
	page = min(page, pages-1)
	text := factform.Lines(d.Ask, page)
	if text == "" {
		text = "None yet."
	}
	r := reply{Content: fmt.Sprintf("**Questions that this fact answers**: %d. A page is edited as text, one question a line.", len(d.Ask))}
	r.Embeds = []*discordgo.MessageEmbed{{
		Color: renderAmber, Description: escapeLines(text, limitDescription),
		Footer: &discordgo.MessageEmbedFooter{Text: fmt.Sprintf("page %d of %d", page+1, pages)},
	}}
	var back, next discordgo.MessageComponent
	if page > 0 {
		back = replyButton("Back a page", discordgo.SecondaryButton, draftDo{d.ID, doPhrases, page - 1})
	}
	if page+1 < pages {
		next = replyButton("Next page", discordgo.SecondaryButton, draftDo{d.ID, doPhrases, page + 1})
	}
	r.row(back, next, replyButton("Edit this page", discordgo.PrimaryButton, draftDo{d.ID, string(factform.Ask), page}),
		replyButton("Preview", discordgo.SecondaryButton, draftDo{d.ID, doPreview, 0}))
	return r
}

// publish publishes a draft as it was shown; doMine has it lie over what somebody
// else did since, and shows that first.
func (b *Bot) publish(ctx context.Context, q *request, d *draft, id draftDo) reply {
	ix, ok := b.index(ctx, q.server)
	if !ok {
		return reply{Content: somethingWrong}
	}
	edit, problems, err := d.build(ix.Base(), b.taken(ctx, q.server))
	if err != nil {
		return b.failed(ctx, ix.Base(), d, err)
	}
	if len(problems) > 0 {
		return renderProblems(d, problems)
	}
	if id.Do == doMine {
		if err := b.seeAgain(ctx, q, d, &edit); err != nil {
			return b.failed(ctx, ix.Base(), d, err)
		}
		return b.preview(ctx, q, d) // of what it does to the other's text
	}
	if d.Replay == "" || d.Shown != editDigest(edit) || d.Round != id.Page {
		r := b.preview(ctx, q, d)
		r.Content = "**This is not what was shown last**, so look before you publish.\n" + r.Content
		return r
	}
	rev, err := b.opt.Desk.Publish(ctx, q.server, desk.Publication{Edit: edit, Who: q.user, Why: d.Title, Replay: d.Replay})
	var moved *desk.ReplayError
	var bad *desk.CheckError
	switch {
	case errors.As(err, &moved):
		r := b.shown(ctx, q, d, moved.Proposal)
		r.Content = "**Somebody changed the base meanwhile**, so look again before you publish.\n" + r.Content
		return r
	case errors.As(err, &bad):
		return renderProblems(d, mergeProblems(nil, bad))
	case err != nil:
		return b.failed(ctx, ix.Base(), d, err)
	}
	if err := b.opt.Desk.DeleteDraft(ctx, q.server, d.ID); err != nil {
		b.log.WarnContext(ctx, "delete a draft", "err", err) // it expires
	}
	return b.published(ctx, q, rev)
}

// seeAgain has the draft begin with what its items say now.
func (b *Bot) seeAgain(ctx context.Context, q *request, d *draft, built *desk.Edit) error {
	e, err := desk.DecodeEdit(d.Edit)
	if err != nil {
		return err
	}
	for i := range e.Steps {
		v, err := b.opt.Desk.Look(ctx, q.server, built.Steps[i].ID)
		if err != nil {
			return err
		}
		e.Steps[i].Seen = v.Seen
	}
	d.Edit = desk.EncodeEdit(e)
	return nil
}

// logDeadline is how long a note to the log channel may hold up what the
// moderator is told.
const logDeadline = 10 * time.Second

// published tells the moderator, and the log channel when there is one.
func (b *Bot) published(ctx context.Context, q *request, rev desk.Revision) reply {
	ix, ok := b.index(ctx, q.server)
	if !ok {
		return reply{Content: "Published, but it cannot be shown just now."}
	}
	b.log.InfoContext(ctx, "published", "server", q.server, "revision", rev.N, "changes", len(rev.Changes), "undoes", rev.Undoes)
	r := renderRevision(ix.Base(), rev)
	said := reply{Content: "**Published.** It answers from now on.", Embeds: r.Embeds, Components: r.Components}
	if to := b.settings(ctx, q.server).LogChannel; to != "" {
		soon, cancel := context.WithTimeout(ctx, logDeadline)
		defer cancel()
		if _, err := b.send(soon, to, "", r, nobody()); err != nil {
			b.log.WarnContext(ctx, "log channel", "server", q.server, "channel", to, "err", err)
			said.Content += " I could not write to the log channel; look at its permissions; `/fact history` has the change, too."
		}
	}
	return said
}

// undo takes a revision back.
func (b *Bot) undo(ctx context.Context, q *request, id undoRevision) reply {
	rev, err := b.opt.Desk.Undo(ctx, q.server, id.N, q.user, id.Force)
	var stale *desk.StaleError
	var bad *desk.CheckError
	var conflict *desk.ConflictError
	ix, ok := b.index(ctx, q.server)
	switch {
	case !ok:
		return reply{Content: somethingWrong}
	case err == nil:
		return b.published(ctx, q, rev)
	case errors.As(err, &stale):
		return renderStale(ix.Base(), stale)
	case errors.As(err, &bad):
		return reply{Content: "**This cannot be undone as things are now:**\n" + problemLines("", mergeProblems(nil, bad))}
	case errors.As(err, &conflict):
		return reply{Content: "Somebody changed this in the same moment. Please press again."}
	case errors.Is(err, desk.ErrNoRevision):
		return reply{Content: "There is no such change any more."}
	case errors.As(err, &desk.NoChangeError{}):
		return reply{Content: "Nothing of that change is left, so there is nothing to undo."}
	}
	return b.unavailable(ctx, err).reply
}
