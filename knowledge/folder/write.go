package folder

import (
	"slices"
	"strings"
	"time"

	"briefbot/knowledge"
)

// Write returns the canonical files of b: Read gives an equal briefing back
// when b passes knowledge.Check and its paragraphs are blocks, without blank
// lines. Fields that Read derives are written only where they differ. A
// citation that does not fit b is written without its quote.
func Write(b *knowledge.Briefing) (source, facts []byte) {
	return writeSource(b.Paragraphs), writeFacts(b)
}

func writeSource(paragraphs []knowledge.Paragraph) []byte {
	var blocks []string
	heading := ""
	for _, p := range paragraphs {
		if p.Heading != heading {
			heading = p.Heading
			blocks = append(blocks, strings.TrimSpace("# "+heading))
		}
		blocks = append(blocks, p.Text)
	}
	if len(blocks) == 0 {
		return nil
	}
	return []byte(strings.Join(blocks, "\n\n") + "\n")
}

func writeFacts(b *knowledge.Briefing) []byte {
	var out strings.Builder
	head := node{open: true}
	head.putText("id", b.ID)
	head.putText("title", b.Title)
	head.putText("publisher", b.Publisher)
	head.putText("url", b.URL)
	if _, err := time.Parse(time.DateOnly, b.AsOf); err == nil {
		head.put("as_of", node{word: b.AsOf})
	} else {
		head.putText("as_of", b.AsOf)
	}
	section(&out, "briefing", head)
	list := node{open: true}
	for _, e := range b.Glossary {
		list.items = append(list.items, entryNode(e))
	}
	section(&out, "glossary", list)
	list = node{open: true}
	for i := range b.Facts {
		list.items = append(list.items, factNode(b, &b.Facts[i]))
	}
	section(&out, "facts", list)
	list = node{open: true}
	for _, n := range b.Negatives {
		list.items = append(list.items, negativeNode(n))
	}
	section(&out, "negatives", list)
	return []byte(out.String())
}

// section appends a top-level key, with a blank line before it and, for
// facts, between its items.
func section(out *strings.Builder, key string, n node) {
	if n.empty() {
		return
	}
	if out.Len() > 0 {
		out.WriteByte('\n')
	}
	if key != "facts" {
		n.write(out, 0, key+":")
		return
	}
	out.WriteString(key + ":\n")
	for i, it := range n.items {
		if i > 0 {
			out.WriteByte('\n')
		}
		it.write(out, 2, "-")
	}
}

func entryNode(e knowledge.Entry) node {
	var n node
	n.putText("name", e.Name)
	n.putText("kind", string(e.Kind))
	n.put("same", textsNode(e.Same))
	n.put("exact", textsNode(e.Exact))
	n.put("within", textsNode(e.Within))
	n.put("related", textsNode(e.Related))
	if e.Sibling {
		n.put("sibling", node{word: "true"})
	}
	return n
}

func negativeNode(n knowledge.Negative) node {
	if n.Why == "" {
		return textNode(n.Question)
	}
	m := node{open: true}
	m.putText("question", n.Question)
	m.putText("why", n.Why)
	return m
}

func factNode(b *knowledge.Briefing, f *knowledge.Fact) node {
	n := node{open: true}
	n.putText("id", f.Ref.ID)
	n.putText("topic", f.Topic)
	n.putText("statement", f.Statement)
	cites := node{open: true}
	for _, c := range f.Cites {
		cites.items = append(cites.items, citationNode(b, c))
	}
	n.put("cites", cites)
	n.put("figure", figureNode(b, f))
	n.put("about", aboutNode(f))
	var background node
	for _, p := range f.Background {
		background.items = append(background.items, intNode(p))
	}
	n.put("background", background)
	n.put("terms", textsNode(f.Terms))
	if f.Headline != 0 {
		n.put("headline", intNode(f.Headline))
	}
	n.putText("note", f.Note)
	if older := f.Supersedes; older.Briefing == b.ID {
		n.putText("supersedes", older.ID)
	} else if older != (knowledge.Ref{}) {
		n.putText("supersedes", older.String())
	}
	ask := textsNode(f.Ask)
	ask.open = true
	n.put("ask", ask)
	return n
}

func citationNode(b *knowledge.Briefing, c knowledge.Citation) node {
	n := node{open: true}
	n.put("paragraph", intNode(c.Paragraph))
	quote := b.Quote(c)
	n.putText("quote", quote)
	if p, ok := b.Paragraph(c.Paragraph); ok && quote != "" {
		starts := occurrences(p.Text, quote, len(p.Text))
		if len(starts) > 1 {
			n.put("nth", intNode(slices.Index(starts, c.Start)+1))
		}
	}
	return n
}

// figureNode is the printed text alone where the rest is derived from it.
func figureNode(b *knowledge.Briefing, f *knowledge.Fact) node {
	fig := f.Figure
	if fig == nil {
		return node{}
	}
	derived := deriveFigure(b, f, fig.Text)
	if *fig == derived {
		return textNode(fig.Text)
	}
	var n node
	n.putText("text", fig.Text)
	for _, o := range []struct{ key, have, derived string }{
		{"kind", string(fig.Kind), string(derived.Kind)},
		{"value", fig.Value, derived.Value},
		{"unit", fig.Unit, derived.Unit},
		{"relation", string(fig.Relation), string(derived.Relation)},
	} {
		if o.have != o.derived {
			n.put(o.key, textNode(o.have))
		}
	}
	return n
}

func aboutNode(f *knowledge.Fact) node {
	var n node
	n.putText("measure", f.About.Measure)
	n.put("of", textsNode(f.About.Of))
	n.put("by", textsNode(f.About.By))
	n.put("where", textsNode(f.About.Where))
	if f.About.Period != knowledge.DerivePeriod(f.Statement) {
		n.put("period", textNode(f.About.Period))
	}
	n.putText("scope", f.About.Scope)
	n.putText("status", string(f.About.Status))
	return n
}
