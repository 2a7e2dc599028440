package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"briefbot/answers"
)

// command is one slash or message command.
type command struct {
	def *discordgo.ApplicationCommand
	who permit
	// run decides the response. It sends nothing.
	run func(b *Bot, ctx context.Context, q *request) (result, error)
	// complete offers choices for the option that is being typed; nil: none.
	complete func(b *Bot, ctx context.Context, q *request, option, typed string) []*discordgo.ApplicationCommandOptionChoice
}

// result is what a command says.
type result struct {
	reply
	private  bool
	ping     string // the one user who is pinged, or ""
	replaces bool   // stands in place of the private message that was pressed

	form  *form                           // shown in place of a message
	later func(ctx context.Context) reply // makes the message, when it takes more than a moment; always private
	keeps bool                            // later keeps what was typed, and is done whether its message can be shown or not
}

// answerCommand is the name of the message command.
const answerCommand = "Answer from the briefing"

// maxQuestion bounds what may be typed into /ask: no question is longer.
const maxQuestion = 300

// commands is the table of all commands of this bot.
func (b *Bot) commands() []command {
	if b.opt.Desk == nil {
		return askCommands()
	}
	return allCommands()
}

// allCommands are those of a bot that has a desk, as briefbot run has.
func allCommands() []command { return slices.Concat(askCommands(), deskCommands(), managerCommands()) }

// askCommands are for everybody who has a question.
func askCommands() []command {
	text := discordgo.ApplicationCommandOptionString
	yesNo := discordgo.ApplicationCommandOptionBoolean
	private := &discordgo.ApplicationCommandOption{Type: yesNo, Name: "private", Description: "Show the answer to you alone"}
	topic := &discordgo.ApplicationCommandOption{Type: text, Name: "topic", Description: "Only this topic", Autocomplete: true, MaxLength: 100}
	return []command{
		{slash("ask", "Ask the briefing: the figure, the quote and the paragraph",
			&discordgo.ApplicationCommandOption{Type: text, Name: "question", Description: "What would you like to know?", Required: true, Autocomplete: true, MaxLength: maxQuestion},
			&discordgo.ApplicationCommandOption{Type: discordgo.ApplicationCommandOptionUser, Name: "for", Description: "Somebody who should see the answer; they are pinged"},
			private), anybody, (*Bot).ask, (*Bot).completeAsk},
		{slash("summary", "What the briefing says, in brief or by figures, topics, quotes or time",
			&discordgo.ApplicationCommandOption{Type: text, Name: "view", Description: "How to sum up", Choices: viewChoices()}, topic, private),
			anybody, (*Bot).summary, (*Bot).completeTopic},
		{slash("facts", "Browse the facts, or find one",
			&discordgo.ApplicationCommandOption{Type: text, Name: "search", Description: "Type a few letters", Autocomplete: true, MaxLength: 100}, topic),
			anybody, (*Bot).facts, (*Bot).completeFacts},
		{slash("source", "Show a paragraph of the source, whole",
			&discordgo.ApplicationCommandOption{Type: text, Name: "paragraph", Description: "Its number", Required: true, Autocomplete: true, MaxLength: 100}),
			anybody, (*Bot).source, (*Bot).completeSource},
		{slash("check", "Check a claim against the briefing, sentence by sentence",
			&discordgo.ApplicationCommandOption{Type: text, Name: "claim", Description: "What somebody claims", Required: true, MaxLength: maxClaim},
			private), anybody, (*Bot).check, nil},
		{slash("help", "How to ask"), anybody, func(b *Bot, _ context.Context, _ *request) (result, error) {
			return result{reply: b.help(), private: true}, nil
		}, nil},
		{slash("about", "What Briefbot is, its version, and what it keeps"), anybody, func(b *Bot, _ context.Context, _ *request) (result, error) {
			return result{reply: aboutReply(b.opt.Version), private: true}, nil
		}, nil},
		{slash("privacy", "What I keep of you, and how to have it deleted"), anybody, (*Bot).privacy, nil},
		{inChat(&discordgo.ApplicationCommand{Type: discordgo.MessageApplicationCommand, Name: answerCommand}), anybody, (*Bot).answerMessage, nil},
		{inChat(&discordgo.ApplicationCommand{Type: discordgo.MessageApplicationCommand, Name: checkCommand}), anybody, (*Bot).checkMessage, nil},
	}
}

func viewChoices() []*discordgo.ApplicationCommandOptionChoice {
	var out []*discordgo.ApplicationCommandOptionChoice
	for _, v := range answers.Views {
		out = append(out, &discordgo.ApplicationCommandOptionChoice{Name: string(v), Value: string(v)})
	}
	return out
}

func slash(name, description string, options ...*discordgo.ApplicationCommandOption) *discordgo.ApplicationCommand {
	return inChat(&discordgo.ApplicationCommand{Type: discordgo.ChatApplicationCommand, Name: name, Description: description, Options: options})
}

// inChat makes a command usable in servers and in direct messages with the bot.
func inChat(c *discordgo.ApplicationCommand) *discordgo.ApplicationCommand {
	c.Contexts = &[]discordgo.InteractionContextType{discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM}
	c.IntegrationTypes = &[]discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall}
	return c
}

// register writes the command table to Discord when it differs from what is
// there: a bulk overwrite costs nothing then, but renames lose settings.
func (b *Bot) register(ctx context.Context, app string) error {
	url := discordgo.EndpointApplicationGlobalCommands(app)
	var have []*discordgo.ApplicationCommand
	if err := b.request(ctx, http.MethodGet, url+"?with_localizations=true", nil, &have); err != nil {
		return fmt.Errorf("list commands: %w", err)
	}
	var want []*discordgo.ApplicationCommand
	for _, c := range b.commands() {
		want = append(want, c.def)
	}
	if sameCommands(have, want) {
		b.log.InfoContext(ctx, "commands are current", "count", len(want))
		return nil
	}
	if err := b.request(ctx, http.MethodPut, url, want, nil); err != nil {
		return fmt.Errorf("write commands: %w", err)
	}
	b.log.InfoContext(ctx, "commands registered", "count", len(want))
	return nil
}

// sameCommands compares what of commands we set, in any order.
func sameCommands(a, b []*discordgo.ApplicationCommand) bool {
	return slices.Equal(essence(a), essence(b))
}

// essence writes each command as comparable text, sorted.
func essence(list []*discordgo.ApplicationCommand) []string {
	var out []string
	for _, c := range list {
		if c == nil {
			continue
		}
		kind := c.Type
		if kind == 0 {
			kind = discordgo.ChatApplicationCommand
		}
		data, err := json.Marshal([]any{kind, c.Name, c.Description, optionEssence(c.Options), c.Contexts, c.IntegrationTypes, c.DefaultMemberPermissions})
		if err != nil {
			continue // plain fields always encode
		}
		out = append(out, string(data))
	}
	slices.Sort(out)
	return out
}

func optionEssence(list []*discordgo.ApplicationCommandOption) []any {
	out := []any{}
	for _, o := range list {
		var offered []string
		for _, c := range o.Choices {
			offered = append(offered, fmt.Sprint(c.Name, "=", c.Value))
		}
		out = append(out, []any{o.Type, o.Name, o.Description, o.Required, o.Autocomplete, o.MaxLength, strings.Join(offered, "\n"), optionEssence(o.Options)})
	}
	return out
}
