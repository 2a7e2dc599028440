package page_test

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"briefbot/answers"
	"briefbot/bot"
	"briefbot/bot/localdiscord"
	"briefbot/bot/localdiscord/page"
	"briefbot/knowledge"
	"briefbot/knowledge/briefings"
	"briefbot/knowledge/desk"
	"briefbot/knowledge/folder"
	"briefbot/knowledge/store"
)

const plotsQuestion = "How many terror plots have MI5 and British police disrupted since March 2017?"

// serve runs the page with the real bot and returns its address.
func serve(t *testing.T) (url string) {
	t.Helper()
	log := slog.New(slog.NewTextHandler(t.Output(), nil))
	discord := localdiscord.New(localdiscord.Options{BotName: "Briefbot", Fail: func(err error) { t.Error(err) }})
	if err := discord.Start(); err != nil {
		t.Fatal(err)
	}
	web := page.New(page.Options{Discord: discord, Examples: []string{plotsQuestion, "Who leads MI5?"}, Log: log})
	var base []*knowledge.Briefing
	for _, dir := range briefings.BuiltIn() {
		b, problems := folder.Read(dir)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		base = append(base, b)
	}
	ix := answers.New(knowledge.NewBase(base...))
	st, err := store.OpenSQLite(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	d, err := desk.New(t.Context(), desk.Options{Base: ix.Base(), Index: ix, Store: st, Log: log})
	if err != nil {
		t.Fatal(err)
	}
	// For the bot's limits each look at the clock is two seconds later: the
	// browser here asks faster than a person.
	var looks atomic.Int64
	start := time.Now()
	b, err := bot.New(bot.Options{Token: discord.Token(), APIURL: discord.URL(), Version: "test", Log: log,
		Now:  func() time.Time { return start.Add(time.Duration(looks.Add(1)) * 2 * time.Second) },
		Desk: d})
	if err != nil {
		t.Fatal(err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 2)
	go func() { ended <- b.Run(ctx) }()
	go func() { ended <- web.Serve(ctx, ln) }()
	t.Cleanup(func() {
		cancel()
		for range 2 {
			if err := <-ended; err != nil {
				t.Error(err)
			}
		}
		if err := discord.Close(); err != nil {
			t.Error(err)
		}
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	select {
	case <-b.Ready():
	case err := <-ended:
		t.Fatalf("the bot ended: %v", err)
	}
	return "http://" + ln.Addr().String()
}

// sizes are a desktop and a phone.
var sizes = []struct{ width, height int64 }{{1280, 800}, {390, 844}}

// TestTalk has whole conversations in a real browser.
func TestTalk(t *testing.T) {
	for _, size := range sizes {
		for _, who := range []string{"member", "moderator"} {
			t.Run(fmt.Sprint(who, " at ", size.width), func(t *testing.T) {
				chromium(t)
				t.Parallel()
				url := serve(t)
				b := openPage(t, url, size.width, size.height)
				b.picture("1-first")
				if who == "moderator" {
					b.switchTo("Morgan", size.width)
				}
				b.talk(who == "moderator")
				if size.width < 1100 {
					b.click("#show-about", "About this page")
					b.waitText("#about.opened", "stand-in for Discord")
					b.waitFor(`document.getAnimations().length === 0`)
					b.picture("13-about")
					b.write(kb.Escape)
					b.waitFor(`document.activeElement.id === "show-about"`)
				}
				if size.width > 700 {
					b.click("#directs button", "BBriefbot")
					b.waitText("#welcome", "No mention is needed")
					b.do(focus("#text"))
					b.write("How many plots did Iran back?")
					b.enter()
					b.waitText(".embed-title", "twenty")
					b.picture("14-direct")
				}
				b.quiet()
				if wide := eval[int](b, `document.documentElement.scrollWidth`); wide > int(size.width) {
					t.Errorf("the page is %d pixels wide on a screen of %d", wide, size.width)
				}
			})
		}
	}
}

// switchTo chooses the other person.
func (b *browser) switchTo(name string, width int64) {
	b.t.Helper()
	if width < 700 {
		b.click("#show-rooms", "Channels and people")
		b.picture("2-rooms")
	}
	b.click("#actors b", name)
	b.waitFor(`document.querySelector("#text").ariaLabel.endsWith(` + fmt.Sprintf("%q", " as "+name) + `)`)
}

func (b *browser) talk(moderator bool) {
	b.t.Helper()
	start := time.Now()
	b.click(".examples button", plotsQuestion)
	b.waitText(".embed-title", "43")
	b.t.Logf("from the click to the answer: %.2f s", time.Since(start).Seconds())
	b.waitText("blockquote strong", "43")
	b.waitText(".embed-footer", "¶ 10")
	b.picture("3-answer")
	b.click(".button", "Show paragraph")
	b.waitText(".private", "Only you can see this")
	b.picture("4-paragraph")
	b.click(".only button", "Dismiss message")
	b.waitFor(`!document.querySelector(".private")`)
	b.waitText("#welcome .examples button", plotsQuestion) // still there

	// Without a mention there is no answer, and the page says why.
	b.click("#text", "Message #briefing as "+map[bool]string{false: "Alex", true: "Morgan"}[moderator])
	b.write("Who leads MI5?")
	b.enter()
	b.waitText("#hint", "reads only what mentions it")
	b.picture("5-hint")
	b.click("#hint button", "Ask it this")
	b.waitText(".content", "McCallum")

	b.click(".message:last-child .tools button", "More about this message")
	b.click(`[role="menuitem"] span`, "Reply")
	b.waitText("#context", "Replying to Briefbot")
	b.write("How many plots did Iran back?")
	b.enter()
	b.waitText(".embed-title", "twenty")
	b.picture("5b-reply")

	// A slash command with autocomplete, by the keyboard alone.
	b.do(focus("#text"))
	b.write("/as")
	b.waitText(`[role="option"]`, "/ask")
	b.picture("6-commands")
	b.enter()
	b.waitFor(`document.activeElement.id === "option-question"`)
	b.write("how many russian diplomats")
	b.waitFor(`document.querySelectorAll("#suggest [role=option]").length > 1`)
	b.picture("7-autocomplete")
	b.write(kb.ArrowDown)
	b.enter()
	b.enter()
	b.waitText(".reference", "used /ask")
	b.waitText(".embed-title", "750")
	b.picture("8-slash")

	// A summary, and its next page; the focus stays on what was pressed.
	b.do(focus("#text"))
	b.write("/summary")
	b.enter()
	b.waitFor(`!document.querySelector("#command").hidden`)
	b.click(".plus", "+ view")
	b.do(pick("#option-view", "all"))
	b.picture("9-options")
	b.click(`#command button`, "Run /summary")
	b.waitText(".embed-footer", "page 1 of")
	b.waitFor(`document.querySelector("#command").hidden`)
	b.click(".button", "Next page")
	b.waitText(".embed-footer", "page 2 of")
	b.picture("10-summary")
	b.click(".select", "Topic: All topics")
	b.waitFor(`document.querySelectorAll(".popup [role=option]").length > 2`)
	b.picture("11-topics")
	b.write(kb.Escape)
	b.waitFor(`!document.querySelector(".popup")`)
	b.menu(moderator)
}

// menu looks at what may be done with somebody else's message.
func (b *browser) menu(moderator bool) {
	b.t.Helper()
	b.click(".message:last-child .tools button", "More about this message")
	b.waitText(`[role="menuitem"]`, "Answer from the briefing")
	b.picture("12-menu")
	can := eval[bool](b, `[...document.querySelectorAll("[role=menuitem]")].some((n) => n.textContent === "Delete message")`)
	if can != moderator {
		b.t.Errorf("may delete a message of the bot: %t, want %t", can, moderator)
	}
	b.write(kb.Escape)
	b.waitFor(`!document.querySelector(".popup")`)
}
