//go:build unix

package store_test

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"briefbot/knowledge/desk"
	"briefbot/knowledge/store"
	"briefbot/knowledge/store/storetest"
)

// A child process writes until it is killed; these say where, and from which
// number on.
const (
	writeTo     = "BRIEFBOT_TEST_WRITE_TO"
	writeSeed   = "BRIEFBOT_TEST_WRITE_SEED"   // even: through a desk
	writePrefix = "BRIEFBOT_TEST_WRITE_PREFIX" // of the servers' names
)

// killRounds is how often a writer is killed; KILL_ROUNDS raises it for a
// measure. Every so many rounds of PostgreSQL the server is killed instead.
const (
	maxLife      = 60 * time.Millisecond // of a writer after its first change
	killRounds   = 15
	serverRounds = 5
)

func rounds(t *testing.T) int {
	s := os.Getenv("KILL_ROUNDS")
	if s == "" {
		return killRounds
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatalf("KILL_ROUNDS: %v", err)
	}
	return n
}

// write is the child: it writes to the store of writeTo.
func write() error {
	ctx := context.Background()
	seed, err := strconv.ParseUint(os.Getenv(writeSeed), 10, 64)
	if err != nil {
		return err
	}
	var st desk.Store
	if address := os.Getenv(writeTo); strings.HasPrefix(address, "postgres:") {
		st, err = store.OpenPostgres(ctx, address)
	} else {
		st, err = store.OpenSQLite(ctx, address)
	}
	if err != nil {
		return err
	}
	return storetest.Write(ctx, storetest.NewBase(5), st, os.Getenv(writePrefix), seed, seed%2 == 0, os.Stdout)
}

// kill runs rounds of a writer to address that is killed at a random moment,
// and verifies the store after each.
func kill(t *testing.T, address string, open func() desk.Store, server func(round int) (killed bool)) {
	acknowledged := storetest.Acknowledged{}
	total, lost, torn, inWrite := 0, 0, 0, 0
	for round := range rounds(t) {
		prefix := fmt.Sprintf("block%d-", round/10) // what is verified each time stays small
		cmd := exec.Command(os.Args[0], "-test.run=^$")
		cmd.Env = append(os.Environ(), writeTo+"="+address, fmt.Sprint(writeSeed, "=", 1_000_001*(round+1)), writePrefix+"="+prefix, "GORACE=atexit_sleep_ms=0")
		cmd.Stderr = t.Output()
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		r := &firstByte{r: out, at: make(chan struct{})}
		read := make(chan int, 1)
		go func() { read <- acknowledged.Read(r) }()
		select {
		case <-r.at: // it writes
		case <-time.After(time.Minute):
			t.Error("the writer does not write")
		}
		time.Sleep(time.Duration(rand.IntN(int(maxLife))))
		killed := server(round)
		if err := cmd.Process.Kill(); err != nil && !killed {
			t.Fatal(err)
		}
		n := <-read
		_ = cmd.Wait() // it was killed
		if n > 0 {
			inWrite++
		}
		total += n
		if killed {
			if err := cluster.Start(); err != nil {
				t.Fatal(err)
			}
		}
		l, x := acknowledged.Verify(t, open(), prefix)
		lost, torn = lost+l, torn+x
	}
	l, x := acknowledged.Verify(t, open(), "")
	lost, torn = lost+l, torn+x
	t.Logf("rounds %d (killed while writing %d), acknowledged %d, lost %d, revisions without change or the reverse %d", rounds(t), inWrite, total, lost, torn)
	if lost > 0 || torn > 0 || inWrite < rounds(t) {
		t.Fail()
	}
}

// firstByte tells when the first byte was read.
type firstByte struct {
	r    io.Reader
	at   chan struct{}
	told bool
}

func (f *firstByte) Read(p []byte) (int, error) {
	n, err := f.r.Read(p)
	if n > 0 && !f.told {
		f.told = true
		close(f.at)
	}
	return n, err
}

func TestKillSQLite(t *testing.T) {
	dir := t.TempDir()
	var last *store.SQLite
	open := func() desk.Store { // a new process's view: with recovery
		if last != nil {
			if err := last.Close(); err != nil {
				t.Fatal(err)
			}
		}
		var err error
		if last, err = store.OpenSQLite(t.Context(), dir); err != nil {
			t.Fatal(err)
		}
		return last
	}
	kill(t, dir, open, func(int) bool { return false })
	if err := last.Close(); err != nil {
		t.Error(err)
	}
}

func TestKillPostgres(t *testing.T) {
	address := address(t)
	var st *store.Postgres
	open := func() desk.Store {
		if st == nil {
			st = openPostgres(t, address)
		}
		return st
	}
	kill(t, address, open, func(round int) bool {
		if round%serverRounds != serverRounds-1 {
			return false
		}
		if err := cluster.Kill(); err != nil {
			t.Fatal(err)
		}
		if st != nil {
			if err := st.Close(); err != nil {
				t.Log(err)
			}
			st = nil
		}
		return true
	})
}
