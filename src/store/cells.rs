//! Rows back into the model's types.

use std::fmt::Display;
use std::str::FromStr;

use rusqlite::Row;
use rusqlite::types::{FromSql, ValueRef};
use serde::de::DeserializeOwned;

use super::StoreError;
use crate::model::{Mention, Quantity, SeriesKey, Source, Span, UnitMult};

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

    /// The next two cells as a stretch of a text.
    pub fn span(&mut self) -> Result<Span, StoreError> {
        Ok(Span { start: self.number()?, end: self.number()? })
    }

    /// The next cell as JSON.
    pub fn json<T: DeserializeOwned>(&mut self) -> Result<T, StoreError> {
        let value = self.next()?;
        let text = value.as_str().map_err(|error| self.wrong(error))?;
        serde_json::from_str(text).map_err(|error| self.wrong(error))
    }
}

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

/// The columns of a quantity, of official values `f`.
pub(super) const QUANTITY: &str = "f.value, f.unit_mult, f.unit";

/// Reads [`QUANTITY`].
pub(super) fn quantity(cells: &mut Cells) -> Result<Quantity, StoreError> {
    Ok(Quantity { stated: cells.read()?, mult: UnitMult(cells.plain()?), unit: cells.read()? })
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

/// The columns of a mention, of `mentions`.
pub(super) const MENTION: &str = "\"start\", \"end\", surface, sentence_start, sentence_end";

/// Reads [`MENTION`].
pub(super) fn mention(cells: &mut Cells) -> Result<Mention, StoreError> {
    Ok(Mention { span: cells.span()?, surface: cells.plain()?, sentence: cells.span()? })
}
