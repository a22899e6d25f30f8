-- The store's first tables. Nothing in them is ever changed or taken out: a correction is a new document, and what was
-- known on a day can be read for ever. Values of the model's types stand in their one text form.

-- What was ingested. A document goes by the SHA-256 of its bytes; `source_id` is its name for people. `vintage` is the
-- first day on which it is known to have been public, NULL where its date is not known. Offsets count bytes of `text`.
CREATE TABLE documents (
    nr INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 64),
    source_id TEXT NOT NULL UNIQUE,
    publisher TEXT,
    title TEXT,
    url TEXT,
    published TEXT,
    vintage TEXT CHECK (vintage GLOB '????-??-??'),
    language TEXT,
    media_type TEXT NOT NULL,
    extra TEXT NOT NULL CHECK (json_valid(extra)),
    text TEXT NOT NULL,
    body_start INTEGER NOT NULL,
    body_end INTEGER NOT NULL CHECK (body_start <= body_end),
    extractor TEXT NOT NULL
) STRICT;

-- The sentences that give figures, each once.
CREATE TABLE sentences (
    nr INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (nr),
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL CHECK ("start" < "end"),
    text TEXT NOT NULL,
    UNIQUE (document, "start", "end")
) STRICT;

-- What the documents say, one row a figure. A dimension that the text does not give is NULL.
CREATE TABLE figures (
    nr INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 12),
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
    derivation TEXT NOT NULL CHECK (json_valid(derivation))
) STRICT;
CREATE INDEX figures_by_document ON figures (document);

-- Where a document says a figure, in text order.
CREATE TABLE mentions (
    figure INTEGER NOT NULL REFERENCES figures (nr),
    nth INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL CHECK ("start" < "end"),
    surface TEXT NOT NULL,
    sentence INTEGER NOT NULL REFERENCES sentences (nr),
    PRIMARY KEY (figure, nth)
) STRICT, WITHOUT ROWID;

-- What is measured, of whom, how.
CREATE TABLE series (
    nr INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    indicator TEXT NOT NULL,
    item TEXT,
    area TEXT NOT NULL,
    counterpart TEXT,
    measure TEXT NOT NULL,
    unit TEXT NOT NULL
) STRICT;

-- The figures that belong to a series. `vintage` repeats the document's, so that what was known on a day is one scan.
CREATE TABLE observations (
    figure INTEGER PRIMARY KEY REFERENCES figures (nr),
    series INTEGER NOT NULL REFERENCES series (nr),
    period TEXT NOT NULL,
    period_first TEXT NOT NULL,
    period_last TEXT NOT NULL CHECK (period_first <= period_last),
    origin TEXT NOT NULL,
    vintage TEXT
) STRICT;
CREATE INDEX observations_by_series ON observations (series, period_first, period_last, vintage);

-- The figures that do not, and the dimensions that they lack: `indicator,period`.
CREATE TABLE unresolved (
    figure INTEGER PRIMARY KEY REFERENCES figures (nr),
    missing TEXT NOT NULL CHECK (missing <> '')
) STRICT;

CREATE TRIGGER documents_no_update BEFORE UPDATE ON documents
BEGIN SELECT raise(ABORT, 'documents: a store is append-only'); END;
CREATE TRIGGER documents_no_delete BEFORE DELETE ON documents
BEGIN SELECT raise(ABORT, 'documents: a store is append-only'); END;
CREATE TRIGGER sentences_no_update BEFORE UPDATE ON sentences
BEGIN SELECT raise(ABORT, 'sentences: a store is append-only'); END;
CREATE TRIGGER sentences_no_delete BEFORE DELETE ON sentences
BEGIN SELECT raise(ABORT, 'sentences: a store is append-only'); END;
CREATE TRIGGER figures_no_update BEFORE UPDATE ON figures
BEGIN SELECT raise(ABORT, 'figures: a store is append-only'); END;
CREATE TRIGGER figures_no_delete BEFORE DELETE ON figures
BEGIN SELECT raise(ABORT, 'figures: a store is append-only'); END;
CREATE TRIGGER mentions_no_update BEFORE UPDATE ON mentions
BEGIN SELECT raise(ABORT, 'mentions: a store is append-only'); END;
CREATE TRIGGER mentions_no_delete BEFORE DELETE ON mentions
BEGIN SELECT raise(ABORT, 'mentions: a store is append-only'); END;
CREATE TRIGGER series_no_update BEFORE UPDATE ON series
BEGIN SELECT raise(ABORT, 'series: a store is append-only'); END;
CREATE TRIGGER series_no_delete BEFORE DELETE ON series
BEGIN SELECT raise(ABORT, 'series: a store is append-only'); END;
CREATE TRIGGER observations_no_update BEFORE UPDATE ON observations
BEGIN SELECT raise(ABORT, 'observations: a store is append-only'); END;
CREATE TRIGGER observations_no_delete BEFORE DELETE ON observations
BEGIN SELECT raise(ABORT, 'observations: a store is append-only'); END;
CREATE TRIGGER unresolved_no_update BEFORE UPDATE ON unresolved
BEGIN SELECT raise(ABORT, 'unresolved: a store is append-only'); END;
CREATE TRIGGER unresolved_no_delete BEFORE DELETE ON unresolved
BEGIN SELECT raise(ABORT, 'unresolved: a store is append-only'); END;
