package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"
)

// intentsReport is what the intents protocol measured, by system; ours first.
type intentsReport struct {
	Intents int             `json:"intents"`
	Asked   map[string]int  `json:"asked"` // questions by set
	Systems []*systemReport `json:"systems"`
	hidden  int
}

// systemReport has one system's numbers; each is the mean over the lists of
// training questions.
type systemReport struct {
	Name    string          `json:"name"`
	Top1    map[string]rate `json:"top1"` // by k
	Top3    rate            `json:"top3"` // of k = 5, like what follows
	Typo2   rate            `json:"typo2"`
	Devowel rate            `json:"devowel"`
	Far     *apart          `json:"far,omitempty"`
	Near    *apart          `json:"near,omitempty"` // of k = 10
	Speed   speed           `json:"speed"`
	Build   float64         `json:"build_ms"` // median
}

// shotsAsked are the numbers of phrasings that are measured; the first one gets
// all measures.
var shotsAsked = []int{5, 10}

func intents(train, test, kshot, hide string, peers bool) (report, error) {
	rows, _, err := readQueries(train)
	if err != nil {
		return nil, err
	}
	t, err := readTrials(test)
	if err != nil {
		return nil, err
	}
	shots, err := readShots(kshot, rows)
	if err != nil {
		return nil, err
	}
	var hidden []string
	if hide != "" {
		if hidden, err = readLines(hide); err != nil {
			return nil, err
		}
	}
	rep := &intentsReport{
		Intents: len(intentsOf(rows, shots[0]["1"], nil)), hidden: len(hidden),
		Asked: map[string]int{"clean": len(t.clean), "typo2": len(t.typo2), "devowel": len(t.devowel), "far": len(t.far)},
	}
	for i, r := range rankers {
		if i > 0 && !peers {
			break
		}
		m := &measuring{rows: rows, trials: t, shots: shots, hidden: hidden, make: r.make}
		s, err := m.system(r.name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.name, err)
		}
		rep.Systems = append(rep.Systems, s)
	}
	return rep, nil
}

// intentsOf groups the training rows of a list by intent, but for hidden ones.
func intentsOf(rows []query, list []int, hidden []string) []intent {
	var out []intent
	for _, row := range list {
		q := rows[row]
		if slices.Contains(hidden, q.label) {
			continue
		}
		at := slices.IndexFunc(out, func(in intent) bool { return in.label == q.label })
		if at < 0 {
			at = len(out)
			out = append(out, intent{label: q.label})
		}
		out[at].asks = append(out[at].asks, q.text)
	}
	slices.SortFunc(out, func(a, b intent) int {
		if a.label < b.label {
			return -1
		}
		return 1
	})
	return out
}

// measuring measures one system.
type measuring struct {
	rows   []query
	trials trials
	shots  []map[string][]int
	hidden []string
	make   func([]intent) (ranker, error)
	times  []time.Duration
	builds []time.Duration
}

func (m *measuring) system(name string) (*systemReport, error) {
	s := &systemReport{Name: name, Top1: map[string]rate{}}
	for i, k := range shotsAsked {
		var top1, top3, typos, vowels [][]bool
		var far []apart
		for _, lists := range m.shots {
			r, err := m.build(lists[strconv.Itoa(k)], nil)
			if err != nil {
				return nil, err
			}
			first, three, scores, _ := m.ask(r, m.trials.clean)
			top1 = append(top1, first)
			if i == 0 {
				top3 = append(top3, three)
				first, _, _, _ = m.ask(r, m.trials.typo2)
				typos = append(typos, first)
				first, _, _, _ = m.ask(r, m.trials.devowel)
				vowels = append(vowels, first)
				if len(m.trials.far) > 0 {
					_, _, others, _ := m.ask(r, m.trials.far)
					far = append(far, parted(scores, others))
				}
			}
			if err := r.close(); err != nil {
				return nil, err
			}
		}
		s.Top1[strconv.Itoa(k)] = pooled(top1)
		if i > 0 {
			continue
		}
		s.Top3, s.Typo2, s.Devowel = pooled(top3), pooled(typos), pooled(vowels)
		if far != nil {
			a := meanApart(far)
			s.Far = &a
		}
		s.Speed = speedOf(m.times)
	}
	if len(m.hidden) > 0 {
		a, err := m.near()
		if err != nil {
			return nil, err
		}
		s.Near = &a
	}
	slices.Sort(m.builds)
	s.Build = float64(m.builds[len(m.builds)/2]) / 1e6
	return s, nil
}

// near hides intents and asks their questions with those of the others.
func (m *measuring) near() (apart, error) {
	var in, out []query
	for _, q := range m.trials.clean {
		if slices.Contains(m.hidden, q.label) {
			out = append(out, q)
		} else {
			in = append(in, q)
		}
	}
	var list []apart
	for _, lists := range m.shots {
		r, err := m.build(lists["10"], m.hidden)
		if err != nil {
			return apart{}, err
		}
		_, _, _, have := m.ask(r, in)
		_, _, _, have2 := m.ask(r, out)
		list = append(list, parted(have, have2))
		if err := r.close(); err != nil {
			return apart{}, err
		}
	}
	return meanApart(list), nil
}

func (m *measuring) build(list []int, hidden []string) (ranker, error) {
	start := time.Now()
	r, err := m.make(intentsOf(m.rows, list, hidden))
	m.builds = append(m.builds, time.Since(start))
	return r, err
}

// ask returns who was right first and among three, and the first one's scores,
// 0 when nothing was found.
func (m *measuring) ask(r ranker, list []query) (first, three []bool, scores, sure []float64) {
	first, three = make([]bool, len(list)), make([]bool, len(list))
	scores, sure = make([]float64, len(list)), make([]float64, len(list))
	for i, q := range list {
		start := time.Now()
		hits := r.rank(q.text)
		m.times = append(m.times, time.Since(start))
		if len(hits) > 0 {
			first[i], scores[i], sure[i] = hits[0].label == q.label, hits[0].score, hits[0].sure
		}
		three[i] = slices.ContainsFunc(hits[:min(3, len(hits))], func(h hit) bool { return h.label == q.label })
	}
	return first, three, scores, sure
}

func (rep *intentsReport) print(w io.Writer) {
	fmt.Fprintf(w, "%d intents; asked: %d clean, %d typo2, %d devowel, %d far; shares in %% with 95 %% intervals, means over the lists\n\n",
		rep.Intents, rep.Asked["clean"], rep.Asked["typo2"], rep.Asked["devowel"], rep.Asked["far"])
	fmt.Fprintf(w, "%-30s  %-11s %-11s %-11s %-11s %-11s %-17s  %s\n", "", "top-1 k=5", "top-1 k=10", "top-3 k=5", "typo2", "devowel", "median / p99", "build")
	for _, s := range rep.Systems {
		fmt.Fprintf(w, "%-30s  %-11s %-11s %-11s %-11s %-11s %-17s  %.0f ms\n", s.Name, s.Top1["5"], s.Top1["10"], s.Top3, s.Typo2, s.Devowel, s.Speed, s.Build)
	}
	fmt.Fprintln(w)
	for _, s := range rep.Systems {
		if s.Far != nil {
			fmt.Fprintf(w, "%-30s  far, k=5: %s\n", s.Name, *s.Far)
		}
		if s.Near != nil {
			fmt.Fprintf(w, "%-30s  near, %d hidden, k=10: %s\n", s.Name, rep.hidden, *s.Near)
		}
	}
}
