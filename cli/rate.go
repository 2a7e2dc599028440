package cli

import (
	"fmt"
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"

	"briefbot/answers/scorecard"
)

// rate is a share from 0 to 1, exact, so that 88% of 25 is 22 and not a hair
// more.
type rate struct {
	share *big.Rat
	text  string
}

var ratePattern = regexp.MustCompile(`^[0-9]{1,3}(\.[0-9]{1,9})?%?$`)

// Decode reads the argument of a flag, also one that begins with a hyphen.
func (r *rate) Decode(ctx *kong.DecodeContext) error {
	return r.UnmarshalText([]byte(argument(ctx)))
}

// ceiling is a whole number that must not be passed.
type ceiling int

// Decode reads the argument of a flag, also one that begins with a hyphen.
func (c *ceiling) Decode(ctx *kong.DecodeContext) error {
	s := argument(ctx)
	n, err := strconv.ParseUint(s, 10, 30)
	if err != nil {
		return fmt.Errorf("%q is no count; write a whole number from 0", s)
	}
	*c = ceiling(n)
	return nil
}

// argument takes the next argument as it stands, "" when there is none.
func argument(ctx *kong.DecodeContext) string {
	t := ctx.Scan.Pop()
	if t.Value == nil {
		return ""
	}
	return fmt.Sprint(t.Value)
}

// UnmarshalText reads "0.8" or "80%".
func (r *rate) UnmarshalText(b []byte) error {
	number, percent := strings.CutSuffix(string(b), "%")
	share, ok := new(big.Rat).SetString(number)
	if !ok || !ratePattern.Match(b) {
		return fmt.Errorf("%q is no share; write 0.8 or 80%%", b)
	}
	if percent {
		share.Quo(share, big.NewRat(100, 1))
	}
	if share.Cmp(big.NewRat(1, 1)) > 0 {
		return fmt.Errorf("%q is more than all; write 0.8 or 80%%", b)
	}
	*r = rate{share, string(b)}
	return nil
}

// met reports whether t reaches r.
func (r *rate) met(t scorecard.Tally) bool {
	return big.NewRat(int64(t.Right), int64(max(t.Total, 1))).Cmp(r.share) >= 0
}

// share writes a tally as "22/25 88.0%".
func share(t scorecard.Tally) string {
	if t.Total == 0 {
		return "0/0"
	}
	return fmt.Sprintf("%d/%d %.1f%%", t.Right, t.Total, 100*t.Rate())
}
