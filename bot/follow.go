package bot

import (
	"maps"
	"sync"
	"time"
)

const (
	followTime = 15 * time.Minute // how long edits and deletes of a question are followed
	againTime  = 10 * time.Minute // how long the same answer in a channel is only linked to
	seenTime   = 10 * time.Minute // how long event ids are remembered
)

// A followedQuestion is a question with the bot's reply to it.
type followedQuestion struct {
	server, channel string
	reply           string // the bot's message
	asker           string
	topic           string // what was answered, see answerKey
	unasked         bool   // the bot spoke by itself
	until           time.Time
}

// followed remembers which reply belongs to which question, in memory only:
// after a restart old questions are not followed.
type followed struct {
	mu         sync.Mutex
	byQuestion map[string]followedQuestion
	again      map[string]followedQuestion // by channel and topic
	gone       map[string]time.Time        // questions deleted before they were answered
}

func newFollowed() *followed {
	return &followed{byQuestion: map[string]followedQuestion{}, again: map[string]followedQuestion{}, gone: map[string]time.Time{}}
}

// add remembers a reply to question.
func (f *followed) add(question string, q followedQuestion, now time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sweep(now)
	q.until = now.Add(followTime)
	f.byQuestion[question] = q
	if q.topic != "" {
		q.until = now.Add(againTime)
		f.again[q.channel+" "+q.topic] = q
	}
}

// sweep forgets what is over.
func (f *followed) sweep(now time.Time) {
	for id, q := range f.byQuestion {
		if now.After(q.until) {
			delete(f.byQuestion, id)
		}
	}
	for key, q := range f.again {
		if now.After(q.until) {
			delete(f.again, key)
		}
	}
	for id, until := range f.gone {
		if now.After(until) {
			delete(f.gone, id)
		}
	}
}

// find returns the reply to a question that is still followed.
func (f *followed) find(question string, now time.Time) (followedQuestion, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	q, ok := f.byQuestion[question]
	return q, ok && !now.After(q.until)
}

// said returns the reply that gave the same answer in a channel lately.
func (f *followed) said(channel, topic string, now time.Time) (followedQuestion, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	q, ok := f.again[channel+" "+topic]
	return q, ok && !now.After(q.until)
}

// forget drops a question and its reply.
func (f *followed) forget(question string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	q, ok := f.byQuestion[question]
	delete(f.byQuestion, question)
	if ok {
		f.unlink(q.reply)
	}
}

// forgetReply drops what belongs to a reply that is gone.
func (f *followed) forgetReply(reply string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for id, q := range f.byQuestion {
		if q.reply == reply {
			delete(f.byQuestion, id)
		}
	}
	f.unlink(reply)
}

// forgetAsker drops all that somebody asked in a server. What they ask again is
// answered anew.
func (f *followed) forgetAsker(server, asker string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	theirs := func(_ string, q followedQuestion) bool { return q.server == server && q.asker == asker }
	maps.DeleteFunc(f.byQuestion, theirs)
	maps.DeleteFunc(f.again, theirs)
}

func (f *followed) unlink(reply string) {
	for key, q := range f.again {
		if q.reply == reply {
			delete(f.again, key)
		}
	}
}

// goneQuestion notes that a question was deleted, so that it is not answered
// any more.
func (f *followed) goneQuestion(question string, now time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.gone[question] = now.Add(followTime)
}

// isGone reports whether a question was deleted.
func (f *followed) isGone(question string, now time.Time) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return !now.After(f.gone[question])
}

// recent remembers event ids, so that each is handled once: those of the last
// seenTime for sure, those of as long again before it as it comes.
type recent struct {
	mu          sync.Mutex
	now, before map[string]bool
	since       time.Time // of the first id in now
}

func newRecent() *recent { return &recent{now: map[string]bool{}} }

// first reports whether id comes for the first time.
func (r *recent) first(id string, now time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if now.Sub(r.since) > seenTime {
		r.before, r.now, r.since = r.now, map[string]bool{}, now
	}
	if r.now[id] || r.before[id] {
		return false
	}
	r.now[id] = true
	return true
}
