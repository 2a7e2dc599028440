package cli

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"slices"
	"strconv"
	"time"

	"briefbot/answers"
	"briefbot/bot"
	"briefbot/bot/localdiscord"
	"briefbot/bot/localdiscord/page"
	"briefbot/knowledge"
)

// localPort is where the page is unless somebody else is there.
const localPort = 8317

// startCommand is what runs without a command: the bot on Discord when it has
// a token, else on the local stand-in.
type startCommand struct{}

func (startCommand) Run(s *session) error {
	if s.config.DiscordToken != "" {
		return runCommand{}.Run(s)
	}
	return (&localCommand{}).Run(s)
}

// localCommand runs a local Discord with the bot connected to it, and a page
// to use it.
type localCommand struct {
	Port    int    `placeholder:"N" help:"Port of the page; without it 8317, or any that is free."`
	WireLog string `placeholder:"FILE" help:"Write every request and gateway payload to FILE as JSON lines, secrets masked."`
}

func (c *localCommand) Run(s *session) (err error) {
	ix, err := s.index()
	if err != nil {
		return err
	}
	var wire io.Writer
	if c.WireLog != "" {
		file, openErr := os.OpenFile(c.WireLog, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
		if openErr != nil {
			return fmt.Errorf("--wire-log: %w", openErr)
		}
		defer func() { err = errors.Join(err, file.Close()) }()
		wire = file
	}
	ln, err := listen(c.Port)
	if err != nil {
		return err
	}
	return s.local(ix, ln, wire)
}

// listen listens on loopback at port; 0 is localPort if it is free.
func listen(port int) (net.Listener, error) {
	if port < 0 || port > 65535 {
		return nil, fmt.Errorf("--port %d: give a number from 1 to 65535", port)
	}
	if port == 0 {
		if ln, err := net.Listen("tcp", loopback(localPort)); err == nil {
			return ln, nil
		}
	}
	ln, err := net.Listen("tcp", loopback(port))
	if err != nil {
		return nil, fmt.Errorf("--port %d: %w", port, err)
	}
	return ln, nil
}

func loopback(port int) string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(port)) }

// founded has the people and channels of the page keep their ids, so that what a
// moderator changes there is there again the next time.
var founded = time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)

// local serves the page on ln until the session's context is done.
func (s *session) local(ix *answers.Index, ln net.Listener, wire io.Writer) (err error) {
	defer func() { _ = ln.Close() }() // the page has closed it, unless it never came so far
	k, err := s.keepLocal(ix)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, k.Close()) }()
	ctx, cancel := context.WithCancel(s.ctx)
	defer cancel()
	log := s.localLog()
	discord := localdiscord.New(localdiscord.Options{Token: rand.Text(), BotName: "Briefbot", Founded: founded, WireLog: wire, Fail: func(err error) {
		log.ErrorContext(ctx, "local discord", "err", err)
	}})
	if err := discord.Start(); err != nil {
		return err
	}
	defer func() { _ = discord.Close() }() // nobody is connected any more
	web := page.New(page.Options{Discord: discord, Examples: examples(ix.Base()), Log: log})
	b, err := bot.New(bot.Options{
		Token: discord.Token(), APIURL: discord.URL(), Version: version(), Log: log,
		Desk: k.Desk,
	})
	if err != nil {
		return err
	}
	ended := make(chan error, 2)
	go func() { ended <- k.beside(ctx, b.Run) }()
	go func() { ended <- web.Serve(ctx, ln) }()
	select {
	case <-b.Ready():
		s.out.printf("A stand-in for Discord runs on this machine, with Briefbot connected to it.\n")
		s.out.printf("Open http://%s\n", ln.Addr())
		s.out.printf("Ctrl-C ends it. For the real Discord see the README, section Put it on your server.\n")
	case first := <-ended:
		cancel()
		return errors.Join(first, <-ended)
	}
	first := <-ended
	cancel()
	return errors.Join(first, <-ended)
}

// localLog keeps to what went wrong, unless debugging is on: the first thing
// that a newcomer reads should be the address.
func (s *session) localLog() *slog.Logger {
	level := max(slog.LevelWarn, s.config.LogLevel.Level())
	if s.config.LogLevel.Level() <= slog.LevelDebug {
		level = slog.LevelDebug
	}
	return slog.New(slog.NewTextHandler(s.errs, &slog.HandlerOptions{Level: level}))
}

// maxExamples is how many questions the page offers to click.
const maxExamples = 6

// examples are the first phrasings of the headline facts, by rank.
func examples(base *knowledge.Base) []string {
	var facts []*knowledge.Fact
	for _, f := range base.Facts {
		if f.Headline > 0 && len(f.Ask) > 0 {
			facts = append(facts, f)
		}
	}
	slices.SortStableFunc(facts, func(a, b *knowledge.Fact) int { return a.Headline - b.Headline })
	out := []string{}
	for _, f := range facts[:min(len(facts), maxExamples)] {
		out = append(out, f.Ask[0])
	}
	return out
}
