package bot_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"briefbot/answers"
	"briefbot/bot/localdiscord"
)

// knownErrors are the places where Discord's description and Discord's own
// documentation disagree, and the documentation is right. A row is a
// correction, not an excuse: everything around it is still checked.
var knownErrors = []knownError{
	{
		at: "components/schemas/InnerErrors/properties/_errors/items",
		correct: `{"type": "object", "required": ["code", "message"],
			"properties": {"code": {"type": "string"}, "message": {"type": "string"}}}`,
		reason: "the code of one field's error is a word such as BASE_TYPE_REQUIRED; only the whole answer's is a number",
		page:   "https://docs.discord.com/developers/reference#error-messages",
	},
	{
		at:      "components/schemas/ApplicationCommandCreateRequest/properties/default_member_permissions",
		correct: `{"type": ["string", "null"], "pattern": "^[0-9]+$"}`,
		reason:  "sets of permissions are strings of digits, in requests too",
		page:    "https://docs.discord.com/developers/topics/permissions",
	},
	{
		at:      "components/schemas/ApplicationCommandUpdateRequest/properties/default_member_permissions",
		correct: `{"type": ["string", "null"], "pattern": "^[0-9]+$"}`,
		reason:  "as above, in bulk",
		page:    "https://docs.discord.com/developers/topics/permissions",
	},
}

// A knownError replaces the schema at a place, its keys joined by "/".
type knownError struct{ at, correct, reason, page string }

// conversations are what is said on the wire for TestOpenAPI. What it means is
// tested elsewhere.
var conversations = []struct {
	name string
	talk func(*talk)
}{
	{"mention, edit, delete", func(c *talk) {
		ctx := c.t.Context()
		q := c.ann.Say(c.asks(plotsQuestion))
		r := c.channel.WaitReply(ctx, q)
		c.ann.Edit(q, c.asks("who is the director-general of MI5?"))
		r = c.channel.WaitEdit(ctx, r)
		c.channel.WaitReply(ctx, c.bob.Reply(r, "and what is the GRU?"))
		c.ann.Delete(q)
		c.channel.WaitDelete(ctx, r)
		c.channel.WaitReply(ctx, c.ann.Say(c.server.Mention()))
		c.channel.WaitReply(ctx, c.bob.Say(c.asks("How many plots has Belarus backed?")))
		c.channel.WaitReply(ctx, c.bob.Say(c.asks("what is the GRU")))
	}},
	{"direct message, thread, few permissions", func(c *talk) {
		ctx := c.t.Context()
		dm := c.annA.DM()
		dm.Channel().WaitReply(ctx, dm.Say("who is the head of MI5?"))
		thread := c.channel.Thread("plots")
		thread.WaitReply(ctx, c.annA.In(thread).Say(c.asks(plotsQuestion)))
		plain := c.guild.Channel("plain")
		plain.Deny(c.server.Bot(), localdiscord.EmbedLinks)
		plain.WaitReply(ctx, c.annA.In(plain).Say(c.asks(plotsQuestion)))
		blind := c.guild.Channel("blind")
		blind.Deny(c.server.Bot(), localdiscord.ReadMessageHistory)
		c.annA.In(blind).Say(c.asks(plotsQuestion))
		blind.WaitMessage(ctx)
	}},
	{"buttons", func(c *talk) {
		ctx := c.t.Context()
		r := c.channel.WaitReply(ctx, c.ann.Say(c.asks(plotsQuestion)))
		shown := c.bob.Press(r, "Show paragraph").Wait(ctx).Message
		c.bob.Press(shown, "▶ ¶ 11").Wait(ctx)
		other := c.bob.Press(r, "Not what I asked").Wait(ctx).Message
		c.bob.Press(other, c.first(other, localdiscord.Button).CustomID).Wait(ctx)
		c.bob.Press(r, "Delete").Wait(ctx) // refused
		c.bob.Forge(r, localdiscord.Button, "x").Wait(ctx)
		c.ann.Press(r, "Delete")
		c.channel.WaitDelete(ctx, r)
	}},
	{"ask, autocomplete", func(c *talk) {
		ctx := c.t.Context()
		c.ann.Type("ask", "question", "diplomats exp")
		c.ann.Type("source", "paragraph", "1")
		c.ann.Type("facts", "search", "tripl")
		c.ann.Type("summary", "topic", "chi")
		c.ann.Type("ask", "question", "")
		c.ann.Slash("ask", localdiscord.Opt{"question": plotsQuestion}).Wait(ctx)
		c.ann.Slash("ask", localdiscord.Opt{"question": plotsQuestion, "for": c.modA}).Wait(ctx)
		private := c.bob.Slash("ask", localdiscord.Opt{"question": plotsQuestion, "private": true}).Wait(ctx).Message
		c.bob.Press(private, "Post it").Wait(ctx)
	}},
	{"summary", func(c *talk) {
		ctx := c.t.Context()
		c.ann.Slash("summary").Wait(ctx)
		for _, view := range answers.Views {
			c.clock.Advance(time.Minute)
			r := c.ann.Slash("summary", localdiscord.Opt{"view": string(view)}).Wait(ctx).Message
			menu := c.first(r, localdiscord.StringSelect)
			r = c.ann.Pick(r, menu.CustomID, menu.Options[0].Value).Wait(ctx).Message
			if next := r.Component("Next page"); next != nil && !next.Disabled {
				r = c.ann.Press(r, "Next page").Wait(ctx).Message
				c.bob.Press(r, "Back a page").Wait(ctx)
			}
		}
		c.clock.Advance(time.Minute)
		c.ann.Slash("summary", localdiscord.Opt{"topic": "Cooking"}).Wait(ctx)
		c.ann.Slash("summary", localdiscord.Opt{"topic": "China", "private": true}).Wait(ctx)
	}},
	{"facts, source, help, about", func(c *talk) {
		ctx := c.t.Context()
		list := c.ann.Slash("facts").Wait(ctx).Message
		menu := c.first(list, localdiscord.StringSelect)
		c.ann.Pick(list, menu.CustomID, menu.Options[0].Value).Wait(ctx)
		found := c.ann.Slash("facts", localdiscord.Opt{"search": "russian diplomats expelled"}).Wait(ctx).Message
		c.ann.Press(found, "Post it").Wait(ctx)
		c.clock.Advance(time.Minute)
		source := c.ann.Slash("source", localdiscord.Opt{"paragraph": "7"}).Wait(ctx).Message
		c.ann.Press(source, "Post it").Wait(ctx)
		c.ann.Slash("source", localdiscord.Opt{"paragraph": "77"}).Wait(ctx)
		c.clock.Advance(time.Minute)
		c.ann.Slash("help").Wait(ctx)
		c.ann.Slash("about").Wait(ctx)
	}},
	{"check", func(c *talk) {
		ctx := c.t.Context()
		c.ann.Slash("check", localdiscord.Opt{"claim": strings.Repeat(wrongClaim+" ", 10), "private": false}).Wait(ctx)
		r := c.ann.MessageMenu("Check against the briefing", c.bob.Say("“China is the same,” McCallum said. "+wrongClaim)).Wait(ctx).Message
		c.ann.Press(r, "Post it").Wait(ctx)
	}},
	{"message command, too fast", func(c *talk) {
		ctx := c.t.Context()
		q := c.bob.Say("does anybody know who runs MI5?")
		r := c.ann.MessageMenu("Answer from the briefing", q).Wait(ctx).Message
		c.ann.Press(r, "Post it").Wait(ctx)
		c.channel.WaitReply(ctx, q)
		for range 8 {
			c.bob.Slash("ask", localdiscord.Opt{"question": "what is the GRU"}).Wait(ctx)
		}
	}},
	{"error answers", func(c *talk) {
		// The reply goes while the bot edits it: 10008 to the bot.
		q := c.ann.Say(c.asks(plotsQuestion))
		r := c.channel.WaitReply(c.t.Context(), q)
		c.server.Intercept(func(_ http.ResponseWriter, in *http.Request) bool {
			if in.Method == http.MethodPatch {
				c.mod.Delete(r)
			}
			return false
		})
		c.ann.Edit(q, c.asks("what is the GRU"))
		c.channel.WaitDelete(c.t.Context(), r)
		c.channel.WaitReply(c.t.Context(), c.bob.Say(c.asks(plotsQuestion))) // after it, in order
		c.server.Intercept(nil)

		// What the bot does not say; such requests and answers are checked too.
		messages := "/channels/" + c.channel.ID + "/messages"
		long := strings.Repeat("x", 4000)
		c.rest(http.MethodPost, messages, `{"embeds":[{"description":"`+long+`"},{"description":"`+long+`"}]}`, 400)
		c.rest(http.MethodPost, messages, `{}`, 400)
		c.rest(http.MethodGet, "/channels/1", "", 404)
		c.rest(http.MethodPost, "/applications/"+c.server.AppID()+"/commands",
			`{"type":1,"name":"clear","description":"Clear","default_member_permissions":"8192"}`, 201)
		c.server.Limit("POST /channels/{channel}/messages", 1, time.Second)
		c.rest(http.MethodPost, messages, `{"content":"one"}`, 200)
		c.rest(http.MethodPost, messages, `{"content":"two"}`, 429)
	}},
}

// operations must all have been used, or the conversations prove too little.
var operations = []string{
	"get_bot_gateway", "list_application_commands", "bulk_set_application_commands", "create_application_command",
	"create_message", "update_message", "delete_message", "create_interaction_response", "update_original_webhook_message",
}

// rest sends a request as the bot would.
func (c *talk) rest(method, path, body string, want int) {
	c.t.Helper()
	q, err := http.NewRequestWithContext(c.t.Context(), method, c.server.URL()+"/api/v10"+path, strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	q.Header.Set("Authorization", "Bot "+c.server.Token())
	q.Header.Set("Content-Type", "application/json")
	got, err := http.DefaultClient.Do(q)
	if err != nil {
		c.t.Fatal(err)
	}
	got.Body.Close()
	if got.StatusCode != want {
		c.t.Errorf("%s %s = %d, want %d", method, path, got.StatusCode, want)
	}
}

// first returns the first component of a kind in the rows of m.
func (c *talk) first(m *localdiscord.Message, kind int) *localdiscord.Component {
	c.t.Helper()
	for _, row := range m.Components {
		for _, found := range row.Components {
			if found.Type == kind {
				return found
			}
		}
	}
	c.t.Fatalf("no component of type %d in %s", kind, text(m))
	return nil
}

// TestOpenAPI checks what the bot and localdiscord say to each other over REST
// against Discord's description of its API, which is not part of this module.
func TestOpenAPI(t *testing.T) {
	t.Parallel()
	raw := descriptionFile(t)
	wires := make([]bytes.Buffer, len(conversations)+len(curatedConversations))
	var names []string
	t.Run("conversations", func(t *testing.T) {
		for i, tt := range conversations {
			names = append(names, tt.name)
			t.Run(tt.name, func(t *testing.T) {
				t.Parallel()
				tt.talk(beginLogged(t, &wires[i]))
			})
		}
		for i, tt := range curatedConversations {
			names = append(names, tt.name)
			t.Run(tt.name, func(t *testing.T) {
				t.Parallel()
				on := localdiscord.Options{Clock: newClock(), WireLog: &wires[len(conversations)+i]}
				tt.talk(beginCuratedOn(t, openSQLite(t), on))
			})
		}
	}) // the servers are closed now, the logs whole

	published := readDescription(t, raw)
	corrected := readDescription(t, raw, knownErrors...)
	var bodies []body
	used, invalid := map[string]int{}, 0
	for i := range wires {
		for _, line := range restLines(t, &wires[i]) {
			operation, found, err := corrected.bodies(line)
			if err != nil {
				t.Errorf("%s: %s %s: %v", names[i], line.Method, line.Path, err)
				invalid++
				continue
			}
			used[operation]++
			bodies = append(bodies, found...)
		}
	}
	wrong := body{schema: pointer("components", "schemas", "MessageResponse"), raw: []byte(`{"id": 1}`)}
	if corrected.check(t, wrong) == nil {
		t.Errorf("%s is taken for a message: nothing is checked here", wrong.raw)
	}
	known := 0
	for _, b := range bodies {
		err := corrected.check(t, b)
		switch {
		case err != nil:
			t.Errorf("%s: %v\n%s", b.name, err, b.raw)
			invalid++
		case published.check(t, b) != nil:
			known++
		}
	}
	t.Logf("checked %d bodies, invalid %d, known errors %d", len(bodies), invalid, known)
	for i, k := range knownErrors {
		without := readDescription(t, raw, slices.Delete(slices.Clone(knownErrors), i, i+1)...)
		n := 0
		for _, b := range bodies {
			if without.check(t, b) != nil {
				n++
			}
		}
		t.Logf("known error at %s: %d bodies: %s (%s)", k.at, n, k.reason, k.page)
		if n == 0 {
			t.Errorf("the known error at %s was not met: drop it, or say something that meets it", k.at)
		}
	}
	for _, operation := range slices.Sorted(maps.Keys(used)) {
		t.Logf("%4d %s", used[operation], operation)
	}
	for _, operation := range operations {
		if used[operation] == 0 {
			t.Errorf("no conversation used %s", operation)
		}
	}
}

// descriptionFile returns Discord's OpenAPI description, from the folder
// "shared" beside this directory or one above it.
func descriptionFile(t *testing.T) []byte {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		raw, err := os.ReadFile(filepath.Join(dir, "shared", "discord", "openapi.json"))
		if err == nil {
			return raw
		}
		if !os.IsNotExist(err) {
			t.Fatal(err)
		}
		if dir == filepath.Dir(dir) {
			t.Skip("Discord's OpenAPI description, shared/discord/openapi.json, is not here: nothing to check against")
		}
		dir = filepath.Dir(dir)
	}
}

// A restLine is what the wire log says of one request.
type restLine struct {
	Wire, Method, Path string
	Status             int
	Request, Response  json.RawMessage
}

func restLines(t *testing.T, wire *bytes.Buffer) (lines []restLine) {
	t.Helper()
	d := json.NewDecoder(wire)
	for d.More() {
		var line restLine
		if err := d.Decode(&line); err != nil {
			t.Fatal(err)
		}
		if line.Wire == "rest" && line.Method != "" {
			lines = append(lines, line)
		}
	}
	return lines
}
