package scorecard

import (
	"slices"
	"sort"
	"strings"

	"briefbot/answers"
	"briefbot/knowledge/quantity"
	"briefbot/knowledge/text"
)

// A Result is what came of one question.
type Result struct {
	Question
	Answer      answers.Answer
	Right       bool
	WrongFigure bool // the worst error: a number shown that is not the asked one
}

// A Card counts results.
type Card struct {
	Results      []Result
	Kinds        []Tally // by the kind's first row
	Answerable   Tally
	None         Tally
	WrongFigures int
}

// A Tally counts right ones of a kind.
type Tally struct {
	Kind  string `json:"kind"`
	Right int    `json:"right"`
	Total int    `json:"total"`
}

// Rate is the share of right ones, 1 when there are none at all.
func (t Tally) Rate() float64 {
	if t.Total == 0 {
		return 1
	}
	return float64(t.Right) / float64(t.Total)
}

// Asker answers questions; *answers.Index is one.
type Asker interface {
	Ask(question string) answers.Answer
}

// Run asks every question and scores the answers. done is called after each,
// if not nil.
func Run(asker Asker, questions []Question, done func(n int)) Card {
	var card Card
	for i, q := range questions {
		card.add(score(q, asker.Ask(q.Text)))
		if done != nil {
			done(i + 1)
		}
	}
	return card
}

func (c *Card) add(r Result) {
	c.Results = append(c.Results, r)
	group := &c.Answerable
	if r.None {
		group = &c.None
	}
	at := slices.IndexFunc(c.Kinds, func(t Tally) bool { return t.Kind == r.Kind })
	if at < 0 {
		at = len(c.Kinds)
		c.Kinds = append(c.Kinds, Tally{Kind: r.Kind})
	}
	for _, t := range []*Tally{&c.Kinds[at], group} {
		t.Total++
		if r.Right {
			t.Right++
		}
	}
	if r.WrongFigure {
		c.WrongFigures++
	}
}

// Misses returns the results that are wrong, wrong figures first.
func (c *Card) Misses() []Result {
	var out []Result
	for _, r := range c.Results {
		if !r.Right {
			out = append(out, r)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].WrongFigure && !out[j].WrongFigure })
	return out
}

// score applies the rules of testdata/README.md to one answer.
func score(q Question, a answers.Answer) Result {
	r := Result{Question: q, Answer: a}
	if a.Verdict != answers.Answered {
		r.Right = q.None
		return r
	}
	gold := slices.Contains(q.Paragraphs, a.Quote.Paragraph.Number)
	shown := ""
	if f := a.Fact.Figure; f != nil {
		shown = f.Text
	}
	figure := q.Figure == "" || hasWords(shown, q.Figure) || hasWords(a.Fact.About.Period, q.Figure)
	r.Right = gold && figure && strings.Contains(a.Quote.Text, q.Quote)
	switch {
	case q.None && len(q.Paragraphs) == 0:
		r.WrongFigure = hasNumber(shown) || hasNumber(a.Fact.Statement) || hasNumber(a.Quote.Text)
	case shown != "":
		r.WrongFigure = !gold || q.Figure != "" && !figure
	}
	return r
}

// hasNumber reports whether s has a figure of any kind.
func hasNumber(s string) bool {
	return slices.ContainsFunc(quantity.Parse(s), func(q quantity.Quantity) bool { return q.Kind != quantity.Duration })
}

// hasWords reports whether want stands in s as whole words.
func hasWords(s, want string) bool {
	for from := 0; from+len(want) <= len(s); {
		i := strings.Index(s[from:], want)
		if i < 0 {
			return false
		}
		if text.Whole(s, from+i, from+i+len(want)) {
			return true
		}
		from += i + 1
	}
	return false
}
