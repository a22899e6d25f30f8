//! What the series say when they are put side by side: deltas, implied bases, conflicts, revisions. Pure functions on
//! series; every result is an interval and points at the observations it comes from.

pub mod chain;
mod choice;
pub mod compare;
pub mod conflict;
pub mod consistency;
pub mod delta;
pub mod drift;
pub mod expectation;
pub mod finding;
pub mod growth;
pub mod parts;
pub mod reuse;
pub mod revision;
mod shown;
pub mod statement;
#[cfg(test)]
mod testing;
pub mod vintage;
pub mod words;

pub use chain::{Link, Part, Ranked, chains, parts, ranking};
pub use compare::{Cell, Comparison, ComparisonRow, Implied, compare};
pub use conflict::{
    AgreedFigure, ConflictKind, SameStatement, ValueConflict, same_statements, unclear, value_conflicts,
};
pub use consistency::{GrowthMismatch, ScaleSlip, growth_mismatches, scale_slips, shares_above_whole};
pub use delta::{Apart, Delta, Development, develop};
pub use drift::{Drift, drifts};
pub use expectation::{Missed, missed};
pub use finding::{Finding, Rule, Severity, check};
pub use growth::{Acceleration, Agreement, BaseCheck, ImpliedBase, accelerations, implied_growth, speaks_of};
pub use parts::{Above, ShareMismatch, Sum, parts_above_whole, share_mismatches, sums_above_whole};
pub use reuse::{Reused, reused};
pub use revision::{History, Step, histories};
pub use shown::{Outlook, Shape, Shown, Slot, shown};
pub use statement::{Statement, statements};
pub use vintage::{Vintage, Vintages, vintages};
