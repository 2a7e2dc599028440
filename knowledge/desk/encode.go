package desk

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"time"
)

// encodingVersion is written with everything that is stored. One more than
// this comes from a later Briefbot and is refused.
const encodingVersion = 1

type stateWire struct {
	V        int          `json:"v"`
	Source   Source       `json:"source"`
	Replaces string       `json:"replaces,omitempty"`
	Content  *contentWire `json:"content,omitempty"`
}

// EncodeState writes a state for storing, as JSON with names of its own.
func EncodeState(s State) []byte {
	w := stateWire{V: encodingVersion, Source: s.Source, Replaces: s.Replaces}
	if !s.Content.Empty() {
		c := wireContent(s.Content)
		w.Content = &c
	}
	return encode(w)
}

// DecodeState reads what EncodeState wrote. It is strict: unknown names, a
// later version, a source that is none and a state that contradicts itself are
// errors.
func DecodeState(data []byte) (State, error) {
	var w stateWire
	if err := decode(data, &w, func() int { return w.V }); err != nil {
		return State{}, fmt.Errorf("stored state: %w", err)
	}
	s := State{Source: w.Source, Replaces: w.Replaces}
	if w.Content != nil {
		s.Content = w.Content.content()
	}
	says := s.Source == Operator || s.Source == Server
	switch {
	case !says && s.Source != Nothing && s.Source != Hidden:
		return State{}, fmt.Errorf("stored state: source %q is none", s.Source)
	case says && s.Content.parts() != 1, !says && w.Content != nil:
		return State{}, fmt.Errorf("stored state: source %q with %d contents", s.Source, s.Content.parts())
	}
	return s, nil
}

type revisionWire struct {
	V       int          `json:"v"`
	Server  string       `json:"server"`
	N       int          `json:"n"`
	At      time.Time    `json:"at"`
	Who     string       `json:"who"`
	Why     string       `json:"why,omitempty"`
	Undoes  int          `json:"undoes,omitempty"`
	Changes []changeWire `json:"changes"`
}

type changeWire struct {
	Kind   Kind            `json:"kind"`
	Key    string          `json:"key"`
	Before json.RawMessage `json:"before"`
	After  json.RawMessage `json:"after"`
}

// EncodeRevision writes a revision as one line of JSON, for exports.
func EncodeRevision(r Revision) []byte {
	w := revisionWire{V: encodingVersion, Server: r.Server, N: r.N, At: r.At, Who: r.Who, Why: r.Why, Undoes: r.Undoes}
	for _, c := range r.Changes {
		w.Changes = append(w.Changes, changeWire{c.Kind, c.Key, EncodeState(c.Before), EncodeState(c.After)})
	}
	return encode(w)
}

type editWire struct {
	V      int        `json:"v"`
	Undoes int        `json:"undoes,omitempty"`
	Steps  []stepWire `json:"steps"`
}

type stepWire struct {
	Do       Action       `json:"do"`
	Kind     Kind         `json:"kind"`
	Key      string       `json:"key"`
	Content  *contentWire `json:"content,omitempty"`
	Version  int          `json:"version"`
	Operator string       `json:"operator,omitempty"`
}

// EncodeEdit writes an edit, for a Draft.
func EncodeEdit(e Edit) []byte {
	w := editWire{V: encodingVersion, Undoes: e.Undoes, Steps: []stepWire{}}
	for _, s := range e.Steps {
		sw := stepWire{Do: s.Do, Kind: s.Kind, Key: s.Key, Version: s.Seen.Version, Operator: s.Seen.Operator}
		if !s.Content.Empty() {
			c := wireContent(s.Content)
			sw.Content = &c
		}
		w.Steps = append(w.Steps, sw)
	}
	return encode(w)
}

// DecodeEdit reads what EncodeEdit wrote, as strictly as DecodeState.
func DecodeEdit(data []byte) (Edit, error) {
	var w editWire
	if err := decode(data, &w, func() int { return w.V }); err != nil {
		return Edit{}, fmt.Errorf("stored edit: %w", err)
	}
	e := Edit{Undoes: w.Undoes}
	for _, sw := range w.Steps {
		s := Step{Do: sw.Do, ID: ID{sw.Kind, sw.Key}, Seen: Seen{sw.Version, sw.Operator}}
		if sw.Content != nil {
			s.Content = sw.Content.content()
		}
		e.Steps = append(e.Steps, s)
	}
	return e, nil
}

type settingsWire struct {
	V          int      `json:"v"`
	Moderators []string `json:"moderators,omitempty"`
	LogChannel string   `json:"log_channel,omitempty"`
	Unprompted []string `json:"unprompted,omitempty"`
	Private    bool     `json:"private,omitempty"`
	Record     bool     `json:"record,omitempty"`
	Retention  int      `json:"retention_days,omitempty"`
}

// EncodeSettings writes settings for storing, without their version.
func EncodeSettings(s Settings) []byte {
	return encode(settingsWire{encodingVersion, s.Moderators, s.LogChannel, s.Unprompted, s.Private, s.Record, s.RetentionDays})
}

// DecodeSettings reads what EncodeSettings wrote, as strictly as DecodeState.
func DecodeSettings(data []byte) (Settings, error) {
	var w settingsWire
	if err := decode(data, &w, func() int { return w.V }); err != nil {
		return Settings{}, fmt.Errorf("stored settings: %w", err)
	}
	return Settings{Moderators: w.Moderators, LogChannel: w.LogChannel, Unprompted: w.Unprompted, Private: w.Private, Record: w.Record, RetentionDays: w.Retention}, nil
}

// encode writes v as JSON on one line. The wire types hold nothing that cannot
// be encoded.
func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// decode reads one JSON value into v without unknown names and checks its
// version.
func decode(data []byte, v any, version func() int) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("more than one JSON value")
	}
	if n := version(); n != encodingVersion {
		return fmt.Errorf("version %d; this Briefbot reads version %d: start a later one", n, encodingVersion)
	}
	return nil
}

// rawTexts returns all texts of c one after the other, as their bytes are:
// JSON would mend those that are no text.
func rawTexts(c Content) []byte { return appendTexts(nil, reflect.ValueOf(wireContent(c))) }

func appendTexts(dst []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.String:
		return append(append(dst, v.String()...), '\n')
	case reflect.Pointer:
		if !v.IsNil() {
			return appendTexts(dst, v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			dst = appendTexts(dst, v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			dst = appendTexts(dst, v.Field(i))
		}
	}
	return dst
}
