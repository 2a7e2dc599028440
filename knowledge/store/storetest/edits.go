package storetest

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"briefbot/knowledge/desk"
)

// editsPerRun and RandomRuns make 1,000 random edits and undos a store.
const (
	editsPerRun = 100
	randomRuns  = 10
)

var colours = []string{"", "red", "green", "blue"}

// randomEdits: whatever is edited and undone, what is stored is where the
// revisions lead, and what answers is the overlay of what is stored.
func randomEdits(t *testing.T, st desk.Store) {
	d := newDesk(t, st)
	run := 0
	for range randomRuns {
		run++
		server := fmt.Sprintf("server%d", run)
		// Example draws what rapid would, with a seed of its own.
		script := rapid.SliceOfN(rapid.Custom(drawEdit), editsPerRun, editsPerRun).Example(run)
		made := desk.Overlay{}
		for _, e := range script {
			r, done := e.do(t, d, server, made.Version)
			if !done {
				continue
			}
			made = made.With(r)
			if r.N != made.Version || r.Undoes > 0 && r.Undoes >= r.N {
				t.Fatalf("revision %+v after %d", r, made.Version)
			}
		}
		checkRevisions(t, st, server, made)
		base, conflicts := made.Apply(Base(t, 5))
		if got := index(t, d, server).Base().Version; got != base.Version || len(conflicts) > 0 {
			t.Errorf("base %s answers, want %s (conflicts %v)", got, base.Version, conflicts)
		}
	}
}

// checkRevisions lays the stored revisions over nothing and compares with the
// stored overlay, and with want.
func checkRevisions(t *testing.T, st desk.Store, server string, want desk.Overlay) {
	t.Helper()
	stored, err := st.Overlay(t.Context(), server)
	if err != nil {
		t.Fatal(err)
	}
	list, err := st.Revisions(t.Context(), server, desk.Page{Limit: 10_000})
	if err != nil {
		t.Fatal(err)
	}
	var led desk.Overlay
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].N != led.Version+1 {
			t.Fatalf("revision %d follows %d", list[i].N, led.Version)
		}
		for _, c := range list[i].Changes {
			if it, ok := led.Item(c.ID); ok && !it.Equal(c.Before) {
				t.Errorf("revision %d: %s was not what it says", list[i].N, c.ID)
			}
		}
		led = led.With(list[i])
	}
	for name, o := range map[string]desk.Overlay{"the revisions lead elsewhere": led, "what was acknowledged is not stored": want} {
		if diff := cmp.Diff(o.Version, stored.Version); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if diff := cmp.Diff(stored.Items, o.Items, cmp.Comparer(desk.State.Equal)); diff != "" && len(stored.Items)+len(o.Items) > 0 {
			t.Errorf("%s (-stored +other):\n%s", name, diff)
		}
	}
}

// randomEdit is one thing to try; what it is refused for is not its business.
type randomEdit struct {
	What  int // 0-2 put, 3 remove, 4 restore, 5-7 undo
	Fact  int
	Note  string
	Topic string
	Back  int // undo: how many revisions back
	Force bool
}

func drawEdit(t *rapid.T) randomEdit {
	return randomEdit{
		What: rapid.IntRange(0, 7).Draw(t, "what"), Fact: rapid.IntRange(0, 8).Draw(t, "fact"),
		Note: rapid.SampledFrom(colours).Draw(t, "note"), Topic: rapid.SampledFrom([]string{"Bridges", "Arches"}).Draw(t, "topic"),
		Back: rapid.IntRange(0, 6).Draw(t, "back"), Force: rapid.Bool().Draw(t, "force"),
	}
}

// do tries e. Refusals that the desk announces are no failure.
func (e randomEdit) do(t *testing.T, d *desk.Desk, server string, last int) (desk.Revision, bool) {
	t.Helper()
	var r desk.Revision
	var err error
	seen := look(t, d, server, id(e.Fact)).Seen
	step := desk.Restore(id(e.Fact), seen)
	switch {
	case e.What < 3:
		f := Fact(e.Fact, e.Note)
		f.Topic = e.Topic
		step = desk.Put(desk.Content{Fact: f}, seen)
	case e.What == 3:
		step = desk.Remove(id(e.Fact), seen)
	}
	if e.What < 5 {
		r, err = d.Publish(t.Context(), server, desk.Publication{Edit: desk.Edit{Steps: []desk.Step{step}}, Who: "alice"})
	} else {
		r, err = d.Undo(t.Context(), server, last-e.Back, "bob", e.Force)
	}
	switch {
	case err == nil:
		return r, true
	case errors.As(err, new(desk.NoChangeError)), errors.As(err, new(*desk.StaleError)), errors.Is(err, desk.ErrNoRevision):
		return r, false
	}
	t.Fatalf("%+v: %v", e, err)
	return r, false
}
