package cli

import (
	"errors"
	"fmt"
	"strings"

	"briefbot/answers"
)

// askCommand answers one question, or one a line.
type askCommand struct {
	JSON     bool     `name:"json" help:"Print one JSON object a question."`
	Question []string `arg:"" optional:"" help:"The question; several words need no quotation marks."`
}

func (c *askCommand) Run(s *session) error {
	if len(c.Question) == 0 && !c.JSON && s.terminal.in && s.terminal.out {
		return s.prompt()
	}
	ix, err := s.index()
	if err != nil {
		return err
	}
	if len(c.Question) > 0 {
		return s.ask(ix, strings.Join(c.Question, " "), c.JSON)
	}
	return s.askLines(ix, c.JSON)
}

// ask answers one question on standard output.
func (s *session) ask(ix *answers.Index, question string, asJSON bool) error {
	a := ix.Ask(question)
	fact := ""
	if a.Fact != nil {
		fact = a.Fact.Ref.String()
	}
	s.log.DebugContext(s.ctx, "asked", "question", a.Question, "verdict", a.Verdict, "reason", a.Reason, "fact", fact)
	if err := answers.Verify(ix.Base(), a); err != nil {
		return err
	}
	if asJSON {
		return s.printJSON(newAnswerJSON(a))
	}
	s.printAnswer(ix.Base(), a)
	return s.out.err
}

// askLines answers every line of standard input that is not blank. A line that
// is too long is told on standard error; the others are answered all the same.
func (s *session) askLines(ix *answers.Index, asJSON bool) error {
	var failed error
	input := lines(s.ctx, s.stdin)
	for first := true; ; {
		var l line
		var more bool
		select {
		case <-s.ctx.Done():
			return s.ctx.Err()
		case l, more = <-input:
		}
		if !more {
			return errors.Join(failed, s.ctx.Err())
		}
		if l.err != nil {
			return fmt.Errorf("read standard input: %w", l.err)
		}
		if strings.TrimSpace(l.text) == "" && !l.long {
			continue
		}
		if !asJSON {
			if !first {
				s.out.printf("\n")
			}
			s.out.printf("%s\n", s.out.paint(bold, "> "+clean(clipped(l.text))))
		}
		first = false
		if l.long {
			failed = errReported
			if err := s.tooLong(l, asJSON); err != nil {
				return err
			}
			continue
		}
		if err := s.ask(ix, l.text, asJSON); err != nil {
			return err
		}
	}
}

// tooLong tells of a line that is not read, with an object in its place so that
// lines and objects stay side by side.
func (s *session) tooLong(l line, asJSON bool) error {
	why := fmt.Sprintf("line %d has more than %d bytes; it is not read", l.number, maxLine)
	s.errs.printf("briefbot: %s\n", why)
	if !asJSON {
		return s.out.err
	}
	return s.printJSON(newAnswerJSON(answers.Answer{
		Question: strings.ToValidUTF8(l.text, "\uFFFD") + "…", Verdict: answers.None, Reason: answers.NotAQuestion, Why: []string{why},
	}))
}

// maxEcho is the most characters of a question that are repeated.
const maxEcho = 200

func clipped(s string) string {
	if r := []rune(s); len(r) > maxEcho {
		return string(r[:maxEcho-1]) + "…"
	}
	return s
}
