package gateway_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"briefbot/bot/gateway"
	"briefbot/bot/localdiscord"
)

// A message that fails on the way: with a nonce it is sent again and stands
// there once; without one it is not, as nobody knows whether it stands there.
// discordgo sends it again after a 502, and not after a 503.
func TestDefectRepeats(t *testing.T) {
	for _, tt := range []struct {
		name   string
		nonce  string
		faults []localdiscord.Fault
		said   int
		fails  bool
	}{
		{"502, with a nonce", "n", []localdiscord.Fault{localdiscord.BadGateway, localdiscord.BadGateway}, 1, false},
		{"502 after it was done, with a nonce", "n", []localdiscord.Fault{localdiscord.BadGatewayDone, localdiscord.BadGatewayDone}, 1, false},
		{"502 after it was done, without", "", []localdiscord.Fault{localdiscord.BadGatewayDone}, 1, true},
		{"503, with a nonce", "n", []localdiscord.Fault{localdiscord.Unavailable}, 1, false},
		{"503, without", "", []localdiscord.Fault{localdiscord.Unavailable}, 0, true},
		{"cut, with a nonce", "n", []localdiscord.Fault{localdiscord.Cut, localdiscord.CutDone}, 1, false},
		{"cut after it was done, without", "", []localdiscord.Fault{localdiscord.CutDone}, 1, true},
		{"too many, without", "", []localdiscord.Fault{localdiscord.TooMany(20 * time.Millisecond), localdiscord.TooManyShared(20 * time.Millisecond)}, 1, false},
		{"too many in HTML, without", "", []localdiscord.Fault{localdiscord.TooManyHTML(20 * time.Millisecond)}, 1, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := begin(t, localdiscord.Options{}).start()
			s.discord.Misbehave(sendRoute, tt.faults...)
			if err := s.send(t.Context(), tt.nonce); (err != nil) != tt.fails {
				t.Errorf("it ended with %v", err)
			}
			s.discord.Misbehave(sendRoute)
			if n := s.said(); n != tt.said {
				t.Errorf("said %d times, want %d", n, tt.said)
			}
		})
	}
}

// Endless failure: repeated a few times, then told in a plain sentence.
func TestDefectBounded(t *testing.T) {
	s := begin(t, localdiscord.Options{}).start()
	for range 50 {
		s.discord.Misbehave(sendRoute, localdiscord.TooManyHTML(time.Millisecond))
	}
	err := s.send(t.Context(), "n")
	var syntax *json.SyntaxError
	if !errors.Is(err, gateway.ErrLimited) || errors.As(err, &syntax) {
		t.Errorf("ended with %v", err)
	}
	if n := s.discord.Asked(sendRoute); n != 6 {
		t.Errorf("asked %d times, want 6", n)
	}
}

// A wait that the context has no time for: discordgo sleeps through it.
func TestDefectDeadline(t *testing.T) {
	for name, fault := range map[string]localdiscord.Fault{
		"route": localdiscord.TooMany(time.Hour / 2), "global": localdiscord.TooManyGlobal(time.Hour / 2), "HTML": localdiscord.TooManyHTML(time.Hour / 2),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := begin(t, localdiscord.Options{}).start()
			s.discord.Misbehave(sendRoute, fault)
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			ended := make(chan error, 2)
			go func() {
				ended <- s.send(ctx, "n")
				ended <- s.send(ctx, "m") // is not even sent
			}()
			for range 2 {
				select {
				case err := <-ended:
					if !errors.Is(err, gateway.ErrLimited) {
						t.Errorf("ended with %v", err)
					}
				case <-time.After(patience):
					t.Fatal("it waits for longer than its deadline allows")
				}
			}
			if n := s.discord.Asked(sendRoute); n != 1 {
				t.Errorf("asked %d times", n)
			}
		})
	}
}

// A documented global 429 has no Reset-After: discordgo lets other routes go
// on. Those of interactions may.
func TestDefectGlobalLimit(t *testing.T) {
	s := begin(t, localdiscord.Options{}).start()
	s.up()
	const wait = 200 * time.Millisecond
	s.discord.Misbehave(sendRoute, localdiscord.TooManyGlobal(wait))
	limited := time.Now()
	ctx, cancel := context.WithTimeout(t.Context(), wait/2)
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- s.send(ctx, "n") }()
	s.await("a 429", func() bool { return s.discord.Answered(http.StatusTooManyRequests) > 0 })
	if !bare { // which sleeps
		<-ended
	}
	if err := s.do(t.Context(), http.MethodGet, discordgo.EndpointUser("@me"), nil); err != nil {
		t.Error(err)
	}
	if took := time.Since(limited); took < wait {
		t.Errorf("another route was asked %v after a global 429 for %v", took, wait)
	}
}

// Twenty answers to twenty interactions edited at once: discordgo does one
// after the other. Here all must be under way before the first is answered.
func TestDefectOneAtATime(t *testing.T) {
	const many = 20
	s := begin(t, localdiscord.Options{}).start()
	s.up()
	var mu sync.Mutex
	under := 0
	all := make(chan struct{})
	s.discord.Intercept(func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method != http.MethodPatch {
			return false
		}
		mu.Lock()
		if under++; under == many {
			close(all)
		}
		mu.Unlock()
		select {
		case <-all:
		case <-time.After(patience / 2):
		}
		return false
	})
	var wg sync.WaitGroup
	for n := range many {
		wg.Go(func() {
			_ = s.do(t.Context(), http.MethodPatch, discordgo.EndpointWebhookMessage(s.discord.AppID(), fmt.Sprint("interaction-token-", n), "@original"), map[string]any{"content": "x"})
		})
	}
	select {
	case <-all:
	case <-time.After(patience / 2):
		t.Error("the edits wait for each other")
	}
	wg.Wait()
}

// Each interaction's callback leaves a bucket, and the token in its name, in
// discordgo's limiter for ever.
func TestDefectBuckets(t *testing.T) {
	s := begin(t, localdiscord.Options{}).start()
	s.up()
	for n := range 2000 {
		url := discordgo.EndpointInteractionResponse(fmt.Sprint(n), fmt.Sprint("interaction-token-", n))
		_ = s.do(t.Context(), http.MethodPost, url, map[string]any{"type": 5}) // there is no such interaction
	}
	if n := s.keys(); n > 64 {
		t.Errorf("discordgo keeps %d buckets after 2,000 callbacks", n)
	}
	if n := s.counts().Buckets; n > 1000 {
		t.Errorf("%d buckets of our own", n)
	}
}

// A callback whose answer was lost: asking again brings 40060, which says that
// it was done.
func TestDefectCallbackTwice(t *testing.T) {
	s := begin(t, localdiscord.Options{}).start()
	s.up()
	if err := s.do(t.Context(), http.MethodPost, discordgo.EndpointApplicationGlobalCommands(s.discord.AppID()), map[string]any{"name": "ask", "description": "d"}); err != nil {
		t.Fatal(err)
	}
	id, token := s.interaction()
	s.discord.Misbehave("POST /interactions/{interaction}/{token}/callback", localdiscord.CutDone)
	url := discordgo.EndpointInteractionResponse(id, token)
	if err := s.do(t.Context(), http.MethodPost, url, map[string]any{"type": 4, "data": map[string]any{"content": "x"}}); err != nil {
		t.Errorf("ended with %v", err)
	}
	if err := s.do(t.Context(), http.MethodPost, url, map[string]any{"type": 5}); err == nil {
		t.Error("a second answer is taken for the first")
	}
}

// interaction runs /ask and returns its id and token.
func (s *scene) interaction() (id, token string) {
	s.t.Helper()
	s.ann.Slash("ask")
	select {
	case <-s.forms:
	case <-time.After(patience):
		s.t.Fatal("no interaction came")
	}
	i := s.latest.Load()
	return i.ID, i.Token
}

// 401: nothing more is asked, and Run ends.
func TestDefectUnauthorized(t *testing.T) {
	s := begin(t, localdiscord.Options{}).start()
	s.up()
	s.discord.Misbehave(sendRoute, localdiscord.WrongToken)
	asked := s.discord.Asked(sendRoute)
	for range 10 {
		if err := s.send(t.Context(), "n"); err == nil {
			t.Fatal("sent with a wrong token")
		}
	}
	if n := s.discord.Asked(sendRoute) - asked; n != 1 {
		t.Errorf("asked %d times after a 401", n)
	}
	if err := s.refusal(); !errors.Is(err, gateway.ErrRefused) || !strings.Contains(err.Error(), "DISCORD_TOKEN") {
		t.Errorf("ended with %v", err)
	}
}

// 403: remembered for the channel and the kind of message, until its
// permissions change. Every one counts towards a ban.
func TestDefectForbidden(t *testing.T) {
	s := begin(t, localdiscord.Options{}).start()
	s.up()
	other := s.guild.Channel("other")
	send := func(channel string, body map[string]any) error {
		return s.do(t.Context(), http.MethodPost, discordgo.EndpointChannelMessages(channel), body)
	}
	s.channel.Deny(s.discord.Bot(), localdiscord.SendMessages)
	s.say("settle") // the CHANNEL_UPDATE has come
	s.hears("settle")
	plain := map[string]any{"content": "x"}
	for range 10 {
		if err := send(s.channel.ID, plain); !gateway.IsCode(err, discordgo.ErrCodeMissingPermissions) {
			t.Fatalf("ended with %v", err)
		}
	}
	if n := s.discord.Answered(http.StatusForbidden); n != 1 {
		t.Errorf("refused %d times", n)
	}
	if err := send(other.ID, plain); err != nil {
		t.Errorf("another channel: %v", err)
	}
	if err := send(s.channel.ID, map[string]any{"content": "x", "message_reference": map[string]any{"message_id": "1"}}); err == nil {
		t.Error("a reply was sent")
	}
	if n := s.discord.Answered(http.StatusForbidden); n != 2 {
		t.Errorf("refused %d times: a reply needs more than a message and is asked for by itself", n)
	}
	s.channel.Allow(s.discord.Bot(), localdiscord.SendMessages)
	s.say("settled")
	s.hears("settled")
	if err := send(s.channel.ID, plain); err != nil {
		t.Errorf("after the permission came back: %v", err)
	}
}

// What would get the address banned stops well before; what does not count,
// does not.
func TestDefectInvalid(t *testing.T) {
	s := begin(t, localdiscord.Options{}).start()
	s.up()
	url := func(n int) string {
		return discordgo.EndpointWebhookMessage("1", fmt.Sprint("interaction-token-", n), "@original")
	}
	var wg sync.WaitGroup
	for n := range 1500 {
		s.discord.Misbehave("", localdiscord.BadWebhookToken)
		wg.Go(func() { _ = s.do(t.Context(), http.MethodGet, url(n), nil) })
	}
	wg.Wait()
	if n := s.discord.Answered(http.StatusUnauthorized); n < 1000 || n > 1064 {
		t.Errorf("%d invalid requests, want 1,000 and what was under way", n)
	}
	if err := s.send(t.Context(), "n"); !errors.Is(err, gateway.ErrStopped) {
		t.Errorf("ended with %v", err)
	}
}

// Errors of every kind, and none names a token.
func TestDefectSecrets(t *testing.T) {
	const route = "POST /interactions/{interaction}/{token}/callback"
	for name, f := range map[string][]localdiscord.Fault{
		"cut":  {localdiscord.Cut, localdiscord.Cut, localdiscord.Cut, localdiscord.Cut, localdiscord.Cut, localdiscord.Cut},
		"502":  {localdiscord.BadGateway, localdiscord.BadGateway, localdiscord.BadGateway, localdiscord.BadGateway, localdiscord.BadGateway, localdiscord.BadGateway},
		"429":  {localdiscord.TooMany(time.Hour)},
		"hang": {localdiscord.NoAnswer},
		"401":  {localdiscord.BadWebhookToken},
		"404":  nil, // no such interaction
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := begin(t, localdiscord.Options{}).start()
			s.up()
			s.discord.Misbehave(route, f...)
			ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
			defer cancel()
			if name == "hang" || bare && name == "429" {
				ctx, cancel = context.WithTimeout(t.Context(), 50*time.Millisecond)
				defer cancel()
			}
			if bare && name == "429" {
				t.Fatal("discordgo sleeps for an hour: not run")
			}
			err := s.do(ctx, http.MethodPost, discordgo.EndpointInteractionResponse("1", "interaction-token"), map[string]any{"type": 5})
			if err == nil || strings.Contains(err.Error(), "interaction-token") || strings.Contains(err.Error(), "very-secret") {
				t.Errorf("ended with %v", err)
			}
		})
	}
}
