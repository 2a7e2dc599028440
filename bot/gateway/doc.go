// Package gateway keeps a bot connected to Discord: events come in, requests
// go out, and what goes wrong in between is borne here.
//
//	link.go       a Link: handlers, state, counters, how long things take
//	supervise.go  connects, resumes, identifies, backs off, gives up
//	starts.go     how often one may identify
//	conn.go       one websocket connection, from Hello to its end
//	sequence.go   up to where events have come, and which came before
//	payload.go    opcodes, close codes and what to do about them
//	event.go      events into discordgo's types
//	form.go       forms that discordgo cannot read
//	rest.go       requests through discordgo, errors without secrets
//	transport.go  the way of a request: held back, sent, repeated, given up
//	route.go      what Discord limits together
//	pace.go       50 requests in any second
//	bucket.go     the limits that it tells
//	denied.go     what it refuses, by channel
//	invalid.go    how near the ban is
//
// discordgo gives the types, their decoding and the REST calls. Its websocket
// is not used: Session.Open of v0.29.0 hangs for ever on op 7 in place of
// READY and on a server that says nothing, identifies a hundred times a second
// on op 9 from inside its reading loop, reconnects after close codes that
// forbid it, loses its session when an acknowledgement is missing, and hands
// half-decoded events on (discord-platform B2 and B4). Who guards it from
// outside can drop the Session, but not resume with another: the session id is
// private, and what Discord keeps for a RESUME is lost.
//
// Of its REST calls the sending and the errors are used. Its limiter gets a
// key of its own for each request and sees no limit, so that it neither waits
// nor grows.
//
// Each TestDefect fails against discordgo alone: BARE_DISCORDGO=1 go test
// -run TestDefect ./bot/gateway shows it.
package gateway
