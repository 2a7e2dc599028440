package bot_test

import (
	"testing"

	"briefbot/knowledge"
	"briefbot/knowledge/desk"
	words "briefbot/knowledge/text"
)

// TestUndoStaleHidden: a change of what no form shows is told, too.
func TestUndoStaleHidden(t *testing.T) {
	t.Parallel()
	c := beginCurated(t, openSQLite(t))
	ref := knowledge.Ref{Briefing: "mi5-threat-update", ID: "plots-disrupted"}
	for n := 1; n <= 2; n++ {
		v, err := c.desk.Look(t.Context(), c.guild.ID, desk.Content{Fact: &knowledge.Fact{Ref: ref}}.ID())
		if err != nil {
			t.Fatal(err)
		}
		f := *v.Content.Fact
		p, _ := small.Base().Briefing(ref.Briefing).Paragraph(n)
		f.Cites = []knowledge.Citation{f.Cites[0], {Paragraph: n, End: words.Sentences(p.Text)[0].End}}
		if _, err := c.desk.Publish(t.Context(), c.guild.ID, desk.Publication{Edit: desk.Edit{Steps: []desk.Step{desk.Put(desk.Content{Fact: &f}, v.Seen)}}, Who: "1"}); err != nil {
			t.Fatal(err)
		}
	}
	history := c.message(c.boss.Slash("fact history"), "Change 2")
	c.press(history, "Undo 1", "Changed again", "in what the forms do not show")
}
