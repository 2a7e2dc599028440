package bot

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"
	"github.com/google/go-cmp/cmp"

	"briefbot/answers"
	"briefbot/knowledge"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// renderCase is a reply with the name of its golden file.
type renderCase struct {
	name string
	r    reply
}

// factNamed returns a fact of the built-in briefing with its quote.
func factNamed(tb testing.TB, base *knowledge.Base, id string) answers.Quote {
	tb.Helper()
	f := base.Fact(knowledge.Ref{Briefing: base.Briefings[0].ID, ID: id})
	if f == nil {
		tb.Fatalf("no fact %q", id)
	}
	return answers.QuoteOf(base, f)
}

// answerCases are the answers of which people see the most different looks.
func answerCases(tb testing.TB, base *knowledge.Base) []renderCase {
	q := func(id string) answers.Quote { return factNamed(tb, base, id) }
	near := []answers.Quote{q("iran-plots"), q("diplomats-expelled"), q("minors-workload")}
	answered := func(id string, stance answers.Stance, premises ...answers.Finding) answers.Answer {
		return answers.Answer{Verdict: answers.Answered, Stance: stance, Fact: q(id).Fact, Quote: q(id), Near: near, Premises: premises}
	}
	number := answers.Finding{Kind: answers.PremiseNumber, Asked: "50", Briefing: "43"}
	var out []renderCase
	add := func(name string, a answers.Answer, v view) {
		r, err := renderAnswer(base, a, v)
		if err != nil {
			tb.Fatalf("%s: %v", name, err)
		}
		out = append(out, renderCase{name, r})
	}
	public := view{Asker: "42", Public: true}
	add("count", answered("plots-disrupted", answers.Informs), public)
	add("share", answered("overseas-share", answers.Informs), public)
	add("no-figure", answered("stark-warning", answers.Informs), public)
	add("speech", answered("choice-you-will-regret", answers.Informs), public)
	add("note", answered("press-conference-place", answers.Informs), public)
	add("affirms", answered("plots-disrupted", answers.Affirms), public)
	add("denies", answered("plots-disrupted", answers.Denies, number), public)
	add("slash", answered("plots-disrupted", answers.Informs), view{Asker: "42", Public: true, Question: "How many @everyone *plots*?"})
	add("private", answered("plots-disrupted", answers.Informs), view{Asker: "42", Post: true, Message: "99"})
	for _, reason := range []answers.Reason{answers.Ambiguous, answers.Premise, answers.Weak} {
		a := answers.Answer{Verdict: answers.Closest, Reason: reason, Near: near}
		if reason == answers.Premise {
			a.Premises = []answers.Finding{{Kind: answers.PremiseScope, Asked: "UK_*<@1>*", Briefing: "Europe"}}
		}
		add("closest-"+string(reason), a, public)
	}
	for _, reason := range []answers.Reason{answers.OffTopic, answers.NotAQuestion, answers.Language, answers.Never} {
		add("none-"+string(reason), answers.Answer{Verdict: answers.None, Reason: reason, Near: near}, public)
	}
	return out
}

func TestRenderAnswer(t *testing.T) {
	base := builtIn(t)
	for _, c := range answerCases(t, base) {
		t.Run(c.name, func(t *testing.T) {
			golden(t, "answer-"+c.name+".golden", dump(c.r)+"--- plain\n"+dump(c.r.plain()))
		})
	}
}

// TestRenderRefuses: nothing is shown of what fails the citation check.
func TestRenderRefuses(t *testing.T) {
	base := builtIn(t)
	ix := answers.New(base)
	forged := factNamed(t, base, "plots-disrupted")
	forged.Text = strings.Replace(forged.Text, "43", "44", 1)
	f := *forged.Fact
	f.Figure = &knowledge.Figure{Text: "44"}
	for name, show := range map[string]func() (reply, error){
		"answer": func() (reply, error) {
			return renderAnswer(base, answers.Answer{Verdict: answers.Answered, Fact: forged.Fact, Quote: forged}, view{})
		},
		"near": func() (reply, error) {
			return renderAnswer(base, answers.Answer{Verdict: answers.Closest, Near: []answers.Quote{forged}}, view{})
		},
		"fact": func() (reply, error) { return renderFact(base, &f, view{}) },
		"summary": func() (reply, error) {
			s, _ := ix.Summary(answers.ViewAll, "")
			s.Sections[0].Lines[0].Quote = forged
			return renderSummary(ix, s, 0, view{})
		},
		"no such briefing": func() (reply, error) { return renderParagraph(base, showParagraph{Briefing: "other", N: 1}, view{}) },
		"no such paragraph": func() (reply, error) {
			return renderParagraph(base, showParagraph{Briefing: base.Briefings[0].ID, N: 99}, view{})
		},
	} {
		if r, err := show(); err == nil || r.Content != "" || r.Embeds != nil {
			t.Errorf("%s: %v, %q", name, err, r.Content)
		}
	}
}

// TestRenderBytes turns what is shown of every fact back into the bytes of its
// source: the block quote, and the bold part of the paragraph.
func TestRenderBytes(t *testing.T) {
	base := builtIn(t)
	for _, f := range base.Facts {
		p, _ := base.Briefings[0].Paragraph(f.Cites[0].Paragraph)
		want := p.Text[f.Cites[0].Start:f.Cites[0].End]
		r, err := renderFact(base, f, view{})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range []string{r.Embeds[0].Description, r.plain().Content} {
			if got := quoted(s); got != want {
				t.Errorf("%s: the quote is shown as %q, want %q", f.Ref, got, want)
			}
		}
		if f.Figure != nil && !strings.Contains(shown(r.Content), f.Figure.Text) {
			t.Errorf("%s: no figure in %q", f.Ref, r.Content)
		}
		r, err = renderParagraph(base, showParagraph{base.Briefings[0].ID, p.Number, f.Cites[0].Start, f.Cites[0].End, 0}, view{})
		if err != nil {
			t.Fatal(err)
		}
		text := r.Embeds[0].Description
		if got := shown(text); got != p.Text {
			t.Errorf("¶ %d is shown as %q", p.Number, got)
		}
		if _, after, _ := strings.Cut(text, "**"); shown(after[:strings.LastIndex(after, "**")]) != want {
			t.Errorf("%s: bold in the paragraph is not the quote: %q", f.Ref, text)
		}
	}
}

// quoted is what is shown of the block quotes in a text.
func quoted(s string) string {
	var lines []string
	for line := range strings.SplitSeq(s, "\n") {
		if strings.HasPrefix(line, "> ") {
			lines = append(lines, shown(line))
		}
	}
	return strings.Join(lines, "\n")
}

// dump writes a reply for people who review golden files.
func dump(r reply) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", r.Content)
	for _, e := range r.Embeds {
		fmt.Fprintf(&b, "--- embed #%06x\n", e.Color)
		if e.Title != "" {
			fmt.Fprintf(&b, "title: %s\n", e.Title)
		}
		fmt.Fprintf(&b, "%s\n", e.Description)
		for _, f := range e.Fields {
			fmt.Fprintf(&b, "field %s: %s\n", f.Name, f.Value)
		}
		if e.Footer != nil {
			fmt.Fprintf(&b, "footer: %s\n", e.Footer.Text)
		}
	}
	for _, row := range r.Components {
		b.WriteString("--- row\n")
		for _, c := range row.(discordgo.ActionsRow).Components {
			switch c := c.(type) {
			case discordgo.Button:
				fmt.Fprintf(&b, "[%s] %s\n", c.Label, c.CustomID)
			case discordgo.SelectMenu:
				fmt.Fprintf(&b, "menu %q %s\n", c.Placeholder, c.CustomID)
				for _, o := range c.Options {
					fmt.Fprintf(&b, "  %s = %s (%s) %t\n", o.Value, o.Label, o.Description, o.Default)
				}
			}
		}
	}
	return b.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}
