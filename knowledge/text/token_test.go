package text

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// source returns the article of the briefing that the examples are from.
func source(t testing.TB) string {
	b, err := os.ReadFile("../briefings/mi5-threat-update/source.txt")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestTokens(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     []string
	}{
		{"words", "It fell.", []string{"It@0=it word", "fell@3=fell word"}},
		{"possessive", "MI5’s work", []string{"MI5’s@0=mi5 number", "work@8=work word"}},
		{"hyphens part", "Iran-backed", []string{"Iran@0=iran word", "backed@5=backed word"}},
		{"numbers", "2,000 or 1.5", []string{"2,000@0=2,000 number", "or@6=or word", "1.5@9=1.5 number"}},
		{"signs", "13% £5", []string{"13@0=13 number", "%@2=% sign", "£@4=£ sign", "5@6=5 number"}},
		{"sign with a mark", "13%\u2060", []string{"13@0=13 number", "%\u2060@2=% sign"}},
		{"full width", "３％", []string{"３@0=3 number", "％@3=% sign"}},
		{"accents", "Café", []string{"Café@0=cafe word"}},
		{"invalid UTF-8", "\xc2\xff", nil},
		{"nothing", " — “…” ", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, tok := range Tokens(tt.in) {
				kind := [...]string{"word", "number", "sign"}[tok.Kind]
				got = append(got, fmt.Sprintf("%s@%d=%s %s", tok.Text, tok.Start, tok.Norm, kind))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Tokens(%q) (-want +got):\n%s", tt.in, diff)
			}
		})
	}
}

func TestFold(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"plain", "plots", "plots"},
		{"case", "McCallum", "mccallum"},
		{"accent", "Café", "cafe"},
		{"accent apart", "Cafe\u0301", "cafe"},
		{"possessive", "MI5's", "mi5"},
		{"curly possessive", "MI5’s", "mi5"},
		{"capital possessive", "MI5’S", "mi5"},
		{"plural possessive", "officers’", "officers"},
		{"apostrophe within", "didn’t", "didnt"},
		{"modifier apostrophe", "didnʼt", "didnt"},
		{"soft hyphen", "ter\u00adror", "terror"},
		{"ligature", "oﬃcer", "officer"},
		{"full width", "４３", "43"},
		{"dotted capital", "İran", "iran"},
		{"only possessive", "’s", "s"},
		{"nothing", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := Fold(tt.in)
			if got != tt.want {
				t.Errorf("Fold(%q) = %q, want %q", tt.in, got, tt.want)
			}
			if again := Fold(got); again != got {
				t.Errorf("Fold(%q) = %q, and again %q", tt.in, got, again)
			}
		})
	}
}

func TestCapitals(t *testing.T) {
	for _, tt := range []struct {
		in         string
		first, all bool
	}{
		{"MI5", true, true},
		{"MI5’s", true, true},
		{"TVs", true, true},
		{"Iran", true, false},
		{"iPhone", false, false},
		{"I", true, false},
		{"43", false, false},
		{"", false, false},
	} {
		if got := IsCapitalised(tt.in); got != tt.first {
			t.Errorf("IsCapitalised(%q) = %t", tt.in, got)
		}
		if got := IsAllCapitals(tt.in); got != tt.all {
			t.Errorf("IsAllCapitals(%q) = %t", tt.in, got)
		}
	}
}

func TestWhole(t *testing.T) {
	s := "MI5’s Iran-backed café — 43% in officers’ 2,000"
	for _, tt := range []struct {
		piece string
		want  bool
	}{
		{"MI5’s", true},
		{"MI5", true},
		{"MI5’", false},
		{"MI", false},
		{"I5’s", false},
		{"’s Iran", false},
		{"Iran", true},
		{"backed", true},
		{"back", false},
		{"caf", false},
		{"café — 43", true},
		{"43%", true},
		{"officers", true},
		{"officers’", true},
		{"2,000", true},
		{"2", false},
		{"000", false},
		{s, true},
	} {
		start := strings.Index(s, tt.piece)
		if got := Whole(s, start, start+len(tt.piece)); got != tt.want {
			t.Errorf("Whole(s, %q) = %t, want %t", tt.piece, got, tt.want)
		}
	}
	for _, span := range []Span{{-1, 3}, {0, len(s) + 1}, {3, 3}, {9, 5}, {4, 8}} {
		if Whole(s, span.Start, span.End) {
			t.Errorf("Whole(s, %d, %d) = true", span.Start, span.End)
		}
	}
	if s := "cafe\u0301"; Whole(s, 0, 4) {
		t.Error("Whole cuts a letter from its accent")
	}
}

func TestSpan(t *testing.T) {
	a := Span{2, 5}
	if got := a.Of("abcdefg"); got != "cde" {
		t.Errorf("Of = %q", got)
	}
	for _, tt := range []struct {
		b                  Span
		contains, overlaps bool
	}{
		{Span{2, 5}, true, true},
		{Span{3, 4}, true, true},
		{Span{4, 6}, false, true},
		{Span{5, 6}, false, false},
		{Span{0, 2}, false, false},
	} {
		if a.Contains(tt.b) != tt.contains || a.Overlaps(tt.b) != tt.overlaps || tt.b.Overlaps(a) != tt.overlaps {
			t.Errorf("%v and %v: contains %t, overlaps %t", a, tt.b, a.Contains(tt.b), a.Overlaps(tt.b))
		}
	}
}

// seed adds each sentence of the source, and some text that no source has.
func seed(f *testing.F) {
	s := source(f)
	for _, sentence := range Sentences(s) {
		f.Add(sentence.Of(s))
	}
	f.Add("Mr. I. U.S. „a“ «b» ‘c’ \"d “e ‘f\xc2\xff\u2060%\u0301 x’s’s")
}

func FuzzTokens(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, tok := range Tokens(s) {
			if tok.Start < end || tok.Start >= tok.End || tok.End > len(s) {
				t.Fatalf("token %+v of %q: out of the text or over the one before", tok, s)
			}
			if s[tok.Start:tok.End] != tok.Text || tok.Norm != Fold(tok.Text) {
				t.Errorf("token %+v of %q does not say what stands there", tok, s)
			}
			if utf8.ValidString(tok.Text) && !Whole(s, tok.Start, tok.End) {
				t.Errorf("token %+v of %q is not whole", tok, s)
			}
			end = tok.End
		}
		once := Fold(s)
		if twice := Fold(once); twice != once {
			t.Errorf("Fold(%q) = %q, and again %q", s, once, twice)
		}
	})
}
