package folder

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml/ast"

	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

// maxNearest is for how many quotes of a file that are not found the nearest
// text is looked up: each look-up reads the whole source.
const maxNearest = 100

var citationKeys = []string{"paragraph", "quote", "nth"}

// citation finds the quote in its paragraph. On a problem it returns the
// paragraph without offsets.
func (d *decoder) citation(n ast.Node, path string) knowledge.Citation {
	m := d.required(n, path, citationKeys...)
	c := knowledge.Citation{Paragraph: d.number(m["paragraph"], path+".paragraph")}
	quote := d.str(m["quote"], path+".quote")
	nth := d.number(m["nth"], path+".nth")
	if m == nil || d.reported[path+".paragraph"] || d.reported[path+".quote"] || d.reported[path+".nth"] {
		return c
	}
	if m["paragraph"] == nil {
		d.report(path, "paragraph is missing")
		return c
	}
	if quote == "" {
		d.report(path, "quote is missing")
		return c
	}
	p, ok := d.b.Paragraph(c.Paragraph)
	if !ok {
		return c // the citation check says so
	}
	starts := occurrences(p.Text, quote, max(nth, 2))
	switch {
	case len(starts) == 0:
		d.report(path+".quote", "does not stand in paragraph %d; %s", p.Number, d.nearest(p, quote))
		return c
	case m["nth"] == nil && len(starts) > 1:
		d.report(path+".quote", "stands more than once in paragraph %d; say which with nth: 1, 2 …, or quote more", p.Number)
		return c
	case m["nth"] == nil:
		nth = 1
	case nth < 1 || nth > len(starts):
		d.report(path+".nth", "there is no occurrence %d of the quote in paragraph %d", nth, p.Number)
		return c
	}
	c.Start = starts[nth-1]
	c.End = c.Start + len(quote)
	return c
}

// occurrences returns where quote starts in s, at most n places.
func occurrences(s, quote string, n int) []int {
	var out []int
	for from := 0; len(out) < n; {
		i := strings.Index(s[from:], quote)
		if i < 0 {
			break
		}
		out = append(out, from+i)
		from += i + 1
	}
	return out
}

// nearest says where the text of quote stands instead of p, or what p writes
// that is most like it.
func (d *decoder) nearest(p knowledge.Paragraph, quote string) string {
	if d.lookups++; d.lookups > maxNearest {
		return "mend the quotes above first"
	}
	want := loosen(quote)
	if s := want.in(p.Text); s != "" {
		return fmt.Sprintf("the source writes “%s”", s)
	}
	for _, other := range d.b.Paragraphs {
		if strings.Contains(other.Text, quote) {
			return fmt.Sprintf("stands in paragraph %d", other.Number)
		}
	}
	for _, other := range d.b.Paragraphs {
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
	at   []int // byte offset in the original of each byte of text, and its end
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
	want := strings.TrimSpace(l.text)
	if want == "" {
		return ""
	}
	have := loosen(s)
	i := strings.Index(have.text, want)
	if i < 0 {
		return ""
	}
	return s[have.at[i]:have.at[i+len(want)]]
}
