package bot

import (
	"context"

	"briefbot/knowledge/desk"
)

// What somebody can do about what is kept of them.
const (
	privacyShow         = "show"
	privacyDelete       = "delete" // asks once more
	privacyDeleteKeep   = "delete-keep"
	privacyDeleteAll    = "delete-all"
	privacyNoUnprompted = "no-unprompted"
	privacyUnprompted   = "unprompted"
	privacyNoRecorded   = "no-recorded"
	privacyRecorded     = "recorded"
)

var privacyActions = []string{
	privacyShow, privacyDelete, privacyDeleteKeep, privacyDeleteAll, privacyNoUnprompted, privacyUnprompted, privacyNoRecorded, privacyRecorded,
}

// optedOut is what somebody does not want in a server.
type optedOut struct{ unprompted, recorded bool }

func (o optedOut) any() bool { return o.unprompted || o.recorded }

// privacy is /privacy.
func (b *Bot) privacy(ctx context.Context, q *request) (result, error) {
	return b.privacyNow(ctx, q, "")
}

// privacyNow shows what is kept, under a sentence.
func (b *Bot) privacyNow(ctx context.Context, q *request, said string) (result, error) {
	if b.opt.Desk == nil || q.server == "" {
		return result{reply: renderPrivacy(nil, said), private: true, replaces: true}, nil
	}
	out, err := b.optOuts(ctx, q)
	if err != nil {
		return b.unavailable(ctx, err), nil
	}
	return result{reply: renderPrivacy(&out, said), private: true, replaces: true}, nil
}

func (b *Bot) optOuts(ctx context.Context, q *request) (out optedOut, err error) {
	if out.unprompted, err = b.opt.Desk.OptedOut(ctx, q.server, q.user, desk.FromUnprompted); err != nil {
		return out, err
	}
	out.recorded, err = b.opt.Desk.OptedOut(ctx, q.server, q.user, desk.FromRecorded)
	return out, err
}

// privately does what a button of /privacy says, for whoever pressed it.
func (b *Bot) privately(ctx context.Context, q *request, id privacyDo) (result, error) {
	if b.opt.Desk == nil || q.server == "" {
		return b.privacyNow(ctx, q, "Please press it in the server that it is about.")
	}
	switch id.Do {
	case privacyShow:
		return b.privacyNow(ctx, q, "")
	case privacyDelete:
		out, err := b.optOuts(ctx, q)
		if err != nil {
			return b.unavailable(ctx, err), nil
		}
		return result{reply: renderDeleteMine(out), private: true, replaces: true}, nil
	case privacyDeleteKeep, privacyDeleteAll:
		return b.deleteMine(ctx, q, id.Do == privacyDeleteKeep)
	}
	from, out := desk.FromUnprompted, id.Do == privacyNoUnprompted
	if id.Do == privacyRecorded || id.Do == privacyNoRecorded {
		from, out = desk.FromRecorded, id.Do == privacyNoRecorded
	}
	if err := b.opt.Desk.SetOptOut(ctx, q.server, q.user, from, out); err != nil {
		return b.unavailable(ctx, err), nil
	}
	return b.privacyNow(ctx, q, "Saved, for this server.")
}

// deleteMine deletes what is kept of the presser in this server.
func (b *Bot) deleteMine(ctx context.Context, q *request, keep bool) (result, error) {
	n, err := b.opt.Desk.ForgetPerson(ctx, q.server, q.user, keep)
	if err != nil {
		return b.unavailable(ctx, err), nil
	}
	b.follow.forgetAsker(q.server, q.user)
	b.log.InfoContext(ctx, "forgot a person", "server", q.server, "revisions", n, "opt-outs kept", keep)
	return result{reply: renderDeleted(n, keep), private: true, replaces: true}, nil
}
