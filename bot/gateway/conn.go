package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

const (
	writeDeadline = 10 * time.Second
	maxPayload    = 64 << 20 // bytes of one payload; a large server's GUILD_CREATE has a few million
)

// How a connection ended, when not with a close code.
var (
	errReconnect = errors.New("asked to reconnect")
	errInvalid   = errors.New("the session is not valid")
	errRetry     = errors.New("the session cannot be resumed just now")
	errSilent    = errors.New("no event in time")
	errNoAck     = errors.New("a heartbeat was not acknowledged")
)

// A conn is one websocket connection. It ends once; a new one follows.
type conn struct {
	l       *Link
	ws      *websocket.Conn
	session *session
	ready   bool // READY or RESUMED has come

	writing sync.Mutex
	once    sync.Once
	why     error // why we ended it; set before over is closed
	over    chan struct{}
	beating sync.WaitGroup
	acked   atomic.Bool
	seq     atomic.Int64 // session.seq.whole, for the heartbeats
}

// serve speaks with Discord until the connection ends, and returns why. It
// returns ctx's error when ctx is done.
func (c *conn) serve(ctx context.Context) error {
	c.ws.SetReadLimit(maxPayload)
	c.seq.Store(c.session.seq.whole)
	stop := context.AfterFunc(ctx, func() { c.end(ctx.Err(), codeLeaving) })
	silent := time.AfterFunc(c.l.pacing.open, func() { c.end(errSilent, codeReturning) })
	err := c.read(silent)
	stop()
	silent.Stop()
	c.end(err, codeReturning)
	c.beating.Wait()
	c.l.connected.Store(false) // up may have come after the end
	return c.why
}

// end closes the connection; the first reason counts.
func (c *conn) end(why error, code int) {
	c.once.Do(func() {
		c.why = why
		close(c.over)
		c.l.connected.Store(false)
		_ = c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
		_ = c.ws.Close() // it is over either way
	})
}

// read handles what comes until the connection ends.
func (c *conn) read(silent *time.Timer) error {
	for {
		_, raw, err := c.ws.ReadMessage()
		if err != nil {
			return err
		}
		var p payload
		if err := json.Unmarshal(raw, &p); err != nil {
			c.l.counts.undecodable.Add(1)
			c.l.log.Warn("payload skipped", "err", err)
			continue
		}
		if err := c.handle(p, silent); err != nil {
			return err
		}
	}
}

// handle answers one payload. An error ends the connection.
func (c *conn) handle(p payload, silent *time.Timer) error {
	switch p.Op {
	case opDispatch:
		c.event(p, silent)
	case opHello:
		return c.hello(p.Data)
	case opBeat:
		return c.beat()
	case opBeatAck:
		c.acked.Store(true)
	case opReconnect:
		return errReconnect
	case opInvalid:
		if string(p.Data) == "true" {
			return errRetry
		}
		return errInvalid
	}
	return nil
}

// hello starts the heartbeats and identifies or resumes.
func (c *conn) hello(raw []byte) error {
	var d struct {
		Interval int64 `json:"heartbeat_interval"` // ms
	}
	if err := json.Unmarshal(raw, &d); err != nil || d.Interval <= 0 {
		return fmt.Errorf("hello without an interval: %s", raw)
	}
	c.acked.Store(true)
	c.beating.Add(1)
	go c.beats(time.Duration(d.Interval) * time.Millisecond)
	if c.session.id != "" {
		c.l.counts.resumes.Add(1)
		return c.send(opResume, map[string]any{"token": c.l.opt.Token, "session_id": c.session.id, "seq": c.session.seq.whole})
	}
	c.l.counts.identifies.Add(1)
	c.l.starts.spend(time.Now())
	return c.send(opIdentify, map[string]any{
		"token": c.l.opt.Token, "intents": c.l.opt.Intents, "large_threshold": 50,
		"properties": map[string]string{"os": runtime.GOOS, "browser": "briefbot", "device": "briefbot"},
	})
}

// event notes an event and hands it on.
func (c *conn) event(p payload, silent *time.Timer) {
	if c.session.id != "" {
		silent.Stop() // what was missed comes, RESUMED after it
	}
	switch p.Type {
	case "READY":
		silent.Stop()
		var d struct {
			ID     string `json:"session_id"`
			Resume string `json:"resume_gateway_url"`
		}
		if err := json.Unmarshal(p.Data, &d); err != nil {
			c.l.log.Warn("READY without a session", "err", err)
		}
		*c.session = session{id: d.ID, url: d.Resume, seq: sequence{whole: p.Seq - 1}}
		c.up(p.Type)
	case "RESUMED":
		c.up(p.Type)
	}
	if c.session.seq.add(p.Seq) {
		c.l.counts.repeated.Add(1)
		return
	}
	c.seq.Store(c.session.seq.whole)
	c.l.dispatch(p.Type, p.Data)
}

func (c *conn) up(how string) {
	c.ready = true
	select {
	case <-c.over:
	default:
		c.l.connected.Store(true)
		c.l.log.Info("connected", "by", how)
	}
}

// beats sends a heartbeat each interval, the first after a random part of it,
// and ends the connection when one was not acknowledged before the next.
func (c *conn) beats(interval time.Duration) {
	defer c.beating.Done()
	t := time.NewTimer(time.Duration(rand.Int64N(int64(interval))))
	defer t.Stop()
	for {
		select {
		case <-c.over:
			return
		case <-t.C:
		}
		if !c.acked.Swap(false) {
			c.end(errNoAck, codeReturning)
			return
		}
		if err := c.beat(); err != nil {
			c.end(err, codeReturning)
			return
		}
		t.Reset(interval)
	}
}

func (c *conn) beat() error {
	if n := c.seq.Load(); n > 0 {
		return c.send(opBeat, n)
	}
	return c.send(opBeat, nil)
}

func (c *conn) send(op int, data any) error {
	c.writing.Lock()
	defer c.writing.Unlock()
	_ = c.ws.SetWriteDeadline(time.Now().Add(writeDeadline)) // a failure shows in the write
	return c.ws.WriteJSON(map[string]any{"op": op, "d": data})
}
