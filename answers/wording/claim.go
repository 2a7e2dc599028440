package wording

import (
	"strings"

	"briefbot/answers/claims"
)

// claimWords is what a language has to say of claims. In sentences {claimed}
// stands for the claim's words and {briefing} for the briefing's.
type claimWords struct {
	verdicts    map[claims.Verdict]string
	differences map[claims.Kind]claimSentence
	ask         string // how a text without a claim is answered
}

// claimSentence words a difference: in both, where the claim and the briefing
// have words for it, else as far as one of them has.
type claimSentence struct{ both, claimed, briefing string }

var englishClaims = claimWords{
	verdicts: map[claims.Verdict]string{
		claims.Agrees:     "The briefing says so.",
		claims.Differs:    "The briefing says something else.",
		claims.NotCovered: "The briefing does not say.",
	},
	differences: map[claims.Kind]claimSentence{
		claims.Changed:     {both: "The source has “{briefing}” where the claim has “{claimed}”."},
		claims.Missing:     {briefing: "The claim leaves out “{briefing}”."},
		claims.Added:       {claimed: "The source does not have “{claimed}”."},
		claims.Number:      {both: "The briefing says {briefing}, not {claimed}."},
		claims.Period:      {both: "The briefing says {briefing}, not {claimed}."},
		claims.Name:        {both: "The briefing names {briefing}, not {claimed}."},
		claims.Scope:       {both: "The briefing gives this for {briefing}, not for {claimed} alone."},
		claims.Status:      {both: "The briefing calls this {briefing}; it does not say “{claimed}”.", briefing: "The briefing calls this {briefing}; the claim does not."},
		claims.Speaker:     {both: "In the briefing {briefing} says so, not {claimed}.", claimed: "The briefing does not quote {claimed} here; the words are its own."},
		claims.Attribution: {briefing: "The briefing only gives this as what {briefing} says."},
		claims.Negation:    {claimed: "The briefing does not say “{claimed}” here.", briefing: "The briefing says “{briefing}” here; the claim does not."},
		claims.Certainty:   {briefing: "The briefing says less: the claim leaves out “{briefing}”."},
	},
	ask: "There is no claim in that. Paste a sentence that states something.",
}

// Claim returns what the briefing makes of a claim, in a sentence.
func (l Language) Claim(v claims.Verdict) string { return l.t.claims.verdicts[v] }

// NoClaim is said of a text without a claim.
func (l Language) NoClaim() string { return l.t.claims.ask }

// Difference words one particular in which a claim differs.
func (l Language) Difference(d claims.Difference) string {
	claimed := clip(strings.Join(strings.Fields(d.Claimed), " "), maxAsked)
	s := l.t.claims.differences[d.Kind]
	for _, form := range []string{s.both, s.claimed, s.briefing} {
		unworded := claimed == "" && strings.Contains(form, "{claimed}") || d.Briefing == "" && strings.Contains(form, "{briefing}")
		if form != "" && !unworded {
			return strings.NewReplacer("{claimed}", claimed, "{briefing}", d.Briefing).Replace(form)
		}
	}
	return l.Claim(claims.Differs)
}
