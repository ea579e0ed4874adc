-- A store as version 1 of the schema wrote it; it must open in every later version.
PRAGMA application_id = 2019713901;
PRAGMA user_version = 1;
CREATE TABLE event (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    stream TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    kind TEXT NOT NULL,
    data TEXT NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (stream, version)
);
CREATE TABLE document (
    key TEXT PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    body TEXT NOT NULL
);
INSERT INTO event VALUES (1, 'order/A-1', 1, 'Placed', '{"total": 1999}', '2026-03-01T09:30:00+00:00');
INSERT INTO event VALUES (2, 'order/A-1', 2, 'Paid', '{}', '2026-03-01T09:31:00.000001+00:00');
INSERT INTO event VALUES (5, 'order/中', 1, 'Placed', '{}', '2026-03-02T00:00:00+00:00');
INSERT INTO document VALUES ('plan', 3, '{"quantity": 40}');
