package answers

import (
	"slices"
	"strings"

	"briefbot/knowledge"
	"briefbot/knowledge/quantity"
	"briefbot/knowledge/text"
)

// checks is the table of premise checks. Each looks at one kind of premise of
// the question and says what of it the fact does not carry; the order is that
// in which findings are told. A check answers Fine for what is not its
// business.
var checks = []struct {
	name string
	find func(ix *Index, r *Reading, d *doc) Finding
}{
	{"words", checkWords},
	{"period", checkPeriod},
	{"number", checkNumber},
	{"entity", checkEntity},
	{"modifier", checkModifier},
	{"role", checkRole},
	{"scope", checkScope},
	{"thing", checkThing},
	{"type", checkType},
	{"restriction", checkRestriction},
	{"status", checkStatus},
	{"direction", checkDirection},
	{"besides", checkBesides},
}

// check returns all findings of the table, gravest first.
func (ix *Index) check(r *Reading, d *doc) []Finding {
	var out []Finding
	for _, c := range checks {
		if f := c.find(ix, r, d); f.Severity != Fine {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b Finding) int { return int(b.Severity) - int(a.Severity) })
	return out
}

// worst is the gravest severity that check would find.
func (ix *Index) worst(r *Reading, d *doc) Severity {
	worst := Fine
	for _, c := range checks {
		worst = max(worst, c.find(ix, r, d).Severity)
		if worst == Veto {
			break
		}
	}
	return worst
}

// gravest is the severity of the first finding, Fine when there is none.
func gravest(findings []Finding) Severity {
	if len(findings) == 0 {
		return Fine
	}
	return findings[0].Severity
}

// counting reports whether r asks for a number, or names one to be confirmed.
func counting(r *Reading) bool {
	switch r.Form {
	case FormCount, FormShare, FormChange, FormAmount:
		return true
	}
	return r.Polar && len(r.Numbers) > 0
}

// checkWords: a quoted string of three or more words must stand in the
// fact's paragraph.
func checkWords(ix *Index, r *Reading, d *doc) Finding {
	for _, q := range r.Quoted {
		if want := words(q.Of(r.Question)); len(want) >= 3 && !containsWords(words(d.quote.Paragraph.Text), want) {
			return Finding{Kind: PremiseWords, Asked: q.Of(r.Question), Severity: Veto}
		}
	}
	return Finding{}
}

func words(s string) []string {
	var out []string
	for _, t := range text.Tokens(s) {
		out = append(out, t.Norm)
	}
	return out
}

// containsWords reports whether want stands in have as a run.
func containsWords(have, want []string) bool {
	for i := 0; i+len(want) <= len(have); i++ {
		if slices.Equal(have[i:i+len(want)], want) {
			return true
		}
	}
	return len(want) == 0
}

// checkPeriod: every date of the question must agree with one of the fact's
// paragraphs.
func checkPeriod(ix *Index, r *Reading, d *doc) Finding {
	for _, asked := range r.Dates {
		fits := slices.ContainsFunc(d.periods, func(have quantity.Quantity) bool {
			return asked.When.Within(have.When) && (asked.When.Year == 0 || have.When.Year != 0) && (asked.When.Month == 0 || have.When.Month != 0)
		})
		if !fits {
			return Finding{Kind: PremisePeriod, Asked: asked.Of(r.Question), Briefing: d.fact.About.Period, Severity: Veto}
		}
	}
	return Finding{}
}

// checkNumber: every number of the question must stand in the fact's
// paragraph with the same value and kind. A yes-or-no question that has the
// wrong value for the fact's figure is answered: no.
func checkNumber(ix *Index, r *Reading, d *doc) Finding {
	for _, asked := range r.Numbers {
		if smallGroup(r, asked) {
			continue
		}
		f := Finding{Kind: PremiseNumber, Asked: asked.Of(r.Question)}
		if fig := d.fact.Figure; fig != nil {
			f.Briefing = fig.Text
			if fig.Kind == quantity.Change && asked.Kind == quantity.Share && followedBy(r, asked, "of") {
				f.Severity = Veto // a growth of 50% is no half of all
				return f
			}
		}
		if slices.ContainsFunc(d.numbers, func(have quantity.Quantity) bool { return quantity.Same(asked, have) }) {
			continue
		}
		f.Severity = Veto
		if fig := d.fact.Figure; fig != nil && r.Polar && comparable(asked, fig) {
			f.Severity = Denial
		}
		return f
	}
	return Finding{}
}

// comparable reports whether two figures measure alike, so that one can deny
// the other.
func comparable(asked quantity.Quantity, fig *knowledge.Figure) bool {
	percent := func(kind quantity.Kind, unit string) bool { return kind == quantity.Share || unit == "%" }
	growth := func(kind quantity.Kind) bool { return kind == quantity.Change || kind == quantity.Factor }
	return asked.Kind == fig.Kind || growth(asked.Kind) && growth(fig.Kind) || percent(asked.Kind, asked.Unit) && percent(fig.Kind, fig.Unit)
}

// smallGroup reports whether a small number only points at things: "the two
// countries".
func smallGroup(r *Reading, q quantity.Quantity) bool {
	if len(q.Value) != 1 || q.Value > "5" || q.Kind != quantity.Count {
		return false
	}
	for i, w := range r.Words {
		if w.Start == q.Core.Start {
			return oneOf(r.word(i-1), "the|these|those|all|both|any|his")
		}
	}
	return false
}

// followedBy reports whether the word after q is w.
func followedBy(r *Reading, q quantity.Quantity, w string) bool {
	for i := range r.Words {
		if r.Words[i].Start >= q.End {
			return r.word(i) == w
		}
	}
	return false
}

// checkEntity: every name of the question must be one that the fact or its
// paragraph has: the same, or one within it. A related name is neither proof
// nor contradiction.
func checkEntity(ix *Index, r *Reading, d *doc) Finding {
	for _, list := range [2][]knowledge.Mention{r.Mentions, r.Doubtful} {
		for k, m := range list {
			if ix.base.Names.Entry(m.Entry).Kind == knowledge.Alias || ix.has(d.entities, m.Entry) || ix.hasRelated(d.entities, m.Entry) {
				continue
			}
			if slices.Contains(r.Besides, k) && len(r.Mentions) > 0 && m == r.Mentions[k] {
				continue
			}
			return Finding{Kind: PremiseEntity, Asked: m.Of(r.Question), Briefing: nameList(d.fact.About.Of), Severity: Veto}
		}
	}
	if w := ix.unknownName(r); w != "" {
		return Finding{Kind: PremiseEntity, Asked: w, Severity: Veto}
	}
	return Finding{}
}

// has reports whether one of entries is e or within it.
func (ix *Index) has(entries []int, e int) bool {
	return slices.ContainsFunc(entries, func(have int) bool { return ix.base.Names.Within(have, e) })
}

// hasRelated reports whether e helps to find one of entries.
func (ix *Index) hasRelated(entries []int, e int) bool {
	return slices.ContainsFunc(ix.base.Names.Related(e), func(to int) bool { return ix.has(entries, to) })
}

// unknownName returns a capitalised word that the base does not have: a name
// that nothing here is said of. Capitals at the start, and in questions that
// are all capitals, tell nothing.
func (ix *Index) unknownName(r *Reading) string {
	if mostlyCapitals(r.tokens) {
		return ""
	}
	for i, w := range r.Words {
		start := i == 0 || strings.ContainsAny(r.Question[r.Words[i-1].End:w.Start], ".!?:\"“")
		if start || w.Kind != text.Word || w.feature >= 0 || w.Info < 0.3 || !text.IsCapitalised(w.Text) || r.mention(i) >= 0 {
			continue
		}
		return w.Text
	}
	return ""
}

// nameList writes names as one text.
func nameList(names []string) string { return strings.Join(names, ", ") }

// checkModifier: the name that describes what is counted ("British
// diplomats") must be one that the fact counts, or whose or where it is.
func checkModifier(ix *Index, r *Reading, d *doc) Finding {
	if !counting(r) || len(d.fact.About.Of) == 0 {
		return Finding{}
	}
	for _, i := range r.Counted {
		k := r.mention(i)
		if k < 0 || ix.base.Names.Entry(r.Mentions[k].Entry).Kind == knowledge.Alias {
			continue
		}
		if e := r.Mentions[k].Entry; !ix.has(d.about, e) && !ix.hasRelated(d.about, e) {
			return Finding{Kind: PremiseRole, Asked: r.Mentions[k].Of(r.Question), Briefing: nameList(d.fact.About.Of), Severity: Veto}
		}
	}
	return Finding{}
}

// counted are the words of the counted noun phrase: after "how many", or
// after a number.
func counted(r *Reading) []int {
	out := r.Asked[:len(r.Asked):len(r.Asked)]
	for _, q := range r.Numbers {
		if q.Kind != quantity.Count {
			continue
		}
		for i := range r.Words {
			if r.Words[i].Start < q.End {
				continue
			}
			for j := i; j < min(i+3, len(r.Words)) && !functionWords[r.word(j)]; j++ {
				out = append(out, j)
			}
			break
		}
	}
	return out
}

var reportingVerbs = wordSet(`say said says think thinks thought claim claimed respond responded react reacted deny denied denies comment commented
	announce announced reply replied answer answered admit accept tell told state stated`)

// checkRole: who acts in the question must be who acts in the fact. Who is
// only acted upon, or who is not said to speak, is another role.
func checkRole(ix *Index, r *Reading, d *doc) Finding {
	for _, k := range [2]int{r.Subject, r.Agent} {
		if k < 0 {
			continue
		}
		m := r.Mentions[k]
		if reportingVerbs[r.word(m.Last+1)] || reportingVerbs[r.word(m.Last+2)] && functionWords[r.word(m.Last+1)] {
			if !ix.speaks(d, m.Entry) {
				return Finding{Kind: PremiseRole, Asked: m.Of(r.Question), Briefing: d.quote.Spoken.Speaker, Severity: Veto}
			}
			continue
		}
		if len(d.by) > 0 && !ix.has(d.by, m.Entry) && ix.has(d.of, m.Entry) {
			return Finding{Kind: PremiseRole, Asked: m.Of(r.Question), Briefing: nameList(d.fact.About.By), Severity: Veto}
		}
		if counting(r) && ix.narrower(m.Entry, d.by) {
			return Finding{Kind: PremiseScope, Asked: m.Of(r.Question), Briefing: nameList(d.fact.About.By), Severity: Veto}
		}
	}
	return Finding{}
}

// speaks reports whether e, or whom e helps to find, speaks in the fact or is
// a person of its paragraph.
func (ix *Index) speaks(d *doc, e int) bool {
	for _, have := range d.entities {
		if ix.base.Names.Entry(have).Kind != knowledge.Person {
			continue
		}
		if have == e || slices.Contains(ix.base.Names.Related(e), have) {
			return true
		}
	}
	return false
}

// narrower reports whether e lies within one of wide but is none of them.
func (ix *Index) narrower(e int, wide []int) bool {
	return !slices.Contains(wide, e) && slices.ContainsFunc(wide, func(w int) bool { return ix.base.Names.Within(e, w) })
}

// checkScope: a number that holds for a wide place is not that of a narrower
// one.
func checkScope(ix *Index, r *Reading, d *doc) Finding {
	if !counting(r) || d.fact.Figure == nil || len(d.where) == 0 {
		return Finding{}
	}
	for _, m := range r.Mentions {
		if ix.base.Names.Entry(m.Entry).Kind == knowledge.Place && slices.Contains(d.where, m.Entry) {
			return Finding{} // the wide place is named too
		}
	}
	for _, m := range r.Mentions {
		if ix.base.Names.Entry(m.Entry).Kind == knowledge.Place && ix.narrower(m.Entry, d.where) {
			return Finding{Kind: PremiseScope, Asked: m.Of(r.Question), Briefing: nameList(d.fact.About.Where), Severity: Veto}
		}
	}
	return Finding{}
}

// checkThing: what is to be counted or named must be something that the fact
// speaks of.
func checkThing(ix *Index, r *Reading, d *doc) Finding {
	doc := ix.docNumber(d)
	missing, found, first := 0, 0, -1
	for _, i := range r.Counted {
		w := &r.Words[i]
		if w.Info < 0.3 || genericHeads[w.Read()] || w.Kind == text.Number || r.mention(i) >= 0 {
			if r.mention(i) >= 0 {
				found++
			}
			continue
		}
		if ix.supports(r, i, doc, -1) >= supportParagraph {
			found++
			continue
		}
		missing++
		if first < 0 {
			first = i
		}
	}
	switch {
	case missing == 0:
		return Finding{}
	case found == 0 || counting(r):
		return Finding{Kind: PremiseThing, Asked: r.Words[first].Text, Briefing: d.fact.About.Measure, Severity: Veto}
	}
	return Finding{Kind: PremiseThing, Asked: r.Words[first].Text, Briefing: d.fact.About.Measure, Severity: Doubt}
}

// docNumber returns the number of d, which is one of the index's docs.
func (ix *Index) docNumber(d *doc) int32 {
	at, _ := slices.BinarySearchFunc(ix.docs[:ix.facts], d.fact.Ref, func(x doc, ref knowledge.Ref) int {
		switch {
		case x.fact.Ref == ref:
			return 0
		case x.fact.Ref.Less(ref):
			return -1
		}
		return 1
	})
	return int32(at)
}

// checkType: a question for a time, a place, a name, an age or a number needs
// a fact that has one: by its figure, or because its curator put such a
// question to it.
func checkType(ix *Index, r *Reading, d *doc) Finding {
	if r.Form == FormAny || ix.answersForm(r, d) {
		return Finding{}
	}
	return Finding{Kind: PremiseType, Asked: r.Form.String(), Severity: Veto}
}

func (ix *Index) answersForm(r *Reading, d *doc) bool {
	f := d.fact
	if kinds := kindsFor(r.Form); kinds != nil {
		if f.Figure == nil {
			return false
		}
		return slices.Contains(kinds, f.Figure.Kind) || r.Form == FormShare && r.moves() && slices.Contains(kindsFor(FormChange), f.Figure.Kind)
	}
	// With few phrasings what the fact has must do.
	put := d.forms[r.Form] || len(f.Ask) < fewPhrasings
	switch r.Form {
	case FormWhen, FormLong:
		return put && d.dated
	case FormWhere:
		return put && ix.hasKind(d, knowledge.Place)
	case FormWho:
		return put && ix.hasKind(d, knowledge.Person, knowledge.Body, knowledge.Group)
	}
	return true
}

// fewPhrasings is the number below which a fact's phrasings do not tell what
// kinds of questions it answers.
const fewPhrasings = 5

// moves reports whether the question speaks of a rise or a fall.
func (r *Reading) moves() bool {
	for i := range r.Words {
		if upWords[r.word(i)] || downWords[r.word(i)] {
			return true
		}
	}
	return false
}

// hasKind reports whether the fact itself has a name of one of kinds.
func (ix *Index) hasKind(d *doc, kinds ...knowledge.EntryKind) bool {
	return slices.ContainsFunc(d.own, func(e int) bool { return slices.Contains(kinds, ix.base.Names.Entry(e).Kind) })
}

// restrictors narrow what is asked to a part or an extreme.
var restrictors = wordSet(`alone only solely exclusively youngest oldest biggest largest smallest highest lowest most least worst best entirely
	every average annually monthly daily weekly`)

// checkRestriction: a restriction that the fact does not have makes another
// question of it.
func checkRestriction(ix *Index, r *Reading, d *doc) Finding {
	doc := ix.docNumber(d)
	for i := range r.Words {
		w := r.word(i)
		prev := r.word(i - 1)
		whole := w == "all" && (oneOf(r.word(i+1), "of|the|those|these") || i+1 < len(r.Words) && r.Words[i+1].Kind == text.Number) && counting(r)
		if !restrictors[w] && !whole {
			continue
		}
		if oneOf(prev, "or|not|but|at|the") && w == "only" || prev == "at" || w == "most" && !oneOf(prev, "the|expelled|sent") && r.word(i+1) != "of" {
			continue
		}
		if ix.strength(r.Words[i].feature, doc, -1) >= supportOwn && !whole {
			continue
		}
		f := Finding{Kind: PremiseRestriction, Asked: r.Words[i].Text, Briefing: d.fact.About.Scope, Severity: Veto}
		if r.Polar && !counting(r) {
			f.Severity = Doubt
		}
		return f
	}
	return Finding{}
}

// donePhrases say that something was done, not only planned or possible.
var donePhrases = compile("carried out", "carry out", "carried", "committed", "commit", "succeeded", "succeed", "successful", "successfully", "executed", "happened",
	"took place", "pulled off", "went through")

// checkStatus: what is only possible, planned or foiled was not done.
func checkStatus(ix *Index, r *Reading, d *doc) Finding {
	switch d.fact.About.Status {
	case knowledge.Possible, knowledge.Planned, knowledge.Foiled:
	default:
		return Finding{}
	}
	i := donePhrases.find(r)
	if i < 0 || ix.strength(r.Words[i].feature, ix.docNumber(d), -1) >= supportOwn && !counting(r) {
		return Finding{}
	}
	f := Finding{Kind: PremiseStatus, Asked: r.Words[i].Text, Briefing: string(d.fact.About.Status), Severity: Veto}
	if r.Polar && !counting(r) {
		f.Severity = Doubt
	}
	return f
}

var (
	upWords = wordSet(`increase increased increases increasing rise rose risen rising grow grew grown growing growth up jump jumped surge surged
		climbed soared swelling swell doubled tripled strengthened stronger more higher worse upgraded exceeded`)
	downWords = wordSet(`decrease decreased decreases decreasing fall fell fallen falling drop dropped dropping decline declined declining reduced reduction
		shrink shrank shrunk shrinking less fewer lower weaker weakened halved downgraded diminished subsided eased`)
)

// checkDirection: a fall is not a rise. A yes-or-no question that has the
// wrong direction is answered: no.
func checkDirection(ix *Index, r *Reading, d *doc) Finding {
	up, down := -1, -1
	for i := range r.Words {
		if upWords[r.word(i)] {
			up = i
		}
		if downWords[r.word(i)] {
			down = i
		}
	}
	if (up < 0) == (down < 0) {
		return Finding{}
	}
	rises, falls := directions(d.fact.Statement)
	if rises == falls || rises == (up >= 0) {
		return Finding{}
	}
	f := Finding{Kind: PremiseStatus, Asked: r.Words[max(up, down)].Text, Briefing: d.fact.About.Measure, Severity: Veto}
	switch {
	case r.Polar:
		f.Severity = Denial
	case d.fact.Figure == nil:
		return Finding{}
	}
	return f
}

func directions(s string) (up, down bool) {
	for _, w := range words(s) {
		up = up || upWords[w]
		down = down || downWords[w]
	}
	return up, down
}

// checkBesides: what a question sets aside is no answer to it.
func checkBesides(ix *Index, r *Reading, d *doc) Finding {
	for _, k := range r.Besides {
		m := r.Mentions[k]
		if len(d.by) > 0 && !slices.ContainsFunc(d.by, func(e int) bool { return !ix.base.Names.Within(e, m.Entry) }) {
			return Finding{Kind: PremiseRestriction, Asked: m.Of(r.Question), Briefing: nameList(d.fact.About.By), Severity: Veto}
		}
	}
	return Finding{}
}
