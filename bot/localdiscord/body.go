package localdiscord

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"regexp"
	"strings"
)

// An upload is a file of a multipart body; id is the n of files[n].
type upload struct {
	id, name, contentType string
	data                  []byte
}

func names(files []upload) []string {
	var out []string
	for _, f := range files {
		out = append(out, f.name)
	}
	return out
}

// read reads the body, JSON or multipart, before s.mu is taken.
func (q *request) read(w http.ResponseWriter) error {
	if q.Body == nil || q.Method == http.MethodGet {
		return nil
	}
	raw, err := io.ReadAll(http.MaxBytesReader(w, q.Body, maxRequest))
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return errTooLarge
	}
	if err != nil {
		return errInvalidJSON
	}
	kind, params, _ := mime.ParseMediaType(q.Header.Get("Content-Type"))
	if kind != "multipart/form-data" {
		q.body = raw
		return nil
	}
	return q.readParts(multipart.NewReader(bytes.NewReader(raw), params["boundary"]))
}

var fileField = regexp.MustCompile(`^(?:files\[(\d{1,10})\]|file(\d*))$`)

func (q *request) readParts(r *multipart.Reader) error {
	for {
		part, err := r.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return errInvalidJSON
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return errInvalidJSON
		}
		name := part.FormName()
		m := fileField.FindStringSubmatch(name)
		switch {
		case name == "payload_json":
			q.body = data
		case part.FileName() != "":
			f := upload{name: part.FileName(), contentType: part.Header.Get("Content-Type"), data: data}
			if m != nil {
				f.id = m[1] + m[2]
			}
			q.files = append(q.files, f)
		}
	}
}

// decode reads the JSON body into v. An empty body is an empty object.
func (q *request) decode(v any) error { return decode(q.body, v) }

func decode(raw []byte, v any) error {
	if len(bytes.TrimSpace(raw)) == 0 {
		return nil
	}
	err := json.Unmarshal(raw, v)
	var kind *json.UnmarshalTypeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &kind):
		f := newForm()
		for _, key := range strings.Split(kind.Field, ".") {
			if key != "" && key != "Value" {
				f = f.in(key)
			}
		}
		f.bad("BASE_TYPE_BAD_TYPE", "Could not interpret "+kind.Value+" as "+kind.Type.String()+".")
		return f.err()
	default:
		return errInvalidJSON
	}
}

// A field tells an absent key from null and from a value.
type field[T any] struct {
	Set   bool // the key was there
	Null  bool
	Value T
}

// UnmarshalJSON is called only when the key is there.
func (f *field[T]) UnmarshalJSON(b []byte) error {
	f.Set = true
	if string(b) == "null" {
		f.Null = true
		return nil
	}
	return json.Unmarshal(b, &f.Value)
}
