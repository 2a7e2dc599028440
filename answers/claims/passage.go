package claims

import (
	"slices"
	"strings"

	"briefbot/knowledge"
	"briefbot/knowledge/quantity"
	"briefbot/knowledge/text"
)

// class says what a token is compared as.
type class uint8

const (
	isLight   class = iota
	isWord          // must be carried
	isName          // part of a mention
	isFigure        // part of a quantity
	isPeriod        // part of a period
	isSpeech        // part of who speaks: "according to X", "X said that"
	isPronoun       // see pronouns
)

// A passage is a claim or a sentence of the base, read once for comparing.
type passage struct {
	text    string
	toks    []text.Token
	class   []class
	means   [][]string // concepts of each token that is a word
	names   []named
	figures []quantity.Quantity // all but dates and what periods hold
	periods []quantity.Period
	quotes  []text.Quotation
	speaker speaker
	someone bool // a pronoun speaks: nobody knows who is meant
}

// A speaker is who is said to speak.
type speaker struct {
	there bool // somebody is
	entry int  // of the glossary, -1 for somebody that it does not know
	text  string
}

// named is a mention with the role that it plays.
type named struct {
	knowledge.Mention
	role
	together bool // it continues a list: "A and B"
}

// newPassage reads s.
func newPassage(names *knowledge.Names, s string) *passage {
	p := &passage{text: s, toks: text.Tokens(s), quotes: text.Quotations(s)}
	p.class = make([]class, len(p.toks))
	p.means = make([][]string, len(p.toks))
	for _, m := range names.FindTokens(nil, s, p.toks) {
		p.names = append(p.names, named{Mention: m})
		p.mark(m.Span, isName)
	}
	p.readTimes()
	p.readWords()
	p.readSpeaker(names)
	for i := range p.names {
		p.names[i].role, p.names[i].together = p.roleOf(names, i)
	}
	return p
}

// mark classes the tokens of span that have no class yet.
func (p *passage) mark(span text.Span, c class) {
	for i, t := range p.toks {
		if span.Overlaps(text.Span{Start: t.Start, End: t.End}) && p.class[i] == isLight {
			p.class[i] = c
		}
	}
}

// timeWords are the words of periods that say nothing but when.
var timeWords = wordSet("since in over during within for from until by last past before after between the earlier later this next month year week decade ago alone single a one of months years weeks days on until")

// readTimes finds periods and figures. A figure that a period holds is part of
// it.
func (p *passage) readTimes() {
	p.periods = quantity.Periods(p.text)
	for _, q := range quantity.ParseTokens(p.text, p.toks) {
		within := slices.ContainsFunc(p.periods, func(per quantity.Period) bool { return per.Contains(q.Core) })
		if within && (q.Kind == quantity.Date || q.Kind == quantity.Duration) {
			p.mark(q.Core, isPeriod)
			continue
		}
		if q.Kind == quantity.Date {
			continue
		}
		if q.Kind == quantity.Change && p.sharing(q) {
			q.Kind = quantity.Share
		}
		p.figures = append(p.figures, q)
		p.mark(q.Span, isFigure)
	}
	for _, per := range p.periods {
		for i, t := range p.toks {
			if per.Contains(text.Span{Start: t.Start, End: t.End}) && p.class[i] == isLight && timeWords[t.Norm] {
				p.class[i] = isPeriod
			}
		}
	}
}

// sharing reports whether "up" before a figure is that of "takes up 13%".
func (p *passage) sharing(q quantity.Quantity) bool {
	for i, t := range p.toks {
		if t.Start >= q.Start {
			return p.word(i-1) == "up" && (strings.HasPrefix(p.word(i-2), "tak") || p.word(i-2) == "took" || strings.HasPrefix(p.word(i-2), "mak") || p.word(i-2) == "made")
		}
	}
	return false
}

func (p *passage) readWords() {
	for i := 0; i < len(p.toks); {
		if p.class[i] != isLight {
			i++
			continue
		}
		if means, n := phraseAt(p.toks, i); n > 0 {
			p.class[i] = isWord
			p.means[i] = strings.Split(means, "+")
			i += n
			continue
		}
		switch w := p.toks[i].Norm; {
		case light[w] || p.toks[i].Kind == text.Sign:
		case pronouns[w]:
			p.class[i] = isPronoun
		default:
			p.class[i] = isWord
			p.means[i] = []string{conceptOf(w)}
		}
		i++
	}
}

// word returns folded token i, or "" outside.
func (p *passage) word(i int) string {
	if i < 0 || i >= len(p.toks) {
		return ""
	}
	return p.toks[i].Norm
}

// gap returns what stands before token i, from the token before it on.
func (p *passage) gap(i int) string {
	if i <= 0 || i >= len(p.toks) {
		return ""
	}
	return p.text[p.toks[i-1].End:p.toks[i].Start]
}

// quoted reports whether token i stands in quotation marks.
func (p *passage) quoted(i int) bool {
	return slices.ContainsFunc(p.quotes, func(q text.Quotation) bool {
		return q.Closed && q.Inner.Contains(text.Span{Start: p.toks[i].Start, End: p.toks[i].End})
	})
}

// readSpeaker finds "according to X", "X said that" and "said X", outside of
// quotation marks.
func (p *passage) readSpeaker(names *knowledge.Names) {
	for _, m := range p.names {
		kind := names.Entry(m.Entry).Kind
		if p.quoted(m.First) || kind == knowledge.Place || kind == knowledge.Alias || kind == knowledge.Thing {
			continue
		}
		verb := -1
		at := p.title(m.First) - 1 // a spokesman’s, too
		for p.word(at) == "the" || p.word(at) == "a" {
			at--
		}
		switch {
		case p.word(at) == "to" && p.word(at-1) == "according":
			p.class[at], p.class[at-1], p.means[at-1] = isSpeech, isSpeech, nil
		case m.First == 0 && strings.Contains(p.gap(m.Last+1), ":"), m.Last == len(p.toks)-1 && strings.ContainsAny(p.gap(m.First), "—–-") && strings.ContainsAny(p.gap(m.First), `”"“`):
			// Ann Lee: “…”, and “…” — Ann Lee
		case p.speechVerb(m.Last+1) >= 0:
			verb = p.speechVerb(m.Last + 1)
		case at >= 0 && speech[p.word(at)] && p.class[at] == isWord && at > 0 && strings.ContainsAny(p.gap(at), `,”"“`):
			verb = at // “…,” said X
		default:
			continue
		}
		if verb >= 0 {
			p.class[verb], p.means[verb] = isSpeech, nil
			if w := p.word(verb + 1); w == "of" || w == "that" {
				p.class[verb+1] = isSpeech
			}
		}
		first := p.title(m.First)
		p.speaker = speaker{there: true, entry: m.Entry, text: p.text[p.toks[first].Start:m.End]}
		if first < m.First {
			p.speaker.entry = -1 // somebody of theirs
		}
		for i := first; i <= m.Last; i++ {
			p.class[i], p.means[i] = isSpeech, nil
		}
		return
	}
	if len(p.quotes) == 0 {
		return
	}
	subject, ok := text.Speaker(p.text, p.quotes[0])
	if words := subject.Of(p.text); ok && words != "" {
		p.someone = pronouns[text.Fold(words)]
		if !p.someone {
			p.speaker = speaker{there: true, entry: -1, text: words}
			for _, m := range p.names {
				if m.Span == subject {
					p.speaker.entry = m.Entry
				}
			}
		}
		for i, t := range p.toks {
			span := text.Span{Start: t.Start, End: t.End}
			if subject.Contains(span) && !negations[t.Norm] || speech[t.Norm] && !p.quoted(i) {
				p.class[i], p.means[i] = isSpeech, nil
			}
		}
		p.names = slices.DeleteFunc(p.names, func(m named) bool { return subject.Contains(m.Span) })
	}
}

// title returns the first token of a title before the name at token i: "a
// spokesman for MI5", "the head of MI6".
func (p *passage) title(i int) int {
	at := i - 1
	for at >= 0 && (p.word(at) == "the" || p.class[at] == isName && p.gap(at+1) == " ") {
		at--
	}
	if w := p.word(at); w != "of" && w != "for" || at == 0 || p.class[at-1] != isWord {
		return i
	}
	for at--; at > 0 && p.class[at-1] == isWord && !strings.ContainsAny(p.gap(at), ",;:.("); at-- {
	}
	return at
}

// speechVerb returns the verb of speaking at token i, helpers skipped, or -1.
func (p *passage) speechVerb(i int) int {
	for ; i < len(p.toks); i++ {
		w := p.word(i)
		if strings.ContainsAny(p.gap(i), `.;:“”"`) {
			return -1
		}
		if negations[w] && p.class[i] == isWord || w == "also" || w == "has" || w == "have" || w == "had" || w == "then" {
			continue
		}
		if speech[w] && p.class[i] == isWord {
			return i
		}
		return -1
	}
	return -1
}

// spoken reports whether a mention is the speaker.
func (p *passage) spoken(m named) bool { return p.class[m.First] == isSpeech }

// has reports whether the passage has a word with the concept.
func (p *passage) has(concept string) bool {
	return slices.ContainsFunc(p.means, func(m []string) bool { return slices.Contains(m, concept) })
}
