package bot

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"

	"briefbot/answers"
	"briefbot/knowledge"
)

// faults says what Discord would refuse of a reply (A1 and A2).
func faults(r reply) []string {
	var out []string
	limit := func(what, s string, least, most int) {
		if n := escapeLength(s); n < least || n > most || !utf8.ValidString(s) {
			out = append(out, fmt.Sprintf("%s has %d characters, not %d to %d", what, n, least, most))
		}
	}
	limit("content", r.Content, 0, limitContent)
	if r.Content == "" && len(r.Embeds) == 0 {
		out = append(out, "an empty message")
	}
	if len(r.Embeds) > 10 || len(r.Components) > 5 {
		out = append(out, "too many embeds or rows")
	}
	total := 0
	for _, e := range r.Embeds {
		limit("title", e.Title, 0, limitTitle)
		limit("description", e.Description, 0, limitDescription)
		if e.Footer != nil {
			limit("footer", e.Footer.Text, 1, 2048)
		}
		for _, f := range e.Fields {
			limit("field name", f.Name, 1, 256)
			limit("field value", f.Value, 1, limitFieldValue)
		}
		if len(e.Fields) > 25 {
			out = append(out, "too many fields")
		}
		total += renderSize(e)
	}
	if total > limitEmbed {
		out = append(out, fmt.Sprintf("%d characters in embeds", total))
	}
	ids := map[string]bool{}
	id := func(s string) {
		limit("custom id", s, 1, customIDMax)
		if _, err := customIDDecode(s); err != nil || ids[s] {
			out = append(out, fmt.Sprintf("custom id %q: %v, twice: %t", s, err, ids[s]))
		}
		ids[s] = true
	}
	for _, row := range r.Components {
		parts := row.(discordgo.ActionsRow).Components
		if len(parts) < 1 || len(parts) > 5 {
			out = append(out, fmt.Sprintf("%d parts in a row", len(parts)))
		}
		for _, part := range parts {
			switch c := part.(type) {
			case discordgo.Button:
				limit("label", c.Label, 1, 80)
				id(c.CustomID)
			case discordgo.SelectMenu:
				limit("placeholder", c.Placeholder, 1, 150)
				id(c.CustomID)
				if len(c.Options) < 1 || len(c.Options) > 25 || len(parts) > 1 {
					out = append(out, fmt.Sprintf("%d options beside %d parts", len(c.Options), len(parts)-1))
				}
				values := map[string]bool{}
				for _, o := range c.Options {
					limit("option", o.Label, 1, 100)
					limit("value", o.Value, 1, 100)
					limit("option description", o.Description, 0, 100)
					if values[o.Value] {
						out = append(out, "value twice: "+o.Value)
					}
					values[o.Value] = true
				}
			default:
				out = append(out, fmt.Sprintf("%T in a row", part))
			}
		}
	}
	return out
}

// madeUp is a base of one paragraph with one fact that quotes it.
func madeUp(tb testing.TB, paragraph, quote, note string) (*knowledge.Base, *knowledge.Fact) {
	tb.Helper()
	at := strings.Index(paragraph, quote)
	if at < 0 {
		tb.Fatal("the quote is not in the paragraph")
	}
	br := &knowledge.Briefing{
		ID: "made-up", Title: strings.Repeat("A *long* title ", 40), Paragraphs: []knowledge.Paragraph{{Number: 1, Heading: strings.Repeat("_head_ ", 100), Text: paragraph}},
		Facts: []knowledge.Fact{{
			Ref: knowledge.Ref{Briefing: "made-up", ID: "one"}, Topic: strings.Repeat("topic ", 50), Statement: strings.Repeat("It *changed* the town. ", 20), Headline: 1,
			About: knowledge.About{Measure: strings.Repeat("lorries ", 60), Period: strings.Repeat("since 1998 ", 60)},
			Cites: []knowledge.Citation{{Paragraph: 1, Start: at, End: at + len(quote)}}, Note: note,
		}},
	}
	base := knowledge.NewBase(br)
	return base, base.Facts[0]
}

// everyReply renders all that a base has, with and without embeds.
func everyReply(t *testing.T, base *knowledge.Base, check func(what string, r reply)) {
	t.Helper()
	ix := answers.New(base)
	both := func(what string, r reply, err error) {
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		check(what, r)
		check(what+", plain", r.plain())
	}
	long := strings.Repeat("@everyone **why** ", 200)
	for _, v := range []view{{Asker: "18446744073709551615", Public: true, Question: long}, {Asker: "1", Post: true, Message: "18446744073709551615"}} {
		for i, f := range base.Facts {
			r, err := renderFact(base, f, v)
			both(f.Ref.ID, r, err)
			var near []answers.Quote
			for j := range min(answers.MaxNear, len(base.Facts)) {
				near = append(near, answers.QuoteOf(base, base.Facts[(i+j)%len(base.Facts)]))
			}
			a := answers.Answer{Verdict: answers.Answered, Stance: answers.Denies, Fact: f, Quote: answers.QuoteOf(base, f), Near: near,
				Premises: []answers.Finding{{Kind: answers.PremiseNumber, Asked: long, Briefing: long}}}
			r, err = renderAnswer(base, a, v)
			both(f.Ref.ID+" answered", r, err)
			a.Verdict, a.Reason = answers.Closest, answers.Premise
			r, err = renderAnswer(base, a, v)
			both(f.Ref.ID+" closest", r, err)
			for page := range 4 {
				r, err = renderParagraph(base, showParagraph{f.Ref.Briefing, f.Cites[0].Paragraph, f.Cites[0].Start, f.Cites[0].End, page}, v)
				both(f.Ref.ID+" paragraph", r, err)
			}
		}
		for _, by := range answers.Views {
			s, err := ix.Summary(by, "")
			if err != nil {
				t.Fatal(err)
			}
			last := ""
			for page := 0; ; page++ {
				r, err := renderSummary(ix, s, page, v)
				both("summary "+string(by), r, err)
				if now := dump(r); now == last {
					break // a page that there is not is the last one
				} else {
					last = now
				}
			}
		}
		last := ""
		for page := 0; ; page++ {
			r, err := renderFacts(ix, "", page)
			both("facts", r, err)
			if now := dump(r); now == last {
				break
			} else {
				last = now
			}
		}
	}
}

// TestLimits: nothing that is rendered is refused, and no block quote is cut.
func TestLimits(t *testing.T) {
	const odd = "*_~`|>#-+.[]()<@:/\\"
	bases := map[string]*knowledge.Base{"built in": builtIn(t), "no facts": knowledge.NewBase(&knowledge.Briefing{ID: "made-up", Paragraphs: []knowledge.Paragraph{{Number: 1, Text: "a"}}})}
	add := func(name, quote string) {
		note := strings.Repeat("Note: *careful*! ", 200)
		bases[name], _ = madeUp(t, "Before. "+quote+" After.", quote, note)
	}
	add("quote of 1,900 bytes", strings.Repeat("The bridge carried “43” lorries. ", 52)[:1900])
	add("quote of 1,900 marks", strings.Repeat(odd, 100)[:1900])
	add("quote of 9,000 bytes", strings.Repeat("The bridge carried “43” lorries. ", 300)[:9000])
	add("quote of 900 lines", strings.Repeat("a\n", 900))
	add("quote without blanks", strings.Repeat("é", 950))
	many := &knowledge.Briefing{ID: strings.Repeat("b", 63), Title: "Many", Paragraphs: []knowledge.Paragraph{{Number: 1, Text: "One 1 here."}}}
	for i := range 80 {
		many.Facts = append(many.Facts, knowledge.Fact{Ref: knowledge.Ref{Briefing: many.ID, ID: fmt.Sprint("f", i)}, Topic: fmt.Sprint("Topic ", i/2), Statement: fmt.Sprint("It was ", i),
			Headline: i + 1, Figure: &knowledge.Figure{Text: "1", Kind: "count", Value: "1"}, Cites: []knowledge.Citation{{Paragraph: 1, Start: 0, End: 11}}})
	}
	bases["many facts"] = knowledge.NewBase(many)
	bases["two briefings"] = knowledge.NewBase(builtIn(t).Briefings[0], many)
	for name, base := range bases {
		t.Run(name, func(t *testing.T) {
			whole := map[string]bool{}
			for _, f := range base.Facts {
				whole[escapeVisible(answers.QuoteOf(base, f).Text)] = true
			}
			everyReply(t, base, func(what string, r reply) {
				for _, f := range faults(r) {
					t.Errorf("%s: %s", what, f)
				}
				texts := []string{r.Content}
				for _, e := range r.Embeds {
					texts = append(texts, e.Description)
				}
				for _, s := range texts {
					for _, block := range replyBlocks(s) {
						if strings.HasPrefix(block, "> ") && !whole[shown(block)] {
							t.Errorf("%s: %.80q is not a whole quote", what, block)
						}
					}
				}
			})
		})
	}
}
