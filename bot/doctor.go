package bot

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"briefbot/bot/gateway"
)

// A Finding is one thing that Examine looked at.
type Finding struct {
	Name string // what it is about, in one word
	Says string // what is so
	Mend string // what to do about it; "" when all is well
}

const (
	lookDeadline = 3 * time.Second  // for one look
	fewStarts    = 50               // session starts left below which Examine warns
	mostSkew     = 30 * time.Second // by which a clock may be off
	flagContent  = 1 << 18          // of an application: Message Content is granted
	flagContent2 = 1 << 19          // the same for a bot in few servers
)

// Examine looks for what keeps a bot with these options from answering: at its
// token, application, session starts, commands, clock and servers, and at a
// channel by id ("" for none). It changes nothing, and does not connect to the
// gateway. Without an accepted token the rest cannot be looked at.
func Examine(ctx context.Context, o Options, channel string) []Finding {
	x := &examination{ctx: ctx, opt: o}
	if !x.token() {
		return x.found
	}
	x.application()
	x.starts()
	x.commands()
	x.clock()
	x.servers()
	if channel != "" {
		x.channel(channel)
	}
	return x.found
}

// examination is one run of Examine.
type examination struct {
	ctx   context.Context
	opt   Options
	link  *gateway.Link
	me    discordgo.User
	app   string // the application's id
	found []Finding
}

func (x *examination) well(name, says string, v ...any) {
	x.found = append(x.found, Finding{Name: name, Says: fmt.Sprintf(says, v...)})
}

func (x *examination) ill(name, mend, says string, v ...any) {
	x.found = append(x.found, Finding{Name: name, Says: fmt.Sprintf(says, v...), Mend: mend})
}

func (x *examination) get(url string, into any) error {
	ctx, cancel := context.WithTimeout(x.ctx, lookDeadline)
	defer cancel()
	return x.link.Do(ctx, http.MethodGet, url, nil, into)
}

// failed notes that something could not be looked at.
func (x *examination) failed(name string, err error) {
	x.ill(name, "try again; if it stays so, see https://discordstatus.com and this machine's network", "could not be looked at: %v", err)
}

const mendToken = "in the developer portal, page Bot, press Reset Token and put the new one into DISCORD_TOKEN, without “Bot ” before it"

// token reports whether Discord accepts the token.
func (x *examination) token() bool {
	t := x.opt.Token
	switch {
	case t == "":
		x.ill("token", "put the bot's token into .env behind DISCORD_TOKEN= (README, section Put it on your server)", "there is none")
		return false
	case strings.ContainsAny(t, " \t\r\n\"'"):
		x.ill("token", mendToken, "it has a space or a quotation mark in it, which no token has")
		return false
	case x.opt.APIURL == "" && strings.Count(t, ".") != 2:
		x.ill("token", mendToken, "it is not a bot's token: one has three parts with dots between. Client secret and public key are something else")
		return false
	}
	link, err := newLink(x.opt)
	if err != nil {
		x.ill("address", "correct DISCORD_API_URL, or leave it empty for Discord", "%v", err)
		return false
	}
	x.link = link
	switch err := x.get(discordgo.EndpointUser("@me"), &x.me); {
	case errors.Is(err, gateway.ErrRefused):
		x.ill("token", mendToken, "Discord does not accept it")
		return false
	case err != nil:
		mend := "see whether this machine reaches https://discord.com, and https://discordstatus.com"
		var ill *gateway.UnavailableError
		if errors.As(err, &ill) && ill.Status != 0 {
			mend = "Discord is reached but ill: see https://discordstatus.com, and try again later"
		} else if x.opt.APIURL != "" {
			mend = "DISCORD_API_URL is set: start what serves that address, or leave it empty for Discord"
		}
		x.ill("network", mend, "%v", err)
		return false
	}
	x.well("token", "of %s (%s)", x.me.Username, x.me.ID)
	return true
}

// application looks at what the portal says.
func (x *examination) application() {
	var a struct {
		ID       string `json:"id"`
		Flags    int    `json:"flags"`
		Endpoint string `json:"interactions_endpoint_url"`
		Grant    bool   `json:"bot_require_code_grant"`
	}
	if err := x.get(discordgo.EndpointApplications+"/@me", &a); err != nil {
		x.failed("application", err)
		return
	}
	x.app = a.ID
	switch {
	case a.Endpoint != "":
		x.ill("application", "in the developer portal, page General Information, empty the field Interactions Endpoint URL",
			"commands and buttons are sent to %s and never reach this bot", a.Endpoint)
	case a.Grant:
		x.ill("application", "in the developer portal, page Bot, switch off Requires OAuth2 Code Grant", "nobody can add it to a server with a link")
	default:
		x.well("application", "commands and buttons come over the gateway")
	}
	content := a.Flags&(flagContent|flagContent2) != 0
	switch {
	case x.opt.Unprompted && !content:
		x.ill("intents", "in the developer portal, page Bot, switch on Message Content, or set UNPROMPTED=off",
			"UNPROMPTED=on needs the intent Message Content, which is not switched on")
	case x.opt.Unprompted:
		x.well("intents", "Message Content is switched on, as UNPROMPTED=on needs it")
	default:
		x.well("intents", "none that needs to be switched on")
	}
}

// starts looks at whether one may connect.
func (x *examination) starts() {
	var d discordgo.GatewayBotResponse
	if err := x.get(discordgo.EndpointGatewayBot, &d); err != nil {
		x.failed("gateway", err)
		return
	}
	left := d.SessionStartLimit.Remaining
	reset := strings.TrimSuffix((time.Duration(d.SessionStartLimit.ResetAfter) * time.Millisecond).Round(time.Minute).String(), "0s")
	switch {
	case d.Shards > 1:
		x.ill("gateway", "Briefbot connects once; run one bot for each part of the servers, or take it off some", "Discord wants %d connections for so many servers", d.Shards)
	case left < fewStarts:
		x.ill("gateway", fmt.Sprintf("find out what starts it so often (a second Briefbot with the same token? a restart loop?) and wait %s", reset),
			"%d of %d connections a day are left", left, d.SessionStartLimit.Total)
	default:
		x.well("gateway", "%d of %d connections a day are left", left, d.SessionStartLimit.Total)
	}
}

// commands compares the commands that Discord has with this version's.
func (x *examination) commands() {
	if x.app == "" {
		return // said already
	}
	var have []*discordgo.ApplicationCommand
	if err := x.get(discordgo.EndpointApplicationGlobalCommands(x.app)+"?with_localizations=true", &have); err != nil {
		x.failed("commands", err)
		return
	}
	var want []*discordgo.ApplicationCommand
	for _, c := range allCommands() {
		want = append(want, c.def)
	}
	const mend = "start briefbot run: it writes them; then restart Discord to see them"
	switch {
	case len(have) == 0:
		x.ill("commands", mend, "none are registered")
	case !sameCommands(have, want):
		x.ill("commands", mend, "Discord has others than this version of Briefbot")
	default:
		x.well("commands", "all %d are registered", len(want))
	}
}

// clock compares this machine's clock with Discord's.
func (x *examination) clock() {
	skew, known := x.link.Skew()
	switch {
	case !known:
		x.well("clock", "Discord did not tell the time")
	case skew.Abs() > mostSkew:
		way := "ahead"
		if skew < 0 {
			way = "behind"
		}
		off := skew.Abs().Round(10 * time.Second) // it is known to a second or two
		x.ill("clock", "set it by the network: timedatectl set-ntp true", "it is %v %s", off, way)
	default:
		x.well("clock", "right to within %v", mostSkew)
	}
}

// servers counts the servers that the bot is in.
func (x *examination) servers() {
	var list []struct{}
	if err := x.get(discordgo.EndpointUserGuilds("@me"), &list); err != nil {
		x.failed("servers", err)
		return
	}
	switch n := len(list); n {
	case 0:
		x.ill("servers", "open the link that briefbot invite prints", "it is in none")
	case 1:
		x.well("servers", "it is in one")
	default:
		x.well("servers", "it is in %d", n)
	}
}
