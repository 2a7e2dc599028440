package answers

import (
	"math"
	"strings"

	"briefbot/answers/english"

	snowball "github.com/kljensen/snowball/english"
)

// stem returns the Porter2 stem of a folded word, of an irregular form that of the
// regular one. British -ise forms are read
// as -ize, so that "radicalised" meets "radicalized".
func stem(w string) string {
	for _, r := range [...][2]string{{"isation", "ization"}, {"isations", "izations"}, {"ised", "ized"}, {"ises", "izes"}, {"ising", "izing"}, {"ise", "ize"}, {"defence", "defense"}} {
		if strings.HasSuffix(w, r[0]) && len(w) > len(r[0])+3 {
			w = strings.TrimSuffix(w, r[0]) + r[1]
			break
		}
	}
	if base, ok := irregular[w]; ok {
		w = base
	}
	return snowball.Stem(w, false)
}

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// functionWords carry no content of their own: articles, pronouns,
// prepositions, auxiliaries, question words and words of politeness. They
// never count as unknown and are what a misspelt little word may be read as.
var functionWords = wordSet(`a an the this that these those there here he she it they we you i me him her them us his its their our your my mine
	hes shes theyre whats whos wheres whens hows thats isnt arent wasnt werent didnt doesnt dont hasnt havent hadnt wont wouldnt cant couldnt shouldnt
	im ive id youre its lets theres
	of in on at by for from to into onto with without within about over under than then as per via up out off down
	and or but nor so if because while though although yet
	is are was were be been being am do does did done doing has have had having will would can could shall should may might must
	who whom whose what which when where why how many much howmany howmuch whether wich
	not no yes yeah yep nope ok okay please pls plz thanks tell me give show say says said saying know want need get got let
	some any all each every both either neither such own same other another more most less least few several
	just also too very really actually even still again ever only now then already
	like mean means meant exactly precisely according anything something nothing everything someone anyone anybody somebody
	u ur r n ya gonna wanna gotta hey hi hello bot btw lol lmao omg idk tbh imo fyi asap bro dude mate guys folks
	thing things stuff one ones bit lot lots way kind sort type
	quote quotes quoted quotation verbatim wording direct provide concerning regarding true false correct right wrong question full exact precise complete literally literal actual
	mention mentions mentioned sorry excuse lately recently nowadays apart aside besides except whereas whilst vs versus`)

// information says how much a folded word tells about a question, from 0 to 1,
// by its rank among the commonest English words: 0.1 for the 40 commonest, 1
// from rank 8,000 on and for words that are not in the list. The logarithm of
// the rank is close to the word's information content (Zipf).
func information(w string) float64 {
	if functionWords[w] || len(w) == 1 {
		return 0
	}
	rank, ok := english.Rank(w)
	if !ok {
		return 1
	}
	const common, rare = 40, 8000
	return min(1, max(0.1, math.Log(float64(rank)/common)/math.Log(float64(rare)/common)))
}
