package answers

import (
	"slices"
	"strings"

	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

// checkRival: what a fact tells of one person or body is not told of another that its
// sentence speaks of besides, nor of what is another country's.
func checkRival(ix *Index, r *Reading, d *doc) Finding {
	if !d.shows {
		return Finding{}
	}
	for k, m := range r.Mentions {
		kind := ix.base.Names.Entry(m.Entry).Kind
		if kind == knowledge.Place && !ix.owns(r, d, k) && !ix.ofAnother(r, d, m) || kind == knowledge.Alias || kind == knowledge.Thing || slices.Contains(r.Besides, k) || oneOf(r.word(m.First-1), "than|like|with|versus|vs") {
			continue
		}
		if ix.has(d.tells, m.Entry) || ix.hasRelated(d.tells, m.Entry) {
			continue
		}
		for _, e := range d.tells {
			if other := ix.base.Names.Entry(e).Kind; (other == kind || kind == knowledge.Place && other == knowledge.Body) && !ix.base.Names.Within(m.Entry, e) {
				return Finding{Kind: PremiseRole, Asked: m.Of(r.Question), Briefing: ix.base.Names.Entry(e).Name, Severity: Veto}
			}
		}
	}
	return Finding{}
}

// ofAnother reports whether a mention possesses what the fact speaks of, and the quote
// does not say that it does: "Spain's minister" of a fact on that of France.
func (ix *Index) ofAnother(r *Reading, d *doc, m knowledge.Mention) bool {
	if !strings.ContainsAny(r.Words[m.Last].Text, "'’") {
		return false
	}
	for i := m.Last + 1; i <= min(m.Last+2, len(r.Words)-1) && !functionWords[r.word(i)]; i++ {
		if r.Words[i].Info > 0 && d.says(r.word(i)) {
			return !ix.possesses(d.quote.Text, m.Entry, r.word(i))
		}
	}
	return false
}

// checkActor: who acts in the question must be of whom the fact tells, where it names
// who acts in it.
func checkActor(ix *Index, r *Reading, d *doc) Finding {
	if !d.shows || !ix.hasKindIn(d.by, knowledge.Person, knowledge.Body, knowledge.Place) {
		return Finding{}
	}
	for _, k := range [2]int{r.Subject, r.Agent} {
		if k < 0 {
			continue
		}
		m := r.Mentions[k]
		if kind := ix.base.Names.Entry(m.Entry).Kind; kind != knowledge.Person && kind != knowledge.Body && kind != knowledge.Place {
			continue
		}
		if reportingVerbs[r.word(m.Last+1)] || ix.has(d.tells, m.Entry) || ix.hasRelated(d.tells, m.Entry) || ix.narrower(m.Entry, d.tells) || ix.speaks(d, m.Entry) {
			continue
		}
		return Finding{Kind: PremiseRole, Asked: m.Of(r.Question), Briefing: nameList(d.fact.About.By), Severity: Veto}
	}
	return Finding{}
}

// checkDeed: of two who act in one statement each did his own: "Lind took over when Moe
// resigned" does not say when Lind resigned.
func checkDeed(ix *Index, r *Reading, d *doc) Finding {
	if r.Subject < 0 || !d.shows || gap.in(r) {
		return Finding{}
	}
	m := r.Mentions[r.Subject]
	deed := ""
	for i := m.Last + 1; i <= min(m.Last+3, len(r.Words)-1) && r.mention(i) < 0; i++ {
		if r.Words[i].Info >= 0.3 {
			deed = stem(r.word(i))
			break
		}
	}
	if deed == "" {
		return Finding{}
	}
	toks := text.Tokens(d.fact.Statement)
	mentions := ix.base.Names.FindTokens(nil, d.fact.Statement, toks)
	if !slices.ContainsFunc(mentions, func(other knowledge.Mention) bool { return other.Entry == m.Entry }) {
		return Finding{}
	}
	for i, t := range toks {
		if stem(t.Norm) != deed || i > 0 && oneOf(toks[i-1].Norm, "was|were|been|be|being|is|are|the|a|an|of") {
			continue
		}
		best, joint := -1, false
		last := 0
		for _, other := range mentions {
			if other.Last >= i || ix.base.Names.Entry(other.Entry).Kind == knowledge.Alias || other.First > 0 && oneOf(toks[other.First-1].Norm, "with|of|from|to|in|for|on|by|against|at|into|about|under|than") {
				continue
			}
			// "Lind and Moe resigned" is said of both.
			joint = (joint || best == m.Entry) && !slices.ContainsFunc(toks[last+1:other.First], func(t text.Token) bool { return !oneOf(t.Norm, "and|or|the|with|,") })
			best, last = other.Entry, other.Last
		}
		if best < 0 || best == m.Entry || joint || ix.base.Names.Within(best, m.Entry) || ix.base.Names.Within(m.Entry, best) || ix.hasRelated([]int{best}, m.Entry) {
			return Finding{}
		}
		return Finding{Kind: PremiseRole, Asked: m.Of(r.Question), Briefing: ix.base.Names.Entry(best).Name, Severity: Veto}
	}
	return Finding{}
}

// checkSaid: what somebody said is not told by a number in words of nobody.
func checkSaid(_ *Index, r *Reading, d *doc) Finding {
	i := r.saying()
	if i < 0 || !d.shows || d.quote.Spoken.Speaker != "" || slices.ContainsFunc(r.Words[:i], func(w AskedWord) bool { return oneOf(w.Read(), "article|piece|text|story|briefing|report|paper|it") }) {
		return Finding{}
	}
	for w := range d.stated {
		if reportingVerbs[w] || speechVerbs[w] {
			return Finding{}
		}
	}
	return Finding{Kind: PremiseThing, Asked: r.Words[i].Text, Briefing: d.fact.About.Measure, Severity: Doubt}
}

var speechVerbs = wordSet(`reveal revealed warn warned warns add added highlight highlighted insist insisted acknowledge acknowledged conclude concluded cite cited explain explained
	describe described call called agree agreed assure assured according argue argued complain complained predict predicted promise promised estimate estimated calls describes
	wants wanted demand demands demanded urge urged believe believes hope hopes report reported reports dispute disputes criticise criticised accuse accused blame blamed attributed put puts`)

var togetherWords = strings.Fields("together combined jointly")

// checkTogether: a number of several together is not that of one of them.
func checkTogether(ix *Index, r *Reading, d *doc) Finding {
	if d.fact.Figure == nil || len(unique(slices.Clone(d.of))) < 2 || !slices.ContainsFunc(togetherWords, d.says) || allTogether.in(r) {
		return Finding{}
	}
	var one *knowledge.Mention
	for _, list := range [2][]knowledge.Mention{r.Mentions, r.Doubtful} {
		for i := range list {
			if !ix.has(d.of, list[i].Entry) {
				continue
			}
			if one != nil && one.Entry != list[i].Entry {
				return Finding{}
			}
			one = &list[i]
		}
	}
	if one == nil {
		return Finding{}
	}
	return Finding{Kind: PremiseScope, Asked: one.Of(r.Question), Briefing: nameList(d.fact.About.Of), Severity: Veto}
}

var allTogether = compile("together|both|combined|total|sum|altogether|jointly|overall|two|all")
