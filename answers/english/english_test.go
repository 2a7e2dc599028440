package english

import (
	"math"
	"strings"
	"sync"
	"testing"
)

func TestRank(t *testing.T) {
	for _, tt := range []struct {
		word string
		want int
		ok   bool
	}{
		{"the", 1, true},
		{"of", 2, true},
		{"a", 6, true},
		{"i", 33, true},
		{"seclusion", Size, true},

		{"", 0, false},
		{"b", 0, false},
		{"The", 0, false},
		{"isn't", 0, false},
		{"covid", 0, false}, // younger than the list
		{"recieve", 0, false},
		{"waht", 0, false},
	} {
		t.Run(tt.word, func(t *testing.T) {
			rank, ok := Rank(tt.word)
			if rank != tt.want || ok != tt.ok {
				t.Errorf("Rank(%q) = %d, %t, want %d, %t", tt.word, rank, ok, tt.want, tt.ok)
			}
		})
	}
}

func TestRankOrdersByFrequency(t *testing.T) {
	last := 0
	for _, word := range []string{"the", "president", "security", "terrorism", "espionage"} {
		rank, ok := Rank(word)
		if !ok || rank <= last {
			t.Errorf("Rank(%q) = %d, %t, want more than %d", word, rank, ok, last)
		}
		last = rank
	}
}

func TestList(t *testing.T) {
	if len(packed) > 300_000 {
		t.Errorf("words.txt.gz has %d bytes, want at most 300,000", len(packed))
	}
	list := ranks()
	if len(list) != Size {
		t.Errorf("%d words, want %d", len(list), Size)
	}
	seen := make([]string, Size+1)
	for word, rank := range list {
		if len(word) < 2 && word != "a" && word != "i" {
			t.Errorf("%q is no word", word)
		}
		for _, c := range []byte(word) {
			if c < 'a' || c > 'z' {
				t.Errorf("%q holds %q", word, c)
			}
		}
		if rank < 1 || rank > Size {
			t.Errorf("%q: rank %d is out of range", word, rank)
			continue
		}
		if seen[rank] != "" {
			t.Errorf("%q and %q share rank %d", word, seen[rank], rank)
		}
		seen[rank] = word
	}
}

// cosine of two words.
func cosine(t *testing.T, a, b string) float64 {
	t.Helper()
	return inner(sentence(t, a, Dim, Vector), sentence(t, b, Dim, Vector))
}

// sentence returns the weighted sum of the words' vectors, of length 1.
func sentence(t *testing.T, words string, dim int, of func(int, []float32) bool) []float32 {
	t.Helper()
	sum, v := make([]float32, dim), make([]float32, dim)
	for _, word := range strings.Fields(words) {
		rank, ok := Rank(word)
		if !ok || !of(rank, v) {
			t.Fatalf("no vector of %q", word)
		}
		for i, x := range v {
			sum[i] += x * float32(Weight(rank))
		}
	}
	length := math.Sqrt(inner(sum, sum))
	for i := range sum {
		sum[i] /= float32(length)
	}
	return sum
}

func inner(a, b []float32) float64 {
	sum := 0.0
	for i := range a {
		sum += float64(a[i] * b[i])
	}
	return sum
}

func TestVector(t *testing.T) {
	spy := make([]float32, Dim)
	if rank, _ := Rank("spy"); !Vector(rank, spy) || math.Abs(inner(spy, spy)-1) > 1e-3 {
		t.Errorf("a vector has the length %v", math.Sqrt(inner(spy, spy)))
	}
	for _, tt := range []struct{ word, near, far string }{
		{"diplomats", "envoys", "bananas"},
		{"stopped", "halted", "purple"},
		{"kids", "children", "parliament"},
	} {
		if near, far := cosine(t, tt.word, tt.near), cosine(t, tt.word, tt.far); near < 0.4 || far > 0.3 {
			t.Errorf("%s: %.2f to %s, %.2f to %s", tt.word, near, tt.near, far, tt.far)
		}
	}
	v := []float32{Dim: 0}
	for _, rank := range []int{-1, 0, Size + 1, 6} { // 6 is "a"
		v[0] = 1
		if Vector(rank, v) || v[0] != 0 {
			t.Errorf("rank %d has a vector", rank)
		}
	}
}

// Gists know what is meant across words that do not share a topic by themselves.
func TestGist(t *testing.T) {
	for _, tt := range []struct{ asked, near, far string }{
		{"how do i get my money back", "request a refund", "what is the weather like"},
		{"the police stopped an attack", "officers foiled a plot", "the price of bread rose"},
		{"how many people lost their jobs", "the number of workers dismissed", "the number of goals scored"},
	} {
		asked := sentence(t, tt.asked, GistDim, Gist)
		near, far := inner(asked, sentence(t, tt.near, GistDim, Gist)), inner(asked, sentence(t, tt.far, GistDim, Gist))
		if near < far+0.2 {
			t.Errorf("%s: %.2f to %s, %.2f to %s", tt.asked, near, tt.near, far, tt.far)
		}
	}
	v := make([]float32, GistDim)
	for _, rank := range []int{-1, 0, Size + 1} {
		v[0] = 1
		if Gist(rank, v) || v[0] != 0 {
			t.Errorf("rank %d has a gist", rank)
		}
	}
	for _, rank := range []int{1, Size} {
		if !Gist(rank, v) || inner(v, v) < 0.1 || inner(v, v) > 4 {
			t.Errorf("rank %d: length %.2f", rank, math.Sqrt(inner(v, v)))
		}
	}
}

func TestWeight(t *testing.T) {
	if common, rare := Weight(1), Weight(Size); common > 0.02 || rare < 0.99 || Weight(75) < 0.49 || Weight(75) > 0.51 {
		t.Errorf("the commonest word weighs %v, the 75th %v, the rarest %v", common, Weight(75), rare)
	}
}

func TestEmbeddedSize(t *testing.T) {
	if n := len(packed) + len(vectors) + len(gists) + len(pairs); n > 3<<20 || len(vectors) != Size*Dim/2 || len(gists) != Size*(GistDim/2+1) {
		t.Errorf("%d bytes are embedded, %d of them vectors, %d gists", n, len(vectors), len(gists))
	}
}

func TestFromBare(t *testing.T) {
	for _, tt := range []struct{ bare, want string }{
		{"trnsfr", "transfer"}, {"gvrnmnt", "government"}, {"sfty", "safety"}, {"zzzz", ""}, {"pl", ""},
	} {
		if got, ok := FromBare(tt.bare); got != tt.want || ok != (got != "") {
			t.Errorf("FromBare(%q) = %q, %t, want %q", tt.bare, got, ok, tt.want)
		}
		if got, ok := FromBare(tt.bare); ok && Bare(got) != tt.bare {
			t.Errorf("FromBare(%q) = %q, whose Bare is %q", tt.bare, got, Bare(got))
		}
	}
}

func TestOpposites(t *testing.T) {
	n, rise := 0, false
	for a, b := range Opposites {
		n++
		rise = rise || a == "decrease" && b == "increase"
		if _, ok := Rank(a); !ok || a >= b {
			t.Errorf("%q and %q", a, b)
		}
	}
	if n < 500 || !rise {
		t.Errorf("%d pairs; decrease and increase: %t", n, rise)
	}
}

func TestRankFromManyGoroutines(t *testing.T) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if rank, ok := Rank("the"); rank != 1 || !ok {
				t.Errorf(`Rank("the") = %d, %t, want 1, true`, rank, ok)
			}
		})
	}
	wg.Wait()
}

func BenchmarkUnpack(b *testing.B) {
	for b.Loop() {
		unpack()
	}
}
