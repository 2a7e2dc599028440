package localdiscord

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"
)

// A Server is a Discord with one application and its bot. All methods are
// safe for concurrent use.
type Server struct {
	opt  Options
	wire *wireLog
	mux  *http.ServeMux
	http *http.Server
	url  string

	mu        sync.Mutex // guards everything below
	lastID    uint64
	bot       *account
	appID     string
	users     map[string]*account
	guilds    map[string]*guild
	guildIDs  []string // in order of creation
	channels  map[string]*channel
	messages  map[string]*Message
	files     map[string]*Attachment
	nonces    map[string]string // channel, nonce → message id
	commands  map[string][]*Command
	creates   map[string][]time.Time // scope → times of command creates
	calls     map[string]*invocation // by token
	callsByID map[string]*invocation
	events    []Event
	dropped   int // events forgotten from the front of events
	changed   chan struct{}
	listeners map[int]*listener
	limits    limits
	gateway   gateway
	intercept func(http.ResponseWriter, *http.Request) bool
	faults    map[string][]Fault // by route
	asked     map[string]int     // requests by route
	answered  map[int]int        // requests by status
	closed    bool

	interactionsURL string
}

// New returns a server without guilds. It is an http.Handler; Start lets it
// listen by itself.
func New(o Options) *Server {
	s := &Server{
		opt:       o.withDefaults(),
		users:     map[string]*account{},
		guilds:    map[string]*guild{},
		channels:  map[string]*channel{},
		messages:  map[string]*Message{},
		files:     map[string]*Attachment{},
		nonces:    map[string]string{},
		commands:  map[string][]*Command{},
		creates:   map[string][]time.Time{},
		calls:     map[string]*invocation{},
		callsByID: map[string]*invocation{},
		changed:   make(chan struct{}),
		listeners: map[int]*listener{},
		limits:    newLimits(),
		faults:    map[string][]Fault{},
		asked:     map[string]int{},
		answered:  map[int]int{},
	}
	s.gateway = gateway{sessions: map[string]*session{}, conns: map[*conn]bool{}, shards: 1}
	s.wire = newWireLog(s.opt.WireLog, s.opt.Token)
	s.bot = s.newUser(s.opt.BotName, true)
	s.appID = s.bot.ID // they are the same for every app made since 2016
	s.mux = s.routes()
	if s.opt.Clock != nil {
		s.opt.Clock.onMove(s.expire)
	}
	return s
}

// Start listens on Options.Addr. It must be called once, before URL.
func (s *Server) Start() error {
	ln, err := net.Listen("tcp", s.opt.Addr)
	if err != nil {
		return fmt.Errorf("local discord: %w", err)
	}
	s.url = "http://" + ln.Addr().String()
	s.http = &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	go func() {
		if err := s.http.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
			s.wire.note("serve", err.Error())
		}
	}()
	return nil
}

// URL returns the root of the server, "http://127.0.0.1:port". The API is
// below it at /api/v9 and /api/v10.
func (s *Server) URL() string { return s.url }

// SetURL says under which address the handler can be reached when somebody
// else serves it.
func (s *Server) SetURL(url string) { s.url = url }

// Token returns the bot's token, without "Bot ".
func (s *Server) Token() string { return s.opt.Token }

// AppID returns the application's id, which is the bot user's too.
func (s *Server) AppID() string { return s.appID }

// BotUser returns the bot's account.
func (s *Server) BotUser() *User { return s.bot.User }

// Mention returns the text that mentions the bot.
func (s *Server) Mention() string { return "<@" + s.bot.ID + ">" }

// Close drops every connection, stops listening and ends the subscriptions.
func (s *Server) Close() error {
	s.mu.Lock()
	s.closed = true
	for c := range s.gateway.conns {
		c.drop()
	}
	for _, l := range s.listeners {
		l.stop()
	}
	for _, in := range s.calls {
		in.stopTimer()
	}
	s.broadcast()
	s.mu.Unlock()
	s.gateway.running.Wait()
	if s.http == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if err := s.http.Shutdown(ctx); err != nil {
		return s.http.Close()
	}
	return nil
}

// Intercept lets f answer REST requests in the server's place: f returns true
// if it did. For faults that a healthy Discord does not give: a 502, a 429
// with HTML, an answer that never comes. Nil ends it.
func (s *Server) Intercept(f func(http.ResponseWriter, *http.Request) bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.intercept = f
}
