package desk

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"briefbot/knowledge"
	"briefbot/knowledge/folder"
	"briefbot/knowledge/text"
)

// A Problem is one thing wrong with an item.
type Problem struct {
	Briefing string // its id, "" for an accepted question
	knowledge.Problem
	item ID
}

// Item returns the item that has the problem.
func (p Problem) Item() ID { return p.item }

func (p Problem) String() string {
	if p.Briefing == "" {
		return p.Problem.String()
	}
	return fmt.Sprintf("briefing %q: %s", p.Briefing, p.Problem)
}

// unsound reports whether what has the problem must not be used. Two facts
// with the same phrasing, and a fact that supersedes one that is not there,
// say nothing wrong by themselves.
func (p Problem) unsound() bool {
	return !strings.HasPrefix(p.Field, "ask[") && !strings.HasPrefix(p.Field, "negatives[") && p.Field != "supersedes"
}

// CheckError reports everything that keeps an edit from being published.
type CheckError struct{ Problems []Problem }

func (e *CheckError) Error() string {
	var lines []string
	for _, p := range e.Problems {
		lines = append(lines, p.String())
	}
	return strings.Join(lines, "\n")
}

// check is the citation check of the briefings of base that are in touched, and
// of what is between briefings.
func check(base *knowledge.Base, touched map[string]bool) []Problem {
	var out []Problem
	for _, br := range base.Briefings {
		if !touched[br.ID] {
			continue
		}
		for _, p := range append(checkParagraphs(br), knowledge.CheckWith(br, base.NamesOf(br))...) {
			out = append(out, Problem{br.ID, p, itemOf(br, p)})
		}
	}
	for _, p := range knowledge.CheckBase(base) {
		out = append(out, Problem{p.Briefing, p.Problem, itemOf(base.Briefing(p.Briefing), p.Problem)})
	}
	return out
}

// itemOf returns the item of br that has a problem.
func itemOf(br *knowledge.Briefing, p knowledge.Problem) ID {
	if p.Fact != "" {
		return Content{Fact: &knowledge.Fact{Ref: knowledge.Ref{Briefing: br.ID, ID: p.Fact}}}.ID()
	}
	if s, ok := strings.CutPrefix(p.Field, "negatives["); ok {
		if i, err := strconv.Atoi(strings.TrimSuffix(s, "]")); err == nil && i < len(br.Negatives) {
			return Content{Negative: &Negative{br.ID, br.Negatives[i]}}.ID()
		}
	}
	return ID{BriefingKind, br.ID}
}

// checkParagraphs reports paragraphs that a folder could not give back as they
// are: export and import would change them.
func checkParagraphs(br *knowledge.Briefing) []knowledge.Problem {
	var out []knowledge.Problem
	for i, p := range br.Paragraphs {
		report := func(format string, args ...any) {
			out = append(out, knowledge.Problem{Field: fmt.Sprintf("paragraphs[%d]", i), Text: fmt.Sprintf(format, args...)})
		}
		if p.Number != i+1 {
			report("has the number %d; paragraphs are numbered from 1", p.Number)
		}
		if len(p.Text) > folder.MaxParagraph {
			report("has %d bytes, at most %d; part it in two", len(p.Text), folder.MaxParagraph)
		}
		if strings.HasPrefix(p.Text, "# ") || p.Text == "#" {
			report("begins with #, which makes a heading; leave it out")
		}
		if p.Text != strings.TrimRight(p.Text, "\r\n") || slices.ContainsFunc(strings.Split(p.Text, "\n"), func(l string) bool { return strings.TrimSpace(l) == "" }) {
			report("is empty or has a blank line; part it there")
		}
		if p.Heading != strings.Join(strings.Fields(p.Heading), " ") {
			report("its heading %q has more than single blanks between its words", p.Heading)
		}
	}
	return out
}

// noBriefing is the problem of an item whose briefing is not there.
func noBriefing(it Item) Problem {
	name, rest, _ := strings.Cut(it.Key, "/")
	p := Problem{Briefing: name, item: it.ID, Problem: knowledge.Problem{Field: "briefing", Text: "there is no such briefing; add it, or remove what belongs to it"}}
	if it.Kind == FactKind {
		p.Fact = rest
	}
	return p
}

// checkContent reports what is wrong with content by itself: what cannot be
// stored as it is, and names that cannot be keys.
func checkContent(c Content) []Problem {
	var out []Problem
	id := c.ID()
	add := func(field, format string, args ...any) {
		p := Problem{item: id, Problem: knowledge.Problem{Field: field, Text: fmt.Sprintf(format, args...)}}
		if c.Fact != nil {
			p.Fact = c.Fact.Ref.ID
		}
		out = append(out, p)
	}
	if n := c.parts(); n != 1 {
		add("content", "says %d things; an item is one fact, briefing, negative or question", n)
		return out
	}
	if !utf8.Valid(rawTexts(c)) || slices.Contains(rawTexts(c), 0) {
		add("text", "has bytes that are no text")
	}
	switch {
	case c.Fact != nil && strings.Contains(c.Fact.Ref.Briefing, "/"), c.Negative != nil && strings.Contains(c.Negative.Briefing, "/"):
		add("briefing", "the id of a briefing has no /")
	case c.Negative != nil && len(text.Tokens(c.Negative.Question)) == 0:
		add("negatives", "has no words")
	case c.Question != nil && len(text.Tokens(c.Question.Text)) == 0:
		add("question", "has no words")
	case c.Briefing != nil && (c.Briefing.Facts != nil || c.Briefing.Negatives != nil):
		add("briefing", "facts and negatives are items of their own")
	}
	return out
}
