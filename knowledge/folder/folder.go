// Package folder reads and writes a briefing's folder: the text of the source
// in source.txt, and what was curated from it in facts.yaml.
//
// Offsets of quotes and the typed fields of figures are derived here, so that
// a curator types words only. The package decides nothing about truth: that is
// the citation check of package knowledge, which Read runs.
package folder

import (
	"errors"
	"fmt"
	"io"
	"io/fs"

	"briefbot/knowledge"
)

// Read reads the briefing in fsys and checks it. It reports every problem,
// ordered by file and line, and returns the briefing as far as it could be
// read, never nil. Without problems the briefing passes knowledge.Check.
func Read(fsys fs.FS) (*knowledge.Briefing, []Problem) {
	b := &knowledge.Briefing{}
	source, problems := readFile(fsys, SourceFile)
	if len(problems) == 0 {
		b.Paragraphs, problems = Paragraphs(source)
	}
	facts, more := readFile(fsys, FactsFile)
	if len(more) == 0 {
		more = parseFacts(b, facts)
	}
	problems = append(problems, more...)
	sortProblems(problems)
	return b, problems
}

// parseFacts reads a facts file into b, whose paragraphs are at hand, and
// checks b.
func parseFacts(b *knowledge.Briefing, data []byte) []Problem {
	d := newDecoder(b)
	root, problems := parseYAML(data)
	for _, p := range problems {
		d.lines[""] = p.line
		d.report("", "%s", p.text)
	}
	if root == nil && len(problems) == 0 {
		d.report("", "is empty")
	}
	if root == nil {
		return d.problems
	}
	d.briefing(root)
	d.check()
	return d.problems
}

// readFile returns the bytes of a file of at most maxFile bytes, or nil and
// the problem.
func readFile(fsys fs.FS, name string) ([]byte, []Problem) {
	fail := func(format string, args ...any) ([]byte, []Problem) {
		return nil, []Problem{{File: name, Problem: knowledge.Problem{Text: fmt.Sprintf(format, args...)}}}
	}
	// Opening a pipe waits for a writer, and a device may never end.
	if info, err := fs.Stat(fsys, name); err == nil && !info.Mode().IsRegular() {
		return fail("is not a regular file but %s; put the text itself there", kindOf(info.Mode()))
	}
	f, err := fsys.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return fail("is missing; a briefing's folder has %s and %s", SourceFile, FactsFile)
	}
	if err != nil {
		return fail("cannot be opened: %v", cause(err))
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return fail("cannot be read: %v", cause(err))
	}
	if len(data) > maxFile {
		return fail("has more than %d MiB", maxFile>>20)
	}
	return data, nil
}

// kindOf names what a file that is no regular one is.
func kindOf(m fs.FileMode) string {
	switch {
	case m.IsDir():
		return "a folder"
	case m&fs.ModeNamedPipe != 0:
		return "a pipe"
	case m&fs.ModeSocket != 0:
		return "a socket"
	case m&fs.ModeDevice != 0:
		return "a device"
	}
	return "something else"
}

// cause leaves out the path: the problem names the file.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
