package answers_test

import (
	"os"
	"testing"

	"briefbot/answers"
	"briefbot/knowledge"
	"briefbot/knowledge/folder"
)

// TestCounts: what a figure counts is read from where it stands, with its unit
// and the whole that it is a part of.
func TestCounts(t *testing.T) {
	br, problems := folder.Read(os.DirFS("scorecard/testdata/second"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	ix := answers.New(knowledge.NewBase(br))
	for _, tt := range []struct {
		question, want string
	}{
		{"How many millimetres of rain did the city get in the year to September?", "rain-212-millimetres"},
		{"How many of the contracts were awarded without a tender?", "contracts-without-tender"},
		{"How many litres of bottled water a day do residents over 75 get?", "bottled-water-for-over-75s"},
		{"How many litres of bottled water a day do residents under 75 get?", "closest premise"},
		{"How long has Lucia Farrant held the office of mayor?", "closest premise"},
		{"How long did the last rationing go on?", "last-rationing-length"},
		{"How many of the contracts in all were for the plant at Cape Orrin?", "closest premise"},
	} {
		a := ix.Ask(tt.question)
		if got := answered(a); got != tt.want {
			t.Errorf("Ask(%q) = %s %q, want %q; %v", tt.question, a.Verdict, got, tt.want, a.Premises)
		}
	}
}
