package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
)

// A Span is a piece of a text by byte offsets, End exclusive.
type Span struct{ Start, End int }

// Of returns the piece of s that the span names.
func (p Span) Of(s string) string { return s[p.Start:p.End] }

// Contains reports whether q lies within p.
func (p Span) Contains(q Span) bool { return p.Start <= q.Start && q.End <= p.End }

// Overlaps reports whether p and q share a byte.
func (p Span) Overlaps(q Span) bool { return p.Start < q.End && q.Start < p.End }

// abbreviations end in a full stop without ending a sentence.
var abbreviations = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "dr": true, "prof": true, "st": true, "sir": true, "gen": true,
	"lt": true, "col": true, "sgt": true, "rev": true, "hon": true, "sen": true, "rep": true, "gov": true,
	"jan": true, "feb": true, "mar": true, "apr": true, "jun": true, "jul": true, "aug": true, "sep": true,
	"sept": true, "oct": true, "nov": true, "dec": true, "vs": true, "approx": true, "no": true, "fig": true,
	"e.g": true, "i.e": true, "u.s": true, "u.k": true, "u.n": true, "jr": true, "sr": true, "inc": true, "ltd": true,
}

// Sentences returns the sentences of s in order, without the white space
// around them. Boundaries are those of Unicode Standard Annex 29, save that a
// common abbreviation ("Mr.", "U.S."), an initial, or a closing quotation mark
// followed by a lower-case word ends no sentence.
func Sentences(s string) []Span {
	var out []Span
	join := false
	for it := sentences.FromString(s); it.Next(); {
		span := trim(s, it.Start(), it.End())
		if span.Start == span.End {
			continue
		}
		join = join || len(out) > 0 && goesOn(out[len(out)-1].Of(s), span.Of(s))
		if join && len(out) > 0 && strings.Count(s[out[len(out)-1].End:span.Start], "\n") < 2 {
			out[len(out)-1].End = span.End
		} else {
			out = append(out, span)
		}
		join = endsInAbbreviation(out[len(out)-1].Of(s))
	}
	return out
}

// goesOn reports whether a sentence that closes a quotation goes on in next:
// `“Is it different?” he asked.`
func goesOn(sentence, next string) bool {
	last, _ := utf8.DecodeLastRuneInString(sentence)
	first, _ := utf8.DecodeRuneInString(next)
	return strings.ContainsRune("”’\"»“", last) && unicode.IsLower(first)
}

func trim(s string, start, end int) Span {
	piece := s[start:end]
	left := len(piece) - len(strings.TrimLeftFunc(piece, unicode.IsSpace))
	piece = strings.TrimSpace(piece)
	return Span{start + left, start + left + len(piece)}
}

func endsInAbbreviation(sentence string) bool {
	body, ok := strings.CutSuffix(sentence, ".")
	if !ok {
		return false
	}
	last := body[strings.LastIndexFunc(body, unicode.IsSpace)+1:]
	last = strings.TrimLeft(last, "(“\"‘'")
	if utf8.RuneCountInString(last) == 1 && IsCapitalised(last) && last != "I" {
		return true // an initial
	}
	// "No." and the months are words too: they join only when capitalised.
	return abbreviations[strings.ToLower(last)] && (IsCapitalised(last) || strings.Contains(last, "."))
}
