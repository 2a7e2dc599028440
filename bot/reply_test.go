package bot

import (
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"
)

func TestPlain(t *testing.T) {
	embed := func(description string) reply {
		return reply{Content: "**43** · ¶ 10", place: "¶ 10", Embeds: []*discordgo.MessageEmbed{{
			Title: "43 · plots", Description: description, Footer: &discordgo.MessageEmbedFooter{Text: "¶ 10 · _head_"},
			Fields: []*discordgo.MessageEmbedField{{Name: "Note", Value: "careful"}},
		}}}
	}
	head, end := "**43** · ¶ 10\n**43 · plots**\n", "\n**Note** careful\n¶ 10 · \\_head\\_"
	long := strings.Repeat("x", 1990)
	for _, tt := range []struct{ name, in, want string }{
		{"fits", "a\n\n> b\n> c\n— d", head + "a\n\n> b\n> c\n— d" + end},
		{"a quote that does not fit", "a\n> " + long + "\nb", head + "a\nThe quote is too long to stand here. It is in ¶ 10: press *Show paragraph*.\nb" + end},
		{"a line that does not fit", "a\n" + long + "\nb", head + "a\n…\n¶ 10 · \\_head\\_"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := embed(tt.in).plain()
			if got.Content != tt.want || len(got.Embeds) > 0 {
				t.Errorf("plain = %q, want %q", got.Content, tt.want)
			}
		})
	}
	if r := (reply{Content: "a"}).plain(); r.Content != "a" {
		t.Errorf("plain = %q", r.Content)
	}
}

func TestRow(t *testing.T) {
	var r reply
	b := replyButton("x", discordgo.PrimaryButton, showFact{"aaaaaaaa"})
	r.row(nil, replyButton("y", discordgo.PrimaryButton, showFact{"bad"}))
	if r.Components != nil {
		t.Errorf("a row of nothing: %v", r.Components)
	}
	r.row(b, b, b, nil, b, b, b)
	if len(r.Components) != 2 {
		t.Errorf("six buttons in %d rows", len(r.Components))
	}
}
