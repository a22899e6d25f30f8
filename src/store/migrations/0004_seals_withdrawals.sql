-- What makes damage known, and the documents that were taken back.

-- The SHA-256s of rows that belong together, joined bit by bit (exclusive or): of all that is kept of a document, whose
-- row `nr` is, of the values of a file of official statistics, or of a whole table (`nr` is 0). A seal follows from the
-- rows, and is written with them.
CREATE TABLE seals (
    what TEXT NOT NULL,
    nr INTEGER NOT NULL,
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    PRIMARY KEY (what, nr)
) STRICT, WITHOUT ROWID;

-- Documents that are withdrawn from a day on, or restored. Of the entries about a document the latest one holds. Like a
-- decision about a figure, an entry may be there before its document.
CREATE TABLE withdrawals (
    nr INTEGER PRIMARY KEY,
    document TEXT NOT NULL CHECK (length(document) = 64),
    source_id TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('withdraw', 'restore')),
    day TEXT NOT NULL CHECK (day GLOB '????-??-??'),
    decided_by TEXT NOT NULL,
    why TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    UNIQUE (document, decided_by, decided_at)
) STRICT;
CREATE TRIGGER withdrawals_no_update BEFORE UPDATE ON withdrawals
BEGIN SELECT raise(ABORT, 'withdrawals: a store is append-only'); END;
CREATE TRIGGER withdrawals_no_delete BEFORE DELETE ON withdrawals
BEGIN SELECT raise(ABORT, 'withdrawals: a store is append-only'); END;

-- From which day to before which day a document was out of the present, as its entries say in the order of their taking.
CREATE VIEW absences AS
SELECT document, day AS since, until FROM (
    SELECT d.nr AS document, w.verdict, w.day, lead(w.day) OVER entries AS until
    FROM withdrawals w JOIN documents d ON d.id = w.document
    WINDOW entries AS (PARTITION BY w.document ORDER BY w.decided_at, w.nr)
) WHERE verdict = 'withdraw';
