package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
	"golang.org/x/text/unicode/norm"
)

// A Token is a word, a number or a meaningful sign of a text.
type Token struct {
	Text       string // as it stands: text[Start:End]
	Norm       string // as it is compared, see Fold
	Start, End int    // byte offsets, End exclusive
	Kind       Kind
}

// Kind says what a token is made of.
type Kind uint8

const (
	Word   Kind = iota // has a letter and no digit
	Number             // has a digit: "43", "18s", "MI5", "2,000"
	Sign               // one of % ‰ $ £ € ¥ + & @ #
)

// signs are the punctuation marks and symbols that carry meaning on their own.
const signs = "%‰$£€¥+&@#％﹪＄￡￥＋＆＠＃"

// Tokens returns the tokens of s in order. Word boundaries are those of
// Unicode Standard Annex 29; hyphens part words ("Iran-backed" is two tokens)
// and apostrophes do not ("MI5’s" is one). White space and other punctuation
// yields no token. Invalid UTF-8 yields none either.
func Tokens(s string) []Token {
	return AppendTokens(make([]Token, 0, len(s)/5+1), s)
}

// AppendTokens appends the tokens of s to dst.
func AppendTokens(dst []Token, s string) []Token {
	old := len(dst)
	for it := words.FromString(s); it.Next(); {
		w := it.Value()
		kind, ok := kindOf(w)
		if !ok {
			continue
		}
		start := it.Start()
		// Annex 29 parts "MI5’s", whose apostrophe follows a digit.
		if n := len(dst) - 1; n >= old && dst[n].Kind == Number && possessive(s[dst[n].End:start+len(w)]) {
			whole := s[dst[n].Start : start+len(w)]
			dst[n].Text, dst[n].Norm, dst[n].End = whole, Fold(whole), start+len(w)
			continue
		}
		dst = append(dst, Token{Text: w, Norm: Fold(w), Start: start, End: start + len(w), Kind: kind})
	}
	return dst
}

// kindOf classifies one segment; ok is false for space and punctuation.
func kindOf(w string) (kind Kind, ok bool) {
	letter := false
	for _, r := range w {
		switch {
		case r == utf8.RuneError:
		case unicode.IsDigit(r) || unicode.IsNumber(r):
			return Number, true
		case unicode.IsLetter(r):
			letter = true
		}
	}
	if letter {
		return Word, true
	}
	first, _ := utf8.DecodeRuneInString(w)
	return Sign, first != utf8.RuneError && strings.ContainsRune(signs, first)
}

// Fold returns the form under which words are compared: lower case, without
// accents or marks (NFKD), without a possessive "'s", without apostrophes and
// soft hyphens. Fold(Fold(s)) == Fold(s).
func Fold(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		switch {
		case isApostrophe(r):
			b.WriteByte('\'')
		case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r):
		case r == ' ':
			b.WriteByte(' ')
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	f := norm.NFKD.String(b.String())
	f = strings.TrimRight(f, "'")
	for strings.HasSuffix(f, "'s") && len(f) > 2 {
		f = strings.TrimRight(strings.TrimSuffix(f, "'s"), "'")
	}
	return strings.ReplaceAll(f, "'", "")
}

// plain reports whether s is already folded: lower-case ASCII letters and
// digits only.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', 'ʼ', '`', '´', '＇':
		return true
	}
	return false
}

// IsCapitalised reports whether s begins with an upper-case letter.
func IsCapitalised(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// IsAllCapitals reports whether s has at least two letters, all of them upper
// case, a possessive "'s" left aside.
func IsAllCapitals(s string) bool {
	for _, suffix := range []string{"'s", "’s", "s"} {
		if t, ok := strings.CutSuffix(s, suffix); ok && t != "" {
			s = t
			break
		}
	}
	n := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n >= 2
}

// Whole reports whether s[start:end] begins and ends at token boundaries of s:
// it does not cut a token in two. Offsets outside s are not whole.
func Whole(s string, start, end int) bool {
	if start < 0 || end > len(s) || start >= end {
		return false
	}
	for _, t := range Tokens(s) {
		if t.Start < start && start < t.End || t.Start < end && end < t.End {
			// A possessive may be cut off: "MI5" stands whole in "MI5’s".
			if t.Start < start || !possessive(s[end:t.End]) {
				return false
			}
		}
	}
	return utf8.ValidString(s[start:end])
}

// possessive reports whether a token's end is "'s".
func possessive(tail string) bool {
	r, size := utf8.DecodeRuneInString(tail)
	return isApostrophe(r) && (tail[size:] == "s" || tail[size:] == "S")
}
