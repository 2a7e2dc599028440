package folder

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"briefbot/knowledge"
	"briefbot/knowledge/quantity"
)

func TestWrite(t *testing.T) {
	b, problems := read(testdata(t, "bridge.txt"), testdata(t, "bridge.yaml"))
	if len(problems) > 0 {
		t.Fatal(list(problems))
	}
	source, facts := Write(b)
	if diff := cmp.Diff(testdata(t, "bridge.txt"), string(source)); diff != "" {
		t.Errorf("source (-read +written):\n%s", diff)
	}
	golden(t, "bridge.canonical", string(facts))
	roundTrip(t, b)
}

// roundTrip checks that b comes back from its files, and that the files of
// what came back are the same.
func roundTrip(t *testing.T, b *knowledge.Briefing) {
	t.Helper()
	source, facts := Write(b)
	again, problems := read(string(source), string(facts))
	if len(problems) > 0 {
		t.Fatalf("problems of what was written:\n%s\n%s", list(problems), facts)
	}
	if diff := cmp.Diff(b, again); diff != "" {
		t.Errorf("written and read (-before +after):\n%s\n%s", diff, facts)
	}
	source2, facts2 := Write(again)
	if string(source) != string(source2) || string(facts) != string(facts2) {
		t.Errorf("a second Write gives other bytes:\n%s\nafter\n%s", facts2, facts)
	}
}

func TestWriteOverrides(t *testing.T) {
	b, _ := read(testdata(t, "bridge.txt"), testdata(t, "bridge.yaml"))
	f := &b.Facts[1]
	f.About.Period = "a day"
	f.Figure.Kind, f.Figure.Relation = quantity.Share, quantity.About
	b.Paragraphs[1].Heading, b.Paragraphs[2].Heading = "Traffic", "" // a heading that ends
	roundTrip(t, b)
	_, facts := Write(b)
	if want := "figure: {text: more than 50, kind: share, relation: about}"; !strings.Contains(string(facts), want) {
		t.Errorf("no %q in\n%s", want, facts)
	}
}

// A long list is wrapped, a mapping that is too long for a line opened.
func TestWriteLong(t *testing.T) {
	b, _ := read(testdata(t, "bridge.txt"), testdata(t, "bridge.yaml"))
	b.Facts[0].Terms = texts[2:]
	b.Facts[0].About.Measure = strings.Repeat("opening ", 20) + "of it"
	roundTrip(t, b)
	_, facts := Write(b)
	for _, want := range []string{"\n    about:\n      measure: opening ", "\n    terms: [a, \"43\", ", "\"\\x7f\"]\n    headline: 1\n"} {
		if !strings.Contains(string(facts), want) {
			t.Errorf("no %q in\n%s", want, facts)
		}
	}
}

func TestWriteEmpty(t *testing.T) {
	if source, facts := Write(&knowledge.Briefing{}); len(source)+len(facts) > 0 {
		t.Errorf("Write of nothing gives %q, %q", source, facts)
	}
}

// texts are hard to write as YAML.
var texts = []string{
	"", " ", "a", "43", "-1", "1e3", "0x1F", "1_000", "~", "null", "yes", "true", ".inf", "<<", "=", "2024-10-08", "12:30", "0:A", "a:b", "https://a.example/?b=c&d#e", "a: b", "a:", ":a",
	"a #b", "#a", "- a", "-a", "? a", "[a]", "{a}", "a, b", "a]", "&a", "*a", "!a", "|", "> a", "%a", "@a", "`a", "'a'", "\"a\"", "it's", "a\\b",
	"a\nb", "a\r\nb", "\ta", "a\tb", "a ", "a\u00a0b", "\u2028", "\u0085", "\u200bx", "\ufeffx", "\x1b[31m", "🙂", "“a”", "‘a’ b", "—", "a — b", "é",
	"---", "...", "a --- b", "\U000e0001", "\x7f",
}

func FuzzText(f *testing.F) {
	for _, s := range texts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if strings.ToValidUTF8(s, "") != s || strings.ContainsRune(s, 0) {
			t.Skip("no text")
		}
		n := node{fields: []field{{"k", textNode(s)}, {"l", textsNode([]string{s, "x", s})}}}
		for _, open := range []bool{false, true} {
			var out strings.Builder
			n.open, n.fields[1].value.open = open, open
			top := node{open: true, items: []node{n, textNode(s)}}
			top.write(&out, 0, "t:")
			root, problems := parseYAML([]byte(out.String()))
			if len(problems) > 0 {
				t.Fatalf("%v in\n%s", problems, out.String())
			}
			d := newDecoder(&knowledge.Briefing{})
			items := d.list(d.mapping(root, "", "t")["t"], "t")
			m := d.mapping(items[0], "t[0]", "k", "l")
			got := []string{d.str(m["k"], "k"), d.str(items[1], "t[1]")}
			for _, it := range d.list(m["l"], "l") {
				got = append(got, d.str(it, "l"))
			}
			if diff := cmp.Diff([]string{s, s, s, "x", s}, got); diff != "" || len(d.problems) > 0 {
				t.Errorf("%v (-want +got):\n%s\n%s", d.problems, diff, out.String())
			}
		}
	})
}

// FuzzRead reads any facts file beside a fixed source: it never panics, takes
// little time, and what has no problem comes back from Write.
func FuzzRead(f *testing.F) {
	source := testdata(f, "bridge.txt")
	f.Add(testdata(f, "bridge.yaml"))
	f.Add(testdata(f, "bridge.canonical"))
	for _, name := range []string{"facts", "bomb", "refused", "documents", "colon", "tab", "deep", "list", "empty"} {
		f.Add(testdata(f, "broken-"+name+".yaml"))
	}
	f.Fuzz(func(t *testing.T, facts string) {
		start := time.Now()
		b, problems := read(source, facts)
		if b == nil {
			t.Fatal("no briefing")
		}
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("took %v for %d bytes", took, len(facts))
		}
		if len(problems) == 0 {
			roundTrip(t, b)
		}
	})
}

// TestSupersedes reads and writes the name of the older fact, of this briefing
// and of another one.
func TestSupersedes(t *testing.T) {
	const facts = `briefing: {id: x, title: X}
facts:
  - {id: one, topic: T, statement: Text., cites: [{paragraph: 1, quote: Text.}], supersedes: two}
  - {id: two, topic: T, statement: Text., cites: [{paragraph: 1, quote: Text.}], supersedes: old/three}
`
	fsys := fstest.MapFS{"source.txt": {Data: []byte("Text.\n")}, "facts.yaml": {Data: []byte(facts)}}
	for range 2 {
		b, problems := Read(fsys)
		for _, p := range problems {
			t.Fatal(p)
		}
		for i, want := range []knowledge.Ref{{Briefing: "x", ID: "two"}, {Briefing: "old", ID: "three"}} {
			if b.Facts[i].Supersedes != want {
				t.Errorf("fact %d supersedes %v, want %v", i, b.Facts[i].Supersedes, want)
			}
		}
		source, written := Write(b)
		fsys = fstest.MapFS{"source.txt": {Data: source}, "facts.yaml": {Data: written}}
	}
	for _, bad := range []string{"a/b/c", "/b", "a/", "[x]"} {
		fsys["facts.yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(facts, "supersedes: two", "supersedes: "+bad, 1))}
		if _, problems := Read(fsys); len(problems) != 1 || problems[0].Field != "supersedes" {
			t.Errorf("supersedes: %s: %v", bad, problems)
		}
	}
}
