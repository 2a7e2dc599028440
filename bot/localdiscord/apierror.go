package localdiscord

import (
	"fmt"
	"net/http"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// An apiError is an error as Discord's REST API words it
// (topics/opcodes-and-status-codes.mdx).
type apiError struct {
	status   int
	code     int
	message  string
	problems []problem
}

func (e *apiError) Error() string {
	b := fmt.Sprintf("HTTP %d, %d: %s", e.status, e.code, e.message)
	for _, p := range e.problems {
		b += fmt.Sprintf("; %s: %s", p.path, p.code)
	}
	return b
}

var (
	errUnauthorized       = &apiError{status: http.StatusUnauthorized, code: 0, message: "401: Unauthorized"}
	errNotFound           = &apiError{status: http.StatusNotFound, code: 0, message: "404: Not Found"}
	errUnknownApp         = unknown(10002, "Application")
	errUnknownChannel     = unknown(10003, "Channel")
	errUnknownGuild       = unknown(10004, "Guild")
	errUnknownMember      = unknown(10007, "Member")
	errUnknownMessage     = unknown(10008, "Message")
	errUnknownUser        = unknown(10013, "User")
	errUnknownEmoji       = &apiError{status: http.StatusBadRequest, code: 10014, message: "Unknown Emoji"}
	errUnknownWebhook     = unknown(10015, "Webhook")
	errUnknownInteraction = unknown(10062, "interaction")
	errUnknownCommand     = unknown(10063, "application command")
	errTooLarge           = &apiError{status: http.StatusRequestEntityTooLarge, code: 40005, message: "Request entity too large"}
	errTooManyCreates     = &apiError{status: http.StatusBadRequest, code: 30034, message: "Max number of daily application command creates has been reached (200)"}
	errAcknowledged       = &apiError{status: http.StatusBadRequest, code: 40060, message: "Interaction has already been acknowledged."}
	errMissingAccess      = &apiError{status: http.StatusForbidden, code: 50001, message: "Missing Access"}
	errNotYours           = &apiError{status: http.StatusForbidden, code: 50005, message: "Cannot edit a message authored by another user"}
	errEmptyMessage       = &apiError{status: http.StatusBadRequest, code: 50006, message: "Cannot send an empty message"}
	errCannotDM           = &apiError{status: http.StatusForbidden, code: 50007, message: "Cannot send messages to this user"}
	errMissingPermissions = &apiError{status: http.StatusForbidden, code: 50013, message: "Missing Permissions"}
	errNotInChannelType   = &apiError{status: http.StatusBadRequest, code: 50024, message: "Cannot execute action on this channel type"}
	errWebhookToken       = &apiError{status: http.StatusUnauthorized, code: 50027, message: "Invalid Webhook Token"}
	errArchived           = &apiError{status: http.StatusBadRequest, code: 50083, message: "Thread is archived"}
	errInvalidJSON        = &apiError{status: http.StatusBadRequest, code: 50109, message: "The request body contains invalid JSON."}
	errNoHistory          = &apiError{status: http.StatusForbidden, code: 160002, message: "Cannot reply without permission to read message history"}
	errThreadExists       = &apiError{status: http.StatusBadRequest, code: 160004, message: "A thread has already been created for this message"}
)

func unknown(code int, what string) *apiError {
	return &apiError{status: http.StatusNotFound, code: code, message: "Unknown " + what}
}

// body returns the JSON object of e. Problems become a tree along their paths
// with a list of _errors at each end.
func (e *apiError) body() map[string]any {
	out := map[string]any{"code": e.code, "message": e.message}
	if len(e.problems) == 0 {
		return out
	}
	tree := map[string]any{}
	for _, p := range e.problems {
		at := tree
		keys := strings.Split(p.path, ".")
		if p.path == "" {
			keys = nil
		}
		for _, key := range keys {
			next, ok := at[key].(map[string]any)
			if !ok {
				next = map[string]any{}
				at[key] = next
			}
			at = next
		}
		list, _ := at["_errors"].([]map[string]string)
		at["_errors"] = append(list, map[string]string{"code": p.code, "message": p.message})
	}
	out["errors"] = tree
	return out
}

// A problem is one wrong field of a request body.
type problem struct{ path, code, message string }

// A form collects the problems of one request body. Its path is where in the
// body the checks below it look.
type form struct {
	path string
	all  *[]problem
}

func newForm() form { return form{all: &[]problem{}} }

// in returns the same form one step deeper; keys are strings or indexes.
func (f form) in(keys ...any) form {
	for _, k := range keys {
		if f.path != "" {
			f.path += "."
		}
		f.path += fmt.Sprint(k)
	}
	return f
}

func (f form) bad(code, message string) {
	*f.all = append(*f.all, problem{f.path, code, message})
}

func (f form) required() { f.bad("BASE_TYPE_REQUIRED", "This field is required") }

// text checks that v has least to most characters. Zero least allows "".
func (f form) text(v string, least, most int) {
	n := length(v)
	switch {
	case n == 0 && least > 0:
		f.required()
	case least == 0 && n > most:
		f.bad("BASE_TYPE_MAX_LENGTH", "Must be "+strconv.Itoa(most)+" or fewer in length.")
	case n < least || n > most:
		f.bad("BASE_TYPE_BAD_LENGTH", fmt.Sprintf("Must be between %d and %d in length.", least, most))
	}
}

// count checks the number of entries of a list.
func (f form) count(n, least, most int) {
	switch {
	case least == 0 && n > most:
		f.bad("BASE_TYPE_MAX_LENGTH", "Must be "+strconv.Itoa(most)+" or fewer in length.")
	case n < least || n > most:
		f.bad("BASE_TYPE_BAD_LENGTH", fmt.Sprintf("Must be between %d and %d in length.", least, most))
	}
}

// within checks a number, if there is one.
func (f form) within(n *int, least, most int) {
	switch {
	case n == nil:
	case *n < least:
		f.bad("NUMBER_TYPE_MIN", fmt.Sprintf("int value should be greater than or equal to %d.", least))
	case *n > most:
		f.bad("NUMBER_TYPE_MAX", fmt.Sprintf("int value should be less than or equal to %d.", most))
	}
}

func (f form) choices(of ...any) {
	f.bad("BASE_TYPE_CHOICES", fmt.Sprintf("Value must be one of %v.", of))
}

// err returns 50035 with every problem, or nil. A field that is wrong as a
// whole hides what is wrong inside it.
func (f form) err() error {
	if len(*f.all) == 0 {
		return nil
	}
	all := append([]problem{}, *f.all...)
	sort.SliceStable(all, func(i, j int) bool { return len(all[i].path) < len(all[j].path) })
	var problems []problem
	for _, p := range all {
		inside := func(q problem) bool { return q.path == "" && p.path != "" || strings.HasPrefix(p.path, q.path+".") }
		if !slices.ContainsFunc(problems, inside) {
			problems = append(problems, p)
		}
	}
	return &apiError{status: http.StatusBadRequest, code: 50035, message: "Invalid Form Body", problems: problems}
}

// length counts characters as the strictest reading of Discord's limits does:
// in UTF-16 units.
func length(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}
