package folder

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml/token"
)

// width is the most characters of a line with a list or mapping in flow style.
const width = 120

// node is a piece of YAML to be written: text, a plain word, a list or a
// mapping, which has at least one item or field.
type node struct {
	text   *string
	word   string // a number, true or false
	items  []node
	fields []field
	open   bool // never in flow style
}

type field struct {
	key   string
	value node
}

func textNode(s string) node { return node{text: &s} }
func intNode(n int) node     { return node{word: strconv.Itoa(n)} }

func textsNode(list []string) node {
	var n node
	for _, s := range list {
		n.items = append(n.items, textNode(s))
	}
	return n
}

// empty reports whether there is nothing to write.
func (n node) empty() bool {
	return n.text == nil && n.word == "" && len(n.items) == 0 && len(n.fields) == 0
}

// put adds a field unless its value is empty.
func (n *node) put(key string, value node) {
	if !value.empty() {
		n.fields = append(n.fields, field{key, value})
	}
}

// putText adds a field unless s is "".
func (n *node) putText(key, s string) {
	if s != "" {
		n.put(key, textNode(s))
	}
}

// flow returns n on one line.
func (n node) flow() string {
	var parts []string
	for _, it := range n.items {
		parts = append(parts, it.flow())
	}
	for _, f := range n.fields {
		parts = append(parts, f.key+": "+f.value.flow())
	}
	switch {
	case n.text != nil:
		return quoteIf(*n.text, !plain(*n.text) || strings.ContainsAny(*n.text, ",[]{}:"))
	case n.word != "":
		return n.word
	case len(n.fields) > 0:
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// write appends n, which follows what (a key with its colon, or the dash of a
// list) on a line indented by indent.
func (n node) write(b *strings.Builder, indent int, what string) {
	pad := strings.Repeat(" ", indent)
	if n.text != nil {
		fmt.Fprintf(b, "%s%s %s\n", pad, what, quoteIf(*n.text, !plain(*n.text)))
		return
	}
	if !n.open || n.word != "" {
		line := pad + what + " " + n.flow()
		if n.word != "" || utf8.RuneCountInString(line) <= width {
			b.WriteString(line + "\n")
			return
		}
	}
	if !n.open && n.list() {
		n.wrap(b, indent, what)
		return
	}
	dash := what == "-"
	if !dash {
		b.WriteString(pad + what + "\n")
	}
	for _, it := range n.items {
		it.write(b, indent+2, "-")
	}
	for i, f := range n.fields {
		if dash && i == 0 {
			// The first field shares the line of the dash.
			var first strings.Builder
			f.value.write(&first, indent+2, f.key+":")
			b.WriteString(pad + "- " + first.String()[indent+2:])
			continue
		}
		f.value.write(b, indent+2, f.key+":")
	}
}

// list reports whether n is a list of texts.
func (n node) list() bool {
	for _, it := range n.items {
		if it.text == nil {
			return false
		}
	}
	return len(n.items) > 0
}

// wrap is write for a list of texts in flow style over several lines.
func (n node) wrap(b *strings.Builder, indent int, what string) {
	line := strings.Repeat(" ", indent) + what + " ["
	for i, it := range n.items {
		item := it.flow() + ","
		if i == len(n.items)-1 {
			item = it.flow() + "]"
		}
		if i > 0 && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(item) > width {
			b.WriteString(line + "\n")
			line = strings.Repeat(" ", indent+2) + item
			continue
		}
		if i > 0 {
			line += " "
		}
		line += item
	}
	b.WriteString(line + "\n")
}

// plain reports whether s can be written without quotation marks outside of
// flow style, and every YAML reader takes it for text.
func plain(s string) bool {
	if s == "" || strings.TrimSpace(s) != s || strings.HasSuffix(s, ":") || token.IsNeedQuoted(strings.ReplaceAll(s, "#", "")) {
		return false
	}
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(s); !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '“' && r != '‘' {
		return false
	}
	if strings.Contains(s, ": ") || strings.Contains(s, " #") || token.New(s, s, &token.Position{}).Type != token.StringType {
		return false
	}
	return strings.IndexFunc(s, escaped) < 0
}

// escaped reports whether r is written as an escape: it shows as nothing, or
// as a line end, in an editor.
func escaped(r rune) bool {
	return r != ' ' && !unicode.IsGraphic(r) || unicode.Is(unicode.Zs, r) && r != ' '
}

// quoteIf puts s in double quotation marks with YAML's escapes.
func quoteIf(s string, quoted bool) string {
	if !quoted {
		return s
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\r':
			b.WriteString(`\r`)
		case !escaped(r):
			b.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
