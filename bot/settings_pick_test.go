package bot

import (
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"

	"briefbot/knowledge/desk"
)

// TestPicked: what Discord resolves for another server, or under another id, is
// not taken, and nothing of a choice that is refused is kept.
func TestPicked(t *testing.T) {
	channels := map[string]*discordgo.Channel{
		"1": {ID: "1", GuildID: "here"}, "2": {ID: "2"}, "3": {ID: "3", GuildID: "there"}, "4": {ID: "1", GuildID: "here"},
		"5": {ID: "5", GuildID: "here", Type: discordgo.ChannelTypeGuildVoice}, "6": nil,
	}
	roles := map[string]*discordgo.Role{"1": {ID: "1"}, "2": {ID: "2"}, "4": {ID: "1"}, "5": nil}
	for _, tt := range []struct {
		do, picked, want string
		refused          bool
	}{
		{setUnprompted, "2 1", "1 2", false}, {setUnprompted, "1 1", "1", false}, {setUnprompted, "", "", false},
		{setUnprompted, "1 3", "", true}, {setUnprompted, "4", "", true}, {setUnprompted, "5", "", true}, {setUnprompted, "6", "", true}, {setUnprompted, "7", "", true},
		{setModerators, "2 1", "1 2", false}, {setModerators, "1 4", "", true}, {setModerators, "5", "", true}, {setModerators, "1 here", "", true}, {setModerators, "3", "", true},
	} {
		data := discordgo.MessageComponentInteractionData{ComponentType: discordgo.ChannelSelectMenuComponent, Values: strings.Fields(tt.picked)}
		if tt.do == setModerators {
			data.ComponentType = discordgo.RoleSelectMenuComponent
		}
		data.Resolved.Channels, data.Resolved.Roles = channels, roles
		var s desk.Settings
		refused, err := set(&s, tt.do, "here", data)
		got := strings.Join(append(s.Moderators, s.Unprompted...), " ")
		if err != nil || got != tt.want || (refused != "") != tt.refused {
			t.Errorf("%s %q: %q, refused %q, %v", tt.do, tt.picked, got, refused, err)
		}
	}
	if _, err := set(&desk.Settings{}, setModerators, "here", discordgo.MessageComponentInteractionData{ComponentType: discordgo.RoleSelectMenuComponent, Values: make([]string, maxPicked+1)}); err == nil {
		t.Error("more is taken than can be chosen")
	}
}
