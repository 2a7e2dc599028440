package desk

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

// Kind says what an item is.
type Kind string

const (
	FactKind     Kind = "fact"
	BriefingKind Kind = "briefing" // head, paragraphs and glossary, without facts and negatives
	NegativeKind Kind = "negative"
	QuestionKind Kind = "question" // an accepted question: replayed at every change, it changes no answer
)

// Kinds are all kinds, in the order in which a base is put together.
var Kinds = []Kind{BriefingKind, FactKind, NegativeKind, QuestionKind}

// ID names an item within a server.
//
// The key of a fact is its Ref ("bridge/opening"), of a briefing its id, of a
// negative "briefing/" and of a question "" with the Digest of its words.
type ID struct {
	Kind Kind
	Key  string
}

func (id ID) String() string { return string(id.Kind) + " " + id.Key }

func compareIDs(a, b ID) int {
	if n := strings.Compare(string(a.Kind), string(b.Kind)); n != 0 {
		return n
	}
	return strings.Compare(a.Key, b.Key)
}

// Content is what an item says: exactly one field is set. Nobody changes what
// it points to.
type Content struct {
	Fact     *knowledge.Fact
	Briefing *knowledge.Briefing // Facts and Negatives are left out
	Negative *Negative
	Question *Question
}

// Negative is a question that must get no answer from a briefing.
type Negative struct {
	Briefing string
	knowledge.Negative
}

// Question is an accepted question: one whose answer somebody looked at and
// found right. Replays tell when a change alters it.
type Question struct {
	Text string
	Want knowledge.Ref // the fact that should answer; zero: none should
}

// ID returns the kind and key of c, the zero ID when c says nothing.
func (c Content) ID() ID {
	switch {
	case c.Fact != nil:
		return ID{FactKind, c.Fact.Ref.String()}
	case c.Briefing != nil:
		return ID{BriefingKind, c.Briefing.ID}
	case c.Negative != nil:
		return ID{NegativeKind, c.Negative.Briefing + "/" + Digest(c.Negative.Question)}
	case c.Question != nil:
		return ID{QuestionKind, Digest(c.Question.Text)}
	}
	return ID{}
}

// Empty reports whether c says nothing.
func (c Content) Empty() bool { return c == Content{} }

// parts is how many fields of c are set.
func (c Content) parts() int {
	n := 0
	for _, set := range []bool{c.Fact != nil, c.Briefing != nil, c.Negative != nil, c.Question != nil} {
		if set {
			n++
		}
	}
	return n
}

// Digest is the key of a question: 16 hexadecimal digits of its folded words,
// so that case, marks and punctuation do not matter. "" when it has no words.
func Digest(question string) string {
	toks := text.Tokens(question)
	if len(toks) == 0 {
		return ""
	}
	h := sha256.New()
	for _, t := range toks {
		h.Write([]byte(t.Norm + " "))
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// Hash is 16 hexadecimal digits of what c says, "" when it says nothing.
func (c Content) Hash() string {
	if c.Empty() {
		return ""
	}
	sum := sha256.Sum256(encode(wireContent(c)))
	return hex.EncodeToString(sum[:8])
}

// Equal reports whether c and d say the same. A list without items is like
// none.
func (c Content) Equal(d Content) bool { return c.ID() == d.ID() && c.Hash() == d.Hash() }

// Source says where the state of an item comes from.
type Source string

const (
	Nothing  Source = ""         // there is no such item
	Operator Source = "operator" // the operator's base has it, the server changed nothing
	Server   Source = "server"   // the server put it
	Hidden   Source = "hidden"   // the server hid the operator's item
)

// State is how an item stands in a server.
type State struct {
	Source   Source
	Content  Content // what it says; says nothing for Nothing and Hidden
	Replaces string  // Server, Hidden: Hash of the operator's item that was replaced or hidden, "" when there was none
}

// Equal reports whether two states are the same.
func (s State) Equal(t State) bool {
	return s.Source == t.Source && s.Replaces == t.Replaces && s.Content.Equal(t.Content)
}

// kept reports whether the state is an item of an overlay.
func (s State) kept() bool { return s.Source == Server || s.Source == Hidden }

// Item is what a server says about one item: put or hidden.
type Item struct {
	ID
	State
	Version int // number of the revision that last changed it
}
