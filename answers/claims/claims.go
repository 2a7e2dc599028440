package claims

import (
	"strings"
	"unicode/utf8"

	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

// Verdict is what the base makes of a claim.
type Verdict string

const (
	Agrees     Verdict = "agrees"      // every particular of the claim is the source's
	Differs    Verdict = "differs"     // the source has the same matter with other particulars
	NotCovered Verdict = "not-covered" // the source does not carry the claim, nor anything against it
)

// Kind says in what a claim differs.
type Kind string

const (
	Changed     Kind = "changed"     // words of a quotation are others
	Missing     Kind = "missing"     // words of a quotation are left out
	Added       Kind = "added"       // words stand in a quotation that are not the source's
	Number      Kind = "number"      // a value or its hedge
	Period      Kind = "period"      // a date or a stretch of time
	Name        Kind = "name"        // who or where
	Scope       Kind = "scope"       // a part of what the source speaks of
	Status      Kind = "status"      // how real it is: only possible
	Speaker     Kind = "speaker"     // who says so
	Attribution Kind = "attribution" // the source only reports that somebody says so
	Negation    Kind = "negation"    // the other way round
	Certainty   Kind = "certainty"   // a word is left out that makes the source say less
)

// Kinds are all kinds, in the order in which differences are told.
var Kinds = []Kind{Changed, Missing, Added, Number, Period, Name, Scope, Status, Speaker, Attribution, Negation, Certainty}

// A Difference is one particular in which a claim and the source part.
type Difference struct {
	Kind     Kind
	Claimed  string // the claim's words as typed, "" when it leaves something out
	Briefing string // the source's words, or the glossary's name; "" when it has nothing there
}

// A Result is what came of one claim.
type Result struct {
	Claim       string
	Verdict     Verdict
	Evidence    Evidence     // zero when NotCovered
	Differences []Difference // one or more when Differs, else none
	Words       []Piece      // a quotation that differs, word by word beside the source's, else none
}

// An Evidence is the piece of a source that a verdict rests on.
type Evidence struct {
	Briefing  *knowledge.Briefing
	Paragraph knowledge.Paragraph
	Cite      knowledge.Citation
	Text      string          // Paragraph.Text[Cite.Start:Cite.End]
	Fact      *knowledge.Fact // the fact that cites it, nil when none does
	Spoken    knowledge.Spoken
}

// maxTokens is the most words of a claim that is compared; a longer one is
// NotCovered. No sentence of a briefing comes near.
const maxTokens = 250

// Check checks every claim of s, a sentence each, in order. It never fails: a
// text without words has no claims, and what is no statement (a question, an
// opinion) is NotCovered. Equal bases and texts give equal results. It is safe
// for concurrent use.
func (c *Checker) Check(s string) []Result {
	s = strings.ToValidUTF8(s, string(utf8.RuneError))
	var out []Result
	for _, span := range Split(s) {
		out = append(out, c.one(span.Of(s)))
	}
	return out
}

// Split cuts a text into claims: its sentences, but never within a quotation.
// Sentences without a word are left out.
func Split(s string) []text.Span {
	quotes := text.Quotations(s)
	var out []text.Span
	open := false
	for _, sentence := range text.Sentences(s) {
		if open {
			out[len(out)-1].End = sentence.End
		} else if len(text.Tokens(sentence.Of(s))) > 0 {
			out = append(out, sentence)
		} else {
			continue
		}
		last := out[len(out)-1]
		open = false
		for len(quotes) > 0 && quotes[0].Start < last.End {
			if quotes[0].Closed && quotes[0].End > last.End {
				open = true
				break
			}
			quotes = quotes[1:]
		}
	}
	return out
}

// one checks one claim.
func (c *Checker) one(claim string) Result {
	none := Result{Claim: claim, Verdict: NotCovered}
	if len(text.Tokens(claim)) > maxTokens {
		return none
	}
	p := newPassage(c.base.Names, claim)
	if !states(p) {
		return none
	}
	if e, ok := c.verbatim(p); ok {
		return Result{Claim: claim, Verdict: Agrees, Evidence: e}
	}
	long, short := false, false
	for _, q := range p.quotes {
		n := p.tokensIn(q.Inner)
		long, short = long || n >= minQuoted, short || n > 0
	}
	if long {
		return c.quotation(p)
	}
	r := c.statement(p)
	if r.Verdict == NotCovered && short {
		return c.replacedWord(p)
	}
	return r
}

// states reports whether a sentence states something: it is no question and no
// opinion of its writer's.
func states(p *passage) bool {
	if strings.HasSuffix(strings.TrimRight(p.text, `”"’') `), "?") || asks[p.word(0)] && !p.quoted(0) {
		return false
	}
	for i := range p.toks {
		if personal[p.word(i)] && p.class[i] != isName && !p.quoted(i) {
			return false
		}
	}
	return true
}

// asks are the words with which a question begins.
var asks = wordSet("did does do is are was were has have had can could will would should who whom whose what when where why how which")
