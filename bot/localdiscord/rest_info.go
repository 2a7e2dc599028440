package localdiscord

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

func (s *Server) gatewayURL() string {
	return "ws" + strings.TrimPrefix(s.url, "http") + "/gateway"
}

func (s *Server) getGateway(*request) (int, any, error) {
	return http.StatusOK, map[string]any{"url": s.gatewayURL()}, nil
}

func (s *Server) getGatewayBot(*request) (int, any, error) {
	g := &s.gateway
	now := s.opt.Now()
	if !now.Before(g.reset) {
		g.starts, g.reset = g.identifies+sessionStarts, now.Add(24*time.Hour)
	}
	return http.StatusOK, map[string]any{
		"url": s.gatewayURL(), "shards": g.shards,
		"session_start_limit": map[string]any{
			"total": sessionStarts, "remaining": max(0, g.starts-g.identifies), "reset_after": g.reset.Sub(now).Milliseconds(), "max_concurrency": 1,
		},
	}, nil
}

func (s *Server) getMe(*request) (int, any, error) {
	b := s.bot
	return http.StatusOK, map[string]any{
		"id": b.ID, "username": b.Username, "avatar": nil, "discriminator": b.Discriminator, "public_flags": 0, "flags": 0,
		"bot": true, "global_name": nil, "primary_guild": nil, "mfa_enabled": false, "locale": "en-US", "premium_type": 0,
		"email": nil, "verified": true, "banner": nil, "accent_color": nil,
	}, nil
}

func (s *Server) getUser(q *request) (int, any, error) {
	u := s.users[q.PathValue("user")]
	if u == nil {
		return 0, nil, errUnknownUser
	}
	return http.StatusOK, u.User, nil
}

func (s *Server) getMyGuilds(*request) (int, any, error) {
	out := []any{}
	for _, id := range s.guildIDs {
		g := s.guilds[id]
		if m := g.members[s.bot.ID]; m != nil {
			out = append(out, map[string]any{"id": id, "name": g.name, "icon": nil, "banner": nil, "owner": false,
				"permissions": strconv.FormatUint(uint64(s.guildPermissions(g, m)), 10), "features": []string{}})
		}
	}
	return http.StatusOK, out, nil
}

func (s *Server) getApp(*request) (int, any, error) {
	var interactions any
	if s.interactionsURL != "" {
		interactions = s.interactionsURL
	}
	return http.StatusOK, map[string]any{
		"id": s.appID, "name": s.opt.AppName, "icon": nil, "description": "", "type": nil, "bot": s.bot.User,
		"verify_key": strings.Repeat("0", 64), "flags": s.appFlags(), "flags_new": strconv.Itoa(s.appFlags()),
		"bot_public": true, "bot_require_code_grant": false,
		"redirect_uris": []string{}, "interactions_endpoint_url": interactions, "role_connections_verification_url": nil,
		"owner": s.users[s.bot.ID].User, "approximate_guild_count": len(s.guilds), "approximate_user_install_count": 0,
		"approximate_user_authorization_count": 0, "explicit_content_filter": 0, "team": nil, "eligible_oauth2_scopes": []string{},
	}, nil
}

// appFlags tells the limited privileged intents that are switched on.
func (s *Server) appFlags() int {
	flags := 0
	for intent, bit := range map[Intent]int{IntentGuildPresences: 1 << 13, IntentGuildMembers: 1 << 15, IntentMessageContent: 1 << 19} {
		if s.opt.Privileged&intent != 0 {
			flags |= bit
		}
	}
	return flags
}

func (s *Server) guildOf(q *request) (*guild, error) {
	g := s.guilds[q.PathValue("guild")]
	switch {
	case g == nil:
		return nil, errUnknownGuild
	case g.members[s.bot.ID] == nil:
		return nil, errMissingAccess
	}
	return g, nil
}

func (s *Server) getGuild(q *request) (int, any, error) {
	g, err := s.guildOf(q)
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, g.wire(), nil
}

func (s *Server) getGuildChannels(q *request) (int, any, error) {
	g, err := s.guildOf(q)
	if err != nil {
		return 0, nil, err
	}
	out := []any{}
	for _, id := range g.channels {
		if c := s.channels[id]; !c.isThread() {
			out = append(out, s.wireChannel(c))
		}
	}
	return http.StatusOK, out, nil
}

func (s *Server) getGuildRoles(q *request) (int, any, error) {
	g, err := s.guildOf(q)
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, g.roles, nil
}

func (s *Server) getGuildMember(q *request) (int, any, error) {
	g, err := s.guildOf(q)
	if err != nil {
		return 0, nil, err
	}
	m := g.members[q.PathValue("user")]
	if m == nil {
		return 0, nil, errUnknownMember
	}
	return http.StatusOK, m.wire(true), nil
}

func (s *Server) createDM(q *request) (int, any, error) {
	var b struct {
		Recipient string `json:"recipient_id"`
	}
	if err := q.decode(&b); err != nil {
		return 0, nil, err
	}
	u := s.users[b.Recipient]
	if u == nil || u == s.bot {
		return 0, nil, errUnknownUser
	}
	return http.StatusOK, s.wireChannel(s.directChannel(u.User)), nil
}

func (s *Server) serveAttachment(w http.ResponseWriter, r *http.Request) {
	parts := strings.Split(r.URL.Path, "/") // "", attachments, channel, id, name
	s.mu.Lock()
	var a *Attachment
	if len(parts) == 5 {
		a = s.files[parts[3]]
	}
	s.mu.Unlock()
	if a == nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", a.ContentType)
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Content-Disposition", "attachment; filename="+a.Filename)
	_, _ = w.Write(a.data)
}
