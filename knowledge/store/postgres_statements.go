package store

import "database/sql"

var postgresDialect = dialect{
	begin:   `SET LOCAL synchronous_commit TO on`, // whatever the server is set to: acknowledged is on the disk
	heads:   `SELECT id, version, settings_version FROM server WHERE version > 0 OR settings_version > 0`,
	version: `SELECT version FROM server WHERE id = $1`,
	lock:    `SELECT version FROM server WHERE id = $1 FOR UPDATE`,
	items:   `SELECT kind, key, version, state FROM item WHERE server = $1`,

	makeServer:  `INSERT INTO server (id) VALUES ($1) ON CONFLICT DO NOTHING`,
	setVersion:  `UPDATE server SET version = $2 WHERE id = $1`,
	addRevision: `INSERT INTO revision (server, n, at, who, why, undoes) VALUES ($1, $2, $3, $4, $5, $6)`,
	addChange:   `INSERT INTO change (server, n, position, kind, key, was, became) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
	putItem: `INSERT INTO item (server, kind, key, version, state) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (server, kind, key) DO UPDATE SET version = excluded.version, state = excluded.state`,
	notify:     `SELECT pg_notify('briefbot', $1)`,
	deleteItem: `DELETE FROM item WHERE server = $1 AND kind = $2 AND key = $3`,

	revision:  `SELECT n, at, who, why, undoes FROM revision WHERE server = $1 AND n = $2`,
	revisions: `SELECT n, at, who, why, undoes FROM revision WHERE server = $1 AND n < $2 ORDER BY n DESC LIMIT $3`,
	revisionsItem: `SELECT n, at, who, why, undoes FROM revision WHERE server = $1 AND n IN (
		SELECT n FROM change WHERE server = $1 AND kind = $4 AND key = $5 AND n < $2 ORDER BY n DESC LIMIT $3) ORDER BY n DESC`,
	changes: `SELECT kind, key, was, became FROM change WHERE server = $1 AND n = $2 ORDER BY position`,

	settings:    `SELECT settings, settings_version FROM server WHERE id = $1`,
	setSettings: `UPDATE server SET settings = $2, settings_version = $3 WHERE id = $1`,

	optedOut:     `SELECT 1 FROM opt_out WHERE server = $1 AND person = $2 AND kind = $3`,
	addOptOut:    `INSERT INTO opt_out (server, person, kind) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
	deleteOptOut: `DELETE FROM opt_out WHERE server = $1 AND person = $2 AND kind = $3`,

	draft:    `SELECT person, kind, payload, expires FROM draft WHERE server = $1 AND id = $2 AND expires > $3`,
	draftsOf: `SELECT id, kind, payload, expires FROM draft WHERE server = $1 AND person = $2 AND expires > $3 ORDER BY expires DESC, id`,
	putDraft: `INSERT INTO draft (server, id, person, kind, payload, expires) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (server, id) DO UPDATE SET person = excluded.person, kind = excluded.kind, payload = excluded.payload, expires = excluded.expires`,
	deleteDraft: `DELETE FROM draft WHERE server = $1 AND id = $2`,
	expire:      `DELETE FROM draft WHERE expires <= $1`,

	forgetServer: []string{
		`DELETE FROM draft WHERE server = $1`,
		`DELETE FROM opt_out WHERE server = $1`,
		`DELETE FROM server WHERE id = $1`, // items, revisions and changes go with it
	},
	renamePerson:  `UPDATE revision SET who = $3 WHERE server = $1 AND who = $2`,
	forgetDrafts:  `DELETE FROM draft WHERE server = $1 AND person = $2`,
	forgetOptOuts: `DELETE FROM opt_out WHERE server = $1 AND person = $2`,
	schedule:      `INSERT INTO server (id, forget_at) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET forget_at = excluded.forget_at`,
	unschedule:    `UPDATE server SET forget_at = NULL WHERE id = $1`,
	due:           `SELECT id FROM server WHERE forget_at <= $1`,
	kept: `SELECT id, max(forget_at) FROM (SELECT id, forget_at FROM server
		UNION ALL SELECT server, NULL FROM opt_out UNION ALL SELECT server, NULL FROM draft) AS stored GROUP BY id`,

	snapshot:       sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead},
	unavailable:    postgresUnavailable,
	commitIsUnsure: commitLost,
}
