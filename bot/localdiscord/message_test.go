package localdiscord

import (
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestNonce(t *testing.T) {
	s := start(t, Options{})
	g := s.Guild("g")
	c, d := g.Channel("c"), g.Channel("d")
	post := func(c *Channel, enforce bool) string {
		_, b := rest(t, s, "POST", "/channels/"+c.ID+"/messages", obj{"content": "x", "nonce": "n1", "enforce_nonce": enforce})
		return b["id"].(string)
	}
	first := post(c, true)
	if again := post(c, true); again != first {
		t.Error("the same nonce made a second message")
	}
	if post(c, false) == first {
		t.Error("without enforce_nonce no second message was made")
	}
	if post(d, true) == first {
		t.Error("a nonce reached into another channel")
	}
}

func TestMentions(t *testing.T) {
	s := start(t, Options{})
	g := s.Guild("g")
	c := g.Channel("c")
	ann, bob := g.Member("ann"), g.Member("bob")
	asked := ann.In(c).Say("q")
	text := "hi " + bob.Mention() + " @everyone"
	reply := obj{"message_id": asked.ID}
	for _, tt := range []struct {
		name string
		body obj
		want string
	}{
		{"by default all", obj{"content": text, "message_reference": reply}, "bob ann"},
		{"none", obj{"content": text, "message_reference": reply, "allowed_mentions": obj{"parse": []any{}}}, ""},
		{"one", obj{"content": text, "allowed_mentions": obj{"users": []any{bob.User.ID}}}, "bob"},
		{"another", obj{"content": text, "allowed_mentions": obj{"users": []any{ann.User.ID}}}, ""},
		{"the asker", obj{"content": text, "message_reference": reply, "allowed_mentions": obj{"replied_user": true}}, "ann"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, b := rest(t, s, "POST", "/channels/"+c.ID+"/messages", tt.body)
			if got := mentioned(b); got != tt.want || b["mention_everyone"] != false {
				t.Errorf("mentions %q, want %q; everyone %v", got, tt.want, b["mention_everyone"])
			}
			_, e := rest(t, s, "PATCH", "/channels/"+c.ID+"/messages/"+b["id"].(string), obj{"content": bob.Mention()})
			if !strings.Contains(mentioned(e), "bob") {
				t.Errorf("an edit without allowed_mentions mentions %q", mentioned(e))
			}
		})
	}
}

func mentioned(b obj) string {
	var names []string
	for _, u := range b["mentions"].([]any) {
		names = append(names, u.(obj)["username"].(string))
	}
	return strings.Join(names, " ")
}

func TestFiles(t *testing.T) {
	s := start(t, Options{})
	c := s.Guild("g").Channel("c")
	send := func(size int) (int, obj) {
		var buf bytes.Buffer
		w := multipart.NewWriter(&buf)
		_ = w.WriteField("payload_json", `{"embeds":[{"image":{"url":"attachment://a.png"}}],"attachments":[{"id":0,"description":"alt"}]}`)
		part, _ := w.CreateFormFile("files[0]", "a.png")
		_, _ = part.Write(bytes.Repeat([]byte{7}, size))
		w.Close()
		q, _ := http.NewRequestWithContext(t.Context(), "POST", s.URL()+"/api/v9/channels/"+c.ID+"/messages", &buf)
		q.Header.Set("Authorization", "Bot "+s.Token())
		q.Header.Set("Content-Type", w.FormDataContentType())
		resp, err := http.DefaultClient.Do(q)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		var b obj
		if err := json.NewDecoder(resp.Body).Decode(&b); err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, b
	}
	status, b := send(5)
	if status != http.StatusOK {
		t.Fatal(status, b)
	}
	a := b["attachments"].([]any)[0].(obj)
	if a["filename"] != "a.png" || a["description"] != "alt" || a["size"] != 5.0 || b["embeds"].([]any)[0].(obj)["image"].(obj)["url"] != a["url"] {
		t.Errorf("attachment %v in %v", a, b)
	}
	resp, err := http.Get(a["url"].(string))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if data, _ := io.ReadAll(resp.Body); len(data) != 5 {
		t.Errorf("the file has %d bytes", len(data))
	}
	if status, b := send(maxFile + 1); problemAt(b, "files.0") == "" {
		t.Errorf("a file too large: %d %v", status, b)
	}
	if status, b := send(maxRequest + 1); status != http.StatusRequestEntityTooLarge || b["code"] != 40005.0 {
		t.Errorf("a request too large: %d %v", status, b)
	}
}

func TestHistoryAndThreads(t *testing.T) {
	s := start(t, Options{})
	g := s.Guild("g")
	c := g.Channel("c")
	ann := g.Member("ann")
	var said []*Message
	for _, text := range []string{"a", "b", "c", "d", "e"} {
		said = append(said, ann.In(c).Say(s.Mention()+text))
	}
	for query, want := range map[string]string{
		"":                              "edcba",
		"?limit=2":                      "ed",
		"?limit=2&before=" + said[3].ID: "cb",
		"?limit=2&after=" + said[0].ID:  "cb",
		"?limit=3&around=" + said[2].ID: "dcb",
	} {
		_, raw := restRaw(t, s, "GET", "/channels/"+c.ID+"/messages"+query, "Bot "+s.Token(), nil)
		var list []Message
		if err := json.Unmarshal(raw, &list); err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, m := range list {
			got += strings.TrimPrefix(m.Content, s.Mention())
		}
		if got != want {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
	from := "/channels/" + c.ID + "/messages/" + said[0].ID + "/threads"
	status, thread := rest(t, s, "POST", from, obj{"name": "t"})
	if status != 201 || thread["id"] != said[0].ID || thread["parent_id"] != c.ID {
		t.Errorf("thread: %d %v", status, thread)
	}
	if _, b := rest(t, s, "POST", from, obj{"name": "t"}); b["code"] != 160004.0 {
		t.Errorf("a second thread: %v", b)
	}
	if status, b := rest(t, s, "POST", "/channels/"+said[0].ID+"/messages", obj{"content": "in the thread"}); status != 200 {
		t.Error(status, b)
	}
	closed := c.Thread("closed")
	closed.Archive(true)
	if _, b := rest(t, s, "POST", "/channels/"+closed.ID+"/messages", obj{"content": "x"}); b["code"] != 50083.0 {
		t.Errorf("a locked thread: %v", b)
	}
	post := ann.In(g.Forum("forum")).Post("title", "text")
	if m := ann.In(post).Sees(); len(m) != 1 || m[0].Content != "text" {
		t.Errorf("post: %v", m)
	}
}

// Without MESSAGE_CONTENT the bot reads little by REST too.
func TestContentByREST(t *testing.T) {
	for _, tt := range []struct {
		name string
		o    Options
		want string
	}{{"without", Options{}, ""}, {"with", Options{Privileged: IntentMessageContent}, "secret"}} {
		t.Run(tt.name, func(t *testing.T) {
			s := start(t, tt.o)
			g := s.Guild("g")
			c := g.Channel("c")
			m := g.Member("ann").In(c).Say("secret")
			if _, b := rest(t, s, "GET", "/channels/"+c.ID+"/messages/"+m.ID, nil); b["content"] != tt.want {
				t.Errorf("content %q, want %q", b["content"], tt.want)
			}
		})
	}
}

// TestFounded: what is made before a bot connects has the same ids in each run.
func TestFounded(t *testing.T) {
	ids := func() []string {
		s := New(Options{Founded: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC), Fail: func(err error) { t.Error(err) }})
		g := s.Guild("newsroom")
		return []string{s.Bot().User.ID, g.ID, g.Channel("desk").ID, g.Role("editors", 0).ID, g.Member("ann").User.ID}
	}
	first, second := ids(), ids()
	if !slices.Equal(first, second) {
		t.Errorf("%v, then %v", first, second)
	}
	s := New(Options{Fail: func(err error) { t.Error(err) }})
	if s.Bot().User.ID == first[0] {
		t.Error("a server that was not founded has the ids of one that was")
	}
}
