package localdiscord

import (
	"regexp"
	"slices"
	"strings"
)

var (
	userMention = regexp.MustCompile(`<@!?(\d+)>`)
	roleMention = regexp.MustCompile(`<@&(\d+)>`)
)

// mention works out whom the text of m mentions. allowed is what the author
// asked for; nil means what is usual: everything in a normal message, users
// only in an answer to an interaction.
func (s *Server) mention(m *Message, allowed *AllowedMentions) {
	c := s.channels[m.ChannelID]
	m.allowed = allowed
	m.Mentions, m.MentionRoles, m.MentionEveryone = []*User{}, []string{}, false
	m.textMentions = map[string]bool{}
	if allowed == nil {
		allowed = &AllowedMentions{Parse: []string{"users", "roles", "everyone"}, RepliedUser: true}
		if m.WebhookID != "" {
			allowed = &AllowedMentions{Parse: []string{"users"}, RepliedUser: true}
		}
	}
	may := func(kind, id string, ids []string) bool {
		return slices.Contains(allowed.Parse, kind) || slices.Contains(ids, id)
	}
	add := func(u *User) {
		if !slices.Contains(m.Mentions, u) {
			m.Mentions = append(m.Mentions, u)
		}
	}
	for _, hit := range userMention.FindAllStringSubmatch(m.Content, -1) {
		u := s.users[hit[1]]
		if u == nil {
			continue
		}
		m.textMentions[u.ID] = true
		if may("users", u.ID, allowed.Users) {
			add(u.User)
		}
	}
	if m.Reference != nil && m.Type == TypeReply && m.WebhookID == "" {
		m.pinged = allowed.RepliedUser
		if to := s.messages[m.Reference.MessageID]; to != nil && m.pinged {
			add(to.Author)
		}
	}
	g := s.guilds[c.guild]
	if g == nil {
		return
	}
	everyone := s.permissions(m.Author.ID, c).Has(MentionEveryone)
	for _, hit := range roleMention.FindAllStringSubmatch(m.Content, -1) {
		for _, r := range g.roles {
			if r.ID == hit[1] && (r.Mentionable || everyone) && may("roles", r.ID, allowed.Roles) && !slices.Contains(m.MentionRoles, r.ID) {
				m.MentionRoles = append(m.MentionRoles, r.ID)
			}
		}
	}
	shout := strings.Contains(m.Content, "@everyone") || strings.Contains(m.Content, "@here")
	m.MentionEveryone = shout && everyone && slices.Contains(allowed.Parse, "everyone")
}
