package gateway

import "time"

// startsKept are never used up: Discord resets the token when an IDENTIFY comes
// with none left.
const startsKept = 5

// starts are the IDENTIFYs that Discord still allows (session_start_limit).
// With one shard there is one key.
type starts struct {
	total, left int
	reset       time.Time // when left becomes total again
	last        time.Time // of the last IDENTIFY; zero when there was none
}

// wait returns how long the next IDENTIFY has to wait at now: for pace; with
// less than half of the starts left an even share of the time until the reset,
// so that a storm of any length cannot use them up; the reset when only what
// is kept is left.
func (s *starts) wait(now time.Time, pace time.Duration) time.Duration {
	if s.last.IsZero() {
		pace = 0
	}
	usable := s.left - startsKept
	switch {
	case s.total == 0 || !now.Before(s.reset): // not known
	case usable <= 0:
		return s.reset.Sub(now)
	case s.left < s.total/2 && !s.last.IsZero():
		pace = max(pace, s.reset.Sub(now)/time.Duration(usable))
	}
	return max(0, s.last.Add(pace).Sub(now))
}

// spend notes an IDENTIFY.
func (s *starts) spend(now time.Time) {
	s.last = now
	s.left--
}
