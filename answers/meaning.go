package answers

import (
	"math"
	"math/bits"
	"slices"
	"sync"

	"briefbot/answers/english"
	"briefbot/knowledge/text"
)

// What words mean enters a score twice: how alike are the question and all
// phrasings of a fact as a whole (sense), and does a fact have a word like each
// word of the question (soft coverage). Both come from the word vectors of
// package english (matching.md §6).
const (
	// sifA is what of a word's frequency its weight in a sentence falls to a
	// half at: a/(a+p), p = 1/(rank × zipf). matching.md §6.
	sifA = 0.001
	zipf = 13.3

	// spreadSample is the most phrasings that the spread is learned from.
	spreadSample = 600
	// spreadRidge is how much of the mean variance is added to each
	// direction's, and that again for each half of dim phrasings too few: few
	// tell little of the spread.
	spreadRidge = 0.6

	// alike is the least cosine of two words of which one may stand for the
	// other, softened what such a word counts at most.
	alike    = 0.4
	softened = 0.9
)

// meaning is what is known of the meanings of a base's facts. Phrasings of one
// fact differ in directions that say nothing of what is asked; dividing by that
// spread, as a linear discriminant does, finds 6 (CLINC150) to 10 (BANKING77) more
// of a hundred right facts than the plain cosine does.
type meaning struct {
	common []float32 // the direction that all phrasings share, which is taken off
	spread []float32 // lower triangle that whitens: row by row, Dim×Dim
	docs   []float32 // by doc, Dim numbers each: the whitened sum of its sentences
	square []float32 // squared length of each
	vocab  []sound   // words that may stand for others
}

// sound is a word of the base with its vector.
type sound struct {
	feature int32
	stem    string
	sign    [2]uint64 // of the vector's numbers
	vector  []float32
}

// similar is a feature that stands for a word of a question.
type similar struct {
	feature int32
	cosine  float32
}

const dim = english.Dim

// sentence adds up the vectors of words, the rarer the more, and brings the sum
// to length 1. It reports whether a word had a vector.
func sentence(words func(yield func(string) bool), dst []float32) bool {
	dst = dst[:dim]
	clear(dst)
	var v [dim]float32
	for w := range words {
		rank, ok := english.Rank(w)
		if !ok || !english.Vector(rank, v[:]) {
			continue
		}
		weight := float32(sifA / (sifA + 1/(float64(rank)*zipf)))
		for i := range v {
			dst[i] += weight * v[i]
		}
	}
	return unit(dst)
}

// unit brings v to length 1, or reports that it has none.
func unit(v []float32) bool {
	length := math.Sqrt(float64(dot(v, v)))
	if length < 1e-6 {
		clear(v)
		return false
	}
	scale := float32(1 / length)
	for i := range v {
		v[i] *= scale
	}
	return true
}

// dot is the inner product of two vectors of the same length, a multiple of 4.
func dot(a, b []float32) float32 {
	b = b[:len(a)]
	var s0, s1, s2, s3 float32
	for i := 0; i+3 < len(a); i += 4 {
		s0 += a[i] * b[i]
		s1 += a[i+1] * b[i+1]
		s2 += a[i+2] * b[i+2]
		s3 += a[i+3] * b[i+3]
	}
	return s0 + s1 + s2 + s3
}

// without takes the common direction off v and brings it to length 1 again.
func (m *meaning) without(v []float32) {
	along := dot(v, m.common)
	for i := range v {
		v[i] -= along * m.common[i]
	}
	unit(v)
}

// whiten divides v by the spread, in place.
func (m *meaning) whiten(v []float32) {
	for i := dim - 1; i >= 0; i-- {
		row := m.spread[i*dim : i*dim+i+1]
		var sum float32
		for j, r := range row {
			sum += r * v[j]
		}
		v[i] = sum
	}
}

// sense writes the whitened vector of a question's words into dst, and reports
// whether there is one.
func (m *meaning) sense(words func(yield func(string) bool), dst []float32) bool {
	if !sentence(words, dst) {
		return false
	}
	m.without(dst)
	m.whiten(dst)
	return true
}

// nearness is the cosine of a question's sense to a doc's sentences together;
// own is the question itself when it is one of them and is to be left out.
func (m *meaning) nearness(q []float32, length float32, doc int32, own bool) float64 {
	d := m.docs[int(doc)*dim:][:dim]
	along, square := dot(q, d), m.square[doc]
	if own {
		square += length*length - 2*along
		along -= length * length
	}
	if square < 1e-6 || length < 1e-6 {
		return 0
	}
	return float64(along) / math.Sqrt(float64(square)) / float64(length)
}

// statementSense is what a statement counts beside a phrasing.
const statementSense = 0.5

// newMeaning learns the meanings of the index's docs.
func (b *builder) newMeaning() *meaning {
	ix := b.ix
	m := &meaning{common: make([]float32, dim), spread: make([]float32, dim*dim)}
	step := max(1, (len(ix.phrasings)+spreadSample-1)/spreadSample)
	vectors := make([]float32, len(ix.phrasings)*dim)
	for i, p := range ix.phrasings {
		v := vectors[i*dim:][:dim]
		if sentence(wordsOf(b.phrasingTokens[i]), v) && i%step == 0 && ix.docs[p.doc].fact != nil {
			for k := range v {
				m.common[k] += v[k]
			}
		}
	}
	unit(m.common)
	for i := range ix.phrasings {
		m.without(vectors[i*dim:][:dim])
	}
	m.learnSpread(ix, vectors, step)
	m.docs, m.square = make([]float32, len(ix.docs)*dim), make([]float32, len(ix.docs))
	var v [dim]float32
	for i := range ix.docs {
		d := &ix.docs[i]
		sum := m.docs[i*dim:][:dim]
		for p := d.first; p < d.last; p++ {
			for k, x := range vectors[int(p)*dim:][:dim] {
				sum[k] += x
			}
		}
		if d.fact != nil && sentence(wordsOf(text.Tokens(d.fact.Statement)), v[:]) {
			m.without(v[:])
			for k, x := range v {
				sum[k] += statementSense * x
			}
		}
		m.whiten(sum)
		m.square[i] = dot(sum, sum)
	}
	b.newVocabulary(m)
	return m
}

func wordsOf(toks []text.Token) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for _, t := range toks {
			if t.Kind == text.Word && !yield(t.Norm) {
				return
			}
		}
	}
}

// learnSpread learns how the phrasings of one fact differ from their mean, and
// keeps what divides by it: the inverse of the Cholesky factor of their
// covariance. Without phrasings that is 1.
func (m *meaning) learnSpread(ix *Index, vectors []float32, step int) {
	var cov [dim][dim]float64
	var mean [dim]float32
	n := 0
	for d := 0; d < ix.facts; d += step {
		first, last := int(ix.docs[d].first), int(ix.docs[d].last)
		if last-first < 2 {
			continue
		}
		clear(mean[:])
		for p := first; p < last; p++ {
			for k, x := range vectors[p*dim:][:dim] {
				mean[k] += x / float32(last-first)
			}
		}
		for p := first; p < last; p++ {
			var r [dim]float32
			for k, x := range vectors[p*dim:][:dim] {
				r[k] = x - mean[k]
			}
			for i := range r {
				for j := range r[:i+1] {
					cov[i][j] += float64(r[i] * r[j])
				}
			}
			n++
		}
	}
	trace := 0.0
	for i := range dim {
		trace += cov[i][i]
	}
	if n == 0 || trace == 0 {
		for i := range dim {
			m.spread[i*dim+i] = 1
		}
		return
	}
	// Scaled to a mean variance of 1, so that whitened lengths are alike in all
	// bases.
	for i := range dim {
		for j := range i + 1 {
			cov[i][j] *= dim / trace
		}
		cov[i][i] += spreadRidge * (1 + 2*dim/float64(n))
	}
	cholesky(&cov)
	invert(&cov)
	for i := range dim {
		for j := range i + 1 {
			m.spread[i*dim+j] = float32(cov[i][j])
		}
	}
}

// cholesky replaces the lower triangle of a positive definite matrix by its
// Cholesky factor.
func cholesky(a *[dim][dim]float64) {
	for i := range dim {
		for j := range i + 1 {
			sum := a[i][j]
			for k := range j {
				sum -= a[i][k] * a[j][k]
			}
			if i == j {
				a[i][i] = math.Sqrt(max(sum, 1e-12))
			} else {
				a[i][j] = sum / a[j][j]
			}
		}
	}
}

// invert replaces a lower triangle by its inverse.
func invert(a *[dim][dim]float64) {
	for i := range dim {
		for j := range i {
			sum := 0.0
			for k := j; k < i; k++ {
				sum -= a[i][k] * a[k][j]
			}
			a[i][j] = sum / a[i][i]
		}
		a[i][i] = 1 / a[i][i]
	}
}

// counters have vectors that are all alike: numbers, months, days. One never
// stands for the other.
var counters = wordSet(`zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
	twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion billions trillion dozen dozens
	first second third fourth fifth sixth seventh eighth ninth tenth half quarter twice thrice once single double triple doubled tripled
	january february march april may june july august september october november december spring summer autumn winter fall
	monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight
	day days week weeks month months year years decade decades century hour hours minute minutes percent percentage`)

// soft reports whether another word may stand for the folded word w.
func soft(w string) bool { return !counters[w] && information(w) > 0 && isLetters(w) }

// newVocabulary collects the words that may stand for others: those of the
// base that are no names, numbers or little words.
func (b *builder) newVocabulary(m *meaning) {
	var words []string
	for w := range b.ix.common {
		if _, ok := english.Rank(w); ok && soft(w) {
			words = append(words, w)
		}
	}
	slices.Sort(words)
	vectors := make([]float32, len(words)*dim)
	for i, w := range words {
		rank, _ := english.Rank(w)
		v := vectors[i*dim:][:dim]
		english.Vector(rank, v)
		m.vocab = append(m.vocab, sound{b.ix.byWord[w], stem(w), signs(v), v})
	}
}

// signs has a bit for each number of v that is above 0. Vectors with a cosine
// of alike differ in a third of their signs, others in a half.
func signs(v []float32) (s [2]uint64) {
	for i, x := range v {
		if x > 0 {
			s[i/64] |= 1 << (i % 64)
		}
	}
	return s
}

// farSigns is the number of differing signs from on which two words are not
// compared: a cosine of 0.45 gives 35 of 100, 45 one time in fifty.
const farSigns = 45

// similars returns the features that may stand for the word w, by feature. A
// feature that the word has itself is not among them, nor an opposite.
func (m *meaning) similars(w string, own int32, dst []similar) []similar {
	rank, ok := english.Rank(w)
	var v [dim]float32
	if !ok || !soft(w) || !english.Vector(rank, v[:]) {
		return dst
	}
	from, sign, root := len(dst), signs(v[:]), stem(w)
	against := opposites()[root]
	for i := range m.vocab {
		o := &m.vocab[i]
		if bits.OnesCount64(o.sign[0]^sign[0])+bits.OnesCount64(o.sign[1]^sign[1]) >= farSigns || o.feature == own {
			continue
		}
		if c := dot(v[:], o.vector); c > alike && !slices.Contains(against, o.stem) {
			dst = append(dst, similar{o.feature, softened * (c - alike) / (1 - alike)})
		}
	}
	list := dst[from:]
	slices.SortFunc(list, func(a, b similar) int {
		if a.feature != b.feature {
			return int(a.feature - b.feature)
		}
		if a.cosine > b.cosine {
			return -1
		}
		return 1
	})
	return dst[:from+len(slices.CompactFunc(list, func(a, b similar) bool { return a.feature == b.feature }))]
}

// opposites has for each stem those of its opposites.
var opposites = sync.OnceValue(func() map[string][]string {
	of := map[string][]string{}
	for a, b := range english.Opposites {
		a, b = stem(a), stem(b)
		of[a], of[b] = append(of[a], b), append(of[b], a)
	}
	return of
})
