package answers

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"briefbot/knowledge"
)

// TestBounds: a small base is searched whole; in a large one the bounds change
// next to nothing of what comes first.
func TestBounds(t *testing.T) {
	for _, tt := range []struct {
		facts, least int // of 100 questions that must find the same first
	}{{200, 100}, {3000, 98}} {
		ix, questions := bigBase(tt.facts)
		same, met := 0, false
		for _, q := range questions {
			ix.bounds = usual
			got := ix.Rank(q, 3)
			ix.bounds = bounds{1 << 30, 1 << 30, 1 << 30}
			want := ix.Rank(q, 3)
			if len(got) > 0 && len(want) > 0 && got[0].Fact == want[0].Fact {
				same++
			}
			met = met || !slices.EqualFunc(got, want, func(a, b Ranked) bool { return a.Fact == b.Fact && a.Score == b.Score })
		}
		if same < tt.least || tt.least == 100 && met {
			t.Errorf("%d facts: %d of %d questions find the same first; all alike: %t", tt.facts, same, len(questions), !met)
		}
		if tt.facts > 1000 && !met {
			t.Errorf("%d facts meet no bound", tt.facts)
		}
	}
}

// bigBase makes a base of n facts of common English words, and a hundred
// questions like its phrasings.
func bigBase(n int) (*Index, []string) {
	r := rand.New(rand.NewPCG(7, 7))
	zipf := rand.NewZipf(r, 1.2, 20, uint64(len(strayVocabulary)-1))
	words := func(k int) []string {
		list := make([]string, k)
		for i := range list {
			list[i] = strayVocabulary[zipf.Uint64()]
		}
		return list
	}
	br := &knowledge.Briefing{ID: "big"}
	var questions []string
	for i := range n {
		own := words(10)
		text := "The " + strings.Join(own, " ") + "."
		br.Paragraphs = append(br.Paragraphs, knowledge.Paragraph{Number: i + 1, Text: text})
		f := knowledge.Fact{Ref: knowledge.Ref{Briefing: "big", ID: fmt.Sprintf("f-%05d", i)}, Topic: "T", Statement: text,
			Cites: []knowledge.Citation{{Paragraph: i + 1, End: len(text)}}}
		for range 8 {
			ask := append([]string{"what", "was", "the"}, words(2)...)
			for range 4 {
				ask = append(ask, own[r.IntN(len(own))])
			}
			f.Ask = append(f.Ask, strings.Join(ask, " "))
		}
		br.Facts = append(br.Facts, f)
		if i%(n/100) == 0 {
			questions = append(questions, "so what was the "+own[1]+" "+own[4]+" "+own[7])
		}
	}
	return New(knowledge.NewBase(br)), questions
}

// strayVocabulary are made-up words with the letters of English ones.
var strayVocabulary = func() []string {
	var list []string
	for _, a := range strings.Fields("br c d fl gr h l m n pr s t v w st tr") {
		for _, b := range strings.Fields("a e i o u ea ou") {
			for _, c := range strings.Fields("ck ll mp nd rt ss t ver ning ter") {
				list = append(list, a+b+c)
			}
		}
	}
	rand.New(rand.NewPCG(3, 3)).Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}()
