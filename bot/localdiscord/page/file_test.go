package page

import (
	"strings"
	"testing"

	"briefbot/bot/localdiscord"
)

// TestFile: who sees a message gets its files, as bytes that no browser runs.
func TestFile(t *testing.T) {
	p, url := served(t)
	const content = "<script>alert(1)</script>"
	alex := p.actor("member")
	public := alex.In(p.guild.Channels()[0]).Say("look", localdiscord.WithFile("a.html", []byte(content)))
	direct := alex.In(p.discord.ChannelByID(alex.dm)).Say("look", localdiscord.WithFile("b.html", []byte(content)))
	for _, tt := range []struct {
		name, path string
		want       int
	}{
		{"the sender", public.ID + "/" + public.Attachments[0].ID + "?as=member", 200},
		{"who sees it", public.ID + "/" + public.Attachments[0].ID + "?as=moderator", 200},
		{"nobody", public.ID + "/" + public.Attachments[0].ID + "?as=owner", 404},
		{"the sender's own", direct.ID + "/" + direct.Attachments[0].ID + "?as=member", 200},
		{"somebody else's", direct.ID + "/" + direct.Attachments[0].ID + "?as=moderator", 404},
		{"by another message", public.ID + "/" + direct.Attachments[0].ID + "?as=moderator", 404},
		{"no such message", "1/" + public.Attachments[0].ID + "?as=member", 404},
	} {
		got, body, head := send(t, request(t, p, "GET", url+"/api/files/"+tt.path, ""))
		if got != tt.want || (got == 200) != (body == content) {
			t.Errorf("%s: %d %q, want %d", tt.name, got, body, tt.want)
		}
		if got == 200 && (head.Get("Content-Type") != "application/octet-stream" || !strings.HasPrefix(head.Get("Content-Disposition"), "attachment") || head.Get("X-Content-Type-Options") != "nosniff") {
			t.Errorf("%s: headers %v", tt.name, head)
		}
	}
}
