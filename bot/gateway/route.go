package gateway

import (
	"hash/fnv"
	"strconv"
	"strings"
)

// A route is what Discord limits together, apart from its buckets: a method
// and a path without ids, and the id that the limit is for.
type route struct {
	name    string // "POST /channels/{id}/messages"; names no id and no token
	major   string // the channel's or guild's id, or a hash of a token
	channel string // "" for a route of no channel
	// open routes carry their token in the path: they are not under the bot's
	// global limit, and a 401 there is about that token alone.
	open bool
}

const (
	routeSend     = "POST /channels/{id}/messages"
	routeCallback = "POST /interactions/{id}/{token}/callback"
)

// routeOf reads the route of a request; path begins with /api/vN.
func routeOf(method, path string) route {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	if len(parts) > 1 && parts[0] == "api" {
		parts = parts[1:]
		if len(parts[0]) > 1 && parts[0][0] == 'v' && isID(parts[0][1:]) {
			parts = parts[1:]
		}
	}
	var r route
	name := method + " "
	for i, p := range parts {
		before := func(n int, of ...string) bool {
			for _, o := range of {
				if i >= n && parts[i-n] == o {
					return true
				}
			}
			return false
		}
		switch {
		case before(2, "webhooks", "interactions") && i == 2:
			r.open, r.major = true, hashed(p)
			p = "{token}"
		case isID(p):
			if i == 1 && before(1, "channels", "guilds", "webhooks") {
				r.major = p
			}
			if i == 1 && before(1, "channels") {
				r.channel = p
			}
			p = "{id}"
		case before(1, "reactions"):
			p = "{emoji}"
		}
		name += "/" + p
	}
	r.name = name
	return r
}

func isID(s string) bool {
	_, err := strconv.ParseUint(s, 10, 64)
	return err == nil
}

// hashed stands in for a token where it must be told from others but not kept.
func hashed(token string) string {
	h := fnv.New64a()
	h.Write([]byte(token))
	return strconv.FormatUint(h.Sum64(), 36)
}
