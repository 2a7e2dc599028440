package answers

import (
	"slices"
	"strings"

	"briefbot/knowledge"
	"briefbot/knowledge/quantity"
	"briefbot/knowledge/text"
)

// checkThing: what is to be counted or named must be something that the fact
// speaks of.
func checkThing(ix *Index, r *Reading, d *doc) Finding {
	doc := ix.docNumber(d)
	missing, found, first := 0, 0, -1
	said := false // what the figure counts, before another noun
	for _, i := range r.Counted {
		w := &r.Words[i]
		if k := r.mention(i); k >= 0 && slices.Contains(r.Asked, i) && !ix.mayAsk(d, r.Mentions[k].Entry) {
			return Finding{Kind: PremiseEntity, Asked: r.Mentions[k].Of(r.Question), Briefing: nameList(d.fact.About.By), Severity: Veto}
		}
		said = said || d.counts[w.Read()] && !placeNouns[w.Read()] && r.mention(i) < 0
		if !said && counting(r) && placeNouns[w.Read()] && d.figure.Kind == quantity.Count && !d.counts[w.Read()] {
			return Finding{Kind: PremiseThing, Asked: w.Text, Briefing: d.fact.About.Measure, Severity: Veto}
		}
		if w.Info < 0.3 || genericHeads[w.Read()] || w.Kind == text.Number || r.mention(i) >= 0 {
			if r.mention(i) >= 0 {
				found++
			}
			continue
		}
		if i == r.head() && counting(r) && d.says(w.Read()) && d.fact.Figure != nil && d.fact.Figure.Kind == quantity.Count && !d.measured[w.feature] && !d.counts[w.Read()] {
			// Another noun of the same sentence: of 750 diplomats many were spies.
			return Finding{Kind: PremiseThing, Asked: w.Text, Briefing: d.fact.About.Measure, Severity: Veto}
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

// placeNouns are counted as such, though they may be part of a name that the fact
// has: how many European countries is not how many came from there.
var placeNouns = wordSet("countries nations states cities towns regions capitals governments places")

// head is the last counted word, the noun itself, or -1.
func (r *Reading) head() int {
	if len(r.Counted) == 0 {
		return -1
	}
	return r.Counted[len(r.Counted)-1]
}

// mayAsk reports whether a name that describes what is asked for ("which
// Iranian service") is one of the fact's own.
func (ix *Index) mayAsk(d *doc, e int) bool {
	return ix.base.Names.Entry(e).Kind == knowledge.Alias || ix.has(d.own, e) || ix.hasRelated(d.own, e)
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

// matters are relations that must be the fact's own: whoever asks about an
// arrest, a death or a cost is not answered by a fact on the same people that
// says nothing of arrests, deaths or costs.
var matters = inflected(`kill die dead dying death fatality injure injury wound hurt casualty victim hostage kidnap assassinate murder
	arrest charge convict conviction jail imprison prison sentence trial court prosecute prosecution guilty extradite detain custody catch caught capture identify headcount
	budget cost price pay paid spent salary fund funding spend money dollar euro earn wage afford
	employ hire recruit staff workforce personnel apply vacancy
	married wife husband degree hobby religion nationality born birthday biography
	respond response reply react reaction deny denial comment apologise apology retaliate retaliation
	fail failure lose losing lost defeat win won winning resign retire appoint elect
	recommend recommendation conclusion propose solve solution
	lead leads leading led leader head replace replaced succeed succeeded fire fired deputy predecessor successor founded founder establish commander motive sabotage hack hacked train trained train recruit
	weather capital population website phone email video photo`)

// figuresOfSpeech are phrases in which a word of matters is none: who loses
// sleep has lost nothing, and who fails to stop something has failed.
var figuresOfSpeech = compile("lose|loses|losing|lost sleep|ground|touch|track|sight|heart|patience|interest", "pay|pays|paid|paying attention|heed|tribute|lip|homage", "pay|pays|paid|paying the|as same|much attention", "pay|pays|paid|paying less|more|much|little|no|any|enough|close attention|heed",
	"in|take|takes|took|taking charge", "lead|leads|leading|led to|up", "catch|catches|caught|catching up|on", "head|heads|headed|heading for|off|towards|toward|into",
	"win|wins|won|winning over", "at all|any cost|costs", "found that|out", "dead last|end|slow", "dead set|against|certain|serious", "die|dies|died|dying down", "killing time")

// speakFiguratively makes the words of such phrases ordinary ones.
func (r *Reading) speakFiguratively() {
	for i := range r.Words {
		figuresOfSpeech.at(r, i, func(p phrase) bool {
			for j := range p.words {
				r.Words[i+j].matter = false
			}
			return false
		})
	}
}

// responses are the matters that a fact has which tells what somebody was asked.
var responses = map[string]bool{stem("respond"): true, stem("response"): true, stem("reply"): true, stem("react"): true, stem("reaction"): true}

// means are the matters of which resources and capacity consist.
var means = map[string]bool{stem("money"): true, stem("funds"): true, stem("staff"): true, stem("personnel"): true, stem("workforce"): true}

// inflected returns the words with their regular endings.
func inflected(list string) map[string]bool {
	set := map[string]bool{}
	for w := range wordSet(list) {
		for _, ending := range []string{"", "s", "es", "d", "ed", "ing", "ers", "er"} {
			set[w+ending] = true
		}
		if stem, ok := strings.CutSuffix(w, "e"); ok {
			set[stem+"ing"] = true
		}
		if stem, ok := strings.CutSuffix(w, "y"); ok {
			set[stem+"ies"], set[stem+"ied"] = true, true
		}
	}
	return set
}

// checkWhose: a figure of somebody's needs that somebody in the question, or a
// question that says nothing else: "university students" are no "youths".
func checkWhose(ix *Index, r *Reading, d *doc) Finding {
	if d.fact.Figure == nil || len(d.of) == 0 {
		return Finding{}
	}
	for _, m := range r.Mentions {
		if r.Form == FormAge && ix.base.Names.Entry(m.Entry).Kind == knowledge.Person && !slices.Contains(d.of, m.Entry) {
			return Finding{Kind: PremiseEntity, Asked: m.Of(r.Question), Briefing: nameList(d.fact.About.Of), Severity: Veto}
		}
	}
	for _, list := range [2][]knowledge.Mention{r.Mentions, r.Doubtful} {
		for _, m := range list {
			if ix.has(d.of, m.Entry) || ix.hasRelated(d.of, m.Entry) {
				return Finding{}
			}
		}
	}
	doc := ix.docNumber(d)
	for i := range r.Words {
		if w := &r.Words[i]; w.Info >= 0.5 && !upWords[w.Norm] && !downWords[w.Norm] && ix.supports(r, i, doc, -1) == 0 {
			return Finding{Kind: PremiseThing, Asked: w.Text, Briefing: nameList(d.fact.About.Of), Severity: Doubt}
		}
	}
	return Finding{}
}

// metaPhrases ask about the text itself, which the text does not speak of.
var metaPhrases = compile("this|it published|written|posted|released|updated", "this|the article|piece|story|text published|written|posted|released|updated",
	"wrote|published|write|publish this|it|the", "source|author|date|writer|publisher of this|the article|piece|story|text", "this|the article|piece|story|text from|by", "byline")

// standsFor asks what letters are short for, which a text that uses them need not
// say.
var standsFor = compile("word|term|acronym|name * mean|means|meant", "stand|stands|stood for", "short for", "abbreviation|acronym for|of")

// checkMeta: see metaPhrases and standsFor.
func checkMeta(_ *Index, r *Reading, d *doc) Finding {
	if i := standsFor.find(r); i >= 0 && !d.says("stands") && !d.says("short") {
		return Finding{Kind: PremiseThing, Asked: r.piece(i, min(i+1, len(r.Words)-1)), Severity: Veto}
	}
	i := metaPhrases.find(r)
	if i < 0 || oneOf(r.word(i), "wrote|published|write|publish") && !metaObjects.in(r) {
		return Finding{}
	}
	return Finding{Kind: PremiseThing, Asked: r.piece(i, min(i+2, len(r.Words)-1)), Severity: Veto}
}

var metaObjects = compile("this", "it", "the article|piece|story|text")

// checkMatter: see matters. Yes or no phrasings do not count: they also put what is
// not so; nor does a quote that tells of others besides, where phrasings are few.
func checkMatter(ix *Index, r *Reading, d *doc) Finding {
	doc := ix.docNumber(d)
	for i := range r.Words {
		w := &r.Words[i]
		if !w.matter || w.Info == 0 || r.mention(i) >= 0 || ix.stands(w.feature, doc) || !d.fewAsked() && ix.ownStrength(w.feature, doc) >= supportOwn || responses[stem(w.Read())] && d.says("asked") || r.Polar && !counting(r) && means[stem(w.Read())] && (d.says("resources") || d.says("capacity")) {
			continue
		}
		return Finding{Kind: PremiseThing, Asked: w.Text, Briefing: d.fact.About.Measure, Severity: Veto}
	}
	return Finding{}
}

// checkAct: who did something, and where, is not told by a number of which the fact
// does not say that it was done, nor how by one of which nobody asks how.
func checkAct(ix *Index, r *Reading, d *doc) Finding {
	if !d.shows {
		return Finding{}
	}
	doc := ix.docNumber(d)
	if i := manner.find(r); i >= 0 && r.Form == FormAny && !r.WantsQuote && !d.thin() && !(d.moves() && r.becoming() >= 0) {
		pair, ok := ix.pairs[pairKey(r.Words[i].feature, r.Words[i+1].feature)]
		if !ok || ix.strength(pair, doc, -1) == 0 {
			return Finding{Kind: PremiseType, Asked: "a way", Severity: Doubt}
		}
	}
	if r.Form != FormWho && r.Form != FormWhere {
		return Finding{}
	}
	for i := range r.Words {
		w := &r.Words[i]
		if w.Kind == text.Word && w.Info >= strangeInfo && r.mention(i) < 0 && ix.supports(r, i, doc, -1) == 0 {
			return Finding{Kind: PremiseThing, Asked: w.Text, Briefing: d.fact.About.Measure, Severity: Doubt}
		}
	}
	return Finding{}
}

// manner asks in which way something was done.
var manner = compile("how did|do|does|have|has|had|was|were|can|could")

// checkGrown: what grew must be what the fact says has grown, of which the question
// says one word at least: attacks are no investigations.
func checkGrown(ix *Index, r *Reading, d *doc) Finding {
	if r.Form != FormChange || !d.moves() {
		return Finding{}
	}
	if countPhrases.find(r) < 0 && slices.ContainsFunc(r.Mentions, func(m knowledge.Mention) bool { return ix.has(d.of, m.Entry) || ix.hasRelated(d.of, m.Entry) }) {
		return Finding{}
	}
	doc := ix.docNumber(d)
	first := -1
	for i := range r.Words {
		w := &r.Words[i]
		if w.Info < 0.3 || w.Kind != text.Word || r.mention(i) >= 0 || upWords[w.Read()] || downWords[w.Read()] || genericHeads[w.Read()] {
			continue
		}
		if d.measured[w.feature] || ix.ownStrength(w.feature, doc) >= supportOwn {
			return Finding{}
		}
		if first < 0 {
			first = i
		}
	}
	if first < 0 {
		return Finding{}
	}
	return Finding{Kind: PremiseThing, Asked: r.Words[first].Text, Briefing: d.fact.About.Measure, Severity: Doubt}
}
