package gateway

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// Options say how a link connects.
type Options struct {
	Token     string // the bot's token, without "Bot "
	APIURL    string // "" for Discord; else any Discord-compatible server
	UserAgent string
	Intents   discordgo.Intent
	Log       *slog.Logger
}

// A Link is a bot's connection to Discord, however often its websocket has to
// be made anew. Its methods are safe for concurrent use.
type Link struct {
	opt      Options
	log      *slog.Logger
	rest     *discordgo.Session // for requests; its own websocket stays closed
	send     *transport
	slots    chan string // keys of discordgo's limiter that nobody holds
	refusal  chan error  // gets why the token is not accepted, once
	dialer   *websocket.Dialer
	handlers map[string][]func(raw []byte) error

	pacing pacing

	session session // of Run's goroutine, as the two that follow
	starts  starts
	address string // of the gateway, as Discord told last

	connected atomic.Bool
	counts    counters
}

// pacing is how long things take; tests have no time for the usual.
type pacing struct {
	open        time.Duration // from dialling to the first event
	identify    time.Duration // between two IDENTIFYs
	first, last time.Duration // backoff
	lastShort   time.Duration // backoff after a connection that was up
	lastReset   time.Duration // and while there is a session to resume
	steady      time.Duration // how long a connection must stand for the next failure to be the first again
}

// usual is right for Discord. Above one IDENTIFY in five seconds it answers op
// 9 (discord-platform A7); the fifth of a second is for clocks that differ.
var usual = pacing{
	open: 20 * time.Second, identify: 5*time.Second + 200*time.Millisecond,
	first: 500 * time.Millisecond, last: time.Minute, lastShort: 15 * time.Second, lastReset: 4 * time.Second, steady: 10 * time.Second,
}

// Counts are what has happened since the start.
type Counts struct {
	Connections int64 // websockets opened
	Identifies  int64
	Resumes     int64 // RESUMEs sent
	GivenUp     int64 // sessions that were resumed in vain too often
	Events      int64 // events that came, of every kind, repeated ones aside
	Repeated    int64 // events skipped because they had come before
	Undecodable int64 // events skipped because they cannot be read
	Panics      int64 // in handlers

	Requests int64 // sent, repeats included
	Repeats  int64 // requests sent again after a failure or a rate limit
	Limited  int64 // 429s
	Invalid  int64 // 401, 403 and 429 but for those of shared limits
	Denied   int64 // requests answered from memory with a 403
	Stopped  int64 // requests refused because of too many invalid ones
	Buckets  int64 // rate limits remembered just now
}

type counters struct {
	connections, identifies, resumes, givenUp, events, repeated, undecodable, panics atomic.Int64
	requests, repeats, limited, invalid, denied, stopped                             atomic.Int64
}

// New makes a link that does not connect yet.
func New(o Options) (*Link, error) {
	rest, err := discordgo.New("Bot " + o.Token)
	if err != nil {
		return nil, err
	}
	rest.StateEnabled = false
	rest.ShouldReconnectOnError = false
	rest.LogLevel = discordgo.LogError
	rest.UserAgent = o.UserAgent
	rest.MaxRestRetries = 0
	rest.ShouldRetryOnRateLimit = false
	l := &Link{
		opt: o, log: o.Log, rest: rest, slots: newSlots(), refusal: make(chan error, 1), pacing: usual, handlers: map[string][]func([]byte) error{},
		dialer: &websocket.Dialer{Proxy: http.ProxyFromEnvironment, HandshakeTimeout: usual.open},
	}
	next := http.DefaultTransport
	if o.APIURL != "" {
		to, err := apiURL(o.APIURL)
		if err != nil {
			return nil, err
		}
		next = redirected{to, http.DefaultTransport}
	}
	l.send = newTransport(next, o.Log, &l.counts, func(err error) { l.refusal <- err })
	rest.Client = &http.Client{Transport: l.send, CheckRedirect: noRedirect}
	On(l, "CHANNEL_UPDATE", func(c *changed) { l.send.denied.forget(c.ID) })
	for _, kind := range []string{"GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE", "GUILD_MEMBER_UPDATE", "GUILD_CREATE"} {
		On(l, kind, func(*changed) { l.send.denied.forget("") })
	}
	return l, nil
}

// Connected reports whether events come in: from READY or RESUMED until the
// websocket is lost.
func (l *Link) Connected() bool { return l.connected.Load() }

// Counts returns what has happened since the start.
func (l *Link) Counts() Counts {
	c := &l.counts
	return Counts{
		Connections: c.connections.Load(), Identifies: c.identifies.Load(), Resumes: c.resumes.Load(), GivenUp: c.givenUp.Load(),
		Events: c.events.Load(), Repeated: c.repeated.Load(), Undecodable: c.undecodable.Load(), Panics: c.panics.Load(),
		Requests: c.requests.Load(), Repeats: c.repeats.Load(), Limited: c.limited.Load(), Invalid: c.invalid.Load(),
		Denied: c.denied.Load(), Stopped: c.stopped.Load(), Buckets: int64(l.send.buckets.size()),
	}
}

// Skew returns by how much this machine's clock is ahead of Discord's, to
// about a second, and whether that is known: it is after the first answer.
func (l *Link) Skew() (time.Duration, bool) {
	return time.Duration(l.send.skew.Load()), l.send.seen.Load()
}

// changed is an event after which the bot may have other permissions.
type changed struct {
	ID string `json:"id"`
}

// noRedirect keeps the token from going where a redirect points.
func noRedirect(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// apiURL checks an address of a Discord-compatible server: https, or http on
// this machine.
func apiURL(s string) (*url.URL, error) {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" {
		return nil, fmt.Errorf("DISCORD_API_URL: %q is no address like https://discord.example", s)
	}
	if u.Scheme != "https" && !(u.Scheme == "http" && thisMachine(u)) {
		return nil, fmt.Errorf("DISCORD_API_URL: %q must begin with https://; http:// is for this machine only", s)
	}
	return u, nil
}

func thisMachine(u *url.URL) bool {
	return u.Hostname() == "localhost" || u.Hostname() == "127.0.0.1" || u.Hostname() == "::1"
}

// redirected sends every request to another server than Discord's, for one
// link only.
type redirected struct {
	to *url.URL
	by http.RoundTripper
}

func (r redirected) RoundTrip(q *http.Request) (*http.Response, error) {
	q = q.Clone(q.Context())
	q.URL.Scheme, q.URL.Host, q.Host = r.to.Scheme, r.to.Host, ""
	return r.by.RoundTrip(q)
}
