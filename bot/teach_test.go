package bot_test

import (
	"strings"
	"testing"

	"briefbot/bot/localdiscord"
)

// TestTaughtOtherwise: what was taught can be taught otherwise.
func TestTaughtOtherwise(t *testing.T) {
	t.Parallel()
	c := beginCurated(t, openSQLite(t))
	const odd = "what did the spook boss count on his fingers since spring seventeen"
	teach := func(pick string) {
		t.Helper()
		menu := c.message(c.boss.MessageMenu("Teach Briefbot", c.ann.Say("hey\n"+odd)), "Which fact should it get?")
		form := c.modal(c.boss.Pick(menu, "Choose a fact, or none", pick))
		preview := c.on(menu, func() *localdiscord.Interaction { return c.boss.Fill(form, nil).Submit() }, "preview")
		if preview.Component("Publish") != nil {
			c.press(preview, "Publish", "Published")
		}
	}
	teach("none")
	teach(c.key("plots-disrupted"))
	if got := c.answered("hey " + odd); !strings.Contains(got, "43") {
		t.Errorf("taught to get the fact: %s", got)
	}
	teach(c.key("director-general"))
	if got := c.answered("hey " + odd); strings.Contains(got, "43") || strings.Contains(got, "does not say") {
		t.Errorf("taught to get another: %s", got)
	}
	teach("none")
	if got := c.answered("hey " + odd); !strings.Contains(got, "does not say") {
		t.Errorf("taught to get none: %s", got)
	}
}
