package bot

import (
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"slices"
	"strconv"
	"strings"

	"briefbot/answers"
	"briefbot/knowledge"
)

// customIDVersion leads every custom id. A change that reads an old id in
// another way takes the next letter.
const customIDVersion = "a"

// customIDMax is the most characters of a custom id (A2).
const customIDMax = 100

// errCustomID reports a custom id that this version did not write.
var errCustomID = errors.New("unknown button")

// A customID is the whole state of a button or menu. Everything in it comes
// back from outside: it says what is wished for, never what is allowed.
type customID interface {
	kind() string     // one letter
	fields() []string // without colons
}

type (
	// showParagraph shows a page, counted from 0, of paragraph N; Start and End
	// are the quote to mark, both 0 for none.
	showParagraph struct {
		Briefing            string
		N, Start, End, Page int
	}
	// notAsked says that an answer missed the question of Asker ("" when nobody
	// is known); Facts are the keys of at most three that came near.
	notAsked struct {
		Asker string
		Facts []string
	}
	// showFact shows the fact with the key.
	showFact struct{ Key string }
	// deleteReply takes the reply to Asker away.
	deleteReply struct{ Asker string }
	// summaryPage turns to a page, counted from 0, of a summary that Asker asked
	// for ("": a private one). Topic is a key, "" for all.
	summaryPage struct {
		View  answers.View
		Topic string
		Page  int
		Asker string
	}
	// factsPage turns to a page of the facts of a topic (a key, "" for all).
	factsPage struct {
		Topic string
		Page  int
	}
	// postFact posts a fact to the channel, as a reply to Message unless "".
	postFact struct{ Key, Message string }
	// postClaim posts the claims that a private message shows, as a reply to
	// Message unless "". Their text is read from that message.
	postClaim struct{ Message string }
	// postSummary posts a page of a summary to the channel.
	postSummary struct {
		View  answers.View
		Topic string
		Page  int
	}
	// postParagraph posts a page of a paragraph to the channel.
	postParagraph showParagraph
	// customIDFactMenu picks a fact; the value is its key.
	customIDFactMenu struct{}
	// customIDFactsTopics picks the topic of the facts; the value is its key, or
	// customIDAll.
	customIDFactsTopics struct{}
	// customIDSummaryTopics picks the topic of a summary, in the same way.
	customIDSummaryTopics struct {
		View  answers.View
		Asker string
	}
	// factDo does something to the fact with the key: edit, remove, history.
	factDo struct{ Key, Do string }
	// draftDo does something with a draft, or shows one of its forms: see
	// draftActions. Page is a page of phrasings, counted from 0, or which preview
	// Publish stands below.
	draftDo struct {
		Draft, Do string
		Page      int
	}
	// undoRevision takes revision N back; Force also when it was changed since.
	undoRevision struct {
		N     int
		Force bool
	}
	// historyPage shows the revisions before number Before (0: the latest) of the
	// fact with the key ("": of the server).
	historyPage struct {
		Key    string
		Before int
	}
	// settingsDo changes a setting, see settingsActions, if the settings are still
	// of version Version.
	settingsDo struct {
		Do      string
		Version int
	}
	// privacyDo does something about the presser's data: see privacyActions.
	privacyDo struct{ Do string }
)

// customIDAll is the value of a topic menu that stands for all topics.
const customIDAll = "all"

func (showParagraph) kind() string         { return "p" }
func (notAsked) kind() string              { return "n" }
func (showFact) kind() string              { return "f" }
func (deleteReply) kind() string           { return "d" }
func (summaryPage) kind() string           { return "s" }
func (factsPage) kind() string             { return "l" }
func (postFact) kind() string              { return "F" }
func (postClaim) kind() string             { return "C" }
func (postSummary) kind() string           { return "S" }
func (postParagraph) kind() string         { return "P" }
func (customIDFactMenu) kind() string      { return "m" }
func (customIDFactsTopics) kind() string   { return "t" }
func (customIDSummaryTopics) kind() string { return "T" }
func (factDo) kind() string                { return "g" }
func (draftDo) kind() string               { return "w" }
func (undoRevision) kind() string          { return "u" }
func (historyPage) kind() string           { return "h" }

func (settingsDo) kind() string { return "c" }
func (privacyDo) kind() string  { return "y" }

func (id showParagraph) fields() []string {
	return []string{id.Briefing, strconv.Itoa(id.N), strconv.Itoa(id.Start), strconv.Itoa(id.End), strconv.Itoa(id.Page)}
}
func (id notAsked) fields() []string    { return append([]string{id.Asker}, id.Facts...) }
func (id showFact) fields() []string    { return []string{id.Key} }
func (id deleteReply) fields() []string { return []string{id.Asker} }
func (id summaryPage) fields() []string {
	return []string{string(id.View), id.Topic, strconv.Itoa(id.Page), id.Asker}
}
func (id factsPage) fields() []string { return []string{id.Topic, strconv.Itoa(id.Page)} }
func (id postFact) fields() []string  { return []string{id.Key, id.Message} }
func (id postClaim) fields() []string { return []string{id.Message} }
func (id postSummary) fields() []string {
	return []string{string(id.View), id.Topic, strconv.Itoa(id.Page)}
}
func (id postParagraph) fields() []string         { return showParagraph(id).fields() }
func (customIDFactMenu) fields() []string         { return nil }
func (customIDFactsTopics) fields() []string      { return nil }
func (id customIDSummaryTopics) fields() []string { return []string{string(id.View), id.Asker} }
func (id factDo) fields() []string                { return []string{id.Key, id.Do} }
func (id draftDo) fields() []string               { return []string{id.Draft, id.Do, strconv.Itoa(id.Page)} }
func (id undoRevision) fields() []string {
	return []string{strconv.Itoa(id.N), map[bool]string{false: "", true: "force"}[id.Force]}
}
func (id historyPage) fields() []string { return []string{id.Key, strconv.Itoa(id.Before)} }

func (id settingsDo) fields() []string { return []string{id.Do, strconv.Itoa(id.Version)} }
func (id privacyDo) fields() []string  { return []string{id.Do} }

// customIDEncode writes id; customIDFits says whether it can be read back.
func customIDEncode(id customID) string {
	return strings.Join(append([]string{customIDVersion + id.kind()}, id.fields()...), ":")
}

// customIDFits returns the custom id of id, and whether Discord takes it and
// customIDDecode reads it.
func customIDFits(id customID) (string, bool) {
	s := customIDEncode(id)
	_, err := customIDDecode(s)
	return s, err == nil
}

// factKey is the short name of a fact in custom ids and menus: 40 bits of the
// hash of its Ref, as 8 characters.
func factKey(ref knowledge.Ref) string { return customIDHash(ref.String()) }

// topicKey is the short name of a topic; letter case does not matter.
func topicKey(topic string) string {
	if topic == "" {
		return ""
	}
	return customIDHash(strings.ToLower(topic))
}

func customIDHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:5]))
}

// resolve returns the fact of base that key names, or nil when there is none, or
// more than one.
func resolve(base *knowledge.Base, key string) *knowledge.Fact {
	var found *knowledge.Fact
	for _, f := range base.Facts {
		if factKey(f.Ref) != key {
			continue
		}
		if found != nil {
			return nil
		}
		found = f
	}
	return found
}

// resolveTopic returns the topic, as spelled in topics, that key names. It is ""
// for "" and customIDAll; ok is false when no topic has the key.
func resolveTopic(topics []string, key string) (topic string, ok bool) {
	if key == "" || key == customIDAll {
		return "", true
	}
	i := slices.IndexFunc(topics, func(t string) bool { return topicKey(t) == key })
	if i < 0 {
		return "", false
	}
	return topics[i], true
}
