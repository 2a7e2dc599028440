package knowledge

import "briefbot/knowledge/text"

// A Briefing is one source text with what was curated from it.
type Briefing struct {
	ID         string // lower-case letters, digits and hyphens; the name of its folder
	Title      string
	Publisher  string
	URL        string
	AsOf       string      // "2006-01-02", or "" when the source gives no date
	Paragraphs []Paragraph // Paragraphs[i].Number == i+1
	Glossary   []Entry
	Facts      []Fact
	Negatives  []Negative
}

// Paragraph returns paragraph number n, counted from 1; ok is false when there
// is none.
func (b *Briefing) Paragraph(n int) (p Paragraph, ok bool) {
	if n < 1 || n > len(b.Paragraphs) {
		return Paragraph{}, false
	}
	return b.Paragraphs[n-1], true
}

// A Paragraph is one paragraph of a source, byte for byte.
type Paragraph struct {
	Number  int
	Heading string // the heading under which it stands, or ""
	Text    string
}

// A Negative is a question that must get no answer from this briefing.
type Negative struct {
	Question string
	Why      string // shown to the asker's moderator, may be ""
}

// A Citation is a quote: a piece of a paragraph by byte offsets, End exclusive.
type Citation struct {
	Paragraph  int
	Start, End int
}

// Quote returns the bytes that c cites, or "" when c does not fit b.
func (b *Briefing) Quote(c Citation) string {
	p, ok := b.Paragraph(c.Paragraph)
	if !ok || c.Start < 0 || c.End > len(p.Text) || c.Start >= c.End {
		return ""
	}
	return p.Text[c.Start:c.End]
}

// SpeechKind says whether a quote's words are spoken or reported.
type SpeechKind string

const (
	Speech SpeechKind = "speech" // all of it stands in quotation marks
	Report SpeechKind = "report" // none of it does
	Mixed  SpeechKind = "mixed"
)

// Spoken describes the speech in a quote, derived from the quotation marks.
type Spoken struct {
	Kind    SpeechKind
	Speaker string      // the glossary's name of who speaks, or "" when the text does not name anyone
	Spans   []text.Span // within the paragraph, without the marks
}

// Spoken returns what of the citation is spoken and by whom. Words in single
// scare quotes count like any others: the marks decide.
func (b *Briefing) Spoken(names *Names, c Citation) Spoken {
	p, ok := b.Paragraph(c.Paragraph)
	if !ok {
		return Spoken{Kind: Report}
	}
	cited := text.Span{Start: c.Start, End: c.End}
	out := Spoken{Kind: Report}
	covered := 0
	for _, q := range text.Quotations(p.Text) {
		if !q.Overlaps(cited) {
			continue
		}
		inner := text.Span{Start: max(q.Inner.Start, c.Start), End: min(q.Inner.End, c.End)}
		if inner.Start >= inner.End {
			continue
		}
		out.Spans = append(out.Spans, inner)
		covered += min(q.End, c.End) - max(q.Start, c.Start)
		if out.Speaker == "" {
			out.Speaker = b.speaker(names, p, q)
		}
	}
	switch {
	case covered == 0:
	case covered >= len(text.Span.Of(cited, p.Text))-1:
		out.Kind = Speech
	default:
		out.Kind = Mixed
	}
	return out
}

// speaker names the person or body to whom the sentence gives quotation q. A
// pronoun, or a quotation that is a sentence by itself, continues the last
// person named before it in the paragraph.
func (b *Briefing) speaker(names *Names, p Paragraph, q text.Quotation) string {
	subject, ok := text.Speaker(p.Text, q)
	if name := names.person(subject.Of(p.Text)); name != "" {
		return name
	}
	if !ok && !standsAlone(p.Text, q) {
		return ""
	}
	return names.person(p.Text[:q.Start])
}

// standsAlone reports whether nothing but the quotation is in its sentence.
func standsAlone(s string, q text.Quotation) bool {
	for _, sentence := range text.Sentences(s) {
		if sentence.Overlaps(q.Span) && !q.Contains(sentence) {
			return false
		}
	}
	return true
}
