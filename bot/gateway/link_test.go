package gateway

import (
	"encoding/json"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
)

// FuzzSequence: events in any order, some twice, end where they would in
// order; a gap holds the sequence back.
func FuzzSequence(f *testing.F) {
	f.Add(uint64(1), uint(10))
	f.Fuzz(func(t *testing.T, seed uint64, n uint) {
		n = n%maxAhead + 1
		r := rand.New(rand.NewPCG(seed, 0))
		order := r.Perm(int(n))
		gap := int64(r.IntN(int(n))) + 1
		var s, held sequence
		for _, k := range order {
			if s.add(int64(k) + 1) {
				t.Errorf("%d of %v comes for the first time", k+1, order)
			}
			if !s.add(int64(k)+1) || !s.add(int64(order[0])+1) {
				t.Errorf("%d or %d of %v comes again", k+1, order[0]+1, order)
			}
			if int64(k)+1 != gap {
				held.add(int64(k) + 1)
			}
		}
		if s.whole != int64(n) || len(s.ahead) > 0 {
			t.Errorf("after %v: %+v", order, s)
		}
		if held.whole != gap-1 {
			t.Errorf("without %d: %+v", gap, held)
		}
	})
}

// TestSequenceGivesUp: a number that never comes does not hold it for ever.
func TestSequenceGivesUp(t *testing.T) {
	var s sequence
	for n := int64(2); n < 2*maxAhead; n++ {
		s.add(n)
	}
	if s.whole != 2*maxAhead-1 {
		t.Errorf("%+v", s)
	}
	if s.add(1) {
		t.Error("a late event that was given up is taken for one that came before")
	}
}

func TestStarts(t *testing.T) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	const day = 24 * time.Hour
	for _, tt := range []struct {
		name string
		starts
		want time.Duration
	}{
		{"first", starts{1000, 1000, now.Add(day), time.Time{}}, 0},
		{"next", starts{1000, 999, now.Add(day), now.Add(-2 * time.Second)}, 3 * time.Second},
		{"paced", starts{1000, 999, now.Add(day), now.Add(-6 * time.Second)}, 0},
		{"half are left", starts{1000, 499, now.Add(494 * time.Minute), now}, time.Minute},
		{"few are left at the start", starts{1000, 6, now.Add(day), time.Time{}}, 0},
		{"what is kept", starts{1000, 5, now.Add(time.Hour), time.Time{}}, time.Hour},
		{"none", starts{1000, 0, now.Add(time.Hour), now}, time.Hour},
		{"whole again", starts{1000, 0, now.Add(-time.Second), now.Add(-time.Hour)}, 0},
		{"not known", starts{0, 0, time.Time{}, now}, 5 * time.Second},
	} {
		if got := tt.wait(now, 5*time.Second); got != tt.want {
			t.Errorf("%s: wait %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestBackoff(t *testing.T) {
	for failures := range 100 {
		most := min(usual.first<<min(max(failures-1, 0), 10), usual.last)
		for range 100 {
			if d := backoff(failures, usual.first, usual.last); d < most/2 || d >= most {
				t.Fatalf("after %d failures: %v, want half of %v to that", failures, d, most)
			}
		}
	}
}

func TestAddresses(t *testing.T) {
	for s, ok := range map[string]bool{
		"wss://gateway.discord.gg": true, "ws://127.0.0.1:80/gateway": true, "ws://[::1]:80": true,
		"ws://gateway.discord.gg": false, "https://gateway.discord.gg": false, "": false, "wss://": false,
	} {
		if u, err := gatewayURL(s); (err == nil) != ok {
			t.Errorf("%q: %q, %v", s, u, err)
		}
	}
	if u, _ := gatewayURL("wss://gateway.discord.gg"); u != "wss://gateway.discord.gg/?encoding=json&v=9" {
		t.Errorf("address %q", u)
	}
	for s, ok := range map[string]bool{
		"https://discord.example": true, "http://localhost:1": true, "http://127.0.0.1:1": true,
		"http://discord.example": false, "discord.example": false, "ftp://discord.example": false,
	} {
		if _, err := apiURL(s); (err == nil) != ok {
			t.Errorf("%q: %v", s, err)
		}
	}
}

// FuzzDecode: whatever comes, a message or an interaction is read whole or not
// at all, and never panics.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"id":"1","author":{"id":"2"},"components":[{"type":20}],"referenced_message":{"components":[{"type":99}]}}`))
	f.Add([]byte(`{"id":"1","type":5,"data":{"custom_id":"f","components":[{"type":18,"component":{"type":4,"custom_id":"t","value":"x"}}]},"message":{"components":[{"type":20}]}}`))
	f.Add([]byte(`{"id":"1","type":5}`))
	f.Add([]byte(`{"id":"1","type":2,"data":{"name":"ask"}}`))
	f.Add([]byte(`{"components":{"components":[null]}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		var m discordgo.MessageCreate
		if err := decode(raw, &m); err == nil && m.Message == nil && json.Valid(raw) && string(raw) != "null" {
			t.Errorf("no message from %s", raw)
		}
		var i discordgo.InteractionCreate
		if err := decode(raw, &i); err == nil && i.Interaction == nil {
			t.Errorf("no interaction from %s", raw)
		}
	})
}

// TestDecodeKeeps: only what cannot be read is left out.
func TestDecodeKeeps(t *testing.T) {
	var m discordgo.MessageCreate
	err := decode([]byte(`{"id":"1","content":"c","author":{"id":"2"},"components":[{"type":20}],"referenced_message":{"id":"3","author":{"id":"4"},"components":[{"type":99}]}}`), &m)
	if err != nil || m.Author.ID != "2" || m.Content != "c" || m.ReferencedMessage.Author.ID != "4" {
		t.Errorf("%+v, %v", m.Message, err)
	}
	var known discordgo.MessageCreate
	err = decode([]byte(`{"id":"1","components":[{"type":1,"components":[{"type":2,"custom_id":"b","style":1}]}]}`), &known)
	if err != nil || len(known.Components) != 1 {
		t.Errorf("%+v, %v", known.Message, err)
	}
	var i discordgo.InteractionCreate
	err = decode([]byte(`{"id":"1","token":"t","type":5,"guild_id":"g","channel_id":"c","member":{"user":{"id":"u"},"permissions":"8"},"message":{"id":"m","components":[{"type":20}]},
		"data":{"custom_id":"f","components":[
			{"type":18,"component":{"type":4,"custom_id":"text","value":"x"}},
			{"type":18,"component":{"type":3,"custom_id":"menu","values":["a","b"]}},
			{"type":18,"component":{"type":21,"custom_id":"radio","value":null}},
			{"type":18,"component":{"type":23,"custom_id":"box","value":false}},
			{"type":18,"component":{"type":19,"custom_id":"file","values":["9"]}},
			{"type":10,"id":5},
			{"type":1,"components":[{"type":4,"custom_id":"old","value":"y"}]}],
		"resolved":{"attachments":{"9":{"id":"9","filename":"a.txt"}}}}}`), &i)
	if err != nil {
		t.Fatal(err)
	}
	form := i.Data.(Form)
	for id, want := range map[string]string{"text": "x", "menu": "a", "radio": "", "box": "false", "file": "9", "old": "y"} {
		if got := form.Text(id); got != want || form.Values[id] == nil {
			t.Errorf("%s is %q, want %q", id, got, want)
		}
	}
	if len(form.Values) != 6 || len(form.Values["menu"]) != 2 || form.Attachments["9"].Filename != "a.txt" || i.Member.User.ID != "u" || i.Member.Permissions != 8 || i.Message.ID != "m" || i.Token != "t" || i.GuildID != "g" {
		t.Errorf("%+v in %+v", form, i.Interaction)
	}
	if i.Type != form.Type() {
		t.Errorf("type %v", i.Type)
	}
}
