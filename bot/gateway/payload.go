package gateway

import (
	"encoding/json"
	"errors"

	"github.com/gorilla/websocket"
)

// Opcodes of the gateway.
const (
	opDispatch  = 0
	opBeat      = 1
	opIdentify  = 2
	opResume    = 6
	opReconnect = 7
	opInvalid   = 9
	opHello     = 10
	opBeatAck   = 11
)

// A payload is what comes over the websocket.
type payload struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  int64           `json:"s"`
	Type string          `json:"t"`
}

// ErrRefused reports that Discord refuses this token or these settings; trying
// again would not help. What wraps it says how to mend it.
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

// Close codes that matter besides.
const (
	codeLeaving   = websocket.CloseNormalClosure // ours, at the end: the bot goes offline at once
	codeReturning = 4000                         // ours, to come back: keeps the session
	codeNoAuth    = 4003
	codeAuthTwice = 4005
	codeBadSeq    = 4007
	codeTimedOut  = 4009
)

// endsSession reports whether a close code means that there is nothing to
// resume.
func endsSession(code int) bool {
	switch code {
	case codeNoAuth, codeAuthTwice, codeBadSeq, codeTimedOut:
		return true
	}
	return false
}
