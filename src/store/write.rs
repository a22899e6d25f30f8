//! Documents into the store.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use super::observations::{Place, Row, days};
use super::seals::{Inserts, Target};
use super::{Reader, Store, StoreError, observations, reprints};
use crate::model::{Claim, Document, Extraction, Figure, FigureId, Mention, Missing, Resolution, SeriesKey, resolve};

/// The program that read the figures, as it is kept beside each document.
pub(super) const EXTRACTOR: &str = concat!("attested ", env!("CARGO_PKG_VERSION"));

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
        let transaction = Transaction::new_unchecked(&store.connection, TransactionBehavior::Immediate)?;
        Ok(Batch { store, transaction, series: HashMap::new(), observations: Vec::new() })
    }
}

/// Documents that go in together. What is not committed is not in the store.
#[derive(Debug)]
pub struct Batch<'a> {
    store: &'a Store,
    pub(super) transaction: Transaction<'a>,
    /// The rows of series that are in the store or go in with this batch.
    series: HashMap<SeriesKey, i64>,
    /// The observations of its documents, which go in at the end.
    observations: Vec<Row>,
}

impl Batch<'_> {
    /// Puts a document with its figures in, whole or not at all, as [`Store::ingest`] does; an error leaves the others.
    pub fn ingest(&mut self, document: &Document, extraction: &Extraction) -> Result<Ingested, StoreError> {
        let savepoint = self.transaction.savepoint()?;
        let known = self.observations.len();
        let ingested = put(self.store, &savepoint, document, extraction, (&mut self.series, &mut self.observations));
        if ingested.is_ok() {
            savepoint.commit()?;
        } else {
            // Series and observations that the document brought go out again with it.
            self.series.clear();
            self.observations.truncate(known);
        }
        ingested
    }

    /// Has it all in the store from now on.
    pub fn commit(self) -> Result<(), StoreError> {
        observations::insert(&self.transaction, self.observations)?;
        Ok(self.transaction.commit()?)
    }
}

/// Puts a document in, inside of the transaction that `connection` is in and the store as well.
fn put(
    store: &Store,
    connection: &Connection,
    document: &Document,
    extraction: &Extraction,
    (series, pending): (&mut HashMap<SeriesKey, i64>, &mut Vec<Row>),
) -> Result<Ingested, StoreError> {
    if is_known(connection, document)? {
        return Ok(Ingested::Known);
    }
    let mut rows = Inserts::new(connection);
    let nr = insert_document(&mut rows, document)?;
    let reading = store.reading(&mut rows, nr, Reader::Rules, None)?;
    let mut writer = Writer::of_new(rows, document, nr, reading, std::mem::take(series));
    let (mut observations, mut unresolved) = (0, 0);
    for (id, figure) in extraction.named(&document.id) {
        match writer.figure(&id, figure)?.1 {
            Resolution::Resolved { .. } => observations += 1,
            Resolution::Unresolved(_) => unresolved += 1,
        }
    }
    *series = writer.series;
    pending.append(&mut writer.observations);
    let reprint_of = reprints::keep(connection, nr, document)?;
    if store.decisions_of(&document.id)?.is_empty() {
        writer.rows.seal(nr)?;
    } else {
        store.bring_to_present(&document.id)?;
    }
    Ok(Ingested::New { figures: observations + unresolved, observations, unresolved, reprint_of })
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

fn insert_document(rows: &mut Inserts<'_>, document: &Document) -> Result<i64, StoreError> {
    let source = &document.source;
    let nr = next(rows.connection, "SELECT max(nr) FROM documents")?;
    rows.row(
        DOCUMENTS,
        params![
            nr,
            document.id.as_str(),
            source.id,
            source.publisher,
            source.title,
            source.url,
            source.published.map(|published| published.to_string()),
            source.dated_by.map(|origin| origin.to_string()),
            source.published.map(|published| published.vintage().to_string()),
            source.language,
            source.media_type,
            json(&source.extra)?,
            int(document.body.start),
            int(document.body.end),
            EXTRACTOR,
        ],
    )?;
    rows.row(TEXTS, params![nr, document.text])?;
    Ok(nr)
}

const FIGURES: Target = Target {
    table: "figures",
    sql: "INSERT INTO figures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
};
const MENTIONS: Target = Target { table: "mentions", sql: "INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?)" };
const UNRESOLVED: Target = Target { table: "unresolved", sql: "INSERT INTO unresolved VALUES (?, ?)" };

/// The number before that of the first figure of a document.
pub(super) fn before_first(document: i64) -> i64 {
    document << 24
}

/// Writes the figures of one document.
pub(super) struct Writer<'a> {
    rows: Inserts<'a>,
    document: &'a Document,
    nr: i64,
    /// The reading that gives the figures.
    reading: i64,
    /// The figure that they correct.
    corrects: Option<i64>,
    /// The number of the last figure of the document.
    last: i64,
    /// The series met so far.
    series: HashMap<SeriesKey, i64>,
    /// The observations, which are not written yet.
    observations: Vec<Row>,
}

impl<'a> Writer<'a> {
    /// For the figures of a reading of a document in the store.
    pub fn of(connection: &'a Connection, document: &'a Document, nr: i64, reading: i64) -> Result<Self, StoreError> {
        let range = [before_first(nr), before_first(nr + 1)];
        let sql = "SELECT max(nr) FROM figures WHERE nr > ?1 AND nr < ?2";
        let last: Option<i64> = connection.prepare_cached(sql)?.query_row(range, |row| row.get(0))?;
        let (rows, series, observations) = (Inserts::new(connection), HashMap::new(), Vec::new());
        let last = last.unwrap_or(range[0]);
        Ok(Self { rows, document, nr, reading, corrects: None, last, series, observations })
    }

    /// For the figures of a document that has none yet, with the rows of series that are known.
    fn of_new(
        rows: Inserts<'a>,
        document: &'a Document,
        nr: i64,
        reading: i64,
        series: HashMap<SeriesKey, i64>,
    ) -> Self {
        let (last, observations) = (before_first(nr), Vec::new());
        Self { rows, document, nr, reading, corrects: None, last, series, observations }
    }

    /// For the correction of a figure in the store.
    pub fn again(connection: &'a Connection, document: &'a Document, corrects: i64) -> Result<Self, StoreError> {
        let mut of = connection.prepare_cached("SELECT document, reading FROM figures WHERE nr = ?1")?;
        let (nr, reading) = of.query_row([corrects], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Self { corrects: Some(corrects), ..Self::of(connection, document, nr, reading)? })
    }

    /// Writes the observations among the figures.
    pub fn finish(self) -> Result<(), StoreError> {
        observations::insert(self.rows.connection, self.observations)
    }

    /// Writes a figure, but for the observation that it may be; gives back its row and what became of it.
    pub fn figure(&mut self, id: &FigureId, figure: &Figure) -> Result<(i64, Resolution), StoreError> {
        if figure.mentions.is_empty() {
            return Err(StoreError::Unmentioned { document: self.document.source.id.clone(), figure: id.clone() });
        }
        let resolution = resolve(&figure.claim, self.document.source.published);
        let place = match &resolution {
            Resolution::Resolved { key, period, origin } => Some((self.series(key)?, *period, *origin)),
            Resolution::Unresolved(_) => None,
        };
        self.last += 1;
        let nr = self.last;
        self.claim(nr, id, figure, place)?;
        for (nth, mention) in figure.mentions.iter().enumerate() {
            self.mention(id, nr, nth, mention)?;
        }
        if let Resolution::Unresolved(unresolved) = &resolution {
            self.unresolved(nr, &unresolved.missing)?;
        }
        self.observations.extend(place.and_then(|place| Row::of(self.document, (nr, id), figure, place)));
        Ok((nr, resolution))
    }

    fn claim(&mut self, nr: i64, id: &FigureId, figure: &Figure, place: Option<Place>) -> Result<(), StoreError> {
        let Claim { quantity, indicator, item, measure, area, counterpart, period, speaker, .. } = &figure.claim;
        let place = place.map(|(series, period, origin)| (series, days(period), origin.to_string()));
        self.rows.row(
            FIGURES,
            params![
                nr,
                id.as_str(),
                self.nr,
                quantity.stated.to_string(),
                quantity.mult.0,
                quantity.unit.code(),
                indicator.map(|indicator| indicator.code()),
                item,
                measure.to_string(),
                area.map(|area| area.code()),
                counterpart.map(|area| area.code()),
                period.map(|period| period.to_string()),
                figure.claim.period_origin.to_string(),
                figure.claim.status.to_string(),
                speaker,
                figure.confidence.to_string(),
                json(&figure.derivation)?,
                self.reading,
                self.corrects,
                place.as_ref().map(|(series, ..)| series),
                place.as_ref().map(|(_, (first, _), _)| first),
                place.as_ref().map(|(_, (_, last), _)| last),
                place.as_ref().map(|(.., origin)| origin),
            ],
        )
    }

    /// Writes a mention, which must lead back to the text.
    fn mention(&mut self, id: &FigureId, figure: i64, nth: usize, mention: &Mention) -> Result<(), StoreError> {
        let Mention { span, surface, sentence } = mention;
        let placed = !surface.is_empty() && span.of(&self.document.text) == surface && sentence.contains(*span);
        if !placed || sentence.of(&self.document.text).is_empty() {
            let document = self.document.source.id.clone();
            let (figure, surface) = (id.clone(), surface.clone());
            return Err(StoreError::Misplaced { document, figure, surface, start: span.start, end: span.end });
        }
        let places = [span.start, span.end, sentence.start, sentence.end].map(int);
        let [start, end, sentence_start, sentence_end] = places;
        self.rows.row(MENTIONS, params![figure, int(nth), start, end, surface, sentence_start, sentence_end])
    }

    fn series(&mut self, key: &SeriesKey) -> Result<i64, StoreError> {
        if let Some(nr) = self.series.get(key) {
            return Ok(*nr);
        }
        let connection = self.rows.connection;
        let text = key.to_string();
        connection
            .prepare_cached(
                "INSERT INTO series (key, indicator, item, area, counterpart, measure, unit) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (key) DO NOTHING",
            )?
            .execute(params![
                text,
                key.indicator.code(),
                key.item,
                key.area.code(),
                key.counterpart.map(|area| area.code()),
                key.measure.to_string(),
                key.unit.code(),
            ])?;
        let mut nr = connection.prepare_cached("SELECT nr FROM series WHERE key = ?1")?;
        let nr = nr.query_row([&text], |row| row.get(0))?;
        self.series.insert(key.clone(), nr);
        Ok(nr)
    }

    fn unresolved(&mut self, figure: i64, missing: &[Missing]) -> Result<(), StoreError> {
        let missing: Vec<_> = missing.iter().map(Missing::to_string).collect();
        self.rows.row(UNRESOLVED, params![figure, missing.join(",")])
    }
}

/// A length or an offset as SQLite counts; none is too long for it.
pub(super) fn int(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(super) fn json(value: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value)
        .map_err(|error| StoreError::Sqlite(rusqlite::Error::ToSqlConversionFailure(error.into())))
}
