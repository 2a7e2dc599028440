package bot

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"briefbot/answers"
)

// customIDDecode reads a custom id. It returns one of the types above, or an
// error that is errCustomID for everything that customIDEncode does not write.
func customIDDecode(s string) (customID, error) {
	parts := strings.Split(s, ":")
	head := parts[0]
	if len(s) > customIDMax || len(head) != 2 || head[:1] != customIDVersion {
		return nil, errCustomID
	}
	r := customIDReader{parts: parts[1:], ok: true}
	var id customID
	switch head[1:] {
	case "p":
		id = r.paragraph()
	case "P":
		id = postParagraph(r.paragraph())
	case "n":
		id = r.notAsked()
	case "f":
		id = showFact{Key: r.key()}
	case "d":
		id = deleteReply{Asker: r.text(customIDUser)}
	case "s":
		id = summaryPage{View: r.view(), Topic: r.topic(), Page: r.number(customIDMaxPage), Asker: r.user()}
	case "S":
		id = postSummary{View: r.view(), Topic: r.topic(), Page: r.number(customIDMaxPage)}
	case "l":
		id = factsPage{Topic: r.topic(), Page: r.number(customIDMaxPage)}
	case "F":
		id = postFact{Key: r.key(), Message: r.user()}
	case "C":
		id = postClaim{Message: r.user()}
	case "m":
		id = customIDFactMenu{}
	case "t":
		id = customIDFactsTopics{}
	case "T":
		id = customIDSummaryTopics{View: r.view(), Asker: r.user()}
	case "g":
		id = factDo{Key: r.key(), Do: r.oneOf(factActions...)}
	case "w":
		id = draftDo{Draft: r.text(customIDDraft), Do: r.oneOf(draftActions...), Page: r.number(customIDMaxPage)}
	case "u":
		id = undoRevision{N: r.number(customIDMaxRevision), Force: r.oneOf("", "force") == "force"}
	case "h":
		id = historyPage{Key: r.topic(), Before: r.number(customIDMaxRevision)}
	case "c":
		id = settingsDo{Do: r.oneOf(settingsActions...), Version: r.number(customIDMaxRevision)}
	case "y":
		id = privacyDo{Do: r.oneOf(privacyActions...)}
	default:
		return nil, errCustomID
	}
	if !r.ok || len(r.parts) > 0 {
		return nil, fmt.Errorf("%w: %s", errCustomID, head)
	}
	return id, nil
}

// The largest numbers in a custom id. All of the longest paragraph's state has
// 92 characters with them.
const (
	customIDMaxParagraph = 99_999
	customIDMaxOffset    = 9_999_999
	customIDMaxPage      = 999
	customIDMaxRevision  = 999_999_999
)

var (
	customIDUser     = regexp.MustCompile(`^[1-9][0-9]{0,19}$`)
	customIDKey      = regexp.MustCompile(`^[a-z2-7]{8}$`)
	customIDDraft    = regexp.MustCompile(`^[A-Z2-7]{26}$`)
	customIDBriefing = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,62}$`)
)

// customIDReader takes fields one by one; ok turns false at the first that is
// not as it should be.
type customIDReader struct {
	parts []string
	ok    bool
}

func (r *customIDReader) next() string {
	if len(r.parts) == 0 {
		r.ok = false
		return ""
	}
	s := r.parts[0]
	r.parts = r.parts[1:]
	return s
}

func (r *customIDReader) text(pattern *regexp.Regexp) string {
	s := r.next()
	r.ok = r.ok && pattern.MatchString(s)
	return s
}

func (r *customIDReader) orNone(pattern *regexp.Regexp) string {
	if len(r.parts) > 0 && r.parts[0] == "" {
		return r.next()
	}
	return r.text(pattern)
}

func (r *customIDReader) key() string   { return r.text(customIDKey) }
func (r *customIDReader) topic() string { return r.orNone(customIDKey) }
func (r *customIDReader) user() string  { return r.orNone(customIDUser) }

func (r *customIDReader) oneOf(words ...string) string {
	s := r.next()
	r.ok = r.ok && slices.Contains(words, s)
	return s
}

func (r *customIDReader) number(most int) int {
	s := r.next()
	n, err := strconv.Atoi(s)
	r.ok = r.ok && err == nil && n >= 0 && n <= most && strconv.Itoa(n) == s
	return n
}

func (r *customIDReader) view() answers.View {
	v := answers.View(r.next())
	r.ok = r.ok && slices.Contains(answers.Views, v)
	return v
}

func (r *customIDReader) paragraph() showParagraph {
	id := showParagraph{
		Briefing: r.text(customIDBriefing), N: r.number(customIDMaxParagraph),
		Start: r.number(customIDMaxOffset), End: r.number(customIDMaxOffset), Page: r.number(customIDMaxPage),
	}
	r.ok = r.ok && id.N > 0 && (id.Start < id.End || id.Start == 0 && id.End == 0)
	return id
}

func (r *customIDReader) notAsked() notAsked {
	id := notAsked{Asker: r.user()}
	for len(r.parts) > 0 && len(id.Facts) < answers.MaxNear {
		id.Facts = append(id.Facts, r.key())
	}
	return id
}
