package bot

import (
	"context"
	"slices"

	"github.com/bwmarrin/discordgo"

	"briefbot/knowledge/desk"
)

// permit says who may use a command, button or form.
type permit uint8

const (
	anybody  permit = iota
	curators        // who manages the server, or has a role that its settings name
	managers        // who manages the server
)

// settings returns what the moderators of a server chose, the defaults when
// that cannot be read.
func (b *Bot) settings(ctx context.Context, server string) desk.Settings {
	if b.opt.Desk == nil || server == "" {
		return desk.Settings{}
	}
	s, err := b.opt.Desk.Settings(ctx, server)
	if err != nil {
		b.log.ErrorContext(ctx, "settings", "server", server, "err", err)
	}
	return s
}

// answersPrivately reports whether a server wants answers to commands to be
// private unless it is said otherwise. When that cannot be read they are: what
// was shown to all cannot be taken back.
func (b *Bot) answersPrivately(ctx context.Context, server string) bool {
	if b.opt.Desk == nil || server == "" {
		return false
	}
	s, err := b.opt.Desk.Settings(ctx, server)
	if err != nil {
		b.log.ErrorContext(ctx, "settings", "server", server, "err", err)
	}
	return s.Private || err != nil
}

// forbidden says why q's invoker may not do what needs p, or "". Rights are read
// from the payload each time: a button outlives the role of who was shown it.
func (b *Bot) forbidden(ctx context.Context, q *request, p permit) string {
	switch {
	case p == anybody:
		return ""
	case b.opt.Desk == nil || q.server == "" || q.i.Member == nil:
		return "This works in a server only."
	case q.manages():
		return ""
	case p == managers:
		return "Only who may manage this server can do this (the permission *Manage Server*)."
	}
	switch curates, err := b.curates(ctx, q); {
	case err != nil:
		b.log.ErrorContext(ctx, "settings", "server", q.server, "err", err)
		return "I cannot read who moderates this server just now. Please try again in a while."
	case curates:
		return ""
	}
	return "Only moderators can do this: who may manage this server, or has a role that `/settings` names."
}

// manages reports whether the invoker may manage the server.
func (q *request) manages() bool {
	return q.i.Member != nil && q.i.Member.Permissions&(discordgo.PermissionManageGuild|discordgo.PermissionAdministrator) != 0
}

// curates reports whether the invoker has a moderators' role. The role of
// everyone, whose id is the server's, never counts.
func (b *Bot) curates(ctx context.Context, q *request) (bool, error) {
	s, err := b.opt.Desk.Settings(ctx, q.server)
	if err != nil {
		return false, err
	}
	return slices.ContainsFunc(q.i.Member.Roles, func(id string) bool { return id != q.server && slices.Contains(s.Moderators, id) }), nil
}
