//! The rows of `figures`: each has the figures of a document that were written together.

use std::fmt::Display;
use std::ops::Range;
use std::str::FromStr;

use rusqlite::{Connection, OptionalExtension, Params, Row};

use super::StoreError;
use super::kept::{Figures, Kept, Text};
use super::series::period;
use super::write::before_first;
use crate::model::{Claim, Figure, FigureId, Mention, PeriodOrigin, Quantity, TimePeriod, UnitMult};

/// Figures that were written together, in the order of their numbers.
#[derive(Debug)]
pub(super) struct Written {
    /// The number of the first.
    first: i64,
    /// How many there are.
    count: i64,
    /// The reading that gives them.
    pub reading: i64,
    /// The figure that they correct.
    pub corrects: Option<i64>,
    cells: Vec<u8>,
}

const COLUMNS: &str = "SELECT nr, count, reading, corrects, cells FROM figures";

impl Written {
    /// Those of a document.
    pub fn of_document(connection: &Connection, document: i64) -> Result<Vec<Self>, StoreError> {
        let range = [before_first(document), before_first(document + 1)];
        Self::found(connection, &format!("{COLUMNS} WHERE nr > ?1 AND nr < ?2 ORDER BY nr"), range)
    }

    /// The row that has the figure of a number.
    pub fn with(connection: &Connection, figure: i64) -> Result<Option<Self>, StoreError> {
        let last = format!("{COLUMNS} WHERE nr <= ?1 ORDER BY nr DESC LIMIT 1");
        let found = Self::found(connection, &last, [figure])?.pop();
        Ok(found.filter(|written| written.numbers().contains(&figure)))
    }

    fn found(connection: &Connection, sql: &str, params: impl Params) -> Result<Vec<Self>, StoreError> {
        let mut statement = connection.prepare_cached(sql)?;
        Ok(statement.query_map(params, Self::read)?.collect::<Result<_, _>>()?)
    }

    /// Gives every row of the store to `each`, in order.
    pub fn each(
        connection: &Connection,
        mut each: impl FnMut(&Self) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut statement = connection.prepare(&format!("{COLUMNS} ORDER BY nr"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            each(&Self::read(row)?)?;
        }
        Ok(())
    }

    fn read(row: &Row) -> rusqlite::Result<Self> {
        let (first, count, reading, corrects) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        Ok(Self { first, count, reading, corrects, cells: row.get(4)? })
    }

    /// The numbers of the figures.
    pub fn numbers(&self) -> Range<i64> {
        self.first..self.first.saturating_add(self.count)
    }

    /// The number of the document that gives them.
    pub fn document(&self) -> i64 {
        self.first >> 24
    }

    /// The figures with their numbers; an error behind them if they are not as many as there should be, or make no sense.
    pub fn figures(&self) -> impl Iterator<Item = Result<(i64, Kept<'_>), StoreError>> {
        let (mut figures, mut numbers) = (Figures::of(&self.cells), self.numbers());
        std::iter::from_fn(move || match (figures.next(), numbers.next()) {
            (None, None) => None,
            (Some(Ok(kept)), Some(number)) => Some(Ok((number, kept))),
            _ => {
                (figures, numbers) = (Figures::of(&[]), 0..0);
                Some(Err(self.wrong("has a cell that makes no sense")))
            }
        })
    }

    /// The error for the row.
    fn wrong(&self, problem: &str) -> StoreError {
        StoreError::Stored { table: "figures", id: self.first.to_string(), problem: problem.to_owned() }
    }
}

/// The number of the last figure of a document, or that before its first.
pub(super) fn last_of(connection: &Connection, document: i64) -> Result<i64, StoreError> {
    let range = [before_first(document), before_first(document + 1)];
    let sql = "SELECT nr + count - 1 FROM figures WHERE nr > ?1 AND nr < ?2 ORDER BY nr DESC LIMIT 1";
    let last = connection.prepare_cached(sql)?.query_row(range, |row| row.get(0)).optional()?;
    Ok(last.unwrap_or(range[0]))
}

impl Kept<'_> {
    /// The figure, with its first mention alone.
    pub fn figure(&self) -> Result<Figure, StoreError> {
        let surface = self.text(Text::Surface).unwrap_or_default().to_owned();
        let derivation = self.text(Text::Derivation).unwrap_or_default();
        Ok(Figure {
            claim: self.claim()?,
            mentions: vec![Mention { span: self.span, surface, sentence: self.sentence }],
            confidence: self.read(Text::Confidence)?,
            derivation: serde_json::from_str(derivation).map_err(|error| self.wrong(error))?,
        })
    }

    fn claim(&self) -> Result<Claim, StoreError> {
        let stated = self.read(Text::Value)?;
        Ok(Claim {
            quantity: Quantity { stated, mult: UnitMult(self.mult), unit: self.read(Text::Unit)? },
            indicator: self.maybe(Text::Indicator)?,
            item: self.text(Text::Item).map(str::to_owned),
            measure: self.read(Text::Measure)?,
            area: self.maybe(Text::Area)?,
            counterpart: self.maybe(Text::Counterpart)?,
            period: self.maybe(Text::Period)?,
            period_origin: self.read(Text::PeriodOrigin)?,
            status: self.read(Text::Status)?,
            speaker: self.text(Text::Speaker).map(str::to_owned),
        })
    }

    /// The period of the observation that it is, and where that comes from.
    pub fn observed(&self) -> Result<Option<(TimePeriod, PeriodOrigin)>, StoreError> {
        let Some((first, last)) = self.days else { return Ok(None) };
        let period = period(first, last).map_err(|problem| self.wrong(problem))?;
        Ok(Some((period, self.read(Text::PeriodFrom)?)))
    }

    /// One of its texts through its type; `None` if there is none.
    fn maybe<T: FromStr<Err: Display>>(&self, which: Text) -> Result<Option<T>, StoreError> {
        self.text(which).map(str::parse).transpose().map_err(|error| self.wrong(error))
    }

    fn read<T: FromStr<Err: Display>>(&self, which: Text) -> Result<T, StoreError> {
        self.maybe(which)?.ok_or_else(|| self.wrong("NULL: want a value"))
    }

    /// The error for the figure.
    fn wrong(&self, problem: impl Display) -> StoreError {
        let id = FigureId::of_number(self.name).to_string();
        StoreError::Stored { table: "figures", id, problem: problem.to_string() }
    }
}
