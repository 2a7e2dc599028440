package answers_test

import (
	"testing"

	"briefbot/answers"
	"briefbot/knowledge"
)

// TestChecks asks what only one premise keeps from being answered, and the
// same with the premise right.
func TestChecks(t *testing.T) {
	ix := answers.New(builtIn(t))
	for _, tt := range []struct {
		name, wrong string
		kind        answers.PremiseKind
		right       string
		fact        string
	}{
		{"year", "How many terror plots have been disrupted since March 2015?", answers.PremisePeriod,
			"How many terror plots have been disrupted since March 2017?", "plots-disrupted"},
		{"month", "How many terror plots have been disrupted since May 2017?", answers.PremisePeriod,
			"How many terror plots have been disrupted since spring 2017?", "plots-disrupted"},
		{"number", "which 44 terror plots have been disrupted since March 2017?", answers.PremiseNumber,
			"which 43 terror plots have been disrupted since March 2017?", "plots-disrupted-since"},
		{"share of what is a change", "Are half of all MI5 investigations into hostile countries such as Russia and Iran?", answers.PremiseNumber,
			"Have MI5 investigations into hostile countries such as Russia and Iran increased by half?", "state-investigations-increase"},
		{"country", "How many possible Belarus-backed plots has the UK faced since 2022?", answers.PremiseEntity,
			"How many possible Iran-backed plots has the UK faced since 2022?", "iran-plots"},
		{"sibling body", "What is the director-general of GCHQ called?", answers.PremiseEntity,
			"What is the director-general of MI5 called?", "director-general"},
		{"unknown name", "How many terror plots did Zorbland and British police disrupt since March 2017?", answers.PremiseEntity,
			"How many terror plots did MI5 and British police disrupt since March 2017?", "plots-disrupted"},
		{"described thing", "How many Ukrainian diplomats have been expelled from European countries since 2022?", answers.PremiseRole,
			"How many Russian diplomats have been expelled from European countries since 2022?", "diplomats-expelled"},
		{"who acts", "How many diplomats has Russia expelled since 2022?", answers.PremiseRole,
			"How many Russian diplomats has Europe expelled since 2022?", "diplomats-expelled"},
		{"who speaks", "What did Ukraine say about the expelled Russian diplomats?", answers.PremiseRole, "", ""},
		{"narrower place", "How many Russian diplomats have been expelled from the UK since 2022?", answers.PremiseScope,
			"How many Russian diplomats have been expelled from Europe, the UK included, since 2022?", "diplomats-expelled"},
		{"places changed", "How many possible plots has the UK backed in Iran since 2022?", answers.PremiseRole,
			"How many possible plots has Iran backed in the UK since 2022?", "iran-plots"},
		{"owners changed", "When did Russia expel the UK's last military intelligence officer?", answers.PremiseRole,
			"When did the UK expel Russia's last military intelligence officer?", "last-officer-expelled"},
		{"trends changed", "What did he say of the rise of Islamic State activity and the fall of far-right terrorism?", answers.PremiseStatus, "", ""},
		{"worldwide", "How many terror plots have been disrupted worldwide since March 2017?", answers.PremiseRestriction, "", ""},
		{"a body of the place's", "How many terror plots did the European Union disrupt since March 2017?", answers.PremiseEntity, "", ""},
		{"a person as such", "Who is Xi Jinping?", answers.PremiseEntity, "", ""},
		{"without one who acts", "How many terror plots have the British police disrupted without MI5 since March 2017?", answers.PremiseRestriction, "", ""},
		{"a part of the figure", "Of the 750 Russian diplomats expelled since 2022, how many were in London?", answers.PremiseRestriction, "", ""},
		{"what letters stand for", "What does GRU stand for?", answers.PremiseThing, "What is the GRU?", "gru-what"},
		{"from the owner's place", "When was the last British military intelligence officer expelled from Russia?", answers.PremiseRole, "", ""},
		{"who warned them", "Who warned MI5 that the Islamic State group has resumed efforts to export terror?", answers.PremiseRole,
			"Who warned that the Islamic State group has resumed efforts to export terror?", "is-exporting-terror"},
		{"who told him", "Who told McCallum that this is a choice you will regret?", answers.PremiseRole, "", ""},
		{"a share of what has none", "what % of the plots were Islamic State?", answers.PremiseType, "", ""},
		{"another matter", "What is the budget of MI5?", answers.PremiseThing, "", ""},
		{"part of a group", "How many of the 43 disrupted terror plots were in the north?", answers.PremiseRestriction, "", ""},
		{"in, not since", "How many terror plots have been disrupted in March 2017?", answers.PremisePeriod, "", ""},
		{"the future", "How many terror plots will be disrupted next year?", answers.PremisePeriod, "", ""},
		{"another span", "What share of MI5's priority investigations in the past year involved overseas terrorist groups?", answers.PremisePeriod,
			"What share of MI5's priority investigations in the past month involved overseas terrorist groups?", "overseas-share"},
		{"no reason given", "Why did terrorism cases involving youths under the age of 18 triple?", answers.PremiseType, "", ""},
		{"a strange speaker", "Did the postman say that things are absolutely stretched?", answers.PremiseRole, "", ""},
		{"the text itself", "when was this article published?", answers.PremiseThing, "", ""},
		{"another noun of the sentence", "How many spies have been expelled from European countries since 2022?", answers.PremiseThing, "", ""},
		{"another whole", "Do youths under the age of 18 account for 13% of terrorism cases?", answers.PremiseThing, "", ""},
		{"last year", "How many terror plots were disrupted last year?", answers.PremisePeriod, "", ""},
		{"before, not since", "How many Russian diplomats were expelled before the invasion of Ukraine?", answers.PremisePeriod, "", ""},
		{"who did another thing to him", "Who fired Ken McCallum?", answers.PremiseThing, "", ""},
		{"what another is", "What kind of group is the Islamic State?", answers.PremiseRole, "What kind of group is ISIS-K?", "isis-k"},
		{"which of several places", "Which British towns were the terror plots aimed at since March 2017?", answers.PremiseType, "", ""},
		{"who did what the fact has nobody do", "Who were the victims of the twenty Iran-backed plots?", answers.PremiseThing, "", ""},
		{"a loss", "How many spies has MI5 lost since March 2017?", answers.PremiseThing, "", ""},
		{"a group named before", "How many of the diplomats expelled since 2022 were women?", answers.PremiseRestriction,
			"How many of the Kremlin's diplomats have been expelled from European countries since 2022?", "diplomats-expelled"},
		{"only a part", "Have only Iraqi plots been disrupted since March 2017?", answers.PremiseRestriction,
			"Have only ten late-night terror plots been disrupted by MI5 and British police?", "plots-disrupted"},
		{"how many of what", "How many of the terror plots were late at night?", answers.PremiseRestriction,
			"How many of MI5's priority investigations had some form of connection with overseas terrorist groups in the past month?", "overseas-share"},
		{"so many groups", "Which 43 groups are a rising terrorist threat?", answers.PremiseNumber,
			"Which two groups are a rising terrorist threat from the Middle East?", "middle-east-groups"},
		{"longer ago", "How much did investigations into hostile countries grow compared with three years ago?", answers.PremisePeriod,
			"How much did investigations into hostile countries grow compared with a year ago?", "state-investigations-period"},
		{"places counted", "How many European countries have expelled Russian diplomats since 2022?", answers.PremiseThing,
			"How many Russian diplomats have European countries expelled since 2022?", "diplomats-expelled"},
		{"places that act", "How many European countries expelled Russian diplomats?", answers.PremiseThing,
			"How many Russian diplomats did European countries expel since 2022?", "diplomats-expelled"},
		{"the first of them", "Who was the first of the Russian diplomats expelled from European countries?", answers.PremiseRestriction, "", ""},
		{"another thing grew", "By what percentage did terror alerts rise in a single year?", answers.PremiseThing,
			"By what percentage did investigations into hostile countries rise in a single year?", "state-investigations-increase"},
		{"who planned what was foiled", "Who planned the 43 late-night terror plots?", answers.PremiseStatus, "Who disrupted the 43 late-night terror plots?", "plots-disrupted-by"},
		{"before him", "Who was the director-general of MI5 before him?", answers.PremiseRestriction, "Who is the director-general of MI5?", "director-general"},
		{"the last year", "By how much did cases with minors increase in the last year?", answers.PremisePeriod, "By how much did cases with minors increase in the last three years?", "minors-tripled"},
		{"whose envoys", "How many of London's envoys have been expelled from European countries?", answers.PremiseRole,
			"How many of Moscow's envoys have been expelled from European countries?", "diplomats-expelled"},
		{"in the year since which", "What did McCallum say in 2022?", answers.PremisePeriod, "", ""},
		{"taken back", "When were large parts of Iraq and Syria taken back?", answers.PremiseStatus, "When were large parts of Iraq and Syria seized?", "is-seized-2014"},
		{"whose investigations", "By how much have Russian investigations into spies increased?", answers.PremiseRole,
			"By how much have MI5 investigations into Russia and Iran increased?", "state-investigations-increase"},
		{"a misspelt country", "How many Russian diplomats were expelled from austrailia since 2022?", answers.PremiseEntity, "", ""},
		{"a possessive without its mark", "By how much did norways investigations into hostile countries increase?", answers.PremiseEntity, "", ""},
		{"after a strange event", "How many terror plots have been disrupted after the earthquake?", answers.PremisePeriod, "", ""},
		{"something else besides", "What did the Intelligence and Security Committee applaud in 2022?", answers.PremiseUnknown, "", ""},
		{"a reaction to no question", "How did Iran react to the twenty possible plots?", answers.PremiseThing,
			"How did McCallum react when asked about the lack of anti-China criticism?", "china-criticism-asked"},
		{"towns of a country", "Which Iraqi cities did the Islamic State seize in 2014?", answers.PremiseType, "", ""},
		{"by itself", "By how much did investigations into Russia by itself increase in a single year?", answers.PremiseRestriction,
			"By how much did investigations into Russia and Iran increase in a single year?", "state-investigations-increase"},
		{"the number of another thing", "By how much did the number of Russian spies grow in a single year?", answers.PremiseThing,
			"By how much did the number of investigations into Russia grow in a single year?", "state-investigations-increase"},
		{"a misspelt matter", "how many people were arested over the twenty Iranian plots", answers.PremiseThing, "", ""},
		{"an event of a phrasing only", "How many terror plots have been disrupted since the blasts?", answers.PremisePeriod, "", ""},
		{"a shorter span", "How many terror plots have been disrupted in the last twelve months?", answers.PremisePeriod, "", ""},
		{"a misspelt span", "By how much did cases with minors increase in one yr?", answers.PremisePeriod, "By how much did cases with minors increase in three yrs?", "minors-tripled"},
		{"what a word means", "What does the word Daesh mean?", answers.PremiseThing, "What is Daesh?", "daesh-name"},
		{"how much money", "What money was stretched to the limit?", answers.PremiseThing, "Is the money of MI5 stretched to the limit?", "resources-stretched"},
		{"what one did to whom it was done", "What did the last Russian military intelligence officer do in the UK?", answers.PremiseRole,
			"What did the UK do to the last Russian military intelligence officer?", "last-officer-expelled"},
		{"how it was done", "How did MI5 detect the 43 terror plots?", answers.PremiseType, "How many terror plots did MI5 and British police disrupt since March 2017?", "plots-disrupted"},
		{"still", "How many Russian diplomats are still in European countries?", answers.PremiseRestriction, "", ""},
		{"most often", "Which overseas terrorist group is in MI5's priority investigations most?", answers.PremiseRestriction, "", ""},
		{"a body's spokesman", "What did the Russian consulate say about the expelled diplomats?", answers.PremiseRole, "", ""},
		{"where what was not done", "Where does ISIS-K bury its dead?", answers.PremiseThing, "Where did ISIS-K attack a concert hall?", "moscow-attack-place"},
		{"counted thing", "How many terror submarines have been disrupted since March 2017?", answers.PremiseThing, "", ""},
		{"time", "When did Ken McCallum get his job as director-general of MI5?", answers.PremiseType, "", ""},
		{"age", "How old is the director-general of MI5?", answers.PremiseType,
			"Who is the director-general of MI5?", "director-general"},
		{"a height", "How tall is the director-general of MI5?", answers.PremiseType, "", ""},
		{"alone", "Has MI5 alone disrupted 43 late-night terror plots since March 2017?", answers.PremiseRestriction,
			"How many late-night terror plots has MI5 disrupted since March 2017?", "plots-disrupted"},
		{"status", "How many possible Iran-backed plots were carried out in the UK since 2022?", answers.PremiseStatus, "", ""},
		{"direction", "By how much have MI5 investigations into hostile countries fallen in a single year?", answers.PremiseStatus,
			"By how much have MI5 investigations into hostile countries risen in a single year?", "state-investigations-increase"},
		{"quoted words", "did he say “China is our friend and partner”?", answers.PremiseWords,
			"did he say “China is different”?", "china-is-different"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := ix.Ask(tt.wrong)
			if a.Verdict == answers.Answered {
				t.Errorf("Ask(%q) = answered %s", tt.wrong, a.Fact.Ref.ID)
			}
			found := false
			for _, p := range a.Premises {
				found = found || p.Kind == tt.kind
			}
			if !found {
				t.Errorf("Ask(%q): %s %s with %v, want a finding of kind %s", tt.wrong, a.Verdict, a.Reason, a.Premises, tt.kind)
			}
			if tt.right == "" {
				return
			}
			if got := answered(ix.Ask(tt.right)); got != tt.fact {
				t.Errorf("Ask(%q) = %s, want %s; %v", tt.right, got, tt.fact, ix.Ask(tt.right).Premises)
			}
		})
	}
}

func TestStance(t *testing.T) {
	ix := answers.New(builtIn(t))
	for _, tt := range []struct {
		question string
		want     answers.Stance
	}{
		{"Have MI5 and British police disrupted 43 terror plots since March 2017?", answers.Affirms},
		{"Have MI5 and British police disrupted 50 terror plots since March 2017?", answers.Denies},
		{"Have terrorism cases involving youths under the age of 18 doubled in the past three years?", answers.Denies},
		{"Have MI5 and British police disrupted over 40 terror plots since March 2017?", answers.Affirms},
		{"Have MI5 and British police disrupted fewer than 40 terror plots since March 2017?", answers.Denies},
		{"Were fewer than 750 Russian diplomats expelled from European countries?", answers.Denies},
		{"Were more than 700 Russian diplomats expelled from European countries?", answers.Affirms},
		{"Were exactly 750 Russian diplomats expelled from European countries?", answers.Denies},
		{"Were more than 800 Russian diplomats expelled from European countries?", answers.Informs}, // more than 750 may be
		{"Did MI5 investigations into hostile countries increase by more than 50%?", answers.Denies},
		{"Were less than a third of MI5's priority investigations connected with overseas terrorist groups?", answers.Denies},
		{"Were at least 43 terror plots disrupted since March 2017?", answers.Affirms},
		{"Were there twenty or fifty possible Iran-backed plots?", answers.Informs},
		{"Was McCallum outspoken on China?", answers.Informs}, // the fact says that he was not
		{"Does McCallum downplay China?", answers.Informs},
		{"Were all of the expelled Russian diplomats spies?", answers.Denies},
		{"Were many of the expelled Russian diplomats spies?", answers.Affirms},
		{"Has the number of MI5 investigations into Russia and Iran fallen?", answers.Denies},
		{"How many terror plots have been disrupted since March 2017?", answers.Informs},
		{"Is Daesh not the same as Islamic State?", answers.Informs},
	} {
		a := ix.Ask(tt.question)
		if a.Verdict != answers.Answered || a.Stance != tt.want {
			t.Errorf("Ask(%q) = %s, stance %q, want %q; %v", tt.question, answered(a), a.Stance, tt.want, a.Premises)
		}
	}
}

// TestOverview: who asks for the whole gets the headlines.
func TestOverview(t *testing.T) {
	ix := answers.New(builtIn(t))
	for _, q := range []string{"What is this about?", "summary", "give me the main points", "tl;dr"} {
		a := ix.Ask(q)
		if a.Reason != answers.Overview || len(a.Near) == 0 || a.Near[0].Fact.Headline != 1 {
			t.Errorf("Ask(%q) = %s", q, answered(a))
		}
	}
	if a := ix.Ask("summary of the China part"); a.Reason == answers.Overview {
		t.Error("a question that names something got the overview")
	}
}

// TestCheckFact: a yes-or-no question about a number is not answered by another
// fact of the number's paragraph, nor what kind of thing X is by X's other name.
func TestCheckFact(t *testing.T) {
	ix := answers.New(builtIn(t))
	for _, tt := range []struct {
		question, id string
		kind         answers.PremiseKind
		want         answers.Severity
	}{
		{"Do youths under the age of 18 account for 13% of terrorism cases?", "minors-age", answers.PremiseNumber, answers.Doubt},
		{"Are the youths in terrorism cases under the age of 18?", "minors-age", answers.PremiseNumber, answers.Fine},
		{"Do these cases account for 13% of the workload?", "minors-workload", answers.PremiseNumber, answers.Fine},
		{"Do minors make up 13% of MI5's total workload?", "minors-workload", answers.PremiseRole, answers.Fine},
		{"Which cases account for 13% of the workload?", "minors-age", answers.PremiseNumber, answers.Fine},
		{"By how much did norways investigations increase?", "state-investigations-increase", answers.PremiseEntity, answers.Veto},
		{"By how much did our investigations increase?", "state-investigations-increase", answers.PremiseEntity, answers.Fine},
		{"By what percentage did terrorist attacks rise in a single year?", "state-investigations-increase", answers.PremiseThing, answers.Doubt},
		{"By what percentage did cases on Russia rise?", "state-investigations-increase", answers.PremiseThing, answers.Fine},
		{"Who caught the twenty plots?", "iran-plots-revealed-by", answers.PremiseThing, answers.Doubt},
		{"Who disclosed the twenty plots?", "iran-plots-revealed-by", answers.PremiseThing, answers.Fine},
		{"Who were the Iranian plots aimed at?", "iran-plots-revealed-by", answers.PremiseThing, answers.Doubt},
		{"What does he tell those who work for the government?", "choice-audience", answers.PremiseEntity, answers.Veto},
		{"What does he tell those who work for some nation's government?", "choice-audience", answers.PremiseEntity, answers.Fine},
		{"Were there any france plots?", "iran-plots", answers.PremiseEntity, answers.Veto},
		{"What sort of organisation is Daesh?", "daesh-name", answers.PremiseThing, answers.Doubt},
		{"What is Daesh?", "daesh-name", answers.PremiseThing, answers.Fine},
		{"What kind of agency is the GRU?", "gru-what", answers.PremiseThing, answers.Fine},
		{"Is the number 50 right for the plots disrupted?", "plots-disrupted", answers.PremiseNumber, answers.Denial},
		{"How many envoys of the Kremlin have been expelled?", "diplomats-expelled", answers.PremiseRestriction, answers.Fine},
		{"How many of Moscow's envoys were expelled?", "diplomats-expelled", answers.PremiseScope, answers.Fine},
		{"How many diplomats were expelled from London?", "diplomats-expelled", answers.PremiseScope, answers.Veto},
		{"How many envoys of the lot have been expelled?", "diplomats-expelled", answers.PremiseRestriction, answers.Veto},
		{"What did they do to the last intelligence man?", "last-officer-expelled", answers.PremiseEntity, answers.Fine},
		{"Does MI5 pay the same attention to China?", "china-focus-unchanged", answers.PremiseThing, answers.Fine},
		{"What land did Daesh take back then?", "is-seized-where", answers.PremiseStatus, answers.Fine},
		{"What land did Daesh take back?", "is-seized-where", answers.PremiseStatus, answers.Veto},
		{"Who led the Islamic State when it seized land?", "is-seized-2014", answers.PremiseThing, answers.Veto},
		{"Was the deadly Moscow attack committed by ISIS-K?", "moscow-attack-by", answers.PremiseRole, answers.Fine},
		{"Does Russia hire private operatives?", "russian-proxies", answers.PremiseThing, answers.Fine},
		{"Does Russia arrest private operatives?", "russian-proxies", answers.PremiseThing, answers.Veto},
		{"Which British towns does the GRU want chaos in?", "gru-where", answers.PremiseType, answers.Veto},
		{"Which countries does the GRU want chaos in?", "gru-where", answers.PremiseType, answers.Fine},
		{"Is MI5 short of resources?", "resources-stretched", answers.PremiseThing, answers.Fine},
		{"Is it harder to allocate money?", "capacity-harder", answers.PremiseThing, answers.Fine},
		{"What has offset the fall though Islamic State is doing less?", "far-right-rise", answers.PremiseRole, answers.Fine},
		{"How have cases with minors changed?", "minors-tripled", answers.PremiseType, answers.Fine},
		{"How have plots changed?", "plots-disrupted", answers.PremiseType, answers.Doubt},
	} {
		got := answers.Fine
		for _, f := range ix.Check(tt.question, knowledge.Ref{Briefing: "mi5-threat-update", ID: tt.id}) {
			if f.Kind == tt.kind {
				got = f.Severity
			}
		}
		if got != tt.want {
			t.Errorf("Check(%q, %s): severity %v of %s, want %v", tt.question, tt.id, got, tt.kind, tt.want)
		}
	}
}
