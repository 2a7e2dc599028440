package answers

import (
	"math"
	"slices"

	"briefbot/knowledge/text"
)

// Character n-grams of 2 to 5 letters within a word, its ends marked by a
// blank, as measured in matching.md §4 ("char 2-5").
const minGram, maxGram = 2, 5

// Grams that stand in more phrasings than these bounds are not looked up: they
// tell next to nothing and would make the work grow with the base. Of a base
// with fewer than manyPhrasings all are.
const (
	maxGramPhrasings = 8192
	maxGramShare     = 6 // one phrasing in six
	manyPhrasings    = 200
)

// eachGram calls f with each n-gram of the folded word w; buf is reused.
func eachGram(w string, buf []byte, f func(gram []byte)) []byte {
	buf = append(append(append(buf[:0], ' '), w...), ' ')
	for n := minGram; n <= maxGram; n++ {
		for i := 0; i+n <= len(buf); i++ {
			f(buf[i : i+n])
		}
	}
	return buf
}

// gramSet returns the grams of a phrasing, each once, as they come, and counts
// them.
func (b *builder) gramSet(toks []text.Token) []int32 {
	set := b.set[:0]
	b.phrasing++
	for _, t := range toks {
		for _, g := range b.gramsOf(t.Norm) {
			if b.gramSeen[g] != b.phrasing {
				b.gramSeen[g] = b.phrasing
				b.gramCounts[g]++
				set = append(set, g)
			}
		}
	}
	b.set = set
	return slices.Clone(set)
}

// gramsOf returns the grams of a folded word.
func (b *builder) gramsOf(w string) []int32 {
	list, ok := b.wordGrams[w]
	if ok {
		return list
	}
	b.buf = eachGram(w, b.buf, func(g []byte) {
		id, ok := b.ix.grams[string(g)]
		if !ok {
			id = int32(len(b.ix.grams))
			b.ix.grams[string(g)] = id
			b.gramCounts, b.gramSeen = append(b.gramCounts, 0), append(b.gramSeen, 0)
		}
		list = append(list, id)
	})
	b.wordGrams[w] = list
	return list
}

// buildGrams makes the gram postings of all phrasings.
func (b *builder) buildGrams() {
	ix, sets, counts := b.ix, b.gramSets, b.gramCounts
	n := float64(len(ix.phrasings))
	ix.gramIDF = make([]float32, len(counts))
	ix.gramDocs = make([][]int32, len(counts))
	for g, c := range counts {
		ix.gramIDF[g] = float32(math.Log((n+1)/(float64(c)+1)) + 1)
		if c <= maxGramPhrasings && (len(ix.phrasings) < manyPhrasings || int(c)*maxGramShare <= len(ix.phrasings)) {
			ix.gramDocs[g] = make([]int32, 0, c)
		}
	}
	ix.norm = make([]float32, len(ix.phrasings))
	for i, set := range sets {
		var sum float64
		for _, g := range set {
			w := float64(ix.gramIDF[g])
			sum += w * w
			if ix.gramDocs[g] != nil {
				ix.gramDocs[g] = append(ix.gramDocs[g], int32(i))
			}
		}
		ix.norm[i] = float32(math.Sqrt(sum))
	}
	sum := make([]float64, len(ix.grams))
	for i := range ix.docs {
		ix.docs[i].sum = ix.squaredSum(&ix.docs[i], sets, sum)
	}
}

// squaredSum is the squared length of the sum of a doc's unit gram vectors.
// sum is working memory, all zero before and after.
func (ix *Index) squaredSum(d *doc, sets [][]int32, sum []float64) float64 {
	var total float64
	for p := d.first; p < d.last; p++ {
		if ix.norm[p] == 0 {
			continue
		}
		for _, g := range sets[p] {
			w := float64(ix.gramIDF[g] / ix.norm[p])
			// (s+w)² - s² = w(2s+w)
			total += w * (2*sum[g] + w)
			sum[g] += w
		}
	}
	for p := d.first; p < d.last; p++ {
		for _, g := range sets[p] {
			sum[g] = 0
		}
	}
	return total
}
