package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"briefbot/answers"
	"briefbot/knowledge"
)

// articlesReport is what the articles protocol measured; shares in percent.
type articlesReport struct {
	Articles int `json:"articles"`
	Facts    int `json:"facts"`

	// Own phrasing stored: what is refused of questions that …
	Verbatim     rate `json:"good_verbatim_refused"`
	Typo2        rate `json:"good_typo2_refused"`
	Devowel      rate `json:"good_devowel_refused"`
	Typo2Wrong   rate `json:"good_typo2_answered_wrongly"`
	SwapYear     rate `json:"swap_year_refused"`
	SwapEntity   rate `json:"swap_entity_refused"`
	Unanswerable rate `json:"unanswerable_refused"`

	// Own phrasing withheld.
	Vetoed   rate `json:"withheld_gold_vetoed"` // a premise check refuses the right fact
	Right    rate `json:"withheld_answered_rightly"`
	Wrong    rate `json:"withheld_answered_wrongly"`
	Withheld rate `json:"withheld_sentence_top1"`

	// No phrasings at all: every sentence is a fact.
	Paragraph      rate `json:"bare_paragraph_top1"`
	Sentence       rate `json:"bare_sentence_top1"`
	ParagraphTypo2 rate `json:"bare_paragraph_top1_typo2"`

	Calibration calibration    `json:"calibration"` // of all answers with the own phrasing withheld, and to unanswerables
	Speed       speed          `json:"speed"`       // with the own phrasing stored
	Vetoes      map[string]int `json:"withheld_vetoes"`
}

// article is a source text with the questions to it.
type article struct {
	title string
	paras [][]string // sentences by paragraph
	asked []askedRow
}

type askedRow struct {
	para, sent int
	kind, text string
}

// folds is in how many parts the questions are withheld.
const folds = 5

func readArticles(paras, questions string) ([]*article, error) {
	rows, err := table(paras, "article", "para", "sent", "text")
	if err != nil {
		return nil, err
	}
	var list []*article
	byTitle := map[string]*article{}
	for _, r := range rows {
		a := byTitle[r["article"]]
		if a == nil {
			a = &article{title: r["article"]}
			byTitle[a.title] = a
			list = append(list, a)
		}
		para, err := strconv.Atoi(r["para"])
		if err != nil || para < 0 || para > 10000 {
			return nil, fmt.Errorf("%s: article %s: paragraph %q", paras, a.title, r["para"])
		}
		for len(a.paras) <= para {
			a.paras = append(a.paras, nil)
		}
		a.paras[para] = append(a.paras[para], r["text"])
	}
	rows, err = table(questions, "article", "para", "sent", "kind", "question")
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		a := byTitle[r["article"]]
		if a == nil {
			return nil, fmt.Errorf("%s: no paragraphs of the article %q", questions, r["article"])
		}
		para, errP := strconv.Atoi(r["para"])
		sent, errS := strconv.Atoi(r["sent"])
		if errP != nil || errS != nil || para < 0 || para >= len(a.paras) || sent >= len(a.paras[para]) {
			return nil, fmt.Errorf("%s: article %s: paragraph %q, sentence %q", questions, a.title, r["para"], r["sent"])
		}
		a.asked = append(a.asked, askedRow{para, sent, r["kind"], r["question"]})
	}
	return list, nil
}

// index makes a briefing of an article. Its facts are the sentences that an
// answerable question asks for, or all when bare; kept says which questions
// become phrasings.
func (a *article) index(bare bool, kept func(i int) bool) *answers.Index {
	br := &knowledge.Briefing{ID: "article", Title: strings.ReplaceAll(a.title, "_", " ")}
	for p, sentences := range a.paras {
		br.Paragraphs = append(br.Paragraphs, knowledge.Paragraph{Number: p + 1, Text: strings.Join(sentences, " ")})
		start := 0
		for s, sentence := range sentences {
			f := knowledge.Fact{
				Ref: ref(p, s), Topic: br.Title, Statement: sentence,
				Cites: []knowledge.Citation{{Paragraph: p + 1, Start: start, End: start + len(sentence)}},
			}
			start += len(sentence) + 1
			asked := false
			for i, q := range a.asked {
				if q.kind == "answerable" && q.para == p && q.sent == s {
					asked = true
					if kept(i) {
						f.Ask = append(f.Ask, q.text)
					}
				}
			}
			if asked || bare {
				br.Facts = append(br.Facts, f)
			}
		}
	}
	return answers.New(knowledge.NewBase(br))
}

// ref names the fact of a sentence.
func ref(para, sent int) knowledge.Ref {
	return knowledge.Ref{Briefing: "article", ID: fmt.Sprintf("s-%04d-%04d", para, sent)}
}

// tally counts shares.
type tally struct{ n, all int }

func (t *tally) add(b bool) {
	t.all++
	if b {
		t.n++
	}
}

func (t tally) rate() rate { return share(t.n, t.all) }

// tallies are those of an articlesReport while it is counted.
type tallies struct {
	stored                                     map[string]*tally // refused, by kind
	typo2Wrong, vetoed, right, wrong, withheld tally
	paragraph, sentence, paragraphTypo2        tally
	confidence                                 []float64
	sure                                       []bool
	clock                                      stopwatch
}

func articles(paras, questions string) (report, error) {
	list, err := readArticles(paras, questions)
	if err != nil {
		return nil, err
	}
	rep := &articlesReport{Articles: len(list), Vetoes: map[string]int{}}
	t := &tallies{stored: map[string]*tally{}}
	for _, kind := range []string{"answerable", "typo2", "devowel", "swap_year", "swap_entity", "unanswerable"} {
		t.stored[kind] = &tally{}
	}
	for _, a := range list {
		rep.Facts += a.own(t)
		for fold := range folds {
			a.fresh(t, fold, rep.Vetoes)
		}
		a.bare(t)
	}
	rep.Verbatim, rep.Typo2, rep.Devowel = t.stored["answerable"].rate(), t.stored["typo2"].rate(), t.stored["devowel"].rate()
	rep.SwapYear, rep.SwapEntity, rep.Unanswerable = t.stored["swap_year"].rate(), t.stored["swap_entity"].rate(), t.stored["unanswerable"].rate()
	rep.Typo2Wrong = t.typo2Wrong.rate()
	rep.Vetoed, rep.Right, rep.Wrong, rep.Withheld = t.vetoed.rate(), t.right.rate(), t.wrong.rate(), t.withheld.rate()
	rep.Paragraph, rep.Sentence, rep.ParagraphTypo2 = t.paragraph.rate(), t.sentence.rate(), t.paragraphTypo2.rate()
	rep.Calibration = calibrated(t.confidence, t.sure)
	rep.Speed = speedOf(t.clock.times)
	return rep, nil
}

// own asks an article that has all its questions as phrasings, and returns the
// number of its facts.
func (a *article) own(t *tallies) int {
	ix := a.index(false, func(int) bool { return true })
	for _, q := range a.asked {
		c := t.stored[q.kind]
		if c == nil {
			continue
		}
		got := t.clock.ask(ix, q.text)
		answered := got.Verdict == answers.Answered
		c.add(!answered)
		if q.kind == "typo2" {
			t.typo2Wrong.add(answered && got.Fact.Ref != ref(q.para, q.sent))
		}
		if q.kind == "unanswerable" && answered {
			t.confidence, t.sure = append(t.confidence, got.Confidence), append(t.sure, false)
		}
	}
	return len(ix.Base().Facts)
}

// fresh asks the questions of one fold, which the base has not seen.
func (a *article) fresh(t *tallies, fold int, vetoes map[string]int) {
	ix := a.index(false, func(i int) bool { return i%folds != fold })
	for i, q := range a.asked {
		if q.kind != "answerable" || i%folds != fold {
			continue
		}
		gold := ref(q.para, q.sent)
		got := ix.Ask(q.text)
		right := got.Verdict == answers.Answered && got.Fact.Ref == gold
		t.right.add(right)
		t.wrong.add(got.Verdict == answers.Answered && !right)
		if got.Verdict == answers.Answered {
			t.confidence, t.sure = append(t.confidence, got.Confidence), append(t.sure, right)
		}
		found := ix.Rank(q.text, 1)
		t.withheld.add(len(found) > 0 && found[0].Fact.Ref == gold)
		kinds := map[answers.PremiseKind]bool{}
		for _, f := range ix.Check(q.text, gold) {
			if f.Severity == answers.Veto {
				kinds[f.Kind] = true
			}
		}
		for k := range kinds {
			vetoes[string(k)]++
		}
		t.vetoed.add(len(kinds) > 0)
	}
}

// bare asks an article without phrasings.
func (a *article) bare(t *tallies) {
	ix := a.index(true, func(int) bool { return false })
	for _, q := range a.asked {
		if q.kind != "answerable" && q.kind != "typo2" {
			continue
		}
		found := ix.Rank(q.text, 1)
		para := len(found) > 0 && found[0].Fact.Cites[0].Paragraph == q.para+1
		if q.kind == "typo2" {
			t.paragraphTypo2.add(para)
			continue
		}
		t.paragraph.add(para)
		t.sentence.add(len(found) > 0 && found[0].Fact.Ref == ref(q.para, q.sent))
	}
}

func (rep *articlesReport) print(w io.Writer) {
	fmt.Fprintf(w, "%d articles, %d facts; shares in %% with 95 %% intervals\n", rep.Articles, rep.Facts)
	for _, row := range []struct {
		name string
		rate rate
	}{
		{"own phrasing stored: refused", rate{-1, 0}},
		{"good, verbatim", rep.Verbatim}, {"good, typo2", rep.Typo2}, {"good, devowel", rep.Devowel},
		{"year swapped", rep.SwapYear}, {"entity swapped", rep.SwapEntity}, {"SQuAD-2 unanswerable", rep.Unanswerable},
		{"(good, typo2, answered wrongly)", rep.Typo2Wrong},
		{"own phrasing withheld", rate{-1, 0}},
		{"gold fact vetoed", rep.Vetoed}, {"sentence top-1", rep.Withheld}, {"answered rightly", rep.Right}, {"answered wrongly", rep.Wrong},
		{"no phrasings", rate{-1, 0}},
		{"paragraph top-1", rep.Paragraph}, {"sentence top-1", rep.Sentence}, {"paragraph top-1, typo2", rep.ParagraphTypo2},
	} {
		if row.rate.Mean < 0 {
			fmt.Fprintf(w, "\n%s\n", row.name)
			continue
		}
		fmt.Fprintf(w, "  %-33s %s\n", row.name, row.rate)
	}
	fmt.Fprintf(w, "\nconfidence of answers, withheld and unanswerable: %s\n", rep.Calibration)
	fmt.Fprintf(w, "a question takes %s (median / p99)\n", rep.Speed)
	var kinds []string
	for k, n := range rep.Vetoes {
		kinds = append(kinds, fmt.Sprintf("%s %d", k, n))
	}
	slices.Sort(kinds)
	fmt.Fprintf(w, "vetoes of the gold fact, withheld: %s\n", strings.Join(kinds, ", "))
}
