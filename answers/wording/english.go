package wording

import (
	"strings"

	"briefbot/answers"
)

var english = table{
	reasons: map[answers.Reason]string{
		answers.Ambiguous:    "Which of these do you mean?",
		answers.Premise:      "The briefing does not say this the way the question puts it.",
		answers.Weak:         "Nothing in the briefing answers this for sure.",
		answers.OffTopic:     "That is not in the briefing.",
		answers.NotAQuestion: "Ask me about the briefing, for example who, when, where or how many; I answer with its own words.",
		answers.Language:     "I only read English; please ask in English.",
		answers.Never:        "The briefing does not say.",
		answers.Overview:     "These are the briefing’s first headlines; the summary has them all.",
	},
	taken: "I took “{typed}” for “{for}”.",
	weak:  "Nothing in the briefing answers this for sure.",
	stances: map[answers.Stance]string{
		answers.Informs: "",
		answers.Affirms: "Yes.",
		answers.Denies:  "No.",
	},
	premises: map[answers.PremiseKind]sentence{
		answers.PremisePeriod: {
			"The briefing says nothing about “{asked}” here; it gives this for {briefing}.",
			"The briefing says nothing about “{asked}” here.",
		},
		answers.PremiseNumber: {
			"The briefing does not say {asked} here; its figure is {briefing}.",
			"The briefing does not say {asked} here.",
		},
		answers.PremiseEntity: {"", "The briefing does not give this for {asked}."},
		answers.PremiseType:   {"", "The briefing does not give {asked} for this."},
		answers.PremiseThing: {
			"The briefing does not speak of “{asked}” here.",
			"The briefing does not speak of “{asked}” here.",
		},
		answers.PremiseRole: {
			"The briefing says this of {briefing}, not of “{asked}”.",
			"The briefing does not say this of “{asked}”.",
		},
		answers.PremiseScope: {
			"The briefing gives this for {briefing}, not for “{asked}” alone.",
			"The briefing does not give this for “{asked}” alone.",
		},
		answers.PremiseStatus: {
			"The briefing does not say “{asked}”; it calls this {briefing}.",
			"The briefing does not say “{asked}” here.",
		},
		answers.PremiseRestriction: {
			"The briefing does not make the restriction “{asked}” here; it gives this for {briefing}.",
			"The briefing does not make the restriction “{asked}” here.",
		},
		answers.PremiseWords:   {"", "The words “{asked}” are not in the briefing."},
		answers.PremiseUnknown: {"", "The briefing does not speak of this here: {asked}."},
	},
	forms: map[string]string{
		"anything":         "The briefing does not say.",
		"a count":          "The briefing gives no number for this.",
		"a share":          "The briefing gives no share for this.",
		"a change":         "The briefing does not say by how much.",
		"an amount":        "The briefing gives no amount for this.",
		"an age":           "The briefing gives no age for this.",
		"a time":           "The briefing does not say when.",
		"a place":          "The briefing does not say where.",
		"a person or body": "The briefing does not say who.",
		"a name":           "The briefing gives no name for this.",
		"a reason":         "The briefing does not say why.",
		"a way":            "The briefing does not say how.",
		"a duration":       "The briefing does not say how long.",
	},
	labels: map[Label]string{
		LabelClosest:  "Closest in the briefing:",
		LabelChoices:  "In the briefing:",
		LabelNote:     "Note:",
		LabelUpdates:  "Updates",
		LabelSpoken:   "spoken by",
		LabelMixed:    "words in quotation marks by",
		LabelUndated:  "Without a date of their own",
		LabelUnnamed:  "Speaker not named",
		LabelNoFacts:  "The briefing has nothing for this view.",
		LabelGreeting: "Ask about the briefing; every answer comes with its words. Type quit, or press Ctrl-D, to leave.",
		LabelParted:   "Good-bye.",
	},
	during: englishDuring,
	list:   englishList,
	claims: englishClaims,
}

// englishDuring puts a period after "for": "in 2014" is "2014", and "since
// March 2017" is "the time since March 2017".
func englishDuring(period string) string {
	first, rest, _ := strings.Cut(period, " ")
	switch strings.ToLower(first) {
	case "in", "over", "during", "within", "for", "on":
		if rest != "" {
			return rest
		}
	case "since", "from", "until", "before", "after", "by", "between":
		return "the time " + period
	}
	if strings.HasSuffix(period, " ago") {
		return "the time " + period
	}
	return period
}

// englishList writes "a, b, c" as "a, b and c".
func englishList(names string) string {
	if i := strings.LastIndex(names, ", "); i >= 0 {
		return names[:i] + " and " + names[i+2:]
	}
	return names
}
