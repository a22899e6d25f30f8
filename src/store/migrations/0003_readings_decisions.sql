-- Who read a figure, what people decided about it, and what replaced it. Nothing is overwritten: rules that read better,
-- claims from elsewhere and corrections are further rows of `figures` under the name of the figure that they are about.

-- What read a document: the rules of a version of the program with the words of a lexicon (its hash), or somebody who
-- offered claims about it. `recorded` is the time at which that was written, NULL where it was not kept.
CREATE TABLE readings (
    nr INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (nr),
    kind TEXT NOT NULL CHECK (kind IN ('rules', 'claims')),
    origin TEXT NOT NULL,
    lexicon TEXT,
    recorded TEXT
) STRICT;
CREATE INDEX readings_by_document ON readings (document);
INSERT INTO readings (document, kind, origin) SELECT nr, 'rules', extractor FROM documents ORDER BY nr;

-- What people decided. A decision names its document by the hash and its figure by the place, so that it can be there
-- before either of them.
CREATE TABLE decisions (
    nr INTEGER PRIMARY KEY,
    document TEXT NOT NULL CHECK (length(document) = 64),
    source_id TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL CHECK ("start" < "end"),
    surface TEXT NOT NULL,
    figure TEXT NOT NULL CHECK (length(figure) = 12),
    read TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'correct')),
    changes TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    why TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    UNIQUE (figure, decided_by, decided_at)
) STRICT;
CREATE INDEX decisions_by_document ON decisions (document);

-- One name may have several rows now: a reading, its corrections, a later reading. `corrects` leads from a correction to
-- the reading that it sets right.
CREATE TABLE figures_new (
    nr INTEGER PRIMARY KEY,
    id TEXT NOT NULL CHECK (length(id) = 12),
    document INTEGER NOT NULL REFERENCES documents (nr),
    value TEXT NOT NULL,
    unit_mult INTEGER NOT NULL,
    unit TEXT NOT NULL,
    indicator TEXT,
    item TEXT,
    measure TEXT NOT NULL,
    area TEXT,
    counterpart TEXT,
    period TEXT,
    period_origin TEXT NOT NULL,
    status TEXT NOT NULL,
    speaker TEXT,
    confidence TEXT NOT NULL,
    derivation TEXT NOT NULL CHECK (json_valid(derivation)),
    reading INTEGER NOT NULL REFERENCES readings (nr),
    corrects INTEGER REFERENCES figures (nr)
) STRICT;
INSERT INTO figures_new
SELECT f.nr, f.id, f.document, value, unit_mult, unit, indicator, item, measure, area, counterpart, period,
    period_origin, status, speaker, confidence, derivation, r.nr, NULL
FROM figures f JOIN readings r ON r.document = f.document ORDER BY f.nr;
DROP TABLE figures;
ALTER TABLE figures_new RENAME TO figures;
CREATE INDEX figures_by_document ON figures (document);
CREATE INDEX figures_by_id ON figures (id);

-- The readings that later rules do not give any more, and the reading that said so.
CREATE TABLE reread (
    figure INTEGER PRIMARY KEY REFERENCES figures (nr),
    reading INTEGER NOT NULL REFERENCES readings (nr)
) STRICT;

-- The figures that are not of the present: rejected, corrected or read anew. It follows from the tables above and is the
-- only one whose rows come and go; `verify` works it out again.
CREATE TABLE hidden (
    figure INTEGER PRIMARY KEY REFERENCES figures (nr)
) STRICT;

CREATE TRIGGER figures_no_update BEFORE UPDATE ON figures
BEGIN SELECT raise(ABORT, 'figures: a store is append-only'); END;
CREATE TRIGGER figures_no_delete BEFORE DELETE ON figures
BEGIN SELECT raise(ABORT, 'figures: a store is append-only'); END;
CREATE TRIGGER readings_no_update BEFORE UPDATE ON readings
BEGIN SELECT raise(ABORT, 'readings: a store is append-only'); END;
CREATE TRIGGER readings_no_delete BEFORE DELETE ON readings
BEGIN SELECT raise(ABORT, 'readings: a store is append-only'); END;
CREATE TRIGGER decisions_no_update BEFORE UPDATE ON decisions
BEGIN SELECT raise(ABORT, 'decisions: a store is append-only'); END;
CREATE TRIGGER decisions_no_delete BEFORE DELETE ON decisions
BEGIN SELECT raise(ABORT, 'decisions: a store is append-only'); END;
CREATE TRIGGER reread_no_update BEFORE UPDATE ON reread
BEGIN SELECT raise(ABORT, 'reread: a store is append-only'); END;
CREATE TRIGGER reread_no_delete BEFORE DELETE ON reread
BEGIN SELECT raise(ABORT, 'reread: a store is append-only'); END;

-- Official statistics. A file is what was imported at once; a value stands from its vintage on, until a later one of the
-- same source, series and period.
CREATE TABLE official_files (
    nr INTEGER PRIMARY KEY,
    source_id TEXT NOT NULL,
    publisher TEXT NOT NULL,
    title TEXT,
    url TEXT,
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    recorded TEXT
) STRICT;
CREATE TABLE official_values (
    nr INTEGER PRIMARY KEY,
    file INTEGER NOT NULL REFERENCES official_files (nr),
    line INTEGER NOT NULL,
    key TEXT NOT NULL,
    period TEXT NOT NULL,
    value TEXT NOT NULL,
    unit_mult INTEGER NOT NULL,
    unit TEXT NOT NULL,
    status TEXT NOT NULL,
    vintage TEXT CHECK (vintage GLOB '????-??-??')
) STRICT;
CREATE INDEX official_by_series ON official_values (key, period, vintage);
CREATE TRIGGER official_files_no_update BEFORE UPDATE ON official_files
BEGIN SELECT raise(ABORT, 'official_files: a store is append-only'); END;
CREATE TRIGGER official_files_no_delete BEFORE DELETE ON official_files
BEGIN SELECT raise(ABORT, 'official_files: a store is append-only'); END;
CREATE TRIGGER official_values_no_update BEFORE UPDATE ON official_values
BEGIN SELECT raise(ABORT, 'official_values: a store is append-only'); END;
CREATE TRIGGER official_values_no_delete BEFORE DELETE ON official_values
BEGIN SELECT raise(ABORT, 'official_values: a store is append-only'); END;
