package answers

import (
	"math/bits"
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"

	"briefbot/answers/english"
)

// A speller reads misspelt and abbreviated words as words of the base's
// vocabulary. It is immutable.
type speller struct {
	known     map[string]bool
	byInitial map[byte][]spelt  // vocabulary words of 3+ letters, commonest first
	long      map[byte][]string // those of 4+ letters
	bare      map[string]string // without inner vowels -> commonest word
	skeletons map[string]string // consonant skeleton -> commonest word
}

// spelt is a word with a bit for each letter that it has.
type spelt struct {
	word    string
	letters uint32
}

// newSpeller takes the base's words with their counts.
func newSpeller(counts map[string]int) *speller {
	s := &speller{known: map[string]bool{}, byInitial: map[byte][]spelt{}, long: map[byte][]string{}, bare: map[string]string{}, skeletons: map[string]string{}}
	var words []string
	for w := range counts {
		s.known[w] = true
		if len(w) >= 3 && isLetters(w) {
			words = append(words, w)
		}
	}
	for w := range functionWords {
		s.known[w] = true
		if len(w) >= 4 && counts[w] == 0 {
			words = append(words, w)
		}
	}
	slices.SortFunc(words, func(a, b string) int {
		if c := counts[b] - counts[a]; c != 0 {
			return c
		}
		return strings.Compare(a, b)
	})
	for _, w := range words {
		s.byInitial[w[0]] = append(s.byInitial[w[0]], spelt{w, lettersOf(w)})
		if len(w) >= 4 {
			s.long[w[0]] = append(s.long[w[0]], w)
		}
		if k := bare(w); s.bare[k] == "" {
			s.bare[k] = w
		}
		if k := skeleton(w); len(k) >= 3 && s.skeletons[k] == "" {
			s.skeletons[k] = w
		}
	}
	return s
}

func lettersOf(w string) (set uint32) {
	for i := range len(w) {
		set |= 1 << (w[i] & 31)
	}
	return set
}

// bare is a word without the vowels behind its first letter.
func bare(w string) string { return english.Bare(w) }

func isLetters(w string) bool {
	for i := 0; i < len(w); i++ {
		if w[i] < 'a' || w[i] > 'z' {
			return false
		}
	}
	return w != ""
}

// maxRepairLetters bounds the words that are repaired; no word of a briefing
// is longer.
const maxRepairLetters = 24

// repair returns the vocabulary word that the folded word w is read as, or ""
// when w is known, too short, or near nothing. The steps and their order are
// those measured in matching.md §5: edit distance, consonant skeleton, letters
// in order; a word without vowels is first held against the words as they look
// without theirs. What is one edit off an English word that the base does not
// have is that word, rather than one of the base that is further off. What is read
// by its consonants or letters in order, or is two edits off a short word, is a
// guess.
func (s *speller) repair(w string) (read string, guess bool) {
	if v := shorthand[w]; v != "" && !s.known[w] {
		return v, false
	}
	if len(w) < 3 || len(w) > maxRepairLetters || !isLetters(w) || s.known[w] {
		return "", false
	}
	if rank, ok := english.Rank(w); len(w) == 3 && (!ok || rank > slangRank) {
		if doubled := w + w[2:]; s.known[doubled] {
			return doubled, false // "pol" for "poll"
		}
	}
	vowelless := bare(w) == w
	rank, ok := english.Rank(w)
	if ok && vowelless && rank > rareRank && s.bare[w] != "" {
		return s.bare[w], false
	}
	if ok && len(w) > 4 {
		return "", false
	} else if r := swapped(w); r != "" || ok {
		return r, false
	}
	if vowelless && s.bare[w] != "" {
		return s.bare[w], false
	}
	if r := s.nearest(w, 1); r != "" {
		return r, false
	}
	if meant(w) != "" {
		return "", false // no word of the base, but one
	}
	if r := s.nearest(w, 2); r != "" {
		return r, len(w) < 9 || r[0] != w[0]
	}
	if k := skeleton(w); len(k) >= 3 {
		if r := s.skeletons[k]; r != "" && r[0] == w[0] {
			return r, true
		}
	}
	r := s.abbreviated(w)
	return r, r != ""
}

// shorthand is how people type common words on a telephone.
var shorthand = map[string]string{
	"yrs": "years", "mth": "month", "mths": "months", "wks": "weeks", "hrs": "hours", "mins": "minutes", "ppl": "people", "govt": "government",
	"abt": "about", "btwn": "between", "coz": "because", "cuz": "because", "thru": "through", "nite": "night", "wot": "what", "dat": "that", "dey": "they",
	"yr": "year", "upto": "up", "wk": "week", "hr": "hour",
}

// rareRank is the rank from on which a word of the list without vowels is more
// often an abbreviation ("pmt", "trns") than a word.
const rareRank = 8000

// meant returns the English word that the folded word w is most likely a slip
// of, or "": one edit off, or as w with its vowels put back. It helps to tell
// what w means where the base does not have the word.
func meant(w string) string {
	if len(w) < 4 || len(w) > maxRepairLetters || !isLetters(w) {
		return ""
	}
	best, bestRank := "", english.Size+1
	try := func(v []byte) {
		if rank, ok := english.RankBytes(v); ok && rank < bestRank {
			best, bestRank = string(v), rank
		}
	}
	if bare(w) == w {
		if v, ok := english.FromBare(w); ok {
			return v
		}
	}
	var buf [maxRepairLetters + 1]byte
	for i := 0; i <= len(w); i++ {
		head, tail := w[:i], w[i:]
		if tail != "" {
			try(append(append(buf[:0], head...), tail[1:]...))
		}
		if len(tail) > 1 {
			v := append(append(buf[:0], head...), tail...)
			v[i], v[i+1] = v[i+1], v[i]
			try(v)
		}
		for c := byte('a'); c <= 'z'; c++ {
			v := append(append(append(buf[:0], head...), c), tail...)
			try(v)
			if tail != "" {
				try(append(v[:i+1], tail[1:]...))
			}
		}
	}
	return best
}

// swapped returns the function word that w is with two neighbouring letters
// swapped: "teh", "wnat". Such slips are themselves among the commonest words.
func swapped(w string) string {
	if rank, ok := english.Rank(w); ok && rank < 15000 || len(w) > 4 {
		return ""
	}
	for i := 0; i+1 < len(w); i++ {
		v := w[:i] + w[i+1:i+2] + w[i:i+1] + w[i+2:]
		if functionWords[v] {
			return v
		}
	}
	return ""
}

// askingWords are what questions begin with; "many" and "much" come after "how".
var askingWords = []string{"what", "when", "where", "which", "who", "why", "how"}

// slangRank is the rank from on which a word of the list that is one edit off a
// question word, and stands where one should, is a slip of it: "wen", "wat".
const slangRank = 5000

// askingSlip returns the question word that the folded word w is a slip of, or "".
// before is the word before it, "" at the start; elsewhere no question word is
// looked for, but how. after is the word after it: "hwo many" asks how many, not who.
func (s *speller) askingSlip(w, before, after string) string {
	if rank, ok := english.Rank(w); ok && rank < slangRank || s.known[w] || !isLetters(w) {
		return ""
	}
	best := ""
	if damerau(w, "how", 1) <= 1 && oneOf(after, "many|much|long|old|often|big|far|large|meny|mny|manny|mutch") {
		return "how"
	}
	list := askingWords
	switch before {
	case "":
	case "how":
		list = []string{"many", "much"}
	default:
		return ""
	}
	for _, v := range list {
		if damerau(w, v, 1) <= 1 && (best == "" || strings.HasPrefix(v, w)) {
			best = v // "wher" is where, not when
		}
	}
	return best
}

// repairDistance is the most edits by which an unknown word of n letters may
// differ from the word that it is read as: none below 4, 1, and 2 from 6
// letters on. Source: matching.md §5.
func repairDistance(n int) int {
	switch {
	case n < 4:
		return 0
	case n < 6:
		return 1
	}
	return 2
}

// nearest returns the word at the smallest edit distance, of at most most; on
// equal distances the same first letter wins, then one that sounds alike, then the
// commoner word.
func (s *speller) nearest(w string, most int) string {
	limit := min(most, repairDistance(len(w)))
	best, bestCost := "", limit*4+4
	letters := lettersOf(w)
	try := func(list []spelt, penalty int) {
		for i := range list {
			v := &list[i]
			// An edit changes at most two of the letters that a word has.
			if abs(len(v.word)-len(w)) > limit || bits.OnesCount32(v.letters^letters) > 2*limit {
				continue
			}
			d := damerau(w, v.word, limit)
			if d > limit {
				continue
			}
			cost := d*4 + penalty
			if soundsLike(w, v.word) {
				cost--
			}
			if cost < bestCost && !negates(w, v.word) && !negates(v.word, w) {
				best, bestCost = v.word, cost
			}
		}
	}
	if limit == 0 {
		return ""
	}
	try(s.byInitial[w[0]], 0)
	if bestCost > 4 {
		for c := byte('a'); c <= 'z'; c++ {
			if c != w[0] {
				try(s.byInitial[c], 2)
			}
		}
	}
	return best
}

// sounds has the letter that stands for others that sound alike.
var sounds = [256]byte{'q': 'k', 'c': 'k', 'y': 'i', 'z': 's', 'v': 'f', 'j': 'g'}

// soundsLike reports whether two words are the same but for letters that sound
// alike, or have the same letters in another order: "irak", "sieze".
func soundsLike(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	var count [256]int8
	same := true
	for i := range len(a) {
		count[a[i]]++
		count[b[i]]--
		x, y := a[i], b[i]
		same = same && (x == y || sounds[x] == y || sounds[y] == x || sounds[x] != 0 && sounds[x] == sounds[y])
	}
	return same || count == [256]int8{}
}

// within returns the vocabulary words that are one edit off w, in no order that
// means anything but always the same.
func (s *speller) within(w string) []string {
	var out []string
	letters := lettersOf(w)
	for c := byte('a'); c <= 'z'; c++ {
		for i := range s.byInitial[c] {
			v := &s.byInitial[c][i]
			if abs(len(v.word)-len(w)) <= 1 && bits.OnesCount32(v.letters^letters) <= 2 && damerau(w, v.word, 1) <= 1 && !negates(w, v.word) && !negates(v.word, w) {
				out = append(out, v.word)
			}
		}
	}
	return out
}

func abs(n int) int { return max(n, -n) }

// damerau is the optimal string alignment distance of a and b (insertions,
// deletions, substitutions, transpositions of neighbours), or limit+1 when it
// is greater than limit.
func damerau(a, b string, limit int) int {
	if abs(len(a)-len(b)) > limit || len(a) > maxRepairLetters || len(b) > 2*maxRepairLetters {
		return limit + 1
	}
	var rows [3][2*maxRepairLetters + 1]int
	prev2, prev, cur := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, prev2[j-2]+1)
			}
			cur[j] = d
			least = min(least, d)
		}
		if least > limit {
			return limit + 1
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return prev[len(b)]
}

// skeleton is the word's first letter and its further consonants, doubled
// ones once: "investigations" and "invstgtns" have the same.
func skeleton(w string) string {
	var b strings.Builder
	var last byte
	for i := 0; i < len(w); i++ {
		c := w[i]
		if i > 0 && strings.IndexByte("aeiouy", c) >= 0 || c == last {
			continue
		}
		b.WriteByte(c)
		last = c
	}
	return b.String()
}

// abbreviated finds the word whose letters w has in order ("govt", "intl"),
// the first letter equal. At least 40 % of the word must be there, which is
// where sahilm/fuzzy stops guessing (matching.md §5).
func (s *speller) abbreviated(w string) string {
	for _, m := range fuzzy.Find(w, s.long[w[0]]) {
		if len(w)*10 >= len(m.Str)*4 {
			return m.Str
		}
	}
	return ""
}
