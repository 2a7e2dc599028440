package main

import (
	"fmt"
	"io"
	"time"

	"briefbot/answers"
	"briefbot/knowledge"
	"briefbot/knowledge/briefings"
	"briefbot/knowledge/folder"
	"briefbot/knowledge/quantity"
)

// othersReport tells what the built-in briefing made of questions on other
// matters.
type othersReport struct {
	Asked      int           `json:"asked"`
	Answered   int           `json:"answered"`
	WithFigure int           `json:"with_figure"`
	Confident  int           `json:"confident"` // answered with a confidence of at least 0.9
	Speed      speed         `json:"speed"`
	Answers    []otherAnswer `json:"answers"`
}

type otherAnswer struct {
	Question   string  `json:"question"`
	Fact       string  `json:"fact"`
	Confidence float64 `json:"confidence"`
	Figure     bool    `json:"figure"`
}

// stopwatch times questions.
type stopwatch struct{ times []time.Duration }

func (s *stopwatch) ask(ix *answers.Index, question string) answers.Answer {
	start := time.Now()
	a := ix.Ask(question)
	s.times = append(s.times, time.Since(start))
	return a
}

func others(files []string) (report, error) {
	if len(files) == 0 {
		return nil, fmt.Errorf("others needs files with a column text or question")
	}
	ix, err := builtIn()
	if err != nil {
		return nil, err
	}
	rep := &othersReport{}
	var clock stopwatch
	for _, file := range files {
		rows, err := table(file)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			question := row["text"] + row["question"]
			if question == "" {
				return nil, fmt.Errorf("%s: no column text or question", file)
			}
			rep.Asked++
			a := clock.ask(ix, question)
			if a.Verdict != answers.Answered {
				continue
			}
			rep.Answered++
			o := otherAnswer{question, a.Fact.Ref.ID, a.Confidence, hasFigure(a)}
			if o.Figure {
				rep.WithFigure++
			}
			if o.Confidence >= 0.9 {
				rep.Confident++
			}
			rep.Answers = append(rep.Answers, o)
		}
	}
	rep.Speed = speedOf(clock.times)
	return rep, nil
}

// builtIn is the index of the built-in briefing.
func builtIn() (*answers.Index, error) {
	var built []*knowledge.Briefing
	for _, fsys := range briefings.BuiltIn() {
		br, problems := folder.Read(fsys)
		if len(problems) > 0 {
			return nil, fmt.Errorf("the built-in briefing: %v", problems[0])
		}
		built = append(built, br)
	}
	return answers.New(knowledge.NewBase(built...)), nil
}

// hasFigure reports whether an answer shows a number.
func hasFigure(a answers.Answer) bool {
	return a.Fact.Figure != nil || quantity.HasFigure(a.Fact.Statement) || quantity.HasFigure(a.Quote.Text)
}

func (rep *othersReport) print(w io.Writer) {
	for _, a := range rep.Answers {
		figure := ""
		if a.Figure {
			figure = ", with a number"
		}
		fmt.Fprintf(w, "%q: %s (confidence %.2f%s)\n", a.Question, a.Fact, a.Confidence, figure)
	}
	fmt.Fprintf(w, "asked %d, answered %d (%.2f %%), with a number %d, with a confidence of 0.9 or more %d; %s (median / p99)\n",
		rep.Asked, rep.Answered, 100*float64(rep.Answered)/float64(max(1, rep.Asked)), rep.WithFigure, rep.Confident, rep.Speed)
}
