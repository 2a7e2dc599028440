package answers

import (
	"slices"

	"briefbot/answers/english"
	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

// fit reads word i as the word of the base that is one edit off, a letter more,
// fewer or in another place, and stands in a phrasing between the same two words,
// or next to one of them if that tells something: "iran baked plots", "what dose
// the GRU". It reports whether there is just one. A common word is none of these:
// it was meant.
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
		f, ok := ix.byWord[v]
		if !ok {
			continue
		}
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

// nameParts returns which words stand side by side in names of several words.
func nameParts(names *knowledge.Names) (named map[[2]string]bool, parts map[string][]string) {
	named, parts = map[[2]string]bool{}, map[string][]string{}
	for i := range names.Len() {
		e := names.Entry(i)
		for _, name := range slices.Concat([]string{e.Name}, e.Same, e.Exact) {
			toks := text.Tokens(name)
			for k := 1; k < len(toks); k++ {
				pair := [2]string{toks[k-1].Norm, toks[k].Norm}
				if !named[pair] {
					named[pair] = true
					parts[pair[0]], parts[pair[1]] = append(parts[pair[0]], pair[1]), append(parts[pair[1]], pair[0])
				}
			}
		}
	}
	return named, parts
}

// fitName reads word i as the word of a name that is one edit off, when the other
// word of that name stands beside it: "islamic stat", "Midle East". A name's slip
// is told by the rest of the name alone.
func (ix *Index) fitName(r *Reading, i int) bool {
	w := &r.Words[i]
	rank, ok := english.Rank(w.Norm)
	if ok && rank < slangRank || len(w.Norm) < 4 || !isLetters(w.Norm) {
		return false
	}
	found := ""
	for _, step := range [2]int{-1, 1} {
		at := i + step
		if at < 0 || at >= len(r.Words) || len(r.Words[at].Norm) < 4 {
			continue
		}
		for _, v := range ix.parts[r.Words[at].Norm] {
			pair := [2]string{r.Words[at].Norm, v}
			if step > 0 {
				pair = [2]string{v, r.Words[at].Norm}
			}
			if !ix.named[pair] || len(v) < 4 || v[0] != w.Norm[0] || damerau(w.Norm, v, 1) != 1 || stem(v) == stem(w.Norm) || found != "" && found != v {
				continue
			}
			found = v
		}
	}
	if found == "" {
		return false
	}
	w.Repaired, w.Meant, w.guess, w.taken = found, "", false, ok
	w.Info, w.feature = information(found), ix.featureOf(found)
	return true
}
