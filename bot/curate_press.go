package bot

import "context"

// needs is who may press a button or send a form. What only shows something is
// for everybody.
func needs(id customID) permit {
	switch id.(type) {
	case factDo, draftDo, undoRevision, historyPage:
		return curators
	case settingsDo:
		return managers
	}
	return anybody
}

// curate does what a moderator's button says.
func (p press) curate(ctx context.Context, id customID) error {
	var r result
	var err error
	switch id := id.(type) {
	case factDo:
		f, failed := p.b.everFact(ctx, p.q.server, p.ix.Base(), id.Key)
		if failed != nil {
			r = p.b.unavailable(ctx, failed)
			break
		}
		if f == nil {
			return errRenderGone
		}
		r, err = p.b.factAction(ctx, p.q, p.ix.Base(), f, id.Do)
	case draftDo:
		r, err = p.b.draftAction(ctx, p.q, p.ix.Base(), id)
	case undoRevision:
		r = result{private: true, later: func(ctx context.Context) reply { return p.b.undo(ctx, p.q, id) }}
	case historyPage:
		r, err = p.b.history(ctx, p.q, id)
	}
	if err == nil {
		p.b.show(ctx, p.q, r)
	}
	return err
}
