package claims

import (
	"slices"
	"strings"

	"briefbot/knowledge"
	"briefbot/knowledge/quantity"
	"briefbot/knowledge/text"
)

// A comparison is what came of holding a claim against one fact.
type comparison struct {
	*evidence
	claim       *passage
	differences []Difference
	missing     []string // words of the claim that the source does not carry
	replaced    []int    // entries of the source that a difference put beside another name
	figure      bool     // the claim has the fact's figure, or another in its place
	overlap     float64  // share of the statement that the claim speaks of, 0 to 1
	full        bool     // nothing that the fact needs is left out of the claim
}

// minOverlap is the least share of a statement that a claim must speak of to be
// about the same matter. maxDifferences is the most particulars that may be
// others: a claim that shares fewer is another claim.
const (
	minOverlap     = 0.5
	maxDifferences = 3
)

func (k *comparison) differ(kind Kind, claimed, briefing string) {
	k.differences = append(k.differences, Difference{kind, claimed, briefing})
}

func (k *comparison) miss(what string) { k.missing = append(k.missing, what) }

// compare holds claim p against fact e. hole leaves out what stands in
// quotation marks, which was looked for word by word.
func (c *Checker) compare(p *passage, e *evidence, hole func(text.Span) bool) *comparison {
	k := &comparison{evidence: e, claim: p}
	k.compareWords(hole)
	c.compareOrder(k, hole)
	k.compareFigures(hole)
	k.comparePeriods(hole)
	c.compareNames(k, hole)
	c.compareSpeaker(k)
	k.compareStatus()
	c.weigh(k)
	return k
}

// nothing is a hole that leaves out nothing.
func nothing(text.Span) bool { return false }

// undone reports whether what the fact speaks of was not carried out.
func (e *evidence) undone() bool {
	switch e.fact.About.Status {
	case knowledge.Possible, knowledge.Planned, knowledge.Foiled:
		return true
	}
	return false
}

// compareStatus: what is only possible is not called so by a claim that leaves
// the word out, and what was planned or foiled was not carried out.
func (k *comparison) compareStatus() {
	p := k.claim
	status := string(k.fact.About.Status)
	for i := range p.toks {
		if k.undone() && slices.Contains(p.means[i], carriedOut) && !k.means[carriedOut] {
			k.differ(Status, p.toks[i].Text, status)
			return
		}
	}
	if k.fact.About.Status == knowledge.Possible && !slices.ContainsFunc(p.toks, func(t text.Token) bool { return maybe[t.Norm] }) {
		k.differ(Status, "", status)
	}
}

// compareSpeaker: who is said to say so must be who says so in the source, and
// what the source only reports is not said flatly.
func (c *Checker) compareSpeaker(k *comparison) {
	p := k.claim
	switch {
	case p.speaker.there && len(k.speakers) == 0:
		k.miss(p.speaker.text)
	case p.speaker.there && !slices.Contains(k.speakers, p.speaker.entry):
		k.differ(Speaker, p.speaker.text, c.base.Names.Entry(k.speakers[0]).Name)
	case !p.speaker.there && k.statement.speaker.there && k.statement.speaker.entry >= 0 && !p.mentions(k.statement.speaker.entry):
		k.differ(Attribution, "", c.base.Names.Entry(k.statement.speaker.entry).Name)
	}
}

// weigh says how much of the fact's statement the claim speaks of, and whether
// it leaves out what the fact needs.
func (c *Checker) weigh(k *comparison) {
	p, s := k.claim, k.statement
	have, all := 0.0, 0.0
	hedges := []string{}
	for i, t := range s.toks {
		if s.class[i] != isWord {
			continue
		}
		said := !slices.ContainsFunc(s.means[i], func(m string) bool { return !p.has(m) && !p.named(m) })
		all++
		switch {
		case said:
			have++
		case negations[t.Norm]: // see compareNegation
		case hedging[t.Norm]:
			hedges = append(hedges, t.Text)
		}
	}
	for _, m := range s.names {
		if s.spoken(m) {
			continue
		}
		all++
		if c.names(p, m.Entry) || slices.Contains(k.replaced, m.Entry) {
			have++
		}
	}
	if k.figureMatters() {
		all++
		if k.figure {
			have++
		}
	}
	if all > 0 {
		k.overlap = have / all
	}
	if len(hedges) > 0 {
		k.differ(Certainty, "", strings.Join(hedges, " "))
	}
	k.full = c.full(k) && k.told() >= minOverlap
}

// told is the share of the claim's words that the statement has, 0 to 1. The
// quote has them all, but may tell more than one thing.
func (k *comparison) told() float64 {
	have, all := 0.0, 0.0
	for i := range k.claim.toks {
		if k.claim.class[i] != isWord {
			continue
		}
		all++
		if !slices.ContainsFunc(k.claim.means[i], func(m string) bool { return !k.statement.has(m) && !k.statement.named(m) }) {
			have++
		}
	}
	if all == 0 {
		return 1
	}
	return have / all
}

// figureMatters reports whether a claim about the fact must have its figure. A
// claim without any number need not count what the source counts: where there
// are two there are some.
func (k *comparison) figureMatters() bool {
	f := k.fact.Figure
	if f == nil || !k.evidence.figure {
		return false
	}
	some := f.Kind == quantity.Count && f.Value != "0" && (f.Relation == quantity.Equal || f.Relation == quantity.Above)
	return !some || len(k.claim.figures) > 0
}

// named reports whether a concept stands in one of the passage's names.
func (p *passage) named(concept string) bool {
	for _, m := range p.names {
		for i := m.First; i <= m.Last; i++ {
			if conceptOf(p.word(i)) == concept {
				return true
			}
		}
	}
	return false
}

// names reports whether the passage names entry, or what lies within it.
func (c *Checker) names(p *passage, entry int) bool {
	return slices.ContainsFunc(p.names, func(m named) bool { return c.base.Names.Within(m.Entry, entry) })
}

// full reports whether the claim speaks of what is measured and of whose it is:
// a number of a part is not that of the whole.
func (c *Checker) full(k *comparison) bool {
	p := k.claim
	counted := k.fact.Figure != nil && k.fact.Figure.Kind == quantity.Count // 43 terror plots are 43 plots
	for _, m := range k.measure {
		if !counted && !p.has(m) && !p.named(m) {
			return false
		}
	}
	umbrella := slices.ContainsFunc(k.statement.names, func(m named) bool { return c.base.Names.Entry(m.Entry).Kind == knowledge.Alias })
	for _, m := range k.statement.names {
		if c.base.Names.Entry(m.Entry).Kind == knowledge.Alias && !p.mentions(m.Entry) {
			return false
		}
	}
	for _, of := range k.of {
		if !umbrella && !c.names(p, of) && !slices.Contains(k.replaced, of) {
			return false
		}
	}
	return (!k.figureMatters() || k.figure) && !k.past()
}

// past reports whether the claim says of what is that it was.
func (k *comparison) past() bool {
	present := func(p *passage) (is, was bool) {
		for i := range p.toks {
			switch p.word(i) {
			case "is", "are":
				is = true
			case "was", "were":
				was = true
			}
		}
		return is, was
	}
	is, was := present(k.claim)
	if is || !was || k.claim.speaker.there {
		return false
	}
	is, was = present(k.statement)
	return is && !was
}

// agrees reports whether the claim says nothing that the source does not.
func (k *comparison) agrees() bool {
	return len(k.missing) == 0 && len(k.differences) == 0 && k.full && k.overlap >= minOverlap
}

// differs reports whether the claim is about the same matter with other
// particulars.
func (k *comparison) differs() bool {
	return len(k.missing) == 0 && len(k.differences) > 0 && len(k.differences) <= maxDifferences && k.overlap >= minOverlap && (k.full || k.otherwise())
}

// otherwise reports whether a particular with a counterpart differs, so that
// the claim need not have all that the fact needs.
func (k *comparison) otherwise() bool {
	return slices.ContainsFunc(k.differences, func(d Difference) bool {
		return d.Kind == Number || d.Kind == Period || d.Kind == Name || d.Kind == Scope
	})
}

// statement checks a claim that is no quotation: it agrees when one fact
// carries all of it, else it differs from the fact that is most alike.
func (c *Checker) statement(p *passage) Result {
	var best *comparison
	for _, e := range c.facts {
		if !e.near(p, nothing) {
			continue
		}
		for _, view := range e.views {
			k := c.compare(p, view, nothing)
			switch {
			case !k.agrees() && !k.differs():
			case best == nil || k.agrees() && !best.agrees():
				best = k
			case k.agrees() == best.agrees() && k.better(best):
				best = k
			}
		}
	}
	if best == nil {
		return Result{Claim: p.text, Verdict: NotCovered}
	}
	return c.result(best)
}

// better reports whether k is nearer to the claim than o: fewer differences,
// then more of the statement.
func (k *comparison) better(o *comparison) bool {
	if a, b := len(k.differences), len(o.differences); a != b {
		return a < b
	}
	return k.overlap > o.overlap
}

// near reports whether the group has every word of the claim that must be
// carried, and at least one of its words or names: only then is it compared.
func (g *group) near(p *passage, hole func(text.Span) bool) bool {
	shares := false
	for i, t := range p.toks {
		if p.class[i] != isWord || negations[t.Norm] || hole(text.Span{Start: t.Start, End: t.End}) {
			continue
		}
		for _, m := range p.means[i] {
			if !g.means[m] && m != carriedOut {
				return false
			}
			shares = true
		}
	}
	return shares || slices.ContainsFunc(p.names, func(m named) bool {
		return slices.ContainsFunc(g.passages, func(e *passage) bool { return e.mentions(m.Entry) })
	})
}

func (c *Checker) result(k *comparison) Result {
	r := Result{Claim: k.claim.text, Verdict: Agrees, Differences: ordered(k.differences)}
	if len(k.differences) > 0 {
		r.Verdict = Differs
	}
	r.Evidence = c.evidenceOf(k.src, text.Span{Start: k.cite.Start, End: k.cite.End}, k.fact)
	return r
}

// ordered sorts differences by kind, those of a kind as they were found.
func ordered(list []Difference) []Difference {
	slices.SortStableFunc(list, func(a, b Difference) int { return slices.Index(Kinds, a.Kind) - slices.Index(Kinds, b.Kind) })
	return list
}
