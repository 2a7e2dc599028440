package bot

import (
	"context"
	"net/http"
	"slices"
	"sync"

	"github.com/bwmarrin/discordgo"

	"briefbot/answers"
	"briefbot/knowledge/desk"
)

// onTalk answers a message that nobody addressed to the bot: only where the
// operator and a moderator both allow it, only a question that stands by itself,
// only when the answer is beyond doubt, and at most once a minute in a channel.
// Anything else is silence.
func (b *Bot) onTalk(ctx context.Context, m *discordgo.Message) {
	asked, ok := b.overheard(b.readMessage(m))
	if !ok || m.MessageReference != nil || len(m.Mentions)+len(m.MentionRoles)+len(m.Attachments) > 0 || !b.mayTalk(ctx, m.GuildID, m.ChannelID) {
		return
	}
	ix, ok := b.index(ctx, m.GuildID)
	if !ok {
		return
	}
	a, certain := ix.Certain(asked)
	if !certain || b.optedOut(ctx, m) || !b.limits.unasked.allow(m.ChannelID, b.opt.Now()) ||
		b.limits.check(m.Author.ID, m.ChannelID, m.GuildID, b.opt.Now()) != mayAnswer {
		return
	}
	b.sayAnswer(ctx, m, ix, a, true)
}

// optedOut reports whether the author does not want to be answered unasked. When
// that cannot be read, it is taken so.
func (b *Bot) optedOut(ctx context.Context, m *discordgo.Message) bool {
	out, err := b.opt.Desk.OptedOut(ctx, m.GuildID, m.Author.ID, desk.FromUnprompted)
	if err != nil {
		b.log.WarnContext(ctx, "read an opt-out", "server", m.GuildID, "err", err)
	}
	return out || err != nil
}

// overheard says whether in could be a question to everybody, and which.
func (b *Bot) overheard(in incoming) (string, bool) {
	if !b.opt.Unprompted || in.Bot || in.DM || in.ToMe {
		return "", false
	}
	asked := strip(in.Content, in.Self)
	return asked, asked != "" && looksLikeQuestion(asked)
}

// mayTalk reports whether a moderator allows answers that nobody asked for in a
// channel, or in the channel or forum that a thread belongs to.
func (b *Bot) mayTalk(ctx context.Context, server, channel string) bool {
	allowed := b.settings(ctx, server).Unprompted
	return len(allowed) > 0 && (slices.Contains(allowed, channel) || slices.Contains(allowed, b.parent(ctx, channel)))
}

// parent returns the channel or forum that a thread belongs to, "" for what is
// no thread or cannot be looked up. Threads never move, so it is asked once.
func (b *Bot) parent(ctx context.Context, channel string) string {
	if p, ok := b.parents.get(channel); ok {
		return p
	}
	url := discordgo.EndpointChannel(channel)
	var c discordgo.Channel
	if err := b.request(ctx, http.MethodGet, url, nil, &c); err != nil {
		b.log.WarnContext(ctx, "look up a channel", "channel", channel, "err", err)
		return ""
	}
	p := ""
	if c.IsThread() {
		p = c.ParentID
	}
	b.parents.put(channel, p)
	return p
}

// maxParents is how many channels' parents are kept.
const maxParents = 10_000

// parents are the parents of channels that were looked up, "" for those that
// are no threads.
type parents struct {
	mu sync.Mutex
	of map[string]string
}

func newParents() *parents { return &parents{of: map[string]string{}} }

func (p *parents) get(channel string) (string, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	parent, ok := p.of[channel]
	return parent, ok
}

func (p *parents) put(channel, parent string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.of) >= maxParents {
		clear(p.of) // they are looked up again as they are needed
	}
	p.of[channel] = parent
}

// stillCertain looks at an edited question that was answered unasked.
func (b *Bot) stillCertain(ix *answers.Index, m *discordgo.Message) (answers.Answer, bool) {
	asked, ok := b.overheard(b.readMessage(m))
	if !ok {
		return answers.Answer{}, false
	}
	return ix.Certain(asked)
}
