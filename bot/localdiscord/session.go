package localdiscord

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"strings"
)

// A session is what a bot identified for; it outlives connections.
type session struct {
	id      string
	version string
	intents Intent
	shard   [2]int
	seq     int64
	log     []logged // for a replay, the oldest first
	held    [][]byte // events that come after the next one
	conn    *conn    // nil while nobody is connected
}

type logged struct {
	seq  int64
	data []byte
}

func (c *conn) identify(raw json.RawMessage) int {
	s := c.s
	var d struct {
		Token      string          `json:"token"`
		Intents    *Intent         `json:"intents"`
		Shard      *[2]int         `json:"shard"`
		Properties json.RawMessage `json:"properties"`
	}
	if json.Unmarshal(raw, &d) != nil || d.Intents == nil || d.Properties == nil {
		return closeDecode
	}
	now := s.opt.Now()
	early := s.opt.IdentifyPace > 0 && s.gateway.identifies > 0 && now.Sub(s.gateway.lastIdentify) < s.opt.IdentifyPace
	s.gateway.identifies++
	s.gateway.lastIdentify = now
	s.broadcast()
	switch {
	case strings.TrimPrefix(d.Token, "Bot ") != s.opt.Token:
		return closeAuthentication
	case *d.Intents&^intentsKnown != 0:
		return closeIntents
	case *d.Intents&intentsPrivileged&^s.opt.Privileged != 0:
		return closeDisallowedIntents
	case d.Shard != nil && (d.Shard[1] < 1 || d.Shard[0] < 0 || d.Shard[0] >= d.Shard[1]):
		return closeShard
	}
	if early {
		c.send(opInvalid, false)
		return 0
	}
	if c.greetOddly(&s.gateway.next) {
		return 0
	}
	ses := &session{id: randomHex(16), version: c.version, intents: *d.Intents, shard: [2]int{0, 1}, conn: c}
	if d.Shard != nil {
		ses.shard = *d.Shard
	}
	for id, old := range s.gateway.sessions {
		if old.conn == nil && old.shard == ses.shard {
			delete(s.gateway.sessions, id) // nobody will come back for it
		}
	}
	s.gateway.sessions[ses.id] = ses
	c.session = ses
	s.ready(ses)
	return 0
}

// ready sends READY and then the guilds of the session's shard.
func (s *Server) ready(ses *session) {
	guilds := []any{}
	var mine []*guild
	for _, id := range s.guildIDs {
		g := s.guilds[id]
		if g.members[s.bot.ID] != nil && ses.owns(id) {
			mine = append(mine, g)
			guilds = append(guilds, map[string]any{"id": id, "unavailable": true})
		}
	}
	v := 10
	if ses.version == "9" {
		v = 9
	}
	_, me, _ := s.getMe(nil)
	ses.add("READY", map[string]any{
		"v": v, "user": me, "guilds": guilds, "session_id": ses.id, "session_type": "normal", "shard": ses.shard,
		"resume_gateway_url": s.gatewayURL() + "/resume", "application": map[string]any{"id": s.appID, "flags": s.appFlags()},
		"private_channels": []any{}, "presences": []any{}, "relationships": []any{}, "guild_join_requests": []any{},
	})
	if ses.intents&IntentGuilds != 0 {
		for _, g := range mine {
			ses.add("GUILD_CREATE", s.guildCreate(g))
		}
	}
	s.emit(Event{Kind: "ready"})
}

func (c *conn) resume(raw json.RawMessage) int {
	s := c.s
	var d struct {
		Token   string `json:"token"`
		Session string `json:"session_id"`
		Seq     int64  `json:"seq"`
	}
	if json.Unmarshal(raw, &d) != nil {
		return closeDecode
	}
	s.gateway.resumes++
	if !c.again {
		s.gateway.misplaced++
	}
	s.broadcast()
	if strings.TrimPrefix(d.Token, "Bot ") != s.opt.Token {
		return closeAuthentication
	}
	if c.greetOddly(&s.gateway.next) {
		return 0
	}
	ses := s.gateway.sessions[d.Session]
	switch {
	case ses == nil, len(ses.log) > 0 && d.Seq < ses.log[0].seq-1:
		c.send(opInvalid, false)
		return 0
	case d.Seq > ses.seq:
		return closeSeq
	}
	if ses.conn != nil {
		ses.conn.drop()
	}
	ses.conn, c.session, ses.held = c, ses, nil
	for _, e := range ses.log {
		if e.seq > d.Seq {
			c.push(frame{data: e.data})
		}
	}
	ses.add("RESUMED", map[string]any{"_trace": []string{"localdiscord"}})
	s.emit(Event{Kind: "ready"})
	return 0
}

// owns reports whether the events of guild go to the session's shard; direct
// messages (no guild) go to shard 0.
func (ses *session) owns(guild string) bool {
	return int(snowflake(guild)>>22%uint64(ses.shard[1])) == ses.shard[0]
}

// add numbers an event, keeps it for a replay and sends it.
func (ses *session) add(kind string, data any) {
	raw, err := json.Marshal(data)
	if err == nil {
		ses.addRaw(kind, raw, DeliverNormally)
	}
}

func (ses *session) addRaw(kind string, raw json.RawMessage, how Delivery) {
	ses.seq++
	data, err := json.Marshal(payload{Op: opDispatch, Data: raw, Seq: &ses.seq, Type: &kind})
	if err != nil {
		return
	}
	ses.log = append(ses.log, logged{ses.seq, data})
	if len(ses.log) > 2*replayKept {
		ses.log = append([]logged(nil), ses.log[len(ses.log)-replayKept:]...)
	}
	ses.deliver(data, how)
}

func randomHex(n int) string {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails
	return hex.EncodeToString(b)
}
