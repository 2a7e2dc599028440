package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"briefbot/answers"
	"briefbot/knowledge"
)

// Outcome is what matters of an answer when it is compared with another.
type Outcome struct {
	Verdict answers.Verdict
	Reason  answers.Reason
	Stance  answers.Stance
	Fact    knowledge.Ref // zero unless answered
}

// Difference is a question that a change answers differently.
type Difference struct {
	Question      string
	Accepted      bool          // an accepted question, not a phrasing
	Want          knowledge.Ref // accepted: the fact that should answer, zero: none
	Before, After Outcome
}

// outcomeOf is what ix makes of question.
func outcomeOf(ix *answers.Index, question string) Outcome {
	a, ok := ix.Known(question)
	if !ok {
		a = ix.Ask(question)
	}
	o := Outcome{Verdict: a.Verdict, Reason: a.Reason, Stance: a.Stance}
	if a.Fact != nil {
		o.Fact = a.Fact.Ref
	}
	return o
}

// replay remembers what an index made of questions. It is safe for concurrent
// use, and of one index only: what one base answers never changes.
type replay struct {
	index *answers.Index
	mu    sync.Mutex
	known map[string]Outcome
}

func newReplay(ix *answers.Index) *replay { return &replay{index: ix, known: map[string]Outcome{}} }

// maxKnown is how many questions a replay remembers, some 20 MB: the operator's
// base is asked the accepted questions of many servers.
const maxKnown = 100_000

// batch is how many questions one goroutine takes at a time.
const batch = 64

// ask returns what the index makes of each question. It asks those that are
// not known yet, on all cores, and stops when ctx is done.
func (r *replay) ask(ctx context.Context, questions []string) ([]Outcome, error) {
	out := make([]Outcome, len(questions))
	var open []int
	r.mu.Lock()
	for i, q := range questions {
		if o, ok := r.known[q]; ok {
			out[i] = o
		} else {
			open = append(open, i)
		}
	}
	r.mu.Unlock()
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), (len(open)+batch-1)/batch) {
		wg.Go(func() {
			for ctx.Err() == nil {
				from := int(next.Add(batch)) - batch
				if from >= len(open) {
					return
				}
				for _, i := range open[from:min(from+batch, len(open))] {
					out[i] = outcomeOf(r.index, questions[i])
				}
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("replay of %d questions: %w", len(open), err)
	}
	r.mu.Lock()
	for _, i := range open {
		if len(r.known) < maxKnown {
			r.known[questions[i]] = out[i]
		}
	}
	r.mu.Unlock()
	return out, nil
}

// compare asks every phrasing of both bases and every accepted question of
// both indexes and returns those that are answered differently: accepted
// questions first, in order of their words. A fresh accepted question is among
// them when it does not get what it should.
func compare(ctx context.Context, before, after *replay, accepted []Question, fresh map[string]bool) (differ []Difference, asked int, err error) {
	want := map[string]knowledge.Ref{}
	var questions []string
	for _, q := range accepted {
		want[q.Text] = q.Want
		questions = append(questions, q.Text)
	}
	seen := map[string]bool{}
	for _, base := range []*knowledge.Base{before.index.Base(), after.index.Base()} {
		for _, q := range phrasings(base) {
			if _, ok := want[q]; !ok && !seen[q] {
				seen[q] = true
				questions = append(questions, q)
			}
		}
	}
	old, err := before.ask(ctx, questions)
	if err != nil {
		return nil, 0, err
	}
	now, err := after.ask(ctx, questions)
	if err != nil {
		return nil, 0, err
	}
	for i, q := range questions {
		ref, ok := want[q]
		if old[i] == now[i] && (!fresh[q] || now[i].Fact == ref) {
			continue
		}
		differ = append(differ, Difference{Question: q, Accepted: ok, Want: ref, Before: old[i], After: now[i]})
	}
	slices.SortFunc(differ, func(a, b Difference) int {
		if a.Accepted != b.Accepted {
			if a.Accepted {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Question, b.Question)
	})
	return differ, len(questions), nil
}

// phrasings are the phrasings and negatives of a base.
func phrasings(b *knowledge.Base) []string {
	var out []string
	for _, f := range b.Facts {
		out = append(out, f.Ask...)
	}
	for _, br := range b.Briefings {
		for _, n := range br.Negatives {
			out = append(out, n.Question)
		}
	}
	return out
}

// digest is the same for the same differences.
func digest(differ []Difference) string {
	h := sha256.New()
	for _, d := range differ {
		fmt.Fprintf(h, "%q %v %v %v %v\n", d.Question, d.Accepted, d.Want, d.Before, d.After)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}
