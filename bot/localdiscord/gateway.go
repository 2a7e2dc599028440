package localdiscord

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

// Gateway opcodes.
const (
	opDispatch     = 0
	opHeartbeat    = 1
	opIdentify     = 2
	opPresence     = 3
	opVoice        = 4
	opResume       = 6
	opReconnect    = 7
	opMembers      = 8
	opInvalid      = 9
	opHello        = 10
	opHeartbeatAck = 11
)

// Close codes of the gateway.
const (
	closeUnknown           = 4000
	closeOpcode            = 4001
	closeDecode            = 4002
	closeNotAuthenticated  = 4003
	closeAuthentication    = 4004
	closeAlready           = 4005
	closeSeq               = 4007
	closeRate              = 4008
	closeTimeout           = 4009
	closeShard             = 4010
	closeVersion           = 4012
	closeIntents           = 4013
	closeDisallowedIntents = 4014
)

var closeTexts = map[int]string{
	closeUnknown: "Unknown error.", closeOpcode: "Unknown opcode.", closeDecode: "Error while decoding payload.",
	closeNotAuthenticated: "Not authenticated.", closeAuthentication: "Authentication failed.",
	closeAlready: "Already authenticated.", closeSeq: "Invalid seq.", closeRate: "Rate limited.",
	closeTimeout: "Session timed out.", closeShard: "Invalid shard.", closeVersion: "Invalid API version.",
	closeIntents: "Invalid intent(s).", closeDisallowedIntents: "Disallowed intent(s).",
}

// gateway is the state of all connections. Server.mu guards it.
type gateway struct {
	sessions     map[string]*session
	conns        map[*conn]bool
	running      sync.WaitGroup
	identifies   int
	lastIdentify time.Time
	resumes      int
	misplaced    int       // RESUMEs elsewhere than at resume_gateway_url
	opened       int       // connections
	starts       int       // session starts, used ones included
	reset        time.Time // when they are whole again
	shards       int
	next         []Greeting // how coming IDENTIFYs and RESUMEs are answered
	hellos       []Greeting // how coming connections begin
	deliveries   []Delivery // how coming messages and interactions are delivered
	dropAcks     bool
}

// A conn is one websocket connection. Frames are written by its own goroutine.
type conn struct {
	s       *Server
	ws      *websocket.Conn
	version string
	again   bool     // by resume_gateway_url
	session *session // Server.mu

	mu    sync.Mutex
	queue []frame
	wake  chan struct{}
	over  chan struct{}
	once  sync.Once
	ours  atomic.Bool // the server closes it: how the bot closes then says nothing
}

// A frame is a text to send, or a close code.
type frame struct {
	data  []byte
	close int
}

type payload struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  *int64          `json:"s"`
	Type *string         `json:"t"`
}

// upgrader refuses foreign origins; a bot sends none.
var upgrader = websocket.Upgrader{ReadBufferSize: 4096, WriteBufferSize: 4096}

func (s *Server) serveGateway(w http.ResponseWriter, r *http.Request) {
	ws, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // Upgrade has answered
	}
	c := &conn{s: s, ws: ws, version: r.URL.Query().Get("v"), again: strings.HasPrefix(r.URL.Path, "/gateway/resume"), wake: make(chan struct{}, 1), over: make(chan struct{})}
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		ws.Close()
		return
	}
	s.gateway.conns[c] = true
	s.gateway.opened++
	s.broadcast()
	s.gateway.running.Add(2)
	odd := c.greetOddly(&s.gateway.hellos)
	s.mu.Unlock()
	go c.write()
	defer s.gateway.running.Done()
	if !odd {
		c.send(opHello, map[string]any{"heartbeat_interval": s.opt.Heartbeat.Milliseconds(), "_trace": []string{"localdiscord"}})
	}
	if c.version != "9" && c.version != "10" {
		c.closeWith(closeVersion)
	}
	code := c.read()
	s.mu.Lock()
	delete(s.gateway.conns, c)
	if ses := c.session; ses != nil && ses.conn == c {
		ses.conn = nil
		if !c.ours.Load() && (code == websocket.CloseNormalClosure || code == websocket.CloseGoingAway) {
			delete(s.gateway.sessions, ses.id)
		}
	}
	s.broadcast()
	s.mu.Unlock()
	c.drop()
}

// read handles what the bot sends until the connection ends, and returns the
// code with which the bot closed it.
func (c *conn) read() (code int) {
	c.ws.SetReadLimit(1 << 20)
	var sent []time.Time
	for {
		// Two beats missed: the session has timed out.
		_ = c.ws.SetReadDeadline(time.Now().Add(2*c.s.opt.Heartbeat + time.Second))
		_, raw, err := c.ws.ReadMessage()
		if err != nil {
			var closed *websocket.CloseError
			if ok := asClose(err, &closed); ok {
				return closed.Code
			}
			c.closeWith(closeTimeout)
			return 0
		}
		c.s.wire.write(wireLine{Wire: "gateway", From: "bot", Payload: rawJSON(raw)})
		now := time.Now()
		sent = append(sent, now)
		for now.Sub(sent[0]) > time.Minute {
			sent = sent[1:]
		}
		var p payload
		switch {
		case len(raw) > maxGatewaySend, json.Unmarshal(raw, &p) != nil:
			c.closeWith(closeDecode)
			continue
		case len(sent) > maxGatewaySendsPerMin:
			c.closeWith(closeRate)
			continue
		}
		c.s.mu.Lock()
		if refused := c.handle(p); refused != 0 {
			c.closeWith(refused)
		}
		c.s.mu.Unlock()
	}
}

func asClose(err error, out **websocket.CloseError) bool {
	e, ok := err.(*websocket.CloseError)
	*out = e
	return ok && e.Code != websocket.CloseAbnormalClosure
}

// handle answers one payload; it returns the close code that it deserves, or
// 0. Server.mu is held.
func (c *conn) handle(p payload) int {
	switch p.Op {
	case opHeartbeat:
		if !c.s.gateway.dropAcks {
			c.send(opHeartbeatAck, nil)
		}
		return 0
	case opIdentify:
		if c.session != nil {
			return closeAlready
		}
		return c.identify(p.Data)
	case opResume:
		if c.session != nil {
			return closeAlready
		}
		return c.resume(p.Data)
	case opPresence, opVoice, opMembers:
		if c.session == nil {
			return closeNotAuthenticated
		}
		return 0
	}
	return closeOpcode
}

// send queues a payload without sequence number.
func (c *conn) send(op int, data any) {
	raw, err := json.Marshal(map[string]any{"op": op, "d": data, "s": nil, "t": nil})
	if err == nil {
		c.push(frame{data: raw})
	}
}

// closeWith queues a close after everything queued before.
func (c *conn) closeWith(code int) {
	c.ours.Store(true)
	c.push(frame{close: code})
}

func (c *conn) push(f frame) {
	c.mu.Lock()
	c.queue = append(c.queue, f)
	c.mu.Unlock()
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// drop ends the connection without a close frame.
func (c *conn) drop() { c.once.Do(func() { close(c.over); c.ws.Close() }) }

func (c *conn) write() {
	defer c.s.gateway.running.Done()
	defer c.drop()
	for {
		select {
		case <-c.over:
			return
		case <-c.wake:
		}
		c.mu.Lock()
		queue := c.queue
		c.queue = nil
		c.mu.Unlock()
		for _, f := range queue {
			if f.close != 0 {
				c.s.wire.note("gateway", "close "+closeTexts[f.close])
				msg := websocket.FormatCloseMessage(f.close, closeTexts[f.close])
				_ = c.ws.WriteControl(websocket.CloseMessage, msg, time.Now().Add(time.Second))
				return
			}
			c.s.wire.write(wireLine{Wire: "gateway", From: "discord", Payload: f.data})
			if c.ws.WriteMessage(websocket.TextMessage, f.data) != nil {
				return
			}
		}
	}
}
