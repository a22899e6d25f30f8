//! Documents into the store.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use super::{Reader, Store, StoreError, reprints, seals};
use crate::model::{
    Claim, Document, Extraction, Figure, FigureId, Mention, Missing, PeriodOrigin, Resolution, SeriesKey, Span,
    TimePeriod, resolve,
};

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
        Ok(Batch { store, transaction, series: HashMap::new() })
    }
}

/// Documents that go in together. What is not committed is not in the store.
#[derive(Debug)]
pub struct Batch<'a> {
    store: &'a Store,
    pub(super) transaction: Transaction<'a>,
    /// The rows of series that are in the store or go in with this batch.
    series: HashMap<SeriesKey, i64>,
}

impl Batch<'_> {
    /// Puts a document with its figures in, whole or not at all, as [`Store::ingest`] does; an error leaves the others.
    pub fn ingest(&mut self, document: &Document, extraction: &Extraction) -> Result<Ingested, StoreError> {
        let savepoint = self.transaction.savepoint()?;
        let ingested = put(self.store, &savepoint, document, extraction, &mut self.series);
        if ingested.is_ok() {
            savepoint.commit()?;
        } else {
            // Series that the document brought go out again with it.
            self.series.clear();
        }
        ingested
    }

    /// Has it all in the store from now on.
    pub fn commit(self) -> Result<(), StoreError> {
        Ok(self.transaction.commit()?)
    }
}

/// Puts a document in, inside of the transaction that `connection` is in and the store as well.
fn put(
    store: &Store,
    connection: &Connection,
    document: &Document,
    extraction: &Extraction,
    series: &mut HashMap<SeriesKey, i64>,
) -> Result<Ingested, StoreError> {
    if is_known(connection, document)? {
        return Ok(Ingested::Known);
    }
    let nr = insert_document(connection, document)?;
    let reading = store.reading(nr, Reader::Rules, None)?;
    let mut writer = Writer::of_new(connection, document, nr, reading, std::mem::take(series));
    let (mut observations, mut unresolved) = (0, 0);
    for (id, figure) in extraction.named(&document.id) {
        match writer.figure(&id, figure)?.1 {
            Resolution::Resolved { .. } => observations += 1,
            Resolution::Unresolved(_) => unresolved += 1,
        }
    }
    *series = writer.series;
    if !store.decisions_of(&document.id)?.is_empty() {
        store.bring_to_present(&document.id)?;
    }
    let reprint_of = reprints::keep(connection, nr, document)?;
    seals::document(connection, nr)?;
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

fn insert_document(connection: &Connection, document: &Document) -> Result<i64, StoreError> {
    let source = &document.source;
    connection
        .prepare_cached(
            "INSERT INTO documents (id, source_id, publisher, title, url, published, dated_by, vintage, language, \
             media_type, extra, text, body_start, body_end, extractor) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        )?
        .insert(params![
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
            document.text,
            int(document.body.start),
            int(document.body.end),
            EXTRACTOR,
        ])
        .map_err(StoreError::from)
}

/// Writes the figures of one document.
pub(super) struct Writer<'a> {
    connection: &'a Connection,
    document: &'a Document,
    nr: i64,
    /// The reading that gives the figures.
    reading: i64,
    /// The figure that they correct.
    corrects: Option<i64>,
    /// The sentences written so far.
    sentences: BTreeMap<Span, i64>,
    /// Whether the document has no other sentences.
    is_new: bool,
    /// The series met so far.
    series: HashMap<SeriesKey, i64>,
}

impl<'a> Writer<'a> {
    /// For the figures of a reading of a document.
    pub fn of(connection: &'a Connection, document: &'a Document, nr: i64, reading: i64) -> Self {
        let (sentences, series) = (BTreeMap::new(), HashMap::new());
        Self { connection, document, nr, reading, corrects: None, sentences, is_new: false, series }
    }

    /// For the figures of a document that has none yet, with the rows of series that are known.
    fn of_new(
        connection: &'a Connection,
        document: &'a Document,
        nr: i64,
        reading: i64,
        series: HashMap<SeriesKey, i64>,
    ) -> Self {
        Self { is_new: true, series, ..Self::of(connection, document, nr, reading) }
    }

    /// For the correction of a figure in the store.
    pub fn again(connection: &'a Connection, document: &'a Document, corrects: i64) -> Result<Self, StoreError> {
        let mut of = connection.prepare_cached("SELECT document, reading FROM figures WHERE nr = ?1")?;
        let (nr, reading) = of.query_row([corrects], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Self { corrects: Some(corrects), ..Self::of(connection, document, nr, reading) })
    }

    /// Writes a figure, and gives back its row and what became of it.
    pub fn figure(&mut self, id: &FigureId, figure: &Figure) -> Result<(i64, Resolution), StoreError> {
        if figure.mentions.is_empty() {
            return Err(StoreError::Unmentioned { document: self.document.source.id.clone(), figure: id.clone() });
        }
        let nr = self.claim(id, figure)?;
        for (nth, mention) in figure.mentions.iter().enumerate() {
            self.mention(id, nr, nth, mention)?;
        }
        let resolution = resolve(&figure.claim, self.document.source.published);
        match &resolution {
            Resolution::Resolved { key, period, origin } => self.observation(nr, key, *period, *origin)?,
            Resolution::Unresolved(unresolved) => self.unresolved(nr, &unresolved.missing)?,
        }
        Ok((nr, resolution))
    }

    fn claim(&self, id: &FigureId, figure: &Figure) -> Result<i64, StoreError> {
        let Claim { quantity, indicator, item, measure, area, counterpart, period, .. } = &figure.claim;
        self.connection
            .prepare_cached(
                "INSERT INTO figures (id, document, value, unit_mult, unit, indicator, item, measure, area, \
                 counterpart, period, period_origin, status, speaker, confidence, derivation, reading, \
                 corrects) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
            )?
            .insert(params![
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
                figure.claim.speaker,
                figure.confidence.to_string(),
                json(&figure.derivation)?,
                self.reading,
                self.corrects,
            ])
            .map_err(StoreError::from)
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
        let sentence = self.sentence(*sentence)?;
        self.connection.prepare_cached("INSERT INTO mentions VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?.execute(params![
            figure,
            int(nth),
            int(span.start),
            int(span.end),
            surface,
            sentence
        ])?;
        Ok(())
    }

    fn sentence(&mut self, span: Span) -> Result<i64, StoreError> {
        if let Some(nr) = self.sentences.get(&span) {
            return Ok(*nr);
        }
        let nr = match self.written(span)? {
            Some(nr) => nr,
            None => self
                .connection
                .prepare_cached("INSERT INTO sentences VALUES (NULL, ?1, ?2, ?3, ?4)")?
                .insert(params![self.nr, int(span.start), int(span.end), span.of(&self.document.text)])?,
        };
        self.sentences.insert(span, nr);
        Ok(nr)
    }

    /// The row of a sentence that an earlier reading has written.
    fn written(&self, span: Span) -> Result<Option<i64>, StoreError> {
        if self.is_new {
            return Ok(None);
        }
        let sql = "SELECT nr FROM sentences WHERE document = ?1 AND \"start\" = ?2 AND \"end\" = ?3";
        let place = params![self.nr, int(span.start), int(span.end)];
        Ok(self.connection.prepare_cached(sql)?.query_row(place, |row| row.get(0)).optional()?)
    }

    fn observation(
        &mut self,
        figure: i64,
        key: &SeriesKey,
        period: TimePeriod,
        origin: PeriodOrigin,
    ) -> Result<(), StoreError> {
        let series = self.series(key)?;
        self.connection.prepare_cached("INSERT INTO observations VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?.execute(
            params![
                figure,
                series,
                period.to_string(),
                period.first_day().to_string(),
                period.last_day().to_string(),
                origin.to_string(),
                self.document.source.published.map(|published| published.vintage().to_string()),
            ],
        )?;
        Ok(())
    }

    fn series(&mut self, key: &SeriesKey) -> Result<i64, StoreError> {
        if let Some(nr) = self.series.get(key) {
            return Ok(*nr);
        }
        let text = key.to_string();
        self.connection
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
        let mut nr = self.connection.prepare_cached("SELECT nr FROM series WHERE key = ?1")?;
        let nr = nr.query_row([&text], |row| row.get(0))?;
        self.series.insert(key.clone(), nr);
        Ok(nr)
    }

    fn unresolved(&self, figure: i64, missing: &[Missing]) -> Result<(), StoreError> {
        let missing: Vec<_> = missing.iter().map(Missing::to_string).collect();
        self.connection
            .prepare_cached("INSERT INTO unresolved VALUES (?1, ?2)")?
            .execute(params![figure, missing.join(",")])?;
        Ok(())
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
