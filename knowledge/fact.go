package knowledge

// A Ref names a fact among all briefings.
type Ref struct{ Briefing, ID string }

func (r Ref) String() string { return r.Briefing + "/" + r.ID }

// Less orders refs by briefing, then id.
func (r Ref) Less(s Ref) bool {
	if r.Briefing != s.Briefing {
		return r.Briefing < s.Briefing
	}
	return r.ID < s.ID
}

// A Fact is one curated statement with the quotes that carry it.
type Fact struct {
	Ref        Ref
	Topic      string
	Statement  string // one plain sentence that says no more than the source
	About      About
	Figure     *Figure    // nil: the fact has none
	Cites      []Citation // one or more, the first leads
	Background []int      // paragraphs that may supply names and numbers of the statement
	Ask        []string   // questions that this fact answers
	Terms      []string   // further words by which people look for it
	Headline   int        // rank in the brief summary, 1 first; 0: not in it
	Note       string     // what a careful reader should know, or ""

	// Supersedes is an older fact that this one replaces, zero: none. The older
	// one is not answered any more; its phrasings lead here.
	Supersedes Ref `json:",omitzero"`
}

// About is what premise checks compare. Names are those of the glossary.
type About struct {
	Measure string   // what is counted or said
	Of      []string // whose: "Russian" diplomats
	By      []string // who did or said it
	Where   []string
	Period  string // as text; derived from the statement when the file gives none
	Scope   string // as text, "" when there is nothing to say
	Status  Status
}

// Status says how real the thing is that a fact counts or describes.
type Status string

const (
	Possible   Status = "possible"
	Planned    Status = "planned"
	Foiled     Status = "foiled"
	CarriedOut Status = "carried out"
	Reported   Status = "reported"
)

// Statuses are all statuses, for checks of input.
var Statuses = []Status{Possible, Planned, Foiled, CarriedOut, Reported}
