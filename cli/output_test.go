package cli

import (
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestClean(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"plain", "“43” plots, ¶ 10", "“43” plots, ¶ 10"},
		{"escape sequence", "\x1b[31mred", `\x1b[31mred`},
		{"line ends and tabs", "a\r\n\tb", `a\r\n\tb`},
		{"C1 control", "a\u009bb", `a\x9bb`},
		{"override", "a\u202eb", `a\u202eb`},
		{"isolate and mark", "\u2066a\u200f", `\u2066a\u200f`},
		{"tag", "a\U000e0041", `a\U000e0041`},
		{"line separator", "a\u2028b", `a\u2028b`},
		{"byte order mark and soft hyphen", "\ufeffa\u00ad", `\ufeffa\xad`},
		{"joined emoji", "👩\u200d🚀", "👩\u200d🚀"},
		{"Arabic", "كم عدد", "كم عدد"},
		{"no text", "a\xff\xc3", `a\xff\xc3`},
		{"replacement character", "a\uFFFD", "a\uFFFD"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := clean(tt.in); got != tt.want {
				t.Errorf("clean(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func FuzzClean(f *testing.F) {
	f.Add("\x1b[31m\u202e\xff")
	f.Fuzz(func(t *testing.T, s string) {
		got := clean(s)
		if !utf8.ValidString(got) || strings.ContainsFunc(got, hidden) {
			t.Errorf("clean(%q) = %q", s, got)
		}
		if again := clean(got); again != got {
			t.Errorf("clean(%q) = %q, and again %q", s, got, again)
		}
	})
}

func TestWrap(t *testing.T) {
	for _, tt := range []struct {
		in    string
		width int
		want  []string
	}{
		{"", 5, []string{""}},
		{"a bb ccc", 0, []string{"a bb ccc"}},
		{"a bb ccc", 4, []string{"a bb", "ccc"}},
		{"¶¶ ¶¶", 5, []string{"¶¶ ¶¶"}},
		{"abcdefgh i", 4, []string{"abcdefgh", "i"}},
	} {
		if diff := cmp.Diff(tt.want, wrap(tt.in, tt.width)); diff != "" {
			t.Errorf("wrap(%q, %d) (-want +got):\n%s", tt.in, tt.width, diff)
		}
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, errors.New("no space left") }

// TestLostOutput: an answer that could not be written is no success.
func TestLostOutput(t *testing.T) {
	var errs strings.Builder
	code := Run(t.Context(), []string{"ask", "How many plots?"}, nil, strings.NewReader(""), brokenPipe{}, &errs)
	if code != exitProblem || !strings.Contains(errs.String(), "write output: no space left") {
		t.Errorf("code %d, told %q", code, errs.String())
	}
}

// TestInterrupted: input that never comes does not keep the program.
func TestInterrupted(t *testing.T) {
	ctx, cancel := cancelled(t)
	cancel()
	in, out := io.Pipe()
	defer out.Close()
	if code := Run(ctx, []string{"ask"}, nil, in, io.Discard, io.Discard); code != exitInterrupted {
		t.Errorf("code %d, want %d", code, exitInterrupted)
	}
	if code := Run(ctx, []string{"eval", "../answers/scorecard/testdata/questions-dev.tsv"}, nil, in, io.Discard, io.Discard); code != exitInterrupted {
		t.Errorf("eval: code %d, want %d", code, exitInterrupted)
	}
}
