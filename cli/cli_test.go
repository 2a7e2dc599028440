package cli

import (
	"bufio"
	"context"
	"math/big"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"briefbot/answers"
	"briefbot/answers/scorecard"
	"briefbot/knowledge"
)

func cancelled(t *testing.T) (context.Context, context.CancelFunc) {
	return context.WithCancel(t.Context())
}

// bridge is the sound small briefing of the scripts.
func bridge(t *testing.T) *knowledge.Base {
	t.Helper()
	l := read("bridge", os.DirFS("testdata/bridge"))
	for _, p := range l.problems {
		t.Fatal(p)
	}
	return knowledge.NewBase(l.briefing)
}

func TestRate(t *testing.T) {
	for _, tt := range []struct {
		in      string
		want    *big.Rat
		wantErr string
	}{
		{"0.8", big.NewRat(4, 5), ""}, {"80%", big.NewRat(4, 5), ""}, {"100%", big.NewRat(1, 1), ""}, {"1", big.NewRat(1, 1), ""}, {"0", new(big.Rat), ""},
		{"12.5%", big.NewRat(1, 8), ""},
		{"80", nil, "more than all"}, {"101%", nil, "more than all"}, {"", nil, "no share"}, {"%", nil, "no share"}, {"-1", nil, "no share"},
		{"NaN", nil, "no share"}, {"1e9", nil, "no share"}, {"4/5", nil, "no share"}, {"0x1", nil, "no share"},
	} {
		var r rate
		err := r.UnmarshalText([]byte(tt.in))
		switch {
		case tt.wantErr != "":
			if err == nil || !strings.Contains(err.Error(), tt.wantErr) {
				t.Errorf("%q: error %v, want one with %q", tt.in, err, tt.wantErr)
			}
		case err != nil:
			t.Errorf("%q: %v", tt.in, err)
		case r.share.Cmp(tt.want) != 0:
			t.Errorf("%q is %s, want %s", tt.in, r.share, tt.want)
		}
	}
	var r rate
	if err := r.UnmarshalText([]byte("88%")); err != nil || !r.met(scorecard.Tally{Right: 22, Total: 25}) || r.met(scorecard.Tally{Right: 21, Total: 25}) {
		t.Errorf("88%% of 25 is 22: %v", err)
	}
}

func TestReadLine(t *testing.T) {
	long := strings.Repeat("x", maxLine)
	buf := bufio.NewReaderSize(strings.NewReader("a\r\n\n"+long+"\r\n"+long+"y\r\nz"), 64)
	var got []line
	for {
		l := readLine(buf)
		if l.err != nil {
			got = append(got, line{text: l.text})
			break
		}
		if len(l.text) > 100 {
			l.text = "long, read"
		}
		got = append(got, l)
	}
	want := []line{{text: "a"}, {}, {text: "long, read"}, {text: long[:keptOfLong], long: true}, {text: "z"}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(line{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestLints(t *testing.T) {
	base := bridge(t)
	moved := &base.Briefings[0].Facts[0]
	moved.Ask = append(moved.Ask, "how often is the bridge painted anew")
	var got []string
	for _, l := range Lints(answers.New(base)) {
		got = append(got, l.String())
	}
	want := []string{
		`fact "opened": phrasing "how often is the bridge painted anew" is nearer to fact "painted" than to the rest of its own`,
		`fact "trams": 2 phrasings; people ask in more ways, give at least 5`,
		`paragraph 2: "doubled" stands in no fact's quote`,
		`paragraph 2: "three years" stands in no fact's quote`,
		`paragraph 3 is cited by no fact`,
		`glossary entry "Harbour Board" occurs in no source, statement or phrasing`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
