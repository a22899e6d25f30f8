//! The files whose documents are in the store, and what servers said of the addresses from which some came.

use std::collections::HashSet;

use rusqlite::{OptionalExtension, params};

use super::write::{Batch, json};
use super::{Store, StoreError, seals};

/// The SHA-256 of a file's bytes.
type FileHash = [u8; 32];

/// What a server said of an address when it was last fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The name that it gives to this version of what is there.
    pub etag: Option<String>,
    /// When that was last changed, in the server's words.
    pub last_modified: Option<String>,
    /// The SHA-256 of the bytes.
    pub file: FileHash,
}

impl Store {
    /// The files of which every document is in the store.
    pub fn files(&self) -> Result<HashSet<FileHash>, StoreError> {
        let mut statement = self.connection.prepare("SELECT sha256 FROM files")?;
        let hashes = statement.query_map([], |row| row.get::<_, FileHash>(0))?;
        Ok(hashes.collect::<Result<_, _>>()?)
    }

    /// The names of the documents of a file; none if it is not known.
    pub fn documents_of_file(&self, file: &FileHash) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT documents FROM files WHERE sha256 = ?1")?;
        let names: Option<String> = statement.query_row([file], |row| row.get(0)).optional()?;
        Ok(names.and_then(|names| serde_json::from_str(&names).ok()).unwrap_or_default())
    }

    /// What the server said of an address when it was last fetched.
    pub fn fetched(&self, url: &str) -> Result<Option<Fetched>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT etag, last_modified, sha256 FROM fetches WHERE url = ?1")?;
        let fetched =
            |row: &rusqlite::Row| Ok(Fetched { etag: row.get(0)?, last_modified: row.get(1)?, file: row.get(2)? });
        Ok(statement.query_row([url], fetched).optional()?)
    }
}

impl Batch<'_> {
    /// Remembers that every document of a file is in the store, under these names.
    pub fn file(&mut self, sha256: &FileHash, documents: &[String]) -> Result<(), StoreError> {
        let row = seals::Rows { table: "files", which: "sha256 = ?1" };
        seals::toggle(&self.transaction, row, [[sha256]])?;
        self.transaction
            .prepare_cached("INSERT OR REPLACE INTO files VALUES (?1, ?2)")?
            .execute(params![sha256, json(&documents)?])?;
        seals::toggle(&self.transaction, row, [[sha256]])
    }

    /// Keeps what a server said of an address, in place of what it said before.
    pub fn fetched(&mut self, url: &str, fetched: &Fetched) -> Result<(), StoreError> {
        let Fetched { etag, last_modified, file } = fetched;
        let row = seals::Rows { table: "fetches", which: "url = ?1" };
        seals::toggle(&self.transaction, row, [[url]])?;
        self.transaction.prepare_cached("INSERT OR REPLACE INTO fetches VALUES (?1, ?2, ?3, ?4)")?.execute(params![
            url,
            etag,
            last_modified,
            file
        ])?;
        seals::toggle(&self.transaction, row, [[url]])
    }
}
