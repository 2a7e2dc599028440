package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"briefbot/answers"
	"briefbot/knowledge"
	"briefbot/knowledge/briefings"
	"briefbot/knowledge/folder"
)

// loaded is a briefing as it was read from a folder.
type loaded struct {
	dir      string // "" for a built-in one
	briefing *knowledge.Briefing
	problems []error
}

// folders returns the folders to read: those of the arguments, else those of
// the settings, else none, which stands for the built-in briefing.
func (s *session) folders() []string {
	if len(s.dirs) > 0 {
		return s.dirs
	}
	return s.config.BriefingDirs
}

// load reads the briefings in dirs, or the built-in ones when there are no dirs.
func load(dirs []string) []loaded {
	var out []loaded
	if len(dirs) == 0 {
		for _, fsys := range briefings.BuiltIn() {
			out = append(out, read("", fsys))
		}
		return out
	}
	byID := map[string]string{}
	for _, dir := range dirs {
		l := loaded{dir: dir}
		if err := isFolder(dir); err != nil {
			l.problems = []error{err}
			out = append(out, l)
			continue
		}
		l = read(dir, os.DirFS(dir))
		if id := l.briefing.ID; id != "" {
			if other, taken := byID[id]; taken {
				l.problems = append(l.problems, fmt.Errorf("%s: has the id %q like %s; give each briefing its own, and each folder once", dir, id, other))
			}
			byID[id] = dir
		}
		out = append(out, l)
	}
	return out
}

func read(dir string, fsys fs.FS) loaded {
	b, problems := folder.Read(fsys)
	l := loaded{dir: dir, briefing: b}
	for _, p := range problems {
		p.File = path.Join(filepath.ToSlash(dir), p.File)
		l.problems = append(l.problems, p)
	}
	return l
}

// isFolder says why dir is no folder that can be read.
func isFolder(dir string) error {
	const mend = "a briefing is a folder with " + folder.SourceFile + " and " + folder.FactsFile
	if dir == "" {
		return errors.New("the name of a folder is empty; " + mend)
	}
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: no such folder; %s", dir, mend)
	case err != nil:
		return fmt.Errorf("%s: %w; %s", dir, cause(err), mend)
	case !info.IsDir():
		return fmt.Errorf("%s: not a folder; %s", dir, mend)
	}
	return nil
}

// cause leaves out the path, which is told already.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// base reads the briefings of the session. It tells every problem on standard
// error.
func (s *session) base() (*knowledge.Base, error) {
	var all []*knowledge.Briefing
	broken := false
	for _, l := range load(s.folders()) {
		for _, p := range l.problems {
			s.errs.printf("%s\n", clean(p.Error()))
			broken = true
		}
		all = append(all, l.briefing)
	}
	if broken {
		return nil, errReported
	}
	base := knowledge.NewBase(all...)
	for _, p := range knowledge.CheckBase(base) {
		s.errs.printf("%s\n", clean(p.Error()))
		broken = true
	}
	if broken {
		return nil, errReported
	}
	return base, nil
}

// index is the index of the session's base.
func (s *session) index() (*answers.Index, error) {
	base, err := s.base()
	if err != nil {
		return nil, err
	}
	return answers.New(base), nil
}
