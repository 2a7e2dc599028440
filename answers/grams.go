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

// scoreGrams adds up the dot products of the question's gram vector with each
// phrasing's and returns the question's vector length.
func (ix *Index) scoreGrams(r *Reading, s *scratch, without int32) float64 {
	s.grams = s.grams[:0]
	unknown := 0
	for i := range r.Words {
		if r.Words[i].framed {
			continue
		}
		s.buf = eachGram(r.Words[i].Read(), s.buf, func(g []byte) {
			if id, ok := ix.grams[string(g)]; ok {
				s.grams = append(s.grams, id)
			} else {
				unknown++
			}
		})
	}
	s.grams = unique(s.grams)
	rare := math.Log(float64(len(ix.phrasings))+1) + 1
	sum := float64(unknown) * rare * rare
	for _, g := range s.grams {
		w := float64(ix.gramIDF[g])
		sum += w * w
	}
	looked := ix.affordable(s)
	work := 0
	for _, g := range looked {
		work += len(ix.gramDocs[g])
	}
	// Where the lists are long against the phrasings, going through all of these
	// afterwards costs less than keeping which were hit.
	sweep := work > len(ix.phrasings)
	for _, g := range looked {
		w := ix.gramIDF[g] * ix.gramIDF[g]
		if sweep {
			for _, p := range ix.gramDocs[g] {
				s.dots[p] += w
			}
			continue
		}
		for _, p := range ix.gramDocs[g] {
			if s.dots[p] == 0 {
				s.hit = append(s.hit, p)
			}
			s.dots[p] += w
		}
	}
	if sweep {
		for p, dot := range s.dots {
			if dot != 0 {
				s.hit = append(s.hit, int32(p))
			}
		}
	}
	length := math.Sqrt(sum)
	for _, p := range s.hit {
		dot := s.dots[p]
		s.dots[p] = 0
		if p == without || length == 0 {
			continue
		}
		dot /= ix.norm[p] * float32(length)
		d := ix.phrasings[p].doc
		if s.bm25[d] == 0 && s.docBest[d] == 0 {
			s.touched = append(s.touched, d)
		}
		s.docDot[d] += dot
		s.docBest[d] = max(s.docBest[d], dot)
	}
	s.hit = s.hit[:0]
	return length
}

// affordable returns the question's grams that are looked up: all, or in a big
// base the rarest ones, which tell most, as far as the bounds go.
func (ix *Index) affordable(s *scratch) []int32 {
	work := 0
	for _, g := range s.grams {
		work += len(ix.gramDocs[g])
	}
	if work <= ix.bounds.grams {
		return s.grams
	}
	slices.SortFunc(s.grams, func(a, b int32) int {
		if c := len(ix.gramDocs[a]) - len(ix.gramDocs[b]); c != 0 {
			return c
		}
		return int(a - b)
	})
	work = 0
	for i, g := range s.grams {
		if work += len(ix.gramDocs[g]); work > ix.bounds.grams {
			return s.grams[:i]
		}
	}
	return s.grams
}

// likeness returns the cosines of the question to the doc's centroid and to
// its nearest phrasing.
func (ix *Index) likeness(s *scratch, doc int32, length float64, without int32) (centroid, nearest float64) {
	d := &ix.docs[doc]
	sum := d.sum
	if without >= 0 && ix.phrasings[without].doc == doc {
		// |sum-p|² = |sum|² - 2 sum·p + 1, and p is the question here, so that
		// sum·p is its dot with the others plus 1.
		sum = sum - 2*(float64(s.docDot[doc])+1) + 1
	}
	if sum > 1e-9 {
		centroid = min(1, float64(s.docDot[doc])/math.Sqrt(sum))
	}
	return centroid, min(1, float64(s.docBest[doc]))
}
