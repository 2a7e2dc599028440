// Package scorecard reads question files with right answers and scores what
// came of them. The format is described in testdata/README.md.
package scorecard

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Question is one row of a question file.
type Question struct {
	ID         string
	Kind       string
	Text       string
	Paragraphs []int  // acceptable paragraphs
	None       bool   // "not in the briefing" is right (too)
	Figure     string // must stand in the figure or period as whole words, or ""
	Quote      string // must stand in the quote, or ""
	Note       string
	Line       int // in the file, from 1
}

// columns of a question file, in order.
var columns = []string{"id", "kind", "question", "gold_paragraphs", "gold_figure", "gold_quote_contains", "note"}

// An Error is one thing wrong with a question file.
type Error struct {
	Line int
	Text string
}

func (e Error) Error() string { return fmt.Sprintf("%d: %s", e.Line, e.Text) }

// maxLine bounds a row; Discord's longest message is 2,000 characters.
const maxLine = 64 << 10

var paragraphID = regexp.MustCompile(`^P?([1-9][0-9]{0,4})$`)

// Read reads a question file. It reports every problem with its line.
func Read(r io.Reader) ([]Question, []Error) {
	var out []Question
	var errs []Error
	ids := map[string]int{}
	scan := bufio.NewScanner(r)
	scan.Buffer(nil, maxLine)
	line := 0
	for scan.Scan() {
		line++
		text := strings.TrimSuffix(scan.Text(), "\r")
		if line == 1 {
			text = strings.TrimPrefix(text, "\uFEFF")
			if text != strings.Join(columns, "\t") {
				return nil, []Error{{1, "the first line must name the columns: " + strings.Join(columns, " <tab> ")}}
			}
			continue
		}
		if strings.TrimSpace(text) == "" {
			continue
		}
		q, err := parseRow(text)
		q.Line = line
		if err != "" {
			errs = append(errs, Error{line, err})
			continue
		}
		if first, ok := ids[q.ID]; ok {
			errs = append(errs, Error{line, fmt.Sprintf("id %q is used in line %d already", q.ID, first)})
			continue
		}
		ids[q.ID] = line
		out = append(out, q)
	}
	if err := scan.Err(); err != nil {
		errs = append(errs, Error{line + 1, err.Error()})
	}
	if line == 0 && len(errs) == 0 {
		errs = append(errs, Error{1, "the file is empty"})
	}
	return out, errs
}

func parseRow(row string) (Question, string) {
	if !utf8.ValidString(row) {
		return Question{}, "not valid UTF-8"
	}
	cells := strings.Split(row, "\t")
	if len(cells) != len(columns) {
		return Question{}, fmt.Sprintf("%d columns where %d belong; columns are parted by tabs", len(cells), len(columns))
	}
	q := Question{ID: cells[0], Kind: cells[1], Text: cells[2], Figure: cells[4], Quote: cells[5], Note: cells[6]}
	switch {
	case q.ID == "":
		return q, "id is missing"
	case q.Kind == "":
		return q, "kind is missing"
	}
	for _, id := range strings.Split(cells[3], ",") {
		id = strings.TrimSpace(id)
		m := paragraphID.FindStringSubmatch(id)
		switch {
		case id == "NONE":
			q.None = true
		case m != nil:
			n, _ := strconv.Atoi(m[1]) // at most five digits
			q.Paragraphs = append(q.Paragraphs, n)
		default:
			return q, fmt.Sprintf("gold_paragraphs has %q; it takes P1, P2, … or NONE", id)
		}
	}
	slices.Sort(q.Paragraphs)
	return q, ""
}
