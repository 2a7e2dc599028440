package bot

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"briefbot/answers"
	"briefbot/knowledge"
)

// errNoIndex is logged where it arose.
var errNoIndex = errors.New("no index")

// ask is /ask.
func (b *Bot) ask(ctx context.Context, q *request) (result, error) {
	asked, whom := q.text("question"), ""
	private := q.flag("private", b.answersPrivately(ctx, q.server))
	if o := q.options["for"]; o != nil {
		whom, _ = o.Value.(string)
	}
	switch {
	case asked == "":
		return result{reply: b.help(), private: true}, nil
	case whom != "" && private && q.options["private"] == nil:
		return sentence("Answers are private in this server unless you say otherwise. To answer for somebody else, add “private: False”."), nil
	case whom != "" && private:
		return sentence("An answer for somebody else cannot be private: leave out “for” or “private”."), nil
	case whom != "" && !b.limits.pings.allow(q.user, b.opt.Now()):
		return sentence("You have answered for others often just now. Please wait a minute, or leave out “for”."), nil
	}
	ix, ok := b.index(ctx, q.server)
	if !ok {
		return result{}, errNoIndex
	}
	a := ix.Ask(asked)
	r, err := renderAnswer(ix.Base(), a, view{Asker: q.user, Question: asked, Public: !private, Post: private})
	if err != nil {
		return result{}, err
	}
	if whom != "" && isID(whom) {
		r.Content = "<@" + whom + "> " + r.Content
	} else {
		whom = ""
	}
	b.log.InfoContext(ctx, "answered", "verdict", a.Verdict, "reason", a.Reason, "fact", factID(a), "confidence", a.Confidence)
	return result{reply: r, private: private, ping: whom}, nil
}

// isID reports whether s is a Discord id.
func isID(s string) bool {
	_, err := strconv.ParseUint(s, 10, 64)
	return err == nil
}

func sentence(s string) result { return result{reply: reply{Content: s}, private: true} }

// answerMessage is the message command: the chosen message is the question.
func (b *Bot) answerMessage(ctx context.Context, q *request) (result, error) {
	asked := b.messageText(q)
	if asked == "" {
		return sentence("There are no words in that message that I could look up."), nil
	}
	ix, ok := b.index(ctx, q.server)
	if !ok {
		return result{}, errNoIndex
	}
	data, _ := q.i.Data.(discordgo.ApplicationCommandInteractionData)
	r, err := renderAnswer(ix.Base(), ix.Ask(asked), view{Asker: q.user, Question: asked, Post: true, Message: data.TargetID})
	return result{reply: r, private: true}, err
}

// summary is /summary.
func (b *Bot) summary(ctx context.Context, q *request) (result, error) {
	ix, ok := b.index(ctx, q.server)
	if !ok {
		return result{}, errNoIndex
	}
	v := answers.View(q.text("view"))
	if v == "" {
		v = answers.ViewBrief
	}
	s, err := ix.Summary(v, q.text("topic"))
	var unknown *answers.TopicError
	if errors.As(err, &unknown) {
		return sentence(fmt.Sprintf("There is no topic %s. The topics are: %s.", escape(unknown.Topic), escape(strings.Join(unknown.Topics, ", ")))), nil
	}
	if err != nil {
		return result{}, err
	}
	private := q.flag("private", b.answersPrivately(ctx, q.server))
	w := view{Asker: q.user, Public: !private, Post: private}
	if private {
		w.Asker = ""
	}
	r, err := renderSummary(ix, s, 0, w)
	return result{reply: r, private: private}, err
}

// facts is /facts: one fact, or the list of a topic.
func (b *Bot) facts(ctx context.Context, q *request) (result, error) {
	ix, ok := b.index(ctx, q.server)
	if !ok {
		return result{}, errNoIndex
	}
	if search := q.text("search"); search != "" {
		f := resolveFact(ix.Base(), search)
		if f == nil {
			if a := ix.Ask(search); a.Fact != nil {
				f = a.Fact
			} else if len(a.Near) > 0 {
				f = a.Near[0].Fact
			}
		}
		if f == nil {
			return sentence("No fact has that. Type a few letters and pick one from the list, or leave it out to browse."), nil
		}
		r, err := renderFact(ix.Base(), f, view{Post: true})
		return result{reply: r, private: true}, err
	}
	r, err := renderFacts(ix, q.text("topic"), 0)
	var unknown *answers.TopicError
	if errors.As(err, &unknown) {
		return sentence(fmt.Sprintf("There is no topic %s. The topics are: %s.", escape(unknown.Topic), escape(strings.Join(unknown.Topics, ", ")))), nil
	}
	return result{reply: r, private: true}, err
}

// resolveFact takes what the search option held: a key that was offered, or
// its name, which clients send too (discord-platform A3).
func resolveFact(base *knowledge.Base, s string) *knowledge.Fact {
	if f := resolve(base, s); f != nil {
		return f
	}
	for _, f := range base.Facts {
		if s == f.Statement || s == f.Ref.ID || s == clip(fmt.Sprintf("¶ %d · %s", f.Cites[0].Paragraph, f.Statement), maxChoiceName) {
			return f
		}
	}
	return nil
}

// source is /source.
func (b *Bot) source(ctx context.Context, q *request) (result, error) {
	ix, ok := b.index(ctx, q.server)
	if !ok {
		return result{}, errNoIndex
	}
	br, n := findParagraph(ix.Base(), q.text("paragraph"))
	if br == nil {
		return sentence("There is no such paragraph. " + paragraphCounts(ix.Base())), nil
	}
	r, err := renderParagraph(ix.Base(), showParagraph{Briefing: br.ID, N: n}, view{Post: true})
	return result{reply: r, private: true}, err
}

// findParagraph reads "3", "¶ 3", "briefing 3" or the name of a choice.
func findParagraph(base *knowledge.Base, s string) (*knowledge.Briefing, int) {
	s, _, _ = strings.Cut(s, " · ")
	fields := strings.Fields(strings.ReplaceAll(s, "¶", " "))
	if len(fields) == 0 || len(base.Briefings) == 0 {
		return nil, 0
	}
	br := base.Briefings[0]
	if len(fields) == 2 {
		br = base.Briefing(fields[0])
	}
	n, err := strconv.Atoi(fields[len(fields)-1])
	if err != nil || br == nil {
		return nil, 0
	}
	if _, ok := br.Paragraph(n); !ok {
		return nil, 0
	}
	return br, n
}

func paragraphCounts(base *knowledge.Base) string {
	var parts []string
	for _, br := range base.Briefings {
		parts = append(parts, fmt.Sprintf("%s has ¶ 1 to ¶ %d.", escape(br.Title), len(br.Paragraphs)))
	}
	return strings.Join(parts, " ")
}
