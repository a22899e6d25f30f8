//! Datasets: series, documents and their figures as tables, and tables as CSV with a `datapackage.json`.
//!
//! This is the only place that knows polars. It reads no store and writes no file: the caller hands the model's types
//! in and gets names and bytes back. Numbers stay the exact decimals that they are, written out in digits.

mod analysed;
mod check;
mod csvw;
mod frame;
mod guard;
mod input;
mod package;
mod quoted;
mod sdmx;
mod sheet;
mod table;
mod wide;

pub use analysed::{DeltaRow, deltas};
pub use frame::{csv, frame, observed_frame, observed_parquet, parquet};
pub use guard::{guard, unguard};
pub use input::{About, DocumentRow, Input, UnresolvedRow};
pub use quoted::{citations, documents, observations, series, unresolved};
pub use sdmx::sdmx;
pub use table::{Cell, Column, Kind, Reference, Table};
pub use wide::{WideCell, wide};

use crate::model::{DocumentId, FigureId};

/// What cannot be put into a dataset.
#[derive(Debug, thiserror::Error)]
pub enum DatasetError {
    /// A figure from a document that was not handed in.
    #[error("figure {figure}: its document {document} is not among the documents of the dataset")]
    Document {
        /// The figure.
        figure: FigureId,
        /// The document that is missing.
        document: DocumentId,
    },
    /// A name that a data package may not have.
    #[error("`{0}` is not a name: want lower-case letters, digits, `-`, `_` or `.`, such as russia-cis-trade")]
    Name(String),
    /// Two tables of one name.
    #[error("{0}.csv: there are two tables of this name")]
    Twice(String),
    /// A row that has more or fewer cells than the table has columns.
    #[error("{table}.csv: row {row}: want {wanted} cells, found {found}")]
    Width {
        /// The table.
        table: String,
        /// The row, from 1.
        row: usize,
        /// The number of columns.
        wanted: usize,
        /// The number of cells.
        found: usize,
    },
    /// A cell that is not of its column's kind.
    #[error("{table}.csv: row {row}: column `{column}`: want {wanted}, found {found}")]
    Kind {
        /// The table.
        table: String,
        /// The row, from 1.
        row: usize,
        /// The column.
        column: String,
        /// What the column holds.
        wanted: &'static str,
        /// What the cell is.
        found: String,
    },
    /// A key that stands in two rows, or is empty.
    #[error("{table}.csv: row {row}: the key `{key}` is empty or stands in an earlier row: want one row a key")]
    Key {
        /// The table.
        table: String,
        /// The row, from 1.
        row: usize,
        /// The key, its parts joined by a blank.
        key: String,
    },
    /// A reference to a row that another table does not have.
    #[error("{table}.csv: row {row}: `{value}` is not in the column `{column}` of {other}.csv")]
    Reference {
        /// The table that refers.
        table: String,
        /// The row, from 1.
        row: usize,
        /// What it refers to.
        value: String,
        /// The table referred to.
        other: &'static str,
        /// The column referred to.
        column: &'static str,
    },
    /// A column that a key or a reference names and that its table does not have.
    #[error("{table}.csv: there is no column `{column}`")]
    Column {
        /// The table.
        table: String,
        /// The column.
        column: String,
    },
    /// A table that polars does not take.
    #[error("{table}.csv: {source}")]
    Frame {
        /// The table.
        table: String,
        /// What polars says.
        source: polars::error::PolarsError,
    },
    /// A package description that cannot be written.
    #[error("datapackage.json: {0}")]
    Package(#[from] serde_json::Error),
}

/// A file of a dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name, without a folder.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The whole dataset: every table as CSV and as Parquet, described for CSV on the Web (`csv-metadata.json`) and as a Data
/// Package (`datapackage.json`). The same input gives the same bytes.
///
/// The tables refer to each other by key, and the keys are checked before anything is written.
pub fn export(input: &Input) -> Result<Vec<File>, DatasetError> {
    let mut tables = vec![documents(input), series(input), observations(input)?, citations(input)?, unresolved(input)?];
    tables.push(sdmx(input)?);
    tables.extend(input.tables.iter().cloned());
    check::check(input.about, &tables)?;
    let mut files = Vec::with_capacity(tables.len() * 2 + 2);
    for table in &tables {
        files.push(File { name: table.file(), bytes: csv(table)? });
    }
    let described = package::describe(input, &tables, &files)?;
    for table in &tables {
        files.push(File { name: format!("{}.parquet", table.name), bytes: parquet(table)? });
    }
    for table in tables.iter().filter(|table| table.name == "sdmx") {
        files.push(File { name: "sdmx-structure.xml".to_owned(), bytes: sdmx::structure(table) });
    }
    files.push(File { name: "csv-metadata.json".to_owned(), bytes: csvw::describe(input.about, &tables)? });
    files.push(File { name: "datapackage.json".to_owned(), bytes: described });
    Ok(files)
}

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;
