package answers

import (
	"slices"

	"briefbot/knowledge/quantity"
)

// units of money, weight, length and the like: what is measured in them is not counted.
var units = wordSet(`crown crowns pound pounds dollar dollars euro euros yen franc francs mark marks rupee rupees cent cents pence
	tonne tonnes ton tons kg kilo kilos kilogram kilograms gram grams litre litres liter liters gallon gallons barrel barrels
	km kilometre kilometres kilometer kilometers mile miles metre metres meter meters foot feet inch inches acre acres hectare hectares mm cm
	millimetre millimetres millimeter millimeters centimetre centimetres degree degrees watt watts kilowatt kilowatts megawatt megawatts gigawatt gigawatts knots
	eur usd gbp chf sek nok dkk
	second seconds minute minutes hour hours day days week weeks month months year years decade decades point points`)

var scaleWords = wordSet("hundred hundreds thousand thousands million millions billion billions trillion trillions")

// checkUnit: how much is not told by a number of things, nor how many of a thing by
// a measure or by the number of another; money is not told by a bare number or a share.
func checkUnit(_ *Index, r *Reading, d *doc) Finding {
	amount := Finding{Kind: PremiseType, Asked: "an amount", Severity: Veto}
	money := r.money()
	if d.figure.Kind == quantity.Share && r.Form == FormAny && !r.Polar && money {
		return amount
	}
	if d.figure.Kind != quantity.Count || r.Form != FormAmount && r.Form != FormCount && r.Form != FormAny {
		return Finding{}
	}
	counted := d.unit()
	if counted == "" {
		if money {
			return amount
		}
		return Finding{}
	}
	measured := units[counted] || !isLetters(counted) // "€"
	if i := amountPhrases.find(r); i >= 0 && r.Form == FormAmount && !measured && !d.forms[FormAmount] && stem(r.word(i+2)) != stem(counted) {
		return amount
	}
	head := r.head()
	if r.Form != FormCount || head < 0 || slices.ContainsFunc(r.Words, func(w AskedWord) bool { return stem(w.Read()) == stem(counted) }) {
		return Finding{}
	}
	asked := r.word(head)
	of := !measured && !oneOf(counted, "people|persons") && d.says(asked) // of 84 delegates of regions, "how many regions"
	if of || measured && !units[asked] && !scaleWords[asked] && r.mention(head) < 0 {
		return Finding{Kind: PremiseThing, Asked: r.Words[head].Text, Briefing: d.fact.Figure.Text, Severity: Veto}
	}
	return Finding{}
}

// costs ask for money.
var costs = compile("how much money", "how expensive", "what price", "price of", "cost of", "salary|wage|wages|pay of")

var sumAsked = compile("how much did|does|do|will|would|has|have", "what did|does|do|will")

// money reports whether r asks for a sum, however long the name of who pays it: "what
// does the president of the union earn".
func (r *Reading) money() bool {
	if costs.in(r) {
		return true
	}
	i := sumAsked.find(r)
	return i >= 0 && slices.ContainsFunc(r.Words[i:], func(w AskedWord) bool {
		return oneOf(w.Read(), "earn|cost|charge") || r.word(i) == "how" && oneOf(w.Read(), "pay|spend")
	})
}

// unit returns what the figure counts or is measured in, as it is printed with it:
// "tonnes" of "1.24 million tonnes", or "".
func (d *doc) unit() string {
	said := words(d.figure.Unit)
	if len(said) == 0 || scaleWords[said[len(said)-1]] {
		return ""
	}
	return said[len(said)-1]
}
