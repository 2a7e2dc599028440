package localdiscord

import "time"

type guild struct {
	id, name, owner string
	locale          string
	roles           []*Role // the first one is @everyone
	members         map[string]*member
	memberIDs       []string
	channels        []string
	created         time.Time
}

// A Guild is a handle on a guild of the server.
type Guild struct {
	s  *Server
	ID string
}

// Guild makes a guild in which the bot is a member without roles of its own.
// The owner is nobody that acts.
func (s *Server) Guild(name string) *Guild {
	s.mu.Lock()
	defer s.mu.Unlock()
	owner := s.newUser("owner of "+name, false)
	g := &guild{id: s.nextID(), name: name, owner: owner.ID, locale: "en-US", members: map[string]*member{}, created: s.opt.Now()}
	g.roles = []*Role{{ID: g.id, Name: "@everyone", Permissions: Member, Colors: noColors()}}
	s.guilds[g.id] = g
	s.guildIDs = append(s.guildIDs, g.id)
	s.join(g, owner.User)
	s.join(g, s.bot.User)
	s.dispatchGuild("GUILD_CREATE", g, s.guildCreate(g))
	s.emit(Event{Kind: "guild", GuildID: g.id})
	return &Guild{s, g.id}
}

func noColors() map[string]any {
	return map[string]any{"primary_color": 0, "secondary_color": nil, "tertiary_color": nil}
}

func (s *Server) join(g *guild, u *User, roles ...*Role) *member {
	m := &member{user: u, roles: []string{}, joined: s.opt.Now()}
	for _, r := range roles {
		m.roles = append(m.roles, r.ID)
	}
	if g.members[u.ID] == nil {
		g.memberIDs = append(g.memberIDs, u.ID)
	}
	g.members[u.ID] = m
	return m
}

// Role makes a role with permissions.
func (g *Guild) Role(name string, p Permission) *Role {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	st := g.s.guilds[g.ID]
	r := &Role{ID: g.s.nextID(), Name: name, Permissions: p, Position: len(st.roles), Colors: noColors()}
	st.roles = append(st.roles, r)
	g.s.dispatchGuild("GUILD_ROLE_CREATE", st, map[string]any{"guild_id": g.ID, "role": r})
	return r
}

// Roles are the roles that were made, that of everyone left out.
func (g *Guild) Roles() []*Role {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	return append([]*Role(nil), g.s.guilds[g.ID].roles[1:]...)
}

// Everyone sets what @everyone may do.
func (g *Guild) Everyone(p Permission) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	st := g.s.guilds[g.ID]
	r := *st.roles[0]
	r.Permissions = p
	st.roles[0] = &r
	g.s.dispatchGuild("GUILD_ROLE_UPDATE", st, map[string]any{"guild_id": g.ID, "role": &r})
}

// Locale sets the guild's preferred locale, "en-US" before.
func (g *Guild) Locale(locale string) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	g.s.guilds[g.ID].locale = locale
}

// Member makes an account and lets it join.
func (g *Guild) Member(name string, roles ...*Role) *Actor {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	u := g.s.newUser(name, false)
	g.s.join(g.s.guilds[g.ID], u.User, roles...)
	return &Actor{s: g.s, User: u.User}
}

// OtherBot makes another bot and lets it join.
func (g *Guild) OtherBot(name string, roles ...*Role) *Actor {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	u := g.s.newUser(name, true)
	g.s.join(g.s.guilds[g.ID], u.User, roles...)
	return &Actor{s: g.s, User: u.User}
}

// Join lets somebody who exists join, or sets the roles of a member. It is
// how the bot itself gets roles: g.Join(server.Bot(), role).
func (g *Guild) Join(a *Actor, roles ...*Role) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	g.s.join(g.s.guilds[g.ID], a.User, roles...)
}

// KickBot removes the bot from the guild: GUILD_DELETE.
func (g *Guild) KickBot() {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	st := g.s.guilds[g.ID]
	g.s.dispatchGuild("GUILD_DELETE", st, map[string]any{"id": g.ID})
	delete(st.members, g.s.bot.ID)
	g.s.emit(Event{Kind: "guild", GuildID: g.ID})
}

// Outage makes the guild unavailable: GUILD_DELETE that says so. Recovered ends
// it: GUILD_CREATE.
func (g *Guild) Outage() {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	g.s.dispatchGuild("GUILD_DELETE", g.s.guilds[g.ID], map[string]any{"id": g.ID, "unavailable": true})
}

// Recovered ends an Outage.
func (g *Guild) Recovered() {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	st := g.s.guilds[g.ID]
	g.s.dispatchGuild("GUILD_CREATE", st, g.s.guildCreate(st))
}

// AddBot lets the bot join again: GUILD_CREATE.
func (g *Guild) AddBot(roles ...*Role) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	st := g.s.guilds[g.ID]
	g.s.join(st, g.s.bot.User, roles...)
	g.s.dispatchGuild("GUILD_CREATE", st, g.s.guildCreate(st))
	g.s.emit(Event{Kind: "guild", GuildID: g.ID})
}

// wire returns the guild as GET /guilds/{id} shows it.
func (g *guild) wire() map[string]any {
	return map[string]any{
		"id": g.id, "name": g.name, "icon": nil, "description": nil, "home_header": nil, "splash": nil,
		"discovery_splash": nil, "features": []string{}, "banner": nil, "owner_id": g.owner, "application_id": nil,
		"region": "deprecated", "afk_channel_id": nil, "afk_timeout": 300, "system_channel_id": nil,
		"system_channel_flags": 0, "widget_enabled": false, "widget_channel_id": nil, "verification_level": 0,
		"roles": g.roles, "default_message_notifications": 0, "mfa_level": 0, "explicit_content_filter": 0,
		"max_presences": nil, "max_members": 500000, "max_stage_video_channel_users": 50, "max_video_channel_users": 25,
		"vanity_url_code": nil, "premium_tier": 0, "premium_subscription_count": 0, "preferred_locale": g.locale,
		"rules_channel_id": nil, "safety_alerts_channel_id": nil, "public_updates_channel_id": nil,
		"premium_progress_bar_enabled": false, "nsfw": false, "nsfw_level": 0, "emojis": []any{}, "stickers": []any{},
		"incidents_data": nil,
	}
}

// guildCreate returns the guild as GUILD_CREATE shows it. Of the members only
// the bot is in it, as without the member intent.
func (s *Server) guildCreate(g *guild) map[string]any {
	w := g.wire()
	channels, threads := []any{}, []any{}
	for _, id := range g.channels {
		switch c := s.channels[id]; {
		case !s.botSees(c):
		case c.isThread():
			threads = append(threads, s.wireChannel(c))
		default:
			channels = append(channels, s.wireChannel(c))
		}
	}
	w["joined_at"] = g.members[s.bot.ID].joined.UTC()
	w["large"], w["unavailable"], w["member_count"] = false, false, len(g.members)
	w["voice_states"], w["presences"], w["stage_instances"] = []any{}, []any{}, []any{}
	w["guild_scheduled_events"], w["soundboard_sounds"] = []any{}, []any{}
	w["members"] = []any{g.members[s.bot.ID].wire(true)}
	w["channels"], w["threads"] = channels, threads
	return w
}
