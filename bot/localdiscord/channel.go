package localdiscord

import "time"

// Channel types.
const (
	GuildText    = 0
	DirectText   = 1
	PublicThread = 11
	Forum        = 15
)

type channel struct {
	id, guild, name string
	kind            int
	parent          string
	owner           string // of a thread
	position        int
	topic           *string
	overwrites      []Overwrite
	recipients      []*User
	order           []string // message ids, oldest first
	pending         []string // those of the bot that no wait has returned yet
	created         time.Time
	archived        bool
	locked          bool
	members         map[string]bool // of a thread
}

func (c *channel) isThread() bool { return c.kind >= 10 && c.kind <= 12 }

func (c *channel) hasRecipient(user string) bool {
	for _, u := range c.recipients {
		if u.ID == user {
			return true
		}
	}
	return false
}

// A Channel is a handle on a channel, thread or direct message.
type Channel struct {
	s  *Server
	ID string
}

// Channel makes a text channel.
func (g *Guild) Channel(name string) *Channel { return g.channel(name, GuildText) }

// Forum makes a forum: its posts are threads.
func (g *Guild) Forum(name string) *Channel { return g.channel(name, Forum) }

func (g *Guild) channel(name string, kind int) *Channel {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	c := g.s.newChannel(g.s.nextID(), g.ID, name, kind, "")
	g.s.dispatchChannel("CHANNEL_CREATE", c, g.s.wireChannel(c))
	return &Channel{g.s, c.id}
}

// Thread makes a public thread below the channel.
func (c *Channel) Thread(name string) *Channel {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	parent := c.s.channels[c.ID]
	t := c.s.newThread(c.s.nextID(), parent, name, c.s.guilds[parent.guild].owner)
	return &Channel{c.s, t.id}
}

// state returns the channel's state, an empty one if it is gone.
func (c *Channel) state() *channel {
	if st := c.s.channels[c.ID]; st != nil {
		return st
	}
	return &channel{}
}

// Name returns the channel's name; empty for direct messages.
func (c *Channel) Name() string {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	return c.state().name
}

// GuildID returns the guild of the channel; empty for direct messages.
func (c *Channel) GuildID() string {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	return c.state().guild
}

// Allow and Deny set an overwrite for a *Role, an *Actor or a *Guild (that is
// @everyone), on top of what was set before.
func (c *Channel) Allow(whom any, p Permission) { c.overwrite(whom, p, 0) }

// Deny is the opposite of Allow.
func (c *Channel) Deny(whom any, p Permission) { c.overwrite(whom, 0, p) }

func (c *Channel) overwrite(whom any, allow, deny Permission) {
	o := Overwrite{}
	switch w := whom.(type) {
	case *Role:
		o.ID = w.ID
	case *Guild:
		o.ID = w.ID
	case *Actor:
		o.ID, o.Type = w.User.ID, 1
	default:
		panic("localdiscord: an overwrite is for a *Role, an *Actor or a *Guild")
	}
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	st := c.s.channels[c.ID]
	at := -1
	for i := range st.overwrites {
		if st.overwrites[i].ID == o.ID {
			at = i
		}
	}
	if at < 0 {
		st.overwrites = append(st.overwrites, o)
		at = len(st.overwrites) - 1
	}
	old := &st.overwrites[at]
	old.Allow = old.Allow&^deny | allow
	old.Deny = old.Deny&^allow | deny
	c.s.dispatchChannel("CHANNEL_UPDATE", st, c.s.wireChannel(st))
}

// Archive closes a thread, locked or not.
func (c *Channel) Archive(locked bool) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	st := c.s.channels[c.ID]
	st.archived, st.locked = true, locked
	c.s.dispatchChannel("THREAD_UPDATE", st, c.s.wireChannel(st))
}

// Remove deletes the channel with its messages and threads.
func (c *Channel) Remove() {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	c.s.removeChannel(c.s.channels[c.ID])
}

// Kind returns the channel's type.
func (c *Channel) Kind() int {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	return c.state().kind
}

// ChannelByID returns a channel, thread or direct message, or nil.
func (s *Server) ChannelByID(id string) *Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.channels[id] == nil {
		return nil
	}
	return &Channel{s, id}
}

// Channels returns the guild's channels and threads, the oldest first.
func (g *Guild) Channels() (list []*Channel) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	for _, id := range g.s.guilds[g.ID].channels {
		list = append(list, &Channel{g.s, id})
	}
	return list
}
