package bot

import (
	"context"
	"strings"
	"sync"

	"github.com/bwmarrin/discordgo"

	"briefbot/answers/claims"
	"briefbot/knowledge"
)

// checkCommand is the name of the message command that checks.
const checkCommand = "Check against the briefing"

// maxClaim bounds what may be typed into /check.
const maxClaim = 1000

// checkers keeps the checkers of the bases that were checked against last. A
// base is immutable, so that its checker never grows old.
type checkers struct {
	mu     sync.Mutex
	byBase map[*knowledge.Base]*claims.Checker
}

// maxCheckers is how many are kept; a new one takes the place of all others.
const maxCheckers = 16

func (c *checkers) of(base *knowledge.Base) *claims.Checker {
	c.mu.Lock()
	defer c.mu.Unlock()
	checker := c.byBase[base]
	if checker == nil {
		if c.byBase == nil || len(c.byBase) >= maxCheckers {
			c.byBase = map[*knowledge.Base]*claims.Checker{}
		}
		checker = claims.New(base)
		c.byBase[base] = checker
	}
	return checker
}

// checked checks a text against a base and shows what came of it.
func (b *Bot) checked(base *knowledge.Base, text string, v view) (reply, error) {
	return renderClaims(base, text, b.checkers.of(base).Check(text), v)
}

// check is /check.
func (b *Bot) check(ctx context.Context, q *request) (result, error) {
	ix, ok := b.index(ctx, q.server)
	if !ok {
		return result{}, errNoIndex
	}
	private := q.flag("private", b.answersPrivately(ctx, q.server))
	r, err := b.checked(ix.Base(), q.text("claim"), view{Asker: q.user, Public: !private, Post: private})
	return result{reply: r, private: private || len(r.Embeds) == 0}, err
}

// checkMessage is the message command: the chosen message is checked, for the
// invoker alone.
func (b *Bot) checkMessage(ctx context.Context, q *request) (result, error) {
	data, _ := q.i.Data.(discordgo.ApplicationCommandInteractionData)
	var m *discordgo.Message
	if data.Resolved != nil {
		m = data.Resolved.Messages[data.TargetID]
	}
	if m == nil || strings.TrimSpace(m.Content) == "" {
		return sentence("There are no words in that message that I could check."), nil
	}
	ix, ok := b.index(ctx, q.server)
	if !ok {
		return result{}, errNoIndex
	}
	r, err := b.checked(ix.Base(), strings.TrimSpace(m.Content), view{Asker: q.user, Post: true, Message: data.TargetID})
	return result{reply: r, private: true}, err
}

// postClaim posts what a private message shows. The checked text does not fit a
// custom id. It stands in the message itself, which Discord sends along with
// the press; it is read back and checked again, against the base of now.
func (p press) postClaim(ctx context.Context, id postClaim) error {
	text, ok := readChecked(p.q.i.Message)
	if !ok || !p.private() {
		return errRenderGone
	}
	return p.post(ctx, id.Message, func(v view) (reply, error) { return p.b.checked(p.ix.Base(), text, v) })
}

// readChecked reads the checked text back from a message of renderClaims. ok is
// false when the message is none, or not as it was written.
func readChecked(m *discordgo.Message) (text string, ok bool) {
	if m == nil || len(m.Embeds) == 0 || m.Embeds[0].Title != textChecked {
		return "", false
	}
	shown := m.Embeds[0].Description
	text = unescape(shown)
	return text, text != "" && escape(text) == shown
}

// unescape undoes escape. What escape wrote out because it cannot be seen stays
// written out.
func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte(escapeMarks, s[i+1]) >= 0 {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
