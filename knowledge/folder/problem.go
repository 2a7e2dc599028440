package folder

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"briefbot/knowledge"
)

// The files of a briefing's folder.
const (
	SourceFile = "source.txt"
	FactsFile  = "facts.yaml"
)

// A Problem is one thing wrong with a file of a briefing.
type Problem struct {
	File string // SourceFile or FactsFile
	Line int    // from 1, or 0 when it is the file as a whole
	knowledge.Problem
}

// String words p as `facts.yaml:12: fact "x": cites[0]: no source`.
func (p Problem) String() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Line)
	}
	if p.Fact != "" {
		fmt.Fprintf(&b, ": fact %q", p.Fact)
	}
	if p.Field != "" {
		b.WriteString(": " + p.Field)
	}
	return b.String() + ": " + p.Text
}

// Error makes a Problem an error, so that callers can join several.
func (p Problem) Error() string { return p.String() }

// sortProblems orders by file, then line; problems of one line keep their order.
func sortProblems(problems []Problem) {
	slices.SortStableFunc(problems, func(p, q Problem) int {
		return cmp.Or(cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line))
	})
}
