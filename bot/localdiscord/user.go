package localdiscord

import "time"

// A User is an account as the API shows it.
type User struct {
	ID            string  `json:"id"`
	Username      string  `json:"username"`
	GlobalName    *string `json:"global_name"`
	Discriminator string  `json:"discriminator"`
	Avatar        *string `json:"avatar"`
	Bot           bool    `json:"bot,omitempty"`
	System        bool    `json:"system,omitempty"`
	PublicFlags   int     `json:"public_flags"`
	Flags         int     `json:"flags"`
	PrimaryGuild  *string `json:"primary_guild"` // always null here
}

// A Role of a guild.
type Role struct {
	ID           string         `json:"id"`
	Name         string         `json:"name"`
	Permissions  Permission     `json:"permissions,string"`
	Position     int            `json:"position"`
	Color        int            `json:"color"`
	Colors       map[string]any `json:"colors"`
	Hoist        bool           `json:"hoist"`
	Managed      bool           `json:"managed"`
	Mentionable  bool           `json:"mentionable"`
	Icon         *string        `json:"icon"`
	UnicodeEmoji *string        `json:"unicode_emoji"`
	Flags        int            `json:"flags"`
}

// account is a user and what only its client knows.
type account struct {
	*User
	locale   string
	closedDM bool
}

type member struct {
	user   *User
	nick   *string
	roles  []string
	joined time.Time
}

func (m *member) hasRole(id string) bool {
	for _, r := range m.roles {
		if r == id {
			return true
		}
	}
	return false
}

// wireMember is a guild member as the API shows it. Inside a message event
// and in resolved data the user is left out.
type wireMember struct {
	User        *User      `json:"user,omitempty"`
	Nick        *string    `json:"nick"`
	Avatar      *string    `json:"avatar"`
	Banner      *string    `json:"banner"`
	Roles       []string   `json:"roles"`
	JoinedAt    time.Time  `json:"joined_at"`
	Premium     *time.Time `json:"premium_since"`
	Deaf        bool       `json:"deaf"`
	Mute        bool       `json:"mute"`
	Pending     bool       `json:"pending"`
	Flags       int        `json:"flags"`
	Until       *time.Time `json:"communication_disabled_until"`
	Permissions string     `json:"permissions,omitempty"`
}

func (m *member) wire(withUser bool) *wireMember {
	w := &wireMember{Nick: m.nick, Roles: append([]string{}, m.roles...), JoinedAt: m.joined.UTC()}
	if withUser {
		w.User = m.user
	}
	return w
}

func (s *Server) newUser(name string, bot bool) *account {
	shown := name
	u := &User{ID: s.nextID(), Username: name, GlobalName: &shown, Discriminator: "0", Bot: bot}
	if bot {
		u.Discriminator, u.GlobalName = "0001", nil
	}
	a := &account{User: u, locale: "en-US"}
	s.users[u.ID] = a
	return a
}
