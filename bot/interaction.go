package bot

import (
	"context"
	"strings"

	"github.com/bwmarrin/discordgo"

	"briefbot/bot/gateway"
)

// A request is an interaction as the commands see it.
type request struct {
	i       *discordgo.Interaction
	user    string
	server  string // "" in direct messages
	channel string
	room    int    // most bytes of a file in the answer; 0: not said
	sub     string // the subcommand, or ""
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

// flag returns a boolean option, other when it was not given.
func (q *request) flag(name string, other bool) bool {
	o := q.options[name]
	if o == nil {
		return other
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
func (b *Bot) onInteraction(ctx context.Context, i *gateway.Interaction) {
	q := newRequest(i.Interaction)
	q.room = i.AttachmentLimit
	switch i.Type {
	case discordgo.InteractionApplicationCommandAutocomplete:
		b.onComplete(ctx, q)
	case discordgo.InteractionApplicationCommand:
		b.onCommand(ctx, q)
	case discordgo.InteractionMessageComponent:
		b.onPress(ctx, q)
	case discordgo.InteractionModalSubmit:
		b.onForm(ctx, q)
	}
}

// find returns the command that data names, and fills the options of q.
func (b *Bot) find(q *request) (command, bool) {
	data, ok := q.i.Data.(discordgo.ApplicationCommandInteractionData)
	if !ok {
		return command{}, false
	}
	options := data.Options
	if len(options) == 1 && options[0] != nil && options[0].Type == discordgo.ApplicationCommandOptionSubCommand {
		q.sub, options = options[0].Name, options[0].Options
	}
	for _, o := range options {
		if o != nil {
			q.options[o.Name] = o
		}
	}
	for _, c := range b.commands() {
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
	c, ok := b.find(q)
	list := []*discordgo.ApplicationCommandOptionChoice{}
	if ok && c.complete != nil && b.forbidden(ctx, q, c.who) == "" {
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
	c, ok := b.find(q)
	if !ok {
		b.tell(ctx, q, "I do not know this command any more. Please restart Discord to refresh the list.")
		return
	}
	if !b.paced(ctx, q) {
		return
	}
	if why := b.forbidden(ctx, q, c.who); why != "" {
		b.tell(ctx, q, why)
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
	switch {
	case r.form != nil:
		b.answer(ctx, q, response{Type: discordgo.InteractionResponseModal, Data: r.form})
		return
	case r.later != nil:
		b.showLater(ctx, q, r.later, r.keeps)
		return
	case r.replaces && q.onPrivate():
		b.update(ctx, q, r.reply)
		return
	}
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

// showLater tells Discord that the answer takes more than a moment, and gives it
// when work is done: in place of the private message that was pressed, else as a
// new private one.
func (b *Bot) showLater(ctx context.Context, q *request, work func(context.Context) reply, keeps bool) {
	wait := response{Type: discordgo.InteractionResponseDeferredChannelMessageWithSource, Data: deferred{discordgo.MessageFlagsEphemeral}}
	if q.onPrivate() {
		wait = response{Type: discordgo.InteractionResponseDeferredMessageUpdate}
	}
	if _, err := b.respond(ctx, q.i, wait); err != nil {
		b.log.WarnContext(ctx, "respond", "err", err)
		if !keeps {
			return // nobody would see what comes of it
		}
	}
	// Not behind what else the user presses or asks: that has three seconds.
	b.queue.addWithin("later "+q.user, laterDeadline, func(ctx context.Context) {
		r := work(ctx)
		err := b.editResponse(ctx, q.i, r)
		if err != nil && r.file != nil {
			b.log.WarnContext(ctx, "respond with a file", "err", err)
			err = b.editResponse(ctx, q.i, reply{Content: r.file.instead})
		}
		if err != nil {
			b.log.WarnContext(ctx, "respond later", "err", err)
		}
	})
}

type deferred struct {
	Flags discordgo.MessageFlags `json:"flags"`
}

// onPrivate reports whether the interaction came from a message that only its
// user sees.
func (q *request) onPrivate() bool {
	return q.i.Message != nil && q.i.Message.Flags&discordgo.MessageFlagsEphemeral != 0
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
