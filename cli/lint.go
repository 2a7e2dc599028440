package cli

import (
	"fmt"
	"slices"

	"briefbot/answers"
	"briefbot/knowledge"
	"briefbot/knowledge/quantity"
	"briefbot/knowledge/text"
)

// A Lint is something that could be better in a briefing whose citations are
// sound.
type Lint struct {
	Briefing string // its id
	Fact     string // the fact's id, or "" when the lint is the briefing's
	Text     string
}

func (l Lint) String() string {
	if l.Fact == "" {
		return l.Text
	}
	return fmt.Sprintf("fact %q: %s", l.Fact, l.Text)
}

// FewPhrasings is the number of phrasings below which a fact is hard to find.
const FewPhrasings = 5

// Lints looks over the briefings of ix, one after the other: facts in file
// order, then paragraphs, then the glossary.
func Lints(ix *answers.Index) []Lint {
	misplaced := map[knowledge.Ref][]answers.Misplaced{}
	for _, m := range ix.LeaveOut() {
		misplaced[m.Ref] = append(misplaced[m.Ref], m)
	}
	var out []Lint
	for _, br := range ix.Base().Briefings {
		for i := range br.Facts {
			out = append(out, lintFact(&br.Facts[i], misplaced[br.Facts[i].Ref])...)
		}
		out = append(out, lintParagraphs(br)...)
		out = append(out, lintGlossary(br)...)
	}
	return out
}

func lintFact(f *knowledge.Fact, misplaced []answers.Misplaced) []Lint {
	var out []Lint
	add := func(format string, args ...any) {
		out = append(out, Lint{f.Ref.Briefing, f.Ref.ID, fmt.Sprintf(format, args...)})
	}
	if n := len(f.Ask); n < FewPhrasings {
		add("%s; people ask in more ways, give at least %d", count(n, "phrasing"), FewPhrasings)
	}
	for _, m := range misplaced {
		nearer := m.Nearer.ID
		if m.Nearer.Briefing != f.Ref.Briefing {
			nearer = m.Nearer.String()
		}
		add("phrasing %q is nearer to fact %q than to the rest of its own", m.Phrasing, nearer)
	}
	return out
}

// lintParagraphs finds paragraphs that no fact cites, and numbers that stand
// in no quote.
func lintParagraphs(br *knowledge.Briefing) []Lint {
	var out []Lint
	quoted := map[int][]text.Span{}
	for i := range br.Facts {
		for _, c := range br.Facts[i].Cites {
			quoted[c.Paragraph] = append(quoted[c.Paragraph], text.Span{Start: c.Start, End: c.End})
		}
	}
	for _, p := range br.Paragraphs {
		spans := quoted[p.Number]
		if len(spans) == 0 {
			out = append(out, Lint{Briefing: br.ID, Text: fmt.Sprintf("paragraph %d is cited by no fact", p.Number)})
		}
		for _, q := range quantity.Parse(p.Text) {
			if !slices.ContainsFunc(spans, func(s text.Span) bool { return s.Contains(q.Core) }) {
				out = append(out, Lint{Briefing: br.ID, Text: fmt.Sprintf("paragraph %d: %q stands in no fact's quote", p.Number, q.Text(p.Text))})
			}
		}
	}
	return out
}

// lintGlossary finds entries of which no form occurs in the source, a
// statement or a phrasing. Siblings are listed because they do not occur.
func lintGlossary(br *knowledge.Briefing) []Lint {
	names := knowledge.NewNames(br.Glossary)
	used := map[string]bool{}
	look := func(s string) {
		for _, m := range names.Find(s) {
			used[names.Entry(m.Entry).Name] = true
		}
	}
	look(br.Title)
	for _, p := range br.Paragraphs {
		look(p.Heading)
		look(p.Text)
	}
	for i := range br.Facts {
		look(br.Facts[i].Statement)
		for _, q := range br.Facts[i].Ask {
			look(q)
		}
	}
	var out []Lint
	for _, e := range br.Glossary {
		if !e.Sibling && !used[e.Name] {
			out = append(out, Lint{Briefing: br.ID, Text: fmt.Sprintf("glossary entry %q occurs in no source, statement or phrasing", e.Name)})
		}
	}
	return out
}

// count writes "1 fact", "2 facts".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
