package cli

import (
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestLocal starts what a newcomer starts, opens the page and ends it.
func TestLocal(t *testing.T) {
	t.Chdir(t.TempDir()) // no .env
	for _, args := range [][]string{nil, {"local", "--wire-log", "wire.jsonl"}} {
		ctx, cancel := cancelled(t)
		read, write := io.Pipe()
		ended := make(chan int, 1)
		go func() {
			ended <- Run(ctx, args, nil, strings.NewReader(""), write, t.Output())
			_ = write.Close() // a pipe's never fails
		}()
		url := ""
		for buf := make([]byte, 1024); url == ""; {
			n, err := read.Read(buf)
			url = strings.TrimPrefix(regexp.MustCompile(`Open http://127\.0\.0\.1:\d+`).FindString(string(buf[:n])), "Open ")
			if err != nil {
				t.Fatalf("%v: no address is said: %v", args, err)
			}
		}
		go func() { _, _ = io.Copy(io.Discard, read) }()
		response, err := http.Get(url)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if response.StatusCode != http.StatusOK {
			t.Errorf("%v: %s is %s", args, url, response.Status)
		}
		cancel()
		select {
		case code := <-ended:
			if code != exitOK {
				t.Errorf("%v: exit code %d", args, code)
			}
		case <-time.After(6 * time.Second):
			t.Fatalf("%v: still running six seconds after it was ended", args)
		}
	}
	wire, err := os.ReadFile(filepath.Join(".", "wire.jsonl"))
	if err != nil || !strings.Contains(string(wire), `"READY"`) {
		t.Errorf("the wire log has no READY: %v", err)
	}
}

// TestListen: a port that was asked for is taken or refused, never replaced.
func TestListen(t *testing.T) {
	first, err := listen(0)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	if second, err := listen(0); err != nil {
		t.Errorf("with %d taken: %v", localPort, err)
	} else {
		_ = second.Close()
	}
	taken := first.Addr().(*net.TCPAddr).Port
	for _, port := range []int{taken, -1, 65536} {
		if ln, err := listen(port); err == nil || !strings.Contains(err.Error(), "--port "+strconv.Itoa(port)) {
			t.Errorf("port %d: %v, %v", port, ln, err)
		}
	}
}

func TestExamples(t *testing.T) {
	want := []string{"When did the bridge open?", "How many trams crossed the bridge a day?"}
	if diff := cmp.Diff(want, examples(bridge(t))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
