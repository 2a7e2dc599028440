package answers

import "strings"

// trainer collects the questions that a base's limits are learned from.
type trainer struct {
	ix         *Index
	s          *scratch
	answerable []sample
	near       []sample // fit a neighbour's
	others     []sample // on other matters
	topics     []float64
	coverages  []float64
	asked      [3]int // of each kind, before the checks
}

// phrasings asks phrasings, evenly spread and at most maxSamples, each with
// itself left out, and once more as if the quote that answers it were not in the
// base. Where a fact has few phrasings, what comes nearest to a wrong question is
// often its only one with a word exchanged: so such are asked too.
func (t *trainer) phrasings() {
	ix := t.ix
	own := ix.phrasingsOfFacts()
	few := own < fewPhrasings*ix.facts
	other := "" // the weightiest word of the last one
	samples := min(own, maxSamples)
	for n := range samples {
		p := n * own / samples
		doc := ix.phrasings[p].doc
		r := ix.read(ix.phrasings[p].text)
		ix.score(r, t.s, int32(p))
		group := ix.docs[doc].group
		if best, rival := ix.lead(t.s, ofNone); best >= 0 {
			c := t.s.cands[best]
			right := ix.docs[c.doc].group == group
			if right {
				t.coverages = append(t.coverages, c.coverage)
				t.topics = append(t.topics, topicOf(ix.evidenceOf(r, c, 0), c.gist))
			}
			t.answerable = t.add(t.answerable, 0, r, best, rival, right)
		}
		best, rival := ix.lead(t.s, group)
		if best >= 0 && !ix.together(t.s.cands[best].doc, doc) {
			t.near = t.add(t.near, 1, r, best, rival, false)
		}
		at := weightiest(r)
		if few && at >= 0 && other != "" && n%2 == 1 {
			t.ask(r.Question[:r.Words[at].Start] + other + r.Question[r.Words[at].End:])
		}
		if at >= 0 {
			other = r.Words[at].Text
		}
	}
}

// phrasingsOfFacts is how many phrasings the facts have, the negatives' not
// counted.
func (ix *Index) phrasingsOfFacts() int {
	n := 0
	for _, p := range ix.phrasings {
		if int(p.doc) < ix.facts {
			n++
		}
	}
	return n
}

// weightiest returns the word with most information, the last of several, or
// -1. Names and misspelt words are none.
func weightiest(r *Reading) int {
	at := -1
	for i := range r.Words {
		if w := &r.Words[i]; w.Info > 0 && w.feature >= 0 && r.mention(i) < 0 && (at < 0 || w.Info >= r.Words[at].Info) {
			at = i
		}
	}
	return at
}

// together reports whether two docs lead with quotes of one paragraph: the one
// may well answer the other's questions.
func (ix *Index) together(a, b int32) bool {
	x, y := ix.docs[a].fact, ix.docs[b].fact
	return x.Ref.Briefing == y.Ref.Briefing && x.Cites[0].Paragraph == y.Cites[0].Paragraph
}

// add adds the evidence for candidate best, when no check refuses it.
func (t *trainer) add(list []sample, kind int, r *Reading, best, rival int, right bool) []sample {
	t.asked[kind]++
	c := t.s.cands[best]
	margin := c.total
	if rival >= 0 {
		margin -= t.s.cands[rival].total
	}
	if t.ix.worst(r, &t.ix.docs[c.doc]) >= Doubt {
		return list
	}
	return append(list, sample{evidence: t.ix.evidenceOf(r, c, margin), right: right})
}

// ask asks a question that the base does not answer.
func (t *trainer) ask(question string) {
	r := t.ix.read(question)
	t.ix.score(r, t.s, -1)
	if best, rival := t.ix.lead(t.s, ofNone); best >= 0 {
		t.others = t.add(t.others, 2, r, best, rival, false)
	}
}

// far asks questions on other matters.
func (t *trainer) far() {
	for _, q := range strayQuestions {
		t.ask(q)
	}
}

// weighted returns all samples, weighted so that each group has its share.
func (t *trainer) weighted() []sample {
	var out []sample
	for i, group := range []struct {
		list  []sample
		share float64
	}{{t.answerable, shareAnswerable}, {t.near, shareNear}, {t.others, shareFar}} {
		for _, s := range group.list {
			s.weight = group.share / shareAnswerable * float64(t.asked[0]) / float64(t.asked[i])
			out = append(out, s)
		}
	}
	return out
}

// strayQuestions are about all sorts of things; a base answers next to none of
// them.
var strayQuestions = strings.Split(`how do i boil an egg
what is the capital of australia
who wrote the novel about the white whale
how many players are in a football team
when was the printing press invented
can you book a table for two at eight
what time does the pharmacy close on sunday
how tall is the highest mountain in africa
my laptop does not start after the update
what is the exchange rate between the yen and the krone
who painted the ceiling of the chapel in rome
how long does it take to walk ten miles
is it going to rain in chicago tomorrow
what should i cook with spinach and cheese
how do i change the password of my email account
why do leaves change their colour in autumn
where can i renew my driving licence
which planet has the most moons
what are the symptoms of the flu
how much protein is in a cup of lentils
who won the tennis final last year
how do i get from the airport to the city centre
what is the boiling point of water at high altitude
when does the new semester begin
how many calories are in an apple
what is the square root of two hundred
play some jazz in the living room
remind me to call the dentist on friday
how do plants turn light into energy
what language do people speak in brazil
who discovered penicillin and when
why is my card declined at the petrol station
how do i cancel my subscription to the magazine
what are the opening hours of the museum
how far is the moon from the earth
which river flows through vienna
what is the difference between a virus and a bacterium
how do i fix a leaking tap
what does the word serendipity mean
who was the first woman in space
how many strings does a cello have
can you tell me a joke about penguins
what is the best way to learn the piano
how old is the oldest tree
what was the cause of the great fire
when did the dinosaurs die out
is there a vegetarian restaurant near the station
what is the average salary of a teacher
how do i transfer money to another bank
which metals are magnetic
what is the plot of the film with the shark
how often should i water a cactus
who invented the telephone
why is the sky blue
what is the population of iceland
how do i remove a stain from a carpet
what did the court decide about the patent
how much does a first class stamp cost
what kind of wood is used for guitars
where do monarch butterflies spend the winter`, "\n")
