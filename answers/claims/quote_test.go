package claims

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPieces lays quotations beside the source word by word.
func TestPieces(t *testing.T) {
	c := builtIn(t)
	for _, tt := range []struct {
		name, claim string
		want        []Piece
	}{
		{"the same", "McCallum said: “This is a choice you will regret.”", nil},
		{"marks, spaces and case do not matter", "McCallum said: \"this  is a choice, you will regret\"", nil},
		{"changed and added", "McCallum said: “This is a decision you will all regret.”", []Piece{
			{Same, "This is a", "This is a"}, {ChangedWord, "decision", "choice"}, {Same, "you will", "you will"}, {AddedWord, "all", ""}, {Same, "regret", "regret"}}},
		{"left out", "McCallum said: “Things are stretched.”", []Piece{{Same, "Things are", "Things are"}, {MissingWord, "", "absolutely"}, {Same, "stretched", "stretched"}}},
		{"changed at the end", "McCallum insisted that it was a threat that “worries him slightly”.", []Piece{{Same, "worries him", "worries him"}, {ChangedWord, "slightly", "deeply"}}},
		{"added at the end", "McCallum said: “This is a choice you will regret forever.”", []Piece{{Same, "This is a choice you will regret", "This is a choice you will regret"}, {AddedWord, "forever", ""}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := c.Check(tt.claim)[0]
			if diff := cmp.Diff(tt.want, r.Words); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if (r.Verdict == Agrees) != (tt.want == nil) || r.Verdict == NotCovered {
				t.Errorf("verdict %s", r.Verdict)
			}
		})
	}
}

func TestSplit(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     []string
	}{
		{"nothing", " … ", nil},
		{"sentences", "It rained. It poured!\n\nAnd then?", []string{"It rained.", "It poured!", "And then?"}},
		{"a quotation of two sentences is one claim", "Lee said: “It rained. It poured.” We left.", []string{"Lee said: “It rained. It poured.”", "We left."}},
		{"a quotation that goes on", "“It rained. It poured,” Lee said. We left.", []string{"“It rained. It poured,” Lee said.", "We left."}},
		{"a quotation that never ends", "Lee said: “It rained. It poured. We left.", []string{"Lee said: “It rained.", "It poured.", "We left."}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, span := range Split(tt.in) {
				got = append(got, span.Of(tt.in))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestVerify: a result that is not the base's is told.
func TestVerify(t *testing.T) {
	c, other := builtIn(t), ferry(t)
	good := c.Check("MI5 and British police have disrupted 53 late-night terror plots since March 2017.")[0]
	if err := Verify(c.base, good); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*Result){
		"quote":         func(r *Result) { r.Evidence.Text = "MI5 has disrupted 44 plots." },
		"no quote":      func(r *Result) { r.Evidence.Text, r.Evidence.Cite.End = "", 0 },
		"paragraph":     func(r *Result) { r.Evidence.Paragraph.Text += "!" },
		"place":         func(r *Result) { r.Evidence.Cite.Paragraph = 99 },
		"briefing":      func(r *Result) { r.Evidence.Briefing = other.base.Briefings[0] },
		"no briefing":   func(r *Result) { r.Evidence.Briefing = nil },
		"no difference": func(r *Result) { r.Differences = nil },
		"verdict":       func(r *Result) { r.Verdict = Agrees },
	} {
		r := good
		spoil(&r)
		if Verify(c.base, r) == nil {
			t.Errorf("%s: not told", name)
		}
	}
}

// TestLong: a sentence that is too long is not compared, however long it is.
func TestLong(t *testing.T) {
	c := builtIn(t)
	long := "MI5 and British police have disrupted "
	for range maxTokens {
		long += "late-night "
	}
	if r := c.Check(long + "plots.")[0]; r.Verdict != NotCovered {
		t.Errorf("verdict %s", r.Verdict)
	}
}

// TestCarries: a number never says more than the source's.
func TestCarries(t *testing.T) {
	c := ferry(t)
	for _, tt := range []struct {
		claim string
		want  Verdict
	}{
		{"Norwick council has bought two electric ferries.", Agrees},
		{"Norwick council has bought about two electric ferries.", Agrees},
		{"Norwick council has bought more than two electric ferries.", Differs},
		{"Norwick council has bought at most two electric ferries.", Differs},
		{"In 2023 the ferries carried around 1,800,000 passengers.", Agrees},
		{"In 2023 the ferries carried 1.8 million passengers.", Differs},
		{"In 2023 the ferries carried more than 1.8 million passengers.", Differs},
		{"Seamark wants no fewer than four mates on each boat.", Agrees},
		{"Seamark wants over four mates on each boat.", Differs},
		{"Seamark wants four mates on each boat.", Differs},
		{"Seamark wants 4 or more mates on each boat.", Agrees},
	} {
		got := c.Check(tt.claim)[0]
		if got.Verdict != tt.want {
			t.Errorf("%s: %s, want %s", tt.claim, brief([]Result{got}), tt.want)
		}
		if got.Verdict == Differs && got.Differences[0].Kind != Number {
			t.Errorf("%s: %q", tt.claim, got.Differences)
		}
	}
}
