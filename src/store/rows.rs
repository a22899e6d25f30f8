//! Rows on their way into the store: cell after cell, in the bytes that are sealed and from which they are bound.

use std::fmt::Display;
use std::io::Write as _;

use rusqlite::Statement;
use rusqlite::types::{ToSqlOutput, ValueRef};

use super::StoreError;
use super::write::no_json;

/// The length of a short cell before its content: one byte for its kind and how many bytes follow.
const HEAD: usize = 1;
/// A cell of so many bytes or more has its length in eight bytes of its own, behind the first one.
const LONG: usize = 31;

/// Adds a cell to the bytes of a row, so that no two rows of different cells are written alike.
pub(super) fn cell(row: &mut Vec<u8>, cell: ValueRef<'_>) {
    match cell {
        ValueRef::Null => row.push(0),
        ValueRef::Integer(number) => whole(row, 1, number.to_be_bytes()),
        ValueRef::Real(number) => whole(row, 2, number.to_be_bytes()),
        ValueRef::Text(text) => bytes(row, TEXT, text),
        ValueRef::Blob(blob) => bytes(row, BLOB, blob),
    }
}

const TEXT: u8 = 3;
const BLOB: u8 = 4;

fn whole(row: &mut Vec<u8>, kind: u8, number: [u8; 8]) {
    let [a, b, c, d, e, f, g, h] = number;
    row.extend_from_slice(&[kind | 8 << 3, a, b, c, d, e, f, g, h]);
}

fn bytes(row: &mut Vec<u8>, kind: u8, bytes: &[u8]) {
    row.push(kind | (bytes.len().min(LONG) as u8) << 3);
    if bytes.len() >= LONG {
        row.extend_from_slice(&(bytes.len() as u64).to_be_bytes());
    }
    row.extend_from_slice(bytes);
}

/// The first cell of what [`cell`] wrote, and the rest; `None` at the end.
fn first(row: &[u8]) -> Option<(ValueRef<'_>, &[u8])> {
    let (head, rest) = row.split_first()?;
    let (length, rest) = match usize::from(head >> 3) {
        LONG => {
            let (length, rest) = rest.split_first_chunk()?;
            (usize::try_from(u64::from_be_bytes(*length)).ok()?, rest)
        }
        length => (length, rest),
    };
    let (bytes, rest) = rest.split_at_checked(length)?;
    let cell = match head & 7 {
        0 => ValueRef::Null,
        1 => ValueRef::Integer(i64::from_be_bytes(bytes.try_into().ok()?)),
        2 => ValueRef::Real(f64::from_be_bytes(bytes.try_into().ok()?)),
        TEXT => ValueRef::Text(bytes),
        _ => ValueRef::Blob(bytes),
    };
    Some((cell, rest))
}

/// Rows of one table, end to end.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Rows {
    /// Adds a whole number to the row that is being written.
    pub fn whole(&mut self, number: i64) -> &mut Self {
        cell(&mut self.bytes, ValueRef::Integer(number));
        self
    }

    /// Adds a whole number or NULL.
    pub fn whole_or_null(&mut self, number: Option<i64>) -> &mut Self {
        cell(&mut self.bytes, number.map_or(ValueRef::Null, ValueRef::Integer));
        self
    }

    /// Adds a text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        cell(&mut self.bytes, ValueRef::Text(text.as_bytes()));
        self
    }

    /// Adds a text or NULL.
    pub fn text_or_null(&mut self, text: Option<&str>) -> &mut Self {
        cell(&mut self.bytes, text.map_or(ValueRef::Null, |text| ValueRef::Text(text.as_bytes())));
        self
    }

    /// Adds bytes.
    pub fn blob(&mut self, bytes: &[u8]) -> &mut Self {
        cell(&mut self.bytes, ValueRef::Blob(bytes));
        self
    }

    /// Adds the text form of a value.
    pub fn shown(&mut self, value: &impl Display) -> &mut Self {
        self.written(|bytes| drop(write!(bytes, "{value}")));
        self
    }

    /// Adds the text form of a value, or NULL.
    pub fn shown_or_null(&mut self, value: Option<&impl Display>) -> &mut Self {
        match value {
            Some(value) => self.shown(value),
            None => self.text_or_null(None),
        }
    }

    /// Adds a value as JSON.
    pub fn json(&mut self, value: &impl serde::Serialize) -> Result<&mut Self, StoreError> {
        let mut written = Ok(());
        self.written(|bytes| written = serde_json::to_writer(bytes, value));
        written.map_err(no_json)?;
        Ok(self)
    }

    /// Adds a text that is written in place, without a copy of its own.
    fn written(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        let head = self.bytes.len();
        self.bytes.push(0);
        write(&mut self.bytes);
        let length = self.bytes.len() - head - HEAD;
        self.bytes[head] = TEXT | (length.min(LONG) as u8) << 3;
        if length >= LONG {
            let length = (length as u64).to_be_bytes();
            self.bytes.splice(head + HEAD..head + HEAD, length);
        }
    }

    /// Ends the row that was being written.
    pub fn end(&mut self) {
        self.ends.push(self.bytes.len());
    }

    /// Puts a whole number in the place of the one in the cell that begins at `at` in a row.
    pub fn set_whole(&mut self, row: usize, at: usize, number: i64) {
        let from = self.start(row) + at + HEAD;
        self.bytes[from..from + 8].copy_from_slice(&number.to_be_bytes());
    }

    /// The whole number in the cell that begins at `at` in a row; 0 if there is none.
    pub fn whole_at(&self, row: usize, at: usize) -> i64 {
        self.bytes[self.start(row) + at + HEAD..].first_chunk().map_or(0, |bytes| i64::from_be_bytes(*bytes))
    }

    fn start(&self, row: usize) -> usize {
        row.checked_sub(1).map_or(0, |before| self.ends[before])
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The row of a number, from 0.
    pub fn row(&self, nth: usize) -> &[u8] {
        &self.bytes[self.start(nth)..self.ends[nth]]
    }

    /// Takes all rows away.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
    }

    /// All rows in order.
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.len()).map(|nth| self.row(nth))
    }
}

/// Writes rows. A cell that is as it was in the row before stays bound: many are, and to bind a text is to copy it.
pub(super) fn insert(statement: &mut Statement<'_>, rows: &Rows) -> Result<(), StoreError> {
    let mut before: &[u8] = &[];
    for row in rows.iter() {
        let (mut rest, mut rest_before, mut parameter) = (row, before, 0);
        while let Some((cell, after)) = first(rest) {
            parameter += 1;
            let bytes = &rest[..rest.len() - after.len()];
            if !rest_before.starts_with(bytes) {
                statement.raw_bind_parameter(parameter, ToSqlOutput::Borrowed(cell))?;
            }
            rest_before = first(rest_before).map_or(&[], |(_, after)| after);
            rest = after;
        }
        statement.raw_execute()?;
        before = row;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_bound_as_they_were_written() {
        let mut rows = Rows::default();
        rows.whole(7).text("seven").shown(&1.5).whole_or_null(None);
        rows.whole(0).json(&["a", "b", "a text of more than thirty letters"]).expect("JSON").end();
        rows.whole(8).text_or_null(Some("")).shown_or_null(None::<&i64>).whole(-1).whole(1).text("").end();
        rows.set_whole(0, 0, i64::MIN);
        assert_eq!((rows.whole_at(0, 0), rows.whole_at(1, 0)), (i64::MIN, 8));

        let connection = rusqlite::Connection::open_in_memory().expect("a store");
        connection.execute_batch("CREATE TABLE t (a, b, c, d, e, f)").expect("a table");
        let mut statement = connection.prepare("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)").expect("prepared");
        insert(&mut statement, &rows).expect("inserted");
        let mut read = connection
            .prepare("SELECT quote(a) || quote(b) || quote(c) || quote(d) || quote(e) || quote(f) FROM t")
            .expect("prepared");
        let read: Vec<String> =
            read.query_map([], |row| row.get(0)).expect("read").map(|row| row.expect("a row")).collect();
        assert_eq!(
            read,
            [
                r#"-9223372036854775808'seven''1.5'NULL0'["a","b","a text of more than thirty letters"]'"#,
                "8''NULL-11''"
            ]
        );
    }
}
