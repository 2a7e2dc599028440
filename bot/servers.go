package bot

import (
	"context"
	"maps"
	"sync"
	"time"

	"briefbot/bot/gateway"
)

// presentRetry is how long noting which servers there are waits after the store
// failed: data of a server that was joined again must not be deleted for that.
const presentRetry = time.Second

// servers are those that the bot is in, as the gateway tells.
type servers struct {
	mu     sync.Mutex
	in     map[string]bool
	queued bool // a job will look at in
}

// A serverEvent is what matters of READY's guilds, GUILD_CREATE and
// GUILD_DELETE. Of the last, unavailable tells an outage from having been put
// out; discordgo cannot tell that it is absent.
type serverEvent struct {
	ID          string `json:"id"`
	Unavailable *bool  `json:"unavailable"`
}

// listenServers follows which servers the bot is in. The reading goroutine only
// keeps the list; a job compares it with what is stored.
func (b *Bot) listenServers() {
	gateway.On(b.link, "READY", func(e *struct {
		Guilds []serverEvent `json:"guilds"`
	}) {
		in := map[string]bool{}
		for _, g := range e.Guilds {
			in[g.ID] = true
		}
		b.servers.mu.Lock()
		b.servers.in = in
		b.servers.mu.Unlock()
		b.noteServers()
	})
	gateway.On(b.link, "GUILD_CREATE", func(e *serverEvent) { b.inServer(e.ID, true) })
	gateway.On(b.link, "GUILD_DELETE", func(e *serverEvent) {
		if e.Unavailable == nil {
			b.inServer(e.ID, false)
		}
	})
}

// inServer takes note of one server. Most that READY lists come once more after
// it, and are nothing new.
func (b *Bot) inServer(id string, in bool) {
	s := &b.servers
	s.mu.Lock()
	was, known := s.in[id], s.in != nil
	if known && in {
		s.in[id] = true
	} else {
		delete(s.in, id)
	}
	s.mu.Unlock()
	if known && was != in {
		b.noteServers()
	}
}

// noteServers has the desk told, once for all that happened until then.
func (b *Bot) noteServers() {
	s := &b.servers
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.queued {
		s.queued = b.queue.add("servers", b.presentServers)
	}
}

func (b *Bot) presentServers(ctx context.Context) {
	s := &b.servers
	s.mu.Lock()
	in := maps.Clone(s.in)
	s.queued = false
	s.mu.Unlock()
	err := b.opt.Desk.Present(ctx, in)
	if err == nil {
		return
	}
	b.log.WarnContext(ctx, "servers that were left or joined are not noted yet", "err", err)
	select {
	case <-ctx.Done():
	case <-time.After(presentRetry):
	}
	b.noteServers()
}
