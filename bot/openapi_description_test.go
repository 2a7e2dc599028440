package bot_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// A body is one JSON text on the wire and where its schema stands.
type body struct {
	name   string
	schema string // a JSON pointer into the description
	raw    json.RawMessage
}

// A description is Discord's OpenAPI document with its schemas compiled as they
// are asked for.
//
// The validator is santhosh-tekuri/jsonschema: since 3.1 an OpenAPI schema is a
// JSON Schema 2020-12, which it reads, recursive ones such as ErrorDetails
// included, and it needs no module that we have not got already.
// pb33f/libopenapi-validator 0.16.2 was tried: it also reads this document and
// finds the same, through a fork of the same package, but takes 5 s to load it,
// which this test does several times, and brings ten modules.
type description struct {
	doc     any
	compile *jsonschema.Compiler
}

func readDescription(t *testing.T, raw []byte, corrections ...knownError) *description {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range corrections {
		keys := strings.Split(k.at, "/")
		parent, ok := at(doc, keys[:len(keys)-1]...).(map[string]any)
		last := keys[len(keys)-1]
		if !ok || parent[last] == nil {
			t.Fatalf("known error: the description has nothing at %s", k.at)
		}
		if parent[last], err = jsonschema.UnmarshalJSON(strings.NewReader(k.correct)); err != nil {
			t.Fatal(err)
		}
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	if err := c.AddResource("discord.json", doc); err != nil {
		t.Fatal(err)
	}
	return &description{doc, c}
}

// at walks down the keys of objects; nil if there is no such place.
func at(v any, keys ...string) any {
	for _, k := range keys {
		object, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = object[k]
	}
	return v
}

// bodies returns the operation of a line and the bodies to check. The error
// says that the description knows no such operation or answer.
func (d *description) bodies(line restLine) (operation string, found []body, err error) {
	path, ok := d.path(line.Path)
	if !ok {
		return "", nil, fmt.Errorf("no such path in the description")
	}
	method := strings.ToLower(line.Method)
	operation, ok = at(d.doc, "paths", path, method, "operationId").(string)
	if !ok {
		return "", nil, fmt.Errorf("no such method in the description")
	}
	name := fmt.Sprintf("%s %s", operation, line.Path)
	if len(line.Request) > 0 {
		keys := []string{"paths", path, method, "requestBody", "content", "application/json", "schema"}
		if at(d.doc, keys...) == nil {
			return "", nil, fmt.Errorf("takes no body, but got %s", line.Request)
		}
		found = append(found, body{"request " + name, pointer(keys...), line.Request})
	}
	answer := d.answer(path, method, line.Status)
	if answer == nil {
		return "", nil, fmt.Errorf("no answer %d in the description", line.Status)
	}
	keys := append(answer, "content", "application/json", "schema")
	if hasSchema := at(d.doc, keys...) != nil; hasSchema != (len(line.Response) > 0) {
		return "", nil, fmt.Errorf("answer %d: a body is described: %v, but it is %q", line.Status, hasSchema, line.Response)
	} else if hasSchema {
		found = append(found, body{fmt.Sprintf("answer %d to %s", line.Status, name), pointer(keys...), line.Response})
	}
	return operation, found, nil
}

// answer returns where the answer with a status is described, or nil.
func (d *description) answer(path, method string, status int) []string {
	for _, key := range []string{fmt.Sprint(status), fmt.Sprintf("%dXX", status/100)} {
		keys := []string{"paths", path, method, "responses", key}
		if ref, ok := at(d.doc, append(keys, "$ref")...).(string); ok {
			return strings.Split(strings.TrimPrefix(ref, "#/"), "/")
		}
		if at(d.doc, keys...) != nil {
			return keys
		}
	}
	return nil
}

// path finds the described path for a request's, whichever version of the API
// it names: 9, which discordgo speaks, and 10, which is described, share the
// routes used here. A literal segment goes before a parameter.
func (d *description) path(requested string) (string, bool) {
	requested, _, _ = strings.Cut(requested, "?")
	rest, ok := strings.CutPrefix(requested, "/api/v9/")
	if !ok {
		rest, ok = strings.CutPrefix(requested, "/api/v10/")
	}
	paths, _ := at(d.doc, "paths").(map[string]any)
	segments := strings.Split(rest, "/")
	best, parameters := "", len(segments)+1
	for path := range paths {
		if n, fits := fit(strings.Split(path[1:], "/"), segments); fits && n < parameters {
			best, parameters = path, n
		}
	}
	return best, ok && best != ""
}

// fit reports whether the segments have the pattern, and with how many
// parameters.
func fit(pattern, segments []string) (parameters int, ok bool) {
	if len(pattern) != len(segments) {
		return 0, false
	}
	for i, p := range pattern {
		if strings.HasPrefix(p, "{") {
			parameters++
		} else if p != segments[i] {
			return 0, false
		}
	}
	return parameters, true
}

// pointer joins keys to a JSON pointer in a URL.
func pointer(keys ...string) string {
	out := ""
	for _, k := range keys {
		out += "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(k)
	}
	return (&url.URL{Fragment: out}).String()
}

// check validates b.
func (d *description) check(t *testing.T, b body) error {
	t.Helper()
	schema, err := d.compile.Compile("discord.json" + b.schema)
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(b.raw))
	if err != nil {
		return err
	}
	return schema.Validate(v)
}
