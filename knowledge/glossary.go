package knowledge

import (
	"slices"
	"strings"

	"briefbot/knowledge/text"
)

// An Entry is a name that questions and facts may use.
type Entry struct {
	Name    string
	Kind    EntryKind
	Same    []string // other names of the same thing: they satisfy a premise
	Exact   []string // as Same, but only in exactly this spelling ("IS" is not "is")
	Within  []string // wider entries that it is a part or place of
	Related []string // entries that it helps to find; never satisfies a premise
	Sibling bool     // the briefing does not speak of it; listed to tell it apart
}

// EntryKind says what a name stands for.
type EntryKind string

const (
	Person EntryKind = "person"
	Body   EntryKind = "body"
	Group  EntryKind = "group"
	Place  EntryKind = "place"
	Thing  EntryKind = "thing"
	Alias  EntryKind = "word" // an everyday word for related entries; no premise by itself
)

// EntryKinds are all kinds, for checks of input.
var EntryKinds = []EntryKind{Person, Body, Group, Place, Thing, Alias}

// Names finds the glossary's names in texts. It is immutable.
type Names struct {
	entries []Entry
	index   map[string]int // entry by its folded name
	forms   map[string][]form
	within  [][]int // transitive
	related [][]int
}

// form is one way to write an entry: its folded tokens.
type form struct {
	entry  int
	tokens []string
	exact  string // "" or the exact spelling
}

// A Mention is a name found in a text.
type Mention struct {
	text.Span
	Entry       int // index of the entry, see Names.Entry
	First, Last int // token numbers, Last inclusive
}

// NewNames compiles entries. Of entries with the same name the first counts,
// and its forms win over those of later entries.
func NewNames(entries []Entry) *Names {
	n := &Names{index: map[string]int{}, forms: map[string][]form{}}
	taken := map[string]bool{}
	for _, e := range entries {
		key := text.Fold(e.Name)
		if _, ok := n.index[key]; ok {
			continue
		}
		n.index[key] = len(n.entries)
		n.entries = append(n.entries, e)
		n.addForms(len(n.entries)-1, e, taken)
	}
	for _, fs := range n.forms {
		slices.SortStableFunc(fs, func(a, b form) int { return len(b.tokens) - len(a.tokens) })
	}
	n.link()
	return n
}

func (n *Names) addForms(entry int, e Entry, taken map[string]bool) {
	add := func(name, exact string) {
		toks := foldedTokens(name)
		if len(toks) == 0 {
			return
		}
		key := strings.Join(toks, " ") + "\x00" + exact
		if taken[key] {
			return
		}
		taken[key] = true
		n.forms[toks[0]] = append(n.forms[toks[0]], form{entry, toks, exact})
	}
	if !slices.Contains(e.Exact, e.Name) {
		add(e.Name, "")
	}
	for _, s := range e.Same {
		add(s, "")
	}
	for _, s := range e.Exact {
		add(s, s)
	}
}

func foldedTokens(s string) []string {
	var out []string
	for _, t := range text.Tokens(s) {
		out = append(out, t.Norm)
	}
	return out
}

// link resolves Within (transitively) and Related to entry numbers.
func (n *Names) link() {
	n.within = make([][]int, len(n.entries))
	n.related = make([][]int, len(n.entries))
	for i, e := range n.entries {
		for queue := slices.Clone(e.Within); len(queue) > 0; queue = queue[1:] {
			j, ok := n.index[text.Fold(queue[0])]
			if ok && j != i && !slices.Contains(n.within[i], j) {
				n.within[i] = append(n.within[i], j)
				queue = append(queue, n.entries[j].Within...)
			}
		}
		for _, name := range e.Related {
			if j, ok := n.index[text.Fold(name)]; ok && j != i {
				n.related[i] = append(n.related[i], j)
			}
		}
	}
}

// Entry returns entry number i.
func (n *Names) Entry(i int) Entry { return n.entries[i] }

// Len returns the number of entries.
func (n *Names) Len() int { return len(n.entries) }

// Lookup returns the number of the entry whose name is name.
func (n *Names) Lookup(name string) (int, bool) {
	i, ok := n.index[text.Fold(name)]
	return i, ok
}

// Within reports whether entry a is b or lies within it.
func (n *Names) Within(a, b int) bool { return a == b || slices.Contains(n.within[a], b) }

// Related returns the entries that entry a helps to find.
func (n *Names) Related(a int) []int { return n.related[a] }

// Find returns the mentions of names in s, longest first at each place,
// without overlaps.
func (n *Names) Find(s string) []Mention {
	return n.FindTokens(nil, s, text.Tokens(s))
}

// FindTokens is Find for a text whose tokens are at hand; it appends to dst.
func (n *Names) FindTokens(dst []Mention, s string, toks []text.Token) []Mention {
	for i := 0; i < len(toks); {
		f := n.match(s, toks, i)
		if f == nil {
			i++
			continue
		}
		last := i + len(f.tokens) - 1
		dst = append(dst, Mention{text.Span{Start: toks[i].Start, End: toks[last].End}, f.entry, i, last})
		i = last + 1
	}
	return dst
}

func (n *Names) match(s string, toks []text.Token, i int) *form {
	forms := n.forms[toks[i].Norm]
next:
	for k := range forms {
		f := &forms[k]
		if i+len(f.tokens) > len(toks) {
			continue
		}
		for j, w := range f.tokens {
			if toks[i+j].Norm != w {
				continue next
			}
		}
		if f.exact != "" && !exactly(s[toks[i].Start:toks[i+len(f.tokens)-1].End], f.exact) {
			continue
		}
		return f
	}
	return nil
}

// exactly reports whether got is want, a possessive left aside.
func exactly(got, want string) bool {
	return got == want || got == want+"'s" || got == want+"’s"
}

// person returns the name of the last person in s, or of the last body when s
// names no person.
func (n *Names) person(s string) string {
	body := ""
	mentions := n.Find(s)
	for i := len(mentions) - 1; i >= 0; i-- {
		switch e := n.entries[mentions[i].Entry]; {
		case e.Kind == Person:
			return e.Name
		case e.Kind == Body && body == "":
			body = e.Name
		}
	}
	return body
}
