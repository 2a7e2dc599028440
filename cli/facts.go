package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"briefbot/answers"
	"briefbot/knowledge"
	"briefbot/knowledge/desk"
	"briefbot/knowledge/desk/archive"
)

// factsCommand exports and imports what a server answers from.
type factsCommand struct {
	Export exportCommand `cmd:"" help:"Write a zip of a server's briefings, facts and history."`
	Import importCommand `cmd:"" help:"Let a server answer from a zip or a folder; one change, which can be undone."`
}

// guild is a server's id on Discord.
type guild string

// Validate checks what was typed: a store takes any text.
func (g guild) Validate() error {
	if g == "" || len(g) > 20 || strings.Trim(string(g), "0123456789") != "" {
		return fmt.Errorf("%q is no id of a server; Discord shows it with Copy Server ID, when Developer Mode is on", clean(string(g)))
	}
	return nil
}

type exportCommand struct {
	Guild guild  `required:"" placeholder:"ID" help:"Id of the server."`
	File  string `arg:"" help:"File to write; it must not exist."`
}

func (c *exportCommand) Run(s *session) (err error) {
	k, err := s.keepNow()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, k.Close()) }()
	var zip bytes.Buffer
	if err := archive.Write(s.ctx, &zip, k.Desk, string(c.Guild)); err != nil {
		return err
	}
	f, err := os.OpenFile(c.File, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s: is there already; give another name", c.File)
	}
	if err != nil {
		return err
	}
	if _, err := f.Write(zip.Bytes()); err != nil {
		return errors.Join(err, f.Close(), os.Remove(c.File))
	}
	if err := f.Close(); err != nil {
		return err
	}
	if conflicts, err := k.Conflicts(s.ctx, string(c.Guild)); err != nil {
		return err
	} else {
		for _, x := range conflicts {
			s.errs.printf("note: %s\n", clean(x.String()))
		}
	}
	s.out.printf("wrote %s\n", clean(c.File))
	return nil
}

type importCommand struct {
	Guild  guild  `required:"" placeholder:"ID" help:"Id of the server."`
	DryRun bool   `help:"Say what would change, and change nothing."`
	Why    string `placeholder:"TEXT" help:"Reason to be kept with the change."`
	Path   string `arg:"" help:"A zip as facts export writes it, or a folder of briefings. A briefing in it replaces the server's whole one of that id; others stay."`
}

func (c *importCommand) Run(s *session) (err error) {
	contents, err := s.readArchive(c.Path)
	if err != nil {
		return err
	}
	k, err := s.keepNow()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, k.Close()) }()
	edit, err := contents.Edit(s.ctx, k.Desk, string(c.Guild))
	if err != nil {
		return err
	}
	if len(edit.Steps) == 0 {
		s.out.printf("nothing to change\n")
		return nil
	}
	p, err := k.Propose(s.ctx, string(c.Guild), edit)
	if err != nil {
		return err
	}
	s.proposal(p)
	if c.DryRun {
		s.out.printf("dry run: nothing was changed\n")
		return nil
	}
	r, err := k.Publish(s.ctx, string(c.Guild), desk.Publication{Edit: edit, Why: c.Why, Replay: p.Replay})
	if err != nil {
		return err
	}
	s.out.printf("published as revision %d\n", r.N)
	return nil
}

// readArchive reads a zip or a folder and tells every problem.
func (s *session) readArchive(path string) (archive.Contents, error) {
	info, err := os.Stat(path)
	if err != nil {
		return archive.Contents{}, fmt.Errorf("%s: %w", path, cause(err))
	}
	fsys := os.DirFS(path)
	if !info.IsDir() {
		f, err := os.Open(path)
		if err != nil {
			return archive.Contents{}, err
		}
		defer f.Close()
		if fsys, err = archive.Open(f, info.Size()); err != nil {
			return archive.Contents{}, fmt.Errorf("%s: %w", path, err)
		}
	}
	contents, problems := archive.Read(fsys)
	for _, p := range problems {
		s.errs.printf("%s: %s\n", clean(path), clean(p.Error()))
	}
	if len(problems) > 0 {
		return archive.Contents{}, errReported
	}
	return contents, nil
}

// keepNow is keep for a command that works beside a running bot.
func (s *session) keepNow() (*kept, error) {
	ix, err := s.index()
	if err != nil {
		return nil, err
	}
	return s.keep(ix, false)
}

// proposal tells what an edit would do.
func (s *session) proposal(p desk.Proposal) {
	for _, c := range p.Changes {
		what := "change"
		switch {
		case c.After.Content.Empty():
			what = "remove"
		case c.After.Source == desk.Operator:
			what = "follow the operator's"
		case c.Before.Content.Empty():
			what = "add"
		}
		line := what + " " + string(c.Kind) + " " + name(c)
		if fields := c.Fields(); len(fields) > 0 {
			line += ": " + strings.Join(fields, ", ")
		}
		s.out.printf("%s\n", clean(line))
	}
	for _, x := range p.Similar {
		s.out.printf("note: fact %s %s: fact %s: %s\n", clean(x.Fact.Ref.String()), x.Why, clean(x.Other.Ref.String()), clean(x.Other.Statement))
	}
	for _, d := range p.Differ {
		s.out.printf("answered differently: %s: %s, now %s\n", clean(d.Question), clean(outcome(d.Before)), clean(outcome(d.After)))
	}
	s.out.printf("%s, %s replayed, %d answered differently\n", count(len(p.Changes), "change"), count(p.Asked, "question"), len(p.Differ))
}

// name is what people know an item by.
func name(c desk.Change) string {
	for _, x := range []desk.Content{c.After.Content, c.Before.Content} {
		switch {
		case x.Negative != nil:
			return fmt.Sprintf("%q", x.Negative.Question)
		case x.Question != nil:
			return fmt.Sprintf("%q", x.Question.Text)
		}
	}
	return c.Key
}

// outcome words what became of a question, for people who compare.
func outcome(o desk.Outcome) string {
	s := string(o.Verdict)
	if o.Verdict == answers.Answered && o.Fact != (knowledge.Ref{}) {
		s += " " + o.Fact.String()
	}
	for _, more := range []string{string(o.Reason), string(o.Stance)} {
		if more != "" && more != string(answers.Informs) {
			s += " (" + more + ")"
		}
	}
	return s
}

// forgetCommand deletes a server's data.
type forgetCommand struct {
	Guild guild `required:"" placeholder:"ID" help:"Id of the server."`
}

func (c *forgetCommand) Run(s *session) (err error) {
	k, err := s.keepNow()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, k.Close()) }()
	o, err := k.Overlay(s.ctx, string(c.Guild))
	if err != nil {
		return err
	}
	if err := k.ForgetServer(s.ctx, string(c.Guild)); err != nil {
		return err
	}
	s.out.printf("forgot server %s: %s, and whatever else was stored about it\n", c.Guild, count(o.Version, "revision"))
	return nil
}
