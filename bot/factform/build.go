package factform

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

// Build returns was with what was typed. was is a fact of br, or a new one whose
// first citation names the paragraph to quote from. A text that is as Show gives
// it for was changes nothing. The problems are those of the texts by themselves;
// the citation check is for the caller.
func Build(br *knowledge.Briefing, was knowledge.Fact, typed Texts) (knowledge.Fact, []knowledge.Problem) {
	b := builder{br: br, f: was, shown: Show(br, &was), typed: typed}
	b.f.Cites = slices.Clone(was.Cites)
	b.words()
	b.figure()
	b.names()
	b.rest()
	return b.f, b.problems
}

type builder struct {
	br       *knowledge.Briefing
	f        knowledge.Fact
	shown    Texts
	typed    Texts
	problems []knowledge.Problem
}

// changed returns what was typed into a field, and whether it differs from what
// was shown there.
func (b *builder) changed(name string) (string, bool) {
	s, ok := b.typed[name]
	return plain(s), ok && !Same(s, b.shown[name])
}

// Same reports whether two texts of a field say the same: line ends and blanks
// around them do not matter.
func Same(a, b string) bool { return plain(a) == plain(b) }

func plain(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")) }

func (b *builder) problem(field string, err error) {
	b.problems = append(b.problems, knowledge.Problem{Fact: b.f.Ref.ID, Field: field, Text: err.Error()})
}

func (b *builder) words() {
	if s, ok := b.changed("statement"); ok {
		b.f.Statement = strings.Join(strings.Fields(s), " ")
		if _, typed := b.changed("period"); !typed {
			b.f.About.Period = knowledge.DerivePeriod(b.f.Statement)
		}
	}
	if s, ok := b.changed("note"); ok {
		b.f.Note = strings.Join(strings.Fields(s), " ")
	}
	if s, ok := b.changed("ask"); ok {
		b.f.Ask = WithLines(b.f.Ask, 0, s)
	}
	if s, ok := b.changed("quote"); ok {
		c, err := b.quote(s)
		if err != nil {
			b.problem("quote", err)
		}
		if len(b.f.Cites) == 0 {
			b.f.Cites = []knowledge.Citation{c}
		} else {
			b.f.Cites[0] = c
		}
	}
}

// quote finds the typed quote: in the paragraph of the fact, with its outer
// quotation marks or without, else in the only other paragraph that has it.
func (b *builder) quote(s string) (knowledge.Citation, error) {
	n := 1
	if len(b.f.Cites) > 0 {
		n = b.f.Cites[0].Paragraph
	}
	c, err := b.br.FindQuote(n, s)
	if err == nil {
		return c, nil
	}
	bare := strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`"“”'‘’`, r) })
	if c, again := b.br.FindQuote(n, bare); again == nil && bare != "" {
		return c, nil
	}
	var elsewhere []knowledge.Citation
	for _, p := range b.br.Paragraphs {
		if c, other := b.br.FindQuote(p.Number, s); other == nil && text.Whole(p.Text, c.Start, c.End) {
			elsewhere = append(elsewhere, c)
		}
	}
	if len(elsewhere) == 1 {
		return elsewhere[0], nil
	}
	return knowledge.Citation{Paragraph: n}, err
}

// figure reads the figure anew when it or its quote changed, and lays what was
// typed about it over what was read.
func (b *builder) figure() {
	printed, ok := b.changed("figure")
	_, quoted := b.changed("quote")
	if !ok && b.f.Figure != nil {
		printed = b.f.Figure.Text
	}
	if ok || quoted {
		b.f.Figure = nil
		if printed != "" {
			b.f.Figure = b.derive(printed)
		}
	}
	for _, name := range derivedFigure {
		s, ok := b.changed(name)
		if !ok {
			continue
		}
		if b.f.Figure == nil {
			if s != "" {
				b.problem("figure."+name, errors.New("the fact has no figure; type the figure as printed first"))
			}
			continue
		}
		fig := *b.f.Figure
		read := b.derive(fig.Text)
		switch {
		case read == nil:
			continue // told by derive
		case name == "value" && s == "":
			fig.Value = read.Value
		case name == "value":
			fig.Value = s
		case name == "unit" && s == "":
			fig.Unit = read.Unit
		case name == "unit":
			fig.Unit = s
		case s == "":
			fig.Relation = read.Relation
		default:
			r, known := relations[s]
			if !known {
				b.problem("figure.relation", fmt.Errorf("%q is none of eq, about, below, above", s))
				continue
			}
			fig.Relation = r
		}
		b.f.Figure = &fig
	}
}

// derive reads the figure in the leading quote, or reports why it cannot.
func (b *builder) derive(printed string) *knowledge.Figure {
	quote := ""
	if len(b.f.Cites) > 0 {
		quote = b.br.Quote(b.f.Cites[0])
	}
	fig, err := knowledge.DeriveFigure(printed, quote)
	if err != nil {
		if !slices.ContainsFunc(b.problems, func(p knowledge.Problem) bool { return p.Field == "figure" }) {
			b.problem("figure", err)
		}
		return nil
	}
	return &fig
}

func (b *builder) names() {
	for name, to := range map[string]*string{"measure": &b.f.About.Measure, "period": &b.f.About.Period, "scope": &b.f.About.Scope} {
		if s, ok := b.changed(name); ok {
			*to = strings.Join(strings.Fields(s), " ")
		}
	}
	for name, to := range map[string]*[]string{"of": &b.f.About.Of, "by": &b.f.About.By, "where": &b.f.About.Where, "terms": &b.f.Terms} {
		if s, ok := b.changed(name); ok {
			*to = list(s)
		}
	}
}

func (b *builder) rest() {
	if s, ok := b.changed("topic"); ok {
		b.f.Topic = strings.Join(strings.Fields(s), " ")
	}
	if s, ok := b.changed("status"); ok {
		b.f.About.Status = knowledge.Status(strings.ToLower(s))
	}
	if s, ok := b.changed("background"); ok {
		b.f.Background = nil
		for _, part := range list(strings.ReplaceAll(s, "¶", "")) {
			n, err := strconv.Atoi(part)
			if err != nil {
				b.problem("background", fmt.Errorf("%q is no number of a paragraph; write them like 1, 3", part))
				continue
			}
			b.f.Background = append(b.f.Background, n)
		}
	}
	if s, ok := b.changed("headline"); ok {
		b.f.Headline = 0
		if s != "" {
			n, err := strconv.Atoi(s)
			if err != nil || n < 1 {
				b.problem("headline", fmt.Errorf("%q is no rank; write 1, 2 … or leave it empty", s))
			}
			b.f.Headline = max(n, 0)
		}
	}
	if s, ok := b.changed("supersedes"); ok {
		briefing, id, found := strings.Cut(s, "/")
		if !found {
			briefing, id = b.br.ID, s
		}
		b.f.Supersedes = knowledge.Ref{Briefing: briefing, ID: id}
		if s == "" {
			b.f.Supersedes = knowledge.Ref{}
		}
	}
}

// maxID is the most characters of an id that is made of a statement.
const maxID = 40

// NewID returns an id for a new fact, or briefing, made of the first words of s,
// that taken does not have: "bridge-opened", "bridge-opened-2" …
func NewID(s string, taken func(string) bool) string {
	var words []string
	size := 0
	for _, t := range text.Tokens(s) {
		w := strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, t.Norm)
		if w == "" || articles[w] {
			continue
		}
		if size+len(w)+1 > maxID {
			break
		}
		size += len(w) + 1
		words = append(words, w)
	}
	id := strings.Join(words, "-")
	if id == "" {
		id = "fact"
	}
	out := id
	for n := 2; taken(out); n++ {
		out = fmt.Sprintf("%s-%d", id, n)
	}
	return out
}

var articles = map[string]bool{"the": true, "a": true, "an": true, "of": true, "has": true, "have": true, "is": true, "are": true, "was": true, "were": true, "in": true, "to": true, "and": true}
