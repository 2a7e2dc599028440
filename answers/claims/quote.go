package claims

import (
	"slices"
	"strings"

	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

// minQuoted is the least number of words in quotation marks that are looked for
// as a quotation. Fewer are words like others: “possible”.
const minQuoted = 3

// minAligned is the least share of a quotation's words that must stand in a
// paragraph in order for it to be the same quotation with other words.
const minAligned = 0.6

func (p *passage) tokensIn(span text.Span) int {
	n := 0
	for _, t := range p.toks {
		if span.Contains(text.Span{Start: t.Start, End: t.End}) {
			n++
		}
	}
	return n
}

// within returns the tokens of a span.
func (p *passage) within(span text.Span) []text.Token {
	var out []text.Token
	for _, t := range p.toks {
		if span.Contains(text.Span{Start: t.Start, End: t.End}) {
			out = append(out, t)
		}
	}
	return out
}

// quotation checks a claim with a quotation: its words against those of the
// paragraph that has the most of them, its speaker against the one there, and
// what it says besides against the facts of that place.
func (c *Checker) quotation(p *passage) Result {
	none := Result{Claim: p.text, Verdict: NotCovered}
	var src *source
	var at text.Span // of all quotations in the source
	var differences []Difference
	var words []Piece
	for _, q := range p.quotes {
		toks := p.within(q.Inner)
		if len(toks) == 0 {
			continue
		}
		var found *alignment
		if src == nil {
			src, found = c.locate(toks, minLocated(toks))
		} else {
			found = align(toks, src.toks)
		}
		if src == nil || found == nil || found.score(toks) < minAligned {
			return none
		}
		found.stretch(toks, src)
		span := found.span(src)
		if at == (text.Span{}) {
			at = span
		}
		at = text.Span{Start: min(at.Start, span.Start), End: max(at.End, span.End)}
		pieces := found.pieces(p.text, toks, src)
		if d := differencesIn(pieces); len(d) > 0 {
			differences, words = append(differences, d...), append(words, pieces...)
		}
		if w := turned(src, span); w != "" && p.negation() == "" {
			differences = append(differences, Difference{Missing, "", w})
		}
	}
	if src == nil {
		return none
	}
	said, ok := c.besides(p, src, at)
	if !ok {
		return none
	}
	differences = append(differences, said...)
	d, ok := c.voice(p, src, at)
	if !ok {
		return none
	}
	differences = append(differences, d...)
	if len(differences) == 0 && p.someone {
		return none
	}
	r := Result{Claim: p.text, Verdict: Agrees, Differences: ordered(differences), Words: words, Evidence: c.at(src, at)}
	if len(differences) > 0 {
		r.Verdict = Differs
	}
	return r
}

// minLocated is the least number of words that say something which a quotation
// must share with a paragraph.
func minLocated(toks []text.Token) int {
	n := 0
	for _, t := range toks {
		if !light[t.Norm] && !pronouns[t.Norm] {
			n++
		}
	}
	return max(1, min(2, n-1))
}

// locate returns the paragraph that has the quotation, or most of it, or nil.
func (c *Checker) locate(toks []text.Token, content int) (*source, *alignment) {
	var best *alignment
	var at *source
	for _, s := range c.texts {
		shared := 0
		for _, t := range toks {
			if s.words[t.Norm] {
				shared++
			}
		}
		if float64(shared) < minAligned*float64(len(toks)) {
			continue
		}
		a := align(toks, s.toks)
		if a.content < content || a.score(toks) < minAligned {
			continue
		}
		if best == nil || a.points > best.points {
			best, at = a, s
		}
	}
	return at, best
}

// turned returns a negation that stands before a quoted piece in its sentence
// and changes what it says: “the force it was” of “not the force it was”.
func turned(s *source, span text.Span) string {
	start := 0
	for _, sentence := range text.Sentences(s.Text) {
		if sentence.Start <= span.Start {
			start = sentence.Start
		}
	}
	for _, q := range text.Quotations(s.Text) {
		if q.Inner.Start <= span.Start && q.Inner.Start > start {
			start = q.Inner.Start
		}
		if q.End <= span.Start && q.End > start {
			start = q.End
		}
	}
	for _, t := range s.toks {
		if t.Start >= start && t.End <= span.Start && negations[t.Norm] {
			return t.Text
		}
	}
	return ""
}

// here are the facts whose citations share bytes with a place.
func (c *Checker) here(s *source, at text.Span) []*evidence {
	var out []*evidence
	for _, e := range c.facts {
		if e.src == s && at.Overlaps(text.Span{Start: e.cite.Start, End: e.cite.End}) {
			out = append(out, e)
		}
	}
	return out
}

// views are all views of facts.
func views(facts []*evidence) []*evidence {
	var out []*evidence
	for _, e := range facts {
		out = append(out, e.views...)
	}
	return out
}

// besides compares what the claim says outside its quotations. ok is false when
// the source does not carry it.
func (c *Checker) besides(p *passage, s *source, at text.Span) (differences []Difference, ok bool) {
	hole := func(span text.Span) bool {
		return slices.ContainsFunc(p.quotes, func(q text.Quotation) bool { return q.Span.Contains(span) })
	}
	facts := c.here(s, at)
	if len(facts) == 0 {
		facts = []*evidence{c.makeshift(s, at)}
	}
	var best *comparison
	for _, e := range views(facts) {
		k := &comparison{evidence: e, claim: p}
		k.compareWords(hole)
		c.compareOrder(k, hole)
		k.compareFigures(hole)
		k.comparePeriods(hole)
		c.compareNames(k, hole)
		if len(k.missing) == 0 && (best == nil || len(k.differences) < len(best.differences)) {
			best = k
		}
	}
	if best == nil || len(best.differences) > maxDifferences {
		return nil, false
	}
	return best.differences, true
}

// makeshift is the sentences of a place that no fact cites as if a fact did.
func (c *Checker) makeshift(s *source, at text.Span) *evidence {
	at = sentencesAt(s, at)
	g := &group{src: s, cite: knowledge.Citation{Paragraph: s.Number, Start: at.Start, End: at.End}, means: map[string]bool{}}
	p := newPassage(c.base.Names, at.Of(s.Text))
	g.add(c.base, p)
	e := &evidence{fact: &knowledge.Fact{}, group: g, statement: p}
	e.times, e.views, e.whole = g.passages, []*evidence{e}, g
	return e
}

// sentencesAt widens a span to whole sentences, and those to whole quotations.
func sentencesAt(s *source, at text.Span) text.Span {
	for _, sentence := range Split(s.Text) {
		if sentence.Overlaps(at) {
			at = text.Span{Start: min(at.Start, sentence.Start), End: max(at.End, sentence.End)}
		}
	}
	return at
}

// at returns the evidence at a place: with the citation of a fact that has all
// of it, else its whole sentences.
func (c *Checker) at(s *source, at text.Span) Evidence {
	for _, e := range c.here(s, at) {
		if cite := (text.Span{Start: e.cite.Start, End: e.cite.End}); cite.Contains(at) {
			return c.evidenceOf(s, cite, e.fact)
		}
	}
	return c.evidenceOf(s, sentencesAt(s, at), nil)
}

// voice compares who is said to speak with who speaks at a place. ok is false
// when the source names nobody there.
func (c *Checker) voice(p *passage, s *source, at text.Span) (differences []Difference, ok bool) {
	if !p.speaker.there {
		return nil, true
	}
	spoken := s.briefing.Spoken(c.base.Names, knowledge.Citation{Paragraph: s.Number, Start: at.Start, End: at.End})
	if spoken.Kind == knowledge.Report {
		return []Difference{{Speaker, p.speaker.text, ""}}, true // the article's own words
	}
	entry, known := c.base.Names.Lookup(spoken.Speaker)
	if !known || spoken.Speaker == "" {
		return nil, false
	}
	if entry != p.speaker.entry {
		return []Difference{{Speaker, p.speaker.text, spoken.Speaker}}, true
	}
	return nil, true
}

// replacedWord checks a claim with a word or two in quotation marks that no
// fact carries: a fact that carries all the rest, and quotes as few words
// there, has other ones.
func (c *Checker) replacedWord(p *passage) Result {
	hole := func(span text.Span) bool {
		return slices.ContainsFunc(p.quotes, func(q text.Quotation) bool { return q.Span.Contains(span) })
	}
	var best *comparison
	for _, e := range views(c.facts) {
		if !e.near(p, hole) || e.quotesNo(p) {
			continue
		}
		k := c.compare(p, e, hole)
		if len(k.missing) > 0 || k.overlap < minOverlap || len(k.differences) > 1 {
			continue
		}
		if best == nil || k.better(best) {
			best = k
		}
	}
	if best == nil {
		return Result{Claim: p.text, Verdict: NotCovered}
	}
	best.differences = slices.DeleteFunc(best.differences, func(d Difference) bool { return d.Kind == Certainty || d.Kind == Status })
	for i, q := range best.statement.quotes {
		if i < len(p.quotes) && strings.TrimSpace(p.quotes[i].Inner.Of(p.text)) != "" && folded(q.Inner.Of(best.statement.text)) != folded(p.quotes[i].Inner.Of(p.text)) {
			best.differ(Changed, p.quotes[i].Inner.Of(p.text), q.Inner.Of(best.statement.text))
		}
	}
	if len(best.differences) == 0 {
		return Result{Claim: p.text, Verdict: NotCovered}
	}
	return c.result(best)
}

// quotesNo reports whether the fact's statement does not quote as often as the
// claim, and a word or two each time.
func (e *evidence) quotesNo(p *passage) bool {
	return len(e.statement.quotes) != len(p.quotes) || slices.ContainsFunc(e.statement.quotes, func(q text.Quotation) bool {
		return e.statement.tokensIn(q.Inner) >= minQuoted
	})
}
