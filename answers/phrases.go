package answers

import "strings"

// phrases is a compiled list of phrases. Compiled once, it finds them all in one walk
// over a question, and walks over a question that has been read only once.
type phrases struct {
	number int                 // of the list, from 0
	by     map[string][]phrase // by their first word
}

// lists is how many lists of phrases have been compiled, all when the program starts.
var lists int

type phrase struct {
	number int
	rest   string // after the first word; "a|b" fits either, "*" any word
	words  int
}

// compile makes phrases; the words of each are parted by single blanks and
// "a|b" is a choice of words. A phrase may not begin with "*".
func compile(list ...string) *phrases {
	set := &phrases{number: lists, by: map[string][]phrase{}}
	lists++
	for i, p := range list {
		first, rest, _ := strings.Cut(p, " ")
		for _, w := range strings.Split(first, "|") {
			set.by[w] = append(set.by[w], phrase{i, rest, strings.Count(p, " ") + 1})
		}
	}
	return set
}

// find returns where the first of the phrases stands in r, or -1.
func (set *phrases) find(r *Reading) int {
	if r.places == nil {
		return set.search(r)
	}
	if r.places[set.number] == 0 {
		r.places[set.number] = int16(set.search(r)) + 2
	}
	return int(r.places[set.number]) - 2
}

func (set *phrases) search(r *Reading) int {
	for i := range r.Words {
		if set.at(r, i, func(phrase) bool { return true }) {
			return i
		}
	}
	return -1
}

// in reports whether one of the phrases stands in r.
func (set *phrases) in(r *Reading) bool { return set.find(r) >= 0 }

// at calls yield for each phrase that stands at word i until it returns true.
func (set *phrases) at(r *Reading, i int, yield func(phrase) bool) bool {
	for _, p := range set.by[r.word(i)] {
		if (p.rest == "" || r.at(i+1, p.rest)) && yield(p) {
			return true
		}
	}
	return false
}
