package bot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"briefbot/answers"
	"briefbot/answers/claims"
	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

// Colours of the line beside a claim; one that differs is amber.
const (
	renderGreen = 0x2F855A
	renderGrey  = 0x718096
)

// textChecked is above the text that was checked. Its embed comes first: *Post
// it* reads the text back from there, see readChecked.
const textChecked = "Checked against the briefing"

// renderMaxChecked is the most characters, as escaped, of a checked text that
// is shown whole: 1,000 typed ones always fit, a usual message does. A longer
// one is cut, and not offered to be posted. renderMaxClaim and
// renderMaxDifference bound the lines of one claim, renderMaxClaims the claims
// shown, beside the text, in the ten embeds that a message may have.
const (
	renderMaxChecked    = 2200
	renderMaxClaim      = 300
	renderMaxDifference = 400
	renderMaxClaims     = 9
	renderMaxSources    = 3 // buttons to paragraphs
)

// renderClaims shows what came of the claims of a text, which may be anybody's.
// The citations are checked once more before: when one fails nothing is shown.
func renderClaims(base *knowledge.Base, checked string, results []claims.Result, v view) (reply, error) {
	for _, r := range results {
		if err := claims.Verify(base, r); err != nil {
			return reply{}, err
		}
	}
	if len(results) == 0 {
		return reply{Content: renderWords.NoClaim()}, nil
	}
	whole := escapeLength(escape(checked)) <= renderMaxChecked
	first := &discordgo.MessageEmbed{Color: renderBlue, Title: textChecked, Description: escape(checked)}
	if !whole {
		first.Description = escapeClip(checked, renderMaxChecked)
	}
	r := reply{Content: renderVerdicts(results), Embeds: []*discordgo.MessageEmbed{first}}
	size := renderSize(first)
	for i, c := range results {
		rest := fmt.Sprintf("%d more claims do not fit here. Check them by themselves.", len(results)-i)
		e := renderClaim(base, c, len(results) > 1, limitEmbed-size-len(rest))
		if e == nil || i == renderMaxClaims-1 && len(results) > renderMaxClaims {
			r.Embeds = append(r.Embeds, &discordgo.MessageEmbed{Color: renderGrey, Description: escape(rest)})
			break
		}
		r.Embeds, size = append(r.Embeds, e), size+renderSize(e)
	}
	parts := renderSources(results)
	if whole {
		parts = append(parts, renderPost(v, postClaim{v.Message}))
	}
	r.row(append(parts, renderDelete(v))...)
	return r, nil
}

// renderVerdicts counts the verdicts in a line.
func renderVerdicts(results []claims.Result) string {
	if len(results) == 1 {
		return renderWords.Claim(results[0].Verdict) + renderAt(results[0])
	}
	var parts []string
	for _, v := range []claims.Verdict{claims.Agrees, claims.Differs, claims.NotCovered} {
		n := 0
		for _, r := range results {
			if r.Verdict == v {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", renderVerdict(v), n))
		}
	}
	return fmt.Sprintf("%d claims: %s", len(results), strings.Join(parts, ", "))
}

// renderVerdict is a verdict in words.
func renderVerdict(v claims.Verdict) string { return strings.ReplaceAll(string(v), "-", " ") }

// renderAt is where a verdict rests, with a blank before it, or "".
func renderAt(r claims.Result) string {
	if r.Verdict == claims.NotCovered {
		return ""
	}
	return fmt.Sprintf(" ¶ %d", r.Evidence.Paragraph.Number)
}

// renderClaim shows one claim in at most room characters, or returns nil when
// it has no room. A quote is shown whole or not at all.
func renderClaim(base *knowledge.Base, c claims.Result, named bool, room int) *discordgo.MessageEmbed {
	e := &discordgo.MessageEmbed{Color: renderGrey, Title: renderVerdict(c.Verdict) + renderAt(c)}
	var lines []string
	if named {
		lines = append(lines, escapeClip(c.Claim, renderMaxClaim))
	}
	if c.Verdict == claims.NotCovered {
		e.Description = strings.Join(append(lines, renderWords.Claim(c.Verdict)), "\n")
		return renderRoom(e, room)
	}
	e.Color = renderGreen
	if c.Verdict == claims.Differs {
		e.Color = renderAmber
	}
	for _, d := range c.Differences {
		lines = append(lines, "• "+escapeClip(renderWords.Difference(d), renderMaxDifference))
	}
	if words := renderWordByWord(c.Words); words != "" {
		lines = append(lines, words)
	}
	q := renderEvidence(c.Evidence)
	e.Footer = &discordgo.MessageEmbedFooter{Text: renderPlace(base, q)}
	quote := renderBlock(q.Text, text.Span{})
	if by := renderSpeaker(q.Spoken); by != "" {
		quote += "\n— " + by
	}
	e.Description = strings.Join(append(slices.Clone(lines), quote), "\n")
	if escapeLength(e.Description) > limitDescription || renderSize(e) > room {
		e.Description = strings.Join(append(lines, replyElsewhere(fmt.Sprintf("¶ %d", q.Paragraph.Number))), "\n")
	}
	return renderRoom(e, room)
}

// renderRoom returns e where it fits, else nil.
func renderRoom(e *discordgo.MessageEmbed, room int) *discordgo.MessageEmbed {
	if escapeLength(e.Description) > limitDescription || renderSize(e) > room {
		return nil
	}
	return e
}

// renderWordByWord writes a quotation as it stands in the source: what the
// claim has instead is struck through, what it lacks is bold.
func renderWordByWord(pieces []claims.Piece) string {
	var out []string
	for _, p := range pieces {
		if p.Op == claims.Same {
			out = append(out, escapeLine(p.Briefing))
			continue
		}
		if p.Claimed != "" {
			out = append(out, "~~"+escapeLine(p.Claimed)+"~~")
		}
		if p.Briefing != "" {
			out = append(out, renderBold(escapeLine(p.Briefing)))
		}
	}
	return strings.Join(out, " ")
}

// renderEvidence is the evidence of a verdict as a quote. One that no fact cites
// has a fact of its briefing without anything.
func renderEvidence(e claims.Evidence) answers.Quote {
	f := e.Fact
	if f == nil {
		f = &knowledge.Fact{Ref: knowledge.Ref{Briefing: e.Briefing.ID}}
	}
	return answers.Quote{Fact: f, Paragraph: e.Paragraph, Cite: e.Cite, Text: e.Text, Spoken: e.Spoken}
}

// renderSources are buttons to the first paragraphs that verdicts rest on.
func renderSources(results []claims.Result) []discordgo.MessageComponent {
	var out []discordgo.MessageComponent
	seen := map[string]bool{}
	for _, r := range results {
		if r.Verdict == claims.NotCovered || len(out) == renderMaxSources {
			continue
		}
		b, ok := renderShow(renderEvidence(r.Evidence)).(discordgo.Button)
		at := fmt.Sprintf("%s %d", r.Evidence.Briefing.ID, r.Evidence.Paragraph.Number)
		if !ok || seen[at] {
			continue
		}
		seen[at] = true
		if len(results) > 1 {
			b.Label = fmt.Sprintf("Show ¶ %d", r.Evidence.Paragraph.Number)
		}
		out = append(out, b)
	}
	return out
}
