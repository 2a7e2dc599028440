package quantity

import (
	"strings"

	"briefbot/knowledge/text"
)

var months = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
	"october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}

var seasons = map[string]string{"spring": "spring", "summer": "summer", "autumn": "autumn", "fall": "autumn", "winter": "winter"}

// Four digits in the inner range are a year unless their neighbours count with
// them. Those in the outer range are one in a full date, and up to 1899 after
// one of leads; others are numbers.
const (
	firstYear, lastYear   = 1900, 2099
	oldestYear, finalYear = 1000, 2999
)

// year reads four digits of the inner range at token i.
func (p *parser) year(i int) int {
	if y := p.fourDigits(i); y >= firstYear && y <= lastYear {
		return y
	}
	return 0
}

// fourDigits reads four digits of the outer range at token i.
func (p *parser) fourDigits(i int) int {
	if i < 0 || i >= len(p.toks) || p.toks[i].Kind != text.Number || !p.free(i) && !p.slashed(i) {
		return 0
	}
	w := p.toks[i].Norm
	if len(w) != 4 {
		return 0
	}
	y := 0
	for _, c := range w {
		if c < '0' || c > '9' {
			return 0
		}
		y = y*10 + int(c-'0')
	}
	if y < oldestYear || y > finalYear {
		return 0
	}
	return y
}

// leads are the words after which 1000 to 1899 may be a year.
var leads = wordSet("in since of from until before after by during year")

// amounts are the words whose "of" gives a number: "a total of 1500".
var amounts = wordSet("total sum number average crowd force army population majority height length depth width weight distance cost price fee")

// shortUnits are units that do not look like a plural.
var shortUnits = wordSet("m km cm mm kg g lb ft mw kw hp mph feet tonne metre meter mile")

// earlyYear reads a bare year from 1000 to 1899 at token i. A round number may
// be a count as well, so what counts comes first: "in 1500 cases" has no year.
func (p *parser) earlyYear(i int) int {
	y, lead := p.fourDigits(i), p.precedes(i)
	if y == 0 || y >= firstYear || !leads[lead] {
		return 0
	}
	next := p.follows(i + 1)
	switch {
	case p.hedgedCount(i), p.plural(i + 1), shortUnits[next], unitWords[next] != "", next == "times", scales[next] != 0, p.percentSign(i+1) > 0:
		return 0
	case changeWords[p.precedes(i-1)], lead == "of" && amounts[p.precedes(i-1)]:
		return 0 // "rose by 1500"
	case lead == "from" && p.reach(i).moved:
		return 0 // "from 1200 to 1500"
	}
	return y
}

// hedgedCount reports whether a hedge of several words makes the digits at
// token i a count: "in excess of 1500".
func (p *parser) hedgedCount(i int) bool {
	_, n := p.hedge(i)
	return n > 1
}

// slashed reports whether token i begins "2017/18".
func (p *parser) slashed(i int) bool {
	return i+1 < len(p.toks) && p.gap(i+1) == "/" && len(p.word(i+1)) == 2 && (i == 0 || p.gap(i) != "/")
}

// yearAfter reads a year at token i that belongs to the token before it; a
// comma may part them in a full date ("May 3, 2020"). Outside the inner range
// a plural noun makes it a count ("in March 1500 people"), save right behind a
// day and month.
func (p *parser) yearAfter(i int, comma bool) int {
	near := p.adjacent(i-1, i)
	if !near && !(comma && i > 0 && i < len(p.toks) && strings.TrimRight(p.gap(i), " ") == ",") {
		return 0
	}
	if y := p.year(i); y != 0 {
		return y
	}
	if day, _ := p.dayOfMonth(i - 2); near && day != 0 {
		return p.fourDigits(i)
	}
	if p.plural(i+1) || scales[p.follows(i+1)] != 0 || unitWords[p.follows(i+1)] != "" || shortUnits[p.follows(i+1)] || p.percentSign(i+1) > 0 {
		return 0
	}
	return p.fourDigits(i)
}

// dayOfMonth reads "3", "3rd", "21st" at token i.
func (p *parser) dayOfMonth(i int) (day int, ordinal bool) {
	if i < 0 || i >= len(p.toks) || p.toks[i].Kind != text.Number || !p.free(i) {
		return 0, false
	}
	v, rest, ok := digits(p.word(i))
	if !ok || !v.IsInt() || !v.Num().IsInt64() || len(p.word(i))-len(rest) > 2 {
		return 0, false
	}
	switch rest {
	case "", "st", "nd", "rd", "th":
	default:
		return 0, false
	}
	if d := v.Num().Int64(); d >= 1 && d <= 31 {
		return int(d), rest != ""
	}
	return 0, false
}

// beforeMonth are the words after which "may", "march" or "sep" is a month
// even in lower case; "this may" and "the march" are not.
var beforeMonth = wordSet("in since until during early late mid between")

// month reads a month's name at token i. "may", "march", "august" and the
// short names are words or names too: they count only with a year behind them,
// one of beforeMonth before them, or a capital that no sentence, title or
// first name explains.
func (p *parser) month(i int) int {
	w := p.word(i)
	m := months[w]
	switch {
	case m == 0:
		return 0
	case len(w) > 6, w == "april", w == "june", w == "july", p.yearAfter(i+1, false) != 0:
		return m
	case beforeMonth[p.precedes(i)]:
		return m
	case w != "may" && (p.precedes(i) == "last" || p.precedes(i) == "next" || p.precedes(i) == "by"):
		return m
	case !text.IsCapitalised(p.toks[i].Text) || p.opens(i):
		return 0
	}
	switch prev := p.precedes(i); prev {
	case "the", "this", "last", "next", "early", "late", "mid":
		return m
	default:
		// "Theresa May", "Mrs May".
		if prev != "" && text.IsCapitalised(p.toks[i-1].Text) && !functionWords[prev] && months[prev] == 0 {
			return 0
		}
	}
	return m
}

// opens reports whether token i opens a sentence or a quotation, where any
// word may have a capital.
func (p *parser) opens(i int) bool {
	return i == 0 || strings.ContainsAny(p.gap(i), ".!?:;“\"‘\n•#")
}

// date reads "3 May 2020", "May 3, 2020", "2020-05-03", "March 2017", "March",
// "spring 2017", "2014", "2017/18".
func (p *parser) date(i int) (Quantity, int) {
	d, n := p.dayMonth(i)
	if n == 0 {
		d, n = p.monthDay(i)
	}
	if n == 0 {
		d, n = p.season(i)
	}
	if n == 0 {
		d, n = p.isoDate(i)
	}
	high := ""
	y := p.year(i)
	if y != 0 && p.counts(i) {
		y = 0
	}
	if n == 0 && y == 0 {
		y = p.earlyYear(i)
	}
	if n == 0 && y != 0 {
		d, n = Day{Year: y}, 1
		// "2017/18" runs to 2018.
		if w := p.word(i + 1); i+1 < len(p.toks) && len(w) == 2 && (p.gap(i+1) == "/" || isDash(p.gap(i+1))) && w == itoa(y + 1)[2:] {
			high, n = itoa(y+1), 2
		}
	}
	if n == 0 {
		return Quantity{}, 0
	}
	q := Quantity{Kind: Date, When: d, Relation: Equal, High: high}
	if d.Year != 0 {
		q.Value, q.Unit = itoa(d.Year), "year"
	} else {
		q.Value, q.Unit = itoa(d.Month), "month"
	}
	return q, n
}

// dayMonth reads "3 May 2020", "3rd of May".
func (p *parser) dayMonth(i int) (Day, int) {
	d, ordinal := p.dayOfMonth(i)
	j := i + 1
	if ordinal && p.follows(j) == "of" {
		j++
	}
	w := p.follows(j)
	m := months[w]
	if d == 0 || m == 0 {
		return Day{}, 0
	}
	y := p.yearAfter(j+1, true)
	if (w == "march" || w == "may") && !text.IsCapitalised(p.toks[j].Text) && y == 0 {
		return Day{}, 0
	}
	if y != 0 {
		return Day{Year: y, Month: m, Day: d}, j + 2 - i
	}
	return Day{Month: m, Day: d}, j + 1 - i
}

// monthDay reads "May 3, 2020", "May 2020", "May of 2020", "May".
func (p *parser) monthDay(i int) (Day, int) {
	m := months[p.word(i)]
	if m == 0 {
		return Day{}, 0
	}
	certain := p.month(i) != 0
	if p.adjacent(i, i+1) && (certain || text.IsCapitalised(p.toks[i].Text)) {
		if d, ordinal := p.dayOfMonth(i + 1); d != 0 {
			if y := p.yearAfter(i+2, true); y != 0 {
				return Day{Year: y, Month: m, Day: d}, 3
			}
			// "in March 13 plots": the 13 counts the plots.
			next := p.follows(i + 2)
			if ordinal || (next == "" || functionWords[next]) && p.percentSign(i+2) == 0 {
				return Day{Month: m, Day: d}, 2
			}
		}
	}
	if !certain {
		return Day{}, 0
	}
	if y := p.yearAfter(i+1, false); y != 0 {
		return Day{Year: y, Month: m}, 2
	}
	if p.follows(i+1) == "of" && p.yearAfter(i+2, false) != 0 {
		return Day{Year: p.yearAfter(i+2, false), Month: m}, 3
	}
	return Day{Month: m}, 1
}

// season reads "spring 2017", "spring of 2017".
func (p *parser) season(i int) (Day, int) {
	s := seasons[p.word(i)]
	if s == "" {
		return Day{}, 0
	}
	if y := p.yearAfter(i+1, false); y != 0 {
		return Day{Year: y, Season: s}, 2
	}
	if p.follows(i+1) == "of" && p.yearAfter(i+2, false) != 0 {
		return Day{Year: p.yearAfter(i+2, false), Season: s}, 3
	}
	return Day{}, 0
}

// isoDate reads "2020-05-03".
func (p *parser) isoDate(i int) (Day, int) {
	y := p.fourDigits(i)
	if y == 0 || i+2 >= len(p.toks) || p.gap(i+1) != "-" || p.gap(i+2) != "-" || len(p.word(i+1)) != 2 || len(p.word(i+2)) != 2 {
		return Day{}, 0
	}
	m, _ := p.dayOfMonth(i + 1)
	d, _ := p.dayOfMonth(i + 2)
	if m < 1 || m > 12 || d == 0 {
		return Day{}, 0
	}
	return Day{Year: y, Month: m, Day: d}, 3
}

// dated are the words after which four digits are a year whatever follows.
var dated = wordSet("in since until during before after the early late mid by from between spring summer autumn fall winter s")

// counts reports whether the year-like digits at token i are a count: "more
// than 2000", "£2000", "2000 officers", "2000 years".
func (p *parser) counts(i int) bool {
	prev, next := p.precedes(i), p.follows(i+1)
	if prev != "" && strings.Contains("$£€¥", prev) {
		return true
	}
	switch prev {
	case "over", "nearly", "almost", "exactly", "under", "below", "above", "exceeding":
		return true
	}
	if _, n := p.hedge(i); n > 1 && prev != "to" {
		return true
	}
	if next == "times" || scales[next] != 0 || p.percentSign(i+1) > 0 {
		return true
	}
	// "last 2000 years", but "in 2017 years of work".
	if unitWords[next] != "" && !p.possessive(i) && (next[len(next)-1] != 's' || !dated[prev] || prev == "the") {
		return next[len(next)-1] == 's'
	}
	if dated[prev] || months[prev] != 0 || p.possessive(i) || p.opens(i) && p.year(i)%50 != 0 {
		return false
	}
	return p.plural(i + 1)
}

// possessive reports whether token i has an apostrophe: "2017’s".
func (p *parser) possessive(i int) bool { return p.toks[i].Text != p.toks[i].Norm }

// plural reports whether token i looks like a plural noun.
func (p *parser) plural(i int) bool {
	switch w := p.follows(i); w {
	case "people", "men", "women", "children", "police":
		return true
	default:
		return len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's' && !functionWords[w] && !text.IsCapitalised(p.toks[i].Text)
	}
}
