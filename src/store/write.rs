//! Documents into the store.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::mpsc::sync_channel;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use rustc_hash::FxHashMap;

use super::figure_rows::{FigureRows, Into};
use super::observations::Pending;
use super::reprints::Likeness;
use super::rows::Rows;
use super::seals::{Seal, Target};
use super::written::{self, Written};
use super::{Reader, Store, StoreError, names, observations, reprints, rows, seals};
use crate::model::{Document, Extraction, Figure, FigureId, SeriesKey};

/// The program that read the figures, as it is kept beside each document.
pub(super) const EXTRACTOR: &str = concat!("attested ", env!("CARGO_PKG_VERSION"));

/// How many documents are prepared before they are written.
const AHEAD: usize = 64;

/// What became of a document that was to go in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ingested {
    /// It is in the store now.
    New {
        /// How many figures it has.
        figures: usize,
        /// How many of them are observations.
        observations: usize,
        /// How many of them lack a dimension.
        unresolved: usize,
        /// The first document of the store whose text it repeats.
        reprint_of: Option<String>,
    },
    /// The same bytes were there before; nothing has changed.
    Known,
}

impl Store {
    /// Puts a document with its figures in, whole or not at all. The same bytes again change nothing, under whatever
    /// name they come; other bytes under the name of a document in the store are refused.
    pub fn ingest(&mut self, document: &Document, extraction: &Extraction) -> Result<Ingested, StoreError> {
        let mut batch = self.batch()?;
        let ingested = batch.ingest(document, extraction)?;
        batch.commit()?;
        Ok(ingested)
    }

    /// Begins a transaction for several documents: what is committed together costs the disk once.
    pub fn batch(&mut self) -> Result<Batch<'_>, StoreError> {
        let store = &*self;
        let unchecked = Unchecked::on(&store.connection)?;
        let transaction = Transaction::new_unchecked(&store.connection, TransactionBehavior::Immediate)?;
        let (series, pending, unsealed) = (store.series.take(), Pending::default(), Vec::new());
        Ok(Batch { store, transaction, unchecked, series, pending, unsealed, bands: Seal::default(), torn: false })
    }
}

/// A document with its figures as they go into a store: what takes long and needs no store, so that many threads can do it.
#[derive(Debug)]
pub struct Prepared<'a> {
    document: &'a Document,
    rows: FigureRows,
    likeness: Likeness,
}

impl<'a> Prepared<'a> {
    /// Works it out; an error if a figure does not lead back to the text.
    pub fn of(document: &'a Document, extraction: &Extraction) -> Result<Self, StoreError> {
        let mut rows = FigureRows::with_room(extraction.figures.len());
        for (id, figure) in extraction.named(&document.id) {
            rows.add(document, &id, figure)?;
        }
        Ok(Self { document, rows, likeness: Likeness::of(document) })
    }
}

/// Documents that go in together. What is not committed is not in the store.
#[derive(Debug)]
pub struct Batch<'a> {
    store: &'a Store,
    pub(super) transaction: Transaction<'a>,
    #[expect(dead_code, reason = "it is there to be dropped after the transaction")]
    unchecked: Unchecked<'a>,
    /// The rows of series that are in the store or go in with this batch.
    series: FxHashMap<SeriesKey, i64>,
    /// The observations of its documents, which go in at the end.
    pending: Pending,
    /// The numbers of its documents, each with the seal so far and the rows that it has to take in, which is done at the end.
    unsealed: Vec<(i64, Seal, FigureRows)>,
    /// What they add to the seal of the index of texts.
    bands: Seal,
    /// Whether a document is in by halves.
    torn: bool,
}

impl Batch<'_> {
    /// Puts a document with its figures in, whole or not at all, as [`Store::ingest`] does. A document that cannot go in is
    /// an error that leaves the others; where the store cannot be written, none of them goes in.
    pub fn ingest(&mut self, document: &Document, extraction: &Extraction) -> Result<Ingested, StoreError> {
        self.put(Prepared::of(document, extraction)?)
    }

    /// The same for one that is prepared.
    pub fn put(&mut self, prepared: Prepared<'_>) -> Result<Ingested, StoreError> {
        if is_known(&self.transaction, prepared.document)? {
            return Ok(Ingested::Known);
        }
        let ingested = self.write(prepared);
        self.torn |= ingested.is_err();
        ingested
    }

    /// The same for many, in order: another thread prepares the next ones while one is written, and so does this one when
    /// it would have to wait.
    pub fn ingest_all<'d>(
        &mut self,
        documents: impl IntoIterator<Item = (&'d Document, &'d Extraction), IntoIter: Send>,
    ) -> Vec<Result<Ingested, StoreError>> {
        let queue = Mutex::new(documents.into_iter().enumerate());
        let next = || {
            let (nth, (document, extraction)) = queue.lock().ok()?.next()?;
            Some((nth, Prepared::of(document, extraction)))
        };
        std::thread::scope(|scope| {
            let (send, prepared) = sync_channel(AHEAD);
            // Nobody receives any more only if the other side has panicked.
            scope.spawn(move || while next().is_some_and(|prepared| send.send(prepared).is_ok()) {});
            // Behind a document that takes long no more are prepared than are looked for ahead.
            let mine = |ready: usize| if ready < AHEAD { next() } else { None };
            let (mut ingested, mut ready) = (Vec::new(), BTreeMap::new());
            loop {
                if let Some(prepared) = ready.remove(&ingested.len()) {
                    ingested.push(Result::and_then(prepared, |prepared| self.put(prepared)));
                } else if let Some((nth, prepared)) =
                    prepared.try_recv().ok().or_else(|| mine(ready.len())).or_else(|| prepared.recv().ok())
                {
                    ready.insert(nth, prepared);
                } else {
                    return ingested;
                }
            }
        })
    }

    fn write(&mut self, prepared: Prepared<'_>) -> Result<Ingested, StoreError> {
        let (store, connection) = (self.store, &*self.transaction);
        let Prepared { document, rows, likeness } = prepared;
        let mut seal = Seal::default();
        let nr = insert_document(connection, document, &mut seal)?;
        let reading = store.reading(nr, Reader::Rules, None, &mut seal)?;
        let (figures, observations) = rows.counts();
        let into = Into { before: before_first(nr), document: nr, reading, corrects: None };
        let rows = rows.insert(connection, into, (&mut self.series, &mut self.pending))?;
        let reprint_of = reprints::keep(connection, nr, &likeness, (&mut seal, &mut self.bands))?;
        if store.decisions_of(&document.id)?.is_empty() {
            self.unsealed.push((nr, seal, rows));
        } else {
            store.bring_to_present(&document.id)?;
        }
        Ok(Ingested::New { figures, observations, unresolved: figures - observations, reprint_of })
    }

    /// Has it all in the store from now on.
    pub fn commit(mut self) -> Result<(), StoreError> {
        if self.torn {
            return Err(StoreError::Torn);
        }
        // The digests take a thread of their own while this one writes.
        let unsealed = std::mem::take(&mut self.unsealed);
        let sealed = std::thread::scope(|scope| {
            let sealing = scope.spawn(|| unsealed.iter().map(|(nr, seal, rows)| (*nr, rows.sealed(*seal))).collect());
            let limits = self.store.limits;
            self.pending.insert(&self.transaction, limits.insert(&self.transaction, self.pending.len())?)?;
            limits.keep(&self.transaction)?;
            let sealed: Vec<_> = sealing.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            Ok::<_, StoreError>(sealed)
        })?;
        sealed.into_iter().try_for_each(|(nr, seal)| seals::seal(&self.transaction, nr, seal))?;
        seals::add(&self.transaction, "bands", self.bands)?;
        self.transaction.commit()?;
        // What is written now stays so, and its numbers with it.
        if self.series.len() <= REMEMBERED {
            self.store.series.replace(self.series);
        }
        Ok(())
    }
}

fn is_known(connection: &Connection, document: &Document) -> Result<bool, StoreError> {
    let known = connection.prepare_cached("SELECT 1 FROM documents WHERE id = ?1")?.exists([document.id.as_str()])?;
    if known {
        return Ok(true);
    }
    let taken: Option<String> = connection
        .prepare_cached("SELECT id FROM documents WHERE source_id = ?1")?
        .query_row([&document.source.id], |row| row.get(0))
        .optional()?;
    let Some(existing) = taken else { return Ok(false) };
    let id = document.source.id.clone();
    let existing = existing.parse().map_err(|error: crate::model::ParseError| StoreError::Stored {
        table: "documents",
        id: id.clone(),
        problem: error.to_string(),
    })?;
    Err(StoreError::SourceIdTaken { id, existing, offered: document.id.clone() })
}

/// The number of the next row of a table.
pub(super) fn next(connection: &Connection, last: &str) -> Result<i64, StoreError> {
    Ok(connection.prepare_cached(last)?.query_row([], |row| row.get::<_, Option<i64>>(0))?.unwrap_or_default() + 1)
}

const DOCUMENTS: Target =
    Target { table: "documents", sql: "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)" };
const TEXTS: Target = Target { table: "texts", sql: "INSERT INTO texts VALUES (?, ?)" };

fn insert_document(connection: &Connection, document: &Document, seal: &mut Seal) -> Result<i64, StoreError> {
    let source = &document.source;
    let nr = next(connection, "SELECT max(nr) FROM documents")?;
    let mut row = Rows::default();
    row.whole(nr).text(document.id.as_str()).text(&source.id).text_or_null(source.publisher.as_deref());
    row.text_or_null(source.title.as_deref()).text_or_null(source.url.as_deref());
    row.shown_or_null(source.published.as_ref()).shown_or_null(source.dated_by.as_ref());
    row.shown_or_null(source.published.map(|published| published.vintage()).as_ref());
    row.text_or_null(source.language.as_deref()).text(&source.media_type).json(&source.extra)?;
    row.whole(int(document.body.start)).whole(int(document.body.end)).text(EXTRACTOR).end();
    seals::insert(connection, DOCUMENTS, &row, seal)?;
    row.clear();
    row.whole(nr).text(&document.text).end();
    seals::insert(connection, TEXTS, &row, seal)?;
    Ok(nr)
}

/// The number before that of the first figure of a document.
pub(super) fn before_first(document: i64) -> i64 {
    document << 24
}

/// Writes further figures of a document in the store.
pub(super) struct Writer<'a> {
    connection: &'a Connection,
    document: &'a Document,
    into: Into,
    rows: FigureRows,
}

impl<'a> Writer<'a> {
    /// For the figures of a reading of a document in the store.
    pub fn of(connection: &'a Connection, document: &'a Document, nr: i64, reading: i64) -> Result<Self, StoreError> {
        let into = Into { before: written::last_of(connection, nr)?, document: nr, reading, corrects: None };
        Ok(Self { connection, document, into, rows: FigureRows::default() })
    }

    /// For the correction of a figure in the store.
    pub fn again(connection: &'a Connection, document: &'a Document, corrects: i64) -> Result<Self, StoreError> {
        let reading = Written::with(connection, corrects)?.map_or(0, |written| written.reading);
        let mut writer = Self::of(connection, document, corrects >> 24, reading)?;
        writer.into.corrects = Some(corrects);
        Ok(writer)
    }

    /// Adds a figure; gives back the number that it gets.
    pub fn figure(&mut self, id: &FigureId, figure: &Figure) -> Result<i64, StoreError> {
        self.rows.add(self.document, id, figure)?;
        Ok(self.into.before + int(self.rows.counts().0))
    }

    /// Writes the figures, and the observations among them. The seal of their document is left to the caller.
    pub fn finish(self) -> Result<(), StoreError> {
        let mut pending = Pending::default();
        self.rows.insert(self.connection, self.into, (&mut FxHashMap::default(), &mut pending))?;
        pending.insert(self.connection, observations::INSERT)
    }
}

const FIGURES: Target = Target { table: "figures", sql: "INSERT INTO figures VALUES (?, ?, ?, ?, ?, ?)" };
const MENTIONS: Target = Target { table: "mentions", sql: "INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?)" };
const UNRESOLVED: Target = Target { table: "unresolved", sql: "INSERT INTO unresolved VALUES (?, ?)" };

impl FigureRows {
    /// Writes the figures but for what is left pending, and gives back their rows as they were written.
    fn insert(
        mut self,
        connection: &Connection,
        into: Into,
        (known, pending): (&mut FxHashMap<SeriesKey, i64>, &mut Pending),
    ) -> Result<Self, StoreError> {
        self.number(into, |key| series(connection, known, key), pending)?;
        for (Target { sql, .. }, rows) in self.sets() {
            rows::insert(&mut *connection.prepare_cached(sql)?, rows)?;
        }
        names::insert(connection, into.before, &self.names)?;
        Ok(self)
    }

    /// The tables that seals cover, with the rows for each.
    fn sets(&self) -> [(Target, &Rows); 3] {
        [(FIGURES, &self.row), (MENTIONS, &self.mentions), (UNRESOLVED, &self.unresolved)]
    }

    /// A seal that has taken in these rows.
    fn sealed(&self, mut seal: Seal) -> Seal {
        for (Target { table, .. }, rows) in self.sets() {
            rows.iter().for_each(|row| seals::blend(&mut seal, table, row));
        }
        seal
    }
}

/// References between rows go unchecked as long as this lives: a batch refers to the rows of documents, readings, figures
/// and series of which it has just been given the numbers, and looking each of them up again would cost a tenth of its time.
/// `verify` looks them all up. SQLite takes notice only between transactions.
#[derive(Debug)]
struct Unchecked<'a>(&'a Connection);

impl<'a> Unchecked<'a> {
    fn on(connection: &'a Connection) -> Result<Self, StoreError> {
        connection.pragma_update(None, "foreign_keys", false)?;
        Ok(Self(connection))
    }
}

impl Drop for Unchecked<'_> {
    fn drop(&mut self) {
        // It cannot fail but for want of memory.
        let _ = self.0.pragma_update(None, "foreign_keys", true);
    }
}

/// How many series are remembered from one batch to the next; that takes some 50 MB.
const REMEMBERED: usize = 1 << 18;

/// The row of a series, which is written if it is a new one.
fn series(connection: &Connection, known: &mut FxHashMap<SeriesKey, i64>, key: &SeriesKey) -> Result<i64, StoreError> {
    if let Some(nr) = known.get(key) {
        return Ok(*nr);
    }
    let text = key.to_string();
    let mut known_there = connection.prepare_cached("SELECT nr FROM series WHERE key = ?1")?;
    let nr = match known_there.query_row([&text], |row| row.get(0)).optional()? {
        Some(nr) => nr,
        None => new_series(connection, key, &text)?,
    };
    known.insert(key.clone(), nr);
    Ok(nr)
}

fn new_series(connection: &Connection, key: &SeriesKey, text: &str) -> Result<i64, StoreError> {
    let sql = "INSERT INTO series (key, indicator, item, area, counterpart, measure, unit) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let (area, counterpart) = (key.area.code(), key.counterpart.map(|area| area.code()));
    let (measure, unit) = (key.measure.to_string(), key.unit.code());
    let row = params![text, key.indicator.code(), key.item, area, counterpart, measure, unit];
    Ok(connection.prepare_cached(sql)?.insert(row)?)
}

/// A length or an offset as SQLite counts; none is too long for it.
pub(super) fn int(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(super) fn json(value: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(no_json)
}

/// The error of a value that cannot be written as JSON.
pub(super) fn no_json(error: serde_json::Error) -> StoreError {
    StoreError::Sqlite(rusqlite::Error::ToSqlConversionFailure(error.into()))
}
