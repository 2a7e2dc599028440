package localdiscord

import (
	"context"
	"time"
)

// A Greeting is how the gateway answers an IDENTIFY or RESUME, or begins a
// connection.
type Greeting int

// What Greet can ask for.
const (
	GreetNormally     Greeting = iota
	GreetReconnect             // op 7 in place of READY
	GreetInvalid               // op 9, d=false
	GreetInvalidRetry          // op 9, d=true
	GreetSilence               // nothing at all
	GreetDrop                  // the connection breaks without a word
	GreetOther                 // another event in place of READY, then nothing
)

// GreetClose closes the connection with a code from 4000 on.
func GreetClose(code int) Greeting { return Greeting(code) }

// Hello decides how the next connections begin, one each: GreetReconnect is op
// 7 in place of Hello, GreetSilence no Hello at all.
func (s *Server) Hello(how ...Greeting) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateway.hellos = append(s.gateway.hellos, how...)
}

// Greet decides how the next IDENTIFYs or RESUMEs are answered, one each.
func (s *Server) Greet(how ...Greeting) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateway.next = append(s.gateway.next, how...)
}

// greetOddly takes the next greeting of a script and reports whether it is not
// the normal one. s.mu is held.
func (c *conn) greetOddly(script *[]Greeting) bool {
	if len(*script) == 0 {
		return false
	}
	how := (*script)[0]
	*script = (*script)[1:]
	switch how {
	case GreetReconnect:
		c.send(opReconnect, nil)
	case GreetInvalid:
		c.send(opInvalid, false)
	case GreetInvalidRetry:
		c.send(opInvalid, true)
	case GreetSilence:
	case GreetDrop:
		c.drop()
	case GreetOther:
		c.push(frame{data: []byte(`{"op":0,"t":"TYPING_START","s":1,"d":{}}`)})
	case GreetNormally:
		return false
	default:
		c.closeWith(int(how))
	}
	return true
}

// Await waits until ok returns true, which is called after every change of what
// the methods of s tell.
func (s *Server) Await(ctx context.Context, what string, ok func() bool) error {
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if ok() {
			return nil
		}
		if err := s.await(ctx, what, func() (bool, error) { return s.changed != changed, nil }); err != nil {
			return err
		}
	}
}

// Heal ends all misbehaving: what was scripted and has not happened is
// forgotten.
func (s *Server) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := &s.gateway
	g.hellos, g.next, g.deliveries, g.dropAcks = nil, nil, nil, false
	s.faults = map[string][]Fault{}
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

// Resumes returns how many RESUMEs there were.
func (s *Server) Resumes() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gateway.resumes
}

// MisplacedResumes returns how many of them came elsewhere than at the
// resume_gateway_url of READY. They are taken all the same.
func (s *Server) MisplacedResumes() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gateway.misplaced
}

// Connections returns how many websockets were opened.
func (s *Server) Connections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gateway.opened
}

// HasSession reports whether there is a session, connected or to be resumed:
// what happens without one the bot never hears of.
func (s *Server) HasSession() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.gateway.sessions) > 0
}

// SessionStarts sets what /gateway/bot says of the session start limit: the
// IDENTIFYs to come are taken off remaining, and after reset all 1,000 are
// there again.
func (s *Server) SessionStarts(remaining int, reset time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateway.starts, s.gateway.reset = remaining+s.gateway.identifies, s.opt.Now().Add(reset)
}

// Shards sets how many shards /gateway/bot recommends, 1 before.
func (s *Server) Shards(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateway.shards = n
}

// InteractionsURL sets the address to which the application has its
// interactions delivered, "" for the gateway. Only what the portal shows
// changes: INTERACTION_CREATE still comes.
func (s *Server) InteractionsURL(url string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.interactionsURL = url
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
