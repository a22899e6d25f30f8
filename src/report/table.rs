//! Tables for people and programs: one set of rows as terminal table, CSV or JSON.

use std::fmt;
use std::str::FromStr;

use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, TableStyle, Width};
use serde_json::{Map, Value};

use crate::model::ParseError;

/// The blanks round a cell.
const PADDING: u16 = 2;

/// How rows are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Format {
    /// For a terminal.
    #[default]
    Table,
    /// Comma-separated values.
    Csv,
    /// An array of objects.
    Json,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Table => "table",
            Self::Csv => "csv",
            Self::Json => "json",
        })
    }
}

impl FromStr for Format {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        match text {
            "table" => Ok(Self::Table),
            "csv" => Ok(Self::Csv),
            "json" => Ok(Self::Json),
            _ => Err(ParseError::new(text, "a format: want table, csv or json")),
        }
    }
}

/// Rows under named columns. An empty cell is unknown; a row that is too short is filled up with them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The columns' names.
    pub columns: Vec<String>,
    /// The rows. Numbers are their digits.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows.
    pub fn new<C: Into<String>>(columns: impl IntoIterator<Item = C>) -> Self {
        Self { columns: columns.into_iter().map(Into::into).collect(), rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row<C: Into<String>>(&mut self, cells: impl IntoIterator<Item = C>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// The table in a format, ending in a line feed. The width only matters to a terminal.
    pub fn render(&self, format: Format, width: Option<u16>) -> String {
        match format {
            Format::Table => self.terminal(width),
            Format::Csv => self.csv(),
            Format::Json => self.json(),
        }
    }

    /// The table for a terminal, without colours; as wide as its content, unless a width is given to wrap it to.
    ///
    /// Characters that would steer the terminal are blanked: cells hold words of strangers.
    pub fn terminal(&self, width: Option<u16>) -> String {
        let mut table = comfy_table::Table::new();
        table.load_style(TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─')));
        match width {
            Some(width) => table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width),
            None => table.set_content_arrangement(ContentArrangement::Disabled),
        };
        table.set_header(self.columns.iter().map(|name| printable(name)));
        table.add_rows(self.cells().map(|row| row.map(printable).collect::<Vec<_>>()));
        for (at, column) in table.column_iter_mut().enumerate() {
            if self.is_numeric(at) {
                column.set_cell_alignment(CellAlignment::Right);
            }
            if width.is_some() {
                column.set_constraint(self.constraint(at));
            }
        }
        format!("{}\n", table.trim_fmt())
    }

    /// The table as CSV: a header, lines that end in LF, quotes only where they are needed.
    ///
    /// Words that a spreadsheet would run as a formula get an apostrophe in front; numbers do not.
    pub fn csv(&self) -> String {
        let line = |cells: &mut dyn Iterator<Item = &str>| cells.map(field).collect::<Vec<_>>().join(",") + "\n";
        let head = line(&mut self.columns.iter().map(String::as_str));
        self.cells().fold(head, |text, mut row| text + &line(&mut row))
    }

    /// The table as a JSON array with an object for each row; every value is a string, or null if unknown.
    pub fn json(&self) -> String {
        let value = |cell: &str| if cell.is_empty() { Value::Null } else { cell.into() };
        let object = |row: &mut dyn Iterator<Item = &str>| -> Map<String, Value> {
            self.columns.iter().cloned().zip(row.map(value)).collect()
        };
        let rows: Vec<_> = self.cells().map(|mut row| Value::Object(object(&mut row))).collect();
        format!("{:#}\n", Value::Array(rows))
    }

    /// The rows, each with exactly as many cells as there are columns.
    fn cells(&self) -> impl Iterator<Item = impl Iterator<Item = &str>> {
        self.rows.iter().map(|row| (0..self.columns.len()).map(|at| row.get(at).map_or("", String::as_str)))
    }

    /// How narrow a column may get: ids and codes are never broken, for they are there to be copied.
    fn constraint(&self, column: usize) -> ColumnConstraint {
        let cells = self.rows.iter().filter_map(|row| row.get(column)).chain(self.columns.get(column));
        let longest = cells.flat_map(|cell| cell.split_whitespace()).map(|word| word.chars().count()).max();
        let widest = u16::try_from(longest.unwrap_or_default()).unwrap_or(u16::MAX);
        ColumnConstraint::LowerBoundary(Width::Fixed(widest.saturating_add(PADDING)))
    }

    fn is_numeric(&self, column: usize) -> bool {
        let mut cells = self.rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.is_empty()).peekable();
        cells.peek().is_some() && cells.all(|cell| is_number(cell))
    }
}

fn is_number(text: &str) -> bool {
    rust_decimal::Decimal::from_str_exact(text).is_ok()
}

fn field(cell: &str) -> String {
    let formula = cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
        && !is_number(cell);
    let cell = if formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

fn printable(text: &str) -> Cell {
    Cell::new(super::markdown::plain(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new(["period", "value", "said"]);
        table.row(["2024", "83.70", "a, \"b\"\nc"]);
        table.row(["2025", "-4.2", "=1+1"]);
        table.row(["2026"]);
        table
    }

    #[test]
    fn csv_is_read_back_as_written() {
        assert_eq!(table().csv(), "period,value,said\n2024,83.70,\"a, \"\"b\"\"\nc\"\n2025,-4.2,'=1+1\n2026,,\n");
        let csv = table().csv();
        let rows: Vec<_> = csv::Reader::from_reader(csv.as_bytes()).into_records().map(|r| r.expect("row")).collect();
        assert_eq!(&rows[0][2], "a, \"b\"\nc");
    }

    #[test]
    fn json_keeps_column_order_and_digits() {
        let json: Value = serde_json::from_str(&table().json()).expect("json");
        assert_eq!(json[0]["value"], "83.70");
        assert_eq!(json[2]["said"], Value::Null);
        assert!(table().json().starts_with("[\n  {\n    \"period\": \"2024\","));
    }

    #[test]
    fn a_terminal_shows_what_does_not_steer_it() {
        let mut table = Table::new(["n", "words"]);
        table.row(["7", "\u{1b}[31mred\u{202e}"]);
        table.row(["10", "two\nlines"]);
        let shown = table.render(Format::Table, None);
        assert_eq!(shown, table.render(Format::Table, None));
        assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{shown:?}");
        assert!(shown.contains("  7   [31mred") && shown.contains("two lines"), "{shown}");
    }

    #[test]
    fn a_width_wraps_and_no_width_does_not() {
        let mut table = Table::new(["words"]);
        table.row(["word ".repeat(40).trim()]);
        let widest = |text: String| text.lines().map(|line| line.chars().count()).max();
        assert!(widest(table.terminal(Some(40))) <= Some(40));
        assert!(widest(table.terminal(None)) > Some(190));
        table.row(["trade_turnover.RU.CIS.growth-yoy.percent"]);
        assert!(table.terminal(Some(20)).contains("trade_turnover.RU.CIS.growth-yoy.percent"), "codes stay whole");
    }

    #[test]
    fn formats_have_one_name() {
        for format in [Format::Table, Format::Csv, Format::Json] {
            assert_eq!(format.to_string().parse(), Ok(format));
        }
        assert!("xml".parse::<Format>().is_err());
    }
}
