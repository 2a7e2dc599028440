package main

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"briefbot/answers"
	"briefbot/knowledge"

	"github.com/agnivade/levenshtein"
	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/mapping"
	index "github.com/blevesearch/bleve_index_api"
	"github.com/sahilm/fuzzy"
	_ "modernc.org/sqlite" // FTS5
)

// hit is an intent as it was found. A system with one score has it in both.
type hit struct {
	label string
	score float64 // that the question belongs to no intent when it is low
	sure  float64 // that another intent may be meant
}

// A ranker finds the intents that come nearest to a question, best first.
type ranker interface {
	rank(question string) []hit
	close() error
}

// top is how many intents a ranker needs to give.
const top = 3

// intent is a fact to be: its phrasings.
type intent struct {
	label string
	asks  []string
}

// rankers makes one of each system; ours is the first.
var rankers = []struct {
	name string
	make func([]intent) (ranker, error)
}{
	{"briefbot", newOurs},
	{"bleve BM25, per fact", newBleve},
	{"SQLite FTS5 porter, per fact", newFTS},
	{"Levenshtein, nearest phrasing", newEdits},
	{"sahilm/fuzzy, whole question", newFuzzy},
}

// ours is the index of this project.
type ours struct {
	ix     *answers.Index
	labels map[knowledge.Ref]string
}

// newOurs makes a base with a fact an intent. Its statement is one word that
// nobody asks for: only the phrasings tell what it is about.
func newOurs(intents []intent) (ranker, error) {
	br := &knowledge.Briefing{ID: "bench"}
	o := &ours{labels: map[knowledge.Ref]string{}}
	for i, in := range intents {
		text := fmt.Sprintf("Zxq%04d.", i)
		br.Paragraphs = append(br.Paragraphs, knowledge.Paragraph{Number: i + 1, Text: text})
		f := knowledge.Fact{
			Ref: knowledge.Ref{Briefing: br.ID, ID: fmt.Sprintf("intent-%04d", i)}, Topic: "Zxq", Statement: text,
			Cites: []knowledge.Citation{{Paragraph: i + 1, Start: 0, End: len(text)}}, Ask: in.asks,
		}
		o.labels[f.Ref] = in.label
		br.Facts = append(br.Facts, f)
	}
	o.ix = answers.New(knowledge.NewBase(br))
	return o, nil
}

func (o *ours) rank(question string) []hit {
	var out []hit
	for _, r := range o.ix.Rank(question, top) {
		out = append(out, hit{o.labels[r.Fact.Ref], r.Topic, r.Sure})
	}
	return out
}

func (o *ours) close() error { return nil }

type bleves struct {
	ix     bleve.Index
	labels map[string]string
}

func newBleve(intents []intent) (ranker, error) {
	m := bleve.NewIndexMapping()
	m.ScoringModel = index.BM25Scoring
	m.DefaultAnalyzer = "en"
	m.DefaultMapping = mapping.NewDocumentMapping()
	ix, err := bleve.NewMemOnly(m)
	if err != nil {
		return nil, err
	}
	b := &bleves{ix, map[string]string{}}
	batch := ix.NewBatch()
	for i, in := range intents {
		id := fmt.Sprint(i)
		b.labels[id] = in.label
		if err := batch.Index(id, map[string]any{"ask": strings.Join(in.asks, "\n")}); err != nil {
			return nil, err
		}
	}
	return b, ix.Batch(batch)
}

func (b *bleves) rank(question string) []hit {
	q := bleve.NewMatchQuery(question)
	q.SetField("ask")
	found, err := b.ix.Search(bleve.NewSearchRequestOptions(q, top, 0, false))
	if err != nil {
		return nil
	}
	var out []hit
	for _, h := range found.Hits {
		out = append(out, hit{b.labels[h.ID], h.Score, h.Score})
	}
	return out
}

func (b *bleves) close() error { return b.ix.Close() }

type fts struct {
	db     *sql.DB
	find   *sql.Stmt
	labels []string
}

func newFTS(intents []intent) (ranker, error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1) // each connection has a memory of its own
	if _, err := db.Exec(`CREATE VIRTUAL TABLE facts USING fts5(ask, tokenize='porter unicode61')`); err != nil {
		return nil, err
	}
	f := &fts{db: db}
	for i, in := range intents {
		if _, err := db.Exec(`INSERT INTO facts(rowid, ask) VALUES(?, ?)`, i+1, strings.Join(in.asks, "\n")); err != nil {
			return nil, err
		}
		f.labels = append(f.labels, in.label)
	}
	f.find, err = db.Prepare(`SELECT rowid, -bm25(facts) FROM facts WHERE facts MATCH ? ORDER BY bm25(facts) LIMIT 3`)
	return f, err
}

func (f *fts) rank(question string) []hit {
	words := strings.FieldsFunc(question, func(r rune) bool { return !('a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9') })
	if len(words) == 0 {
		return nil
	}
	rows, err := f.find.Query(`"` + strings.Join(words, `" OR "`) + `"`)
	if err != nil {
		return nil
	}
	defer rows.Close()
	var out []hit
	for rows.Next() {
		var id int
		var h hit
		if rows.Scan(&id, &h.score) == nil {
			h.label, h.sure = f.labels[id-1], h.score
			out = append(out, h)
		}
	}
	return out
}

func (f *fts) close() error { return f.db.Close() }

// asks are phrasings one by one, for systems that know no facts.
type asks struct {
	texts  []string
	labels []string
}

func newAsks(intents []intent) *asks {
	a := &asks{}
	for _, in := range intents {
		for _, q := range in.asks {
			a.texts = append(a.texts, strings.ToLower(q))
			a.labels = append(a.labels, in.label)
		}
	}
	return a
}

func (a *asks) close() error { return nil }

// best returns the intents of the best phrasings; score returns that of a
// phrasing, or false when it does not match.
func (a *asks) best(score func(i int) (float64, bool)) []hit {
	best := map[string]float64{}
	for i, label := range a.labels {
		if s, ok := score(i); ok {
			if old, seen := best[label]; !seen || s > old {
				best[label] = s
			}
		}
	}
	var out []hit
	for label, s := range best {
		out = append(out, hit{label, s, s})
	}
	slices.SortFunc(out, func(a, b hit) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return strings.Compare(a.label, b.label)
	})
	return out[:min(top, len(out))]
}

type edits struct{ *asks }

func newEdits(intents []intent) (ranker, error) { return edits{newAsks(intents)}, nil }

func (e edits) rank(question string) []hit {
	question = strings.ToLower(question)
	return e.best(func(i int) (float64, bool) {
		longer := max(len(question), len(e.texts[i]), 1)
		return 1 - float64(levenshtein.ComputeDistance(question, e.texts[i]))/float64(longer), true
	})
}

type fuzzies struct{ *asks }

func newFuzzy(intents []intent) (ranker, error) { return fuzzies{newAsks(intents)}, nil }

func (f fuzzies) rank(question string) []hit {
	scores := map[int]float64{}
	for _, m := range fuzzy.Find(strings.ToLower(question), f.texts) {
		scores[m.Index] = float64(m.Score)
	}
	return f.best(func(i int) (float64, bool) { s, ok := scores[i]; return s, ok })
}
