package knowledge

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"briefbot/knowledge/quantity"
	"briefbot/knowledge/text"
)

// A Figure is the number, share, date or age that a fact is about.
type Figure struct {
	Text     string        // as printed, with its hedge: "almost 50%", "£1.4 million", "42 metres"
	Kind     quantity.Kind // never Duration
	Value    string        // exact, see quantity.Quantity.Value
	Unit     string        // quantity.Quantity.Unit; of a count its currency or unit as printed: "£", "metres"
	Relation quantity.Relation
}

// maxUnitWords is the most words that a unit has behind its number: "metres a
// second" has three, and a longer one is a piece of a sentence.
const maxUnitWords = 3

// unitPattern is what may stand behind a count, currencyPattern before it.
var (
	unitPattern     = regexp.MustCompile(`^[ \x{a0}\x{202f}-]?[\pL°µ][\pL\pM°²³/'’-]*( [\pL°µ][\pL\pM°²³/'’-]*)*$`)
	currencyPattern = regexp.MustCompile(`(^|[^\pL])([A-Z]{0,3}\p{Sc})[ \x{a0}]?$`)
)

// DerivePeriod returns the first period of a statement as text, or "".
func DerivePeriod(statement string) string {
	if periods := quantity.Periods(statement); len(periods) > 0 {
		return periods[0].Of(statement)
	}
	return ""
}

// DeriveFigure reads the figure that text prints; within is the quote, which
// tells a change from a share and a year from a count. A figure is one
// quantity; a count may have a currency sign before it and up to three words
// of unit behind it. The error says why printed is none, and how to mend it.
func DeriveFigure(printed, within string) (Figure, error) {
	for _, q := range quantity.Parse(within) {
		if q.Text(within) == printed || q.Core.Of(within) == printed {
			return figureIn(within, text.Span{Start: strings.Index(within[q.Start:], printed) + q.Start, End: q.End}, printed, q)
		}
	}
	if at := FigureSpan(within, printed); at != (text.Span{}) {
		found := slices.DeleteFunc(figures(within), func(q quantity.Quantity) bool { return !at.Overlaps(q.Core) })
		if len(found) == 1 && at.Contains(found[0].Core) {
			return figureIn(within, at, printed, found[0])
		}
	}
	qs := figures(printed)
	switch len(qs) {
	case 0:
		return Figure{}, fmt.Errorf("%q has no number, share, date or age that can be read; print it as the quote does, in digits or words, or leave the figure out", printed)
	case 1:
		return figureIn(printed, text.Span{Start: 0, End: len(printed)}, printed, qs[0])
	}
	return Figure{}, fmt.Errorf("%q has %d figures, %q and %q; a fact has one, so keep one here and make another fact of the other", printed, len(qs), qs[0].Text(printed), qs[1].Text(printed))
}

// figures is quantity.Parse without the "a year" of a unit: "£5 a year".
func figures(s string) []quantity.Quantity {
	qs := quantity.Parse(s)
	out := qs[:0]
	for _, q := range qs {
		if n := len(out); n > 0 && q.Kind == quantity.Duration && strings.HasPrefix(q.Text(s), "a ") && out[n-1].Kind == quantity.Count {
			continue
		}
		out = append(out, q)
	}
	return out
}

// figureIn makes the figure printed at a place of s of the one quantity in it.
func figureIn(s string, at text.Span, printed string, q quantity.Quantity) (Figure, error) {
	at.End = at.Start + len(printed)
	f := Figure{Text: printed, Kind: q.Kind, Value: q.Value, Unit: q.Unit, Relation: quantity.Equal}
	before, after := s[at.Start:q.Core.Start], s[q.Core.End:at.End]
	if at.Contains(q.Span) { // with its hedge
		f.Relation = q.Relation
		if q.End > q.Core.End {
			after = s[q.End:at.End]
		}
	}
	sign := ""
	if m := currencyPattern.FindStringSubmatchIndex(before); m != nil {
		sign = before[m[4]:m[5]]
		before = before[:m[4]]
	}
	// What is left before the number is its hedge or too much.
	if strings.TrimSpace(before) != "" && q.Start != at.Start || q.Kind != quantity.Count && sign+after != "" {
		return Figure{}, fmt.Errorf("%q has words that do not belong to the figure; write %q", printed, q.Text(s))
	}
	if after != "" && (!unitPattern.MatchString(after) || len(strings.Fields(strings.ReplaceAll(after, "\u00a0", " "))) > maxUnitWords) {
		return Figure{}, fmt.Errorf("%q has more than a number and its unit of at most %d words; write %q, with or without the unit", printed, maxUnitWords, q.Text(s))
	}
	if unit := strings.TrimLeft(after, " -\u00a0\u202f"); sign != "" || unit != "" {
		f.Unit = strings.TrimSpace(sign + " " + unit)
	}
	return f, nil
}
