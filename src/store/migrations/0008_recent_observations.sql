-- Where a large store takes in many observations: those of a batch belong to nearly as many series, and each series has pages
-- of its own in `observations`. A page of `recent` has more of them, so that fewer are written; they are moved to their
-- places when there are many, and at the end of what is ingested. What is in the one table is not in the other.
CREATE TABLE recent (
    series INTEGER NOT NULL REFERENCES series (nr),
    period_first INTEGER NOT NULL,
    period_last INTEGER NOT NULL,
    figure INTEGER NOT NULL,
    cells BLOB NOT NULL,
    sentence TEXT NOT NULL,
    PRIMARY KEY (series, period_first, period_last, figure)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER recent_no_update BEFORE UPDATE ON recent
BEGIN SELECT raise(ABORT, 'recent: a store is append-only'); END;
