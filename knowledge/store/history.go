package store

import (
	"context"
	"database/sql"
	"fmt"
	"math"

	"briefbot/knowledge/desk"
)

// Revision returns revision n of server, or desk.ErrNoRevision.
func (d *database) Revision(ctx context.Context, server string, n int) (desk.Revision, error) {
	list, err := d.revisions(ctx, server, d.dialect.revision, server, n)
	if err == nil && len(list) == 0 {
		err = desk.ErrNoRevision
	}
	if err != nil {
		return desk.Revision{}, err
	}
	return list[0], nil
}

// Revisions returns a page of the history, the latest first.
func (d *database) Revisions(ctx context.Context, server string, page desk.Page) ([]desk.Revision, error) {
	before := int64(page.Before)
	if before == 0 {
		before = math.MaxInt64
	}
	if page.ID == (desk.ID{}) {
		return d.revisions(ctx, server, d.dialect.revisions, server, before, max(page.Limit, 1))
	}
	return d.revisions(ctx, server, d.dialect.revisionsItem, server, before, max(page.Limit, 1), string(page.ID.Kind), page.ID.Key)
}

// revisions runs a statement that returns revisions and reads their changes.
func (d *database) revisions(ctx context.Context, server, statement string, args ...any) ([]desk.Revision, error) {
	var out []desk.Revision
	err := d.read(ctx, "history", func(tx *sql.Tx) error {
		err := rows(ctx, tx, statement, func(r *sql.Rows) error {
			rev := desk.Revision{Server: server}
			var at int64
			err := r.Scan(&rev.N, &at, &rev.Who, &rev.Why, &rev.Undoes)
			rev.At = timeOf(at)
			out = append(out, rev)
			return err
		}, args...)
		for i := range out {
			if err != nil {
				return err
			}
			out[i].Changes, err = d.changes(ctx, tx, server, out[i].N)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// changes returns the changes of one revision.
func (d *database) changes(ctx context.Context, tx *sql.Tx, server string, n int) ([]desk.Change, error) {
	var out []desk.Change
	err := rows(ctx, tx, d.dialect.changes, func(r *sql.Rows) error {
		var c desk.Change
		var was, became string
		err := r.Scan(&c.Kind, &c.Key, &was, &became)
		if err == nil {
			c.Before, err = desk.DecodeState([]byte(was))
		}
		if err == nil {
			c.After, err = desk.DecodeState([]byte(became))
		}
		if err != nil {
			return fmt.Errorf("server %s: revision %d: %w", server, n, err)
		}
		out = append(out, c)
		return nil
	}, server, n)
	return out, err
}
