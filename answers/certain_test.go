package answers_test

import (
	"bufio"
	"compress/gzip"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"briefbot/answers"
	"briefbot/answers/scorecard"
)

func TestCertain(t *testing.T) {
	ix := answers.New(builtIn(t))
	for _, tt := range []struct {
		question string
		want     bool
	}{
		{"How many terror plots have MI5 and British police disrupted since March 2017?", true},
		{"who is the head of MI5?", false},           // too short to be sure
		{"how many plots?", false},                   // of anything
		{"who is the haed of MI5?", false},           // misspelt
		{"who is the head of MI6?", false},           // somebody else
		{"did MI5 stop 50 terror plots?", false},     // denied, not informed
		{"how many plots did Belarus back?", false},  // not in the briefing
		{"thanks, that was a good talk", false},      // no question
		{"MI5 is hiring again, who applied?", false}, // about something else
		{strings.Repeat("so ", 40) + "who is the head of MI5?", false},
	} {
		if a, got := ix.Certain(tt.question); got != tt.want {
			t.Errorf("Certain(%q) = %v (%s %.2f), want %v", tt.question, got, a.Verdict, a.Confidence, tt.want)
		}
	}
}

// everyStranger has TestCertainAmongStrangers ask every line; one in eight is
// enough to notice a slip, and takes no minutes.
const everyStranger = "BRIEFBOT_ALL_STRANGERS"

// TestCertainAmongStrangers asks lines of the public question sets, which are
// about other things: none may be answered unasked.
func TestCertainAmongStrangers(t *testing.T) {
	const sets = "../../shared/bench"
	if _, err := os.Stat(sets); err != nil {
		t.Skip("the public question sets are not here")
	}
	ix := answers.New(builtIn(t))
	lines, step := 0, 8
	if os.Getenv(everyStranger) != "" {
		step = 1
	}
	for _, file := range []string{"banking77.tsv.gz", "clinc150.tsv.gz", "squad2_dev_questions.tsv.gz"} {
		for i, line := range lastColumn(t, filepath.Join(sets, file)) {
			if i%step != 0 {
				continue
			}
			lines++
			if a, ok := ix.Certain(line); ok {
				t.Errorf("%s: answered unasked: %q with %s", file, line, a.Fact.Ref)
			}
		}
	}
	t.Logf("%d lines of other matters", lines)
}

// TestCertainOnScorecard: of the project's own questions none that has no answer
// is answered unasked. It says how many of the others are, by kind.
func TestCertainOnScorecard(t *testing.T) {
	ix := answers.New(builtIn(t))
	files, err := filepath.Glob("scorecard/testdata/questions-*.tsv")
	if err != nil || len(files) == 0 {
		t.Fatal("no question files", err)
	}
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		rows, _ := scorecard.Read(f)
		_ = f.Close() // it was only read
		asked, answered := map[string]int{}, map[string]int{}
		for _, q := range rows {
			asked[q.Kind]++
			a, ok := ix.Certain(q.Text)
			if !ok {
				continue
			}
			answered[q.Kind]++
			if q.None && len(q.Paragraphs) == 0 {
				t.Errorf("%s: answered unasked: %q with %s", file, q.Text, a.Fact.Ref)
			}
		}
		for _, kind := range slices.Sorted(maps.Keys(asked)) {
			t.Logf("%s: %s: %d of %d answered unasked", filepath.Base(file), kind, answered[kind], asked[kind])
		}
	}
}

// lastColumn returns the last column of a packed table, its head left out.
func lastColumn(t *testing.T, name string) []string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	scan := bufio.NewScanner(z)
	scan.Buffer(nil, 1<<20)
	for scan.Scan() {
		line := scan.Text()
		out = append(out, line[strings.LastIndexByte(line, '\t')+1:])
	}
	if err := scan.Err(); err != nil {
		t.Fatal(err)
	}
	return out[1:]
}
