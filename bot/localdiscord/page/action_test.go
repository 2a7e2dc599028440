package page

import (
	"bufio"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"briefbot/bot/localdiscord"
)

// do carries out an action and returns what the browser hears.
func do(t *testing.T, p *Page, url, action string, in input) outcome {
	t.Helper()
	body, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	status, text, _ := send(t, request(t, p, "POST", url+"/api/"+action, string(body)))
	var out outcome
	if err := json.Unmarshal([]byte(text), &out); err != nil || status != http.StatusOK {
		t.Fatalf("%s: %d %s", action, status, text)
	}
	return out
}

// TestActions: what people may do with messages, and what not.
func TestActions(t *testing.T) {
	p, url := served(t)
	channel := p.guild.Channels()[0].ID
	say := func(as, text string) string {
		return do(t, p, url, "say", input{As: as, Channel: channel, Text: text}).Message
	}
	of, theirs := say("member", "one"), say("moderator", "two")
	if m := p.discord.Message(of); m == nil || m.Content != "one" || m.Author.ID != p.actor("member").User.ID {
		t.Fatalf("said: %+v", m)
	}
	reply := do(t, p, url, "reply", input{As: "member", Channel: channel, Message: theirs, Text: "three", Ping: true}).Message
	if m := p.discord.Message(reply); m.Type != localdiscord.TypeReply || len(m.Mentions) != 1 {
		t.Errorf("reply: %+v", m)
	}
	quiet := do(t, p, url, "reply", input{As: "member", Channel: channel, Message: theirs, Text: "four"}).Message
	if m := p.discord.Message(quiet); len(m.Mentions) != 0 {
		t.Errorf("reply without ping: %+v", m)
	}
	for _, tt := range []struct {
		action  string
		in      input
		refused bool
	}{
		{"edit", input{As: "moderator", Message: of, Text: "mine now"}, true},
		{"edit", input{As: "member", Message: of, Text: "one, better"}, false},
		{"edit", input{As: "member", Message: of, Text: " "}, true},
		{"delete", input{As: "member", Message: theirs}, true},
		{"delete", input{As: "moderator", Message: of}, false},
		{"delete", input{As: "moderator", Message: of}, true}, // gone
		{"reply", input{As: "member", Message: of, Text: "to nothing"}, true},
		{"say", input{As: "member", Text: strings.Repeat("x", 2001)}, true},
		{"say", input{As: "member", Text: ""}, true},
		{"slash", input{As: "member", Name: "ask"}, true}, // no bot is here
		{"slash", input{As: "member", Name: ""}, true},
		{"menu", input{As: "member", Name: "Answer", Message: theirs}, true},
		{"type", input{As: "member", Name: "ask", Option: "question"}, true},
		{"press", input{As: "member", Message: theirs, ID: "x"}, true},
		{"pick", input{As: "member", Message: theirs, ID: "x", Values: []string{"y"}}, true},
		{"submit", input{As: "member", ID: "x"}, true},
	} {
		tt.in.Channel = channel
		if got := do(t, p, url, tt.action, tt.in); (got.Refused != "") != tt.refused {
			t.Errorf("%s %+v: refused %q", tt.action, tt.in, got.Refused)
		}
	}
}

// TestApart: neither actor sees or enters the other's direct messages.
func TestApart(t *testing.T) {
	p, url := served(t)
	mine := do(t, p, url, "dm", input{As: "member"}).Channel
	secret := do(t, p, url, "say", input{As: "member", Channel: mine, Text: "between us"}).Message
	status, _, _ := send(t, request(t, p, "POST", url+"/api/say", `{"as":"moderator","channel":"`+mine+`","text":"hello"}`))
	if status != http.StatusNotFound {
		t.Errorf("the moderator in the member's direct messages: %d", status)
	}
	channel := p.guild.Channels()[0].ID
	for _, action := range []string{"delete", "edit", "reply", "press", "menu"} {
		out := do(t, p, url, action, input{As: "moderator", Channel: channel, Message: secret, Text: "x", Name: "Answer", ID: "x"})
		if p.discord.Message(secret) == nil || out.Refused == "" {
			t.Errorf("%s: the moderator reaches a direct message of the member: %+v", action, out)
		}
	}
	for as, sees := range map[string]bool{"member": true, "moderator": false} {
		kinds, text := stream(t, p, url, as, func() {
			do(t, p, url, "say", input{As: "member", Channel: mine, Text: "more between us"})
			do(t, p, url, "say", input{As: "member", Channel: channel, Text: "the end"})
		})
		if got := strings.Contains(text, "between us"); got != sees {
			t.Errorf("%s sees the member's direct messages: %t", as, got)
		}
		if !strings.HasPrefix(kinds, "hello ") || strings.Count(text, "\n") > 4 {
			t.Errorf("%s: events %s", as, kinds)
		}
	}
}

// stream reads the events of an actor until "the end" is said; then runs once
// the stream is there.
func stream(t *testing.T, p *Page, url, as string, then func()) (kinds, text string) {
	t.Helper()
	response, err := http.DefaultClient.Do(request(t, p, "GET", url+"/api/events?as="+as, ""))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	lines := bufio.NewScanner(response.Body)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		kind, isKind := strings.CutPrefix(lines.Text(), "event: ")
		data, isData := strings.CutPrefix(lines.Text(), "data: ")
		switch {
		case isKind:
			kinds += kind + " "
		case isData && text == "":
			text = data + "\n"
			then()
		case isData:
			text += data + "\n"
			if strings.Contains(data, "the end") {
				return kinds, text
			}
		}
	}
	t.Fatalf("the stream ended: %v", lines.Err())
	return "", ""
}
