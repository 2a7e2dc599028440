package bot

import (
	"context"
	"slices"

	"github.com/bwmarrin/discordgo"

	"briefbot/answers"
	"briefbot/bot/factform"
	"briefbot/knowledge"
	"briefbot/knowledge/desk"
	"briefbot/knowledge/text"
)

// pickNone is the value of the menu that stands for "this gets no answer".
const pickNone = "none"

// teachFields is the form of a taught question.
var teachFields = []factform.Field{{Name: "question", Label: "The question", Hint: "As other people would put it; leave out what is only this person's", Long: true, Most: maxQuestion, Needed: true}}

// teach is the message command Teach Briefbot: the moderator chooses which fact
// the message should get, edits the words, and sees what else that changes.
func (b *Bot) teach(ctx context.Context, q *request) (result, error) {
	words := b.messageText(q)
	if words == "" {
		return sentence("There are no words in that message that I could learn."), nil
	}
	d := newDraft("Teach a question", desk.Edit{})
	d.Teach = clip(words, maxQuestion)
	if err := b.save(ctx, q, d); err != nil {
		return b.unavailable(ctx, err), nil
	}
	return b.teachMenu(ctx, q, d)
}

// messageText returns the words of the message on which a message command was
// used, mentions stripped.
func (b *Bot) messageText(q *request) string {
	data, _ := q.i.Data.(discordgo.ApplicationCommandInteractionData)
	if data.Resolved == nil || data.Resolved.Messages[data.TargetID] == nil {
		return ""
	}
	me := ""
	if u := b.me.Load(); u != nil {
		me = u.ID
	}
	return strip(data.Resolved.Messages[data.TargetID].Content, me)
}

// teachMenu offers the facts that come near the question, and none.
func (b *Bot) teachMenu(ctx context.Context, q *request, d *draft) (result, error) {
	ix, ok := b.index(ctx, q.server)
	if !ok {
		return result{}, errNoIndex
	}
	a := ix.Ask(d.Teach)
	now := "It gets no answer now."
	if a.Fact != nil {
		now = "It gets the fact " + escape(a.Fact.Ref.ID) + " now."
	}
	options := []discordgo.SelectMenuOption{{Label: "No fact: it must get no answer", Value: pickNone}}
	for _, near := range nearFacts(ix, a) {
		options = append(options, renderOption(near))
	}
	r := reply{Content: "**Question:** " + escapeClip(d.Teach, renderMaxQuestion) + "\n" + now + " Which fact should it get?"}
	r.row(replyMenu("Choose a fact, or none", draftDo{d.ID, doTeach, 0}, options))
	r.row(d.button("Discard", discordgo.SecondaryButton, doDiscard))
	return result{reply: r, private: true, replaces: true}, nil
}

// nearFacts are the answer, what came near it, and the other facts after them,
// each once.
func nearFacts(ix *answers.Index, a answers.Answer) []answers.Quote {
	out := append(answeredQuote(a), a.Near...)
	for _, f := range ix.Base().Facts {
		if !slices.ContainsFunc(out, func(q answers.Quote) bool { return q.Fact == f }) {
			out = append(out, answers.QuoteOf(ix.Base(), f))
		}
	}
	return out[:min(len(out), limitOptions-1)]
}

// pickFact opens the form for the words, or the menu again when nothing was
// picked.
func (b *Bot) pickFact(ctx context.Context, q *request, d *draft) (result, error) {
	data, _ := q.i.Data.(discordgo.MessageComponentInteractionData)
	if len(data.Values) == 0 {
		return b.teachMenu(ctx, q, d)
	}
	d.Pick = data.Values[0]
	if err := b.save(ctx, q, d); err != nil {
		return b.unavailable(ctx, err), nil
	}
	return result{form: newForm(draftDo{d.ID, doTeach, 0}, d.Title, teachFields, factform.Texts{"question": d.Teach})}, nil
}

// taught makes the edit: the question is one more phrasing of the fact, or a
// question that gets no answer; and it is accepted, so that later changes which
// alter its answer are told. ok is false when it cannot be made; the reply says
// why.
func (b *Bot) taught(ctx context.Context, q *request, base *knowledge.Base, d *draft) (r reply, ok bool) {
	accepted := desk.Question{Text: d.Teach}
	var contents []desk.Content
	if d.Pick == pickNone {
		if len(base.Briefings) == 0 {
			return reply{Content: gone}, false
		}
		contents = append(contents, desk.Content{Negative: &desk.Negative{Briefing: base.Briefings[0].ID, Negative: knowledge.Negative{Question: d.Teach}}})
	} else {
		f := resolve(base, d.Pick)
		if f == nil {
			return reply{Content: gone}, false
		}
		accepted.Want = f.Ref
		if !slices.ContainsFunc(f.Ask, func(s string) bool { return sameWords(s, d.Teach) }) {
			contents = append(contents, desk.Content{Fact: f})
		}
	}
	contents = append(contents, desk.Content{Question: &accepted})
	edit, err := b.unteach(ctx, q, base, d, accepted.Want)
	if err != nil {
		return b.tryAgain(ctx, d, err), false
	}
	for _, c := range contents {
		v, err := b.opt.Desk.Look(ctx, q.server, c.ID())
		if err != nil {
			return b.tryAgain(ctx, d, err), false
		}
		if f := v.Content.Fact; f != nil {
			more := *f
			more.Ask = append(slices.Clone(f.Ask), d.Teach)
			c.Fact = &more
		}
		edit.Steps = append(edit.Steps, desk.Put(c, v.Seen))
	}
	d.Edit = desk.EncodeEdit(edit)
	return reply{}, true
}

// sameWords reports whether two questions are one, as the citation check does.
func sameWords(a, b string) bool {
	return slices.EqualFunc(text.Tokens(a), text.Tokens(b), func(x, y text.Token) bool { return x.Norm == y.Norm })
}

// unteach makes the steps that take the question from where it leads now, unless
// that is the fact want: a question leads to one fact, or to none.
func (b *Bot) unteach(ctx context.Context, q *request, base *knowledge.Base, d *draft, want knowledge.Ref) (e desk.Edit, err error) {
	same := func(s string) bool { return sameWords(s, d.Teach) }
	look := func(c desk.Content) (v desk.View) {
		if err == nil {
			v, err = b.opt.Desk.Look(ctx, q.server, c.ID())
		}
		return v
	}
	for _, br := range base.Briefings {
		for _, n := range br.Negatives {
			if want == (knowledge.Ref{}) || !same(n.Question) {
				continue
			}
			v := look(desk.Content{Negative: &desk.Negative{Briefing: br.ID, Negative: n}})
			e.Steps = append(e.Steps, desk.Remove(v.ID, v.Seen))
		}
	}
	for _, f := range base.Facts {
		if f.Ref == want || !slices.ContainsFunc(f.Ask, same) {
			continue
		}
		v := look(desk.Content{Fact: f})
		if v.Content.Fact == nil {
			continue // removed meanwhile
		}
		less := *v.Content.Fact
		less.Ask = slices.DeleteFunc(slices.Clone(less.Ask), same)
		e.Steps = append(e.Steps, desk.Put(desk.Content{Fact: &less}, v.Seen))
	}
	return e, err
}
