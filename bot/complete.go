package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"
	"github.com/sahilm/fuzzy"

	"briefbot/answers"
	"briefbot/knowledge"
)

const (
	maxChoices    = 25
	maxChoiceName = 100
)

// choice makes an autocomplete choice; a longer name is cut with an ellipsis,
// the value never is.
func choice(name, value string) *discordgo.ApplicationCommandOptionChoice {
	return &discordgo.ApplicationCommandOptionChoice{Name: clip(name, maxChoiceName), Value: value}
}

// clip cuts s to n characters, the last of them an ellipsis.
func clip(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}

// phrasings are a base's questions for searching as one types.
type phrasings struct {
	facts []*knowledge.Fact
	texts []string
}

func phrasingsOf(base *knowledge.Base) phrasings {
	var p phrasings
	for _, f := range base.Facts {
		for _, q := range f.Ask {
			if utf8.RuneCountInString(q) <= maxChoiceName {
				p.facts = append(p.facts, f)
				p.texts = append(p.texts, q)
			}
		}
	}
	return p
}

// completeAsk offers questions, never answers: first what was typed, then the
// questions whose letters it has in order, then, when there are none, those of
// the facts that the index finds.
func (b *Bot) completeAsk(ctx context.Context, q *request, _, typed string) []*discordgo.ApplicationCommandOptionChoice {
	ix, ok := b.index(ctx, q.server)
	if !ok {
		return nil
	}
	typed = strings.TrimSpace(typed)
	var out []*discordgo.ApplicationCommandOptionChoice
	if typed != "" {
		out = append(out, choice(typed, clip(typed, maxChoiceName)))
	}
	if typed == "" {
		for _, f := range headlines(ix.Base()) {
			out = append(out, choice(f.Ask[0], f.Ask[0]))
		}
		return out
	}
	p := phrasingsOf(ix.Base())
	seen := map[knowledge.Ref]bool{}
	for _, m := range fuzzy.Find(typed, p.texts) {
		f := p.facts[m.Index]
		if len(out) >= maxChoices || seen[f.Ref] {
			continue
		}
		seen[f.Ref] = true
		out = append(out, choice(m.Str, m.Str))
	}
	if len(seen) > 0 {
		return out
	}
	a := ix.Ask(typed)
	for _, near := range append(answeredQuote(a), a.Near...) {
		for _, text := range near.Fact.Ask {
			if utf8.RuneCountInString(text) <= maxChoiceName {
				out = append(out, choice(text, text))
				break
			}
		}
	}
	return out
}

func answeredQuote(a answers.Answer) []answers.Quote {
	if a.Fact == nil {
		return nil
	}
	return []answers.Quote{a.Quote}
}

// headlines are the facts of the brief summary that have a question, by rank.
func headlines(base *knowledge.Base) []*knowledge.Fact {
	var out []*knowledge.Fact
	for _, f := range base.Facts {
		if f.Headline > 0 && len(f.Ask) > 0 {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b *knowledge.Fact) int { return a.Headline - b.Headline })
	return out[:min(len(out), maxChoices)]
}

// completeTopic offers the topics that have the typed letters in order.
func (b *Bot) completeTopic(ctx context.Context, q *request, _, typed string) []*discordgo.ApplicationCommandOptionChoice {
	ix, ok := b.index(ctx, q.server)
	if !ok {
		return nil
	}
	var out []*discordgo.ApplicationCommandOptionChoice
	for _, t := range matching(typed, ix.Topics()) {
		if len(out) < maxChoices && utf8.RuneCountInString(t) <= maxChoiceName {
			out = append(out, choice(t, t))
		}
	}
	return out
}

// matching returns the strings that have typed's letters in order, best first,
// or all of them when nothing is typed.
func matching(typed string, list []string) []string {
	if strings.TrimSpace(typed) == "" {
		return list
	}
	var out []string
	for _, m := range fuzzy.Find(strings.TrimSpace(typed), list) {
		out = append(out, m.Str)
	}
	return out
}

// completeFacts finds facts as one types and says what matched: the statement,
// a question, or another word.
func (b *Bot) completeFacts(ctx context.Context, q *request, option, typed string) []*discordgo.ApplicationCommandOptionChoice {
	if option == "topic" {
		return b.completeTopic(ctx, q, option, typed)
	}
	ix, ok := b.index(ctx, q.server)
	if !ok {
		return nil
	}
	var texts, whys []string
	var facts []*knowledge.Fact
	add := func(f *knowledge.Fact, text, why string) {
		facts, texts, whys = append(facts, f), append(texts, text), append(whys, why)
	}
	for _, f := range ix.Base().Facts {
		add(f, f.Statement, "")
		add(f, f.Ref.ID, " · id: "+f.Ref.ID)
		for _, a := range f.Ask {
			add(f, a, " · asked: "+a)
		}
		for _, t := range f.Terms {
			add(f, t, " · word: "+t)
		}
	}
	var out []*discordgo.ApplicationCommandOptionChoice
	seen := map[knowledge.Ref]bool{}
	offer := func(f *knowledge.Fact, why string) {
		if len(out) < maxChoices && !seen[f.Ref] {
			seen[f.Ref] = true
			name := fmt.Sprintf("¶ %d · %s", f.Cites[0].Paragraph, f.Statement)
			if why != "" {
				name = clip(name, 60) + why
			}
			out = append(out, choice(name, factKey(f.Ref)))
		}
	}
	if strings.TrimSpace(typed) == "" {
		for _, f := range headlines(ix.Base()) {
			offer(f, "")
		}
		return out
	}
	for _, m := range fuzzy.Find(strings.TrimSpace(typed), texts) {
		offer(facts[m.Index], whys[m.Index])
	}
	return out
}

// completeSource offers paragraphs by number or by their first words.
func (b *Bot) completeSource(ctx context.Context, q *request, _, typed string) []*discordgo.ApplicationCommandOptionChoice {
	ix, ok := b.index(ctx, q.server)
	if !ok {
		return nil
	}
	var names, values []string
	for _, br := range ix.Base().Briefings {
		for _, p := range br.Paragraphs {
			names = append(names, clip(fmt.Sprintf("¶ %d · %s", p.Number, p.Text), maxChoiceName))
			values = append(values, fmt.Sprintf("%s %d", br.ID, p.Number))
		}
	}
	var out []*discordgo.ApplicationCommandOptionChoice
	offer := func(i int) {
		if len(out) < maxChoices && utf8.RuneCountInString(values[i]) <= 100 {
			out = append(out, choice(names[i], values[i]))
		}
	}
	typed = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(typed), "¶"))
	for i := range names {
		if typed == "" || strings.HasPrefix(names[i], "¶ "+typed) {
			offer(i)
		}
	}
	if len(out) == 0 {
		for _, m := range fuzzy.Find(typed, names) {
			offer(m.Index)
		}
	}
	return out
}
