package knowledge_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"briefbot/knowledge"
)

func TestSupersede(t *testing.T) {
	ref := func(s string) knowledge.Ref {
		briefing, id, _ := strings.Cut(s, "/")
		return knowledge.Ref{Briefing: briefing, ID: id}
	}
	for _, tt := range []struct {
		name     string
		facts    string // fact>superseded …
		newest   string // fact=newest … of each
		older    string // of the last fact
		problems []string
	}{
		{"none", "o/a n/b", "o/a=o/a n/b=n/b", "", nil},
		{"one", "o/a n/b>o/a", "o/a=n/b n/b=n/b", "o/a", nil},
		{"chain", "o/a n/b>o/a p/c>n/b", "o/a=p/c n/b=p/c p/c=p/c", "n/b o/a", nil},
		{"chain, newest first by name", "c/c b/b>c/c a/a>b/b", "c/c=a/a b/b=a/a", "b/b c/c", nil},
		{"missing", "n/b>o/x", "n/b=n/b", "", []string{"no fact o/x"}},
		{"itself", "n/b>n/b", "n/b=n/b", "", []string{"does not supersede itself"}},
		{"twice", "o/a n/b>o/a n/c>o/a", "o/a=n/b", "", []string{"superseded by n/b already"}},
		{"circle", "n/a>n/b n/b>n/c n/c>n/a", "n/b=n/a n/c=n/a", "", []string{"a circle has no newest"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			byBriefing := map[string]*knowledge.Briefing{}
			var briefings []*knowledge.Briefing
			last := knowledge.Ref{}
			for _, s := range strings.Fields(tt.facts) {
				name, older, _ := strings.Cut(s, ">")
				last = ref(name)
				if byBriefing[last.Briefing] == nil {
					byBriefing[last.Briefing] = &knowledge.Briefing{ID: last.Briefing}
					briefings = append(briefings, byBriefing[last.Briefing])
				}
				br := byBriefing[last.Briefing]
				br.Facts = append(br.Facts, knowledge.Fact{Ref: last, Supersedes: ref(older)})
			}
			b := knowledge.NewBase(briefings...)
			for _, s := range strings.Fields(tt.newest) {
				name, newest, _ := strings.Cut(s, "=")
				if got := b.Newest(ref(name)); got.Ref != ref(newest) || b.Superseded(ref(name)) != (name != newest) {
					t.Errorf("newest of %s is %s, want %s", name, got.Ref, newest)
				}
			}
			older := []string{}
			for _, f := range b.Older(b.Fact(last)) {
				older = append(older, f.Ref.String())
			}
			if diff := cmp.Diff(strings.Fields(tt.older), older); diff != "" {
				t.Errorf("older (-want +got):\n%s", diff)
			}
			problems := knowledge.CheckBase(b)
			if len(problems) != len(tt.problems) {
				t.Fatalf("problems %v, want %q", problems, tt.problems)
			}
			for i, p := range problems {
				if !strings.Contains(p.Error(), tt.problems[i]) {
					t.Errorf("problem %v, want %q", p, tt.problems[i])
				}
			}
		})
	}
	if knowledge.NewBase().Newest(ref("o/a")) != nil {
		t.Error("a fact of an empty base")
	}
}

// TestWith: another base with the same glossary shares the names, one with
// another glossary does not.
func TestWith(t *testing.T) {
	one := &knowledge.Briefing{ID: "a", Glossary: []knowledge.Entry{{Name: "Ann Lee", Kind: knowledge.Person}}}
	same, other := *one, *one
	same.Title = "changed"
	other.Glossary = []knowledge.Entry{{Name: "Ann Lee", Kind: knowledge.Person, Same: []string{"the keeper"}}}
	base := knowledge.NewBase(one)
	if with := base.With(&same); with.Names != base.Names || with.Version == base.Version || with.NamesOf(&same) != base.Names {
		t.Error("the same glossary is compiled again, or the version stays")
	}
	with := base.With(&other)
	if _, found := with.Names.Lookup("Ann Lee"); with.Names == base.Names || !found || len(with.Names.Find("the keeper")) != 1 {
		t.Error("another glossary is not compiled")
	}
	two := base.With(&same, &knowledge.Briefing{ID: "b"})
	if got := two.NamesOf(two.Briefings[1]); len(got.Find("Ann Lee")) != 0 {
		t.Error("a briefing has the names of another")
	}
}
