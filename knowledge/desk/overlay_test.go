package desk_test

import (
	"strings"
	"testing"

	"briefbot/knowledge"
	"briefbot/knowledge/desk"
)

// TestApply: the odd cases; storetest has the usual ones.
func TestApply(t *testing.T) {
	base := bridge(t)
	overlay := func(states map[desk.ID]desk.State) desk.Overlay {
		r := desk.Revision{N: 1}
		for id, s := range states {
			r.Changes = append(r.Changes, desk.Change{ID: id, After: s})
		}
		return desk.Overlay{}.With(r)
	}
	head := *base.Briefings[0]
	head.Facts, head.Negatives = nil, nil
	headID := desk.Content{Briefing: &head}.ID()
	shorter, nameless := head, head
	shorter.Paragraphs = head.Paragraphs[:1]
	nameless.Title = ""
	question := desk.Content{Question: &desk.Question{Text: "what?"}}
	broken := *base.Briefings[0]
	broken.Title = ""
	fact := desk.Content{Fact: base.Facts[0]}
	for _, tt := range []struct {
		name      string
		base      *knowledge.Base
		states    map[desk.ID]desk.State
		facts     int
		same      bool     // the operator's base comes back
		conflicts []string // by ID
	}{
		{"nothing", base, nil, 3, true, nil},
		{"questions only", base, map[desk.ID]desk.State{question.ID(): {Source: desk.Server, Content: question}}, 3, true, nil},
		{"briefing hidden", base, map[desk.ID]desk.State{headID: {Source: desk.Hidden, Replaces: desk.Content{Briefing: &head}.Hash()}}, 0, false, nil},
		{"source shortened", base, map[desk.ID]desk.State{headID: {Source: desk.Server, Content: desk.Content{Briefing: &shorter}, Replaces: desk.Content{Briefing: &head}.Hash()}},
			1, false, []string{"fact bridge/fact1: is left out", "fact bridge/fact2: is left out"}},
		{"head unsound", base, map[desk.ID]desk.State{headID: {Source: desk.Server, Content: desk.Content{Briefing: &nameless}, Replaces: desk.Content{Briefing: &head}.Hash()}},
			3, false, []string{"briefing bridge: is left out"}},
		{"operator's head unsound", knowledge.NewBase(&broken), map[desk.ID]desk.State{fact.ID(): {Source: desk.Hidden, Replaces: fact.Hash()}},
			2, false, []string{"briefing bridge: is used"}},
		{"hidden and gone", base, map[desk.ID]desk.State{{Kind: desk.FactKind, Key: "bridge/gone"}: {Source: desk.Hidden, Replaces: "ab"}}, 3, false, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, conflicts := overlay(tt.states).Apply(tt.base)
			if (got == tt.base) != tt.same || len(got.Facts) != tt.facts {
				t.Errorf("%d facts, the operator's base: %t", len(got.Facts), got == tt.base)
			}
			all := ""
			for _, c := range conflicts {
				all += c.String() + "\n"
			}
			for _, want := range tt.conflicts {
				if !strings.Contains(all, want) {
					t.Errorf("conflicts\n%swithout %q", all, want)
				}
			}
			if len(conflicts) != len(tt.conflicts) {
				t.Errorf("conflicts\n%swant %d", all, len(tt.conflicts))
			}
		})
	}
}
