package bot

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"briefbot/answers"
	"briefbot/knowledge"
)

// customIDs are one or more of every kind, the longest that fit among them.
func customIDs() []customID {
	key, user := factKey(knowledge.Ref{Briefing: "b", ID: "f"}), "18446744073709551615"
	long := showParagraph{strings.Repeat("b", 63), customIDMaxParagraph, customIDMaxOffset - 1, customIDMaxOffset, customIDMaxPage}
	return []customID{
		showParagraph{Briefing: "mi5-threat-update", N: 10}, showParagraph{"mi5-threat-update", 10, 5, 120, 1}, long, postParagraph(long),
		notAsked{}, notAsked{Asker: user}, notAsked{user, []string{key, key, key}},
		showFact{key}, deleteReply{user},
		summaryPage{View: answers.ViewBrief}, summaryPage{answers.ViewTimeline, topicKey("The warning"), customIDMaxPage, user},
		postSummary{View: answers.ViewAll}, postSummary{answers.ViewTopics, key, 3},
		factsPage{}, factsPage{key, 7}, postFact{Key: key}, postFact{key, user}, postClaim{}, postClaim{user},
		settingsDo{setModerators, 0}, settingsDo{setNoRecord, customIDMaxRevision}, privacyDo{privacyDeleteKeep},
		customIDFactMenu{}, customIDFactsTopics{}, customIDSummaryTopics{View: answers.ViewQuotes}, customIDSummaryTopics{answers.ViewQuotes, user},
	}
}

func TestCustomID(t *testing.T) {
	seen := map[string]bool{}
	for _, id := range customIDs() {
		s := customIDEncode(id)
		got, err := customIDDecode(s)
		if err != nil {
			t.Errorf("customIDDecode(%q): %v", s, err)
		} else if diff := cmp.Diff(id, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", s, diff)
		}
		if len(s) < 1 || len(s) > customIDMax || seen[s] {
			t.Errorf("%q has %d characters, or came twice", s, len(s))
		}
		seen[s] = true
	}
}

func TestCustomIDRefuses(t *testing.T) {
	for _, s := range []string{
		"", ":", "a", "ap", "am:", "ax:1", "bm", "A", "am:x", "afx", "af:", "af:aaaaaaa", "af:aaaaaaaaa", "af:AAAAAAAA", "af:aaaaaaa1", "af:aaaaaaaa:",
		"ap:b:0:0:0:0", "ap:b:01:0:0:0", "ap:b:+1:0:0:0", "ap:b:-1:0:0:0", "ap:b:1:5:5:0", "ap:b:1:6:5:0", "ap:b:1:0:0:1000", "ap:b:100000:0:0:0",
		"ap:b:1:0:99999999999999999999:0", "ap:../b:1:0:0:0", "ap:B:1:0:0:0", "ap:b:1:0:0", "ap:b:1:0:0:0:0",
		"ad:", "ad:0", "ad:01", "ad:-1", "ad:123456789012345678901", "ad:1x",
		"an", "an:1:aaaaaaaa:aaaaaaaa:aaaaaaaa:aaaaaaaa", "an:1:", "as:other::0:", "as:brief::0", "as:brief::-0:", "as:brief:x:0:",
		"af:aaaaaaaa" + strings.Repeat("a", 100), "af:aaaa\xffaaa", "ac:", "ac:private", "ac:private:-1", "ac:all:1", "ay:", "ay:x", "ay:delete-all:1", "af: aaaaaaa",
	} {
		if id, err := customIDDecode(s); !errors.Is(err, errCustomID) {
			t.Errorf("customIDDecode(%q) = %#v, %v", s, id, err)
		}
	}
	for _, id := range []customID{deleteReply{}, showFact{}, showParagraph{}, showParagraph{Briefing: "a:b", N: 1}, showParagraph{Briefing: strings.Repeat("b", 90), N: 1}} {
		if s, ok := customIDFits(id); ok {
			t.Errorf("%q is said to fit", s)
		}
	}
}

// TestResolve: every fact and topic is found by its key, in its own base only.
func TestResolve(t *testing.T) {
	base := builtIn(t)
	for _, f := range base.Facts {
		if got := resolve(base, factKey(f.Ref)); got != f {
			t.Errorf("resolve(%s) = %v", f.Ref, got)
		}
	}
	if f := resolve(base, factKey(knowledge.Ref{Briefing: "other", ID: base.Facts[0].Ref.ID})); f != nil {
		t.Errorf("a fact of another base is %s here", f.Ref)
	}
	topics := answers.New(base).Topics()
	for _, topic := range topics {
		if got, ok := resolveTopic(topics, topicKey(strings.ToUpper(topic))); got != topic || !ok {
			t.Errorf("resolveTopic(%q) = %q", topic, got)
		}
	}
	for key, want := range map[string]bool{"": true, customIDAll: true, "aaaaaaaa": false, "x": false} {
		if got, ok := resolveTopic(topics, key); got != "" || ok != want {
			t.Errorf("resolveTopic(%q) = %q, %t", key, got, ok)
		}
	}
}

// FuzzCustomID: what is read writes itself again; all else is errCustomID.
func FuzzCustomID(f *testing.F) {
	for _, id := range customIDs() {
		f.Add(customIDEncode(id))
	}
	f.Fuzz(func(t *testing.T, s string) {
		id, err := customIDDecode(s)
		if err != nil {
			if id != nil || !errors.Is(err, errCustomID) {
				t.Errorf("customIDDecode(%q) = %v, %v", s, id, err)
			}
			return
		}
		if again := customIDEncode(id); again != s {
			t.Errorf("customIDDecode(%q) writes %q", s, again)
		}
	})
}
