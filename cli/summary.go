package cli

import (
	"fmt"
	"strings"

	"briefbot/answers"
	"briefbot/answers/wording"
)

// summaryCommand sums up the briefing.
type summaryCommand struct {
	View  string `enum:"brief,figures,topics,quotes,timeline,all" default:"brief" help:"What to show: ${enum}."`
	Topic string `help:"Only facts of this topic."`
	JSON  bool   `name:"json" help:"Print one JSON object."`
}

func (c *summaryCommand) Run(s *session) error {
	ix, err := s.index()
	if err != nil {
		return err
	}
	sum, err := ix.Summary(answers.View(c.View), c.Topic)
	if err != nil {
		return err
	}
	for _, sec := range sum.Sections {
		for _, l := range sec.Lines {
			if err := answers.VerifyQuote(ix.Base(), l.Quote); err != nil {
				return err
			}
		}
	}
	if c.JSON {
		return s.printJSON(newSummaryJSON(sum))
	}
	s.printSummary(sum)
	return s.out.err
}

func (s *session) printSummary(sum answers.Summary) {
	if len(sum.Sections) == 0 {
		s.out.printf("%s\n", s.words.Label(wording.LabelNoFacts))
		return
	}
	title := ""
	for i, sec := range sum.Sections {
		if i > 0 {
			s.out.printf("\n")
		}
		if sec.Briefing.Title != title {
			title = sec.Briefing.Title
			s.out.block("", bold, joined(title, sum.Topic))
			s.out.printf("\n")
		}
		if head := s.sectionTitle(sum.View, sec); head != "" {
			s.out.block("", bold, head)
		}
		for _, l := range sec.Lines {
			s.printLine(sum.View, l)
		}
	}
}

func (s *session) sectionTitle(view answers.View, sec answers.Section) string {
	switch {
	case sec.Undated:
		return s.words.Label(wording.LabelUndated)
	case view == answers.ViewQuotes && sec.Title == "":
		return s.words.Label(wording.LabelUnnamed)
	}
	return sec.Title
}

// printLine prints a fact with its paragraph; what the view is about leads.
func (s *session) printLine(view answers.View, l answers.Line) {
	lead := fmt.Sprintf("  ¶ %-2d  ", l.Number)
	body, head := l.Text, ""
	switch view {
	case answers.ViewQuotes:
		body = l.Quote.Text
	case answers.ViewFigures:
		head = l.Figure
	case answers.ViewTimeline:
		head = l.When
	case answers.ViewBrief:
		head = l.Figure
	}
	if head != "" {
		s.out.printf("%s%s\n", s.out.paint(dim, lead), s.out.paint(figure, clean(head)))
		lead = strings.Repeat(" ", len([]rune(lead)))
	}
	s.out.item(lead, body)
}

// summaryJSON is what summary --json prints.
type summaryJSON struct {
	View     string        `json:"view"`
	Topic    string        `json:"topic"`
	Sections []sectionJSON `json:"sections"`
}

type sectionJSON struct {
	Briefing string     `json:"briefing"`
	Title    string     `json:"title"`
	Undated  bool       `json:"undated"`
	Lines    []lineJSON `json:"lines"`
}

type lineJSON struct {
	ID        string  `json:"id"`
	Paragraph int     `json:"paragraph"`
	Statement string  `json:"statement"`
	Figure    *string `json:"figure"`
	When      string  `json:"when"`
	Speaker   string  `json:"speaker"`
	Quote     string  `json:"quote"`
}

func newSummaryJSON(sum answers.Summary) summaryJSON {
	out := summaryJSON{View: string(sum.View), Topic: sum.Topic, Sections: []sectionJSON{}}
	for _, sec := range sum.Sections {
		part := sectionJSON{Briefing: sec.Briefing.ID, Title: sec.Title, Undated: sec.Undated}
		for _, l := range sec.Lines {
			j := lineJSON{ID: l.Fact.Ref.ID, Paragraph: l.Number, Statement: l.Text, When: l.When, Speaker: l.Spoken.Speaker, Quote: l.Quote.Text}
			if l.Figure != "" {
				j.Figure = &l.Figure
			}
			part.Lines = append(part.Lines, j)
		}
		out.Sections = append(out.Sections, part)
	}
	return out
}
