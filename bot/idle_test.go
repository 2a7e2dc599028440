package bot

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"runtime"
	"strconv"
	"testing"
	"time"

	"briefbot/answers"
	"briefbot/bot/localdiscord"
)

// mostPerServer is what a server in which nobody asks may cost, in bytes of
// the bot's heap.
const mostPerServer = 4 << 10

// TestIdleServers measures the heap that servers cost in which nobody asks.
// BRIEFBOT_IDLE=20000 says how many; without it there are 2,000.
func TestIdleServers(t *testing.T) {
	servers := 2000
	if s := os.Getenv("BRIEFBOT_IDLE"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatalf("BRIEFBOT_IDLE: %v", err)
		}
		servers = n
	}
	soakIndex() // is there before and after
	before := heap()
	b := idle(t, servers)
	after := heap()
	per := (int64(after) - int64(before)) / int64(servers)
	t.Logf("%d servers with 10 channels each: the bot's heap grew by %.2f MiB, %d bytes a server, %.2f MiB for 1,000",
		servers, float64(int64(after)-int64(before))/(1<<20), per, float64(per)*1000/(1<<20))
	if per > mostPerServer {
		t.Errorf("%d bytes a server, want at most %d", per, mostPerServer)
	}
	runtime.KeepAlive(b)
}

// idle returns a bot that has heard of so many servers. The stand-in is gone
// when it returns: only what the bot keeps is left.
func idle(t *testing.T, servers int) *Bot {
	d := localdiscord.New(localdiscord.Options{Fail: func(err error) { t.Error(err) }, Deadline: time.Minute})
	if err := d.Start(); err != nil {
		t.Fatal(err)
	}
	for n := range servers {
		g := d.Guild(fmt.Sprint("server ", n))
		for k := range 10 {
			g.Channel(fmt.Sprint("channel ", k))
		}
	}
	b, err := New(Options{
		Token: d.Token(), APIURL: d.URL(), Version: "idle", Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Index: func(context.Context, string) (*answers.Index, error) { return soakIndex(), nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- b.Run(ctx) }()
	<-b.Ready()
	// An answer comes after everything that came before the question.
	g := d.Guild("the last one")
	c := g.Channel("c")
	c.WaitReply(t.Context(), g.Member("ann").In(c).Say(d.Mention()))
	if n := b.link.Counts().Events; n < int64(servers) {
		t.Errorf("%d events came", n)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
	return b
}

func heap() uint64 {
	http.DefaultTransport.(*http.Transport).CloseIdleConnections()
	var m runtime.MemStats
	for range 3 {
		runtime.GC()
	}
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
