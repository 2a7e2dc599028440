package cli

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"briefbot/bot/localdiscord"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// place is where a doctor is called to.
type place struct {
	discord *localdiscord.Server
	guild   *localdiscord.Guild
	channel *localdiscord.Channel
	env     map[string]string
	args    []string
}

// set lets the environment have another value.
func (p *place) set(name, value string) { p.env[name] = value }

// TestDoctor breaks a set-up in one way after the other and keeps what doctor
// says of each; the first is whole.
func TestDoctor(t *testing.T) {
	file, err := filepath.Abs(filepath.Join("testdata", "doctor.golden"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir()) // no .env
	registered := ran(t)
	var all strings.Builder
	for _, tt := range []struct {
		name   string
		server localdiscord.Options
		ruin   func(p *place)
		code   int
	}{
		{"nothing is wrong", localdiscord.Options{}, func(*place) {}, exitOK},
		{"no token", localdiscord.Options{}, func(p *place) { p.set("DISCORD_TOKEN", "") }, exitProblem},
		{"a token with something behind it", localdiscord.Options{}, func(p *place) { p.set("DISCORD_TOKEN", p.discord.Token()+" # of the new bot") }, exitProblem},
		{"a client secret for a token", localdiscord.Options{}, func(p *place) {
			p.set("DISCORD_API_URL", "")
			p.set("DISCORD_TOKEN", "0123456789abcdef0123456789abcdef")
		}, exitProblem},
		{"a token that was reset", localdiscord.Options{}, func(p *place) { p.set("DISCORD_TOKEN", "old."+p.discord.Token()) }, exitProblem},
		{"nobody at the address", localdiscord.Options{}, func(p *place) { p.set("DISCORD_API_URL", "http://127.0.0.1:1") }, exitProblem},
		{"an address without https", localdiscord.Options{}, func(p *place) { p.set("DISCORD_API_URL", "http://discord.example") }, exitProblem},
		{"interactions go elsewhere", localdiscord.Options{}, func(p *place) { p.discord.InteractionsURL("https://old.example/interactions") }, exitProblem},
		{"unprompted without the intent", localdiscord.Options{}, func(p *place) { p.set("UNPROMPTED", "on") }, exitProblem},
		{"unprompted with it", localdiscord.Options{Privileged: localdiscord.IntentMessageContent}, func(p *place) { p.set("UNPROMPTED", "on") }, exitOK},
		{"a restart loop has used up the starts", localdiscord.Options{}, func(p *place) { p.discord.SessionStarts(3, 5*time.Hour) }, exitProblem},
		{"too many servers for one connection", localdiscord.Options{}, func(p *place) { p.discord.Shards(3) }, exitProblem},
		{"no commands, a wrong clock, no server", localdiscord.Options{Now: func() time.Time { return time.Now().Add(-25 * time.Minute) }}, func(p *place) {
			p.guild.KickBot()
			p.args = nil
		}, exitProblem},
		{"commands of another version", localdiscord.Options{}, func(p *place) {
			p.commands(t, http.MethodPut, `[{"name":"ask","description":"Ask"}]`)
		}, exitProblem},
		{"no such channel", localdiscord.Options{}, func(p *place) { p.args = []string{"--channel", "123456789012345678"} }, exitProblem},
		{"a channel's name", localdiscord.Options{}, func(p *place) { p.args = []string{"--channel", "#general"} }, exitProblem},
		{"a channel that it does not see", localdiscord.Options{}, func(p *place) { p.channel.Deny(p.guild, localdiscord.ViewChannel) }, exitProblem},
		{"a channel in which it may not write", localdiscord.Options{}, func(p *place) {
			p.channel.Deny(p.discord.Bot(), localdiscord.SendMessages|localdiscord.EmbedLinks|localdiscord.ReadMessageHistory)
		}, exitProblem},
		{"a thread in which it may not write", localdiscord.Options{}, func(p *place) {
			p.channel.Deny(p.guild, localdiscord.SendMessagesInThreads)
			p.args = []string{"--channel", p.channel.Thread("a thread").ID}
		}, exitProblem},
		{"Discord is down", localdiscord.Options{}, func(p *place) {
			for range 50 {
				p.discord.Misbehave("GET /users/@me", localdiscord.BadGateway)
			}
		}, exitProblem},
	} {
		commands := registered
		if strings.HasPrefix(tt.name, "no commands") {
			commands = ""
		}
		p := newPlace(t, tt.server, commands)
		tt.ruin(p)
		var out bytes.Buffer
		environ := []string{}
		for name, value := range p.env {
			environ = append(environ, name+"="+value)
		}
		code := Run(t.Context(), append([]string{"doctor"}, p.args...), environ, strings.NewReader(""), &out, &out)
		if code != tt.code {
			t.Errorf("%s: exit code %d, want %d", tt.name, code, tt.code)
		}
		said := regexp.MustCompile(`\d{17,}`).ReplaceAllString(out.String(), "ID")
		said = regexp.MustCompile(`all \d+ are registered`).ReplaceAllString(said, "all N are registered")
		if strings.Contains(said, p.discord.Token()) {
			t.Errorf("%s: the token is told", tt.name)
		}
		fmt.Fprintf(&all, "# %s\n%s\n", tt.name, said)
	}
	golden(t, file, all.String())
}

// newPlace is a set-up in which nothing is wrong, with commands as registered
// ("" for none).
func newPlace(t *testing.T, o localdiscord.Options, registered string) *place {
	t.Helper()
	o.Token, o.Fail = "NDI.token.of-the-test", func(err error) { t.Helper(); t.Fatal(err) }
	d := localdiscord.New(o)
	if err := d.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	p := &place{discord: d, guild: d.Guild("Newsroom"), env: map[string]string{"DISCORD_TOKEN": d.Token(), "DISCORD_API_URL": d.URL(), "LOG_LEVEL": "error"}}
	p.channel = p.guild.Channel("general")
	p.args = []string{"--channel", p.channel.ID}
	if registered != "" {
		p.commands(t, http.MethodPut, registered)
	}
	return p
}

// commands lists or writes the registered commands, as JSON.
func (p *place) commands(t *testing.T, method, body string) string {
	t.Helper()
	q, err := http.NewRequestWithContext(t.Context(), method, p.discord.URL()+"/api/v9/applications/"+p.discord.AppID()+"/commands", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	q.Header.Set("Authorization", "Bot "+p.discord.Token())
	r, err := http.DefaultClient.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	raw, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != http.StatusOK {
		t.Fatal(r.Status, string(raw), err)
	}
	return string(raw)
}

// ran returns the commands that briefbot run registers.
func ran(t *testing.T) string {
	t.Helper()
	p := newPlace(t, localdiscord.Options{}, "")
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan int, 1)
	environ := []string{"DATA_DIR=" + t.TempDir()}
	for name, value := range p.env {
		environ = append(environ, name+"="+value)
	}
	go func() { ended <- Run(ctx, []string{"run"}, environ, strings.NewReader(""), io.Discard, t.Output()) }()
	if err := p.discord.Await(t.Context(), "the commands", func() bool { return len(p.discord.Commands("")) > 0 }); err != nil {
		t.Error(err)
	}
	cancel()
	if code := <-ended; code != exitOK {
		t.Errorf("briefbot run ended with %d", code)
	}
	return p.commands(t, http.MethodGet, "")
}

// golden compares got with a file.
func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}
