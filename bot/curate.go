package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"briefbot/bot/factform"
	"briefbot/knowledge"
	"briefbot/knowledge/desk"
	"briefbot/knowledge/quantity"
	"briefbot/knowledge/text"
)

// teachCommand is the name of the message command for moderators.
const teachCommand = "Teach Briefbot"

// deskCommands are for those who keep the facts. They are offered to all: roles
// are checked when they are used, as Discord's own list of who may use a command
// cannot be changed by a bot.
func deskCommands() []command {
	str := discordgo.ApplicationCommandOptionString
	fact := func(required bool) *discordgo.ApplicationCommandOption {
		return &discordgo.ApplicationCommandOption{Type: str, Name: "fact", Description: "Type a few letters", Required: required, Autocomplete: true, MaxLength: 100}
	}
	return []command{
		{inServer(slash("fact", "Moderators: add, change and look after facts",
			subcommand("add", "Add a fact that a paragraph carries",
				&discordgo.ApplicationCommandOption{Type: str, Name: "paragraph", Description: "The paragraph that carries it", Required: true, Autocomplete: true, MaxLength: 100},
				&discordgo.ApplicationCommandOption{Type: str, Name: "topic", Description: "A topic that there is, or a new one", Required: true, Autocomplete: true, MaxLength: 60}),
			subcommand("edit", "Change a fact", fact(true)),
			subcommand("remove", "Take a fact out; it can be brought back", fact(true)),
			subcommand("show", "Show all that is known of a fact", fact(true)),
			subcommand("history", "Who changed what, with undo", fact(false)),
			subcommand("drafts", "What you have begun and not published"),
		)), curators, (*Bot).fact, (*Bot).completeFact},
		{inServer(slash("briefing", "Moderators: add a source",
			subcommand("add", "Add a short text whose paragraphs facts can cite"),
		)), curators, (*Bot).briefing, nil},
		{inServer(&discordgo.ApplicationCommand{Type: discordgo.MessageApplicationCommand, Name: teachCommand}), curators, (*Bot).teach, nil},
	}
}

func subcommand(name, description string, options ...*discordgo.ApplicationCommandOption) *discordgo.ApplicationCommandOption {
	return &discordgo.ApplicationCommandOption{Type: discordgo.ApplicationCommandOptionSubCommand, Name: name, Description: description, Options: options}
}

// inServer makes a command usable in servers only.
func inServer(c *discordgo.ApplicationCommand) *discordgo.ApplicationCommand {
	c.Contexts = &[]discordgo.InteractionContextType{discordgo.InteractionContextGuild}
	c.IntegrationTypes = &[]discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall}
	return c
}

// completeFact offers paragraphs, topics and facts. Facts that were taken out
// have a history, too.
func (b *Bot) completeFact(ctx context.Context, q *request, option, typed string) []*discordgo.ApplicationCommandOptionChoice {
	switch option {
	case "paragraph":
		return b.completeSource(ctx, q, option, typed)
	case "topic":
		return b.completeTopic(ctx, q, option, typed)
	}
	out := b.completeFacts(ctx, q, "search", typed)
	if q.sub != "show" {
		left, err := b.leftOut(ctx, q.server)
		if err != nil {
			b.log.WarnContext(ctx, "facts left out", "err", err)
		}
		out = offerAside(out, "left out · ", typed, left)
	}
	if q.sub != "history" || len(out) >= maxChoices {
		return out
	}
	removed, err := b.removedFacts(ctx, q.server)
	if err != nil {
		b.log.WarnContext(ctx, "removed facts", "err", err)
	}
	return offerAside(out, "removed · ", typed, removed)
}

// offerAside adds facts that are not in the base, as far as there is room.
func offerAside(out []*discordgo.ApplicationCommandOptionChoice, mark, typed string, list []*knowledge.Fact) []*discordgo.ApplicationCommandOptionChoice {
	for _, f := range list {
		if len(matching(typed, []string{f.Statement})) > 0 && len(out) < maxChoices {
			out = append(out, choice(mark+f.Statement, factKey(f.Ref)))
		}
	}
	return out
}

// removedFacts are the operator's facts that a server has hidden. Facts of its
// own that it took away are found in its history only.
func (b *Bot) removedFacts(ctx context.Context, server string) ([]*knowledge.Fact, error) {
	o, err := b.opt.Desk.Overlay(ctx, server)
	if err != nil {
		return nil, err
	}
	operator, err := b.opt.Desk.Index(ctx, "")
	if err != nil {
		return nil, err
	}
	var out []*knowledge.Fact
	for _, it := range o.Items {
		if it.Kind != desk.FactKind || it.Source != desk.Hidden {
			continue
		}
		briefing, id, _ := strings.Cut(it.Key, "/")
		if f := operator.Base().Fact(knowledge.Ref{Briefing: briefing, ID: id}); f != nil {
			out = append(out, f)
		}
	}
	return out, nil
}

// fact is /fact.
func (b *Bot) fact(ctx context.Context, q *request) (result, error) {
	ix, ok := b.index(ctx, q.server)
	if !ok {
		return result{}, errNoIndex
	}
	base := ix.Base()
	switch q.sub {
	case "add":
		return b.addFact(ctx, q, base)
	case "drafts":
		r, err := b.drafts(ctx, q, base)
		if err != nil {
			return b.unavailable(ctx, err), nil
		}
		return result{reply: r, private: true}, nil
	}
	f := resolveFact(base, q.text("fact"))
	if f == nil && q.sub != "show" {
		left, err := b.leftOut(ctx, q.server)
		if err != nil {
			return b.unavailable(ctx, err), nil
		}
		for _, l := range left {
			if s := q.text("fact"); s == factKey(l.Ref) || s == l.Ref.ID {
				f = l
			}
		}
	}
	if q.sub == "history" {
		return b.historyOf(ctx, q, f)
	}
	if f == nil {
		return sentence("No fact has that name. Type a few letters and pick one from the list."), nil
	}
	return b.factAction(ctx, q, base, f, q.sub)
}

// What can be done to a fact.
const (
	doEdit    = "edit"
	doRemove  = "remove"
	doHistory = "history"
	doAsk     = "ask"
	doFollow  = "follow" // take the operator's again
)

var factActions = []string{doEdit, doRemove, doHistory, doAsk, doFollow}

// factAction does something to a fact that is in the base, or that everFact finds
// beside it.
func (b *Bot) factAction(ctx context.Context, q *request, base *knowledge.Base, f *knowledge.Fact, do string) (result, error) {
	id := desk.Content{Fact: f}.ID()
	switch do {
	case "show":
		r, err := renderCurated(base, f)
		return result{reply: r, private: true}, err
	case doHistory:
		return b.historyOf(ctx, q, f)
	}
	v, err := b.opt.Desk.Look(ctx, q.server, id)
	if err != nil {
		return b.unavailable(ctx, err), nil
	}
	if do == doRemove {
		return b.begin(ctx, q, newDraft("Remove a fact", desk.Edit{Steps: []desk.Step{desk.Remove(id, v.Seen)}}))
	}
	if do == doFollow {
		return b.begin(ctx, q, newDraft("Take the operator's fact", desk.Edit{Steps: []desk.Step{desk.Restore(id, v.Seen)}}))
	}
	if v.Content.Fact == nil {
		return sentence(gone), nil
	}
	d := factDraft("Edit a fact", *v.Content.Fact, v.Seen)
	if do == doAsk {
		return b.begin(ctx, q, d)
	}
	return b.showForm(ctx, q, base, d, factform.Words, 0)
}

// addFact opens the form for a new fact of a paragraph, with the likeliest
// sentence as its quote.
func (b *Bot) addFact(ctx context.Context, q *request, base *knowledge.Base) (result, error) {
	br, n := findParagraph(base, q.text("paragraph"))
	if br == nil {
		return sentence("There is no such paragraph. " + paragraphCounts(base)), nil
	}
	f := knowledge.Fact{Ref: knowledge.Ref{Briefing: br.ID, ID: "new"}, Topic: q.text("topic"), Cites: []knowledge.Citation{{Paragraph: n}}}
	d := factDraft("Add a fact", f, desk.Seen{})
	d.Typed["quote"] = likelyQuote(br, n)
	return b.showForm(ctx, q, base, d, factform.Words, 0)
}

// likelyQuote returns the sentence of a paragraph that a new fact most likely
// cites: the first with a figure that no fact cites yet, else the first that no
// fact cites, else the first.
func likelyQuote(br *knowledge.Briefing, n int) string {
	p, _ := br.Paragraph(n)
	best, score := "", -1
	for _, s := range text.Sentences(p.Text) {
		points := 0
		if !cited(br, n, s) {
			points += 2
		}
		if quantity.HasFigure(s.Of(p.Text)) {
			points++
		}
		if points > score {
			best, score = s.Of(p.Text), points
		}
	}
	return best
}

// cited reports whether a fact cites something of a sentence.
func cited(br *knowledge.Briefing, n int, s text.Span) bool {
	for _, f := range br.Facts {
		for _, c := range f.Cites {
			if c.Paragraph == n && s.Overlaps(text.Span{Start: c.Start, End: c.End}) {
				return true
			}
		}
	}
	return false
}

// showForm saves a draft and opens one of its forms; page is that of phrasings.
func (b *Bot) showForm(ctx context.Context, q *request, base *knowledge.Base, d *draft, part factform.Part, page int) (result, error) {
	texts, err := d.texts(base)
	if errors.Is(err, errNoBriefing) {
		return sentence("The briefing that this fact cites is not there any more."), nil
	}
	if err == nil && d.ID == "" {
		err = b.save(ctx, q, d)
	}
	if err != nil {
		return b.unavailable(ctx, err), nil
	}
	fields, title := factform.Parts[part], d.Title
	if part == factform.Ask {
		fields = []factform.Field{{Name: "ask", Label: "Questions, one a line", Hint: "Delete a line to drop it", Long: true, Most: 4000}}
		texts["ask"] = factform.Lines(d.Ask, page)
		title = fmt.Sprintf("Questions, page %d of %d", page+1, factform.Pages(d.Ask))
	}
	return result{form: newForm(draftDo{d.ID, string(part), page}, title, fields, texts)}, nil
}

// unavailable is what a moderator is told when the store does not work now. The
// cause is the operator's business.
func (b *Bot) unavailable(ctx context.Context, err error) result {
	b.log.ErrorContext(ctx, "desk", "err", err)
	if errors.Is(err, desk.ErrUnsure) {
		return sentence("The connection to the database was lost while saving. Please look with `/fact history` whether the change is there before you try again.")
	}
	return sentence("I cannot read or save changes just now, so nothing was changed. Please try again in a while; questions are still answered.")
}
