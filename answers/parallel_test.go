package answers

import (
	"runtime"
	"slices"
	"testing"

	"briefbot/knowledge"
	"briefbot/knowledge/briefings"
	"briefbot/knowledge/folder"
)

// TestEqualIndexes: what an index learns does not hang on how many processors do
// it, nor on which is first.
func TestEqualIndexes(t *testing.T) {
	b, _ := folder.Read(briefings.BuiltIn()[0])
	base := knowledge.NewBase(b)
	want := New(base)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, n := range []int{1, 4} {
		runtime.GOMAXPROCS(n)
		got := New(base)
		if got.limits != want.limits || got.personal != want.personal {
			t.Errorf("on %d processors it learned %v, want %v", n, got.limits, want.limits)
		}
		for _, s := range [][2]*space{{got.meaning.sense, want.meaning.sense}, {got.meaning.gist, want.meaning.gist}} {
			if !slices.Equal(s[0].docs, s[1].docs) {
				t.Errorf("on %d processors the facts lie elsewhere", n)
			}
		}
	}
}

// TestShrunk: weights are brought nearer to 0, the more the fewer samples there
// are, and the mean chance stays the share of right ones.
func TestShrunk(t *testing.T) {
	of := func(n int) (c chance, samples []sample) {
		for i := range n {
			var e evidence
			e[0] = float64(i%7) - 3
			samples = append(samples, sample{evidence: e, right: i%7+i%3 > 4, weight: 1})
		}
		return fit(samples), samples
	}
	last := 0.0
	for _, n := range []int{42, 420} {
		c, samples := of(n)
		s := c.shrunk(samples)
		factor := s[0] / c[0]
		if factor <= last || factor >= 1 {
			t.Errorf("%d samples: weight %.3f of %.3f", n, s[0], c[0])
		}
		last = factor
		mean, right := 0.0, 0.0
		for _, x := range samples {
			mean += s.of(x.evidence) / float64(n)
			if x.right {
				right += 1 / float64(n)
			}
		}
		if d := mean - right; d > 1e-6 || d < -1e-6 {
			t.Errorf("%d samples: mean chance %.4f, share of right ones %.4f", n, mean, right)
		}
	}
}
