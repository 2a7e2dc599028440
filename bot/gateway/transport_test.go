package gateway

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// tripper answers requests by a function.
type tripper func(*http.Request) *http.Response

func (f tripper) RoundTrip(q *http.Request) (*http.Response, error) { return f(q), nil }

func newTestTransport(t *testing.T, f tripper) *transport {
	return newTransport(f, slog.New(slog.NewTextHandler(t.Output(), nil)), &counters{}, func(error) {})
}

func get(t *testing.T, tr *transport, ctx context.Context, path string) (int, error) {
	t.Helper()
	q, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://discord.test/api/v9"+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := tr.RoundTrip(q)
	if err != nil {
		return 0, err
	}
	return r.StatusCode, r.Body.Close()
}

// TestPace: no second has more than 50 requests, however they come; those of
// interactions do not wait.
func TestPace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var at []time.Time
		tr := newTestTransport(t, func(q *http.Request) *http.Response {
			mu.Lock()
			defer mu.Unlock()
			if !strings.Contains(q.URL.Path, "webhooks") {
				at = append(at, time.Now())
			}
			return answer(q, 200, nil)
		})
		var wg sync.WaitGroup
		for n := range 500 {
			wg.Go(func() {
				time.Sleep(time.Duration(n%7) * 300 * time.Millisecond)
				if status, err := get(t, tr, t.Context(), fmt.Sprint("/channels/", n, "/messages")); status != 200 || err != nil {
					t.Error(status, err)
				}
			})
		}
		begun := time.Now()
		for n := range 100 {
			if _, err := get(t, tr, t.Context(), fmt.Sprint("/webhooks/1/token", n, "/messages/@original")); err != nil {
				t.Error(err)
			}
		}
		if took := time.Since(begun); took != 0 {
			t.Errorf("answers to interactions waited %v", took)
		}
		wg.Wait()
		slices.SortFunc(at, time.Time.Compare)
		worst := 0
		for i, j := 0, 0; i < len(at); i++ {
			for at[i].Sub(at[j]) >= time.Second {
				j++
			}
			worst = max(worst, i-j+1)
		}
		took := at[len(at)-1].Sub(at[0])
		t.Logf("most requests in one second: %d; 500 took %v", worst, took)
		if worst > 50 || worst < 45 || took > 11*time.Second {
			t.Errorf("%d requests in one second, 500 in %v", worst, took)
		}
		short, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
		defer cancel()
		for range perWindow {
			if _, err := get(t, tr, t.Context(), "/users/@me"); err != nil {
				t.Error(err)
			}
		}
		begun = time.Now()
		if _, err := get(t, tr, short, "/users/@me"); !errors.Is(err, ErrLimited) && !errors.Is(err, context.DeadlineExceeded) || time.Since(begun) > 0 {
			t.Errorf("no time for its turn: %v after %v", err, time.Since(begun))
		}
	})
}

// TestBucket: what Discord says of a route's limit is kept to: five in two
// seconds for each channel, and not one request too many.
func TestBucket(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		type window struct {
			used  int
			reset time.Time
		}
		windows := map[string]*window{}
		over := 0
		tr := newTestTransport(t, func(q *http.Request) *http.Response {
			w := windows[q.URL.Path]
			if w == nil || !time.Now().Before(w.reset) {
				w = &window{reset: time.Now().Add(2 * time.Second)}
				windows[q.URL.Path] = w
			}
			w.used++
			status := 200
			if w.used > 5 {
				status = 429
				over++
			}
			r := answer(q, status, []byte(`{"retry_after":1}`))
			for name, value := range map[string]string{
				"X-RateLimit-Limit": "5", "X-RateLimit-Remaining": fmt.Sprint(max(0, 5-w.used)),
				"X-RateLimit-Reset-After": fmt.Sprintf("%.3f", time.Until(w.reset).Seconds()), "X-RateLimit-Bucket": "abc",
			} {
				r.Header.Set(name, value)
			}
			return r
		})
		begun := time.Now()
		for range 20 {
			for channel := range 2 {
				if status, err := get(t, tr, t.Context(), fmt.Sprint("/channels/", channel, "/messages")); status != 200 || err != nil {
					t.Error(status, err)
				}
			}
		}
		if took := time.Since(begun); over != 0 || took < 6*time.Second || took > 9*time.Second {
			t.Errorf("%d requests too many, in %v", over, took)
		}
	})
}

// TestInvalidWindow: after ten minutes with fewer refused requests the others
// go out again. A limit that is shared does not count.
func TestInvalidWindow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		status, scope, asked := 404, "", 0
		tr := newTestTransport(t, func(q *http.Request) *http.Response {
			asked++
			r := answer(q, status, nil)
			r.Header.Set("X-RateLimit-Scope", scope)
			r.Header.Set("Retry-After", "0.001")
			return r
		})
		ask := func() error {
			_, err := get(t, tr, t.Context(), "/webhooks/1/token/messages/@original")
			return err
		}
		for range 2000 {
			if err := ask(); err != nil {
				t.Fatal(err)
			}
		}
		status, scope = 429, "shared"
		for range 500 {
			if err := ask(); !errors.Is(err, ErrLimited) {
				t.Fatal(err)
			}
		}
		status = 403
		for range maxInvalid {
			if err := ask(); err != nil {
				t.Fatal(err)
			}
		}
		asked = 0
		for range 9 {
			if err := ask(); !errors.Is(err, ErrStopped) || asked != 0 {
				t.Fatalf("%v, asked %d times", err, asked)
			}
			time.Sleep(time.Minute)
		}
		time.Sleep(2 * time.Minute)
		if err := ask(); err != nil {
			t.Error(err)
		}
	})
}

// TestDeniedGrows: each refusal of the same thing is remembered for longer.
func TestDeniedGrows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := 0
		tr := newTestTransport(t, func(q *http.Request) *http.Response {
			asked++
			return answer(q, 403, []byte(`{"code":50001}`))
		})
		for range 24 * 60 {
			if status, err := get(t, tr, t.Context(), "/channels/7/messages"); status != 403 || err != nil {
				t.Fatal(status, err)
			}
			time.Sleep(time.Minute)
		}
		if asked > 100 {
			t.Errorf("asked %d times in a day", asked)
		}
		for n := range 2 * maxDenied {
			if _, err := get(t, tr, t.Context(), fmt.Sprintf("/channels/%d/messages", n)); err != nil {
				if errors.Is(err, ErrStopped) {
					time.Sleep(invalidWindow + time.Minute)
					continue
				}
				t.Fatal(err)
			}
		}
		if n := len(tr.denied.byKey); n > maxDenied {
			t.Errorf("%d refusals are kept", n)
		}
	})
}

// TestShut: a 429 without JSON is about the whole address, so that not even an
// answer to an interaction goes out before its time; a global one is about the
// bot, and lets those through.
func TestShut(t *testing.T) {
	for _, tt := range []struct {
		name, body     string
		header         string
		first, callout time.Duration // when the limited request is done, and an interaction's beside it
	}{
		{"HTML", "<html>", "", 3 * time.Second, 3 * time.Second},
		{"global", `{"retry_after":3,"global":true}`, "", 3 * time.Second, 0},
		{"global by its header", `{"retry_after":3}`, "X-RateLimit-Global", 3 * time.Second, 0},
		{"route", `{"retry_after":3}`, "", 3 * time.Second, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				limited := false
				tr := newTestTransport(t, func(q *http.Request) *http.Response {
					if limited {
						return answer(q, 200, nil)
					}
					limited = true
					r := answer(q, 429, []byte(tt.body))
					r.Header.Set("Retry-After", "3")
					if tt.header != "" {
						r.Header.Set(tt.header, "true")
					}
					return r
				})
				begun := time.Now()
				done := make(chan time.Duration, 1)
				go func() {
					if _, err := get(t, tr, t.Context(), "/channels/1/messages"); err != nil {
						t.Error(err)
					}
					done <- time.Since(begun)
				}()
				synctest.Wait()
				if _, err := get(t, tr, t.Context(), "/webhooks/1/token/messages/@original"); err != nil {
					t.Error(err)
				}
				if took := time.Since(begun); took != tt.callout {
					t.Errorf("an interaction's took %v, want %v", took, tt.callout)
				}
				if took := <-done; took != tt.first {
					t.Errorf("took %v, want %v", took, tt.first)
				}
			})
		})
	}
}

// TestAnswerHeaders: discordgo's limiter sees no limit, so it never waits.
func TestAnswerHeaders(t *testing.T) {
	tr := newTestTransport(t, func(q *http.Request) *http.Response {
		r := answer(q, 200, []byte("body"))
		r.Header.Set("X-RateLimit-Reset-After", "100")
		r.Header.Set("Date", time.Now().Add(-time.Hour).UTC().Format(http.TimeFormat))
		return r
	})
	q, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://discord.test/api/v9/users/@me", nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := tr.RoundTrip(q)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if body, err := io.ReadAll(r.Body); string(body) != "body" || err != nil || len(r.Header) > 0 {
		t.Errorf("%q %v %v", body, err, r.Header)
	}
	if skew := time.Duration(tr.skew.Load()); skew < 59*time.Minute || skew > 61*time.Minute {
		t.Errorf("our clock is said to be %v ahead", skew)
	}
}

func TestRoutes(t *testing.T) {
	for _, tt := range []struct {
		method, path string
		want         route
	}{
		{"POST", "/api/v9/channels/12/messages", route{name: "POST /channels/{id}/messages", major: "12", channel: "12"}},
		{"PATCH", "/api/v10/channels/12/messages/34", route{name: "PATCH /channels/{id}/messages/{id}", major: "12", channel: "12"}},
		{"PUT", "/api/v9/channels/12/messages/34/reactions/%F0%9F%91%8D/@me", route{name: "PUT /channels/{id}/messages/{id}/reactions/{emoji}/@me", major: "12", channel: "12"}},
		{"GET", "/api/v9/guilds/5/members/6", route{name: "GET /guilds/{id}/members/{id}", major: "5"}},
		{"PUT", "/api/v9/applications/5/commands", route{name: "PUT /applications/{id}/commands"}},
		{"POST", "/api/v9/interactions/1/tok/callback", route{name: "POST /interactions/{id}/{token}/callback", major: hashed("tok"), open: true}},
		{"PATCH", "/api/v9/webhooks/1/99/messages/@original", route{name: "PATCH /webhooks/{id}/{token}/messages/@original", major: hashed("99"), open: true}},
		{"GET", "/api/v9/gateway/bot", route{name: "GET /gateway/bot"}},
		{"GET", "/", route{name: "GET /"}},
	} {
		if got := routeOf(tt.method, tt.path); got != tt.want {
			t.Errorf("%s %s: %+v, want %+v", tt.method, tt.path, got, tt.want)
		}
	}
}

// FuzzRoute: no token of a path is in what is kept and logged of it.
func FuzzRoute(f *testing.F) {
	f.Add("aW50ZXJhY3Rpb24")
	f.Add("12")
	f.Fuzz(func(t *testing.T, token string) {
		if len(token) < 3 || strings.ContainsAny(token, "/%?#") {
			t.Skip()
		}
		for _, path := range []string{"/api/v9/interactions/1/" + token + "/callback", "/api/v9/webhooks/1/" + token + "/messages/@original"} {
			r := routeOf("POST", path)
			if !r.open || strings.Contains(strings.NewReplacer("interactions", "", "callback", "", "webhooks", "", "messages", "", "@original", "", "POST ", "", "{token}", "", "{id}", "").Replace(r.name), token) || r.major == token {
				t.Errorf("%s: %+v", path, r)
			}
		}
	})
}
