//! CSV as spreadsheets leave it: a byte order mark, UTF-16, semicolons or tabs, a `sep=` line, other orders of columns.

use std::collections::BTreeMap;
use std::fmt;

use super::cell::unprotect;

/// What is wrong with one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line of the file, from 1.
    pub line: u64,
    /// The column's name; empty where the whole line is meant.
    pub column: String,
    /// What is wrong, and what was wanted.
    pub problem: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.column.as_str() {
            "" => write!(f, "{}: {}", self.line, self.problem),
            column => write!(f, "{}: {column}: {}", self.line, self.problem),
        }
    }
}

/// Why a table was not taken: every fault of it, so that all can be mended at once.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct SheetError {
    /// What is wrong, in the order of lines.
    pub faults: Vec<Fault>,
}

impl SheetError {
    pub(super) fn one(line: u64, column: &str, problem: impl fmt::Display) -> Self {
        Self { faults: vec![fault(line, column, problem)] }
    }

    /// Fails if there are faults.
    pub(super) fn unless_none<T>(value: T, faults: Vec<Fault>) -> Result<T, Self> {
        if faults.is_empty() { Ok(value) } else { Err(Self { faults }) }
    }
}

pub(super) fn fault(line: u64, column: &str, problem: impl fmt::Display) -> Fault {
    Fault { line, column: column.to_owned(), problem: problem.to_string() }
}

/// A table with named columns.
#[derive(Debug, Default)]
pub(super) struct Table {
    columns: BTreeMap<String, usize>,
    pub rows: Vec<Row>,
    /// Whether numbers may be written with a comma, as where cells are parted by semicolons.
    pub decimal_comma: bool,
}

/// A row with the line on which it starts.
#[derive(Debug)]
pub(super) struct Row {
    pub line: u64,
    cells: Vec<String>,
}

impl Table {
    /// Reads a table whose columns are among `known`, with at least those of `wanted`.
    pub fn read(bytes: &[u8], known: &[&str], wanted: &[&str]) -> Result<Self, SheetError> {
        // The reader of rows counts the lines of one kind of line end alone.
        let text = decode(bytes)?.replace("\r\n", "\n");
        let (text, first) = without_separator_line(&text);
        let head = text.lines().next().unwrap_or_default();
        let delimiter = delimiter(head);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let mut table = Self { decimal_comma: delimiter == b';', ..Self::default() };
        for record in reader.records() {
            let record =
                record.map_err(|e| SheetError::one(first + e.position().map_or(1, csv::Position::line), "", &e))?;
            let line = first + record.position().map_or(1, csv::Position::line);
            if table.columns.is_empty() {
                table.columns = columns(&record, line, known, wanted)?;
            } else if record.iter().any(|cell| !cell.trim().is_empty()) {
                table.take(&record, line)?;
            }
        }
        if table.columns.is_empty() {
            return Err(SheetError::one(1, "", format!("is empty: want a line of columns: {}", known.join(","))));
        }
        Ok(table)
    }

    fn take(&mut self, record: &csv::StringRecord, line: u64) -> Result<(), SheetError> {
        let width = self.columns.values().max().map_or(0, |last| last + 1);
        if let Some(extra) = record.iter().skip(width).find(|cell| !cell.trim().is_empty()) {
            let problem =
                format!("`{extra}` stands beyond the last column: want quotes round a cell that holds the separator");
            return Err(SheetError::one(line, "", problem));
        }
        self.rows.push(Row { line, cells: record.iter().map(|cell| unprotect(cell).to_owned()).collect() });
        Ok(())
    }

    /// A cell of a row; `None` where there is no such column.
    pub fn cell<'a>(&self, row: &'a Row, column: &str) -> Option<&'a str> {
        let at = *self.columns.get(column)?;
        Some(row.cells.get(at).map_or("", String::as_str))
    }
}

fn columns(
    head: &csv::StringRecord,
    line: u64,
    known: &[&str],
    wanted: &[&str],
) -> Result<BTreeMap<String, usize>, SheetError> {
    let (mut columns, mut faults) = (BTreeMap::new(), Vec::new());
    for (at, name) in head.iter().enumerate() {
        let name = name.trim().to_lowercase();
        if name.is_empty() {
            continue;
        }
        if !known.contains(&name.as_str()) {
            faults.push(fault(line, &name, format!("is no column of this table: want {}", known.join(","))));
        } else if columns.insert(name.clone(), at).is_some() {
            faults.push(fault(line, &name, "stands twice in the head: want it once"));
        }
    }
    let missing = wanted.iter().filter(|name| !columns.contains_key(**name));
    faults.extend(missing.map(|name| fault(line, name, "is missing from the head: want the columns as exported")));
    SheetError::unless_none(columns, faults)
}

/// The text of a file, without its byte order mark.
fn decode(bytes: &[u8]) -> Result<String, SheetError> {
    let units = |order: fn([u8; 2]) -> u16| -> Vec<u16> {
        bytes[2..].chunks_exact(2).map(|pair| order([pair[0], pair[1]])).collect()
    };
    let utf16 = match bytes {
        [0xff, 0xfe, ..] => Some(units(u16::from_le_bytes)),
        [0xfe, 0xff, ..] => Some(units(u16::from_be_bytes)),
        _ => None,
    };
    if let Some(units) = utf16 {
        return String::from_utf16(&units).map_err(|error| SheetError::one(1, "", error));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|error| {
        let line = bytes[..error.valid_up_to()].iter().filter(|b| **b == b'\n').count() as u64 + 1;
        SheetError::one(line, "", "is not UTF-8: want the table saved as \u{201c}CSV UTF-8\u{201d}")
    })
}

/// The text without a line such as `sep=;`, and how many lines were taken off.
fn without_separator_line(text: &str) -> (&str, u64) {
    match text.split_once('\n') {
        Some((line, rest)) if line.trim_end().len() == 5 && line.to_ascii_lowercase().starts_with("sep=") => (rest, 1),
        _ => (text, 0),
    }
}

/// What parts the cells: the one of the three that the head has most of.
fn delimiter(head: &str) -> u8 {
    let count = |delimiter: &u8| head.bytes().filter(|b| b == delimiter).count();
    let most = b";\t".iter().copied().filter(|d| count(d) > 0).max_by_key(|d| count(d));
    most.filter(|d| count(d) > count(&b',')).unwrap_or(b',')
}
