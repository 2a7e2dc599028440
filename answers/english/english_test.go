package english

import (
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
