package answers

import (
	"slices"
	"testing"

	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

// harbour is an index of two facts that have these phrasings.
func harbour(first, second []string) *Index {
	br := &knowledge.Briefing{ID: "harbour", Title: "Harbour", Paragraphs: []knowledge.Paragraph{{Number: 1, Text: "Ships pay a toll. Boats pay none."}}}
	for i, ask := range [][]string{first, second} {
		br.Facts = append(br.Facts, knowledge.Fact{
			Ref: knowledge.Ref{Briefing: br.ID, ID: []string{"boats", "ships"}[i]}, Statement: []string{"Boats pay none.", "Ships pay a toll."}[i],
			Cites: []knowledge.Citation{{Paragraph: 1, Start: 18 * (1 - i), End: 17 + 16*(1-i)}}, Ask: ask,
		})
	}
	return New(knowledge.NewBase(br))
}

func (ix *Index) hasPair(a, b string) bool {
	f, ok := ix.pairs[pairKey(ix.featureOf(a), ix.featureOf(b))]
	return ok && len(ix.words[f]) > 0
}

// TestPairs: pairs of words come from phrasings, and from statements where nobody
// has put a question to any fact.
func TestPairs(t *testing.T) {
	asked, bare := harbour([]string{"do boats pay"}, []string{"who pays tolls"}), harbour(nil, nil)
	for _, tt := range []struct {
		ix   *Index
		a, b string
		want bool
	}{
		{asked, "do", "boats", true}, {asked, "a", "toll", false}, {asked, "boats", "do", false},
		{bare, "a", "toll", true}, {bare, "pay", "none", true}, {bare, "toll", "a", false},
	} {
		if got := tt.ix.hasPair(tt.a, tt.b); got != tt.want {
			t.Errorf("with %d phrasings, pair %q %q: %t, want %t", len(tt.ix.phrasings), tt.a, tt.b, got, tt.want)
		}
	}
}

// TestOnlyIn: what a phrasing left out has alone goes with it.
func TestOnlyIn(t *testing.T) {
	ix := harbour([]string{"do boats pay harbour dues", "do boats pay nothing"}, []string{"who pays tolls", "what do ships owe"})
	pair := func(a, b string) int32 { return ix.pairs[pairKey(ix.featureOf(a), ix.featureOf(b))] }
	for _, tt := range []struct {
		name     string
		feature  int32
		phrasing int32
		want     bool
	}{
		{"its own pair", pair("harbour", "dues"), 0, true}, {"a pair of both phrasings", pair("boats", "pay"), 0, false},
		{"another's pair", pair("pay", "nothing"), 0, false}, {"a word that it has alone", ix.featureOf("dues"), 0, true},
		{"a word of the statement", ix.featureOf("boats"), 0, false},
	} {
		if got := ix.onlyIn(tt.feature, tt.phrasing); got != tt.want {
			t.Errorf("%s: %t, want %t", tt.name, got, tt.want)
		}
	}
}

// TestGramSet: a phrasing has each of its grams once.
func TestGramSet(t *testing.T) {
	b := &builder{ix: &Index{grams: map[string]int32{}}, wordGrams: map[string][]int32{}}
	once := b.gramSet(text.Tokens("ships"))
	twice := b.gramSet(text.Tokens("ships ships"))
	if !slices.Equal(once, twice) || len(once) == 0 {
		t.Errorf("gramSet = %v, and of the word twice %v", once, twice)
	}
	for g, n := range b.gramCounts {
		if n != 2 {
			t.Errorf("gram %d is counted %d times in two phrasings", g, n)
		}
	}
}
