-- +goose Up
CREATE TABLE server (
	id               TEXT PRIMARY KEY,
	version          INTEGER NOT NULL DEFAULT 0, -- last revision
	settings         TEXT,                       -- JSON, see desk.EncodeSettings
	settings_version INTEGER NOT NULL DEFAULT 0,
	forget_at        INTEGER                     -- microseconds since 1970, NULL: not scheduled
) STRICT, WITHOUT ROWID;
CREATE INDEX server_forget_at ON server (forget_at) WHERE forget_at IS NOT NULL;

CREATE TABLE item (
	server  TEXT NOT NULL REFERENCES server (id) ON DELETE CASCADE,
	kind    TEXT NOT NULL,
	key     TEXT NOT NULL,
	version INTEGER NOT NULL, -- revision that last changed it
	state   TEXT NOT NULL,    -- JSON, see desk.EncodeState
	PRIMARY KEY (server, kind, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE revision (
	server TEXT NOT NULL REFERENCES server (id) ON DELETE CASCADE,
	n      INTEGER NOT NULL,
	at     INTEGER NOT NULL, -- microseconds since 1970
	who    TEXT NOT NULL,
	why    TEXT NOT NULL,
	undoes INTEGER NOT NULL,
	PRIMARY KEY (server, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX revision_who ON revision (server, who);

CREATE TABLE change (
	server   TEXT NOT NULL,
	n        INTEGER NOT NULL,
	position INTEGER NOT NULL,
	kind     TEXT NOT NULL,
	key      TEXT NOT NULL,
	was      TEXT NOT NULL, -- JSON, see desk.EncodeState
	became   TEXT NOT NULL,
	PRIMARY KEY (server, n, position),
	FOREIGN KEY (server, n) REFERENCES revision (server, n) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX change_item ON change (server, kind, key, n);

CREATE TABLE opt_out (
	server TEXT NOT NULL,
	person TEXT NOT NULL,
	kind   TEXT NOT NULL,
	PRIMARY KEY (server, person, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
	server  TEXT NOT NULL,
	id      TEXT NOT NULL,
	person  TEXT NOT NULL,
	kind    TEXT NOT NULL,
	payload TEXT NOT NULL, -- JSON of the face
	expires INTEGER NOT NULL,
	PRIMARY KEY (server, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_expires ON draft (expires);
CREATE INDEX draft_person ON draft (server, person);
