package bot

import (
	"strings"
	"testing"
	"unicode/utf8"

	"briefbot/answers"
	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

func TestRenderSummary(t *testing.T) {
	ix := answers.New(builtIn(t))
	for _, view := range answers.Views {
		t.Run(string(view), func(t *testing.T) {
			golden(t, "summary-"+string(view)+".golden", summaryPages(t, ix, view, ""))
		})
	}
	golden(t, "summary-topic.golden", summaryPages(t, ix, answers.ViewBrief, ix.Topics()[0]))
}

// summaryPages dumps all pages of a summary.
func summaryPages(t *testing.T, ix *answers.Index, by answers.View, topic string) string {
	t.Helper()
	s, err := ix.Summary(by, topic)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	last := ""
	for page := 0; ; page++ {
		r, err := renderSummary(ix, s, page, view{Asker: "42", Public: true})
		if err != nil {
			t.Fatal(err)
		}
		got := dump(r)
		if got == last {
			return out.String() // a page that there is not is the last one
		}
		last = got
		out.WriteString(got + "\n")
	}
}

// TestRenderSummaryWhole: every fact of a view is on one of its pages.
func TestRenderSummaryWhole(t *testing.T) {
	ix := answers.New(builtIn(t))
	all := shown(summaryPages(t, ix, answers.ViewAll, ""))
	for _, f := range ix.Base().Facts {
		if !strings.Contains(all, f.Statement) {
			t.Errorf("%s is on no page", f.Ref)
		}
	}
	private, err := renderSummary(ix, answers.Summary{View: answers.ViewBrief}, 0, view{Asker: "42", Post: true})
	if err != nil || strings.Contains(dump(private), "42") {
		t.Errorf("a private summary names the asker, or %v:\n%s", err, dump(private))
	}
	golden(t, "summary-empty.golden", dump(private))
}

func TestRenderParagraph(t *testing.T) {
	base := builtIn(t)
	q := factNamed(t, base, "plots-disrupted")
	id := showParagraph{Briefing: q.Fact.Ref.Briefing, N: q.Cite.Paragraph, Start: q.Cite.Start, End: q.Cite.End}
	for _, tt := range []struct {
		name string
		id   showParagraph
	}{
		{"quote", id},
		{"first", showParagraph{Briefing: id.Briefing, N: 1}},
		{"last", showParagraph{Briefing: id.Briefing, N: len(base.Briefings[0].Paragraphs), Page: 5}},
		{"forged-mark", showParagraph{id.Briefing, id.N, id.Start + 1, id.End - 1, 0}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, err := renderParagraph(base, tt.id, view{Asker: "42", Post: true})
			if err != nil {
				t.Fatal(err)
			}
			golden(t, "paragraph-"+tt.name+".golden", dump(r))
		})
	}
}

// TestRenderLongParagraph: pages together are the paragraph; a quote that fits
// stands on one page.
func TestRenderLongParagraph(t *testing.T) {
	sentence := "The *bridge* carried 4,000 lorries on day one, said the mayor of Norland_East. "
	quote := "It <changed> our town."
	s := strings.Repeat(sentence, 18) + quote + " " + strings.Repeat(sentence, 30)
	base, f := madeUp(t, s, quote, "")
	fact, err := renderFact(base, f, view{})
	if err != nil {
		t.Fatal(err)
	}
	pages := renderCut(s, text.Span{Start: f.Cites[0].Start, End: f.Cites[0].End})
	var whole, out strings.Builder
	out.WriteString(dump(fact))
	bold := 0
	for page := range pages {
		r, err := renderParagraph(base, showParagraph{"made-up", 1, f.Cites[0].Start, f.Cites[0].End, page}, view{})
		if err != nil {
			t.Fatal(err)
		}
		whole.WriteString(shown(r.Embeds[0].Description))
		bold += strings.Count(r.Embeds[0].Description, "**")
		out.WriteString(dump(r))
	}
	if whole.String() != s || bold != 2 || len(pages) < 3 {
		t.Errorf("%d pages, %d bold marks, %d bytes of %d", len(pages), bold, whole.Len(), len(s))
	}
	golden(t, "paragraph-long.golden", out.String())
}

// FuzzRenderCut: pages together are the text, and none is too long.
func FuzzRenderCut(f *testing.F) {
	for _, s := range harmful {
		f.Add(strings.Repeat(s, 30), 5, 900)
	}
	f.Fuzz(func(t *testing.T, s string, start, end int) {
		mark := text.Span{Start: start, End: end}
		edge := func(i int) bool { return i == len(s) || utf8.RuneStart(s[i]) }
		if s = strings.ToValidUTF8(s, ""); start < 0 || end <= start || end > len(s) || !edge(start) || !edge(end) {
			mark = text.Span{}
		}
		var whole strings.Builder
		for _, page := range renderCut(s, mark) {
			whole.WriteString(page.Of(s))
			if n := renderMarkedLength(s, page, mark); n > renderPageSize {
				t.Errorf("a page of %d characters", n)
			}
		}
		if whole.String() != s {
			t.Errorf("pages of %q are %q", s, whole.String())
		}
	})
}

func TestRenderFacts(t *testing.T) {
	ix := answers.New(builtIn(t))
	for _, tt := range []struct {
		name, topic string
		page        int
	}{{"all", "", 0}, {"all-2", "", 1}, {"topic", ix.Topics()[1], 0}} {
		t.Run(tt.name, func(t *testing.T) {
			r, err := renderFacts(ix, tt.topic, tt.page)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, "facts-"+tt.name+".golden", dump(r))
		})
	}
	if _, err := renderFacts(ix, "nothing", 0); err == nil {
		t.Error("an unknown topic has facts")
	}
}

func TestRenderNotAsked(t *testing.T) {
	base := builtIn(t)
	key := func(id string) string { return factKey(knowledge.Ref{Briefing: base.Briefings[0].ID, ID: id}) }
	for _, tt := range []struct {
		name string
		keys []string
	}{
		{"three", []string{key("iran-plots"), key("minors-tripled"), key("gru-mission")}},
		{"one-gone", []string{key("iran-plots"), "aaaaaaaa"}},
		{"none", nil},
	} {
		r, err := renderNotAsked(base, notAsked{"42", tt.keys})
		if err != nil {
			t.Fatal(err)
		}
		golden(t, "not-asked-"+tt.name+".golden", dump(r))
	}
}

func TestHelp(t *testing.T) {
	golden(t, "help.golden", dump(helpReply())+"---\n"+dump(aboutReply("v1.2_3")))
}
