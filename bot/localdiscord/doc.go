// Package localdiscord is a stand-in for Discord on loopback: one application,
// its bot, guilds, channels and people, in memory. Real Discord libraries talk
// to it over HTTP and websocket; tests and a web page act for the people.
//
// A test reads like a script:
//
//	discord := localdiscord.New(localdiscord.Options{Fail: func(err error) { t.Helper(); t.Fatal(err) }})
//	discord.Start()
//	defer discord.Close()
//	guild := discord.Guild("newsroom")
//	desk := guild.Channel("desk")
//	ann := guild.Member("ann")
//	// ... connect the bot to discord.URL() with discord.Token() ...
//	asked := ann.In(desk).Say(discord.Mention() + " how many plots?")
//	reply := desk.WaitReply(ctx, asked)
//	note := ann.In(desk).Press(reply, "Show paragraph").Wait(ctx).Message // ephemeral
//	form := ann.In(desk).Slash("suggest").Wait(ctx).Modal
//	ann.In(desk).Fill(form, map[string]any{"Text": "..."}).Submit().Wait(ctx)
//
// It misbehaves on a script, each line of which is used up in order:
//
//	discord.Hello(GreetReconnect)                    // op 7 in place of Hello
//	discord.Greet(GreetReconnect, GreetInvalid)      // in answer to IDENTIFY or RESUME
//	discord.Greet(GreetClose(4009), GreetSilence)
//	discord.Deliver(DeliverTwice, DeliverSwapped)    // the next messages and interactions
//	discord.Misbehave("POST /channels/{channel}/messages", BadGatewayDone, TooManyHTML(time.Second))
//	discord.AskReconnect()                           // now: op 7; likewise Invalidate,
//	discord.CloseGateway(4000)                       // DropGateway, DropAcks
//
// Requests are validated as Discord does, with its error codes and field
// paths; the numbers and their sources are in discord-platform.md, A1 to A7.
// Where Discord counts characters, this package counts UTF-16 units, the
// strictest reading. Nothing sleeps: waits are woken by what happens.
//
// # What it does not do
//
//	area           what is missing
//	accounts       avatars, presence, OAuth2, Bearer tokens, user installs, webhooks made by the bot
//	guilds         making and changing channels, roles and members by REST; audit log; bans; hierarchy of roles
//	channels       voice, stage, categories (and overwrites taken from them), tags, slow mode, private threads
//	threads        members other than the bot, archiving by time, lists of threads by REST
//	messages       forwards, polls, stickers, pins, crossposts, link previews by itself, automod, TTS
//	               the limit of edits of old messages (30046), age of bulk deletes
//	components     V2 layouts: counted and nested correctly, but media are not looked at
//	commands       permission overwrites of servers, entry points, the fallbacks of localizations
//	interactions   delivery by HTTP, premium, the 5 follow-ups of user installs, USE_EXTERNAL_APPS
//	attachments    signed addresses that expire, pictures' sizes, file_types
//	gateway        compression, ETF, member chunks, max_concurrency above 1, a session's own time limit,
//	               typing of the bot, audit and member events
//	rate limits    Discord's real numbers: a route allows 100,000 a second until Limit says otherwise;
//	               invalid-request bans (Answered counts what would lead to one)
//	faults         a gateway that is unreachable, slow networks, half a frame
//
// # Assumed
//
// Not stated by Discord's pages that we know, and so chosen here: embeds
// without EMBED_LINKS are dropped from a message that has something else and
// refused with 50013 when they are all there is (docs#2601); ephemeral
// messages reach the bot only as REST answers, never as events; a body whose
// JSON has the wrong type gives 50035 with BASE_TYPE_BAD_TYPE; a heartbeat
// missed twice closes with 4009; error texts besides their codes.
package localdiscord
