//! Copies of a store in files of their own.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::Backup;

use super::{Store, StoreError};

/// How many pages are copied in one step.
pub(super) const PAGES_AT_ONCE: i32 = 1024;
/// How long another process may write while a page is waited for.
const BETWEEN_STEPS: Duration = Duration::from_millis(5);

impl Store {
    /// Writes a copy of the store, as it is at one moment, to a file that is not there yet; others may write meanwhile.
    pub fn back_up(&self, to: &Path) -> Result<(), StoreError> {
        to_file(&self.connection, to)
    }
}

/// Copies what a connection reads to a file that is not there yet.
pub(super) fn to_file(from: &Connection, to: &Path) -> Result<(), StoreError> {
    let wrong = |reason: String| StoreError::Open { path: to.to_owned(), reason };
    if to.exists() {
        return Err(wrong("is there already: want the name of a new file".to_owned()));
    }
    let mut copy = Connection::open(to).map_err(|error| wrong(error.to_string()))?;
    let done =
        Backup::new(from, &mut copy).and_then(|backup| backup.run_to_completion(PAGES_AT_ONCE, BETWEEN_STEPS, None));
    done.map_err(|error| {
        // Half a copy is none.
        let _ = std::fs::remove_file(to);
        wrong(error.to_string())
    })
}
