package folder

import (
	"strings"

	"github.com/goccy/go-yaml/ast"

	"briefbot/knowledge"
	"briefbot/knowledge/quantity"
)

// briefing decodes the whole file into d.b, whose paragraphs are at hand.
func (d *decoder) briefing(root ast.Node) {
	top := d.mapping(root, "", "briefing", "glossary", "facts", "negatives")
	head := d.mapping(top["briefing"], "briefing", "id", "title", "publisher", "url", "as_of")
	d.b.ID = d.str(head["id"], "briefing.id")
	d.b.Title = d.str(head["title"], "briefing.title")
	d.b.Publisher = d.str(head["publisher"], "briefing.publisher")
	d.b.URL = d.str(head["url"], "briefing.url")
	d.b.AsOf = d.str(head["as_of"], "briefing.as_of")
	for i, n := range d.list(top["glossary"], "glossary") {
		d.b.Glossary = append(d.b.Glossary, d.entry(n, item("glossary", i)))
	}
	facts := d.list(top["facts"], "facts")
	if len(facts) > maxFacts {
		d.report("facts", "has %d facts, at most %d", len(facts), maxFacts)
		facts = facts[:maxFacts]
	}
	first := map[string]string{} // id -> path
	for i, n := range facts {
		path := item("facts", i)
		f := d.fact(n, path)
		if at, twice := first[f.Ref.ID]; twice && f.Ref.ID != "" {
			d.report(path+".id", "stands twice; the first is on line %d", d.line(at))
		} else {
			first[f.Ref.ID] = path + ".id"
		}
		d.b.Facts = append(d.b.Facts, f)
	}
	for i, n := range d.list(top["negatives"], "negatives") {
		d.b.Negatives = append(d.b.Negatives, d.negative(n, item("negatives", i)))
	}
}

func (d *decoder) entry(n ast.Node, path string) knowledge.Entry {
	m := d.required(n, path, "name", "kind", "same", "exact", "within", "related", "sibling")
	return knowledge.Entry{
		Name:    d.str(m["name"], path+".name"),
		Kind:    knowledge.EntryKind(d.str(m["kind"], path+".kind")),
		Same:    d.texts(m["same"], path+".same"),
		Exact:   d.texts(m["exact"], path+".exact"),
		Within:  d.texts(m["within"], path+".within"),
		Related: d.texts(m["related"], path+".related"),
		Sibling: d.boolean(m["sibling"], path+".sibling"),
	}
}

func (d *decoder) negative(n ast.Node, path string) knowledge.Negative {
	if _, ok := n.(ast.MapNode); !ok {
		return knowledge.Negative{Question: d.str(n, path)}
	}
	m := d.mapping(n, path, "question", "why")
	return knowledge.Negative{Question: d.str(m["question"], path+".question"), Why: d.str(m["why"], path+".why")}
}

func (d *decoder) fact(n ast.Node, path string) knowledge.Fact {
	d.nameFact(n, path)
	m := d.required(n, path, "id", "topic", "statement", "cites", "figure", "about", "background", "terms", "headline", "note", "supersedes", "ask")
	f := knowledge.Fact{
		Ref:       knowledge.Ref{Briefing: d.b.ID, ID: d.str(m["id"], path+".id")},
		Topic:     d.str(m["topic"], path+".topic"),
		Statement: d.str(m["statement"], path+".statement"),
		Ask:       d.texts(m["ask"], path+".ask"),
		Terms:     d.texts(m["terms"], path+".terms"),
		Headline:  d.number(m["headline"], path+".headline"),
		Note:      d.str(m["note"], path+".note"),
	}
	if m != nil && f.Ref.ID == "" && !d.reported[path+".id"] {
		d.report(path+".id", "missing; it names the fact")
	}
	for i, c := range d.list(m["cites"], path+".cites") {
		f.Cites = append(f.Cites, d.citation(c, item(path+".cites", i)))
	}
	f.Background = d.background(m["background"], path+".background")
	f.Supersedes = d.supersedes(m["supersedes"], path+".supersedes")
	f.About = d.about(m["about"], path+".about", f.Statement)
	f.Figure = d.figure(m["figure"], path+".figure", &f)
	return f
}

// nameFact notes the id of the fact at path ahead of its other fields, so
// that their problems can name it and fall back to its line.
func (d *decoder) nameFact(n ast.Node, path string) {
	m, ok := n.(ast.MapNode)
	if !ok {
		return
	}
	for it := m.MapRange(); it.Next(); {
		if key, _ := scalar(it.Key()); key == "id" {
			d.ids[path], _ = scalar(it.Value())
			d.lines[path] = lineOf(it.Key())
			return
		}
	}
}

// supersedes returns the fact that is named as briefing/id, or as id when it is
// of this briefing. Whether there is one is a question of the whole base.
func (d *decoder) supersedes(n ast.Node, path string) knowledge.Ref {
	s, ok := d.text(n, path)
	if !ok {
		return knowledge.Ref{}
	}
	ref := knowledge.Ref{Briefing: d.b.ID, ID: s}
	if briefing, id, whole := strings.Cut(s, "/"); whole {
		ref = knowledge.Ref{Briefing: briefing, ID: id}
	}
	if ref.Briefing == "" || ref.ID == "" || strings.Contains(ref.ID, "/") {
		d.report(path, "%q names no fact; write briefing/id, or the id alone for a fact of this briefing", s)
		return knowledge.Ref{}
	}
	return ref
}

// background returns paragraph numbers; one that stands twice counts once.
func (d *decoder) background(n ast.Node, path string) []int {
	var out []int
	seen := map[int]bool{}
	for i, v := range d.list(n, path) {
		at := item(path, i)
		switch p := d.number(v, at); {
		case d.reported[at]:
		case seen[p]:
			d.report(at, "paragraph %d is listed twice", p)
		default:
			seen[p] = true
			out = append(out, p)
		}
	}
	return out
}

func (d *decoder) about(n ast.Node, path, statement string) knowledge.About {
	m := d.mapping(n, path, "measure", "of", "by", "where", "period", "scope", "status")
	a := knowledge.About{
		Measure: d.str(m["measure"], path+".measure"),
		Of:      d.texts(m["of"], path+".of"),
		By:      d.texts(m["by"], path+".by"),
		Where:   d.texts(m["where"], path+".where"),
		Scope:   d.str(m["scope"], path+".scope"),
		Status:  knowledge.Status(d.str(m["status"], path+".status")),
	}
	var stated bool
	if a.Period, stated = d.text(m["period"], path+".period"); !stated {
		a.Period = knowledge.DerivePeriod(statement)
	}
	return a
}

// figure returns the figure of f, whose citations are read. What the file
// does not state is derived from the text as printed in the first quote.
func (d *decoder) figure(n ast.Node, path string, f *knowledge.Fact) *knowledge.Figure {
	if n = d.enter(n, path); n == nil {
		return nil
	}
	var m map[string]ast.Node
	var printed string
	if _, ok := n.(ast.MapNode); ok {
		m = d.mapping(n, path, "text", "kind", "value", "unit", "relation")
		printed = d.str(m["text"], path+".text")
	} else {
		printed = d.str(n, path)
	}
	if printed == "" {
		if !d.reported[path] && !d.reported[path+".text"] {
			d.report(path, "has no text; write the figure as the quote prints it")
		}
		return nil
	}
	fig := deriveFigure(d.b, f, printed)
	if s, ok := d.text(m["kind"], path+".kind"); ok {
		fig.Kind = quantity.Kind(s)
	}
	if s, ok := d.text(m["value"], path+".value"); ok {
		fig.Value = s
	}
	if s, ok := d.text(m["unit"], path+".unit"); ok {
		fig.Unit = s
	}
	if s, ok := d.text(m["relation"], path+".relation"); ok {
		fig.Relation = quantity.Relation(s)
	}
	return &fig
}

// deriveFigure reads the figure that the first quote of f prints. One that
// cannot be read is a count without value: the citation check says why.
func deriveFigure(b *knowledge.Briefing, f *knowledge.Fact, printed string) knowledge.Figure {
	quote := ""
	if len(f.Cites) > 0 {
		quote = b.Quote(f.Cites[0])
	}
	fig, err := knowledge.DeriveFigure(printed, quote)
	if err != nil {
		return knowledge.Figure{Text: printed, Kind: quantity.Count, Relation: quantity.Equal}
	}
	return fig
}
