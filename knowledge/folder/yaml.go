package folder

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Limits of a facts file. The YAML parser takes quadratic time and memory for
// nesting and for block mappings, so both are limited before it runs.
const (
	maxFile  = 4 << 20 // bytes, of either file
	maxFacts = 20_000
	maxDepth = 10
	maxKeys  = 100     // in one block mapping; a fact has 12 at most
	maxSigns = 500_000 // each makes a token or two of about 200 bytes; 4 MiB of prose has some 300,000
)

// signs are the characters of which YAML may make tokens.
const signs = "[]{},:-?&*!|>#%\"'\n"

// syntax is a problem of the text itself, not of what it says.
type syntax struct {
	line int
	text string
}

// refused are the YAML features that a facts file may not use. Without
// anchors and aliases a small file cannot stand for a large one.
var refused = map[token.Type]string{
	token.AnchorType:     "anchors (&) are not allowed here; quote text that begins with &",
	token.AliasType:      "aliases (*) are not allowed here; quote text that begins with *",
	token.MergeKeyType:   "merge keys (<<) are not allowed here",
	token.TagType:        "tags (!) are not allowed here; quote text that begins with !",
	token.DirectiveType:  "directives (%) are not allowed here; quote text that begins with %",
	token.MappingKeyType: "keys that begin with ? are not allowed here; quote text that begins with ?",
}

// parseYAML returns the one document of data, nil when it is empty or has
// problems.
func parseYAML(data []byte) (root ast.Node, problems []syntax) {
	defer func() {
		if recover() != nil { // the parser's mistake; the file is odd all the same
			root, problems = nil, []syntax{{0, "cannot be read as YAML"}}
		}
	}()
	if line := firstInvalid(data); line > 0 {
		return nil, []syntax{{line, "has bytes that are no text; save it as UTF-8"}}
	}
	if n := countSigns(data); n > maxSigns {
		return nil, []syntax{{0, fmt.Sprintf("has %d signs and lines, at most %d; part the briefing", n, maxSigns)}}
	}
	tokens := lexer.Tokenize(strings.TrimLeft(string(data), byteOrderMark))
	if problems := guard(tokens); len(problems) > 0 {
		return nil, problems
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, []syntax{syntaxOf(err)}
	}
	for _, doc := range file.Docs {
		if doc.Body != nil && doc.Body.Type() != ast.NullType {
			return doc.Body, nil
		}
	}
	return nil, nil
}

func countSigns(data []byte) int {
	n := 0
	for _, c := range data {
		if strings.IndexByte(signs, c) >= 0 {
			n++
		}
	}
	return n
}

func syntaxOf(err error) syntax {
	var y yaml.Error
	if !errors.As(err, &y) {
		return syntax{0, "cannot be read as YAML"}
	}
	s := syntax{text: "YAML: " + y.GetMessage()}
	if strings.HasPrefix(y.GetMessage(), "mapping value is not allowed") {
		s.text += "; quote text that has a colon and a space in it"
	}
	if tk := y.GetToken(); tk != nil && tk.Position != nil {
		s.line = tk.Position.Line
	}
	return s
}

// guard reports what would cost the parser too much and what is refused: each
// refused feature at its first place, and the first limit that is passed.
func guard(tokens token.Tokens) []syntax {
	var out []syntax
	seen := map[token.Type]bool{}
	var nest nesting
	var prev *token.Token
	for _, tk := range tokens {
		if text := refused[tk.Type]; text != "" && !seen[tk.Type] {
			seen[tk.Type] = true
			out = append(out, syntax{tk.Position.Line, text})
		}
		if prev != nil && (tk.Type == token.DocumentHeaderType || prev.Type == token.DocumentEndType) {
			return append(out, syntax{tk.Position.Line, "has a second document; keep one, without a line ---"})
		}
		if text := nest.next(prev, tk); text != "" {
			return append(out, syntax{tk.Position.Line, text})
		}
		if tk.Type != token.CommentType {
			prev = tk
		}
	}
	return out
}

// nesting follows how deep the tokens are nested.
type nesting struct {
	open  int // brackets
	block []level
}

// level is a block mapping or sequence.
type level struct{ column, keys int }

// next takes in the token tk that follows prev and returns what limit it
// passes, or "".
func (n *nesting) next(prev, tk *token.Token) string {
	switch tk.Type {
	case token.MappingStartType, token.SequenceStartType:
		n.open++
	case token.MappingEndType, token.SequenceEndType:
		n.open--
	case token.SequenceEntryType:
		if n.open <= 0 {
			n.at(tk.Position.Column)
		}
	case token.MappingValueType:
		if n.open > 0 {
			break
		}
		column := tk.Position.Column
		if prev != nil && prev.Position.Line == tk.Position.Line {
			column = prev.Position.Column
		}
		if l := n.at(column); l.keys >= maxKeys {
			return fmt.Sprintf("a mapping has more than %d keys", maxKeys)
		} else {
			l.keys++
		}
	}
	if max(n.open, 0)+len(n.block) > maxDepth {
		return fmt.Sprintf("is nested deeper than %d", maxDepth)
	}
	return ""
}

// at returns the level of column, having left the deeper ones.
func (n *nesting) at(column int) *level {
	for len(n.block) > 0 && n.block[len(n.block)-1].column > column {
		n.block = n.block[:len(n.block)-1]
	}
	if len(n.block) == 0 || n.block[len(n.block)-1].column < column {
		n.block = append(n.block, level{column: column})
	}
	return &n.block[len(n.block)-1]
}

// lineOf returns the line on which n begins, or 0.
func lineOf(n ast.Node) int {
	if m, ok := n.(*ast.MappingNode); ok && !m.IsFlowStyle && len(m.Values) > 0 {
		return lineOf(m.Values[0].Key)
	}
	if n == nil || n.GetToken() == nil || n.GetToken().Position == nil {
		return 0
	}
	return n.GetToken().Position.Line
}
