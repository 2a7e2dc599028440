// Package english knows the commonest words of English, in order of frequency,
// and what they mean as far as a vector tells.
//
// A word that it knows is hardly a slip of the pen, and its rank says how common
// it is. The words were counted in news and encyclopedia text up to 2014, broken
// at apostrophes and in lower case. So there are many names among them, no
// "dont" or "whats", and a few forms that are slips as often as words, such as
// "teh" (a surname).
//
// The vectors are GloVe's, from the same text: words that stand among the same
// words have vectors that point the same way. They do not tell apart what is
// said in like places: opposites, months, countries, numbers.
//
// So there are vectors of a second kind, gists, made from a sentence encoder: added
// up they tell what a whole sentence is about, a little as that encoder does.
//
// generate.go makes words.txt.gz and vectors.bin, generate_gist.go gist.bin, and
// generate_opposites.go opposites.txt; the LICENSE files say where they come from.
package english

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"math"
	"strings"
	"sync"
)

//go:generate go run generate.go
//go:generate go run generate_gist.go

// Size is the number of words that Rank knows.
const Size = 30_000

// packed is the gzip'd list: one word a line, the commonest first.
//
//go:embed words.txt.gz
var packed []byte

// Rank returns the place of word in the order of frequency: 1 is the commonest,
// Size the rarest. It reports false, and rank 0, for a word that is not in the
// list. A word is spelled as in the list: lower case a to z, no apostrophe, and
// of one letter only "a" and "i". The first call unpacks the list, in about ten
// milliseconds. Rank is safe for concurrent use.
func Rank(word string) (rank int, ok bool) {
	rank, ok = ranks()[word]
	return rank, ok
}

// RankBytes is Rank for a word at hand as bytes.
func RankBytes(word []byte) (rank int, ok bool) {
	rank, ok = ranks()[string(word)]
	return rank, ok
}

// Words calls yield with each word and its rank, in no order, until it returns
// false.
func Words(yield func(word string, rank int) bool) {
	for word, rank := range ranks() {
		if !yield(word, rank) {
			return
		}
	}
}

// Weight returns what the word of a rank counts in a sentence, from near 0 for the
// commonest to near 1: a/(a+p), where p is the word's frequency by Zipf's law and
// a the frequency at which a word counts half (S. Arora, Y. Liang and T. Ma, "A
// simple but tough-to-beat baseline for sentence embeddings", 2017; the numbers
// are those of matching.md §6).
func Weight(rank int) float64 {
	const a, zipf = 0.001, 13.3
	return a / (a + 1/(float64(rank)*zipf))
}

// Bare returns a word without the vowels behind its first letter; y is none.
func Bare(word string) string {
	kept := make([]byte, 0, 24)
	for i := range len(word) {
		if i == 0 || strings.IndexByte("aeiou", word[i]) < 0 {
			kept = append(kept, word[i])
		}
	}
	return string(kept)
}

// FromBare returns the commonest word of five or more letters whose Bare has
// at least three letters and is bare: shorter ones have too few letters left to
// be told apart. The first call makes the list, in about twenty milliseconds.
// FromBare is safe for concurrent use.
func FromBare(bare string) (word string, ok bool) {
	word, ok = bares()[bare]
	return word, ok
}

var bares = sync.OnceValue(func() map[string]string {
	of := make(map[string]string, Size)
	for word, rank := range ranks() {
		if len(word) < 5 {
			continue
		}
		bare := Bare(word)
		if old, taken := of[bare]; len(bare) >= 3 && len(bare) < len(word) && (!taken || rank < ranks()[old]) {
			of[bare] = word
		}
	}
	return of
})

// ranks is the unpacked list.
var ranks = sync.OnceValue(unpack)

// unpack reads the list. One that does not unpack is a fault of the build, so it
// panics.
func unpack() map[string]int {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		panic(fmt.Errorf("words.txt.gz: %w", err))
	}
	ranks := make(map[string]int, Size)
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		ranks[lines.Text()] = len(ranks) + 1
	}
	if err := lines.Err(); err != nil {
		panic(fmt.Errorf("words.txt.gz: %w", err))
	}
	return ranks
}

// Dim is the number of dimensions of a word's vector.
const Dim = 100

// vectors has 4 bits a number, the first in the low half of a byte, in the
// order of the words; 8 stands for 0.
//
//go:embed vectors.bin
var vectors string

// Vector writes the vector of the word of the given rank into dst, which has
// room for Dim numbers. Its length is 1; it is 0 for "a" and "i" and for a rank
// out of range, of which Vector reports false.
func Vector(rank int, dst []float32) bool {
	dst = dst[:Dim]
	if rank < 1 || rank > Size {
		clear(dst)
		return false
	}
	return unpackVector(vectors[(rank-1)*Dim/2:rank*Dim/2], 1, dst)
}

// GistDim is the number of dimensions of a word's gist.
const GistDim = 48

// GistStep is a step of a gist's length.
const GistStep = 1.0 / 64

// gists has GistDim/2+1 bytes a word, in the order of the words: 4 bits a number
// as in vectors, and then the length in steps of GistStep.
//
//go:embed gist.bin
var gists string

// Gist writes the gist of the word of the given rank into dst, which has room for
// GistDim numbers. The gists of a sentence's words, each times its Weight, add
// up to a vector that points where the sentence encoder puts the sentence. Gist
// reports false, and 0, for a rank out of range.
func Gist(rank int, dst []float32) bool {
	const size = GistDim/2 + 1
	dst = dst[:GistDim]
	if rank < 1 || rank > Size {
		clear(dst)
		return false
	}
	from := gists[(rank-1)*size : rank*size]
	return unpackVector(from[:size-1], float64(from[size-1])*GistStep, dst)
}

// unpackVector brings the numbers of packed to the given length. It reports
// false when they are all 0.
func unpackVector(packed string, length float64, dst []float32) bool {
	var sum float32
	for i := range len(packed) { // bytes, not runes
		low, high := float32(packed[i]&15)-8, float32(packed[i]>>4)-8
		dst[2*i], dst[2*i+1] = low, high
		sum += low*low + high*high
	}
	if sum == 0 {
		return false
	}
	scale := float32(length / math.Sqrt(float64(sum)))
	for i := range dst {
		dst[i] *= scale
	}
	return true
}

// pairs has two words a line.
//
//go:embed opposites.txt
var pairs string

// Opposites calls yield with each pair of words that WordNet calls antonyms,
// in order of the alphabet, until it returns false.
func Opposites(yield func(a, b string) bool) {
	for line := range strings.Lines(pairs) {
		a, b, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if !yield(a, b) {
			return
		}
	}
}
