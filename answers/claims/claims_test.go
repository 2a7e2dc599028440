package claims

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"briefbot/knowledge"
	"briefbot/knowledge/briefings"
	"briefbot/knowledge/folder"
)

// builtIn is the checker of the built-in briefing.
func builtIn(tb testing.TB) *Checker {
	tb.Helper()
	b, problems := folder.Read(briefings.BuiltIn()[0])
	if len(problems) > 0 {
		tb.Fatal(problems[0])
	}
	return New(knowledge.NewBase(b))
}

// row is a row of claims.tsv.
type row struct {
	id, set, kind, text, note      string
	verdicts, paragraphs, briefing []string
}

func rowsOf(tb testing.TB, file string) []row {
	tb.Helper()
	f, err := os.Open(file)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	var out []row
	scan := bufio.NewScanner(f)
	for scan.Scan() {
		cells := strings.Split(scan.Text(), "\t")
		if len(cells) != 8 {
			tb.Fatalf("%d columns in %q", len(cells), scan.Text())
		}
		if cells[0] == "id" {
			continue
		}
		r := row{id: cells[0], set: cells[1], kind: cells[2], text: cells[3], verdicts: strings.Split(cells[4], ";"),
			paragraphs: strings.Split(cells[5], ";"), briefing: strings.Split(cells[6], ";"), note: cells[7]}
		if len(r.paragraphs) != len(r.verdicts) || len(r.briefing) != len(r.verdicts) {
			tb.Fatalf("%s: verdicts, paragraphs and briefing of %d, %d, %d claims", r.id, len(r.verdicts), len(r.paragraphs), len(r.briefing))
		}
		out = append(out, r)
	}
	if err := scan.Err(); err != nil {
		tb.Fatal(err)
	}
	return out
}

// judge applies the rules of testdata/README.md.
func (r row) judge(got []Result) (right bool, falseAgrees int) {
	right = len(got) == len(r.verdicts)
	for i, g := range got {
		if i >= len(r.verdicts) {
			break
		}
		if !slices.Contains(strings.Split(r.verdicts[i], "|"), string(g.Verdict)) {
			right = false
			if g.Verdict == Agrees {
				falseAgrees++
			}
			continue
		}
		if g.Verdict != NotCovered && strconv.Itoa(g.Evidence.Paragraph.Number) != r.paragraphs[i] {
			right = false
		}
		if g.Verdict == Differs && !slices.ContainsFunc(g.Differences, func(d Difference) bool { return strings.Contains(d.Briefing, r.briefing[i]) }) {
			right = false
		}
	}
	return right, falseAgrees
}

// Floors of the claims file: the share of rows that are right, and no claim may
// be said to agree that does not.
const floorRight = 0.96

// TestClaims scores the claims files, each set by itself.
func TestClaims(t *testing.T) {
	type tally struct{ right, total int }
	for _, s := range []struct {
		set, file string
		c         *Checker
	}{{"tune", "testdata/claims.tsv", builtIn(t)}, {"held", "testdata/claims.tsv", builtIn(t)}, {"fresh", "testdata/claims.tsv", builtIn(t)},
		{"ferry", "testdata/ferry.tsv", ferry(t)}} {
		c, set := s.c, s.set
		kinds, order := map[string]*tally{}, []string{}
		all, agreed := tally{}, 0
		for _, r := range rowsOf(t, s.file) {
			if r.set != set {
				continue
			}
			if kinds[r.kind] == nil {
				kinds[r.kind], order = &tally{}, append(order, r.kind)
			}
			got := c.Check(r.text)
			right, wrong := r.judge(got)
			agreed += wrong
			kinds[r.kind].total, all.total = kinds[r.kind].total+1, all.total+1
			if right {
				kinds[r.kind].right, all.right = kinds[r.kind].right+1, all.right+1
				continue
			}
			t.Logf("miss %s %s: %s\n\twant %v ¶ %v %q, got%s", r.id, r.kind, r.text, r.verdicts, r.paragraphs, r.briefing, brief(got))
		}
		var b strings.Builder
		for _, k := range order {
			fmt.Fprintf(&b, ", %s %d/%d", k, kinds[k].right, kinds[k].total)
		}
		t.Logf("%s: right %d of %d, false agrees %d%s", set, all.right, all.total, agreed, b.String())
		if float64(all.right) < floorRight*float64(all.total) || agreed > 0 {
			t.Errorf("%s: right %d of %d, want %.0f %%; false agrees %d, want 0", set, all.right, all.total, 100*floorRight, agreed)
		}
	}
}

func brief(got []Result) string {
	var b strings.Builder
	for _, g := range got {
		fmt.Fprintf(&b, " %s ¶ %d %q", g.Verdict, g.Evidence.Paragraph.Number, g.Differences)
	}
	return b.String()
}

// TestOwnStatements: what a base says itself agrees, and points to where it
// says so.
func TestOwnStatements(t *testing.T) {
	for _, c := range []*Checker{builtIn(t), ferry(t)} {
		for _, f := range c.base.Facts {
			got := c.Check(f.Statement)
			if len(got) != 1 || got[0].Verdict != Agrees || got[0].Evidence.Paragraph.Number != f.Cites[0].Paragraph {
				t.Errorf("%s: %s\n\tgot%s", f.Ref.ID, f.Statement, brief(got))
			}
		}
	}
}
