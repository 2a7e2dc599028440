package localdiscord

// A Permission is a bit set of Discord permissions.
type Permission uint64

// The permissions that are looked at here.
const (
	Administrator          Permission = 1 << 3
	ManageChannels         Permission = 1 << 4
	ManageGuild            Permission = 1 << 5
	AddReactions           Permission = 1 << 6
	ViewChannel            Permission = 1 << 10
	SendMessages           Permission = 1 << 11
	ManageMessages         Permission = 1 << 13
	EmbedLinks             Permission = 1 << 14
	AttachFiles            Permission = 1 << 15
	ReadMessageHistory     Permission = 1 << 16
	MentionEveryone        Permission = 1 << 17
	UseApplicationCommands Permission = 1 << 31
	ManageThreads          Permission = 1 << 34
	CreatePublicThreads    Permission = 1 << 35
	SendMessagesInThreads  Permission = 1 << 38
	UseExternalApps        Permission = 1 << 50

	allPermissions Permission = 1<<53 - 1

	// Member is what @everyone may do in a new guild.
	Member = ViewChannel | SendMessages | AddReactions | EmbedLinks | AttachFiles | ReadMessageHistory |
		UseApplicationCommands | SendMessagesInThreads | CreatePublicThreads | UseExternalApps
	// Moderator is what a usual moderator may do.
	Moderator = Member | ManageMessages | ManageGuild | ManageThreads | MentionEveryone

	inDM = ViewChannel | SendMessages | AddReactions | EmbedLinks | AttachFiles | ReadMessageHistory | UseApplicationCommands
)

// Has reports whether p includes all of want.
func (p Permission) Has(want Permission) bool { return p&want == want }

// An Overwrite changes permissions in one channel, for a role or a member.
type Overwrite struct {
	ID    string     `json:"id"`
	Type  int        `json:"type"` // 0 role, 1 member
	Allow Permission `json:"allow,string"`
	Deny  Permission `json:"deny,string"`
}

// permissions computes what user may do in c: guild roles, then overwrites of
// @everyone, of roles, of the member (topics/permissions.mdx). Threads follow
// their parent. Zero for who is not there.
func (s *Server) permissions(user string, c *channel) Permission {
	if c.guild == "" {
		if c.hasRecipient(user) {
			return inDM
		}
		return 0
	}
	g := s.guilds[c.guild]
	m := g.members[user]
	if m == nil {
		return 0
	}
	base := s.guildPermissions(g, m)
	if base.Has(Administrator) {
		return allPermissions
	}
	at := c
	if c.isThread() {
		at = s.channels[c.parent]
	}
	var roleAllow, roleDeny Permission
	var own Overwrite
	for _, o := range at.overwrites {
		switch {
		case o.Type == 0 && o.ID == g.id:
			base = base&^o.Deny | o.Allow
		case o.Type == 0 && m.hasRole(o.ID):
			roleAllow |= o.Allow
			roleDeny |= o.Deny
		case o.Type == 1 && o.ID == user:
			own = o
		}
	}
	base = base&^roleDeny | roleAllow
	base = base&^own.Deny | own.Allow
	if !base.Has(ViewChannel) {
		return 0
	}
	if !base.Has(SendMessages) && !c.isThread() {
		base &^= EmbedLinks | AttachFiles | MentionEveryone
	}
	return base
}

func (s *Server) guildPermissions(g *guild, m *member) Permission {
	if g.owner == m.user.ID {
		return allPermissions
	}
	p := Permission(0)
	for _, r := range g.roles {
		if r.ID == g.id || m.hasRole(r.ID) {
			p |= r.Permissions
		}
	}
	if p.Has(Administrator) {
		return allPermissions
	}
	return p
}

// may returns the error that Discord gives to the bot when it lacks one of
// want in c, in Discord's order: not seeing comes first.
func (s *Server) may(c *channel, want Permission) error {
	have := s.permissions(s.bot.ID, c)
	if !have.Has(ViewChannel) {
		return errMissingAccess
	}
	if c.isThread() && want.Has(SendMessages) {
		want = want&^SendMessages | SendMessagesInThreads
	}
	if !have.Has(want) {
		return errMissingPermissions
	}
	return nil
}
