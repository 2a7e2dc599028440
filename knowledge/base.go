package knowledge

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"reflect"
	"slices"

	"briefbot/knowledge/gazetteer"
)

// A Base is what a server's questions are answered from: one or more
// briefings. It is immutable: nobody changes it after NewBase.
type Base struct {
	Briefings []*Briefing
	Facts     []*Fact // of all briefings, by Ref
	Names     *Names  // all glossaries over the gazetteer of countries and cities
	Version   string  // changes with any byte that can change an answer
	byRef     map[Ref]*Fact
	newer     map[Ref]*Fact // by superseded fact
	entries   []Entry       // of all glossaries
}

// NewBase makes a base of briefings whose citations were checked (see Check).
// The glossaries of earlier briefings win over those of later ones.
func NewBase(briefings ...*Briefing) *Base { return (*Base)(nil).With(briefings...) }

// With makes a base of briefings as NewBase does. It shares the names of b when
// the glossaries are the same.
func (b *Base) With(briefings ...*Briefing) *Base {
	like := b
	b = &Base{Briefings: briefings, byRef: map[Ref]*Fact{}}
	var entries []Entry
	hash := sha256.New()
	for _, br := range briefings {
		entries = append(entries, br.Glossary...)
		for i := range br.Facts {
			f := &br.Facts[i]
			b.Facts = append(b.Facts, f)
			b.byRef[f.Ref] = f
		}
		// Encoding a Briefing cannot fail: it has plain fields only.
		_ = json.NewEncoder(hash).Encode(br)
	}
	b.Version = hex.EncodeToString(hash.Sum(nil)[:8])
	slices.SortFunc(b.Facts, func(x, y *Fact) int {
		if x.Ref.Less(y.Ref) {
			return -1
		}
		return 1
	})
	if b.entries = entries; like != nil && reflect.DeepEqual(like.entries, entries) {
		b.Names = like.Names
	} else {
		b.Names = NewNames(append(slices.Clip(entries), worldEntries()...))
	}
	b.supersede()
	return b
}

// NamesOf returns the glossary of a briefing of b over the gazetteer.
func (b *Base) NamesOf(br *Briefing) *Names {
	if len(b.Briefings) == 1 && b.Briefings[0] == br {
		return b.Names
	}
	return NamesOf(br)
}

// NamesOf compiles the glossary of one briefing over the gazetteer.
func NamesOf(br *Briefing) *Names {
	return NewNames(append(slices.Clone(br.Glossary), worldEntries()...))
}

// worldEntries are the names of the gazetteer as glossary entries.
func worldEntries() []Entry {
	world := gazetteer.Entries()
	out := make([]Entry, len(world))
	for i, e := range world {
		kind := Place
		if e.Kind == "body" {
			kind = Body
		}
		out[i] = Entry{Name: e.Name, Kind: kind, Same: e.Same, Exact: e.Exact, Within: e.Within, Related: e.Related, Sibling: true}
	}
	return out
}

// Briefing returns the briefing with the given id, or nil.
func (b *Base) Briefing(id string) *Briefing {
	for _, br := range b.Briefings {
		if br.ID == id {
			return br
		}
	}
	return nil
}

// Fact returns the fact that ref names, or nil.
func (b *Base) Fact(ref Ref) *Fact { return b.byRef[ref] }
