package bot

import (
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"briefbot/answers"
	"briefbot/answers/wording"
	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

// A view says for whom and where a reply is shown.
type view struct {
	Asker    string // user id; "" when nobody may take the reply away
	Question string // shown above the answer of a slash command, else ""
	Public   bool   // everyone in the channel sees it
	Post     bool   // offer to post a private reply to the channel
	Message  string // id of the message that a posted fact replies to, or ""
}

// Texts on buttons.
const (
	textShowParagraph = "Show paragraph"
	textNotAsked      = "Not what I asked"
	textDelete        = "Delete"
	textPost          = "Post it"
)

// Colours of the line beside an embed.
const (
	renderBlue  = 0x2B6CB0 // from the briefing
	renderAmber = 0xB7791F // near, but not the answer
)

// renderMaxQuestion is the most characters of a question that are repeated, and
// renderMaxName the most of a heading or title in a line of the source.
const renderMaxQuestion, renderMaxName = 300, 200

// renderMaxLine is the longest statement that stands as the answer's line of
// content; a longer one stands in the embed only. renderMaxLead bounds the
// sentence before it, which repeats words of the question.
const renderMaxLine, renderMaxLead = 400, 800

var renderWords = wording.For("en")

// renderAnswer words an answer of base. The citations are checked once more
// before: an answer that fails is an error and nothing of it is shown.
func renderAnswer(base *knowledge.Base, a answers.Answer, v view) (reply, error) {
	if err := answers.Verify(base, a); err != nil {
		return reply{}, err
	}
	var r reply
	switch lead := escapeClip(renderWords.Lead(a), renderMaxLead); {
	case a.Verdict == answers.Answered:
		r = renderQuote(base, a.Quote, lead)
		r.row(renderShow(a.Quote), replyButton(textNotAsked, discordgo.SecondaryButton, notAsked{v.Asker, renderKeys(a.Near)}),
			renderPost(v, postFact{factKey(a.Fact.Ref), v.Message}), renderDelete(v))
	case a.Verdict == answers.Closest && len(a.Near) > 0:
		r = renderNear(a.Near, lead, renderWords.Offers(a))
		r.row(renderDelete(v))
	default:
		r = reply{Content: lead}
		r.row(renderDelete(v))
	}
	if v.Question != "" {
		r.Content = "Asked: " + escapeClip(v.Question, renderMaxQuestion) + "\n" + r.Content
	}
	return r, nil
}

// renderFact shows one fact of base by itself.
func renderFact(base *knowledge.Base, f *knowledge.Fact, v view) (reply, error) {
	q := answers.QuoteOf(base, f)
	if err := answers.VerifyQuote(base, q); err != nil {
		return reply{}, err
	}
	r := renderQuote(base, q, "")
	r.row(renderShow(q), renderPost(v, postFact{factKey(f.Ref), v.Message}), renderDelete(v))
	return r, nil
}

// renderNotAsked offers what else came near an answer.
func renderNotAsked(base *knowledge.Base, id notAsked) (reply, error) {
	var near []answers.Quote
	for _, key := range id.Facts {
		f := resolve(base, key)
		if f == nil {
			continue // taken out since
		}
		q := answers.QuoteOf(base, f)
		if err := answers.VerifyQuote(base, q); err != nil {
			return reply{}, err
		}
		near = append(near, q)
	}
	if len(near) == 0 {
		return reply{Content: "Nothing else in the briefing comes near. Try other words, or look through /facts."}, nil
	}
	return renderNear(near, "Perhaps one of these?", renderWords.Label(wording.LabelClosest)), nil
}

// renderQuote is the reply for a quote that was verified: the answer in one
// line, and the embed that proves it.
func renderQuote(base *knowledge.Base, q answers.Quote, lead string) reply {
	f, place := q.Fact, fmt.Sprintf("¶ %d", q.Paragraph.Number)
	r := reply{place: place}
	statement := escape(f.Statement)
	answer := place
	switch {
	case f.Figure != nil && escapeLength(escapeLine(f.Figure.Text)) <= renderMaxLine:
		answer = renderBold(escapeLine(f.Figure.Text)) + " · " + place
	case escapeLength(escapeLine(f.Statement)) <= renderMaxLine:
		answer, statement = escapeLine(f.Statement)+" ("+place+")", ""
	}
	r.Content = strings.TrimSpace(lead + " " + answer)
	e := &discordgo.MessageEmbed{
		Color: renderBlue, Title: renderTitle(f),
		Footer: &discordgo.MessageEmbedFooter{Text: renderPlace(base, q)},
	}
	quote := renderBlock(q.Text, q.Figure())
	if by := renderSpeaker(q.Spoken); by != "" {
		quote += "\n— " + by
	}
	e.Description = strings.TrimLeft(statement+"\n\n"+quote, "\n")
	if escapeLength(e.Description) > limitDescription {
		e.Description = strings.TrimLeft(escapeClip(f.Statement, 2000)+"\n\n"+replyElsewhere(place), "\n")
	}
	if f.Note != "" {
		room := min(limitFieldValue, limitEmbed-renderSize(e)-20)
		e.Fields = []*discordgo.MessageEmbedField{{Name: strings.TrimSuffix(renderWords.Label(wording.LabelNote), ":"), Value: escapeClip(f.Note, room)}}
	}
	renderOlder(base, f, e)
	r.Embeds = []*discordgo.MessageEmbed{e}
	return r
}

// maxOlder is how many of the facts that a fact replaces are shown with it.
const maxOlder = 2

// renderOlder puts the facts that f replaces below it, each with its quote, as
// far as there is room. One that fails the citation check is not shown.
func renderOlder(base *knowledge.Base, f *knowledge.Fact, e *discordgo.MessageEmbed) {
	for i, older := range base.Older(f) {
		q := answers.QuoteOf(base, older)
		if i == maxOlder || answers.VerifyQuote(base, q) != nil {
			return
		}
		name := renderWords.Label(wording.LabelUpdates)
		if older.Figure != nil {
			if s := name + " " + escapeLine(older.Figure.Text); escapeLength(s) <= limitTitle {
				name = s
			}
		}
		value := renderBlock(q.Text, q.Figure()) + "\n" + renderPlace(base, q)
		room := min(limitFieldValue, limitEmbed-renderSize(e)-escapeLength(name)-20)
		if escapeLength(value) > room {
			value = renderPlace(base, q)
		}
		if escapeLength(value) > room {
			return
		}
		e.Fields = append(e.Fields, &discordgo.MessageEmbedField{Name: name, Value: value})
	}
}

// renderTitle is the figure with what it counts and its period, as far as they
// fit; "" when there is no figure.
func renderTitle(f *knowledge.Fact) string {
	if f.Figure == nil {
		return ""
	}
	title := escapeLine(f.Figure.Text)
	if escapeLength(title) > limitTitle {
		return "" // it stands in the quote
	}
	for _, s := range []string{f.About.Measure, f.About.Period} {
		longer := renderJoin(title, escapeLine(s))
		if !strings.Contains(s, f.Figure.Text) && escapeLength(longer) <= limitTitle {
			title = longer
		}
	}
	return title
}

// renderPlace says where a quote stands. It is for a footer: no Markdown.
func renderPlace(base *knowledge.Base, q answers.Quote) string {
	return renderJoin(fmt.Sprintf("¶ %d", q.Paragraph.Number), escapeLabel(q.Paragraph.Heading, renderMaxName),
		escapeLabel(base.Briefing(q.Fact.Ref.Briefing).Title, renderMaxName))
}

// renderSpeaker says who speaks in a quote, or "".
func renderSpeaker(s knowledge.Spoken) string {
	label := map[knowledge.SpeechKind]wording.Label{knowledge.Speech: wording.LabelSpoken, knowledge.Mixed: wording.LabelMixed}[s.Kind]
	if label == "" || s.Speaker == "" {
		return ""
	}
	return renderWords.Label(label) + " " + escapeLine(s.Speaker)
}

// renderNear offers facts that were verified; lead stands above, escaped.
func renderNear(near []answers.Quote, lead, label string) reply {
	r := reply{Content: lead}
	var lines []string
	var buttons []discordgo.MessageComponent
	for i, q := range near[:min(len(near), answers.MaxNear)] {
		lines = append(lines, fmt.Sprintf("**%d** · ¶ %d · %s", i+1, q.Paragraph.Number, escapeClip(q.Fact.Statement, renderMaxLine)))
		buttons = append(buttons, replyButton(fmt.Sprintf("%d · ¶ %d", i+1, q.Paragraph.Number), discordgo.PrimaryButton, showFact{factKey(q.Fact.Ref)}))
	}
	r.Embeds = []*discordgo.MessageEmbed{{Color: renderAmber, Title: label, Description: strings.Join(lines, "\n")}}
	r.row(buttons...)
	return r
}

// renderBlock writes quote as a block quote, its figure in bold.
func renderBlock(quote string, figure text.Span) string {
	return "> " + strings.ReplaceAll(renderMarked(quote, figure), "\n", "\n> ")
}

// renderMarked escapes s with the bytes of mark in bold.
func renderMarked(s string, mark text.Span) string {
	return escape(s[:mark.Start]) + renderBold(escape(mark.Of(s))) + escape(s[mark.End:])
}

// renderBold sets escaped text in bold, each line by itself.
func renderBold(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		if strings.TrimSpace(l) != "" {
			lines[i] = "**" + l + "**"
		}
	}
	return strings.Join(lines, "\n")
}

// renderJoin joins the parts that are not empty with middle dots.
func renderJoin(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " · ")
}
