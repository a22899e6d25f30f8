-- What is read together lies together: a series is one run of pages, and so is all that a document has.
--
-- The figures of a document are numbered within it: `nr` is the number of the document times 2^24, plus a running one. Days are counted from 1970-01-01. Figures know the series to which they belong; `observations`
-- repeats what is asked of all figures of a series, in the order in which that is asked. Texts have a table of their own,
-- so that the rows of many documents are on one page.

CREATE TABLE texts (
    document INTEGER PRIMARY KEY REFERENCES documents (nr),
    text TEXT NOT NULL
) STRICT;
INSERT INTO texts SELECT nr, text FROM documents ORDER BY nr;
DROP VIEW absences;
CREATE TABLE documents_new (
    nr INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 64),
    source_id TEXT NOT NULL UNIQUE,
    publisher TEXT,
    title TEXT,
    url TEXT,
    published TEXT,
    dated_by TEXT,
    vintage TEXT CHECK (vintage GLOB '????-??-??'),
    language TEXT,
    media_type TEXT NOT NULL,
    extra TEXT NOT NULL CHECK (json_valid(extra)),
    body_start INTEGER NOT NULL,
    body_end INTEGER NOT NULL CHECK (body_start <= body_end),
    extractor TEXT NOT NULL
) STRICT;
INSERT INTO documents_new
SELECT nr, id, source_id, publisher, title, url, published, dated_by, vintage, language, media_type, extra, body_start,
    body_end, extractor FROM documents ORDER BY nr;
DROP TABLE documents;
ALTER TABLE documents_new RENAME TO documents;
CREATE VIEW absences AS
SELECT document, day AS since, until FROM (
    SELECT d.nr AS document, w.verdict, w.day, lead(w.day) OVER entries AS until
    FROM withdrawals w JOIN documents d ON d.id = w.document
    WINDOW entries AS (PARTITION BY w.document ORDER BY w.decided_at, w.nr)
) WHERE verdict = 'withdraw';

CREATE TABLE renumbered (old INTEGER PRIMARY KEY, new INTEGER NOT NULL);
INSERT INTO renumbered SELECT nr, (document << 24) + row_number() OVER (PARTITION BY document ORDER BY nr) FROM figures;

-- `series`, the days and `period_from` (stated, carried, publication) are those of the observation that a figure is,
-- NULL if it is none.
CREATE TABLE figures_new (
    nr INTEGER PRIMARY KEY,
    id TEXT NOT NULL CHECK (length(id) = 12),
    document INTEGER NOT NULL REFERENCES documents (nr) CHECK (nr >> 24 = document),
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
    derivation TEXT NOT NULL,
    reading INTEGER NOT NULL REFERENCES readings (nr),
    corrects INTEGER REFERENCES figures (nr),
    series INTEGER REFERENCES series (nr),
    period_first INTEGER,
    period_last INTEGER CHECK (period_first <= period_last),
    period_from TEXT
) STRICT;
INSERT INTO figures_new
SELECT n.new, f.id, f.document, f.value, f.unit_mult, f.unit, f.indicator, f.item, f.measure, f.area, f.counterpart,
    f.period, f.period_origin, f.status, f.speaker, f.confidence, f.derivation, f.reading, c.new, o.series,
    CAST(julianday(o.period_first) - 2440587.5 AS INTEGER), CAST(julianday(o.period_last) - 2440587.5 AS INTEGER), o.origin
FROM figures f JOIN renumbered n ON n.old = f.nr LEFT JOIN renumbered c ON c.old = f.corrects
    LEFT JOIN observations o ON o.figure = f.nr ORDER BY n.new;
DROP TABLE figures;
ALTER TABLE figures_new RENAME TO figures;
CREATE INDEX figures_by_id ON figures (id);

CREATE TABLE mentions_new (
    figure INTEGER NOT NULL REFERENCES figures (nr),
    nth INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL CHECK ("start" < "end"),
    surface TEXT NOT NULL,
    sentence_start INTEGER NOT NULL CHECK (sentence_start <= "start"),
    sentence_end INTEGER NOT NULL CHECK ("end" <= sentence_end),
    PRIMARY KEY (figure, nth)
) STRICT, WITHOUT ROWID;
INSERT INTO mentions_new
SELECT n.new, nth, m."start", m."end", surface, s."start", s."end" FROM mentions m JOIN renumbered n ON n.old = m.figure
    JOIN sentences s ON s.nr = m.sentence ORDER BY n.new, nth;
DROP TABLE mentions;
ALTER TABLE mentions_new RENAME TO mentions;

CREATE TABLE unresolved_new (
    figure INTEGER PRIMARY KEY REFERENCES figures (nr),
    missing TEXT NOT NULL CHECK (missing <> '')
) STRICT;
INSERT INTO unresolved_new SELECT n.new, missing FROM unresolved u JOIN renumbered n ON n.old = u.figure ORDER BY n.new;
DROP TABLE unresolved;
ALTER TABLE unresolved_new RENAME TO unresolved;

CREATE TABLE reread_new (
    figure INTEGER PRIMARY KEY REFERENCES figures (nr),
    reading INTEGER NOT NULL REFERENCES readings (nr)
) STRICT;
INSERT INTO reread_new SELECT n.new, reading FROM reread r JOIN renumbered n ON n.old = r.figure ORDER BY n.new;
DROP TABLE reread;
ALTER TABLE reread_new RENAME TO reread;

CREATE TABLE hidden_new (
    figure INTEGER PRIMARY KEY REFERENCES figures (nr)
) STRICT;
INSERT INTO hidden_new SELECT n.new FROM hidden h JOIN renumbered n ON n.old = h.figure ORDER BY n.new;
DROP TABLE hidden;
ALTER TABLE hidden_new RENAME TO hidden;

-- It follows from `figures`, `mentions` (the place of the first, and how many there are), `documents` and `texts` (the
-- sentence of that mention), which `verify` compares, so that no seal covers it.
CREATE TABLE observations_new (
    series INTEGER NOT NULL REFERENCES series (nr),
    period_first INTEGER NOT NULL,
    period_last INTEGER NOT NULL,
    figure INTEGER NOT NULL REFERENCES figures (nr),
    vintage INTEGER,
    value TEXT NOT NULL,
    unit_mult INTEGER NOT NULL,
    status TEXT NOT NULL,
    period_from TEXT NOT NULL,
    speaker TEXT,
    confidence TEXT NOT NULL,
    id TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    sentence TEXT NOT NULL,
    PRIMARY KEY (series, period_first, period_last, figure)
) STRICT, WITHOUT ROWID;
INSERT INTO observations_new
SELECT f.series, f.period_first, f.period_last, f.nr, CAST(julianday(d.vintage) - 2440587.5 AS INTEGER), f.value,
    f.unit_mult, f.status, f.period_from, f.speaker, f.confidence, f.id, m."start", m."end",
    m.sentence_start, m.sentence_end, (SELECT count(*) FROM mentions WHERE figure = f.nr), (
        SELECT text FROM sentences
        WHERE document = f.document AND "start" = m.sentence_start AND "end" = m.sentence_end
    )
FROM figures f JOIN documents d ON d.nr = f.document JOIN mentions m ON m.figure = f.nr AND m.nth = 0 WHERE f.series IS NOT NULL ORDER BY 1, 2, 3, 4;
DROP TABLE observations;
ALTER TABLE observations_new RENAME TO observations;

DROP TABLE renumbered;
DROP TABLE sentences;

CREATE TRIGGER documents_no_update BEFORE UPDATE ON documents
BEGIN SELECT raise(ABORT, 'documents: a store is append-only'); END;
CREATE TRIGGER documents_no_delete BEFORE DELETE ON documents
BEGIN SELECT raise(ABORT, 'documents: a store is append-only'); END;
CREATE TRIGGER texts_no_update BEFORE UPDATE ON texts
BEGIN SELECT raise(ABORT, 'texts: a store is append-only'); END;
CREATE TRIGGER texts_no_delete BEFORE DELETE ON texts
BEGIN SELECT raise(ABORT, 'texts: a store is append-only'); END;
CREATE TRIGGER figures_no_update BEFORE UPDATE ON figures
BEGIN SELECT raise(ABORT, 'figures: a store is append-only'); END;
CREATE TRIGGER figures_no_delete BEFORE DELETE ON figures
BEGIN SELECT raise(ABORT, 'figures: a store is append-only'); END;
CREATE TRIGGER mentions_no_update BEFORE UPDATE ON mentions
BEGIN SELECT raise(ABORT, 'mentions: a store is append-only'); END;
CREATE TRIGGER mentions_no_delete BEFORE DELETE ON mentions
BEGIN SELECT raise(ABORT, 'mentions: a store is append-only'); END;
CREATE TRIGGER observations_no_update BEFORE UPDATE ON observations
BEGIN SELECT raise(ABORT, 'observations: a store is append-only'); END;
CREATE TRIGGER observations_no_delete BEFORE DELETE ON observations
BEGIN SELECT raise(ABORT, 'observations: a store is append-only'); END;
CREATE TRIGGER unresolved_no_update BEFORE UPDATE ON unresolved
BEGIN SELECT raise(ABORT, 'unresolved: a store is append-only'); END;
CREATE TRIGGER unresolved_no_delete BEFORE DELETE ON unresolved
BEGIN SELECT raise(ABORT, 'unresolved: a store is append-only'); END;
CREATE TRIGGER reread_no_update BEFORE UPDATE ON reread
BEGIN SELECT raise(ABORT, 'reread: a store is append-only'); END;
CREATE TRIGGER reread_no_delete BEFORE DELETE ON reread
BEGIN SELECT raise(ABORT, 'reread: a store is append-only'); END;
