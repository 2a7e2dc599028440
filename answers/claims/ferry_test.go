package claims

import (
	"os"
	"testing"

	"briefbot/knowledge"
	"briefbot/knowledge/folder"
)

// ferry is the checker of a small briefing on another matter, so that what
// holds for one article is not taken for a rule.
func ferry(tb testing.TB) *Checker {
	tb.Helper()
	b, problems := folder.Read(os.DirFS("testdata/ferry"))
	for _, p := range problems {
		tb.Fatal(p)
	}
	return New(knowledge.NewBase(b))
}
