package answers

import (
	"fmt"
	"slices"
	"strings"

	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

// Limits of the decision that are not learned from the base, relative to it.
const (
	// siblingSpan is how far below the best fact another fact of the same
	// quote may score and still be preferred for having what is asked.
	siblingSpan = 0.80
	// quotedBonus is added to facts whose quote has the question's quoted words.
	quotedBonus = 0.8
	// sharedLead is by how much more a fact whose figure the question does not
	// name must lead before one of another quote that supports as much of it:
	// "How many plots?" has two answers.
	sharedLead = 0.12
	// clearMargin is a lead that leaves no doubt which fact is meant.
	clearMargin = 0.5
	// thinOwn and thinAny are the least information, in its own words and in
	// those of its phrasings too, that a fact must share with a question that
	// names nothing.
	thinOwn, thinAny = 0.8, 1.6
	// thinCoverage is the least coverage of such a question.
	thinCoverage = 0.8
	// thinWord is the least information of a word of which such a question needs
	// two, unless it is as like a phrasing as thinLikeness.
	thinWord, thinLikeness = 0.2, 0.75
	// wholeAsked is the coverage from on which a question that is also as like a
	// phrasing as strayLikeness is not about the asker, whatever its words.
	wholeAsked = 0.95
	// negativeLead is how much nearer than any fact a negative must be.
	negativeLead = 0.02
	// negativeCoverage is the least share of the information of each that a
	// question and a negative must have in common.
	negativeCoverage = 0.75
)

// Ask returns the answer that the base gives to question. It never fails: a
// question without words gets Verdict None with Reason NotAQuestion. On equal
// scores the lower fact Ref wins. Ask is safe for concurrent use.
func (ix *Index) Ask(question string) Answer {
	question = strings.ToValidUTF8(question, "\uFFFD")
	r := ix.read(question)
	a := Answer{Question: question, Verdict: None}
	if reason := ix.notForUs(r); reason != "" {
		a.Reason = reason
		return a
	}
	if overview(r) {
		a.Verdict, a.Reason, a.Near = Closest, Overview, ix.headlines()
		return a
	}
	s := ix.scratch.Get().(*scratch)
	defer ix.scratch.Put(s)
	ix.score(r, s, -1)
	ix.quoted(r, s)
	ix.decide(&a, r, s)
	return a
}

// decide turns the candidates into a verdict.
func (ix *Index) decide(a *Answer, r *Reading, s *scratch) {
	a.Why = ix.repairs(r)
	for _, w := range r.Words {
		if w.taken {
			a.Taken = append(a.Taken, Taken{w.Text, w.Repaired})
		}
	}
	best, negative := -1, -1
	for i, c := range s.cands {
		if int(c.doc) >= ix.facts {
			if negative < 0 || c.nearest > s.cands[negative].nearest {
				negative = i
			}
		} else if best < 0 {
			best = i
		}
	}
	exact := int32(-1)
	s.buf = exactKey(s.buf[:0], r.tokens)
	if d, ok := ix.exact[string(s.buf)]; ok {
		exact = d
	}
	if exact >= int32(ix.facts) || exact < 0 && negative >= 0 && ix.forbids(r, s, negative) {
		a.Reason = Never
		return
	}
	if best < 0 {
		a.Reason = OffTopic
		return
	}
	if exact >= 0 {
		for i, c := range s.cands {
			if c.doc == exact {
				ix.answer(a, r, s, i, nil, 1)
				return
			}
		}
	}
	if i := ix.slipped(r, s); i >= 0 {
		ix.answer(a, r, s, i, nil, slipConfidence)
		return
	}
	top := s.cands[best]
	if ix.topic(r, top) < ix.limits.low {
		a.Reason = OffTopic
		if f := checkWords(ix, r, &ix.docs[top.doc]); f.Severity == Veto {
			a.Verdict, a.Reason, a.Premises = Closest, Premise, []Finding{f}
		}
		ix.near(a, s, best)
		return
	}
	chosen, findings := ix.choose(r, s, best)
	c := s.cands[chosen]
	margin := ix.margin(r, s, chosen)
	if f := ix.stray(r, s, c); f.Severity != Fine {
		findings = append([]Finding{f}, findings...)
		slices.SortStableFunc(findings, func(a, b Finding) int { return int(b.Severity) - int(a.Severity) })
	}
	if gravest(findings) == Veto {
		a.Verdict, a.Reason = Closest, Premise
		a.Premises = findings
		ix.near(a, s, chosen)
		return
	}
	if f := ix.unknown(r, c); f.Severity != Fine {
		findings = append(findings, f)
	}
	switch {
	case slices.ContainsFunc(findings, func(f Finding) bool { return f.Severity == Doubt }):
		a.Verdict, a.Reason = Closest, Weak
	case !ix.sure(r, c, margin):
		a.Verdict, a.Reason = Closest, Weak
		if ix.sure(r, c, clearMargin) {
			a.Reason = Ambiguous // but for the rival
		}
	}
	if a.Verdict == Closest {
		a.Premises = findings
		ix.near(a, s, chosen)
		return
	}
	ix.answer(a, r, s, chosen, findings, modest(ix.confidence(r, c, margin)))
}

// forbids reports whether a negative asks the same as the question: nearer
// to it than every fact, for the same kind of answer, and with nearly nothing
// in it that the question does not say.
func (ix *Index) forbids(r *Reading, s *scratch, negative int) bool {
	n := s.cands[negative]
	d := &ix.docs[n.doc]
	if n.nearest < ix.limits.negative || !d.forms[r.Form] || d.polar != r.Polar || n.coverage < negativeCoverage || ix.said(r, d) < negativeCoverage {
		return false
	}
	for _, c := range s.cands {
		if int(c.doc) < ix.facts && c.nearest+negativeLead > n.nearest {
			return false
		}
	}
	return true
}

// said is the share of a negative's information that the question says.
func (ix *Index) said(r *Reading, d *doc) float64 {
	have, all := 0.0, 0.0
	own := ix.read(d.negative.Question)
	for i := range own.Words {
		w := &own.Words[i]
		all += w.Info
		if slices.ContainsFunc(r.Words, func(q AskedWord) bool { return q.feature >= 0 && q.feature == w.feature }) {
			have += w.Info
			continue
		}
		if k := own.mention(i); k >= 0 && slices.ContainsFunc(r.Mentions, func(m knowledge.Mention) bool { return m.Entry == own.Mentions[k].Entry }) {
			have += w.Info
		}
	}
	if all == 0 {
		return 0
	}
	return have / all
}

// choose returns the best candidate, or the fact of the same quote that passes
// the checks where the best one does not (who, when, how many of one sentence
// are facts of their own). Facts of other quotes are not tried: that a premise
// fails is what the asker should hear (matching.md §9 step 4; measured here,
// near rivals answered up to four wrong figures and nothing right), save facts
// without a number of the same paragraph: a reason often stands in the next sentence.
func (ix *Index) choose(r *Reading, s *scratch, best int) (int, []Finding) {
	top := s.cands[best]
	group := ix.docs[top.doc].group
	findings := ix.check(r, &ix.docs[top.doc])
	bestSeverity := gravest(findings)
	chosen := best
	if bestSeverity >= Doubt && slices.ContainsFunc(findings, func(f Finding) bool { return tellsApart[f.Kind] }) {
		for i, c := range s.cands {
			if int(c.doc) >= ix.facts || i == best || c.total < top.total-siblingSpan || ix.docs[c.doc].group != group && !ix.nextTo(top.doc, c.doc) {
				continue
			}
			if f := ix.check(r, &ix.docs[c.doc]); gravest(f) < bestSeverity {
				chosen, findings, bestSeverity = i, f, gravest(f)
			}
		}
	}
	return chosen, findings
}

// nextTo reports whether two facts are of one paragraph and the second shows no
// number.
func (ix *Index) nextTo(a, b int32) bool { return ix.together(a, b) && !ix.docs[b].shows }

// margin is how far the chosen fact lies before the best one of another quote
// that passes the checks.
func (ix *Index) margin(r *Reading, s *scratch, chosen int) float64 {
	group := ix.docs[s.cands[chosen].doc].group
	top := s.cands[chosen].total
	for i, c := range s.cands {
		if int(c.doc) < ix.facts && ix.docs[c.doc].group == group {
			top = max(top, s.cands[i].total)
		}
	}
	best := top
	d := &ix.docs[s.cands[chosen].doc]
	bare := d.fact.Figure != nil && !ix.hasFigure(r, s.cands[chosen].doc) && len(r.Dates) == 0
	for _, c := range s.cands {
		if int(c.doc) >= ix.facts || ix.docs[c.doc].group == group {
			continue
		}
		if lead := top - c.total; lead < best && ix.worst(r, &ix.docs[c.doc]) < Veto {
			if bare && c.coverage >= s.cands[chosen].coverage-0.01 {
				lead -= sharedLead // it supports all that this one does
			}
			best = min(best, lead)
		}
		if top-c.total > sharedLead+clearMargin {
			break
		}
	}
	return best
}

// unknown finds that too little of the question's information is in the fact.
func (ix *Index) unknown(r *Reading, c candidate) Finding {
	if !ix.thin(r, c) && (ix.personal || !personal(r) || c.coverage >= wholeAsked && c.nearest >= strayLikeness || len(r.Mentions)+len(r.Quoted) > 0) {
		return Finding{}
	}
	var missing []string
	for i := range r.Words {
		if w := &r.Words[i]; w.Info >= 0.3 && ix.supports(r, i, c.doc, -1) == 0 {
			missing = append(missing, w.Text)
		}
	}
	return Finding{Kind: PremiseUnknown, Asked: strings.Join(missing, " "), Severity: Doubt}
}

// thin reports whether a question that names nothing of the fact shares too
// little with it: any text has words in common with any other by chance. What
// names nothing must be covered nearly whole, and by more than one word.
func (ix *Index) thin(r *Reading, c candidate) bool {
	if ix.anchored(r, c.doc) || ix.datesOf(r, c) {
		return false
	}
	var own, any float64
	words := 0
	for i := range r.Words {
		w := &r.Words[i]
		if w.Info >= thinWord && !w.guess && ix.supports(r, i, c.doc, -1) > 0 {
			words++
		}
		if ix.ownStrength(w.feature, c.doc) >= supportOwn {
			own += w.Info
		}
		any += w.Info * ix.supports(r, i, c.doc, -1)
	}
	least := 2
	if d := &ix.docs[c.doc]; d.spokenFor(r) || (r.Form == FormWhere || r.Form == FormWho) && d.forms[r.Form] && !d.shows && c.coverage >= wholeCoverage {
		least = 1
	}
	return own < thinOwn && any < thinAny || c.coverage < thinCoverage || words < least && c.nearest < thinLikeness
}

// datesOf reports whether r asks when or where a thing was of which the fact is asked just
// that, and nothing else: "when was the election?"
func (ix *Index) datesOf(r *Reading, c candidate) bool {
	return (r.Form == FormWhen || r.Form == FormWhere) && ix.docs[c.doc].forms[r.Form] && c.coverage >= wholeCoverage &&
		!slices.ContainsFunc(r.Words, func(w AskedWord) bool { return personalWords[w.Read()] })
}

// spokenFor reports whether r asks for somebody's words and the fact has some:
// that much is told by words that count for nothing else.
func (d *doc) spokenFor(r *Reading) bool { return r.WantsQuote && d.quote.Spoken.Speaker != "" }

// anchored reports whether the question names something that is the fact's: a
// name, its figure, a date, or words in quotation marks.
func (ix *Index) anchored(r *Reading, doc int32) bool {
	d := &ix.docs[doc]
	for _, list := range [2][]knowledge.Mention{r.Mentions, r.Doubtful} {
		for _, m := range list {
			if ix.has(d.own, m.Entry) || slices.ContainsFunc(ix.base.Names.Related(m.Entry), func(to int) bool { return ix.has(d.own, to) }) {
				return true
			}
		}
	}
	return len(r.Quoted) > 0 || len(r.Dates) > 0 || ix.hasFigure(r, doc)
}

// quoted lifts the facts whose quote has a quoted string of the question.
func (ix *Index) quoted(r *Reading, s *scratch) {
	if len(r.Quoted) == 0 {
		return
	}
	for _, q := range r.Quoted {
		want := words(q.Of(r.Question))
		if len(want) == 0 {
			continue
		}
		for d := range ix.docs[:ix.facts] {
			if !containsWords(words(ix.docs[d].quote.Text), want) {
				continue
			}
			bonus := quotedBonus * min(1, float64(len(want))/3)
			at := slices.IndexFunc(s.cands, func(c candidate) bool { return c.doc == int32(d) })
			if at < 0 {
				c := candidate{doc: int32(d)}
				c.coverage, c.softly = ix.coverage(r, s, c.doc, -1)
				s.cands = append(s.cands, c)
				at = len(s.cands) - 1
			}
			s.cands[at].total += bonus
		}
	}
	slices.SortFunc(s.cands, byTotal)
}

// answer fills a with the chosen fact.
func (ix *Index) answer(a *Answer, r *Reading, s *scratch, chosen int, findings []Finding, confidence float64) {
	c := s.cands[chosen]
	d := &ix.docs[c.doc]
	a.Verdict, a.Reason = Answered, ""
	a.Fact, a.Quote = d.fact, d.quote
	a.Confidence = confidence
	a.Premises = findings
	a.Stance = ix.stance(r, d, findings)
	a.Why = append(a.Why, fmt.Sprintf("likeness %.2f, nearest phrasing %.2f, words %.2f, coverage %.2f", c.centroid, c.nearest, c.bm25, c.coverage))
	ix.nearOthers(a, s, chosen)
}

// near lists the candidates from first on, one a quote.
func (ix *Index) near(a *Answer, s *scratch, first int) {
	ix.appendNear(a, s.cands[first])
	ix.nearOthers(a, s, first)
}

func (ix *Index) nearOthers(a *Answer, s *scratch, except int) {
	seen := append(make([]int32, 0, maxCandidates), ix.docs[s.cands[except].doc].group)
	for i, c := range s.cands {
		if len(a.Near) >= MaxNear {
			return
		}
		if i == except || int(c.doc) >= ix.facts || slices.Contains(seen, ix.docs[c.doc].group) || c.total < ix.limits.low/2 {
			continue
		}
		seen = append(seen, ix.docs[c.doc].group)
		ix.appendNear(a, c)
	}
}

func (ix *Index) appendNear(a *Answer, c candidate) {
	if int(c.doc) < ix.facts {
		a.Near = append(a.Near, ix.docs[c.doc].quote)
	}
}

// repairs says how misspelt words were read.
func (ix *Index) repairs(r *Reading) []string {
	var out []string
	for _, w := range r.Words {
		if w.Repaired != "" {
			out = append(out, fmt.Sprintf("read %q as %q", w.Text, w.Repaired))
		}
	}
	return out
}

// notForUs returns why a question is not looked up at all, or "".
func (ix *Index) notForUs(r *Reading) Reason {
	letters := 0
	for _, t := range r.tokens {
		if t.Kind != text.Sign {
			letters++
		}
	}
	if letters == 0 {
		return NotAQuestion
	}
	if foreign(r) {
		return Language
	}
	if smallTalk(r) {
		return NotAQuestion
	}
	return ""
}

// tellsApart are the premises in which the facts of one quote differ: what is
// asked for and which figure. The others hold for all of them alike.
var tellsApart = map[PremiseKind]bool{PremiseType: true, PremiseThing: true, PremiseNumber: true}
