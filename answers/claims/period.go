package claims

import (
	"slices"
	"strings"

	"briefbot/knowledge/quantity"
	"briefbot/knowledge/text"
)

// comparePeriods: every period of the claim must be one of the group's, or one
// that says less.
func (k *comparison) comparePeriods(hole func(text.Span) bool) {
	quoting := false // when something was said is no matter of the fact's
	for _, q := range k.claim.quotes {
		quoting = quoting || hole(q.Span)
	}
	p := k.claim
	for i, per := range p.periods {
		if hole(per.Span) || k.samePeriod(p, per) {
			continue
		}
		printed := k.otherPeriod(p, i)
		if printed == "" || quoting {
			k.miss(per.Text(p.text))
			continue
		}
		k.differ(Period, per.Text(p.text), printed)
	}
}

func (k *comparison) samePeriod(p *passage, per quantity.Period) bool {
	return slices.ContainsFunc(k.times, func(s *passage) bool {
		return slices.ContainsFunc(s.periods, func(have quantity.Period) bool { return within(p.text, per, s.text, have) })
	})
}

// timesOf returns the passages whose periods are the fact's: its own where it
// has any, else those of its quote, but only where no other fact has the same
// quote: of two things that a sentence tells, nobody knows which a date is of.
func (e *evidence) timesOf() []*passage {
	if slices.ContainsFunc(e.when, func(s *passage) bool { return len(s.periods) > 0 }) {
		return e.when
	}
	if e.facts > 1 {
		return nil
	}
	return e.passages
}

// within reports whether the period have, printed in s, carries the period per
// of claim.
func within(claim string, per quantity.Period, s string, have quantity.Period) bool {
	if per.Relative != have.Relative {
		return false
	}
	if per.Relative {
		claimed, printed := length(claim, per), length(s, have)
		return claimed == printed || claimed == per.Length && "past "+claimed == printed // "in three years"
	}
	return day(per.From, have.From) && day(per.To, have.To) && (per.From == quantity.Day{}) == (have.From == quantity.Day{}) && (per.To == quantity.Day{}) == (have.To == quantity.Day{})
}

// day reports whether have says all that claimed says.
func day(claimed, have quantity.Day) bool {
	return claimed.Within(have) && (claimed.Year == 0 || have.Year != 0) && (claimed.Month == 0 || have.Month != 0) && (claimed.Day == 0 || have.Day != 0)
}

// length is a relative period in a form in which equal ones are equal: "past 3
// year" for "over the last three years".
func length(s string, per quantity.Period) string {
	var out []string
	for _, t := range text.Tokens(per.Text(s)) {
		switch w := t.Norm; {
		case per.Length != "" && (w == "past" || w == "last" || w == "previous" || w == "ago"):
			out = append(out, strings.Replace(w, "last", "past", 1))
		case per.Length == "" && !light[w] && w != "alone" && w != "over" && w != "during" && w != "the":
			out = append(out, w)
		}
	}
	return strings.Join(append(out, per.Length), " ")
}

// otherPeriod returns the period that the source has in the place of period i
// of the claim: one of the fact's own that the claim does not have, or "".
func (k *comparison) otherPeriod(p *passage, i int) string {
	taken := func(s string, have quantity.Period) bool {
		for j, per := range p.periods {
			if j != i && within(p.text, per, s, have) {
				return true
			}
		}
		return false
	}
	for _, s := range k.when {
		for _, have := range s.periods {
			if !taken(s.text, have) {
				return have.Text(s.text)
			}
		}
	}
	return ""
}
