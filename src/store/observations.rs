//! Observations: what is asked of all figures of a series, in the order in which that is asked.

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, Row, Statement};

use super::StoreError;
use super::cells::Cells;
use super::packed::{self, Facts};
use crate::model::FigureId;

/// The place of an observation in the order of its table: series, first and last day of the period, figure.
pub(super) type Place = (i64, i32, i32, i64);

/// Observations as they go into their table, but for the key: the packed cell of each, then its sentence.
#[derive(Debug, Default)]
pub(super) struct Said {
    bytes: Vec<u8>,
    /// Where the cell of each ends, and where its sentence does.
    ends: Vec<(usize, usize)>,
}

impl Said {
    /// None yet, and room for so many of so many bytes.
    pub fn with_room(rows: usize, bytes: usize) -> Self {
        Self { bytes: Vec::with_capacity(rows * bytes), ends: Vec::with_capacity(rows) }
    }

    /// Adds one.
    pub fn push(&mut self, facts: &Facts<'_>, sentence: &str) {
        facts.write(&mut self.bytes);
        let cells = self.bytes.len();
        self.bytes.extend_from_slice(sentence.as_bytes());
        self.ends.push((cells, self.bytes.len()));
    }

    /// Sets the place of one of them in its cell.
    pub fn set_place(&mut self, nth: usize, place: Place) {
        let start = self.start(nth);
        packed::set_place(&mut self.bytes[start..], place);
    }

    fn start(&self, nth: usize) -> usize {
        nth.checked_sub(1).map_or(0, |before| self.ends[before].1)
    }

    /// The cell and the sentence of one of them.
    fn nth(&self, nth: usize) -> (&[u8], &[u8]) {
        let (cells, sentence) = self.ends[nth];
        (&self.bytes[self.start(nth)..cells], &self.bytes[cells..sentence])
    }

    fn append(&mut self, other: &Self) {
        let before = self.bytes.len();
        self.bytes.extend_from_slice(&other.bytes);
        self.ends.extend(other.ends.iter().map(|(cells, sentence)| (before + cells, before + sentence)));
    }
}

/// Observations that are yet to be written.
#[derive(Debug, Default)]
pub(super) struct Pending {
    places: Vec<Place>,
    said: Said,
}

impl Pending {
    /// Adds observations, with their places.
    pub fn append(&mut self, places: &[Place], said: &Said) {
        self.places.extend_from_slice(places);
        self.said.append(said);
    }

    /// Writes them in the order of their table, so that those of one page go there together.
    pub fn insert(&self, connection: &Connection) -> Result<(), StoreError> {
        let mut order: Vec<_> = self.places.iter().zip(0..).collect();
        order.sort_unstable();
        let mut insert = connection.prepare_cached(INSERT)?;
        for (place, nth) in order {
            let (cells, sentence) = self.said.nth(nth);
            observation(&mut insert, *place, cells, sentence)?;
        }
        Ok(())
    }
}

const INSERT: &str = "INSERT INTO observations VALUES (?, ?, ?, ?, ?, ?)";

fn observation(
    insert: &mut Statement<'_>,
    (series, first, last, figure): Place,
    cells: &[u8],
    sentence: &[u8],
) -> Result<(), StoreError> {
    let key = [series, first.into(), last.into(), figure].map(ValueRef::Integer);
    let rest = [ValueRef::Blob(cells), ValueRef::Text(sentence)];
    for (nth, cell) in key.into_iter().chain(rest).enumerate() {
        insert.raw_bind_parameter(nth + 1, ToSqlOutput::Borrowed(cell))?;
    }
    insert.raw_execute()?;
    Ok(())
}

/// Fills the table from what a store of the version before has.
pub(super) fn fill(connection: &Connection) -> Result<(), StoreError> {
    repack_all(connection)?;
    Ok(connection.execute_batch("DROP TABLE observations_before")?)
}

fn repack_all(connection: &Connection) -> Result<(), StoreError> {
    let mut insert = connection.prepare(INSERT)?;
    // Their order is the same.
    let sql = "SELECT id, series, period_first, period_last, figure, vintage, value, unit_mult, status, period_from, \
        confidence, \"start\", \"end\", sentence_start, sentence_end, mentions, speaker, sentence FROM observations_before \
        ORDER BY series, period_first, period_last, figure";
    let (mut before, mut bytes) = (connection.prepare(sql)?, Vec::new());
    let mut rows = before.query([])?;
    while let Some(row) = rows.next()? {
        bytes.clear();
        let place = repack(row, &mut bytes)?;
        packed::set_place(&mut bytes, place);
        observation(&mut insert, place, &bytes, row.get_ref(17)?.as_bytes().map_err(rusqlite::Error::from)?)?;
    }
    Ok(())
}

/// Packs an observation of the version before, and gives back its place.
fn repack(row: &Row, to: &mut Vec<u8>) -> Result<Place, StoreError> {
    let mut cells = Cells::of(row, "observations");
    let id: FigureId = cells.read()?;
    let place = (cells.plain()?, cells.plain()?, cells.plain()?, cells.plain()?);
    let (vintage, value): (_, String) = (cells.plain()?, cells.plain()?);
    let mut facts = Facts {
        vintage,
        name: id.number(),
        value: &value,
        mult: cells.plain()?,
        status: cells.read()?,
        origin: cells.read()?,
        confidence: cells.read()?,
        span: cells.span()?,
        sentence: cells.span()?,
        mentions: cells.number()?,
        speaker: None,
    };
    if facts.span.end < facts.span.start || !facts.sentence.contains(facts.span) {
        return Err(cells.wrong("its first mention is not in its sentence"));
    }
    let speaker: Option<String> = cells.plain()?;
    facts.speaker = speaker.as_deref();
    facts.write(to);
    Ok(place)
}
