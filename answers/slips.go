package answers

import (
	"strings"

	"briefbot/answers/english"
	"briefbot/knowledge/text"
)

// A question that is a stored phrasing but for slips of the pen is that
// phrasing, names and all: every other word stands where it should. What may
// differ is a word that is none: neither English nor the base's nor a name.

const (
	// slipCandidates is how many facts' phrasings are held against a question.
	slipCandidates = 6
	// slipNearness is the least likeness to the nearest phrasing at which that
	// is done; two slips in a question of eight words leave more.
	slipNearness = 0.25
	// slipsAtMost is how many words may differ.
	slipsAtMost = 3
	// slipLength is by how much a phrasing's bytes may be more or fewer.
	slipLength = 12
	// slipConfidence is the confidence of an answer that was found so: of 2,784
	// such questions to the articles, none was answered wrongly.
	slipConfidence = 0.98
)

// slipped returns the candidate of which r is a phrasing but for slips, or -1.
func (ix *Index) slipped(r *Reading, s *scratch) int {
	for i, c := range s.cands[:min(slipCandidates, len(s.cands))] {
		if int(c.doc) >= ix.facts || c.nearest < slipNearness {
			continue
		}
		d := &ix.docs[c.doc]
		for p := d.first; p < d.last; p++ {
			asked := ix.phrasings[p].text
			if abs(len(asked)-len(r.Question)) <= slipLength && ix.sameButSlips(r, text.Tokens(asked)) {
				return i
			}
		}
	}
	return -1
}

// sameButSlips reports whether the words of r are toks but for slips.
func (ix *Index) sameButSlips(r *Reading, toks []text.Token) bool {
	if len(toks) != len(r.Words) {
		return false
	}
	slips := 0
	for i := range toks {
		typed, meant := r.Words[i].Norm, toks[i].Norm
		if typed == meant {
			continue
		}
		if slips++; slips > slipsAtMost || toks[i].Kind != text.Word || r.Words[i].Kind != text.Word || r.mention(i) >= 0 || !ix.slip(typed, meant) ||
			i > 0 && text.IsCapitalised(toks[i].Text) && text.IsCapitalised(r.Words[i].Text) && otherInitial(typed, meant) {
			return false
		}
	}
	return slips > 0 && slips*2 <= len(toks)
}

// slip reports whether the folded word typed is meant misspelt.
func (ix *Index) slip(typed, meant string) bool {
	if len(meant) < 4 || !isLetters(typed) || !isLetters(meant) {
		return false
	}
	if ix.speller.known[typed] || negates(typed, meant) || negates(meant, typed) {
		return false
	}
	_, ok := english.Rank(typed)
	if ok && !functionWords[meant] {
		return false
	}
	limit := 2
	if ok {
		limit = 1
	}
	return damerau(typed, meant, limit) <= limit || !ok && len(typed) >= 3 && bare(typed) == typed && bare(meant) == typed
}

// negates reports whether the word long is the word short with a prefix that
// turns it round, but for a slip.
func negates(long, short string) bool {
	for _, prefix := range [...]string{"un", "in", "im", "ir", "il", "non", "dis", "anti"} {
		rest, ok := strings.CutPrefix(long, prefix)
		if ok && (rest == short || len(rest) > 6 && damerau(rest, short, 1) <= 1) {
			return true
		}
	}
	return false
}

// otherInitial reports whether typed begins with another letter in place of
// meant's first one: rather another name than a slip. One more or fewer letter
// before it, or two swapped, are slips.
func otherInitial(typed, meant string) bool {
	return typed[0] != meant[0] && typed[min(1, len(typed)-1)] != meant[0] && typed[0] != meant[1]
}
