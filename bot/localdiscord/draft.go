package localdiscord

import (
	"encoding/json"
	"fmt"
	"mime"
	"path/filepath"
	"strings"
)

// messageBody is what a bot sends to make or edit a message, by any route. A
// key that is absent leaves an edited message as it is; null clears.
type messageBody struct {
	Content         field[string]          `json:"content"`
	Embeds          field[[]*Embed]        `json:"embeds"`
	Embed           *Embed                 `json:"embed"` // deprecated, still taken by v9
	Components      field[[]*Component]    `json:"components"`
	Attachments     field[[]attachmentRef] `json:"attachments"`
	AllowedMentions *AllowedMentions       `json:"allowed_mentions"`
	Reference       *Reference             `json:"message_reference"`
	Nonce           json.RawMessage        `json:"nonce"`
	EnforceNonce    bool                   `json:"enforce_nonce"`
	TTS             bool                   `json:"tts"`
	Flags           *int                   `json:"flags"`
	StickerIDs      []string               `json:"sticker_ids"`
	Poll            json.RawMessage        `json:"poll"`

	// Of an interaction callback only:
	Choices  []*Choice `json:"choices"`
	CustomID string    `json:"custom_id"`
	Title    string    `json:"title"`
}

type attachmentRef struct {
	ID          json.RawMessage `json:"id"`
	Filename    string          `json:"filename"`
	Description string          `json:"description"`
}

func (a attachmentRef) id() string { return strings.Trim(string(a.ID), `"`) }

// AllowedMentions says which mentions in a text may ping.
type AllowedMentions struct {
	Parse       []string `json:"parse"`
	Roles       []string `json:"roles"`
	Users       []string `json:"users"`
	RepliedUser bool     `json:"replied_user"`
}

// check checks everything about b that can be told without its channel; flags
// are those that the finished message has.
func (b *messageBody) check(f form, files []upload, flags int) {
	if b.Embed != nil && !b.Embeds.Set {
		b.Embeds = field[[]*Embed]{Set: true, Value: []*Embed{b.Embed}}
	}
	f.in("content").text(b.Content.Value, 0, 2000)
	checkEmbeds(f.in("embeds"), b.Embeds.Value)
	checkComponents(f.in("components"), b.Components.Value, flags)
	b.AllowedMentions.check(f.in("allowed_mentions"))
	if n := strings.Trim(string(b.Nonce), `"`); length(n) > 25 {
		f.in("nonce").bad("NONCE_TYPE_TOO_LONG", "Nonce must be 25 or fewer in length.")
	}
	f.in("sticker_ids").count(len(b.StickerIDs), 0, 3)
	f.in("attachments").count(len(files), 0, 10)
	for i, file := range files {
		if len(file.data) > maxFile {
			f.in("files", i).bad("BASE_TYPE_FILE_TOO_LARGE", fmt.Sprintf("File cannot be larger than %d bytes.", maxFile))
		}
	}
	for i, a := range b.Attachments.Value {
		f.in("attachments", i, "description").text(a.Description, 0, 1024)
	}
	if flags&FlagComponentsV2 != 0 {
		used := func(name string, set bool) {
			if set {
				f.in(name).bad("MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "The '"+name+"' field cannot be used when using MessageFlags.IS_COMPONENTS_V2")
			}
		}
		used("content", b.Content.Value != "")
		used("embeds", len(b.Embeds.Value) > 0)
		used("poll", len(b.Poll) > 0 && string(b.Poll) != "null")
		used("sticker_ids", len(b.StickerIDs) > 0)
	}
}

func (a *AllowedMentions) check(f form) {
	if a == nil {
		return
	}
	f.in("users").count(len(a.Users), 0, 100)
	f.in("roles").count(len(a.Roles), 0, 100)
	for i, p := range a.Parse {
		switch {
		case p != "users" && p != "roles" && p != "everyone":
			f.in("parse", i).choices("users", "roles", "everyone")
		case p == "users" && len(a.Users) > 0, p == "roles" && len(a.Roles) > 0:
			f.bad("MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", fmt.Sprintf("parse:[%q] and %s: [ids...] are mutually exclusive.", p, p))
		}
	}
	for name, ids := range map[string][]string{"users": a.Users, "roles": a.Roles} {
		for i, id := range ids {
			if snowflake(id) == 0 {
				f.in(name, i).bad("NUMBER_TYPE_COERCE", "Value \""+id+"\" is not snowflake.")
			}
		}
	}
}

// apply puts the content of b into m, which the caller has just made or
// copied, and stores the files.
func (s *Server) apply(m *Message, b *messageBody, files []upload) {
	if b.Content.Set {
		m.Content = cleanContent(b.Content.Value)
	}
	if b.Embeds.Set {
		m.Embeds = append([]*Embed{}, b.Embeds.Value...)
	}
	if b.Components.Set {
		m.Components = append([]*Component{}, b.Components.Value...)
		number(m.Components)
	}
	if b.Attachments.Set || len(files) > 0 && m.Attachments == nil {
		m.Attachments = s.keep(m, b.Attachments.Value)
	}
	if b.Flags != nil {
		const settable = FlagSuppressEmbeds | FlagComponentsV2
		m.Flags |= *b.Flags & settable
	}
	for _, f := range files {
		a := &Attachment{ID: s.nextID(), Filename: fileName(f.name), Size: len(f.data), ContentType: contentType(f), Ephemeral: m.Ephemeral(), data: f.data}
		for _, ref := range b.Attachments.Value {
			if f.id != "" && ref.id() == f.id {
				a.Description = ref.Description
				if ref.Filename != "" {
					a.Filename = fileName(ref.Filename)
				}
			}
		}
		a.URL = s.url + "/attachments/" + m.ChannelID + "/" + a.ID + "/" + a.Filename
		a.ProxyURL = a.URL
		s.files[a.ID] = a
		m.Attachments = append(m.Attachments, a)
	}
	for _, e := range m.Embeds {
		for _, image := range []*EmbedImage{e.Image, e.Thumbnail} {
			s.attach(m, image)
		}
	}
	fill(m)
}

// attach replaces attachment://name by the address of that file.
func (s *Server) attach(m *Message, image *EmbedImage) {
	if image == nil {
		return
	}
	name, ok := strings.CutPrefix(image.URL, "attachment://")
	for _, a := range m.Attachments {
		if ok && a.Filename == name {
			image.URL = a.URL
		}
	}
}

// keep returns those attachments of m that an edit still lists.
func (s *Server) keep(m *Message, list []attachmentRef) []*Attachment {
	kept := []*Attachment{}
	for _, a := range m.Attachments {
		for _, ref := range list {
			if ref.id() == a.ID {
				kept = append(kept, a)
			}
		}
	}
	return kept
}

// empty reports whether m shows nothing.
func empty(m *Message) bool {
	return strings.TrimSpace(m.Content) == "" && len(m.Embeds) == 0 && len(m.Attachments) == 0 && len(m.Components) == 0
}

// fill turns absent lists into the empty ones that the API always sends.
func fill(m *Message) {
	if m.Mentions == nil {
		m.Mentions = []*User{}
	}
	if m.MentionRoles == nil {
		m.MentionRoles = []string{}
	}
	if m.Attachments == nil {
		m.Attachments = []*Attachment{}
	}
	if m.Embeds == nil {
		m.Embeds = []*Embed{}
	}
	if m.Components == nil {
		m.Components = []*Component{}
	}
}

// cleanContent trims a text and drops NUL, as Discord does.
func cleanContent(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(s, "\x00", ""))
}

func fileName(name string) string {
	name = filepath.Base(strings.ReplaceAll(name, "\\", "/"))
	return strings.Map(func(r rune) rune {
		if r == '.' || r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return '_'
	}, name)
}

func contentType(f upload) string {
	if t := mime.TypeByExtension(filepath.Ext(f.name)); t != "" {
		return t
	}
	if f.contentType != "" {
		return f.contentType
	}
	return "application/octet-stream"
}
