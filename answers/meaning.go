package answers

import (
	"math/bits"
	"slices"
	"sync"

	"briefbot/answers/english"
)

// What words mean enters a score three times: how alike are the question and all
// phrasings of a fact as a whole, by their words' senses and by their gists (see
// space.go), and does a fact have a word like each word of the question (soft
// coverage). All come from the word vectors of package english (matching.md §6).
const (
	// alike is the least cosine of two words of which one may stand for the
	// other, softened what such a word counts at most.
	alike    = 0.4
	softened = 0.9
)

// meaning is what is known of the meanings of a base's facts.
type meaning struct {
	sense, gist *space   // gist nil where the phrasings are too few to learn its spread from
	vocab       []sound  // words that may stand for others
	known       sync.Map // by the rank of a word that was asked with, its []similar
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

// newMeaning learns the meanings of the index's docs.
func (b *builder) newMeaning() *meaning {
	m := &meaning{}
	parts := []func(){func() { m.sense = b.newSpace(senses) }, func() { b.newVocabulary(m) }}
	if b.ix.phrasingsOfFacts() >= fewPhrasings*b.ix.facts {
		parts = append(parts, func() { m.gist = b.newSpace(gists) })
	}
	inParallel(parts...)
	return m
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
	vectors := make([]float32, len(words)*english.Dim)
	for i, w := range words {
		rank, _ := english.Rank(w)
		v := vectors[i*english.Dim:][:english.Dim]
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
	if !ok || !soft(w) {
		return dst
	}
	known, ok := m.known.Load(rank)
	if !ok {
		known, _ = m.known.LoadOrStore(rank, m.alikeOf(w, rank))
	}
	for _, like := range known.([]similar) {
		if like.feature != own {
			dst = append(dst, like)
		}
	}
	return dst
}

// alikeOf returns the features that may stand for the word w of a rank, by feature.
func (m *meaning) alikeOf(w string, rank int) []similar {
	var v [english.Dim]float32
	if !english.Vector(rank, v[:]) {
		return nil
	}
	var list []similar
	sign, root := signs(v[:]), stem(w)
	against := opposites()[root]
	for i := range m.vocab {
		o := &m.vocab[i]
		if bits.OnesCount64(o.sign[0]^sign[0])+bits.OnesCount64(o.sign[1]^sign[1]) >= farSigns {
			continue
		}
		if c := dot(v[:], o.vector); c > alike && !slices.Contains(against, o.stem) {
			list = append(list, similar{o.feature, softened * (c - alike) / (1 - alike)})
		}
	}
	slices.SortFunc(list, func(a, b similar) int {
		if a.feature != b.feature {
			return int(a.feature - b.feature)
		}
		if a.cosine > b.cosine {
			return -1
		}
		return 1
	})
	return slices.Clip(slices.CompactFunc(list, func(a, b similar) bool { return a.feature == b.feature }))
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
