package answers

import "strings"

// irregular has for the forms of irregular verbs and nouns the one that the stemmer
// is given: "lost" is read as "lose", "children" as "child". Forms that are as
// often another word ("left", "saw", "ground", "wound", "bore", "lay") are not
// among them.
var irregular = irregularForms(`arise arose arisen; awake awoke; bear borne; beat beaten; bend bent; bind bound; bite bit bitten;
	bleed bled; blow blew blown; break broke broken; breed bred; build built; burn burnt; buy bought; catch caught; choose chose chosen;
	cling clung; creep crept; deal dealt; dig dug; draw drew drawn; dream dreamt; drink drank drunk; drive drove driven; eat ate eaten;
	fall fell fallen; feed fed; fight fought; flee fled; fly flew flown; forbid forbade forbidden; forget forgot forgotten;
	forgive forgave forgiven; freeze froze frozen; grow grew grown; hang hung; hide hid hidden; 
	lean leant; leap leapt; learn learnt; lend lent; lose lost; meet met; overcome overcame;
	overthrow overthrew overthrown; pay paid; prove proven; ride rode ridden; ring rang rung; rise rose risen; seek sought; sell sold;
	send sent; shake shook shaken; shine shone; shoot shot; shrink shrank shrunk; sing sang sung; sink sank sunk; sit sat; sleep slept;
	slide slid; sling slung; speak spoke spoken; speed sped; spend spent; spin spun; spring sprang sprung; steal stole stolen; stick stuck;
	sting stung; strike struck stricken; strive strove striven; swear swore sworn; sweep swept; swell swollen; swim swam swum; swing swung;
	teach taught; tear tore torn; throw threw thrown; undergo underwent undergone; understand understood;
	undertake undertook undertaken; wake woke woken; wear wore worn; weep wept; win won; withdraw withdrew withdrawn; withstand withstood; write wrote written;
	child children; foot feet; goose geese; man men; mouse mice; tooth teeth; woman women; policeman policemen; policewoman policewomen;
	crisis crises; analysis analyses; basis bases; thief thieves; knife knives; wife wives; leaf leaves; half halves; shelf shelves; wolf wolves`)

func irregularForms(list string) map[string]string {
	of := map[string]string{}
	for _, line := range strings.Split(list, ";") {
		forms := strings.Fields(line)
		for _, form := range forms[1:] {
			of[form] = forms[0]
		}
	}
	return of
}
