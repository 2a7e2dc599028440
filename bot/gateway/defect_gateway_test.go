package gateway_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"briefbot/bot/gateway"
	"briefbot/bot/localdiscord"
)

// A greeting that does not lead to READY: discordgo hangs in Open for ever, or
// gives up.
func TestDefectGreetings(t *testing.T) {
	for _, tt := range []struct {
		name   string
		script func(*localdiscord.Server)
	}{
		{"op 7 in place of READY", func(s *localdiscord.Server) { s.Greet(localdiscord.GreetReconnect) }},
		{"op 7 in place of Hello", func(s *localdiscord.Server) { s.Hello(localdiscord.GreetReconnect) }},
		{"no READY", func(s *localdiscord.Server) { s.Greet(localdiscord.GreetSilence) }},
		{"another event in place of READY", func(s *localdiscord.Server) { s.Greet(localdiscord.GreetOther) }},
		{"no Hello", func(s *localdiscord.Server) { s.Hello(localdiscord.GreetSilence) }},
		{"closed before READY", func(s *localdiscord.Server) { s.Greet(localdiscord.GreetClose(4000)) }},
		{"dropped before Hello", func(s *localdiscord.Server) { s.Hello(localdiscord.GreetDrop) }},
		{"op 9 d=true to IDENTIFY", func(s *localdiscord.Server) { s.Greet(localdiscord.GreetInvalidRetry) }},
		{"no address", func(s *localdiscord.Server) { s.Misbehave("GET /gateway/bot", localdiscord.BadGateway) }},
		{"an address in HTML", func(s *localdiscord.Server) {
			s.Misbehave("GET /gateway/bot", localdiscord.TooManyHTML(time.Millisecond))
			s.Misbehave("GET /gateway", localdiscord.TooManyHTML(time.Millisecond))
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := begin(t, localdiscord.Options{})
			tt.script(s.discord)
			s.start().up()
		})
	}
}

// Op 9 in answer to IDENTIFY: discordgo identifies again at once, as fast as
// the line allows, on the same connection.
func TestDefectInvalidStorm(t *testing.T) {
	s := begin(t, localdiscord.Options{IdentifyPace: 50 * time.Millisecond}) // 5 s, a hundred times faster
	for range 5 {
		s.discord.Greet(localdiscord.GreetInvalid)
	}
	s.start().up()
	if n := s.discord.Identifies(); n != 6 {
		t.Errorf("%d IDENTIFYs, want one for each op 9 and one that is taken", n)
	}
}

// Op 9 in answer to RESUME: a new session, on a new connection.
func TestDefectInvalidResume(t *testing.T) {
	s := begin(t, localdiscord.Options{}).start()
	s.up()
	s.discord.Greet(localdiscord.GreetInvalid)
	s.discord.DropGateway()
	s.hearsAgain()
	if r, i := s.discord.Resumes(), s.discord.Identifies(); r != 1 || i != 2 {
		t.Errorf("%d RESUMEs and %d IDENTIFYs", r, i)
	}
}

// hearsAgain waits until something that is said is heard.
func (s *scene) hearsAgain() {
	s.t.Helper()
	end := time.After(patience)
	for n := 0; ; n++ {
		s.say("again")
		select {
		case <-s.heard:
			return
		case <-end:
			s.t.Fatal("it hears nothing any more")
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// Codes that forbid to come back: discordgo resumes for ever. Each ends Run
// with one plain sentence.
func TestDefectRefusals(t *testing.T) {
	for code, word := range map[int]string{4004: "token", 4010: "shard", 4011: "sharded", 4012: "version", 4013: "intents", 4014: "Message Content"} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			t.Parallel()
			s := begin(t, localdiscord.Options{}).start()
			s.up()
			s.discord.CloseGateway(code)
			err := s.refusal()
			if !errors.Is(err, gateway.ErrRefused) || !strings.Contains(err.Error(), word) || strings.Contains(err.Error(), "\n") {
				t.Errorf("ended with %v", err)
			}
		})
	}
}

// Codes that end the session but not the bot: discordgo resumes what is gone.
func TestDefectSessionOver(t *testing.T) {
	for _, code := range []int{4003, 4005, 4007, 4009} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			t.Parallel()
			s := begin(t, localdiscord.Options{}).start()
			s.up()
			s.discord.CloseGateway(code)
			s.hearsAgain()
			if r, i := s.discord.Resumes(), s.discord.Identifies(); r != 0 || i != 2 {
				t.Errorf("%d RESUMEs and %d IDENTIFYs", r, i)
			}
		})
	}
}

// What ends a connection but not its session: what was said meanwhile comes by
// a RESUME, in order and once, without an IDENTIFY.
func TestDefectResume(t *testing.T) {
	for _, tt := range []struct {
		name string
		end  func(*localdiscord.Server)
	}{
		{"op 7", (*localdiscord.Server).AskReconnect},
		{"op 9 d=true", func(s *localdiscord.Server) { s.Invalidate(true) }},
		{"4000", func(s *localdiscord.Server) { s.CloseGateway(4000) }},
		{"4008", func(s *localdiscord.Server) { s.CloseGateway(4008) }},
		{"no code", (*localdiscord.Server).DropGateway},
		{"six connections that break at once", func(s *localdiscord.Server) {
			for range 6 {
				s.Hello(localdiscord.GreetDrop)
			}
			s.DropGateway()
		}},
		{"op 7 to RESUME", func(s *localdiscord.Server) {
			s.Greet(localdiscord.GreetReconnect)
			s.DropGateway()
		}},
		{"silence to RESUME", func(s *localdiscord.Server) {
			s.Greet(localdiscord.GreetSilence)
			s.DropGateway()
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := begin(t, localdiscord.Options{}).start()
			s.up()
			tt.end(s.discord)
			want := []string{}
			for n := range 100 {
				s.say(fmt.Sprint(n))
				want = append(want, fmt.Sprint(n))
			}
			s.hears(want...)
			s.say("end")
			s.hears("end")
			if n := s.discord.Identifies(); n != 1 {
				t.Errorf("%d IDENTIFYs", n)
			}
			// After a try that fails the usual address is asked.
			if n := s.discord.MisplacedResumes(); n > 0 && s.discord.Connections() == 2 {
				t.Errorf("%d RESUMEs elsewhere than at resume_gateway_url", n)
			}
		})
	}
}

// A heartbeat without its acknowledgement: discordgo notices after five, and
// closes with 1000, which ends the session.
func TestDefectMissingAcks(t *testing.T) {
	s := begin(t, localdiscord.Options{Heartbeat: 100 * time.Millisecond}).start()
	s.up()
	opened := s.discord.Connections()
	s.discord.DropAcks(true)
	s.await("a new connection", func() bool { return s.discord.Connections() > opened })
	s.discord.DropAcks(false)
	s.hearsAgain()
	if n := s.discord.Identifies(); n != 1 {
		t.Errorf("%d IDENTIFYs: the session was given up", n)
	}
}

// The first heartbeat: discordgo sends it at once. With an hour between two,
// a random part of it has not passed.
func TestDefectFirstBeat(t *testing.T) {
	var wire lines
	s := begin(t, localdiscord.Options{Heartbeat: time.Hour, WireLog: &wire}).start()
	s.up()
	s.say("two")
	s.hears("two")
	if strings.Contains(wire.String(), `"op":1,`) || strings.Contains(wire.String(), `"op":1}`) {
		t.Error("a heartbeat was sent at once")
	}
}

// A session that cannot be resumed is given up after five times.
func TestDefectResumeInVain(t *testing.T) {
	s := begin(t, localdiscord.Options{}).start()
	s.up()
	s.discord.Greet(localdiscord.GreetClose(4000), localdiscord.GreetReconnect, localdiscord.GreetInvalidRetry, localdiscord.GreetDrop, localdiscord.GreetReconnect)
	s.discord.DropGateway()
	s.hearsAgain()
	if r, i := s.discord.Resumes(), s.discord.Identifies(); r != 5 || i != 2 {
		t.Errorf("%d RESUMEs and %d IDENTIFYs", r, i)
	}
}

// Order: discordgo runs each handler in a goroutine of its own.
func TestDefectOrder(t *testing.T) {
	s := begin(t, localdiscord.Options{}).start()
	s.up()
	var want []string
	for n := range 200 {
		s.say(fmt.Sprint(n))
		want = append(want, fmt.Sprint(n))
	}
	s.hears(want...)
}

// What discordgo hands on in part: an unknown component leaves a message
// without its author, and a form of labels without data.
func TestDefectUnknownComponent(t *testing.T) {
	s := begin(t, localdiscord.Options{}).start()
	s.up()
	s.say("with a component", localdiscord.WithComponent(20))
	s.hears("with a component")
}

func TestDefectLabelForm(t *testing.T) {
	s := begin(t, localdiscord.Options{}).start()
	s.up()
	s.ann.ForgeLabels("form", map[string]any{"text": "43", "pick": []string{"a", "b"}, "sure": true})
	select {
	case data := <-s.forms:
		form, ok := data.(gateway.Form)
		if !ok || form.CustomID != "form" || form.Text("text") != "43" || len(form.Values["pick"]) != 2 || form.Text("sure") != "true" || form.Text("none") != "" {
			t.Errorf("the form came as %#v", data)
		}
	case <-time.After(patience):
		t.Fatal("the form never came")
	}
	s.ann.ForgeSubmit("rows", map[string]string{"text": "44"})
	if form, _ := (<-s.forms).(gateway.Form); form.CustomID != "rows" || form.Text("text") != "44" {
		t.Errorf("rows came as %#v", form)
	}
}

// An event that nobody can read is skipped and counted; those around it come.
func TestDefectBrokenEvent(t *testing.T) {
	s := begin(t, localdiscord.Options{}).start()
	s.up()
	s.discord.Deliver(localdiscord.DeliverNormally, localdiscord.DeliverBroken)
	s.say("before")
	s.say("broken")
	s.say("after")
	s.hears("before", "after")
	if n := s.counts().Undecodable; n != 1 {
		t.Errorf("%d events counted as undecodable", n)
	}
}

// A panic in a handler ends the process under discordgo.
func TestDefectPanic(t *testing.T) {
	if bare {
		t.Fatal("discordgo lets the panic of a handler end the process: not run")
	}
	s := begin(t, localdiscord.Options{})
	s.start(func(l *gateway.Link) {
		gateway.On(l, "MESSAGE_CREATE", func(m *discordgo.MessageCreate) {
			if strings.HasSuffix(m.Content, "boom") {
				panic("boom")
			}
		})
	})
	s.up()
	s.say("boom")
	s.say("after")
	s.hears("boom", "after")
	if n := s.counts().Panics; n != 1 {
		t.Errorf("%d panics counted", n)
	}
}

// Events that came out of order: a RESUME brings what is missing before the
// latest, which discordgo would not ask for.
func TestDefectGap(t *testing.T) {
	s := begin(t, localdiscord.Options{}).start()
	s.up()
	s.discord.Deliver(localdiscord.DeliverLater)
	s.say("missing")
	s.say("latest")
	s.hears("latest")
	s.discord.DropGateway()
	s.hears("missing") // and not the latest again
	s.say("end")
	s.hears("end")
	if n := s.counts().Repeated; n != 1 {
		t.Errorf("%d events counted as repeated", n)
	}
}

// An event that comes twice is handled once, one that comes late is handled.
func TestDefectRepeated(t *testing.T) {
	s := begin(t, localdiscord.Options{}).start()
	s.up()
	s.discord.Deliver(localdiscord.DeliverTwice, localdiscord.DeliverSwapped)
	for _, text := range []string{"twice", "late", "before"} {
		s.say(text)
	}
	s.hears("twice", "before", "late")
	if n := s.counts().Repeated; n != 1 {
		t.Errorf("%d events counted as repeated", n)
	}
}

// Too few starts: none is used that would reset the token. discordgo does not
// ask how many there are.
func TestDefectSessionStarts(t *testing.T) {
	const reset = time.Second
	s := begin(t, localdiscord.Options{})
	s.discord.SessionStarts(5, reset) // 5 are kept
	begun := time.Now()
	s.start().up()
	if took := time.Since(begun); took < reset {
		t.Errorf("it identified after %v, before the starts were whole again", took)
	}
	if !strings.Contains(s.log.String(), "too few session starts left") {
		t.Error("what is left is not logged")
	}
}

// TestConnected: readiness follows READY and RESUMED, not the websocket.
func TestConnected(t *testing.T) {
	if bare {
		t.Skip("discordgo says nothing of it")
	}
	s := begin(t, localdiscord.Options{})
	var link *gateway.Link
	up := make(chan bool, 10)
	s.start(func(l *gateway.Link) {
		link = l
		for _, kind := range []string{"READY", "RESUMED"} {
			gateway.On(l, kind, func(*struct{}) { up <- l.Connected() })
		}
	})
	if !<-up {
		t.Error("not connected at READY")
	}
	s.discord.Hello(localdiscord.GreetSilence)
	s.discord.DropGateway()
	s.await("a second websocket", func() bool { return s.discord.Connections() == 2 })
	if link.Connected() {
		t.Error("connected before RESUMED")
	}
	if !<-up {
		t.Error("not connected at RESUMED")
	}
	s.stop()
	if link.Connected() {
		t.Error("connected after the end")
	}
}
