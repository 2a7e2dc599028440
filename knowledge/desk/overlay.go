package desk

import (
	"fmt"
	"slices"
	"strings"

	"briefbot/knowledge"
)

// Overlay is what a server changed on the operator's base. The zero Overlay
// changes nothing. It is immutable.
type Overlay struct {
	Version int    // number of the last revision, 0 when there is none
	Items   []Item // by ID, each once
}

// Item returns the item that id names; ok is false when the server says
// nothing about it.
func (o Overlay) Item(id ID) (it Item, ok bool) {
	i, ok := o.find(id)
	if !ok {
		return Item{}, false
	}
	return o.Items[i], true
}

func (o Overlay) find(id ID) (int, bool) {
	return slices.BinarySearchFunc(o.Items, id, func(it Item, id ID) int { return compareIDs(it.ID, id) })
}

// With returns the overlay after revision r, which must be its next.
func (o Overlay) With(r Revision) Overlay {
	out := Overlay{Version: r.N, Items: slices.Clone(o.Items)}
	for _, c := range r.Changes {
		i, found := out.find(c.ID)
		item := Item{ID: c.ID, State: c.After, Version: r.N}
		switch {
		case found && c.After.kept():
			out.Items[i] = item
		case found:
			out.Items = slices.Delete(out.Items, i, i+1)
		case c.After.kept():
			out.Items = slices.Insert(out.Items, i, item)
		}
	}
	return out
}

// Questions returns the accepted questions, by key.
func (o Overlay) Questions() []Question {
	var out []Question
	for _, it := range o.Items {
		if it.Kind == QuestionKind && it.Source == Server {
			out = append(out, *it.Content.Question)
		}
	}
	return out
}

// ConflictKind says what became of an item when the operator's base moved.
type ConflictKind string

const (
	// Changed: the operator's item was changed since the server replaced or hid
	// it. What the server says holds.
	Changed ConflictKind = "changed"
	// Gone: the operator has no such item any more. What the server put holds.
	Gone ConflictKind = "gone"
	// Taken: the operator has a new item of the same key as one that the server
	// added. What the server says holds.
	Taken ConflictKind = "taken"
	// Unsound: the item does not pass the citation check any more and is left
	// out of the base.
	Unsound ConflictKind = "unsound"
	// Told: the item is used, but Problems says what is wrong with it.
	Told ConflictKind = "told"
)

// Conflict is one thing to tell about an overlay that was laid over an
// operator's base.
type Conflict struct {
	ID
	Why      ConflictKind
	Problems []Problem // Unsound and Told: what is wrong, each with how to mend it
}

func (c Conflict) String() string {
	what := map[ConflictKind]string{
		Changed: "the operator changed it since; what this server says holds",
		Gone:    "the operator removed it; what this server says holds",
		Taken:   "the operator has one of the same name now; what this server says holds",
		Unsound: "is left out",
		Told:    "is used",
	}[c.Why]
	var problems []string
	for _, p := range c.Problems {
		problems = append(problems, p.String())
	}
	return strings.TrimSuffix(fmt.Sprintf("%s: %s: %s", c.ID, what, strings.Join(problems, "; ")), ": ")
}

// Apply lays the overlay over the operator's base. The same base comes back
// when the overlay changes nothing in it. It does not fail: what does not hold
// is left out and told, in the order of IDs, each with its reason.
func (o Overlay) Apply(operator *knowledge.Base) (*knowledge.Base, []Conflict) {
	a := applier{overlay: o, operator: operator}
	a.compare()
	if !a.changes {
		return operator, a.conflicts
	}
	for {
		base := a.build()
		problems := check(base, a.touched())
		bad := map[ID][]Problem{}
		for _, p := range problems {
			if p.unsound() {
				bad[p.item] = append(bad[p.item], p)
			}
		}
		// Leaving out a briefing may leave out its facts in the next round. What
		// cannot be left out, a head of the operator's own, is told.
		if !a.drop(bad) {
			a.tell(base, problems)
			slices.SortStableFunc(a.conflicts, func(x, y Conflict) int { return compareIDs(x.ID, y.ID) })
			return base, a.conflicts
		}
	}
}

// applier puts a base together.
type applier struct {
	overlay   Overlay
	operator  *knowledge.Base
	dropped   map[ID]bool
	conflicts []Conflict
	changes   bool // the overlay changes the base
}

// compare notes how the operator's items moved.
func (a *applier) compare() {
	a.dropped = map[ID]bool{}
	for _, it := range a.overlay.Items {
		if it.Kind == QuestionKind {
			continue
		}
		a.changes = true
		switch now := operatorContent(a.operator, it.ID).Hash(); {
		case now == it.Replaces:
		case now == "" && it.Source == Server:
			a.conflicts = append(a.conflicts, Conflict{ID: it.ID, Why: Gone})
		case now == "": // hidden, and gone anyway
		case it.Replaces == "":
			a.conflicts = append(a.conflicts, Conflict{ID: it.ID, Why: Taken})
		default:
			a.conflicts = append(a.conflicts, Conflict{ID: it.ID, Why: Changed})
		}
	}
}

// build makes the base without what was dropped.
func (a *applier) build() *knowledge.Base {
	heads := map[string]bool{}
	var out []*knowledge.Briefing
	add := func(head *knowledge.Briefing, facts []knowledge.Fact, negatives []knowledge.Negative) {
		br := *head
		br.Facts = a.facts(br.ID, facts)
		br.Negatives = a.negatives(br.ID, negatives)
		heads[br.ID] = true
		out = append(out, &br)
	}
	for _, br := range a.operator.Briefings {
		head := br
		switch it, ok := a.item(ID{BriefingKind, br.ID}); {
		case ok && it.Source == Hidden:
			continue
		case ok:
			head = it.Content.Briefing
		}
		add(head, br.Facts, br.Negatives)
	}
	for _, it := range a.overlay.Items {
		if it.Kind == BriefingKind && it.Source == Server && !a.dropped[it.ID] && !heads[it.Key] && a.operator.Briefing(it.Key) == nil {
			add(it.Content.Briefing, nil, nil)
		}
	}
	return a.operator.With(out...)
}

func (a *applier) item(id ID) (Item, bool) {
	if a.dropped[id] {
		return Item{}, false
	}
	return a.overlay.Item(id)
}

// facts returns the facts of a briefing: the operator's, replaced in place, and
// then those that the server added, by key.
func (a *applier) facts(briefing string, operator []knowledge.Fact) []knowledge.Fact {
	var out []knowledge.Fact
	have := map[string]bool{}
	for i := range operator {
		id := ID{FactKind, operator[i].Ref.String()}
		have[id.Key] = true
		switch it, ok := a.overlay.Item(id); {
		case a.dropped[id] || ok && it.Source == Hidden:
		case ok:
			out = append(out, *it.Content.Fact)
		default:
			out = append(out, operator[i])
		}
	}
	for _, it := range a.of(FactKind, briefing) {
		if !have[it.Key] {
			out = append(out, *it.Content.Fact)
		}
	}
	return out
}

// negatives returns the negatives of a briefing like facts does.
func (a *applier) negatives(briefing string, operator []knowledge.Negative) []knowledge.Negative {
	var out []knowledge.Negative
	have := map[string]bool{}
	for _, n := range operator {
		id := Content{Negative: &Negative{briefing, n}}.ID()
		have[id.Key] = true
		switch it, ok := a.overlay.Item(id); {
		case a.dropped[id] || ok && it.Source == Hidden:
		case ok:
			out = append(out, it.Content.Negative.Negative)
		default:
			out = append(out, n)
		}
	}
	for _, it := range a.of(NegativeKind, briefing) {
		if !have[it.Key] {
			out = append(out, it.Content.Negative.Negative)
		}
	}
	return out
}

// of returns what the server put of a kind in a briefing and was not dropped.
func (a *applier) of(kind Kind, briefing string) []Item {
	var out []Item
	for _, it := range a.overlay.Items {
		if it.Kind == kind && it.Source == Server && !a.dropped[it.ID] && strings.HasPrefix(it.Key, briefing+"/") {
			out = append(out, it)
		}
	}
	return out
}

// drop leaves out what is unsound and tells it. It reports whether there was
// anything that was not left out before.
func (a *applier) drop(bad map[ID][]Problem) (more bool) {
	for id, problems := range bad {
		if _, ours := a.overlay.Item(id); a.dropped[id] || id.Kind == BriefingKind && !ours {
			continue
		}
		a.dropped[id], more = true, true
		a.conflicts = append(a.conflicts, Conflict{ID: id, Why: Unsound, Problems: problems})
	}
	return more
}

// touched are the ids of the briefings that the overlay says anything about:
// the others are the operator's, checked when they were read.
func (a *applier) touched() map[string]bool {
	out := map[string]bool{}
	for _, it := range a.overlay.Items {
		if it.Kind != QuestionKind {
			name, _, _ := strings.Cut(it.Key, "/")
			out[name] = true
		}
	}
	return out
}

// tell tells what is in no briefing of base, and what of it is used although
// something is wrong with it.
func (a *applier) tell(base *knowledge.Base, problems []Problem) {
	for _, it := range a.overlay.Items {
		if it.Source != Server || it.Kind != FactKind && it.Kind != NegativeKind {
			continue
		}
		if name, _, _ := strings.Cut(it.Key, "/"); base.Briefing(name) == nil {
			a.conflicts = append(a.conflicts, Conflict{ID: it.ID, Why: Unsound, Problems: []Problem{noBriefing(it)}})
		}
	}
	byID := map[ID][]Problem{}
	for _, p := range problems {
		byID[p.item] = append(byID[p.item], p)
	}
	for id, problems := range byID {
		a.conflicts = append(a.conflicts, Conflict{ID: id, Why: Told, Problems: problems})
	}
}

// operatorContent returns what the operator's base says about id.
func operatorContent(b *knowledge.Base, id ID) Content {
	name, rest, _ := strings.Cut(id.Key, "/")
	br := b.Briefing(name)
	if br == nil {
		return Content{}
	}
	switch id.Kind {
	case FactKind:
		if f := b.Fact(knowledge.Ref{Briefing: name, ID: rest}); f != nil {
			return Content{Fact: f}
		}
	case BriefingKind:
		return Content{Briefing: headOf(br)}
	case NegativeKind:
		for _, n := range br.Negatives {
			if Digest(n.Question) == rest {
				return Content{Negative: &Negative{name, n}}
			}
		}
	}
	return Content{}
}

// headOf returns the briefing without its facts and negatives.
func headOf(b *knowledge.Briefing) *knowledge.Briefing {
	head := *b
	head.Facts, head.Negatives = nil, nil
	return &head
}
