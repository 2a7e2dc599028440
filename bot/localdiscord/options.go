package localdiscord

import (
	"io"
	"time"
)

// Options say how a Server behaves. The zero value is a Discord in which the
// bot has every permission that its guilds give it and no privileged intent.
type Options struct {
	Token   string // the bot's token, without "Bot "; "local-token" if empty
	BotName string // the bot's user name; "briefbot" if empty
	AppName string // the application's name; "Briefbot" if empty

	// Privileged are the privileged intents switched on in the portal. Asking
	// for another one closes the connection with 4014.
	Privileged Intent

	// Clock is the time; nil means the real one. A clock that a test moves
	// decides the 3 s and the 15 min.
	Clock *Clock
	// Now is used when Clock is nil.
	Now func() time.Time

	// Founded, if not zero, is when everything was made that is there before a bot
	// connects: the same guilds, channels, roles and people, made in the same
	// order, then have the same ids in each run.
	Founded time.Time

	Addr      string        // where Start listens; "127.0.0.1:0" if empty
	Heartbeat time.Duration // the interval in Hello; 41.25 s if 0
	Deadline  time.Duration // after which a wait without a deadline of its own fails; 10 s if 0

	// IdentifyPace, if not 0, is how far apart two IDENTIFYs must be: the
	// second one is answered by op 9 d=false. Discord's is 5 s.
	IdentifyPace time.Duration

	// FileLimit is the most bytes of a file in an answer to an interaction; 10 MiB
	// if 0.
	FileLimit int

	// Fail is told what an actor may not do and which wait found nothing: in
	// a test func(err error) { t.Helper(); t.Fatal(err) }. Nil panics.
	Fail func(error)

	// WireLog takes every REST request and gateway payload as a JSON line,
	// tokens masked. It is written to by several goroutines, one at a time.
	WireLog io.Writer
}

// An Intent is a bit set of gateway intents.
type Intent uint64

// The intents that this package tells apart.
const (
	IntentGuilds          Intent = 1 << 0
	IntentGuildMembers    Intent = 1 << 1 // privileged
	IntentGuildPresences  Intent = 1 << 8 // privileged
	IntentGuildMessages   Intent = 1 << 9
	IntentGuildReactions  Intent = 1 << 10
	IntentGuildTyping     Intent = 1 << 11
	IntentDirectMessages  Intent = 1 << 12
	IntentDirectReactions Intent = 1 << 13
	IntentDirectTyping    Intent = 1 << 14
	IntentMessageContent  Intent = 1 << 15 // privileged
	intentsPrivileged            = IntentGuildMembers | IntentGuildPresences | IntentMessageContent
	intentsKnown          Intent = 1<<17 - 1 | 1<<20 | 1<<21 | 1<<24 | 1<<25
	defaultHeartbeat             = 41250 * time.Millisecond
	defaultWaitDeadline          = 10 * time.Second
	responseDeadline             = 3 * time.Second  // for the first response to an interaction
	interactionTokenLife         = 15 * time.Minute // for everything after it
	maxFile                      = 10 << 20         // bytes of one file
	maxRequest                   = 25 << 20         // bytes of a request
	replayKept                   = 5000             // events kept for a resume
	eventsKept                   = 20000            // entries of the event log
	defaultLimit                 = 100000           // requests a second and route
	maxGatewaySend               = 4096             // bytes of a payload that the bot sends
	maxGatewaySendsPerMin        = 120
	sessionStarts                = 1000 // IDENTIFYs a day
)

func (o Options) withDefaults() Options {
	if o.Token == "" {
		o.Token = "local-token"
	}
	if o.BotName == "" {
		o.BotName = "briefbot"
	}
	if o.AppName == "" {
		o.AppName = "Briefbot"
	}
	if o.Clock != nil {
		o.Now = o.Clock.Now
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Addr == "" {
		o.Addr = "127.0.0.1:0"
	}
	if o.Heartbeat == 0 {
		o.Heartbeat = defaultHeartbeat
	}
	if o.Deadline == 0 {
		o.Deadline = defaultWaitDeadline
	}
	if o.FileLimit == 0 {
		o.FileLimit = maxFile
	}
	if o.Fail == nil {
		o.Fail = func(err error) { panic(err) }
	}
	return o
}
