package cli

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"briefbot/bot/localdiscord"
)

// TestRunRefused: what Discord refuses for good ends briefbot run with exit
// code 1 and one plain sentence.
func TestRunRefused(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, tt := range []struct {
		name string
		ruin func(p *place)
		want string
	}{
		{"a wrong token", func(p *place) { p.env["DISCORD_TOKEN"] = "wrong" }, "DISCORD_TOKEN"},
		{"a token that the gateway refuses", func(p *place) { p.discord.Greet(localdiscord.GreetClose(4004)) }, "DISCORD_TOKEN"},
		{"an intent that is not switched on", func(p *place) { p.env["UNPROMPTED"] = "on" }, "UNPROMPTED=off"},
		{"too many servers", func(p *place) { p.discord.Greet(localdiscord.GreetClose(4011)) }, "sharded"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newPlace(t, localdiscord.Options{}, "")
			tt.ruin(p)
			environ := []string{"DATA_DIR=" + t.TempDir()}
			for name, value := range p.env {
				environ = append(environ, name+"="+value)
			}
			var errs bytes.Buffer
			code := Run(t.Context(), []string{"run"}, environ, strings.NewReader(""), io.Discard, &errs)
			if said := errs.String(); code != exitProblem || strings.Count(said, "\n") != 1 || !strings.Contains(said, tt.want) || !strings.HasPrefix(said, "briefbot: refused by Discord") {
				t.Errorf("exit code %d, said %q", code, said)
			}
		})
	}
}
