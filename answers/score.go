package answers

import (
	"math"
	"slices"

	"briefbot/answers/english"
	"briefbot/knowledge"
	"briefbot/knowledge/text"
)

// The parts of a score and their weights, after matching.md §9 step 3: how like
// the question is to all phrasings together (centroid) and to the nearest one,
// how much of its information the fact has in rare words and pairs of words
// (bm25), how alike they are in meaning (sense and gist), and how much of the question
// the fact supports: of its information at all (coverage), and of its words by
// the base's idf, words like them counted too (softly). The
// weights were set by hand on the development splits of two public sets; half
// or double of each moves the share of right ones by less than a point.
const (
	weightCentroid = 0.8
	weightNearest  = 0.4
	weightBM25     = 1.1
	weightSense    = 0.8
	weightGist     = 0.6
	weightSoftly   = 0.6
	weightCoverage = 0.4

	// weightPair is what two neighbouring words count in bm25 beside the words.
	weightPair = 0.6
	// softlyLittle is what a word without information weighs in softly, relative
	// to a rare one of the same idf.
	softlyLittle = 0.5

	// guessed is what a word counts in coverage that is only guessed.
	guessed = 0.4
	// figureBonus is added to facts whose figure the question names.
	figureBonus = 0.4
	// spokenBonus is added to facts that lead with somebody's words where such are
	// asked for.
	spokenBonus = 0.2
	// movesBonus is added to facts whose figure is a rise or a fall where the question
	// speaks of one.
	movesBonus = 0.1
	// quoteWordWeight is what words like "quote" weigh in a question that asks
	// for a quote: they say what form is wanted, not which fact.
	quoteWordWeight = 0.25

	bm25K1 = 1.2
	bm25B  = 0.5
	// bm25Ceiling is what a word can add at most, relative to its idf: k1 + 1.
	bm25Ceiling = 2.2
)

// maxCandidates is how many facts are looked at closely.
const maxCandidates = 24

// bounds limit the work for one question.
type bounds struct {
	sensed int // of how many facts, the nearest in words, the sense is compared
	grams  int // how many entries of the lists of grams are read, the rarest grams' first
	word   int // how many facts may have a word for it to count in bm25
}

// usual are the bounds of an index. A base of less than about 300 facts meets
// none of them: there every fact is looked at. TestBounds holds what they change
// in a larger one.
var usual = bounds{sensed: 512, grams: 60_000, word: 20_000}

// candidate is a doc with its score for one question.
type candidate struct {
	doc      int32
	centroid float64
	nearest  float64
	bm25     float64
	sense    float64
	gist     float64
	coverage float64
	softly   float64
	total    float64
	nearness float64 // total without coverage
}

// scratch is the working memory of one question.
type scratch struct {
	bm25      []float32 // by doc
	dots      []float32 // by phrasing
	touched   []int32   // docs with a score
	found     []candidate
	hit       []int32 // phrasings with a dot
	grams     []int32
	buf       []byte
	query     []queryTerm
	cands     []candidate
	docDot    []float32
	docBest   []float32
	sense     []float32 // of the question, whitened
	gist      []float32 // likewise
	word      []float32 // a word's vector
	similar   []similar // of all words, one after the other
	similarTo []int     // word i's are similar[similarTo[i]:similarTo[i+1]]
}

type queryTerm struct {
	feature int32
	weight  float32
}

func newScratch(ix *Index) *scratch {
	return &scratch{
		bm25: make([]float32, len(ix.docs)), dots: make([]float32, len(ix.phrasings)),
		docDot: make([]float32, len(ix.docs)), docBest: make([]float32, len(ix.docs)),
		sense: make([]float32, senses.dim), gist: make([]float32, gists.dim), word: make([]float32, max(senses.dim, gists.dim)),
	}
}

// score fills s.cands with the best docs for r, best first. without is a
// phrasing to leave out, or -1: then that phrasing's doc is scored as if it
// did not have it.
func (ix *Index) score(r *Reading, s *scratch, without int32) {
	ix.queryTerms(r, s)
	if without >= 0 && ix.meaning.gist != nil {
		// Without the phrasing, the base would not have the pairs that only it has.
		// Where phrasings are few, most are such, and a base learns too much trust.
		s.query = slices.DeleteFunc(s.query, func(q queryTerm) bool { return q.weight == weightPair && ix.onlyIn(q.feature, without) })
	}
	ix.scoreWords(s, without)
	length := ix.scoreGrams(r, s, without)
	var idf float64
	for _, q := range s.query {
		idf += float64(q.weight) * ix.idfOf(q.feature)
	}
	senseLength, gistLength := ix.scoreMeaning(r, s)
	s.found = s.found[:0]
	for _, d := range s.touched {
		c := candidate{doc: d}
		if idf > 0 {
			c.bm25 = float64(s.bm25[d]) / (idf * bm25Ceiling)
		}
		if length > 0 {
			c.centroid, c.nearest = ix.likeness(s, d, length, without)
		}
		c.nearness = weightCentroid*c.centroid + weightNearest*c.nearest + weightBM25*c.bm25
		s.found = append(s.found, c)
		s.bm25[d], s.docDot[d], s.docBest[d] = 0, 0, 0
	}
	if len(s.found) > ix.bounds.sensed {
		nearest(s.found, ix.bounds.sensed)
		s.found = s.found[:ix.bounds.sensed]
	}
	s.cands = s.cands[:0]
	for _, c := range s.found {
		own := without >= 0 && ix.phrasings[without].doc == c.doc
		c.sense = ix.meaning.sense.nearness(s.sense, senseLength, c.doc, own)
		c.gist = c.sense
		if gistLength > 0 {
			c.gist = ix.meaning.gist.nearness(s.gist, gistLength, c.doc, own)
		}
		c.nearness += weightSense*c.sense + weightGist*c.gist
		s.keep(c)
	}
	s.touched = s.touched[:0]
	moves := r.moves() || r.becoming() >= 0
	for i := range s.cands {
		c := &s.cands[i]
		c.coverage, c.softly = ix.coverage(r, s, c.doc, without)
		c.total = c.nearness + weightSoftly*c.softly + weightCoverage*c.coverage
		if ix.hasFigure(r, c.doc) {
			c.total += figureBonus
		}
		if ix.docs[c.doc].spokenFor(r) {
			c.total += spokenBonus
		}
		if moves && ix.docs[c.doc].moves() {
			c.total += movesBonus
		}
	}
	slices.SortFunc(s.cands, byTotal)
}

// onlyIn reports whether only phrasing p has a feature.
func (ix *Index) onlyIn(f, p int32) bool {
	list := ix.words[f]
	if len(list) != 1 || list[0].doc != ix.phrasings[p].doc || list[0].tf != 1 {
		return false
	}
	_, found := slices.BinarySearch(ix.phrasings[p].features, f)
	return found
}

// nearest moves the n nearest of list to its front, in any order
// (quickselect).
func nearest(list []candidate, n int) {
	for len(list) > 1 {
		mid, last := len(list)/2, len(list)-1
		list[mid], list[last] = list[last], list[mid]
		at := 0
		for i := range last {
			if byNearness(list[i], list[last]) < 0 {
				list[i], list[at] = list[at], list[i]
				at++
			}
		}
		list[at], list[last] = list[last], list[at]
		switch {
		case at >= n:
			list = list[:at]
		case at+1 >= n:
			return
		default:
			list, n = list[at+1:], n-at-1
		}
	}
}

// keep inserts c among the candidates, of which only the nearest maxCandidates
// are kept, nearest first.
func (s *scratch) keep(c candidate) {
	n := len(s.cands)
	if n == maxCandidates {
		if byNearness(c, s.cands[n-1]) > 0 {
			return
		}
		n--
		s.cands = s.cands[:n]
	}
	at, _ := slices.BinarySearchFunc(s.cands, c, byNearness)
	s.cands = slices.Insert(s.cands, at, c)
}

// byNearness and byTotal put the better candidate first; on equal scores the
// lower doc, that is the lower Ref, wins.
func byNearness(a, b candidate) int { return better(a.nearness, b.nearness, a.doc, b.doc) }
func byTotal(a, b candidate) int    { return better(a.total, b.total, a.doc, b.doc) }

func better(a, b float64, x, y int32) int {
	switch {
	case a > b:
		return -1
	case a < b:
		return 1
	}
	return int(x - y)
}

// idfOf is the idf of a query feature; a word that the base does not have is
// as rare as can be.
func (ix *Index) idfOf(f int32) float64 {
	if f >= 0 {
		return float64(ix.idf[f])
	}
	return math.Log(1 + (float64(len(ix.docs))+0.5)/0.5)
}

// queryTerms are the question's features: words, names, and names that its
// names help to find.
func (ix *Index) queryTerms(r *Reading, s *scratch) {
	s.query = s.query[:0]
	add := func(f int32, w float32) {
		for i := range s.query {
			if f >= 0 && s.query[i].feature == f {
				s.query[i].weight = max(s.query[i].weight, w)
				return
			}
		}
		s.query = append(s.query, queryTerm{f, w})
	}
	for i, w := range r.Words {
		if w.feature >= 0 && r.WantsQuote && quoteWords[w.Norm] {
			add(w.feature, quoteWordWeight)
		} else if w.feature >= 0 {
			add(w.feature, 1)
		} else if w.Info > 0 && r.mention(i) < 0 {
			// An unknown word lowers every score by its information.
			add(-1, float32(w.Info)*0.5)
		}
	}
	last := int32(-1)
	for _, w := range r.Words {
		if w.Kind == text.Sign || w.framed {
			continue
		}
		if last >= 0 && w.feature >= 0 {
			if f, ok := ix.pairs[pairKey(last, w.feature)]; ok {
				add(f, weightPair)
			}
		}
		last = w.feature
	}
	for _, list := range [2][]knowledge.Mention{r.Mentions, r.Doubtful} {
		for _, m := range list {
			if f := ix.entries[m.Entry]; f >= 0 {
				add(f, 1)
			}
			for _, e := range ix.base.Names.Related(m.Entry) {
				if f := ix.entries[e]; f >= 0 {
					add(f, weightRelated)
				}
			}
		}
	}
}

// scoreWords adds the BM25 of each doc that has a word of the query.
func (ix *Index) scoreWords(s *scratch, without int32) {
	var left phrasing
	if without >= 0 {
		left = ix.phrasings[without]
	}
	for _, q := range s.query {
		if q.feature < 0 {
			continue
		}
		if len(ix.words[q.feature]) > ix.bounds.word {
			continue
		}
		idf := ix.idf[q.feature] * q.weight
		for _, p := range ix.words[q.feature] {
			tf := p.tf
			if without >= 0 && p.doc == left.doc {
				if _, found := slices.BinarySearch(left.features, q.feature); found {
					tf--
				}
				if tf <= 0 {
					continue
				}
			}
			d := &ix.docs[p.doc]
			k := bm25K1 * (1 - bm25B + bm25B*float32(d.length/ix.averageLen))
			if s.bm25[p.doc] == 0 && s.docBest[p.doc] == 0 {
				s.touched = append(s.touched, p.doc)
			}
			s.bm25[p.doc] += idf * tf * (bm25K1 + 1) / (tf + k)
		}
	}
}

// scoreMeaning fills in what the question means as a whole and which words may
// stand for its own, and returns the lengths of its sense and its gist. Words that
// ask for a quote do not tell which, and a question of little words alone has no
// gist, nor has one of a base with few phrasings: there the sense stands for it.
func (ix *Index) scoreMeaning(r *Reading, s *scratch) (sense, gist float32) {
	s.similar, s.similarTo = s.similar[:0], s.similarTo[:0]
	capitals := mostlyCapitals(r.tokens)
	for i := range r.Words {
		w := &r.Words[i]
		s.similarTo = append(s.similarTo, len(s.similar))
		named := r.mention(i) >= 0 || i > 0 && !capitals && text.IsCapitalised(w.Text)
		if w.Info > 0 && w.Kind == text.Word && !named {
			s.similar = ix.meaning.similars(w.sense(), w.feature, s.similar)
		}
	}
	s.similarTo = append(s.similarTo, len(s.similar))
	var asked, about []int32
	informed := false
	for _, w := range r.Words {
		if w.Kind != text.Word || w.framed {
			continue
		}
		rank, ok := english.Rank(w.sense())
		if ok {
			asked = append(asked, int32(rank))
		}
		if !(r.WantsQuote && quoteWords[w.Norm]) {
			informed = informed || w.Info > 0
			if ok {
				about = append(about, int32(rank))
			}
		}
	}
	m := ix.meaning
	sense = m.sense.place(asked, s.sense, s.word[:m.sense.dim])
	if informed && m.gist != nil {
		gist = m.gist.place(about, s.gist, s.word[:m.gist.dim])
	}
	return sense, gist
}
