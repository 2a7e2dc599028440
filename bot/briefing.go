package bot

import (
	"context"
	"strings"

	"briefbot/bot/factform"
	"briefbot/knowledge"
	"briefbot/knowledge/desk"
	"briefbot/knowledge/folder"
)

// briefingFields is the form of /briefing add.
var briefingFields = []factform.Field{
	{Name: "title", Label: "Title", Hint: "As the source has it", Most: 200, Needed: true},
	{Name: "publisher", Label: "Publisher", Most: 100},
	{Name: "url", Label: "Address", Hint: "https://…", Most: 300},
	{Name: "as_of", Label: "Date", Hint: "Like 2024-10-08; empty when the source gives none", Most: 10},
	{Name: "text", Label: "Text", Hint: "Copied from the source; a blank line parts paragraphs, # begins a heading", Long: true, Most: 4000, Needed: true},
}

// briefing is /briefing.
func (b *Bot) briefing(ctx context.Context, q *request) (result, error) {
	d := newDraft("Add a briefing", desk.Edit{})
	d.Source = factform.Texts{}
	return b.showSource(ctx, q, d)
}

// showSource opens the form of a new briefing with what was typed.
func (b *Bot) showSource(ctx context.Context, q *request, d *draft) (result, error) {
	if d.ID == "" {
		if err := b.save(ctx, q, d); err != nil {
			return b.unavailable(ctx, err), nil
		}
	}
	return result{form: newForm(draftDo{d.ID, doSource, 0}, d.Title, briefingFields, d.Source)}, nil
}

// buildSource makes the briefing that was typed and what is wrong with its text.
func buildSource(t factform.Texts, taken func(id string) bool) (knowledge.Briefing, []knowledge.Problem) {
	br := knowledge.Briefing{
		Title: strings.Join(strings.Fields(t["title"]), " "), Publisher: strings.Join(strings.Fields(t["publisher"]), " "),
		URL: strings.TrimSpace(t["url"]), AsOf: strings.TrimSpace(t["as_of"]),
	}
	br.ID = factform.NewID(br.Title, taken)
	var problems []knowledge.Problem
	list, bad := folder.Paragraphs([]byte(strings.ReplaceAll(t["text"], "\r\n", "\n")))
	for _, p := range bad {
		problems = append(problems, knowledge.Problem{Field: "text", Text: p.Text})
	}
	br.Paragraphs = list
	if u := br.URL; u != "" && !strings.HasPrefix(u, "https://") && !strings.HasPrefix(u, "http://") {
		problems = append(problems, knowledge.Problem{Field: "url", Text: "is no address; begin it with https://, or leave it empty"})
	}
	return br, problems
}
