package bot_test

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"

	"briefbot/bot/localdiscord"
	"briefbot/knowledge/desk"
	"briefbot/knowledge/desk/archive"
)

// TestExport: the archive of this server, private, whole and readable.
func TestExport(t *testing.T) {
	t.Parallel()
	c := beginCurated(t, openSQLite(t))
	form := c.modal(c.boss.Slash("fact edit", localdiscord.Opt{"fact": c.key("plots-disrupted")}))
	preview := c.message(c.boss.Fill(form, map[string]any{"Note": "Counted."}).Submit(), "preview")
	c.press(preview, "Publish", "Published")

	m := c.message(c.boss.Slash("export"), "All that this server answers from", "history.jsonl")
	if !m.Ephemeral() || m.Loading() || len(m.Attachments) != 1 || m.Attachments[0].Filename != "briefbot-2026-01-02.zip" || m.Attachments[0].ContentType != "application/zip" {
		t.Fatalf("%s, attachments %+v", text(m), m.Attachments)
	}
	// An upload that failed on the way is sent again, whole.
	c.server.Misbehave("PATCH /webhooks/{app}/{token}/messages/{message}", localdiscord.BadGateway)
	m = c.message(c.boss.Slash("export"), "All that this server answers from")
	if len(m.Attachments) != 1 {
		t.Fatalf("after a failure: attachments %+v", m.Attachments)
	}
	data := download(t, m.Attachments[0].URL)
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	contents, problems := archive.Read(z)
	for _, p := range problems {
		t.Error(p)
	}
	e, err := contents.Edit(t.Context(), c.desk, "42")
	if err != nil || len(e.Steps) != 1 || e.Steps[0].Content.Fact == nil || e.Steps[0].Content.Fact.Note != "Counted." {
		t.Errorf("another server would get %+v, %v", e, err)
	}
	history, err := z.Open("history.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer history.Close()
	if lines, err := io.ReadAll(history); err != nil || !strings.Contains(string(lines), c.bossA.User.ID) {
		t.Errorf("history %s, %v", lines, err)
	}
}

func download(t *testing.T, url string) []byte {
	t.Helper()
	q, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.DefaultClient.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != http.StatusOK {
		t.Fatalf("download: %s, %v", r.Status, err)
	}
	return data
}

// TestExportTooLarge: what Discord would not take is said, with the way that
// works, and so is what it does not take after all.
func TestExportTooLarge(t *testing.T) {
	t.Parallel()
	clock := newClock()
	c := beginCuratedOn(t, openSQLite(t), localdiscord.Options{Clock: clock, FileLimit: 1000})
	m := c.message(c.boss.Slash("export"), "has more than the", "briefbot facts export --guild "+c.guild.ID)
	if len(m.Attachments) > 0 {
		t.Errorf("attachments %+v", m.Attachments)
	}

	d := beginCurated(t, openSQLite(t))
	d.server.Intercept(func(w http.ResponseWriter, q *http.Request) bool {
		if !strings.HasPrefix(q.Header.Get("Content-Type"), "multipart/") {
			return false
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		_, _ = io.WriteString(w, `{"code": 40005, "message": "Request entity too large"}`)
		return true
	})
	d.message(d.boss.Slash("export"), "Discord did not take the file", "briefbot facts export")
}

// TestExportAway: when the store is away, it is said.
func TestExportAway(t *testing.T) {
	t.Parallel()
	st := &failing{Store: openSQLite(t)}
	c := beginCurated(t, st)
	if _, err := c.desk.SaveSettings(t.Context(), c.guild.ID, desk.Settings{}); err != nil {
		t.Fatal(err)
	}
	st.down.Store(true)
	if m := c.message(c.boss.Slash("export"), "cannot read"); len(m.Attachments) > 0 {
		t.Errorf("attachments %+v", m.Attachments)
	}
}
