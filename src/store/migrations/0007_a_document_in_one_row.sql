-- What a document says is one row: to write fifty figures in 28 columns each takes longer than all that is worked out of them.

-- Tables that name a figure by its number, which is no longer that of a row: SQLite cannot look it up, and `verify` does.
CREATE TABLE mentions_new (
    figure INTEGER NOT NULL,
    nth INTEGER NOT NULL CHECK (nth > 0),
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL CHECK ("start" < "end"),
    surface TEXT NOT NULL,
    sentence_start INTEGER NOT NULL CHECK (sentence_start <= "start"),
    sentence_end INTEGER NOT NULL CHECK ("end" <= sentence_end),
    PRIMARY KEY (figure, nth)
) STRICT, WITHOUT ROWID;
INSERT INTO mentions_new SELECT * FROM mentions;
DROP TABLE mentions;
ALTER TABLE mentions_new RENAME TO mentions;

CREATE TABLE unresolved_new (
    figure INTEGER PRIMARY KEY,
    missing TEXT NOT NULL CHECK (missing <> '')
) STRICT;
INSERT INTO unresolved_new SELECT * FROM unresolved;
DROP TABLE unresolved;
ALTER TABLE unresolved_new RENAME TO unresolved;

CREATE TABLE reread_new (
    figure INTEGER PRIMARY KEY,
    reading INTEGER NOT NULL REFERENCES readings (nr)
) STRICT;
INSERT INTO reread_new SELECT * FROM reread;
DROP TABLE reread;
ALTER TABLE reread_new RENAME TO reread;

CREATE TABLE hidden_new (
    figure INTEGER PRIMARY KEY
) STRICT;
INSERT INTO hidden_new SELECT * FROM hidden;
DROP TABLE hidden;
ALTER TABLE hidden_new RENAME TO hidden;

CREATE TABLE observations_new (
    series INTEGER NOT NULL REFERENCES series (nr),
    period_first INTEGER NOT NULL,
    period_last INTEGER NOT NULL,
    figure INTEGER NOT NULL,
    cells BLOB NOT NULL,
    sentence TEXT NOT NULL,
    PRIMARY KEY (series, period_first, period_last, figure)
) STRICT, WITHOUT ROWID;
INSERT INTO observations_new SELECT * FROM observations;
DROP TABLE observations;
ALTER TABLE observations_new RENAME TO observations;

-- Figures that were written together: of one document, by one reading. `nr` is the number of the first, and the others have
-- those that follow. `cells` has them in the layout of `store::kept`, their values in the text forms of the model's types. The
-- program fills the table from what was there, and `names`, which has a row for each row.
DROP TABLE names;
DROP TRIGGER figures_no_update;
DROP TRIGGER figures_no_delete;
ALTER TABLE figures RENAME TO figures_before;
CREATE TABLE figures (
    nr INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (nr) CHECK (nr >> 24 = document),
    reading INTEGER NOT NULL REFERENCES readings (nr),
    corrects INTEGER,
    count INTEGER NOT NULL CHECK (count > 0),
    cells BLOB NOT NULL
) STRICT;
CREATE TABLE names (
    figure INTEGER PRIMARY KEY REFERENCES figures (nr),
    names BLOB NOT NULL
) STRICT;

CREATE TRIGGER figures_no_update BEFORE UPDATE ON figures
BEGIN SELECT raise(ABORT, 'figures: a store is append-only'); END;
CREATE TRIGGER figures_no_delete BEFORE DELETE ON figures
BEGIN SELECT raise(ABORT, 'figures: a store is append-only'); END;
CREATE TRIGGER mentions_no_update BEFORE UPDATE ON mentions
BEGIN SELECT raise(ABORT, 'mentions: a store is append-only'); END;
CREATE TRIGGER mentions_no_delete BEFORE DELETE ON mentions
BEGIN SELECT raise(ABORT, 'mentions: a store is append-only'); END;
CREATE TRIGGER names_no_update BEFORE UPDATE ON names
BEGIN SELECT raise(ABORT, 'names: a store is append-only'); END;
CREATE TRIGGER names_no_delete BEFORE DELETE ON names
BEGIN SELECT raise(ABORT, 'names: a store is append-only'); END;
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
