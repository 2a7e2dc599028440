package desk

import (
	"reflect"
	"slices"

	"briefbot/knowledge"
)

// factField is a part of a fact that is changed and undone by itself.
type factField struct {
	name string
	get  func(*knowledge.Fact) any
	set  func(to, from *knowledge.Fact)
}

// same compares the field of two facts; an empty list is like none.
func (f factField) same(a, b *knowledge.Fact) bool {
	x, y := f.get(a), f.get(b)
	if v, w := reflect.ValueOf(x), reflect.ValueOf(y); v.Kind() == reflect.Slice && v.Len() == 0 && w.Len() == 0 {
		return true
	}
	return reflect.DeepEqual(x, y)
}

// factFields are all fields of a fact but its Ref. The figure and the quotes
// are one field: a figure stands in the first quote.
var factFields = []factField{
	{"topic", func(f *knowledge.Fact) any { return f.Topic }, func(to, from *knowledge.Fact) { to.Topic = from.Topic }},
	{"statement", func(f *knowledge.Fact) any { return f.Statement }, func(to, from *knowledge.Fact) { to.Statement = from.Statement }},
	{"measure", func(f *knowledge.Fact) any { return f.About.Measure }, func(to, from *knowledge.Fact) { to.About.Measure = from.About.Measure }},
	{"of", func(f *knowledge.Fact) any { return f.About.Of }, func(to, from *knowledge.Fact) { to.About.Of = from.About.Of }},
	{"by", func(f *knowledge.Fact) any { return f.About.By }, func(to, from *knowledge.Fact) { to.About.By = from.About.By }},
	{"where", func(f *knowledge.Fact) any { return f.About.Where }, func(to, from *knowledge.Fact) { to.About.Where = from.About.Where }},
	{"period", func(f *knowledge.Fact) any { return f.About.Period }, func(to, from *knowledge.Fact) { to.About.Period = from.About.Period }},
	{"scope", func(f *knowledge.Fact) any { return f.About.Scope }, func(to, from *knowledge.Fact) { to.About.Scope = from.About.Scope }},
	{"status", func(f *knowledge.Fact) any { return f.About.Status }, func(to, from *knowledge.Fact) { to.About.Status = from.About.Status }},
	{"figure and quotes", func(f *knowledge.Fact) any { return quoted(f) },
		func(to, from *knowledge.Fact) { to.Figure, to.Cites = from.Figure, from.Cites }},
	{"background", func(f *knowledge.Fact) any { return f.Background }, func(to, from *knowledge.Fact) { to.Background = from.Background }},
	{"ask", func(f *knowledge.Fact) any { return f.Ask }, func(to, from *knowledge.Fact) { to.Ask = from.Ask }},
	{"terms", func(f *knowledge.Fact) any { return f.Terms }, func(to, from *knowledge.Fact) { to.Terms = from.Terms }},
	{"headline", func(f *knowledge.Fact) any { return f.Headline }, func(to, from *knowledge.Fact) { to.Headline = from.Headline }},
	{"supersedes", func(f *knowledge.Fact) any { return f.Supersedes }, func(to, from *knowledge.Fact) { to.Supersedes = from.Supersedes }},
	{"note", func(f *knowledge.Fact) any { return f.Note }, func(to, from *knowledge.Fact) { to.Note = from.Note }},
}

// FactFields are the names that Change.Fields and Stale.Field may have.
func FactFields() []string {
	var out []string
	for _, f := range factFields {
		out = append(out, f.name)
	}
	return out
}

// evidence is the figure and quotes of a fact, to be compared.
type evidence struct {
	figure knowledge.Figure
	has    bool
	cites  []knowledge.Citation
}

func quoted(f *knowledge.Fact) evidence {
	e := evidence{has: f.Figure != nil, cites: slices.Clone(f.Cites)}
	if e.has {
		e.figure = *f.Figure
	}
	return e
}
