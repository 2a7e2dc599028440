package cli

import (
	"encoding/json"

	"briefbot/answers"
)

// answerJSON is what ask --json prints. Field names and nesting are a promise
// to programs; see README.
type answerJSON struct {
	Question   string         `json:"question"`
	Verdict    string         `json:"verdict"`
	Reason     string         `json:"reason"`
	Stance     string         `json:"stance"`
	Confidence float64        `json:"confidence"`
	Fact       *factJSON      `json:"fact"`
	Figure     *figureJSON    `json:"figure"`
	Quote      *quoteJSON     `json:"quote"`
	Paragraph  *paragraphJSON `json:"paragraph"`
	Note       *string        `json:"note"`
	Premises   []premiseJSON  `json:"premises"`
	Near       []nearJSON     `json:"near"`
	Why        []string       `json:"why"`
}

type factJSON struct {
	ID        string `json:"id"`
	Briefing  string `json:"briefing"`
	Paragraph int    `json:"paragraph"`
	Topic     string `json:"topic"`
	Statement string `json:"statement"`
	Period    string `json:"period"`
	Scope     string `json:"scope"`
	Status    string `json:"status"`
}

type figureJSON struct {
	Text     string `json:"text"`
	Kind     string `json:"kind"`
	Value    string `json:"value"`
	Unit     string `json:"unit"`
	Relation string `json:"relation"`
}

type quoteJSON struct {
	Text    string `json:"text"`
	Kind    string `json:"kind"`
	Speaker string `json:"speaker"`
	Start   int    `json:"start"` // byte offsets in the paragraph, end exclusive
	End     int    `json:"end"`
}

type paragraphJSON struct {
	Number  int    `json:"number"`
	Heading string `json:"heading"`
	Text    string `json:"text"`
}

type premiseJSON struct {
	Kind     string `json:"kind"`
	Asked    string `json:"asked"`
	Briefing string `json:"briefing"`
}

type nearJSON struct {
	Briefing  string  `json:"briefing"`
	ID        string  `json:"id"`
	Paragraph int     `json:"paragraph"`
	Statement string  `json:"statement"`
	Figure    *string `json:"figure"`
	Quote     string  `json:"quote"`
}

func newAnswerJSON(a answers.Answer) answerJSON {
	out := answerJSON{
		Question: a.Question, Verdict: string(a.Verdict), Reason: string(a.Reason), Stance: string(a.Stance), Confidence: a.Confidence,
		Premises: []premiseJSON{}, Near: []nearJSON{}, Why: append([]string{}, a.Why...),
	}
	for _, p := range a.Premises {
		out.Premises = append(out.Premises, premiseJSON{string(p.Kind), p.Asked, p.Briefing})
	}
	for _, q := range a.Near {
		n := nearJSON{Briefing: q.Fact.Ref.Briefing, ID: q.Fact.Ref.ID, Paragraph: q.Paragraph.Number, Statement: q.Fact.Statement, Quote: q.Text}
		if q.Fact.Figure != nil {
			n.Figure = &q.Fact.Figure.Text
		}
		out.Near = append(out.Near, n)
	}
	if a.Verdict != answers.Answered {
		return out
	}
	f, q := a.Fact, a.Quote
	out.Fact = &factJSON{f.Ref.ID, f.Ref.Briefing, q.Paragraph.Number, f.Topic, f.Statement, f.About.Period, f.About.Scope, string(f.About.Status)}
	if g := f.Figure; g != nil {
		out.Figure = &figureJSON{g.Text, string(g.Kind), g.Value, g.Unit, string(g.Relation)}
	}
	out.Quote = &quoteJSON{q.Text, string(q.Spoken.Kind), q.Spoken.Speaker, q.Cite.Start, q.Cite.End}
	out.Paragraph = &paragraphJSON{q.Paragraph.Number, q.Paragraph.Heading, q.Paragraph.Text}
	out.Note = &f.Note
	return out
}

// printJSON prints v on one line.
func (s *session) printJSON(v any) error {
	enc := json.NewEncoder(s.out)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
