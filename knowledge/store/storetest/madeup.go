package storetest

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"briefbot/knowledge"
)

// MadeUp is a base of n facts with eight phrasings each, and questions to it,
// over made-up words whose frequencies fall like those of a language.
func MadeUp(n, questions int) (*knowledge.Base, []string) {
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
	asked := map[string]bool{}
	for i := range n {
		text := "The " + words(8) + " was " + words(4) + "."
		br.Paragraphs = append(br.Paragraphs, knowledge.Paragraph{Number: i + 1, Text: text})
		f := knowledge.Fact{
			Ref: knowledge.Ref{Briefing: br.ID, ID: fmt.Sprintf("fact-%05d", i)}, Topic: "T", Statement: text,
			Cites: []knowledge.Citation{{Paragraph: i + 1, Start: 0, End: len(text)}},
		}
		own := strings.Fields(strings.TrimSuffix(text, "."))
		for len(f.Ask) < 8 {
			q := "what was the"
			for range 4 {
				q += " " + own[1+r.IntN(len(own)-1)]
			}
			if q += " " + word(); !asked[q] {
				asked[q] = true
				f.Ask = append(f.Ask, q)
			}
		}
		br.Facts = append(br.Facts, f)
	}
	var list []string
	for len(list) < questions {
		own := strings.Fields(br.Paragraphs[r.IntN(n)].Text)
		if q := "so what was the " + own[2] + " " + own[5] + " " + own[7] + " " + word(); !asked[q] {
			asked[q] = true
			list = append(list, q)
		}
	}
	return knowledge.NewBase(br), list
}
