package answers

import (
	"testing"
	"unicode/utf8"
)

func TestRepair(t *testing.T) {
	s := newSpeller(map[string]int{"poll": 2, "investigations": 9, "diplomats": 7, "expelled": 5, "terrorism": 4, "government": 3, "connection": 2, "plots": 2, "moscow": 1})
	for _, tt := range []struct{ name, in, want string }{
		{"known", "diplomats", ""},
		{"common English", "weather", ""},
		{"one letter left out", "expeled", "expelled"},
		{"two letters wrong", "diplomtas", "diplomats"},
		{"wrong first letter", "ciplomats", "diplomats"},
		{"vowels dropped", "invstgtns", "investigations"},
		{"abbreviated", "govmnt", "government"},
		{"a short abbreviation", "plt", "plots"}, {"too short", "xy", ""},
		{"far from all", "zzzzzz", ""},
		{"has a digit", "m15x", ""},
		{"swapped little word", "waht", "what"},
		{"a doubled letter left out", "pol", "poll"},
		{"swapped the", "teh", "the"},
		{"shorthand", "ppl", "people"}, {"two letters of it", "yr", "year"},
		{"endless", string(make([]byte, 100)), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, _ := s.repair(tt.in); got != tt.want {
				t.Errorf("repair(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

// TestSoundsLike: of two words one edit off the one that sounds alike is meant, or
// has the letters in another order.
func TestSoundsLike(t *testing.T) {
	s := newSpeller(map[string]int{"iran": 9, "iraq": 1, "size": 9, "seize": 1})
	for _, tt := range []struct{ in, want string }{
		{"irak", "iraq"}, {"irac", "iraq"}, {"irap", "iran"}, {"sieze", "seize"}, {"sizze", "size"},
	} {
		if got := s.nearest(tt.in, 1); got != tt.want {
			t.Errorf("nearest(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// TestStem: forms of one word have one stem, those of two words two.
func TestStem(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		same bool
	}{
		{"lose", "lost", true}, {"losing", "lost", true}, {"children", "child", true}, {"thrown", "threw", true}, {"radicalised", "radicalize", true},
		{"left", "leave", false}, {"saw", "see", false}, {"plot", "plan", false},
	} {
		if got := stem(tt.a) == stem(tt.b); got != tt.same {
			t.Errorf("stems of %q and %q: %q, %q; want the same %v", tt.a, tt.b, stem(tt.a), stem(tt.b), tt.same)
		}
	}
}

func TestAskingSlip(t *testing.T) {
	s := newSpeller(map[string]int{"wheat": 3})
	for _, tt := range []struct{ word, before, after, want string }{
		{"wat", "", "", "what"}, {"wen", "", "", "when"}, {"hw", "", "", "how"}, {"wher", "", "", "where"}, {"manny", "how", "", "many"}, {"muhc", "how", "", "much"},
		{"what", "", "", ""}, {"wheat", "", "", ""}, {"show", "", "", ""}, {"wen", "the", "", ""}, {"manny", "", "", ""}, {"wh0", "", "", ""},
		{"hwo", "", "many", "how"}, {"hwo", "", "paid", "who"}, {"hwo", "the", "many", "how"}, {"hw", "uk", "many", "how"}, {"hw", "uk", "cars", ""},
	} {
		if got := s.askingSlip(tt.word, tt.before, tt.after); got != tt.want {
			t.Errorf("askingSlip(%q, %q, %q) = %q, want %q", tt.word, tt.before, tt.after, got, tt.want)
		}
	}
}

func TestDamerau(t *testing.T) {
	for _, tt := range []struct {
		a, b        string
		limit, want int
	}{
		{"plots", "plots", 2, 0}, {"plot", "plots", 2, 1}, {"polts", "plots", 2, 1}, {"plats", "plots", 2, 1}, {"pplotss", "plots", 2, 2},
		{"", "ab", 2, 2}, {"abc", "xyz", 2, 3}, {"short", "muchlonger", 2, 3},
	} {
		if got := damerau(tt.a, tt.b, tt.limit); got != tt.want {
			t.Errorf("damerau(%q, %q, %d) = %d, want %d", tt.a, tt.b, tt.limit, got, tt.want)
		}
		if a, b := damerau(tt.a, tt.b, tt.limit), damerau(tt.b, tt.a, tt.limit); a != b {
			t.Errorf("damerau(%q, %q) is %d one way and %d the other", tt.a, tt.b, a, b)
		}
	}
}

// FuzzRepair: a repair is a word of the vocabulary or a function word, and
// what is known is left alone.
func FuzzRepair(f *testing.F) {
	counts := map[string]int{"investigations": 9, "diplomats": 7, "expelled": 5, "terrorism": 4}
	s := newSpeller(counts)
	for _, w := range []string{"diplomts", "teh", "xx", "éé", "investigatons"} {
		f.Add(w)
	}
	f.Fuzz(func(t *testing.T, w string) {
		got, _ := s.repair(w)
		if got != "" && counts[got] == 0 && !functionWords[got] {
			t.Errorf("repair(%q) = %q, which is no word of the vocabulary", w, got)
		}
		if got != "" && s.known[w] {
			t.Errorf("repair(%q) changes a known word to %q", w, got)
		}
		if !utf8.ValidString(got) {
			t.Errorf("repair(%q) = %q", w, got)
		}
	})
}
