package folder

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"briefbot/knowledge"
)

func TestParseSource(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     []knowledge.Paragraph
		problems string
	}{
		{"one", "a", []knowledge.Paragraph{{Number: 1, Text: "a"}}, ""},
		{"blank lines", "\n \na\nb \n\t\n\n c\n\n", []knowledge.Paragraph{{Number: 1, Text: "a\nb "}, {Number: 2, Text: " c"}}, ""},
		{"CRLF", "a\r\nb\r\n\r\nc\r\n", []knowledge.Paragraph{{Number: 1, Text: "a\r\nb"}, {Number: 2, Text: "c"}}, ""},
		{"byte order mark", "\ufeffa", []knowledge.Paragraph{{Number: 1, Text: "a"}}, ""},
		{"headings", "a\n\n#  H  1\n\nb\n\nc\n\n#\n\nd\n\n#e",
			[]knowledge.Paragraph{{Number: 1, Text: "a"}, {Number: 2, Heading: "H 1", Text: "b"}, {Number: 3, Heading: "H 1", Text: "c"}, {Number: 4, Text: "d"}, {Number: 5, Text: "#e"}}, ""},
		{"heading runs on", "# H\na\n\nb", []knowledge.Paragraph{{Number: 1, Heading: "H a", Text: "b"}},
			"source.txt:1: a heading is one line; put a blank line after it\n"},
		{"not UTF-8", "a\n\n\xff", nil, "source.txt:3: has bytes that are no text; save it as UTF-8\n"},
		{"NUL", "a\x00", nil, "source.txt:1: has bytes that are no text; save it as UTF-8\n"},
		{"nothing", "\n# H\n", nil, "source.txt: has no paragraph\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, problems := Paragraphs([]byte(tt.in))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if list(problems) != tt.problems {
				t.Errorf("problems:\n%swant:\n%s", list(problems), tt.problems)
			}
			if len(problems) > 0 {
				return
			}
			again, _ := Paragraphs(writeSource(got))
			if diff := cmp.Diff(got, again); diff != "" {
				t.Errorf("written and read (-before +after):\n%s", diff)
			}
		})
	}
}

// Nothing is read beyond the limits, and a file at a limit takes no long time.
func TestLimits(t *testing.T) {
	source := testdata(t, "bridge.txt")
	for _, tt := range []struct{ name, source, facts, want string }{
		{"long paragraph", strings.Repeat("a", MaxParagraph) + "\n\n" + strings.Repeat("b", MaxParagraph+1), "",
			"source.txt:3: paragraph 2 has 6001 bytes, at most 6000; part it with a blank line"},
		{"large source", strings.Repeat("a\n\n", maxFile/3+1), "", "source.txt: has more than 4 MiB"},
		{"large facts", source, strings.Repeat("# comment\n", maxFile/10+1), "facts.yaml: has more than 4 MiB"},
		{"many facts", source, "facts:\n" + strings.Repeat("- {}\n", maxFacts+1), "facts.yaml:1: facts: has 20001 facts, at most 20000"},
		{"many signs", source, "[" + strings.Repeat("a,", maxSigns) + "]", "facts.yaml: has 500002 signs and lines, at most 500000; part the briefing"},
		{"many keys", source, strings.Repeat("a: b\n", 50_000), "facts.yaml:101: a mapping has more than 100 keys"},
		{"many documents", source, strings.Repeat("---\na: b\n", 50_000), "facts.yaml:3: has a second document; keep one, without a line ---"},
		{"deep brackets", source, strings.Repeat("[", 100_000), "facts.yaml:1: is nested deeper than 10"},
		{"deep braces", source, strings.Repeat("{a: ", 100_000), "facts.yaml:1: is nested deeper than 10"},
		{"deep dashes", source, strings.Repeat("- ", 100_000), "facts.yaml:1: is nested deeper than 10"},
		{"deep keys", source, strings.Repeat("a: ", 100_000), "facts.yaml:1: is nested deeper than 10"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, problems := read(tt.source, tt.facts)
			if got := list(problems); !strings.Contains(got, tt.want+"\n") {
				t.Errorf("no %q in %d problems: %.500s", tt.want, len(problems), got)
			}
		})
	}
}
