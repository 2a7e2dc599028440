package bot_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"briefbot/answers"
	"briefbot/bot"
	"briefbot/bot/localdiscord"
)

// wired is a bot connected to a local Discord, for benchmarks.
type wired struct {
	server *localdiscord.Server
	seats  []seat
}

// A seat is a member in a channel.
type seat struct {
	channel *localdiscord.Channel
	place   *localdiscord.Place
}

// perGuild is how many seats a guild has: fewer than the questions that the
// quota of a server lets through at once.
const perGuild = 25

// wire connects a bot and makes n seats, a channel and a member each.
func wire(b *testing.B, n int) *wired {
	b.Helper()
	s := localdiscord.New(localdiscord.Options{Fail: func(err error) { b.Error(err) }})
	if err := s.Start(); err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	run, err := bot.New(bot.Options{Token: s.Token(), APIURL: s.URL(), Version: "bench", Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Index: func(context.Context, string) (*answers.Index, error) { return index, nil }})
	if err != nil {
		b.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- run.Run(ctx) }()
	b.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			b.Error(err)
		}
		if err := s.Close(); err != nil {
			b.Error(err)
		}
	})
	<-run.Ready()
	w := &wired{server: s}
	var g *localdiscord.Guild
	for i := range n {
		if i%perGuild == 0 {
			g = s.Guild(fmt.Sprintf("guild %d", i/perGuild))
		}
		c := g.Channel(fmt.Sprintf("c%d", i))
		w.seats = append(w.seats, seat{c, g.Member(fmt.Sprintf("m%d", i)).In(c)})
	}
	return w
}

var benchQuestions = []string{"who is the director-general of MI5?", "how many Belarus-backed plots were there?", plotsQuestion}

// BenchmarkQuestion measures a question's way over the wire: from the
// MESSAGE_CREATE that localdiscord sends to the reply that it has taken, through
// the real gateway and REST, each question in a channel of its own. They come 40
// a second: the bot keeps to the 50 requests a second that Discord allows. It
// reports the median and the 99th percentile.
func BenchmarkQuestion(b *testing.B) {
	w := wire(b, b.N)
	took := make([]time.Duration, b.N)
	tick := time.NewTicker(25 * time.Millisecond)
	defer tick.Stop()
	var wg sync.WaitGroup
	b.ResetTimer()
	for i := range b.N {
		<-tick.C
		wg.Go(func() {
			at := w.seats[i]
			start := time.Now()
			q := at.place.Say(w.server.Mention() + " " + benchQuestions[i%len(benchQuestions)])
			at.channel.WaitReply(context.Background(), q)
			took[i] = time.Since(start)
		})
	}
	wg.Wait()
	b.StopTimer()
	report(b, took)
}

// BenchmarkAskCommand measures /ask in the same way, eight at once: the answer to
// an interaction is not held to the 50 a second, so this is what the bot can do.
func BenchmarkAskCommand(b *testing.B) {
	w := wire(b, b.N)
	took := make([]time.Duration, b.N)
	var next atomic.Int64
	var wg sync.WaitGroup
	b.ResetTimer()
	for range 8 {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < b.N; i = int(next.Add(1)) - 1 {
				start := time.Now()
				w.seats[i].place.Slash("ask", localdiscord.Opt{"question": benchQuestions[i%len(benchQuestions)]}).Wait(context.Background())
				took[i] = time.Since(start)
			}
		})
	}
	wg.Wait()
	b.StopTimer()
	report(b, took)
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "questions/s")
}

func report(b *testing.B, took []time.Duration) {
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "median-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}

// BenchmarkUnrelated measures how many messages a second, in 25 channels, the
// bot sees and ignores; the last one in each channel is a question, which is
// answered after all before it.
func BenchmarkUnrelated(b *testing.B) {
	w := wire(b, perGuild)
	b.ResetTimer()
	for i := range b.N {
		w.seats[i%perGuild].place.Say("that was a good talk, how many came in the end?")
	}
	for _, at := range w.seats {
		at.channel.WaitReply(context.Background(), at.place.Say(w.server.Mention()+" who is the head of MI5?"))
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "messages/s")
}
