//! Documents out of the store.

use std::cell::RefCell;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row};
use rustc_hash::FxHashMap;

use super::cells::{Cells, SOURCE, source};
use super::{Store, StoreError};
use crate::model::{Document, DocumentId, Source, Span};

/// A document in the store, without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDocument {
    /// The SHA-256 of its bytes.
    pub id: DocumentId,
    /// Where it came from.
    pub source: Source,
    /// The program, with its version, that read the figures.
    pub extractor: String,
    /// How many figures it has.
    pub figures: usize,
    /// How many of them are observations.
    pub observations: usize,
    /// How many of them lack a dimension.
    pub unresolved: usize,
    /// The day since which it is out of the present, if it is withdrawn.
    pub withdrawn: Option<NaiveDate>,
}

impl Store {
    /// Every document, by name.
    pub fn documents(&self) -> Result<Vec<StoredDocument>, StoreError> {
        let sql = format!(
            "SELECT d.id, {SOURCE}, d.extractor, \
             (SELECT coalesce(sum(f.count), 0) FROM figures f WHERE f.nr > d.nr << 24 AND f.nr < (d.nr + 1) << 24) \
             - (SELECT count(*) FROM hidden h WHERE h.figure > d.nr << 24 AND h.figure < (d.nr + 1) << 24), \
             (SELECT count(*) FROM unresolved u WHERE u.figure > d.nr << 24 AND u.figure < (d.nr + 1) << 24 \
             AND u.figure NOT IN (SELECT figure FROM hidden)), \
             (SELECT a.since FROM absences a WHERE a.document = d.nr AND a.until IS NULL) \
             FROM documents d ORDER BY d.source_id"
        );
        self.connection.prepare_cached(&sql)?.query_and_then([], stored)?.collect()
    }

    /// Whether the document with these bytes is in the store.
    pub fn knows(&self, id: &DocumentId) -> Result<bool, StoreError> {
        Ok(self.connection.prepare_cached("SELECT 1 FROM documents WHERE id = ?1")?.exists([id.as_str()])?)
    }

    /// The document of a name or SHA-256, or the only one whose name, or SHA-256 (from four digits on), begins so.
    pub fn document(&self, name: &str) -> Result<Option<Document>, StoreError> {
        let Some(nr) = self.find(name)? else { return Ok(None) };
        numbered(&self.connection, nr)
    }

    /// The row of the document that `name` names.
    fn find(&self, name: &str) -> Result<Option<i64>, StoreError> {
        if name.is_empty() {
            return Ok(None);
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT nr, source_id, ?1 IN (source_id, id) FROM documents WHERE substr(source_id, 1, length(?1)) = ?1 \
             OR (length(?1) >= 4 AND substr(id, 1, length(?1)) = lower(?1)) ORDER BY 3 DESC, source_id",
        )?;
        let found = statement.query_map([name], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let found: Vec<(i64, String, bool)> = found.collect::<Result<_, _>>()?;
        match found.as_slice() {
            [] => Ok(None),
            [(nr, ..)] | [(nr, _, true), ..] => Ok(Some(*nr)),
            several => {
                let candidates = several.iter().map(|(_, source_id, _)| source_id.clone()).collect();
                Err(StoreError::Ambiguous { name: name.to_owned(), candidates })
            }
        }
    }
}

/// The document of an observation: its identity, its name and who published it.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    pub document: DocumentId,
    pub source_id: String,
    pub publisher: Option<String>,
}

/// How many documents are remembered at most; that takes some 60 MB.
const REMEMBERED: usize = 1 << 18;

/// The documents of observations that were read, by the numbers of their rows. A series is of as many documents as it has
/// observations, each of which is found at a place of its own; and none ever changes.
#[derive(Debug, Default)]
pub(super) struct Origins(RefCell<FxHashMap<i64, Origin>>);

impl Origins {
    /// The document of a row; `None` if there is none.
    pub fn of(&self, connection: &Connection, nr: i64) -> Result<Option<Origin>, StoreError> {
        if let Some(known) = self.0.borrow().get(&nr) {
            return Ok(Some(known.clone()));
        }
        let mut statement =
            connection.prepare_cached("SELECT id, source_id, publisher FROM documents WHERE nr = ?1")?;
        let found = statement.query_and_then([nr], |row| -> Result<_, StoreError> {
            let mut cells = Cells::of(row, "documents");
            Ok(Origin { document: cells.read()?, source_id: cells.plain()?, publisher: cells.plain()? })
        })?;
        let Some(origin) = { found }.next().transpose()? else { return Ok(None) };
        let mut known = self.0.borrow_mut();
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(nr, origin.clone());
        Ok(Some(origin))
    }
}

/// Sentences out of the texts of documents. What is asked for one after the other is mostly of one document, whose text
/// is read once.
pub(super) struct Texts<'a> {
    connection: &'a Connection,
    last: Option<(i64, String)>,
}

impl<'a> Texts<'a> {
    /// Nothing is read yet.
    pub fn of(connection: &'a Connection) -> Self {
        Self { connection, last: None }
    }

    /// A stretch of the text of the document in which a figure was read; empty if it has none there.
    pub fn around(&mut self, figure: i64, span: Span) -> Result<String, StoreError> {
        let document = figure >> 24;
        if self.last.as_ref().is_none_or(|(last, _)| *last != document) {
            let mut statement = self.connection.prepare_cached("SELECT text FROM texts WHERE document = ?1")?;
            let text: Option<String> = statement.query_row([document], |row| row.get(0)).optional()?;
            self.last = Some((document, text.unwrap_or_default()));
        }
        Ok(self.last.as_ref().map(|(_, text)| span.of(text).to_owned()).unwrap_or_default())
    }
}

/// The document of a row.
pub(super) fn numbered(connection: &Connection, nr: i64) -> Result<Option<Document>, StoreError> {
    let sql = format!(
        "SELECT d.id, {SOURCE}, d.body_start, d.body_end, t.text FROM documents d \
         JOIN texts t ON t.document = d.nr WHERE d.nr = ?1"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let document = statement.query_row([nr], |row| Ok(whole(row))).optional()?;
    document.transpose()
}

fn stored(row: &Row) -> Result<StoredDocument, StoreError> {
    let mut cells = Cells::of(row, "documents");
    let (id, source, extractor) = (cells.read()?, source(&mut cells)?, cells.plain()?);
    let (figures, unresolved) = (cells.number()?, cells.number()?);
    Ok(StoredDocument {
        id,
        source,
        extractor,
        figures,
        observations: figures.saturating_sub(unresolved),
        unresolved,
        withdrawn: cells.maybe()?,
    })
}

fn whole(row: &Row) -> Result<Document, StoreError> {
    let mut cells = Cells::of(row, "documents");
    let (id, source) = (cells.read()?, source(&mut cells)?);
    let body = cells.number()?..cells.number()?;
    Ok(Document { id, source, text: cells.plain()?, body })
}
