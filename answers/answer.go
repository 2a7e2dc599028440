package answers

import (
	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

// Verdict is what became of a question.
type Verdict string

const (
	Answered Verdict = "answered" // the fact answers the question
	Closest  Verdict = "closest"  // facts come near, none is the answer
	None     Verdict = "none"     // nothing here answers it
)

// Reason says why a question was not answered; "" when it was.
type Reason string

const (
	Ambiguous    Reason = "ambiguous"      // several facts fit
	Premise      Reason = "premise"        // the question presumes what the briefing does not say
	Weak         Reason = "weak"           // the best fact is too far away
	OffTopic     Reason = "offtopic"       // nothing comes near
	NotAQuestion Reason = "not-a-question" // small talk, or no words
	Language     Reason = "language"       // not English
	Never        Reason = "never"          // a curator said that this gets no answer
	Overview     Reason = "overview"       // the whole briefing is asked for: the headlines are near
)

// Stance says how an answer stands to a yes-or-no question.
type Stance string

const (
	Informs Stance = "informs" // not a yes-or-no question, or neither
	Affirms Stance = "affirms"
	Denies  Stance = "denies"
)

// An Answer is what Ask returns. Its parts are pieces of the index's base.
type Answer struct {
	Question   string
	Verdict    Verdict
	Reason     Reason
	Stance     Stance  // "" unless Answered
	Confidence float64 // calibrated share of right answers at this score and margin, 0 to 1

	Fact  *knowledge.Fact // nil unless Answered
	Quote Quote           // zero unless Answered

	Taken    []Taken   // words that are read as others
	Premises []Finding // what the question presumes and the briefing does not say
	Near     []Quote   // facts that come near, best first, at most MaxNear
	Why      []string  // how the answer was found, for people who wonder
}

// Taken is a word of a question, as typed, that is one of its own and was read as
// a word of the base all the same.
type Taken struct{ Typed, For string }

// MaxNear is the most facts offered beside or instead of an answer.
const MaxNear = 3

// A Quote is a fact with the source that carries it.
type Quote struct {
	Fact      *knowledge.Fact
	Paragraph knowledge.Paragraph
	Cite      knowledge.Citation
	Text      string // Paragraph.Text[Cite.Start:Cite.End]
	Spoken    knowledge.Spoken
}

// Figure returns where the fact's figure stands in the quote, or the zero Span.
func (q Quote) Figure() text.Span {
	if q.Fact == nil || q.Fact.Figure == nil {
		return text.Span{}
	}
	return knowledge.FigureSpan(q.Text, q.Fact.Figure.Text)
}

// A Finding is what one check found.
type Finding struct {
	Kind     PremiseKind
	Asked    string // the question's words, as typed
	Briefing string // what the briefing has instead, "" when it has nothing
	Severity Severity
}

// PremiseKind names the check that found something.
type PremiseKind string

const (
	PremisePeriod      PremiseKind = "period"
	PremiseNumber      PremiseKind = "number"
	PremiseEntity      PremiseKind = "entity"
	PremiseType        PremiseKind = "answer-type"
	PremiseThing       PremiseKind = "thing" // the counted or asked-for thing
	PremiseRole        PremiseKind = "role"
	PremiseScope       PremiseKind = "scope"
	PremiseStatus      PremiseKind = "status"
	PremiseRestriction PremiseKind = "restriction"
	PremiseWords       PremiseKind = "words" // a quoted string that the briefing does not have
	PremiseUnknown     PremiseKind = "unknown-words"
)

// Severity says what a finding does to an answer.
type Severity uint8

const (
	Fine   Severity = iota
	Open            // a yes-or-no question that the fact neither affirms nor denies
	Denial          // a yes-or-no question got the value wrong: answered, denies
	Doubt           // not sure enough to answer: closest
	Veto            // the fact is not about this
)
