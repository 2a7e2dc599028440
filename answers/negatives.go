package answers

import "strings"

// Kinds of training questions.
const (
	answerable = iota
	near       // fit a neighbour's
	other      // on other matters
	sampleKinds
)

// trainer collects the questions that a base's limits are learned from.
type trainer struct {
	ix        *Index
	samples   [sampleKinds][]sample
	asked     [sampleKinds]int // before the checks
	topics    []float64
	coverages []float64
}

// trial is what came of a question, which may be asked once as each kind.
type trial struct {
	outcomes        [sampleKinds]outcome
	topic, coverage float64
	right           bool
}

type outcome struct {
	asked  bool
	passes bool // no check refuses it
	sample sample
}

// phrasings asks phrasings, evenly spread and at most maxSamples, each with
// itself left out, and once more as if the quote that answers it were not in the
// base. Where a fact has few phrasings, what comes nearest to a wrong question is
// often its only one with a word exchanged: so such are asked too.
func (t *trainer) phrasings() {
	ix := t.ix
	own := ix.phrasingsOfFacts()
	samples := min(own, maxSamples)
	readings := make([]*Reading, samples)
	each(samples, func(n int) { readings[n] = ix.read(ix.phrasings[n*own/samples].text) })
	exchanged := make([]string, samples)
	if own < fewPhrasings*ix.facts {
		exchanged = exchange(readings)
	}
	t.collect(samples, func(n int, s *scratch) (l trial) {
		p, r := n*own/samples, readings[n]
		doc := ix.phrasings[p].doc
		ix.score(r, s, int32(p))
		group := ix.docs[doc].group
		if best, rival := ix.lead(s, ofNone); best >= 0 {
			c := s.cands[best]
			l.right = ix.docs[c.doc].group == group
			l.topic, l.coverage = topicOf(ix.evidenceOf(r, c, 0), c.gist), c.coverage
			l.outcomes[answerable] = ix.outcome(s, r, best, rival, l.right)
		}
		if best, rival := ix.lead(s, group); best >= 0 && !ix.together(s.cands[best].doc, doc) {
			l.outcomes[near] = ix.outcome(s, r, best, rival, false)
		}
		if exchanged[n] != "" {
			l.outcomes[other] = ix.unanswerable(s, exchanged[n])
		}
		return l
	})
}

// exchange returns, for every other reading, its question with the weightiest word
// of the one before in the place of its own.
func exchange(readings []*Reading) []string {
	out := make([]string, len(readings))
	word := ""
	for n, r := range readings {
		at := weightiest(r)
		if at < 0 {
			continue
		}
		if word != "" && n%2 == 1 {
			out[n] = r.Question[:r.Words[at].Start] + word + r.Question[r.Words[at].End:]
		}
		word = r.Words[at].Text
	}
	return out
}

// collect makes n trials and takes them in order, so that what is learned does
// not hang on which was done first.
func (t *trainer) collect(n int, try func(n int, s *scratch) trial) {
	trials := make([]trial, n)
	each(n, func(i int) {
		s := t.ix.scratch.Get().(*scratch)
		trials[i] = try(i, s)
		t.ix.scratch.Put(s)
	})
	for _, l := range trials {
		if l.right {
			t.topics, t.coverages = append(t.topics, l.topic), append(t.coverages, l.coverage)
		}
		for kind, o := range l.outcomes {
			if o.asked {
				t.asked[kind]++
			}
			if o.passes {
				t.samples[kind] = append(t.samples[kind], o.sample)
			}
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

// outcome is the evidence for candidate best, when no check refuses it.
func (ix *Index) outcome(s *scratch, r *Reading, best, rival int, right bool) outcome {
	c := s.cands[best]
	margin := c.total
	if rival >= 0 {
		margin -= s.cands[rival].total
	}
	if ix.worst(r, &ix.docs[c.doc]) >= Doubt {
		return outcome{asked: true}
	}
	return outcome{asked: true, passes: true, sample: sample{evidence: ix.evidenceOf(r, c, margin), right: right}}
}

// unanswerable asks a question that the base does not answer.
func (ix *Index) unanswerable(s *scratch, question string) outcome {
	r := ix.read(question)
	ix.score(r, s, -1)
	if best, rival := ix.lead(s, ofNone); best >= 0 {
		return ix.outcome(s, r, best, rival, false)
	}
	return outcome{}
}

// far asks questions on other matters.
func (t *trainer) far() {
	t.collect(len(strayQuestions), func(n int, s *scratch) (l trial) {
		l.outcomes[other] = t.ix.unanswerable(s, strayQuestions[n])
		return l
	})
}

// weighted returns all samples, weighted so that each group has its share.
func (t *trainer) weighted() []sample {
	var out []sample
	for kind, share := range [sampleKinds]float64{shareAnswerable, shareNear, shareFar} {
		for _, s := range t.samples[kind] {
			s.weight = share / shareAnswerable * float64(t.asked[answerable]) / float64(t.asked[kind])
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
