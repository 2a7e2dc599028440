// Package cli is the terminal face: one file a command.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"

	"github.com/alecthomas/kong"
	"golang.org/x/term"

	"briefbot/answers/wording"
	"briefbot/config"
)

// Exit codes.
const (
	exitOK          = 0
	exitProblem     = 1   // something is wrong with a file, a setting or a floor
	exitUsage       = 2   // something is wrong with the arguments
	exitInterrupted = 130 // the context was cancelled, as shells say it
)

// grammar is the command line.
type grammar struct {
	Briefing []string `placeholder:"DIR" sep:"none" help:"Folder of a briefing to use instead of the built-in one; may be repeated."`

	Ask        askCommand        `cmd:"" help:"Answer a question; without one, a question a line from standard input."`
	Summary    summaryCommand    `cmd:"" help:"Sum up the briefing from its curated facts."`
	Check      checkCommand      `cmd:"" help:"Check every citation of a briefing, and look for what could be better."`
	CheckClaim checkClaimCommand `cmd:"" help:"Check what somebody claims against the briefing, sentence by sentence."`
	Eval       evalCommand       `cmd:"" help:"Ask the questions of files with right answers, and count."`
	Run        runCommand        `cmd:"" help:"Connect to Discord and answer there."`
	Local      localCommand      `cmd:"" help:"Try the bot in a browser, on a stand-in for Discord on this machine; the default without DISCORD_TOKEN."`
	Facts      factsCommand      `cmd:"" help:"Export or import what a server answers from."`
	Forget     forgetCommand     `cmd:"" help:"Delete everything that is stored about a server, now."`
	Invite     inviteCommand     `cmd:"" help:"Print the link that puts the bot on a server, with exactly the permissions it needs."`
	Doctor     doctorCommand     `cmd:"" help:"Look for what keeps the bot from answering on Discord, and say how to mend it."`
	Version    versionCommand    `cmd:"" help:"Print the version."`
	Start      startCommand      `cmd:"" default:"1" hidden:""`
}

const description = `Briefbot answers questions about a briefing with the figure, the verbatim quote and the source paragraph. ` +
	`What the briefing does not say, it says that it does not say.`

// session is what a command runs with.
type session struct {
	ctx      context.Context
	config   config.Config
	dirs     []string // of --briefing
	stdin    io.Reader
	out      *output
	errs     *output
	terminal struct{ in, out, err bool }
	words    wording.Language
	log      *slog.Logger
}

// errReported says that a command has told on standard error what is wrong.
var errReported = errors.New("reported")

// Run runs the command line args, program name left out, and returns the exit
// code. It reads settings from environ and from .env in the working directory.
// It returns when ctx is cancelled.
func Run(ctx context.Context, args, environ []string, stdin io.Reader, stdout, stderr io.Writer) int {
	s := &session{ctx: ctx, stdin: stdin, out: &output{w: stdout}, errs: &output{w: stderr}, words: wording.For("en")}
	s.terminal.in, s.terminal.out, s.terminal.err = isTerminal(stdin), isTerminal(stdout), isTerminal(stderr)

	var g grammar
	exited := false
	parser, err := kong.New(&g, kong.Name("briefbot"), kong.Description(description), kong.Writers(s.out, s.errs),
		kong.Exit(func(int) { exited = true }), kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}))
	if err != nil {
		s.errs.printf("briefbot: %v\n", err)
		return exitUsage
	}
	parsed, err := parser.Parse(args)
	if exited { // after --help
		return s.done(nil)
	}
	if err != nil {
		s.errs.printf("briefbot: %s\n", clean(err.Error()))
		s.errs.printf("To ask: briefbot ask \"How many plots?\"; all commands: briefbot --help\n")
		return exitUsage
	}
	s.dirs = g.Briefing
	if parsed.Command() != "version" {
		if s.config, err = config.Load(environ, ".env"); err != nil {
			s.errs.printf("%s\n", cleanLines(err.Error()))
			return exitProblem
		}
		for _, warning := range config.Unknown(".env") {
			s.errs.printf("briefbot: %s\n", clean(warning))
		}
	}
	s.log = slog.New(slog.NewTextHandler(s.errs, &slog.HandlerOptions{Level: s.config.LogLevel}))
	s.out.look(stdout, s.terminal.out && !bool(s.config.NoColor))
	return s.done(parsed.Run(s))
}

// done turns how a command ended into the exit code.
func (s *session) done(err error) int {
	var failed *writeError
	switch {
	case err == nil && s.out.err == nil:
		return exitOK
	case errors.As(s.out.err, &failed):
		s.errs.printf("briefbot: %v\n", failed)
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.Is(err, errReported):
	default:
		s.errs.printf("briefbot: %s\n", cleanLines(err.Error()))
	}
	return exitProblem
}

// isTerminal reports whether a stream is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// writeError reports that output was lost.
type writeError struct{ err error }

func (e *writeError) Error() string { return fmt.Sprintf("write output: %v", e.err) }
func (e *writeError) Unwrap() error { return e.err }
