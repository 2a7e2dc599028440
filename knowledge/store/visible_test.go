//go:build unix

package store_test

import (
	"bufio"
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"briefbot/knowledge/desk"
	"briefbot/knowledge/store"
	"briefbot/knowledge/store/storetest"
)

// readFrom is the address from which a child process answers.
const readFrom = "BRIEFBOT_TEST_READ_FROM"

// A base of the size for which publishing is promised.
const manyFacts, manyQuestions = 1000, 5000

// read is the child: it runs a desk on the database and writes a line whenever
// the first fact has another note, with the note.
func read() error {
	ctx := context.Background()
	st, err := store.OpenPostgres(ctx, os.Getenv(readFrom))
	if err != nil {
		return err
	}
	base, _ := storetest.MadeUp(manyFacts, manyQuestions)
	d, err := desk.New(ctx, desk.Options{Base: base, Store: st, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- d.Run(ctx) }() // until the process is killed
	last := ""
	for {
		ix, err := d.Index(ctx, "1")
		if err != nil {
			return err
		}
		if note := ix.Base().Facts[0].Note; note != last {
			last = note
			fmt.Println(note)
		}
		select {
		case err := <-ended:
			return err
		case <-time.After(time.Millisecond):
		}
	}
}

// BenchmarkPostgresVisible publishes on a base of 1,000 facts with 5,000
// accepted questions and waits until another process answers with it. It
// reports the median from the return of Publish.
func BenchmarkPostgresVisible(b *testing.B) {
	if cluster == nil {
		b.Skip(storetest.ErrNoPostgres)
	}
	address := address(b)
	base, questions := storetest.MadeUp(manyFacts, manyQuestions)
	d, err := desk.New(b.Context(), desk.Options{Base: base, Store: openPostgres(b, address), Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	var accept desk.Edit
	for _, q := range questions {
		accept.Steps = append(accept.Steps, desk.Put(desk.Content{Question: &desk.Question{Text: q}}, desk.Seen{}))
	}
	publish := func(e desk.Edit) {
		b.Helper()
		if _, err := d.Publish(b.Context(), "1", desk.Publication{Edit: e}); err != nil {
			b.Fatal(err)
		}
	}
	publish(accept)
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), readFrom+"="+address)
	cmd.Stderr = b.Output()
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	defer func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // it was killed
	}()
	lines := bufio.NewScanner(out)
	n := 0
	change := func() time.Duration {
		n++
		f := *base.Facts[0]
		f.Note = strings.Repeat("x", n)
		v, err := d.Look(b.Context(), "1", desk.Content{Fact: &f}.ID())
		if err != nil {
			b.Fatal(err)
		}
		publish(desk.Edit{Steps: []desk.Step{desk.Put(desk.Content{Fact: &f}, v.Seen)}})
		published := time.Now()
		for lines.Scan() {
			if lines.Text() == f.Note {
				return time.Since(published)
			}
		}
		b.Fatalf("the other process ended: %v", lines.Err())
		return 0
	}
	change() // its start
	var took []time.Duration
	for b.Loop() {
		took = append(took, change())
	}
	slices.Sort(took)
	b.ReportMetric(took[len(took)/2].Seconds(), "s/median-visible")
	b.ReportMetric(took[len(took)-1].Seconds(), "s/worst-visible")
}
