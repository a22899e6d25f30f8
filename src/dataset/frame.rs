//! Tables as polars frames, and frames as CSV.

use polars::prelude::{
    ChunkTake, Column as Values, DataFrame, Int32Chunked, IntoSeries, NamedFrom, NewChunkedArray, PolarsResult, Series,
    StringChunked,
};
use polars_io::SerWriter;
use polars_io::csv::write::CsvWriter;
use polars_io::parquet::write::{ParquetCompression, ParquetWriter};
use rayon::prelude::*;

use super::DatasetError;
use super::guard::guard;
use super::table::{Cell, Column, Kind, Table};
use crate::model::{Columns, Observations, SeriesKey, Texts};

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
pub fn observed_frame(observations: &Observations) -> Result<DataFrame, DatasetError> {
    let failed = |source| DatasetError::Frame { table: "values".to_owned(), source };
    let keys = observations.keys.iter().map(SeriesKey::to_string);
    let keys = StringChunked::from_iter_values("series_key".into(), keys);
    let mut frame = of_columns(&keys, &Columns::default()).map_err(failed)?;
    for part in &observations.parts {
        frame.vstack_mut_owned(of_columns(&keys, part).map_err(failed)?).map_err(failed)?;
    }
    Ok(frame)
}

fn of_columns(keys: &StringChunked, columns: &Columns) -> PolarsResult<DataFrame> {
    let texts = |name: &str, texts: &Texts| StringChunked::from_iter_values(name.into(), texts.iter()).into_series();
    let days = |name: &str, days: Int32Chunked| days.with_name(name.into()).into_date().into_series();
    let whole = |days: &[i32]| Int32Chunked::from_slice("".into(), days);
    let of: [&(dyn Fn() -> PolarsResult<Series> + Sync); 8] = [
        &|| Ok(keys.take(&columns.series[..])?.into_series()),
        &|| Ok(days("period_first", whole(&columns.first))),
        &|| Ok(days("period_last", whole(&columns.last))),
        &|| Ok(days("vintage", columns.vintage.iter().copied().collect())),
        &|| Ok(texts("value", &columns.value)),
        &|| Ok(Series::new("unit_mult".into(), &columns.unit_mult)),
        &|| Ok(texts("status", &columns.status)),
        &|| Ok(texts("figure", &columns.figure)),
    ];
    let made: PolarsResult<Vec<Values>> = of.into_par_iter().map(|column| Ok(column()?.into())).collect();
    DataFrame::new(columns.len(), made?)
}

/// Observations as Parquet, as [`observed_frame`] has them.
pub fn observed_parquet(observations: &Observations) -> Result<Vec<u8>, DatasetError> {
    let mut bytes = Vec::new();
    let writer = ParquetWriter::new(&mut bytes).with_compression(ParquetCompression::Uncompressed);
    let mut frame = observed_frame(observations)?;
    // How many parts there are depends on the machine, and no byte of a file may.
    let written = writer.finish(frame.rechunk_mut_par());
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
