package localdiscord

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
)

// start returns a running server that fails t.
func start(t *testing.T, o Options) *Server {
	t.Helper()
	if o.Fail == nil {
		o.Fail = func(err error) { t.Helper(); t.Fatal(err) }
	}
	s := New(o)
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

type redirect struct{ to *url.URL }

func (r redirect) RoundTrip(q *http.Request) (*http.Response, error) {
	q = q.Clone(q.Context())
	q.URL.Scheme, q.URL.Host, q.Host = r.to.Scheme, r.to.Host, ""
	return http.DefaultTransport.RoundTrip(q)
}

// session returns a discordgo session that talks to s and is not open yet.
func newSession(t *testing.T, s *Server) *discordgo.Session {
	t.Helper()
	d, err := discordgo.New("Bot " + s.Token())
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(s.URL())
	if err != nil {
		t.Fatal(err)
	}
	d.Client = &http.Client{Transport: redirect{u}, Timeout: 20 * time.Second}
	d.ShouldReconnectOnError, d.SyncEvents, d.StateEnabled = false, true, false
	d.Identify.Intents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages |
		discordgo.IntentsGuildMessageReactions
	return d
}

// connect opens a session. At the end the server drops it, which costs less
// than discordgo's Close (1 s).
func connect(t *testing.T, s *Server, d *discordgo.Session) {
	t.Helper()
	if err := d.Open(); err != nil {
		t.Fatal(err)
	}
	if err := s.WaitReady(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// rest sends a request as the bot and returns status and decoded body.
func rest(t *testing.T, s *Server, method, path string, body any) (int, map[string]any) {
	t.Helper()
	status, raw := restRaw(t, s, method, path, "Bot "+s.Token(), body)
	var v map[string]any
	if len(raw) > 0 && raw[0] == '{' {
		if err := json.Unmarshal(raw, &v); err != nil {
			t.Fatalf("%s %s: %v in %s", method, path, err, raw)
		}
	}
	return status, v
}

func restRaw(t *testing.T, s *Server, method, path, auth string, body any) (int, []byte) {
	t.Helper()
	var in io.Reader
	switch b := body.(type) {
	case nil:
	case string:
		in = bytes.NewBufferString(b)
	default:
		raw, err := json.Marshal(b)
		if err != nil {
			t.Fatal(err)
		}
		in = bytes.NewReader(raw)
	}
	q, err := http.NewRequestWithContext(t.Context(), method, s.URL()+"/api/v10"+path, in)
	if err != nil {
		t.Fatal(err)
	}
	q.Header.Set("Authorization", auth)
	q.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, raw
}

// A conversation with the real discordgo, from connecting to a modal.
func TestConversation(t *testing.T) {
	s := start(t, Options{})
	g := s.Guild("newsroom")
	desk := g.Channel("desk")
	ann, bob := g.Member("ann"), g.Member("bob")
	ctx := t.Context()

	d := newSession(t, s)
	var unread []string // contents of messages that the bot was not meant to read
	read := make(chan string, 100)
	d.AddHandler(func(d *discordgo.Session, m *discordgo.MessageCreate) {
		if m.Author.Bot {
			return
		}
		read <- m.Content
		if len(m.Mentions) == 0 && m.GuildID != "" {
			return
		}
		if _, err := d.ChannelMessageSendComplex(m.ChannelID, &discordgo.MessageSend{
			Content:         "43 plots",
			Reference:       m.SoftReference(),
			AllowedMentions: &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}},
			Embeds:          []*discordgo.MessageEmbed{{Title: "43", Description: "since 2017"}},
			Components: []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
				discordgo.Button{Label: "Show paragraph", CustomID: "p:10", Style: discordgo.SecondaryButton},
				discordgo.Button{Label: "Gone", CustomID: "gone", Style: discordgo.SecondaryButton, Disabled: true},
			}}},
		}); err != nil {
			t.Error(err)
		}
	})
	d.AddHandler(func(d *discordgo.Session, i *discordgo.InteractionCreate) { answer(t, d, i) })
	connect(t, s, d)
	if _, err := d.ApplicationCommandBulkOverwrite(s.AppID(), "", []*discordgo.ApplicationCommand{
		{Name: "ask", Description: "Ask the briefing", Options: []*discordgo.ApplicationCommandOption{
			{Type: discordgo.ApplicationCommandOptionString, Name: "question", Description: "What?", Required: true, Autocomplete: true},
			{Type: discordgo.ApplicationCommandOptionUser, Name: "for", Description: "Whom?"},
			{Type: discordgo.ApplicationCommandOptionBoolean, Name: "private", Description: "Only you"},
		}},
		{Name: "suggest", Description: "Suggest a fact"},
		{Name: "slow", Description: "Takes its time"},
		{Name: "Answer from the briefing", Type: discordgo.MessageApplicationCommand},
	}); err != nil {
		t.Fatal(err)
	}

	asked := ann.In(desk).Say(s.Mention() + " how many plots?")
	reply := desk.WaitReply(ctx, asked)
	if reply.Content != "43 plots" || len(reply.Embeds) != 1 || len(reply.Mentions) != 0 {
		t.Errorf("reply = %+v", reply)
	}
	ann.In(desk).Say("unread chatter")
	desk.WaitQuiet(ctx, ann.In(desk).Say(s.Mention()+" again"))
	bob.DM().Say("hello")
	bob.DM().Channel().WaitMessage(ctx)
	close(read)
	for r := range read {
		unread = append(unread, r)
	}
	if len(unread) != 4 || unread[1] != "" || unread[3] != "hello" {
		t.Errorf("the bot read %q", unread)
	}

	press := ann.In(desk).Press(reply, "Show paragraph").Wait(ctx)
	if press.Message.Content != "paragraph of p:10" || !press.Message.Ephemeral() {
		t.Errorf("press: %+v", press.Message)
	}
	if n, m := len(ann.In(desk).Sees()), len(bob.In(desk).Sees()); n != m+1 {
		t.Errorf("ann sees %d messages, bob %d: one should be ephemeral", n, m)
	}
	gone := ann.In(desk).Try()
	if gone.Press(reply, "Gone"); gone.Err() == nil {
		t.Error("a disabled button was pressed")
	}

	if choices := ann.In(desk).Type("ask", "question", "par"); len(choices) != 1 || choices[0].Text() != "par?" {
		t.Errorf("choices = %v", choices)
	}
	ask := ann.In(desk).Slash("ask", Opt{"question": "how many?", "for": bob, "private": true}).Wait(ctx)
	if ask.Message.Content != "how many? for bob true" || ask.Message.Type != TypeChatInputCommand {
		t.Errorf("/ask: %+v", ask.Message)
	}
	if again := bob.DM().Slash("ask", Opt{"question": "hm"}).Wait(ctx); again.Message.Content != "hm for  false" {
		t.Errorf("/ask in a direct message: %+v", again.Message)
	}

	slow := ann.In(desk).Slash("slow")
	if m := slow.Wait(ctx).Message; m.Content != "done at last" || m.EditedTimestamp != nil {
		t.Errorf("/slow: %+v", m)
	}
	if m := slow.WaitFollowup(ctx, 1); m.Content != "and more" || m.Type != TypeReply {
		t.Errorf("follow-up: %+v", m)
	}

	menu := ann.In(desk).MessageMenu("Answer from the briefing", asked).Wait(ctx)
	if menu.Message.Content != "you said "+asked.Content {
		t.Errorf("message menu: %q", menu.Message.Content)
	}

	form := ann.In(desk).Slash("suggest").Wait(ctx).Modal
	empty := ann.In(desk).Try()
	if empty.Fill(form, nil).Submit(); empty.Err() == nil {
		t.Error("a required field was left empty")
	}
	sent := ann.In(desk).Fill(form, map[string]any{"Text": "43 plots"}).Submit().Wait(ctx)
	if sent.Message.Content != "thanks for 43 plots" {
		t.Errorf("modal: %+v", sent.Message)
	}
}

// answer is the test bot's way with interactions.
func answer(t *testing.T, d *discordgo.Session, i *discordgo.InteractionCreate) {
	say := func(content string, flags discordgo.MessageFlags) {
		if err := d.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{
			Type: discordgo.InteractionResponseChannelMessageWithSource,
			Data: &discordgo.InteractionResponseData{Content: content, Flags: flags},
		}); err != nil {
			t.Error(err)
		}
	}
	switch i.Type {
	case discordgo.InteractionMessageComponent:
		say("paragraph of "+i.MessageComponentData().CustomID, discordgo.MessageFlagsEphemeral)
	case discordgo.InteractionModalSubmit:
		row := i.ModalSubmitData().Components[0].(*discordgo.ActionsRow)
		say("thanks for "+row.Components[0].(*discordgo.TextInput).Value, 0)
	case discordgo.InteractionApplicationCommandAutocomplete:
		typed := i.ApplicationCommandData().Options[0].StringValue()
		if err := d.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{
			Type: discordgo.InteractionApplicationCommandAutocompleteResult,
			Data: &discordgo.InteractionResponseData{Choices: []*discordgo.ApplicationCommandOptionChoice{{Name: typed + "?", Value: typed + "?"}}},
		}); err != nil {
			t.Error(err)
		}
	case discordgo.InteractionApplicationCommand:
		data := i.ApplicationCommandData()
		switch data.Name {
		case "ask":
			whom, private := "", false
			for _, o := range data.Options[1:] {
				switch o.Name {
				case "for":
					whom = data.Resolved.Users[o.Value.(string)].Username
				case "private":
					private = o.BoolValue()
				}
			}
			say(data.Options[0].StringValue()+" for "+whom+map[bool]string{true: " true", false: " false"}[private], 0)
		case "Answer from the briefing":
			say("you said "+data.Resolved.Messages[data.TargetID].Content, discordgo.MessageFlagsEphemeral)
		case "suggest":
			if err := d.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{
				Type: discordgo.InteractionResponseModal,
				Data: &discordgo.InteractionResponseData{CustomID: "suggest", Title: "Suggest", Components: []discordgo.MessageComponent{
					discordgo.ActionsRow{Components: []discordgo.MessageComponent{
						discordgo.TextInput{CustomID: "text", Label: "Text", Style: discordgo.TextInputShort, Required: true},
					}},
				}},
			}); err != nil {
				t.Error(err)
			}
		case "slow":
			if err := d.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{Type: discordgo.InteractionResponseDeferredChannelMessageWithSource}); err != nil {
				t.Error(err)
			}
			content := "done at last"
			if _, err := d.InteractionResponseEdit(i.Interaction, &discordgo.WebhookEdit{Content: &content}); err != nil {
				t.Error(err)
			}
			if _, err := d.FollowupMessageCreate(i.Interaction, true, &discordgo.WebhookParams{Content: "and more"}); err != nil {
				t.Error(err)
			}
		}
	}
}

// A bot that is not connected answers nothing; the deadline is the clock's.
func TestNoResponse(t *testing.T) {
	clock := NewClock(time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC))
	s := start(t, Options{Clock: clock})
	g := s.Guild("g")
	c := g.Channel("c")
	if status, body := rest(t, s, "POST", "/applications/"+s.AppID()+"/commands", map[string]any{"name": "ask", "description": "d"}); status != 201 {
		t.Fatal(status, body)
	}
	p := g.Member("ann").In(c).Try()
	i := p.Slash("ask")
	clock.Advance(3*time.Second + time.Millisecond)
	if r := i.Wait(context.Background()); r != nil || p.Err() == nil {
		t.Errorf("Wait = %v, %v; want a failure", r, p.Err())
	}
}
