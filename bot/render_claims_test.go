package bot

import (
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"

	"briefbot/answers/claims"
	"briefbot/knowledge"
)

// claimTexts are texts of which the checks look the most different.
var claimTexts = []struct{ name, text string }{
	{"agrees", "MI5 and British police have disrupted 43 late-night terror plots since March 2017."},
	{"number", "MI5 and British police have disrupted *53* late-night terror plots since March 2017."},
	{"quote", "McCallum said: “This is a decision you will all regret.”"},
	{"speaker", "“China is different,” Xi Jinping said."},
	{"not-covered", "@everyone: MI5 has a budget of <b>4</b> billion pounds. https://example.org"},
	{"several", "Ken McCallum is the director-general of MI5.\nThe UK has faced fifty possible Iran-backed plots since 2022. He was born in 1975."},
	{"no-claim", "…"},
}

func TestRenderClaims(t *testing.T) {
	base := builtIn(t)
	checker := claims.New(base)
	for _, tt := range claimTexts {
		t.Run(tt.name, func(t *testing.T) {
			var out strings.Builder
			for _, v := range []view{{Asker: "42", Public: true}, {Asker: "42", Post: true, Message: "99"}} {
				r, err := renderClaims(base, tt.text, checker.Check(tt.text), v)
				if err != nil {
					t.Fatal(err)
				}
				out.WriteString(dump(r) + "--- plain\n" + dump(r.plain()))
				for _, f := range append(faults(r), faults(r.plain())...) {
					t.Error(f)
				}
			}
			golden(t, "claims-"+tt.name+".golden", out.String())
		})
	}
}

// TestRenderClaimsBytes: the block quotes are the bytes of the source, and
// nothing of a claim can look like one.
func TestRenderClaimsBytes(t *testing.T) {
	base := builtIn(t)
	checker := claims.New(base)
	for _, f := range base.Facts {
		text := "> MI5 stopped 99 plots.\n\n" + f.Statement
		results := checker.Check(text)
		r, err := renderClaims(base, text, results, view{})
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range results {
			want := ""
			if c.Verdict != claims.NotCovered {
				want = base.Briefings[0].Quote(f.Cites[0])
			}
			if got := quoted(r.Embeds[i+1].Description); i == len(results)-1 && got != want {
				t.Errorf("%s: the quote is shown as %q, want %q", f.Ref.ID, got, want)
			}
		}
		if got := quoted(r.Embeds[0].Description); got != "" {
			t.Errorf("%s: the claim shows a quote: %q", f.Ref.ID, got)
		}
	}
}

// TestRenderClaimsRefuses: nothing is shown of what fails the citation check.
func TestRenderClaimsRefuses(t *testing.T) {
	base := builtIn(t)
	results := claims.New(base).Check(claimTexts[0].text)
	results[0].Evidence.Text = strings.Replace(results[0].Evidence.Text, "43", "44", 1)
	if r, err := renderClaims(base, "x", results, view{}); err == nil || r.Content != "" || r.Embeds != nil {
		t.Errorf("%v, %q", err, r.Content)
	}
}

// TestRenderClaimsLimits: however long the text and the quotes are, Discord
// takes the message, and a text that is offered to be posted reads back.
func TestRenderClaimsLimits(t *testing.T) {
	built := builtIn(t)
	sentence := strings.Repeat("The long bridge has many long arches, ", 60) + "and it opened in 1932."
	long, _ := madeUp(t, sentence, sentence, "")
	for _, base := range []*knowledge.Base{built, long} {
		checker := claims.New(base)
		for _, text := range []string{
			strings.Repeat(claimTexts[1].text+" ", 20), strings.Repeat(claimTexts[2].text+" ", 12), strings.Repeat("*", 1000), strings.Repeat("_word_ ", 500),
			strings.Repeat("It rains. ", 40), strings.Repeat("\u202e", 300) + "It rains.", sentence, "“" + strings.Replace(sentence, "many", "few", 5) + "”",
			"> # It\n- rains\n```\nand it pours", "back\\slash \\* \\\\ it rains",
		} {
			r, err := renderClaims(base, text, checker.Check(text), view{Asker: "42", Post: true, Message: "99"})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range append(faults(r), faults(r.plain())...) {
				t.Errorf("%.40q: %s", text, f)
			}
			if !strings.Contains(dump(r), "["+textPost+"]") {
				continue
			}
			got, ok := readChecked(&discordgo.Message{Embeds: r.Embeds})
			if !ok || escape(got) != escape(text) {
				t.Errorf("%.40q reads back as %.40q, %t", text, got, ok)
			}
		}
	}
}

func TestReadChecked(t *testing.T) {
	embed := func(title, description string) *discordgo.Message {
		return &discordgo.Message{Embeds: []*discordgo.MessageEmbed{{Title: title, Description: description}}}
	}
	for name, m := range map[string]*discordgo.Message{
		"nothing": nil, "no embeds": {}, "another embed": embed("43", "It rains"), "no text": embed(textChecked, ""),
		"not escaped": embed(textChecked, "*It* rains"), "a backslash at the end": embed(textChecked, `It rains\`),
	} {
		if text, ok := readChecked(m); ok {
			t.Errorf("%s: read %q", name, text)
		}
	}
	if text, ok := readChecked(embed(textChecked, `\*It\* rains\.`)); text != "*It* rains." || !ok {
		t.Errorf("read %q, %t", text, ok)
	}
}
