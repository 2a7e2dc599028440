package answers_test

import (
	"testing"

	"briefbot/answers"
)

// Who asks of himself or of the bot does not ask of the briefing, however like
// a phrasing it is; politeness is no matter.
func TestPersonal(t *testing.T) {
	ix := answers.New(builtIn(t))
	for _, tt := range []struct{ question, want string }{
		{"do you have an age limit", "closest weak"},
		{"respond to us in English, are things absolutely stretched", "absolutely-stretched"},
		{"respond to us in English about things", "closest weak"},
		{"can you tell me how many plots have been stopped since March 2017", "plots-disrupted"},
	} {
		if got := answered(ix.Ask(tt.question)); got != tt.want {
			t.Errorf("Ask(%q) = %s, want %s", tt.question, got, tt.want)
		}
	}
}

// A stored phrasing with slips is that phrasing; with another word it is not.
func TestSlips(t *testing.T) {
	ix := answers.New(base(t, "facts:\n"+bridgeOpening+bridgeLorries))
	for _, tt := range []struct {
		question string
		want     bool
	}{
		{"When was the bridgde opned?", true},
		{"Whne was the brdg opened?", true},
		{"When was the bride opened?", true},   // a letter fewer, and only bridges are opened here
		{"When was the blade opened?", false},  // another word
		{"When was the London opened?", false}, // a name
		{"When was the 1989 opened?", false},
		{"When was the bridge unopened?", false},
	} {
		if got := answered(ix.Ask(tt.question)); got == "opening" != tt.want {
			t.Errorf("Ask(%q) = %s", tt.question, got)
		}
	}
}
