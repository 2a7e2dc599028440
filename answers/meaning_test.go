package answers

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func TestSimilars(t *testing.T) {
	b := &builder{ix: &Index{byWord: map[string]int32{}, common: map[string]bool{}}}
	for i, w := range strings.Fields("diplomats envoys increase decrease april may stopped london budget twenty") {
		b.ix.byWord[w] = int32(i)
		if w != "london" { // it only stands in a name
			b.ix.common[w] = true
		}
	}
	m := &meaning{}
	b.newVocabulary(m)
	for _, tt := range []struct{ word, want string }{
		{"diplomat", "diplomats envoys"},
		{"halted", "stopped"},
		{"decrease", ""}, // the opposite is as near as can be
		{"june", ""},     // months are all alike
		{"thirty", ""},
		{"paris", ""},
		{"budgets", "budget"},
		{"zxq", ""},
	} {
		own := int32(-1)
		if f, ok := b.ix.byWord[tt.word]; ok {
			own = f
		}
		var got []string
		for _, s := range m.similars(tt.word, own, nil) {
			for w, f := range b.ix.byWord {
				if f == s.feature {
					got = append(got, w)
				}
			}
			if s.cosine <= 0 || s.cosine > softened {
				t.Errorf("%s: %v", tt.word, s)
			}
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("similar to %s: %v, want %s", tt.word, got, tt.want)
		}
	}
}

// The inverse of the Cholesky factor takes a matrix to the identity.
func TestWhitening(t *testing.T) {
	const dim = 100
	a, c := make([][]float64, dim), make([][]float64, dim)
	for i := range dim {
		a[i] = make([]float64, dim)
		for j := range i + 1 {
			a[i][j] = 0.5 / float64(1+i-j)
		}
		a[i][i]++
		c[i] = slices.Clone(a[i])
	}
	cholesky(c)
	invert(c)
	for _, at := range [][2]int{{0, 0}, {7, 3}, {99, 99}, {99, 1}} {
		sum := 0.0 // of c·a·cᵀ
		for k := range dim {
			for l := range dim {
				x := a[max(k, l)][min(k, l)]
				sum += c[at[0]][k] * x * c[at[1]][l] * low(at[0], k) * low(at[1], l)
			}
		}
		want := 0.0
		if at[0] == at[1] {
			want = 1
		}
		if math.Abs(sum-want) > 1e-9 {
			t.Errorf("%v: %v, want %v", at, sum, want)
		}
	}
}

// low is 1 within a lower triangle, else 0.
func low(row, column int) float64 {
	if column <= row {
		return 1
	}
	return 0
}

func TestFit(t *testing.T) {
	var samples []sample
	for i := range 400 {
		x := float64(i%20)/10 - 1
		s := sample{right: x+float64(i%7)/7 > 0.5, weight: 1}
		s.evidence[0], s.evidence[1] = x, float64(i%3)
		samples = append(samples, s)
	}
	c := fit(samples)
	if c[0] < 1 || math.Abs(c[1]) > 0.3 {
		t.Errorf("weights %v, want one on the first only", c)
	}
	var sum, right float64
	for _, s := range samples {
		sum += c.of(s.evidence)
		if s.right {
			right++
		}
	}
	if math.Abs(sum-right) > 1 {
		t.Errorf("%.1f are expected right, %.0f are", sum, right)
	}
}

func TestCheapest(t *testing.T) {
	c := chance{1}
	at := func(x float64, right bool) sample {
		s := sample{right: right, weight: 1}
		s.evidence[0] = x
		return s
	}
	var samples []sample
	for i := range 50 {
		samples = append(samples, at(0.7+float64(i)/100, true), at(-1, i%2 == 0))
	}
	p := c.cheapest(slices.Clone(samples))
	if want := 1 / (1 + math.Exp(-0.7)); math.Abs(p-want) > 1e-9 {
		t.Errorf("%v, want %v, the last before the first wrong one", p, want)
	}
}
