package answers_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

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

// BenchmarkNew1000 builds the index of 1,000 made-up facts with eight phrasings
// each.
func BenchmarkNew1000(b *testing.B) {
	base, _ := madeUp(1000)
	b.ReportAllocs()
	for b.Loop() {
		answers.New(base)
	}
}

// BenchmarkAskWhileSwapping asks while the index is replaced ten times a
// second.
func BenchmarkAskWhileSwapping(b *testing.B) {
	base := builtIn(b)
	var index atomic.Pointer[answers.Index]
	index.Store(answers.New(base))
	stop := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-stop:
				return
			case <-tick.C:
				index.Store(answers.New(base))
			}
		}
	})
	i := 0
	for b.Loop() {
		index.Load().Ask(asked[i%len(asked)])
		i++
	}
	close(stop)
	wg.Wait()
}

// BenchmarkAsk10000 asks a base of 10,000 made-up facts with eight phrasings
// each, and reports the bytes of heap that a fact takes in the index.
func BenchmarkAsk10000(b *testing.B) {
	base, questions := madeUp(10000)
	before := heap()
	ix := answers.New(base)
	after := heap()
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		ix.Ask(questions[i%len(questions)])
		i++
	}
	b.ReportMetric(float64(after-before)/float64(len(base.Facts)), "B/fact")
	runtime.KeepAlive(base)
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// madeUp returns a base of n facts over a vocabulary of made-up words whose
// frequencies fall like those of a language, and questions to it.
func madeUp(n int) (*knowledge.Base, []string) {
	r := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(r, 1.1, 8, 29999)
	word := func() string {
		k := zipf.Uint64()
		var w strings.Builder
		for range 2 + k%3 {
			w.WriteByte("bcdfghklmnprstvz"[k%16])
			w.WriteByte("aeiou"[k/16%5])
			k = k/7 + 3*k%1009
		}
		return w.String()
	}
	words := func(k int) string {
		list := make([]string, k)
		for i := range list {
			list[i] = word()
		}
		return strings.Join(list, " ")
	}
	br := &knowledge.Briefing{ID: "made-up", Title: "Made up"}
	var questions []string
	for i := range n {
		text := "The " + words(8) + " was " + words(4) + "."
		br.Paragraphs = append(br.Paragraphs, knowledge.Paragraph{Number: i + 1, Text: text})
		f := knowledge.Fact{
			Ref: knowledge.Ref{Briefing: br.ID, ID: fmt.Sprintf("fact-%05d", i)}, Topic: "T", Statement: text,
			Cites: []knowledge.Citation{{Paragraph: i + 1, Start: 0, End: len(text)}},
		}
		own := strings.Fields(strings.TrimSuffix(text, "."))
		for range 8 {
			q := "what was the"
			for range 4 {
				q += " " + own[1+r.IntN(len(own)-1)]
			}
			f.Ask = append(f.Ask, q+" "+word())
		}
		br.Facts = append(br.Facts, f)
		if i%100 == 0 {
			questions = append(questions, "so what was the "+own[2]+" "+own[5]+" "+own[7]+" "+word())
		}
	}
	return knowledge.NewBase(br), questions
}
