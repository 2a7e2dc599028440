package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/bwmarrin/discordgo"
)

// requestsAtOnce is how many requests may be under way.
const requestsAtOnce = 64

// newSlots returns the keys under which requests go to discordgo's limiter. It
// serves one request a key at a time and keeps every key for ever
// (discord-platform B3): a free one for each request means neither waiting nor
// growth.
func newSlots() chan string {
	slots := make(chan string, requestsAtOnce)
	for n := range requestsAtOnce {
		slots <- "slot " + strconv.Itoa(n)
	}
	return slots
}

// Do sends a request with body as JSON (nil: none) and decodes the answer into
// into (nil: not). Errors never name a token; IsCode tells what Discord
// refused.
func (l *Link) Do(ctx context.Context, method, url string, body, into any) error {
	var slot string
	select {
	case slot = <-l.slots:
	case <-ctx.Done():
		return ctx.Err()
	}
	data, err := l.rest.RequestWithBucketID(method, url, body, slot, discordgo.WithContext(ctx))
	l.slots <- slot
	if err != nil {
		return masked(err)
	}
	if into == nil || len(data) == 0 {
		return nil
	}
	return json.Unmarshal(data, into)
}

// masked keeps the code and message of an error and drops the request with its
// URL, in which a token may stand.
func masked(err error) error {
	var rest *discordgo.RESTError
	if errors.As(err, &rest) {
		return &restError{rest}
	}
	var limited *discordgo.RateLimitError
	if errors.As(err, &limited) {
		return fmt.Errorf("rate limited for %v", limited.RetryAfter)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return context.DeadlineExceeded
	}
	if errors.Is(err, context.Canceled) {
		return context.Canceled
	}
	return errors.New("no answer from Discord")
}

type restError struct{ *discordgo.RESTError }

func (e *restError) Error() string {
	status := 0
	if e.Response != nil {
		status = e.Response.StatusCode
	}
	if e.Message != nil {
		return fmt.Sprintf("HTTP %d, code %d: %s", status, e.Message.Code, e.Message.Message)
	}
	return fmt.Sprintf("HTTP %d", status)
}

func (e *restError) Unwrap() error { return e.RESTError }

// IsCode reports whether Discord refused with the given error code.
func IsCode(err error, code int) bool {
	var rest *discordgo.RESTError
	return errors.As(err, &rest) && rest.Message != nil && rest.Message.Code == code
}

func isStatus(err error, status int) bool {
	var rest *discordgo.RESTError
	return errors.As(err, &rest) && rest.Response != nil && rest.Response.StatusCode == status
}
