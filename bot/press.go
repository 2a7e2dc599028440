package bot

import (
	"context"
	"errors"

	"github.com/bwmarrin/discordgo"

	"briefbot/answers"
)

// gone is what a press on a button gets whose fact or paragraph is not there.
const gone = "That is not in the briefing any more."

// onPress answers a button or menu. Everything in its custom id came back from
// outside: it is looked up in the base of the server that the press came from,
// and rights are read from the payload.
func (b *Bot) onPress(ctx context.Context, q *request) {
	data, ok := q.i.Data.(discordgo.MessageComponentInteractionData)
	if !ok || q.i.Message == nil {
		return
	}
	id, err := customIDDecode(data.CustomID)
	if err != nil {
		b.tell(ctx, q, "This button is from another version of Briefbot. Please ask again.")
		return
	}
	if !b.paced(ctx, q) {
		return
	}
	if why := b.forbidden(ctx, q, needs(id)); why != "" {
		b.tell(ctx, q, why)
		return
	}
	if d, ok := id.(deleteReply); ok {
		b.takeAway(ctx, q, d)
		return
	}
	if r, ok, err := b.administer(ctx, q, id, data); ok {
		if err != nil {
			b.pressFailed(ctx, q, err)
		} else {
			b.show(ctx, q, r)
		}
		return
	}
	ix, ok := b.index(ctx, q.server)
	if !ok {
		b.tell(ctx, q, somethingWrong)
		return
	}
	p := press{b, q, ix, data.Values}
	if err := p.run(ctx, id); err != nil {
		b.pressFailed(ctx, q, err)
	}
}

// administer does what needs no base: settings and privacy. ok is false for
// anything else.
func (b *Bot) administer(ctx context.Context, q *request, id customID, data discordgo.MessageComponentInteractionData) (r result, ok bool, err error) {
	switch id := id.(type) {
	case settingsDo:
		r, err = b.setting(ctx, q, id, data)
		return r, true, err
	case privacyDo:
		r, err = b.privately(ctx, q, id)
		return r, true, err
	}
	return r, false, nil
}

func (b *Bot) pressFailed(ctx context.Context, q *request, err error) {
	var topic *answers.TopicError
	if errors.Is(err, errRenderGone) || errors.As(err, &topic) {
		b.tell(ctx, q, gone)
		return
	}
	b.log.ErrorContext(ctx, "press", "err", err)
	b.tell(ctx, q, somethingWrong)
}

// press is one press with what it needs.
type press struct {
	b      *Bot
	q      *request
	ix     *answers.Index
	values []string
}

// private reports whether the button stands on a message that only the presser
// sees.
func (p press) private() bool { return p.q.i.Message.Flags&discordgo.MessageFlagsEphemeral != 0 }

// mine reports whether the presser may change a public message of asker.
func (p press) mine(asker string) bool {
	return p.private() || asker != "" && asker == p.q.user || p.q.moderates()
}

// aside shows r to the presser: in place of a private message, beside a public
// one.
func (p press) aside(ctx context.Context, r reply, err error) error {
	if err != nil {
		return err
	}
	if p.private() {
		p.b.update(ctx, p.q, r)
	} else {
		p.b.show(ctx, p.q, result{reply: r, private: true})
	}
	return nil
}

// turn changes the message for those who may, and shows r aside to others.
func (p press) turn(ctx context.Context, asker string, r func(view) (reply, error)) error {
	if p.mine(asker) {
		v := view{Asker: asker, Public: !p.private(), Post: p.private()}
		changed, err := r(v)
		if err == nil {
			p.b.update(ctx, p.q, changed)
		}
		return err
	}
	own, err := r(view{Post: true})
	return p.aside(ctx, own, err)
}

// run does what id wishes for.
func (p press) run(ctx context.Context, id customID) error {
	base := p.ix.Base()
	switch id := id.(type) {
	case showParagraph:
		r, err := renderParagraph(base, id, view{Post: true})
		return p.aside(ctx, r, err)
	case notAsked:
		r, err := renderNotAsked(base, id)
		return p.aside(ctx, r, err)
	case showFact:
		return p.fact(ctx, id.Key)
	case customIDFactMenu:
		return p.fact(ctx, p.value())
	case summaryPage:
		return p.turn(ctx, id.Asker, func(v view) (reply, error) { return p.summary(id.View, id.Topic, id.Page, v) })
	case customIDSummaryTopics:
		return p.turn(ctx, id.Asker, func(v view) (reply, error) { return p.summary(id.View, p.value(), 0, v) })
	case factsPage:
		r, err := p.facts(id.Topic, id.Page)
		return p.aside(ctx, r, err)
	case customIDFactsTopics:
		r, err := p.facts(p.value(), 0)
		return p.aside(ctx, r, err)
	case factDo, draftDo, undoRevision, historyPage:
		return p.curate(ctx, id)
	case postFact:
		return p.post(ctx, id.Message, func(v view) (reply, error) {
			f := resolve(base, id.Key)
			if f == nil {
				return reply{}, errRenderGone
			}
			return renderFact(base, f, v)
		})
	case postClaim:
		return p.postClaim(ctx, id)
	case postSummary:
		return p.post(ctx, "", func(v view) (reply, error) { return p.summary(id.View, id.Topic, id.Page, v) })
	case postParagraph:
		return p.post(ctx, "", func(v view) (reply, error) { return renderParagraph(base, showParagraph(id), v) })
	}
	return errCustomID
}

// value returns what was picked from a menu, "" when nothing was.
func (p press) value() string {
	if len(p.values) == 0 {
		return ""
	}
	return p.values[0]
}

func (p press) fact(ctx context.Context, key string) error {
	f := resolve(p.ix.Base(), key)
	if f == nil {
		return errRenderGone
	}
	r, err := renderFact(p.ix.Base(), f, view{Post: true})
	return p.aside(ctx, r, err)
}

func (p press) summary(v answers.View, topicKey string, page int, w view) (reply, error) {
	topic, ok := resolveTopic(p.ix.Topics(), topicKey)
	if !ok {
		return reply{}, errRenderGone
	}
	s, err := p.ix.Summary(v, topic)
	if err != nil {
		return reply{}, err
	}
	return renderSummary(p.ix, s, page, w)
}

func (p press) facts(topicKey string, page int) (reply, error) {
	topic, ok := resolveTopic(p.ix.Topics(), topicKey)
	if !ok {
		return reply{}, errRenderGone
	}
	return renderFacts(p.ix, topic, page)
}

// post says in the channel what the presser saw alone: as a reply to a message
// when to names one. Who may not write here may not make the bot write.
func (p press) post(ctx context.Context, to string, r func(view) (reply, error)) error {
	if m := p.q.i.Member; m != nil && m.Permissions&(discordgo.PermissionSendMessages|discordgo.PermissionSendMessagesInThreads|discordgo.PermissionAdministrator) == 0 {
		p.b.tell(ctx, p.q, "You may not write in this channel, so I cannot post for you.")
		return nil
	}
	said, err := r(view{Asker: p.q.user, Public: true})
	if err != nil {
		return err
	}
	if to == "" {
		p.b.show(ctx, p.q, result{reply: said})
		return nil
	}
	if _, err := p.b.send(ctx, p.q.channel, to, said, nobody()); err != nil {
		p.b.log.WarnContext(ctx, "post", "err", err)
		p.b.tell(ctx, p.q, "I could not post here. I may lack the permission to write in this channel.")
		return nil
	}
	p.b.update(ctx, p.q, reply{Content: "Posted."})
	return nil
}

// takeAway deletes a reply for its asker or a moderator.
func (b *Bot) takeAway(ctx context.Context, q *request, d deleteReply) {
	if d.Asker != q.user && !q.moderates() {
		b.tell(ctx, q, "Only who asked, or a moderator, can delete this.")
		return
	}
	b.answer(ctx, q, response{Type: discordgo.InteractionResponseDeferredMessageUpdate})
	b.follow.forgetReply(q.i.Message.ID)
	if err := b.remove(ctx, q.channel, q.i.Message.ID); err != nil {
		b.log.WarnContext(ctx, "delete", "err", err)
	}
}
