package knowledge

import (
	"fmt"
	"strings"
	"unicode"

	"briefbot/knowledge/text"
)

// FindQuote returns the citation of the words typed in paragraph n, counted from
// 1: the bytes of the source that read like them, quotation marks, dashes and
// white space of any kind being alike. Where they stand more than once, the
// first place counts. The error says what the source writes instead.
func (b *Briefing) FindQuote(n int, typed string) (Citation, error) {
	p, ok := b.Paragraph(n)
	if !ok {
		return Citation{}, fmt.Errorf("there is no paragraph %d; the source has 1 to %d", n, len(b.Paragraphs))
	}
	if strings.TrimSpace(typed) == "" {
		return Citation{}, fmt.Errorf("is missing; copy the sentence of paragraph %d that carries the statement", n)
	}
	start, end := strings.Index(p.Text, typed), 0
	if start >= 0 && strings.TrimSpace(typed) == typed {
		end = start + len(typed)
	} else if start, end, ok = loosen(typed).at(p.Text); !ok {
		return Citation{}, fmt.Errorf("does not stand in paragraph %d; %s", n, b.NearestText(n, typed))
	}
	return Citation{Paragraph: n, Start: start, End: end}, nil
}

// NearestText says in words where the text of quote stands instead of paragraph
// n, which must be there, or what that writes that is most like it.
func (b *Briefing) NearestText(n int, quote string) string {
	p, _ := b.Paragraph(n)
	want := loosen(quote)
	if s := want.in(p.Text); s != "" {
		return fmt.Sprintf("the source writes “%s”", s)
	}
	for _, other := range b.Paragraphs {
		if strings.Contains(other.Text, quote) {
			return fmt.Sprintf("stands in paragraph %d", other.Number)
		}
	}
	for _, other := range b.Paragraphs {
		if s := want.in(other.Text); s != "" {
			return fmt.Sprintf("paragraph %d writes “%s”", other.Number, s)
		}
	}
	if s := nearestSentence(p.Text, quote); s != "" {
		return fmt.Sprintf("the nearest text is “%s”", s)
	}
	return "no sentence there is like it"
}

// nearestSentence returns the sentence of s that shares most words with
// quote, the first of equals; "" when none shares a word.
func nearestSentence(s, quote string) string {
	words := map[string]bool{}
	for _, t := range text.Tokens(quote) {
		words[t.Norm] = true
	}
	best, most := "", 0.0
	for _, span := range text.Sentences(s) {
		shared, toks := 0, text.Tokens(span.Of(s))
		for _, t := range toks {
			if words[t.Norm] {
				shared++
			}
		}
		if dice := 2 * float64(shared) / float64(len(words)+len(toks)+1); dice > most {
			best, most = span.Of(s), dice
		}
	}
	return best
}

// loose is a text with one kind of quotation mark, dash and white space.
type loose struct {
	text string
	from []int // byte offset in the original of each byte of text, and its end
}

func loosen(s string) loose {
	var b strings.Builder
	var at []int
	put := func(piece string, from int) {
		b.WriteString(piece)
		for range len(piece) {
			at = append(at, from)
		}
	}
	space := false
	for i, r := range s {
		switch {
		case unicode.IsSpace(r):
			if !space {
				put(" ", i)
			}
		case strings.ContainsRune("“”„«»\"‘’‚'`´", r):
			put("'", i)
		case unicode.Is(unicode.Pd, r) || r == '−':
			put("-", i)
		default:
			put(string(r), i)
		}
		space = unicode.IsSpace(r)
	}
	return loose{b.String(), append(at, len(s))}
}

// in returns the piece of s that reads like l, or "".
func (l loose) in(s string) string {
	start, end, _ := l.at(s)
	return s[start:end]
}

// at returns where the piece of s that reads like l begins and ends.
func (l loose) at(s string) (start, end int, ok bool) {
	want := strings.TrimSpace(l.text)
	if want == "" {
		return 0, 0, false
	}
	have := loosen(s)
	i := strings.Index(have.text, want)
	if i < 0 {
		return 0, 0, false
	}
	return have.from[i], have.from[i+len(want)], true
}
