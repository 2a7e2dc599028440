package localdiscord

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// calls lets the test be the bot: it sees each interaction's id and token.
func invoked(s *Server, i *Interaction) (callback, webhook string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return "/interactions/" + i.call.id + "/" + i.call.token + "/callback", "/webhooks/" + s.appID + "/" + i.call.token
}

func withAsk(t *testing.T, s *Server) {
	t.Helper()
	if status, b := rest(t, s, "PUT", "/applications/"+s.AppID()+"/commands", []any{
		obj{"name": "ask", "description": "d", "options": []any{obj{"type": 3, "name": "q", "description": "d", "autocomplete": true}}},
		obj{"name": "mods", "description": "d", "default_member_permissions": "8192", "contexts": []any{0}},
	}); status != http.StatusOK {
		t.Fatal(status, b)
	}
}

// The 3 s for the first response, the 15 min for the rest, and one response
// only.
func TestInteractionClocks(t *testing.T) {
	clock := NewClock(time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC))
	s := start(t, Options{Clock: clock})
	g := s.Guild("g")
	c := g.Channel("c")
	p := g.Member("ann").In(c).Try()
	withAsk(t, s)

	late, _ := invoked(s, p.Slash("ask"))
	clock.Advance(3*time.Second + time.Millisecond)
	if status, b := rest(t, s, "POST", late, obj{"type": 4, "data": obj{"content": "x"}}); status != 404 || b["code"] != 10062.0 {
		t.Errorf("late: %d %v", status, b)
	}

	i := p.Slash("ask")
	callback, webhook := invoked(s, i)
	if _, b := rest(t, s, "POST", webhook, obj{"content": "x"}); b["code"] != 10015.0 {
		t.Errorf("follow-up before the response: %v", b)
	}
	clock.Advance(3 * time.Second)
	if status, b := rest(t, s, "POST", callback, obj{"type": 5, "data": obj{"flags": 4}}); problemAt(b, "data.flags") == "" {
		t.Errorf("defer with other flags: %d %v", status, b)
	}
	if status, b := rest(t, s, "POST", callback+"?with_response=true", obj{"type": 5, "data": obj{"flags": FlagEphemeral}}); status != 200 ||
		b["interaction"].(obj)["response_message_loading"] != true || b["interaction"].(obj)["response_message_ephemeral"] != true {
		t.Errorf("defer: %d %v", status, b)
	}
	if status, b := rest(t, s, "POST", callback, obj{"type": 4, "data": obj{"content": "x"}}); status != 400 || b["code"] != 40060.0 {
		t.Errorf("second response: %d %v", status, b)
	}
	if status, b := rest(t, s, "PATCH", webhook+"/messages/@original", obj{"content": strings.Repeat("x", 2001)}); problemAt(b, "content") == "" {
		t.Errorf("too long an edit: %d %v", status, b)
	}
	if status, b := rest(t, s, "PATCH", webhook+"/messages/@original", obj{"content": "done"}); status != 200 || b["flags"] != 64.0 {
		t.Errorf("edit: %d %v", status, b)
	}
	if m := i.Wait(t.Context()).Message; m.Content != "done" || m.VisibleTo != p.who.User.ID {
		t.Errorf("answer: %+v", m)
	}
	status, follow := rest(t, s, "POST", webhook, obj{"content": "more"})
	if status != 200 || follow["flags"] != 0.0 {
		t.Fatalf("follow-up: %d %v", status, follow)
	}
	one := webhook + "/messages/" + follow["id"].(string)
	if status, b := rest(t, s, "GET", one, nil); status != 200 || b["content"] != "more" {
		t.Errorf("GET: %d %v", status, b)
	}
	clock.Advance(15 * time.Minute)
	for _, method := range []string{"GET", "PATCH", "DELETE"} {
		if status, b := rest(t, s, method, one, nil); status != 401 || b["code"] != 50027.0 {
			t.Errorf("%s after 15 min: %d %v", method, status, b)
		}
	}
}

// A follow-up after a defer takes the place of the deferred message.
func TestFollowupAfterDefer(t *testing.T) {
	s := start(t, Options{})
	g := s.Guild("g")
	c := g.Channel("c")
	ann := g.Member("ann")
	withAsk(t, s)
	i := ann.In(c).Slash("ask")
	callback, webhook := invoked(s, i)
	rest(t, s, "POST", callback, obj{"type": 5})
	rest(t, s, "POST", webhook, obj{"content": "one"})
	rest(t, s, "POST", webhook, obj{"content": "two"})
	var got []string
	for _, m := range ann.In(c).Sees() {
		got = append(got, m.Content)
	}
	if strings.Join(got, ",") != "one,two" {
		t.Errorf("messages %q", got)
	}
	if status, _ := rest(t, s, "DELETE", webhook+"/messages/@original", nil); status != 204 {
		t.Errorf("DELETE: %d", status)
	}
	if status, b := rest(t, s, "GET", webhook+"/messages/@original", nil); status != 404 || b["code"] != 10008.0 {
		t.Errorf("GET after DELETE: %d %v", status, b)
	}
}

// Which callback fits which interaction, and the 50035 paths below data.
func TestCallbackChecks(t *testing.T) {
	s := start(t, Options{})
	g := s.Guild("g")
	c := g.Channel("c")
	p := g.Member("ann").In(c)
	withAsk(t, s)
	input := obj{"type": TextInput, "custom_id": "t", "label": "T", "style": 1}
	modal := func(title string, components ...any) obj {
		return obj{"type": 9, "data": obj{"title": title, "custom_id": "m", "components": components}}
	}
	for _, tt := range []struct {
		name string
		body obj
		path string
	}{
		{"update of nothing", obj{"type": 7, "data": obj{"content": "x"}}, "type"},
		{"choices for a command", obj{"type": 8, "data": obj{"choices": nil}}, "type"},
		{"content", obj{"type": 4, "data": obj{"content": strings.Repeat("x", 2001)}}, "data.content"},
		{"embed", obj{"type": 4, "data": obj{"embeds": []any{obj{"description": strings.Repeat("x", 4097)}}}}, "data.embeds.0.description"},
		{"modal title", modal(strings.Repeat("x", 46), row(input)), "data.title"},
		{"modal without fields", modal("M"), "data.components"},
		{"six fields", modal("M", repeat(6, func(int) any { return row(input) })...), "data.components"},
		{"button in a modal", modal("M", row(button("b", "1"))), "data.components.0.components.0.type"},
		{"input label", modal("M", row(obj{"type": 4, "custom_id": "t", "label": strings.Repeat("x", 46), "style": 1})), "data.components.0.components.0.label"},
		{"input length", modal("M", row(obj{"type": 4, "custom_id": "t", "label": "T", "style": 1, "max_length": 4001})), "data.components.0.components.0.max_length"},
		{"input placeholder", modal("M", row(obj{"type": 4, "custom_id": "t", "label": "T", "style": 1, "placeholder": strings.Repeat("x", 101)})), "data.components.0.components.0.placeholder"},
		{"input twice", modal("M", row(input), row(input)), "data.components.1.components.0.custom_id"},
		{"label on a labelled input", modal("M", obj{"type": Label, "label": "L", "component": input}), "data.components.0.component.label"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			callback, _ := invoked(s, p.Slash("ask"))
			if status, b := rest(t, s, "POST", callback, tt.body); status != 400 || problemAt(b, tt.path) == "" {
				t.Errorf("%d %v, want a problem at %s", status, b, tt.path)
			}
			if status, b := rest(t, s, "POST", callback, obj{"type": 4, "data": obj{"content": "still open"}}); status != 204 {
				t.Errorf("a refused response closed the interaction: %d %v", status, b)
			}
		})
	}
	t.Run("empty", func(t *testing.T) {
		callback, _ := invoked(s, p.Slash("ask"))
		if _, b := rest(t, s, "POST", callback, obj{"type": 4, "data": obj{}}); b["code"] != 50006.0 {
			t.Errorf("%v", b)
		}
	})
}

// Menus, updates in place and forms with labels.
func TestComponentsAndForms(t *testing.T) {
	s := start(t, Options{})
	g := s.Guild("g")
	c := g.Channel("c")
	ann, bob := g.Member("ann"), g.Member("bob")
	_, sent := rest(t, s, "POST", "/channels/"+c.ID+"/messages", obj{"content": "topics", "components": []any{
		row(obj{"type": StringSelect, "custom_id": "topic", "placeholder": "Topic", "max_values": 2, "options": []any{
			obj{"label": "Plots", "value": "p"}, obj{"label": "Spies", "value": "s"}, obj{"label": "Youth", "value": "y"}}}),
		row(obj{"type": UserSelect, "custom_id": "who"}),
	}})
	m := s.Message(sent["id"].(string))
	for _, values := range [][]string{nil, {"Plots", "p"}, {"p", "s", "y"}, {"nope"}} {
		p := ann.In(c).Try()
		if p.Pick(m, "Topic", values...); p.Err() == nil {
			t.Errorf("picking %q was not refused", values)
		}
	}
	pick := ann.In(c).Pick(m, "topic", "Plots", "s")
	callback, webhook := invoked(s, pick)
	if status, b := rest(t, s, "POST", callback+"?with_response=true", obj{"type": 7, "data": obj{"content": "two topics", "components": []any{row(button("Form", "form"))}}}); status != 200 {
		t.Fatal(status, b)
	}
	now := pick.Wait(t.Context()).Message
	if now.ID != m.ID || now.Content != "two topics" || m.Content != "topics" {
		t.Errorf("update: %+v", now)
	}
	if status, b := rest(t, s, "PATCH", webhook+"/messages/@original", obj{"content": "edited"}); status != 200 || b["id"] != m.ID {
		t.Errorf("@original of an update: %d %v", status, b)
	}
	gone := ann.In(c).Try()
	if gone.Pick(m, "topic", "p"); gone.Err() == nil {
		t.Error("a menu that is gone was used")
	}

	press := ann.In(c).Press(m, "Form")
	callback, _ = invoked(s, press)
	if status, b := rest(t, s, "POST", callback, obj{"type": 9, "data": obj{"title": "F", "custom_id": "f", "components": []any{
		obj{"type": Label, "label": "Why", "component": obj{"type": TextInput, "custom_id": "why", "style": 2, "min_length": 3, "max_length": 10}},
		obj{"type": Label, "label": "Kind", "component": obj{"type": StringSelect, "custom_id": "kind", "options": []any{obj{"label": "A", "value": "a"}}}},
	}}}); status != 204 {
		t.Fatal(status, b)
	}
	form := press.Wait(t.Context()).Modal
	for _, fields := range []map[string]any{{"Why": "ab", "Kind": []string{"a"}}, {"Why": "abc"}, {"Why": "abc", "Kind": []string{"a"}, "Other": "x"}} {
		p := ann.In(c).Try()
		if p.Fill(form, fields).Submit(); p.Err() == nil {
			t.Errorf("the form took %v", fields)
		}
	}
	other := bob.In(c).Try()
	if other.Fill(form, map[string]any{"Why": "abc"}).Submit(); other.Err() == nil {
		t.Error("bob submitted ann's form")
	}
	submit := ann.In(c).Fill(form, map[string]any{"why": "abc", "Kind": []string{"a"}}).Submit()
	callback, _ = invoked(s, submit)
	if status, b := rest(t, s, "POST", callback, obj{"type": 9}); problemAt(b, "type") == "" {
		t.Errorf("a modal answered by a modal: %d %v", status, b)
	}
	if status, b := rest(t, s, "POST", callback, obj{"type": 7, "data": obj{"content": "filled"}}); status != 204 {
		t.Errorf("update by form: %d %v", status, b)
	}
	if got := s.Message(m.ID).Content; got != "filled" {
		t.Errorf("content %q", got)
	}
}

func TestCommandPermissions(t *testing.T) {
	s := start(t, Options{})
	g := s.Guild("g")
	c := g.Channel("c")
	withAsk(t, s)
	mods := g.Role("mods", Moderator)
	ann, eve := g.Member("ann"), g.Member("eve", mods)
	p := ann.In(c).Try()
	if p.Slash("mods"); p.Err() == nil {
		t.Error("ann used a command of moderators")
	}
	if n := len(p.CommandsFor()); n != 1 {
		t.Errorf("ann is offered %d commands", n)
	}
	eve.In(c).Slash("mods")
	d := eve.DM().Try()
	if d.Slash("mods"); d.Err() == nil {
		t.Error("a guild command was used in a direct message")
	}
	c.Deny(ann, UseApplicationCommands)
	if p.Slash("ask"); p.Err() == nil {
		t.Error("ann used a command without permission")
	}
	for _, bad := range []Opt{{"q": 5}, {"nope": "x"}, {"q": strings.Repeat("x", 6001)}} {
		q := eve.In(c).Try()
		if q.Slash("ask", bad); q.Err() == nil {
			t.Errorf("/ask took %v", bad)
		}
	}
}
