package desk_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"briefbot/knowledge"
	"briefbot/knowledge/desk"
)

// states are one of everything that is stored.
func states(tb testing.TB) []desk.State {
	base := builtIn(tb)
	out := []desk.State{{}, {Source: desk.Hidden, Replaces: "ab"}}
	for _, f := range base.Facts {
		full := *f
		full.Supersedes = knowledge.Ref{Briefing: "older", ID: "x"}
		full.Note, full.Headline, full.Background = "<&>\u2028 “so” \x01", 3, []int{1, 2}
		out = append(out, desk.State{Source: desk.Server, Replaces: "cd", Content: desk.Content{Fact: &full}}, desk.State{Source: desk.Operator, Content: desk.Content{Fact: f}})
	}
	head := *base.Briefings[0]
	head.Facts, head.Negatives = nil, nil
	return append(out,
		desk.State{Source: desk.Server, Content: desk.Content{Briefing: &head}},
		desk.State{Source: desk.Server, Content: desk.Content{Negative: &desk.Negative{Briefing: "b", Negative: knowledge.Negative{Question: "q", Why: "w"}}}},
		desk.State{Source: desk.Server, Content: desk.Content{Question: &desk.Question{Text: "q", Want: knowledge.Ref{Briefing: "b", ID: "x"}}}},
		desk.State{Source: desk.Server, Content: desk.Content{Question: &desk.Question{Text: "q"}}},
	)
}

func TestEncodeState(t *testing.T) {
	for _, want := range states(t) {
		got, err := desk.DecodeState(desk.EncodeState(want))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

// storedFact is a fact as it is stored.
const storedFact = `{"v":1,"source":"server","replaces":"h","content":{"fact":{"briefing":"b","id":"x","topic":"t","statement":"s",` +
	`"measure":"m","of":["o"],"by":["y"],"where":["w"],"period":"p","scope":"c","status":"planned",` +
	`"figure":{"text":"1","kind":"count","value":"1","unit":"u","relation":"eq"},"cites":[{"paragraph":1,"start":2,"end":3}],` +
	`"background":[4],"ask":["a"],"terms":["e"],"headline":5,"note":"n","supersedes":{"briefing":"c","id":"d"}}}}`

// TestEncodeStateNames holds the stored names: a change of them needs a
// migration and another version.
func TestEncodeStateNames(t *testing.T) {
	f := &knowledge.Fact{
		Ref: knowledge.Ref{Briefing: "b", ID: "x"}, Topic: "t", Statement: "s",
		About:  knowledge.About{Measure: "m", Of: []string{"o"}, By: []string{"y"}, Where: []string{"w"}, Period: "p", Scope: "c", Status: "planned"},
		Figure: &knowledge.Figure{Text: "1", Kind: "count", Value: "1", Unit: "u", Relation: "eq"},
		Cites:  []knowledge.Citation{{Paragraph: 1, Start: 2, End: 3}}, Background: []int{4},
		Ask: []string{"a"}, Terms: []string{"e"}, Headline: 5, Note: "n", Supersedes: knowledge.Ref{Briefing: "c", ID: "d"},
	}
	if got := string(desk.EncodeState(desk.State{Source: desk.Server, Replaces: "h", Content: desk.Content{Fact: f}})); got != storedFact {
		t.Errorf("encoded\n%s\nwant\n%s", got, storedFact)
	}
}

func TestDecodeStateErrors(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{``, "EOF"},
		{`{"v":2,"source":"hidden"}`, "version 2"},
		{`{"source":"hidden"}`, "version 0"},
		{`{"v":1,"source":"hidden","more":1}`, "unknown field"},
		{`{"v":1,"source":"hidden"} {}`, "more than one"},
		{`{"v":1,"source":"elsewhere"}`, "is none"},
		{`{"v":1,"source":"server"}`, "0 contents"},
		{`{"v":1,"source":"hidden","content":{"question":{"text":"q"}}}`, "1 contents"},
		{`{"v":1,"source":"server","content":{"question":{"text":"q"},"negative":{"briefing":"b","question":"q"}}}`, "2 contents"},
	} {
		if s, err := desk.DecodeState([]byte(tt.in)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %+v, %v; want an error with %q", tt.in, s, err, tt.want)
		}
	}
}

func TestEncodeEdit(t *testing.T) {
	f := builtIn(t).Facts[0]
	want := desk.Edit{Undoes: 3, Steps: []desk.Step{
		desk.Put(desk.Content{Fact: f}, desk.Seen{Version: 4, Operator: "ab"}),
		desk.Remove(desk.ID{Kind: desk.FactKind, Key: "b/x"}, desk.Seen{}), desk.Restore(desk.ID{Kind: desk.BriefingKind, Key: "b"}, desk.Seen{}),
	}}
	got, err := desk.DecodeEdit(desk.EncodeEdit(want))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, err := desk.DecodeEdit([]byte(`{"v":1,"steps":[],"x":1}`)); err == nil {
		t.Error("an unknown name is read")
	}
}

// FuzzDecodeState: what is read is written and read as the same.
func FuzzDecodeState(f *testing.F) {
	f.Add([]byte(storedFact))
	f.Add([]byte(`{"v":1,"source":"hidden","replaces":"ab"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		once, err := desk.DecodeState(data)
		if err != nil {
			return
		}
		twice, err := desk.DecodeState(desk.EncodeState(once))
		if err != nil || !once.Equal(twice) {
			t.Errorf("%s: %+v, and again %+v, %v", data, once, twice, err)
		}
	})
}

func FuzzDecodeEdit(f *testing.F) {
	f.Add([]byte(`{"v":1,"steps":[{"do":"remove","kind":"fact","key":"b/x","version":1}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if e, err := desk.DecodeEdit(data); err == nil {
			if _, err := desk.DecodeEdit(desk.EncodeEdit(e)); err != nil {
				t.Errorf("%s: %v", data, err)
			}
		}
	})
}
