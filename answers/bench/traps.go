package main

import (
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"briefbot/answers"
	"briefbot/knowledge"
	"briefbot/knowledge/quantity"
	"briefbot/knowledge/text"
)

// trapsReport tells what the built-in briefing made of its own questions with
// one premise swapped.
type trapsReport struct {
	Kinds    map[string]trapTally `json:"kinds"`
	Traps    int                  `json:"traps"`
	Answered int                  `json:"answered"` // as if the premise held; a denial is right
	Figures  int                  `json:"figures"`  // of these, with a figure
	Answers  []trapAnswer         `json:"answers"`
}

type trapTally struct {
	Traps    int `json:"traps"`
	Answered int `json:"answered"`
}

type trapAnswer struct {
	Kind       string  `json:"kind"`
	From       string  `json:"from"`
	Question   string  `json:"question"`
	Fact       string  `json:"fact"`
	Confidence float64 `json:"confidence"`
}

// A trap is a question with a false premise.
type trap struct {
	kind, from, question string
	entry                int // the name that was put in, or -1
}

// trapMaker makes traps of the questions that a base answers.
type trapMaker struct {
	base   *knowledge.Base
	byKind map[knowledge.EntryKind][]int
	out    []trap
	seen   map[string]bool
}

func traps() (report, error) {
	ix, err := builtIn()
	if err != nil {
		return nil, err
	}
	m := &trapMaker{base: ix.Base(), byKind: map[knowledge.EntryKind][]int{}, seen: map[string]bool{}}
	for i := range m.base.Names.Len() {
		e := m.base.Names.Entry(i)
		m.byKind[e.Kind] = append(m.byKind[e.Kind], i)
	}
	for _, f := range m.base.Facts {
		for _, q := range f.Ask {
			if a := ix.Ask(q); a.Fact != nil && a.Fact.Ref == f.Ref {
				m.questions(f, q)
			}
		}
		m.statements(f)
	}
	rep := &trapsReport{Kinds: map[string]trapTally{}}
	for _, t := range m.out {
		tally := rep.Kinds[t.kind]
		tally.Traps++
		rep.Traps++
		if a := ix.Ask(t.question); a.Verdict == answers.Answered && a.Stance != answers.Denies && !m.carries(a, t.entry) {
			tally.Answered++
			rep.Answered++
			if a.Fact.Figure != nil {
				rep.Figures++
			}
			rep.Answers = append(rep.Answers, trapAnswer{t.kind, t.from, t.question, a.Fact.Ref.ID, a.Confidence})
		}
		rep.Kinds[t.kind] = tally
	}
	return rep, nil
}

// carries reports whether an answer names what was put in, so that the question
// is no trap after all.
func (m *trapMaker) carries(a answers.Answer, entry int) bool {
	if entry < 0 {
		return false
	}
	return slices.ContainsFunc(m.base.Names.Find(a.Fact.Statement+" "+a.Quote.Text), func(n knowledge.Mention) bool {
		return n.Entry == entry || m.base.Names.Within(n.Entry, entry) || m.base.Names.Within(entry, n.Entry)
	})
}

func (m *trapMaker) add(kind, from, question string, entry int) {
	if question != from && !m.seen[question] {
		m.seen[question] = true
		m.out = append(m.out, trap{kind, from, question, entry})
	}
}

var (
	yearPattern   = regexp.MustCompile(`\b(19|20)\d\d\b`)
	numberPattern = regexp.MustCompile(`\b\d+\b`)
)

// questions makes traps of one question of f.
func (m *trapMaker) questions(f *knowledge.Fact, q string) {
	m.years(f, q)
	m.entities(f, q)
	m.roles(q)
	m.scopes(f, q)
}

// years swaps a year, or adds one where the fact has another.
func (m *trapMaker) years(f *knowledge.Fact, q string) {
	own := yearPattern.FindAllString(f.Statement+" "+f.About.Period+" "+quoteOf(m.base, f), -1)
	for _, at := range yearPattern.FindAllStringIndex(q, -1) {
		year, _ := strconv.Atoi(q[at[0]:at[1]])
		for _, by := range []int{-4, -1, 1, 3} {
			if other := strconv.Itoa(year + by); !slices.Contains(own, other) {
				m.add("year", q, q[:at[0]]+other+q[at[1]:], -1)
			}
		}
	}
	if len(own) == 0 || yearPattern.MatchString(q) || slices.ContainsFunc(quantity.Parse(q), func(q quantity.Quantity) bool { return q.Kind == quantity.Date }) {
		return
	}
	if year, _ := strconv.Atoi(own[0]); !slices.Contains(own, strconv.Itoa(year-3)) {
		m.add("year", q, appended(q, "in "+strconv.Itoa(year-3)), -1)
	}
}

// entities swaps each name of the fact's own for others of its kind.
func (m *trapMaker) entities(f *knowledge.Fact, q string) {
	for i, at := range m.base.Names.Find(q) {
		kind := m.base.Names.Entry(at.Entry).Kind
		if kind == knowledge.Alias || kind == knowledge.Thing {
			continue
		}
		others := m.byKind[kind]
		for k, tried := 0, 0; k < len(others) && tried < 3; k++ {
			other := others[(len(q)*7+i*13+k*31)%len(others)]
			if m.near(f, other) || other == at.Entry {
				continue
			}
			tried++
			m.add("entity", q, q[:at.Start]+m.base.Names.Entry(other).Name+q[at.End:], other)
		}
	}
}

// near reports whether an entry stands in the fact's paragraphs, or is part of
// what does, or the other way round.
func (m *trapMaker) near(f *knowledge.Fact, entry int) bool {
	br := m.base.Briefing(f.Ref.Briefing)
	for _, c := range f.Cites {
		p, _ := br.Paragraph(c.Paragraph)
		for _, n := range m.base.Names.Find(p.Text + " " + f.Statement + " " + strings.Join(f.Ask, " ") + " " + strings.Join(slices.Concat(f.About.Of, f.About.By, f.About.Where), ", ")) {
			if m.base.Names.Within(n.Entry, entry) || m.base.Names.Within(entry, n.Entry) || slices.Contains(m.base.Names.Related(entry), n.Entry) {
				return true
			}
		}
	}
	return false
}

// symmetric are words between two names that say the same of both.
var symmetric = regexp.MustCompile(`(?i)\b(relation|relations|relationship|ties|dealings|trade|trading|business|alongside|as well as|work with)\b`)

// roles lets two names of a kind change places, unless they are listed side by
// side or what is between them holds both ways. A possessive ending stays.
func (m *trapMaker) roles(q string) {
	found := m.base.Names.Find(q)
	for i := 1; i < len(found); i++ {
		a, b := found[i-1], found[i]
		kind := m.base.Names.Entry(a.Entry).Kind
		between := q[a.End:b.Start]
		if a.Entry == b.Entry || kind == knowledge.Alias || m.base.Names.Entry(b.Entry).Kind != kind || m.base.Names.Within(a.Entry, b.Entry) || m.base.Names.Within(b.Entry, a.Entry) {
			continue
		}
		if listed(between) || symmetric.MatchString(q) {
			continue
		}
		first, firstEnd := bare(a.Of(q))
		second, secondEnd := bare(b.Of(q))
		m.add("role", q, q[:a.Start]+second+firstEnd+between+first+secondEnd+q[b.End:], -1)
	}
}

// bare parts a name from its possessive ending.
func bare(name string) (string, string) {
	for _, end := range []string{"'s", "’s"} {
		if s, ok := strings.CutSuffix(name, end); ok {
			return s, end
		}
	}
	return name, ""
}

// listed reports whether nothing but a list stands between two names.
func listed(between string) bool {
	for _, t := range text.Tokens(between) {
		if t.Kind == text.Word && !slices.Contains([]string{"and", "or", "the", "with", "plus"}, t.Norm) {
			return false
		}
	}
	return true
}

// scopes restricts a question to places that the fact does not speak of.
func (m *trapMaker) scopes(f *knowledge.Fact, q string) {
	for _, scope := range []string{"in Scotland alone", "in the United States", "worldwide", "in Germany"} {
		entry := -1
		for _, n := range m.base.Names.Find(scope) {
			entry = n.Entry
		}
		if entry >= 0 && m.near(f, entry) {
			continue
		}
		m.add("scope", q, appended(q, scope), entry)
	}
}

// statements makes yes-or-no questions of a fact's statement with its figure
// swapped: another number, or another unit.
func (m *trapMaker) statements(f *knowledge.Fact) {
	if f.Figure == nil || f.Figure.Kind == quantity.Date {
		return
	}
	at := strings.Index(f.Statement, f.Figure.Text)
	if at < 0 {
		return
	}
	swapped := func(figure string) string {
		return "Is it true that " + strings.TrimSuffix(f.Statement[:at]+figure+f.Statement[at+len(f.Figure.Text):], ".") + "?"
	}
	from := swapped(f.Figure.Text)
	if digits := numberPattern.FindStringIndex(f.Figure.Text); digits != nil {
		n, _ := strconv.Atoi(f.Figure.Text[digits[0]:digits[1]])
		for _, other := range []int{n + 7, n*2 + 1, n*10 + 3, max(1, n/2-1)} {
			// “more than 750” is true of more than 700, too
			if f.Figure.Relation == quantity.Equal {
				m.add("number", from, swapped(f.Figure.Text[:digits[0]]+strconv.Itoa(other)+f.Figure.Text[digits[1]:]), -1)
			}
		}
		if strings.Contains(f.Figure.Text, "%") {
			m.add("unit", from, swapped(strings.ReplaceAll(f.Figure.Text, "%", " cases")), -1)
			m.add("unit", from, swapped(strings.ReplaceAll(f.Figure.Text, "%", " times")), -1)
		} else {
			m.add("unit", from, swapped(f.Figure.Text+"% of the"), -1)
			m.add("unit", from, swapped(f.Figure.Text+" million"), -1)
		}
	}
}

// appended puts words before the question mark.
func appended(q, words string) string {
	bare := strings.TrimRight(q, "?!. ")
	if bare == strings.TrimRight(q, " ") {
		return bare + " " + words
	}
	return bare + " " + words + "?"
}

func quoteOf(base *knowledge.Base, f *knowledge.Fact) string { return answers.QuoteOf(base, f).Text }

func (rep *trapsReport) print(w io.Writer) {
	for _, a := range rep.Answers {
		fmt.Fprintf(w, "%s: %q: %s (confidence %.2f), from %q\n", a.Kind, a.Question, a.Fact, a.Confidence, a.From)
	}
	for _, kind := range slices.Sorted(maps.Keys(rep.Kinds)) {
		t := rep.Kinds[kind]
		fmt.Fprintf(w, "%-8s %5d traps, %3d answered\n", kind, t.Traps, t.Answered)
	}
	fmt.Fprintf(w, "traps %d, answered %d (%.2f %%), with a figure %d\n", rep.Traps, rep.Answered, 100*float64(rep.Answered)/float64(max(1, rep.Traps)), rep.Figures)
}
