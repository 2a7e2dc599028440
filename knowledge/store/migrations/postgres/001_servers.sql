-- +goose Up
CREATE TABLE server (
	id               TEXT PRIMARY KEY,
	version          BIGINT NOT NULL DEFAULT 0, -- last revision
	settings         TEXT,                       -- JSON, see desk.EncodeSettings
	settings_version BIGINT NOT NULL DEFAULT 0,
	forget_at        BIGINT                     -- microseconds since 1970, NULL: not scheduled
);
CREATE INDEX server_forget_at ON server (forget_at) WHERE forget_at IS NOT NULL;

CREATE TABLE item (
	server  TEXT NOT NULL REFERENCES server (id) ON DELETE CASCADE,
	kind    TEXT NOT NULL,
	key     TEXT NOT NULL,
	version BIGINT NOT NULL, -- revision that last changed it
	state   TEXT NOT NULL,    -- JSON, see desk.EncodeState
	PRIMARY KEY (server, kind, key)
);

CREATE TABLE revision (
	server TEXT NOT NULL REFERENCES server (id) ON DELETE CASCADE,
	n      BIGINT NOT NULL,
	at     BIGINT NOT NULL, -- microseconds since 1970
	who    TEXT NOT NULL,
	why    TEXT NOT NULL,
	undoes BIGINT NOT NULL,
	PRIMARY KEY (server, n)
);
CREATE INDEX revision_who ON revision (server, who);

CREATE TABLE change (
	server   TEXT NOT NULL,
	n        BIGINT NOT NULL,
	position BIGINT NOT NULL,
	kind     TEXT NOT NULL,
	key      TEXT NOT NULL,
	was      TEXT NOT NULL, -- JSON, see desk.EncodeState
	became   TEXT NOT NULL,
	PRIMARY KEY (server, n, position),
	FOREIGN KEY (server, n) REFERENCES revision (server, n) ON DELETE CASCADE
);
CREATE INDEX change_item ON change (server, kind, key, n);

CREATE TABLE opt_out (
	server TEXT NOT NULL,
	person TEXT NOT NULL,
	kind   TEXT NOT NULL,
	PRIMARY KEY (server, person, kind)
);

CREATE TABLE draft (
	server  TEXT NOT NULL,
	id      TEXT NOT NULL,
	person  TEXT NOT NULL,
	kind    TEXT NOT NULL,
	payload TEXT NOT NULL, -- JSON of the face
	expires BIGINT NOT NULL,
	PRIMARY KEY (server, id)
);
CREATE INDEX draft_expires ON draft (expires);
CREATE INDEX draft_person ON draft (server, person);
