package answers

import "slices"

// overviewPhrases ask for the briefing as a whole.
var overviewPhrases = compile("what is|was|are this|it|these about", "whats this|it about", "what does it|this say", "main|key points|point|takeaways|takeaway|facts|message|findings",
	"summary", "summarise|summarize", "overview", "tldr", "tl dr", "gist", "in a nutshell", "in brief")

var overviewWords = wordSet(`main key point points takeaway takeaways fact facts message findings summary summarise summarize overview tldr tl dr gist
	nutshell brief about article piece story text briefing short quick whole`)

// overview reports whether r asks for the whole and names nothing of it.
func overview(r *Reading) bool {
	if len(r.Mentions)+len(r.Doubtful)+len(r.Numbers)+len(r.Dates)+len(r.Quoted) > 0 || len(r.Words) > 10 {
		return false
	}
	for i := range r.Words {
		if r.Words[i].Info >= 0.3 && !overviewWords[r.word(i)] {
			return false
		}
	}
	return overviewPhrases.in(r)
}

// headlines are the first facts of the brief summary, at most MaxNear.
func (ix *Index) headlines() []Quote {
	var out []Quote
	for i := range ix.docs[:ix.facts] {
		if ix.docs[i].fact.Headline > 0 {
			out = append(out, ix.docs[i].quote)
		}
	}
	slices.SortStableFunc(out, func(a, b Quote) int { return a.Fact.Headline - b.Fact.Headline })
	return out[:min(len(out), MaxNear)]
}
