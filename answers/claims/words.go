package claims

import (
	"strings"

	"briefbot/knowledge/text"

	snowball "github.com/kljensen/snowball/english"
)

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// light words carry nothing that could be true or false by itself. Everything
// else must be carried by the source before a claim agrees, so the list is
// short on purpose: no quantifier, no negation, no modal, no cause is in it.
var light = wordSet(`a an the this that these those there here is are was were be been being am do does did have has had having
	of in on at by for from to into onto with within about as via per between among toward towards regarding concerning
	and who whom whose which where when while although though however also too now then just whereas
	such like including number figure figures involve involves involved involving include includes included amid`)

// pronouns stand for somebody that only the text around a claim names.
var pronouns = wordSet("he she it they him her them his hers its their theirs himself herself itself themselves")

// personal words make a claim its writer's opinion.
var personal = wordSet("i me my mine we us our ours you your yours")

// negations turn a sentence round.
var negations = wordSet(`not no never neither nor none nobody nothing nowhere without hardly barely scarcely cannot isnt arent wasnt werent
	dont doesnt didnt hasnt havent hadnt wont wouldnt cant couldnt shouldnt false untrue deny denies denied refuse refuses refused reject rejects
	rejected dismiss dismissed refute refuted lack lacks lacking`)

// hedging words make a sentence say less. A claim that leaves one out says
// more than the source.
var hedging = wordSet(`much many most some several few partly mostly largely particularly mainly chiefly could may might would should
	seen seems appears reportedly allegedly apparently perhaps maybe possibly probably likely suspected seeking attempted only
	more less part parts example if unless expected planned want wants`)

// maybe are the words for what is only possible.
var maybe = wordSet("possible possibly potential suspected alleged")

// speech are the verbs that only say that somebody speaks.
var speech = wordSet(`say says said saying tell tells told state states stated add adds added reveal reveals revealed explain explains explained
	warn warns warned warning insist insists insisted admit admits admitted acknowledge acknowledges acknowledged agree agrees agreed conclude
	concludes concluded assure assures assured highlight highlights highlighted note notes noted announce announces announced declare declares
	declared stress stresses stressed reply replies replied argue argues argued remark remarks remarked mention mentions mentioned emphasise
	emphasised emphasize emphasized claim claims claimed caution cautions cautioned report reports reported describe describes described call calls called`)

// concepts are words that mean the same here: a word of a row may stand for any
// other. The rows are general English and near; what is merely alike is left
// out, because a wrong row could make a claim agree.
var concepts = rows(`
	disrupt foil stop thwart prevent avert
	rise increase grow growth climb
	fall decrease decline drop reduce reduction
	account represent constitute comprise
	expel eject oust
	possible potential
	nearly almost
	seize capture
	large big
	resume restart renew
	attack assault
	deadly lethal fatal
	back sponsor
	connection link tie
	overseas abroad
	offset outweigh
	exceed surpass
	offshoot branch affiliate
	case incident
	terror terrorism terrorist
	agency service
	relationship relation
	recall remember
	organize organise
	prioritize prioritise`)

func rows(table string) map[string]string {
	out := map[string]string{}
	for row := range strings.SplitSeq(table, "\n") {
		fields := strings.Fields(row)
		for _, w := range fields {
			out[snowball.Stem(w, false)] = fields[0]
		}
	}
	return out
}

// Concepts that phrases stand for and that are compared in their own way.
const carriedOut = "carry out" // done, not only planned or possible

// phrases are runs of folded words with what they stand for: concepts parted
// by "+", "" for nothing. Longest first where one begins another.
var phrases = []struct {
	words []string
	means string
}{
	{strings.Fields("was carried out"), carriedOut}, {strings.Fields("carried out"), carriedOut}, {strings.Fields("took place"), carriedOut},
	{strings.Fields("makes up"), "account"}, {strings.Fields("make up"), "account"}, {strings.Fields("made up"), "account"},
	{strings.Fields("takes up"), "account"}, {strings.Fields("take up"), "account"}, {strings.Fields("took up"), "account"},
	{strings.Fields("kicked out"), "expel"}, {strings.Fields("thrown out"), "expel"}, {strings.Fields("threw out"), "expel"},
	{strings.Fields("went up"), "rise"}, {strings.Fields("gone up"), "rise"}, {strings.Fields("went down"), "fall"}, {strings.Fields("gone down"), "fall"},
	{strings.Fields("more than offset"), "offset+exceed"}, {strings.Fields("more than outweighed"), "offset+exceed"},
	{strings.Fields("also called"), "known"}, {strings.Fields("also known"), "known"}, {strings.Fields("known"), "known"},
}

var carried = wordSet("committed perpetrated happened occurred succeeded executed")

// irregular forms that the stemmer does not bring together.
var irregular = map[string]string{"rose": "rise", "risen": "rise", "rising": "rise", "fell": "fall", "fallen": "fall", "grew": "grow", "grown": "grow", "organisation": "organization"}

// conceptOf returns what a folded word stands for.
func conceptOf(w string) string {
	if carried[w] {
		return carriedOut
	}
	if v, ok := irregular[w]; ok {
		w = v
	}
	s := snowball.Stem(w, false)
	if c, ok := concepts[s]; ok {
		return c
	}
	return s
}

// phraseAt returns the phrase that starts at token i, or n == 0.
func phraseAt(toks []text.Token, i int) (means string, n int) {
next:
	for _, p := range phrases {
		if i+len(p.words) > len(toks) {
			continue
		}
		for k, w := range p.words {
			if toks[i+k].Norm != w {
				continue next
			}
		}
		return p.means, len(p.words)
	}
	return "", 0
}
