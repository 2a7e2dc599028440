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
	if b.follow.isGone(m.ID, b.opt.Now()) {
		return
	}
	if how == notForUs {
		b.onTalk(ctx, m)
		return
	}
	switch b.limits.check(m.Author.ID, m.ChannelID, m.GuildID, b.opt.Now()) {
	case tellOnce:
		b.say(ctx, m, reply{Content: slowDown}, followedQuestion{})
		return
	case beSilent:
		return
	}
	if how == wantsHelp {
		b.say(ctx, m, b.help(), followedQuestion{})
		return
	}
	ix, ok := b.index(ctx, m.GuildID)
	if !ok {
		b.say(ctx, m, reply{Content: somethingWrong}, followedQuestion{})
		return
	}
	b.log.DebugContext(ctx, "asked", "question", asked)
	a := ix.Ask(asked)
	if a.Reason == answers.NotAQuestion {
		return // small talk gets silence
	}
	b.sayAnswer(ctx, m, ix, a, false)
}

// sayAnswer replies with a, or with a link to where the channel was told the
// same lately.
func (b *Bot) sayAnswer(ctx context.Context, m *discordgo.Message, ix *answers.Index, a answers.Answer, unasked bool) {
	f := followedQuestion{topic: answerKey(a), unasked: unasked}
	if q, ok := b.follow.said(m.ChannelID, f.topic, b.opt.Now()); ok && f.topic != "" {
		if !unasked { // nobody asked to hear it twice
			b.say(ctx, m, againReply(a, messageLink(m.GuildID, q.channel, q.reply)), followedQuestion{})
		}
		return
	}
	r, err := renderAnswer(ix.Base(), a, view{Asker: m.Author.ID, Public: true})
	if err != nil {
		b.log.ErrorContext(ctx, "render", "err", err)
		if unasked {
			return
		}
		r, f.topic = reply{Content: somethingWrong}, ""
	}
	b.say(ctx, m, r, f)
	b.log.InfoContext(ctx, "answered", "verdict", a.Verdict, "reason", a.Reason, "fact", factID(a), "confidence", a.Confidence, "unasked", unasked)
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

// say replies to m and follows it as f says. Where the bot may not read the
// history the reply is a plain message; where it may not embed, plain text.
func (b *Bot) say(ctx context.Context, m *discordgo.Message, r reply, f followedQuestion) {
	sent, err := b.send(ctx, m.ChannelID, m.ID, r, nobody())
	if isCode(err, cannotReply) || isCode(err, discordgo.ErrCodeMissingPermissions) {
		sent, err = b.send(ctx, m.ChannelID, "", r, nobody())
	}
	if err != nil {
		b.log.WarnContext(ctx, "reply", "err", err)
		return
	}
	now := b.opt.Now()
	f.server, f.channel, f.reply, f.asker = m.GuildID, m.ChannelID, sent.ID, m.Author.ID
	b.follow.add(m.ID, f, now)
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
	r, topic, ok := b.again(ctx, m, q)
	if !ok {
		b.onDelete(ctx, m.ID)
		return
	}
	if err := b.edit(ctx, q.channel, q.reply, r); err != nil {
		b.log.WarnContext(ctx, "follow an edit", "err", err)
		return
	}
	b.follow.forget(m.ID)
	q.topic = topic
	b.follow.add(m.ID, q, b.opt.Now())
}

// again makes the reply to an edited question; ok is false when it has none any
// more. A failure leaves the old answer's place with a sentence: it may answer
// what is not asked now.
func (b *Bot) again(ctx context.Context, m *discordgo.Message, q followedQuestion) (r reply, topic string, ok bool) {
	how, asked := addressed(b.readMessage(m))
	if how == wantsHelp {
		return b.help(), "", true
	}
	if how == notForUs && !q.unasked {
		return reply{}, "", false
	}
	ix, ok := b.index(ctx, m.GuildID)
	if !ok {
		return reply{Content: somethingWrong}, "", true
	}
	var a answers.Answer
	if how == question {
		a = ix.Ask(asked)
	} else if a, ok = b.stillCertain(ix, m); !ok {
		return reply{}, "", false
	}
	if a.Reason == answers.NotAQuestion {
		return reply{}, "", false
	}
	r, err := renderAnswer(ix.Base(), a, view{Asker: q.asker, Public: true})
	if err != nil {
		b.log.ErrorContext(ctx, "render", "err", err)
		return reply{Content: somethingWrong}, "", true
	}
	return r, answerKey(a), true
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
