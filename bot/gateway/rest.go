package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

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

// restDeadline is for a request whose context has no deadline.
const restDeadline = 30 * time.Second

// Do sends a request with body as JSON (nil: none) and decodes the answer into
// into (nil: not). It waits for rate limits and repeats what failed while ctx
// lasts, half a minute when ctx has no deadline. A message is only sent again
// when its body has a nonce and enforce_nonce.
//
// Errors never name a token. IsCode tells what Discord refused. An
// *UnavailableError and ErrLimited are worth another try, ErrStopped is in ten
// minutes, and ErrRefused is not.
func (l *Link) Do(ctx context.Context, method, url string, body, into any) error {
	if body == nil {
		return l.do(ctx, method, url, "application/json", nil, into)
	}
	data, err := json.Marshal(body)
	if err != nil {
		return fmt.Errorf("body: %w", err)
	}
	return l.do(ctx, method, url, "application/json", data, into)
}

// Upload is Do with files beside the body, as multipart/form-data: file n is
// the attachment with id n in body. A message with files is never sent again
// when it is not known whether it arrived; an edit is.
func (l *Link) Upload(ctx context.Context, method, url string, body any, files []*discordgo.File, into any) error {
	kind, data, err := discordgo.MultipartBodyWithJSON(body, files)
	if err != nil {
		return fmt.Errorf("body: %w", err)
	}
	return l.do(ctx, method, url, kind, data, into)
}

func (l *Link) do(ctx context.Context, method, url, kind string, body []byte, into any) error {
	if _, has := ctx.Deadline(); !has {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, restDeadline)
		defer cancel()
	}
	var slot string
	select {
	case slot = <-l.slots:
	case <-ctx.Done():
		return ctx.Err()
	}
	data, err := l.rest.RequestRaw(method, url, kind, body, slot, 0, discordgo.WithContext(ctx))
	l.slots <- slot
	if err != nil {
		return masked(err)
	}
	if into == nil || len(data) == 0 {
		return nil
	}
	if err := json.Unmarshal(data, into); err != nil {
		return errors.New("the answer is not what Discord sends")
	}
	return nil
}

// masked keeps the code and message of an error and drops the request with its
// URL, in which a token may stand.
func masked(err error) error {
	var rest *discordgo.RESTError
	if errors.As(err, &rest) {
		return &restError{rest}
	}
	var own plain
	if errors.As(err, &own) {
		return own.error
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return context.DeadlineExceeded
	}
	if errors.Is(err, context.Canceled) {
		return context.Canceled
	}
	return &UnavailableError{}
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
