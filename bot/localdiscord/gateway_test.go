package localdiscord

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// wsBot is a bot made of a bare websocket.
type wsBot struct {
	t  *testing.T
	ws *websocket.Conn
}

func dial(t *testing.T, s *Server) *wsBot {
	t.Helper()
	ws, _, err := websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(s.URL(), "http")+"/gateway/?v=10&encoding=json", nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ws.Close() })
	b := &wsBot{t, ws}
	if hello := b.next(); hello.Op != opHello {
		t.Fatalf("first came %+v", hello)
	}
	return b
}

func (b *wsBot) next() (p payload) {
	b.t.Helper()
	_ = b.ws.SetReadDeadline(time.Now().Add(10 * time.Second))
	_, raw, err := b.ws.ReadMessage()
	if err != nil {
		b.t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &p); err != nil {
		b.t.Fatal(err)
	}
	return p
}

// event returns the next dispatch, which must be of the given kind.
func (b *wsBot) event(kind string) (p payload, d obj) {
	b.t.Helper()
	p = b.next()
	if p.Type == nil || *p.Type != kind {
		b.t.Fatalf("got op %d %s, want %s", p.Op, p.Data, kind)
	}
	if err := json.Unmarshal(p.Data, &d); err != nil {
		b.t.Fatal(err)
	}
	return p, d
}

func (b *wsBot) send(op int, d any) {
	b.t.Helper()
	if err := b.ws.WriteJSON(obj{"op": op, "d": d}); err != nil {
		b.t.Fatal(err)
	}
}

func (b *wsBot) closeCode() int {
	b.t.Helper()
	_ = b.ws.SetReadDeadline(time.Now().Add(10 * time.Second))
	for {
		if _, _, err := b.ws.ReadMessage(); err != nil {
			var c *websocket.CloseError
			if !errors.As(err, &c) {
				b.t.Fatalf("closed without a code: %v", err)
			}
			return c.Code
		}
	}
}

func identity(s *Server, intents Intent, more obj) obj {
	d := obj{"token": s.Token(), "intents": intents, "properties": obj{"os": "linux"}}
	for k, v := range more {
		d[k] = v
	}
	return d
}

const usual = IntentGuilds | IntentGuildMessages | IntentDirectMessages | IntentGuildReactions

func TestCloseCodes(t *testing.T) {
	s := start(t, Options{})
	id := func(more obj) func(*wsBot) {
		return func(b *wsBot) { b.send(opIdentify, identity(s, usual, more)) }
	}
	for _, tt := range []struct {
		name string
		do   func(*wsBot)
		code int
	}{
		{"unknown opcode", func(b *wsBot) { b.send(42, nil) }, 4001},
		{"no JSON", func(b *wsBot) { _ = b.ws.WriteMessage(websocket.TextMessage, []byte("{")) }, 4002},
		{"too large", func(b *wsBot) { b.send(opHeartbeat, strings.Repeat("x", 4097)) }, 4002},
		{"not identified", func(b *wsBot) { b.send(opPresence, obj{}) }, 4003},
		{"wrong token", id(obj{"token": "Bot wrong"}), 4004},
		{"identified twice", func(b *wsBot) { id(nil)(b); id(nil)(b) }, 4005},
		{"sequence of the future", func(b *wsBot) {
			c := dial(b.t, s)
			c.send(opIdentify, identity(s, usual, nil))
			_, ready := c.event("READY")
			b.send(opResume, obj{"token": s.Token(), "session_id": ready["session_id"], "seq": 99})
		}, 4007},
		{"too fast", func(b *wsBot) {
			for range 121 {
				b.send(opHeartbeat, nil)
			}
		}, 4008},
		{"shard", id(obj{"shard": []int{2, 2}}), 4010},
		{"unknown intent", id(obj{"intents": 1 << 40}), 4013},
		{"privileged intent", id(obj{"intents": usual | IntentMessageContent}), 4014},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := dial(t, s)
			tt.do(b)
			if got := b.closeCode(); got != tt.code {
				t.Errorf("closed with %d, want %d", got, tt.code)
			}
		})
	}
}

func TestResume(t *testing.T) {
	s := start(t, Options{})
	g := s.Guild("g")
	c := g.Channel("c")
	ann := g.Member("ann")
	b := dial(t, s)
	b.send(opIdentify, identity(s, usual, nil))
	_, ready := b.event("READY")
	p, _ := b.event("GUILD_CREATE")
	resume := obj{"token": "Bot " + s.Token(), "session_id": ready["session_id"], "seq": *p.Seq}
	s.DropGateway()
	if err := s.WaitGone(t.Context()); err != nil {
		t.Fatal(err)
	}
	ann.In(c).Say(s.Mention() + " missed")
	ann.In(c).Say(s.Mention() + " too")

	b = dial(t, s)
	b.send(opResume, resume)
	for _, want := range []string{" missed", " too"} {
		if _, d := b.event("MESSAGE_CREATE"); d["content"] != s.Mention()+want {
			t.Errorf("replayed %v", d["content"])
		}
	}
	b.event("RESUMED")
	s.AskReconnect()
	if p := b.next(); p.Op != opReconnect {
		t.Errorf("got %+v, want op 7", p)
	}
	s.Invalidate(false)
	if p := b.next(); p.Op != opInvalid || string(p.Data) != "false" {
		t.Errorf("got %+v, want op 9", p)
	}
	b.send(opResume, resume)
	if p := b.next(); p.Op != opInvalid {
		t.Errorf("a dead session was resumed: %+v", p)
	}
	b.send(opIdentify, identity(s, usual, nil)) // on the same connection
	b.event("READY")
	b.event("GUILD_CREATE")
	s.CloseGateway(4009)
	if code := b.closeCode(); code != 4009 {
		t.Errorf("closed with %d", code)
	}
	// Closing with 1000 ends a session.
	b = dial(t, s)
	b.send(opIdentify, identity(s, usual, nil))
	_, ready = b.event("READY")
	_ = b.ws.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(1000, ""))
	b.ws.Close()
	if err := s.WaitGone(t.Context()); err != nil {
		t.Fatal(err)
	}
	b = dial(t, s)
	b.send(opResume, obj{"token": s.Token(), "session_id": ready["session_id"], "seq": 1})
	if p := b.next(); p.Op != opInvalid {
		t.Errorf("resumed after 1000: %+v", p)
	}
}

// within receives from c and fails rather than hang for ever.
func within[T any](t *testing.T, c <-chan T) T {
	t.Helper()
	select {
	case v := <-c:
		return v
	case <-time.After(defaultWaitDeadline):
		t.Fatal("nothing came")
		panic("unreachable")
	}
}

// discordgo resumes and gets what it missed, in order.
func TestResumeWithDiscordgo(t *testing.T) {
	s := start(t, Options{})
	g := s.Guild("g")
	c := g.Channel("c")
	ann := g.Member("ann")
	d := newSession(t, s)
	got := make(chan string, 10)
	gone := make(chan struct{})
	var once sync.Once
	d.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageCreate) { got <- m.Content })
	d.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) { once.Do(func() { close(gone) }) })
	connect(t, s, d)
	ann.In(c).Say(s.Mention() + "1")
	first := within(t, got)
	s.CloseGateway(4000)
	within(t, gone)
	if err := s.WaitGone(t.Context()); err != nil {
		t.Fatal(err)
	}
	ann.In(c).Say(s.Mention() + "2")
	ann.In(c).Say(s.Mention() + "3")
	connect(t, s, d)
	if all := first + within(t, got) + within(t, got); all != strings.Join([]string{"", "1", "2", "3"}, s.Mention())[0:] {
		t.Errorf("got %q", all)
	}
	if n := s.Identifies(); n != 1 {
		t.Errorf("%d IDENTIFYs, want 1", n)
	}
}

func TestGreetings(t *testing.T) {
	s := start(t, Options{})
	s.Greet(GreetReconnect, GreetInvalid, GreetNormally)
	b := dial(t, s)
	for _, want := range []int{opReconnect, opInvalid, opDispatch} {
		b.send(opIdentify, identity(s, usual, nil))
		if p := b.next(); p.Op != want {
			t.Errorf("op %d, want %d", p.Op, want)
		}
	}
	b.send(opHeartbeat, 1)
	if p := b.next(); p.Op != opHeartbeatAck {
		t.Errorf("op %d after a heartbeat", p.Op)
	}
}

// Which content an app without MESSAGE_CONTENT gets to read.
func TestContentIntent(t *testing.T) {
	for _, intents := range []Intent{usual, usual | IntentMessageContent} {
		s := start(t, Options{Privileged: IntentMessageContent})
		g := s.Guild("g")
		c, hidden := g.Channel("c"), g.Channel("hidden")
		hidden.Deny(s.Bot(), ViewChannel)
		ann := g.Member("ann")
		_, own := rest(t, s, "POST", "/channels/"+c.ID+"/messages", obj{"content": "own"})
		bots := s.Message(own["id"].(string))
		b := dial(t, s)
		b.send(opIdentify, identity(s, intents, nil))
		b.event("READY")
		b.event("GUILD_CREATE")
		ann.In(hidden).Say(s.Mention())
		full := intents&IntentMessageContent != 0
		for _, tt := range []struct {
			name string
			say  func() *Message
			read bool
		}{
			{"plain", func() *Message { return ann.In(c).Say("x") }, full},
			{"mention", func() *Message { return ann.In(c).Say("x " + s.Mention()) }, true},
			{"direct", func() *Message { return ann.DM().Say("x") }, true},
			{"reply with ping", func() *Message { return ann.In(c).Reply(bots, "x") }, true},
			{"reply without ping", func() *Message { return ann.In(c).Reply(bots, "x", NoPing) }, full},
			{"file", func() *Message { return ann.In(c).Say("", WithFile("a.txt", []byte("x"))) }, full},
		} {
			m := tt.say()
			_, d := b.event("MESSAGE_CREATE")
			if d["id"] != m.ID {
				t.Fatalf("%s: got another message: %v", tt.name, d)
			}
			if got := d["content"] != "" || len(d["attachments"].([]any)) > 0; got != tt.read {
				t.Errorf("%s, content intent %v: content was there: %v", tt.name, full, got)
			}
		}
		if m := ann.In(c).Say("x"); true {
			b.event("MESSAGE_CREATE")
			ann.In(c).Edit(m, "y "+s.Mention())
			if _, d := b.event("MESSAGE_UPDATE"); d["content"] != "y "+s.Mention() || d["edited_timestamp"] == nil {
				t.Errorf("edit: %v", d)
			}
			ann.In(c).React(m, "👍")
			b.event("MESSAGE_REACTION_ADD")
			ann.In(c).Delete(m)
			if _, d := b.event("MESSAGE_DELETE"); d["id"] != m.ID {
				t.Errorf("delete: %v", d)
			}
		}
	}
}

func TestShards(t *testing.T) {
	s := start(t, Options{})
	ann := s.Guild("first").Member("ann")
	var bots [2]*wsBot
	for n := range bots {
		bots[n] = dial(t, s)
		bots[n].send(opIdentify, identity(s, usual, obj{"shard": []int{n, 2}}))
	}
	guilds := 0
	for _, b := range bots {
		_, ready := b.event("READY")
		guilds += len(ready["guilds"].([]any))
	}
	if guilds != 1 {
		t.Errorf("the guild is on %d shards", guilds)
	}
	ann.DM().Say("hello")
	for {
		if p := bots[0].next(); *p.Type == "MESSAGE_CREATE" {
			break
		}
	}
}

func TestWireLogMasks(t *testing.T) {
	var log lines
	s := start(t, Options{WireLog: &log, Token: "very-secret"})
	g := s.Guild("g")
	c := g.Channel("c")
	ann := g.Member("ann")
	d := newSession(t, s)
	d.AddHandler(func(d *discordgo.Session, i *discordgo.InteractionCreate) { answer(t, d, i) })
	connect(t, s, d)
	if _, err := d.ApplicationCommandCreate(s.AppID(), g.ID, &discordgo.ApplicationCommand{Name: "slow", Description: "d"}); err != nil {
		t.Fatal(err)
	}
	ann.In(c).Slash("slow").WaitFollowup(t.Context(), 1)
	for _, line := range strings.Split(strings.TrimSpace(log.String()), "\n") {
		if !json.Valid([]byte(line)) {
			t.Errorf("not JSON: %s", line)
		}
		if strings.Contains(line, "very-secret") || strings.Contains(line, tokenPrefix) {
			t.Errorf("a token in: %s", line)
		}
	}
	for _, want := range []string{`"INTERACTION_CREATE"`, `/callback`, `"op":2`} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("no %s in the log", want)
		}
	}
}

// lines is a writer that can be read while it is written to.
type lines struct {
	mu sync.Mutex
	b  strings.Builder
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

var _ io.Writer = (*lines)(nil)
