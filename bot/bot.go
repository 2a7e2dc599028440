// Package bot is the Discord face: it listens at the gateway, answers questions
// in channels and direct messages, and carries out commands.
//
// Events come in through a gateway.Link, one after the other, and are only put into
// queues (queue.go); a job of a queue decides what to say (message.go,
// interaction.go), the reply is rendered without any I/O (render.go) and sent
// by helpers of our own (rest.go). Nothing here knows how facts are stored.
//
// What moderators do goes the same way (curate.go, teach.go, briefing.go) and
// through a draft: a form is taken (form.go, draft.go), what it would do is shown
// (preview.go), then it is published or undone (publish.go, history.go). Who may
// is decided in permit.go, at every command, button and form.
package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"

	"briefbot/answers"
	"briefbot/bot/gateway"
	"briefbot/knowledge/desk"
)

// Options say how a bot runs.
type Options struct {
	Token   string // the bot's token, without "Bot "
	APIURL  string // "" for Discord; else any Discord-compatible server
	Version string // shown by /about

	// Index returns the index that answers in a server; server is "" in direct
	// messages, where only the operator's briefings answer. nil: Desk.Index.
	Index func(ctx context.Context, server string) (*answers.Index, error)
	// Desk holds what servers change. nil: nothing can be changed, and the
	// commands for it are not registered.
	Desk *desk.Desk

	// Unprompted asks for the intent Message Content, so that the bot can answer
	// where nobody addressed it, in the channels that a server's settings name.
	Unprompted bool

	Log *slog.Logger
	Now func() time.Time // nil: time.Now
}

// A Bot is one connection to Discord.
type Bot struct {
	opt      Options
	log      *slog.Logger
	link     *gateway.Link
	queue    *queue
	limits   *limits
	follow   *followed
	seen     *recent
	late     *lateness
	parents  *parents
	checkers checkers
	servers  servers
	me       atomic.Pointer[discordgo.User]
	ready    chan struct{} // closed at the first READY
}

// drainTime is how long what is in hand may take at the end.
const drainTime = 5 * time.Second

// New makes a bot that does not connect yet.
func New(o Options) (*Bot, error) {
	if o.Token == "" {
		return nil, errors.New("DISCORD_TOKEN: missing")
	}
	realTime := o.Now == nil
	if realTime {
		o.Now = time.Now
	}
	if o.Index == nil && o.Desk != nil {
		o.Index = o.Desk.Index
	}
	link, err := newLink(o)
	if err != nil {
		return nil, err
	}
	b := &Bot{
		opt: o, log: o.Log, link: link, queue: newQueue(o.Log), limits: newLimits(), follow: newFollowed(), seen: newRecent(), parents: newParents(),
		ready: make(chan struct{}),
	}
	b.late = &lateness{log: o.Log, now: o.Now, skew: skew(link, realTime)}
	b.listen()
	return b, nil
}

// Ready is closed once the bot is connected and its commands are registered.
func (b *Bot) Ready() <-chan struct{} { return b.ready }

// Run connects, registers the commands and answers until ctx is done; then it
// finishes what is in hand and closes. It returns an error that wraps
// ErrRefused when Discord will not have the bot.
func (b *Bot) Run(ctx context.Context) error {
	err := b.link.Run(ctx)
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
	defer cancel()
	b.queue.close(drain)
	return err
}

// Connected reports whether events come in just now.
func (b *Bot) Connected() bool { return b.link.Connected() }

// listen hands events to the queues. The handlers run in the link's reading
// goroutine: they must not block.
func (b *Bot) listen() {
	gateway.On(b.link, "READY", b.onReady)
	gateway.On(b.link, "MESSAGE_CREATE", func(e *discordgo.MessageCreate) {
		if e.Message != nil && e.Author != nil && !b.late.is(e.ID) && b.seen.first(e.ID, b.opt.Now()) {
			b.queue.add(e.ChannelID, func(ctx context.Context) { b.onMessage(ctx, e.Message) })
		}
	})
	gateway.On(b.link, "MESSAGE_UPDATE", func(e *discordgo.MessageUpdate) {
		if e.Message != nil && e.EditedTimestamp != nil {
			b.queue.add(e.ChannelID, func(ctx context.Context) { b.onEdit(ctx, e.Message) })
		}
	})
	gateway.On(b.link, "MESSAGE_DELETE", func(e *discordgo.MessageDelete) {
		if e.Message != nil {
			b.follow.goneQuestion(e.ID, b.opt.Now())
			b.queue.add(e.ChannelID, func(ctx context.Context) { b.onDelete(ctx, e.ID) })
		}
	})
	gateway.On(b.link, "MESSAGE_DELETE_BULK", func(e *discordgo.MessageDeleteBulk) {
		for _, id := range e.Messages {
			b.follow.goneQuestion(id, b.opt.Now())
			b.queue.add(e.ChannelID, func(ctx context.Context) { b.onDelete(ctx, id) })
		}
	})
	gateway.On(b.link, "INTERACTION_CREATE", func(e *gateway.Interaction) {
		if e.Interaction == nil || invoker(e.Interaction) == nil || !b.seen.first(e.ID, b.opt.Now()) {
			return
		}
		b.queue.addWithin("user "+invoker(e.Interaction).ID, interactionDeadline, func(ctx context.Context) { b.onInteraction(ctx, e) })
	})
	if b.opt.Desk != nil {
		b.listenServers()
	}
}

// onReady learns who the bot is and registers its commands, once.
func (b *Bot) onReady(e *discordgo.Ready) {
	if e.User == nil || e.Application == nil {
		return
	}
	first := b.me.Swap(e.User) == nil
	if !first {
		return
	}
	app := e.Application.ID
	b.queue.add("commands", func(ctx context.Context) {
		if err := b.register(ctx, app); err != nil {
			b.log.ErrorContext(ctx, "register commands", "err", err)
		}
		close(b.ready)
	})
}

// index returns the index for a server. A failure is logged here, once.
func (b *Bot) index(ctx context.Context, server string) (*answers.Index, bool) {
	ix, err := b.opt.Index(ctx, server)
	if err != nil {
		b.log.ErrorContext(ctx, "index", "server", server, "err", err)
		return nil, false
	}
	return ix, true
}

// invoker returns who caused an interaction: the member's user in servers, the
// user in direct messages, nil when Discord named nobody.
func invoker(i *discordgo.Interaction) *discordgo.User {
	if i.Member != nil && i.Member.User != nil {
		return i.Member.User
	}
	return i.User
}

// messageLink is the address of a message, for people to click.
func messageLink(server, channel, message string) string {
	if server == "" {
		server = "@me"
	}
	return fmt.Sprintf("https://discord.com/channels/%s/%s/%s", server, channel, message)
}
