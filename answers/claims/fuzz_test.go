package claims

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// FuzzCheck: whatever is pasted, claims are pieces of it in order, every
// verdict rests on bytes of a source and follows from its differences, what a
// difference calls claimed is the claim's, and the same text gives the same.
func FuzzCheck(f *testing.F) {
	c, other := builtIn(f), ferry(f)
	for _, r := range append(rowsOf(f, "testdata/claims.tsv"), rowsOf(f, "testdata/ferry.tsv")...) {
		f.Add(r.text)
	}
	for _, s := range []string{"", " ", "“", "“”", "”“ said", "\xff 43", "“McCallum” said ““43”", "such as Russia", "according to", "43 43 43", "? “a b c? d e f” g.", "MI5’s MI5’s MI5"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, c := range []*Checker{c, other} {
			rest := strings.ToValidUTF8(s, "\uFFFD")
			got := c.Check(s)
			for _, r := range got {
				_, after, ok := strings.Cut(rest, r.Claim)
				if !ok || r.Claim == "" {
					t.Fatalf("claim %q is not the next in %q", r.Claim, rest)
				}
				rest = after
				if err := Verify(c.base, r); err != nil {
					t.Error(err)
				}
				for _, d := range r.Differences {
					if !strings.Contains(r.Claim, d.Claimed) || d.Claimed == "" && d.Briefing == "" {
						t.Errorf("%q: difference %q", r.Claim, d)
					}
				}
				if r.Verdict == NotCovered && (r.Evidence.Text != "" || len(r.Differences) > 0) {
					t.Errorf("%q is not covered, by %q", r.Claim, r.Evidence.Text)
				}
			}
			if diff := cmp.Diff(brief(got), brief(c.Check(s))); diff != "" {
				t.Errorf("%q, and again (-first +again):\n%s", s, diff)
			}
		}
	})
}

// BenchmarkCheck is one claim, of all kinds in turn.
func BenchmarkCheck(b *testing.B) {
	c := builtIn(b)
	rows := rowsOf(b, "testdata/claims.tsv")
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		c.Check(rows[i%len(rows)].text)
		i++
	}
}

// BenchmarkNew is the preparation of a base.
func BenchmarkNew(b *testing.B) {
	base := builtIn(b).base
	b.ReportAllocs()
	for b.Loop() {
		New(base)
	}
}
