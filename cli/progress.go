package cli

import (
	"strings"
	"time"
)

// manyQuestions is from how many on a progress bar is worth showing.
const manyQuestions = 2000

// redraw is how often it is drawn at most.
const redraw = 100 * time.Millisecond

// progress is a bar on standard error; the nil bar shows nothing.
type progress struct {
	out   *output
	total int
	drawn time.Time
}

// progress returns a bar for total steps where it is long and somebody looks.
func (s *session) progress(total int) *progress {
	if !s.terminal.err || total <= manyQuestions {
		return nil
	}
	return &progress{out: s.errs, total: total}
}

// at shows that n steps are done.
func (p *progress) at(n int) {
	if p == nil || time.Since(p.drawn) < redraw {
		return
	}
	p.drawn = time.Now()
	const width = 40
	full := n * width / p.total
	p.out.printf("\r%s%s %d/%d", strings.Repeat("█", full), strings.Repeat("░", width-full), n, p.total)
}

// done wipes the bar.
func (p *progress) done() {
	if p != nil {
		p.out.printf("\r\x1b[K")
	}
}
