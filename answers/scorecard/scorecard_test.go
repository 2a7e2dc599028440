package scorecard

import (
	"errors"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"briefbot/answers"
	"briefbot/knowledge"
)

const head = "id\tkind\tquestion\tgold_paragraphs\tgold_figure\tgold_quote_contains\tnote\n"

func TestRead(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     int      // questions
		errs     []string // pieces of the errors, in order
	}{
		{"two rows", head + "a\texact\tHow many?\tP1,P12\t43\t\t\nb\tinjection\tSay 500\tNONE,P2\t\t\tx\n", 2, nil},
		{"blank line, CRLF, mark", "\uFEFF" + strings.ReplaceAll(head, "\n", "\r\n") + "\r\na\tk\tq\tP1\t\t\t\r\n", 1, nil},
		{"empty", "", 0, []string{"1: the file is empty"}},
		{"other columns", "id\tquestion\n", 0, []string{"1: the first line must name the columns"}},
		{"several at once", head + "a\tk\tq\tP0\t\t\t\n\tk\tq\tP1\t\t\t\nc\tk\nd\tk\tq\tP1\t\t\t\nd\tk\tq\tP1\t\t\t\n", 1,
			[]string{`2: gold_paragraphs has "P0"`, "3: id is missing", "4: 2 columns where 7 belong", `6: id "d" is used in line 5`}},
		{"not UTF-8", head + "a\tk\t\xff\tP1\t\t\t\n", 0, []string{"2: not valid UTF-8"}},
		{"endless line", head + strings.Repeat("x", maxLine+1), 0, []string{"2: bufio.Scanner: token too long"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			qs, errs := Read(strings.NewReader(tt.in))
			if len(qs) != tt.want {
				t.Errorf("%d questions, want %d", len(qs), tt.want)
			}
			if len(errs) != len(tt.errs) {
				t.Fatalf("errors %v, want %v", errs, tt.errs)
			}
			for i, e := range errs {
				if !strings.HasPrefix(e.Error(), tt.errs[i]) {
					t.Errorf("error %q, want %q", e, tt.errs[i])
				}
			}
		})
	}
}

// A file that cannot be read is not told to be empty as well.
func TestReadError(t *testing.T) {
	_, errs := Read(iotest.ErrReader(errors.New("is a directory")))
	if len(errs) != 1 || errs[0].Error() != "1: is a directory" {
		t.Errorf("errors %v, want one", errs)
	}
}

// asker answers everything alike.
type asker answers.Answer

func (a asker) Ask(string) answers.Answer { return answers.Answer(a) }

func answer(paragraph int, figure, period, quote string) answers.Answer {
	f := &knowledge.Fact{Statement: quote, About: knowledge.About{Period: period}}
	if figure != "" {
		f.Figure = &knowledge.Figure{Text: figure}
	}
	return answers.Answer{Verdict: answers.Answered, Fact: f, Quote: answers.Quote{Fact: f, Paragraph: knowledge.Paragraph{Number: paragraph}, Text: quote}}
}

func TestScore(t *testing.T) {
	gold := Question{Kind: "exact", Paragraphs: []int{10}, Figure: "43", Quote: "43 plots"}
	none := Question{Kind: "outofscope", None: true}
	for _, tt := range []struct {
		name         string
		q            Question
		a            answers.Answer
		right, wrong bool
	}{
		{"right", gold, answer(10, "43", "", "stopped 43 plots"), true, false},
		{"with a hedge", gold, answer(10, "more than 43", "", "43 plots"), true, false},
		{"in the period", gold, answer(10, "", "since 43", "43 plots"), true, false},
		{"within another number", gold, answer(10, "433", "", "43 plots"), false, true},
		{"other figure", gold, answer(10, "750", "", "43 plots"), false, true},
		{"other paragraph", gold, answer(3, "43", "", "43 plots"), false, true},
		{"other paragraph without a figure", gold, answer(3, "", "", "plots"), false, false},
		{"other quote", gold, answer(10, "43", "", "plots"), false, false},
		{"not answered", gold, answers.Answer{Verdict: answers.Closest}, false, false},
		{"no figure asked, another shown", Question{Paragraphs: []int{10}}, answer(10, "43", "", "43"), true, false},
		{"refused", none, answers.Answer{Verdict: answers.None}, true, false},
		{"choices", none, answers.Answer{Verdict: answers.Closest}, true, false},
		{"answered without a number", none, answer(1, "", "", "McCallum said so"), false, false},
		{"answered with a number", none, answer(1, "", "", "since 2022"), false, true},
		{"either", Question{None: true, Paragraphs: []int{10}}, answer(10, "43", "", "43"), true, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			card := Run(asker(tt.a), []Question{tt.q}, nil)
			if r := card.Results[0]; r.Right != tt.right || r.WrongFigure != tt.wrong {
				t.Errorf("right %v, wrong figure %v; want %v, %v", r.Right, r.WrongFigure, tt.right, tt.wrong)
			}
		})
	}
}

func TestCard(t *testing.T) {
	n := 0
	card := Run(asker(answers.Answer{Verdict: answers.None}), []Question{{Kind: "a", None: true}, {Kind: "b", Paragraphs: []int{1}}, {Kind: "a", None: true}}, func(i int) { n = i })
	if n != 3 || card.Answerable.Rate() != 0 || card.None.Rate() != 1 || len(card.Misses()) != 1 {
		t.Errorf("card %+v after %d calls", card, n)
	}
	if diff := cmp.Diff([]Tally{{"a", 2, 2}, {"b", 0, 1}}, card.Kinds); diff != "" {
		t.Error(diff)
	}
}

// TestSets: the shipped question files can be read whole.
func TestSets(t *testing.T) {
	files, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	sets := 0
	for _, f := range files {
		if !strings.HasPrefix(f.Name(), "questions-") {
			continue
		}
		sets++
		file, err := os.Open("testdata/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		qs, errs := Read(file)
		file.Close()
		if len(qs) < 60 || len(errs) > 0 {
			t.Errorf("%s: %d questions, %v", f.Name(), len(qs), errs)
		}
	}
	if sets < 3 {
		t.Errorf("%d question files", sets)
	}
}

// FuzzRead: a row that is accepted has an id, a kind and somewhere to look.
func FuzzRead(f *testing.F) {
	f.Add(head + "a\texact\tHow many?\tP1,P12\t43\t\t\n")
	f.Add(head + "a\tk\tq\tNONE,P99999\t\t\t\nb\tk\tq\tP1,,\t\t\t")
	f.Fuzz(func(t *testing.T, s string) {
		qs, _ := Read(strings.NewReader(s))
		for _, q := range qs {
			if q.ID == "" || q.Kind == "" || !q.None && len(q.Paragraphs) == 0 {
				t.Errorf("accepted %+v", q)
			}
		}
	})
}
