//! Wide tables: a row for each period, a column for each series of a family of indicators.

use std::collections::{BTreeMap, BTreeSet};

use super::table::{Cell, Column, Kind, Table};
use crate::model::{Policy, Quantity, SeriesKey, TimePeriod};

/// The value that stands for a series and a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WideCell {
    /// The series.
    pub series: SeriesKey,
    /// The period.
    pub period: TimePeriod,
    /// Whether it has happened, is forecast or aimed at: each has rows of its own.
    pub outlook: &'static str,
    /// The value.
    pub quantity: Quantity,
}

const BOUND_OF: &str = "exact, about, above, below or range, for the column before.";

/// A table for every family that has values: periods down, series across. Beside each value stands its bound, and
/// the high end of ranges where a series has any.
pub fn wide(cells: &[WideCell], policy: &Policy) -> Vec<Table> {
    let mut families = BTreeMap::<&str, Vec<&WideCell>>::new();
    for cell in cells {
        families.entry(cell.series.indicator.family()).or_default().push(cell);
    }
    families.into_iter().map(|(family, cells)| table(family, &cells, policy)).collect()
}

fn table(family: &str, cells: &[&WideCell], policy: &Policy) -> Table {
    let mut ranges = BTreeMap::<&SeriesKey, bool>::new();
    let mut values = BTreeMap::<(TimePeriod, &str), BTreeMap<&SeriesKey, &Quantity>>::new();
    for cell in cells {
        *ranges.entry(&cell.series).or_default() |= cell.quantity.value_high().is_some();
        values.entry((cell.period, cell.outlook)).or_default().insert(&cell.series, &cell.quantity);
    }
    let mut columns = vec![
        Column::new(Kind::Code, "time_period", "The period."),
        Column::new(Kind::Code, "outlook", "happened, forecast or target."),
    ];
    for (series, ranged) in &ranges {
        columns.push(Column::new(Kind::Number, series.to_string(), series.title()));
        columns.push(Column::new(Kind::Code, format!("{series} bound"), BOUND_OF));
        if *ranged {
            columns.push(Column::new(Kind::Number, format!("{series} high"), "The high end of a range."));
        }
    }
    let row = |((period, outlook), values): (&(TimePeriod, &str), &BTreeMap<&SeriesKey, &Quantity>)| {
        let mut row = vec![Cell::text(period), (*outlook).into()];
        for (series, ranged) in &ranges {
            let quantity = values.get(series).copied();
            row.push(quantity.map(Quantity::value).into());
            row.push(quantity.map(|q| q.stated.bound()).into());
            if *ranged {
                row.push(quantity.and_then(Quantity::value_high).into());
            }
        }
        row
    };
    let rows = values.iter().map(row).collect();
    let (of, chosen) = (family.replace('_', " "), policy.words());
    let about = format!("The {of} series side by side; of several values for one period, {chosen}.");
    let table = Table::new(&format!("wide_{family}"), &about, columns, rows).key(&["time_period", "outlook"]);
    debug_assert_eq!(table.columns.iter().map(|c| &c.name).collect::<BTreeSet<_>>().len(), table.columns.len());
    table
}
