package answers_test

import (
	"strings"
	"testing"

	"briefbot/answers"
)

// TestStray: a number is not shown to who asks for something else with two of its
// words; and is to who asks for it.
func TestStray(t *testing.T) {
	ix := answers.New(builtIn(t))
	for _, tt := range []struct {
		question string
		want     bool // answered
	}{
		{"What is the age limit?", false},
		{"How old do kids have to be to open an account?", false},
		{"under what age are the youths in the terrorism cases?", true},
		{"What would time frame the Seven Years War cover in terrorism cases?", false},
		{"What increases with age?", false},
		{"what timezone are the Russian diplomats in?", false},
		{"do you think my kids cause 13% of the workload?", false},
		{"for my essay, how many terror plots were disrupted since March 2017?", true},
		{"terror plots disrupted number", true},
		{"How many terror plots were disrupted with aspirin since March 2017?", false},
		{"wat number of terror plots were disrupted since March 2017", true},
		{"Who signed the order for the deadly attack in Moscow in March?", false},
		{"Who carried out the deadly attack in Moscow in March?", true},
		{"How did the expelled Russian diplomats travel home?", false},
		{"When did the concert of the 750 expelled Russian diplomats begin?", false},
		{"When were the 750 Russian diplomats expelled?", true},
		{"When was the attack?", true},
		{"Where was the attack?", true},
		{"Iranian plots max", true},
		{"When did you attack?", false},
		{"howmany terror plots were disrupted since March 2017", true},
	} {
		if a := ix.Ask(tt.question); (a.Verdict == answers.Answered) != tt.want {
			t.Errorf("Ask(%q) = %s %s, want answered %v", tt.question, a.Verdict, answered(a), tt.want)
		}
	}
}

// TestShouted: in capitals alone, little words are no names.
func TestShouted(t *testing.T) {
	ix := answers.New(builtIn(t))
	for question, want := range map[string]string{
		"WHO IS THE HEAD OF MI5????":           "director-general",
		"WHAT IS THE GRU":                      "gru-what",
		"does the WHO know the head of MI5?":   "closest premise",
		"WHO IS THE HEAD OF MI6":               "closest premise",
		"Which groups besides IS did he name?": "middle-east-groups", // al-Qaeda too
	} {
		if got := answered(ix.Ask(question)); got != want {
			t.Errorf("Ask(%q) = %s, want %s", question, got, want)
		}
	}
}

// TestFit: a slip that is another English word is read by the words beside it, and
// a common word or one that fits nowhere stays what it is.
func TestFit(t *testing.T) {
	ix := answers.New(builtIn(t))
	for _, tt := range []struct{ question, want string }{
		{"which concert hal in Moscow was attacked", `read "hal" as "hall"`},
		{"how many terror pots have been disrupted", `read "pots" as "plots"`},
		{"which threats from the Midle East are rising", `read "Midle" as "middle"`},
		{"which threats from the Mild East are rising", ""},
		{"how many terror clots have been disrupted", ""},
		{"how many terror posts have been disrupted", ""},
		{"how many pots are there in a kitchen", ""},
	} {
		a := ix.Ask(tt.question)
		if got := strings.Join(a.Why, "; "); strings.Contains(got, "read ") != (tt.want != "") || !strings.Contains(got, tt.want) {
			t.Errorf("Ask(%q): %q, taken %v, want %q", tt.question, got, a.Taken, tt.want)
		}
	}
}

// TestSpoken: somebody's words are found by one word that they have to do with, a
// report is not, nor are words on another matter.
func TestSpoken(t *testing.T) {
	ix := answers.New(builtIn(t))
	for _, tt := range []struct{ question, want string }{
		{"his exact words on China being different", "china-is-different"},
		{"his exact words on how stretched things are", "absolutely-stretched"},
		{"which sentence of his is on an uncomfortable reality?", "uncomfortable-reality"},
		{"the very words on an uncomfortable reality, for a slide", "uncomfortable-reality"},
		{"How did he describe the difference with China?", "china-is-different"},
		{"exact words please, how much does it worry him?", "worries-deeply"},
		{"his exact words on the weather", "none offtopic"},
		{"his exact words on football in China", "closest weak"},
		{"the exact words on how many spies were expelled", "closest premise"},
	} {
		if got := answered(ix.Ask(tt.question)); got != tt.want {
			t.Errorf("Ask(%q) = %s, want %s", tt.question, got, tt.want)
		}
	}
}
