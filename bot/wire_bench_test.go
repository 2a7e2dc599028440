package bot_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"testing"
	"time"

	"briefbot/answers"
	"briefbot/bot"
	"briefbot/bot/localdiscord"
)

// BenchmarkQuestion measures a question's way over the wire: from the
// MESSAGE_CREATE that localdiscord sends to the reply that it takes, through
// the real gateway and REST. Questions go to many channels by many people, at
// most one waiting in each channel, so that no limit holds them up. It reports
// the median and the 99th percentile.
func BenchmarkQuestion(b *testing.B) {
	s := localdiscord.New(localdiscord.Options{Fail: func(err error) { b.Error(err) }})
	if err := s.Start(); err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	ctx, cancel := context.WithCancel(context.Background())
	run, err := bot.New(bot.Options{Token: s.Token(), APIURL: s.URL(), Version: "bench", Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Index: func(context.Context, string) (*answers.Index, error) { return index, nil }})
	if err != nil {
		b.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- run.Run(ctx) }()
	<-run.Ready()
	g := s.Guild("bench")
	type seat struct {
		channel *localdiscord.Channel
		place   *localdiscord.Place
	}
	var seats []seat
	sit := func(i int) seat {
		for len(seats) <= i {
			c := g.Channel(fmt.Sprintf("c%d", len(seats)))
			seats = append(seats, seat{c, g.Member(fmt.Sprintf("m%d", len(seats))).In(c)})
		}
		return seats[i]
	}
	var took []time.Duration
	questions := []string{"who is the director-general of MI5?", "how many Belarus-backed plots were there?", plotsQuestion}
	i := 0
	for b.Loop() {
		at := sit(i)
		start := time.Now()
		q := at.place.Say(s.Mention() + " " + questions[i%len(questions)])
		at.channel.WaitReply(ctx, q)
		took = append(took, time.Since(start))
		i++
		if i%35 == 0 {
			// A server takes five questions a second for long; a new one is fresh.
			g = s.Guild(fmt.Sprintf("bench %d", i))
		}
	}
	b.StopTimer()
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "median-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
	cancel()
	<-ended
}
