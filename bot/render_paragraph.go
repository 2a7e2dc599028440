package bot

import (
	"errors"
	"fmt"
	"slices"

	"github.com/bwmarrin/discordgo"

	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

// renderPageSize is the most characters on a page of a paragraph, summary or
// list: with title and footer a page is a plain message, too.
const renderPageSize = 1500

// errRenderGone reports that what a button asks for is not in the base any more.
var errRenderGone = errors.New("not in the briefing any more")

// renderParagraph shows a page of a paragraph, with buttons to its other pages
// and to its neighbours. The quote that id names is in bold when a fact of base
// cites just these bytes; a page that there is not is the last one. An unknown
// paragraph gives errRenderGone.
func renderParagraph(base *knowledge.Base, id showParagraph, v view) (reply, error) {
	br := base.Briefing(id.Briefing)
	if br == nil {
		return reply{}, fmt.Errorf("briefing %q: %w", id.Briefing, errRenderGone)
	}
	p, ok := br.Paragraph(id.N)
	if !ok {
		return reply{}, fmt.Errorf("briefing %q: paragraph %d: %w", id.Briefing, id.N, errRenderGone)
	}
	cite := knowledge.Citation{Paragraph: id.N, Start: id.Start, End: id.End}
	if !renderCited(br, cite) {
		id.Start, id.End = 0, 0
	}
	mark := text.Span{Start: id.Start, End: id.End}
	pages := renderCut(p.Text, mark)
	id.Page = min(max(id.Page, 0), len(pages)-1)
	page := pages[id.Page]

	at := fmt.Sprintf("¶ %d", p.Number)
	r := reply{Content: fmt.Sprintf("%s of %d", renderBold(at), len(br.Paragraphs)), place: at}
	r.Embeds = []*discordgo.MessageEmbed{{
		Color:       renderBlue,
		Description: renderMarked(page.Of(p.Text), renderWithin(mark, page)),
		Footer: &discordgo.MessageEmbedFooter{Text: renderJoin(at, escapeLabel(p.Heading, renderMaxName),
			escapeLabel(br.Title, renderMaxName), renderPageOf(id.Page, len(pages)))},
	}}
	r.row(
		renderStep(br, id.N-1, "◀ "),
		renderTurn("Back a page", id, id.Page-1, len(pages)),
		renderTurn("Next page", id, id.Page+1, len(pages)),
		renderStep(br, id.N+1, "▶ "),
		renderPost(v, postParagraph(id)),
		renderDelete(v),
	)
	return r, nil
}

// renderCited reports whether a fact of br has the citation.
func renderCited(br *knowledge.Briefing, c knowledge.Citation) bool {
	return br.Quote(c) != "" && slices.ContainsFunc(br.Facts, func(f knowledge.Fact) bool { return slices.Contains(f.Cites, c) })
}

// renderStep is the button to paragraph n, or nil when there is none.
func renderStep(br *knowledge.Briefing, n int, arrow string) discordgo.MessageComponent {
	if _, ok := br.Paragraph(n); !ok {
		return nil
	}
	return replyButton(fmt.Sprintf("%s¶ %d", arrow, n), discordgo.SecondaryButton, showParagraph{Briefing: br.ID, N: n})
}

func renderTurn(label string, id showParagraph, page, pages int) discordgo.MessageComponent {
	if page < 0 || page >= pages {
		return nil
	}
	id.Page = page
	return replyButton(label, discordgo.PrimaryButton, id)
}

// renderPageOf says which page of how many, "" when there is one.
func renderPageOf(page, pages int) string {
	if pages < 2 {
		return ""
	}
	return fmt.Sprintf("page %d of %d", page+1, pages)
}

// renderWithin is the part of mark on a page, counted from the page's start.
func renderWithin(mark, page text.Span) text.Span {
	start, end := max(mark.Start, page.Start), min(mark.End, page.End)
	if start >= end {
		return text.Span{}
	}
	return text.Span{Start: start - page.Start, End: end - page.Start}
}

// renderCut cuts a paragraph into pages of at most renderPageSize characters as
// escaped: before sentences where it can be, else before words. A mark that fits
// a page is not cut. The pages together are the paragraph, byte for byte.
func renderCut(s string, mark text.Span) []text.Span {
	var pages []text.Span
	page, size := text.Span{}, 0
	for _, piece := range renderPieces(s, mark) {
		n := renderMarkedLength(s, piece, mark)
		if size > 0 && size+n > renderPageSize {
			pages = append(pages, page)
			page, size = text.Span{Start: page.End, End: page.End}, 0
		}
		page.End, size = piece.End, size+n
	}
	return append(pages, page)
}

// renderPieces cuts s before its sentences and around mark, and what is longer
// than a page within.
func renderPieces(s string, mark text.Span) []text.Span {
	whole := renderMarkedLength(s, mark, mark) <= renderPageSize
	cuts := []int{0, mark.Start, mark.End, len(s)}
	for _, sentence := range text.Sentences(s) {
		if !whole || sentence.Start <= mark.Start || sentence.Start >= mark.End {
			cuts = append(cuts, sentence.Start)
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out []text.Span
	for i := 1; i < len(cuts); i++ {
		out = append(out, renderSplit(s, text.Span{Start: cuts[i-1], End: cuts[i]}, mark)...)
	}
	return out
}

// renderSplit cuts a piece that is longer than a page after blanks, or where it
// must be.
func renderSplit(s string, piece, mark text.Span) []text.Span {
	var out []text.Span
	start, blank, size := piece.Start, 0, 4
	for i, r := range piece.Of(s) {
		at := piece.Start + i
		w := escapeWidth(s[at:], r)
		n := escapeLength(escape(s[at : at+w]))
		if r == '\n' {
			n += 4 // bold ends and begins again
		}
		if size+n > renderPageSize {
			end := at
			if blank > start {
				end = blank
			}
			out = append(out, text.Span{Start: start, End: end})
			size = 4 + renderMarkedLength(s, text.Span{Start: end, End: at}, mark)
			start = end
		}
		size += n
		if r == ' ' || r == '\n' {
			blank = at + w
		}
	}
	return append(out, text.Span{Start: start, End: piece.End})
}

// renderMarkedLength is the length of a span as renderMarked writes it.
func renderMarkedLength(s string, span, mark text.Span) int {
	return escapeLength(renderMarked(span.Of(s), renderWithin(mark, span)))
}
