package desk

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"briefbot/knowledge"
)

// Action is what a step does to an item.
type Action string

const (
	DoPut     Action = "put"     // the server says Content
	DoRemove  Action = "remove"  // hides the operator's item, or takes the server's own away
	DoRestore Action = "restore" // the operator's item shows again
)

// Seen is what somebody saw of an item when they began to edit it. A form
// keeps it and gives it back.
type Seen struct {
	Version  int    // Item.Version, 0 when the server said nothing about it
	Operator string // Hash of the operator's item; "" also when it is not to be compared
}

// Step changes one item.
type Step struct {
	ID
	Do      Action
	Content Content // DoPut only
	Seen    Seen
}

// Put makes a step that lets the server say c.
func Put(c Content, seen Seen) Step { return Step{ID: c.ID(), Do: DoPut, Content: c, Seen: seen} }

// Remove makes a step after which the item is not there.
func Remove(id ID, seen Seen) Step { return Step{ID: id, Do: DoRemove, Seen: seen} }

// Restore makes a step after which the operator's item shows, or nothing when
// the operator has none.
func Restore(id ID, seen Seen) Step { return Step{ID: id, Do: DoRestore, Seen: seen} }

// Edit is what somebody wants changed: all of it or nothing.
type Edit struct {
	Steps  []Step // at least one, each item once
	Undoes int    // number of the revision that it undoes, 0: none
}

// Change is what became of one item.
type Change struct {
	ID
	Before, After State
}

// Fields are the names of the fields in which the two sides of a changed fact
// differ (see FactFields); nil when one side is no fact.
func (c Change) Fields() []string {
	a, b := c.Before.Content.Fact, c.After.Content.Fact
	if a == nil || b == nil {
		return nil
	}
	var out []string
	for _, f := range factFields {
		if !f.same(a, b) {
			out = append(out, f.name)
		}
	}
	return out
}

// Revision is one change of a server, with all that was changed in it. It is
// never altered, but for Who by Desk.ForgetPerson.
type Revision struct {
	Server  string
	N       int       // from 1, without gaps in a server
	At      time.Time // UTC, whole microseconds
	Who     string    // user id, pseudonym, or "" for the command line
	Why     string    // in the words of who, or ""
	Undoes  int       // number of the revision undone, 0: none
	Changes []Change  // by ID
}

// ConflictError reports that items were changed since they were seen. Nothing
// was written.
type ConflictError struct{ Items []Clash }

// Clash is an item that two people changed.
type Clash struct {
	ID
	Base   State // what both began with
	Theirs State // what it says now
	Yours  State // what it would say after your edit
	Seen   Seen  // for the next try, once theirs was looked at
	By     string
	N      int // By's revision; 0 when the operator changed it
}

func (e *ConflictError) Error() string {
	var names []string
	for _, c := range e.Items {
		names = append(names, c.ID.String())
	}
	return fmt.Sprintf("changed by somebody else since you began: %s; look at their text and decide", strings.Join(names, ", "))
}

// NoChangeError reports that an edit changes nothing.
type NoChangeError struct{}

func (NoChangeError) Error() string { return "this changes nothing" }

// stateOf returns how id stands in a server with overlay o.
func stateOf(o Overlay, operator *knowledge.Base, id ID) State {
	if it, ok := o.Item(id); ok {
		return it.State
	}
	if c := operatorContent(operator, id); !c.Empty() {
		return State{Source: Operator, Content: c}
	}
	return State{}
}

// after returns how the step leaves its item.
func (s Step) after(operator *knowledge.Base) State {
	below := operatorContent(operator, s.ID)
	switch {
	case s.Do == DoPut:
		return State{Source: Server, Content: s.Content, Replaces: below.Hash()}
	case below.Empty():
		return State{}
	case s.Do == DoRemove:
		return State{Source: Hidden, Replaces: below.Hash()}
	}
	return State{Source: Operator, Content: below}
}

// checkSteps reports what is wrong with the steps by themselves.
func (e Edit) checkSteps() []Problem {
	var out []Problem
	seen := map[ID]bool{}
	if len(e.Steps) == 0 {
		out = append(out, Problem{Problem: knowledge.Problem{Field: "edit", Text: "has no step"}})
	}
	for _, s := range e.Steps {
		bad := func(text string) {
			out = append(out, Problem{item: s.ID, Problem: knowledge.Problem{Field: "edit", Text: s.ID.String() + ": " + text}})
		}
		if seen[s.ID] {
			bad("changed twice in one edit")
		}
		seen[s.ID] = true
		switch {
		case !slices.Contains(Kinds, s.Kind) || s.Key == "":
			bad("is no item")
		case s.Do != DoPut && s.Do != DoRemove && s.Do != DoRestore:
			bad(fmt.Sprintf("%q is nothing to do", s.Do))
		case s.Do == DoPut:
			problems := checkContent(s.Content)
			out = append(out, problems...)
			if len(problems) == 0 && s.Content.ID() != s.ID {
				bad("is put with the content of " + s.Content.ID().String())
			}
		}
	}
	return out
}

// changes returns what the edit does, by ID, without what it leaves as it is.
func (e Edit) changes(o Overlay, operator *knowledge.Base) []Change {
	var out []Change
	for _, s := range e.Steps {
		c := Change{ID: s.ID, Before: stateOf(o, operator, s.ID), After: s.after(operator)}
		if !c.Before.Equal(c.After) {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b Change) int { return compareIDs(a.ID, b.ID) })
	return out
}
