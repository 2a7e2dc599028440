package gateway

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

const (
	attemptDeadline = 10 * time.Second // for one try of one request
	uploadPace      = 512 << 10        // bytes of a body for which a try gets another second
	maxRepeats      = 5                // tries after the first, for each kind of failure
	firstRepeat     = 250 * time.Millisecond
	maxWait         = time.Hour        // longer waits are not believed
	blindWait       = 10 * time.Second // after a 429 that does not say for how long
	maxAnswer       = 16 << 20         // bytes of an answer
)

// ErrLimited reports that a request was not sent, or not answered, because a
// rate limit lasts longer than the time that the request had.
var ErrLimited = errors.New("rate limited by Discord")

// ErrStopped reports that requests are held back because Discord refused so
// many lately that it would ban this address before long.
var ErrStopped = errors.New("too many refused requests within ten minutes; waiting for fewer")

// UnavailableError reports that Discord did not answer, or answered that it
// cannot just now, however often it was asked.
type UnavailableError struct {
	Status int   // of the last answer; 0 when there was none
	Cause  error // why there was none; nil with a Status
}

func (e *UnavailableError) Error() string {
	switch {
	case e.Status != 0:
		return fmt.Sprintf("discord is unavailable: HTTP %d", e.Status)
	case e.Cause != nil:
		return fmt.Sprintf("no answer from Discord: %v", e.Cause)
	}
	return "no answer from Discord"
}

func (e *UnavailableError) Unwrap() error { return e.Cause }

// plain is an error whose text names no secret.
type plain struct{ error }

func (p plain) Unwrap() error { return p.error }

// transport sends requests as Discord wants them: within its limits, repeated
// where that cannot do a thing twice, and not at all when it would do harm.
// discordgo never sees a rate limit: its own waiting knows no deadline
// (discord-platform B3).
type transport struct {
	next    http.RoundTripper
	log     *slog.Logger
	counts  *counters
	pace    pace
	buckets *buckets
	denied  *denied
	invalid invalids
	refused func(error) // told once when the token is not accepted

	mu     sync.Mutex
	global time.Time // before, nothing under the bot's limit goes out
	shut   time.Time // before, nothing goes out at all
	over   error     // set when the token is not accepted

	skew atomic.Int64 // ns that our clock is ahead of Discord's
	seen atomic.Bool  // skew is known
}

func newTransport(next http.RoundTripper, log *slog.Logger, c *counters, refused func(error)) *transport {
	return &transport{
		next: next, log: log, counts: c, refused: refused,
		buckets: newBuckets(), denied: newDenied(),
	}
}

// sending is one request on its way.
type sending struct {
	*http.Request
	route
	key  string // of what denied remembers
	safe bool   // may be sent again when it is not known whether it was done
}

func newSending(q *http.Request) *sending {
	s := &sending{Request: q, route: routeOf(q.Method, q.URL.Path)}
	s.key = s.name + " " + s.channel
	s.safe = q.Method != http.MethodPost || s.name == routeCallback // a second callback gets 40060
	if s.name != routeSend || q.GetBody == nil {
		return s
	}
	var body struct {
		Nonce     any  `json:"nonce"`
		Enforce   bool `json:"enforce_nonce"`
		Reference any  `json:"message_reference"`
	}
	if r, err := q.GetBody(); err == nil && json.NewDecoder(r).Decode(&body) == nil {
		s.safe = body.Enforce && body.Nonce != nil && body.Nonce != ""
		if body.Reference != nil {
			s.key += " reply" // needs more than a message does
		}
	}
	return s
}

// RoundTrip sends a request and returns its answer, read whole and without the
// headers of rate limits. What it refuses or gives up on is an error.
func (t *transport) RoundTrip(q *http.Request) (*http.Response, error) {
	s := newSending(q)
	limited, failed := 0, 0
	for {
		if err := t.mayGo(s); err != nil {
			return nil, plain{err}
		}
		if body := t.denied.find(s.key, time.Now()); body != nil {
			t.counts.denied.Add(1)
			return answer(q, http.StatusForbidden, body), nil
		}
		if err := t.wait(s); err != nil {
			return nil, err
		}
		r, body, err := t.try(s)
		again := time.Duration(0)
		switch {
		case err != nil || r.StatusCode >= 500:
			if err != nil && s.Context().Err() != nil {
				return nil, s.Context().Err()
			}
			failed++
			if failed > maxRepeats || !s.safe && !neverSent(err) {
				return nil, plain{unavailable(r, err)}
			}
			again = firstRepeat<<(failed-1)/2 + time.Duration(rand.Int64N(int64(firstRepeat<<(failed-1))))
		case r.StatusCode == http.StatusTooManyRequests:
			limited++
			t.limit(s, r, body)
			if limited > maxRepeats {
				return nil, plain{ErrLimited}
			}
		case r.StatusCode == http.StatusUnauthorized && !s.open:
			return nil, plain{t.stop()}
		default:
			return t.done(s, r, body, failed > 0), nil
		}
		if pauseWithin(s.Context(), again) != nil {
			if failed == 0 {
				return nil, plain{ErrLimited}
			}
			return nil, plain{unavailable(r, err)}
		}
		t.counts.repeats.Add(1)
	}
}

// mayGo refuses what must not go out at all.
func (t *transport) mayGo(s *sending) error {
	t.mu.Lock()
	over := t.over
	t.mu.Unlock()
	if over != nil && !s.open {
		return over
	}
	if t.invalid.add(0, time.Now()) >= maxInvalid {
		t.counts.stopped.Add(1)
		return ErrStopped
	}
	return nil
}

// wait waits for the request's turn, never past its deadline.
func (t *transport) wait(s *sending) error {
	ctx := s.Context()
	for {
		t.mu.Lock()
		until := t.shut
		if !s.open && t.global.After(until) {
			until = t.global
		}
		t.mu.Unlock()
		wait := time.Until(until)
		if wait <= 0 {
			wait = t.buckets.take(s.route, time.Now())
		}
		if wait <= 0 {
			break
		}
		if err := pauseWithin(ctx, wait); err != nil {
			return err
		}
	}
	if s.open {
		return nil
	}
	return t.pace.wait(ctx)
}

// try sends the request once and reads the answer.
func (t *transport) try(s *sending) (*http.Response, []byte, error) {
	within := attemptDeadline + time.Duration(max(0, s.ContentLength)/uploadPace)*time.Second
	ctx, cancel := context.WithTimeout(s.Context(), within)
	defer cancel()
	q := s.Request.Clone(ctx)
	if s.GetBody != nil {
		body, err := s.GetBody()
		if err != nil {
			return nil, nil, err
		}
		q.Body = body
	}
	t.counts.requests.Add(1)
	r, err := t.next.RoundTrip(q)
	if err != nil {
		return nil, nil, err
	}
	defer r.Body.Close()
	body, err := io.ReadAll(io.LimitReader(r.Body, maxAnswer))
	if err != nil {
		return nil, nil, err
	}
	now := time.Now()
	if at, err := http.ParseTime(r.Header.Get("Date")); err == nil {
		t.skew.Store(int64(now.Sub(at)))
		t.seen.Store(true)
	}
	t.buckets.learn(s.route, r.Header, now)
	t.count(s, r)
	return r, body, nil
}

// count counts invalid requests (discord-platform A6).
func (t *transport) count(s *sending, r *http.Response) {
	switch r.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden:
	case http.StatusTooManyRequests:
		if r.Header.Get("X-RateLimit-Scope") == "shared" {
			return
		}
	default:
		return
	}
	t.counts.invalid.Add(1)
	n := t.invalid.add(1, time.Now())
	t.log.Debug("invalid request", "status", r.StatusCode, "route", s.name, "in ten minutes", n)
	if n == maxInvalid {
		t.log.Error("requests stopped", "err", ErrStopped, "invalid", n)
	}
}

// limit takes note of a 429. One without JSON comes from in front of Discord
// and is about the whole address.
func (t *transport) limit(s *sending, r *http.Response, body []byte) {
	t.counts.limited.Add(1)
	var said struct {
		After  float64 `json:"retry_after"`
		Global bool    `json:"global"`
	}
	isJSON := json.Unmarshal(body, &said) == nil
	wait := time.Duration(said.After * float64(time.Second))
	if after, err := strconv.ParseFloat(r.Header.Get("Retry-After"), 64); err == nil && wait <= 0 {
		wait = time.Duration(after * float64(time.Second))
	}
	if wait <= 0 || wait > maxWait {
		wait = blindWait
	}
	until := time.Now().Add(wait)
	global := said.Global || r.Header.Get("X-RateLimit-Global") != ""
	t.log.Warn("rate limited", "route", s.name, "bot", global, "address", !isJSON, "for", wait)
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case !isJSON && until.After(t.shut):
		t.shut = until
	case isJSON && global && !s.open && until.After(t.global):
		t.global = until
	case isJSON && (!global || s.open):
		t.buckets.block(s.route, wait, time.Now())
	}
}

// stop lets nothing more go out: the token is not accepted.
func (t *transport) stop() error {
	err := fmt.Errorf("%w: %s", ErrRefused, refusals[4004])
	t.mu.Lock()
	first := t.over == nil
	t.over = err
	t.mu.Unlock()
	if first {
		t.refused(err)
	}
	return err
}

// done takes note of an answer that is final.
func (t *transport) done(s *sending, r *http.Response, body []byte, repeated bool) *http.Response {
	switch {
	case r.StatusCode == http.StatusForbidden && s.channel != "" && (s.Method == http.MethodPost || s.Method == http.MethodGet):
		// What else is refused is about one message.
		if code := codeOf(body); code == codeMissingAccess || code == codeMissingPermissions {
			t.denied.add(s.key, s.channel, body, time.Now())
		}
	case r.StatusCode < 300 && s.channel != "":
		t.denied.drop(s.key)
	case repeated && s.name == routeCallback && codeOf(body) == codeAcknowledged:
		// An earlier try was done although its answer was lost.
		return answer(s.Request, http.StatusNoContent, nil)
	}
	return answer(s.Request, r.StatusCode, body)
}

const codeAcknowledged = 40060

func codeOf(body []byte) int {
	var e struct {
		Code int `json:"code"`
	}
	_ = json.Unmarshal(body, &e) // HTML has no code
	return e.Code
}

// answer makes a response that has nothing but status and body.
func answer(q *http.Request, status int, body []byte) *http.Response {
	return &http.Response{
		Status: strconv.Itoa(status) + " " + http.StatusText(status), StatusCode: status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{},
		Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)), Request: q,
	}
}

// neverSent reports whether a request surely did not reach Discord.
func neverSent(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "dial"
}

// unavailable says how the last try failed. What a transport says of a failure
// names addresses, but no path and so no token.
func unavailable(r *http.Response, err error) error {
	if r != nil {
		return &UnavailableError{Status: r.StatusCode}
	}
	return &UnavailableError{Cause: err}
}

// pauseWithin waits for d. When ctx would end before, it returns at once: with
// ErrLimited, as nothing has been tried.
func pauseWithin(ctx context.Context, d time.Duration) error {
	if end, ok := ctx.Deadline(); ok && time.Until(end) < d {
		return plain{ErrLimited}
	}
	if !pause(ctx, d) {
		return ctx.Err()
	}
	return nil
}
