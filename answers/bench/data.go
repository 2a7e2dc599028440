package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

// open opens a file, unpacked when it is gzip'd.
func open(path string) (io.ReadCloser, error) {
	f, err := os.Open(path)
	if err != nil || !strings.HasSuffix(path, ".gz") {
		return f, err
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return struct {
		io.Reader
		io.Closer
	}{z, f}, nil
}

// table reads a tab-separated file: for each row its cells by column name.
func table(path string, columns ...string) ([]map[string]string, error) {
	f, err := open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	var names []string
	var rows []map[string]string
	for n := 1; lines.Scan(); n++ {
		cells := strings.Split(strings.TrimSuffix(lines.Text(), "\r"), "\t")
		if names == nil {
			names = cells
			for _, c := range columns {
				if !strings.Contains("\t"+lines.Text()+"\t", "\t"+c+"\t") {
					return nil, fmt.Errorf("%s: no column %q in the first line %q", path, c, lines.Text())
				}
			}
			continue
		}
		if len(cells) != len(names) {
			return nil, fmt.Errorf("%s:%d: %d columns where %d belong", path, n, len(cells), len(names))
		}
		row := make(map[string]string, len(names))
		for i, c := range cells {
			row[names[i]] = c
		}
		rows = append(rows, row)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return rows, nil
}

// query is a question with the intent that it belongs to.
type query struct{ label, text string }

// readQueries reads an intents file: the rows in order and each one's split.
func readQueries(path string) (list []query, splits []string, err error) {
	rows, err := table(path, "split", "label", "text")
	if err != nil {
		return nil, nil, err
	}
	for _, r := range rows {
		list = append(list, query{r["label"], r["text"]})
		splits = append(splits, r["split"])
	}
	return list, splits, nil
}

// trials are the questions to ask, by what they are for.
type trials struct{ clean, typo2, devowel, far []query }

// readTrials picks the rows of a test file by their split: of test splits, or
// of val and dev when there are none. Splits or labels with "oos" are far.
// Slips that the file does not have are made.
func readTrials(path string) (trials, error) {
	list, splits, err := readQueries(path)
	if err != nil {
		return trials{}, err
	}
	official := false
	for _, s := range splits {
		official = official || strings.Contains(s, "test")
	}
	var t trials
	var otherFar []query
	for i, q := range list {
		s := splits[i]
		far := strings.Contains(s, "oos") || q.label == "oos"
		switch chosen := !official || strings.Contains(s, "test"); {
		case far && chosen:
			t.far = append(t.far, q)
		case far:
			otherFar = append(otherFar, q)
		case !chosen || s == "train":
		case strings.HasSuffix(s, "typo2"):
			t.typo2 = append(t.typo2, q)
		case strings.HasSuffix(s, "devowel"):
			t.devowel = append(t.devowel, q)
		case strings.Contains(s, "_typo") || strings.Contains(s, "_abbr") || strings.Contains(s, "_trunc"):
		default:
			t.clean = append(t.clean, q)
		}
	}
	if len(t.far) == 0 {
		t.far = otherFar
	}
	if len(t.clean) == 0 {
		return t, fmt.Errorf("%s: no row has the split test, val or dev", path)
	}
	if len(t.typo2) == 0 {
		t.typo2 = perturbed(t.clean, typo2)
	}
	if len(t.devowel) == 0 {
		t.devowel = perturbed(t.clean, devowel)
	}
	return t, nil
}

// readShots returns the lists of training rows by k for each seed, of the data
// set whose lists of one row an intent fit list.
func readShots(path string, list []query) ([]map[string][]int, error) {
	f, err := open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var sets map[string][]map[string][]int
	if err := json.NewDecoder(f).Decode(&sets); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var fits [][]map[string][]int
	for _, seeds := range sets {
		if len(seeds) > 0 && fit(seeds[0], list) {
			fits = append(fits, seeds)
		}
	}
	if len(fits) != 1 {
		return nil, fmt.Errorf("%s: %d data sets fit the training rows, want 1", path, len(fits))
	}
	return fits[0], nil
}

// fit reports whether each list has k rows of each of the same intents.
func fit(shots map[string][]int, list []query) bool {
	intents := 0
	for k, rows := range shots {
		seen := map[string]int{}
		for _, row := range rows {
			if row < 0 || row >= len(list) {
				return false
			}
			seen[list[row].label]++
		}
		for _, n := range seen {
			if fmt.Sprint(n) != k {
				return false
			}
		}
		if intents != 0 && intents != len(seen) {
			return false
		}
		intents = len(seen)
	}
	return intents > 0
}

// readLines returns the lines of a file that have words.
func readLines(path string) ([]string, error) {
	f, err := open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	return strings.Fields(string(data)), err
}
