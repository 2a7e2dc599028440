package main

import (
	"fmt"
	"math"
	"slices"
	"time"
)

// rate is a share in percent with its 95 % interval.
type rate struct {
	Mean   float64 `json:"mean"`
	Within float64 `json:"within"` // half the width of the interval
}

func (r rate) String() string { return fmt.Sprintf("%5.1f ±%.1f", r.Mean, r.Within) }

// share is the rate of n in all; each is one question (normal approximation).
func share(n, all int) rate {
	if all == 0 {
		return rate{}
	}
	p := float64(n) / float64(all)
	return rate{100 * p, 196 * math.Sqrt(p*(1-p)/float64(all))}
}

// pooled is the rate over several lists of training questions. right[l][q]
// tells whether question q was right with list l; the interval has both the
// spread of the questions and that of the lists.
func pooled(right [][]bool) rate {
	if len(right) == 0 || len(right[0]) == 0 {
		return rate{}
	}
	n := len(right[0])
	perQuery := make([]float64, n)
	var lists []float64
	for _, list := range right {
		sum := 0.0
		for q, ok := range list {
			if ok {
				sum++
				perQuery[q] += 1 / float64(len(right))
			}
		}
		lists = append(lists, sum/float64(n))
	}
	m, vq := moments(perQuery)
	_, vl := moments(lists)
	return rate{100 * m, 196 * math.Sqrt(vq/float64(n)+vl/float64(len(lists)))}
}

// moments returns the mean and the variance.
func moments(list []float64) (mean, variance float64) {
	for _, x := range list {
		mean += x / float64(len(list))
	}
	if len(list) < 2 {
		return mean, 0
	}
	for _, x := range list {
		variance += (x - mean) * (x - mean) / float64(len(list)-1)
	}
	return mean, variance
}

// apart tells how well a score parts what belongs from what does not.
type apart struct {
	AUC    float64 `json:"auc"`
	Within float64 `json:"within"` // half the width of the AUC's 95 % interval (Hanley and McNeil)
	R95    float64 `json:"r95"`    // refused of what does not belong when 95 % of the rest are kept
}

func (a apart) String() string {
	return fmt.Sprintf("AUC %.3f ±%.3f, refused at 95 %% kept %.2f", a.AUC, a.Within, a.R95)
}

// parted compares the scores of questions that belong with those of others.
func parted(in, out []float64) apart {
	if len(in) == 0 || len(out) == 0 {
		return apart{}
	}
	in, out = slices.Sorted(slices.Values(in)), slices.Sorted(slices.Values(out))
	sum := 0.0
	for _, x := range in {
		below, _ := slices.BinarySearch(out, x)
		upTo, _ := slices.BinarySearch(out, math.Nextafter(x, math.Inf(1)))
		sum += float64(below+upTo) / 2
	}
	a := sum / float64(len(in)) / float64(len(out))
	q1, q2 := a/(2-a), 2*a*a/(1+a)
	v := (a*(1-a) + float64(len(in)-1)*(q1-a*a) + float64(len(out)-1)*(q2-a*a)) / float64(len(in)) / float64(len(out))
	cut := in[len(in)/20]
	refused, _ := slices.BinarySearch(out, cut)
	return apart{a, 1.96 * math.Sqrt(max(0, v)), float64(refused) / float64(len(out))}
}

// meanApart averages over lists.
func meanApart(list []apart) apart {
	var m apart
	for _, a := range list {
		n := float64(len(list))
		m.AUC += a.AUC / n
		m.Within += a.Within / n
		m.R95 += a.R95 / n
	}
	return m
}

// speed is how long a question takes.
type speed struct {
	Median float64 `json:"median_ms"`
	P99    float64 `json:"p99_ms"`
}

func (s speed) String() string { return fmt.Sprintf("%.3f / %.2f ms", s.Median, s.P99) }

func speedOf(times []time.Duration) speed {
	if len(times) == 0 {
		return speed{}
	}
	slices.Sort(times)
	ms := func(d time.Duration) float64 { return float64(d) / 1e6 }
	return speed{ms(times[len(times)/2]), ms(times[len(times)*99/100])}
}

// calibration tells how far a confidence lies from the share that is right.
type calibration struct {
	ECE   float64 `json:"ece"`        // expected calibration error over ten bins
	Sure  int     `json:"sure"`       // questions with a confidence of at least 0.9
	Right float64 `json:"sure_right"` // share of those that are right
}

func (c calibration) String() string {
	return fmt.Sprintf("ECE %.3f; %.1f %% right of %d at 0.9 and above", c.ECE, 100*c.Right, c.Sure)
}

func calibrated(confidence []float64, right []bool) calibration {
	var n, sum, ok [10]float64
	var c calibration
	for i, p := range confidence {
		b := min(9, int(p*10))
		n[b]++
		sum[b] += p
		if right[i] {
			ok[b]++
		}
		if p >= 0.9 {
			c.Sure++
			if right[i] {
				c.Right++
			}
		}
	}
	for b := range n {
		if n[b] == 0 {
			continue
		}
		c.ECE += math.Abs(sum[b]-ok[b]) / float64(len(confidence))
	}
	if c.Sure > 0 {
		c.Right /= float64(c.Sure)
	}
	return c
}
