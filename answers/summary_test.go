package answers

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"briefbot/knowledge"
	"briefbot/knowledge/folder"
)

const bridgeSource = `The bridge opened in 1932. In May 1934 it carried 50 trams a day, the keeper said.

“We paint it every year,” Ann Lee said. Traffic has doubled in the past three years.
`

const bridgeFacts = `briefing: {id: bridge, title: A bridge}
glossary:
  - {name: Ann Lee, kind: person, same: [painter]}
facts:
  - {id: doubled, topic: Traffic, statement: Traffic has doubled in the past three years., figure: doubled,
     cites: [{paragraph: 2, quote: Traffic has doubled in the past three years.}]}
  - {id: paint, topic: Care, statement: The bridge is painted every year., headline: 2,
     cites: [{paragraph: 2, quote: "“We paint it every year,” Ann Lee said."}]}
  - {id: who-paints, topic: Care, statement: Ann Lee paints it.,
     cites: [{paragraph: 2, quote: "“We paint it every year,” Ann Lee said."}]}
  - {id: trams-seen, topic: traffic, statement: The keeper said that it carried 50 trams a day., figure: "50",
     cites: [{paragraph: 1, quote: "In May 1934 it carried 50 trams a day, the keeper said."}]}
  - {id: trams, topic: Traffic, statement: In May 1934 it carried 50 trams a day., figure: "50", headline: 1,
     cites: [{paragraph: 1, quote: "In May 1934 it carried 50 trams a day, the keeper said."}]}
  - {id: opened, topic: History, statement: The bridge opened in 1932., figure: "1932",
     cites: [{paragraph: 1, quote: The bridge opened in 1932.}]}
`

func bridge(t *testing.T) *Index {
	t.Helper()
	b, problems := folder.Read(fstest.MapFS{
		folder.SourceFile: {Data: []byte(bridgeSource)},
		folder.FactsFile:  {Data: []byte(bridgeFacts)},
	})
	for _, p := range problems {
		t.Error(p)
	}
	return New(knowledge.NewBase(b))
}

// outline writes a summary as "title: id@paragraph figure/when".
func outline(s Summary) string {
	var out []string
	for _, sec := range s.Sections {
		title := sec.Title
		if sec.Undated {
			title = "(undated)"
		}
		for _, l := range sec.Lines {
			out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s@%d %s/%s", title, l.Fact.Ref.ID, l.Number, l.Figure, l.When)))
		}
	}
	return strings.Join(out, "\n")
}

func TestSummary(t *testing.T) {
	ix := bridge(t)
	for _, tt := range []struct {
		view  View
		topic string
		want  []string
	}{
		{ViewBrief, "", []string{"trams@1 50/In May 1934", "paint@2 /"}},
		{ViewBrief, " care ", []string{"paint@2 /"}},
		{ViewBrief, "History", []string{"History opened@1 1932/1932"}},
		{"", "", []string{"trams@1 50/In May 1934", "paint@2 /"}},
		{ViewFigures, "", []string{"opened@1 1932/1932", "trams@1 50/In May 1934", "doubled@2 doubled/in the past three years"}},
		{ViewFigures, "Care", nil},
		{ViewTopics, "traffic", []string{"Traffic doubled@2 doubled/in the past three years", "Traffic trams-seen@1 50/", "Traffic trams@1 50/In May 1934"}},
		{ViewTopics, "History", []string{"History opened@1 1932/1932"}},
		{ViewTopics, "CARE", []string{"Care paint@2 /", "Care who-paints@2 /"}},
		{ViewQuotes, "", []string{"Ann Lee paint@2 /"}},
		{ViewTimeline, "", []string{"opened@1 1932/1932", "trams@1 50/In May 1934", "(undated) doubled@2 doubled/in the past three years"}},
		{ViewAll, "", []string{"opened@1 1932/1932", "trams-seen@1 50/", "trams@1 50/In May 1934", "paint@2 /", "who-paints@2 /",
			"doubled@2 doubled/in the past three years"}},
	} {
		t.Run(string(tt.view)+" "+tt.topic, func(t *testing.T) {
			s, err := ix.Summary(tt.view, tt.topic)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.Join(tt.want, "\n"), outline(s)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestSummaryUnknownTopic(t *testing.T) {
	_, err := bridge(t).Summary(ViewAll, "Boats")
	var topic *TopicError
	if !errors.As(err, &topic) {
		t.Fatalf("Summary of an unknown topic: %v", err)
	}
	if want := `no topic "Boats"; there are: Traffic, Care, History`; err.Error() != want {
		t.Errorf("error %q, want %q", err, want)
	}
	if _, err := New(knowledge.NewBase()).Summary(ViewAll, "x"); err == nil || err.Error() != `no topic "x"; the base has no facts` {
		t.Errorf("no facts: %v", err)
	}
}

func TestSummaryOfNothing(t *testing.T) {
	for _, v := range Views {
		if s, err := New(knowledge.NewBase()).Summary(v, ""); err != nil || len(s.Sections) > 0 {
			t.Errorf("%s of no briefing: %+v, %v", v, s, err)
		}
	}
}

func TestBegins(t *testing.T) {
	for _, tt := range []struct {
		when        string
		year, month int
	}{
		{"2014", 2014, 0}, {"since March 2017", 2017, 3}, {"until 2020", 2020, 0}, {"since the 2022 invasion of Ukraine", 2022, 0},
		{"March", 0, 3}, {"in the past month alone", 0, 0}, {"", 0, 0}, {"spring 2017", 2017, 0},
	} {
		if d := begins(tt.when); d.Year != tt.year || tt.year != 0 && d.Month != tt.month {
			t.Errorf("begins(%q) = %+v", tt.when, d)
		}
	}
}
