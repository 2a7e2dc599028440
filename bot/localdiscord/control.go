package localdiscord

import (
	"context"
)

// A Greeting is how the gateway answers an IDENTIFY or RESUME.
type Greeting int

// What Greet can ask for.
const (
	GreetNormally     Greeting = iota
	GreetReconnect             // op 7 in place of READY
	GreetInvalid               // op 9, d=false
	GreetInvalidRetry          // op 9, d=true
	GreetSilence               // nothing at all
)

// Greet decides how the next IDENTIFYs or RESUMEs are answered, one each.
func (s *Server) Greet(how ...Greeting) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateway.next = append(s.gateway.next, how...)
}

// greetOddly handles a greeting that is not the normal one.
func (c *conn) greetOddly() bool {
	g := &c.s.gateway
	if len(g.next) == 0 {
		return false
	}
	how := g.next[0]
	g.next = g.next[1:]
	switch how {
	case GreetReconnect:
		c.send(opReconnect, nil)
	case GreetInvalid:
		c.send(opInvalid, false)
	case GreetInvalidRetry:
		c.send(opInvalid, true)
	case GreetSilence:
	default:
		return false
	}
	return true
}

// WaitReady waits until a bot is connected and READY or resumed.
func (s *Server) WaitReady(ctx context.Context) error {
	return s.await(ctx, "a bot that connects", func() (bool, error) {
		for _, ses := range s.gateway.sessions {
			if ses.conn != nil {
				return true, nil
			}
		}
		return false, nil
	})
}

// WaitGone waits until no bot is connected.
func (s *Server) WaitGone(ctx context.Context) error {
	return s.await(ctx, "the bot to disconnect", func() (bool, error) { return len(s.gateway.conns) == 0, nil })
}

// Identifies returns how many IDENTIFYs there were.
func (s *Server) Identifies() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gateway.identifies
}

// AskReconnect sends op 7 to every connection.
func (s *Server) AskReconnect() { s.eachConn(func(c *conn) { c.send(opReconnect, nil) }) }

// Invalidate sends op 9; unless resumable the sessions are forgotten.
func (s *Server) Invalidate(resumable bool) {
	s.eachConn(func(c *conn) {
		c.send(opInvalid, resumable)
		if ses := c.session; ses != nil && !resumable {
			delete(s.gateway.sessions, ses.id)
			ses.conn, c.session = nil, nil
		}
	})
}

// CloseGateway closes every connection with code. 4007 and 4009 end the
// sessions too.
func (s *Server) CloseGateway(code int) {
	s.eachConn(func(c *conn) {
		if ses := c.session; ses != nil && (code == closeSeq || code == closeTimeout) {
			delete(s.gateway.sessions, ses.id)
		}
		c.closeWith(code)
	})
}

// DropGateway cuts every connection without a word.
func (s *Server) DropGateway() { s.eachConn(func(c *conn) { c.drop() }) }

// DropAcks stops (or starts again) the answers to heartbeats.
func (s *Server) DropAcks(on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateway.dropAcks = on
}

func (s *Server) eachConn(f func(*conn)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.gateway.conns {
		f(c)
	}
}
