//! The store: documents, figures and series in one SQLite file that is only ever added to.
//!
//! Each document is one transaction, so that a crash leaves it in whole or not at all; several processes may read while
//! one writes (write-ahead log). Every value of the model is kept in its text form and read back through it.

#[cfg(test)]
mod batch_tests;
mod cells;
mod columns;
mod copy;
mod decisions;
mod documents;
mod error;
mod figure_rows;
mod figures;
mod files;
mod kept;
mod names;
mod observations;
mod official;
mod packed;
mod readings;
mod recent;
mod repack;
mod reprints;
#[cfg(test)]
mod review_tests;
mod rows;
mod schema;
mod seals;
mod series;
#[cfg(test)]
mod tests;
mod verify;
#[cfg(test)]
mod verify_tests;
mod withdrawals;
mod write;
mod written;

use std::cell::RefCell;
use std::path::Path;
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, ffi};
use rustc_hash::FxHashMap;

pub use columns::Wanted;
pub use documents::StoredDocument;
pub use error::StoreError;
pub use figures::{StoredFigure, UnresolvedFigure};
pub use files::Fetched;
pub use readings::Reader;
pub use series::SeriesSummary;
pub use verify::Fault;
pub use write::{Batch, Ingested, Prepared};

use crate::model::SeriesKey;

/// How long to wait for another process that writes.
const PATIENCE: Duration = Duration::from_secs(60);

/// How many kilobytes of the file are kept in memory: a batch of documents touches every index somewhere.
const CACHE: i64 = 128 << 10;
/// How many bytes of the file a reader maps into its memory rather than copies there, at most.
const MAPPED: i64 = 1 << 40;
/// At how many pages the log is taken over into the file.
const LOG_PAGES: i64 = 65_536;
/// How many bytes a page has, as SQLite makes them.
const PAGE: i64 = 4096;

/// An open store.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    /// The hash of the lexicon with whose words the rules read what goes in.
    lexicon: Option<String>,
    /// The documents of observations that were read.
    origins: documents::Origins,
    /// The rows of series that batches met.
    series: RefCell<FxHashMap<SeriesKey, i64>>,
    /// When new observations are kept apart from the others.
    limits: recent::Limits,
}

impl Store {
    /// Opens the store at `path` for reading and writing; a new one is made where there is nothing.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let store = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        schema::bring_up(&store.connection, path)?;
        store.connection.pragma_update(None, "cache_size", -CACHE)?;
        store.connection.pragma_update(None, "wal_autocheckpoint", LOG_PAGES)?;
        // A migration writes all anew; its log is not kept at that length once it has been taken over.
        store.connection.pragma_update(None, "journal_size_limit", LOG_PAGES * PAGE)?;
        Ok(store)
    }

    /// Opens the store at `path` for reading only.
    pub fn open_existing(path: &Path) -> Result<Self, StoreError> {
        if !path.exists() {
            return Err(StoreError::NoStore { path: path.to_owned() });
        }
        let store = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        match schema::require_current(&store.connection, path) {
            Ok(()) => store.mapped(),
            Err(StoreError::Open { .. }) if !has_log(path) => Self::unchanging(path),
            Err(StoreError::Sqlite(error)) if is_interrupted(&error) => {
                drop(store);
                take_back(path)?;
                let store = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
                schema::require_current(&store.connection, path)?;
                store.mapped()
            }
            Err(error) => Err(error),
        }
    }

    /// The same store, whose file is mapped into memory.
    fn mapped(self) -> Result<Self, StoreError> {
        self.connection.pragma_update(None, "mmap_size", MAPPED)?;
        Ok(self)
    }

    /// Opens the store at `path` where nothing can be written, and so nobody else writes either: SQLite wants to make a
    /// file beside it for those who read together, unless it is told so.
    fn unchanging(path: &Path) -> Result<Self, StoreError> {
        let wrong = |reason: String| StoreError::Open { path: path.to_owned(), reason };
        let whole = std::path::absolute(path).map_err(|error| wrong(error.to_string()))?;
        let address = url::Url::from_file_path(&whole).map_err(|()| wrong("its path has no address".to_owned()))?;
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(format!("{address}?immutable=1"), flags)
            .map_err(|error| wrong(error.to_string()))?;
        let store = Self::with(connection)?;
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
        Backup::new(&from.connection, &mut connection)?.run_to_completion(copy::PAGES_AT_ONCE, Duration::ZERO, None)?;
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
        // Otherwise SQLite plans a query anew for each day and name that is asked for, which takes longer than to answer it.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        // What would bring back the pages of one document of a batch must not cost a write to the disk.
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        connection.set_prepared_statement_cache_capacity(64);
        let (origins, series, limits) = Default::default();
        Ok(Self { connection, lexicon: None, origins, series, limits })
    }
}

/// Whether a program that wrote was interrupted, so that what it left has to be taken back before anybody reads.
fn is_interrupted(error: &rusqlite::Error) -> bool {
    let codes = [ffi::SQLITE_READONLY_ROLLBACK, ffi::SQLITE_READONLY_RECOVERY];
    error.sqlite_error().is_some_and(|error| codes.contains(&error.extended_code))
}

/// Has SQLite take back what an interrupted program left in the store at `path`: it does so for whoever may write.
fn take_back(path: &Path) -> Result<(), StoreError> {
    let taken = Store::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
        .and_then(|store| Ok(store.connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?));
    taken.map_err(|error| {
        let reason = format!("a program that wrote it was interrupted, and what it left cannot be taken back: {error}");
        StoreError::Open { path: path.to_owned(), reason }
    })
}

/// Whether something was written beside the store at `path` that is not yet in it.
fn has_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).is_ok_and(|log| log.len() > 0)
}
