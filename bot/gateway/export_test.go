package gateway

import (
	"context"
	"net"
	"net/http"
	"reflect"
	"time"

	"github.com/bwmarrin/discordgo"
)

// Hurry makes what a link waits for a hundred times shorter, and twenty times
// how long it takes Discord for silent.
func Hurry(l *Link) {
	l.pacing.open /= 20
	for _, d := range []*time.Duration{&l.pacing.identify, &l.pacing.first, &l.pacing.last, &l.pacing.lastShort, &l.pacing.lastReset, &l.pacing.steady} {
		*d /= 100
	}
}

// Dial makes l connect through dial, for REST and websocket. The returned
// function closes what is idle.
func Dial(l *Link, dial func(ctx context.Context, network, addr string) (net.Conn, error)) func() {
	t := &http.Transport{DialContext: dial}
	l.dialer.NetDialContext = dial
	r := l.send.next.(redirected)
	r.by = t
	l.send.next = r
	return t.CloseIdleConnections
}

// LimiterKeys returns how many buckets discordgo's limiter keeps for l.
func LimiterKeys(l *Link) int { return KeysOf(l.rest) }

// KeysOf returns how many buckets the limiter of s keeps; they are private.
func KeysOf(s *discordgo.Session) int {
	return reflect.ValueOf(s.Ratelimiter).Elem().FieldByName("buckets").Len()
}
