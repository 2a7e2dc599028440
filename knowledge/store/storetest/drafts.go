package storetest

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"briefbot/knowledge/desk"
)

// draftsOfPerson: a person's own, in that server, which did not expire; the one
// that was saved last comes first.
func draftsOfPerson(t *testing.T, st desk.Store) {
	ctx := t.Context()
	save := func(server, id, person string, hours int) desk.Draft {
		t.Helper()
		d := desk.Draft{
			Server: server, ID: id, Person: person, Kind: "k", Payload: json.RawMessage(`{"x":"é"}`), Expires: at.Add(time.Duration(hours) * time.Hour),
		}
		if err := st.SaveDraft(ctx, d); err != nil {
			t.Fatal(err)
		}
		return d
	}
	are := func(server, person string, hours int, want ...desk.Draft) {
		t.Helper()
		got, err := st.OfPerson(ctx, server, person, at.Add(time.Duration(hours)*time.Hour))
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("of %s in %s after %d h: %v (-want +got):\n%s", person, server, hours, err, diff)
		}
	}
	are("a", "alice", 0)
	one, two, three := save("a", "1", "alice", 1), save("a", "2", "alice", 3), save("a", "3", "alice", 2)
	bobs, elsewhere := save("a", "4", "bob", 9), save("b", "1", "alice", 9)
	are("a", "alice", 0, two, three, one)
	are("a", "alice", 1, two, three) // it expires by then
	are("a", "bob", 0, bobs)
	are("b", "alice", 0, elsewhere)
	are("b", "bob", 0)
	one = save("a", "1", "alice", 4) // saved again
	are("a", "alice", 0, one, two, three)
	if err := st.DeleteDraft(ctx, "a", "2"); err != nil {
		t.Fatal(err)
	}
	are("a", "alice", 0, one, three)
	are("a", "alice", 4)

	d := newDesk(t, st)
	for _, person := range []string{"alice", ""} {
		if got, err := d.DraftsOf(ctx, "", person); err != nil || got != nil {
			t.Errorf("in no server: %v, %v", got, err)
		}
	}
	if _, err := d.SaveDraft(ctx, desk.Draft{Server: "a", Person: "carol", Payload: json.RawMessage(`1`), Expires: time.Now().Add(time.Hour)}); err != nil {
		t.Fatal(err)
	}
	if got, err := d.DraftsOf(ctx, "a", "carol"); err != nil || len(got) != 1 {
		t.Errorf("carol's: %v, %v", got, err)
	}
	if got, err := d.DraftsOf(ctx, "a", "alice"); err != nil || len(got) != 0 {
		t.Errorf("expired long ago: %v, %v", got, err)
	}
}
