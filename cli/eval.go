package cli

import (
	"errors"
	"fmt"
	"os"
	"slices"

	"briefbot/answers"
	"briefbot/answers/scorecard"
	"briefbot/knowledge"
)

// evalCommand asks the questions of files and scores what comes.
type evalCommand struct {
	JSON            bool     `name:"json" help:"Print one JSON object."`
	MinAnswerable   *rate    `placeholder:"R" help:"Least share of answerable questions that must be right: 0.8 or 80%."`
	MinNone         *rate    `placeholder:"R" help:"Least share of questions without an answer that must get none."`
	MaxWrongFigures *ceiling `placeholder:"N" help:"Most wrong figures that may be shown."`
	NoPhrasings     bool     `help:"Leave the facts' phrasings out, to see what statements and quotes do alone."`
	Files           []string `arg:"" name:"file.tsv" help:"Question files; see answers/scorecard/testdata/README.md."`
}

func (c *evalCommand) Run(s *session) error {
	questions, err := s.questions(c.Files)
	if err != nil {
		return err
	}
	base, err := s.base()
	if err != nil {
		return err
	}
	if c.NoPhrasings {
		base = withoutPhrasings(base)
	}
	bar := s.progress(len(questions))
	asker := cancellable{s, answers.New(base)}
	var asked []scorecard.Question
	for _, q := range questions {
		asked = append(asked, q.Question)
	}
	card := scorecard.Run(asker, asked, bar.at)
	bar.done()
	if err := s.ctx.Err(); err != nil {
		return err
	}
	for _, r := range card.Results {
		if err := answers.Verify(base, r.Answer); err != nil {
			return fmt.Errorf("question %q: %w", r.ID, err)
		}
	}
	floors := c.unmet(&card)
	places := map[scorecardKey]string{}
	for _, q := range questions {
		places[keyOf(q.Question)] = fmt.Sprintf("%s:%d", q.file, q.Line)
	}
	if c.JSON {
		err = s.printJSON(newCardJSON(&card, places, floors))
	} else {
		s.printCard(&card, places)
	}
	for _, f := range floors {
		s.errs.printf("briefbot: %s\n", f)
	}
	if err == nil && len(floors) > 0 {
		err = errReported
	}
	return err
}

// question is a question with the file that it stands in.
type question struct {
	scorecard.Question
	file string
}

// scorecardKey tells rows of several files apart; an id alone is unique only
// within its file.
type scorecardKey struct {
	id, text string
	line     int
}

func keyOf(q scorecard.Question) scorecardKey { return scorecardKey{q.ID, q.Text, q.Line} }

// questions reads the files. It tells every problem of all of them.
func (s *session) questions(files []string) ([]question, error) {
	var out []question
	broken := false
	tell := func(format string, args ...any) {
		s.errs.printf("%s\n", clean(fmt.Sprintf(format, args...)))
		broken = true
	}
	var seen []os.FileInfo
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			tell("%s: %v; name a question file", name, cause(err))
			continue
		}
		info, err := questionFile(f, seen)
		if err != nil {
			_ = f.Close() // it was not read
			tell("%s: %v", name, err)
			continue
		}
		seen = append(seen, info)
		rows, errs := scorecard.Read(f)
		_ = f.Close() // it was only read
		for _, e := range errs {
			tell("%s:%d: %s", name, e.Line, e.Text)
		}
		if len(rows) == 0 && len(errs) == 0 {
			tell("%s: has no questions", name)
		}
		for _, q := range rows {
			out = append(out, question{q, name})
		}
	}
	if broken {
		return nil, errReported
	}
	return out, nil
}

// questionFile describes an open file, or says why it is none to read; seen
// are those that were read.
func questionFile(f *os.File, seen []os.FileInfo) (os.FileInfo, error) {
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w; name a question file", cause(err))
	case info.IsDir():
		return nil, errors.New("is a folder; name a question file")
	case slices.ContainsFunc(seen, func(other os.FileInfo) bool { return os.SameFile(other, info) }):
		return nil, errors.New("is given twice and would count twice; name each file once")
	}
	return info, nil
}

// unmet returns the floors that the card does not reach.
func (c *evalCommand) unmet(card *scorecard.Card) []string {
	var out []string
	for _, f := range []struct {
		name  string
		floor *rate
		tally scorecard.Tally
	}{{"answerable", c.MinAnswerable, card.Answerable}, {"none", c.MinNone, card.None}} {
		switch {
		case f.floor == nil:
		case f.tally.Total == 0:
			out = append(out, fmt.Sprintf("floor not met: there are no %s questions to measure", f.name))
		case !f.floor.met(f.tally):
			out = append(out, fmt.Sprintf("floor not met: %s %s, below %s", f.name, share(f.tally), f.floor.text))
		}
	}
	if c.MaxWrongFigures != nil && card.WrongFigures > int(*c.MaxWrongFigures) {
		out = append(out, fmt.Sprintf("floor not met: wrong figures %d, above %d", card.WrongFigures, *c.MaxWrongFigures))
	}
	return out
}

// withoutPhrasings returns a copy of base whose facts have no phrasings.
func withoutPhrasings(base *knowledge.Base) *knowledge.Base {
	var all []*knowledge.Briefing
	for _, br := range base.Briefings {
		bare := *br
		bare.Facts = append([]knowledge.Fact(nil), br.Facts...)
		for i := range bare.Facts {
			bare.Facts[i].Ask = nil
		}
		all = append(all, &bare)
	}
	return knowledge.NewBase(all...)
}

// cancellable stops answering once the session is cancelled.
type cancellable struct {
	s     *session
	index *answers.Index
}

func (c cancellable) Ask(question string) answers.Answer {
	if c.s.ctx.Err() != nil {
		return answers.Answer{Verdict: answers.None}
	}
	return c.index.Ask(question)
}
