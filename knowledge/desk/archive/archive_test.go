package archive_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"log/slog"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"briefbot/knowledge"
	"briefbot/knowledge/briefings"
	"briefbot/knowledge/desk"
	"briefbot/knowledge/desk/archive"
	"briefbot/knowledge/folder"
	"briefbot/knowledge/store"
)

func builtIn(t *testing.T) *knowledge.Base {
	t.Helper()
	br, problems := folder.Read(briefings.BuiltIn()[0])
	for _, p := range problems {
		t.Fatal(p)
	}
	return knowledge.NewBase(br)
}

func newDesk(t *testing.T, base *knowledge.Base) *desk.Desk {
	t.Helper()
	st, err := store.OpenSQLite(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	d, err := desk.New(t.Context(), desk.Options{Base: base, Store: st, Log: slog.New(slog.NewTextHandler(t.Output(), nil))})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func export(t *testing.T, d *desk.Desk, server string) *zip.Reader {
	t.Helper()
	var b bytes.Buffer
	if err := archive.Write(t.Context(), &b, d, server); err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func editOf(t *testing.T, d *desk.Desk, server string, z *zip.Reader) desk.Edit {
	t.Helper()
	c, problems := archive.Read(z)
	for _, p := range problems {
		t.Fatal(p)
	}
	e, err := c.Edit(t.Context(), d, server)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func publish(t *testing.T, d *desk.Desk, server string, e desk.Edit) desk.Revision {
	t.Helper()
	r, err := d.Publish(t.Context(), server, desk.Publication{Edit: e, Who: "alice"})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestRoundTrip: what a server changed on the built-in briefing goes through an
// export into another server, as one revision, and changes nothing in its own.
func TestRoundTrip(t *testing.T) {
	base := builtIn(t)
	d := newDesk(t, base)
	e := changes(base)
	publish(t, d, "1", e)
	z := export(t, d, "1")
	if e := editOf(t, d, "1", z); len(e.Steps) != 0 {
		t.Errorf("the import of its own export changes %d items: %+v", len(e.Steps), e.Steps[0])
	}
	r := publish(t, d, "2", editOf(t, d, "2", z))
	if r.N != 1 || len(r.Changes) != len(e.Steps) {
		t.Errorf("revision %d with %d changes, want 1 with %d", r.N, len(r.Changes), len(e.Steps))
	}
	var versions []string
	var questions [][]desk.Question
	for _, server := range []string{"1", "2"} {
		ix, err := d.Index(t.Context(), server)
		if err != nil {
			t.Fatal(err)
		}
		o, err := d.Overlay(t.Context(), server)
		if err != nil {
			t.Fatal(err)
		}
		versions, questions = append(versions, ix.Base().Version), append(questions, o.Questions())
	}
	if versions[0] != versions[1] || versions[0] == base.Version {
		t.Errorf("versions %v of operator's %s", versions, base.Version)
	}
	if diff := cmp.Diff(questions[0], questions[1]); diff != "" || len(questions[0]) != 2 {
		t.Errorf("accepted questions:\n%s", diff)
	}
	back := export(t, newDesk(t, base), "3") // the operator's
	publish(t, d, "2", editOf(t, d, "2", back))
	for _, it := range overlayOf(t, d, "2").Items {
		if !strings.HasPrefix(it.Key, "harbour") { // a briefing that the archive does not have stays
			t.Errorf("taken back, it still changes %s", it.ID)
		}
	}
}

func overlayOf(t *testing.T, d *desk.Desk, server string) desk.Overlay {
	t.Helper()
	o, err := d.Overlay(t.Context(), server)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// changes is an edit with one of everything.
func changes(base *knowledge.Base) desk.Edit {
	edited := *base.Facts[0]
	edited.Note = "=HYPERLINK(\"x\") “so” # and: more"
	edited.Ask = append(edited.Ask[:len(edited.Ask):len(edited.Ask)], "quite another way of asking for it?")
	const text = "-The harbour has 31 cranes.\nA second line."
	fig, err := knowledge.DeriveFigure("31", text)
	if err != nil {
		panic(err)
	}
	return desk.Edit{Steps: []desk.Step{
		desk.Put(desk.Content{Fact: &edited}, desk.Seen{}),
		desk.Remove(desk.Content{Fact: base.Facts[1]}.ID(), desk.Seen{}),
		desk.Put(desk.Content{Briefing: &knowledge.Briefing{ID: "harbour", Title: "Harbour: a # title", Paragraphs: []knowledge.Paragraph{{Number: 1, Heading: "Cranes", Text: text}}}}, desk.Seen{}),
		desk.Put(desk.Content{Fact: &knowledge.Fact{
			Ref: knowledge.Ref{Briefing: "harbour", ID: "cranes"}, Topic: "Harbour", Statement: "It has 31 cranes.", Figure: &fig,
			Cites: []knowledge.Citation{{Paragraph: 1, Start: 1, End: 27}}, Ask: []string{"How many cranes has the harbour?"},
		}}, desk.Seen{}),
		desk.Put(desk.Content{Negative: &desk.Negative{Briefing: "harbour", Negative: knowledge.Negative{Question: "Who owns the cranes?", Why: "it is not said"}}}, desk.Seen{}),
		desk.Put(desk.Content{Question: &desk.Question{Text: "cranes?", Want: knowledge.Ref{Briefing: "harbour", ID: "cranes"}}}, desk.Seen{}),
		desk.Put(desk.Content{Question: &desk.Question{Text: "who is the crane’s owner?"}}, desk.Seen{}),
	}}
}

func TestFiles(t *testing.T) {
	br, problems := folder.Read(os.DirFS("../../../cli/testdata/bridge"))
	for _, p := range problems {
		t.Fatal(p)
	}
	base := knowledge.NewBase(br)
	d := newDesk(t, base)
	publish(t, d, "1", changes(base))
	z := export(t, d, "1")
	read := func(name string) string {
		t.Helper()
		f, err := z.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		data, err := io.ReadAll(f)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	rows, err := csv.NewReader(strings.NewReader(read("facts.csv"))).ReadAll()
	if err != nil || len(rows) != len(base.Facts)+1 { // one hidden, one added, a heading
		t.Errorf("%d rows, %v", len(rows), err)
	}
	formulas := 0
	for _, row := range rows {
		for _, cell := range row {
			if strings.IndexAny(cell, "=+-@\t\r") == 0 {
				t.Errorf("cell %q begins like a formula", cell)
			}
			if strings.HasPrefix(cell, "'=HYPERLINK") {
				formulas++
			}
		}
	}
	if formulas != 1 {
		t.Errorf("%d cells were made safe, want 1", formulas)
	}
	if h := read("history.jsonl"); strings.Count(h, "\n") != 1 || !strings.Contains(h, `"who":"alice"`) {
		t.Errorf("history %q", h)
	}
	if q := read("questions.jsonl"); strings.Count(q, "\n") != 2 {
		t.Errorf("questions %q", q)
	}
}

func TestReadProblems(t *testing.T) {
	good := "briefing: {id: x, title: X}\n"
	for _, tt := range []struct {
		name  string
		files fstest.MapFS
		want  []string
	}{
		{"nothing", fstest.MapFS{"a.txt": {}}, []string{"has no briefing"}},
		{"all at once", fstest.MapFS{
			"briefings/x/facts.yaml": {Data: []byte("briefing: {id: x}\n")}, "briefings/x/source.txt": {Data: []byte("Text.\n")},
			"y/facts.yaml":    {Data: []byte(good)},
			"questions.jsonl": {Data: []byte("{\"question\": \"?\"}\n{\"q\": 1}\n")},
		}, []string{"briefings/x/facts.yaml:1: briefing.title: missing", "y/source.txt: is missing", "has the id \"x\" like", "questions.jsonl:1: the question has no words", "questions.jsonl:2: not a line like"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, problems := archive.Read(tt.files)
			all := ""
			for _, p := range problems {
				all += p.Error() + "\n"
			}
			for _, want := range tt.want {
				if !strings.Contains(all, want) {
					t.Errorf("problems\n%swithout %q", all, want)
				}
			}
		})
	}
	if _, err := archive.Open(strings.NewReader("no zip"), 6); err == nil {
		t.Error("text is taken for a zip")
	}
}

// FuzzRead: whatever a zip holds, reading it ends in contents or problems.
func FuzzRead(f *testing.F) {
	f.Add([]byte("PK"), []byte(`{"question":"a"}`))
	f.Fuzz(func(t *testing.T, data, lines []byte) {
		if fsys, err := archive.Open(bytes.NewReader(data), int64(len(data))); err == nil {
			archive.Read(fsys)
		}
		c, problems := archive.Read(fstest.MapFS{"questions.jsonl": {Data: lines}})
		for _, q := range c.Questions {
			if desk.Digest(q.Text) == "" && len(problems) == 0 {
				t.Errorf("a question without words: %q", q.Text)
			}
		}
	})
}
