package answers

import (
	"math"
	"slices"
)

// limits are the thresholds of a base, learned from its own phrasings: each is
// left out in turn and asked (matching.md §7, "Threshold without any
// out-of-scope data"), and so are questions that the base cannot answer, which
// are made from it (see negatives.go).
type limits struct {
	low      float64  // least topic that is looked at
	coverage float64  // least coverage that is answered without a figure
	figure   float64  // and with one
	negative float64  // least likeness to a negative that forbids
	learned  bool     // what follows was learned; else the coverage and lead decide
	chance   chance   // of being right, from the score's parts
	sure     float64  // least chance at which a figure is shown
	mean     evidence // of the training questions, and their spread
	spread   evidence
}

// evidence is what of a score tells whether its fact is the right one.
type evidence [10]float64

// chance has the weight of each piece of standardised evidence, and then a
// constant: a logistic regression.
type chance [len(evidence{}) + 1]float64

// What a wrong answer and a missed one cost. They are the project's own terms: a
// wrong figure shown with confidence is the worst that can happen.
const (
	costWrong = 20
	costMiss  = 1
)

const (
	lowQuantile      = 0.02 // of the right phrasings' topics
	coverageQuantile = 0.10 // of their coverage
	figureQuantile   = 0.15

	maxSamples = 500
	minSamples = 30

	// A base with fewer phrasings has these limits.
	defaultLow      = 0.20
	defaultCoverage = 0.50
	defaultMargin   = 0.01
	defaultNegative = 0.45

	// What training questions weigh together: those that have an answer, those
	// that fit a neighbour's fact, and those on other matters, of which the checks
	// leave few.
	shareAnswerable = 0.5
	shareNear       = 0.25
	shareFar        = 0.5

	// leastSure and mostSure bound the learned limit for answers with a figure,
	// whatSure is that for others. The made questions are harder than people's:
	// above mostSure, the scorecard loses right answers and no wrong figure.
	leastSure, mostSure = 0.60, 0.75
	whatSure            = 0.35

	// spokenSure is the limit for somebody's words that have to do with all that
	// they are asked for by. Such questions name little else.
	spokenSure, wholeCoverage = 0.1, 0.99
)

// sample is a training question.
type sample struct {
	evidence evidence
	right    bool
	weight   float64
}

// learn asks the phrasings and the questions that have no answer here.
func (ix *Index) learn() limits {
	l := limits{low: defaultLow, negative: defaultNegative}
	t := &trainer{ix: ix}
	t.phrasings()
	if len(t.topics) < minSamples {
		return l
	}
	t.far()
	l.low = quantile(t.topics, lowQuantile)
	l.coverage, l.figure = quantile(t.coverages, coverageQuantile), quantile(t.coverages, figureQuantile)
	samples := t.weighted()
	l.mean, l.spread = standard(samples)
	for i := range samples {
		samples[i].evidence = samples[i].evidence.less(l.mean, l.spread)
	}
	l.chance = fit(samples).shrunk(samples)
	l.learned = true
	l.sure = l.chance.cheapest(samples)
	return l
}

// lead returns the best fact and the best fact of another quote, facts of the
// quote except left out; -1 when there is none.
func (ix *Index) lead(s *scratch, except int32) (best, rival int) {
	best, rival = -1, -1
	for i, c := range s.cands {
		switch {
		case int(c.doc) >= ix.facts || ix.docs[c.doc].group == except:
		case best < 0:
			best = i
		case ix.docs[c.doc].group != ix.docs[s.cands[best].doc].group:
			return best, i
		}
	}
	return best, rival
}

// ofNone is the group of no fact.
const ofNone = -2

// evidenceOf collects what tells whether c is right.
func (ix *Index) evidenceOf(r *Reading, c candidate, margin float64) evidence {
	var all, unknown float64
	for i := range r.Words {
		w := &r.Words[i]
		all += w.Info
		if w.feature < 0 && r.mention(i) < 0 {
			unknown += w.Info
		}
	}
	return evidence{c.total, min(margin, 1), c.softly, c.coverage, c.nearest, c.sense, unknown / max(all, 0.1), min(all, 4), margin / max(c.total, 0.1), c.bm25}
}

// topic says how much a question is about what the base is about: by the best
// score, and more than it counts there by how much of the question is supported
// and how little unknown. A lead over rivals, which tells right from wrong,
// tells nothing here, and gists tell it better than senses. Where nothing was
// learned it is the coverage.
func (ix *Index) topic(r *Reading, c candidate) float64 {
	if !ix.limits.learned {
		return c.coverage
	}
	return topicOf(ix.evidenceOf(r, c, 0), c.gist)
}

func topicOf(e evidence, gist float64) float64 {
	return e[0] + 0.7*e[2] - weightSense*e[5] - 0.3*e[6] + 0.1*e[7] + gist
}

// less is e standardised.
func (e evidence) less(mean, spread evidence) evidence {
	for i := range e {
		e[i] = (e[i] - mean[i]) / spread[i]
	}
	return e
}

// of is the chance that a fact is right with standardised evidence e.
func (c *chance) of(e evidence) float64 {
	z := c[len(e)]
	for i, x := range e {
		z += c[i] * x
	}
	return 1 / (1 + math.Exp(-z))
}

// confidence is the share of questions that were right with such evidence. In a
// base that has learned nothing it is a guess, and never near 1.
func (ix *Index) confidence(r *Reading, c candidate, margin float64) float64 {
	l := &ix.limits
	if !l.learned {
		return 0.5*c.coverage + min(0.3, margin)
	}
	return l.chance.of(ix.evidenceOf(r, c, margin).less(l.mean, l.spread))
}

// modesty is how much of the evidence a told confidence keeps. People ask harder
// questions than a base makes for itself; on the public articles 96.5 % of the answers
// told with 0.9 or more were right, and without it 94.8 %.
const modesty = 0.9

// modest is a chance brought nearer to one half, in log-odds.
func modest(p float64) float64 {
	return 1 / (1 + math.Pow((1-p)/p, modesty))
}

// sure reports whether an answer with a fact is sure enough. A fact with a
// figure that the question does not name itself needs most, and so does one with
// few phrasings, which does not tell what it can be asked.
func (ix *Index) sure(r *Reading, c candidate, margin float64) bool {
	l := &ix.limits
	if !l.learned {
		return c.coverage >= defaultCoverage && margin >= defaultMargin
	}
	least := whatSure
	d := &ix.docs[c.doc]
	if d.fact.Figure != nil && !ix.hasFigure(r, c.doc) || d.thin() {
		least = l.sure
	}
	if d.spokenFor(r) && c.coverage >= wholeCoverage {
		least = spokenSure
	}
	confidence := ix.confidence(r, c, margin)
	need := l.coverage
	if d.figure.Value != "" || len(d.ownDates) > 0 {
		need = l.figure
	} else if confidence >= l.sure && !d.shows {
		need = 0
	}
	return confidence >= least && c.coverage >= need
}

// standard returns the weighted mean and standard deviation of the evidence.
func standard(samples []sample) (mean, spread evidence) {
	var all float64
	for _, s := range samples {
		all += s.weight
		for i, x := range s.evidence {
			mean[i] += s.weight * x
		}
	}
	for i := range mean {
		mean[i] /= all
	}
	for _, s := range samples {
		for i, x := range s.evidence {
			spread[i] += s.weight * (x - mean[i]) * (x - mean[i])
		}
	}
	for i := range spread {
		spread[i] = max(math.Sqrt(spread[i]/all), 1e-3)
	}
	return mean, spread
}

// ridge keeps the weights of a regression small, in training questions.
const ridge = 2

// fit is a logistic regression by Newton's method.
func fit(samples []sample) chance {
	const n = len(chance{})
	var c chance
	for range 12 {
		var gradient [n]float64
		var hessian [n][n]float64
		for i := range n - 1 {
			gradient[i], hessian[i][i] = -ridge*c[i], ridge
		}
		hessian[n-1][n-1] = 1e-3
		for _, s := range samples {
			p, y := c.of(s.evidence), 0.0
			if s.right {
				y = 1
			}
			var x [n]float64
			copy(x[:], s.evidence[:])
			x[n-1] = 1
			for i := range n {
				gradient[i] += s.weight * (y - p) * x[i]
				for j := range n {
					hessian[i][j] += s.weight * p * (1 - p) * x[i] * x[j]
				}
			}
		}
		for i, step := range solve(hessian, gradient) {
			c[i] += max(-3, min(3, step))
		}
	}
	return c
}

// shrunk is c with its weights brought nearer to 0 by as much as weights that fit
// their own samples are too large in the mean: the heuristic shrinkage of Van
// Houwelingen and Le Cessie, (χ² - n) / χ² for n weights.
func (c chance) shrunk(samples []sample) chance {
	const n = len(chance{}) - 1
	var all, right, likelihood float64
	for _, s := range samples {
		all += s.weight
		p := c.of(s.evidence)
		if s.right {
			right += s.weight
		} else {
			p = 1 - p
		}
		likelihood += s.weight * math.Log(max(p, 1e-12))
	}
	if right == 0 || right == all {
		return c
	}
	none := right*math.Log(right/all) + (all-right)*math.Log(1-right/all)
	chi := 2 * (likelihood - none) * float64(len(samples)) / all // weights are no samples
	factor := 0.0
	if chi > float64(n) {
		factor = 1 - float64(n)/chi
	}
	for i := range n {
		c[i] *= factor
	}
	// The constant follows, so that the mean chance stays the share of right ones.
	for range 20 {
		var excess, slope float64
		for _, s := range samples {
			p := c.of(s.evidence)
			excess += s.weight * p
			slope += s.weight * p * (1 - p)
		}
		c[n] -= (excess - right) / max(slope, 1e-9)
	}
	return c
}

// solve solves a·x = b for a positive definite a, by elimination.
func solve(a [len(chance{})][len(chance{})]float64, b [len(chance{})]float64) [len(chance{})]float64 {
	n := len(b)
	for i := range n {
		pivot := max(a[i][i], 1e-9)
		for k := i + 1; k < n; k++ {
			f := a[k][i] / pivot
			for j := i; j < n; j++ {
				a[k][j] -= f * a[i][j]
			}
			b[k] -= f * b[i]
		}
	}
	for i := n - 1; i >= 0; i-- {
		for j := i + 1; j < n; j++ {
			b[i] -= a[i][j] * b[j]
		}
		b[i] /= max(a[i][i], 1e-9)
	}
	return b
}

// cheapest returns the chance from on which answering costs least over the
// samples, within bounds: a wrong answer costWrong, a missed right one costMiss.
func (c *chance) cheapest(samples []sample) float64 {
	type point struct {
		p    float64
		cost float64 // of answering
	}
	points := make([]point, len(samples))
	for i, s := range samples {
		points[i] = point{c.of(s.evidence), costWrong * s.weight}
		if s.right {
			points[i].cost = -costMiss * s.weight
		}
	}
	slices.SortFunc(points, func(a, b point) int {
		switch {
		case a.p > b.p:
			return -1
		case a.p < b.p:
			return 1
		}
		return 0
	})
	sure, cost, least := mostSure, 0.0, 0.0
	for _, p := range points {
		if cost += p.cost; cost <= least {
			sure, least = p.p, cost
		}
	}
	return max(leastSure, min(mostSure, sure))
}

// quantile returns the q-quantile of list, which it sorts.
func quantile(list []float64, q float64) float64 {
	slices.Sort(list)
	return list[int(q*float64(len(list)-1))]
}
