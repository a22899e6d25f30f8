//! What can go wrong with a store.

use std::path::PathBuf;

use rusqlite::ErrorCode;

use crate::model::{DocumentId, FigureId};

/// Why a store could not be opened, written or read.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no store to read.
    #[error("no store at {path}: run `attested ingest` with documents first, or name another with --store")]
    NoStore {
        /// Where one was wanted.
        path: PathBuf,
    },
    /// The file cannot be opened or made.
    #[error("{path}: cannot be opened as a store: {reason}")]
    Open {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// The file is something else.
    #[error("{path}: is {found}, not a store of attested: want one, or the path of a new file")]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What it is.
        found: &'static str,
    },
    /// A later program has written the store.
    #[error(
        "{path}: is a store of version {found}, and this program reads up to version {known}: want a newer attested"
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The store's version.
        found: i64,
        /// The newest version that is known here.
        known: i64,
    },
    /// An earlier program has written the store, and it was opened for reading only.
    #[error(
        "{path}: is a store of version {found}, older than version {known}: run `attested ingest` on it to bring it up to date"
    )]
    Older {
        /// The file.
        path: PathBuf,
        /// The store's version.
        found: i64,
        /// The version that is wanted.
        known: i64,
    },
    /// Other content goes by a document's name already, and a store forgets neither.
    #[error(
        "the id `{id}` is that of another document in the store (SHA-256 {existing}): want an id of its own for {offered}"
    )]
    SourceIdTaken {
        /// The name.
        id: String,
        /// The document in the store.
        existing: DocumentId,
        /// The document that was to go in.
        offered: DocumentId,
    },
    /// A document was written by halves, and so nothing of its batch is kept.
    #[error("the batch was not written to its end: want it begun again")]
    Torn,
    /// A figure that does not lead back to the text of its document.
    #[error("{document}, figure {figure}: `{surface}` does not stand at bytes {start} to {end} inside of a sentence")]
    Misplaced {
        /// The document's name.
        document: String,
        /// The figure.
        figure: FigureId,
        /// What should stand there.
        surface: String,
        /// The first byte.
        start: usize,
        /// One past the last byte.
        end: usize,
    },
    /// A figure without a place in the text.
    #[error("{document}, figure {figure}: is mentioned nowhere: want at least one mention")]
    Unmentioned {
        /// The document's name.
        document: String,
        /// The figure.
        figure: FigureId,
    },
    /// A stored text that its type does not read any more.
    #[error("the store's table {table}, row {id}: {problem}")]
    Stored {
        /// The table.
        table: &'static str,
        /// The row.
        id: String,
        /// What is wrong, and what was wanted.
        problem: String,
    },
    /// A source of official statistics gives another value for the same series, period and vintage.
    #[error(
        "line {line}: {source_id} gave another value of this vintage before: {what}: want a later vintage for a revision"
    )]
    OfficialTaken {
        /// The source.
        source_id: String,
        /// The line of the file.
        line: u64,
        /// What the store has.
        what: String,
    },
    /// A beginning that several documents share.
    #[error("`{name}` fits several documents: want one of {}", .candidates.join(", "))]
    Ambiguous {
        /// What was looked for.
        name: String,
        /// The names of the documents that it fits.
        candidates: Vec<String>,
    },
    /// Another process has been writing for too long.
    #[error("the store is in use: another process has been writing to it for a minute")]
    Busy,
    /// SQLite refused.
    #[error("the store: {0}")]
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            _ => Self::Sqlite(error),
        }
    }
}
