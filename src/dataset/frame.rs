//! Tables as polars frames, and frames as CSV.

use polars::prelude::{
    Column as Values, DataFrame, Int32Chunked, IntoSeries, NamedFrom, NewChunkedArray, Series, StringChunked,
};
use polars_io::SerWriter;
use polars_io::csv::write::CsvWriter;
use polars_io::parquet::write::{ParquetCompression, ParquetWriter};

use rayon::prelude::*;

use super::DatasetError;
use super::guard::guard;
use super::table::{Cell, Column, Kind, Table};
use crate::model::{Columns, SeriesKey, Texts};

/// A table as a frame: decimals, codes and words are text columns, so that every digit stays; days, whole numbers and
/// flags have polars' own types. Words are guarded.
pub fn frame(table: &Table) -> Result<DataFrame, DatasetError> {
    fit(table)?;
    let columns = table.columns.iter().enumerate().map(|(at, column)| values(table, at, column));
    DataFrame::new(table.rows.len(), columns.collect()).map_err(|source| failed(table, source))
}

/// A table as CSV in UTF-8: a header, lines that end in LF, quotes only where they are needed, nothing for unknown.
pub fn csv(table: &Table) -> Result<Vec<u8>, DatasetError> {
    let mut bytes = Vec::new();
    let mut writer = CsvWriter::new(&mut bytes).n_threads(1);
    writer.finish(&mut frame(table)?).map_err(|source| failed(table, source))?;
    Ok(bytes)
}

/// A table as Parquet, uncompressed, so that the same rows give the same bytes everywhere. Decimals are text, as in the
/// CSV: no digit is lost.
pub fn parquet(table: &Table) -> Result<Vec<u8>, DatasetError> {
    let mut bytes = Vec::new();
    let writer = ParquetWriter::new(&mut bytes).with_compression(ParquetCompression::Uncompressed);
    writer.finish(&mut frame(table)?).map_err(|source| failed(table, source))?;
    Ok(bytes)
}

/// Observations as a frame: the key of the series, the days of the period, the vintage, the value as stated with its power
/// of ten, the status, and the name of the figure.
pub fn observed_frame(columns: &Columns) -> Result<DataFrame, DatasetError> {
    let keys: Vec<String> = columns.keys.iter().map(SeriesKey::to_string).collect();
    let key = |series: &u32| keys.get(*series as usize).map(String::as_str);
    let texts = |name: &str, texts: &Texts| StringChunked::from_iter_values(name.into(), texts.iter()).into_series();
    let days = |name: &str, days: Int32Chunked| days.with_name(name.into()).into_date().into_series();
    let whole = |days: &[i32]| Int32Chunked::from_slice("".into(), days);
    let of: [&(dyn Fn() -> Series + Sync); 8] = [
        &|| StringChunked::from_iter_options("series_key".into(), columns.series.iter().map(key)).into_series(),
        &|| texts("value", &columns.value),
        &|| texts("status", &columns.status),
        &|| texts("figure", &columns.figure),
        &|| days("period_first", whole(&columns.first)),
        &|| days("period_last", whole(&columns.last)),
        &|| days("vintage", columns.vintage.iter().copied().collect()),
        &|| Series::new("unit_mult".into(), &columns.unit_mult),
    ];
    // The long ones come first, so that no core waits at the end; the order of the frame is another one.
    let made: Vec<_> = of.into_par_iter().map(|column| column()).collect();
    let of = [0, 4, 5, 6, 1, 7, 2, 3].map(|at: usize| Values::from(made[at].clone())).into();
    DataFrame::new(columns.len(), of).map_err(|source| DatasetError::Frame { table: "values".to_owned(), source })
}

/// Observations as Parquet, as [`observed_frame`] has them.
pub fn observed_parquet(columns: &Columns) -> Result<Vec<u8>, DatasetError> {
    let mut bytes = Vec::new();
    let writer = ParquetWriter::new(&mut bytes).with_compression(ParquetCompression::Uncompressed);
    let written = writer.finish(&mut observed_frame(columns)?);
    written.map_err(|source| DatasetError::Frame { table: "values".to_owned(), source })?;
    Ok(bytes)
}

fn failed(table: &Table, source: polars::error::PolarsError) -> DatasetError {
    DatasetError::Frame { table: table.name.clone(), source }
}

fn fit(table: &Table) -> Result<(), DatasetError> {
    for (at, row) in table.rows.iter().enumerate() {
        if row.len() != table.columns.len() {
            let (wanted, found) = (table.columns.len(), row.len());
            return Err(DatasetError::Width { table: table.name.clone(), row: at + 1, wanted, found });
        }
        if let Some((column, cell)) = table.columns.iter().zip(row).find(|(column, cell)| !fits(column.kind, cell)) {
            let (wanted, found) = (wanted(column.kind), cell.shown());
            return Err(DatasetError::Kind {
                table: table.name.clone(),
                row: at + 1,
                column: column.name.to_string(),
                wanted,
                found,
            });
        }
    }
    Ok(())
}

fn fits(kind: Kind, cell: &Cell) -> bool {
    match cell {
        Cell::Empty => true,
        Cell::Text(_) => matches!(kind, Kind::Code | Kind::Text),
        Cell::Number(_) => kind == Kind::Number,
        Cell::Integer(_) => matches!(kind, Kind::Integer | Kind::Number),
        Cell::Date(_) => kind == Kind::Date,
        Cell::Flag(_) => kind == Kind::Flag,
    }
}

fn wanted(kind: Kind) -> &'static str {
    match kind {
        Kind::Code => "a code",
        Kind::Text => "words",
        Kind::Number => "a decimal",
        Kind::Integer => "a whole number",
        Kind::Date => "a day",
        Kind::Flag => "true or false",
    }
}

fn values(table: &Table, at: usize, column: &Column) -> Values {
    let cells = || table.rows.iter().filter_map(move |row| row.get(at));
    let name = column.name.as_ref().into();
    match column.kind {
        Kind::Code | Kind::Number => Series::new(name, cells().map(shown).collect::<Vec<_>>()),
        Kind::Text => Series::new(name, cells().map(|c| shown(c).map(|w| guard(&w))).collect::<Vec<_>>()),
        Kind::Integer => Series::new(name, cells().map(integer).collect::<Vec<_>>()),
        Kind::Date => Series::new(name, cells().map(date).collect::<Vec<_>>()),
        Kind::Flag => Series::new(name, cells().map(flag).collect::<Vec<_>>()),
    }
    .into()
}

/// An empty cell is a null, never an empty text, which CSV would have to tell apart by quotes.
fn shown(cell: &Cell) -> Option<String> {
    Some(cell.shown()).filter(|text| !text.is_empty())
}

fn integer(cell: &Cell) -> Option<i64> {
    match cell {
        Cell::Integer(number) => Some(*number),
        _ => None,
    }
}

fn date(cell: &Cell) -> Option<chrono::NaiveDate> {
    match cell {
        Cell::Date(day) => Some(*day),
        _ => None,
    }
}

fn flag(cell: &Cell) -> Option<bool> {
    match cell {
        Cell::Flag(flag) => Some(*flag),
        _ => None,
    }
}
