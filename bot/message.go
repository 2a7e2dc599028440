package bot

import (
	"context"
	"strings"

	"github.com/bwmarrin/discordgo"

	"briefbot/answers"
)

// readMessage reduces a message to what decides whether it is for the bot.
func (b *Bot) readMessage(m *discordgo.Message) incoming {
	me := b.me.Load()
	if me == nil || m.Author == nil {
		return incoming{Bot: true}
	}
	return incoming{
		Content: m.Content, DM: m.GuildID == "", Self: me.ID,
		Bot:  m.Author.Bot || m.WebhookID != "" || m.Author.ID == me.ID || m.Type != discordgo.MessageTypeDefault && m.Type != discordgo.MessageTypeReply,
		ToMe: m.ReferencedMessage != nil && m.ReferencedMessage.Author != nil && m.ReferencedMessage.Author.ID == me.ID,
	}
}

// onMessage answers a message that is meant for the bot.
func (b *Bot) onMessage(ctx context.Context, m *discordgo.Message) {
	how, asked := addressed(b.readMessage(m))
	if how == notForUs || b.follow.isGone(m.ID, b.opt.Now()) {
		return
	}
	switch b.limits.check(m.Author.ID, m.ChannelID, m.GuildID, b.opt.Now()) {
	case tellOnce:
		b.say(ctx, m, reply{Content: slowDown}, "")
		return
	case beSilent:
		return
	}
	if how == wantsHelp {
		b.say(ctx, m, helpReply(), "")
		return
	}
	ix, ok := b.index(ctx, m.GuildID)
	if !ok {
		b.say(ctx, m, reply{Content: somethingWrong}, "")
		return
	}
	b.log.DebugContext(ctx, "asked", "question", asked)
	a := ix.Ask(asked)
	if a.Reason == answers.NotAQuestion {
		return // small talk gets silence
	}
	topic := answerKey(a)
	if q, ok := b.follow.said(m.ChannelID, topic, b.opt.Now()); ok && topic != "" {
		b.say(ctx, m, againReply(a, messageLink(m.GuildID, q.channel, q.reply)), "")
		return
	}
	r, err := renderAnswer(ix.Base(), a, view{Asker: m.Author.ID, Public: true})
	if err != nil {
		b.log.ErrorContext(ctx, "render", "err", err)
		r, topic = reply{Content: somethingWrong}, ""
	}
	b.say(ctx, m, r, topic)
	b.log.InfoContext(ctx, "answered", "verdict", a.Verdict, "reason", a.Reason, "fact", factID(a), "confidence", a.Confidence)
}

// somethingWrong is what people are told of a failure that is not theirs.
const somethingWrong = "Something went wrong here. Please try again."

// answerKey names what was answered: the same fact with the same stance and
// premises is the same answer. "" for what is not answered.
func answerKey(a answers.Answer) string {
	if a.Fact == nil {
		return ""
	}
	var k strings.Builder
	k.WriteString(a.Fact.Ref.String() + " " + string(a.Stance))
	for _, p := range a.Premises {
		k.WriteString(" " + string(p.Kind) + "=" + p.Asked)
	}
	return k.String()
}

func factID(a answers.Answer) string {
	if a.Fact == nil {
		return ""
	}
	return a.Fact.Ref.String()
}

// say replies to m and follows it. Where the bot may not read the history the
// reply is a plain message; where it may not embed, plain text.
func (b *Bot) say(ctx context.Context, m *discordgo.Message, r reply, topic string) {
	sent, err := b.send(ctx, m.ChannelID, m.ID, r, nobody())
	if isCode(err, cannotReply) || isCode(err, discordgo.ErrCodeMissingPermissions) {
		sent, err = b.send(ctx, m.ChannelID, "", r, nobody())
	}
	if err != nil {
		b.log.WarnContext(ctx, "reply", "err", err)
		return
	}
	now := b.opt.Now()
	b.follow.add(m.ID, followedQuestion{server: m.GuildID, channel: m.ChannelID, reply: sent.ID, asker: m.Author.ID, topic: topic}, now)
	if len(r.Embeds) > 0 && len(sent.Embeds) == 0 {
		if err := b.edit(ctx, m.ChannelID, sent.ID, r.plain()); err != nil {
			b.log.WarnContext(ctx, "plain reply", "err", err)
		}
	}
	if b.follow.isGone(m.ID, now) {
		b.onDelete(ctx, m.ID) // deleted while it was answered
	}
}

// cannotReply is Discord's code for a reply without Read Message History.
const cannotReply = 160002

// onEdit follows a question that was changed: its reply changes too, or goes
// when the question is no longer for the bot. A message that becomes a
// question by the edit is not answered.
func (b *Bot) onEdit(ctx context.Context, m *discordgo.Message) {
	q, ok := b.follow.find(m.ID, b.opt.Now())
	if !ok || m.Author == nil || m.Author.ID != q.asker {
		return
	}
	m.GuildID = q.server
	how, asked := addressed(b.readMessage(m))
	if how == notForUs {
		b.onDelete(ctx, m.ID)
		return
	}
	r := helpReply()
	topic := ""
	if how == question {
		ix, ok := b.index(ctx, m.GuildID)
		if !ok {
			return
		}
		a := ix.Ask(asked)
		if a.Reason == answers.NotAQuestion {
			b.onDelete(ctx, m.ID)
			return
		}
		var err error
		if r, err = renderAnswer(ix.Base(), a, view{Asker: q.asker, Public: true}); err != nil {
			b.log.ErrorContext(ctx, "render", "err", err)
			return
		}
		topic = answerKey(a)
	}
	if err := b.edit(ctx, q.channel, q.reply, r); err != nil {
		b.log.WarnContext(ctx, "follow an edit", "err", err)
		return
	}
	b.follow.forget(m.ID)
	q.topic = topic
	b.follow.add(m.ID, q, b.opt.Now())
}

// onDelete removes the reply to a question that is gone, or forgets a reply
// that somebody deleted.
func (b *Bot) onDelete(ctx context.Context, id string) {
	b.follow.forgetReply(id)
	q, ok := b.follow.find(id, b.opt.Now())
	if !ok {
		return
	}
	b.follow.forget(id)
	if err := b.remove(ctx, q.channel, q.reply); err != nil {
		b.log.WarnContext(ctx, "follow a delete", "err", err)
	}
}
