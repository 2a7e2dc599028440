package localdiscord

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

type obj = map[string]any

func row(components ...any) obj { return obj{"type": ActionRow, "components": components} }

func button(label, id string) obj {
	return obj{"type": Button, "style": 2, "label": label, "custom_id": id}
}

func repeat(n int, f func(i int) any) []any {
	out := []any{}
	for i := range n {
		out = append(out, f(i))
	}
	return out
}

// problemAt returns the code of the first _errors at a path of a 50035 body;
// "." is the body as a whole.
func problemAt(body map[string]any, path string) string {
	at, _ := body["errors"].(map[string]any)
	for _, key := range strings.FieldsFunc(path, func(r rune) bool { return r == '.' }) {
		at, _ = at[key].(map[string]any)
	}
	list, _ := at["_errors"].([]any)
	if len(list) == 0 {
		return ""
	}
	code, _ := list[0].(map[string]any)["code"].(string)
	return code
}

// Every limit of discord-platform.md A1 and A2, just met and just exceeded.
func TestMessageLimits(t *testing.T) {
	s := start(t, Options{})
	c := s.Guild("g").Channel("c")
	a := strings.Repeat
	embed := func(e obj) obj { return obj{"embeds": []any{e}} }
	sel := func(o obj) obj {
		o["type"] = StringSelect
		if o["custom_id"] == nil {
			o["custom_id"] = "s"
		}
		if o["options"] == nil {
			o["options"] = []any{obj{"label": "l", "value": "v"}}
		}
		return obj{"content": "x", "components": []any{row(o)}}
	}
	options := func(n int) []any {
		return repeat(n, func(i int) any { return obj{"label": "l", "value": fmt.Sprint(i)} })
	}
	with := func(components ...any) obj { return obj{"content": "x", "components": components} }
	for _, tt := range []struct {
		name string
		body any
		path string // "" means that the body is good
		code string
	}{
		{"content 2000", obj{"content": a("x", 2000)}, "", ""},
		{"content 2001", obj{"content": a("x", 2001)}, "content", "BASE_TYPE_MAX_LENGTH"},
		{"nulls", obj{"content": "x", "embeds": nil, "components": nil, "sticker_ids": nil, "attachments": nil, "message_reference": nil, "allowed_mentions": nil, "nonce": nil, "flags": nil, "poll": nil}, "", ""},
		{"10 embeds", obj{"embeds": repeat(10, func(int) any { return obj{"title": "t"} })}, "", ""},
		{"11 embeds", obj{"embeds": repeat(11, func(int) any { return obj{"title": "t"} })}, "embeds", "BASE_TYPE_MAX_LENGTH"},
		{"embed title", embed(obj{"title": a("x", 257)}), "embeds.0.title", "BASE_TYPE_MAX_LENGTH"},
		{"embed description 4096", embed(obj{"description": a("x", 4096)}), "", ""},
		{"embed description", embed(obj{"description": a("x", 4097)}), "embeds.0.description", "BASE_TYPE_MAX_LENGTH"},
		{"embed description is trimmed", embed(obj{"description": a("x", 4096) + "  "}), "", ""},
		{"25 fields", embed(obj{"fields": repeat(25, func(int) any { return obj{"name": "n", "value": "v"} })}), "", ""},
		{"26 fields", embed(obj{"fields": repeat(26, func(int) any { return obj{"name": "n", "value": "v"} })}), "embeds.0.fields", "BASE_TYPE_MAX_LENGTH"},
		{"field name", embed(obj{"fields": []any{obj{"name": a("x", 257), "value": "v"}}}), "embeds.0.fields.0.name", "BASE_TYPE_BAD_LENGTH"},
		{"field without value", embed(obj{"fields": []any{obj{"name": "n"}}}), "embeds.0.fields.0.value", "BASE_TYPE_REQUIRED"},
		{"field value", embed(obj{"fields": []any{obj{"name": "n", "value": a("x", 1025)}}}), "embeds.0.fields.0.value", "BASE_TYPE_BAD_LENGTH"},
		{"footer", embed(obj{"footer": obj{"text": a("x", 2049)}}), "embeds.0.footer.text", "BASE_TYPE_BAD_LENGTH"},
		{"author", embed(obj{"author": obj{"name": a("x", 257)}}), "embeds.0.author.name", "BASE_TYPE_BAD_LENGTH"},
		{"6000 in all", obj{"embeds": []any{obj{"description": a("x", 3000)}, obj{"description": a("x", 3000)}}}, "", ""},
		{"6001 in all", obj{"embeds": []any{obj{"description": a("x", 3000)}, obj{"description": a("x", 3001)}}}, "embeds", "MAX_EMBED_SIZE_EXCEEDED"},
		{"embed url", embed(obj{"title": "t", "url": "javascript:x"}), "embeds.0.url", "URL_TYPE_INVALID_URL"},
		{"embed time", embed(obj{"title": "t", "timestamp": "today"}), "embeds.0.timestamp", "DATE_TIME_TYPE_PARSE"},
		{"empty embed", embed(obj{}), "embeds.0.description", "BASE_TYPE_REQUIRED"},
		{"5 rows of 5", with(repeat(5, func(r int) any {
			return row(repeat(5, func(i int) any { return button("b", fmt.Sprint(r, i)) })...)
		})...), "", ""},
		{"6 rows", with(repeat(6, func(r int) any { return row(button("b", fmt.Sprint(r))) })...), "components", "BASE_TYPE_MAX_LENGTH"},
		{"6 buttons", with(row(repeat(6, func(i int) any { return button("b", fmt.Sprint(i)) })...)), "components.0.components", "BASE_TYPE_BAD_LENGTH"},
		{"empty row", with(row()), "components.0.components", "BASE_TYPE_BAD_LENGTH"},
		{"button without row", with(button("b", "1")), "components.0.type", "BASE_TYPE_CHOICES"},
		{"label", with(row(button(a("x", 81), "1"))), "components.0.components.0.label", "BASE_TYPE_MAX_LENGTH"},
		{"custom_id 100", with(row(button("b", a("x", 100)))), "", ""},
		{"custom_id 101", with(row(button("b", a("x", 101)))), "components.0.components.0.custom_id", "BASE_TYPE_BAD_LENGTH"},
		{"custom_id missing", with(row(obj{"type": Button, "style": 1, "label": "b"})), "components.0.components.0.custom_id", "BASE_TYPE_REQUIRED"},
		{"custom_id twice", with(row(button("b", "1")), row(button("c", "1"))), "components.1.components.0.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"},
		{"style", with(row(obj{"type": Button, "style": 9, "custom_id": "1", "label": "x"})), "components.0.components.0.style", "BASE_TYPE_CHOICES"},
		{"button with nothing on it", with(row(obj{"type": Button, "style": 1, "custom_id": "1"})), "components.0.components.0", "BUTTON_COMPONENT_INVALID_EMPTY"},
		{"link", with(row(obj{"type": Button, "style": 5, "label": "x", "url": "https://example.org"})), "", ""},
		{"link with custom_id", with(row(obj{"type": Button, "style": 5, "label": "x", "url": "https://example.org", "custom_id": "1"})), "components.0.components.0.custom_id", "BUTTON_COMPONENT_CUSTOM_ID_FORBIDDEN"},
		{"25 options", sel(obj{"options": options(25)}), "", ""},
		{"26 options", sel(obj{"options": options(26)}), "components.0.components.0.options", "BASE_TYPE_BAD_LENGTH"},
		{"option label", sel(obj{"options": []any{obj{"label": a("x", 101), "value": "v"}}}), "components.0.components.0.options.0.label", "BASE_TYPE_BAD_LENGTH"},
		{"option value", sel(obj{"options": []any{obj{"label": "l", "value": a("x", 101)}}}), "components.0.components.0.options.0.value", "BASE_TYPE_BAD_LENGTH"},
		{"option description", sel(obj{"options": []any{obj{"label": "l", "value": "v", "description": a("x", 101)}}}), "components.0.components.0.options.0.description", "BASE_TYPE_MAX_LENGTH"},
		{"option twice", sel(obj{"options": []any{obj{"label": "l", "value": "v"}, obj{"label": "m", "value": "v"}}}), "components.0.components.0.options.1.value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"},
		{"placeholder", sel(obj{"placeholder": a("x", 151)}), "components.0.components.0.placeholder", "BASE_TYPE_MAX_LENGTH"},
		{"max_values", sel(obj{"max_values": 26}), "components.0.components.0.max_values", "NUMBER_TYPE_MAX"},
		{"select and button", with(row(obj{"type": StringSelect, "custom_id": "s", "options": options(1)}, button("b", "1"))), "components.0.components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED"},
		{"unknown component", with(row(obj{"type": 99})), "components.0.components.0.type", "BASE_TYPE_CHOICES"},
		{"nonce 25", obj{"content": "x", "nonce": a("n", 25)}, "", ""},
		{"nonce 26", obj{"content": "x", "nonce": a("n", 26)}, "nonce", "NONCE_TYPE_TOO_LONG"},
		{"mention conflict", obj{"content": "x", "allowed_mentions": obj{"parse": []any{"users"}, "users": []any{"1"}}}, "allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"},
		{"parse null", obj{"content": "x", "allowed_mentions": obj{"parse": nil}}, "", ""},
		{"101 users", obj{"content": "x", "allowed_mentions": obj{"users": repeat(101, func(i int) any { return fmt.Sprint(i + 1) })}}, "allowed_mentions.users", "BASE_TYPE_MAX_LENGTH"},
		{"reply to nothing", obj{"content": "x", "message_reference": obj{"message_id": "1"}}, "message_reference", "REPLIES_UNKNOWN_MESSAGE"},
		{"soft reply to nothing", obj{"content": "x", "message_reference": obj{"message_id": "1", "fail_if_not_exists": false}}, "", ""},
		{"V2 with content", obj{"content": "x", "flags": FlagComponentsV2, "components": []any{obj{"type": TextDisplay, "content": "t"}}}, "content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"},
		{"V2", obj{"flags": FlagComponentsV2, "components": []any{obj{"type": TextDisplay, "content": "t"}}}, "", ""},
		{"V2 41 components", obj{"flags": FlagComponentsV2, "components": repeat(41, func(int) any { return obj{"type": TextDisplay, "content": "t"} })}, "components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"},
		{"wrong type", `{"content": 5}`, "content", "BASE_TYPE_BAD_TYPE"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			status, body := rest(t, s, "POST", "/channels/"+c.ID+"/messages", tt.body)
			switch {
			case tt.path == "" && status != http.StatusOK:
				t.Errorf("refused: %d %v", status, body)
			case tt.path != "" && (status != http.StatusBadRequest || body["code"] != 50035.0 || problemAt(body, tt.path) != tt.code):
				t.Errorf("%d %v\nwant %s at %s", status, body, tt.code, tt.path)
			}
		})
	}
}

// The errors that are not about a field.
func TestErrors(t *testing.T) {
	s := start(t, Options{})
	g := s.Guild("g")
	c, hidden := g.Channel("c"), g.Channel("hidden")
	hidden.Deny(g, ViewChannel)
	mute := g.Channel("mute")
	mute.Deny(s.Bot(), SendMessages)
	ann := g.Member("ann")
	theirs := ann.In(c).Say("mine")
	joined := ann.In(c).SystemMessage(TypeMemberJoin)
	shy := g.Member("shy")
	shy.CloseDMs(true)
	_, dm := rest(t, s, "POST", "/users/@me/channels", obj{"recipient_id": shy.User.ID})
	app := "/applications/" + s.AppID()
	for _, tt := range []struct {
		name, method, path string
		body               any
		status, code       int
	}{
		{"no route", "GET", "/nothing", nil, 404, 0},
		{"unknown channel", "POST", "/channels/1/messages", obj{"content": "x"}, 404, 10003},
		{"unknown message", "GET", "/channels/" + c.ID + "/messages/1", nil, 404, 10008},
		{"unknown guild", "GET", "/guilds/1", nil, 404, 10004},
		{"unknown user", "POST", "/users/@me/channels", obj{"recipient_id": "1"}, 404, 10013},
		{"unknown emoji", "PUT", "/channels/" + c.ID + "/messages/" + theirs.ID + "/reactions/nope/@me", nil, 400, 10014},
		{"unknown command", "DELETE", app + "/commands/1", nil, 404, 10063},
		{"hidden channel", "POST", "/channels/" + hidden.ID + "/messages", obj{"content": "x"}, 403, 50001},
		{"mute", "POST", "/channels/" + mute.ID + "/messages", obj{"content": "x"}, 403, 50013},
		{"edit theirs", "PATCH", "/channels/" + c.ID + "/messages/" + theirs.ID, obj{"content": "x"}, 403, 50005},
		{"delete theirs", "DELETE", "/channels/" + c.ID + "/messages/" + theirs.ID, nil, 403, 50013},
		{"empty", "POST", "/channels/" + c.ID + "/messages", obj{"content": "  "}, 400, 50006},
		{"no body", "POST", "/channels/" + c.ID + "/messages", nil, 400, 50006},
		{"closed direct messages", "POST", "/channels/" + dm["id"].(string) + "/messages", obj{"content": "x"}, 403, 50007},
		{"bad JSON", "POST", "/channels/" + c.ID + "/messages", "{", 400, 50109},
		{"reply to a system message", "POST", "/channels/" + c.ID + "/messages", obj{"content": "x", "message_reference": obj{"message_id": joined.ID}}, 400, 50035},
		{"unknown interaction", "POST", "/interactions/1/" + tokenPrefix + "x/callback", obj{"type": 4}, 404, 10062},
		{"unknown webhook", "POST", "/webhooks/1/" + tokenPrefix + "x", obj{"content": "x"}, 404, 10015},
		{"invalid webhook token", "POST", "/webhooks/" + s.AppID() + "/" + tokenPrefix + "x", obj{"content": "x"}, 401, 50027},
	} {
		t.Run(tt.name, func(t *testing.T) {
			status, body := rest(t, s, tt.method, tt.path, tt.body)
			if status != tt.status || body["code"] != float64(tt.code) || body["message"] == "" {
				t.Errorf("%d %v, want %d with code %d", status, body, tt.status, tt.code)
			}
		})
	}
	if status, raw := restRaw(t, s, "GET", "/users/@me", "Bot wrong", nil); status != http.StatusUnauthorized {
		t.Errorf("a wrong token: %d %s", status, raw)
	}
}

func TestCommandLimits(t *testing.T) {
	s := start(t, Options{})
	a := strings.Repeat
	with := func(options ...any) obj { return obj{"name": "n", "description": "d", "options": options} }
	str := func(more obj) obj {
		o := obj{"type": 3, "name": "o", "description": "d"}
		for k, v := range more {
			o[k] = v
		}
		return o
	}
	choices := func(n int, name string) []any {
		return repeat(n, func(i int) any { return obj{"name": fmt.Sprint(name, i), "value": fmt.Sprint(i)} })
	}
	for _, tt := range []struct {
		name string
		body obj
		path string
		code string
	}{
		{"least", obj{"name": "n", "description": "d", "options": nil}, "", ""},
		{"scripts", obj{"name": "प्रश्न", "description": "d"}, "", ""},
		{"name missing", obj{"description": "d"}, "name", "BASE_TYPE_REQUIRED"},
		{"name 33", obj{"name": a("x", 33), "description": "d"}, "name", "BASE_TYPE_BAD_LENGTH"},
		{"name with a space", obj{"name": "a b", "description": "d"}, "name", "STRING_TYPE_REGEX"},
		{"name in capitals", obj{"name": "Ask", "description": "d"}, "name", "APPLICATION_COMMAND_INVALID_NAME"},
		{"no description", obj{"name": "n"}, "description", "BASE_TYPE_REQUIRED"},
		{"description 101", obj{"name": "n", "description": a("x", 101)}, "description", "BASE_TYPE_BAD_LENGTH"},
		{"26 options", with(repeat(26, func(i int) any { return str(obj{"name": fmt.Sprint("o", i)}) })...), "options", "BASE_TYPE_MAX_LENGTH"},
		{"option twice", with(str(nil), str(nil)), "options.1.name", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS"},
		{"required last", with(str(nil), str(obj{"name": "p", "required": true})), "options.1", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"},
		{"25 choices", with(str(obj{"choices": choices(25, "c")})), "", ""},
		{"26 choices", with(str(obj{"choices": choices(26, "c")})), "options.0.choices", "BASE_TYPE_MAX_LENGTH"},
		{"choice name", with(str(obj{"choices": choices(1, a("x", 100))})), "options.0.choices.0.name", "BASE_TYPE_BAD_LENGTH"},
		{"choice value of another type", with(str(obj{"choices": []any{obj{"name": "c", "value": 1}}})), "options.0.choices.0.value", "STRING_TYPE_CONVERT"},
		{"choices and autocomplete", with(str(obj{"choices": choices(1, "c"), "autocomplete": true})), "options.0", "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES"},
		{"max_length", with(str(obj{"max_length": 6001})), "options.0.max_length", "NUMBER_TYPE_MAX"},
		{"option type", with(obj{"type": 12, "name": "o", "description": "d"}), "options.0.type", "BASE_TYPE_CHOICES"},
		{"group in a group", with(obj{"type": 2, "name": "g", "description": "d", "options": []any{obj{"type": 2, "name": "h", "description": "d"}}}), "options.0.options.0.type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"},
		{"subcommand beside an option", with(obj{"type": 1, "name": "g", "description": "d"}, str(nil)), "options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"},
		{"8000", with(repeat(25, func(i int) any {
			return str(obj{"name": fmt.Sprint("o", i), "choices": choices(4, a("x", 98))})
		})...), ".", "APPLICATION_COMMAND_TOO_LARGE"},
		{"menu with description", obj{"name": "M", "type": 3, "description": "d"}, "description", "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_UNAVAILABLE"},
		{"menu", obj{"name": "Answer from the briefing", "type": 3}, "", ""},
		{"locale", obj{"name": "n", "description": "d", "name_localizations": obj{"xx": "n"}}, "name_localizations.xx", "BASE_TYPE_CHOICES"},
		{"localized name", obj{"name": "n", "description": "d", "name_localizations": obj{"de": "A B"}}, "name_localizations.de", "STRING_TYPE_REGEX"},
		{"contexts", obj{"name": "n", "description": "d", "contexts": []any{0, 3}}, "contexts.1", "BASE_TYPE_CHOICES"},
		{"permissions", obj{"name": "n", "description": "d", "default_member_permissions": "x"}, "default_member_permissions", "NUMBER_TYPE_COERCE"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			status, body := rest(t, s, "POST", "/applications/"+s.AppID()+"/commands", tt.body)
			switch {
			case tt.path == "" && status >= 300:
				t.Errorf("refused: %d %v", status, body)
			case tt.path != "" && (body["code"] != 50035.0 || problemAt(body, tt.path) != tt.code):
				t.Errorf("%d %v\nwant %s at %s", status, body, tt.code, tt.path)
			}
		})
	}
	_, body := rest(t, s, "PUT", "/applications/"+s.AppID()+"/commands", []any{obj{"name": "n", "description": "d"}, obj{"name": "n"}})
	if problemAt(body, "1.description") != "BASE_TYPE_REQUIRED" || problemAt(body, "1.name") != "APPLICATION_COMMANDS_DUPLICATE_NAME" {
		t.Errorf("bulk overwrite: %v", body)
	}
}

func TestCommandLife(t *testing.T) {
	clock := NewClock(time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC))
	s := start(t, Options{Clock: clock})
	g := s.Guild("g")
	path := "/applications/" + s.AppID() + "/guilds/" + g.ID + "/commands"
	status, first := rest(t, s, "POST", path, obj{"name": "ask", "description": "d", "name_localizations": obj{"de": "frag"}})
	if status != 201 {
		t.Fatal(status, first)
	}
	status, again := rest(t, s, "POST", path, obj{"name": "ask", "description": "e"})
	if status != 200 || again["id"] != first["id"] || again["version"] == first["version"] {
		t.Errorf("upsert: %d %v", status, again)
	}
	if status, c := rest(t, s, "PATCH", path+"/"+first["id"].(string), obj{"description": "f"}); status != 200 || c["description"] != "f" || c["name"] != "ask" {
		t.Errorf("PATCH: %d %v", status, c)
	}
	if status, _ := rest(t, s, "DELETE", path+"/"+first["id"].(string), nil); status != 204 || len(s.Commands(g.ID)) != 0 {
		t.Errorf("DELETE: %d", status)
	}
	many := repeat(100, func(i int) any { return obj{"name": fmt.Sprint("c", i), "description": "d"} })
	if status, b := rest(t, s, "PUT", path, many); status != 200 {
		t.Fatal(status, b)
	}
	if _, b := rest(t, s, "POST", path, obj{"name": "one-more", "description": "d"}); b["code"] != 30032.0 {
		t.Errorf("the 101st command: %v", b)
	}
	if status, b := rest(t, s, "PUT", path, many); status != 200 { // no creates
		t.Error(status, b)
	}
	fresh := repeat(99, func(i int) any { return obj{"name": fmt.Sprint("d", i), "description": "d"} })
	if _, b := rest(t, s, "PUT", path, fresh); b["code"] != 30034.0 {
		t.Errorf("more than 200 creates: %v", b)
	}
	clock.Advance(24 * time.Hour)
	if status, b := rest(t, s, "PUT", path, fresh); status != 200 {
		t.Error(status, b)
	}
}
