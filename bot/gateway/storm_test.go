package gateway_test

import (
	"context"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"briefbot/bot/gateway"
	"briefbot/bot/localdiscord"
)

// pipes is a listener in memory: under synctest time passes only when nobody
// has anything to do, which a socket does not tell.
type pipes struct {
	conns chan net.Conn
	once  sync.Once
	over  chan struct{}
}

func newPipes() *pipes { return &pipes{conns: make(chan net.Conn), over: make(chan struct{})} }

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.over:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error   { p.once.Do(func() { close(p.over) }); return nil }
func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80} }

func (p *pipes) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	near, far := net.Pipe()
	select {
	case p.conns <- far:
		return near, nil
	case <-p.over:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// storm lets weather make trouble for a link for so long, on a clock that is
// moved (synctest), with the usual waits. It returns the server's counts.
func storm(t *testing.T, lasts time.Duration, weather func(context.Context, *localdiscord.Server)) (identifies, resumes, connections int) {
	synctest.Test(t, func(t *testing.T) {
		s := localdiscord.New(localdiscord.Options{Fail: func(err error) { t.Error(err) }, IdentifyPace: 5 * time.Second})
		s.SetURL("http://127.0.0.1:80")
		p := newPipes()
		server := &http.Server{Handler: s}
		served := make(chan struct{})
		go func() { defer close(served); _ = server.Serve(p) }()
		l, err := gateway.New(gateway.Options{Token: s.Token(), APIURL: s.URL(), Intents: intents, Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
		if err != nil {
			t.Fatal(err)
		}
		closeIdle := gateway.Dial(l, p.dial)
		ctx, cancel := context.WithTimeout(t.Context(), lasts)
		defer cancel()
		ended := make(chan error, 1)
		go func() { ended <- l.Run(ctx) }()
		weather(ctx, s)
		if err := <-ended; err != nil {
			t.Error(err)
		}
		identifies, resumes, connections = s.Identifies(), s.Resumes(), s.Connections()
		closeIdle()
		_ = s.Close()
		_ = server.Close()
		<-served
	})
	return identifies, resumes, connections
}

// TestStorm: how many IDENTIFYs ten minutes of op 9 and resets cost. The bound
// of the five-second rule alone is 120.
func TestStorm(t *testing.T) {
	const lasts = 10 * time.Minute
	for _, tt := range []struct {
		name    string
		most    int
		weather func(context.Context, *localdiscord.Server)
	}{
		{"every IDENTIFY gets op 9", 28, func(ctx context.Context, s *localdiscord.Server) {
			for range 10000 {
				s.Greet(localdiscord.GreetInvalid)
			}
			<-ctx.Done()
		}},
		{"sessions ended each second", 60, func(ctx context.Context, s *localdiscord.Server) {
			for each(ctx, time.Second) {
				s.Invalidate(false)
			}
		}},
		{"sessions ended each 11 s", 60, func(ctx context.Context, s *localdiscord.Server) {
			for each(ctx, 11*time.Second) {
				s.Invalidate(false)
			}
		}},
		{"resets each second", 1, func(ctx context.Context, s *localdiscord.Server) {
			for each(ctx, time.Second) {
				s.DropGateway()
			}
		}},
		{"at random", 60, func(ctx context.Context, s *localdiscord.Server) {
			r := rand.New(rand.NewPCG(1, 2))
			for each(ctx, time.Duration(r.IntN(3000))*time.Millisecond) {
				switch r.IntN(20) {
				case 0:
					s.Greet(localdiscord.GreetInvalid)
				case 1:
					s.Hello(localdiscord.GreetDrop)
				case 2, 3:
					s.Invalidate(r.IntN(2) == 0)
				case 4, 5, 6, 7:
					s.CloseGateway([]int{4000, 4007, 4009}[r.IntN(3)])
				case 8, 9, 10, 11:
					s.AskReconnect()
				default:
					s.DropGateway()
				}
			}
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			identifies, resumes, connections := storm(t, lasts, tt.weather)
			t.Logf("10 minutes (on a moved clock): %d IDENTIFYs, %d RESUMEs, %d connections", identifies, resumes, connections)
			if identifies > tt.most || identifies == 0 {
				t.Errorf("%d IDENTIFYs, want 1 to %d", identifies, tt.most)
			}
		})
	}
}

// TestStormOfADay: the worst weather for a day does not use up the starts,
// which would reset the token.
func TestStormOfADay(t *testing.T) {
	identifies, _, _ := storm(t, 24*time.Hour-time.Minute, func(ctx context.Context, s *localdiscord.Server) {
		for each(ctx, 11*time.Second) {
			s.Invalidate(false)
		}
	})
	t.Logf("a day (on a moved clock) with each session ended after 11 s: %d IDENTIFYs", identifies)
	if identifies > 995 || identifies < 500 {
		t.Errorf("%d IDENTIFYs, want 500 to 995", identifies)
	}
}

// each waits for d; it reports false when ctx is done.
func each(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}
