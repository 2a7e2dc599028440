package bot

import (
	"regexp"
	"strings"
	"unicode"

	"briefbot/knowledge/text"
)

// An incoming is a message as far as it matters for whether it is meant for
// the bot.
type incoming struct {
	Content   string
	DM        bool // a direct message to the bot
	Bot       bool // written by a bot, a webhook or Discord itself
	ToMe      bool // a reply to a message of the bot
	Self      string
	NoContent bool // Discord hid the content: no intent, and the bot is not mentioned
}

// address says how a message is meant.
type address uint8

const (
	notForUs address = iota
	wantsHelp
	question
)

// mentionPattern matches user mentions, the bot's among them; otherMarks what
// else of Discord's markup is no part of a question.
var (
	mentionPattern = regexp.MustCompile(`<@!?([0-9]{1,20})>`)
	otherMarks     = regexp.MustCompile(`<(?:@&|#|a?:\w{1,32}:)[0-9]{1,20}>|<t:-?[0-9]{1,20}(?::\w)?>|<id:\w+>|<https?://[^>]*>`)
)

// spacedMark is a question mark that a stripped mention has left alone.
var spacedMark = regexp.MustCompile(`[\s,]+\?$`)

// addressed says whether in is meant for the bot and what it asks: a direct
// message; a mention first or last in the text; a reply to one of the bot's
// messages whose text looks like a question. A mention alone asks for help.
func addressed(in incoming) (address, string) {
	if in.Bot || in.NoContent {
		return notForUs, ""
	}
	content := strings.TrimSpace(in.Content)
	mentioned := mentionsAtEnds(content, in.Self)
	asked := strip(content, in.Self)
	switch {
	case asked == "" && mentioned:
		return wantsHelp, ""
	case asked == "":
		return notForUs, ""
	case in.DM || mentioned:
		return question, asked
	case in.ToMe && looksLikeQuestion(asked):
		return question, asked
	}
	return notForUs, ""
}

// mentionsAtEnds reports whether the first or last thing in s is a mention of
// self; punctuation after it does not matter.
func mentionsAtEnds(s, self string) bool {
	for _, at := range mentionPattern.FindAllStringSubmatchIndex(s, -1) {
		if s[at[2]:at[3]] != self {
			continue
		}
		if strings.TrimFunc(s[:at[0]], ignorable) == "" || strings.TrimFunc(s[at[1]:], ignorable) == "" {
			return true
		}
	}
	return false
}

func ignorable(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) }

// strip takes mentions and other markup out of a question. A mention of
// somebody else stands for nobody that a briefing knows.
func strip(s, self string) string {
	s = mentionPattern.ReplaceAllString(s, " ")
	s = otherMarks.ReplaceAllString(s, " ")
	s = strings.TrimSpace(s)
	s = strings.TrimLeft(s, ",:;-–—.!? \t\n")
	if len(text.Tokens(s)) == 0 && !strings.ContainsFunc(s, unicode.IsLetter) {
		return ""
	}
	return spacedMark.ReplaceAllString(strings.Join(strings.Fields(s), " "), "?")
}

// questionWords begin a question.
var questionWords = wordSet(`who whos whom whose what whats when whens where wheres which why how hows is are was were do does did has have had
	can could will would should isnt arent wasnt werent dont doesnt didnt hasnt havent give show tell quote`)

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// looksLikeQuestion reports whether s ends in a question mark or begins like a
// question, small words ("and", "ok so") left aside.
func looksLikeQuestion(s string) bool {
	if strings.HasSuffix(strings.TrimRight(s, " !.\"”)"), "?") {
		return true
	}
	for _, t := range text.Tokens(s) {
		switch t.Norm {
		case "and", "but", "so", "ok", "okay", "then", "also", "hm", "hmm", "well":
			continue
		}
		return questionWords[t.Norm]
	}
	return false
}
