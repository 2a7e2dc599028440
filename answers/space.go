package answers

import (
	"math"

	"briefbot/answers/english"
	"briefbot/knowledge/text"
)

const (
	// spreadSample is the most phrasings that the spread is learned from.
	spreadSample = 600
	// spreadRidge is how much of the mean variance is added to each
	// direction's, and that again for each half of dim phrasings too few: few
	// tell little of the spread.
	spreadRidge = 0.6

	// statementSense is what a statement counts beside a phrasing.
	statementSense = 0.5
)

// vectors are word vectors of one kind: a word's is looked up by its rank.
type vectors struct {
	dim int // a multiple of 4
	of  func(rank int, dst []float32) bool
}

// senses tell what words stand among the same words, gists what a sentence is
// about; see package english.
var (
	senses = vectors{english.Dim, english.Vector}
	gists  = vectors{english.GistDim, english.Gist}
)

// space is where a base's facts lie by the vectors of their words. Phrasings of
// one fact differ in directions that say nothing of what is asked; dividing by that
// spread, as a linear discriminant does, finds 6 (CLINC150) to 10 (BANKING77) more
// of a hundred right facts than the plain cosine does.
type space struct {
	vectors
	common []float32 // the direction that all phrasings share, which is taken off
	spread []float32 // lower triangle that whitens: row by row, dim×dim
	docs   []float32 // by doc, dim numbers each: the whitened sum of its sentences
	square []float32 // squared length of each
}

// sentence adds up the vectors of words, the rarer the more, and brings the sum
// to length 1. It reports whether a word had a vector. v is working memory.
func (k vectors) sentence(ranks []int32, dst, v []float32) bool {
	clear(dst)
	for _, rank := range ranks {
		if !k.of(int(rank), v) {
			continue
		}
		weight := float32(english.Weight(int(rank)))
		for i, x := range v {
			dst[i] += weight * x
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
func (s *space) without(v []float32) {
	along := dot(v, s.common)
	for i := range v {
		v[i] -= along * s.common[i]
	}
	unit(v)
}

// whiten divides v by the spread, in place.
func (s *space) whiten(v []float32) {
	for i := s.dim - 1; i >= 0; i-- {
		row := s.spread[i*s.dim : i*s.dim+i+1]
		var sum float32
		for j, r := range row {
			sum += r * v[j]
		}
		v[i] = sum
	}
}

// place writes the whitened vector of a question's words into dst and returns its
// length, 0 when no word has a vector.
func (s *space) place(ranks []int32, dst, v []float32) (length float32) {
	if !s.sentence(ranks, dst, v) {
		return 0
	}
	s.without(dst)
	s.whiten(dst)
	return float32(math.Sqrt(float64(dot(dst, dst))))
}

// nearness is the cosine of a question's place q to a doc's sentences together;
// own is the question itself when it is one of them and is to be left out.
func (s *space) nearness(q []float32, length float32, doc int32, own bool) float64 {
	d := s.docs[int(doc)*s.dim:][:s.dim]
	along, square := dot(q, d), s.square[doc]
	if own {
		square += length*length - 2*along
		along -= length * length
	}
	if square < 1e-6 || length < 1e-6 {
		return 0
	}
	return float64(along) / math.Sqrt(float64(square)) / float64(length)
}

// newSpace learns where the index's docs lie.
func (b *builder) newSpace(kind vectors) *space {
	ix, dim := b.ix, kind.dim
	s := &space{vectors: kind, common: make([]float32, dim), spread: make([]float32, dim*dim)}
	step := max(1, (len(ix.phrasings)+spreadSample-1)/spreadSample)
	list, word := make([]float32, len(ix.phrasings)*dim), make([]float32, dim)
	for i, p := range ix.phrasings {
		v := list[i*dim:][:dim]
		if s.sentence(b.asked[i], v, word) && i%step == 0 && ix.docs[p.doc].fact != nil {
			for k := range v {
				s.common[k] += v[k]
			}
		}
	}
	unit(s.common)
	for i := range ix.phrasings {
		s.without(list[i*dim:][:dim])
	}
	s.learnSpread(ix, list, step)
	s.docs, s.square = make([]float32, len(ix.docs)*dim), make([]float32, len(ix.docs))
	v := make([]float32, dim)
	for i := range ix.docs {
		d := &ix.docs[i]
		sum := s.docs[i*dim:][:dim]
		for p := d.first; p < d.last; p++ {
			for k, x := range list[int(p)*dim:][:dim] {
				sum[k] += x
			}
		}
		if s.sentence(b.stated[i], v, word) {
			s.without(v)
			for k, x := range v {
				sum[k] += statementSense * x
			}
		}
		s.whiten(sum)
		s.square[i] = dot(sum, sum)
	}
	return s
}

// ranksOf returns the ranks of those words of a text that are English.
func ranksOf(toks []text.Token) []int32 {
	var out []int32
	for _, t := range toks {
		if t.Kind != text.Word {
			continue
		}
		if rank, ok := english.Rank(t.Norm); ok {
			out = append(out, int32(rank))
		}
	}
	return out
}

// learnSpread learns how the phrasings of one fact differ from their mean, and
// keeps what divides by it: the inverse of the Cholesky factor of their
// covariance. Without phrasings that is 1.
func (s *space) learnSpread(ix *Index, sentences []float32, step int) {
	dim := s.dim
	cov := make([][]float64, dim)
	for i := range cov {
		cov[i] = make([]float64, dim)
	}
	mean, r := make([]float32, dim), make([]float32, dim)
	n := 0
	for d := 0; d < ix.facts; d += step {
		first, last := int(ix.docs[d].first), int(ix.docs[d].last)
		if last-first < 2 {
			continue
		}
		clear(mean)
		for p := first; p < last; p++ {
			for k, x := range sentences[p*dim:][:dim] {
				mean[k] += x / float32(last-first)
			}
		}
		for p := first; p < last; p++ {
			for k, x := range sentences[p*dim:][:dim] {
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
			s.spread[i*dim+i] = 1
		}
		return
	}
	// Scaled to a mean variance of 1, so that whitened lengths are alike in all
	// bases.
	for i := range dim {
		for j := range i + 1 {
			cov[i][j] *= float64(dim) / trace
		}
		cov[i][i] += spreadRidge * (1 + 2*float64(dim)/float64(n))
	}
	cholesky(cov)
	invert(cov)
	for i := range dim {
		for j := range i + 1 {
			s.spread[i*dim+j] = float32(cov[i][j])
		}
	}
}

// cholesky replaces the lower triangle of a positive definite matrix by its
// Cholesky factor.
func cholesky(a [][]float64) {
	for i := range a {
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
func invert(a [][]float64) {
	for i := range a {
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
