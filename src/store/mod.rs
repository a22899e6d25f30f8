//! The store: documents, figures and series in one SQLite file that is only ever added to.
//!
//! Each document is one transaction, so that a crash leaves it in whole or not at all; several processes may read while
//! one writes (write-ahead log). Every value of the model is kept in its text form and read back through it.

mod cells;
mod decisions;
mod documents;
mod error;
mod figures;
mod files;
mod official;
mod readings;
mod reprints;
#[cfg(test)]
mod review_tests;
mod schema;
mod series;
#[cfg(test)]
mod tests;
mod verify;
mod write;

use std::path::Path;
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

pub use documents::StoredDocument;
pub use error::StoreError;
pub use figures::{StoredFigure, UnresolvedFigure};
pub use files::Fetched;
pub use readings::Reader;
pub use series::SeriesSummary;
pub use verify::Fault;
pub use write::{Batch, Ingested};

/// How long to wait for another process that writes.
const PATIENCE: Duration = Duration::from_secs(60);
/// How many pages are copied in one step.
const PAGES_AT_ONCE: i32 = 1024;

/// An open store.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    /// The hash of the lexicon with whose words the rules read what goes in.
    lexicon: Option<String>,
}

impl Store {
    /// Opens the store at `path` for reading and writing; a new one is made where there is nothing.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let store = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        schema::bring_up(&store.connection, path)?;
        Ok(store)
    }

    /// Opens the store at `path` for reading only.
    pub fn open_existing(path: &Path) -> Result<Self, StoreError> {
        if !path.exists() {
            return Err(StoreError::NoStore { path: path.to_owned() });
        }
        let store = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        schema::require_current(&store.connection, path)?;
        Ok(store)
    }

    /// A new store that lives as long as this value.
    pub fn in_memory() -> Result<Self, StoreError> {
        let store = Self::with(Connection::open_in_memory()?)?;
        schema::bring_up(&store.connection, Path::new(":memory:"))?;
        Ok(store)
    }

    /// A copy of the store at `path` that lives as long as this value.
    pub fn copy_of(path: &Path) -> Result<Self, StoreError> {
        let from = Self::open_existing(path)?;
        let mut connection = Connection::open_in_memory()?;
        Backup::new(&from.connection, &mut connection)?.run_to_completion(PAGES_AT_ONCE, Duration::ZERO, None)?;
        Self::with(connection)
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Self, StoreError> {
        if path.is_dir() {
            return Err(StoreError::Open { path: path.to_owned(), reason: "is a folder".to_owned() });
        }
        let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
            .map_err(|error| StoreError::Open { path: path.to_owned(), reason: error.to_string() })?;
        Self::with(connection)
    }

    fn with(connection: Connection) -> Result<Self, StoreError> {
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(Self { connection, lexicon: None })
    }
}
