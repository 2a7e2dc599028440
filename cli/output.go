package cli

import (
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/term"
)

// output is a stream that remembers its first error, with how text looks on it.
type output struct {
	w      io.Writer
	err    error
	colour bool
	width  int // columns to wrap at, 0: not at all
}

// Widths between which text is wrapped on a terminal.
const minWidth, maxWidth = 40, 100

// look learns the width of the stream when it is a terminal.
func (o *output) look(stream any, colour bool) {
	o.colour = colour
	f, ok := stream.(*os.File)
	if !ok || !isTerminal(stream) {
		return
	}
	o.width = 80
	if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 0 {
		o.width = min(max(w, minWidth), maxWidth)
	}
}

func (o *output) Write(p []byte) (int, error) {
	if o.err != nil {
		return 0, o.err
	}
	n, err := o.w.Write(p)
	if err != nil {
		o.err = &writeError{err}
	}
	return n, o.err
}

func (o *output) printf(format string, args ...any) { fmt.Fprintf(o, format, args...) }

// style is an ANSI style.
type style string

const (
	plain  style = ""
	bold   style = "1"
	dim    style = "2"
	figure style = "1;36"
	warned style = "33"
)

// paint returns s in a style, as it is where there is no colour.
func (o *output) paint(st style, s string) string {
	if !o.colour || st == plain || strings.TrimSpace(s) == "" {
		return s
	}
	return "\x1b[" + string(st) + "m" + s + "\x1b[0m"
}

// block prints s in a style, wrapped, each line after lead.
func (o *output) block(lead string, st style, s string) {
	for line := range strings.SplitSeq(s, "\n") {
		for _, part := range wrap(clean(line), o.width-utf8.RuneCountInString(lead)) {
			o.printf("%s%s\n", lead, o.paint(st, part))
		}
	}
}

// item prints s, wrapped, with lead before its first line and blanks of the
// same width before the others.
func (o *output) item(lead string, s string) {
	width := utf8.RuneCountInString(lead)
	for line := range strings.SplitSeq(s, "\n") {
		for _, part := range wrap(clean(line), o.width-width) {
			o.printf("%s%s\n", o.paint(dim, lead), part)
			lead = strings.Repeat(" ", width)
		}
	}
}

// wrap cuts s at blanks into lines of at most width characters; a longer word
// stays whole. Width 0 or less does not cut.
func wrap(s string, width int) []string {
	if width <= 0 || utf8.RuneCountInString(s) <= width {
		return []string{s}
	}
	var out []string
	line, n := "", 0
	for word := range strings.SplitSeq(s, " ") {
		w := utf8.RuneCountInString(word)
		if line != "" && n+1+w > width {
			out = append(out, line)
			line, n = "", 0
		}
		if line != "" {
			line, n = line+" ", n+1
		}
		line, n = line+word, n+w
	}
	return append(out, line)
}

// clean shows control, direction and other invisible characters as escapes, so
// that nobody's text can move the cursor or turn a line around.
func clean(s string) string {
	if strings.IndexFunc(s, hidden) < 0 && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"):
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case hidden(r) && r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		case hidden(r) && r < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, r)
		case hidden(r):
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// cleanLines is clean for text whose line ends are ours.
func cleanLines(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = clean(lines[i])
	}
	return strings.Join(lines, "\n")
}

// Joiners that writing and emoji need.
const zeroWidthNonJoiner, zeroWidthJoiner = '\u200c', '\u200d'

// hidden reports whether r is a control, a format or a line-breaking character.
func hidden(r rune) bool {
	if r == zeroWidthNonJoiner || r == zeroWidthJoiner {
		return false
	}
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029'
}
