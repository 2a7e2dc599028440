package bot

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"net/http"

	"github.com/bwmarrin/discordgo"

	"briefbot/bot/gateway"
)

// nobody is what every message and edit of the bot carries: nothing pings.
// discordgo's zero value would send `parse: null`.
func nobody() *allowedMentions { return &allowedMentions{Parse: []string{}} }

// only allows one user to be pinged.
func only(user string) *allowedMentions {
	return &allowedMentions{Parse: []string{}, Users: []string{user}}
}

type allowedMentions struct {
	Parse       []string `json:"parse"`
	Users       []string `json:"users,omitempty"`
	RepliedUser bool     `json:"replied_user"`
}

// outgoing is a message as Discord takes it. discordgo's MessageSend has no
// nonce and its WebhookEdit sends nulls.
type outgoing struct {
	Content    string                       `json:"content"`
	Embeds     []*discordgo.MessageEmbed    `json:"embeds"`
	Components []discordgo.MessageComponent `json:"components"`
	Mentions   *allowedMentions             `json:"allowed_mentions"`
	Reference  *messageReference            `json:"message_reference,omitempty"`
	Flags      discordgo.MessageFlags       `json:"flags,omitempty"`
	Nonce      string                       `json:"nonce,omitempty"`
	Enforce    bool                         `json:"enforce_nonce,omitempty"`
	Files      []attached                   `json:"attachments,omitempty"`
}

// attached names a file that is sent along.
type attached struct {
	ID   string `json:"id"` // its number in the request
	Name string `json:"filename"`
}

type messageReference struct {
	MessageID string `json:"message_id"`
	ChannelID string `json:"channel_id,omitempty"`
	GuildID   string `json:"guild_id,omitempty"`
	// FailIfNotExists false: the reply goes out as a plain message when the
	// question is gone meanwhile.
	FailIfNotExists bool `json:"fail_if_not_exists"`
}

// send says r in a channel, as a reply to the message to if that is not "". A
// nonce keeps a repeated request from saying it twice.
func (b *Bot) send(ctx context.Context, channel, to string, r reply, ping *allowedMentions) (*discordgo.Message, error) {
	out := message(r, ping)
	out.Nonce, out.Enforce = nonce(), true
	if to != "" {
		out.Reference = &messageReference{MessageID: to}
	}
	url := discordgo.EndpointChannelMessages(channel)
	var m discordgo.Message
	if err := b.request(ctx, http.MethodPost, url, out, &m); err != nil {
		return nil, fmt.Errorf("send to channel %s: %w", channel, err)
	}
	return &m, nil
}

// edit changes a message of the bot.
func (b *Bot) edit(ctx context.Context, channel, id string, r reply) error {
	url := discordgo.EndpointChannelMessage(channel, id)
	if err := b.request(ctx, http.MethodPatch, url, message(r, nobody()), nil); err != nil {
		return fmt.Errorf("edit %s: %w", id, err)
	}
	return nil
}

// remove deletes a message of the bot; one that is gone already is fine.
func (b *Bot) remove(ctx context.Context, channel, id string) error {
	url := discordgo.EndpointChannelMessage(channel, id)
	err := b.request(ctx, http.MethodDelete, url, nil, nil)
	if err != nil && !isCode(err, discordgo.ErrCodeUnknownMessage) {
		return fmt.Errorf("delete %s: %w", id, err)
	}
	return nil
}

// message makes the body for r, with no null in it.
func message(r reply, ping *allowedMentions) outgoing {
	if ping == nil {
		ping = nobody()
	}
	out := outgoing{Content: r.Content, Embeds: r.Embeds, Components: r.Components, Mentions: ping}
	if out.Embeds == nil {
		out.Embeds = []*discordgo.MessageEmbed{}
	}
	if out.Components == nil {
		out.Components = []discordgo.MessageComponent{}
	}
	return out
}

// response answers an interaction. data may be nil.
type response struct {
	Type discordgo.InteractionResponseType `json:"type"`
	Data any                               `json:"data,omitempty"`
}

type choices struct {
	Choices []*discordgo.ApplicationCommandOptionChoice `json:"choices"`
}

// respond sends the first response to an interaction and returns the id of the
// message that it made, if any. It does not use discordgo's own call, which
// keeps a bucket, and the token in it, for ever (discord-platform B3).
func (b *Bot) respond(ctx context.Context, i *discordgo.Interaction, r response) (string, error) {
	var made struct {
		Resource struct {
			Message struct {
				ID string `json:"id"`
			} `json:"message"`
		} `json:"resource"`
	}
	url := discordgo.EndpointInteractionResponse(i.ID, i.Token) + "?with_response=true"
	if err := b.request(ctx, http.MethodPost, url, r, &made); err != nil {
		return "", fmt.Errorf("respond to interaction %s: %w", i.ID, err)
	}
	return made.Resource.Message.ID, nil
}

// editResponse fills in, or changes, the message that answers an interaction.
func (b *Bot) editResponse(ctx context.Context, i *discordgo.Interaction, r reply) error {
	url := discordgo.EndpointWebhookMessage(i.AppID, i.Token, "@original")
	out := message(r, nobody())
	var err error
	if f := r.file; f != nil {
		out.Files = []attached{{"0", f.name}}
		err = b.link.Upload(ctx, http.MethodPatch, url, out, []*discordgo.File{{Name: f.name, ContentType: f.kind, Reader: bytes.NewReader(f.data)}}, nil)
	} else {
		err = b.request(ctx, http.MethodPatch, url, out, nil)
	}
	if err != nil {
		return fmt.Errorf("edit the response to interaction %s: %w", i.ID, err)
	}
	return nil
}

// request does one REST call. Errors never name an interaction's token.
func (b *Bot) request(ctx context.Context, method, url string, body, into any) error {
	return b.link.Do(ctx, method, url, body, into)
}

// isCode reports whether Discord refused with the given error code.
func isCode(err error, code int) bool { return gateway.IsCode(err, code) }

// nonce is new each time, at most 25 characters.
func nonce() string {
	var b [12]byte
	rand.Read(b[:]) // never fails (crypto/rand)
	return base64.RawURLEncoding.EncodeToString(b[:])
}
