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
// generate.go makes words.txt.gz and vectors.bin; LICENSE-words says where they
// come from.
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
	var sum float32
	for i := range Dim / 2 {
		b := vectors[(rank-1)*Dim/2+i]
		low, high := float32(b&15)-8, float32(b>>4)-8
		dst[2*i], dst[2*i+1] = low, high
		sum += low*low + high*high
	}
	if sum == 0 {
		return false
	}
	scale := float32(1 / math.Sqrt(float64(sum)))
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
