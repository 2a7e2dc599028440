package desk_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"

	"briefbot/answers"
	"briefbot/knowledge"
	"briefbot/knowledge/briefings"
	"briefbot/knowledge/desk"
	"briefbot/knowledge/folder"
	"briefbot/knowledge/store"
)

func builtIn(tb testing.TB) *knowledge.Base {
	tb.Helper()
	b, problems := folder.Read(briefings.BuiltIn()[0])
	for _, p := range problems {
		tb.Fatal(p)
	}
	return knowledge.NewBase(b)
}

// counting is a store that counts what is read and can be broken.
type counting struct {
	desk.Store
	mu       sync.Mutex
	overlays int
	broken   error
}

func (c *counting) Overlay(ctx context.Context, server string) (desk.Overlay, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.overlays++
	if c.broken != nil {
		return desk.Overlay{}, c.broken
	}
	return c.Store.Overlay(ctx, server)
}

// bridge is a small operator's base: three facts, one of them without a figure.
func bridge(tb testing.TB) *knowledge.Base {
	tb.Helper()
	br := &knowledge.Briefing{ID: "bridge", Title: "Bridge"}
	for i, s := range []string{"The bridge has 12 arches.", "The bridge has 4 towers.", "Nobody paints the bridge."} {
		br.Paragraphs = append(br.Paragraphs, knowledge.Paragraph{Number: i + 1, Text: s})
		f := knowledge.Fact{
			Ref: knowledge.Ref{Briefing: "bridge", ID: fmt.Sprint("fact", i)}, Topic: "Bridge", Statement: s,
			Cites: []knowledge.Citation{{Paragraph: i + 1, Start: 0, End: len(s)}}, Ask: []string{"tell me: " + s},
		}
		if i < 2 {
			fig, err := knowledge.DeriveFigure([]string{"12", "4"}[i], s)
			if err != nil {
				tb.Fatal(err)
			}
			f.Figure, f.About.Measure = &fig, []string{"arches", "towers"}[i]
		}
		br.Facts = append(br.Facts, f)
	}
	for _, p := range knowledge.Check(br) {
		tb.Fatal(p)
	}
	return knowledge.NewBase(br)
}

func open(t *testing.T, o desk.Options) (*desk.Desk, *counting) {
	t.Helper()
	st, err := store.OpenSQLite(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	c := &counting{Store: st}
	o.Base, o.Store, o.Log = bridge(t), c, slog.New(slog.NewTextHandler(t.Output(), nil))
	d, err := desk.New(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return d, c
}

// note is the edit that gives fact i of the bridge a note.
func note(t *testing.T, d *desk.Desk, server string, i int, text string) desk.Edit {
	t.Helper()
	f := *bridge(t).Facts[i]
	f.Note = text
	v, err := d.Look(t.Context(), server, desk.Content{Fact: &f}.ID())
	if err != nil {
		t.Fatal(err)
	}
	return desk.Edit{Steps: []desk.Step{desk.Put(desk.Content{Fact: &f}, v.Seen)}}
}

func index(t *testing.T, d *desk.Desk, server string) *answers.Index {
	t.Helper()
	ix, err := d.Index(t.Context(), server)
	if err != nil {
		t.Fatal(err)
	}
	return ix
}

func publishIn(t *testing.T, d *desk.Desk, server string, e desk.Edit) desk.Revision {
	t.Helper()
	r, err := d.Publish(t.Context(), server, desk.Publication{Edit: e})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestBounded: no more indexes than allowed are kept, the least used goes, and
// comes back when it is asked.
func TestBounded(t *testing.T) {
	d, st := open(t, desk.Options{MaxIndexes: 2})
	for _, server := range []string{"1", "2", "3"} {
		publishIn(t, d, server, note(t, d, server, 0, "of "+strings.Repeat("x", len(server))))
	}
	reads := func(server string) int {
		before := st.overlays
		index(t, d, server)
		return st.overlays - before
	}
	if n := reads("3") + reads("2"); n != 0 {
		t.Errorf("the two used last were read %d times", n)
	}
	if n := reads("1"); n != 1 {
		t.Errorf("the one used least was read %d times, want 1", n)
	}
	if n := reads("3"); n != 1 { // 2 was used after it
		t.Errorf("server 3 was read %d times, want 1", n)
	}
	if n := reads("1"); n != 0 {
		t.Errorf("server 1 was read %d times, want 0", n)
	}
}

// TestStoreAway: what is in memory answers, what is not says why, and nobody
// gets the operator's base in its place.
func TestStoreAway(t *testing.T) {
	d, st := open(t, desk.Options{MaxIndexes: 1})
	publishIn(t, d, "1", note(t, d, "1", 0, "one"))
	publishIn(t, d, "2", note(t, d, "2", 0, "of it"))
	st.broken = desk.ErrUnavailable
	if _, err := d.Index(t.Context(), "2"); err != nil {
		t.Errorf("in memory: %v", err)
	}
	if ix, err := d.Index(t.Context(), "1"); !errors.Is(err, desk.ErrUnavailable) {
		t.Errorf("not in memory: %v, %v", ix, err)
	}
	if index(t, d, "9") != index(t, d, "") {
		t.Error("a server without changes does not answer")
	}
	st.broken = nil
	if index(t, d, "1").Base().Facts[0].Note != "one" {
		t.Error("it does not come back")
	}
}

// TestTogether: moderators, readers and two desks at once. Every revision that
// was acknowledged is there, and all desks end at the same.
func TestTogether(t *testing.T) {
	d, st := open(t, desk.Options{})
	other, err := desk.New(t.Context(), desk.Options{Base: bridge(t), Store: st, Log: slog.New(slog.NewTextHandler(t.Output(), nil))})
	if err != nil {
		t.Fatal(err)
	}
	const people, edits = 4, 10
	var wg sync.WaitGroup
	var mu sync.Mutex
	acknowledged := map[int]bool{}
	for person := range people {
		d := []*desk.Desk{d, other}[person%2]
		wg.Go(func() {
			for i := range edits {
				text := strings.Repeat("x", person*edits+i+1)
				for {
					r, err := d.Publish(t.Context(), "1", desk.Publication{Edit: note(t, d, "1", person%3, text)})
					if errors.As(err, new(*desk.ConflictError)) || errors.Is(err, desk.ErrMoved) {
						continue // somebody was faster
					}
					if err != nil {
						t.Error(err)
						return
					}
					mu.Lock()
					if acknowledged[r.N] {
						t.Errorf("revision %d twice", r.N)
					}
					acknowledged[r.N] = true
					mu.Unlock()
					break
				}
			}
		})
		wg.Go(func() {
			for range 200 {
				if _, err := d.Index(t.Context(), "1"); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	list, err := d.History(t.Context(), "1", desk.Page{Limit: 1000})
	if err != nil || len(list) != people*edits || len(acknowledged) != people*edits {
		t.Errorf("%d revisions, %d acknowledged, %v; want %d", len(list), len(acknowledged), err, people*edits)
	}
	if err := errors.Join(d.Sync(t.Context()), other.Sync(t.Context())); err != nil {
		t.Fatal(err)
	}
	if a, b := index(t, d, "1").Base().Version, index(t, other, "1").Base().Version; a != b {
		t.Errorf("the desks end at %s and %s", a, b)
	}
}

// TestSimilar: contradictions and near duplicates are named.
func TestSimilar(t *testing.T) {
	d, _ := open(t, desk.Options{})
	propose := func(change func(*knowledge.Fact)) []desk.Similar {
		t.Helper()
		f := *bridge(t).Facts[1]
		f.Ref.ID, f.Ask = "added", []string{"something else entirely?"}
		change(&f)
		p, err := d.Propose(t.Context(), "1", desk.Edit{Steps: []desk.Step{desk.Put(desk.Content{Fact: &f}, desk.Seen{})}})
		if err != nil {
			t.Fatal(err)
		}
		return p.Similar
	}
	got := propose(func(f *knowledge.Fact) {})
	if len(got) != 1 || got[0].Why != desk.SameWords || got[0].Other.Ref.ID != "fact1" {
		t.Errorf("the same statement: %+v", got)
	}
	got = propose(func(f *knowledge.Fact) { f.About.Measure, f.Statement = "Arches", "Of towers there are 4." })
	if len(got) != 1 || got[0].Why != desk.Contradicts || got[0].Other.Ref.ID != "fact0" {
		t.Errorf("another value of the same thing: %+v", got)
	}
	got = propose(func(f *knowledge.Fact) {
		f.About.Measure, f.Statement, f.Supersedes = "Arches", "Of towers there are 4.", bridge(t).Facts[0].Ref
	})
	if len(got) != 0 {
		t.Errorf("what supersedes it does not contradict it: %+v", got)
	}
	if got = propose(func(f *knowledge.Fact) { f.Statement = "Of towers there are 4." }); len(got) != 0 {
		t.Errorf("neither: %+v", got)
	}
}

// TestRefusals: what cannot be an item, or cannot be stored as it is.
func TestRefusals(t *testing.T) {
	d, _ := open(t, desk.Options{})
	fact := *bridge(t).Facts[0]
	bytes := fact
	bytes.Note = "\xff"
	both := desk.Content{Fact: &fact, Question: &desk.Question{Text: "q"}}
	head := knowledge.Briefing{ID: "own", Title: "Own", Paragraphs: []knowledge.Paragraph{{Number: 1, Text: "# One\n\ntwo"}}}
	other := fact
	other.Ref.Briefing = "nowhere"
	missing := fact
	missing.Supersedes = knowledge.Ref{Briefing: "bridge", ID: "none"}
	for _, tt := range []struct {
		name string
		step []desk.Step
		want []string
	}{
		{"no step", nil, []string{"has no step"}},
		{"bytes", []desk.Step{desk.Put(desk.Content{Fact: &bytes}, desk.Seen{})}, []string{"no text"}},
		{"two things", []desk.Step{desk.Put(both, desk.Seen{})}, []string{"says 2 things"}},
		{"nothing", []desk.Step{desk.Put(desk.Content{}, desk.Seen{})}, []string{"is no item"}},
		{"twice", slices.Repeat([]desk.Step{desk.Remove(desk.Content{Fact: &fact}.ID(), desk.Seen{})}, 2), []string{"changed twice"}},
		{"paragraphs", []desk.Step{desk.Put(desk.Content{Briefing: &head}, desk.Seen{})}, []string{"begins with #", "blank line"}},
		{"no briefing", []desk.Step{desk.Put(desk.Content{Fact: &other}, desk.Seen{})}, []string{"there is no such briefing"}},
		{"supersedes nothing", []desk.Step{desk.Put(desk.Content{Fact: &missing}, desk.Seen{})}, []string{"there is no fact bridge/none"}},
		{"no words", []desk.Step{desk.Put(desk.Content{Question: &desk.Question{Text: "?!"}}, desk.Seen{})}, []string{"is no item"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := d.Propose(t.Context(), "1", desk.Edit{Steps: tt.step})
			if !errors.As(err, new(*desk.CheckError)) {
				t.Fatalf("error %v, want a CheckError", err)
			}
			for _, want := range tt.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error %v, want %q", err, want)
				}
			}
		})
	}
	for name, err := range map[string]error{
		"direct message": func() error { _, err := d.Publish(t.Context(), "", desk.Publication{}); return err }(),
		"settings":       func() error { _, err := d.SaveSettings(t.Context(), "", desk.Settings{}); return err }(),
		"forget":         d.ForgetServer(t.Context(), ""),
	} {
		if !errors.Is(err, desk.ErrNoServer) {
			t.Errorf("%s: %v, want ErrNoServer", name, err)
		}
	}
}

// TestFields: every field of a fact is one that can be undone by itself.
func TestFields(t *testing.T) {
	a, b := *bridge(t).Facts[0], *bridge(t).Facts[0]
	b.Topic, b.Statement, b.Background, b.Ask, b.Terms, b.Headline, b.Note = "x", "x", []int{1}, nil, []string{"x"}, 9, "x"
	b.About = knowledge.About{Measure: "x", Of: []string{"x"}, By: []string{"x"}, Where: []string{"x"}, Period: "x", Scope: "x", Status: "planned"}
	b.Figure, b.Supersedes = nil, a.Ref
	c := desk.Change{Before: desk.State{Content: desk.Content{Fact: &a}}, After: desk.State{Content: desk.Content{Fact: &b}}}
	if got := c.Fields(); !slices.Equal(got, desk.FactFields()) {
		t.Errorf("fields %v, want all of %v", got, desk.FactFields())
	}
	c.After = c.Before
	if got := c.Fields(); got != nil {
		t.Errorf("fields %v of no change", got)
	}
}
