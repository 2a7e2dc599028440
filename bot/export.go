package bot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"briefbot/knowledge/desk/archive"
)

const (
	// usualFile is the most bytes of a file where Discord does not say (A1).
	usualFile = 10 << 20
	// largestFile keeps a request with a file below the 25 MiB that Discord
	// takes at all (A1).
	largestFile = 24 << 20
)

// errTooLarge reports that an archive is larger than the file may be.
var errTooLarge = errors.New("larger than Discord takes")

// export is /export.
func (b *Bot) export(_ context.Context, q *request) (result, error) {
	return result{private: true, later: func(ctx context.Context) reply { return b.archive(ctx, q) }}, nil
}

// archive makes the message with the server's archive.
func (b *Bot) archive(ctx context.Context, q *request) reply {
	most := q.room
	if most <= 0 {
		most = usualFile
	}
	zip := capped{most: min(most, largestFile)}
	err := archive.Write(ctx, &zip, b.opt.Desk, q.server)
	byHand := "The operator of this bot can write it with `briefbot facts export --guild " + q.server + " FILE.zip`."
	if errors.Is(err, errTooLarge) {
		return reply{Content: fmt.Sprintf("The archive has more than the %d MiB that Discord takes here. %s", zip.most>>20, byHand)}
	}
	if err != nil {
		return b.unavailable(ctx, err).reply
	}
	b.log.InfoContext(ctx, "exported", "server", q.server, "bytes", zip.Len())
	return reply{
		Content: "**All that this server answers from**: folders of the briefings, `facts.csv` for a spreadsheet, accepted questions and the history. " +
			"`history.jsonl` has the ids of those who changed something in it, so keep it among you.",
		file: &file{
			name: "briefbot-" + b.opt.Now().UTC().Format(time.DateOnly) + ".zip", kind: "application/zip", data: zip.Bytes(),
			instead: "Discord did not take the file. " + byHand,
		},
	}
}

// capped is a buffer of at most most bytes; writing more is errTooLarge.
type capped struct {
	bytes.Buffer
	most int
}

func (c *capped) Write(p []byte) (int, error) {
	if c.Len()+len(p) > c.most {
		return 0, errTooLarge
	}
	return c.Buffer.Write(p)
}
