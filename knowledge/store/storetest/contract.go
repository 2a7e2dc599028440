package storetest

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"briefbot/knowledge"
	"briefbot/knowledge/desk"
)

// at is a time with the microseconds that a store keeps.
var at = time.Date(2020, 11, 24, 10, 0, 0, 123456000, time.UTC)

// revision is a revision that gives a fact a note; "" hides the fact.
func revision(server string, n, fact int, note string) desk.Revision {
	below := desk.Content{Fact: Fact(fact, "")}
	after := desk.State{Source: desk.Hidden, Replaces: below.Hash()}
	if note != "" {
		after = desk.State{Source: desk.Server, Content: desk.Content{Fact: Fact(fact, note)}, Replaces: below.Hash()}
	}
	return desk.Revision{
		Server: server, N: n, At: at.Add(time.Duration(n) * time.Second), Who: "alice", Why: "because “so”",
		Changes: []desk.Change{{ID: id(fact), Before: desk.State{Source: desk.Operator, Content: below}, After: after}},
	}
}

func commit(t *testing.T, st desk.Store, list ...desk.Revision) {
	t.Helper()
	for _, r := range list {
		if err := st.Commit(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
}

// commits: what was committed is read back as it was, and nothing else.
func commits(t *testing.T, st desk.Store) {
	ctx := t.Context()
	if o, err := st.Overlay(ctx, "a"); err != nil || o.Version != 0 || o.Items != nil {
		t.Errorf("overlay of nothing: %+v, %v", o, err)
	}
	want := desk.Overlay{}
	var history []desk.Revision
	for _, r := range []desk.Revision{revision("a", 1, 1, "x"), revision("a", 2, 2, ""), revision("a", 3, 1, "it’s “so”\u0001 \\ é")} {
		commit(t, st, r)
		want = want.With(r)
		history = append([]desk.Revision{r}, history...)
	}
	back := desk.Revision{Server: "a", N: 4, At: at, Undoes: 2, Changes: []desk.Change{{ID: id(2), Before: history[1].Changes[0].After, After: history[1].Changes[0].Before}}}
	commit(t, st, back, revision("b", 1, 1, "other"))
	want = want.With(back)
	history = append([]desk.Revision{back}, history...)
	got, err := st.Overlay(ctx, "a")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("overlay (-want +got):\n%s", diff)
	}
	for _, n := range []int{0, 3, 4, 6} { // not the next revision
		r := revision("a", n, 1, "no")
		if err := st.Commit(ctx, r); !errors.Is(err, desk.ErrMoved) {
			t.Errorf("commit of revision %d after 4: %v, want ErrMoved", n, err)
		}
	}
	pages := []struct {
		page desk.Page
		want []desk.Revision
	}{
		{desk.Page{Limit: 9}, history}, {desk.Page{Limit: 2}, history[:2]}, {desk.Page{Before: 3, Limit: 9}, history[2:]},
		{desk.Page{ID: id(1), Limit: 9}, []desk.Revision{history[1], history[3]}},
		{desk.Page{ID: id(1), Before: 3, Limit: 9}, history[3:]}, {desk.Page{ID: id(9), Limit: 9}, nil},
	}
	for _, p := range pages {
		got, err := st.Revisions(ctx, "a", p.page)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(p.want, got); diff != "" {
			t.Errorf("page %+v (-want +got):\n%s", p.page, diff)
		}
	}
	if r, err := st.Revision(ctx, "a", 2); err != nil || r.N != 2 {
		t.Errorf("revision 2: %+v, %v", r, err)
	}
	if _, err := st.Revision(ctx, "a", 5); !errors.Is(err, desk.ErrNoRevision) {
		t.Errorf("revision 5: %v", err)
	}
	heads(t, st, map[string]desk.Head{"a": {Server: "a", Version: 4}, "b": {Server: "b", Version: 1}})
}

func heads(t *testing.T, st desk.Store, want map[string]desk.Head) {
	t.Helper()
	list, err := st.Heads(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]desk.Head{}
	for _, h := range list {
		got[h.Server] = h
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("heads (-want +got):\n%s", diff)
	}
}

// settings: compared by version, remembered while the store is away.
func settings(t *testing.T, st desk.Store) {
	d := newDesk(t, st)
	ctx := t.Context()
	if s, err := d.Settings(ctx, "a"); err != nil || !cmp.Equal(s, desk.Settings{}) {
		t.Errorf("defaults: %+v, %v", s, err)
	}
	want := desk.Settings{Moderators: []string{"1", "2"}, LogChannel: "3", Unprompted: []string{"4"}, Private: true, Record: true, RetentionDays: 7}
	saved, err := d.SaveSettings(ctx, "a", want)
	if err != nil || saved.Version != 1 {
		t.Fatalf("saved %+v, %v", saved, err)
	}
	want.Version = 1
	for _, d := range []*desk.Desk{d, newDesk(t, st)} {
		got, err := d.Settings(ctx, "a")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("settings (-want +got):\n%s", diff)
		}
	}
	if _, err := d.SaveSettings(ctx, "a", desk.Settings{LogChannel: "9"}); !errors.Is(err, desk.ErrMoved) {
		t.Errorf("saved over a later version: %v", err)
	}
	if _, err := d.SaveSettings(ctx, "a", desk.Settings{Version: 1, RetentionDays: 1000}); err == nil {
		t.Error("1000 days are accepted")
	}
	heads(t, st, map[string]desk.Head{"a": {Server: "a", Settings: 1}})
	if index(t, d, "a") != index(t, d, "") {
		t.Error("settings made an index")
	}
}

// drafts: kept until they expire, each in its server.
func drafts(t *testing.T, st desk.Store) {
	ctx := t.Context()
	now := at
	d := newDesk(t, st)
	id, err := d.SaveDraft(ctx, desk.Draft{Server: "a", Person: "alice", Kind: "fact", Payload: json.RawMessage(`{"x":"é"}`), Expires: time.Now().Add(time.Hour)})
	if err != nil || id == "" {
		t.Fatal(id, err)
	}
	if x, err := newDesk(t, st).Draft(ctx, "a", id); err != nil || string(x.Payload) != `{"x":"é"}` || x.Person != "alice" || x.Kind != "fact" {
		t.Errorf("after a restart: %+v, %v", x, err)
	}
	want := desk.Draft{Server: "a", ID: "1", Person: "bob", Kind: "k", Payload: json.RawMessage(`1`), Expires: now.Add(time.Second)}
	for range 2 { // the second in place of the first
		if err := st.SaveDraft(ctx, want); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := st.Draft(ctx, "a", "1", now); err != nil || !cmp.Equal(got, want) {
		t.Errorf("draft %+v, %v", got, err)
	}
	gone := func(server, id string, now time.Time) {
		t.Helper()
		if _, err := st.Draft(ctx, server, id, now); !errors.Is(err, desk.ErrNoDraft) {
			t.Errorf("draft %s/%s: %v, want ErrNoDraft", server, id, err)
		}
	}
	gone("b", "1", now)
	gone("a", "1", now.Add(time.Second))
	if err := st.DeleteExpired(ctx, now.Add(time.Second)); err != nil {
		t.Fatal(err)
	}
	gone("a", "1", now)
	if err := errors.Join(d.DeleteDraft(ctx, "a", id), d.DeleteDraft(ctx, "a", id)); err != nil {
		t.Error(err)
	}
	gone("a", id, now)
}

// optOuts: by server, person and kind.
func optOuts(t *testing.T, st desk.Store) {
	ctx := t.Context()
	set := func(out bool) {
		t.Helper()
		for range 2 {
			if err := st.SetOptOut(ctx, "a", "alice", desk.FromUnprompted, out); err != nil {
				t.Fatal(err)
			}
		}
	}
	is := func(server, person string, from desk.OptOut, want bool) {
		t.Helper()
		if got, err := st.OptedOut(ctx, server, person, from); err != nil || got != want {
			t.Errorf("%s, %s, %s: %v, %v", server, person, from, got, err)
		}
	}
	is("a", "alice", desk.FromUnprompted, false)
	set(true)
	is("a", "alice", desk.FromUnprompted, true)
	is("a", "alice", desk.FromRecorded, false)
	is("a", "bob", desk.FromUnprompted, false)
	is("b", "alice", desk.FromUnprompted, false)
	set(false)
	is("a", "alice", desk.FromUnprompted, false)
}

// forgotten: a server, at once and after it was left; a person.
func forgotten(t *testing.T, st desk.Store) {
	ctx := t.Context()
	d := newDesk(t, st)
	for _, server := range []string{"a", "b"} {
		publish(t, d, server, put(t, d, server, 1, "mine"))
		if _, err := d.SaveSettings(ctx, server, desk.Settings{Private: true}); err != nil {
			t.Fatal(err)
		}
		draft := desk.Draft{Server: server, ID: "1", Person: "alice", Kind: "k", Payload: json.RawMessage(`1`), Expires: at.Add(time.Hour)}
		if err := errors.Join(st.SaveDraft(ctx, draft), st.SetOptOut(ctx, server, "alice", desk.FromRecorded, true)); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := d.ForgetPerson(ctx, "b", "alice", true); err != nil || n != 1 {
		t.Errorf("forget a person: %d, %v", n, err)
	}
	if r, err := d.Revision(ctx, "b", 1); err != nil || r.Who == "alice" || r.Who == "" || len(r.Changes) != 1 {
		t.Errorf("revision %+v, %v", r, err)
	}
	if r, err := d.Revision(ctx, "a", 1); err != nil || r.Who != "alice" {
		t.Errorf("another server's revision %+v, %v", r, err)
	}
	if out, err := st.OptedOut(ctx, "b", "alice", desk.FromRecorded); err != nil || !out {
		t.Errorf("the opt-out to be kept is gone: %v", err)
	}
	if _, err := d.ForgetPerson(ctx, "b", "alice", false); err != nil {
		t.Fatal(err)
	}
	if out, err := st.OptedOut(ctx, "b", "alice", desk.FromRecorded); err != nil || out {
		t.Errorf("the opt-out is still there: %v", err)
	}
	if _, err := st.Draft(ctx, "b", "1", at); !errors.Is(err, desk.ErrNoDraft) {
		t.Errorf("the person's draft: %v", err)
	}
	if err := d.ForgetServer(ctx, "a"); err != nil {
		t.Fatal(err)
	}
	nothing(t, st, d, "a")
	if noteOf(t, d, "b", 1) != "mine" {
		t.Error("another server was forgotten too")
	}
	publish(t, d, "a", put(t, d, "a", 1, "again")) // it begins anew
	if noteOf(t, d, "a", 1) != "again" {
		t.Error("no change after being forgotten")
	}
	left(t, st, d)
}

// left: 30 days after the bot left, unless it joined again.
func left(t *testing.T, st desk.Store, d *desk.Desk) {
	t.Helper()
	ctx := t.Context()
	due := func(after time.Duration, want ...string) {
		t.Helper()
		if got, err := st.Due(ctx, time.Now().Add(after)); err != nil || !cmp.Equal(got, want) {
			t.Errorf("due after %v: %v, %v; want %v", after, got, err, want)
		}
	}
	if err := errors.Join(d.Left(ctx, "a"), d.Left(ctx, "b"), d.Joined(ctx, "a"), d.Joined(ctx, "c")); err != nil {
		t.Fatal(err)
	}
	due(29*24*time.Hour + 23*time.Hour)
	due(31*24*time.Hour, "b")
	if err := errors.Join(st.Schedule(ctx, "b", at), d.Sweep(ctx)); err != nil { // long ago
		t.Fatal(err)
	}
	nothing(t, st, d, "b")
	if noteOf(t, d, "a", 1) != "again" {
		t.Error("the server that was joined again is forgotten")
	}
}

// nothing checks that nothing is left of a server.
func nothing(t *testing.T, st desk.Store, d *desk.Desk, server string) {
	t.Helper()
	ctx := context.WithoutCancel(t.Context())
	if index(t, d, server) != index(t, d, "") {
		t.Error("it still has an index")
	}
	if s, err := d.Settings(ctx, server); err != nil || s.Private {
		t.Errorf("settings %+v, %v", s, err)
	}
	if list, err := d.History(ctx, server, desk.Page{Limit: 9}); err != nil || len(list) != 0 {
		t.Errorf("history %+v, %v", list, err)
	}
	if _, err := st.Draft(ctx, server, "1", at); !errors.Is(err, desk.ErrNoDraft) {
		t.Errorf("draft: %v", err)
	}
	if out, err := st.OptedOut(ctx, server, "alice", desk.FromRecorded); err != nil || out {
		t.Errorf("opt-out: %v, %v", out, err)
	}
}

// upgraded: the operator's base changes under overlays.
func upgraded(t *testing.T, st desk.Store) {
	d := newDesk(t, st)
	publish(t, d, "a", put(t, d, "a", 0, "kept"))
	publish(t, d, "a", put(t, d, "a", 1, "clash"), put(t, d, "a", 2, "gone"))
	publish(t, d, "a", desk.Remove(id(3), look(t, d, "a", id(3)).Seen), put(t, d, "a", 6, "taken"))
	publish(t, d, "a", put(t, d, "a", 9, "unsound"))
	seen := look(t, d, "a", id(4)).Seen // of a form that is open during the upgrade

	br := *Base(t, 8).Briefings[0] // the operator added 5, 6 and 7
	br.Paragraphs = append([]knowledge.Paragraph{}, br.Paragraphs...)
	br.Paragraphs[9].Text = "It was closed."                // under fact 9 of the server
	br.Facts = append(br.Facts[:2:2], br.Facts[3:]...)      // without fact 2
	br.Facts[1].Note, br.Facts[3].Note = "theirs", "theirs" // facts 1 and 4
	next, err := desk.New(t.Context(), desk.Options{Base: knowledge.NewBase(&br), Store: st, Log: logTo(t)})
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range map[int]string{0: "kept", 1: "clash", 2: "gone", 3: "-", 4: "theirs", 5: "", 6: "taken", 9: "-"} {
		if got := noteOf(t, next, "a", n); got != want {
			t.Errorf("fact %d: note %q, want %q", n, got, want)
		}
	}
	got := map[desk.ID]desk.ConflictKind{}
	conflicts, err := next.Conflicts(t.Context(), "a")
	for _, c := range conflicts {
		got[c.ID] = c.Why
	}
	want := map[desk.ID]desk.ConflictKind{id(1): desk.Changed, id(2): desk.Gone, id(6): desk.Taken, id(9): desk.Unsound}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("conflicts (-want +got): %v\n%s", err, diff)
	}
	_, err = next.Publish(t.Context(), "a", desk.Publication{Edit: desk.Edit{Steps: []desk.Step{desk.Put(desk.Content{Fact: Fact(4, "mine")}, seen)}}})
	var clash *desk.ConflictError
	if !errors.As(err, &clash) || clash.Items[0].N != 0 || clash.Items[0].Theirs.Content.Fact.Note != "theirs" {
		t.Errorf("the open form overwrites the operator's change: %v", err)
	}
	publish(t, next, "a", put(t, next, "a", 1, "clash")) // mine holds: settled
	if conflicts, err := next.Conflicts(t.Context(), "a"); err != nil || len(conflicts) != 3 {
		t.Errorf("conflicts after settling one: %v, %v", conflicts, err)
	}
}
