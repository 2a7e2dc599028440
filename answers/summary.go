package answers

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"briefbot/knowledge"
	"briefbot/knowledge/quantity"
)

// View is a way to sum up the base.
type View string

const (
	ViewBrief    View = "brief"    // the headlines, by rank; of a topic without any, all its facts
	ViewFigures  View = "figures"  // every figure once a quote, by paragraph
	ViewTopics   View = "topics"   // all facts, by topic
	ViewQuotes   View = "quotes"   // spoken words, by speaker
	ViewTimeline View = "timeline" // what has a date or period, undated last
	ViewAll      View = "all"      // all facts, by paragraph
)

// Views are all views, in the order in which faces offer them.
var Views = []View{ViewBrief, ViewFigures, ViewTopics, ViewQuotes, ViewTimeline, ViewAll}

// A Summary shows curated facts; nothing in it is composed.
type Summary struct {
	View     View
	Topic    string // as the base spells it, "" for all topics
	Sections []Section
}

// A Section is a part of a summary, of one briefing and never empty.
type Section struct {
	Briefing *knowledge.Briefing
	Title    string // the topic or the speaker; "" where there is none
	Undated  bool   // of the timeline: no date is known, or only a relative one
	Lines    []Line
}

// A Line is one fact of a summary.
type Line struct {
	Quote         // the fact with its leading quote
	Number int    // of the paragraph
	Text   string // the statement
	Figure string // as printed, "" when the fact has none
	When   string // the date or period as printed, "" when the fact has none
}

// TopicError reports a topic that no fact has.
type TopicError struct {
	Topic  string
	Topics []string // those of the base
}

func (e *TopicError) Error() string {
	if len(e.Topics) == 0 {
		return fmt.Sprintf("no topic %q; the base has no facts", e.Topic)
	}
	return fmt.Sprintf("no topic %q; there are: %s", e.Topic, strings.Join(e.Topics, ", "))
}

// Topics returns the topics of the base in file order, each once.
func (ix *Index) Topics() []string {
	var out []string
	for _, br := range ix.base.Briefings {
		for i := range br.Facts {
			topic := br.Facts[i].Topic
			if !ix.base.Superseded(br.Facts[i].Ref) && !slices.ContainsFunc(out, func(t string) bool { return strings.EqualFold(t, topic) }) {
				out = append(out, topic)
			}
		}
	}
	return out
}

// Summary sums up the facts of one topic, or of all when topic is "". Case
// does not matter; an unknown topic gives a *TopicError. A view that finds
// nothing has no sections. Briefings come in the base's order, and what a view
// does not order is in file order.
func (ix *Index) Summary(view View, topic string) (Summary, error) {
	s := Summary{View: view}
	if topic = strings.TrimSpace(topic); topic != "" {
		topics := ix.Topics()
		at := slices.IndexFunc(topics, func(t string) bool { return strings.EqualFold(t, topic) })
		if at < 0 {
			return s, &TopicError{topic, topics}
		}
		s.Topic = topics[at]
	}
	for _, br := range ix.base.Briefings {
		lines := ix.lines(br, s.Topic)
		switch view {
		case ViewFigures:
			lines = slices.DeleteFunc(lines, func(l Line) bool { return l.Figure == "" })
			s.add(br, byPlace(distinct(lines, func(l Line) string { return l.Figure })))
		case ViewTopics:
			s.addBy(br, lines, func(l Line) string { return l.Fact.Topic })
		case ViewQuotes:
			lines = slices.DeleteFunc(lines, func(l Line) bool { return len(l.Spoken.Spans) == 0 })
			s.addBy(br, byPlace(distinct(lines, func(Line) string { return "" })), func(l Line) string { return l.Spoken.Speaker })
		case ViewTimeline:
			s.timeline(br, lines)
		case ViewAll:
			s.add(br, byPlace(lines))
		default:
			lines = slices.DeleteFunc(lines, func(l Line) bool { return l.Fact.Headline == 0 })
			slices.SortStableFunc(lines, func(a, b Line) int { return cmp.Compare(a.Fact.Headline, b.Fact.Headline) })
			s.add(br, lines)
		}
	}
	if len(s.Sections) == 0 && s.Topic != "" && view != ViewFigures && view != ViewQuotes && view != ViewTimeline {
		for _, br := range ix.base.Briefings {
			s.addBy(br, ix.lines(br, s.Topic), func(l Line) string { return l.Fact.Topic })
		}
	}
	return s, nil
}

// lines returns the facts of a briefing that have the topic, in file order.
func (ix *Index) lines(br *knowledge.Briefing, topic string) []Line {
	var out []Line
	for i := range br.Facts {
		f := &br.Facts[i]
		if topic != "" && !strings.EqualFold(f.Topic, topic) || ix.base.Superseded(f.Ref) {
			continue
		}
		q := ix.docs[ix.docNumber(&doc{fact: f})].quote
		l := Line{Quote: q, Number: q.Paragraph.Number, Text: f.Statement, When: f.About.Period}
		if f.Figure != nil {
			l.Figure = f.Figure.Text
			if f.Figure.Kind == quantity.Date {
				l.When = f.Figure.Text
			}
		}
		out = append(out, l)
	}
	return out
}

// distinct keeps one line of those with equal quotes and keys: the first that
// has a headline, else the first.
func distinct(lines []Line, key func(Line) string) []Line {
	type same struct {
		cite knowledge.Citation
		key  string
	}
	at := map[same]int{}
	var out []Line
	for _, l := range lines {
		k := same{l.Cite, key(l)}
		i, seen := at[k]
		switch {
		case !seen:
			at[k] = len(out)
			out = append(out, l)
		case out[i].Fact.Headline == 0 && l.Fact.Headline > 0:
			out[i] = l
		}
	}
	return out
}

// byPlace orders lines by paragraph, then by where their quote begins.
func byPlace(lines []Line) []Line {
	slices.SortStableFunc(lines, func(a, b Line) int {
		return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.Cite.Start, b.Cite.Start))
	})
	return lines
}

func (s *Summary) add(br *knowledge.Briefing, lines []Line) {
	if len(lines) > 0 {
		s.Sections = append(s.Sections, Section{Briefing: br, Lines: lines})
	}
}

// addBy adds a section for each title, in order of their first lines; lines
// without a title come last.
func (s *Summary) addBy(br *knowledge.Briefing, lines []Line, title func(Line) string) {
	first := len(s.Sections)
	for _, l := range lines {
		at := slices.IndexFunc(s.Sections[first:], func(sec Section) bool { return strings.EqualFold(sec.Title, title(l)) })
		if at < 0 {
			at = len(s.Sections) - first
			s.Sections = append(s.Sections, Section{Briefing: br, Title: title(l)})
		}
		sec := &s.Sections[first+at]
		sec.Lines = append(sec.Lines, l)
	}
	slices.SortStableFunc(s.Sections[first:], func(a, b Section) int {
		if (a.Title == "") == (b.Title == "") {
			return 0
		}
		return cmp.Compare(b.Title, a.Title) // "" last
	})
}

// timeline adds what has a date, earliest first, and then what has none that
// can be placed: relative periods, and months without a year.
func (s *Summary) timeline(br *knowledge.Briefing, lines []Line) {
	lines = slices.DeleteFunc(lines, func(l Line) bool { return l.When == "" })
	lines = distinct(lines, func(l Line) string { return l.When + "\x00" + l.Figure })
	var dated, undated []Line
	for _, l := range lines {
		if begins(l.When).Year != 0 {
			dated = append(dated, l)
		} else {
			undated = append(undated, l)
		}
	}
	slices.SortStableFunc(dated, func(a, b Line) int {
		x, y := begins(a.When), begins(b.When)
		return cmp.Or(cmp.Compare(x.Year, y.Year), cmp.Compare(monthOf(x), monthOf(y)), cmp.Compare(x.Day, y.Day))
	})
	s.add(br, dated)
	if len(undated) > 0 {
		s.Sections = append(s.Sections, Section{Briefing: br, Undated: true, Lines: undated})
	}
}

// begins returns the first day that is known of a date or period as printed;
// its year is 0 when the text alone does not tell.
func begins(when string) quantity.Day {
	for _, p := range quantity.Periods(when) {
		switch {
		case p.Relative:
		case p.From.Year != 0:
			return p.From
		case p.To.Year != 0:
			return p.To
		}
	}
	return quantity.Day{}
}

// monthOf returns the month by which a day is placed within its year: 0, the
// beginning, when only the year is known.
func monthOf(d quantity.Day) int {
	seasons := map[string]int{"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
	return cmp.Or(d.Month, seasons[d.Season])
}
