package folder

import (
	"maps"
	"strings"

	"briefbot/knowledge"
)

// check runs the citation check over the briefing and gives its problems
// their lines. Without paragraphs no fact is checked: each quote would be
// reported for the one reason.
func (d *decoder) check() {
	unread := maps.Clone(d.reported)
	once := *d.b
	once.Facts = nil
	path := map[string]string{} // id -> path of the fact
	var names *knowledge.Names
	for i := range d.b.Facts {
		f, at := &d.b.Facts[i], item("facts", i)
		if len(d.b.Paragraphs) == 0 || d.reported[at] {
			continue
		}
		if _, twice := path[f.Ref.ID]; !twice && f.Ref.ID != "" {
			path[f.Ref.ID] = at
			once.Facts = append(once.Facts, *f)
			continue
		}
		// Its id is no name for it, so that it is checked by itself.
		if names == nil {
			names = knowledge.NamesOf(d.b)
		}
		for _, p := range knowledge.CheckFact(d.b, names, f) {
			d.found(unread, at+"."+p.Field, p.Text)
		}
	}
	for _, p := range knowledge.Check(&once) {
		switch {
		case p.Fact != "":
			d.found(unread, path[p.Fact]+"."+p.Field, p.Text)
		case p.Field == "source": // Read says so
		default:
			d.found(unread, p.Field, p.Text)
		}
	}
}

// found reports a problem of the citation check, unless its field, or what its
// field lies in, could not be read: that was reported.
func (d *decoder) found(unread map[string]bool, path, text string) {
	for at := path; ; at = at[:max(strings.LastIndexAny(at, ".["), 0)] {
		if unread[at] {
			return
		}
		if at == "" {
			break
		}
	}
	if strings.Contains(path, ".cites[") {
		for _, key := range citationKeys {
			if unread[path+"."+key] {
				return
			}
		}
	}
	d.report(path, "%s", text)
}
