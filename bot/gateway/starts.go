package gateway

import "time"

const (
	// identifyPace is the least time between two IDENTIFYs of one key; above it
	// Discord answers op 9. The fifth of a second is for clocks that differ.
	identifyPace = 5*time.Second + 200*time.Millisecond
	// startsKept are never used up: Discord resets the token when an IDENTIFY
	// comes with none left.
	startsKept = 5
)

// starts are the IDENTIFYs that Discord still allows (session_start_limit).
// With one shard there is one key.
type starts struct {
	total, left int
	reset       time.Time // when left becomes total again
	last        time.Time // of the last IDENTIFY; zero when there was none
}

// wait returns how long the next IDENTIFY has to wait at now: the pace; with
// less than half of the starts left an even share of the time until the reset,
// so that a storm of any length cannot use them up; the reset when only what
// is kept is left.
func (s *starts) wait(now time.Time) time.Duration {
	var pace time.Duration
	if !s.last.IsZero() {
		pace = identifyPace
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
