package cli

import (
	"errors"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"briefbot/answers/wording"
)

const promptText = "briefbot> "

// prompt answers questions on the terminal until quit, Ctrl-D or Ctrl-C.
func (s *session) prompt() error {
	ix, err := s.index()
	if err != nil {
		return err
	}
	for _, b := range ix.Base().Briefings {
		s.out.block("", bold, b.Title)
	}
	s.out.block("", plain, s.words.Label(wording.LabelGreeting))
	s.out.printf("\n")
	in := newLineEditor(s)
	for {
		question, err := in.read(s)
		if errors.Is(err, io.EOF) {
			s.out.printf("%s\n", s.words.Label(wording.LabelParted))
			return s.out.err
		}
		if err != nil {
			return err
		}
		switch strings.ToLower(strings.TrimSpace(question)) {
		case "":
			continue
		case "quit", "exit":
			s.out.printf("%s\n", s.words.Label(wording.LabelParted))
			return s.out.err
		}
		if err := s.ask(ix, question, false); err != nil {
			return err
		}
		s.out.printf("\n")
	}
}

// lineEditor reads lines from a terminal, with editing and history.
type lineEditor struct {
	fd   int
	term *term.Terminal
}

func newLineEditor(s *session) *lineEditor {
	t := term.NewTerminal(struct {
		io.Reader
		io.Writer
	}{s.stdin, s.out}, promptText)
	if s.out.width > 0 {
		_ = t.SetSize(s.out.width, 24) // fails only when the prompt cannot be written, which the next write tells
	}
	return &lineEditor{fd: int(s.stdin.(*os.File).Fd()), term: t}
}

// read returns the next line, io.EOF at the end of input or of the context.
// The terminal is in raw mode only while read waits: answers are printed, and
// signals work, as everywhere.
func (e *lineEditor) read(s *session) (string, error) {
	old, err := term.MakeRaw(e.fd)
	if err != nil {
		return "", err
	}
	defer func() { _ = term.Restore(e.fd, old) }() // nothing is left to do about it
	type result struct {
		line string
		err  error
	}
	got := make(chan result, 1)
	// The reader stays behind when the context ends; see lines.
	go func() {
		line, err := e.term.ReadLine()
		if errors.Is(err, term.ErrPasteIndicator) {
			err = nil
		}
		got <- result{line, err}
	}()
	select {
	case r := <-got:
		if errors.Is(r.err, io.EOF) {
			s.out.printf("\r\n")
		}
		return r.line, r.err
	case <-s.ctx.Done():
		s.out.printf("\r\n")
		return "", io.EOF
	}
}
