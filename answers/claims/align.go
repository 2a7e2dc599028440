package claims

import (
	"strings"

	"briefbot/knowledge/text"
)

// Op says what became of words of a quotation.
type Op string

const (
	Same        Op = "same"
	ChangedWord Op = "changed"
	MissingWord Op = "missing" // the source has them, the claim has not
	AddedWord   Op = "added"   // the claim has them, the source has not
)

// A Piece is a run of words of a quotation beside the source's.
type Piece struct {
	Op       Op
	Claimed  string // as typed, "" when missing
	Briefing string // the source's bytes, "" when added
}

// Points of an alignment: a word that is there counts twice what one that is
// not costs, so that a quotation with a few other words stays in one place.
const (
	pointsSame = 2
	pointsGap  = -1
	pointsSwap = -1
)

// An alignment lays the words of a quotation beside a run of the source's.
type alignment struct {
	pairs   [][2]int // token of the claim and of the source, -1 for none
	points  int
	same    int
	content int // same words that say something
}

// align lays all of toks beside the best run of have.
func align(toks, have []text.Token) *alignment {
	n, m := len(toks), len(have)
	width := m + 1
	cells := make([]int32, (n+1)*width)
	for i := 1; i <= n; i++ {
		cells[i*width] = int32(i * pointsGap)
		for j := 1; j <= m; j++ {
			diagonal := cells[(i-1)*width+j-1] + pointsSwap
			if toks[i-1].Norm == have[j-1].Norm {
				diagonal += pointsSame - pointsSwap
			}
			cells[i*width+j] = max(diagonal, cells[(i-1)*width+j]+pointsGap, cells[i*width+j-1]+pointsGap)
		}
	}
	end := 0
	for j := range width {
		if cells[n*width+j] > cells[n*width+end] {
			end = j
		}
	}
	a := &alignment{points: int(cells[n*width+end])}
	for i, j := n, end; i > 0; {
		cell := cells[i*width+j]
		equal := j > 0 && toks[i-1].Norm == have[j-1].Norm
		switch {
		case equal && cell == cells[(i-1)*width+j-1]+pointsSame:
			a.same++
			if !light[toks[i-1].Norm] && !pronouns[toks[i-1].Norm] {
				a.content++
			}
			i, j = i-1, j-1
			a.pairs = append(a.pairs, [2]int{i, j})
		case j > 0 && cell == cells[(i-1)*width+j-1]+pointsSwap:
			i, j = i-1, j-1
			a.pairs = append(a.pairs, [2]int{i, j})
		case cell == cells[(i-1)*width+j]+pointsGap:
			i--
			a.pairs = append(a.pairs, [2]int{i, -1})
		default:
			j--
			a.pairs = append(a.pairs, [2]int{-1, j})
		}
	}
	for i, j := 0, len(a.pairs)-1; i < j; i, j = i+1, j-1 {
		a.pairs[i], a.pairs[j] = a.pairs[j], a.pairs[i]
	}
	return a
}

// stretch lays words at the end of a quotation that the source does not have
// beside those that it has there instead, as far as its own quotation or
// sentence goes.
func (a *alignment) stretch(toks []text.Token, s *source) {
	last, extra := -1, 0
	for i := len(a.pairs) - 1; i >= 0 && last < 0; i-- {
		if last = a.pairs[i][1]; last < 0 {
			extra++
		}
	}
	if last < 0 || extra == 0 {
		return
	}
	end := s.piece(s.toks[last].Start)
	for i := len(a.pairs) - extra; i < len(a.pairs); i++ {
		last++
		if last >= len(s.toks) || s.toks[last].End > end {
			return
		}
		a.pairs[i][1] = last
	}
}

// piece returns where the quotation or sentence around a byte ends.
func (s *source) piece(at int) int {
	for _, q := range text.Quotations(s.Text) {
		if q.Inner.Start <= at && at < q.Inner.End {
			return q.Inner.End
		}
	}
	for _, sentence := range text.Sentences(s.Text) {
		if sentence.Start <= at && at < sentence.End {
			return sentence.End
		}
	}
	return len(s.Text)
}

// score is the share of the quotation's words that are the source's.
func (a *alignment) score(toks []text.Token) float64 {
	return float64(a.same) / float64(len(toks))
}

// span is the run of the source.
func (a *alignment) span(s *source) text.Span {
	first, last := -1, -1
	for _, p := range a.pairs {
		if p[1] < 0 {
			continue
		}
		if first < 0 {
			first = p[1]
		}
		last = p[1]
	}
	if first < 0 {
		return text.Span{}
	}
	return text.Span{Start: s.toks[first].Start, End: s.toks[last].End}
}

// pieces writes the alignment as runs of words.
func (a *alignment) pieces(claim string, toks []text.Token, s *source) []Piece {
	var out []Piece
	for i := 0; i < len(a.pairs); {
		same := a.isSame(i, toks, s)
		j := i
		for j < len(a.pairs) && a.isSame(j, toks, s) == same {
			j++
		}
		p := Piece{Op: Same}
		p.Claimed, p.Briefing = run(claim, toks, a.pairs[i:j], 0), run(s.Text, s.toks, a.pairs[i:j], 1)
		switch {
		case same:
		case p.Claimed == "":
			p.Op = MissingWord
		case p.Briefing == "":
			p.Op = AddedWord
		default:
			p.Op = ChangedWord
		}
		out = append(out, p)
		i = j
	}
	return out
}

func (a *alignment) isSame(i int, toks []text.Token, s *source) bool {
	p := a.pairs[i]
	return p[0] >= 0 && p[1] >= 0 && toks[p[0]].Norm == s.toks[p[1]].Norm
}

// run is the text from the first to the last token on one side of pairs.
func run(s string, toks []text.Token, pairs [][2]int, side int) string {
	start, end := -1, -1
	for _, p := range pairs {
		if p[side] < 0 {
			continue
		}
		if start < 0 {
			start = toks[p[side]].Start
		}
		end = toks[p[side]].End
	}
	if start < 0 {
		return ""
	}
	return strings.TrimSpace(s[start:end])
}

// differencesIn are the pieces that are not the same.
func differencesIn(pieces []Piece) []Difference {
	var out []Difference
	for _, p := range pieces {
		switch p.Op {
		case ChangedWord:
			out = append(out, Difference{Changed, p.Claimed, p.Briefing})
		case MissingWord:
			out = append(out, Difference{Missing, "", p.Briefing})
		case AddedWord:
			out = append(out, Difference{Added, p.Claimed, ""})
		}
	}
	return out
}
