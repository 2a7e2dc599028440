package main

import (
	"math/rand/v2"
	"strings"
)

// keyboard has the neighbours of each key.
var keyboard = map[byte]string{
	'q': "wa", 'w': "qes", 'e': "wrd", 'r': "etf", 't': "ryg", 'y': "tuh", 'u': "yij", 'i': "uok", 'o': "ipl", 'p': "ol",
	'a': "qsz", 's': "awdx", 'd': "sefc", 'f': "drgv", 'g': "fthb", 'h': "gyjn", 'j': "hukm", 'k': "jil", 'l': "kop",
	'z': "asx", 'x': "zsdc", 'c': "xdfv", 'v': "cfgb", 'b': "vghn", 'n': "bhjm", 'm': "njk",
}

// perturbed returns the questions with slips, the same ones at every run.
func perturbed(list []query, slip func(*rand.Rand, string) string) []query {
	r := rand.New(rand.NewPCG(20, 25))
	out := make([]query, len(list))
	for i, q := range list {
		out[i] = query{q.label, slip(r, q.text)}
	}
	return out
}

// typo2 makes two random edits in words of four or more letters: a neighbour's
// key struck instead or as well, a letter left out, two swapped (matching.md §2).
func typo2(r *rand.Rand, s string) string {
	for range 2 {
		words := strings.Split(s, " ")
		var long []int
		for i, w := range words {
			if letters(w) >= 4 {
				long = append(long, i)
			}
		}
		if len(long) == 0 {
			return s
		}
		i := long[r.IntN(len(long))]
		words[i] = edit(r, words[i])
		s = strings.Join(words, " ")
	}
	return s
}

func letters(w string) int {
	n := 0
	for i := range len(w) {
		if _, ok := keyboard[w[i]|0x20]; ok {
			n++
		}
	}
	return n
}

// edit makes one edit behind the first letter of w.
func edit(r *rand.Rand, w string) string {
	i := 1 + r.IntN(len(w)-1)
	near := keyboard[w[i]|0x20]
	key := ""
	if near != "" {
		key = near[r.IntN(len(near)):][:1]
	}
	switch r.IntN(4) {
	case 0:
		return w[:i] + key + w[i+1:]
	case 1:
		return w[:i] + key + w[i:]
	case 2:
		return w[:i] + w[i+1:]
	}
	if i+1 == len(w) {
		i--
	}
	return w[:i] + w[i+1:i+2] + w[i:i+1] + w[i+2:]
}

// devowel drops the inner vowels of up to two words of five or more letters.
func devowel(r *rand.Rand, s string) string {
	words := strings.Split(s, " ")
	var long []int
	for i, w := range words {
		if letters(w) >= 5 {
			long = append(long, i)
		}
	}
	r.Shuffle(len(long), func(i, j int) { long[i], long[j] = long[j], long[i] })
	for _, i := range long[:min(2, len(long))] {
		w := words[i]
		var b strings.Builder
		for j := range len(w) {
			if j > 0 && j < len(w)-1 && strings.IndexByte("aeiou", w[j]|0x20) >= 0 {
				continue
			}
			b.WriteByte(w[j])
		}
		words[i] = b.String()
	}
	return strings.Join(words, " ")
}
