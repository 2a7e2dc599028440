package page

import (
	"crypto/subtle"
	"embed"
	"html/template"
	"io/fs"
	"mime"
	"net/http"
	"strconv"
)

// KeyHeader carries the key of the run on every API call.
const KeyHeader = "X-Briefbot-Key"

// policy lets the page load from here and talk to here, nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
	"frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

//go:embed static
var static embed.FS

// maxBody is the most bytes of an action: 2,000 characters and room to spare.
const maxBody = 64 << 10

// Handler serves the page at 127.0.0.1:port and localhost:port, and refuses
// every other name, so that no foreign name can be pointed at this machine.
func (p *Page) Handler(port int) http.Handler {
	files, err := fs.Sub(static, "static")
	if err != nil {
		panic(err) // the name is a constant that go:embed has checked
	}
	index := template.Must(template.ParseFS(files, "index.html"))
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if err := index.Execute(w, p.key); err != nil {
			p.log.DebugContext(r.Context(), "page", "err", err) // the browser is gone
		}
	})
	serve := http.FileServerFS(files)
	for _, e := range mustList(files) {
		if e.Name() != "index.html" {
			mux.Handle("GET /"+e.Name(), serve)
		}
	}
	mux.HandleFunc("GET /api/events", p.owned(p.stream))
	mux.HandleFunc("GET /api/files/{message}/{file}", p.owned(p.file))
	mux.HandleFunc("POST /api/{action}", p.owned(p.act))
	return guarded(strconv.Itoa(port), mux)
}

func mustList(files fs.FS) []fs.DirEntry {
	list, err := fs.ReadDir(files, ".")
	if err != nil {
		panic(err) // embedded
	}
	return list
}

// guarded checks the Host and Origin of every request and sets the headers
// that keep the page to itself.
func guarded(port string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("Cache-Control", "no-store")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		if r.Host != "127.0.0.1:"+port && r.Host != "localhost:"+port {
			http.Error(w, "This page is at http://127.0.0.1:"+port+" only.", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// owned lets only our own page call next: its Origin must be ours if the
// browser names one, and the key of this run must be there, which no other
// page can read. A POST must be JSON, which no plain form can send.
func (p *Page) owned(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")) // "" if it cannot be read
		origins := r.Header.Values("Origin")
		switch {
		case len(origins) > 1 || len(origins) == 1 && origins[0] != "http://"+r.Host:
			http.Error(w, "Another page may not do that.", http.StatusForbidden)
		case subtle.ConstantTimeCompare([]byte(r.Header.Get(KeyHeader)), []byte(p.key)) != 1:
			http.Error(w, "The key of this run is missing. Please reload the page.", http.StatusForbidden)
		case r.Method == http.MethodPost && kind != "application/json":
			http.Error(w, "Send application/json.", http.StatusUnsupportedMediaType)
		default:
			r.Body = http.MaxBytesReader(w, r.Body, maxBody)
			next(w, r)
		}
	}
}
