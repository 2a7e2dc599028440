package cli

import (
	"fmt"
	"strings"

	"briefbot/answers"
	"briefbot/answers/wording"
	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

const (
	indent = "  "
	bar    = "  │ "
)

// printAnswer prints an answer for people. It was rechecked.
func (s *session) printAnswer(base *knowledge.Base, a answers.Answer) {
	lead := s.words.Lead(a)
	if lead != "" {
		s.out.block("", bold, lead)
	}
	if a.Verdict == answers.Answered {
		s.printFact(base, a, lead != "")
		return
	}
	if a.Verdict == answers.Closest && len(a.Near) > 0 {
		s.out.printf("\n")
		s.out.block("", dim, s.words.Offers(a))
		for _, q := range a.Near[:min(len(a.Near), answers.MaxNear)] {
			s.out.item(fmt.Sprintf("  ¶ %-2d  ", q.Paragraph.Number), q.Fact.Statement)
		}
	}
}

// printFact prints the figure, the statement, the quote and where it stands.
func (s *session) printFact(base *knowledge.Base, a answers.Answer, led bool) {
	o, f, q := s.out, a.Fact, a.Quote
	if led {
		o.printf("\n")
	}
	if f.Figure != nil {
		head := o.paint(figure, clean(f.Figure.Text))
		if p := f.About.Period; p != "" && p != f.Figure.Text && !strings.Contains(p, f.Figure.Text) {
			head += " " + o.paint(dim, "· "+clean(p))
		}
		o.printf("%s%s\n", indent, head)
	}
	o.block(indent, plain, f.Statement)
	o.printf("\n")
	s.printQuote(q)
	place := []string{fmt.Sprintf("¶ %d", q.Paragraph.Number), q.Paragraph.Heading, base.Briefing(f.Ref.Briefing).Title}
	o.block(indent, dim, joined(place...))
	if f.Note != "" {
		o.printf("\n")
		o.block(indent, warned, s.words.Label(wording.LabelNote)+" "+f.Note)
	}
	for _, older := range base.Older(f) {
		q := answers.QuoteOf(base, older)
		if answers.VerifyQuote(base, q) != nil {
			continue // what fails the citation check is not shown
		}
		o.printf("\n")
		o.block(indent, plain, s.words.Label(wording.LabelUpdates)+":")
		s.quoteLines(q.Text, q.Figure())
		o.block(indent, dim, joined(fmt.Sprintf("¶ %d", q.Paragraph.Number), base.Briefing(older.Ref.Briefing).Title))
	}
}

// printQuote prints a quote byte for byte behind a bar, its figure marked, and
// who speaks.
func (s *session) printQuote(q answers.Quote) {
	s.quoteLines(q.Text, q.Figure())
	label := map[knowledge.SpeechKind]wording.Label{knowledge.Speech: wording.LabelSpoken, knowledge.Mixed: wording.LabelMixed}[q.Spoken.Kind]
	if label != "" && q.Spoken.Speaker != "" {
		s.out.block(bar, dim, "— "+s.words.Label(label)+" "+q.Spoken.Speaker)
	}
}

// quoteLines prints a quote; the figure is marked where it stays on one line.
func (s *session) quoteLines(quote string, at text.Span) {
	mark := clean(at.Of(quote))
	for line := range strings.SplitSeq(quote, "\n") {
		for _, part := range wrap(clean(line), s.out.width-len([]rune(bar))) {
			if i := strings.Index(part, mark); mark != "" && i >= 0 {
				part = part[:i] + s.out.paint(figure, mark) + part[i+len(mark):]
				mark = ""
			}
			s.out.printf("%s%s\n", bar, part)
		}
	}
}

// joined joins the parts that are not empty with middle dots.
func joined(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " · ")
}
