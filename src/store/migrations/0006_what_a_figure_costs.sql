-- What is written for a figure is written in as few places as can be: its first mention stands in its own row, its name
-- beside those of its document, and what is asked of an observation in one cell.

-- Few figures are mentioned twice: `mentions` has the second mention and those that follow.
CREATE TABLE figures_new (
    nr INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
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
    period_from TEXT,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL CHECK ("start" < "end"),
    surface TEXT NOT NULL,
    sentence_start INTEGER NOT NULL CHECK (sentence_start <= "start"),
    sentence_end INTEGER NOT NULL CHECK ("end" <= sentence_end)
) STRICT;
INSERT INTO figures_new
SELECT f.*, m."start", m."end", m.surface, m.sentence_start, m.sentence_end
FROM figures f LEFT JOIN mentions m ON m.figure = f.nr AND m.nth = 0 ORDER BY f.nr;
DROP TABLE figures;
ALTER TABLE figures_new RENAME TO figures;

CREATE TABLE mentions_new (
    figure INTEGER NOT NULL REFERENCES figures (nr),
    nth INTEGER NOT NULL CHECK (nth > 0),
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL CHECK ("start" < "end"),
    surface TEXT NOT NULL,
    sentence_start INTEGER NOT NULL CHECK (sentence_start <= "start"),
    sentence_end INTEGER NOT NULL CHECK ("end" <= sentence_end),
    PRIMARY KEY (figure, nth)
) STRICT, WITHOUT ROWID;
INSERT INTO mentions_new SELECT * FROM mentions WHERE nth > 0 ORDER BY figure, nth;
DROP TABLE mentions;
ALTER TABLE mentions_new RENAME TO mentions;

-- Figures by name. A row has the names of figures that were written together, whose numbers follow each other from `figure`
-- on: of each name, six bytes. Names come in no order, and an index of millions of them would take in each new one at a page
-- of its own. Hardly anybody asks for one, and then all are looked through, some ten milliseconds a million. It
-- follows from `figures`.
CREATE TABLE names (
    figure INTEGER PRIMARY KEY REFERENCES figures (nr),
    names BLOB NOT NULL
) STRICT;

-- `cells` is what `figures`, `documents` and `mentions` (how many there are) say of an observation, in the layout of
-- `store::packed`, and `sentence` that of its first mention. It follows from them, so that no seal covers it. The program
-- fills it from the table as it was.
DROP TRIGGER observations_no_update;
DROP TRIGGER observations_no_delete;
ALTER TABLE observations RENAME TO observations_before;
CREATE TABLE observations (
    series INTEGER NOT NULL REFERENCES series (nr),
    period_first INTEGER NOT NULL,
    period_last INTEGER NOT NULL,
    figure INTEGER NOT NULL REFERENCES figures (nr),
    cells BLOB NOT NULL,
    sentence TEXT NOT NULL,
    PRIMARY KEY (series, period_first, period_last, figure)
) STRICT, WITHOUT ROWID;

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
