package bot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"briefbot/bot/factform"
	"briefbot/knowledge"
	"briefbot/knowledge/desk"
)

// The most characters of a changed text that a diff shows on each side.
const changeClip = 300

// renderChanges is a readable diff of at most most characters.
func renderChanges(base *knowledge.Base, changes []desk.Change, most int) string {
	var lines []string
	for _, c := range changes {
		lines = append(lines, renderChange(base, c)...)
	}
	return cutLines(lines, most)
}

// renderChange is a headline and a line for each thing that differs.
func renderChange(base *knowledge.Base, c desk.Change) []string {
	verb := "changed"
	switch {
	case c.Before.Content.Empty() && c.Before.Source == desk.Hidden:
		verb = "brought back"
	case c.Before.Content.Empty():
		verb = "added"
	case c.After.Content.Empty():
		verb = "removed"
	}
	content := c.After.Content
	if content.Empty() {
		content = c.Before.Content
	}
	switch {
	case content.Fact != nil:
		head := fmt.Sprintf("**Fact %s** %s", escapeClip(content.Fact.Ref.ID, 70), verb)
		if verb == "removed" {
			return []string{head, "− " + escapeClip(content.Fact.Statement, changeClip)}
		}
		was, now := factform.Texts{}, shownTexts(base, c.After.Content.Fact)
		if f := c.Before.Content.Fact; f != nil {
			was = shownTexts(base, f)
		}
		return append([]string{head}, renderTexts(was, now)...)
	case content.Briefing != nil:
		br := content.Briefing
		return []string{fmt.Sprintf("**Briefing %s** %s: %s, %s", escapeClip(br.ID, 70), verb, escapeClip(br.Title, 200), countParagraphs(len(br.Paragraphs)))}
	case content.Negative != nil:
		return []string{fmt.Sprintf("**No answer** %s: %s", verb, escapeClip(content.Negative.Question, changeClip))}
	case content.Question != nil:
		want := "no answer"
		if content.Question.Want != (knowledge.Ref{}) {
			want = content.Question.Want.ID
		}
		return []string{fmt.Sprintf("**Accepted question** %s: %s → %s", verb, escapeClip(content.Question.Text, changeClip), escape(want))}
	}
	return nil
}

func countParagraphs(n int) string {
	if n == 1 {
		return "1 paragraph"
	}
	return fmt.Sprintf("%d paragraphs", n)
}

func shownTexts(base *knowledge.Base, f *knowledge.Fact) factform.Texts {
	br := base.Briefing(f.Ref.Briefing)
	if br == nil {
		br = &knowledge.Briefing{}
	}
	t := factform.Show(br, f)
	t["ask"] = strings.Join(f.Ask, "\n")
	return t
}

// renderTexts has a line for each field that differs, in the order of the forms.
// Of phrasings, those that come and go.
func renderTexts(was, now factform.Texts) []string {
	var out []string
	clip := func(s string) string { return escapeClip(s, changeClip) }
	for _, part := range []factform.Part{factform.Words, factform.Figure, factform.Names, factform.Rest} {
		for _, f := range factform.Parts[part] {
			a, z := was[f.Name], now[f.Name]
			if a != z && f.Name != "ask" && clip(a) == clip(z) {
				a, z = fromDifference(a, z)
			}
			switch {
			case a == z:
			case f.Name == "ask":
				out = append(out, renderLines(strings.Split(a, "\n"), strings.Split(z, "\n"))...)
			case a == "":
				out = append(out, f.Label+": **"+clip(z)+"**")
			case z == "":
				out = append(out, f.Label+": ~~"+clip(a)+"~~")
			default:
				out = append(out, f.Label+": ~~"+clip(a)+"~~ → **"+clip(z)+"**")
			}
		}
	}
	return out
}

// fromDifference leaves out what two long texts begin with, all but a few
// characters.
func fromDifference(a, b string) (string, string) {
	x, y := []rune(a), []rune(b)
	n := 0
	for n < min(len(x), len(y)) && x[n] == y[n] {
		n++
	}
	n = max(n-20, 0)
	return "…" + string(x[n:]), "…" + string(y[n:])
}

func renderLines(was, now []string) []string {
	var out []string
	for _, q := range was {
		if q != "" && !slices.Contains(now, q) {
			out = append(out, "Question − "+escapeClip(q, changeClip))
		}
	}
	for _, q := range now {
		if q != "" && !slices.Contains(was, q) {
			out = append(out, "Question + "+escapeClip(q, changeClip))
		}
	}
	return out
}

// renderRevision is the line for the log channel: who changed what, and the way
// back, which works for ever.
func renderRevision(base *knowledge.Base, rev desk.Revision) reply {
	what := rev.Why
	if rev.Undoes > 0 {
		what = fmt.Sprintf("Undo of change %d", rev.Undoes)
	}
	r := reply{Content: strings.TrimSuffix(fmt.Sprintf("Change %d by %s: %s", rev.N, renderWho(rev.Who), escapeClip(what, 200)), ": ")}
	r.Embeds = []*discordgo.MessageEmbed{{Color: renderAmber, Description: renderChanges(base, rev.Changes, 3000)}}
	r.row(replyButton("Undo", discordgo.SecondaryButton, undoRevision{N: rev.N}), replyButton("History", discordgo.SecondaryButton, historyPage{}))
	return r
}

// renderWho names who made a change. A mention shows the name and pings nobody:
// no message of the bot allows it.
func renderWho(who string) string {
	switch {
	case who == "":
		return "the operator"
	case isID(who):
		return "<@" + who + ">"
	}
	return escape(who)
}

// renderStale shows what was changed again since a change that is to be undone.
func renderStale(base *knowledge.Base, e *desk.StaleError) reply {
	var lines []string
	for _, s := range e.Items {
		lines = append(lines, renderTwo(base, s.Now, s.Was, s.Field, "now", "after the undo")...)
	}
	r := reply{Content: fmt.Sprintf("**Changed again since change %d.** Undoing it would undo this, too:", e.N)}
	r.Embeds = []*discordgo.MessageEmbed{{Color: renderAmber, Description: cutLines(lines, limitDescription)}}
	r.row(replyButton("Undo anyway", discordgo.DangerButton, undoRevision{N: e.N, Force: true}), replyButton("History", discordgo.SecondaryButton, historyPage{}))
	return r
}

// renderConflict shows what somebody else did meanwhile beside what the draft
// wants.
func renderConflict(base *knowledge.Base, d *draft, e *desk.ConflictError) reply {
	var lines []string
	who := "Somebody"
	for _, c := range e.Items {
		if c.N > 0 {
			who = renderWho(c.By)
		}
		lines = append(lines, renderTwo(base, c.Theirs, c.Yours, "", "theirs", "yours")...)
	}
	r := reply{Content: "**" + who + " changed this since you began.** Nothing was published, and nothing that you typed is lost."}
	r.Embeds = []*discordgo.MessageEmbed{{Color: renderAmber, Title: "Theirs beside yours", Description: cutLines(lines, limitDescription)}}
	d.buttons(&r, replyButton("Go on with mine", discordgo.DangerButton, draftDo{d.ID, doMine, 0}))
	return r
}

// renderTwo shows two states of an item, field by field; of one field only when
// it is named.
func renderTwo(base *knowledge.Base, a, b desk.State, field, nameA, nameB string) []string {
	f, g := a.Content.Fact, b.Content.Fact
	if f == nil || g == nil {
		return []string{nameA + ": " + renderState(a), nameB + ": " + renderState(b)}
	}
	was, now := shownTexts(base, f), shownTexts(base, g)
	var out []string
	for _, part := range []factform.Part{factform.Words, factform.Figure, factform.Names, factform.Rest} {
		for _, fl := range factform.Parts[part] {
			if was[fl.Name] == now[fl.Name] || field != "" && !strings.Contains(field, fl.Name) {
				continue
			}
			out = append(out, "**"+fl.Label+"**", nameA+": "+escapeClip(was[fl.Name], changeClip), nameB+": "+escapeClip(now[fl.Name], changeClip))
		}
	}
	if len(out) == 0 {
		out = append(out, "**"+escape(strings.TrimSpace("Fact "+f.Ref.ID+" "+field))+"** differs in what the forms do not show.")
	}
	return out
}

func renderState(s desk.State) string {
	if s.Content.Empty() {
		return "removed"
	}
	switch c := s.Content; {
	case c.Fact != nil:
		return escapeClip(c.Fact.Statement, changeClip)
	case c.Briefing != nil:
		return escapeClip(c.Briefing.Title, changeClip)
	case c.Negative != nil:
		return "no answer to " + escapeClip(c.Negative.Question, changeClip)
	}
	return escapeClip(s.Content.Question.Text, changeClip)
}

// cutLines joins lines up to most characters.
func cutLines(lines []string, most int) string {
	size := 0
	for i, l := range lines {
		if size += escapeLength(l) + 1; size > most-20 {
			return strings.Join(append(lines[:i], fmt.Sprintf("… %d more lines", len(lines)-i)), "\n")
		}
	}
	return strings.Join(lines, "\n")
}

// renderCurated shows a moderator everything about a fact.
func renderCurated(base *knowledge.Base, f *knowledge.Fact) (reply, error) {
	r, err := renderFact(base, f, view{})
	if err != nil {
		return reply{}, err
	}
	texts := shownTexts(base, f)
	var lines []string
	for _, part := range []factform.Part{factform.Figure, factform.Names, factform.Rest} {
		for _, fl := range factform.Parts[part] {
			if texts[fl.Name] != "" {
				lines = append(lines, fl.Label+": "+escapeClip(texts[fl.Name], 200))
			}
		}
	}
	lines = append(lines, fmt.Sprintf("**Questions (%d)**", len(f.Ask)))
	for _, q := range f.Ask {
		lines = append(lines, escapeClip(q, 150))
	}
	r.Embeds = append(r.Embeds, &discordgo.MessageEmbed{
		Color: renderAmber, Title: "Fact " + escapeClip(f.Ref.String(), 150), Description: cutLines(lines, min(2500, limitEmbed-sizeOf(r.Embeds)-200)),
	})
	key := factKey(f.Ref)
	r.Components = nil
	r.row(
		replyButton("Edit", discordgo.PrimaryButton, factDo{key, doEdit}),
		replyButton("Questions and more", discordgo.SecondaryButton, factDo{key, doAsk}),
		replyButton("History", discordgo.SecondaryButton, factDo{key, doHistory}),
		replyButton("Remove", discordgo.DangerButton, factDo{key, doRemove}),
	)
	return r, nil
}
