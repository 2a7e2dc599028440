package bot

import (
	"strings"
	"testing"
	"unicode/utf8"

	"briefbot/knowledge"
	"briefbot/knowledge/briefings"
	"briefbot/knowledge/folder"
)

// shown is what Discord shows of text that we have written: our bold and block
// quote marks are taken away, and the backslash before a mark that is text.
func shown(s string) string {
	var b strings.Builder
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			b.WriteByte('\n')
		}
		line = strings.TrimPrefix(line, "> ")
		for len(line) > 0 {
			switch {
			case strings.HasPrefix(line, "**"):
				line = line[2:]
			case line[0] == '\\' && len(line) > 1 && strings.IndexByte(escapeMarks, line[1]) >= 0:
				b.WriteByte(line[1])
				line = line[2:]
			default:
				b.WriteByte(line[0])
				line = line[1:]
			}
		}
	}
	return b.String()
}

// bare returns the marks in s that no backslash keeps from being Markdown.
func bare(s string) string {
	var out []byte
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && s[i+1] < utf8.RuneSelf:
			i++
		case strings.IndexByte(escapeMarks, s[i]) >= 0:
			out = append(out, s[i])
		}
	}
	return string(out)
}

// harmful are texts that Discord would show as something else.
var harmful = []string{
	"*a* **b** ***c*** _d_ __e__ ~~f~~ ||g|| `h` ```go\ni\n```",
	"# one\n## two\n### three\n-# small\n> quote\n>>> all\n- list\n* list\n+ list\n1. first\n  - inner",
	"[text](https://example.org) <https://example.org> http://example.org/a_b_c discord.gg/abc steam://run/1",
	"@everyone @here <@1> <@!1> <@&2> <#3> </ask:4> <t:0:R> <id:guide> <:x:5> <a:x:5> :smile: <mailto:a@b.c> <+1555>",
	`\ \\ \* \\* ¯\_(ツ)_/¯ C:\temp\`,
	"a\u202eb\u2066c\u200bd\x00e\x1bf\rg\x85h\u2028i\ufeffj\xffk\U000e0001l",
	"a\tb c\u200dd e\u200cf \ufffd ✓ é 🏴",
	"", " ", "\n\n",
}

func TestEscape(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"plain", "MI5 said 43, not 50!", "MI5 said 43, not 50!"},
		{"bold", "**a**", `\*\*a\*\*`},
		{"link", "https://example.org", `https\:\/\/example\.org`},
		{"invite", "discord.gg/abc", `discord\.gg\/abc`},
		{"mention", "<@1> @everyone", `\<\@1\> \@everyone`},
		{"list", "1. a\n- b", "1\\. a\n\\- b"},
		{"backslash", `\_`, `\\\_`},
		{"direction", "a\u202eb", `a\\u202eb`},
		{"control", "a\x00b\rc", `a\\x00b\\x0dc`},
		{"not UTF-8", "a\xffb", `a\\xffb`},
		{"joiners, tabs, line ends", "a\u200d\t\nb", "a\u200d\t\nb"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := escape(tt.in); got != tt.want {
				t.Errorf("escape(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

// TestEscapeSource: every paragraph, statement and note of the briefing is
// shown byte for byte.
func TestEscapeSource(t *testing.T) {
	br := builtIn(t).Briefings[0]
	for _, p := range br.Paragraphs {
		if got := shown(escape(p.Text)); got != p.Text {
			t.Errorf("¶ %d is shown as %q", p.Number, got)
		}
	}
	for _, f := range br.Facts {
		if got := shown(escape(f.Statement + f.Note)); got != f.Statement+f.Note {
			t.Errorf("%s is shown as %q", f.Ref, got)
		}
	}
}

func TestEscapeClip(t *testing.T) {
	for _, tt := range []struct {
		in    string
		limit int
		want  string
	}{
		{"abc", 3, "abc"},
		{"abcd", 3, "ab…"},
		{"a*bcd", 4, `a\*…`},
		{"a*bcd", 3, "a…"},
		{"a b c", 3, "a…"},
		{"🏴🏴🏴", 5, "🏴🏴…"},
		{"a\nb", 9, `a\\nb`},
	} {
		got := escapeClip(tt.in, tt.limit)
		if got != tt.want || escapeLength(got) > tt.limit {
			t.Errorf("escapeClip(%q, %d) = %q, want %q", tt.in, tt.limit, got, tt.want)
		}
	}
	if got := escapeLabel("a_b\n\u202e", 20); got != `a_b\n\u202e` {
		t.Errorf("escapeLabel = %q", got)
	}
}

// FuzzEscape: what is escaped has no Markdown in it, is shown as its visible
// bytes, and can be cut and joined anywhere.
func FuzzEscape(f *testing.F) {
	for _, s := range harmful {
		f.Add(s, len(s)/2)
	}
	for _, p := range builtIn(f).Briefings[0].Paragraphs {
		f.Add(p.Text, 7)
	}
	f.Fuzz(func(t *testing.T, s string, at int) {
		got := escape(s)
		if m := bare(got); m != "" {
			t.Errorf("escape(%q) = %q has marks %q", s, got, m)
		}
		if back := shown(got); back != escapeVisible(s) {
			t.Errorf("escape(%q) is shown as %q", s, back)
		}
		if !utf8.ValidString(got) || strings.ContainsFunc(got, escapeHidden) {
			t.Errorf("escape(%q) = %q hides something", s, got)
		}
		if at >= 0 && at < len(s) && utf8.RuneStart(s[at]) && utf8.ValidString(s) && escape(s[:at])+escape(s[at:]) != got {
			t.Errorf("escape(%q) is not the sum of its parts at %d", s, at)
		}
		limit := 1 + max(at, 0)%50
		for _, cut := range []string{escapeClip(s, limit), escapeLabel(s, limit)} {
			if escapeLength(cut) > limit || !utf8.ValidString(cut) || strings.Contains(cut, "\n") {
				t.Errorf("%q cut to %d is %q", s, limit, cut)
			}
		}
		if m := bare(escapeClip(s, limit)); m != "" {
			t.Errorf("clipped %q has marks %q", s, m)
		}
	})
}

// builtIn is the base of the built-in briefings.
func builtIn(tb testing.TB) *knowledge.Base {
	tb.Helper()
	var all []*knowledge.Briefing
	for _, dir := range briefings.BuiltIn() {
		br, problems := folder.Read(dir)
		for _, p := range problems {
			tb.Fatal(p)
		}
		all = append(all, br)
	}
	return knowledge.NewBase(all...)
}
