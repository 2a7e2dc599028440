package localdiscord

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// Faults come in the order of the script, one a request.
func TestMisbehave(t *testing.T) {
	s := start(t, Options{})
	g := s.Guild("g")
	c := g.Channel("c")
	reader := g.Member("ann").In(c)
	const route = "POST /channels/{channel}/messages"
	s.Misbehave(route, BadGateway, BadGatewayDone, Healthy, Unavailable, TooMany(2*time.Second), TooManyShared(time.Second),
		TooManyGlobal(3*time.Second), TooManyHTML(time.Second), WrongToken, NoAccess, Cut, CutDone)
	post := func() (*http.Response, string) {
		q, err := http.NewRequestWithContext(t.Context(), "POST", s.URL()+"/api/v9/channels/"+c.ID+"/messages", strings.NewReader(`{"content":"x"}`))
		if err != nil {
			t.Fatal(err)
		}
		q.Header.Set("Authorization", "Bot "+s.Token())
		resp, err := http.DefaultClient.Do(q)
		if err != nil {
			return nil, ""
		}
		defer resp.Body.Close()
		raw, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp, string(raw)
	}
	said := 0
	for i, want := range []struct {
		status int // 0: no answer
		header string
		json   bool
		said   bool
	}{
		{status: 502}, {status: 502, said: true}, {status: 200, json: true, said: true}, {status: 503, json: true},
		{status: 429, header: "Retry-After=2 X-RateLimit-Scope=user", json: true},
		{status: 429, header: "Retry-After=1 X-RateLimit-Scope=shared", json: true},
		{status: 429, header: "Retry-After=3 X-RateLimit-Scope=global X-RateLimit-Global=true", json: true},
		{status: 429, header: "Retry-After=1"},
		{status: 401, json: true}, {status: 403, json: true}, {}, {said: true}, {status: 200, json: true, said: true},
	} {
		resp, body := post()
		if want.said {
			said++
		}
		if got := len(reader.Sees()); got != said {
			t.Errorf("%d: %d messages, want %d", i, got, said)
			said = got
		}
		if resp == nil {
			if want.status != 0 {
				t.Errorf("%d: no answer, want %d", i, want.status)
			}
			continue
		}
		if resp.StatusCode != want.status || json.Valid([]byte(body)) != want.json || resp.Header.Get("X-RateLimit-Reset-After") != "" && want.status == 429 {
			t.Errorf("%d: %d %s, want %+v", i, resp.StatusCode, body, want)
		}
		for _, pair := range strings.Fields(want.header) {
			name, value, _ := strings.Cut(pair, "=")
			if resp.Header.Get(name) != value {
				t.Errorf("%d: %s is %q, want %q", i, name, resp.Header.Get(name), value)
			}
		}
	}
	if n := s.Answered(429); n != 4 {
		t.Errorf("%d 429s counted", n)
	}
	if n := s.Asked(route); n < 13 { // net/http repeats what was cut on a connection that it kept
		t.Errorf("%d requests counted", n)
	}
	s.Misbehave("", NoAnswer)
	q, err := http.NewRequestWithContext(t.Context(), "GET", s.URL()+"/api/v9/gateway", nil)
	if err != nil {
		t.Fatal(err)
	}
	if resp, err := (&http.Client{Timeout: 20 * time.Millisecond}).Do(q); err == nil {
		resp.Body.Close()
		t.Error("a request that gets no answer was answered")
	}
}

// Events are distorted in the order of the script.
func TestDeliver(t *testing.T) {
	s := start(t, Options{})
	g := s.Guild("g")
	c := g.Channel("c")
	ann := g.Member("ann").In(c)
	b := dial(t, s)
	b.send(opIdentify, identity(s, usual, nil))
	_, ready := b.event("READY")
	p, _ := b.event("GUILD_CREATE")
	before := *p.Seq
	s.Deliver(DeliverTwice, DeliverSwapped, DeliverNormally, DeliverBroken, DeliverLater)
	for range 6 {
		ann.Say("x")
	}
	var seqs []int64
	for i := range 6 {
		p, d := b.event("MESSAGE_CREATE")
		seqs = append(seqs, *p.Seq-before)
		if _, text := d["id"].(string); text != (i != 4) {
			t.Errorf("event %d has the id %v", i, d["id"])
		}
	}
	for i, want := range []int64{1, 1, 3, 2, 4, 6} {
		if seqs[i] != want {
			t.Fatalf("sequence numbers %v", seqs)
		}
	}
	s.DropGateway()
	if err := s.WaitGone(t.Context()); err != nil {
		t.Fatal(err)
	}
	b = dial(t, s)
	b.send(opResume, obj{"token": s.Token(), "session_id": ready["session_id"], "seq": before + 4})
	if p, _ := b.event("MESSAGE_CREATE"); *p.Seq != before+5 {
		t.Errorf("a RESUME brought %d, want the event that had not come", *p.Seq-before)
	}
}

// How connections may begin.
func TestHello(t *testing.T) {
	s := start(t, Options{Heartbeat: time.Hour})
	s.Hello(GreetReconnect, GreetClose(4000))
	dialed := func() *wsBot {
		ws, _, err := websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(s.URL(), "http")+"/gateway/?v=10&encoding=json", nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { ws.Close() })
		return &wsBot{t, ws}
	}
	if p := dialed().next(); p.Op != opReconnect {
		t.Errorf("op %d in place of Hello", p.Op)
	}
	if code := dialed().closeCode(); code != 4000 {
		t.Errorf("closed with %d", code)
	}
	s.Greet(GreetClose(4009), GreetDrop)
	b := dial(t, s)
	b.send(opIdentify, identity(s, usual, nil))
	if code := b.closeCode(); code != 4009 {
		t.Errorf("closed with %d after IDENTIFY", code)
	}
	b = dial(t, s)
	b.send(opIdentify, identity(s, usual, nil))
	if _, _, err := b.ws.ReadMessage(); err == nil {
		t.Error("a dropped connection speaks")
	}
	if s.HasSession() || s.Connections() != 4 || s.Identifies() != 2 {
		t.Errorf("session %v, %d connections, %d IDENTIFYs", s.HasSession(), s.Connections(), s.Identifies())
	}
	s.SessionStarts(7, time.Hour)
	s.Shards(2)
	_, body := rest(t, s, "GET", "/gateway/bot", nil)
	limit := body["session_start_limit"].(map[string]any)
	if limit["remaining"] != 7.0 || limit["reset_after"].(float64) > 3600000 || body["shards"] != 2.0 {
		t.Errorf("/gateway/bot: %v", body)
	}
}

// What discordgo cannot read: an unknown component, and a form of labels.
func TestUnknownComponents(t *testing.T) {
	s := start(t, Options{})
	g := s.Guild("g")
	c := g.Channel("c")
	ann := g.Member("ann").In(c)
	b := dial(t, s)
	b.send(opIdentify, identity(s, usual, nil))
	b.event("READY")
	b.event("GUILD_CREATE")
	ann.Say(s.Mention(), WithComponent(20))
	_, d := b.event("MESSAGE_CREATE")
	if list := d["components"].([]any); list[0].(map[string]any)["type"] != 20.0 {
		t.Errorf("components: %v", list)
	}
	ann.ForgeLabels("form", map[string]any{"text": "43"})
	_, d = b.event("INTERACTION_CREATE")
	label := d["data"].(map[string]any)["components"].([]any)[0].(map[string]any)
	if label["type"] != 18.0 || label["component"].(map[string]any)["value"] != "43" {
		t.Errorf("form: %v", label)
	}
}
