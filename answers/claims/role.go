package claims

import (
	"slices"
	"strconv"
	"strings"

	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

// A role is the place of a name in its sentence, as far as it can be told
// without a parser.
type role struct {
	kind    roleKind
	prep    string   // of prepositional: the class of the preposition
	word    string   // the preposition itself
	before  []string // of prepositional: concepts before the preposition, nearest first
	heads   []string // concepts right behind the name
	verb    bool     // the first of them can be a verb
	object  bool     // it stands right behind a verb
	example bool     // it stands behind "such as"
}

type roleKind uint8

const (
	bare          roleKind = iota // subject or object: "MI5 has …"
	modifier                      // "Russian diplomats", "MI5’s resources"
	prepositional                 // "by MI5", "in Moscow"
)

// prepositions by class. Those of a class may stand for one another.
var prepositions = map[string]string{
	"in": "place", "on": "place", "at": "place", "across": "place", "within": "place", "inside": "place", "throughout": "place",
	"to": "to", "into": "to", "toward": "to", "towards": "to", "by": "by", "from": "from", "against": "against", "without": "without", "including": "including",
	"of": "of", "involving": "of", "about": "about", "with": "with", "between": "between", "like": "as", "as": "as", "than": "than", "for": "for",
	"under": "under", "over": "over", "before": "before", "after": "after", "despite": "despite", "except": "except",
}

// owning are the prepositions behind which a name can stand before its noun as
// well: "plots backed by Iran" and "Iran-backed plots". Those of a direction
// are none of them: an attack on Moscow is no attack of Moscow’s.
var owning = wordSet("of in by involving")

// roleOf returns the role of mention k, and whether it continues a list.
func (p *passage) roleOf(names *knowledge.Names, k int) (role, bool) {
	m := p.names[k]
	if k > 0 && p.names[k-1].Entry == m.Entry && p.names[k-1].Last+1 == m.First {
		return p.names[k-1].role, true // "youths under 18"
	}
	r := role{heads: p.contentAfter(m.Last+1, 3), verb: verbish(p.word(m.Last + 1))}
	if k > 0 && p.names[k-1].Last < m.First {
		prev := p.names[k-1]
		between := p.toks[prev.Last+1 : m.First]
		if n := len(between); n == 0 && strings.TrimSpace(p.gap(m.First)) == "," || n > 0 && n <= 3 && (between[0].Norm == "and" || between[n-1].Norm == "and") && prev.kind != modifier {
			list := prev.role
			list.heads, list.verb = r.heads, r.verb
			return list, true
		}
	}
	if k > 0 && (p.word(m.First-1) == "as" && p.word(m.First-2) == "such" && p.names[k-1].Last == m.First-3 ||
		p.word(m.First-1) == "like" && p.names[k-1].Last == m.First-2) {
		like := p.names[k-1].role // "hostile countries such as Russia"
		like.heads, like.verb, like.example = r.heads, r.verb, true
		return like, false
	}
	before := m.First - 1
	for p.word(before) == "the" || p.word(before) == "a" || p.word(before) == "an" {
		before--
	}
	r.object = before >= 0 && (p.class[before] == isWord && verbish(p.word(before)) || p.word(before) == "told") && !strings.ContainsAny(p.gap(before+1), ",;:.(“”\"")
	last := p.toks[m.Last]
	switch {
	case possessive(last.Text), m.Last+1 < len(p.toks) && p.gap(m.Last+1) == "-", adjective(names, m.Mention, p.text):
		if len(r.heads) > 0 {
			r.kind = modifier
		}
	}
	at := m.First - 1
	for steps := 0; at >= 0 && steps < 3 && !strings.ContainsAny(p.gap(at+1), ",;:.(") && prepositions[p.word(at)] == "" && (p.word(at) == "the" || p.word(at) == "a" || p.word(at) == "an" || p.class[at] == isWord && steps < 2 && r.kind != modifier && !verbish(p.word(at))); steps++ {
		at--
	}
	if c := prepositions[p.word(at)]; c != "" && !strings.ContainsAny(p.gap(at+1), ",;:.(") {
		r.before = p.contentBefore(at, 3)
		r.prep, r.word = c, p.word(at)
		if r.word == "of" && p.word(at-1) == "out" {
			r.prep, r.word = "from", "from" // "kicked out of"
		}
		if r.kind != modifier {
			r.kind = prepositional
		}
	}
	return r, false
}

func possessive(s string) bool {
	for _, suffix := range []string{"'s", "’s", "s'", "s’"} {
		if strings.HasSuffix(s, suffix) {
			return true
		}
	}
	return false
}

// adjective reports whether a mention is a place's adjective: "Russian".
func adjective(names *knowledge.Names, m knowledge.Mention, s string) bool {
	w := text.Fold(m.Of(s))
	if names.Entry(m.Entry).Kind != knowledge.Place || w == text.Fold(names.Entry(m.Entry).Name) {
		return false
	}
	for _, suffix := range []string{"ian", "ean", "an", "ish", "ese", "i", "ic", "ch"} {
		if strings.HasSuffix(w, suffix) {
			return true
		}
	}
	return false
}

// verbish reports whether a word behind a name is its verb.
func verbish(w string) bool { return strings.HasSuffix(w, "ed") || verbs[w] }

// verbs are helpers and the commonest irregular past tenses.
var verbs = wordSet(`will would can could may might shall should must threw took lost won hit led ran got gave fell rose made sent left went came saw
	held kept said told became began spent bought built sold met paid put set cut says wants supports expects denies`)

// contentAfter returns up to n concepts that follow from token i on without a
// light word or a mark between; a name ends them and is one of them.
func (p *passage) contentAfter(i, n int) []string {
	var out []string
	for ; i < len(p.toks) && len(out) < n && !strings.ContainsAny(p.gap(i), ",;:.(“”\""); i++ {
		if p.class[i] == isName {
			for _, m := range p.names {
				if m.First == i {
					out = append(out, "@"+strconv.Itoa(m.Entry))
				}
			}
			return out
		}
		if p.class[i] != isWord {
			return out
		}
		out = append(out, p.means[i]...)
	}
	return out
}

// contentBefore returns up to n concepts that stand before token i, nearest
// first, numbers and names left out. It ends at a light word, but for one "a" or
// "the".
func (p *passage) contentBefore(i, n int) []string {
	var out []string
	for i--; i >= 0 && len(out) < n && p.class[i] == isWord && !strings.ContainsAny(p.gap(i+1), ",;:.("); i-- {
		out = append(out, p.means[i]...)
	}
	return out
}

func meet(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// fits reports whether a name that has role c in a claim has it in the source,
// too, where it stands in role e.
func fits(c, e role) bool {
	switch {
	case c.example && !e.example:
		return false
	case c.kind != prepositional && nounBehind(c) && nounBehind(e) && c.heads[0] == e.heads[0]:
		return true // "MI5 investigations"
	case c.kind == modifier:
		return slices.Contains(e.heads, c.heads[0]) || e.behind(c)
	case c.kind == prepositional && e.kind == prepositional:
		return c.prep == e.prep && (len(c.before) == 0 || len(e.before) == 0 || slices.Contains(e.before, c.before[0]) || slices.Contains(c.before, e.before[0])) ||
			nounBehind(c) && e.behind(c) || nounBehind(e) && c.behind(e) // "a Moscow concert hall", "investigations by MI5"
	case c.kind == prepositional && (e.kind == modifier || nounBehind(e)):
		return c.behind(e)
	case c.kind == prepositional:
		return c.prep == "by"
	case e.kind == bare && c.object != e.object:
		return false
	case e.kind == bare:
		return !nounBehind(e) && !nounBehind(c) || len(c.heads) > 0 && slices.Contains(e.heads, c.heads[0])
	case e.kind == modifier:
		return len(c.heads) > 0 && slices.Contains(e.heads, c.heads[0])
	}
	return e.prep == "by" && !nounBehind(c) && !c.object || nounBehind(c) && e.behind(c)
}

// behind reports whether a name in role r stands behind the noun before which
// it stands in role o: "hall in Moscow", "Moscow concert hall".
func (r role) behind(o role) bool {
	return r.kind == prepositional && owning[r.word] && len(r.before) > 0 && slices.Contains(o.heads, r.before[0])
}

// nounBehind reports whether the word behind a name makes it part of another
// one: "MI5 investigations", but not "MI5 disrupted".
func nounBehind(r role) bool { return len(r.heads) > 0 && !r.verb }
