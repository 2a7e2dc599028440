package answers

// politePhrases speak to the bot or of the asker, and of nothing else.
var politePhrases = compile("can|could|would|will|do|did|may|might you", "can|could|may|might|should i ask|know|get|have|see|quote|use|cite|say|take|assume|trust", "tell|give|show|remind|explain|get|help|send|teach|let|ask me", "to me",
	"i want|need|would|like|know|am|was|heard|read|thought|saw|think|mean|guess|wonder|forget|forgot|remember|believe|understand|assume|suppose|recall", "im|ive|id *", "am i right|correct|wrong", "my * says|claims|thinks|reckons|said|told|claimed|insists|believes", "thank|thanks you", "for my|our *",
	"you know|think|say|said|tell|give|mean|please|confirm|find|quote|show|summarise|summarize|explain|list|describe|name|help|remember")

// busyPhrases ask what you or I do, have or are, however politely.
var busyPhrases = compile("do|did you have|offer|accept|support|like|speak|want|need", "can|could|would|will you speak|talk|call|make|do|sing|play|be|use|slow|hear|go")

var personalWords = wordSet("i my mine me you your yours youre myself yourself u ur")

// personal reports whether a question is about the asker or the bot.
func personal(r *Reading) bool {
	if busyPhrases.in(r) {
		return true
	}
	polite := make([]bool, len(r.Words))
	for i := range r.Words {
		politePhrases.at(r, i, func(p phrase) bool {
			for j := range p.words {
				polite[i+j] = true
			}
			return false
		})
	}
	for i := range r.Words {
		if personalWords[r.word(i)] && !polite[i] {
			return true
		}
	}
	return false
}

// personalShare is the share of phrasings that are personal from on which a
// base is one of such questions: what may I, what do you offer.
const personalShare = 0.2

// isPersonal reports whether the base's phrasings are.
func (ix *Index) isPersonal() bool {
	n, step := 0, max(1, len(ix.phrasings)/maxSamples)
	for p := 0; p < len(ix.phrasings); p += step {
		if personal(ix.read(ix.phrasings[p].text)) {
			n++
		}
	}
	return n > 0 && float64(n*step) >= personalShare*float64(len(ix.phrasings))
}
