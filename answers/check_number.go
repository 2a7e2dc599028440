package answers

import (
	"math/big"
	"slices"
	"strings"

	"briefbot/knowledge"
	"briefbot/knowledge/quantity"
	"briefbot/knowledge/text"
)

// checkNumber: every number of the question must stand in the fact's
// paragraph with the same value and kind, and in the fact itself when yes or no
// is asked: the paragraph may say it of something else. A yes-or-no question
// about the fact's figure is judged by what its hedges say: "fewer than 750" is
// denied by "more than 750".
func checkNumber(_ *Index, r *Reading, d *doc) Finding {
	open := Finding{}
	for _, asked := range r.Numbers {
		if smallGroup(r, asked) {
			continue
		}
		f := Finding{Kind: PremiseNumber, Asked: asked.Of(r.Question), Severity: Veto}
		if fig := d.fact.Figure; fig != nil {
			if !quantity.Same(asked, d.figure) {
				f.Briefing = fig.Text
			}
			if r.Polar && comparable(asked, fig) && !(asked.Kind == quantity.Share && fig.Kind == quantity.Change && r.after(asked) == "of") {
				switch judge(fig, asked, hedgeOf(r, asked)) {
				case claimTrue:
					continue
				case claimOpen:
					open = f
					open.Severity = Open
					continue
				}
				if alternative(r, d) {
					continue // "twenty or fifty?"
				}
				f.Severity = Denial
				return f
			}
		}
		same := func(have quantity.Quantity) bool { return sameFigure(r, asked, have) }
		if !slices.ContainsFunc(d.numbers, same) {
			return f
		}
		if r.Polar && !slices.ContainsFunc(d.ownNumbers, same) {
			open = f
			open.Severity, open.Briefing = Doubt, ""
		}
	}
	return open
}

// alternative reports whether the question offers the fact's figure beside
// another one.
func alternative(r *Reading, d *doc) bool {
	return len(r.Numbers) > 1 && orWord.in(r) && slices.ContainsFunc(r.Numbers, func(q quantity.Quantity) bool { return quantity.Same(q, d.figure) })
}

var orWord = compile("or")

// sameFigure reports whether a number of the question is one of the fact's:
// equal, and not a change where the other is a share. "50%" alone may be
// either; "half of all" is a share and "rose by 13%" a change. Nor is "under 75"
// what is said of those over 75; "almost" only hedges.
func sameFigure(r *Reading, asked, have quantity.Quantity) bool {
	if !quantity.Same(asked, have) || oppose(asked.Relation, have.Relation) && !oneOf(hedgeOf(r, asked), "almost|nearly") {
		return false
	}
	switch {
	case asked.Kind == quantity.Change && have.Kind == quantity.Share:
		return false
	case asked.Kind == quantity.Share && have.Kind == quantity.Change:
		return r.after(asked) != "of"
	}
	return true
}

// oppose reports whether one relation is above and the other below.
func oppose(a, b quantity.Relation) bool {
	return a == quantity.Above && b == quantity.Below || a == quantity.Below && b == quantity.Above
}

// comparable reports whether two figures measure alike, so that one can deny
// the other.
func comparable(asked quantity.Quantity, fig *knowledge.Figure) bool {
	growth := func(kind quantity.Kind) bool { return kind == quantity.Change || kind == quantity.Factor }
	return asked.Kind == fig.Kind || growth(asked.Kind) && growth(fig.Kind)
}

// claim is what a figure makes of a claim about it.
type claim uint8

const (
	claimFalse claim = iota
	claimTrue
	claimOpen // neither follows
)

// hedgeOf returns the words before a number's core that hedge it, folded.
func hedgeOf(r *Reading, q quantity.Quantity) string {
	return strings.ToLower(strings.TrimSpace(r.Question[q.Start:q.Core.Start]))
}

// judge compares a claim with a figure. A figure "more than 750" lies above
// 750, "almost 50%" below 50%, "about 60" near 60; a bare number in a claim
// stands for what is printed, hedge or not.
func judge(fig *knowledge.Figure, asked quantity.Quantity, hedge string) claim {
	have := quantity.Quantity{Kind: fig.Kind, Value: fig.Value, Unit: fig.Unit}
	cmp, ok := quantity.Compare(have, asked)
	if !ok {
		return claimFalse
	}
	inclusive := strings.Contains(hedge, "least") || strings.Contains(hedge, "most") && hedge != "almost" || strings.Contains(hedge, "up to") || strings.HasPrefix(hedge, "no")
	switch {
	case strings.Contains(hedge, "exactly"):
		return truth(cmp == 0 && fig.Relation == quantity.Equal)
	case hedge == "":
		return truth(cmp == 0)
	case asked.Relation == quantity.About || hedge == "almost" || hedge == "nearly":
		return truth(cmp == 0)
	case asked.Relation == quantity.Above && fig.Relation == quantity.Above && farAbove(have, asked):
		return claimFalse
	case asked.Relation == quantity.Above:
		return side(cmp, fig.Relation, quantity.Above, inclusive)
	case asked.Relation == quantity.Below:
		return side(-cmp, fig.Relation, quantity.Below, inclusive)
	}
	return truth(cmp == 0)
}

// farAbove reports whether asked is more than twice have: "more than 750" is not
// said of 1,600.
func farAbove(have, asked quantity.Quantity) bool {
	v, ok := new(big.Rat).SetString(have.Value)
	if !ok {
		return false
	}
	have.Value = v.Mul(v, big.NewRat(2, 1)).RatString()
	cmp, ok := quantity.Compare(have, asked)
	return ok && cmp < 0
}

func truth(b bool) claim {
	if b {
		return claimTrue
	}
	return claimFalse
}

// side judges "above n" for a figure that compares as cmp with n; way is the
// relation that goes the same way as the claim. For "below n" both are
// mirrored.
func side(cmp int, rel, way quantity.Relation, inclusive bool) claim {
	switch rel {
	case quantity.Equal:
		return truth(cmp > 0 || cmp == 0 && inclusive)
	case way: // the figure lies beyond its number, on the claim's side
		if cmp >= 0 {
			return claimTrue
		}
		return claimOpen
	case quantity.About:
		if cmp == 0 {
			return claimOpen
		}
		return truth(cmp > 0)
	}
	if cmp <= 0 {
		return claimFalse // it lies on the other side of a number that is no further
	}
	return claimOpen
}

// smallGroup reports whether a small number only points at things or asks for as
// many: "the two countries", "which two groups".
func smallGroup(r *Reading, q quantity.Quantity) bool {
	if len(q.Value) != 1 || q.Value > "5" || q.Kind != quantity.Count {
		return false
	}
	i := r.wordAt(q.Core.Start)
	return i > 0 && oneOf(r.word(i-1), "the|these|those|all|both|any|his|which|what|name") && !oneOf(r.word(i+1), "other|others|more|remaining|further|extra")
}

// after returns the word that follows q, or "".
func (r *Reading) after(q quantity.Quantity) string {
	for i := range r.Words {
		if r.Words[i].Start >= q.End {
			return r.word(i)
		}
	}
	return ""
}

// checkPart: how many of a group are such and such is no question for the
// group's number, unless that is the number of a part itself, and a share is
// one of the thing that the briefing names.
func checkPart(ix *Index, r *Reading, d *doc) Finding {
	if d.fact.Figure == nil {
		return Finding{}
	}
	if i := partPhrases.find(r); i >= 0 && !r.possessed(i) && d.partAs(r, i) == "" && d.fact.Figure.Kind == quantity.Count && !d.partly {
		return Finding{Kind: PremiseRestriction, Asked: r.piece(i, min(i+3, len(r.Words)-1)), Briefing: d.fact.Figure.Text, Severity: Veto}
	}
	if at := r.partOf(d); at >= 0 {
		return Finding{Kind: PremiseRestriction, Asked: r.Words[at].Text, Briefing: d.fact.Figure.Text, Severity: Veto}
	}
	if r.given(d) {
		return Finding{Kind: PremiseType, Asked: r.Form.String(), Severity: Veto}
	}
	if d.fact.Figure.Kind != quantity.Share || len(r.Whole) == 0 {
		return Finding{}
	}
	for n, i := range r.Whole {
		k := r.mention(i)
		if n < 2 && d.measured[r.Words[i].feature] || d.wholes[stem(r.word(i))] {
			return Finding{}
		}
		if k >= 0 && !slices.Contains(d.of, r.Mentions[k].Entry) && slices.Contains(d.own, r.Mentions[k].Entry) {
			return Finding{}
		}
	}
	return Finding{Kind: PremiseThing, Asked: r.piece(r.Whole[0], r.Whole[len(r.Whole)-1]), Briefing: d.fact.About.Measure, Severity: Veto}
}

// possessed reports whether "how many of the" at word i goes on with a name's
// possessive, or its "of the" with a name: "how many of the Kremlin's envoys" and "how
// many envoys of the Kremlin" speak of no group named before.
func (r *Reading) possessed(i int) bool {
	first := i
	for ; i < len(r.Words) && r.word(i) != "of"; i++ {
	}
	k := r.mention(i + 2)
	if k >= 0 && i > first+2 && r.Mentions[k].First == i+2 {
		return true
	}
	return r.word(i+1) == "the" && k >= 0 && strings.ContainsAny(r.Words[r.Mentions[k].Last].Text, "'’")
}

// given reports whether a question for a number or a time names the fact's figure
// itself: what one knows is not what one asks for.
func (r *Reading) given(d *doc) bool {
	if r.Polar || orWord.in(r) {
		return false
	}
	if r.Form == FormWhen && d.figure.Kind == quantity.Date {
		for _, q := range r.Dates {
			if quantity.Same(q, d.figure) && q.When.Year != 0 {
				return true
			}
		}
	}
	if r.Form != FormCount && r.Form != FormShare && r.Form != FormChange && !(r.Form == FormAny && beforeWords.in(r)) {
		return false
	}
	for _, q := range r.Numbers {
		if quantity.Same(q, d.figure) && q.Relation == quantity.Equal {
			return true
		}
	}
	return false
}

// partOf returns where a question names the fact's figure as a whole of which it
// asks a part, "of the 750 diplomats, how many …", or -1.
func (r *Reading) partOf(d *doc) int {
	if r.Form != FormCount && r.Form != FormShare {
		return -1
	}
	for _, q := range r.Numbers {
		i := r.wordAt(q.Core.Start)
		before := i - 1
		for before >= 0 && (oneOf(r.word(before), "the|those|these|all|more|than|over|about|around") || functionWords[r.word(before)] && r.word(before) != "of" && r.word(before) != "among") {
			before--
		}
		if quantity.Same(q, d.figure) && before >= 0 && oneOf(r.word(before), "of|among") {
			return i
		}
	}
	return -1
}

var partPhrases = compile("how many of the|those|these|them|his|all", "which of the|those|these", "all of the|those", "most of the|those", "none of the|those", "how many * of the|those|these")

// wholeWords returns the content words of what a share is taken of: "total
// workload" in "what share of MI5's total workload", "British youths" in "13%
// of British youths".
func wholeWords(r *Reading) []int {
	at := -1
	for _, q := range r.Numbers {
		if q.Kind == quantity.Share && r.after(q) == "of" {
			for i := range r.Words {
				if r.Words[i].Start >= q.End {
					at = i + 1
					break
				}
			}
		}
	}
	if i := sharePhrases.find(r); at < 0 && i >= 0 {
		for at = i; r.word(at) != "of"; at++ {
		}
		at++
	}
	if at < 0 {
		return nil
	}
	var out []int
	for i := at; i < len(r.Words) && len(out) < 6; i++ {
		w := r.word(i)
		if polarStarts[w] || strings.HasSuffix(w, "ed") && functionWords[r.word(i+1)] || oneOf(w, "been|be|who|that|which|since|in|from|to|by|with|at|on|for|about|involve|involves|involved|goes|go|concern|concerns|concerned|relate|relates|related|come|comes") {
			break
		}
		if r.Words[i].Info > 0 && r.Words[i].Kind != text.Number || r.mention(i) >= 0 {
			out = append(out, i)
		}
	}
	return out
}

var sharePhrases = compile("share|percentage|percent|proportion|fraction|portion|slice|part|chunk of", "how much of")
