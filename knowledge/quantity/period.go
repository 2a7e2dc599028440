package quantity

import (
	"sort"

	"briefbot/knowledge/text"
)

// A Period is a stretch of time that a text names.
type Period struct {
	text.Span
	From, To Day  // what is known of its ends; zero where open or unknown
	Relative bool // its place depends on when the text was written: "past three years"
	Length   string
}

// Text returns the period as printed in s.
func (p Period) Text(s string) string { return p.Of(s) }

// relativePhrases name a period without a quantity, longest first.
var relativePhrases = [][]string{
	{"earlier", "this", "year"}, {"later", "this", "year"}, {"earlier", "this", "month"}, {"year", "on", "year"}, {"this", "year"},
	{"last", "year"}, {"next", "year"}, {"this", "month"}, {"last", "month"}, {"this", "week"}, {"last", "week"},
	{"past", "month"}, {"past", "year"}, {"past", "week"}, {"past", "decade"}, {"last", "decade"},
}

// Periods returns the periods of s in order: "since March 2017", "in 2014",
// "in the past month alone", "in a single year", "earlier this year", "a
// decade ago", "since the 2022 invasion of Ukraine".
func Periods(s string) []Period {
	toks := text.Tokens(s)
	return PeriodsAmong(s, toks, ParseTokens(s, toks))
}

// PeriodsAmong is Periods for a text whose tokens and quantities are at hand.
func PeriodsAmong(s string, toks []text.Token, qs []Quantity) []Period {
	p := &parser{s: s, toks: toks}
	var out []Period
	add := func(first, last int, per Period) {
		per.Span = withoutPossessive(s, text.Span{Start: toks[first].Start, End: toks[last].End})
		if len(out) == 0 || out[len(out)-1].End <= per.Start {
			out = append(out, per)
		}
	}
	for k := 0; k < len(qs); k++ {
		q := qs[k]
		first, last := p.tokenAt(q.Core.Start), p.tokenAt(q.Core.End-1)
		switch q.Kind {
		case Date:
			if k+1 < len(qs) && qs[k+1].Kind == Date && p.runsTo(first, last, p.tokenAt(qs[k+1].Start)) {
				k++
				add(p.lead(first), p.tokenAt(qs[k].End-1), Period{From: q.When, To: qs[k].When})
				continue
			}
			p.datePeriod(q, first, last, add)
		case Duration:
			p.durationPeriod(q, first, last, add)
		}
	}
	return p.withPhrases(out)
}

// runsTo reports whether a date of the tokens first to last and the one at
// token next are the ends of one period: "from 2014 to 2017", "2014–2017".
func (p *parser) runsTo(first, last, next int) bool {
	if next == last+1 {
		return isDash(p.gap(next))
	}
	if next != last+2 || p.follows(next) == "" {
		return false
	}
	switch lead := p.precedes(first); p.follows(last + 1) {
	case "to", "until", "till":
		return true
	case "and":
		return lead == "between"
	}
	return false
}

// withPhrases merges the relative phrases into the periods found, in text
// order. A phrase that overlaps a period is dropped.
func (p *parser) withPhrases(found []Period) []Period {
	var out []Period
	at := 0
	for i := 0; i < len(p.toks); i++ {
		n := p.phrase(i)
		if n == 0 {
			continue
		}
		first, last := p.lead(i), i+n-1
		if p.follows(last+1) == "alone" {
			last++
		}
		span := text.Span{Start: p.toks[first].Start, End: p.toks[last].End}
		for at < len(found) && found[at].End <= span.Start {
			out = append(out, found[at])
			at++
		}
		overlaps := at < len(found) && found[at].Overlaps(span) || len(out) > 0 && out[len(out)-1].Overlaps(span)
		if !overlaps {
			out = append(out, Period{Span: span, Relative: true})
		}
	}
	return append(out, found[at:]...)
}

// phrase returns how many tokens the relative phrase at token i has.
func (p *parser) phrase(i int) int {
	for _, phrase := range relativePhrases {
		if p.words(i, phrase) {
			return len(phrase)
		}
	}
	return 0
}

// tokenAt returns the token that holds the byte at offset.
func (p *parser) tokenAt(offset int) int {
	return sort.Search(len(p.toks)-1, func(i int) bool { return p.toks[i].End > offset })
}

// lead returns the first token of the preposition and article before token i.
func (p *parser) lead(i int) int {
	for i > 0 {
		switch p.precedes(i) {
		case "the", "in", "over", "during", "within", "since", "for", "of", "from", "until", "by", "last", "past", "before", "after", "between":
			i--
			continue
		}
		break
	}
	for p.word(i) == "of" || p.word(i) == "the" {
		i++
	}
	return i
}

func (p *parser) datePeriod(q Quantity, first, last int, add func(int, int, Period)) {
	start := p.lead(first)
	// "since the 2022 invasion of Ukraine": the event belongs to the period.
	if last+1 < len(p.toks) && q.When.Month == 0 && p.precedes(first) == "the" && p.adjacent(last, last+1) && !functionWords[p.word(last+1)] {
		last++
		if p.follows(last+1) == "of" && p.follows(last+2) != "" {
			last += 2
		}
	}
	per := Period{From: q.When, To: q.When}
	switch p.word(start) {
	case "since", "from", "after":
		per.To = Day{}
	case "until", "before", "by":
		per.From = Day{}
	}
	add(min(start, first), last, per)
}

func (p *parser) durationPeriod(q Quantity, first, last int, add func(int, int, Period)) {
	per := Period{Relative: true, Length: q.Value + " " + q.Unit}
	if w := p.follows(last + 1); w == "ago" || w == "back" {
		add(first, last+1, per)
		return
	}
	start := p.lead(first)
	if start >= first {
		return // a bare duration ("a decade of war") is no period
	}
	if p.follows(last+1) == "alone" {
		last++
	}
	add(start, last, per)
}
