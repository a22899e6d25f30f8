//! Tables: typed cells under described columns, before they become frames.

use std::borrow::Cow;

use chrono::NaiveDate;
use rust_decimal::Decimal;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A code, a key or a period: text that the program wrote.
    Code,
    /// Words of a document or of a manifest: text that somebody else wrote, guarded against being run as a formula.
    Text,
    /// An exact decimal in plain digits.
    Number,
    /// A whole number.
    Integer,
    /// A day.
    Date,
    /// true or false.
    Flag,
}

/// A column: its name, its kind and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The name.
    pub name: Cow<'static, str>,
    /// What it holds.
    pub kind: Kind,
    /// What it means, in a sentence.
    pub about: Cow<'static, str>,
}

impl Column {
    /// A column of this kind.
    pub fn new(kind: Kind, name: impl Into<Cow<'static, str>>, about: impl Into<Cow<'static, str>>) -> Self {
        Self { name: name.into(), kind, about: about.into() }
    }
}

/// One value of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Cell {
    /// Not known, or not applicable.
    #[default]
    Empty,
    /// A code or words. Empty text is the same as [`Cell::Empty`].
    Text(String),
    /// An exact decimal.
    Number(Decimal),
    /// A whole number.
    Integer(i64),
    /// A day.
    Date(NaiveDate),
    /// true or false.
    Flag(bool),
}

impl Cell {
    /// The text form of a value.
    pub fn text(value: impl ToString) -> Self {
        value.to_string().into()
    }

    /// The value as the CSV shows it, before quoting and guarding.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Integer(number) => number.to_string(),
            Self::Date(day) => day.to_string(),
            Self::Flag(flag) => flag.to_string(),
        }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        text.clone().into()
    }
}

impl From<Decimal> for Cell {
    fn from(number: Decimal) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        i64::try_from(number).map_or(Self::Empty, Self::Integer)
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Self {
        Self::Date(day)
    }
}

impl From<bool> for Cell {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// A column whose every value is found in a column of another table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference {
    /// The column that refers.
    pub column: &'static str,
    /// The table referred to.
    pub table: &'static str,
    /// The column referred to.
    pub target: &'static str,
}

/// A table of a dataset. The rows stay in the order in which they are given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The name, which is the file's name without `.csv`.
    pub name: String,
    /// What it holds, in a sentence.
    pub about: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows: a cell for each column.
    pub rows: Vec<Vec<Cell>>,
    /// The columns that together name a row; may be empty.
    pub key: Vec<&'static str>,
    /// The columns that name rows of other tables.
    pub references: Vec<Reference>,
}

impl Table {
    /// A table without a key: the way for any further result, such as those of the analysis.
    pub fn new(name: &str, about: &str, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Self {
        Self { name: name.to_owned(), about: about.to_owned(), columns, rows, key: Vec::new(), references: Vec::new() }
    }

    /// The same table, in which these columns name a row.
    #[must_use]
    pub fn key(mut self, columns: &[&'static str]) -> Self {
        self.key = columns.to_vec();
        self
    }

    /// The same table, in which every value of `column` is found in `target` of another table.
    #[must_use]
    pub fn refers(mut self, column: &'static str, table: &'static str, target: &'static str) -> Self {
        self.references.push(Reference { column, table, target });
        self
    }

    /// The name of the file as CSV.
    pub fn file(&self) -> String {
        format!("{}.csv", self.name)
    }

    /// Where a column stands.
    pub(super) fn position(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.name == column)
    }
}
