package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"briefbot/knowledge/desk"
)

// Heads returns the servers that have anything stored about them.
func (d *database) Heads(ctx context.Context) ([]desk.Head, error) {
	var out []desk.Head
	err := rows(ctx, d.db, d.dialect.heads, func(r *sql.Rows) error {
		var h desk.Head
		err := r.Scan(&h.Server, &h.Version, &h.Settings)
		out = append(out, h)
		return err
	})
	return out, d.fail("servers", err)
}

// Overlay returns what server has changed, or the zero Overlay.
func (d *database) Overlay(ctx context.Context, server string) (desk.Overlay, error) {
	var o desk.Overlay
	err := d.read(ctx, "overlay", func(tx *sql.Tx) error {
		var err error
		if o.Version, err = version(ctx, tx, d.dialect.version, server); err != nil || o.Version == 0 {
			return err
		}
		return rows(ctx, tx, d.dialect.items, func(r *sql.Rows) error {
			var it desk.Item
			var state string
			if err := r.Scan(&it.Kind, &it.Key, &it.Version, &state); err != nil {
				return err
			}
			if it.State, err = desk.DecodeState([]byte(state)); err != nil {
				return fmt.Errorf("server %s: %s: %w", server, it.ID, err)
			}
			o.Items = append(o.Items, it)
			return nil
		}, server)
	})
	if err != nil {
		return desk.Overlay{}, err
	}
	// Databases sort text in ways of their own.
	slices.SortFunc(o.Items, func(a, b desk.Item) int {
		if n := strings.Compare(string(a.Kind), string(b.Kind)); n != 0 {
			return n
		}
		return strings.Compare(a.Key, b.Key)
	})
	return o, nil
}

// version returns the number of the last revision of server, 0 when there is none.
func version(ctx context.Context, tx *sql.Tx, statement, server string) (int, error) {
	var n int
	err := tx.QueryRowContext(ctx, statement, server).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return n, err
}

// Commit appends a revision and changes the items that it names.
func (d *database) Commit(ctx context.Context, r desk.Revision) error {
	return d.write(ctx, fmt.Sprintf("revision %d", r.N), func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, d.dialect.makeServer, r.Server); err != nil {
			return err
		}
		switch last, err := version(ctx, tx, d.dialect.lock, r.Server); {
		case err != nil:
			return err
		case last != r.N-1:
			return desk.ErrMoved
		}
		if _, err := tx.ExecContext(ctx, d.dialect.addRevision, r.Server, r.N, micros(r.At), r.Who, r.Why, r.Undoes); err != nil {
			return err
		}
		for i, c := range r.Changes {
			if err := d.change(ctx, tx, r, i, c); err != nil {
				return err
			}
		}
		if _, err := tx.ExecContext(ctx, d.dialect.setVersion, r.Server, r.N); err != nil {
			return err
		}
		return d.notify(ctx, tx, r.Server)
	})
}

// change stores one change of r, and where its item is after it.
func (d *database) change(ctx context.Context, tx *sql.Tx, r desk.Revision, position int, c desk.Change) error {
	was, became := string(desk.EncodeState(c.Before)), string(desk.EncodeState(c.After))
	if _, err := tx.ExecContext(ctx, d.dialect.addChange, r.Server, r.N, position, string(c.Kind), c.Key, was, became); err != nil {
		return err
	}
	var err error
	if c.After.Source == desk.Server || c.After.Source == desk.Hidden {
		_, err = tx.ExecContext(ctx, d.dialect.putItem, r.Server, string(c.Kind), c.Key, r.N, became)
	} else {
		_, err = tx.ExecContext(ctx, d.dialect.deleteItem, r.Server, string(c.Kind), c.Key)
	}
	return err
}

// notify tells other processes, where the database can.
func (d *database) notify(ctx context.Context, tx *sql.Tx, server string) error {
	if d.dialect.notify == "" {
		return nil
	}
	_, err := tx.ExecContext(ctx, d.dialect.notify, server)
	return err
}
