//! A comparison as rows for programs: one for each value.

use crate::analysis::{Agreement, Cell, Comparison, ComparisonRow, Implied, words};
use crate::cli::common::print;
use crate::model::{Interval, SeriesKey};
use crate::report::Table;

const COLUMNS: [&str; 18] = [
    "time_period",
    "like_for_like",
    "reason",
    "series",
    "value",
    "change_from",
    "change_low",
    "change_high",
    "percent_low",
    "percent_high",
    "implied_period",
    "implied_low",
    "implied_high",
    "quoted",
    "agreement",
    "figure",
    "document",
    "others",
];

/// Decimals of a computed percentage, which is rounded outwards.
const PLACES: u32 = 4;

/// The values of a comparison, by period and series.
pub(super) fn table(comparison: &Comparison<'_>) -> Table {
    let mut table = Table::new(COLUMNS);
    for row in &comparison.rows {
        for (key, cell) in comparison.columns.iter().zip(&row.cells) {
            if let Some(cell) = cell {
                table.row(value(row, key, cell));
            }
        }
    }
    table
}

fn value(row: &ComparisonRow<'_>, key: &SeriesKey, cell: &Cell<'_>) -> Vec<String> {
    let observation = cell.shown.observation;
    let delta = cell.delta.as_ref();
    let percent = delta.and_then(|delta| delta.relative_percent).map(|interval| interval.rounded(PLACES));
    let mut cells = vec![
        row.slot.period.to_string(),
        row.like_for_like.to_string(),
        print::maybe(row.reason.as_ref()),
        key.to_string(),
        words::quantity(&observation.quantity),
        print::maybe(delta.map(|delta| delta.from.period)),
    ];
    cells.extend(ends(delta.map(|delta| delta.absolute)));
    cells.extend(ends(percent));
    cells.extend(implied(cell.implied.first()));
    let others: Vec<_> = cell.shown.others.iter().map(|other| other.id.to_string()).collect();
    cells.extend([observation.id.to_string(), observation.source_id.clone(), others.join(" ")]);
    cells
}

fn ends(interval: Option<Interval>) -> [String; 2] {
    interval.map_or_else(Default::default, |interval| [print::maybe(interval.low), print::maybe(interval.high)])
}

fn implied(implied: Option<&Implied<'_>>) -> [String; 5] {
    let Some(Implied { base, quoted }) = implied else { return Default::default() };
    let [low, high] = ends(Some(base.interval.rounded(0)));
    let said = quoted.map(|check| words::quantity(&check.quoted.quantity));
    [base.base_period.to_string(), low, high, print::maybe(said), print::maybe(quoted.map(|q| agreement(q.agreement)))]
}

/// How a quoted base stands to an implied one, in a word.
pub(super) fn agreement(agreement: Agreement) -> &'static str {
    match agreement {
        Agreement::Consistent => "consistent",
        Agreement::Revision => "revised in between, or contradicts",
        Agreement::Contradiction => "contradicts",
    }
}
