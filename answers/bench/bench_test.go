package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/agnivade/levenshtein"
)

func TestParted(t *testing.T) {
	for _, tt := range []struct {
		name     string
		in, out  []float64
		auc, r95 float64
	}{
		{"apart", []float64{3, 4, 5}, []float64{1, 2}, 1, 1},
		{"alike", []float64{1, 2}, []float64{1, 2}, 0.5, 0},
		{"turned round", []float64{1, 2}, []float64{3}, 0, 0},
		{"half", []float64{1, 3}, []float64{2, 0}, 0.75, 0.5},
		{"nothing out", []float64{1}, nil, 0, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := parted(tt.in, tt.out)
			if math.Abs(got.AUC-tt.auc) > 1e-9 || got.R95 != tt.r95 {
				t.Errorf("AUC %v, r95 %v, want %v, %v", got.AUC, got.R95, tt.auc, tt.r95)
			}
		})
	}
}

func TestCalibrated(t *testing.T) {
	got := calibrated([]float64{0.95, 0.95, 0.15, 1}, []bool{true, false, false, true})
	if want := (calibration{ECE: (0.9 + 0.15) / 4, Sure: 3, Right: 2. / 3}); math.Abs(got.ECE-want.ECE) > 1e-9 || got.Sure != want.Sure || got.Right != want.Right {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func TestPooled(t *testing.T) {
	if got := pooled([][]bool{{true, false}, {true, true}}); got.Mean != 75 || got.Within < 30 {
		t.Errorf("%+v, want 75 within a wide interval", got)
	}
}

// Slips are the same at every run, and as many as said.
func TestSlips(t *testing.T) {
	list := []query{{"a", "what is the balance of my savings account"}, {"b", "hi you"}, {"c", "transfer 100 dollars"}}
	one, two := perturbed(list, typo2), perturbed(list, typo2)
	for i := range list {
		if one[i] != two[i] || one[i].label != list[i].label {
			t.Errorf("%v and %v", one[i], two[i])
		}
		if d := levenshtein.ComputeDistance(list[i].text, one[i].text); d > 4 || i != 1 && d == 0 {
			t.Errorf("%q is %d edits from %q", one[i].text, d, list[i].text)
		}
	}
	if got := devowel(rand.New(rand.NewPCG(1, 1)), "my savings"); got != "my svngs" {
		t.Errorf("devowel gives %q", got)
	}
}

// write writes a table and returns its path.
func write(t *testing.T, name string, lines ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestReadTrials(t *testing.T) {
	const head = "split\tlabel\ttext"
	for _, tt := range []struct {
		name      string
		rows      []string
		clean     int
		typo2     string // the first one, "" for one that was made
		far       int
		wantError bool
	}{
		{"val and its slips", []string{"train\ta\tx", "val\ta\tred car", "val_typo2\ta\trde car", "oos_train\toos\ty", "oos_val\toos\tz"}, 1, "rde car", 2, false},
		{"test wins over val", []string{"val\ta\tx", "val_typo2\ta\trde", "test\ta\tred", "test\tb\tblue", "oos_test\toos\ty", "oos_val\toos\tz"}, 2, "", 1, false},
		{"dev", []string{"dev\ta\tx"}, 1, "", 0, false},
		{"oos of another split", []string{"test\ta\tx", "oos_val\toos\tz"}, 1, "", 1, false},
		{"nothing to ask", []string{"train\ta\tx"}, 0, "", 0, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := readTrials(write(t, "test.tsv", append([]string{head}, tt.rows...)...))
			if (err != nil) != tt.wantError {
				t.Fatalf("error %v", err)
			}
			if len(got.clean) != tt.clean || len(got.far) != tt.far || len(got.typo2) != tt.clean {
				t.Errorf("%+v", got)
			}
			if tt.typo2 != "" && got.typo2[0].text != tt.typo2 {
				t.Errorf("typo2 %v", got.typo2)
			}
		})
	}
}

// TestIntents runs the protocol, all systems in it, on a data set of two
// intents.
func TestIntents(t *testing.T) {
	lines := []string{"split\tlabel\ttext"}
	shots := map[string][]int{}
	for i, label := range []string{"freeze", "balance"} {
		for n := range 10 {
			text := fmt.Sprintf("please %s my account number %c", label, 'a'+n)
			lines = append(lines, "train\t"+label+"\t"+text)
			for _, k := range []int{1, 5, 10} {
				if n < k {
					shots[fmt.Sprint(k)] = append(shots[fmt.Sprint(k)], i*10+n)
				}
			}
		}
	}
	lines = append(lines, "val\tfreeze\tcan you freeze it", "val\tbalance\tthe balance", "oos_val\toos\tweather tomorrow")
	data := write(t, "data.tsv", lines...)
	kshot, err := json.Marshal(map[string]any{"two": []any{shots, shots}, "other": []any{map[string][]int{"1": {0, 1, 2}}}})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	err = run([]string{"intents", "-json", "-train", data, "-test", data, "-kshot", write(t, "k.json", string(kshot)), "-hide", write(t, "hide.txt", "balance")}, &out)
	if err != nil {
		t.Fatal(err)
	}
	var rep intentsReport
	if err := json.Unmarshal(out.Bytes(), &rep); err != nil {
		t.Fatal(err)
	}
	if rep.Intents != 2 || len(rep.Systems) != len(rankers) {
		t.Fatalf("%d intents, %d systems", rep.Intents, len(rep.Systems))
	}
	for _, s := range rep.Systems[:3] {
		if s.Top1["5"].Mean != 100 || s.Top1["10"].Mean != 100 || s.Far.AUC != 1 || s.Near == nil {
			t.Errorf("%s: %+v, far %+v", s.Name, s, s.Far)
		}
	}
}

func TestArticles(t *testing.T) {
	paras := write(t, "p.tsv", "article\tpara\tsent\ttext", "Town\t0\t0\tThe bridge opened in 1932.", "Town\t0\t1\tIts toll paid for the tunnel.", "Town\t1\t0\tThe harbour froze in March.")
	questions := write(t, "q.tsv", "article\tpara\tsent\tkind\tanswer\tquestion",
		"Town\t0\t0\tanswerable\t1932\tWhen was the bridge opened?", "Town\t0\t0\tswap_year\t\tWas the bridge opened in 1945?", "Town\t1\t0\tanswerable\tMarch\tWhen did the harbour freeze?")
	var out bytes.Buffer
	if err := run([]string{"articles", "-json", "-paras", paras, "-questions", questions}, &out); err != nil {
		t.Fatal(err)
	}
	var rep articlesReport
	if err := json.Unmarshal(out.Bytes(), &rep); err != nil {
		t.Fatal(err)
	}
	if rep.Facts != 2 || rep.Verbatim.Mean != 0 || rep.SwapYear.Mean != 100 || rep.Sentence.Mean != 100 {
		t.Errorf("%s", out.String())
	}
}

// What cannot be read is said.
func TestErrors(t *testing.T) {
	bad := write(t, "bad.tsv", "split\tlabel\ttext", "train\ta")
	for _, tt := range []struct{ args, want string }{
		{"", "which protocol"},
		{"else", "no protocol"},
		{"intents", "intents needs -train"},
		{"articles -paras " + bad, "articles needs -questions"},
		{"others", "others needs files"},
		{"others " + bad, "bad.tsv:2: 2 columns where 3 belong"},
		{"articles -paras " + bad + " -questions " + bad, `no column "article"`},
	} {
		err := run(strings.Fields(tt.args), &bytes.Buffer{})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: error %v, want %q", tt.args, err, tt.want)
		}
	}
}
