package bot

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// baseIntents need no approval: what servers there are, messages that mention
// the bot or reply to it, and direct messages.
const baseIntents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages

const (
	openDeadline = 20 * time.Second // for one attempt to connect
	restTimeout  = 20 * time.Second // for one request, the limiter's waiting aside
	firstBackoff = time.Second
	lastBackoff  = time.Minute
)

// ErrRefused reports that Discord refuses this token or these settings; trying
// again would not help.
var ErrRefused = errors.New("refused by Discord")

// refusals are the close codes after which one must not connect again, in
// words (discord-platform A7).
var refusals = map[int]string{
	4004: "the token is not valid: copy it again from the developer portal into DISCORD_TOKEN",
	4010: "the shard is not valid",
	4011: "the bot is in so many servers that it must be sharded",
	4012: "the gateway version is not supported",
	4013: "the intents are not valid",
	4014: "the intent Message Content is not switched on: switch it on in the developer portal, page Bot, or set UNPROMPTED=off",
}

// newSession makes a discordgo session that only does what it is told: no
// reconnecting, no state, events in order.
func newSession(o Options) (*discordgo.Session, error) {
	s, err := discordgo.New("Bot " + o.Token)
	if err != nil {
		return nil, err
	}
	s.ShouldReconnectOnError = false
	s.StateEnabled = false
	s.SyncEvents = true
	s.Identify.Intents = baseIntents
	if o.Unprompted {
		s.Identify.Intents |= discordgo.IntentMessageContent
	}
	s.LogLevel = discordgo.LogError
	s.Client = &http.Client{Timeout: restTimeout, CheckRedirect: noRedirect}
	s.UserAgent = "DiscordBot (https://github.com/briefbot/briefbot, " + o.Version + ")"
	if o.APIURL == "" {
		return s, nil
	}
	to, err := apiURL(o.APIURL)
	if err != nil {
		return nil, err
	}
	s.Client.Transport = redirected{to}
	return s, nil
}

// noRedirect keeps the token from going where a redirect points.
func noRedirect(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// apiURL checks an address of a Discord-compatible server: https, or http on
// this machine.
func apiURL(s string) (*url.URL, error) {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" {
		return nil, fmt.Errorf("DISCORD_API_URL: %q is no address like https://discord.example", s)
	}
	local := u.Hostname() == "localhost" || u.Hostname() == "127.0.0.1" || u.Hostname() == "::1"
	if u.Scheme != "https" && !(u.Scheme == "http" && local) {
		return nil, fmt.Errorf("DISCORD_API_URL: %q must begin with https://; http:// is for this machine only", s)
	}
	return u, nil
}

// redirected sends every request to another server than Discord's, for one
// session only.
type redirected struct{ to *url.URL }

func (r redirected) RoundTrip(q *http.Request) (*http.Response, error) {
	q = q.Clone(q.Context())
	q.URL.Scheme, q.URL.Host, q.Host = r.to.Scheme, r.to.Host, ""
	return http.DefaultTransport.RoundTrip(q)
}

// open connects within openDeadline. A hanging Open of discordgo cannot be
// cancelled; it is left behind with its session (discord-platform B2).
func (b *Bot) open(ctx context.Context) error {
	done := make(chan error, 1)
	session := b.session
	go func() { done <- session.Open() }()
	ctx, cancel := context.WithTimeout(ctx, openDeadline)
	defer cancel()
	select {
	case err := <-done:
		var closed *websocket.CloseError
		if errors.As(err, &closed) && refusals[closed.Code] != "" {
			return fmt.Errorf("%w: %s", ErrRefused, refusals[closed.Code])
		}
		if errors.Is(err, discordgo.ErrWSAlreadyOpen) {
			return nil
		}
		if err != nil {
			return masked(err)
		}
		return nil
	case <-ctx.Done():
		return fmt.Errorf("no connection within %v", openDeadline)
	}
}

// stayConnected opens the session and opens it again whenever it is lost,
// until ctx is done or Discord refuses for good.
func (b *Bot) stayConnected(ctx context.Context) error {
	wait := firstBackoff
	for {
		err := b.open(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.Is(err, ErrRefused):
			return err
		case err != nil:
			b.log.WarnContext(ctx, "connect", "err", err, "again in", wait)
		default:
			wait = firstBackoff
			select {
			case <-ctx.Done():
				return nil
			case <-b.lost:
				b.log.InfoContext(ctx, "connection lost")
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(wait):
			wait = min(2*wait, lastBackoff)
		}
	}
}
