package gateway

import (
	"sync"
	"time"
)

const (
	// maxInvalid is how many invalid requests (401, 403, 429) within
	// invalidWindow stop the bot's requests: a tenth of what gets an address
	// banned, which other bots may share (discord-platform A6).
	maxInvalid    = 1000
	invalidWindow = 10 * time.Minute
)

// invalids counts invalid requests by minute.
type invalids struct {
	mu     sync.Mutex
	minute [10]int
	at     int64 // the latest minute that was counted, since 1970
}

// add counts n (0 or 1) and returns how many there were in the window.
func (v *invalids) add(n int, now time.Time) int {
	v.mu.Lock()
	defer v.mu.Unlock()
	minute := now.Unix() / 60
	if minute-v.at >= int64(len(v.minute)) {
		v.minute = [10]int{}
		v.at = minute
	}
	for v.at < minute {
		v.at++
		v.minute[v.at%10] = 0
	}
	v.minute[minute%10] += n
	sum := 0
	for _, m := range v.minute {
		sum += m
	}
	return sum
}
