package cli

import (
	"fmt"
	"strconv"
	"strings"

	"briefbot/answers"
	"briefbot/answers/scorecard"
)

// printCard prints right and total of each kind, and each miss.
func (s *session) printCard(card *scorecard.Card, places map[scorecardKey]string) {
	o := s.out
	width := len("wrong figures")
	for _, t := range card.Kinds {
		width = max(width, len([]rune(t.Kind)))
	}
	row := func(st style, name, value string) {
		o.printf("%s\n", o.paint(st, fmt.Sprintf("%-*s  %s", width, clean(name), value)))
	}
	for _, t := range card.Kinds {
		row(plain, t.Kind, share(t))
	}
	o.printf("\n")
	row(bold, "answerable", share(card.Answerable))
	row(bold, "none", share(card.None))
	row(bold, "wrong figures", strconv.Itoa(card.WrongFigures))
	misses := card.Misses()
	if len(misses) == 0 {
		return
	}
	o.printf("\nmissed: %d\n", len(misses))
	for _, r := range misses {
		mark := ""
		if r.WrongFigure {
			mark = o.paint(warned, "WRONG FIGURE ")
		}
		o.printf("%s: %s%s %s %q: wanted %s, came %s\n", clean(places[keyOf(r.Question)]), mark, clean(r.ID), clean(r.Kind), clipped(r.Text), clean(wanted(r.Question)), clean(came(r.Answer)))
	}
}

// wanted words the right answer of a question.
func wanted(q scorecard.Question) string {
	var parts []string
	for _, p := range q.Paragraphs {
		parts = append(parts, fmt.Sprintf("¶ %d", p))
	}
	if q.None {
		parts = append(parts, "none")
	}
	out := strings.Join(parts, " or ")
	if q.Figure != "" {
		out += fmt.Sprintf(" %q", q.Figure)
	}
	if q.Quote != "" {
		out += fmt.Sprintf(" quoting %q", q.Quote)
	}
	return out
}

// came words what was answered instead.
func came(a answers.Answer) string {
	if a.Verdict == answers.Answered {
		out := fmt.Sprintf("¶ %d %s", a.Quote.Paragraph.Number, a.Fact.Ref.ID)
		if a.Fact.Figure != nil {
			out += fmt.Sprintf(" %q", a.Fact.Figure.Text)
		}
		return out
	}
	out := string(a.Verdict) + " " + string(a.Reason)
	for _, p := range a.Premises {
		out += fmt.Sprintf(" (%s %q)", p.Kind, clipped(p.Asked))
	}
	if len(a.Near) > 0 {
		out += fmt.Sprintf(", nearest ¶ %d %s", a.Near[0].Paragraph.Number, a.Near[0].Fact.Ref.ID)
	}
	return out
}

// cardJSON is what eval --json prints.
type cardJSON struct {
	Kinds        []scorecard.Tally `json:"kinds"`
	Answerable   scorecard.Tally   `json:"answerable"`
	None         scorecard.Tally   `json:"none"`
	WrongFigures int               `json:"wrong_figures"`
	Misses       []missJSON        `json:"misses"`
	Unmet        []string          `json:"unmet"`
}

type missJSON struct {
	At          string     `json:"at"` // file:line
	ID          string     `json:"id"`
	Kind        string     `json:"kind"`
	WrongFigure bool       `json:"wrong_figure"`
	Wanted      string     `json:"wanted"`
	Answer      answerJSON `json:"answer"`
}

func newCardJSON(card *scorecard.Card, places map[scorecardKey]string, unmet []string) cardJSON {
	out := cardJSON{
		Kinds: append([]scorecard.Tally{}, card.Kinds...), Answerable: card.Answerable, None: card.None, WrongFigures: card.WrongFigures,
		Misses: []missJSON{}, Unmet: append([]string{}, unmet...),
	}
	out.Answerable.Kind, out.None.Kind = "answerable", "none"
	for _, r := range card.Misses() {
		out.Misses = append(out.Misses, missJSON{places[keyOf(r.Question)], r.ID, r.Kind, r.WrongFigure, wanted(r.Question), newAnswerJSON(r.Answer)})
	}
	return out
}
