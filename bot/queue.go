package bot

import (
	"context"
	"log/slog"
	"runtime/debug"
	"strings"
	"sync"
	"time"
)

const (
	queueLength = 32 // jobs that may wait for one channel

	// jobDeadline is for one event: a reply may wait for a rate limit or for
	// Discord's recovery, but half a minute later nobody expects it any more.
	jobDeadline = 30 * time.Second
	// interactionDeadline is how long Discord takes the answer to an
	// interaction.
	interactionDeadline = 3 * time.Second
	// laterDeadline is for an answer that was put off, a file to upload perhaps.
	// Discord waits for 15 minutes, people do not.
	laterDeadline = 2 * time.Minute
)

// A queue runs jobs of one key in order and those of different keys side by
// side. Adding never blocks: what does not fit is dropped and counted.
type queue struct {
	log     *slog.Logger
	mu      sync.Mutex
	waiting map[string][]queued
	closed  bool
	dropped int
	wg      sync.WaitGroup
	ctx     context.Context
	cancel  context.CancelFunc
}

type queued struct {
	do     func(context.Context)
	within time.Duration
}

func newQueue(log *slog.Logger) *queue {
	ctx, cancel := context.WithCancel(context.Background())
	return &queue{log: log, waiting: map[string][]queued{}, ctx: ctx, cancel: cancel}
}

// add puts job behind the others of key. It reports false when the queue is
// full or closed.
func (q *queue) add(key string, job func(context.Context)) bool {
	return q.addWithin(key, jobDeadline, job)
}

// addWithin is add for a job that has another time to run, from its start.
func (q *queue) addWithin(key string, within time.Duration, job func(context.Context)) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	jobs, running := q.waiting[key]
	if q.closed || len(jobs) >= queueLength {
		q.dropped++
		kind, _, _ := strings.Cut(key, " ") // what follows is a person's id
		q.log.Warn("event dropped", "queue", kind, "dropped", q.dropped)
		return false
	}
	q.waiting[key] = append(jobs, queued{job, within})
	if !running {
		q.wg.Add(1)
		go q.work(key)
	}
	return true
}

// work runs the jobs of key until none is left.
func (q *queue) work(key string) {
	defer q.wg.Done()
	for {
		q.mu.Lock()
		jobs := q.waiting[key]
		if len(jobs) == 0 {
			delete(q.waiting, key)
			q.mu.Unlock()
			return
		}
		q.waiting[key] = jobs[1:]
		q.mu.Unlock()
		q.run(jobs[0])
	}
}

// run gives one job a deadline and survives its panic: a bug in one answer
// must not take the others down.
func (q *queue) run(job queued) {
	ctx, cancel := context.WithTimeout(q.ctx, job.within)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			q.log.Error("panic in a handler", "panic", p, "stack", string(debug.Stack()))
		}
	}()
	job.do(ctx)
}

// close stops taking jobs, waits for those in hand, at most until ctx is done,
// then cancels what is left and waits for it.
func (q *queue) close(ctx context.Context) {
	q.mu.Lock()
	q.closed = true
	q.mu.Unlock()
	done := make(chan struct{})
	go func() {
		q.wg.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-ctx.Done():
	}
	q.cancel()
	<-done
}
