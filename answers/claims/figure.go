package claims

import (
	"slices"
	"strconv"
	"strings"

	"briefbot/knowledge/quantity"
	"briefbot/knowledge/text"
)

// compareFigures: every number of the claim must be one of the group's, hedge
// and counted thing included. Another one in the place of the fact's figure is
// a difference.
func (k *comparison) compareFigures(hole func(text.Span) bool) {
	p := k.claim
	for _, q := range p.figures {
		if hole(q.Span) || slices.ContainsFunc(p.names, func(m named) bool { return m.Contains(q.Span) }) {
			continue // "under-18s" is compared as a name
		}
		if have, s, ok := k.sameFigure(q); ok {
			if !k.counts(q) {
				k.miss(q.Text(p.text))
				continue
			}
			k.figure = k.figure || k.isFigure(have)
			if !carries(s.text, have, p.text, q) {
				k.differ(Number, q.Text(p.text), have.Text(s.text))
			}
			continue
		}
		printed, ok := k.counterpart(q)
		if !ok {
			k.miss(q.Text(p.text))
			continue
		}
		k.differ(Number, q.Text(p.text), printed)
	}
	if f := k.fact.Figure; f != nil && f.Kind == quantity.Date {
		k.figure = k.figure || len(p.periods) > 0
	}
}

// sameFigure finds a number of the group with the value of q.
func (k *comparison) sameFigure(q quantity.Quantity) (quantity.Quantity, *passage, bool) {
	for _, s := range k.passages {
		for _, have := range s.figures {
			if quantity.Same(q, have) && (q.Kind == have.Kind || alike(q.Kind, have.Kind)) {
				return have, s, true
			}
		}
	}
	return quantity.Quantity{}, nil, false
}

// alike reports whether a figure of kind b can be told in words of kind a. "50%"
// alone may be a share or a change: the words around it decide.
func alike(a, b quantity.Kind) bool {
	return (grows(a) || a == quantity.Share) && (grows(b) || b == quantity.Share)
}

func grows(kind quantity.Kind) bool { return kind == quantity.Change || kind == quantity.Factor }

// isFigure reports whether a quantity is the fact's figure.
func (k *comparison) isFigure(q quantity.Quantity) bool {
	f := k.fact.Figure
	return f != nil && quantity.Same(q, quantity.Quantity{Kind: f.Kind, Value: f.Value, Unit: f.Unit})
}

// counts reports whether what stands right behind the number stands within a
// few words behind the same number in the source: "43 plots" there is "43
// late-night terror plots".
func (k *comparison) counts(q quantity.Quantity) bool {
	if q.Kind == quantity.Factor || q.Kind == quantity.Change || q.Kind == quantity.Duration || q.Kind == quantity.Age {
		return true
	}
	want := k.counting(q)
	if len(want) == 0 {
		return true
	}
	for _, s := range k.passages {
		for _, have := range s.figures {
			if quantity.Same(q, have) && meet(want, s.behind(have, 5)) {
				return true
			}
		}
	}
	return false
}

// counting returns what stands right behind a number of the claim, a name that
// the source does not have left out: it is compared as a name.
func (k *comparison) counting(q quantity.Quantity) []string {
	for _, w := range k.claim.behind(q, 3) {
		if name, ok := strings.CutPrefix(w, "@"); ok {
			entry, _ := strconv.Atoi(name)
			if !slices.ContainsFunc(k.passages, func(s *passage) bool { return s.mentions(entry) }) {
				continue
			}
		}
		return []string{w}
	}
	return nil
}

// behind returns the concepts and names of the next n words behind a number
// that say something.
func (p *passage) behind(q quantity.Quantity, n int) []string {
	var out []string
	for i, t := range p.toks {
		if t.Start < q.End || len(out) >= n {
			continue
		}
		switch p.class[i] {
		case isWord:
			out = append(out, p.means[i]...)
		case isName:
			for _, m := range p.names {
				if m.First == i {
					out = append(out, "@"+strconv.Itoa(m.Entry))
				}
			}
		}
	}
	return out
}

// counterpart returns what the source has in the place of a number that it does
// not have: the fact's figure, else an age.
func (k *comparison) counterpart(q quantity.Quantity) (string, bool) {
	if f := k.fact.Figure; f != nil && !k.figure && (f.Kind == q.Kind || grows(q.Kind) && grows(f.Kind)) && k.counted(q) {
		k.figure = true
		return f.Text, true
	}
	if q.Kind != quantity.Age && q.Kind != quantity.Duration {
		return "", false
	}
	for _, s := range k.passages {
		for _, have := range s.figures {
			if have.Kind == q.Kind {
				return have.Text(s.text), true
			}
		}
	}
	return "", false
}

// counted reports whether what stands behind a number of the claim stands
// behind the fact's figure, too.
func (k *comparison) counted(q quantity.Quantity) bool {
	want := k.counting(q)
	if len(want) == 0 || q.Kind != quantity.Count {
		return true
	}
	for _, s := range k.passages {
		for _, have := range s.figures {
			if k.isFigure(have) && meet(want, s.behind(have, 5)) {
				return true
			}
		}
	}
	return false
}

// carries reports whether the number have, printed in s, carries the number q
// of equal value, printed in claim: the claim may say less than the source,
// never more. "At least 750" follows from "more than 750", "750" does not.
func carries(s string, have quantity.Quantity, claim string, q quantity.Quantity) bool {
	inclusive := func(s string, q quantity.Quantity) bool {
		h := strings.ToLower(s[q.Start:q.Core.Start] + s[q.Core.End:q.End])
		for _, w := range []string{"least", "up to", "no ", "not ", "at most", "or more", "or less", "or fewer", "as many", "≤", "≥", "minimum", "maximum"} {
			if strings.Contains(h, w) {
				return true
			}
		}
		return false
	}
	loose := inclusive(claim, q)
	switch have.Relation {
	case quantity.Equal:
		return q.Relation == quantity.Equal || q.Relation == quantity.About
	case quantity.About:
		return q.Relation == quantity.About
	}
	near := func(s string, q quantity.Quantity) bool {
		h := strings.ToLower(s[q.Start:q.Core.Start])
		return strings.Contains(h, "almost") || strings.Contains(h, "nearly") || strings.Contains(h, "just")
	}
	far := func(s string, q quantity.Quantity) bool {
		return strings.Contains(strings.ToLower(s[q.Start:q.Core.Start]), "well")
	}
	if q.Relation != have.Relation {
		return q.Relation == quantity.About && near(s, have)
	}
	return (loose || !inclusive(s, have)) && near(claim, q) == near(s, have) && far(claim, q) == far(s, have)
}
