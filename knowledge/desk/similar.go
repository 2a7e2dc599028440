package desk

import (
	"slices"

	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

// Likeness says how a changed fact is like another one.
type Likeness string

const (
	// Contradicts: the same thing about the same period, with another value.
	Contradicts Likeness = "contradicts"
	// SameWords: the statements have nearly the same words.
	SameWords Likeness = "same words"
)

// Similar is a fact that is like one that an edit puts. Nothing is wrong
// with that; a preview names it.
type Similar struct {
	Fact  *knowledge.Fact // the one that the edit puts
	Other *knowledge.Fact
	Why   Likeness
}

// sameWords is the Dice coefficient of the sets of words from which on two
// statements say nearly the same.
const sameWords = 0.85

// similar returns the facts of base that are like those put by changes.
func similar(base *knowledge.Base, changes []Change) []Similar {
	var out []Similar
	words := map[*knowledge.Fact]map[string]bool{}
	of := func(f *knowledge.Fact) map[string]bool {
		if words[f] == nil {
			words[f] = wordSet(f.Statement)
		}
		return words[f]
	}
	for _, c := range changes {
		put := c.After.Content.Fact
		if put == nil || c.After.Source != Server {
			continue
		}
		for _, f := range base.Facts {
			switch {
			case f.Ref == put.Ref || base.Newest(f.Ref) == base.Newest(put.Ref):
			case contradict(put, f):
				out = append(out, Similar{put, f, Contradicts})
			case dice(of(put), of(f)) >= sameWords:
				out = append(out, Similar{put, f, SameWords})
			}
		}
	}
	return out
}

// contradict reports whether two facts give other values for the same thing.
func contradict(a, b *knowledge.Fact) bool {
	if a.Figure == nil || b.Figure == nil || a.About.Measure == "" {
		return false
	}
	return text.Fold(a.About.Measure) == text.Fold(b.About.Measure) && text.Fold(a.About.Period) == text.Fold(b.About.Period) &&
		text.Fold(a.About.Scope) == text.Fold(b.About.Scope) && a.About.Status == b.About.Status &&
		sameNames(a.About.Of, b.About.Of) && sameNames(a.About.By, b.About.By) && sameNames(a.About.Where, b.About.Where) &&
		a.Figure.Kind == b.Figure.Kind && (a.Figure.Value != b.Figure.Value || a.Figure.Relation != b.Figure.Relation)
}

func sameNames(a, b []string) bool {
	fold := func(list []string) []string {
		var out []string
		for _, s := range list {
			out = append(out, text.Fold(s))
		}
		slices.Sort(out)
		return slices.Compact(out)
	}
	return slices.Equal(fold(a), fold(b))
}

func wordSet(s string) map[string]bool {
	out := map[string]bool{}
	for _, t := range text.Tokens(s) {
		out[t.Norm] = true
	}
	return out
}

func dice(a, b map[string]bool) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	shared := 0
	for w := range a {
		if b[w] {
			shared++
		}
	}
	return 2 * float64(shared) / float64(len(a)+len(b))
}
