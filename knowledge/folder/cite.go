package folder

import (
	"strings"

	"github.com/goccy/go-yaml/ast"

	"briefbot/knowledge"
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
	return d.b.NearestText(p.Number, quote)
}
