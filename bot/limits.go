package bot

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// A quota is how often something may happen: burst at once, then one each
// every.
type quota struct {
	every time.Duration
	burst int
}

// The quotas of questions and presses. A person rarely asks twice in three
// seconds; a busy channel is still readable at one answer in two.
var (
	userQuota    = quota{3 * time.Second, 5}
	channelQuota = quota{time.Second, 10}
	serverQuota  = quota{200 * time.Millisecond, 40}
	noticeQuota  = quota{time.Minute, 1} // "slow down" to one user
	pingQuota    = quota{time.Minute, 3} // questions asked for somebody else, who is pinged
	unaskedQuota = quota{time.Minute, 1} // answers in one channel that nobody asked for
)

// buckets are token buckets by key. Those that are full again are forgotten.
type buckets struct {
	quota quota
	mu    sync.Mutex
	byKey map[string]*rate.Limiter
	swept time.Time
}

func newBuckets(q quota) *buckets {
	return &buckets{quota: q, byKey: map[string]*rate.Limiter{}}
}

// allow takes one token of key's bucket at time now, if there is one.
func (b *buckets) allow(key string, now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if now.Sub(b.swept) > time.Minute {
		b.swept = now
		for k, l := range b.byKey {
			if l.TokensAt(now) >= float64(b.quota.burst) {
				delete(b.byKey, k)
			}
		}
	}
	l := b.byKey[key]
	if l == nil {
		l = rate.NewLimiter(rate.Every(b.quota.every), b.quota.burst)
		b.byKey[key] = l
	}
	return l.AllowN(now, 1)
}

// limits are all buckets of a bot.
type limits struct {
	users, channels, servers, notices, pings, unasked *buckets
}

func newLimits() *limits {
	return &limits{newBuckets(userQuota), newBuckets(channelQuota), newBuckets(serverQuota), newBuckets(noticeQuota), newBuckets(pingQuota), newBuckets(unaskedQuota)}
}

// pace is what the limits say of one question or press.
type pace uint8

const (
	mayAnswer pace = iota
	tellOnce       // too fast, and not told so lately
	beSilent       // too fast, and told so already
)

// check takes a token of each bucket that the place has; server is "" in
// direct messages.
func (l *limits) check(user, channel, server string, now time.Time) pace {
	if l.users.allow(user, now) && l.channels.allow(channel, now) && (server == "" || l.servers.allow(server, now)) {
		return mayAnswer
	}
	if l.notices.allow(user, now) {
		return tellOnce
	}
	return beSilent
}

// slowDown is what somebody is told who asks too fast. It must not sound like
// an answer.
const slowDown = "You are faster than I may be here. Please wait a few seconds and ask again."
