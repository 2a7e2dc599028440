package storetest

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"briefbot/knowledge"
	"briefbot/knowledge/desk"
)

// Write changes servers, whose names begin with prefix, and writes a line
// "server revision note" for each revision that was acknowledged, until it is
// killed. It is what a child process runs. Through a desk each change is a
// publication with all its checks; without, the store does nothing but commit,
// so that more kills fall into commits.
func Write(ctx context.Context, base *knowledge.Base, st desk.Store, prefix string, seed uint64, throughDesk bool, out io.Writer) error {
	d, err := desk.New(ctx, desk.Options{Base: base, Store: st, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	for n := seed; ; n++ {
		server, note := fmt.Sprint(prefix, n%3), letters(n)
		var r desk.Revision
		if throughDesk {
			r, err = publishNote(ctx, d, server, int(n%5), note)
		} else {
			r, err = commitNote(ctx, st, server, int(n%5), note)
		}
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintln(out, server, r.N, note); err != nil {
			return err
		}
	}
}

// publishNote gives a fact a note, and adds another fact or removes it.
func publishNote(ctx context.Context, d *desk.Desk, server string, fact int, note string) (desk.Revision, error) {
	v, err := d.Look(ctx, server, id(fact))
	if err != nil {
		return desk.Revision{}, err
	}
	other, err := d.Look(ctx, server, id(5+fact))
	if err != nil {
		return desk.Revision{}, err
	}
	toggle := desk.Put(desk.Content{Fact: Fact(5+fact, note)}, other.Seen)
	if other.Source == desk.Server {
		toggle = desk.Remove(other.ID, other.Seen)
	}
	edit := desk.Edit{Steps: []desk.Step{desk.Put(desk.Content{Fact: Fact(fact, note)}, v.Seen), toggle}}
	return d.Publish(ctx, server, desk.Publication{Edit: edit, Who: "writer"})
}

// commitNote is publishNote without a desk.
func commitNote(ctx context.Context, st desk.Store, server string, fact int, note string) (desk.Revision, error) {
	o, err := st.Overlay(ctx, server)
	if err != nil {
		return desk.Revision{}, err
	}
	state := func(n int) desk.State {
		return desk.State{Source: desk.Server, Content: desk.Content{Fact: Fact(n, note)}}
	}
	before, _ := o.Item(id(fact))
	other, toggled := o.Item(id(5 + fact))
	after := state(5 + fact)
	if toggled {
		after = desk.State{}
	}
	r := desk.Revision{Server: server, N: o.Version + 1, At: time.Now().UTC().Truncate(time.Microsecond), Who: "writer", Changes: []desk.Change{
		{ID: id(fact), Before: before.State, After: state(fact)}, {ID: id(5 + fact), Before: other.State, After: after},
	}}
	return r, st.Commit(ctx, r)
}

// letters writes n in letters: a note may have no number that is in no quote.
func letters(n uint64) string {
	s := "x"
	for ; n > 0; n /= 26 {
		s += string(rune('a' + n%26))
	}
	return s
}

// Acknowledged is what was acknowledged: by server, the notes by revision.
type Acknowledged map[string]map[int]string

// Read adds the whole lines that Write wrote, and returns how many.
func (a Acknowledged) Read(r io.Reader) int {
	n := 0
	for in := bufio.NewReader(r); ; n++ {
		line, err := in.ReadString('\n')
		var server, note string
		var revision int
		if _, bad := fmt.Sscan(line, &server, &revision, &note); err != nil || bad != nil {
			return n
		}
		if a[server] == nil {
			a[server] = map[int]string{}
		}
		a[server][revision] = note
	}
}

// Verify counts what was acknowledged in servers whose names begin with prefix
// and is not there with its change, and the revisions without their changes or
// the reverse.
func (a Acknowledged) Verify(t testing.TB, st desk.Store, prefix string) (lost, torn int) {
	t.Helper()
	servers := map[string]bool{}
	for server := range a {
		servers[server] = true
	}
	heads, err := st.Heads(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range heads {
		servers[h.Server] = true
	}
	for server := range servers {
		if !strings.HasPrefix(server, prefix) {
			continue
		}
		stored, list := settled(t, st, server)
		notes := map[int]string{}
		var led desk.Overlay
		for i := len(list) - 1; i >= 0; i-- {
			r := list[i]
			if r.N != led.Version+1 || len(r.Changes) == 0 {
				t.Logf("server %s: revision %d with %d changes follows %d", server, r.N, len(r.Changes), led.Version)
				torn++
			}
			led = led.With(r)
			for _, c := range r.Changes {
				if f := c.After.Content.Fact; f != nil {
					notes[r.N] = f.Note
				}
			}
		}
		for revision, note := range a[server] {
			if notes[revision] != note {
				t.Logf("server %s: revision %d: note %q is %q", server, revision, note, notes[revision])
				lost++
			}
		}
		if !same(led, stored) {
			t.Logf("server %s: the revisions lead to %+v, stored is %+v", server, led, stored)
			torn++
		}
	}
	return lost, torn
}

// settled reads an overlay and its revisions. They are two reads: a server may
// finish the commit of a client that was killed between them, so that they are
// read again until the history is the same before and after the overlay.
func settled(t testing.TB, st desk.Store, server string) (desk.Overlay, []desk.Revision) {
	t.Helper()
	for before := -1; ; {
		o, err := st.Overlay(t.Context(), server)
		if err != nil {
			t.Fatal(err)
		}
		list, err := st.Revisions(t.Context(), server, desk.Page{Limit: 1 << 30})
		if err != nil {
			t.Fatal(err)
		}
		if len(list) == before {
			return o, list
		}
		before = len(list)
	}
}

func same(a, b desk.Overlay) bool {
	if a.Version != b.Version || len(a.Items) != len(b.Items) {
		return false
	}
	for i := range a.Items {
		if a.Items[i].ID != b.Items[i].ID || a.Items[i].Version != b.Items[i].Version || !a.Items[i].Equal(b.Items[i].State) {
			return false
		}
	}
	return true
}
