//! Conflicts: observations that cannot both hold, and one statement ascribed to two pairs of areas.

mod statement;
mod value;

pub use statement::{AgreedFigure, SameStatement, same_statements};
pub use value::{ConflictKind, ValueConflict, unclear, value_conflicts};

use super::finding::Finding;
use crate::model::{Area, Indicator, Series, SeriesKey};

/// Conflicts as findings. What a later vintage replaced is the revision rule's to report.
pub(super) fn findings(series: &[Series]) -> Vec<Finding<'_>> {
    let values = value_conflicts(series).into_iter().filter_map(value::finding);
    values.chain(same_statements(series).into_iter().map(statement::finding)).collect()
}

/// Whether the indicator of one area with another is the same as that of the other with the one, as a turnover is and
/// exports are not.
fn symmetric(indicator: Indicator) -> bool {
    indicator.code() == "trade_turnover"
}

/// The areas of a key; those of a symmetric indicator in code order, so that either side gives the same.
fn sides(key: &SeriesKey) -> (Area, Option<Area>) {
    match key.counterpart {
        Some(other) if symmetric(key.indicator) && other < key.area => (other, Some(key.area)),
        other => (key.area, other),
    }
}
