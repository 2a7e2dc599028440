package factform

import (
	"slices"
	"strconv"
	"strings"

	"briefbot/knowledge"
	"briefbot/knowledge/quantity"
)

// A Field is one input of a form.
type Field struct {
	Name   string // also the field of a knowledge.Problem
	Label  string // at most 45 characters
	Hint   string // at most 100 characters
	Long   bool   // several lines
	Most   int    // characters
	Needed bool
}

// A Part is a form: at most five fields, which is what Discord shows at once.
type Part string

const (
	Words  Part = "words"  // what a reader sees
	Figure Part = "figure" // what is derived from it: the figure and its time
	Names  Part = "names"  // what premises are checked against
	Rest   Part = "rest"
	Ask    Part = "ask" // one page of phrasings
)

// Parts are the forms for the fields of a fact, by part.
var Parts = map[Part][]Field{
	Words: {
		{"statement", "Statement", "One plain sentence that says no more than the source", true, 1000, true},
		{"quote", "Quote", "Copied from the paragraph, at most two sentences", true, 4000, true},
		{"figure", "Figure as printed", "With its hedge: almost 50%. Empty: the fact has none", false, 200, false},
		{"ask", "Questions, one a line", "Eight or more, as people put them", true, MostAsk, false},
		{"note", "Note", "What a careful reader should know", true, 1000, false},
	},
	Figure: {
		{"value", "Value", "Exact: 43, 1/3, 2024-05-03. Empty: read from the figure", false, 100, false},
		{"unit", "Unit", "As printed: £, metres. Empty: read from the figure", false, 100, false},
		{"relation", "Relation", "eq, about, below or above. Empty: read from the figure", false, 20, false},
		{"period", "Period", "As in the source: since March 2017", false, 200, false},
		{"scope", "Scope", "As in the source: in European countries", false, 200, false},
	},
	Names: {
		{"measure", "What is counted or said", "terror plots", false, 200, false},
		{"of", "Of whom or what", "Names of the glossary, parted by commas", false, 300, false},
		{"by", "By whom: who did or said it", "Names of the glossary, parted by commas", false, 300, false},
		{"where", "Where", "Names of the glossary, parted by commas", false, 300, false},
		{"terms", "Further words to find it by", "Parted by commas", true, 600, false},
	},
	Rest: {
		{"topic", "Topic", "A word or two; facts of one topic stand together", false, 60, true},
		{"status", "Status", "possible, planned, foiled, carried out, reported or empty", false, 20, false},
		{"background", "Background paragraphs", "Numbers of paragraphs that carry names of the statement: 1, 3", false, 100, false},
		{"headline", "Rank in the brief summary", "1 comes first; empty: not in it", false, 3, false},
		{"supersedes", "Replaces the fact", "briefing/id of an older fact that this one updates", false, 130, false},
	},
}

// Texts are what is typed, or shown, by the name of a field.
type Texts map[string]string

// Show returns the texts of every field for f, a fact of br.
func Show(br *knowledge.Briefing, f *knowledge.Fact) Texts {
	t := Texts{
		"statement": f.Statement, "note": f.Note, "ask": Lines(f.Ask, 0),
		"measure": f.About.Measure, "of": strings.Join(f.About.Of, ", "), "by": strings.Join(f.About.By, ", "), "where": strings.Join(f.About.Where, ", "),
		"period": f.About.Period, "scope": f.About.Scope, "status": string(f.About.Status),
		"topic": f.Topic, "terms": strings.Join(f.Terms, ", "),
	}
	if len(f.Cites) > 0 {
		t["quote"] = br.Quote(f.Cites[0])
	}
	if f.Figure != nil {
		t["figure"], t["value"], t["unit"], t["relation"] = f.Figure.Text, f.Figure.Value, f.Figure.Unit, string(f.Figure.Relation)
	}
	var numbers []string
	for _, n := range f.Background {
		numbers = append(numbers, strconv.Itoa(n))
	}
	t["background"] = strings.Join(numbers, ", ")
	if f.Headline > 0 {
		t["headline"] = strconv.Itoa(f.Headline)
	}
	if f.Supersedes != (knowledge.Ref{}) {
		t["supersedes"] = f.Supersedes.String()
	}
	return t
}

// derivedFigure are the fields that follow from the figure as printed.
var derivedFigure = []string{"value", "unit", "relation"}

// relations are what a relation may be typed as.
var relations = map[string]quantity.Relation{
	"eq": quantity.Equal, "about": quantity.About, "below": quantity.Below, "above": quantity.Above,
}

func list(s string) []string {
	var out []string
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		if part = strings.Join(strings.Fields(part), " "); part != "" && !slices.Contains(out, part) {
			out = append(out, part)
		}
	}
	return out
}
