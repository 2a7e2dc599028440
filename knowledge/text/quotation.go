package text

import (
	"unicode"
	"unicode/utf8"
)

// A Quotation is a piece of text between quotation marks.
type Quotation struct {
	Span        // with its marks
	Inner  Span // without them
	Closed bool // false: the closing mark is missing, the span runs to the end
}

// closers maps each opening mark to the one that closes it.
var closers = map[rune]rune{'“': '”', '„': '“', '«': '»', '"': '"', '‘': '’'}

// Quotations returns the outermost quotations of s in order. Straight single
// quotes are apostrophes; a curly single quote closes only where no letter
// follows it.
func Quotations(s string) []Quotation {
	var out []Quotation
	var open rune
	var start, inner int
	for i, r := range s {
		size := utf8.RuneLen(r)
		if size < 0 {
			size = 1
		}
		switch {
		case open == 0 && closers[r] != 0:
			if r == '‘' && afterWord(s, i) {
				continue
			}
			open, start, inner = r, i, i+size
		case open != 0 && closes(open, r):
			if r == '’' && beforeLetter(s, i+size) {
				continue
			}
			out = append(out, Quotation{Span{start, i + size}, Span{inner, i}, true})
			open = 0
		}
	}
	if open != 0 {
		out = append(out, Quotation{Span{start, len(s)}, Span{inner, len(s)}, false})
	}
	return out
}

// closes reports whether r ends what open began. German „…“ is written with ” too.
func closes(open, r rune) bool {
	return closers[open] == r || open == '„' && r == '”'
}

func afterWord(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func beforeLetter(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r)
}
