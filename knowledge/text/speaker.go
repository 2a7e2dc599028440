package text

import (
	"sort"
	"strings"
)

// reporting are the verbs that say who speaks.
var reporting = wordSet(`said says say saying told tells added adds revealed reveals explained explains warned warns insisted insisting
	insists admitted admits acknowledged acknowledges agreed agrees concluded concludes assured assures highlighted highlights
	stated states claimed claims argued argues noted notes called calls described describes wrote writes announced announces
	declared declares cited cites replied replies answered asked issued stressed urged vowed confirmed denied`)

// breaks end the clause in which a speaker is looked for.
const breaks = ",;:.!?—–"

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// auxiliaries stand between a subject and its reporting verb.
var auxiliaries = wordSet("has have had is was were are also then later")

// Speaker returns who is said to speak the quotation q of s, as a span of s:
// the subject of the reporting verb in the same sentence, outside every
// quotation ("McCallum" in `“China is different,” McCallum said`). A pronoun is
// returned as it stands. ok is false when the sentence has no reporting verb;
// the subject's span is empty when the verb has none ("insisting that …").
//
// It reads all of s; for every quotation of a text use Speakers.
func Speaker(s string, q Quotation) (subject Span, ok bool) {
	a := newAttribution(s, Quotations(s)).of(q)
	return a.Subject, a.Reported
}

// A Voice is who speaks one quotation, see Speaker.
type Voice struct {
	Subject  Span
	Reported bool // false: the sentence has no reporting verb
}

// Speakers returns the voice of each of the quotations that Quotations finds
// in s. Its time grows with the length of s, not with its square.
func Speakers(s string) []Voice {
	quotes := Quotations(s)
	a := newAttribution(s, quotes)
	out := make([]Voice, len(quotes))
	for i, q := range quotes {
		out[i] = a.of(q)
	}
	return out
}

// attribution is a text read once for the voices of its quotations.
type attribution struct {
	s         string
	sentences []Span
	tokens    []Token      // outside every quotation
	apart     []bool       // a quotation lies between token i-1 and token i
	verbs     []int        // the reporting ones among tokens
	subjects  map[int]Span // by verb, as found
}

func newAttribution(s string, quotes []Quotation) *attribution {
	a := &attribution{s: s, sentences: Sentences(s), subjects: map[int]Span{}}
	at, passed := 0, false
	for _, t := range Tokens(s) {
		for at < len(quotes) && quotes[at].End <= t.Start {
			at, passed = at+1, true
		}
		if at < len(quotes) && quotes[at].Overlaps(Span{t.Start, t.End}) {
			continue
		}
		// "United States": a verb has a capital only where it opens a clause.
		if reporting[t.Norm] && (!IsCapitalised(t.Text) || len(a.tokens) == 0 || strings.TrimSpace(s[a.tokens[len(a.tokens)-1].End:t.Start]) != "") {
			a.verbs = append(a.verbs, len(a.tokens))
		}
		a.tokens, a.apart, passed = append(a.tokens, t), append(a.apart, passed), false
	}
	return a
}

// of returns the voice of q: the subject of the nearest verb of its sentence,
// of two as near the one before it.
func (a *attribution) of(q Quotation) Voice {
	around := a.around(q.Span)
	next := sort.Search(len(a.verbs), func(i int) bool { return a.tokens[a.verbs[i]].Start >= q.End })
	best := -1
	if next > 0 && a.tokens[a.verbs[next-1]].Start >= around.Start {
		best = a.verbs[next-1]
	}
	if next < len(a.verbs) && a.tokens[a.verbs[next]].End <= around.End {
		verb := a.verbs[next]
		if best < 0 || a.tokens[verb].Start-q.End < q.Start-a.tokens[best].End {
			best = verb
		}
	}
	if best < 0 {
		return Voice{}
	}
	subject, known := a.subjects[best]
	if !known {
		if subject = a.before(best); subject.Start == subject.End {
			subject = a.after(best)
		}
		a.subjects[best] = subject
	}
	return Voice{subject, true}
}

// around returns the sentences that q touches, as one span.
func (a *attribution) around(q Span) Span {
	first := sort.Search(len(a.sentences), func(i int) bool { return a.sentences[i].End > q.Start })
	last := sort.Search(len(a.sentences), func(i int) bool { return a.sentences[i].Start >= q.End })
	if first < last {
		q.Start, q.End = min(q.Start, a.sentences[first].Start), max(q.End, a.sentences[last-1].End)
	}
	return q
}

// parted reports whether a clause ends between token i-1 and token i.
func (a *attribution) parted(i int) bool {
	return a.apart[i] || strings.ContainsAny(a.s[a.tokens[i-1].End:a.tokens[i].Start], breaks+"”“\"")
}

// before walks back from the verb to the start of its clause.
func (a *attribution) before(verb int) Span {
	first, last := verb, verb
	for first > 0 && !a.parted(first) {
		first--
	}
	for last > first && auxiliaries[a.tokens[last-1].Norm] {
		last--
	}
	if first == last {
		return Span{a.tokens[verb].Start, a.tokens[verb].Start}
	}
	return Span{a.tokens[first].Start, a.tokens[last-1].End}
}

// after takes the words that follow the verb up to a break: `said Ms Smith`.
func (a *attribution) after(verb int) Span {
	last := verb
	for last+1 < len(a.tokens) && !a.parted(last+1) && IsCapitalised(a.tokens[last+1].Text) {
		last++
	}
	if last == verb {
		return Span{a.tokens[verb].End, a.tokens[verb].End}
	}
	return Span{a.tokens[verb+1].Start, a.tokens[last].End}
}
