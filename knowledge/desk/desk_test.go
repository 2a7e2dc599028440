package desk_test

import (
	"testing"

	"briefbot/knowledge"
	"briefbot/knowledge/briefings"
	"briefbot/knowledge/folder"
)

func builtIn(tb testing.TB) *knowledge.Base {
	tb.Helper()
	b, problems := folder.Read(briefings.BuiltIn()[0])
	for _, p := range problems {
		tb.Fatal(p)
	}
	return knowledge.NewBase(b)
}
