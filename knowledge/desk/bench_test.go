package desk_test

import (
	"context"
	"fmt"
	"log/slog"
	"runtime"
	"slices"
	"testing"
	"time"

	"briefbot/answers"
	"briefbot/knowledge/desk"
	"briefbot/knowledge/store"
	"briefbot/knowledge/store/storetest"
)

// BenchmarkPublish publishes changes of one fact of a base of 1,000 facts with
// 8,000 phrasings and 5,000 accepted questions, check and replay included. The
// replay asks the new index everything; what the old one says is known. It
// reports the median.
func BenchmarkPublish(b *testing.B) {
	base, questions := storetest.MadeUp(1000, 5000)
	st, err := store.OpenSQLite(b.Context(), b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer st.Close()
	d, err := desk.New(b.Context(), desk.Options{Base: base, Store: st, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	var accept desk.Edit
	for _, q := range questions {
		accept.Steps = append(accept.Steps, desk.Put(desk.Content{Question: &desk.Question{Text: q}}, desk.Seen{}))
	}
	publish(b, d, accept)
	n := 0
	change := func() {
		f := *base.Facts[n%len(base.Facts)]
		f.Ask = append(slices.Clone(f.Ask), "another way to say "+f.Ask[0])
		v, err := d.Look(b.Context(), "1", desk.Content{Fact: &f}.ID())
		if err != nil {
			b.Fatal(err)
		}
		n++
		publish(b, d, desk.Edit{Steps: []desk.Step{desk.Put(desk.Content{Fact: &f}, v.Seen)}})
	}
	change() // what the operator's base says is known from now on
	var took []time.Duration
	for b.Loop() {
		start := time.Now()
		change()
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(took[len(took)/2].Seconds(), "s/median")
}

func publish(tb testing.TB, d *desk.Desk, e desk.Edit) {
	tb.Helper()
	if _, err := d.Publish(tb.Context(), "1", desk.Publication{Edit: e}); err != nil {
		tb.Fatal(err)
	}
}

// BenchmarkServers starts a desk for 10,000 servers of which 100 have changes
// on the built-in briefing, and asks each of the 10,000 for its index. It
// reports the start, and the heap with the indexes that are kept.
func BenchmarkServers(b *testing.B) {
	const servers, changed = 10_000, 100
	st, err := store.OpenSQLite(b.Context(), b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer st.Close()
	base := builtIn(b)
	for i := range changed {
		f := *base.Facts[i%len(base.Facts)]
		f.Note = "x"
		below := desk.Content{Fact: base.Facts[i%len(base.Facts)]}
		r := desk.Revision{Server: fmt.Sprint(i * servers / changed), N: 1, At: time.Now(), Changes: []desk.Change{{
			ID: below.ID(), Before: desk.State{Source: desk.Operator, Content: below},
			After: desk.State{Source: desk.Server, Content: desk.Content{Fact: &f}, Replaces: below.Hash()},
		}}}
		if err := st.Commit(b.Context(), r); err != nil {
			b.Fatal(err)
		}
	}
	shared := answers.New(base)
	var start, all time.Duration
	var atStart, full uint64
	for b.Loop() {
		before := heap()
		began := time.Now()
		d, err := desk.New(context.Background(), desk.Options{Base: base, Index: shared, Store: st, Log: slog.New(slog.DiscardHandler)})
		if err != nil {
			b.Fatal(err)
		}
		start = time.Since(began)
		atStart = heap() - before
		began = time.Now()
		own := 0
		for i := range servers {
			ix, err := d.Index(context.Background(), fmt.Sprint(i))
			if err != nil {
				b.Fatal(err)
			}
			if ix != shared {
				own++
			}
		}
		all = time.Since(began)
		if own != changed {
			b.Fatalf("%d servers have an index of their own, want %d", own, changed)
		}
		full = heap() - before
		runtime.KeepAlive(d)
	}
	b.ReportMetric(float64(start.Microseconds())/1000, "ms/start")
	b.ReportMetric(float64(atStart)/1024, "KiB/start")
	b.ReportMetric(all.Seconds(), "s/asked-all")
	b.ReportMetric(float64(full)/(1<<20), "MiB/asked-all")
}

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// BenchmarkIndex is what asking for a server's index costs, with and without
// changes of its own.
func BenchmarkIndex(b *testing.B) {
	st, err := store.OpenSQLite(b.Context(), b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer st.Close()
	base := builtIn(b)
	d, err := desk.New(b.Context(), desk.Options{Base: base, Store: st, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	publish(b, d, desk.Edit{Steps: []desk.Step{desk.Remove(desk.Content{Fact: base.Facts[0]}.ID(), desk.Seen{})}})
	for _, server := range []string{"1", "2"} {
		b.Run(server, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := d.Index(context.Background(), server); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
