package archive

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"

	"briefbot/knowledge"
	"briefbot/knowledge/desk"
	"briefbot/knowledge/folder"
)

// Limits of what is read: a small zip can unfold into a large one.
const (
	maxFiles     = 1000
	maxQuestions = 4 << 20 // bytes
)

// Contents is what an archive, or a folder, says.
type Contents struct {
	Briefings []*knowledge.Briefing
	Questions []desk.Question
	asked     bool // it has a questionsFile
}

// Open reads a zip of size bytes as a file system.
func Open(r io.ReaderAt, size int64) (fs.FS, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("is no zip: %w", err)
	}
	if len(z.File) > maxFiles {
		return nil, fmt.Errorf("has %d files, at most %d", len(z.File), maxFiles)
	}
	return z, nil
}

// Read reads every briefing's folder in fsys, at whatever depth, and the
// accepted questions beside them. It returns all problems, each with its file.
func Read(fsys fs.FS) (Contents, []error) {
	var c Contents
	var problems []error
	files := 0
	ids := map[string]string{}
	err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if files++; files > maxFiles {
			return fmt.Errorf("has more than %d files", maxFiles)
		}
		if e.IsDir() || path.Base(name) != folder.FactsFile {
			return nil
		}
		sub, err := fs.Sub(fsys, path.Dir(name))
		if err != nil {
			return err
		}
		br, found := folder.Read(sub)
		for _, p := range found {
			p.File = path.Join(path.Dir(name), p.File)
			problems = append(problems, p)
		}
		if other, twice := ids[br.ID]; twice && br.ID != "" {
			problems = append(problems, fmt.Errorf("%s: has the id %q like %s", name, br.ID, other))
		}
		ids[br.ID] = name
		c.Briefings = append(c.Briefings, br)
		return nil
	})
	if err != nil {
		problems = append(problems, err)
	}
	problems = append(problems, c.readQuestions(fsys)...)
	if len(c.Briefings) == 0 && !c.asked && len(problems) == 0 {
		problems = append(problems, fmt.Errorf("has no briefing: a folder with %s and %s", folder.SourceFile, folder.FactsFile))
	}
	return c, problems
}

func (c *Contents) readQuestions(fsys fs.FS) []error {
	f, err := fsys.Open(questionsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return []error{err}
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxQuestions+1))
	if err == nil && len(data) > maxQuestions {
		err = fmt.Errorf("has more than %d MiB", maxQuestions>>20)
	}
	if err != nil {
		return []error{fmt.Errorf("%s: %w", questionsFile, err)}
	}
	c.asked = true
	var problems []error
	for i, line := range bytes.Split(data, []byte("\n")) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		var q questionLine
		d := json.NewDecoder(bytes.NewReader(line))
		d.DisallowUnknownFields()
		if err := d.Decode(&q); err != nil {
			problems = append(problems, fmt.Errorf(`%s:%d: not a line like {"question": "…", "briefing": "…", "fact": "…"}: %w`, questionsFile, i+1, err))
			continue
		}
		if desk.Digest(q.Question) == "" {
			problems = append(problems, fmt.Errorf("%s:%d: the question has no words", questionsFile, i+1))
			continue
		}
		c.Questions = append(c.Questions, desk.Question{Text: q.Question, Want: knowledge.Ref{Briefing: q.Briefing, ID: q.Fact}})
	}
	return problems
}

// Edit makes the edit after which a server says what c says: the briefings that
// c has, whole, and the accepted questions if it has any file of them. Other
// briefings stay as they are. It has no step when that is so already.
func (c Contents) Edit(ctx context.Context, d *desk.Desk, server string) (desk.Edit, error) {
	ix, err := d.Index(ctx, server)
	if err != nil {
		return desk.Edit{}, err
	}
	o, err := d.Overlay(ctx, server)
	if err != nil {
		return desk.Edit{}, err
	}
	var want []desk.Content
	var have []desk.ID // what is there now and would be in c
	for _, br := range c.Briefings {
		want = append(want, contents(br)...)
		if now := ix.Base().Briefing(br.ID); now != nil {
			for _, x := range contents(now) {
				have = append(have, x.ID())
			}
		}
	}
	if c.asked {
		for _, q := range c.Questions {
			want = append(want, desk.Content{Question: &q})
		}
		for _, q := range o.Questions() {
			have = append(have, desk.Content{Question: &q}.ID())
		}
	}
	var e desk.Edit
	wanted := map[desk.ID]bool{}
	for _, x := range want {
		if wanted[x.ID()] {
			continue // a question in two spellings
		}
		wanted[x.ID()] = true
		if s, ok := d.Towards(o, x.ID(), x); ok {
			e.Steps = append(e.Steps, s)
		}
	}
	for _, id := range have {
		if wanted[id] || slices.ContainsFunc(e.Steps, func(s desk.Step) bool { return s.ID == id }) {
			continue
		}
		if s, ok := d.Towards(o, id, desk.Content{}); ok {
			e.Steps = append(e.Steps, s)
		}
	}
	return e, nil
}

// contents are the items of a briefing.
func contents(br *knowledge.Briefing) []desk.Content {
	head := *br
	head.Facts, head.Negatives = nil, nil
	out := []desk.Content{{Briefing: &head}}
	for i := range br.Facts {
		out = append(out, desk.Content{Fact: &br.Facts[i]})
	}
	for _, n := range br.Negatives {
		out = append(out, desk.Content{Negative: &desk.Negative{Briefing: br.ID, Negative: n}})
	}
	return out
}
