package answers

import (
	"math/big"
	"slices"

	"briefbot/knowledge"
	"briefbot/knowledge/quantity"
	"briefbot/knowledge/text"
)

// checkNumber: every number of the question must stand in the fact's
// paragraph with the same value and kind. A yes-or-no question that has the
// wrong value for the fact's figure is answered: no.
func checkNumber(_ *Index, r *Reading, d *doc) Finding {
	for _, asked := range r.Numbers {
		if smallGroup(r, asked) || slices.ContainsFunc(d.numbers, func(have quantity.Quantity) bool { return sameFigure(r, asked, have) }) {
			continue
		}
		f := Finding{Kind: PremiseNumber, Asked: asked.Of(r.Question), Severity: Veto}
		if fig := d.fact.Figure; fig != nil {
			if r.Polar && comparable(asked, fig) && implies(fig, asked) {
				continue
			}
			f.Briefing = fig.Text
			if r.Polar && comparable(asked, fig) && !quantity.Same(asked, d.figure) {
				f.Severity = Denial
			}
		}
		return f
	}
	return Finding{}
}

// sameFigure reports whether a number of the question is one of the fact's:
// equal, and not a change where the other is a share. "50%" alone may be
// either; "half of all" is a share and "rose by 13%" a change.
func sameFigure(r *Reading, asked, have quantity.Quantity) bool {
	if !quantity.Same(asked, have) {
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

// comparable reports whether two figures measure alike, so that one can deny
// the other.
func comparable(asked quantity.Quantity, fig *knowledge.Figure) bool {
	growth := func(kind quantity.Kind) bool { return kind == quantity.Change || kind == quantity.Factor }
	return asked.Kind == fig.Kind || growth(asked.Kind) && growth(fig.Kind)
}

// implies reports whether a figure makes a hedged claim true: 43 is "over 40",
// "at least 43" and "fewer than 50"; "more than 750" is "over 500".
func implies(fig *knowledge.Figure, claim quantity.Quantity) bool {
	have, ok1 := new(big.Rat).SetString(fig.Value)
	asked, ok2 := new(big.Rat).SetString(claim.Value)
	if !ok1 || !ok2 || fig.Unit != claim.Unit {
		return false
	}
	switch claim.Relation {
	case quantity.Above:
		return have.Cmp(asked) >= 0 && (fig.Relation == quantity.Equal && have.Cmp(asked) > 0 || fig.Relation == quantity.Above)
	case quantity.Below:
		return have.Cmp(asked) <= 0 && (fig.Relation == quantity.Equal && have.Cmp(asked) < 0 || fig.Relation == quantity.Below)
	}
	return false
}

// smallGroup reports whether a small number only points at things: "the two
// countries".
func smallGroup(r *Reading, q quantity.Quantity) bool {
	if len(q.Value) != 1 || q.Value > "5" || q.Kind != quantity.Count {
		return false
	}
	i := r.wordAt(q.Core.Start)
	return i > 0 && oneOf(r.word(i-1), "the|these|those|all|both|any|his")
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
// group's number, and a share is one of the thing that the briefing names.
func checkPart(ix *Index, r *Reading, d *doc) Finding {
	if d.fact.Figure == nil {
		return Finding{}
	}
	if i := partPhrases.find(r); i >= 0 && d.fact.Figure.Kind == quantity.Count {
		return Finding{Kind: PremiseRestriction, Asked: r.piece(i, min(i+3, len(r.Words)-1)), Briefing: d.fact.Figure.Text, Severity: Veto}
	}
	if d.fact.Figure.Kind != quantity.Share || len(r.Whole) == 0 {
		return Finding{}
	}
	for _, i := range r.Whole {
		k := r.mention(i)
		if k < 0 && ix.supports(r, i, ix.docNumber(d), -1) >= supportOwn {
			return Finding{}
		}
		if k >= 0 && !slices.Contains(d.of, r.Mentions[k].Entry) && slices.Contains(d.own, r.Mentions[k].Entry) {
			return Finding{}
		}
	}
	return Finding{Kind: PremiseThing, Asked: r.piece(r.Whole[0], r.Whole[len(r.Whole)-1]), Briefing: d.fact.About.Measure, Severity: Veto}
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
		if polarStarts[w] || oneOf(w, "been|be|who|that|which|since|in|from|to|by|with|at|on|for|about|involve|involves|involved|goes|go|concern|concerns|concerned|relate|relates|related|come|comes") {
			break
		}
		if r.Words[i].Info > 0 && r.Words[i].Kind != text.Number || r.mention(i) >= 0 {
			out = append(out, i)
		}
	}
	return out
}

var sharePhrases = compile("share|percentage|percent|proportion|fraction|portion|slice|part|chunk of", "how much of")
