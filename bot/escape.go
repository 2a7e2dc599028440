package bot

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// escapeMarks are the characters with which something starts that Discord does
// not show as it is written. A backslash before each keeps it as text:
//
//	\                what we escape with
//	* _ ~ ` |        bold, italics, underline, strike-through, code, spoilers
//	> # - +          block quotes, headings, subtext (-#), lists
//	.                numbered lists ("1. "), and the dot of discord.gg/…
//	[ ] ( )          masked links
//	<                mentions, channels, commands, emoji, time stamps, <https://…>
//	@                @everyone, @here, and mentions once more, behind the <
//	: /              :shortcodes:, and https://…, discord.gg/…, steam://…
//
// Discord takes a backslash away before every character that is no letter, digit
// or blank. A scheme or a known host with a backslash in it is no link for the
// client and has no preview for the server; no invisible character is put in, so
// that what is copied is what is shown. That a backslash does not keep @everyone
// from pinging does not matter: every message says whom it may mention.
//
// All of them are escaped wherever they stand, so that escape(a)+escape(b) is
// escape(a+b): marks of our own can be put between any two characters.
const escapeMarks = "\\*_~`|>#-+.[]()<@:/"

// escape returns s so that Discord, where it reads Markdown, shows its bytes:
// message content, and title, description and fields of an embed. Characters
// that cannot be seen are written out, see escapeVisible. Line ends stay.
// Escaping at most doubles what is visible.
func escape(s string) string {
	s = escapeVisible(s)
	var b strings.Builder
	b.Grow(len(s) + len(s)/8)
	for i := range len(s) {
		if strings.IndexByte(escapeMarks, s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// escapeVisible writes out what cannot be seen, as the command line does:
// control and format characters, those that turn the direction of writing among
// them, as \x00, \u202e or \U000e0001, and bytes that are no UTF-8 as \xff.
// Tabs, line ends and the two joiners that writing and emoji need stay.
func escapeVisible(s string) string {
	if strings.IndexFunc(s, escapeHidden) < 0 && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"):
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case !escapeHidden(r):
			b.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	return b.String()
}

// escapeHidden reports whether r is a control, format or line-breaking character
// that is written out.
func escapeHidden(r rune) bool {
	switch r {
	case '\n', '\t', '\u200c', '\u200d':
		return false
	}
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029'
}

// escapeLine is escape for a place of one line: line ends are written out.
func escapeLine(s string) string { return escape(strings.ReplaceAll(s, "\n", `\n`)) }

// escapeClip is escapeLine, cut with an ellipsis so that the result has at most
// limit characters. Quotes and figures never go through it.
func escapeClip(s string, limit int) string {
	return escapeCut(strings.ReplaceAll(s, "\n", `\n`), limit, escape)
}

// escapeLines is escape, cut before the line that does not fit into limit
// characters.
func escapeLines(s string, limit int) string {
	whole := escape(s)
	if escapeLength(whole) <= limit {
		return whole
	}
	var b strings.Builder
	size := 2
	for line := range strings.SplitSeq(whole, "\n") {
		if size += escapeLength(line) + 1; size > limit {
			break
		}
		b.WriteString(line + "\n")
	}
	return b.String() + "…"
}

// escapeLabel returns s for a place without Markdown: footers, labels of buttons
// and menus. It has one line and at most limit characters.
func escapeLabel(s string, limit int) string {
	return escapeCut(strings.ReplaceAll(s, "\n", `\n`), limit, escapeVisible)
}

func escapeCut(s string, limit int, write func(string) string) string {
	if whole := write(s); escapeLength(whole) <= limit {
		return whole
	}
	n := 0
	for i, r := range s {
		size := escapeLength(write(s[i : i+escapeWidth(s[i:], r)]))
		if n+size > limit-1 {
			return write(strings.TrimRight(s[:i], " ")) + "…"
		}
		n += size
	}
	return write(s)
}

// escapeWidth returns the bytes that the first rune r of s takes.
func escapeWidth(s string, r rune) int {
	if r == utf8.RuneError && !strings.HasPrefix(s, "\uFFFD") {
		return 1
	}
	return utf8.RuneLen(r)
}

// escapeLength counts the characters of s against Discord's limits. It counts
// UTF-16 units, the largest of the counts that Discord's clients and servers are
// known to make.
func escapeLength(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}
