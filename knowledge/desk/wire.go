package desk

import (
	"briefbot/knowledge"
	"briefbot/knowledge/quantity"
)

// What is stored has names of its own, which stay when Go fields are renamed.
// Lists and texts that are empty are left out.

type contentWire struct {
	Fact     *factWire     `json:"fact,omitempty"`
	Briefing *briefingWire `json:"briefing,omitempty"`
	Negative *negativeWire `json:"negative,omitempty"`
	Question *questionWire `json:"question,omitempty"`
}

type refWire struct {
	Briefing string `json:"briefing"`
	ID       string `json:"id"`
}

func wireRef(r knowledge.Ref) *refWire {
	if r == (knowledge.Ref{}) {
		return nil
	}
	return &refWire{r.Briefing, r.ID}
}

func (w *refWire) ref() knowledge.Ref {
	if w == nil {
		return knowledge.Ref{}
	}
	return knowledge.Ref{Briefing: w.Briefing, ID: w.ID}
}

type factWire struct {
	Briefing   string         `json:"briefing"`
	ID         string         `json:"id"`
	Topic      string         `json:"topic,omitempty"`
	Statement  string         `json:"statement,omitempty"`
	Measure    string         `json:"measure,omitempty"`
	Of         []string       `json:"of,omitempty"`
	By         []string       `json:"by,omitempty"`
	Where      []string       `json:"where,omitempty"`
	Period     string         `json:"period,omitempty"`
	Scope      string         `json:"scope,omitempty"`
	Status     string         `json:"status,omitempty"`
	Figure     *figureWire    `json:"figure,omitempty"`
	Cites      []citationWire `json:"cites,omitempty"`
	Background []int          `json:"background,omitempty"`
	Ask        []string       `json:"ask,omitempty"`
	Terms      []string       `json:"terms,omitempty"`
	Headline   int            `json:"headline,omitempty"`
	Note       string         `json:"note,omitempty"`
	Supersedes *refWire       `json:"supersedes,omitempty"`
}

type figureWire struct {
	Text     string `json:"text"`
	Kind     string `json:"kind"`
	Value    string `json:"value"`
	Unit     string `json:"unit,omitempty"`
	Relation string `json:"relation"`
}

type citationWire struct {
	Paragraph int `json:"paragraph"`
	Start     int `json:"start"`
	End       int `json:"end"`
}

type briefingWire struct {
	ID         string          `json:"id"`
	Title      string          `json:"title,omitempty"`
	Publisher  string          `json:"publisher,omitempty"`
	URL        string          `json:"url,omitempty"`
	AsOf       string          `json:"as_of,omitempty"`
	Paragraphs []paragraphWire `json:"paragraphs,omitempty"`
	Glossary   []entryWire     `json:"glossary,omitempty"`
}

type paragraphWire struct {
	Heading string `json:"heading,omitempty"`
	Text    string `json:"text"`
}

type entryWire struct {
	Name    string   `json:"name"`
	Kind    string   `json:"kind"`
	Same    []string `json:"same,omitempty"`
	Exact   []string `json:"exact,omitempty"`
	Within  []string `json:"within,omitempty"`
	Related []string `json:"related,omitempty"`
	Sibling bool     `json:"sibling,omitempty"`
}

type negativeWire struct {
	Briefing string `json:"briefing"`
	Question string `json:"question"`
	Why      string `json:"why,omitempty"`
}

type questionWire struct {
	Text string   `json:"text"`
	Want *refWire `json:"want,omitempty"`
}

func wireContent(c Content) contentWire {
	var w contentWire
	if c.Fact != nil {
		w.Fact = wireFact(c.Fact)
	}
	if c.Briefing != nil {
		w.Briefing = wireBriefing(c.Briefing)
	}
	if n := c.Negative; n != nil {
		w.Negative = &negativeWire{n.Briefing, n.Question, n.Why}
	}
	if q := c.Question; q != nil {
		w.Question = &questionWire{Text: q.Text, Want: wireRef(q.Want)}
	}
	return w
}

func (w contentWire) content() Content {
	var c Content
	if w.Fact != nil {
		c.Fact = w.Fact.fact()
	}
	if w.Briefing != nil {
		c.Briefing = w.Briefing.briefing()
	}
	if n := w.Negative; n != nil {
		c.Negative = &Negative{n.Briefing, knowledge.Negative{Question: n.Question, Why: n.Why}}
	}
	if q := w.Question; q != nil {
		c.Question = &Question{Text: q.Text, Want: q.Want.ref()}
	}
	return c
}

func wireFact(f *knowledge.Fact) *factWire {
	w := &factWire{
		Briefing: f.Ref.Briefing, ID: f.Ref.ID, Topic: f.Topic, Statement: f.Statement,
		Measure: f.About.Measure, Of: f.About.Of, By: f.About.By, Where: f.About.Where,
		Period: f.About.Period, Scope: f.About.Scope, Status: string(f.About.Status),
		Background: f.Background, Ask: f.Ask, Terms: f.Terms, Headline: f.Headline, Note: f.Note,
	}
	if g := f.Figure; g != nil {
		w.Figure = &figureWire{g.Text, string(g.Kind), g.Value, g.Unit, string(g.Relation)}
	}
	w.Supersedes = wireRef(f.Supersedes)
	for _, c := range f.Cites {
		w.Cites = append(w.Cites, citationWire(c))
	}
	return w
}

func (w *factWire) fact() *knowledge.Fact {
	f := &knowledge.Fact{
		Ref: knowledge.Ref{Briefing: w.Briefing, ID: w.ID}, Topic: w.Topic, Statement: w.Statement,
		About: knowledge.About{
			Measure: w.Measure, Of: w.Of, By: w.By, Where: w.Where,
			Period: w.Period, Scope: w.Scope, Status: knowledge.Status(w.Status),
		},
		Background: w.Background, Ask: w.Ask, Terms: w.Terms, Headline: w.Headline, Note: w.Note,
	}
	if g := w.Figure; g != nil {
		f.Figure = &knowledge.Figure{Text: g.Text, Kind: quantity.Kind(g.Kind), Value: g.Value, Unit: g.Unit, Relation: quantity.Relation(g.Relation)}
	}
	f.Supersedes = w.Supersedes.ref()
	for _, c := range w.Cites {
		f.Cites = append(f.Cites, knowledge.Citation(c))
	}
	return f
}

func wireBriefing(b *knowledge.Briefing) *briefingWire {
	w := &briefingWire{ID: b.ID, Title: b.Title, Publisher: b.Publisher, URL: b.URL, AsOf: b.AsOf}
	for _, p := range b.Paragraphs {
		w.Paragraphs = append(w.Paragraphs, paragraphWire{p.Heading, p.Text})
	}
	for _, e := range b.Glossary {
		w.Glossary = append(w.Glossary, entryWire{e.Name, string(e.Kind), e.Same, e.Exact, e.Within, e.Related, e.Sibling})
	}
	return w
}

func (w *briefingWire) briefing() *knowledge.Briefing {
	b := &knowledge.Briefing{ID: w.ID, Title: w.Title, Publisher: w.Publisher, URL: w.URL, AsOf: w.AsOf}
	for i, p := range w.Paragraphs {
		b.Paragraphs = append(b.Paragraphs, knowledge.Paragraph{Number: i + 1, Heading: p.Heading, Text: p.Text})
	}
	for _, e := range w.Glossary {
		b.Glossary = append(b.Glossary, knowledge.Entry{
			Name: e.Name, Kind: knowledge.EntryKind(e.Kind), Same: e.Same, Exact: e.Exact, Within: e.Within, Related: e.Related, Sibling: e.Sibling,
		})
	}
	return b
}
