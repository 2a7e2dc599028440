package localdiscord

import (
	"encoding/json"
	"strings"
	"time"
)

// Message flags that this package knows.
const (
	FlagSuppressEmbeds        = 1 << 2
	FlagEphemeral             = 1 << 6
	FlagLoading               = 1 << 7 // a deferred answer: "is thinking ..."
	FlagSuppressNotifications = 1 << 12
	FlagComponentsV2          = 1 << 15
)

// Message types that this package makes.
const (
	TypeDefault            = 0
	TypePinned             = 6
	TypeMemberJoin         = 7
	TypeThreadCreated      = 18
	TypeReply              = 19
	TypeChatInputCommand   = 20
	TypeThreadStarter      = 21
	TypeContextMenuCommand = 23
)

// A Message as the API shows it. A *Message never changes: an edit makes a
// new one with the same ID, so what a test holds is what was there.
type Message struct {
	ID              string           `json:"id"`
	ChannelID       string           `json:"channel_id"`
	Type            int              `json:"type"`
	Author          *User            `json:"author"`
	Content         string           `json:"content"`
	Timestamp       time.Time        `json:"timestamp"`
	EditedTimestamp *time.Time       `json:"edited_timestamp"`
	TTS             bool             `json:"tts"`
	MentionEveryone bool             `json:"mention_everyone"`
	Mentions        []*User          `json:"mentions"`
	MentionRoles    []string         `json:"mention_roles"`
	Attachments     []*Attachment    `json:"attachments"`
	Embeds          []*Embed         `json:"embeds"`
	Components      []*Component     `json:"components"`
	Reactions       []*Reaction      `json:"reactions,omitempty"`
	Pinned          bool             `json:"pinned"`
	Flags           int              `json:"flags"`
	Nonce           json.RawMessage  `json:"nonce,omitempty"`
	Reference       *Reference       `json:"message_reference,omitempty"`
	WebhookID       string           `json:"webhook_id,omitempty"`
	ApplicationID   string           `json:"application_id,omitempty"`
	Invocation      *Invocation      `json:"interaction_metadata,omitempty"`
	OldInvocation   *oldInvocation   `json:"interaction,omitempty"`
	GuildID         string           `json:"-"`
	VisibleTo       string           `json:"-"` // the one user who sees an ephemeral message
	pinged          bool             // a reply with ping
	textMentions    map[string]bool  // users mentioned in the text, whatever was allowed
	allowed         *AllowedMentions // of the last body that set the content
}

// Ephemeral reports whether only one user sees m.
func (m *Message) Ephemeral() bool { return m.Flags&FlagEphemeral != 0 }

// Loading reports whether m is a deferred answer still to come.
func (m *Message) Loading() bool { return m.Flags&FlagLoading != 0 }

// Component returns the component whose label or custom_id is name, or nil.
func (m *Message) Component(name string) *Component { return findComponent(m.Components, name) }

// Text returns every text that a reader sees, one a line: content, embeds,
// text displays, then the labels of the components.
func (m *Message) Text() string {
	var b strings.Builder
	line := func(s string) {
		if s != "" {
			b.WriteString(s)
			b.WriteByte('\n')
		}
	}
	line(m.Content)
	for _, e := range m.Embeds {
		if e.Author != nil {
			line(e.Author.Name)
		}
		line(e.Title)
		line(e.Description)
		for _, f := range e.Fields {
			line(f.Name)
			line(f.Value)
		}
		if e.Footer != nil {
			line(e.Footer.Text)
		}
	}
	walk(m.Components, func(_ string, c *Component) {
		line(c.Content)
		line(c.Label)
		line(c.Placeholder)
	})
	return strings.TrimSuffix(b.String(), "\n")
}

// A Reference says which message another one answers.
type Reference struct {
	Type            int    `json:"type"`
	MessageID       string `json:"message_id,omitempty"`
	ChannelID       string `json:"channel_id"`
	GuildID         string `json:"guild_id,omitempty"`
	FailIfNotExists *bool  `json:"fail_if_not_exists,omitempty"`
}

// An Attachment of a message; the file is served under URL by the Server.
type Attachment struct {
	ID          string `json:"id"`
	Filename    string `json:"filename"`
	Size        int    `json:"size"`
	URL         string `json:"url"`
	ProxyURL    string `json:"proxy_url"`
	ContentType string `json:"content_type,omitempty"`
	Description string `json:"description,omitempty"`
	Ephemeral   bool   `json:"ephemeral,omitempty"`
	data        []byte
}

// Data returns the bytes of the file, which must not be changed.
func (a *Attachment) Data() []byte { return a.data }

// A Reaction is one emoji under a message.
type Reaction struct {
	Emoji   ReactionEmoji  `json:"emoji"`
	Count   int            `json:"count"`
	Details map[string]int `json:"count_details"`
	Colors  []string       `json:"burst_colors"`
	Me      bool           `json:"me"`
	MeBurst bool           `json:"me_burst"`
	Users   []string       `json:"-"` // who reacted
}

// A ReactionEmoji is a Unicode emoji (no ID) or a custom one.
type ReactionEmoji struct {
	ID   *string `json:"id"`
	Name string  `json:"name"`
}

// An Invocation says which interaction a message answers.
type Invocation struct {
	ID                string            `json:"id"`
	Type              int               `json:"type"`
	User              *User             `json:"user"`
	Owners            map[string]string `json:"authorizing_integration_owners"`
	OriginalID        string            `json:"original_response_message_id,omitempty"`
	InteractedMessage string            `json:"interacted_message_id,omitempty"`
	TargetMessage     string            `json:"target_message_id,omitempty"`
	Trigger           *Invocation       `json:"triggering_interaction_metadata,omitempty"`
}

type oldInvocation struct {
	ID   string `json:"id"`
	Type int    `json:"type"`
	Name string `json:"name"`
	User *User  `json:"user"`
}

// wireMessage is a message with what depends on who reads it.
type wireMessage struct {
	Message
	Referenced any `json:"referenced_message,omitempty"` // json null if gone
}

// wireMessageEvent is a message as the gateway shows it.
type wireMessageEvent struct {
	wireMessage
	GuildID     string      `json:"guild_id,omitempty"`
	Member      *wireMember `json:"member,omitempty"`
	ChannelType int         `json:"channel_type"`
}

// render shows m with the message that it answers, and hides from the bot
// what it may not read without MESSAGE_CONTENT unless full.
func (s *Server) render(m *Message, full bool) wireMessage {
	w := wireMessage{Message: *s.redact(m, full)}
	if w.Embeds == nil {
		w.Embeds = []*Embed{}
	}
	if m.Reference != nil && m.Type == TypeReply {
		if to := s.messages[m.Reference.MessageID]; to != nil {
			w.Referenced = s.redact(to, full)
		} else {
			w.Referenced = json.RawMessage("null")
		}
	}
	return w
}

// redact empties what an app without MESSAGE_CONTENT does not get to read
// (discord-platform.md A5).
func (s *Server) redact(m *Message, full bool) *Message {
	if full || m.GuildID == "" || m.Author.ID == s.bot.ID || m.textMentions[s.bot.ID] || s.pingsBot(m) {
		return m
	}
	c := *m
	c.Content, c.Embeds, c.Attachments, c.Components = "", []*Embed{}, []*Attachment{}, []*Component{}
	return &c
}

// pingsBot reports whether m is a reply with ping to a regular message of the
// bot. Answers to interactions do not count.
func (s *Server) pingsBot(m *Message) bool {
	if !m.pinged || m.Reference == nil {
		return false
	}
	to := s.messages[m.Reference.MessageID]
	return to != nil && to.Author.ID == s.bot.ID && to.WebhookID == ""
}
