package gazetteer

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"briefbot/knowledge/text"
)

func TestParse(t *testing.T) {
	got, err := parse("# Comment\n\nTurkey | country | same: Turkish, Turks | exact: Turkey | within: Asia, Europe\nAsia | region\n")
	if err != nil {
		t.Fatal(err)
	}
	want := []Entry{
		{Name: "Turkey", Kind: "country", Same: []string{"Turkish", "Turks"}, Exact: []string{"Turkey"}, Within: []string{"Asia", "Europe"}},
		{Name: "Asia", Kind: "region"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("parse (-want +got):\n%s", diff)
	}
}

func TestParseReportsEveryFault(t *testing.T) {
	got, err := parse(strings.Join([]string{
		"Asia",
		"| region",
		"Asia | continent",
		"Asia | region | alias: Asian",
		"Asia | region | same: Asian | same: Asians",
		"Asia | region | same: Asian,",
		"Europe | region",
	}, "\n"))
	if err == nil {
		t.Fatal("no error")
	}
	want := []string{
		"gazetteer.txt:1: no kind",
		"gazetteer.txt:2: no name",
		`gazetteer.txt:3: kind "continent" is none of country, city, region, body`,
		`gazetteer.txt:4: part "alias: Asian" starts with none of same, exact, within, related`,
		"gazetteer.txt:5: same: twice",
		"gazetteer.txt:6: same: holds an empty name",
	}
	if diff := cmp.Diff(want, strings.Split(err.Error(), "\n")); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
	if len(got) != 1 || got[0].Name != "Europe" {
		t.Errorf("entries = %v, want Europe alone", got)
	}
}

func TestTable(t *testing.T) {
	if len(table) > 40_000 {
		t.Errorf("gazetteer.txt has %d bytes, want at most 40,000", len(table))
	}
	entries, err := parse(table)
	if err != nil {
		t.Fatal(err)
	}
	countries := 0
	for _, e := range entries {
		if e.Kind == "country" {
			countries++
		}
	}
	if want := 193 + 4; countries != want { // UN members; Kosovo, Palestine, Taiwan, Vatican City
		t.Errorf("%d countries, want %d", countries, want)
	}
}

// Two forms are the same if text compares them so; hyphens part words there.
// An entry's Name may come again in its own Exact, and there only.
func TestFormsAreUnique(t *testing.T) {
	owner := map[string]string{}
	for _, e := range Entries() {
		forms := slices.Concat([]string{e.Name}, e.Same)
		for _, form := range e.Exact {
			if form != e.Name {
				forms = append(forms, form)
			}
		}
		for _, form := range forms {
			key := text.Fold(strings.ReplaceAll(form, "-", " "))
			if other, ok := owner[key]; ok {
				t.Errorf("%q of %s is taken by %s", form, e.Name, other)
			}
			owner[key] = e.Name
		}
	}
}

func TestLinksLeadToEntries(t *testing.T) {
	byName := map[string]Entry{}
	for _, e := range Entries() {
		byName[e.Name] = e
	}
	for _, e := range Entries() {
		for _, name := range slices.Concat(e.Within, e.Related) {
			if _, ok := byName[name]; !ok {
				t.Errorf("%s: %q is no entry", e.Name, name)
			}
		}
		if (e.Kind == "country" || e.Kind == "city") && len(e.Within) == 0 {
			t.Errorf("%s: a %s lies within nothing", e.Name, e.Kind)
		}
		if liesIn(byName, e, e.Name, len(byName)) {
			t.Errorf("%s lies within itself", e.Name)
		}
	}
}

// liesIn reports whether e lies within the entry called name, in at most steps steps.
func liesIn(byName map[string]Entry, e Entry, name string, steps int) bool {
	return steps > 0 && slices.ContainsFunc(e.Within, func(w string) bool {
		return w == name || liesIn(byName, byName[w], name, steps-1)
	})
}
