package storetest

import (
	"errors"
	"log/slog"
	"testing"

	"briefbot/answers"
	"briefbot/knowledge"
	"briefbot/knowledge/desk"
)

// newDesk is a desk on st over a base of five facts.
func newDesk(t *testing.T, st desk.Store) *desk.Desk {
	t.Helper()
	d, err := desk.New(t.Context(), desk.Options{Base: Base(t, 5), Store: st, Log: logTo(t)})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func logTo(t *testing.T) *slog.Logger { return slog.New(slog.NewTextHandler(t.Output(), nil)) }

func look(t *testing.T, d *desk.Desk, server string, id desk.ID) desk.View {
	t.Helper()
	v, err := d.Look(t.Context(), server, id)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// publish publishes steps and fails the test when that is refused.
func publish(t *testing.T, d *desk.Desk, server string, steps ...desk.Step) desk.Revision {
	t.Helper()
	r, err := d.Publish(t.Context(), server, desk.Publication{Edit: desk.Edit{Steps: steps}, Who: "alice", Why: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func index(t *testing.T, d *desk.Desk, server string) *answers.Index {
	t.Helper()
	ix, err := d.Index(t.Context(), server)
	if err != nil {
		t.Fatal(err)
	}
	return ix
}

// noteOf is the note of fact n as it answers in a server; "-" without the fact.
func noteOf(t *testing.T, d *desk.Desk, server string, n int) string {
	t.Helper()
	f := index(t, d, server).Base().Fact(Fact(n, "").Ref)
	if f == nil {
		return "-"
	}
	return f.Note
}

// put is the step that gives fact n a note.
func put(t *testing.T, d *desk.Desk, server string, n int, note string) desk.Step {
	t.Helper()
	return desk.Put(desk.Content{Fact: Fact(n, note)}, look(t, d, server, id(n)).Seen)
}

// edited: a fact is replaced, hidden, added; other servers share one index.
func edited(t *testing.T, st desk.Store) {
	d := newDesk(t, st)
	shared := index(t, d, "")
	if index(t, d, "a") != shared || index(t, d, "b") != shared {
		t.Error("servers without changes do not share the index")
	}
	publish(t, d, "a", put(t, d, "a", 1, "mine"))
	publish(t, d, "a", desk.Remove(id(2), look(t, d, "a", id(2)).Seen))
	publish(t, d, "a", put(t, d, "a", 7, "added"))
	check := func(d *desk.Desk) {
		t.Helper()
		for n, want := range map[int]string{0: "", 1: "mine", 2: "-", 7: "added"} {
			if got := noteOf(t, d, "a", n); got != want {
				t.Errorf("fact %d: note %q, want %q", n, got, want)
			}
		}
		if index(t, d, "b") != index(t, d, "") {
			t.Error("another server does not share the operator's index")
		}
		a := index(t, d, "a").Ask("How many arches has the Hazel bridge?")
		if a.Verdict != answers.Answered || a.Fact.Note != "added" {
			t.Errorf("the added fact does not answer: %+v", a)
		}
	}
	check(d)
	check(newDesk(t, st)) // after a restart

	publish(t, d, "a", desk.Restore(id(2), look(t, d, "a", id(2)).Seen))
	publish(t, d, "a", desk.Restore(id(1), look(t, d, "a", id(1)).Seen))
	publish(t, d, "a", desk.Remove(id(7), look(t, d, "a", id(7)).Seen))
	if index(t, d, "a") != shared {
		t.Error("a server that took everything back does not share the index again")
	}
	list, err := d.History(t.Context(), "a", desk.Page{Limit: 10})
	if err != nil || len(list) != 6 {
		t.Errorf("history has %d revisions (%v), want 6", len(list), err)
	}
}

// refused: every problem at once, and nothing is written.
func refused(t *testing.T, st desk.Store) {
	d := newDesk(t, st)
	bad := Fact(1, "")
	bad.Statement = "It has 99 arches."
	bad.Cites[0].End = 5
	other := Fact(8, "")
	other.Ask = append(other.Ask, Fact(1, "").Ask[0]) // stands twice
	_, err := d.Publish(t.Context(), "a", desk.Publication{Edit: desk.Edit{Steps: []desk.Step{
		desk.Put(desk.Content{Fact: bad}, look(t, d, "a", id(1)).Seen),
		desk.Put(desk.Content{Fact: other}, look(t, d, "a", id(8)).Seen),
	}}})
	var problems *desk.CheckError
	if !errors.As(err, &problems) || len(problems.Problems) < 3 {
		t.Errorf("error %v, want a CheckError with the cut word, the number and the phrasing", err)
	}
	if o, err := st.Overlay(t.Context(), "a"); err != nil || o.Version != 0 {
		t.Errorf("something was written: %+v, %v", o, err)
	}
}

// conflict: the second of two moderators sees the first's change.
func conflict(t *testing.T, st desk.Store) {
	d := newDesk(t, st)
	first, second := put(t, d, "a", 1, "first"), put(t, d, "a", 1, "second")
	publish(t, d, "a", first)
	_, err := d.Publish(t.Context(), "a", desk.Publication{Edit: desk.Edit{Steps: []desk.Step{second}}, Who: "bob"})
	var clash *desk.ConflictError
	if !errors.As(err, &clash) || len(clash.Items) != 1 {
		t.Fatalf("error %v, want a ConflictError", err)
	}
	c := clash.Items[0]
	if c.By != "alice" || c.N != 1 || c.Base.Content.Fact.Note != "" || c.Theirs.Content.Fact.Note != "first" || c.Yours.Content.Fact.Note != "second" {
		t.Errorf("clash %+v does not show both and what they began with", c)
	}
	second.Seen = c.Seen
	publish(t, d, "a", second)
	if got := noteOf(t, d, "a", 1); got != "second" {
		t.Errorf("note %q after the second try", got)
	}
	publish(t, d, "a", put(t, d, "a", 2, "elsewhere")) // other facts do not clash
}

// replayed: what is answered differently is named, and a publication whose
// preview is out of date is refused.
func replayed(t *testing.T, st desk.Store) {
	d := newDesk(t, st)
	question := Fact(1, "").Ask[0]
	accepted := desk.Content{Question: &desk.Question{Text: "arches of the birch one?", Want: Fact(1, "").Ref}}
	publish(t, d, "a", desk.Put(accepted, desk.Seen{}))
	if index(t, d, "a") != index(t, d, "") {
		t.Error("an accepted question made another index")
	}
	hide := desk.Edit{Steps: []desk.Step{desk.Remove(id(1), look(t, d, "a", id(1)).Seen)}}
	p, err := d.Propose(t.Context(), "a", hide)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Differ) < 3 || !p.Differ[0].Accepted || p.Differ[0].Before.Fact != Fact(1, "").Ref {
		t.Errorf("differences %+v, want the accepted question first and both phrasings", p.Differ)
	}
	found := false
	for _, x := range p.Differ {
		found = found || x.Question == question && x.Before.Verdict == answers.Answered && x.After.Verdict != answers.Answered
	}
	if !found {
		t.Errorf("%q is not named in %+v", question, p.Differ)
	}
	more := Fact(1, "")
	more.Ask = append(more.Ask, "birch arches how many?")
	publish(t, d, "b", desk.Put(desk.Content{Fact: more}, look(t, d, "b", id(1)).Seen)) // another server: no matter
	publish(t, d, "a", desk.Remove(id(3), look(t, d, "a", id(3)).Seen))                 // the base moves, and this result with it or not
	rev, err := d.Publish(t.Context(), "a", desk.Publication{Edit: hide, Replay: "0000"})
	var stale *desk.ReplayError
	if !errors.As(err, &stale) || stale.Proposal.Replay == "0000" {
		t.Fatalf("published %+v (%v) with a preview out of date", rev, err)
	}
	if _, err := d.Publish(t.Context(), "a", desk.Publication{Edit: hide, Replay: stale.Proposal.Replay}); err != nil {
		t.Errorf("the new preview is refused too: %v", err)
	}
}

// undone: field by field, and both sides when it was changed since.
func undone(t *testing.T, st desk.Store) {
	d := newDesk(t, st)
	one := publish(t, d, "a", put(t, d, "a", 1, "red"))
	topic := Fact(1, "red")
	topic.Topic = "Arches"
	publish(t, d, "a", desk.Put(desk.Content{Fact: topic}, look(t, d, "a", id(1)).Seen))
	r, err := d.Undo(t.Context(), "a", one.N, "bob", false)
	if err != nil || r.Undoes != one.N || r.Who != "bob" {
		t.Fatalf("undo: %+v, %v", r, err)
	}
	f := index(t, d, "a").Base().Fact(Fact(1, "").Ref)
	if f.Note != "" || f.Topic != "Arches" {
		t.Errorf("after undoing the note: note %q, topic %q", f.Note, f.Topic)
	}
	if _, err := d.Undo(t.Context(), "a", one.N, "bob", false); !errors.As(err, new(desk.NoChangeError)) {
		t.Errorf("undone twice: %v", err)
	}
	two := publish(t, d, "a", put(t, d, "a", 1, "green"))
	publish(t, d, "a", put(t, d, "a", 1, "blue"))
	_, err = d.Undo(t.Context(), "a", two.N, "bob", false)
	var stale *desk.StaleError
	if !errors.As(err, &stale) || len(stale.Items) != 1 || stale.Items[0].Field != "note" || stale.Items[0].Now.Content.Fact.Note != "blue" {
		t.Fatalf("error %v, want both sides of the note", err)
	}
	if _, err := d.Undo(t.Context(), "a", two.N, "bob", true); err != nil {
		t.Fatal(err)
	}
	if got := noteOf(t, d, "a", 1); got != "" {
		t.Errorf("note %q after the forced undo", got)
	}
	gone := publish(t, d, "a", desk.Remove(id(2), look(t, d, "a", id(2)).Seen))
	added := publish(t, d, "a", put(t, d, "a", 9, "own"))
	removed := publish(t, d, "a", desk.Remove(id(9), look(t, d, "a", id(9)).Seen))
	for _, n := range []int{gone.N, removed.N} { // a removed fact can be restored
		if _, err := d.Undo(t.Context(), "a", n, "bob", false); err != nil {
			t.Fatal(err)
		}
	}
	if noteOf(t, d, "a", 2) != "" || noteOf(t, d, "a", 9) != "own" {
		t.Error("removed facts did not come back")
	}
	if _, err := d.Undo(t.Context(), "a", added.N, "bob", false); err != nil || noteOf(t, d, "a", 9) != "-" {
		t.Errorf("undoing an addition: %v", err)
	}
	if _, err := d.Undo(t.Context(), "a", 99, "bob", false); !errors.Is(err, desk.ErrNoRevision) {
		t.Errorf("revision 99: %v", err)
	}
}

// ownBriefing: moderators add a briefing with facts of its own.
func ownBriefing(t *testing.T, st desk.Store) {
	d := newDesk(t, st)
	const text = "The harbour has 31 cranes."
	br := &knowledge.Briefing{ID: "harbour", Title: "Harbour", Paragraphs: []knowledge.Paragraph{{Number: 1, Text: text}}}
	fig, err := knowledge.DeriveFigure("31", text)
	if err != nil {
		t.Fatal(err)
	}
	f := &knowledge.Fact{
		Ref: knowledge.Ref{Briefing: "harbour", ID: "cranes"}, Topic: "Harbour", Statement: text, Figure: &fig,
		Cites: []knowledge.Citation{{Paragraph: 1, Start: 0, End: len(text)}}, Ask: []string{"How many cranes has the harbour?"},
	}
	publish(t, d, "a", desk.Put(desk.Content{Briefing: br}, desk.Seen{}), desk.Put(desk.Content{Fact: f}, desk.Seen{}),
		desk.Put(desk.Content{Negative: &desk.Negative{Briefing: "harbour", Negative: knowledge.Negative{Question: "Who owns the cranes?"}}}, desk.Seen{}))
	d = newDesk(t, st)
	if a := index(t, d, "a").Ask("How many cranes has the harbour?"); a.Verdict != answers.Answered || a.Fact.Figure.Text != "31" {
		t.Errorf("answer %+v", a)
	}
	v := look(t, d, "a", desk.ID{Kind: desk.BriefingKind, Key: "harbour"})
	_, err = d.Publish(t.Context(), "a", desk.Publication{Edit: desk.Edit{Steps: []desk.Step{desk.Remove(v.ID, v.Seen)}}})
	if !errors.As(err, new(*desk.CheckError)) {
		t.Errorf("removing a briefing under its facts: %v", err)
	}
}

// Publish gives fact n of the base a note in a server.
func Publish(t *testing.T, d *desk.Desk, server string, n int, note string) {
	t.Helper()
	publish(t, d, server, put(t, d, server, n, note))
}
