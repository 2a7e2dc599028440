package bot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"os"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"briefbot/answers"
	"briefbot/bot/gateway"
	"briefbot/bot/localdiscord"
	"briefbot/knowledge"
	"briefbot/knowledge/briefings"
	"briefbot/knowledge/folder"
)

// TestSoak asks 50 questions a second while everything that localdiscord can do
// wrong goes wrong at random, and counts what became of each question. It runs
// four seconds with one seed; BRIEFBOT_SOAK=60s runs that long with each of
// five.
func TestSoak(t *testing.T) {
	lasts, seeds := 4*time.Second, []uint64{1}
	if s := os.Getenv("BRIEFBOT_SOAK"); s != "" {
		d, err := time.ParseDuration(s)
		if err != nil {
			t.Fatalf("BRIEFBOT_SOAK: %v", err)
		}
		lasts, seeds = d, []uint64{1, 2, 3, 4, 5}
	}
	for _, seed := range seeds {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) { newSoak(t, seed).run(lasts) })
	}
}

// soak is one run. Four of five questions are mentions, one is /ask.
type soak struct {
	t       *testing.T
	random  *rand.Rand // of the weather
	discord *localdiscord.Server
	bot     *Bot
	rooms   []room

	mu        sync.Mutex
	delivered map[string]time.Time // by id of message or interaction: when it first came
	asked     []askedMessage
	slashes   []*askedSlash
	answers   sync.WaitGroup // of slashes
	faults    map[string]int
}

type room struct {
	guild   *localdiscord.Guild
	channel *localdiscord.Channel
}

type askedMessage struct {
	id      string
	room    room
	session bool // there was one to hear it
}

type askedSlash struct {
	id       string
	at       time.Time
	session  bool
	answered bool
}

var soakIndex = sync.OnceValue(func() *answers.Index {
	b, problems := folder.Read(briefings.BuiltIn()[0])
	if len(problems) > 0 {
		panic(problems[0])
	}
	return answers.New(knowledge.NewBase(b))
})

func newSoak(t *testing.T, seed uint64) *soak {
	s := &soak{
		t: t, random: rand.New(rand.NewPCG(seed, 0)), delivered: map[string]time.Time{}, faults: map[string]int{},
		discord: localdiscord.New(localdiscord.Options{
			Heartbeat: 2 * time.Second, IdentifyPace: 5 * time.Second, Deadline: time.Minute, Fail: func(err error) { t.Error(err) },
		}),
	}
	if err := s.discord.Start(); err != nil {
		t.Fatal(err)
	}
	for n := range 40 { // so many that the bot's own limits hold nobody back
		g := s.discord.Guild(fmt.Sprint("server ", n))
		for k := range 4 {
			s.rooms = append(s.rooms, room{g, g.Channel(fmt.Sprint("channel ", k))})
		}
	}
	b, err := New(Options{
		Token: s.discord.Token(), APIURL: s.discord.URL(), Version: "soak", Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Index: func(context.Context, string) (*answers.Index, error) { return soakIndex(), nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	s.bot = b
	note := func(id string) {
		s.mu.Lock()
		defer s.mu.Unlock()
		if _, again := s.delivered[id]; !again {
			s.delivered[id] = time.Now()
		}
	}
	gateway.On(b.link, "MESSAGE_CREATE", func(e *discordgo.MessageCreate) {
		if !e.Author.Bot {
			note(e.ID)
		}
	})
	gateway.On(b.link, "INTERACTION_CREATE", func(e *discordgo.InteractionCreate) { note(e.ID) })
	return s
}

func (s *soak) run(lasts time.Duration) {
	idle := s.measure()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.bot.Run(ctx) }()
	select {
	case <-s.bot.Ready():
	case <-time.After(30 * time.Second):
		s.t.Fatal("the bot is not ready")
	}
	before := s.measure()

	storm, over := context.WithTimeout(ctx, lasts)
	var wg sync.WaitGroup
	wg.Go(func() { s.weather(storm) })
	wg.Go(func() { s.ask(storm) })
	wg.Wait()
	over()
	s.discord.Heal()
	s.settle()
	after := s.measure()
	counts := s.bot.link.Counts()
	dropped := s.bot.queue.dropped
	cancel()
	if err := <-ended; err != nil {
		s.t.Errorf("Run: %v", err)
	}
	s.report(lasts)
	s.t.Logf("IDENTIFYs %d, RESUMEs %d, sessions given up %d, connections %d; requests %d, of them repeated %d, 429 %d, invalid %d; undecodable %d; dropped by full queues %d",
		counts.Identifies, counts.Resumes, counts.GivenUp, counts.Connections, counts.Requests, counts.Repeats, counts.Limited, counts.Invalid, counts.Undecodable, dropped)
	if err := s.discord.Close(); err != nil {
		s.t.Error(err)
	}
	s.discord, s.rooms, s.asked, s.slashes = nil, nil, nil, nil
	gone := s.measure()
	s.t.Logf("goroutines: %d before the bot, %d before the storm, %d after, %d when the bot has ended", idle.goroutines, before.goroutines, after.goroutines, gone.goroutines)
	s.t.Logf("buckets: %d before, %d after", before.buckets, after.buckets)
	s.t.Logf("heap: %.1f MiB before the storm, %.1f MiB after (the stand-in's messages included), %.1f MiB without the stand-in", before.heap, after.heap, gone.heap)
	if gone.goroutines > idle.goroutines+2 {
		buf := make([]byte, 1<<20)
		s.t.Errorf("goroutines are left:\n%s", buf[:runtime.Stack(buf, true)])
	}
	runtime.KeepAlive(s.bot)
}

type measured struct {
	goroutines int
	buckets    int64
	heap       float64 // MiB
}

func (s *soak) measure() measured {
	http.DefaultTransport.(*http.Transport).CloseIdleConnections()
	var m runtime.MemStats
	n := runtime.NumGoroutine()
	for range 50 { // what ends takes a moment to be gone
		runtime.GC()
		time.Sleep(10 * time.Millisecond)
		if now := runtime.NumGoroutine(); now >= n {
			n = now
			break
		} else {
			n = now
		}
	}
	runtime.ReadMemStats(&m)
	return measured{n, s.bot.link.Counts().Buckets, float64(m.HeapAlloc) / (1 << 20)}
}

var soakQuestions = []string{
	"How many terror plots have MI5 and British police disrupted since March 2017?", "who is the director-general of MI5?",
	"How many plots has Belarus backed?", "how many Russian diplomats were expelled from Europe?", "when was the attack on Crocus City Hall?",
}

// ask asks 50 questions a second, each by somebody new.
func (s *soak) ask(ctx context.Context) {
	tick := time.NewTicker(time.Second / 50)
	defer tick.Stop()
	for n := 0; ; n++ {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		r := s.rooms[n*7%len(s.rooms)]
		p := r.guild.Member(fmt.Sprint("member ", n)).In(r.channel)
		q := soakQuestions[n%len(soakQuestions)]
		if n%5 > 0 {
			m := p.Say(s.discord.Mention() + " " + q)
			s.asked = append(s.asked, askedMessage{m.ID, r, s.discord.HasSession()})
			continue
		}
		i := p.Try().Slash("ask", localdiscord.Opt{"question": q})
		if i == nil {
			s.t.Error("the command is not there")
			return
		}
		a := &askedSlash{id: i.ID(), at: time.Now(), session: s.discord.HasSession()}
		s.slashes = append(s.slashes, a)
		s.answers.Go(func() { a.answered = i.Wait(context.Background()) != nil })
	}
}

const soakSend = "POST /channels/{channel}/messages"

// weather makes trouble about once a second.
func (s *soak) weather(ctx context.Context) {
	d := s.discord
	short := func() time.Duration { return time.Duration(1+s.random.IntN(1000)) * time.Millisecond }
	greetings := []localdiscord.Greeting{localdiscord.GreetReconnect, localdiscord.GreetInvalid, localdiscord.GreetInvalidRetry, localdiscord.GreetDrop, localdiscord.GreetClose(4000)}
	rest := []func() localdiscord.Fault{
		func() localdiscord.Fault { return localdiscord.BadGateway },
		func() localdiscord.Fault { return localdiscord.BadGatewayDone },
		func() localdiscord.Fault { return localdiscord.Unavailable },
		func() localdiscord.Fault { return localdiscord.Cut },
		func() localdiscord.Fault { return localdiscord.CutDone },
		func() localdiscord.Fault { return localdiscord.TooMany(short()) },
		func() localdiscord.Fault { return localdiscord.TooManyShared(short()) },
		func() localdiscord.Fault { return localdiscord.TooManyGlobal(short()) },
		func() localdiscord.Fault { return localdiscord.TooManyHTML(short()) },
	}
	routes := []string{soakSend, soakSend, soakSend, "POST /interactions/{interaction}/{token}/callback", "GET /gateway/bot", ""}
	kinds := []struct {
		name string
		do   func()
	}{
		{"op 7", d.AskReconnect},
		{"drop", d.DropGateway},
		{"op 9 d=true", func() { d.Invalidate(true) }},
		{"op 9", func() { d.Invalidate(s.random.IntN(3) > 0) }},
		{"close 4000 or 4008", func() { d.CloseGateway([]int{4000, 4008}[s.random.IntN(2)]) }},
		{"close 4000, 4007, 4008 or 4009", func() { d.CloseGateway([]int{4000, 4000, 4007, 4008, 4008, 4009}[s.random.IntN(6)]) }},
		{"acks missing", func() { d.DropAcks(true) }},
		{"acks back", func() { d.DropAcks(false) }},
		{"odd greeting", func() { d.Greet(greetings[s.random.IntN(len(greetings))]); d.DropGateway() }},
		{"no Hello", func() { d.Hello(localdiscord.GreetDrop, localdiscord.GreetReconnect); d.DropGateway() }},
		{"event twice", func() { d.Deliver(localdiscord.DeliverTwice, localdiscord.DeliverTwice) }},
		{"events swapped", func() { d.Deliver(localdiscord.DeliverSwapped) }},
		{"event later", func() { d.Deliver(localdiscord.DeliverLater) }},
		{"event broken", func() { d.DispatchRaw("MESSAGE_CREATE", map[string]any{"id": 7}) }},
		{"REST", func() { d.Misbehave(routes[s.random.IntN(len(routes))], rest[s.random.IntN(len(rest))]()) }},
		{"REST", func() { d.Misbehave(routes[s.random.IntN(len(routes))], rest[s.random.IntN(len(rest))]()) }},
		{"REST", func() { d.Misbehave(routes[s.random.IntN(len(routes))], rest[s.random.IntN(len(rest))]()) }},
		{"REST", func() { d.Misbehave(routes[s.random.IntN(len(routes))], rest[s.random.IntN(len(rest))]()) }},
	}
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Duration(200+s.random.IntN(1600)) * time.Millisecond):
		}
		k := kinds[s.random.IntN(len(kinds))]
		s.faults[k.name]++
		k.do()
	}
}

// settle waits until everything that was delivered is answered, or a minute.
func (s *soak) settle() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	s.answers.Wait() // answered, or failed after three seconds
	d := s.discord
	d.DropGateway() // a RESUME brings what is held back for one
	_ = d.WaitReady(ctx)
	err := d.Await(ctx, "every question to be answered", func() bool {
		if !d.HasSession() {
			return false
		}
		_, _, missed := s.tally()
		return missed == 0
	})
	if err != nil && !errors.Is(err, context.DeadlineExceeded) {
		s.t.Error(err)
	}
}

// tally counts the questions that were delivered by how often they were
// answered.
func (s *soak) tally() (once, twice, missed int) {
	replies := map[string]int{}
	reader := s.discord.Bot()
	for _, r := range s.rooms {
		for _, m := range reader.In(r.channel).Sees() {
			if m.Author.ID == s.discord.AppID() && m.Reference != nil {
				replies[m.Reference.MessageID]++
			}
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, q := range s.asked {
		_, came := s.delivered[q.id]
		switch n := replies[q.id]; {
		case n > 1:
			twice++
		case n == 1:
			once++
		case came:
			missed++
		}
	}
	return once, twice, missed
}

func (s *soak) report(lasts time.Duration) {
	once, twice, missed := s.tally()
	noSession, sessionLost := 0, 0
	for _, q := range s.asked {
		if _, came := s.delivered[q.id]; !came && q.session {
			sessionLost++
		} else if !came {
			noSession++
		}
	}
	s.t.Logf("faults in %v: %v", lasts, s.faults)
	s.t.Logf("mentions %d: delivered %d, answered once %d, answered twice %d, delivered but missed %d; sent while no session existed %d, lost with a session that ended before it delivered them %d",
		len(s.asked), once+twice+missed, once, twice, missed, noSession, sessionLost)
	if twice > 0 || missed > 0 {
		s.t.Errorf("%d answered twice, %d missed", twice, missed)
	}
	if once == 0 {
		s.t.Error("nothing was answered")
	}
	answered, never, late, lost := 0, 0, 0, 0
	for _, a := range s.slashes {
		came, ok := s.delivered[a.id]
		switch {
		case a.answered:
			answered++
		case !ok:
			never++
		case came.Sub(a.at) > time.Second:
			late++
		default:
			lost++
		}
	}
	s.t.Logf("/ask %d: answered %d, never delivered %d, delivered more than 1 s late and dead after 3 s %d, in time but kept from Discord by faults until 3 s were over %d",
		len(s.slashes), answered, never, late, lost)
}
