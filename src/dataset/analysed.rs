//! Tables of what the analysis found, from plain rows.

use crate::model::{FigureId, Interval, SeriesKey, TimePeriod, Unit};

use super::sheet::Sheet;
use super::table::{Cell, Table};

/// How a series went from one observation to a later one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeltaRow {
    /// The series.
    pub series: SeriesKey,
    /// The period of the earlier observation.
    pub from_period: TimePeriod,
    /// The period of the later observation.
    pub to_period: TimePeriod,
    /// The earlier observation.
    pub from_figure: FigureId,
    /// The later observation.
    pub to_figure: FigureId,
    /// The later value less the earlier, in units of the series.
    pub absolute: Interval,
    /// The same in percent of the earlier value; `None` where that may be zero.
    pub relative: Option<Interval>,
    /// Whether the two periods are the same months of their years.
    pub like_for_like: bool,
}

/// Two percentages differ by percentage points.
fn difference(unit: Unit) -> Unit {
    if unit == Unit::PERCENT { Unit::PERCENTAGE_POINTS } else { unit }
}

/// `deltas.csv`: how the series develop. The rows stay in the caller's order.
///
/// Its references go to the tables of an export that holds the same series.
pub fn deltas(rows: &[DeltaRow]) -> Table {
    Sheet::<&DeltaRow>::new("deltas", "How each series went from one observation to a later one.")
        .text("series", "The series key.", |d| Cell::text(&d.series))
        .code("from_period", "The period of the earlier observation.", |d| Cell::text(d.from_period))
        .code("to_period", "The period of the later observation.", |d| Cell::text(d.to_period))
        .code("from_figure", "The earlier observation.", |d| Cell::text(&d.from_figure))
        .code("to_figure", "The later observation.", |d| Cell::text(&d.to_figure))
        .code("unit_measure", "The unit of the absolute difference.", |d| difference(d.series.unit).code().into())
        .number("absolute_low", "The least that the difference can be; empty if open.", |d| d.absolute.low.into())
        .number("absolute_high", "The most that the difference can be; empty if open.", |d| d.absolute.high.into())
        .number("relative_low", "The least that it can be in percent of the earlier value; empty if open.", |d| {
            d.relative.and_then(|r| r.low).into()
        })
        .number("relative_high", "The most that it can be in percent of the earlier value; empty if open.", |d| {
            d.relative.and_then(|r| r.high).into()
        })
        .flag("like_for_like", "Whether the two periods are the same months of their years.", |d| {
            d.like_for_like.into()
        })
        .rows(rows)
        .key(&["from_figure", "to_figure"])
        .refers("series", "series", "key")
        .refers("from_figure", "observations", "figure")
        .refers("to_figure", "observations", "figure")
}
