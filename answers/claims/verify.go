package claims

import (
	"fmt"

	"briefbot/knowledge"
)

// Verify is the citation check before a result is shown: its quote must be the
// bytes of the stored paragraph. What fails is never shown.
func Verify(base *knowledge.Base, r Result) error {
	if r.Verdict == NotCovered {
		return nil
	}
	e := r.Evidence
	fail := func(what string) error {
		return fmt.Errorf("internal error: claim %.80q: %s; the result is not shown", r.Claim, what)
	}
	if e.Briefing == nil || base.Briefing(e.Briefing.ID) != e.Briefing {
		return fail("its briefing is not in the base")
	}
	if p, ok := e.Briefing.Paragraph(e.Cite.Paragraph); !ok || p != e.Paragraph {
		return fail("its paragraph is not that of the source")
	}
	if e.Text == "" || e.Briefing.Quote(e.Cite) != e.Text {
		return fail("its quote is not in the paragraph")
	}
	if (r.Verdict == Differs) != (len(r.Differences) > 0) {
		return fail("its verdict does not follow from its differences")
	}
	return nil
}
