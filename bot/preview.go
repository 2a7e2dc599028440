package bot

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"briefbot/answers"
	"briefbot/bot/factform"
	"briefbot/knowledge"
	"briefbot/knowledge/desk"
)

// begin saves a new draft and shows what it would do.
func (b *Bot) begin(ctx context.Context, q *request, d *draft) (result, error) {
	if err := b.save(ctx, q, d); err != nil {
		return b.unavailable(ctx, err), nil
	}
	return result{private: true, later: func(ctx context.Context) reply { return b.preview(ctx, q, d) }}, nil
}

// draftForm takes one of the forms of a draft. The form is shut then: where what
// was typed cannot be kept, it is given back as a file.
func (b *Bot) draftForm(q *request, id draftDo, texts factform.Texts) result {
	return result{private: true, keeps: true, later: func(ctx context.Context) reply {
		d, err := b.open(ctx, q, id.Draft)
		if errors.Is(err, desk.ErrNoDraft) {
			return typedBack(reply{Content: "This form is over: its change was published or given up, or it was left for a week."}, texts)
		}
		if err != nil {
			return typedBack(b.tryAgain(ctx, &draft{ID: id.Draft}, err), texts)
		}
		ix, ok := b.index(ctx, q.server)
		if !ok {
			return typedBack(b.tryAgain(ctx, d, errNoIndex), texts)
		}
		if problem := d.take(ix.Base(), id, texts); problem != "" {
			return typedBack(reply{Content: problem}, texts)
		}
		if d.Teach != "" {
			if r, ok := b.taught(ctx, q, ix.Base(), d); !ok {
				return typedBack(r, texts)
			}
		}
		d.Replay, d.Shown, d.Sent = "", "", true
		if err := b.save(ctx, q, d); err != nil {
			return typedBack(b.tryAgain(ctx, d, err), texts)
		}
		return b.preview(ctx, q, d)
	}}
}

// take puts what was typed into d; it returns a sentence when that is not
// possible. A field that is as the form showed it is left to follow from the
// others.
func (d *draft) take(base *knowledge.Base, id draftDo, texts factform.Texts) string {
	switch {
	case d.Source != nil:
		for _, f := range briefingFields {
			if s, ok := texts[f.Name]; ok {
				d.Source[f.Name] = s
			}
		}
		return ""
	case d.Teach != "":
		// A message may have several lines; a question has one.
		if q := strings.Join(strings.Fields(texts["question"]), " "); q != "" {
			d.Teach = q
			return ""
		}
		return "Type a question."
	case d.Typed == nil:
		return somethingWrong
	}
	shown, err := d.texts(base)
	if errors.Is(err, errNoBriefing) {
		shown = factform.Texts{} // it may come back; all that was typed is kept
	} else if err != nil {
		return somethingWrong
	}
	if ask, ok := texts["ask"]; ok {
		page := 0
		if id.Do == string(factform.Ask) {
			page = id.Page
		}
		d.Ask = factform.WithLines(d.Ask, page, ask)
	}
	for _, f := range factform.Parts[factform.Part(id.Do)] {
		s, ok := texts[f.Name]
		if _, typed := d.Typed[f.Name]; ok && f.Name != "ask" && (typed || !factform.Same(s, shown[f.Name])) {
			d.Typed[f.Name] = s
		}
	}
	return ""
}

// typedBack gives back what was typed into a form that could not be kept.
func typedBack(r reply, texts factform.Texts) reply {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		if texts[name] != "" {
			fmt.Fprintf(&b, "%s:\n%s\n\n", fieldName(name), texts[name])
		}
	}
	if b.Len() == 0 {
		return r
	}
	said := r.Content
	r.Content = said + " **What you typed is in the file.**"
	r.file = &file{
		name: "what-you-typed.txt", kind: "text/plain; charset=utf-8", data: []byte(b.String()),
		instead: said + "\n" + escapeLines("You typed:\n"+b.String(), limitContent-escapeLength(said)-10),
	}
	return r
}

// tryAgain is what somebody is told when the store does not work now, with the
// way back to their draft.
func (b *Bot) tryAgain(ctx context.Context, d *draft, err error) reply {
	r := b.unavailable(ctx, err).reply
	d.buttons(&r, replyButton("Try again", discordgo.PrimaryButton, draftDo{d.ID, doPreview, 0}))
	return r
}

// preview tries a draft and shows the reply that readers would get, what was
// derived, and which questions would be answered differently; or what is wrong.
func (b *Bot) preview(ctx context.Context, q *request, d *draft) reply {
	ix, ok := b.index(ctx, q.server)
	if !ok {
		return reply{Content: somethingWrong}
	}
	edit, problems, err := d.build(ix.Base(), b.taken(ctx, q.server))
	if err != nil {
		return b.failed(ctx, ix.Base(), d, err)
	}
	p, err := b.opt.Desk.Propose(ctx, q.server, edit)
	var bad *desk.CheckError
	if errors.As(err, &bad) || len(problems) > 0 {
		return renderProblems(d, mergeProblems(problems, bad))
	}
	if err != nil {
		return b.failed(ctx, ix.Base(), d, err)
	}
	if !slices.ContainsFunc(p.Changes, func(c desk.Change) bool {
		kept := c.Before.Source == c.After.Source && c.Before.Replaces != c.After.Replaces // over what the operator says now
		return kept || !c.Before.Content.Equal(c.After.Content)
	}) {
		// A copy of what the operator says would not follow the operator any more.
		return b.failed(ctx, ix.Base(), d, desk.NoChangeError{})
	}
	return b.shown(ctx, q, d, p)
}

// shown saves which replay is shown, and renders the preview.
func (b *Bot) shown(ctx context.Context, q *request, d *draft, p desk.Proposal) reply {
	d.Replay, d.Shown, d.Round = p.Replay, editDigest(p.Edit), (d.Round+1)%(customIDMaxPage+1)
	if err := b.save(ctx, q, d); err != nil {
		return b.tryAgain(ctx, d, err)
	}
	r, err := renderPreview(d, p)
	if err != nil {
		b.log.ErrorContext(ctx, "render", "err", err)
		return reply{Content: somethingWrong}
	}
	return r
}

// taken reports whether a server has, or hides, a fact of that name. When that
// cannot be read, publishing tells.
func (b *Bot) taken(ctx context.Context, server string) func(knowledge.Ref) bool {
	return func(ref knowledge.Ref) bool {
		v, err := b.opt.Desk.Look(ctx, server, desk.Content{Fact: &knowledge.Fact{Ref: ref}}.ID())
		return err == nil && v.Source != desk.Nothing
	}
}

// mergeProblems puts those of the texts first; of one field the first is told.
func mergeProblems(typed []knowledge.Problem, checked *desk.CheckError) []knowledge.Problem {
	out := slices.Clone(typed)
	if checked == nil {
		return out
	}
	for _, p := range checked.Problems {
		field, _, _ := strings.Cut(p.Field, "[")
		if field == "cites" {
			field = "quote"
		}
		told := slices.ContainsFunc(typed, func(t knowledge.Problem) bool {
			return t.Field == field || t.Field == "quote" && (strings.HasPrefix(field, "figure") || strings.Contains(p.Text, "cited quote"))
		})
		if !told {
			out = append(out, p.Problem)
		}
	}
	return out
}

// renderProblems lists everything that keeps a draft from being published. The
// draft has all that was typed.
func renderProblems(d *draft, problems []knowledge.Problem) reply {
	r := reply{Content: "**This cannot be published yet.** Nothing that you typed is lost.\n" + problemLines(d.own, problems)}
	d.buttons(&r, nil)
	return r
}

// problemLines lists problems; of those of another fact than own it says which.
func problemLines(own string, problems []knowledge.Problem) string {
	var lines []string
	size := 0
	for i, p := range problems {
		line := "• **" + escape(fieldName(p.Field)) + "**: " + escapeClip(p.Text, 600)
		if p.Fact != "" && p.Fact != own {
			line = "• Fact " + escapeClip(p.Fact, 70) + ", **" + escape(fieldName(p.Field)) + "**: " + escapeClip(p.Text, 600)
		}
		if size += escapeLength(line) + 1; size > limitContent-300 {
			lines = append(lines, fmt.Sprintf("… and %d more", len(problems)-i))
			break
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// fieldName is a problem's field in the words of the forms.
func fieldName(field string) string {
	name, _, _ := strings.Cut(field, "[")
	for _, prefix := range []string{"about.", "figure.", "briefing."} {
		name = strings.TrimPrefix(name, prefix)
	}
	if name == "cites" {
		name = "quote"
	}
	for _, part := range append([][]factform.Field{briefingFields}, slices.Collect(maps.Values(factform.Parts))...) {
		for _, f := range part {
			if f.Name == name {
				return f.Label
			}
		}
	}
	return field
}

// failed words what else keeps a draft from being tried or published.
func (b *Bot) failed(ctx context.Context, base *knowledge.Base, d *draft, err error) reply {
	var conflict *desk.ConflictError
	switch {
	case errors.As(err, &conflict):
		return renderConflict(base, d, conflict)
	case errors.Is(err, errNoBriefing):
		r := reply{Content: "The briefing that this fact cites is not there any more, so it cannot be saved. Nothing that you typed is lost: once the briefing is back, try again."}
		r.row(replyButton("Try again", discordgo.PrimaryButton, draftDo{d.ID, doPreview, 0}), d.button("Discard", discordgo.SecondaryButton, doDiscard))
		return r
	case errors.As(err, &desk.NoChangeError{}):
		r := reply{Content: "This changes nothing: all of it is as it was."}
		d.buttons(&r, nil)
		return r
	}
	return b.tryAgain(ctx, d, err)
}

// buttons puts a draft's buttons below r, first in front.
func (d *draft) buttons(r *reply, first discordgo.MessageComponent) {
	discard := d.button("Discard", discordgo.SecondaryButton, doDiscard)
	switch {
	case d.Source != nil:
		r.row(first, d.button("Edit", discordgo.PrimaryButton, doSource), discard)
		return
	case d.Teach != "":
		r.row(first, d.button("Back", discordgo.PrimaryButton, doTeach), discard)
		return
	case d.Typed == nil:
		r.row(first, discard)
		return
	}
	r.row(first,
		d.button("Edit", discordgo.PrimaryButton, string(factform.Words)),
		d.button("Figure…", discordgo.SecondaryButton, string(factform.Figure)),
		d.button("Names…", discordgo.SecondaryButton, string(factform.Names)),
		d.button("More…", discordgo.SecondaryButton, string(factform.Rest)),
	)
	r.row(d.button(fmt.Sprintf("Questions (%d)", len(d.Ask)), discordgo.SecondaryButton, doPhrases), discard)
}

func (d *draft) button(label string, style discordgo.ButtonStyle, do string) discordgo.MessageComponent {
	return replyButton(label, style, draftDo{d.ID, do, 0})
}

// renderPreview shows what p would do.
func renderPreview(d *draft, p desk.Proposal) (reply, error) {
	base := p.Base
	r := reply{Content: "**" + escape(d.Title) + ": preview.** Nothing is live yet; only you see this, and `/fact drafts` finds it again."}
	for _, c := range p.Changes {
		if c.After.Content.Fact != nil && c.After.Source == desk.Server {
			f := base.Fact(c.After.Content.Fact.Ref)
			if f == nil {
				continue // it is left out of the base, and told so
			}
			q := answers.QuoteOf(base, f)
			if err := answers.VerifyQuote(base, q); err != nil {
				return reply{}, err
			}
			shown := renderQuote(base, q, "")
			r.Content += "\nReaders would see:\n" + shown.Content
			r.Embeds = append(r.Embeds, shown.Embeds...)
			r.Embeds = append(r.Embeds, renderDerived(base, f))
		}
	}
	embeds := &discordgo.MessageEmbed{Color: renderAmber, Title: "What would change", Description: renderChanges(base, p.Changes, 1200)}
	replay := renderReplay(p)
	r.Embeds = append(r.Embeds, embeds, replay)
	// What readers would see stands whole; beside the longest of it there is no
	// room for all that is said about it.
	for _, e := range []*discordgo.MessageEmbed{embeds, replay} {
		if over := sizeOf(r.Embeds) - limitEmbed; over > 0 {
			e.Description = cutLines(strings.Split(e.Description, "\n"), max(escapeLength(e.Description)-over, minCut))
		}
	}
	for i := len(r.Embeds) - 1; i > 0 && sizeOf(r.Embeds) > limitEmbed; i-- {
		if e := r.Embeds[i]; e != replay {
			r.Embeds = slices.Delete(r.Embeds, i, i+1)
		}
	}
	d.buttons(&r, replyButton("Publish", discordgo.SuccessButton, draftDo{d.ID, doPublish, d.Round}))
	return r, nil
}

// minCut is the least room in which cutLines says how much it leaves out.
const minCut = 60

func sizeOf(list []*discordgo.MessageEmbed) int {
	n := 0
	for _, e := range list {
		n += renderSize(e)
	}
	return n
}

// renderDerived lists what was derived from the words of a fact.
func renderDerived(base *knowledge.Base, f *knowledge.Fact) *discordgo.MessageEmbed {
	e := &discordgo.MessageEmbed{Color: renderAmber, Title: "What was derived"}
	q := answers.QuoteOf(base, f)
	rows := [][2]string{{"Topic", f.Topic}, {"Period", f.About.Period}, {"Speaker", q.Spoken.Speaker}, {"Status", string(f.About.Status)}}
	if f.Figure != nil {
		rows = append([][2]string{{"Figure", strings.TrimSpace(fmt.Sprintf("%s %s %s (%s)", f.Figure.Relation, f.Figure.Value, f.Figure.Unit, f.Figure.Kind))}}, rows...)
	}
	var lines []string
	for _, row := range rows {
		if row[1] != "" {
			lines = append(lines, row[0]+": "+escapeClip(row[1], 150))
		}
	}
	if n := len(f.Ask); n < 8 {
		lines = append(lines, fmt.Sprintf("Questions: %d. With eight or more, of different kinds, it is found better.", n))
	}
	e.Description = strings.Join(lines, "\n")
	return e
}

// maxShown is the most questions of a replay that are listed.
const maxShown = 8

// renderReplay says which questions would be answered differently, and which
// facts are like the new one.
func renderReplay(p desk.Proposal) *discordgo.MessageEmbed {
	differ := slices.DeleteFunc(slices.Clone(p.Differ), func(d desk.Difference) bool { return ownQuestion(p, d) })
	e := &discordgo.MessageEmbed{Color: renderBlue}
	switch len(differ) {
	case 0:
		e.Title = fmt.Sprintf("No other question would be answered differently (%d asked)", p.Asked)
	case 1:
		e.Title = fmt.Sprintf("1 question would be answered differently (%d asked)", p.Asked)
	default:
		e.Title = fmt.Sprintf("%d questions would be answered differently (%d asked)", len(differ), p.Asked)
	}
	var lines []string
	for i, d := range differ {
		if i == maxShown {
			lines = append(lines, fmt.Sprintf("… and %d more", len(differ)-i))
			break
		}
		mark := ""
		if d.Accepted && d.After.Fact != d.Want {
			mark = "⚠ "
		}
		lines = append(lines, mark+escapeClip(d.Question, 120)+": "+renderOutcome(d.Before)+" → "+renderOutcome(d.After))
	}
	for i, s := range p.Similar {
		if i == 3 {
			lines = append(lines, fmt.Sprintf("… and %d more facts like it", len(p.Similar)-i))
			break
		}
		what := "Says nearly the same as"
		if s.Why == desk.Contradicts {
			what = "⚠ Gives another figure for the same thing than"
		}
		lines = append(lines, fmt.Sprintf("%s ¶ %d · %s", what, s.Other.Cites[0].Paragraph, escapeClip(s.Other.Statement, 200)))
	}
	e.Description = strings.Join(lines, "\n")
	return e
}

// ownQuestion reports whether a difference is what the edit is for: a question
// that it gives to a fact, or to none, and that gets just that.
func ownQuestion(p desk.Proposal, d desk.Difference) bool {
	for _, c := range p.Changes {
		switch a := c.After.Content; {
		case a.Fact != nil && d.After.Fact == a.Fact.Ref && slices.Contains(a.Fact.Ask, d.Question):
			return c.Before.Content.Fact == nil || !slices.Contains(c.Before.Content.Fact.Ask, d.Question)
		case a.Negative != nil && a.Negative.Question == d.Question && d.After.Verdict == answers.None:
			return true
		}
	}
	return false
}

// renderOutcome is an answer in a few words.
func renderOutcome(o desk.Outcome) string {
	switch {
	case o.Verdict == answers.Answered && o.Stance == answers.Denies:
		return "no, " + escape(o.Fact.ID)
	case o.Verdict == answers.Answered:
		return escape(o.Fact.ID)
	case o.Verdict == answers.Closest:
		return "no answer, but near ones"
	}
	return "no answer"
}
