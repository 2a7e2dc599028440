// Package storetest is the contract of a store: what package desk promises must
// hold on every one.
package storetest

import (
	"testing"

	"briefbot/knowledge/desk"
)

// Run runs the contract. open returns a new empty store, closed at the end of
// its test.
func Run(t *testing.T, open func(t *testing.T) desk.Store) {
	for _, tt := range []struct {
		name string
		test func(*testing.T, desk.Store)
	}{
		{"commits", commits},
		{"settings", settings},
		{"drafts", drafts},
		{"drafts of a person", draftsOfPerson},
		{"opt-outs", optOuts},
		{"forgotten", forgotten},
		{"present", present},
		{"edited", edited},
		{"refused", refused},
		{"conflict", conflict},
		{"replayed", replayed},
		{"undone", undone},
		{"own briefing", ownBriefing},
		{"upgraded", upgraded},
		{"random edits", randomEdits},
	} {
		t.Run(tt.name, func(t *testing.T) { tt.test(t, open(t)) })
	}
}
