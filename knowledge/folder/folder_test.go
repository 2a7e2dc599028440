package folder

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"briefbot/knowledge"
	"briefbot/knowledge/quantity"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares got with testdata/name.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func testdata(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// read reads a folder with the two files.
func read(source, facts string) (*knowledge.Briefing, []Problem) {
	return Read(fstest.MapFS{SourceFile: {Data: []byte(source)}, FactsFile: {Data: []byte(facts)}})
}

func list(problems []Problem) string {
	var b strings.Builder
	for _, p := range problems {
		b.WriteString(p.String() + "\n")
	}
	return b.String()
}

func TestRead(t *testing.T) {
	b, problems := read(testdata(t, "bridge.txt"), testdata(t, "bridge.yaml"))
	if len(problems) > 0 {
		t.Fatalf("problems:\n%s", list(problems))
	}
	if b.ID != "bridge" || b.AsOf != "2024-10-08" || len(b.Facts) != 4 || len(b.Paragraphs) != 3 {
		t.Errorf("read %q as of %q with %d facts, %d paragraphs", b.ID, b.AsOf, len(b.Facts), len(b.Paragraphs))
	}
	opening := b.Facts[0]
	want := knowledge.Fact{
		Ref:       knowledge.Ref{Briefing: "bridge", ID: "opening"},
		Topic:     "History",
		Statement: "The bridge was opened in March 1932.",
		About:     knowledge.About{Measure: "opening", Where: []string{"Harbour City"}, Period: "in March 1932", Status: knowledge.CarriedOut},
		Figure:    &knowledge.Figure{Text: "March 1932", Kind: quantity.Date, Value: "1932", Unit: "year", Relation: quantity.Equal},
		Cites:     []knowledge.Citation{{Paragraph: 1, Start: 0, End: len("Harbour City opened its “great bridge” in March 1932")}},
		Ask:       []string{"When did the bridge open?"},
		Terms:     []string{"opened", "ribbon"},
		Headline:  1,
	}
	if diff := cmp.Diff(want, opening); diff != "" {
		t.Errorf("fact opening (-want +got):\n%s", diff)
	}
	for _, tt := range []struct {
		fact   int
		figure knowledge.Figure
		quote  string
	}{
		{1, knowledge.Figure{Text: "more than 50", Kind: quantity.Count, Value: "50", Relation: quantity.Above}, "It carries more than 50 trains a day."},
		{2, knowledge.Figure{Text: "13%", Kind: quantity.Share, Value: "13", Unit: "%", Relation: quantity.About}, "The toll pays 13% of it."},
	} {
		f := b.Facts[tt.fact]
		if diff := cmp.Diff(&tt.figure, f.Figure); diff != "" {
			t.Errorf("figure of %s (-want +got):\n%s", f.Ref, diff)
		}
		if got := b.Quote(f.Cites[0]); got != tt.quote {
			t.Errorf("quote of %s is %q, want %q", f.Ref, got, tt.quote)
		}
	}
	if c := b.Facts[3].Cites[0]; b.Quote(c) != "toll" || c.Start != strings.LastIndex(b.Paragraphs[2].Text, "toll") {
		t.Errorf("nth: 2 gives %+v", c)
	}
}

// Windows writes a byte order mark and CRLF; they change no fact.
func TestReadCRLF(t *testing.T) {
	source, facts := testdata(t, "bridge.txt"), testdata(t, "bridge.yaml")
	want, _ := read(source, facts)
	got, problems := read(source, "\ufeff"+strings.ReplaceAll(facts, "\n", "\r\n"))
	if diff := cmp.Diff(want, got); diff != "" || len(problems) > 0 {
		t.Errorf("with CRLF (-want +got):\n%s\n%s", diff, list(problems))
	}
}

func TestReadMissing(t *testing.T) {
	b, problems := Read(fstest.MapFS{})
	want := "facts.yaml: is missing; a briefing's folder has source.txt and facts.yaml\n" +
		"source.txt: is missing; a briefing's folder has source.txt and facts.yaml\n"
	if got := list(problems); b == nil || got != want {
		t.Errorf("Read of an empty folder: %v, problems\n%s", b, got)
	}
}

// Each of these files has problems; the golden files list all of them.
func TestReadProblems(t *testing.T) {
	files, err := filepath.Glob("testdata/broken-*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no broken files: ", err)
	}
	for _, path := range files {
		name := strings.TrimSuffix(filepath.Base(path), ".yaml")
		t.Run(name, func(t *testing.T) {
			b, problems := read(testdata(t, "bridge.txt"), testdata(t, name+".yaml"))
			if b == nil {
				t.Fatal("no briefing")
			}
			golden(t, name+".golden", list(problems))
		})
	}
}
