package wording

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"briefbot/answers"
)

var update = flag.Bool("update", false, "rewrite the golden files")

var (
	reasons = []answers.Reason{answers.Ambiguous, answers.Premise, answers.Weak, answers.OffTopic, answers.NotAQuestion, answers.Language, answers.Never, answers.Overview}
	stances = []answers.Stance{answers.Informs, answers.Affirms, answers.Denies}
	labels  = []Label{LabelClosest, LabelChoices, LabelNote, LabelUpdates, LabelSpoken, LabelMixed, LabelUndated, LabelUnnamed, LabelNoFacts, LabelGreeting, LabelParted}
)

// findings are one or more of every kind, as the checks make them.
var findings = []answers.Finding{
	{Kind: answers.PremisePeriod, Asked: "2014", Briefing: "since March 2017"},
	{Kind: answers.PremisePeriod, Asked: "2014", Briefing: "in the past month alone"},
	{Kind: answers.PremisePeriod, Asked: "2014", Briefing: "earlier this year"},
	{Kind: answers.PremisePeriod, Asked: "2014", Briefing: "a decade ago"},
	{Kind: answers.PremisePeriod, Asked: "May  1999", Briefing: ""},
	{Kind: answers.PremiseNumber, Asked: "50", Briefing: "43"},
	{Kind: answers.PremiseNumber, Asked: "50"},
	{Kind: answers.PremiseEntity, Asked: "China", Briefing: "Russia, Iran"},
	{Kind: answers.PremiseEntity, Asked: "chinese"},
	{Kind: answers.PremiseType, Asked: "a time"},
	{Kind: answers.PremiseType, Asked: "a poem"},
	{Kind: answers.PremiseThing, Asked: "ambassadors", Briefing: "diplomats expelled"},
	{Kind: answers.PremiseThing, Asked: "ambassadors"},
	{Kind: answers.PremiseRole, Asked: "FBI", Briefing: "MI5, British police"},
	{Kind: answers.PremiseRole, Asked: "FBI"},
	{Kind: answers.PremiseScope, Asked: "UK", Briefing: "Europe"},
	{Kind: answers.PremiseScope, Asked: "UK"},
	{Kind: answers.PremiseStatus, Asked: "carried out", Briefing: "possible"},
	{Kind: answers.PremiseStatus, Asked: "fell", Briefing: "number of investigations"},
	{Kind: answers.PremiseRestriction, Asked: "alone", Briefing: "European countries together"},
	{Kind: answers.PremiseRestriction, Asked: "youngest"},
	{Kind: answers.PremiseWords, Asked: "“we have won”"},
	{Kind: answers.PremiseWords, Asked: strings.Repeat("word ", 40)},
	{Kind: answers.PremiseUnknown, Asked: "submarine budget"},
	{Kind: answers.PremiseUnknown, Asked: "submarine"},
	{Kind: answers.PremiseUnknown},
	{Kind: "made-up", Asked: "x"},
}

// TestSentences is every sentence of every language.
func TestSentences(t *testing.T) {
	for tag, table := range languages {
		l := For(tag)
		var out strings.Builder
		for _, r := range reasons {
			if _, ok := table.reasons[r]; !ok {
				t.Errorf("%s: no sentence for reason %s", tag, r)
			}
			fmt.Fprintf(&out, "reason %s: %s\n", r, l.Reason(r))
		}
		for _, s := range stances {
			if _, ok := table.stances[s]; !ok {
				t.Errorf("%s: no word for stance %s", tag, s)
			}
			fmt.Fprintf(&out, "stance %s: %s\n", s, table.stances[s])
		}
		for _, f := range findings {
			if _, ok := table.premises[f.Kind]; !ok && f.Kind != "made-up" {
				t.Errorf("%s: no sentence for premise %s", tag, f.Kind)
			}
			fmt.Fprintf(&out, "premise %s: %s\n", f.Kind, l.Premise(f))
		}
		for form := answers.FormAny; form <= answers.FormWhy; form++ {
			if _, ok := table.forms[form.String()]; !ok {
				t.Errorf("%s: no sentence for form %s", tag, form)
			}
			fmt.Fprintf(&out, "form %s: %s\n", form, l.Premise(answers.Finding{Kind: answers.PremiseType, Asked: form.String()}))
		}
		for _, label := range labels {
			if l.Label(label) == "" {
				t.Errorf("%s: no label %s", tag, label)
			}
			fmt.Fprintf(&out, "label %s: %s\n", label, l.Label(label))
		}
		golden(t, tag+".golden", out.String())
	}
}

func TestLead(t *testing.T) {
	number := []answers.Finding{{Kind: answers.PremiseNumber, Asked: "50", Briefing: "43"}}
	for _, tt := range []struct {
		name string
		a    answers.Answer
		want string
	}{
		{"informs", answers.Answer{Verdict: answers.Answered, Stance: answers.Informs}, ""},
		{"affirms", answers.Answer{Verdict: answers.Answered, Stance: answers.Affirms}, "Yes."},
		{"denies", answers.Answer{Verdict: answers.Answered, Stance: answers.Denies}, "No."},
		{"denies a number", answers.Answer{Verdict: answers.Answered, Stance: answers.Denies, Premises: number},
			"No. The briefing does not say 50 here; its figure is 43."},
		{"another word", answers.Answer{Verdict: answers.Answered, Stance: answers.Affirms, Taken: []answers.Taken{{Typed: "baked", For: "backed"}}},
			"I took “baked” for “backed”. Yes."},
		{"premise", answers.Answer{Verdict: answers.Closest, Reason: answers.Premise, Premises: number}, "The briefing does not say 50 here; its figure is 43."},
		{"weak", answers.Answer{Verdict: answers.Closest, Reason: answers.Weak}, "Nothing in the briefing answers this for sure."},
		{"ambiguous", answers.Answer{Verdict: answers.Closest, Reason: answers.Ambiguous, Premises: number}, "Which of these do you mean?"},
		{"off topic", answers.Answer{Verdict: answers.None, Reason: answers.OffTopic}, "That is not in the briefing."},
		{"unknown reason", answers.Answer{Verdict: answers.None, Reason: "?"}, "Nothing in the briefing answers this for sure."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := For("en").Lead(tt.a); got != tt.want {
				t.Errorf("Lead = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestFor(t *testing.T) {
	for _, tag := range []string{"en", "EN-gb", "xx", ""} {
		if For(tag).t != &english {
			t.Errorf("For(%q) is not English", tag)
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}
