package answers

import (
	"fmt"
	"strings"

	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

// Verify is the citation check at its third place, when a reply is composed:
// every quote must be the bytes of the stored paragraph, and its figure must
// stand whole in it. What fails is never shown.
func Verify(base *knowledge.Base, a Answer) error {
	quotes := a.Near
	if a.Verdict == Answered {
		if a.Fact == nil || a.Quote.Fact != a.Fact {
			return fmt.Errorf("internal error: an answer without its fact; it is not shown")
		}
		quotes = append([]Quote{a.Quote}, quotes...)
	}
	for _, q := range quotes {
		if err := VerifyQuote(base, q); err != nil {
			return err
		}
	}
	return nil
}

// VerifyQuote is Verify for one quote.
func VerifyQuote(base *knowledge.Base, q Quote) error {
	fail := func(what string) error {
		id := "?"
		if q.Fact != nil {
			id = q.Fact.Ref.String()
		}
		return fmt.Errorf("internal error: fact %s: %s; the answer is not shown", id, what)
	}
	if q.Fact == nil || base.Fact(q.Fact.Ref) != q.Fact {
		return fail("it is not in the base")
	}
	p, ok := base.Briefing(q.Fact.Ref.Briefing).Paragraph(q.Cite.Paragraph)
	switch {
	case !ok || p != q.Paragraph:
		return fail("its paragraph is not that of the source")
	case q.Cite.Start < 0 || q.Cite.End > len(p.Text) || q.Cite.Start >= q.Cite.End || p.Text[q.Cite.Start:q.Cite.End] != q.Text:
		return fail("its quote is not in the paragraph")
	}
	if f := q.Fact.Figure; f != nil {
		at := q.Figure()
		if at == (text.Span{}) || !strings.HasPrefix(q.Text[at.Start:], f.Text) {
			return fail("its figure is not in the quote")
		}
	}
	return nil
}

// QuoteOf returns a fact of base with its leading quote. It is not verified.
func QuoteOf(base *knowledge.Base, f *knowledge.Fact) Quote {
	q := Quote{Fact: f}
	if br := base.Briefing(f.Ref.Briefing); br != nil && len(f.Cites) > 0 {
		q.Cite = f.Cites[0]
		q.Paragraph, _ = br.Paragraph(q.Cite.Paragraph)
		q.Text, q.Spoken = br.Quote(q.Cite), br.Spoken(base.Names, q.Cite)
	}
	return q
}
