package bot

import (
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"briefbot/answers"
	"briefbot/answers/wording"
	"briefbot/knowledge"
)

// renderSummary shows a page, counted from 0, of a summary that ix made; a page
// that there is not is the last one. Every quote is verified first.
func renderSummary(ix *answers.Index, s answers.Summary, page int, v view) (reply, error) {
	var blocks []renderPart
	for _, sec := range s.Sections {
		head := renderHead(ix.Base(), s, sec)
		for _, l := range sec.Lines {
			if err := answers.VerifyQuote(ix.Base(), l.Quote); err != nil {
				return reply{}, err
			}
			blocks = append(blocks, renderPart{head, renderLine(s.View, l)})
		}
	}
	pages := renderPaged(blocks)
	if len(pages) == 0 {
		pages = []string{renderWords.Label(wording.LabelNoFacts)}
	}
	page = min(max(page, 0), len(pages)-1)
	at := summaryPage{View: s.View, Topic: topicKey(s.Topic), Page: page, Asker: v.Asker}
	if !v.Public {
		at.Asker = ""
	}
	r := reply{Content: renderJoin(renderBold("Summary"), string(s.View), escapeClip(s.Topic, renderMaxName))}
	r.Embeds = renderListed(ix.Base(), pages[page], renderPageOf(page, len(pages)))
	turn := func(label string, to int) discordgo.MessageComponent {
		if to < 0 || to >= len(pages) {
			return nil
		}
		next := at
		next.Page = to
		return replyButton(label, discordgo.PrimaryButton, next)
	}
	var post discordgo.MessageComponent
	if len(blocks) > 0 {
		post = renderPost(v, postSummary{at.View, at.Topic, at.Page})
	}
	r.row(turn("Back a page", page-1), turn("Next page", page+1), post, renderDelete(v))
	if topics := ix.Topics(); len(topics) > 1 {
		r.row(renderTopicMenu(topics, s.Topic, customIDSummaryTopics{at.View, at.Asker}))
	}
	return r, nil
}

// renderFacts shows a page of the facts of a topic ("" for all) with a menu to
// pick one. An unknown topic gives an *answers.TopicError.
func renderFacts(ix *answers.Index, topic string, page int) (reply, error) {
	s, err := ix.Summary(answers.ViewTopics, topic)
	if err != nil {
		return reply{}, err
	}
	var blocks []renderPart
	var options []discordgo.SelectMenuOption
	for _, sec := range s.Sections {
		for _, l := range sec.Lines {
			if err := answers.VerifyQuote(ix.Base(), l.Quote); err != nil {
				return reply{}, err
			}
			blocks = append(blocks, renderPart{renderHead(ix.Base(), s, sec), renderLine(answers.ViewAll, l)})
			options = append(options, renderOption(l.Quote))
		}
	}
	pages, counts := renderPagedBy(blocks, limitOptions)
	if len(pages) == 0 {
		return reply{Content: renderWords.Label(wording.LabelNoFacts)}, nil
	}
	page = min(max(page, 0), len(pages)-1)
	first := 0
	for _, n := range counts[:page] {
		first += n
	}
	r := reply{Content: renderJoin(renderBold("Facts"), escapeClip(s.Topic, renderMaxName))}
	r.Embeds = renderListed(ix.Base(), pages[page], renderPageOf(page, len(pages)))
	turn := func(label string, to int) discordgo.MessageComponent {
		if to < 0 || to >= len(pages) {
			return nil
		}
		return replyButton(label, discordgo.PrimaryButton, factsPage{topicKey(s.Topic), to})
	}
	r.row(replyMenu("Show a fact with its quote", customIDFactMenu{}, options[first:first+counts[page]]))
	if topics := ix.Topics(); len(topics) > 1 {
		r.row(renderTopicMenu(topics, s.Topic, customIDFactsTopics{}))
	}
	r.row(turn("Back a page", page-1), turn("Next page", page+1))
	return r, nil
}

// renderListed is the embed of a page; a single briefing gives it its title.
func renderListed(base *knowledge.Base, page, footer string) []*discordgo.MessageEmbed {
	e := &discordgo.MessageEmbed{Color: renderBlue, Description: page}
	if len(base.Briefings) == 1 {
		e.Title = escapeClip(base.Briefings[0].Title, renderMaxName)
	}
	if footer != "" {
		e.Footer = &discordgo.MessageEmbedFooter{Text: footer}
	}
	return []*discordgo.MessageEmbed{e}
}

// renderHead is the escaped line above the lines of a section, "" for none.
func renderHead(base *knowledge.Base, s answers.Summary, sec answers.Section) string {
	title := sec.Title
	switch {
	case sec.Undated:
		title = renderWords.Label(wording.LabelUndated)
	case s.View == answers.ViewQuotes && title == "":
		title = renderWords.Label(wording.LabelUnnamed)
	case title == s.Topic:
		title = "" // it stands above
	}
	briefing := ""
	if len(base.Briefings) > 1 {
		briefing = escapeClip(sec.Briefing.Title, renderMaxName)
	}
	return renderJoin(briefing, escapeClip(title, renderMaxName))
}

// renderLine is one fact of a summary; a quote stands whole, or it is said where.
func renderLine(view answers.View, l answers.Line) string {
	place := fmt.Sprintf("¶ %d", l.Number)
	lead := ""
	switch view {
	case answers.ViewQuotes:
		block := renderBlock(l.Quote.Text, l.Quote.Figure()) + "\n" + place
		if escapeLength(block) > limitDescription-renderMaxName*2 {
			return place + " · A quote that is too long to stand here: see /source."
		}
		return block
	case answers.ViewTimeline:
		lead = l.When
	case answers.ViewBrief, answers.ViewFigures:
		lead = l.Figure
	}
	if lead != "" && escapeLength(escapeLine(lead)) <= renderMaxLine {
		lead = renderBold(escapeLine(lead))
	} else {
		lead = ""
	}
	return renderJoin(place, lead, escapeClip(l.Text, renderMaxLine))
}

// renderTopicMenu offers all topics, the current one chosen.
func renderTopicMenu(topics []string, current string, id customID) discordgo.MessageComponent {
	options := []discordgo.SelectMenuOption{{Label: "All topics", Value: customIDAll, Default: current == ""}}
	for _, t := range topics {
		options = append(options, discordgo.SelectMenuOption{Label: escapeLabel(t, limitOption), Value: topicKey(t), Default: t == current})
	}
	placeholder := "Topic"
	if len(options) > limitOptions {
		placeholder = fmt.Sprintf("Topic: the first %d of %d; the command takes the others", limitOptions-1, len(topics))
	}
	return replyMenu(placeholder, id, options)
}

// renderOption is a fact in a menu. A figure that does not fit is left out.
func renderOption(q answers.Quote) discordgo.SelectMenuOption {
	o := discordgo.SelectMenuOption{
		Label: escapeLabel(fmt.Sprintf("¶ %d · %s", q.Paragraph.Number, q.Fact.Statement), limitOption),
		Value: factKey(q.Fact.Ref),
	}
	if q.Fact.Figure != nil {
		if s := escapeLabel(q.Fact.Figure.Text, limitEmbed); escapeLength(s) <= limitOption {
			o.Description = s
		}
	}
	return o
}

// A renderPart is a line of a list with the heading under which it stands.
type renderPart struct{ head, line string }

// renderPaged sets parts on pages of renderPageSize characters. A heading is
// repeated on each page; a part that is longer has a page to itself.
func renderPaged(parts []renderPart) []string {
	pages, _ := renderPagedBy(parts, len(parts))
	return pages
}

// renderPagedBy is renderPaged with at most most parts a page. counts are the
// parts on each page.
func renderPagedBy(parts []renderPart, most int) (pages []string, counts []int) {
	var page strings.Builder
	head, n := "", 0
	for i, p := range parts {
		text := p.line
		switch {
		case n > 0 && p.head != head && p.head != "":
			text = "\n" + renderBold(p.head) + "\n" + text
		case n == 0 && p.head != "":
			text = renderBold(p.head) + "\n" + text
		}
		if n > 0 && (n >= most || escapeLength(page.String())+1+escapeLength(text) > renderPageSize) {
			pages, counts = append(pages, page.String()), append(counts, n)
			page.Reset()
			n = 0
			text = p.line
			if p.head != "" {
				text = renderBold(p.head) + "\n" + text
			}
		}
		if n > 0 {
			page.WriteByte('\n')
		}
		page.WriteString(text)
		head = p.head
		n++
		if i == len(parts)-1 {
			pages, counts = append(pages, page.String()), append(counts, n)
		}
	}
	return pages, counts
}
