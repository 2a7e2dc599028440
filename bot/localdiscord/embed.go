package localdiscord

import (
	"net/url"
	"strings"
	"time"
)

// An Embed of a message.
type Embed struct {
	Type        string       `json:"type"`
	Title       string       `json:"title,omitempty"`
	Description string       `json:"description,omitempty"`
	URL         string       `json:"url,omitempty"`
	Color       int          `json:"color,omitempty"`
	Timestamp   string       `json:"timestamp,omitempty"`
	Author      *EmbedAuthor `json:"author,omitempty"`
	Footer      *EmbedFooter `json:"footer,omitempty"`
	Image       *EmbedImage  `json:"image,omitempty"`
	Thumbnail   *EmbedImage  `json:"thumbnail,omitempty"`
	Fields      []EmbedField `json:"fields,omitempty"`
}

// EmbedAuthor is the small line above an embed's title.
type EmbedAuthor struct {
	Name    string `json:"name"`
	URL     string `json:"url,omitempty"`
	IconURL string `json:"icon_url,omitempty"`
}

// EmbedFooter is the small line under an embed.
type EmbedFooter struct {
	Text    string `json:"text"`
	IconURL string `json:"icon_url,omitempty"`
}

// EmbedImage is a picture in an embed.
type EmbedImage struct {
	URL string `json:"url"`
}

// EmbedField is a name and a value, several in a row if inline.
type EmbedField struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Inline bool   `json:"inline"`
}

// checkEmbeds trims the texts of the embeds, as Discord does before it counts,
// and checks the limits of discord-platform.md A1.
func checkEmbeds(f form, list []*Embed) {
	f.count(len(list), 0, 10)
	total := 0
	for i, e := range list {
		f := f.in(i)
		if e == nil {
			f.required()
			continue
		}
		total += e.check(f)
	}
	if total > 6000 {
		f.bad("MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")
	}
}

func (e *Embed) check(f form) (size int) {
	text := func(f form, v *string, least, most int) {
		*v = strings.TrimSpace(*v)
		f.text(*v, least, most)
		size += length(*v)
	}
	e.Type = "rich"
	text(f.in("title"), &e.Title, 0, 256)
	text(f.in("description"), &e.Description, 0, 4096)
	link(f.in("url"), e.URL, "http", "https")
	if e.Color < 0 || e.Color > 0xFFFFFF {
		f.in("color").bad("NUMBER_TYPE_MAX", "int value should be between 0 and 16777215.")
	}
	if e.Timestamp != "" {
		if _, err := time.Parse(time.RFC3339, e.Timestamp); err != nil {
			f.in("timestamp").bad("DATE_TIME_TYPE_PARSE", "Could not parse "+e.Timestamp+". Should be ISO8601.")
		}
	}
	if e.Author != nil {
		text(f.in("author", "name"), &e.Author.Name, 1, 256)
		link(f.in("author", "url"), e.Author.URL, "http", "https")
		link(f.in("author", "icon_url"), e.Author.IconURL, "http", "https", "attachment")
	}
	if e.Footer != nil {
		text(f.in("footer", "text"), &e.Footer.Text, 1, 2048)
		link(f.in("footer", "icon_url"), e.Footer.IconURL, "http", "https", "attachment")
	}
	for name, image := range map[string]*EmbedImage{"image": e.Image, "thumbnail": e.Thumbnail} {
		if image != nil {
			link(f.in(name, "url"), image.URL, "http", "https", "attachment")
		}
	}
	f.in("fields").count(len(e.Fields), 0, 25)
	for i := range e.Fields {
		text(f.in("fields", i, "name"), &e.Fields[i].Name, 1, 256)
		text(f.in("fields", i, "value"), &e.Fields[i].Value, 1, 1024)
	}
	if size == 0 && e.Image == nil && e.Thumbnail == nil {
		f.in("description").required()
	}
	return size
}

// link checks that v, if any, is an address with one of schemes.
func link(f form, v string, schemes ...string) {
	if v == "" {
		return
	}
	if length(v) > 2048 {
		f.text(v, 0, 2048)
		return
	}
	u, err := url.Parse(v)
	if err != nil || u.Host == "" && u.Scheme != "attachment" {
		f.bad("URL_TYPE_INVALID_URL", "Not a well formed URL.")
		return
	}
	for _, s := range schemes {
		if u.Scheme == s {
			return
		}
	}
	f.bad("URL_TYPE_INVALID_SCHEME", "Scheme \""+u.Scheme+"\" is not supported. Scheme must be one of ('"+strings.Join(schemes, "', '")+"').")
}
