-- What ingestion has to remember beside the documents themselves.

-- Where the date of publication was found: the manifest, the page, the text ...; NULL where that is not known.
ALTER TABLE documents ADD COLUMN dated_by TEXT;

-- The files of which every document is in the store, by the SHA-256 of their bytes, so that they need not be read again;
-- with the names of those documents, as a JSON array.
CREATE TABLE files (
    sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32),
    documents TEXT NOT NULL CHECK (json_valid(documents))
) STRICT, WITHOUT ROWID;

-- What servers said of the addresses that were fetched, to be asked whether anything has changed. This is no knowledge
-- and may be replaced.
CREATE TABLE fetches (
    url TEXT PRIMARY KEY,
    etag TEXT,
    last_modified TEXT,
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32)
) STRICT, WITHOUT ROWID;

-- Which documents have the same words, and in `bands` which ones may have nearly the same: two texts that share a band
-- are worth comparing. `reprint_of` is the first document of the store whose text this one repeats.
CREATE TABLE fingerprints (
    document INTEGER PRIMARY KEY REFERENCES documents (nr),
    fingerprint INTEGER NOT NULL,
    reprint_of INTEGER REFERENCES documents (nr)
) STRICT;
CREATE INDEX fingerprints_by_value ON fingerprints (fingerprint);
CREATE TABLE bands (
    band INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES documents (nr),
    PRIMARY KEY (band, document)
) STRICT, WITHOUT ROWID;
