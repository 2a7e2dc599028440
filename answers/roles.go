package answers

import (
	"strings"

	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

// roles finds who acts in the question: the name between an auxiliary and its
// verb ("how many diplomats did Russia expel"), and the name after "by".
func (ix *Index) roles(r *Reading) {
	for k, m := range r.Mentions {
		if ix.base.Names.Entry(m.Entry).Kind == knowledge.Alias {
			continue
		}
		before := m.First - 1
		for before >= 0 && oneOf(r.word(before), "the|a|an") {
			before--
		}
		switch prev := r.word(before); {
		case r.Subject < 0 && r.Polar && k == 0 && before < 2 && (before < 0 || oneOf(prev, "so|and|but")) && !ix.describes(r, m) && r.acts(m.Last+1):
			r.Subject = k // "so Russia expelled …, right?"
		case r.Subject < 0 && oneOf(prev, "did|does|do|has|have|had") && !r.passiveAfter(m.Last+1) && r.word(m.Last+1) != "":
			if !ix.describes(r, m) && !oneOf(r.word(m.Last+1), "and|or") {
				r.Subject = k
			}
		case r.Subject < 0 && oneOf(prev, "is|are|was|were") && before > 0 && strings.HasSuffix(r.word(m.Last+1), "ing") && !ix.describes(r, m):
			r.Subject = k // "how much is Orbita claiming"
		case r.Agent < 0 && prev == "by" && before > 0:
			r.Agent = k
		case oneOf(prev, "before|after") && ix.base.Names.Entry(m.Entry).Kind == knowledge.Person && r.Form == FormWho:
			r.Besides = append(r.Besides, k) // "who was head before …"
		case prev != "" && oneOf(prev, "besides|except|excluding|without") || r.at(before-1, "apart|aside from") || r.at(before-1, "other than") || r.at(before-1, "in|as addition|well to|as"):
			r.Besides = append(r.Besides, k)
		}
	}
}

// passiveAfter reports whether a passive begins at word i: "been expelled".
func (r *Reading) passiveAfter(i int) bool {
	for j := i; j < min(i+4, len(r.Words)); j++ {
		if oneOf(r.word(j), "been|being|be|get|got|gotten") {
			return true
		}
	}
	return false
}

// describes reports whether a mention is an adjective or a possessive, which
// describes a noun rather than acts: "Russian diplomats", "Russia’s spies".
func (ix *Index) describes(r *Reading, m knowledge.Mention) bool {
	last := r.Words[m.Last]
	if text.Fold(last.Text) != strings.ToLower(last.Text) && strings.ContainsAny(last.Text, "'’") {
		return true
	}
	if text.Fold(m.Of(r.Question)) == text.Fold(ix.base.Names.Entry(m.Entry).Name) {
		return false
	}
	for _, suffix := range []string{"ian", "ean", "an", "ish", "ese", "i", "ic", "ch"} {
		if strings.HasSuffix(last.Norm, suffix) {
			return true
		}
	}
	return false
}

// acts reports whether word i can be a verb in the past tense.
func (r *Reading) acts(i int) bool {
	w := r.word(i)
	return strings.HasSuffix(w, "ed") || oneOf(w, "alone|only|itself|threw|kicked|sent|made|took|lost|won|hit|led|ran|faced|got|gave|stole|hid|fell|rose")
}
