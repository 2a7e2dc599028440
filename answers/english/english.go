// Package english knows the commonest words of English, in order of frequency.
//
// A word that it knows is hardly a slip of the pen, and its rank says how common
// it is. The words were counted in news and encyclopedia text up to 2014, broken
// at apostrophes and in lower case. So there are many names among them, no
// "dont" or "whats", and a few forms that are slips as often as words, such as
// "teh" (a surname).
//
// generate.go makes words.txt.gz; LICENSE-words says where the words come from.
package english

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
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
