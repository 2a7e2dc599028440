package bot

import (
	"fmt"

	"briefbot/answers"
)

// againReply points to an answer that stands a few messages above.
func againReply(a answers.Answer, link string) reply {
	figure := ""
	if a.Fact.Figure != nil {
		figure = escape(a.Fact.Figure.Text) + " · "
	}
	return reply{Content: fmt.Sprintf("%s¶ %d · answered above: <%s>", figure, a.Quote.Paragraph.Number, link)}
}
