//! Rows back into the model's types.

use std::fmt::Display;
use std::str::FromStr;

use chrono::NaiveDate;
use rusqlite::Row;
use rusqlite::types::{FromSql, ValueRef};
use serde::de::DeserializeOwned;

use super::StoreError;
use crate::model::{Claim, Mention, Quantity, SeriesKey, Source, Span, TimePeriod, UnitMult};

/// The cells of one row, read from left to right. The first names the row in errors.
pub(super) struct Cells<'a, 'stmt> {
    row: &'a Row<'stmt>,
    table: &'static str,
    at: usize,
}

impl<'a, 'stmt> Cells<'a, 'stmt> {
    /// The cells of a row of `table`.
    pub fn of(row: &'a Row<'stmt>, table: &'static str) -> Self {
        Self { row, table, at: 0 }
    }

    /// The error for the cell just read.
    pub fn wrong(&self, problem: impl Display) -> StoreError {
        let id = self.row.get(0).unwrap_or_else(|_| "?".to_owned());
        StoreError::Stored { table: self.table, id, problem: problem.to_string() }
    }

    fn next(&mut self) -> Result<ValueRef<'a>, StoreError> {
        self.at += 1;
        Ok(self.row.get_ref(self.at - 1)?)
    }

    /// Passes the cells of a list of columns.
    pub fn skip(&mut self, columns: &str) {
        self.at += columns.split(',').count();
    }

    /// The next cell as SQLite has it.
    pub fn plain<T: FromSql>(&mut self) -> Result<T, StoreError> {
        let value = self.next()?;
        T::column_result(value).map_err(|error| self.wrong(error))
    }

    /// The next cell as a count or an offset.
    pub fn number(&mut self) -> Result<usize, StoreError> {
        let number: i64 = self.plain()?;
        usize::try_from(number).map_err(|error| self.wrong(format!("{number}: {error}")))
    }

    /// The next cell through the text form of its type; `None` for NULL.
    pub fn maybe<T: FromStr<Err: Display>>(&mut self) -> Result<Option<T>, StoreError> {
        let value = self.next()?;
        let text = value.as_str_or_null().map_err(|error| self.wrong(error))?;
        text.map(str::parse).transpose().map_err(|error| self.wrong(error))
    }

    /// The next cell through the text form of its type.
    pub fn read<T: FromStr<Err: Display>>(&mut self) -> Result<T, StoreError> {
        self.maybe()?.ok_or_else(|| self.wrong("NULL: want a value"))
    }

    /// The next cell as a day, counted from 1970-01-01; `None` for NULL.
    pub fn day(&mut self) -> Result<Option<NaiveDate>, StoreError> {
        let number: Option<i32> = self.plain()?;
        let day = |number| NaiveDate::from_epoch_days(number).ok_or_else(|| self.wrong(format!("{number} is no day")));
        number.map(day).transpose()
    }

    /// The next two cells as a stretch of a text.
    pub fn span(&mut self) -> Result<Span, StoreError> {
        Ok(Span { start: self.number()?, end: self.number()? })
    }

    /// The next two cells as the first and the last day of a period; `None` for NULLs.
    pub fn period(&mut self) -> Result<Option<TimePeriod>, StoreError> {
        let (Some(first), Some(last)) = (self.day()?, self.day()?) else { return Ok(None) };
        let period = TimePeriod::of_days(first, last);
        period.map(Some).ok_or_else(|| self.wrong(format!("{first} to {last}: want a day, or a run of whole months")))
    }

    /// The next cell as JSON.
    pub fn json<T: DeserializeOwned>(&mut self) -> Result<T, StoreError> {
        let value = self.next()?;
        let text = value.as_str().map_err(|error| self.wrong(error))?;
        serde_json::from_str(text).map_err(|error| self.wrong(error))
    }
}

/// That `figures f` are those of `documents d`, which is found from either side.
pub(super) const OF_DOCUMENT: &str = "f.document = d.nr AND f.nr > d.nr << 24 AND f.nr < (d.nr + 1) << 24";

/// The columns of a source, of `documents d`.
pub(super) const SOURCE: &str =
    "d.source_id, d.publisher, d.title, d.url, d.published, d.dated_by, d.language, d.media_type, d.extra";

/// Reads [`SOURCE`].
pub(super) fn source(cells: &mut Cells) -> Result<Source, StoreError> {
    Ok(Source {
        id: cells.plain()?,
        publisher: cells.plain()?,
        title: cells.plain()?,
        url: cells.plain()?,
        published: cells.maybe()?,
        dated_by: cells.maybe()?,
        language: cells.plain()?,
        media_type: cells.plain()?,
        extra: cells.json()?,
    })
}

/// The columns of a quantity, of `figures f`.
pub(super) const QUANTITY: &str = "f.value, f.unit_mult, f.unit";

/// Reads [`QUANTITY`].
pub(super) fn quantity(cells: &mut Cells) -> Result<Quantity, StoreError> {
    Ok(Quantity { stated: cells.read()?, mult: UnitMult(cells.plain()?), unit: cells.read()? })
}

/// The columns of a claim after those of its quantity, of `figures f`.
pub(super) const CLAIM: &str =
    "f.indicator, f.item, f.measure, f.area, f.counterpart, f.period, f.period_origin, f.status, f.speaker";

/// Reads [`QUANTITY`], then [`CLAIM`].
pub(super) fn claim(cells: &mut Cells) -> Result<Claim, StoreError> {
    Ok(Claim {
        quantity: quantity(cells)?,
        indicator: cells.maybe()?,
        item: cells.plain()?,
        measure: cells.read()?,
        area: cells.maybe()?,
        counterpart: cells.maybe()?,
        period: cells.maybe()?,
        period_origin: cells.read()?,
        status: cells.read()?,
        speaker: cells.plain()?,
    })
}

/// The columns of a series key, of `series k`.
pub(super) const KEY: &str = "k.indicator, k.item, k.area, k.counterpart, k.measure, k.unit";

/// Reads [`KEY`].
pub(super) fn key(cells: &mut Cells) -> Result<SeriesKey, StoreError> {
    Ok(SeriesKey {
        indicator: cells.read()?,
        item: cells.plain()?,
        area: cells.read()?,
        counterpart: cells.maybe()?,
        measure: cells.read()?,
        unit: cells.read()?,
    })
}

/// The columns of a mention: of `figures f`, which have the first one, or of `mentions`.
pub(super) const MENTION: &str = "\"start\", \"end\", surface, sentence_start, sentence_end";

/// Reads [`MENTION`].
pub(super) fn mention(cells: &mut Cells) -> Result<Mention, StoreError> {
    Ok(Mention { span: cells.span()?, surface: cells.plain()?, sentence: cells.span()? })
}
