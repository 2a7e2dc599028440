package bot

import (
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"

	"briefbot/bot/gateway"
)

// lateness tells messages that came so late that they are not answered any
// more: as late as their ids are remembered, so that none is answered twice.
type lateness struct {
	log     *slog.Logger
	now     func() time.Time
	skew    func() time.Duration // by which now is ahead of Discord's clock
	skipped atomic.Int64
}

// skew is how far the real time is off; a clock of a test is right.
func skew(link *gateway.Link, realTime bool) func() time.Duration {
	return func() time.Duration {
		if !realTime {
			return 0
		}
		off, _ := link.Skew()
		return off
	}
}

// is reports whether the message with an id is too late. An id tells when it
// was made.
func (l *lateness) is(id string) bool {
	made, err := discordgo.SnowflakeTimestamp(id)
	if err != nil {
		return false // an id that tells nothing
	}
	age := l.now().Add(-l.skew()).Sub(made)
	if age < seenTime {
		return false
	}
	l.log.Info("message skipped", "late by", age.Round(time.Second), "skipped", l.skipped.Add(1))
	return true
}
