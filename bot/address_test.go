package bot

import "testing"

func TestAddressed(t *testing.T) {
	const me, other = "<@42>", "<@43>"
	for _, tt := range []struct {
		name string
		in   incoming
		want address
		asks string
	}{
		{"plain talk", incoming{Content: "how many plots?"}, notForUs, ""},
		{"direct message", incoming{Content: "how many plots?", DM: true}, question, "how many plots?"},
		{"direct keywords", incoming{Content: "russian diplomats", DM: true}, question, "russian diplomats"},
		{"mention first", incoming{Content: me + " how many plots?"}, question, "how many plots?"},
		{"mention first, comma", incoming{Content: me + ", how many plots?"}, question, "how many plots?"},
		{"mention first, colon", incoming{Content: me + ": plots"}, question, "plots"},
		{"mention first, no blank", incoming{Content: me + "plots?"}, question, "plots?"},
		{"old mention", incoming{Content: "<@!42> plots?"}, question, "plots?"},
		{"mention last", incoming{Content: "how many plots " + me}, question, "how many plots"},
		{"mention last, mark", incoming{Content: "how many plots, " + me + "?"}, question, "how many plots?"},
		{"mention in the middle", incoming{Content: "I asked " + me + " about plots"}, notForUs, ""},
		{"somebody else first", incoming{Content: other + " how many plots?"}, notForUs, ""},
		{"me after somebody else", incoming{Content: other + " " + me + " how many?"}, notForUs, ""},
		{"me and then somebody else", incoming{Content: me + " " + other + " how many?"}, question, "how many?"},
		{"both ends", incoming{Content: me + " plots? " + me}, question, "plots?"},
		{"bare mention", incoming{Content: me}, wantsHelp, ""},
		{"bare mention, mark", incoming{Content: " " + me + " ?"}, wantsHelp, ""},
		{"bare mention twice", incoming{Content: me + me}, wantsHelp, ""},
		{"mention and emoji", incoming{Content: me + " <:wave:123>"}, wantsHelp, ""},
		{"mention and unicode emoji", incoming{Content: me + " 👋"}, wantsHelp, ""},
		{"emoji in a direct message", incoming{Content: "👋", DM: true}, notForUs, ""},
		{"empty", incoming{Content: ""}, notForUs, ""},
		{"empty direct message", incoming{Content: "  ", DM: true}, notForUs, ""},
		{"hidden content", incoming{Content: "", NoContent: true}, notForUs, ""},
		{"reply that asks", incoming{Content: "and in which month?", ToMe: true}, question, "and in which month?"},
		{"reply that asks without a mark", incoming{Content: "who said that", ToMe: true}, question, "who said that"},
		{"reply, so", incoming{Content: "ok so when was it", ToMe: true}, question, "ok so when was it"},
		{"reply that thanks", incoming{Content: "thanks!", ToMe: true}, notForUs, ""},
		{"reply that comments", incoming{Content: "that is a lot", ToMe: true}, notForUs, ""},
		{"reply with a mention", incoming{Content: me + " a lot", ToMe: true}, question, "a lot"},
		{"reply to somebody else", incoming{Content: "who said that?"}, notForUs, ""},
		{"a bot asks", incoming{Content: me + " how many?", Bot: true}, notForUs, ""},
		{"a bot in a direct message", incoming{Content: "how many?", DM: true, Bot: true}, notForUs, ""},
		{"role mention", incoming{Content: "<@&42> how many?"}, notForUs, ""},
		{"everyone", incoming{Content: "@everyone " + me + " how many?"}, notForUs, ""},
		{"channel in the question", incoming{Content: me + " what is in <#7> about plots"}, question, "what is in about plots"},
		{"time stamp", incoming{Content: me + " plots since <t:1700000000:R>?"}, question, "plots since?"},
		{"lines", incoming{Content: me + "\nhow many\n\nplots?"}, question, "how many plots?"},
		{"somebody in the question", incoming{Content: me + " did " + other + " stop plots?"}, question, "did stop plots?"},
		{"id within a longer one", incoming{Content: "<@421> how many?"}, notForUs, ""},
		{"quoted line", incoming{Content: "> " + me + " how many?"}, notForUs, ""},
		{"only punctuation", incoming{Content: "?!", DM: true}, notForUs, ""},
		{"link", incoming{Content: me + " is <https://example.org/x> right?"}, question, "is right?"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.in.Self = "42"
			got, asks := addressed(tt.in)
			if got != tt.want || asks != tt.asks {
				t.Errorf("addressed = %d %q, want %d %q", got, asks, tt.want, tt.asks)
			}
		})
	}
}
