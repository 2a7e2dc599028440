package answers

import (
	"slices"
	"strings"

	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

// asides are phrases that speak of the briefing or of the form of the answer
// and tell nothing of what is asked.
var asides = compile("the|this article|briefing|piece|text|story say|says|said|mention|mentions|call|calls|give|gives|state|states|describe|describes|tell",
	"in the|this article|briefing|piece|text|story", "according to the|this article|briefing|piece|text", "does the|this article|briefing|text",
	"exact words", "own words", "which words", "what words", "the words", "word for word", "supposed|meant to", "come|comes|came|amount|amounts to", "hold|holds|held|holding the|this|that|a|his|her|their", "together", "currently|presently|nowadays", "what happened|happens|happening", "the line", "the phrase", "think|thinks|thinking|thought of|about", "precise|literal|actual|very|original words|wording")

// frames are phrases around a question that tell nothing of what is asked, not even
// to the likeness of questions.
var frames = compile("for my|our essay|paper|homework|presentation|assignment|seminar|coursework|project|thesis|dissertation|blog|newsletter|exam",
	"for a|the|my|our slide|slides|tweet|headline|caption|thread|handout", "for a|my|our report|lecture|talk|debate|podcast|infographic|story|piece|column", "for an|my|our article", "for a|the|my|our pull quote",
	"for school|class|uni|university|college|homework|context|reference", "respond|reply|answer|speak|talk|write to me|us in english", "respond|reply|answer|speak|talk|write in english", "can|could|would someone|somebody|anyone|anybody|you paste|post|drop|share|send|quote", "at all", "get|gets|got|getting a mention", "get|gets|got|been mentioned|covered|discussed",
	"come|comes|came|coming up", "come|comes|came into it|this|that", "it|this|that anywhere", "talked|written about", "mention|mentioned|covered|discussed|appear|appears anywhere", "anywhere in")

// frame takes the words of frames, and those that only lead to the question, out of
// it altogether.
func (r *Reading) frame() {
	leave := func(i int) { r.Words[i].framed, r.Words[i].feature, r.Words[i].Info = true, -1, 0 }
	for i := range leadIn(r) {
		leave(i)
	}
	for i := range r.Words {
		frames.at(r, i, func(p phrase) bool {
			for j := range p.words {
				leave(i + j)
			}
			return false
		})
	}
}

// dropChatter takes the words of chatter out of the question, unless they are most
// of it.
func (ix *Index) dropChatter(r *Reading) {
	chatter := r.chatter()
	if len(chatter) == 0 {
		return
	}
	rest := slices.DeleteFunc(slices.Clone(r.tokens), func(t text.Token) bool {
		return slices.ContainsFunc(chatter, func(s text.Span) bool { return s.Contains(text.Span{Start: t.Start, End: t.End}) })
	})
	if 2*len(rest) >= len(r.tokens) {
		r.tokens = rest
		r.Mentions = ix.base.Names.FindTokens(nil, r.Question, rest)
	}
}

// chatter returns the sentences beside a question that only tell of the asker: "I
// drive nights.", "My son is ten."
func (r *Reading) chatter() []text.Span {
	if !strings.ContainsAny(r.Question[:max(0, len(r.Question)-1)], ".!?\n") {
		return nil
	}
	sentences := text.Sentences(r.Question)
	if len(sentences) < 2 {
		return nil
	}
	return slices.DeleteFunc(sentences, func(s text.Span) bool {
		first := slices.IndexFunc(r.tokens, func(t text.Token) bool { return t.Start >= s.Start })
		return first < 0 || !oneOf(r.tokens[first].Norm, "i|im|ive|id|my|we|our|were|weve|thanks|thank|please|hi|hello|hey|sorry") || strings.HasSuffix(strings.TrimSpace(s.Of(r.Question)), "?") ||
			slices.ContainsFunc(r.Mentions, func(m knowledge.Mention) bool { return s.Contains(m.Span) })
	})
}

// setAside takes the words of such phrases out of what must be covered.
func (r *Reading) setAside() {
	for i := range r.Words {
		if (i == 0 || i == len(r.Words)-1) && len(r.Words) > 1 && oneOf(r.word(i), "total|max|maximum|min|minimum") {
			r.Words[i].Info = 0 // "vacancies total"
		}
		if r.WantsQuote && quoteWords[r.word(i)] {
			r.Words[i].Info = 0
		}
		asides.at(r, i, func(p phrase) bool {
			for j := range p.words {
				r.Words[i+j].Info = 0
			}
			return false
		})
	}
}
