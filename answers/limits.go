package answers

import (
	"slices"
)

// limits are the thresholds of a base, learned from its own phrasings: each is
// left out in turn, asked, and the scores of the right facts are looked at
// (matching.md §7, "Threshold without any out-of-scope data").
type limits struct {
	low      float64 // least total that is looked at
	coverage float64 // least coverage that is answered
	margin   float64 // least lead over another quote
	negative float64 // least likeness to a negative that forbids
	curve    []point // confidence by strength, both ascending
}

type point struct{ strength, right float64 }

// Quantiles of the phrasings' own scores that become the limits, and the
// limits of a base that has too few phrasings to learn from.
const (
	lowQuantile      = 0.02
	coverageQuantile = 0.10
	marginQuantile   = 0.05

	maxSamples = 250
	minSamples = 30

	defaultLow      = 0.30
	defaultCoverage = 0.50
	defaultMargin   = 0.01
	defaultNegative = 0.45
)

// learn asks every phrasing (at most maxSamples, evenly spread) with itself
// left out.
func (ix *Index) learn() limits {
	l := limits{low: defaultLow, coverage: defaultCoverage, margin: defaultMargin, negative: defaultNegative}
	var totals, coverages, margins []float64
	type sample struct {
		strength float64
		right    bool
	}
	var samples []sample
	s := newScratch(ix)
	own := 0
	for _, p := range ix.phrasings {
		if int(p.doc) < ix.facts {
			own++
		}
	}
	step := max(1, (own+maxSamples-1)/maxSamples)
	for p := 0; p < own; p += step {
		doc := ix.phrasings[p].doc
		if ix.docs[doc].last-ix.docs[doc].first < 2 {
			continue
		}
		r := ix.read(ix.phrasings[p].text)
		ix.score(r, s, int32(p))
		best, rival := ix.lead(s)
		if best < 0 {
			continue
		}
		c := s.cands[best]
		lead := c.total
		if rival >= 0 {
			lead -= s.cands[rival].total
		}
		right := ix.docs[c.doc].group == ix.docs[doc].group
		samples = append(samples, sample{strengthOf(c, lead), right})
		if right {
			totals = append(totals, c.total)
			coverages = append(coverages, c.coverage)
			margins = append(margins, lead)
		}
	}
	if len(totals) < minSamples {
		return l
	}
	l.low = quantile(totals, lowQuantile)
	l.coverage = quantile(coverages, coverageQuantile)
	l.margin = quantile(margins, marginQuantile)
	slices.SortFunc(samples, func(a, b sample) int {
		if a.strength < b.strength {
			return -1
		}
		return 1
	})
	for _, sm := range samples {
		right := 0.0
		if sm.right {
			right = 1
		}
		l.curve = append(l.curve, point{sm.strength, right})
	}
	l.curve = monotone(l.curve)
	return l
}

// lead returns the best fact and the best fact of another quote.
func (ix *Index) lead(s *scratch) (best, rival int) {
	best, rival = -1, -1
	for i, c := range s.cands {
		switch {
		case int(c.doc) >= ix.facts:
		case best < 0:
			best = i
		case ix.docs[c.doc].group != ix.docs[s.cands[best].doc].group:
			return best, i
		}
	}
	return best, rival
}

// strengthOf is what confidence is read off: score and lead together.
func strengthOf(c candidate, margin float64) float64 { return c.total + 2*margin }

// quantile returns the q-quantile of list, which it sorts.
func quantile(list []float64, q float64) float64 {
	slices.Sort(list)
	return list[int(q*float64(len(list)-1))]
}

// monotone pools neighbours until right never falls (pool adjacent violators)
// and returns one point a pool, at its lower end.
func monotone(points []point) []point {
	type pool struct {
		from, sum float64
		n         float64
	}
	var pools []pool
	for _, p := range points {
		pools = append(pools, pool{p.strength, p.right, 1})
		for k := len(pools) - 1; k > 0 && pools[k-1].sum/pools[k-1].n >= pools[k].sum/pools[k].n; k-- {
			pools[k-1].sum += pools[k].sum
			pools[k-1].n += pools[k].n
			pools = pools[:k]
		}
	}
	var out []point
	for _, p := range pools {
		// One more wrong sample than was seen: nothing is ever certain.
		out = append(out, point{p.from, p.sum / (p.n + 1)})
	}
	return out
}

// confidence is the share of phrasings that were right at this strength.
func (l *limits) confidence(c candidate, margin float64) float64 {
	right := 0.5
	for _, p := range l.curve {
		if strengthOf(c, margin) < p.strength {
			break
		}
		right = p.right
	}
	return right
}
