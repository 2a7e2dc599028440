// Package page shows a local Discord in a browser: two channels and the direct
// messages with the bot, as a member or as a moderator, whichever the reader
// chooses to be.
//
// It is for trying Briefbot without a token, on one's own machine: it listens
// on loopback only, and guard.go keeps other web pages and other names of this
// machine out. What happens goes to the browser as server-sent events
// (stream.go); what people do comes back as small JSON requests (action.go).
// The browser's side is plain HTML, CSS and JavaScript in static/.
package page

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"briefbot/bot/localdiscord"
)

// Options say what a page shows.
type Options struct {
	Discord  *localdiscord.Server // nobody else makes its guild
	Examples []string             // questions to click
	Log      *slog.Logger
}

// A Page is the browser's view of one local Discord.
type Page struct {
	discord  *localdiscord.Server
	examples []string
	log      *slog.Logger
	key      string // demanded on every API call; new in each run
	guild    *localdiscord.Guild
	actors   []*actor

	mu    sync.Mutex // guards forms
	forms []shownForm
}

// actor is one of the two people that the reader can be.
type actor struct {
	*localdiscord.Actor
	role string // "member" or "moderator"
	dm   string // channel id
}

// New furnishes o.Discord: a guild with two channels, a member and a moderator.
// The bot should connect afterwards.
func New(o Options) *Page {
	p := &Page{discord: o.Discord, examples: o.Examples, log: o.Log, key: rand.Text()}
	p.guild = o.Discord.Guild("Newsroom")
	p.guild.Channel("briefing")
	p.guild.Channel("general")
	moderator := p.guild.Role("Moderator", localdiscord.Moderator)
	p.add("member", p.guild.Member("Alex"))
	p.add("moderator", p.guild.Member("Morgan", moderator))
	return p
}

func (p *Page) add(role string, a *localdiscord.Actor) {
	p.actors = append(p.actors, &actor{Actor: a, role: role, dm: a.DM().Channel().ID})
}

// actor returns the one with the role, or nil.
func (p *Page) actor(role string) *actor {
	for _, a := range p.actors {
		if a.role == role {
			return a
		}
	}
	return nil
}

// sees reports whether a may know of something in a channel of the guild, ""
// for direct messages.
func (a *actor) sees(guild, channel, visibleTo string) bool {
	return (guild != "" || channel == a.dm) && (visibleTo == "" || visibleTo == a.User.ID)
}

// shutdownTime is how long requests in hand may take at the end.
const shutdownTime = 2 * time.Second

// Serve serves the page on ln, which listens on 127.0.0.1, until ctx is done.
func (p *Page) Serve(ctx context.Context, ln net.Listener) error {
	server := &http.Server{
		Handler:           p.Handler(ln.Addr().(*net.TCPAddr).Port),
		ReadHeaderTimeout: 10 * time.Second,
		BaseContext:       func(net.Listener) context.Context { return ctx }, // ends the streams
		ErrorLog:          slog.NewLogLogger(p.log.Handler(), slog.LevelWarn),
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(ln) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		_ = server.Close() // what still runs is cut off: it had its time
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
