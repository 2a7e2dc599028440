package claims

import (
	"slices"
	"strings"

	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

// A Checker checks claims against one base. It is immutable.
type Checker struct {
	base  *knowledge.Base
	facts []*evidence
	texts []*source          // the paragraphs of all briefings
	exact map[string]located // sentences of sources and statements, folded
}

// source is a paragraph with its tokens.
type source struct {
	briefing *knowledge.Briefing
	knowledge.Paragraph
	toks  []text.Token
	words map[string]bool
}

// located is a place that a sentence comes from.
type located struct {
	src  *source
	span text.Span
	fact *knowledge.Fact // whose statement it is, or nil
}

// evidence is a fact as claims are compared with it.
type evidence struct {
	fact      *knowledge.Fact
	statement *passage
	of        []int
	where     []int
	by        []int
	own       []int      // all of About's entries
	about     []int      // of About that no sentence of the group names
	measure   []string   // concepts
	figure    bool       // the statement has the fact's figure
	when      []*passage // the statement and About's period
	times     []*passage // whose periods are the fact's
	views     []*evidence
	whole     *group // of a view: the whole group
	*group
}

// group is what all facts with the same leading quote share: their statements
// and quotes, which together say what the source says there.
type group struct {
	src      *source
	cite     knowledge.Citation
	passages []*passage
	means    map[string]bool
	speakers []int
	facts    int
}

// New prepares base for checking.
func New(base *knowledge.Base) *Checker {
	c := &Checker{base: base, exact: map[string]located{}}
	byParagraph := map[*knowledge.Briefing]map[int]*source{}
	for _, br := range base.Briefings {
		byParagraph[br] = map[int]*source{}
		for _, p := range br.Paragraphs {
			s := &source{briefing: br, Paragraph: p, toks: text.Tokens(p.Text), words: map[string]bool{}}
			for _, t := range s.toks {
				s.words[t.Norm] = true
			}
			for _, sentence := range text.Sentences(p.Text) {
				c.remember(sentence.Of(p.Text), located{s, sentence, nil})
			}
			byParagraph[br][p.Number] = s
			c.texts = append(c.texts, s)
		}
	}
	groups := map[string]*group{}
	for _, f := range base.Facts {
		br := base.Briefing(f.Ref.Briefing)
		if br == nil || len(f.Cites) == 0 || br.Quote(f.Cites[0]) == "" {
			continue
		}
		lead := f.Cites[0]
		key := f.Ref.Briefing + "\x00" + string(rune(lead.Paragraph)) + string(rune(lead.Start)) + string(rune(lead.End))
		g := groups[key]
		if g == nil {
			g = &group{src: byParagraph[br][lead.Paragraph], cite: lead, means: map[string]bool{}}
			groups[key] = g
			g.quote(base, br.Quote(lead))
			if e, ok := base.Names.Lookup(br.Spoken(base.Names, lead).Speaker); ok {
				g.speakers = append(g.speakers, e)
			}
		}
		for _, other := range f.Cites[1:] {
			g.quote(base, br.Quote(other))
		}
		c.facts = append(c.facts, c.evidence(f, g))
	}
	for _, e := range c.facts {
		e.unnamed(base)
		e.when = []*passage{e.statement, newPassage(base.Names, e.fact.About.Period)}
		e.times = e.timesOf()
	}
	for _, e := range c.facts {
		e.views = e.viewed()
	}
	return c
}

// Base returns the base that claims are checked against.
func (c *Checker) Base() *knowledge.Base { return c.base }

func (c *Checker) remember(sentence string, at located) {
	key := folded(sentence)
	if _, taken := c.exact[key]; !taken && key != "" {
		c.exact[key] = at
	}
}

// folded is a sentence without case, marks and punctuation.
func folded(s string) string {
	var b strings.Builder
	for _, t := range text.Tokens(s) {
		b.WriteString(t.Norm)
		b.WriteByte(' ')
	}
	return b.String()
}

// verbatim finds a sentence of a source, or a fact's statement, that has the
// claim's words. Its quotations must be there, too: quoting what the source
// only reports is another claim.
func (c *Checker) verbatim(p *passage) (Evidence, bool) {
	at, ok := c.exact[folded(p.text)]
	if !ok {
		return Evidence{}, false
	}
	if at.fact != nil {
		e := c.evidenceOf(at.src, at.span, at.fact)
		return e, len(p.quotes) == 0 || len(text.Quotations(at.fact.Statement)) > 0
	}
	return c.evidenceOf(at.src, at.span, nil), len(p.quotes) == 0 || len(text.Quotations(at.span.Of(at.src.Text))) > 0
}

func (c *Checker) evidence(f *knowledge.Fact, g *group) *evidence {
	g.facts++
	e := &evidence{fact: f, group: g, statement: newPassage(c.base.Names, f.Statement)}
	g.add(c.base, e.statement)
	e.of, e.where = c.entries(f.About.Of), c.entries(f.About.Where)
	e.by = c.entries(f.About.By)
	e.own = slices.Concat(e.of, e.where, e.by)
	for _, by := range e.by {
		if c.base.Names.Entry(by).Kind == knowledge.Person {
			g.speakers = append(g.speakers, by)
		}
	}
	measure := newPassage(c.base.Names, f.About.Measure)
	for i := range measure.toks {
		if measure.class[i] == isWord {
			e.measure = append(e.measure, measure.means[i]...)
		}
	}
	if f.Figure != nil {
		e.figure = strings.Contains(f.Statement, f.Figure.Text)
	}
	c.remember(f.Statement, located{g.src, text.Span{Start: g.cite.Start, End: g.cite.End}, f})
	return e
}

func (c *Checker) entries(names []string) []int {
	var out []int
	for _, name := range names {
		if e, ok := c.base.Names.Lookup(name); ok {
			out = append(out, e)
		}
	}
	return out
}

// viewed returns the fact with each sentence of its group alone: what a claim
// says must stand in one of them. Of all of them together a claim could be put
// together word by word.
func (e *evidence) viewed() []*evidence {
	var out []*evidence
	for _, s := range e.passages {
		view, g := *e, *e.group
		g.passages, g.means = nil, map[string]bool{}
		g.take(s)
		view.group, view.whole = &g, e.group
		out = append(out, &view)
	}
	return out
}

// quote takes up the sentences of a quote.
func (g *group) quote(base *knowledge.Base, s string) {
	for _, sentence := range Split(s) {
		g.add(base, newPassage(base.Names, sentence.Of(s)))
	}
}

// add takes up what a sentence of the group says.
func (g *group) add(base *knowledge.Base, p *passage) {
	g.take(p)
	if p.speaker.there && p.speaker.entry >= 0 {
		g.speakers = append(g.speakers, p.speaker.entry)
	}
}

func (g *group) take(p *passage) {
	g.passages = append(g.passages, p)
	for i := range p.toks {
		for _, m := range p.means[i] {
			g.means[m] = true
		}
		if p.class[i] == isPeriod {
			g.means[conceptOf(p.word(i))] = true
		}
	}
}

// unnamed collects the entries of About that the group's sentences do not name:
// "the agency".
func (e *evidence) unnamed(base *knowledge.Base) {
	for _, list := range [][]string{e.fact.About.Of, e.fact.About.By, e.fact.About.Where} {
		for _, name := range list {
			n, ok := base.Names.Lookup(name)
			if ok && !slices.ContainsFunc(e.passages, func(p *passage) bool { return p.mentions(n) }) {
				e.about = append(e.about, n)
			}
		}
	}
}

func (p *passage) mentions(entry int) bool {
	return slices.ContainsFunc(p.names, func(m named) bool { return m.Entry == entry })
}

// evidenceOf makes the evidence at a place, with the fact's citation where one
// is given.
func (c *Checker) evidenceOf(s *source, span text.Span, f *knowledge.Fact) Evidence {
	e := Evidence{Briefing: s.briefing, Paragraph: s.Paragraph, Fact: f, Cite: knowledge.Citation{Paragraph: s.Number, Start: span.Start, End: span.End}}
	e.Text, e.Spoken = s.briefing.Quote(e.Cite), s.briefing.Spoken(c.base.Names, e.Cite)
	return e
}
