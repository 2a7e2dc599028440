// Package wording turns the typed reasons of an answer into sentences, for
// both faces.
//
// A language is one table; English is in english.go. Faces ask For a language
// and take sentences from it. The words of the question stand in sentences as
// they were typed: neutralising marks, control and direction characters is the
// face's business, done on the whole sentence.
package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"briefbot/answers"
	"briefbot/knowledge"
)

// A Language words answers in one language.
type Language struct{ t *table }

// languages are all tables, by tag.
var languages = map[string]*table{"en": &english}

// For returns the language with the tag ("en", "en-GB"), English when there is
// no table for it.
func For(tag string) Language {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if t := languages[base]; t != nil {
		return Language{t}
	}
	return Language{&english}
}

// table is what a language has to say. In sentences {asked} stands for the
// question's words and {briefing} for what the briefing has instead.
type table struct {
	reasons  map[answers.Reason]string
	stances  map[answers.Stance]string
	premises map[answers.PremiseKind]sentence
	forms    map[string]string // by what was asked for, see answers.PremiseType
	taken    string            // "{typed}" was read as "{for}"
	weak     string            // a reason or premise that the table does not have
	labels   map[Label]string
	during   func(period string) string // a period as printed, after "for"
	list     func(names string) string  // "a, b" as a list in a sentence
	claims   claimWords
}

// sentence words a premise.
type sentence struct {
	with    string // when the briefing has something instead
	without string // when it has nothing
}

// Label is a short text of a face that is no sentence about an answer.
type Label string

const (
	LabelClosest  Label = "closest"  // above facts that come near
	LabelChoices  Label = "choices"  // above facts of which one is meant
	LabelNote     Label = "note"     // before a curator's note
	LabelUpdates  Label = "updates"  // before an older fact that this one replaces
	LabelSpoken   Label = "spoken"   // before the speaker of a quote that is all speech
	LabelMixed    Label = "mixed"    // before the speaker of a quote that is partly speech
	LabelUndated  Label = "undated"  // above facts without a date of their own
	LabelUnnamed  Label = "unnamed"  // in place of a speaker whom the text does not name
	LabelNoFacts  Label = "no-facts" // an empty summary
	LabelGreeting Label = "greeting" // of the interactive prompt
	LabelParted   Label = "parted"   // at the end of the interactive prompt
)

// Label returns a short text.
func (l Language) Label(label Label) string { return l.t.labels[label] }

// Lead returns what to say before an answer's fact or instead of it. It is ""
// when the fact speaks for itself.
func (l Language) Lead(a answers.Answer) string {
	if a.Verdict == answers.Answered {
		var sentences []string
		for _, t := range a.Taken {
			sentences = append(sentences, strings.NewReplacer("{typed}", clip(t.Typed, maxAsked), "{for}", t.For).Replace(l.t.taken))
		}
		if s := l.t.stances[a.Stance]; s != "" {
			sentences = append(sentences, s)
		}
		if a.Stance == answers.Denies && len(a.Premises) > 0 {
			sentences = append(sentences, l.Premise(a.Premises[0]))
		}
		return strings.Join(sentences, " ")
	}
	if (a.Reason == answers.Premise || a.Reason == answers.Weak) && len(a.Premises) > 0 {
		return l.Premise(a.Premises[0])
	}
	return l.Reason(a.Reason)
}

// Reason words why a question was not answered.
func (l Language) Reason(r answers.Reason) string {
	if s, ok := l.t.reasons[r]; ok {
		return s
	}
	return l.t.weak
}

// Offers returns the label for the facts near an answer that was not given.
func (l Language) Offers(a answers.Answer) string {
	if a.Reason == answers.Ambiguous {
		return l.t.labels[LabelChoices]
	}
	return l.t.labels[LabelClosest]
}

// maxAsked is the most characters of a question that a sentence repeats.
const maxAsked = 80

// Premise words one finding.
func (l Language) Premise(f answers.Finding) string {
	asked := clip(strings.Join(strings.Fields(f.Asked), " "), maxAsked)
	briefing := f.Briefing
	if s, ok := l.t.forms[asked]; ok && f.Kind == answers.PremiseType {
		return s
	}
	switch f.Kind {
	case answers.PremisePeriod:
		if briefing != "" {
			briefing = l.t.during(briefing)
		}
	case answers.PremiseStatus:
		if !isStatus(briefing) {
			briefing = ""
		}
	case answers.PremiseEntity:
		if r, _ := utf8.DecodeRuneInString(asked); !unicode.IsUpper(r) && asked != "" {
			asked = "“" + asked + "”" // "for China", but for “chinese”
		}
	case answers.PremiseRole, answers.PremiseScope:
		briefing = l.t.list(briefing)
	case answers.PremiseWords:
		asked = strings.Trim(asked, "“”‘’\"'«»„ ")
	case answers.PremiseUnknown:
		asked = strings.ReplaceAll(asked, " ", ", ")
	}
	s, ok := l.t.premises[f.Kind]
	if !ok || asked == "" {
		return l.t.weak
	}
	form := s.with
	if form == "" || briefing == "" {
		form = s.without
	}
	return strings.NewReplacer("{asked}", asked, "{briefing}", briefing).Replace(form)
}

func isStatus(s string) bool {
	for _, status := range knowledge.Statuses {
		if s == string(status) {
			return true
		}
	}
	return false
}

// clip cuts s after n characters, and says so by an ellipsis.
func clip(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}
