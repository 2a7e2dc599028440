package bot

import (
	"strings"
	"testing"

	"briefbot/bot/factform"
	"briefbot/knowledge"
)

func TestBuildSource(t *testing.T) {
	br, problems := buildSource(factform.Texts{"title": " The  Budget ", "url": "https://example.org", "as_of": "2026-01-02", "text": "# Money\r\n\r\nTwelve pounds.\r\n\r\nNobody objected."},
		func(id string) bool { return id == "budget" })
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if br.ID != "budget-2" || br.Title != "The Budget" || len(br.Paragraphs) != 2 || br.Paragraphs[0].Heading != "Money" || br.Paragraphs[1].Text != "Nobody objected." {
		t.Errorf("%+v", br)
	}
	if _, problems = buildSource(factform.Texts{"title": "x", "text": "\xff", "url": "javascript:alert(1)"}, func(string) bool { return false }); len(problems) != 2 {
		t.Errorf("problems: %v", problems)
	}
}

// FuzzBuildSource: whatever is typed, what passes the citation check is what was
// typed, and what does not has a reason.
func FuzzBuildSource(f *testing.F) {
	f.Add("Title", "https://example.org", "2026-01-02", "# Head\n\nOne.\n\nTwo.")
	f.Add("", "x", "tomorrow", "\x00#\n#\n\n\n")
	f.Fuzz(func(t *testing.T, title, url, date, body string) {
		br, problems := buildSource(factform.Texts{"title": title, "url": url, "as_of": date, "text": body}, func(string) bool { return false })
		for _, p := range problems {
			if p.Field == "" || p.Text == "" {
				t.Errorf("an empty problem: %+v", p)
			}
		}
		if len(problems) > 0 || len(knowledge.Check(&br)) > 0 {
			return
		}
		for _, p := range br.Paragraphs {
			if !strings.Contains(strings.ReplaceAll(body, "\r\n", "\n"), p.Text) {
				t.Errorf("paragraph %q was not typed", p.Text)
			}
		}
	})
}
