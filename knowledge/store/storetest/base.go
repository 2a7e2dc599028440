package storetest

import (
	"fmt"
	"strings"
	"testing"

	"briefbot/knowledge"
	"briefbot/knowledge/desk"
)

// paragraph is the source of the made-up briefing: each number stands for a
// fact.
func paragraph(n int) string {
	return fmt.Sprintf("The %s bridge has %d arches.", names[n], 10+n)
}

var names = strings.Fields("Amber Birch Cedar Daisy Elder Fern Gorse Hazel Iris Juniper Kelp Laurel Maple Nettle Olive Poppy Quince Rose Sage Thyme")

// Fact returns the fact of paragraph n+1, with a note to tell changes by.
func Fact(n int, note string) *knowledge.Fact {
	p := paragraph(n)
	fig, err := knowledge.DeriveFigure(fmt.Sprint(10+n), p)
	if err != nil {
		panic(err)
	}
	return &knowledge.Fact{
		Ref:   knowledge.Ref{Briefing: "bridges", ID: strings.ToLower(names[n])},
		Topic: "Bridges", Statement: p, Figure: &fig, About: knowledge.About{Measure: "arches of the " + names[n]},
		Cites: []knowledge.Citation{{Paragraph: n + 1, Start: 0, End: len(p)}},
		Ask: []string{
			fmt.Sprintf("How many arches has the %s bridge?", names[n]),
			fmt.Sprintf("%s bridge arches", names[n]),
		},
		Note: note,
	}
}

// Base is NewBase, checked.
func Base(tb testing.TB, facts int) *knowledge.Base {
	tb.Helper()
	b := NewBase(facts)
	for _, p := range knowledge.Check(b.Briefings[0]) {
		tb.Fatal(p)
	}
	return b
}

// NewBase is an operator's base: a briefing of twenty paragraphs, of which the
// first facts have a fact each.
func NewBase(facts int) *knowledge.Base {
	br := &knowledge.Briefing{ID: "bridges", Title: "Bridges"}
	for n := range names {
		br.Paragraphs = append(br.Paragraphs, knowledge.Paragraph{Number: n + 1, Text: paragraph(n)})
	}
	for n := range facts {
		br.Facts = append(br.Facts, *Fact(n, ""))
	}
	br.Negatives = []knowledge.Negative{{Question: "Who built the bridges?"}}
	return knowledge.NewBase(br)
}

// id is the item of fact n.
func id(n int) desk.ID { return desk.Content{Fact: Fact(n, "")}.ID() }
