package cli

import (
	"errors"
	"fmt"
	"strings"

	"briefbot/answers/claims"
)

// checkClaimCommand checks the claims of one text, or of one a line.
type checkClaimCommand struct {
	JSON bool     `name:"json" help:"Print one JSON object a claim."`
	Text []string `arg:"" optional:"" help:"The text; several words need no quotation marks. Without one, a text a line from standard input."`
}

func (c *checkClaimCommand) Run(s *session) error {
	base, err := s.base()
	if err != nil {
		return err
	}
	checker := claims.New(base)
	if len(c.Text) > 0 {
		return s.checkClaims(checker, strings.Join(c.Text, " "), c.JSON)
	}
	return s.checkClaimLines(checker, c.JSON)
}

// checkClaimLines checks every line of standard input that is not blank. A line
// that is too long is told on standard error; the others are checked all the
// same.
func (s *session) checkClaimLines(checker *claims.Checker, asJSON bool) error {
	var failed error
	input := lines(s.ctx, s.stdin)
	for first := true; ; {
		var l line
		var more bool
		select {
		case <-s.ctx.Done():
			return s.ctx.Err()
		case l, more = <-input:
		}
		switch {
		case !more:
			return errors.Join(failed, s.ctx.Err())
		case l.err != nil:
			return fmt.Errorf("read standard input: %w", l.err)
		case l.long:
			failed = errReported
			s.errs.printf("briefbot: line %d has more than %d bytes; it is not read\n", l.number, maxLine)
			continue
		case strings.TrimSpace(l.text) == "":
			continue
		}
		if !asJSON && !first {
			s.out.printf("\n")
		}
		first = false
		if err := s.checkClaims(checker, l.text, asJSON); err != nil {
			return err
		}
	}
}

// checkClaims checks the claims of one text on standard output.
func (s *session) checkClaims(checker *claims.Checker, text string, asJSON bool) error {
	results := checker.Check(text)
	for _, r := range results {
		s.log.DebugContext(s.ctx, "checked", "claim", r.Claim, "verdict", r.Verdict)
		if err := claims.Verify(checker.Base(), r); err != nil {
			return err
		}
	}
	if len(results) == 0 && !asJSON {
		s.out.block("", plain, s.words.NoClaim())
	}
	for i, r := range results {
		if asJSON {
			if err := s.printJSON(newClaimJSON(r)); err != nil {
				return err
			}
			continue
		}
		if i > 0 {
			s.out.printf("\n")
		}
		s.printClaim(r)
	}
	return s.out.err
}

// printClaim prints a claim, its verdict, what differs and the quote.
func (s *session) printClaim(r claims.Result) {
	s.out.block("> ", bold, r.Claim)
	s.out.block("", verdictStyle[r.Verdict], string(r.Verdict)+": "+s.words.Claim(r.Verdict))
	if r.Verdict == claims.NotCovered {
		return
	}
	for _, d := range r.Differences {
		s.out.item("  - ", s.words.Difference(d))
	}
	if len(r.Words) > 0 {
		s.out.item("  = ", besides(r.Words))
	}
	e := r.Evidence
	s.out.printf("\n")
	for line := range strings.SplitSeq(e.Text, "\n") {
		s.out.block(bar, plain, line)
	}
	s.out.block(indent, dim, joined(fmt.Sprintf("¶ %d", e.Paragraph.Number), e.Paragraph.Heading, e.Briefing.Title))
}

var verdictStyle = map[claims.Verdict]style{claims.Agrees: figure, claims.Differs: warned, claims.NotCovered: dim}

// besides writes a quotation's words as they stand in the source, with those of
// the claim that are not: [-left out or replaced-] {+put there+}.
func besides(pieces []claims.Piece) string {
	var out []string
	for _, p := range pieces {
		if p.Op == claims.Same {
			out = append(out, p.Briefing)
			continue
		}
		if p.Briefing != "" {
			out = append(out, "[-"+p.Briefing+"-]")
		}
		if p.Claimed != "" {
			out = append(out, "{+"+p.Claimed+"+}")
		}
	}
	return strings.Join(out, " ")
}

// claimJSON is what check-claim --json prints. Field names and nesting are a
// promise to programs.
type claimJSON struct {
	Claim       string           `json:"claim"`
	Verdict     string           `json:"verdict"`
	Briefing    *string          `json:"briefing"`  // its id
	Paragraph   *int             `json:"paragraph"` // null when not covered, like the quote
	Quote       *string          `json:"quote"`
	Differences []differenceJSON `json:"differences"`
}

type differenceJSON struct {
	Kind     string `json:"kind"`
	Claimed  string `json:"claimed"`
	Briefing string `json:"briefing"`
}

func newClaimJSON(r claims.Result) claimJSON {
	out := claimJSON{Claim: r.Claim, Verdict: string(r.Verdict), Differences: []differenceJSON{}}
	for _, d := range r.Differences {
		out.Differences = append(out.Differences, differenceJSON{string(d.Kind), d.Claimed, d.Briefing})
	}
	if r.Verdict != claims.NotCovered {
		e := r.Evidence
		out.Briefing, out.Paragraph, out.Quote = &e.Briefing.ID, &e.Paragraph.Number, &e.Text
	}
	return out
}
