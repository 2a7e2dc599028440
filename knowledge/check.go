package knowledge

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"briefbot/knowledge/quantity"
	"briefbot/knowledge/text"
)

// A Problem is one thing wrong with a briefing.
type Problem struct {
	Fact  string // the fact's id, or "" when the problem is the briefing's
	Field string // "statement", "cites[0]", "glossary[3]" …
	Text  string // what is wrong, and how to mend it
}

func (p Problem) String() string {
	if p.Fact == "" {
		return p.Field + ": " + p.Text
	}
	return fmt.Sprintf("fact %q: %s: %s", p.Fact, p.Field, p.Text)
}

// MaxQuoteSentences is the most sentences that one quote may have: longer
// ones are no evidence for one plain statement, and a reply shows them whole.
const MaxQuoteSentences = 2

var idPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,62}$`)

// Check is the citation check. It reports every problem of b, in file order:
// ids, paragraphs, quotes, figures, phrasings that stand twice, and every number, date and name of a
// statement, note, period or scope that the cited quotes do not carry.
func Check(b *Briefing) []Problem { return CheckWith(b, NamesOf(b)) }

// CheckWith is Check with the names of NamesOf(b) at hand.
func CheckWith(b *Briefing, names *Names) []Problem {
	c := &checker{b: b, names: names, asked: map[string]phrasing{}}
	c.briefing()
	c.glossary()
	seen := map[string]bool{}
	for i := range b.Facts {
		f := &b.Facts[i]
		if seen[f.Ref.ID] {
			c.add(f, "id", "used twice; ids name one fact each")
		}
		seen[f.Ref.ID] = true
		c.fact(f)
		c.phrasings(f)
	}
	c.negatives()
	return c.problems
}

// CheckFact is the citation check for one fact of b.
func CheckFact(b *Briefing, names *Names, f *Fact) []Problem {
	c := &checker{b: b, names: names}
	c.fact(f)
	return c.problems
}

type checker struct {
	b        *Briefing
	names    *Names
	problems []Problem
	asked    map[string]phrasing // by folded words
}

// phrasing is a place among the facts' phrasings.
type phrasing struct {
	fact  *Fact
	index int
}

func (c *checker) add(f *Fact, field, format string, args ...any) {
	p := Problem{Field: field, Text: fmt.Sprintf(format, args...)}
	if f != nil {
		p.Fact = f.Ref.ID
	}
	c.problems = append(c.problems, p)
}

func (c *checker) briefing() {
	if !idPattern.MatchString(c.b.ID) {
		c.add(nil, "briefing.id", "%q must be lower-case letters, digits and hyphens", c.b.ID)
	}
	if strings.TrimSpace(c.b.Title) == "" {
		c.add(nil, "briefing.title", "missing")
	}
	if c.b.AsOf != "" {
		if _, err := time.Parse(time.DateOnly, c.b.AsOf); err != nil {
			c.add(nil, "briefing.as_of", "%q is not a date like 2024-10-08", c.b.AsOf)
		}
	}
	if len(c.b.Paragraphs) == 0 {
		c.add(nil, "source", "has no paragraph")
	}
}

func (c *checker) glossary() {
	seen := map[string]bool{}
	for i, e := range c.b.Glossary {
		field := fmt.Sprintf("glossary[%d]", i)
		if len(text.Tokens(e.Name)) == 0 {
			c.add(nil, field, "name is missing")
			continue
		}
		if seen[text.Fold(e.Name)] {
			c.add(nil, field, "%q is listed twice", e.Name)
		}
		seen[text.Fold(e.Name)] = true
		if !slices.Contains(EntryKinds, e.Kind) {
			c.add(nil, field, "%q: kind %q is none of %v", e.Name, e.Kind, EntryKinds)
		}
		for _, other := range slices.Concat(e.Within, e.Related) {
			if _, ok := c.names.Lookup(other); !ok {
				c.add(nil, field, "%q: within or related names %q, which is no entry", e.Name, other)
			}
		}
	}
}

// phrasings reports the phrasings of f that stand before: of two facts neither
// could be told to be meant.
func (c *checker) phrasings(f *Fact) {
	for i, q := range f.Ask {
		words := strings.Join(foldedTokens(q), " ")
		if words == "" {
			continue
		}
		first, twice := c.asked[words]
		field := fmt.Sprintf("ask[%d]", i)
		switch {
		case !twice:
			c.asked[words] = phrasing{f, i}
		case first.fact == f:
			c.add(f, field, "%q has the same words as ask[%d], %q, of the same fact; leave one out", q, first.index, f.Ask[first.index])
		default:
			c.add(f, field, "%q has the same words as %q of fact %q; a phrasing leads to one fact, so leave one out or tell them apart", q, first.fact.Ask[first.index], first.fact.Ref.ID)
		}
	}
}

func (c *checker) negatives() {
	for i, n := range c.b.Negatives {
		field, words := fmt.Sprintf("negatives[%d]", i), strings.Join(foldedTokens(n.Question), " ")
		if words == "" {
			c.add(nil, field, "has no words")
		} else if p, ok := c.asked[words]; ok {
			c.add(nil, field, "%q has the same words as %q, which fact %q answers; leave one of them out", n.Question, p.fact.Ask[p.index], p.fact.Ref.ID)
		}
	}
}

func (c *checker) fact(f *Fact) {
	if !idPattern.MatchString(f.Ref.ID) {
		c.add(f, "id", "%q must be lower-case letters, digits and hyphens", f.Ref.ID)
	}
	if strings.TrimSpace(f.Statement) == "" {
		c.add(f, "statement", "missing")
	}
	if strings.TrimSpace(f.Topic) == "" {
		c.add(f, "topic", "missing")
	}
	if f.Headline < 0 {
		c.add(f, "headline", "%d is no rank; 1 comes first, 0 is not in the summary", f.Headline)
	}
	if f.About.Status != "" && !slices.Contains(Statuses, f.About.Status) {
		c.add(f, "about.status", "%q is none of %v", f.About.Status, Statuses)
	}
	for _, list := range []struct {
		field string
		names []string
	}{{"about.of", f.About.Of}, {"about.by", f.About.By}, {"about.where", f.About.Where}} {
		for _, name := range list.names {
			if _, ok := c.names.Lookup(name); !ok {
				c.add(f, list.field, "%q is no name of the glossary", name)
			}
		}
	}
	quotes := c.cites(f)
	if quotes == nil {
		return
	}
	c.figure(f, quotes)
	c.carried(f, quotes)
}

// cites checks the citations and returns their quotes, nil when one is broken.
func (c *checker) cites(f *Fact) []string {
	if len(f.Cites) == 0 {
		c.add(f, "cites", "no source: a fact needs at least one quote")
		return nil
	}
	var quotes []string
	for i, cite := range f.Cites {
		field := fmt.Sprintf("cites[%d]", i)
		p, ok := c.b.Paragraph(cite.Paragraph)
		if !ok {
			c.add(f, field, "there is no paragraph %d; the source has 1 to %d", cite.Paragraph, len(c.b.Paragraphs))
			continue
		}
		quote := c.b.Quote(cite)
		if quote == "" {
			c.add(f, field, "bytes %d to %d do not lie in paragraph %d", cite.Start, cite.End, cite.Paragraph)
			continue
		}
		if !text.Whole(p.Text, cite.Start, cite.End) {
			c.add(f, field, "the quote cuts a word of paragraph %d", cite.Paragraph)
		}
		if n := len(text.Sentences(quote)); n > MaxQuoteSentences {
			c.add(f, field, "the quote has %d sentences; at most %d", n, MaxQuoteSentences)
		}
		quotes = append(quotes, quote)
	}
	for _, n := range f.Background {
		if _, ok := c.b.Paragraph(n); !ok {
			c.add(f, "background", "there is no paragraph %d", n)
		}
	}
	if len(quotes) < len(f.Cites) {
		return nil
	}
	return quotes
}

func (c *checker) figure(f *Fact, quotes []string) {
	fig := f.Figure
	if fig == nil {
		return
	}
	switch {
	case fig.Kind == quantity.Duration:
		c.add(f, "figure.kind", "%q is a length of time, which is no figure; leave the figure out", fig.Text)
	case !slices.Contains(quantity.Kinds, fig.Kind):
		c.add(f, "figure.kind", "%q is no kind of figure; leave it out, and it is derived", fig.Kind)
	}
	if !slices.Contains(quantity.Relations, fig.Relation) {
		c.add(f, "figure.relation", "%q is none of %v", fig.Relation, quantity.Relations)
	}
	quote := quotes[0]
	if FigureSpan(quote, fig.Text) == (text.Span{}) {
		c.add(f, "figure", "%q does not stand in the first quote as whole words; copy it from there, or cite the quote that prints it first", fig.Text)
		return
	}
	derived, err := DeriveFigure(fig.Text, quote)
	if err != nil {
		c.add(f, "figure", "%v", err)
		return
	}
	if derived.Value != fig.Value || derived.Unit != fig.Unit {
		c.add(f, "figure.value", "%q %s does not agree with the text, which reads %q %s; leave value and unit out, and they are derived", fig.Value, fig.Unit, derived.Value, derived.Unit)
	}
}

// FigureSpan returns where figure stands in quote as whole tokens, or the zero
// Span.
func FigureSpan(quote, figure string) text.Span {
	for from := 0; figure != ""; {
		i := strings.Index(quote[from:], figure)
		if i < 0 {
			break
		}
		start := from + i
		if text.Whole(quote, start, start+len(figure)) {
			return text.Span{Start: start, End: start + len(figure)}
		}
		from = start + 1
	}
	return text.Span{}
}

// carried reports the numbers, dates and names of what the curator wrote that
// neither the quotes nor the background paragraphs carry.
func (c *checker) carried(f *Fact, quotes []string) {
	carriers := slices.Clone(quotes)
	for _, n := range f.Background {
		if p, ok := c.b.Paragraph(n); ok {
			carriers = append(carriers, p.Text)
		}
	}
	var numbers []quantity.Quantity
	entries := map[int]bool{}
	for _, s := range carriers {
		numbers = append(numbers, quantity.Parse(s)...)
		for _, m := range c.names.Find(s) {
			entries[m.Entry] = true
		}
	}
	for _, w := range []struct{ field, text string }{
		{"statement", f.Statement}, {"note", f.Note}, {"about.period", f.About.Period}, {"about.scope", f.About.Scope},
	} {
		for _, q := range quantity.Parse(w.text) {
			if !slices.ContainsFunc(numbers, func(have quantity.Quantity) bool { return quantity.Same(q, have) }) {
				c.add(f, w.field, "%q does not stand in a cited quote; cite it, list its paragraph as background, or leave it out", q.Text(w.text))
			}
		}
		for _, m := range c.names.Find(w.text) {
			if !entries[m.Entry] && c.names.Entry(m.Entry).Kind != Alias {
				c.add(f, w.field, "%q does not stand in a cited quote; cite it, list its paragraph as background, or leave it out", m.Of(w.text))
			}
		}
	}
}
