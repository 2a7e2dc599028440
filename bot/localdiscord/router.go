package localdiscord

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

// A request is what a REST handler gets: path values, body, and s.mu held.
type request struct {
	*http.Request
	body  []byte
	files []upload
}

// A handler answers with a status and a body to be sent as JSON (nil: none).
type handler func(*request) (status int, body any, err error)

// ServeHTTP serves the REST API, the gateway and the attachments.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Path
	switch {
	case strings.HasPrefix(path, "/api/v9/"), strings.HasPrefix(path, "/api/v10/"):
		s.mux.ServeHTTP(w, r)
	case path == "/gateway", path == "/gateway/", path == "/gateway/resume", path == "/gateway/resume/":
		s.serveGateway(w, r)
	case strings.HasPrefix(path, "/attachments/"):
		s.serveAttachment(w, r)
	default:
		writeJSON(w, http.StatusNotFound, errNotFound.body())
	}
}

// routes is the table of the API; "open" routes carry their token in the URL.
func (s *Server) routes() *http.ServeMux {
	mux := http.NewServeMux()
	add := func(open bool, pattern string, h handler) {
		method, path, _ := strings.Cut(pattern, " ")
		for _, v := range []string{"/api/v9", "/api/v10"} {
			mux.HandleFunc(method+" "+v+path, s.serve(open, pattern, h))
		}
	}
	for pattern, h := range map[string]handler{
		"GET /gateway/bot":                                                      s.getGatewayBot,
		"GET /users/@me":                                                        s.getMe,
		"GET /users/{user}":                                                     s.getUser,
		"GET /users/@me/guilds":                                                 s.getMyGuilds,
		"POST /users/@me/channels":                                              s.createDM,
		"GET /applications/@me":                                                 s.getApp,
		"GET /oauth2/applications/@me":                                          s.getApp,
		"GET /guilds/{guild}":                                                   s.getGuild,
		"GET /guilds/{guild}/channels":                                          s.getGuildChannels,
		"GET /guilds/{guild}/roles":                                             s.getGuildRoles,
		"GET /guilds/{guild}/members/{user}":                                    s.getGuildMember,
		"GET /channels/{channel}":                                               s.getChannel,
		"DELETE /channels/{channel}":                                            s.deleteChannel,
		"POST /channels/{channel}/typing":                                       s.typing,
		"GET /channels/{channel}/messages":                                      s.listMessages,
		"POST /channels/{channel}/messages":                                     s.createMessage,
		"POST /channels/{channel}/messages/bulk-delete":                         s.bulkDelete,
		"GET /channels/{channel}/messages/{message}":                            s.getMessage,
		"PATCH /channels/{channel}/messages/{message}":                          s.editMessage,
		"DELETE /channels/{channel}/messages/{message}":                         s.deleteMessage,
		"GET /channels/{channel}/messages/{message}/reactions/{emoji}":          s.listReactions,
		"PUT /channels/{channel}/messages/{message}/reactions/{emoji}/@me":      s.putReaction,
		"DELETE /channels/{channel}/messages/{message}/reactions/{emoji}/@me":   s.deleteReaction,
		"DELETE /channels/{channel}/messages/{message}/reactions/{emoji}/{who}": s.deleteReaction,
		"POST /channels/{channel}/messages/{message}/threads":                   s.threadFromMessage,
		"POST /channels/{channel}/threads":                                      s.createThread,
		"PUT /channels/{channel}/thread-members/@me":                            s.joinThread,
		"DELETE /channels/{channel}/thread-members/@me":                         s.leaveThread,
		"GET /applications/{app}/commands":                                      s.listCommands,
		"POST /applications/{app}/commands":                                     s.createCommand,
		"PUT /applications/{app}/commands":                                      s.overwriteCommands,
		"GET /applications/{app}/commands/{command}":                            s.getCommand,
		"PATCH /applications/{app}/commands/{command}":                          s.editCommand,
		"DELETE /applications/{app}/commands/{command}":                         s.deleteCommand,
		"GET /applications/{app}/guilds/{guild}/commands":                       s.listCommands,
		"POST /applications/{app}/guilds/{guild}/commands":                      s.createCommand,
		"PUT /applications/{app}/guilds/{guild}/commands":                       s.overwriteCommands,
		"GET /applications/{app}/guilds/{guild}/commands/{command}":             s.getCommand,
		"PATCH /applications/{app}/guilds/{guild}/commands/{command}":           s.editCommand,
		"DELETE /applications/{app}/guilds/{guild}/commands/{command}":          s.deleteCommand,
	} {
		add(false, pattern, h)
	}
	for pattern, h := range map[string]handler{
		"GET /gateway": s.getGateway,
		"POST /interactions/{interaction}/{token}/callback": s.callback,
		"POST /webhooks/{app}/{token}":                      s.createFollowup,
		"GET /webhooks/{app}/{token}/messages/{message}":    s.getFollowup,
		"PATCH /webhooks/{app}/{token}/messages/{message}":  s.editFollowup,
		"DELETE /webhooks/{app}/{token}/messages/{message}": s.deleteFollowup,
	} {
		add(true, pattern, h)
	}
	mux.HandleFunc("/", s.serve(true, "", func(*request) (int, any, error) { return 0, nil, errNotFound }))
	return mux
}

func (s *Server) serve(open bool, route string, h handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", s.opt.Now().UTC().Format(http.TimeFormat))
		s.mu.Lock()
		intercept := s.intercept
		s.mu.Unlock()
		if intercept != nil && intercept(w, r) {
			return
		}
		q := &request{Request: r}
		readErr := q.read(w)

		s.mu.Lock()
		s.asked[plainRoute(route)]++
		s.broadcast()
		fault, ill := s.fault(route)
		if ill && !fault.done {
			s.answered[fault.code()]++
			s.mu.Unlock()
			s.wire.note("rest", "fault instead of "+route)
			fault.write(w, r)
			return
		}
		status, body := s.answer(w.Header(), open, route, q, readErr, h)
		if ill {
			status = fault.code()
		}
		s.answered[status]++
		var raw []byte
		if body != nil {
			var err error
			if raw, err = json.Marshal(body); err != nil { // a bug of ours
				status, raw = http.StatusInternalServerError, []byte(`{"code":0,"message":"500: Internal Server Error"}`)
			}
		}
		s.mu.Unlock()

		s.wire.write(wireLine{Wire: "rest", From: "bot", Method: r.Method, Path: r.URL.RequestURI(), Status: status,
			Request: rawJSON(q.body), Files: names(q.files), Response: rawJSON(raw)})
		if ill {
			fault.write(w, r)
			return
		}
		w.Header().Set("Via", "1.1 localdiscord")
		if body == nil {
			w.WriteHeader(status)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = w.Write(raw)
	}
}

// answer runs h behind authorization and rate limits. s.mu is held.
func (s *Server) answer(header http.Header, open bool, route string, q *request, readErr error, h handler) (int, any) {
	if !open && q.Header.Get("Authorization") != "Bot "+s.opt.Token {
		return errUnauthorized.status, errUnauthorized.body()
	}
	if route != "" {
		if over := s.limit(header, route, q.Request); over != nil {
			return http.StatusTooManyRequests, over
		}
	}
	err := readErr
	if err == nil {
		var status int
		var body any
		if status, body, err = h(q); err == nil {
			return status, body
		}
	}
	var api *apiError
	if !errors.As(err, &api) {
		api = &apiError{status: http.StatusInternalServerError, message: err.Error()}
	}
	return api.status, api.body()
}

func writeJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
