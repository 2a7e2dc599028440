package page

import (
	"net/http"

	"briefbot/bot/localdiscord"
)

// file sends a file of a message that the actor sees, as bytes to be saved:
// whatever is in it, the browser neither shows nor runs it here.
func (p *Page) file(w http.ResponseWriter, r *http.Request) {
	a := p.actor(r.URL.Query().Get("as"))
	m := p.discord.Message(r.PathValue("message"))
	var found *localdiscord.Attachment
	if a != nil && m != nil && a.sees(m.GuildID, m.ChannelID, m.VisibleTo) {
		for _, f := range m.Attachments {
			if f.ID == r.PathValue("file") {
				found = f
			}
		}
	}
	if found == nil {
		http.Error(w, "That file is gone.", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Disposition", "attachment")
	if _, err := w.Write(found.Data()); err != nil {
		p.log.DebugContext(r.Context(), "file", "err", err) // the browser is gone
	}
}
