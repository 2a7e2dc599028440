package wording

import (
	"fmt"
	"strings"
	"testing"

	"briefbot/answers/claims"
)

// TestClaimSentences is every sentence on claims of every language.
func TestClaimSentences(t *testing.T) {
	sides := [][2]string{{"53", "43"}, {"53", ""}, {"", "43"}}
	for tag := range languages {
		l := For(tag)
		var out strings.Builder
		fmt.Fprintf(&out, "no claim: %s\n", l.NoClaim())
		for _, v := range []claims.Verdict{claims.Agrees, claims.Differs, claims.NotCovered} {
			if l.Claim(v) == "" {
				t.Errorf("%s: no sentence for verdict %s", tag, v)
			}
			fmt.Fprintf(&out, "verdict %s: %s\n", v, l.Claim(v))
		}
		for _, k := range append([]claims.Kind{"made-up"}, claims.Kinds...) {
			for _, s := range sides {
				d := claims.Difference{Kind: k, Claimed: s[0], Briefing: s[1]}
				fmt.Fprintf(&out, "%s %q %q: %s\n", k, s[0], s[1], l.Difference(d))
			}
		}
		golden(t, "claims-"+tag+".golden", out.String())
	}
}
