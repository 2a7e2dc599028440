package answers

import (
	"slices"
	"strings"

	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

// checkEntity: every name of the question must be one that the fact or its
// paragraph has: the same, or one within it. For a number the fact itself must
// have the group. A related name is neither proof nor contradiction.
func checkEntity(ix *Index, r *Reading, d *doc) Finding {
	for _, list := range [2][]knowledge.Mention{r.Mentions, r.Doubtful} {
		for k, m := range list {
			have := d.entities
			switch ix.base.Names.Entry(m.Entry).Kind {
			case knowledge.Alias:
				continue
			case knowledge.Person:
			default:
				if counting(r) && d.fact.Figure != nil {
					have = d.own
				}
			}
			if ix.has(have, m.Entry) || ix.hasRelated(have, m.Entry) && !ix.inPerson(r, m) {
				continue
			}
			if ix.anyBody(r, m) || m.First == m.Last && oneOf(r.word(m.First), "man|woman") && !counting(r) {
				continue // "the top man" says nothing of men
			}
			if d.says("asked") && oneOf(r.word(m.Last+1), "ask|asked|wanted|pressed|questioned|wondered|quizzed") {
				continue // who asked is not told
			}
			if slices.Contains(r.Besides, k) && k < len(r.Mentions) && m == r.Mentions[k] {
				continue
			}
			return Finding{Kind: PremiseEntity, Asked: m.Of(r.Question), Briefing: nameList(d.fact.About.Of), Severity: Veto}
		}
	}
	if w := ix.strangeName(r, d); w != "" {
		return Finding{Kind: PremiseEntity, Asked: w, Severity: Veto}
	}
	return Finding{}
}

// has reports whether one of entries is e or within it.
func (ix *Index) has(entries []int, e int) bool {
	return slices.ContainsFunc(entries, func(have int) bool { return ix.base.Names.Within(have, e) })
}

// anyBody reports whether a mention is a common noun that another noun makes that of
// anybody: "a country's government", "some nation's police".
func (ix *Index) anyBody(r *Reading, m knowledge.Mention) bool {
	return m.First == m.Last && !text.IsCapitalised(r.Words[m.First].Text) && !text.IsCapitalised(ix.base.Names.Entry(m.Entry).Name) && oneOf(r.word(m.First-1), "country|nation|state|countries|nations|states|countrys|else|another|other|foreign|some|any")
}

// inPerson reports whether a mention is a person as such: "Xi", but not "Xi's
// country", which stands for something else.
func (ix *Index) inPerson(r *Reading, m knowledge.Mention) bool {
	return ix.base.Names.Entry(m.Entry).Kind == knowledge.Person && !strings.ContainsAny(r.Words[m.Last].Text, "'’")
}

// hasRelated reports whether e helps to find one of entries. A person or body
// also stands for what lies within ("Putin's" for the GRU); a place does not,
// or London would be wherever MI5 is, nor does a body that the briefing does not
// speak of, or the European Union would be wherever Europe is.
func (ix *Index) hasRelated(entries []int, e int) bool {
	if entry := ix.base.Names.Entry(e); entry.Kind != knowledge.Place && !entry.Sibling {
		return slices.ContainsFunc(ix.base.Names.Related(e), func(to int) bool { return ix.has(entries, to) })
	}
	return slices.ContainsFunc(ix.base.Names.Related(e), func(to int) bool { return slices.Contains(entries, to) })
}

// strangeName returns a capitalised word that nothing of the fact has: one that
// the base does not have, or only has as a part of names elsewhere. Capitals at
// the start, and in questions that are all capitals, tell nothing.
func (ix *Index) strangeName(r *Reading, d *doc) string {
	if mostlyCapitals(r.tokens) {
		return ""
	}
	doc := ix.docNumber(d)
	for i, w := range r.Words {
		start := i == 0 || strings.ContainsAny(r.Question[r.Words[i-1].End:w.Start], ".!?:\"“")
		if start || w.Kind != text.Word || !text.IsCapitalised(w.Text) || r.mention(i) >= 0 || w.Repaired != "" {
			continue
		}
		if w.feature < 0 && w.Info >= 0.3 || w.feature >= 0 && w.Info > 0 && !ix.common[w.Norm] && ix.strength(w.feature, doc, -1) == 0 {
			return w.Text
		}
	}
	return ""
}

// nameList writes names as one text.
func nameList(names []string) string { return strings.Join(names, ", ") }

// checkModifier: the name that describes what is counted ("British
// diplomats") must be one that the fact counts, or whose or where it is; the
// name in "…-backed" must be who backs.
func checkModifier(ix *Index, r *Reading, d *doc) Finding {
	if len(d.of) == 0 {
		return Finding{}
	}
	for _, m := range r.Mentions {
		if ix.base.Names.Entry(m.Entry).Kind == knowledge.Alias {
			continue
		}
		if i := m.Last + 1; i < len(r.Words) && d.measured[r.Words[i].feature] && oneOf(r.word(i+1), "into|against|on") && len(d.by) > 0 && !ix.has(d.by, m.Entry) && !ix.hasRelated(d.by, m.Entry) {
			return Finding{Kind: PremiseRole, Asked: r.piece(m.First, i), Briefing: nameList(d.fact.About.By), Severity: Veto}
		}
		have := d.about
		switch {
		case oneOf(r.word(m.Last+1), "backed|sponsored|led|linked|funded|made|supported|based"):
			have = d.of
		case !counting(r) || !slices.Contains(r.Counted, m.First):
			continue
		}
		if !ix.has(have, m.Entry) && !ix.hasRelated(have, m.Entry) {
			return Finding{Kind: PremiseRole, Asked: m.Of(r.Question), Briefing: nameList(d.fact.About.Of), Severity: Veto}
		}
	}
	return Finding{}
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
		f := Finding{Kind: PremiseRole, Asked: m.Of(r.Question), Briefing: nameList(d.fact.About.By), Severity: Veto}
		if reportingVerbs[r.word(m.Last+1)] && oneOf(r.word(m.Last+2), "yes|no") {
			continue // who said yes has voted, or agreed
		}
		if reportingVerbs[r.word(m.Last+1)] || reportingVerbs[r.word(m.Last+2)] && functionWords[r.word(m.Last+1)] {
			if !ix.speaks(d, m.Entry) {
				f.Briefing = d.quote.Spoken.Speaker
				return f
			}
			continue
		}
		if len(d.by) > 0 && ix.base.Names.Entry(m.Entry).Kind != knowledge.Group && ix.hasKindIn(d.by, knowledge.Place, knowledge.Body) && !ix.has(d.by, m.Entry) && ix.has(d.of, m.Entry) {
			return f
		}
		if counting(r) && ix.narrower(m.Entry, d.by) {
			f.Kind = PremiseScope
			return f
		}
	}
	for _, m := range r.Mentions {
		if oneOf(r.word(m.First-1), "told|warned|informed|alerted|advised|reminded") && r.Form == FormWho && ix.speaks(d, m.Entry) {
			return Finding{Kind: PremiseRole, Asked: r.piece(m.First-1, m.Last), Briefing: d.quote.Spoken.Speaker, Severity: Veto}
		}
	}
	if k := r.doer(); k >= 0 && len(d.by) > 0 {
		if m := r.Mentions[k]; !ix.has(d.by, m.Entry) && !ix.hasRelated(d.by, m.Entry) && !ix.speaks(d, m.Entry) {
			return Finding{Kind: PremiseRole, Asked: m.Of(r.Question), Briefing: nameList(d.fact.About.By), Severity: Doubt}
		}
	}
	if w := r.strangeSpeaker(); w != "" {
		return Finding{Kind: PremiseRole, Asked: w, Briefing: d.quote.Spoken.Speaker, Severity: Veto}
	}
	return Finding{}
}

// doer returns the mention of which r asks what it did, or -1: "what did the
// officer of X do".
func (r *Reading) doer() int {
	i := didWhat.find(r)
	if i < 0 {
		return -1
	}
	for j := i + 2; j < len(r.Words) && !oneOf(r.word(j), "though|although|while|whereas|despite|because|since|but"); j++ {
		if oneOf(r.word(j), "do|doing|done") && r.word(j+1) != "with" {
			for k := i + 2; k < j; k++ {
				if m := r.mention(k); m >= 0 {
					return m
				}
			}
			return -1
		}
	}
	return -1
}

var didWhat = compile("what did|does|do|has|have|had|is|are|was|were", "what exactly did|does|do|has|have|had|is|are|was|were")

// strangeSpeaker returns who is asked to have said something and is neither a
// pronoun nor a name that the glossary knows: "did Parliament say …".
func (r *Reading) strangeSpeaker() string {
	for i := range r.Words {
		if !oneOf(r.word(i), "did|does|do|has|have|had") {
			continue
		}
		first := i + 1
		for oneOf(r.word(first), "the|a|an") {
			first++
		}
		for j := first; j < min(first+4, len(r.Words)); j++ {
			if k := r.mention(j); k >= 0 && r.Mentions[k].Last+1 < len(r.Words) && r.mention(r.Mentions[k].Last+1) < 0 && !functionWords[r.word(r.Mentions[k].Last+1)] && !reportingVerbs[r.word(r.Mentions[k].Last+1)] {
				continue // "the Russian embassy": the name only says which
			}
			if r.mention(j) >= 0 || r.Words[j].Repaired != "" || functionWords[r.word(j)] && !reportingVerbs[r.word(j)] || oneOf(r.word(j), "article|piece|text|story|briefing|boss|chief|head|director|man|guy|bloke|speaker") {
				break
			}
			if reportingVerbs[r.word(j)] && j > first && !oneOf(r.word(j+1), "yes|no|ok|okay") {
				return r.piece(first, j-1)
			}
		}
	}
	return ""
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

// wider reports whether one of narrow lies within e but none is e.
func (ix *Index) wider(e int, narrow []int) bool {
	return !slices.Contains(narrow, e) && ix.has(narrow, e)
}

// checkScope: a number that holds for one place is not that of a narrower or
// a wider one, and what happened in one place did not happen in another.
func checkScope(ix *Index, r *Reading, d *doc) Finding {
	if len(d.places) == 0 {
		return Finding{}
	}
	for _, m := range r.Mentions {
		if ix.base.Names.Entry(m.Entry).Kind == knowledge.Place && slices.Contains(d.places, m.Entry) {
			return Finding{} // the fact's own place is named too
		}
	}
	for _, m := range r.Mentions {
		if ix.base.Names.Entry(m.Entry).Kind != knowledge.Place || slices.Contains(d.of, m.Entry) || slices.Contains(r.Counted, m.First) && ix.hasRelated(d.of, m.Entry) || ix.hasRelated(d.places, m.Entry) && !counting(r) {
			continue
		}
		f := Finding{Kind: PremiseScope, Asked: m.Of(r.Question), Briefing: nameList(d.fact.About.Where), Severity: Veto}
		located := oneOf(r.word(m.First-1), "in|across|within|throughout|inside") || r.word(m.First-1) == "the" && oneOf(r.word(m.First-2), "in|across|within|throughout|inside")
		switch {
		case counting(r) && d.fact.Figure != nil && (ix.narrower(m.Entry, d.places) || ix.wider(m.Entry, d.places)):
			return f
		case located && len(d.where) > 0 && !ix.narrower(m.Entry, d.where) && !ix.wider(m.Entry, d.where):
			return f
		}
	}
	return Finding{}
}
