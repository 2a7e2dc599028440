package folder

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"briefbot/knowledge"
)

// MaxParagraph is the most bytes that a paragraph may have: a reply shows it in
// pages, and a block longer than this has lost its paragraph breaks.
const MaxParagraph = 6000

// byteOrderMark may begin a file; it is no part of the text.
const byteOrderMark = "\uFEFF"

// Paragraphs cuts the text of a source into its paragraphs. Blocks are parted by
// blank lines; a block "# words" is the heading of the paragraphs that follow,
// and "#" alone ends a heading. The problems have lines of the text.
func Paragraphs(data []byte) ([]knowledge.Paragraph, []Problem) {
	var out []knowledge.Paragraph
	var problems []Problem
	report := func(line int, format string, args ...any) {
		problems = append(problems, Problem{File: SourceFile, Line: line, Problem: knowledge.Problem{Text: fmt.Sprintf(format, args...)}})
	}
	if line := firstInvalid(data); line > 0 {
		report(line, "has bytes that are no text; save it as UTF-8")
		return nil, problems
	}
	heading := ""
	for _, b := range blocks(strings.TrimLeft(string(data), byteOrderMark)) {
		if title, ok := strings.CutPrefix(b.text, "# "); ok || b.text == "#" {
			if strings.Contains(title, "\n") {
				report(b.line, "a heading is one line; put a blank line after it")
			}
			if !ok {
				title = ""
			}
			heading = strings.Join(strings.Fields(title), " ")
			continue
		}
		p := knowledge.Paragraph{Number: len(out) + 1, Heading: heading, Text: b.text}
		if len(p.Text) > MaxParagraph {
			report(b.line, "paragraph %d has %d bytes, at most %d; part it with a blank line", p.Number, len(p.Text), MaxParagraph)
		}
		out = append(out, p)
	}
	if len(out) == 0 {
		report(0, "has no paragraph")
	}
	return out, problems
}

// block is a run of lines without a blank one, as it stands.
type block struct {
	text string
	line int // of its first line
}

func blocks(s string) []block {
	var out []block
	line, start, first := 1, -1, 0
	flush := func(end int) {
		if start >= 0 {
			out = append(out, block{strings.TrimRight(s[start:end], "\r\n"), first})
		}
		start = -1
	}
	at := 0
	for l := range strings.Lines(s) {
		switch blank := strings.TrimSpace(l) == ""; {
		case blank:
			flush(at)
		case start < 0:
			start, first = at, line
		}
		at += len(l)
		line++
	}
	flush(at)
	return out
}

// firstInvalid returns the line of the first byte that is not UTF-8 text, or
// of the first NUL, which databases refuse; 0 when there is none.
func firstInvalid(data []byte) int {
	for i, line := range bytes.Split(data, []byte("\n")) {
		if !utf8.Valid(line) || bytes.IndexByte(line, 0) >= 0 {
			return i + 1
		}
	}
	return 0
}
