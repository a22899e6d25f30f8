//! What a store of an earlier version has in rows, in cells: the steps of migrations that SQL alone cannot do.

use rusqlite::{Connection, Row};

use super::StoreError;
use super::cells::Cells;
use super::kept::{Kept, Packing, Text};
use super::observations::{INSERT, Place, observation};
use super::packed::{self, Facts};
use crate::model::{FigureId, Span};

/// Fills `observations` from what a store of version 5 has.
pub(super) fn observations(connection: &Connection) -> Result<(), StoreError> {
    repack_observations(connection)?;
    Ok(connection.execute_batch("DROP TABLE observations_before")?)
}

fn repack_observations(connection: &Connection) -> Result<(), StoreError> {
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

/// Fills `figures` from what a store of version 6 has.
pub(super) fn figures(connection: &Connection) -> Result<(), StoreError> {
    let sql = "SELECT id, nr, document, reading, corrects, unit_mult, series, period_first, period_last, \"start\", \"end\", \
        sentence_start, sentence_end, value, unit, indicator, item, measure, area, counterpart, period, period_origin, status, \
        speaker, confidence, derivation, period_from, surface FROM figures_before ORDER BY nr";
    let mut before = connection.prepare(sql)?;
    let mut rows = before.query([])?;
    let mut together = Together::default();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::of(row, "figures");
        let id: FigureId = cells.read()?;
        let place = (cells.plain()?, cells.plain()?, cells.plain()?, cells.plain()?);
        if !together.takes(place) {
            std::mem::replace(&mut together, Together::from(place)).write(connection)?;
        }
        together.figures.push(&kept(&mut cells, row, &id)?);
    }
    together.write(connection)?;
    drop(rows);
    drop(before);
    Ok(connection.execute_batch("DROP TABLE figures_before")?)
}

/// The number of a figure, its document, its reading, and the figure that it corrects.
type Of = (i64, i64, i64, Option<i64>);

/// Figures that go into one row.
#[derive(Default)]
struct Together {
    /// Of the first.
    of: Of,
    figures: Packing,
}

impl Together {
    fn from(of: Of) -> Self {
        Self { of, figures: Packing::default() }
    }

    /// Whether another figure goes in.
    fn takes(&self, (nr, document, reading, corrects): Of) -> bool {
        let follows = nr == self.of.0 + self.figures.len() as i64;
        follows && corrects.is_none() && (document, reading, None) == (self.of.1, self.of.2, self.of.3)
    }

    fn write(&self, connection: &Connection) -> Result<(), StoreError> {
        if self.figures.len() == 0 {
            return Ok(());
        }
        let (nr, document, reading, corrects) = self.of;
        connection.prepare_cached("INSERT INTO figures VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?.execute(
            rusqlite::params![nr, document, reading, corrects, self.figures.len() as i64, self.figures.bytes()],
        )?;
        Ok(())
    }
}

/// A figure of the version before, from the cell of its power of ten on.
fn kept<'a>(cells: &mut Cells<'a, '_>, row: &'a Row, id: &FigureId) -> Result<Kept<'a>, StoreError> {
    let (mult, series) = (cells.plain()?, cells.plain::<Option<u32>>()?);
    let days: (Option<i32>, Option<i32>) = (cells.plain()?, cells.plain()?);
    let (span, sentence): (Span, Span) = (cells.span()?, cells.span()?);
    let days = days.0.zip(days.1);
    let makes_sense = span.start <= span.end && sentence.contains(span) && series.is_some() == days.is_some();
    if !makes_sense || series == Some(0) {
        return Err(cells.wrong("its place makes no sense"));
    }
    let mut kept = Kept { name: id.number(), series, mult, days, span, sentence, ..Kept::default() };
    for (nth, which) in Text::ALL.into_iter().enumerate() {
        let text = row.get_ref(TEXTS_FROM + nth)?.as_str_or_null();
        kept.set(which, text.map_err(|error| cells.wrong(error))?);
    }
    Ok(kept)
}

/// Where the texts of a figure begin.
const TEXTS_FROM: usize = 13;
