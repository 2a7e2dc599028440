package localdiscord

import (
	"net/http"
	"testing"
	"time"
)

func TestRateLimits(t *testing.T) {
	clock := NewClock(time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC))
	s := start(t, Options{Clock: clock})
	g := s.Guild("g")
	c, d := g.Channel("c"), g.Channel("d")
	s.Limit("POST /channels/{id}/messages", 2, 5*time.Second)
	post := func(c *Channel) (*http.Response, int) {
		q, err := http.NewRequestWithContext(t.Context(), "POST", s.URL()+"/api/v10/channels/"+c.ID+"/messages", nil)
		if err != nil {
			t.Fatal(err)
		}
		q.Header.Set("Authorization", "Bot "+s.Token())
		resp, err := http.DefaultClient.Do(q)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		return resp, resp.StatusCode
	}
	first, _ := post(c)
	if h := first.Header; h.Get("X-RateLimit-Limit") != "2" || h.Get("X-RateLimit-Remaining") != "1" || h.Get("X-RateLimit-Reset-After") != "5.000" || h.Get("X-RateLimit-Bucket") == "" {
		t.Errorf("headers %v", h)
	}
	post(c)
	third, status := post(c)
	if status != 429 || third.Header.Get("Retry-After") == "" || third.Header.Get("X-RateLimit-Scope") != "user" {
		t.Errorf("the third: %d %v", status, third.Header)
	}
	if status, b := rest(t, s, "POST", "/channels/"+c.ID+"/messages", obj{"content": "x"}); status != 429 || b["retry_after"] != 5.0 || b["global"] != false {
		t.Errorf("body: %d %v", status, b)
	}
	if _, status := post(d); status == 429 {
		t.Error("another channel shares the bucket")
	}
	clock.Advance(5 * time.Second)
	if _, status := post(c); status == 429 {
		t.Error("the bucket did not reset")
	}

	s.LimitAll(1, time.Second)
	rest(t, s, "GET", "/users/@me", nil)
	status, b := rest(t, s, "GET", "/channels/"+c.ID, nil)
	if status != 429 || b["global"] != true {
		t.Errorf("global: %d %v", status, b)
	}
	s.LimitAll(0, 0)
	s.Intercept(func(w http.ResponseWriter, r *http.Request) bool {
		w.WriteHeader(http.StatusBadGateway)
		return true
	})
	if status, _ := rest(t, s, "GET", "/users/@me", nil); status != 502 {
		t.Errorf("intercepted: %d", status)
	}
}
