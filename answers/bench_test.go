package answers_test

import (
	"testing"

	"briefbot/answers"
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

var asked = []string{
	"How many terror plots have been stopped since March 2017?",
	"what share of mi5's work is about kids",
	"who carried out the attack in Moscow",
	"how many rusian diplomts were thrown out of europe",
	"What is the budget of MI6?",
	"exact words on China please",
	"did Iran carry out 20 attacks in London?",
	"is MI5 overloaded",
}

func BenchmarkAsk(b *testing.B) {
	ix := answers.New(builtIn(b))
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		ix.Ask(asked[i%len(asked)])
		i++
	}
}

func BenchmarkNew(b *testing.B) {
	base := builtIn(b)
	b.ReportAllocs()
	for b.Loop() {
		answers.New(base)
	}
}
