package bot

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"briefbot/knowledge"
	"briefbot/knowledge/desk"
)

// maxConflicts is how many conflicts a history shows: with two buttons each they
// take two of the rows of a message.
const maxConflicts = 4

// The most characters of what a history says of conflicts, and of each change
// below them: together they fit an embed's 6000.
const (
	limitConflicts       = 2500
	limitChangeConflicts = 450
	limitChange          = 800
)

// conflictOrder is the order in which conflicts are told: first what nobody gets
// any more.
var conflictOrder = []desk.ConflictKind{desk.Unsound, desk.Told, desk.Changed, desk.Taken, desk.Gone}

// A clash is an item of the server's that does not go with the operator's base.
type clash struct {
	desk.Conflict
	desk.View
}

// clashes returns the first conflicts of a server after the operator's base
// changed, and how many there are. Of an item that is left out that alone is told.
func (b *Bot) clashes(ctx context.Context, server string) (first []clash, n int, err error) {
	list, err := b.opt.Desk.Conflicts(ctx, server)
	if err != nil {
		return nil, 0, err
	}
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(x, y desk.Conflict) int {
		return cmp.Compare(slices.Index(conflictOrder, x.Why), slices.Index(conflictOrder, y.Why))
	})
	seen := map[desk.ID]bool{}
	for _, c := range list {
		if seen[c.ID] {
			continue
		}
		seen[c.ID] = true
		if len(first) == maxConflicts {
			continue
		}
		v, err := b.opt.Desk.Look(ctx, server, c.ID)
		if err != nil {
			return nil, 0, err
		}
		first = append(first, clash{c, v})
	}
	return first, len(seen), nil
}

// leftOut are the facts that a server put and that do not pass the citation check
// any more.
func (b *Bot) leftOut(ctx context.Context, server string) ([]*knowledge.Fact, error) {
	list, err := b.opt.Desk.Conflicts(ctx, server)
	var out []*knowledge.Fact
	for _, c := range list {
		if c.ID.Kind != desk.FactKind || c.Why != desk.Unsound {
			continue
		}
		v, err := b.opt.Desk.Look(ctx, server, c.ID)
		if err != nil {
			return nil, err
		}
		if f := v.Content.Fact; f != nil {
			out = append(out, f)
		}
	}
	return out, err
}

// renderClashes says what does not go with the operator's base, why, and what to
// do; its buttons come back apart. It is nil when there is nothing.
func renderClashes(first []clash, n int) (*discordgo.MessageEmbed, []discordgo.MessageComponent) {
	if n == 0 {
		return nil, nil
	}
	e := &discordgo.MessageEmbed{Color: renderAmber, Title: fmt.Sprintf("%d things here do not go with the operator's base, which was changed", n)}
	if n == 1 {
		e.Title = "1 thing here does not go with the operator's base, which was changed"
	}
	var lines []string
	var buttons []discordgo.MessageComponent
	for i, c := range first {
		lines = append(lines, fmt.Sprintf("**%d · %s**: %s", i+1, c.name(), escapeClip(c.says(), 150)), c.why())
		for _, p := range c.Problems[:min(len(c.Problems), 2)] {
			lines = append(lines, "• "+escape(fieldName(p.Field))+": "+escapeClip(p.Text, 200))
		}
		if more := len(c.Problems) - 2; more > 0 {
			lines = append(lines, fmt.Sprintf("• … and %d more", more))
		}
		todo, own := c.todo(i + 1)
		lines, buttons = append(lines, "→ "+todo), append(buttons, own...)
	}
	if n > len(first) {
		lines = append(lines, fmt.Sprintf("… and %d more", n-len(first)))
	}
	e.Description = cutLines(lines, limitConflicts)
	return e, buttons
}

// name is what the item is, for people; it is escaped.
func (c clash) name() string {
	_, id, _ := strings.Cut(c.View.Key, "/")
	switch c.View.Kind {
	case desk.FactKind:
		return "Fact " + escapeClip(id, 70)
	case desk.BriefingKind:
		return "Briefing " + escapeClip(c.View.Key, 70)
	}
	return "No answer"
}

// says is what the item says, or what it hides.
func (c clash) says() string {
	content := c.Content
	if content.Empty() {
		content = c.Operator
	}
	switch {
	case content.Fact != nil:
		return content.Fact.Statement
	case content.Briefing != nil:
		return content.Briefing.Title
	case content.Negative != nil:
		return content.Negative.Question
	}
	return c.View.Key
}

// why is the conflict in plain words.
func (c clash) why() string {
	switch c.Why {
	case desk.Unsound:
		return "It does not stand in the source any more, so it is **left out**: nobody gets it."
	case desk.Told:
		return "It is used, but something is wrong with it."
	case desk.Gone:
		return "The operator took it out. What this server says holds."
	case desk.Taken:
		return "The operator has one of the same name now. What this server says holds."
	}
	if c.Source == desk.Hidden {
		return "The operator changed what this server removed. It stays removed."
	}
	return "The operator changed it, too. What this server says holds."
}

// todo is what can be done about conflict n, and the buttons that do it.
func (c clash) todo(n int) (string, []discordgo.MessageComponent) {
	ways := []string{}
	var buttons []discordgo.MessageComponent
	if f := c.Content.Fact; f != nil && c.Source == desk.Server {
		way := fmt.Sprintf("*Edit %d* (`/fact edit`): publish it as it is to keep it, or change it", n)
		if c.Why == desk.Unsound || c.Why == desk.Told {
			way = fmt.Sprintf("*Edit %d* (`/fact edit`) mends it", n)
		}
		ways, buttons = append(ways, way), append(buttons, replyButton(fmt.Sprintf("Edit %d", n), discordgo.PrimaryButton, factDo{factKey(f.Ref), doEdit}))
	}
	if f := c.Operator.Fact; f != nil && c.Source != desk.Operator {
		ways = append(ways, fmt.Sprintf("*Operator's %d* brings the operator's back", n))
		buttons = append(buttons, replyButton(fmt.Sprintf("Operator's %d", n), discordgo.SecondaryButton, factDo{factKey(f.Ref), doFollow}))
	}
	// Undoing what added an item of that name would hide the operator's.
	if v := c.Seen.Version; v > 0 && (c.Replaces != "" || c.Operator.Empty()) {
		ways = append(ways, fmt.Sprintf("or undo change %d, which made it so", v))
	}
	if len(ways) == 0 {
		return "It is the operator's own: tell them.", nil
	}
	return strings.TrimPrefix(strings.Join(ways, "; "), "or ") + ".", buttons
}
