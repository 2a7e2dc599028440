package factform

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// MostAsk is the most characters of phrasings that one form shows: Discord's
// inputs take 4,000.
const MostAsk = 3500

// maxLines is the most phrasings on one page: a person still sees them all.
const maxLines = 25

// pages cuts phrasings into pages; there is at least one.
func pages(ask []string) [][]string {
	out := [][]string{nil}
	size := 0
	for _, q := range ask {
		last := len(out) - 1
		n := utf8.RuneCountInString(q) + 1
		if len(out[last]) == maxLines || size+n > MostAsk && len(out[last]) > 0 {
			out, size, last = append(out, nil), 0, last+1
		}
		out[last] = append(out[last], q)
		size += n
	}
	return out
}

// Pages returns how many pages the phrasings have, at least 1.
func Pages(ask []string) int { return len(pages(ask)) }

// Lines returns a page of phrasings, counted from 0, one a line; "" for a page
// that there is not.
func Lines(ask []string, page int) string {
	p := pages(ask)
	if page < 0 || page >= len(p) {
		return ""
	}
	return strings.Join(p[page], "\n")
}

// WithLines returns the phrasings with a page of them, counted from 0, replaced
// by the lines of s: those deleted there are gone, new ones are added. Blank
// lines and repeated ones are left out.
func WithLines(ask []string, page int, s string) []string {
	var out []string
	add := func(q string) {
		if q = strings.Join(strings.Fields(q), " "); q != "" && !slices.Contains(out, q) {
			out = append(out, q)
		}
	}
	all := pages(ask)
	for i, p := range all {
		if i != page {
			for _, q := range p {
				add(q)
			}
			continue
		}
		for q := range strings.SplitSeq(s, "\n") {
			add(q)
		}
	}
	if page >= len(all) {
		for q := range strings.SplitSeq(s, "\n") {
			add(q)
		}
	}
	return out
}
