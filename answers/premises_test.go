package answers_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"briefbot/answers"
	"briefbot/knowledge"
	"briefbot/knowledge/folder"
)

const harbourSource = `Torv Shipping, the largest user of the port of Harn, has hired 320 dockers, and Lund Lines, a maker of engines, closed a yard in 2011. Harn has 64 cranes, a number unseen since 2007, and the second-highest share among the nine members of the Northern League.

The port authority could fine as many as five firms by the end of October. Mayor Ada Brown wants tolls cut by at least 10% at once. Dockers must be paid at least 90 crowns an hour. Together the quotas of Harn and Velm come to 1,200 tonnes. In a poll 61% of residents rejected them.

Attendance at the museum has fallen to 310 a match. Pay was raised by 4% in July, but a welder earns twice as much in Velm. All tickets were sold within 40 minutes, and Velm’s navy sent two frigates. The age for a licence was lowered to 17. Of the 8 million crowns set aside over five years, 3 million crowns comes from a fund.

The port came 16th in a ranking this spring, its worst place since 2005; Velm came third in 2012. Pilots get 350 crowns a month, and the yard has cut its list by a third. The yearly fee was raised from 40 to 65 crowns. The 84 delegates of the guilds have asked to meet at once. Rosa Lind took over on 6 February, when Karl Moe resigned. Ada Brown sat on the board until 2016. Rosa Lind, who was 29 at the time, heads the guild. Talks began on 21 May, and the deficit is to reach 4% this year.
`

const harbourHead = `briefing: {id: harbour, title: The harbour of Harn}
glossary:
  - {name: Ada Brown, kind: person, same: [Brown, the mayor]}
  - {name: Rosa Lind, kind: person, same: [Lind]}
  - {name: Karl Moe, kind: person, same: [Moe]}
  - {name: Torv Shipping, kind: body, same: [Torv]}
  - {name: Lund Lines, kind: body, same: [Lund]}
  - {name: port authority, kind: body}
  - {name: Northern League, kind: body}
  - {name: Harn, kind: place}
  - {name: Velm, kind: place}
  - {name: Velm navy, kind: body, same: [Velm’s navy], within: [Velm]}
`

// harbourFacts are facts of the harbour: id, paragraph, quote, statement, figure, about
// and how it is asked for.
var harbourFacts = [][7]string{
	{"dockers", "1", "Torv Shipping, the largest user of the port of Harn, has hired 320 dockers, and Lund Lines, a maker of engines, closed a yard in 2011.", "Torv Shipping has hired 320 dockers.", "'320'", "measure: dockers hired, by: [Torv Shipping]", "How many dockers has Torv hired?"},
	{"yard", "1", "Torv Shipping, the largest user of the port of Harn, has hired 320 dockers, and Lund Lines, a maker of engines, closed a yard in 2011.", "Lund Lines closed a yard in 2011.", "'2011'", "measure: yard, by: [Lund Lines]", "When was the yard closed?"},
	{"cranes", "1", "Harn has 64 cranes, a number unseen since 2007, and the second-highest share among the nine members of the Northern League.", "Harn has 64 cranes.", "'64'", "measure: cranes, of: [Harn]", "How many cranes are there?"},
	{"members", "1", "Harn has 64 cranes, a number unseen since 2007, and the second-highest share among the nine members of the Northern League.", "The Northern League has nine members; Harn has the second-highest share.", "nine", "measure: members, of: [Northern League], where: [Harn]", "In which place are the members?"},
	{"fines", "2", "The port authority could fine as many as five firms by the end of October.", "As many as five firms could be fined by the port authority by the end of October.", "as many as five", "measure: firms, by: [port authority], period: by the end of October", "How many firms could be fined?"},
	{"tolls", "2", "Mayor Ada Brown wants tolls cut by at least 10% at once.", "Ada Brown wants tolls cut by at least 10%.", "at least 10%", "measure: tolls, by: [Ada Brown]", "By how much should tolls be cut?"},
	{"pay", "2", "Dockers must be paid at least 90 crowns an hour.", "Dockers must be paid at least 90 crowns an hour.", "90 crowns", "measure: pay of dockers", "How much must dockers be paid?"},
	{"quotas", "2", "Together the quotas of Harn and Velm come to 1,200 tonnes.", "Together the quotas of Harn and Velm come to 1,200 tonnes.", "1,200 tonnes", "measure: quotas, of: [Harn, Velm]", "What do the quotas come to?"},
	{"poll", "2", "In a poll 61% of residents rejected them.", "61% of residents rejected the quotas.", "61%", "measure: rejection of the quotas", "How many residents rejected the quotas?"},
	{"attendance", "3", "Attendance at the museum has fallen to 310 a match.", "Attendance at the museum is 310 a match.", "'310'", "measure: attendance", "What is the attendance?"},
	{"rise", "3", "Pay was raised by 4% in July, but a welder earns twice as much in Velm.", "Pay was raised by 4% in July.", "4%", "measure: pay, period: in July", "By how much was pay raised?"},
	{"welder", "3", "Pay was raised by 4% in July, but a welder earns twice as much in Velm.", "A welder earns twice as much in Velm.", "twice", "measure: pay of welders", "How much more does a welder earn?"},
	{"tickets", "3", "All tickets were sold within 40 minutes, and Velm’s navy sent two frigates.", "All tickets were sold within 40 minutes.", "", "measure: tickets", "Within how many minutes were the tickets sold?"},
	{"frigates", "3", "All tickets were sold within 40 minutes, and Velm’s navy sent two frigates.", "Velm’s navy sent two frigates.", "two frigates", "measure: frigates, by: [Velm navy]", "How many frigates were sent?"},
	{"age", "3", "The age for a licence was lowered to 17.", "The age for a licence was lowered to 17.", "'17'", "measure: age for a licence", "At what age does one get a licence?"},
	{"budget", "3", "Of the 8 million crowns set aside over five years, 3 million crowns comes from a fund.", "8 million crowns are set aside over five years.", "8 million crowns", "measure: money set aside, period: over five years, status: planned", "How much money is set aside?"},
	{"fund", "3", "Of the 8 million crowns set aside over five years, 3 million crowns comes from a fund.", "3 million crowns of the money comes from a fund.", "3 million crowns", "measure: money from the fund", "How much of the money comes from a fund?"},
	{"place", "4", "The port came 16th in a ranking this spring, its worst place since 2005; Velm came third in 2012.", "The port came 16th in a ranking this spring.", "", "measure: place in a ranking, where: [Harn]", "What place did the port take in the ranking?"},
	{"pilots", "4", "Pilots get 350 crowns a month, and the yard has cut its list by a third.", "Pilots get 350 crowns a month.", "350 crowns", "measure: pay of pilots", "How much do pilots get?"},
	{"list", "4", "Pilots get 350 crowns a month, and the yard has cut its list by a third.", "The yard has cut its list by a third.", "a third", "measure: cut of the list", "By how much has the yard cut its list?"},
	{"fee", "4", "The yearly fee was raised from 40 to 65 crowns.", "The yearly fee is 65 crowns.", "65 crowns", "measure: yearly fee", "What is the yearly fee?"},
	{"delegates", "4", "The 84 delegates of the guilds have asked to meet at once.", "The 84 delegates of the guilds have asked to meet.", "84 delegates", "measure: delegates of the guilds", "How many delegates are there?"},
	{"lind", "4", "Rosa Lind took over on 6 February, when Karl Moe resigned.", "Rosa Lind took over on 6 February.", "6 February\n    terms: [treasurer]", "measure: change at the top, by: [Rosa Lind]", "When did Rosa Lind take over?"},
	{"guild", "4", "Rosa Lind, who was 29 at the time, heads the guild.", "Rosa Lind heads the guild.", "", "measure: head of the guild, by: [Rosa Lind]", "Who heads the guild?"},
	{"board", "4", "Ada Brown sat on the board until 2016.", "Ada Brown sat on the board until 2016.", "'2016'", "measure: seat on the board, by: [Ada Brown], period: until 2016", "When did Ada Brown sit on the board?"},
	{"lindage", "4", "Rosa Lind, who was 29 at the time, heads the guild.", "Rosa Lind was 29 at the time.", "'29'", "measure: age of the chief, of: [Rosa Lind]", "How old was Rosa Lind?"},
	{"talks", "4", "Talks began on 21 May, and the deficit is to reach 4% this year.", "Talks began on 21 May.", "21 May", "measure: talks", "When did talks begin?"},
	{"deficit", "4", "Talks began on 21 May, and the deficit is to reach 4% this year.", "The deficit is to reach 4% this year.", "4%", "measure: deficit, status: planned", "How large is the deficit?"},
	{"moe", "4", "Rosa Lind took over on 6 February, when Karl Moe resigned.", "Rosa Lind took over on 6 February, when Karl Moe resigned.", "6 February\n    terms: [resigned]", "measure: end at the top, by: [Rosa Lind, Karl Moe]", "When did Karl Moe resign?"},
}

// harbour is a briefing whose facts have few phrasings, but enough to tell what they
// answer.
func harbour(t *testing.T) *answers.Index {
	t.Helper()
	var facts strings.Builder
	facts.WriteString("facts:\n")
	for _, f := range harbourFacts {
		figure := ""
		if f[4] != "" {
			figure = "    figure: " + f[4] + "\n"
		}
		fmt.Fprintf(&facts, "  - id: %s\n    topic: Harn\n    statement: %q\n    cites: [{paragraph: %s, quote: %q}]\n%s    about: {%s}\n    ask:\n", f[0], f[3], f[1], f[2], figure, f[5])
		measure, _, _ := strings.Cut(strings.TrimPrefix(f[5], "measure: "), ",")
		for _, ask := range []string{f[6], measure, measure + " number", "who knows the " + measure, "tell me about the " + measure, f[6] + " please"} {
			fmt.Fprintf(&facts, "      - %q\n", ask)
		}
	}
	b, problems := folder.Read(fstest.MapFS{"source.txt": {Data: []byte(harbourSource)}, "facts.yaml": {Data: []byte(harbourHead + facts.String())}})
	for _, p := range problems {
		t.Fatal(p)
	}
	return answers.New(knowledge.NewBase(b))
}

// TestPremises asks of one fact each what only one check keeps from it, and the same
// with the premise right.
func TestPremises(t *testing.T) {
	ix := harbour(t)
	const fine = answers.PremiseKind("")
	for _, tt := range []struct {
		id, question string
		kind         answers.PremiseKind // fine: no finding
	}{
		{"dockers", "How many dockers has Lund Lines hired?", answers.PremiseRole},
		{"dockers", "How many dockers has Torv Shipping hired?", fine},
		{"dockers", "How many of Lund’s dockers were hired?", answers.PremiseRole},
		{"yard", "When did Torv close a yard?", answers.PremiseRole},
		{"yard", "When did the Northern League close a yard?", answers.PremiseRole},
		{"yard", "When did Harn close a yard?", answers.PremiseRole},
		{"yard", "When was Harn closing a yard?", answers.PremiseRole},
		{"dockers", "How many dockers had Torv Shipping hired in 2011?", answers.PremisePeriod},
		{"yard", "When did Lund Lines say yes to closing the yard?", fine},
		{"yard", "When did Lund Lines say that the yard is closed?", answers.PremiseRole},
		{"yard", "When did Lund Lines close a yard?", fine},
		{"yard", "When was the yard of 2011 closed?", answers.PremiseType},
		{"cranes", "What was the number of cranes in 2007?", answers.PremisePeriod},
		{"cranes", "What is the number of cranes?", fine},
		{"cranes", "How many cranes were there before 2007?", answers.PremisePeriod},
		{"cranes", "How many of the 64 cranes are new?", answers.PremiseRestriction},
		{"cranes", "How many cranes are there nationwide?", answers.PremiseRestriction},
		{"cranes", "How many cranes are there in the third year?", answers.PremiseRestriction},
		{"cranes", "How many cranes were there before the war?", answers.PremisePeriod},
		{"members", "Where is the highest share held?", answers.PremiseRestriction},
		{"members", "Where is the second-highest share held?", fine},
		{"members", "How many members are there altogether?", answers.PremiseRestriction},
		{"cranes", "How many cranes are there altogether?", answers.PremiseRestriction},
		{"frigates", "How many frigates were sent altogether?", fine},
		{"members", "Which countries are members?", answers.PremiseType},
		{"members", "Which three members are there?", answers.PremiseType},
		{"fines", "How many firms were fined?", answers.PremiseStatus},
		{"fines", "How many firms could be fined?", fine},
		{"fines", "How many firms could be fined by the end of last year?", answers.PremisePeriod},
		{"fines", "How many firms could be fined the year before?", answers.PremisePeriod},
		{"budget", "Which bank sets money aside?", answers.PremiseType},
		{"fines", "How many of the four other firms could be fined?", answers.PremiseNumber},
		{"tolls", "By how much have tolls been cut?", answers.PremiseStatus},
		{"tolls", "Which minister wants tolls cut by so much?", fine},
		{"pay", "Which minister pays dockers so much?", answers.PremiseType},
		{"yard", "What is the name of the yard?", answers.PremiseType},
		{"frigates", "How many frigates has Harn’s navy sent?", answers.PremiseEntity},
		{"tolls", "By how much does the mayor want tolls cut?", fine},
		{"pay", "How many crowns a week must dockers be paid?", answers.PremiseRestriction},
		{"pay", "How many crowns an hour must dockers be paid?", fine},
		{"pay", "How many dockers must be paid?", answers.PremiseThing},
		{"pay", "How much is a docker paid on average?", answers.PremiseRestriction},
		{"quotas", "What does the quota of Velm come to?", answers.PremiseScope},
		{"quotas", "What do both quotas come to?", fine},
		{"poll", "How many people rejected the quotas?", fine},
		{"poll", "How many dockers rejected the quotas?", answers.PremiseType},
		{"poll", "What share of residents accepted the quotas?", answers.PremiseThing},
		{"poll", "What share of residents rejected the quotas?", fine},
		{"poll", "What share of the dockers rejected the quotas?", answers.PremiseThing},
		{"attendance", "What is the average attendance?", fine},
		{"attendance", "What is the least attendance?", answers.PremiseRestriction},
		{"attendance", "What was the attendance last year?", answers.PremisePeriod},
		{"rise", "What is the pay in July?", answers.PremiseType},
		{"rise", "By how much is pay raised now?", answers.PremisePeriod},
		{"rise", "What is the change of the pay in July?", fine},
		{"welder", "By how much was the pay of welders raised?", answers.PremiseType},
		{"tickets", "Within how many minutes were the tickets sold?", fine},
		{"tickets", "How quickly were the tickets sold?", fine},
		{"tickets", "How many tickets were sold?", answers.PremiseType},
		{"frigates", "How many frigates has Harn sent?", answers.PremiseEntity},
		{"frigates", "How many frigates has Velm sent?", fine},
		{"frigates", "How much do the frigates cost?", answers.PremiseType},
		{"age", "How old must one be for a licence?", fine},
		{"age", "How old was one when getting a licence?", answers.PremiseType},
		{"budget", "How much money will be set aside?", fine},
		{"budget", "How much money is set aside this year?", answers.PremisePeriod},
		{"budget", "How much money has been set aside so far?", answers.PremiseStatus},
		{"fund", "How much of the money comes from the fund?", fine},
		{"guild", "Who is the boss of the guild?", fine},
		{"guild", "Who is the banker of the guild?", answers.PremiseThing},
		{"board", "Since when does Ada Brown sit on the board?", answers.PremiseStatus},
		{"board", "When did Ada Brown sit on the board?", fine},
		{"lindage", "How old is Rosa Lind now?", answers.PremiseType},
		{"lindage", "How old was Rosa Lind?", fine},
		{"cranes", "What was the number of cranes before it was 64?", answers.PremiseType},
		{"talks", "When did the talks end?", answers.PremiseStatus},
		{"talks", "When did the talks begin?", fine},
		{"deficit", "What was the deficit last year?", answers.PremisePeriod},
		{"deficit", "What will the deficit be next year?", answers.PremisePeriod},
		{"deficit", "What is the deficit this year?", fine},
		{"fund", "How much of the money of the fund was refunded?", answers.PremiseStatus},
		{"place", "What place did the port take?", fine},
		{"place", "What place did Velm’s port take?", answers.PremiseRole},
		{"place", "What place did the port take in 2005?", answers.PremisePeriod},
		{"place", "What place did the port take, the 5th May ranking?", answers.PremisePeriod},
		{"place", "What came first in the ranking?", answers.PremiseRestriction},
		{"place", "Which port was ninth in the ranking?", answers.PremiseNumber},
		{"place", "What does he say about the ranking?", answers.PremiseThing},
		{"pilots", "How much do pilots get monthly?", fine},
		{"pilots", "How much do pilots get daily?", answers.PremiseRestriction},
		{"pilots", "How much are pilots going to get?", answers.PremisePeriod},
		{"pilots", "How much is going to pilots?", fine},
		{"list", "How much did the yard cut its list?", fine},
		{"list", "What does the list cost?", answers.PremiseType},
		{"fee", "What was the yearly fee originally?", answers.PremisePeriod},
		{"fee", "What is the yearly fee now?", fine},
		{"delegates", "How many guilds are there?", answers.PremiseThing},
		{"delegates", "How many delegates have met?", answers.PremiseStatus},
		{"delegates", "How many delegates have asked to meet?", fine},
		{"lind", "When did Karl Moe take over?", answers.PremiseRole},
		{"moe", "When did Rosa Lind resign?", answers.PremiseRole},
		{"moe", "When did Karl Moe resign?", fine},
		{"welder", "How much more does a welder earn in Velm?", fine},
		{"delegates", "How much do the delegates spend?", answers.PremiseType},
		{"dockers", "How much do dockers spend?", answers.PremiseType},
		{"quotas", "What did Harn agree with Velm?", fine},
		{"place", "How long did the worst place of 2005 last?", answers.PremisePeriod},
		{"list", "What does the list of the old yard cost?", answers.PremiseType},
		{"lind", "When did Rosa Lind step down?", answers.PremiseStatus},
		{"lind", "When did Rosa Lind take over?", fine},
		{"lind", "When did the captain say yes to Rosa Lind?", fine},
		{"lind", "When did the captain say that Rosa Lind took over?", answers.PremiseRole},
		{"lind", "When did Rosa Lind resign?", answers.PremiseThing},
		{"lind", "Who is the treasurer that Rosa Lind took over from?", answers.PremiseType},
	} {
		findings := ix.Check(tt.question, knowledge.Ref{Briefing: "harbour", ID: tt.id})
		got := fine
		if len(findings) > 0 {
			got = findings[0].Kind
		}
		if got != tt.kind {
			t.Errorf("Check(%q, %s): %v, want a finding of kind %q first", tt.question, tt.id, findings, tt.kind)
		}
	}
}

// TestElsewhere: a number is not shown to who asks with a word that is said of something
// else, or of nothing here, unless many phrasings tell how the fact is asked for.
func TestElsewhere(t *testing.T) {
	full := builtIn(t)
	few := *full.Briefings[0]
	few.Facts = nil
	for _, f := range full.Facts {
		g := *f
		g.Ask = g.Ask[:min(8, len(g.Ask))]
		few.Facts = append(few.Facts, g)
	}
	ix, wide := answers.New(knowledge.NewBase(&few)), answers.New(full)
	for _, tt := range []struct {
		question, want, wide string
	}{
		{"How many terror plots have MI5 and British police disrupted since March 2017?", "plots-disrupted", "plots-disrupted"},
		{"How many terror plots have MI5 and British police disrupted since March 2017 in cases?", "closest weak", "plots-disrupted"},
		{"How many terror plots have MI5 and British police disrupted since March 2017 by growth?", "plots-disrupted", "plots-disrupted"},
		{"Have MI5 and British police disrupted 43 terror plots at concerts?", "closest weak", "plots-disrupted"},
		{"What proportion of MI5's priority investigations had a connection with overseas terrorist groups in the past month?", "overseas-share", "overseas-share"},
		{"How many terror plots have MI5 and British police disrupted since March 2017, umbrellas included?", "closest weak", "closest weak"},
		{"How many teror plots have MI5 and British polce disruptd since March 2017?", "plots-disrupted", "plots-disrupted"},
		{"What number of terror plots have MI5 and British police disrupted since March 2017?", "plots-disrupted", "plots-disrupted"},
	} {
		if got := answered(ix.Ask(tt.question)); got != tt.want {
			t.Errorf("few phrasings: Ask(%q) = %s, want %s", tt.question, got, tt.want)
		}
		if got := answered(wide.Ask(tt.question)); got != tt.wide {
			t.Errorf("many phrasings: Ask(%q) = %s, want %s", tt.question, got, tt.wide)
		}
	}
}
