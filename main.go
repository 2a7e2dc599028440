// Briefbot answers questions about a briefing with the figure, the verbatim
// quote and the source paragraph, and says so when the briefing does not say.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"briefbot/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := cli.Run(ctx, os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
