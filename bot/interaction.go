package bot

import (
	"context"
	"strings"

	"github.com/bwmarrin/discordgo"
)

// A request is an interaction as the commands see it.
type request struct {
	i       *discordgo.Interaction
	user    string
	server  string // "" in direct messages
	channel string
	options map[string]*discordgo.ApplicationCommandInteractionDataOption
}

func newRequest(i *discordgo.Interaction) *request {
	return &request{i: i, user: invoker(i).ID, server: i.GuildID, channel: i.ChannelID, options: map[string]*discordgo.ApplicationCommandInteractionDataOption{}}
}

// text returns a string option, "" when it was not given.
func (q *request) text(name string) string {
	o := q.options[name]
	if o == nil {
		return ""
	}
	s, _ := o.Value.(string)
	return strings.TrimSpace(s)
}

// flag returns a boolean option.
func (q *request) flag(name string) bool {
	o := q.options[name]
	if o == nil {
		return false
	}
	v, _ := o.Value.(bool)
	return v
}

// moderates reports whether the invoker may manage messages here: Discord puts
// the permissions that hold in this channel into the payload.
func (q *request) moderates() bool {
	return q.i.Member != nil && q.i.Member.Permissions&(discordgo.PermissionManageMessages|discordgo.PermissionAdministrator) != 0
}

// onInteraction answers a command, a completion or a press.
func (b *Bot) onInteraction(ctx context.Context, i *discordgo.Interaction) {
	q := newRequest(i)
	switch i.Type {
	case discordgo.InteractionApplicationCommandAutocomplete:
		b.onComplete(ctx, q)
	case discordgo.InteractionApplicationCommand:
		b.onCommand(ctx, q)
	case discordgo.InteractionMessageComponent:
		b.onPress(ctx, q)
	}
}

// find returns the command that data names, and fills the options.
func (q *request) find() (command, bool) {
	data, ok := q.i.Data.(discordgo.ApplicationCommandInteractionData)
	if !ok {
		return command{}, false
	}
	for _, o := range data.Options {
		q.options[o.Name] = o
	}
	for _, c := range commands() {
		kind := data.CommandType
		if kind == 0 {
			kind = discordgo.ChatApplicationCommand
		}
		if c.def.Name == data.Name && (c.def.Type == kind) {
			return c, true
		}
	}
	return command{}, false
}

// onComplete answers while somebody types. It costs nothing but reading, so
// the limits do not count it.
func (b *Bot) onComplete(ctx context.Context, q *request) {
	c, ok := q.find()
	list := []*discordgo.ApplicationCommandOptionChoice{}
	if ok && c.complete != nil {
		for name, o := range q.options {
			if o.Focused {
				typed, _ := o.Value.(string)
				list = append(list, c.complete(b, ctx, q, name, typed)...)
			}
		}
	}
	b.answer(ctx, q, response{Type: discordgo.InteractionApplicationCommandAutocompleteResult, Data: choices{list}})
}

// onCommand runs a command and sends what it says.
func (b *Bot) onCommand(ctx context.Context, q *request) {
	c, ok := q.find()
	if !ok {
		b.tell(ctx, q, "I do not know this command any more. Please restart Discord to refresh the list.")
		return
	}
	if !b.paced(ctx, q) {
		return
	}
	r, err := c.run(b, ctx, q)
	if err != nil {
		b.log.ErrorContext(ctx, "command", "name", c.def.Name, "err", err)
		b.tell(ctx, q, somethingWrong)
		return
	}
	b.show(ctx, q, r)
}

// paced applies the limits. Who is too fast is told so privately: an
// interaction must be answered, so the notice is not rationed here.
func (b *Bot) paced(ctx context.Context, q *request) bool {
	if b.limits.check(q.user, q.channel, q.server, b.opt.Now()) == mayAnswer {
		return true
	}
	b.tell(ctx, q, slowDown)
	return false
}

// show sends a result as the first response.
func (b *Bot) show(ctx context.Context, q *request, r result) {
	ping := nobody()
	if r.ping != "" {
		ping = only(r.ping)
	}
	out := message(r.reply, ping)
	if r.private {
		out.Flags = discordgo.MessageFlagsEphemeral
	}
	b.answer(ctx, q, response{Type: discordgo.InteractionResponseChannelMessageWithSource, Data: out})
}

// update changes the message that a button stands on.
func (b *Bot) update(ctx context.Context, q *request, r reply) {
	b.answer(ctx, q, response{Type: discordgo.InteractionResponseUpdateMessage, Data: message(r, nobody())})
}

// tell says one plain sentence privately.
func (b *Bot) tell(ctx context.Context, q *request, sentence string) {
	b.show(ctx, q, result{reply: reply{Content: sentence}, private: true})
}

func (b *Bot) answer(ctx context.Context, q *request, r response) {
	if _, err := b.respond(ctx, q.i, r); err != nil {
		b.log.WarnContext(ctx, "respond", "err", err)
	}
}
