package answers

import "strings"

// phrases is a compiled list of phrases: the rests of those that begin with a
// word, with the number of the phrase. Compiled once, it finds them all in one
// walk over a question.
type phrases map[string][]phrase

type phrase struct {
	number int
	rest   string // after the first word; "a|b" fits either, "*" any word
	words  int
}

// compile makes phrases; the words of each are parted by single blanks and
// "a|b" is a choice of words. A phrase may not begin with "*".
func compile(list ...string) phrases {
	set := phrases{}
	for i, p := range list {
		first, rest, _ := strings.Cut(p, " ")
		for _, w := range strings.Split(first, "|") {
			set[w] = append(set[w], phrase{i, rest, strings.Count(p, " ") + 1})
		}
	}
	return set
}

// find returns where the first of the phrases stands in r, or -1.
func (set phrases) find(r *Reading) int {
	for i := range r.Words {
		if set.at(r, i, func(phrase) bool { return true }) {
			return i
		}
	}
	return -1
}

// in reports whether one of the phrases stands in r.
func (set phrases) in(r *Reading) bool { return set.find(r) >= 0 }

// at calls yield for each phrase that stands at word i until it returns true.
func (set phrases) at(r *Reading, i int, yield func(phrase) bool) bool {
	for _, p := range set[r.word(i)] {
		if (p.rest == "" || r.at(i+1, p.rest)) && yield(p) {
			return true
		}
	}
	return false
}
