package gateway

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// maxResumes is how often in a row a session is resumed in vain before it is
// dropped for a new one.
const maxResumes = 5

// A session is what Discord keeps of a bot between its connections.
type session struct {
	id  string // "" when there is none
	url string // where to resume
	seq sequence
}

// Run connects, and connects again whenever that is needed, until ctx is done
// (nil) or Discord refuses for good (an error that wraps ErrRefused).
func (l *Link) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		select {
		case err := <-l.refusal:
			cancel(err)
		case <-ctx.Done():
		}
	}()
	err := l.stay(ctx)
	if cause := context.Cause(ctx); errors.Is(cause, ErrRefused) {
		err = cause
	}
	cancel(nil)
	<-ended
	l.log.InfoContext(ctx, "disconnected", "counts", l.Counts())
	return err
}

// stay is Run without an eye on the requests.
func (l *Link) stay(ctx context.Context) error {
	failures, shorts, resumes := 0, 0, 0 // in a row
	for {
		sent := l.counts.resumes.Load()
		stood, err := l.connect(ctx)
		switch {
		case stood >= 0:
			resumes = 0
		case l.counts.resumes.Load() > sent:
			if resumes++; resumes >= maxResumes && l.session.id != "" {
				l.log.WarnContext(ctx, "session dropped", "resumed in vain", resumes)
				l.counts.givenUp.Add(1)
				l.session, resumes = session{}, 0
			}
		}
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.Is(err, ErrRefused):
			return err
		}
		wait := l.pacing.after(stood, l.session.id != "", &failures, &shorts)
		l.log.InfoContext(ctx, "connection lost", "err", err, "again in", wait)
		if !pause(ctx, wait) {
			return nil
		}
	}
}

// connect makes one connection and stays until it ends. It returns for how
// long events came in, negative when none did, and why it ended.
func (l *Link) connect(ctx context.Context) (stood time.Duration, err error) {
	at, err := l.where(ctx)
	if err != nil {
		return -1, err
	}
	dialling, cancel := context.WithTimeout(ctx, l.pacing.open)
	ws, _, err := l.dialer.DialContext(dialling, at, http.Header{})
	cancel()
	if err != nil {
		l.session.url = "" // the next try goes to the usual address
		return -1, fmt.Errorf("dial the gateway: %w", err)
	}
	l.counts.connections.Add(1)
	start := time.Now()
	c := &conn{l: l, ws: ws, session: &l.session, over: make(chan struct{})}
	err = c.serve(ctx)
	l.judge(err)
	if !c.ready {
		l.session.url = "" // likewise
		return -1, refused(err)
	}
	return time.Since(start), refused(err)
}

// judge decides whether the session outlives the end of a connection.
func (l *Link) judge(err error) {
	var closed *websocket.CloseError
	if errors.Is(err, errInvalid) || errors.As(err, &closed) && endsSession(closed.Code) {
		l.session = session{}
	}
}

// refused turns a close code that forbids to come back into ErrRefused.
func refused(err error) error {
	var closed *websocket.CloseError
	if errors.As(err, &closed) && refusals[closed.Code] != "" {
		return fmt.Errorf("%w: %s", ErrRefused, refusals[closed.Code])
	}
	return err
}

// where returns the address to connect to: to resume at once, or to identify
// when that is allowed again.
func (l *Link) where(ctx context.Context) (string, error) {
	if l.session.id != "" && l.session.url != "" {
		return gatewayURL(l.session.url)
	}
	if l.session.id != "" && l.address != "" {
		return gatewayURL(l.address)
	}
	for {
		if err := l.ask(ctx); err != nil {
			if errors.Is(err, ErrRefused) || l.address == "" {
				return "", err
			}
			l.log.WarnContext(ctx, "gateway address", "err", err, "used", "the last one")
		}
		wait := l.starts.wait(time.Now(), l.pacing.identify)
		if l.session.id != "" || wait <= 0 {
			break
		}
		if wait > l.pacing.last {
			l.log.ErrorContext(ctx, "too few session starts left", "left", l.starts.left, "waiting", wait)
		}
		if !pause(ctx, wait) {
			return "", ctx.Err()
		}
		if wait <= l.pacing.identify {
			break
		}
	}
	if l.session.id == "" {
		l.log.InfoContext(ctx, "identify", "starts left", l.starts.left)
	}
	return gatewayURL(l.address)
}

// ask learns from Discord where its gateway is and how often one may identify.
func (l *Link) ask(ctx context.Context) error {
	var d discordgo.GatewayBotResponse
	err := l.Do(ctx, http.MethodGet, discordgo.EndpointGatewayBot, nil, &d)
	if errors.Is(err, ErrRefused) {
		return err // says all
	}
	if err != nil {
		return fmt.Errorf("ask for the gateway: %w", err)
	}
	l.address = d.URL
	limit := d.SessionStartLimit
	l.starts.total, l.starts.left = limit.Total, limit.Remaining
	l.starts.reset = time.Now().Add(time.Duration(limit.ResetAfter) * time.Millisecond)
	return nil
}

// gatewayURL adds version and encoding to an address of the gateway. It must
// be encrypted unless it is on this machine.
func gatewayURL(s string) (string, error) {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "wss" && !(u.Scheme == "ws" && thisMachine(u)) {
		return "", fmt.Errorf("gateway address %q: not wss://", s)
	}
	if u.Path == "" {
		u.Path = "/"
	}
	u.RawQuery = url.Values{"v": {discordgo.APIVersion}, "encoding": {"json"}}.Encode()
	return u.String(), nil
}

// after is how long to wait after a connection that stood for so long, negative
// when it never was up. failures counts those in a row that were not, shorts
// those that were up for a short time.
func (p pacing) after(stood time.Duration, kept bool, failures, shorts *int) time.Duration {
	if stood < 0 {
		*failures++
		return backoff(*failures, p.first, p.last)
	}
	*failures = 0
	if *shorts++; stood > p.steady {
		*shorts = 0
	}
	if kept { // Discord bears being resumed often, people miss us meanwhile
		return backoff(*shorts, p.first, p.lastReset)
	}
	return backoff(*shorts, p.first, p.lastShort)
}

// backoff is how long to wait after so many failures in a row: first, doubled
// with each, at most last, less a random part up to half of it.
func backoff(failures int, first, last time.Duration) time.Duration {
	most := min(first<<min(max(failures-1, 0), 10), last)
	return most/2 + time.Duration(rand.Int64N(int64(most/2)))
}

// pause waits; it reports false when ctx is done before.
func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}
