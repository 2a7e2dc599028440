package page

import (
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"briefbot/bot/localdiscord"
)

// served is a page without a bot, on a port of its own.
func served(t *testing.T) (p *Page, url string) {
	t.Helper()
	discord := localdiscord.New(localdiscord.Options{Fail: func(err error) { t.Error(err) }})
	t.Cleanup(func() { _ = discord.Close() })
	p = New(Options{Discord: discord, Examples: []string{"How many?"}, Log: slog.New(slog.NewTextHandler(t.Output(), nil))})
	server := httptest.NewUnstartedServer(nil)
	server.Config.Handler = p.Handler(server.Listener.Addr().(*net.TCPAddr).Port)
	server.Start()
	t.Cleanup(server.Close)
	return p, server.URL
}

// request is one that is in order, for a test to spoil.
func request(t *testing.T, p *Page, method, url, body string) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set(KeyHeader, p.key)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Origin", r.URL.Scheme+"://"+r.URL.Host)
	return r
}

// send returns the status and the body; a stream is read up to its first event.
func send(t *testing.T, r *http.Request) (int, string, http.Header) {
	t.Helper()
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var reader io.Reader = response.Body
	if response.Header.Get("Content-Type") == "text/event-stream" {
		reader = io.LimitReader(reader, int64(len("event: hello")))
	}
	body, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(body), response.Header
}

const delete1 = `{"as":"moderator","channel":"1","message":"1"}`

// TestForeign: nobody but our own page, under our own name, gets anything done.
func TestForeign(t *testing.T) {
	p, url := served(t)
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(url, "http://"))
	head := func(name string, values ...string) func(*http.Request) {
		return func(r *http.Request) { r.Header[http.CanonicalHeaderKey(name)] = values }
	}
	host := func(host string) func(*http.Request) { return func(r *http.Request) { r.Host = host } }
	type spoiled struct {
		name  string
		spoil func(*http.Request)
		want  int  // for the API
		open  bool // the page itself and its files do not mind
	}
	for _, tt := range []spoiled{
		{"another host", host("evil.example"), 403, false},
		{"another host, our port", host("evil.example:" + port), 403, false},
		{"no port", host("127.0.0.1"), 403, false},
		{"another port", host("127.0.0.1:1"), 403, false},
		{"a name that begins like ours", host("localhost:" + port + ".evil.example"), 403, false},
		{"IPv6", host("[::1]:" + port), 403, false},
		{"another origin", head("Origin", "http://evil.example"), 403, true},
		{"https of ours", head("Origin", "https://127.0.0.1:"+port), 403, true},
		{"another port's origin", head("Origin", "http://127.0.0.1:1"), 403, true},
		{"our other name's origin", head("Origin", "http://localhost:"+port), 403, true},
		{"origin null", head("Origin", "null"), 403, true},
		{"an empty origin", head("Origin", ""), 403, true},
		{"two origins", head("Origin", "http://127.0.0.1:"+port, "http://evil.example"), 403, true},
		{"no key", head(KeyHeader), 403, true},
		{"another run's key", head(KeyHeader, "AAAAAAAAAAAAAAAAAAAAAAAAAA"), 403, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, way := range []struct{ method, path, body string }{
				{"GET", "/api/events?as=moderator", ""}, {"GET", "/api/files/1/2?as=moderator", ""}, {"POST", "/api/delete", delete1}, {"POST", "/api/dm", `{"as":"moderator"}`},
				{"GET", "/", ""}, {"GET", "/app.js", ""},
			} {
				r := request(t, p, way.method, url+way.path, way.body)
				tt.spoil(r)
				want := tt.want
				if tt.open && !strings.HasPrefix(way.path, "/api/") {
					want = 200
				}
				if got, body, _ := send(t, r); got != want || want == 403 && strings.Contains(body, p.key) {
					t.Errorf("%s %s: %d, want %d: %.200s", way.method, way.path, got, want, body)
				}
			}
		})
	}
}

// TestOwn: our page, under both of our names, with the Origin or without it.
func TestOwn(t *testing.T) {
	p, url := served(t)
	for _, url := range []string{url, strings.Replace(url, "127.0.0.1", "localhost", 1)} {
		for _, origin := range []bool{true, false} {
			for _, way := range []struct {
				method, path, body string
				want               int
			}{
				{"GET", "/", "", 200}, {"GET", "/app.js", "", 200}, {"GET", "/icon.svg", "", 200}, {"GET", "/index.html", "", 404}, {"GET", "/nothing", "", 404},
				{"GET", "/api/events?as=member", "", 200}, {"GET", "/api/events?as=nobody", "", 400}, {"GET", "/api/say", "", 405},
				{"POST", "/api/dm", `{"as":"member"}`, 200}, {"POST", "/api/dm", `{"as":"owner"}`, 404}, {"POST", "/api/steal", `{"as":"member"}`, 404},
				{"POST", "/api/say", delete1, 404}, {"POST", "/api/say", `{"unknown":1}`, 400}, {"POST", "/api/say", `{`, 400},
				{"POST", "/api/say", `{"text":"` + strings.Repeat("x", maxBody) + `"}`, 400}, {"POST", "/", "", 405},
			} {
				r := request(t, p, way.method, url+way.path, way.body)
				if !origin {
					r.Header.Del("Origin")
				}
				if got, body, _ := send(t, r); got != way.want {
					t.Errorf("%s %s: %d, want %d: %.200s", way.method, url+way.path, got, way.want, body)
				}
			}
		}
	}
	plain := request(t, p, "POST", url+"/api/dm", `{"as":"member"}`)
	plain.Header.Set("Content-Type", "text/plain")
	if got, _, _ := send(t, plain); got != http.StatusUnsupportedMediaType {
		t.Errorf("text/plain, which a form can send: %d", got)
	}
}

// TestHeaders: every answer, errors and streams too, carries them.
func TestHeaders(t *testing.T) {
	p, url := served(t)
	want := map[string]string{
		"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
		"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
			"frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
		"Access-Control-Allow-Origin": "",
	}
	for _, path := range []string{"/", "/app.js", "/frame.css", "/nothing", "/api/events?as=member", "/api/events?as=nobody", "/api/nothing"} {
		_, _, got := send(t, request(t, p, "GET", url+path, ""))
		for name, value := range want {
			if got.Get(name) != value {
				t.Errorf("%s: %s is %q, want %q", path, name, got.Get(name), value)
			}
		}
	}
}

// TestKey: the page carries the key of the run, and each run has its own.
func TestKey(t *testing.T) {
	p, url := served(t)
	_, body, _ := send(t, request(t, p, "GET", url+"/", ""))
	if !strings.Contains(body, `<meta name="key" content="`+p.key+`">`) || len(p.key) < 26 {
		t.Errorf("the page does not carry the key")
	}
	if other, _ := served(t); other.key == p.key {
		t.Error("two runs have the same key")
	}
}

// TestStaticIsPlain: what the policy forbids is not there, and no text is ever
// read as HTML.
func TestStaticIsPlain(t *testing.T) {
	entries, err := static.ReadDir("static")
	if err != nil {
		t.Fatal(err)
	}
	forbidden := regexp.MustCompile(`(?i)innerHTML|outerHTML|insertAdjacent|document\.write|\beval\(|new Function|<style|\bstyle=|\son\w+="|javascript:|(src|href)="(https?:)?//|@import|url\("?http`)
	for _, e := range entries {
		data, err := static.ReadFile("static/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		if m := forbidden.FindString(string(data)); m != "" {
			t.Errorf("%s has %q", e.Name(), m)
		}
		if n := strings.Count(string(data), "\n"); n > 250 {
			t.Errorf("%s has %d lines", e.Name(), n)
		}
	}
}
