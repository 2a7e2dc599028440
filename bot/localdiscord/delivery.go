package localdiscord

import (
	"encoding/json"
	"slices"
)

// A Delivery is how one MESSAGE_CREATE or INTERACTION_CREATE reaches the bot.
type Delivery int

// What Deliver can ask for.
const (
	DeliverNormally Delivery = iota
	DeliverTwice             // the same event comes twice
	DeliverSwapped           // it comes after the event that follows it
	DeliverBroken            // it comes with an id of the wrong type: nobody can read it
	DeliverLater             // it does not come; a RESUME brings it
)

// Deliver decides how the next MESSAGE_CREATEs and INTERACTION_CREATEs are
// delivered, one each.
func (s *Server) Deliver(how ...Delivery) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateway.deliveries = append(s.gateway.deliveries, how...)
}

// delivery takes how the next event of a kind is delivered. s.mu is held.
func (g *gateway) delivery(kind string) Delivery {
	if len(g.deliveries) == 0 || kind != "MESSAGE_CREATE" && kind != "INTERACTION_CREATE" {
		return DeliverNormally
	}
	how := g.deliveries[0]
	g.deliveries = g.deliveries[1:]
	return how
}

// deliver sends an event that is in the session's log.
func (ses *session) deliver(data []byte, how Delivery) {
	held := ses.held
	ses.held = nil
	if ses.conn == nil {
		return // a RESUME brings it, and what was held
	}
	switch how {
	case DeliverTwice:
		ses.conn.push(frame{data: data})
		ses.conn.push(frame{data: data})
	case DeliverSwapped:
		ses.held = append(held, data)
		return
	case DeliverBroken:
		ses.conn.push(frame{data: broken(data)})
	case DeliverLater:
	default:
		ses.conn.push(frame{data: data})
	}
	for _, h := range held {
		ses.conn.push(frame{data: h})
	}
}

// broken returns the event with an id that is a number.
func broken(data []byte) []byte {
	var p map[string]json.RawMessage
	var d map[string]json.RawMessage
	if json.Unmarshal(data, &p) != nil || json.Unmarshal(p["d"], &d) != nil {
		return data
	}
	d["id"] = json.RawMessage("7")
	p["d"], _ = json.Marshal(d) // raw JSON encodes
	out, _ := json.Marshal(p)   // likewise
	return slices.Clip(out)
}
