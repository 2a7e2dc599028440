package answers

import (
	"slices"
	"sync"

	"briefbot/knowledge"
	"briefbot/knowledge/quantity"
)

// An Index answers questions from one base. It is immutable and safe for
// concurrent use; all that it remembers of questions is which words of the base are
// like each English word that was in one, which changes no answer.
type Index struct {
	base    *knowledge.Base
	speller *speller

	features map[string]int32 // stems, and names as "@12"
	pairs    map[uint64]int32 // feature of two neighbouring words' features, see pairKey
	byWord   map[string]int32 // feature of each folded word of the base
	stems    map[string]int32
	common   map[string]bool     // words that do not only stand in names
	entries  []int32             // feature of each glossary entry, or -1
	named    map[[2]string]bool  // neighbouring words of names
	leads    []int32             // features of leadWords
	parts    map[string][]string // words that stand beside a word in a name

	docs   []doc     // one a fact, in the base's order, then one a negative
	facts  int       // docs[:facts] are facts
	groups [][]int32 // the facts of each group, see doc
	idf    []float32
	words  [][]posting // by feature

	grams      map[string]int32
	gramIDF    []float32
	gramDocs   [][]int32 // phrasings by gram, ascending
	phrasings  []phrasing
	norm       []float32 // of each phrasing's gram vector
	exact      map[string]int32
	averageLen float64
	meaning    *meaning

	bounds   bounds
	limits   limits
	personal bool // its questions are about who asks, see personal.go
	scratch  sync.Pool
}

// doc is a fact or a negative as it is matched.
type doc struct {
	fact       *knowledge.Fact
	negative   *knowledge.Negative
	quote      Quote
	group      int32     // docs with the same leading quote share it
	terms      []docTerm // by feature
	length     float64
	first      int32 // phrasings[first:last]
	last       int32
	sum        float64           // squared length of the summed gram vectors
	forms      [16]bool          // kinds of questions among its phrasings
	polar      bool              // one of them is a yes-or-no question
	figure     quantity.Quantity // the fact's figure, Value "" when it has none
	shows      bool              // a number: its figure, or in its statement or leading quote
	dated      bool              // its statement or a quote names a time
	lasting    bool              // it has a length of time, not a date as its figure, or says since or until when
	entities   []int             // of quotes, paragraph, statement, about
	own        []int             // of quotes, statement, about only
	told       []int             // of the statement
	tells      []int             // of whom the fact tells: those of the statement and of About, and who speaks
	undone     map[string]bool   // see undone
	by, of     []int             // the entries of About.By and About.Of
	where      []int
	about      []int               // of all three
	places     []int               // where it holds: About.Where, else those of the names that it has
	ownDates   []quantity.Quantity // of the period, figure, statement and quotes
	saidDates  []quantity.Quantity // of the period and statement
	since      []bool              // of each, whether it says since when
	ownNumbers []quantity.Quantity // of the statement and quotes
	bound      bound               // of the period: in, since, before
	span       float64             // months of a relative period, else 0
	stated     map[string]bool     // words of statement and quotes
	ranked     bool                // the statement or leading quote says a place in a row, see ordinal
	negated    bool                // the statement or leading quote says that something is not so
	measured   map[int32]bool      // features of About.Measure and Terms: what a share is taken of
	counts     map[string]bool     // words of what the figure counts, as statement and quote put it
	wholes     map[string]bool     // stems of what the figure is a share of, as statement and quote put it: "61% of parents"
	partly     bool                // the figure is of a part: "26 of the 94"
	numbers    []quantity.Quantity
	periods    []quantity.Quantity // dates of the paragraph and the background
}

// docTerm is one feature of a doc.
type docTerm struct {
	feature  int32
	asked    uint16  // phrasings that have it
	said     bool    // by the statement, the terms or a phrasing that is no yes-or-no question
	weight   float32 // tf from the other fields
	strength float32 // how firmly the other fields support it, 0 to 1
}

type posting struct {
	doc int32
	tf  float32
}

type phrasing struct {
	doc      int32
	features []int32
	text     string
}

// Fields of a fact and what a word in them counts. Phrasings and terms are how
// people ask; statement and quotes are what the answer says; the paragraph is
// wide support (matching.md §7, "wide").
const (
	weightStatement = 1.0
	weightTerm      = 1.0
	weightQuote     = 0.5
	weightParagraph = 0.15
	weightRelated   = 0.5 // a name that only helps to find

	supportOwn       = 1.0
	supportParagraph = 0.55
	supportRelated   = 0.7
)

// New builds the index of base. Equal bases give equal indexes. A base of no
// facts gives an index that answers nothing.
func New(base *knowledge.Base) *Index {
	ix := &Index{
		base: base, bounds: usual, features: map[string]int32{}, byWord: map[string]int32{}, stems: map[string]int32{}, pairs: map[uint64]int32{},
		grams: map[string]int32{}, exact: map[string]int32{}, common: map[string]bool{},
	}
	ix.entries = make([]int32, base.Names.Len())
	for i := range ix.entries {
		ix.entries[i] = -1
	}
	ix.named, ix.parts = nameParts(base.Names)
	b := &builder{ix: ix, counts: map[string]int{}, groups: map[string]int32{}, fields: map[string]field{}, wordGrams: map[string][]int32{}}
	b.bare = !slices.ContainsFunc(base.Facts, func(f *knowledge.Fact) bool { return len(f.Ask) > 0 })
	for _, f := range base.Facts {
		if !base.Superseded(f.Ref) {
			b.fact(f)
		}
	}
	ix.facts = len(ix.docs)
	for _, br := range base.Briefings {
		for i := range br.Negatives {
			b.negative(&br.Negatives[i])
		}
	}
	b.finish()
	ix.scratch.New = func() any { return newScratch(ix) }
	ix.personal = true // as long as it is not known, so that sentences on the asker are kept
	ix.personal = ix.isPersonal()
	ix.limits = ix.learn()
	return ix
}

// Base returns the base that the index answers from.
func (ix *Index) Base() *knowledge.Base { return ix.base }

// featureOf returns the feature of a folded word, or -1 when the base does
// not have it.
func (ix *Index) featureOf(w string) int32 {
	if f, ok := ix.byWord[w]; ok {
		return f
	}
	if f, ok := ix.stems[stem(w)]; ok {
		return f
	}
	return -1
}

func pairKey(first, second int32) uint64 { return uint64(first)<<32 | uint64(second) }
