// Package gazetteer names the countries, cities, regions and bodies of the
// world that a news briefing may be asked about, with the forms that people use
// for them.
//
// The names are in gazetteer.txt, written by hand. "England" and "English" are
// an entry of their own, within the United Kingdom: whether a question about
// the one is answered by a fact about the other is for the caller to say, from
// Within and Related.
package gazetteer

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// An Entry is one place or body of the world.
type Entry struct {
	// Name is the usual English name. It matches in any case, unless it is in
	// Exact too.
	Name string

	// Kind is one of Kinds.
	Kind string

	// Same holds the other names, the adjectives and the words for the people.
	// They match in any case.
	Same []string

	// Exact holds the forms that match letter for letter only, because in lower
	// case they are common words or first names: "US", "Turkey", "Polish".
	Exact []string

	// Within holds the Names of the entries that this one lies in: for a city
	// its country, for a country its continent. Those lie in others in turn.
	Within []string

	// Related holds the Names of the entries for which this one often stands, as
	// "Moscow" for Russia, or with which it has to do.
	Related []string
}

// Kinds are the kinds of entries.
var Kinds = []string{"country", "city", "region", "body"}

//go:embed gazetteer.txt
var table string

// Entries returns all entries, in the order of the file. The slice is shared:
// do not change it. Entries is safe for concurrent use.
func Entries() []Entry { return entries() }

// entries parses the embedded table once. A fault in it is a fault of the
// build, which the tests report, so it panics.
var entries = sync.OnceValue(func() []Entry {
	entries, err := parse(table)
	if err != nil {
		panic(err)
	}
	return entries
})

// parse reads a table of one entry a line:
//
//	Name | kind | same: a, b | exact: a, b | within: a, b | related: a, b
//
// All after the kind may be left out. Empty lines and lines that start with "#"
// count for nothing. The error joins the faults of all lines; those lines yield
// no entry.
func parse(table string) ([]Entry, error) {
	var entries []Entry
	var errs []error
	n := 0
	for line := range strings.Lines(table) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		e, err := parseEntry(line)
		if err != nil {
			errs = append(errs, fmt.Errorf("gazetteer.txt:%d: %w", n, err))
			continue
		}
		entries = append(entries, e)
	}
	return entries, errors.Join(errs...)
}

// parseEntry reads one line of the table.
func parseEntry(line string) (Entry, error) {
	parts := strings.Split(line, "|")
	if len(parts) < 2 {
		return Entry{}, errors.New("no kind")
	}
	e := Entry{Name: strings.TrimSpace(parts[0]), Kind: strings.TrimSpace(parts[1])}
	if e.Name == "" {
		return Entry{}, errors.New("no name")
	}
	if !slices.Contains(Kinds, e.Kind) {
		return Entry{}, fmt.Errorf("kind %q is none of %s", e.Kind, strings.Join(Kinds, ", "))
	}
	lists := map[string]*[]string{"same": &e.Same, "exact": &e.Exact, "within": &e.Within, "related": &e.Related}
	for _, part := range parts[2:] {
		key, values, ok := strings.Cut(part, ":")
		key = strings.TrimSpace(key)
		list := lists[key]
		if !ok || list == nil {
			return Entry{}, fmt.Errorf("part %q starts with none of same, exact, within, related", strings.TrimSpace(part))
		}
		if *list != nil {
			return Entry{}, fmt.Errorf("%s: twice", key)
		}
		for v := range strings.SplitSeq(values, ",") {
			v = strings.TrimSpace(v)
			if v == "" {
				return Entry{}, fmt.Errorf("%s: holds an empty name", key)
			}
			*list = append(*list, v)
		}
	}
	return e, nil
}
