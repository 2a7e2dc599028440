// Package archive writes what a server answers from as a zip for people to
// keep, and reads it back as one edit.
//
//	briefings/<id>/source.txt, facts.yaml  as in docs/briefing-folder.md
//	questions.jsonl                        accepted questions
//	facts.csv                              for a spreadsheet; not read back
//	history.jsonl                          every revision; not read back
//
// What has a person's id in it is history.jsonl only.
package archive

import (
	"archive/zip"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"briefbot/knowledge"
	"briefbot/knowledge/desk"
	"briefbot/knowledge/folder"
)

// Names in an archive.
const (
	briefingsDir  = "briefings"
	questionsFile = "questions.jsonl"
	factsFile     = "facts.csv"
	historyFile   = "history.jsonl"
)

// historyPage is how many revisions are read at a time.
const historyPage = 100

// Write writes the archive of a server to w.
func Write(ctx context.Context, w io.Writer, d *desk.Desk, server string) error {
	ix, err := d.Index(ctx, server)
	if err != nil {
		return err
	}
	o, err := d.Overlay(ctx, server)
	if err != nil {
		return err
	}
	z := zip.NewWriter(w)
	for _, br := range ix.Base().Briefings {
		source, facts := folder.Write(br)
		if err := put(z, briefingsDir+"/"+br.ID+"/"+folder.SourceFile, source); err != nil {
			return err
		}
		if err := put(z, briefingsDir+"/"+br.ID+"/"+folder.FactsFile, facts); err != nil {
			return err
		}
	}
	if err := writeQuestions(z, o.Questions()); err != nil {
		return err
	}
	if err := writeFacts(z, ix.Base()); err != nil {
		return err
	}
	if err := writeHistory(ctx, z, d, server); err != nil {
		return err
	}
	return z.Close()
}

func put(z *zip.Writer, name string, data []byte) error {
	w, err := z.Create(name)
	if err == nil {
		_, err = w.Write(data)
	}
	return err
}

// questionLine is a line of questionsFile.
type questionLine struct {
	Question string `json:"question"`
	Briefing string `json:"briefing,omitempty"` // of the fact that should answer
	Fact     string `json:"fact,omitempty"`
}

func writeQuestions(z *zip.Writer, list []desk.Question) error {
	w, err := z.Create(questionsFile)
	if err != nil {
		return err
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for _, q := range list {
		if err := e.Encode(questionLine{q.Text, q.Want.Briefing, q.Want.ID}); err != nil {
			return err
		}
	}
	return nil
}

// writeFacts writes a table of the facts, one a row.
func writeFacts(z *zip.Writer, b *knowledge.Base) error {
	w, err := z.Create(factsFile)
	if err != nil {
		return err
	}
	c := csv.NewWriter(w)
	if err := c.Write([]string{"briefing", "id", "topic", "statement", "figure", "quote", "paragraph", "period", "status", "note", "ask"}); err != nil {
		return err
	}
	for _, f := range b.Facts {
		figure := ""
		if f.Figure != nil {
			figure = f.Figure.Text
		}
		row := []string{
			f.Ref.Briefing, f.Ref.ID, f.Topic, f.Statement, figure, b.Briefing(f.Ref.Briefing).Quote(f.Cites[0]), strconv.Itoa(f.Cites[0].Paragraph),
			f.About.Period, string(f.About.Status), f.Note, strings.Join(f.Ask, " | "),
		}
		for i := range row {
			row[i] = safe(row[i])
		}
		if err := c.Write(row); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// safe keeps a spreadsheet from taking a cell for a formula: those that begin
// like one get an apostrophe, which spreadsheets do not show (OWASP, "CSV
// Injection").
func safe(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(cell)[0]) {
		return "'" + cell
	}
	return cell
}

// writeHistory writes every revision, the latest first.
func writeHistory(ctx context.Context, z *zip.Writer, d *desk.Desk, server string) error {
	w, err := z.Create(historyFile)
	if err != nil {
		return err
	}
	before := 0
	for {
		list, err := d.History(ctx, server, desk.Page{Before: before, Limit: historyPage})
		if err != nil {
			return err
		}
		for _, r := range list {
			if _, err := fmt.Fprintf(w, "%s\n", desk.EncodeRevision(r)); err != nil {
				return err
			}
			before = r.N
		}
		if len(list) < historyPage {
			return nil
		}
	}
}
