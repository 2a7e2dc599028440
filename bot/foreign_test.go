package bot_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"briefbot/answers"
	"briefbot/bot"
	"briefbot/bot/localdiscord"
	"briefbot/knowledge"
	"briefbot/knowledge/folder"
)

// secret is a word that stands in every text of the other server's base, so
// that nothing of it can be shown without it.
const secret = "Quixotine"

const secretFacts = `briefing: {id: memo, title: The Quixotine Memo, publisher: Quixotine Press}
glossary:
  - {name: Quixotine, kind: thing}
facts:
  - id: vats
    topic: Quixotine vats
    statement: The plant stores Quixotine in 17 vats.
    cites: [{paragraph: 1, quote: The plant stores Quixotine in 17 vats.}]
    figure: 17 vats
    headline: 1
    note: Quixotine is a made-up substance.
    ask: [How many Quixotine vats are there?, Quixotine vats, in how many vats is Quixotine stored]
  - id: leak
    topic: Quixotine leaks
    statement: A vat of Quixotine leaked on 3 May 2024.
    cites: [{paragraph: 2, quote: A vat of Quixotine leaked on 3 May 2024.}]
    figure: 3 May 2024
    headline: 2
    ask: [When did Quixotine leak?, Quixotine leak date, on what day did the Quixotine vat leak]
`

const secretSource = "# Quixotine storage\n\nThe plant stores Quixotine in 17 vats. Nobody outside may hear of Quixotine.\n\nA vat of Quixotine leaked on 3 May 2024.\n"

// TestOtherServer: what belongs to one server is looked up there only. Every
// option, menu, button and custom id of the other server is sent from this one,
// as it was offered there, and as a forger would.
func TestOtherServer(t *testing.T) {
	t.Parallel()
	b, problems := folder.Read(fstest.MapFS{"source.txt": {Data: []byte(secretSource)}, "facts.yaml": {Data: []byte(secretFacts)}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	own := answers.New(knowledge.NewBase(b))
	secretGuild := ""
	c := beginWith(t, localdiscord.Options{}, func(o *bot.Options) {
		o.Index = func(_ context.Context, server string) (*answers.Index, error) {
			if server != "" && server == secretGuild {
				return own, nil
			}
			return index, nil
		}
	})
	there := c.server.Guild("Plant")
	secretGuild = there.ID
	room := there.Channel("control")
	eve := there.Member("eve")
	in := eve.In(room)

	// All that the other server shows its own people.
	var shown []*localdiscord.Message
	take := func(m *localdiscord.Message) *localdiscord.Message {
		t.Helper()
		c.clock.Advance(time.Minute)
		if m == nil || !strings.Contains(text(m), secret) {
			t.Fatalf("the server itself is not shown its secret: %+v", m)
		}
		shown = append(shown, m)
		return m
	}
	call := func(i *localdiscord.Interaction) *localdiscord.Message {
		t.Helper()
		return take(i.Wait(t.Context()).Message)
	}
	answer := take(room.WaitReply(t.Context(), in.Say(c.asks("How many Quixotine vats are there?"))))
	call(in.Press(answer, "Show paragraph"))
	call(in.Slash("ask", localdiscord.Opt{"question": "When did Quixotine leak?", "private": true}))
	for _, view := range answers.Views {
		call(in.Slash("summary", localdiscord.Opt{"view": string(view)}))
	}
	call(in.Slash("summary", localdiscord.Opt{"private": true}))
	call(in.Slash("facts"))
	call(in.Slash("facts", localdiscord.Opt{"search": "Quixotine vats"}))
	call(in.Slash("source", localdiscord.Opt{"paragraph": "1"}))
	call(in.MessageMenu("Answer from the briefing", in.Say("When did Quixotine leak?")))
	var offered []string
	for _, o := range [][2]string{{"ask", "question"}, {"summary", "topic"}, {"facts", "search"}, {"facts", "topic"}, {"source", "paragraph"}} {
		for _, ch := range in.Type(o[0], o[1], "") {
			var value string
			if err := json.Unmarshal(ch.Value, &value); err != nil {
				t.Fatal(err)
			}
			offered = append(offered, value, ch.Name)
		}
	}
	if len(offered) == 0 {
		t.Fatal("nothing was offered")
	}

	// From here on eve is in the newsroom, and in a direct message.
	c.guild.Join(eve)
	for _, place := range []*localdiscord.Place{eve.In(c.channel), eve.DM()} {
		mine := func(what string, r *localdiscord.Response) {
			t.Helper()
			c.clock.Advance(time.Minute)
			if r == nil {
				return
			}
			seen, _ := json.Marshal(r)
			for _, piece := range []string{"17 vats", "May 2024", "stores", "leaked", "made-up"} {
				if strings.Contains(string(seen), piece) && !strings.Contains(what, piece) { // what was sent may be repeated
					t.Errorf("%s: shows %q of the other server: %s", what, piece, seen)
				}
			}
		}
		for _, o := range [][2]string{{"ask", "question"}, {"summary", "topic"}, {"facts", "search"}, {"facts", "topic"}, {"source", "paragraph"}} {
			for _, value := range append(offered, "memo 1", "memo 2", "memo", "vats", "memo/vats") {
				mine("/"+o[0]+" "+value, place.ForgeSlash(o[0], []map[string]any{{"type": 3, "name": o[1], "value": value}}).Wait(t.Context()))
				if len(value) > 0 && len(value) <= 100 {
					mine("typing "+value, &localdiscord.Response{Choices: place.Type(o[0], o[1], value)})
				}
			}
		}
		reply := place.Channel().WaitReply(t.Context(), place.Say(c.asks("How many Quixotine vats are there?")))
		mine("a question", &localdiscord.Response{Message: reply})
		forged := 0
		for _, m := range shown {
			for _, k := range components(m.Components) {
				if strings.HasPrefix(k.CustomID, "ad:") {
					continue // she may take her own reply away
				}
				values := [][]string{nil}
				for _, o := range k.Options {
					values = append(values, []string{o.Value})
				}
				for _, v := range values {
					forged++
					mine("custom id "+k.CustomID, place.Forge(reply, k.Type, k.CustomID, v...).Wait(t.Context()))
				}
			}
		}
		if forged < 40 {
			t.Errorf("only %d buttons and menus were tried", forged)
		}
	}
}

// components are the buttons and menus among list, rows opened.
func components(list []*localdiscord.Component) []*localdiscord.Component {
	var out []*localdiscord.Component
	for _, k := range list {
		if k.CustomID != "" {
			out = append(out, k)
		}
		out = append(out, components(k.Components)...)
	}
	return out
}
