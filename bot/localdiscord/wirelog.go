package localdiscord

import (
	"encoding/json"
	"io"
	"regexp"
	"strings"
	"sync"
	"time"
)

// tokenPrefix starts every interaction token, as it does on Discord
// ("interaction" in base64), so that the wire log can mask it.
const tokenPrefix = "aW50ZXJhY3Rpb24"

var maskedToken = regexp.MustCompile(tokenPrefix + `[A-Za-z0-9_\-]+`)

type wireLog struct {
	mu    sync.Mutex
	out   io.Writer
	token string
}

func newWireLog(out io.Writer, token string) *wireLog { return &wireLog{out: out, token: token} }

// wireLine is one line of the wire log.
type wireLine struct {
	Time     time.Time       `json:"time"`
	Wire     string          `json:"wire"` // rest, gateway
	From     string          `json:"from"` // bot, discord
	Method   string          `json:"method,omitempty"`
	Path     string          `json:"path,omitempty"`
	Status   int             `json:"status,omitempty"`
	Request  json.RawMessage `json:"request,omitempty"`
	Files    []string        `json:"files,omitempty"`
	Response json.RawMessage `json:"response,omitempty"`
	Payload  json.RawMessage `json:"payload,omitempty"`
	Note     string          `json:"note,omitempty"`
}

func (w *wireLog) write(line wireLine) {
	if w.out == nil {
		return
	}
	line.Time = time.Now().UTC()
	b, err := json.Marshal(line)
	if err != nil {
		b, _ = json.Marshal(wireLine{Time: line.Time, Wire: line.Wire, Note: err.Error()})
	}
	masked := maskedToken.ReplaceAllString(strings.ReplaceAll(string(b), w.token, "***"), "***")
	w.mu.Lock()
	defer w.mu.Unlock()
	_, _ = io.WriteString(w.out, masked+"\n") // a full disk must not stop the conversation
}

func (w *wireLog) note(wire, text string) { w.write(wireLine{Wire: wire, From: "discord", Note: text}) }

// rawJSON returns b if it is JSON, else b as a JSON string, nothing if empty.
func rawJSON(b []byte) json.RawMessage {
	if len(b) == 0 {
		return nil
	}
	if json.Valid(b) {
		return b
	}
	q, _ := json.Marshal(string(b))
	return q
}
