package bot

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"net/http"

	"github.com/bwmarrin/discordgo"
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
	if err := b.request(ctx, http.MethodPost, url, url, out, &m); err != nil {
		return nil, fmt.Errorf("send to channel %s: %w", channel, err)
	}
	return &m, nil
}

// edit changes a message of the bot.
func (b *Bot) edit(ctx context.Context, channel, id string, r reply) error {
	url := discordgo.EndpointChannelMessage(channel, id)
	if err := b.request(ctx, http.MethodPatch, url, discordgo.EndpointChannelMessages(channel)+"/", message(r, nobody()), nil); err != nil {
		return fmt.Errorf("edit %s: %w", id, err)
	}
	return nil
}

// remove deletes a message of the bot; one that is gone already is fine.
func (b *Bot) remove(ctx context.Context, channel, id string) error {
	url := discordgo.EndpointChannelMessage(channel, id)
	err := b.request(ctx, http.MethodDelete, url, discordgo.EndpointChannelMessages(channel)+"/delete", nil, nil)
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
	if err := b.request(ctx, http.MethodPost, url, bucket("callback", i.Token), r, &made); err != nil {
		return "", fmt.Errorf("respond to interaction %s: %w", i.ID, err)
	}
	return made.Resource.Message.ID, nil
}

// rateKeys is how many rate-limit keys the interactions share: enough not to
// wait for each other, few enough to keep.
const rateKeys = 256

// bucket spreads tokens over rateKeys limiter keys.
func bucket(kind, token string) string {
	h := fnv.New32a()
	h.Write([]byte(token))
	return fmt.Sprintf("%s-%d", kind, h.Sum32()%rateKeys)
}

// request does one REST call. Errors never name an interaction's token.
func (b *Bot) request(ctx context.Context, method, url, key string, body, into any) error {
	data, err := b.session.RequestWithBucketID(method, url, body, key, discordgo.WithContext(ctx))
	if err != nil {
		return masked(err)
	}
	if into == nil || len(data) == 0 {
		return nil
	}
	return json.Unmarshal(data, into)
}

// masked keeps the code and message of a REST error and drops the request
// with its URL, in which a token may stand.
func masked(err error) error {
	var rest *discordgo.RESTError
	if errors.As(err, &rest) {
		return &restError{rest}
	}
	var limited *discordgo.RateLimitError
	if errors.As(err, &limited) {
		return fmt.Errorf("rate limited for %v", limited.RetryAfter)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return context.DeadlineExceeded
	}
	if errors.Is(err, context.Canceled) {
		return context.Canceled
	}
	return errors.New("no answer from Discord")
}

type restError struct{ *discordgo.RESTError }

func (e *restError) Error() string {
	status := 0
	if e.Response != nil {
		status = e.Response.StatusCode
	}
	if e.Message != nil {
		return fmt.Sprintf("HTTP %d, code %d: %s", status, e.Message.Code, e.Message.Message)
	}
	return fmt.Sprintf("HTTP %d", status)
}

func (e *restError) Unwrap() error { return e.RESTError }

// isCode reports whether Discord refused with the given error code.
func isCode(err error, code int) bool {
	var rest *discordgo.RESTError
	return errors.As(err, &rest) && rest.Message != nil && rest.Message.Code == code
}

// nonce is new each time, at most 25 characters.
func nonce() string {
	var b [12]byte
	rand.Read(b[:]) // never fails (crypto/rand)
	return base64.RawURLEncoding.EncodeToString(b[:])
}
