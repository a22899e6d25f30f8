//! Observations: what is asked of all figures of a series, in the order in which that is asked.

use rusqlite::types::Value;
use rusqlite::{Connection, ToSql, params_from_iter};

use super::StoreError;
use super::write::int;
use crate::model::{Claim, Document, Figure, FigureId, Mention, PeriodOrigin, TimePeriod};

/// What a figure is an observation of: the row of its series, its period, and where that comes from.
pub(super) type Place = (i64, TimePeriod, PeriodOrigin);

/// A row of `observations`: its place in the table's order (series, first and last day, figure), and the other cells.
#[derive(Debug)]
pub(super) struct Row {
    place: (i64, i32, i32, i64),
    cells: [Value; 14],
}

impl Row {
    /// The observation that a figure of a document is, by its first mention; `None` if it has none.
    pub fn of(
        document: &Document,
        (nr, id): (i64, &FigureId),
        figure: &Figure,
        (series, period, origin): Place,
    ) -> Option<Self> {
        let Mention { span, sentence, .. } = figure.mentions.first()?;
        let Claim { quantity, status, speaker, .. } = &figure.claim;
        let (first, last) = days(period);
        let place = |at: usize| Value::Integer(int(at));
        let cells = [
            document.source.published.map(|published| published.vintage().to_epoch_days()).into(),
            quantity.stated.to_string().into(),
            quantity.mult.0.into(),
            status.to_string().into(),
            origin.to_string().into(),
            speaker.clone().into(),
            figure.confidence.to_string().into(),
            id.as_str().to_owned().into(),
            place(span.start),
            place(span.end),
            place(sentence.start),
            place(sentence.end),
            place(figure.mentions.len()),
            sentence.of(&document.text).to_owned().into(),
        ];
        Some(Self { place: (series, first, last, nr), cells })
    }
}

/// Writes observations in the order of their table, so that those of one page go there together.
pub(super) fn insert(connection: &Connection, mut rows: Vec<Row>) -> Result<(), StoreError> {
    rows.sort_unstable_by_key(|row| row.place);
    let sql = "INSERT INTO observations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    let mut insert = connection.prepare_cached(sql)?;
    for Row { place: (series, first, last, figure), cells } in &rows {
        let place: [&dyn ToSql; 4] = [series, first, last, figure];
        insert.execute(params_from_iter(place.into_iter().chain(cells.iter().map(|cell| cell as &dyn ToSql))))?;
    }
    Ok(())
}

/// The first and the last day of a period, counted as the store counts days: from 1970-01-01.
pub(super) fn days(period: TimePeriod) -> (i32, i32) {
    (period.first_day().to_epoch_days(), period.last_day().to_epoch_days())
}
