package gateway

// A sequence knows up to which number every event has come. Events may come
// out of order; resuming from the highest would lose the late ones.
type sequence struct {
	whole int64 // every event up to here has come, or is given up
	loose int64 // some events up to here were given up
	ahead map[int64]bool
}

// maxAhead is how many events may have come past a gap before the gap is given
// up: a number that Discord skips must not hold the sequence back for ever.
const maxAhead = 64

// add notes that event n has come, and reports whether it surely has come
// before.
func (s *sequence) add(n int64) (again bool) {
	switch {
	case n <= s.whole:
		return n > s.loose
	case s.ahead[n]:
		return true
	case s.ahead == nil:
		s.ahead = map[int64]bool{}
	}
	s.ahead[n] = true
	if len(s.ahead) > maxAhead {
		for n := range s.ahead {
			s.whole = max(s.whole, n)
		}
		s.loose = s.whole
		clear(s.ahead)
	}
	for s.ahead[s.whole+1] {
		s.whole++
		delete(s.ahead, s.whole)
	}
	return false
}
