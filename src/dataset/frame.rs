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
use crate::model::{Columns, FigureId, ObsStatus, Observations, UNDATED};

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
pub fn observed_frame(observations: Observations) -> Result<DataFrame, DatasetError> {
    let failed = |source| DatasetError::Frame { table: "values".to_owned(), source };
    let keys = StringChunked::from_iter_values("series_key".into(), observations.keys.iter());
    let mut frame = of_columns(&keys, Columns::default()).map_err(failed)?;
    let parts: PolarsResult<Vec<_>> = observations.parts.into_par_iter().map(|part| of_columns(&keys, part)).collect();
    for part in parts.map_err(failed)? {
        frame.vstack_mut_owned(part).map_err(failed)?;
    }
    Ok(frame)
}

fn of_columns(keys: &StringChunked, columns: Columns) -> PolarsResult<DataFrame> {
    let Columns { series, first, last, vintage, value, unit_mult, status, figure } = columns;
    let rows = series.len();
    let whole = |name: &str, numbers: Vec<i32>| Int32Chunked::from_vec(name.into(), numbers);
    let vintage = match vintage.contains(&UNDATED) {
        true => vintage.into_iter().map(|day| Some(day).filter(|day| *day != UNDATED)).collect(),
        false => whole("", vintage),
    };
    // To take one of few texts is several times as fast as to make each.
    let words = [ObsStatus::Actual, ObsStatus::Estimate, ObsStatus::Forecast, ObsStatus::Target];
    let codes: Vec<u32> = status.into_iter().map(|status| status as u32).collect();
    let words = StringChunked::from_iter_values("status".into(), words.iter().map(|status| status.as_str()));
    let digits = figure.into_iter().map(|name| Digits(FigureId::digits(name)));
    let made: [Series; 8] = [
        keys.take(&series[..])?.into_series(),
        whole("period_first", first).into_date().into_series(),
        whole("period_last", last).into_date().into_series(),
        vintage.with_name("vintage".into()).into_date().into_series(),
        StringChunked::from_iter_values("value".into(), value.iter()).into_series(),
        whole("unit_mult", unit_mult).into_series(),
        words.take(&codes[..])?.into_series(),
        StringChunked::from_iter_values("figure".into(), digits).into_series(),
    ];
    DataFrame::new(rows, made.into_iter().map(Values::from).collect())
}

/// The digits of a name.
struct Digits([u8; 12]);

impl AsRef<str> for Digits {
    fn as_ref(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// Observations as Parquet, as [`observed_frame`] has them.
pub fn observed_parquet(observations: Observations) -> Result<Vec<u8>, DatasetError> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_says_what_its_columns_say() {
        let mut columns = Columns {
            series: vec![1, 0, 1, 0],
            first: vec![0, 31, -1, 365],
            last: vec![30, 58, -1, 729],
            vintage: vec![UNDATED, 1, 2, 19_000],
            unit_mult: vec![0, 9, -3, 6],
            status: vec![ObsStatus::Target, ObsStatus::Actual, ObsStatus::Forecast, ObsStatus::Estimate],
            figure: vec![0xfedc_ba98_7654, 1, 2, 0],
            ..Columns::default()
        };
        ["~80.50", "1", "28..30.0", ">123456789012345.5"].iter().for_each(|value| columns.value.push(value));
        let observations = Observations { keys: vec!["a".to_owned(), "b".to_owned()], parts: vec![columns] };
        let mut frame = observed_frame(observations).expect("a frame");
        let mut bytes = Vec::new();
        CsvWriter::new(&mut bytes).n_threads(1).finish(&mut frame).expect("written");
        let wanted = "series_key,period_first,period_last,vintage,value,unit_mult,status,figure\n\
            b,1970-01-01,1970-01-31,,~80.50,0,target,fedcba987654\n\
            a,1970-02-01,1970-02-28,1970-01-02,1,9,actual,000000000001\n\
            b,1969-12-31,1969-12-31,1970-01-03,28..30.0,-3,forecast,000000000002\n\
            a,1971-01-01,1971-12-31,2022-01-08,>123456789012345.5,6,estimate,000000000000\n";
        assert_eq!(String::from_utf8_lossy(&bytes), wanted);
    }
}
