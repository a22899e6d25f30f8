//! Official statistics in the store.

use rusqlite::{OptionalExtension, Row, params};

use super::cells::{Cells, QUANTITY, quantity};
use super::write::int;
use super::{Store, StoreError, seals};
use crate::model::{DocumentId, SeriesKey};
use crate::official::{OfficialSource, Value};
use crate::review::Moment;

impl Store {
    /// Adds the values of a file of official statistics, and gives back how many are new. A value that differs from the
    /// one that the store has of the same source, series, period and vintage is an error. To be called inside of
    /// [`Store::at_once`].
    pub fn add_official(
        &self,
        source: &OfficialSource,
        file: &DocumentId,
        values: &[Value],
        at: Option<Moment>,
    ) -> Result<usize, StoreError> {
        let mut known = self.connection.prepare_cached("SELECT nr FROM official_files WHERE sha256 = ?1")?;
        if known.exists([file.as_str()])? {
            return Ok(0);
        }
        let OfficialSource { id, publisher, title, url } = source;
        let sql = "INSERT INTO official_files (source_id, publisher, title, url, sha256, recorded) \
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let at = at.map(|at| at.to_string());
        let mut statement = self.connection.prepare_cached(sql)?;
        let file = statement.insert(params![id, publisher, title, url, file.as_str(), at])?;
        let mut new = 0;
        for value in values {
            new += usize::from(self.add_value(file, value)?);
        }
        let row = seals::Rows { table: "official_files", which: "nr = ?1" };
        seals::toggle(&self.connection, row, [[file]])?;
        seals::official(&self.connection, file)?;
        Ok(new)
    }

    fn add_value(&self, file: i64, value: &Value) -> Result<bool, StoreError> {
        let Value { key, period, quantity, status, vintage, source, line, .. } = value;
        let (key, period, status) = (key.to_string(), period.to_string(), status.to_string());
        let vintage = vintage.map(|day| day.to_string());
        let sql = "SELECT v.value, v.unit_mult, v.status FROM official_values v JOIN official_files f ON f.nr = v.file \
            WHERE v.key = ?1 AND v.period = ?2 AND v.vintage IS ?3 AND f.source_id = ?4";
        let place = params![key, period, vintage, source];
        let read = |row: &Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let known: Option<(String, i8, String)> =
            self.connection.prepare_cached(sql)?.query_row(place, read).optional()?;
        let stated = quantity.stated.to_string();
        if let Some((old, mult, old_status)) = known {
            if (&old, mult, &old_status) == (&stated, quantity.mult.0, &status) {
                return Ok(false);
            }
            let what = format!("{key}, {period}: {old} (scale {mult}, {old_status})");
            return Err(StoreError::OfficialTaken { source_id: source.clone(), line: *line, what });
        }
        let sql = "INSERT INTO official_values (file, line, key, period, value, unit_mult, unit, status, vintage) \
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        let line = int(usize::try_from(*line).unwrap_or_default());
        let unit = quantity.unit.code();
        let row = params![file, line, key, period, stated, quantity.mult.0, unit, status, vintage];
        self.connection.prepare_cached(sql)?.insert(row)?;
        Ok(true)
    }

    /// Every official value, by series, period and vintage.
    pub fn official(&self) -> Result<Vec<Value>, StoreError> {
        let sql = format!(
            "SELECT f.key, f.period, {QUANTITY}, f.status, f.vintage, s.source_id, s.publisher, f.line \
             FROM official_values f JOIN official_files s ON s.nr = f.file ORDER BY f.key, f.period, f.vintage, f.nr"
        );
        self.connection.prepare_cached(&sql)?.query_and_then([], value)?.collect()
    }
}

fn value(row: &Row) -> Result<Value, StoreError> {
    let mut cells = Cells::of(row, "official_values");
    Ok(Value {
        key: cells.read::<SeriesKey>()?,
        period: cells.read()?,
        quantity: quantity(&mut cells)?,
        status: cells.read()?,
        vintage: cells.maybe()?,
        source: cells.plain()?,
        publisher: cells.plain()?,
        line: cells.number()? as u64,
    })
}
