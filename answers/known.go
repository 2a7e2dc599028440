package answers

import "strings"

// Known answers a question that is, word for word, a phrasing or a negative of
// the base, without looking for what else comes near: verdict, reason, stance and
// fact are those of Ask, Near and Why are empty. ok is false for every other
// question. It is for replays, which ask all phrasings at each change.
func (ix *Index) Known(question string) (a Answer, ok bool) {
	question = strings.ToValidUTF8(question, "\uFFFD")
	r := ix.read(question)
	s := ix.scratch.Get().(*scratch)
	defer ix.scratch.Put(s)
	s.buf = exactKey(s.buf[:0], r.tokens)
	n, ok := ix.exact[string(s.buf)]
	if !ok || ix.notForUs(r) != "" || overview(r) {
		return Answer{}, false
	}
	a = Answer{Question: question, Verdict: None, Reason: Never}
	if n >= int32(ix.facts) {
		return a, true
	}
	d := &ix.docs[n]
	a.Verdict, a.Reason, a.Confidence = Answered, "", 1
	a.Fact, a.Quote, a.Stance = d.fact, d.quote, ix.stance(r, d, nil)
	return a, true
}
