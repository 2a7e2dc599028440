package folder

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"briefbot/knowledge"
)

// decoder turns the tree of a facts file into Go values. It names places by
// path ("facts[3].about.of[0]"), keeps the line of each, and goes on after a
// problem, so that all come at once.
type decoder struct {
	b        *knowledge.Briefing
	lines    map[string]int
	ids      map[string]string // path of a fact -> its id
	problems []Problem
	reported map[string]bool // paths with a problem
	lookups  int             // of the nearest text, see maxNearest
}

func newDecoder(b *knowledge.Briefing) *decoder {
	return &decoder{b: b, lines: map[string]int{}, ids: map[string]string{}, reported: map[string]bool{}}
}

// report adds a problem at path.
func (d *decoder) report(path, format string, args ...any) {
	d.reported[path] = true
	fact, field := "", path
	if i := strings.IndexByte(path, ']'); strings.HasPrefix(path, "facts[") && i > 0 {
		if id := d.ids[path[:i+1]]; id != "" {
			fact, field = id, strings.TrimPrefix(path[i+1:], ".")
		}
	}
	d.problems = append(d.problems, Problem{
		File: FactsFile, Line: d.line(path),
		Problem: knowledge.Problem{Fact: fact, Field: field, Text: fmt.Sprintf(format, args...)},
	})
}

// line returns the line of path, else of what it lies in, else 0.
func (d *decoder) line(path string) int {
	for path != "" {
		if line, ok := d.lines[path]; ok {
			return line
		}
		path = path[:max(strings.LastIndexAny(path, ".["), 0)]
	}
	return d.lines[""]
}

// enter notes where path stands. It returns nil for a node that is missing or null.
func (d *decoder) enter(n ast.Node, path string) ast.Node {
	if n == nil {
		return nil
	}
	if _, ok := d.lines[path]; !ok {
		d.lines[path] = lineOf(n)
	}
	if n.Type() == ast.NullType {
		return nil
	}
	return n
}

// mapping returns the values of a mapping by key and reports keys that are
// unknown or stand twice; the first of two counts.
func (d *decoder) mapping(n ast.Node, path string, known ...string) map[string]ast.Node {
	if n = d.enter(n, path); n == nil {
		return nil
	}
	m, ok := n.(ast.MapNode)
	if !ok {
		d.report(path, "must be a mapping with the keys %s, not %s", strings.Join(known, ", "), describe(n))
		return nil
	}
	out := map[string]ast.Node{}
	for it := m.MapRange(); it.Next(); {
		key, ok := scalar(it.Key())
		at := join(path, key)
		_, twice := out[key]
		switch {
		case !ok || !slices.Contains(known, key):
			d.lines[at] = lineOf(it.Key())
			d.report(at, "unknown key; the keys here are %s", strings.Join(known, ", "))
		case twice:
			d.problems = append(d.problems, d.twice(at, lineOf(it.Key())))
		default:
			d.lines[at] = lineOf(it.Key())
			out[key] = it.Value()
		}
	}
	return out
}

// twice is the problem of a key that stands again on the given line.
func (d *decoder) twice(path string, line int) Problem {
	e := decoder{lines: map[string]int{path: line}, ids: d.ids, reported: map[string]bool{}} // path itself is in order
	e.report(path, "stands twice; the first is on line %d", d.line(path))
	return e.problems[0]
}

// required is mapping for an item of a list, which may not be empty.
func (d *decoder) required(n ast.Node, path string, known ...string) map[string]ast.Node {
	m := d.mapping(n, path, known...)
	if m == nil && !d.reported[path] {
		d.report(path, "is empty; its keys are %s", strings.Join(known, ", "))
	}
	return m
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func item(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }

// list returns the items of a list.
func (d *decoder) list(n ast.Node, path string) []ast.Node {
	if n = d.enter(n, path); n == nil {
		return nil
	}
	s, ok := n.(*ast.SequenceNode)
	if !ok {
		d.report(path, "must be a list, not %s", describe(n))
		return nil
	}
	return s.Values
}

// texts returns a list of texts, without the empty ones, which it reports.
func (d *decoder) texts(n ast.Node, path string) []string {
	var out []string
	for i, v := range d.list(n, path) {
		at := item(path, i)
		if s, ok := d.text(v, at); ok && s != "" {
			out = append(out, s)
		} else if !d.reported[at] {
			d.report(at, "is empty")
		}
	}
	return out
}

// text returns a scalar as it is written; ok is false when it is missing,
// null or no scalar.
func (d *decoder) text(n ast.Node, path string) (s string, ok bool) {
	if n = d.enter(n, path); n == nil {
		return "", false
	}
	s, ok = scalar(n)
	if !ok {
		d.report(path, "must be text, not %s", describe(n))
		return "", false
	}
	if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
		d.report(path, "has a character that is no text")
		return "", false
	}
	return s, true
}

// str is text for fields where missing and empty are the same.
func (d *decoder) str(n ast.Node, path string) string {
	s, _ := d.text(n, path)
	return s
}

// number returns a whole number, 0 when it is missing or reported.
func (d *decoder) number(n ast.Node, path string) int {
	if n = d.enter(n, path); n == nil {
		return 0
	}
	if s, ok := scalar(n); ok && n.Type() == ast.IntegerType {
		if v, err := strconv.Atoi(s); err == nil && v > -1e9 && v < 1e9 {
			return v
		}
	}
	d.report(path, "must be a whole number, not %s", describe(n))
	return 0
}

// boolean returns true or false, false when it is missing or reported.
func (d *decoder) boolean(n ast.Node, path string) bool {
	if n = d.enter(n, path); n == nil {
		return false
	}
	if b, ok := n.(*ast.BoolNode); ok {
		return b.Value
	}
	d.report(path, "must be true or false, not %s", describe(n))
	return false
}

// scalar returns the text of a scalar, unquoted ones as they are written.
func scalar(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode, *ast.NullNode:
		return n.GetToken().Value, true
	}
	return "", false
}

// describe names what n is, for messages.
func describe(n ast.Node) string {
	switch n.(type) {
	case ast.MapNode:
		return "a mapping"
	case *ast.SequenceNode:
		return "a list"
	}
	s, ok := scalar(n)
	if !ok {
		return "this"
	}
	if r := []rune(s); len(r) > 40 {
		s = string(r[:40]) + "…"
	}
	if tk := n.GetToken(); tk.Type == token.SingleQuoteType || tk.Type == token.DoubleQuoteType {
		return fmt.Sprintf("the text %q", s)
	}
	return fmt.Sprintf("%q", s)
}
