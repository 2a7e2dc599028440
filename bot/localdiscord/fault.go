package localdiscord

import (
	"net/http"
	"strconv"
	"time"
)

// A Fault is what becomes of one REST request that goes wrong.
type Fault struct {
	status  int
	done    bool // the request is carried out all the same
	html    bool
	wait    time.Duration // of a 429
	scope   string        // of a 429: user, shared or global
	cut     bool
	refusal *apiError
}

// The faults of a Discord that is ill.
var (
	// BadGateway answers 502 with a page of HTML; nothing is done.
	BadGateway = Fault{status: http.StatusBadGateway, html: true}
	// BadGatewayDone does what was asked and then answers 502.
	BadGatewayDone = Fault{status: http.StatusBadGateway, html: true, done: true}
	// Unavailable answers 503; nothing is done.
	Unavailable = Fault{status: http.StatusServiceUnavailable}
	// Cut breaks the connection without an answer; nothing is done.
	Cut = Fault{cut: true}
	// CutDone does what was asked and breaks the connection.
	CutDone = Fault{cut: true, done: true}
	// NoAnswer keeps the request until its sender gives up.
	NoAnswer = Fault{}
	// Healthy lets one request pass.
	Healthy = Fault{status: http.StatusOK}
	// WrongToken answers 401.
	WrongToken = Fault{refusal: errUnauthorized}
	// NoAccess answers 403, 50001.
	NoAccess = Fault{refusal: errMissingAccess}
	// BadWebhookToken answers 401, 50027: an interaction's token has expired.
	BadWebhookToken = Fault{refusal: errWebhookToken}
)

// TooMany answers 429 of the route's own limit.
func TooMany(wait time.Duration) Fault {
	return Fault{status: http.StatusTooManyRequests, wait: wait, scope: "user"}
}

// TooManyShared answers 429 of a limit that several bots share: it does not
// count as invalid.
func TooManyShared(wait time.Duration) Fault {
	return Fault{status: http.StatusTooManyRequests, wait: wait, scope: "shared"}
}

// TooManyGlobal answers the documented global 429: with Retry-After and
// X-RateLimit-Global, without X-RateLimit-Reset-After.
func TooManyGlobal(wait time.Duration) Fault {
	return Fault{status: http.StatusTooManyRequests, wait: wait, scope: "global"}
}

// TooManyHTML answers 429 with a page, as what stands before Discord does.
func TooManyHTML(wait time.Duration) Fault {
	return Fault{status: http.StatusTooManyRequests, wait: wait, html: true}
}

// Misbehave makes the next requests on a route go wrong, one fault each; a
// route is written as in "POST /channels/{channel}/messages", and "" is every
// route that has no faults of its own left. No faults take back what was asked.
func (s *Server) Misbehave(route string, faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	route = plainRoute(route)
	if len(faults) == 0 {
		delete(s.faults, route)
		return
	}
	s.faults[route] = append(s.faults[route], faults...)
}

// fault takes the next fault of a route. s.mu is held.
func (s *Server) fault(route string) (Fault, bool) {
	for _, key := range []string{plainRoute(route), ""} {
		if list := s.faults[key]; len(list) > 0 {
			s.faults[key] = list[1:]
			return list[0], list[0] != Healthy
		}
	}
	return Fault{}, false
}

// code is the status of f, 0 when there is no answer.
func (f Fault) code() int {
	if f.refusal != nil {
		return f.refusal.status
	}
	return f.status
}

// write answers a request by f.
func (f Fault) write(w http.ResponseWriter, r *http.Request) {
	switch {
	case f.cut:
		panic(http.ErrAbortHandler) // the server's way to break a connection
	case f.refusal != nil:
		writeJSON(w, f.refusal.status, f.refusal.body())
		return
	case f.status == 0:
		<-r.Context().Done()
		return
	}
	if f.status == http.StatusTooManyRequests {
		w.Header().Set("Retry-After", strconv.FormatFloat(f.wait.Seconds(), 'f', -1, 64))
		if f.scope != "" {
			w.Header().Set("X-RateLimit-Scope", f.scope)
		}
		if f.scope == "global" {
			w.Header().Set("X-RateLimit-Global", "true")
		}
	}
	if f.html {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(f.status)
		_, _ = w.Write([]byte("<html><head><title>" + strconv.Itoa(f.status) + "</title></head><body>cloudflare</body></html>"))
		return
	}
	writeJSON(w, f.status, map[string]any{
		"message": http.StatusText(f.status), "retry_after": f.wait.Seconds(), "global": f.scope == "global", "code": 0,
	})
}

// Answered returns how many REST requests were answered with a status, faults
// included.
func (s *Server) Answered(status int) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.answered[status]
}

// Asked returns how many REST requests came on a route.
func (s *Server) Asked(route string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[plainRoute(route)]
}
