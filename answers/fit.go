package answers

import (
	"briefbot/answers/english"
	"briefbot/knowledge/text"
)

// fit reads word i as the word of the base that is one edit off, a letter more, fewer or in another place, and stands in a
// phrasing between the same two words, or next to one of them if that tells
// something: "iran baked plots", "what dose the GRU". It reports whether there is
// just one. A common word is none of these: it was meant.
func (ix *Index) fit(r *Reading, i int) bool {
	w := &r.Words[i]
	rank, ok := english.Rank(w.Norm)
	if ok && rank < slangRank || len(w.Norm) < 3 || matters[w.Norm] || !isLetters(w.Norm) {
		return false
	}
	before, after := beside(r, i, -1), beside(r, i, 1)
	found := ""
	for _, v := range ix.speller.within(w.Norm) {
		if v[0] != w.Norm[0] || len(v) == len(w.Norm) && !soundsLike(v, w.Norm) {
			continue // "fridge" is no slip of "bridge"
		}
		f := ix.byWord[v]
		sides, telling := 0, false
		for _, side := range []struct {
			at   int
			pair func(other int32) uint64
		}{{before, func(o int32) uint64 { return pairKey(o, f) }}, {after, func(o int32) uint64 { return pairKey(f, o) }}} {
			if side.at < 0 || r.Words[side.at].feature < 0 {
				continue
			}
			if _, ok := ix.pairs[side.pair(r.Words[side.at].feature)]; ok {
				sides++
				telling = telling || r.Words[side.at].Info >= thinWord
			}
		}
		if sides < 2 && !(sides == 1 && telling) {
			continue
		}
		if found != "" {
			return false
		}
		found = v
	}
	if found == "" {
		return false
	}
	w.Repaired, w.Meant, w.taken = found, "", ok
	w.Info, w.feature = information(found), ix.featureOf(found)
	w.matter = w.Info > 0 && matters[w.Norm]
	return true
}

// beside returns the next word before (step -1) or after (1) word i, or -1.
func beside(r *Reading, i, step int) int {
	for i += step; i >= 0 && i < len(r.Words); i += step {
		if r.Words[i].Kind != text.Sign {
			return i
		}
	}
	return -1
}
