//! Sheets: a table's columns, each beside the way to read it from a row's source, so that the two cannot part.

use super::table::{Cell, Column, Kind, Table};

/// A table in the making, of rows that are read from `T`.
pub(super) struct Sheet<T> {
    table: Table,
    cells: Vec<fn(&T) -> Cell>,
}

impl<T> Sheet<T> {
    pub(super) fn new(name: &str, about: &str) -> Self {
        Self { table: Table::new(name, about, Vec::new(), Vec::new()), cells: Vec::new() }
    }

    fn column(mut self, kind: Kind, name: &'static str, about: &'static str, cell: fn(&T) -> Cell) -> Self {
        self.table.columns.push(Column::new(kind, name, about));
        self.cells.push(cell);
        self
    }

    pub(super) fn code(self, name: &'static str, about: &'static str, cell: fn(&T) -> Cell) -> Self {
        self.column(Kind::Code, name, about, cell)
    }

    pub(super) fn text(self, name: &'static str, about: &'static str, cell: fn(&T) -> Cell) -> Self {
        self.column(Kind::Text, name, about, cell)
    }

    pub(super) fn number(self, name: &'static str, about: &'static str, cell: fn(&T) -> Cell) -> Self {
        self.column(Kind::Number, name, about, cell)
    }

    pub(super) fn integer(self, name: &'static str, about: &'static str, cell: fn(&T) -> Cell) -> Self {
        self.column(Kind::Integer, name, about, cell)
    }

    pub(super) fn date(self, name: &'static str, about: &'static str, cell: fn(&T) -> Cell) -> Self {
        self.column(Kind::Date, name, about, cell)
    }

    pub(super) fn flag(self, name: &'static str, about: &'static str, cell: fn(&T) -> Cell) -> Self {
        self.column(Kind::Flag, name, about, cell)
    }

    /// The table with a row for each of these.
    pub(super) fn rows(self, rows: impl IntoIterator<Item = T>) -> Table {
        let Self { mut table, cells } = self;
        table.rows = rows.into_iter().map(|row| cells.iter().map(|cell| cell(&row)).collect()).collect();
        table
    }
}
