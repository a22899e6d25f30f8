//! Observations: what is asked of all figures of a series, in the order in which that is asked.

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, Statement};

use super::StoreError;
use super::packed::{self, Facts};

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

    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Writes them, by a statement, in the order of their table, so that those of one page go there together.
    pub fn insert(&self, connection: &Connection, into: &str) -> Result<(), StoreError> {
        let mut order: Vec<_> = self.places.iter().zip(0..).collect();
        order.sort_unstable();
        let mut insert = connection.prepare_cached(into)?;
        for (place, nth) in order {
            let (cells, sentence) = self.said.nth(nth);
            observation(&mut insert, *place, cells, sentence)?;
        }
        Ok(())
    }
}

/// The statement that writes one to its place.
pub(super) const INSERT: &str = "INSERT INTO observations VALUES (?, ?, ?, ?, ?, ?)";

/// Writes one.
pub(super) fn observation(
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
