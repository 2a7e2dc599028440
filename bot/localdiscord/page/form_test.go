package page_test

import (
	"context"
	"log/slog"
	"net"
	"testing"

	"github.com/bwmarrin/discordgo"

	"briefbot/bot/localdiscord"
	"briefbot/bot/localdiscord/page"
)

// TestForm fills in a form that another bot than ours shows, and has its
// nastiest message shown as text.
func TestForm(t *testing.T) {
	chromium(t)
	discord := localdiscord.New(localdiscord.Options{BotName: "Briefbot", Fail: func(err error) { t.Error(err) }})
	web := page.New(page.Options{Discord: discord, Log: slog.New(slog.NewTextHandler(t.Output(), nil))})
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := discord.Start(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- web.Serve(ctx, ln) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if err := discord.Close(); err != nil {
			t.Error(err)
		}
	})
	session := formBot(t, discord)
	t.Cleanup(func() { _ = session.Close() }) // the server may have closed first

	b := openPage(t, "http://"+ln.Addr().String(), 390, 844)
	b.waitFor(`document.querySelectorAll("#channels button").length === 2`)
	b.do(focus("#text"))
	b.write("/suggest")
	b.waitText(`[role="option"]`, "/suggest")
	b.enter()
	b.waitFor(`!document.querySelector("#command").hidden`)
	b.enter()
	b.waitFor(`document.querySelector("dialog").open && document.activeElement.id === "field-0"`)
	b.write("<img src=x onerror=alert(1)> **43**")
	b.picture("form")
	b.click("dialog .button", "Submit")
	b.waitText(".content", "<img src=x onerror=alert(1)> 43 /")
	b.waitFor(`!document.querySelector("dialog").open && document.querySelectorAll("img").length === 0`)
	b.quiet()
}

// formBot is a bot with one command, which shows a form, and repeats what was
// filled in.
func formBot(t *testing.T, discord *localdiscord.Server) *discordgo.Session {
	t.Helper()
	client := newClient(t, discord)
	client.AddHandler(func(s *discordgo.Session, e *discordgo.InteractionCreate) {
		r := &discordgo.InteractionResponse{Type: discordgo.InteractionResponseModal, Data: &discordgo.InteractionResponseData{
			CustomID: "form", Title: "Suggest a fact", Components: []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
				discordgo.TextInput{CustomID: "quote", Label: "Quote", Style: discordgo.TextInputParagraph, Required: true, MaxLength: 300},
			}}},
		}}
		if e.Type == discordgo.InteractionModalSubmit {
			typed := e.ModalSubmitData().Components[0].(*discordgo.ActionsRow).Components[0].(*discordgo.TextInput).Value
			r = &discordgo.InteractionResponse{Type: discordgo.InteractionResponseChannelMessageWithSource,
				Data: &discordgo.InteractionResponseData{Content: typed + " /"}}
		}
		if err := s.InteractionRespond(e.Interaction, r); err != nil {
			t.Error(err)
		}
	})
	if err := client.Open(); err != nil {
		t.Fatal(err)
	}
	if err := discord.WaitReady(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, err := client.ApplicationCommandCreate(discord.AppID(), "", &discordgo.ApplicationCommand{Name: "suggest", Description: "Suggest a fact"})
	if err != nil {
		t.Fatal(err)
	}
	return client
}
