package storetest

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"briefbot/knowledge/desk"
)

// present: a server that the bot is in no more is scheduled once, whatever is
// stored about it, and one that it is in again is not.
func present(t *testing.T, st desk.Store) {
	ctx := t.Context()
	d := newDesk(t, st)
	publish(t, d, "changed", put(t, d, "changed", 0, "a note"))
	_, saved := d.SaveSettings(ctx, "set", desk.Settings{Private: true})
	if err := errors.Join(saved, st.SetOptOut(ctx, "opted", "alice", desk.FromUnprompted, true),
		st.SaveDraft(ctx, desk.Draft{ID: "1", Server: "drafted", Person: "alice", Kind: "form", Payload: []byte(`{}`), Expires: time.Now().Add(time.Hour)})); err != nil {
		t.Fatal(err)
	}
	scheduled := func(in []string, want ...string) map[string]time.Time {
		t.Helper()
		servers := map[string]bool{}
		for _, id := range in {
			servers[id] = true
		}
		if err := d.Present(ctx, servers); err != nil {
			t.Fatal(err)
		}
		kept, err := st.Kept(ctx)
		if err != nil {
			t.Fatal(err)
		}
		got, at := map[string]bool{}, map[string]time.Time{}
		for id, when := range kept {
			if when.IsZero() {
				continue
			}
			got[id], at[id] = true, when
			if wait := time.Until(when); wait < desk.KeepAfterLeaving-time.Minute || wait > desk.KeepAfterLeaving {
				t.Errorf("%s is forgotten in %v", id, wait)
			}
		}
		all := map[string]bool{}
		for _, id := range want {
			all[id] = true
		}
		if diff := cmp.Diff(all, got); diff != "" || len(kept) != 4 {
			t.Errorf("in %v: %d servers, scheduled (-want +got):\n%s", in, len(kept), diff)
		}
		return at
	}
	scheduled([]string{"changed", "set", "opted", "drafted", "unknown"})
	first := scheduled([]string{"set"}, "changed", "opted", "drafted")
	again := scheduled([]string{"set", "opted"}, "changed", "drafted")
	if !first["changed"].Equal(again["changed"]) {
		t.Errorf("put off from %v to %v", first["changed"], again["changed"])
	}
	scheduled([]string{"changed", "set", "opted", "drafted"})
}
