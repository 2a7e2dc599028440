package bot

import (
	"strings"
	"testing"

	"briefbot/knowledge"
	"briefbot/knowledge/desk"
)

// TestHistoryFits: the longest conflicts above the longest changes fit a message.
func TestHistoryFits(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("*so-and-so* ", 400)
	fact := &knowledge.Fact{Ref: knowledge.Ref{Briefing: strings.Repeat("b", 60), ID: strings.Repeat("-f", 100)}, Statement: long, Note: long}
	content := desk.Content{Fact: fact}
	c := clash{View: desk.View{ID: content.ID(), State: desk.State{Source: desk.Server, Content: content, Replaces: "x"}, Operator: content}}
	c.Why, c.Seen.Version = desk.Unsound, customIDMaxRevision
	for range 9 {
		c.Problems = append(c.Problems, desk.Problem{Problem: knowledge.Problem{Field: long[:200], Text: long}})
	}
	rev := desk.Revision{N: customIDMaxRevision, Who: strings.Repeat("9", 20), Why: long}
	for range 9 {
		rev.Changes = append(rev.Changes, desk.Change{ID: content.ID(), After: c.State})
	}
	var first []clash
	var list []desk.Revision
	for range maxConflicts {
		first = append(first, c)
	}
	for range perHistory + 1 {
		list = append(list, rev)
	}
	r := renderHistory(knowledge.NewBase(), historyPage{}, "this server", list, first, 123_456)
	if n := sizeOf(r.Embeds); n > limitEmbed || len(r.Embeds) != 1+perHistory || len(r.Components) > 5 {
		t.Errorf("%d characters in %d embeds, %d rows", n, len(r.Embeds), len(r.Components))
	}
	for _, e := range r.Embeds {
		if escapeLength(e.Title) > limitTitle || escapeLength(e.Description) > limitDescription {
			t.Errorf("title %d, description %d", escapeLength(e.Title), escapeLength(e.Description))
		}
	}

	added := c
	added.Replaces, added.Why = "", desk.Taken
	if what, _ := added.todo(1); strings.Contains(what, "undo") || !strings.Contains(what, "Operator's 1") {
		t.Errorf("undoing would hide the operator's: %s", what)
	}
}
