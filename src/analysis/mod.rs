//! What the series say when they are put side by side: deltas, implied bases, conflicts, revisions. Pure functions on
//! series; every result is an interval and points at the observations it comes from.

pub mod compare;
pub mod delta;
pub mod growth;
mod shown;
#[cfg(test)]
mod testing;
pub mod words;

pub use compare::{Cell, Comparison, ComparisonRow, Implied, compare};
pub use delta::{Apart, Delta, Development, develop};
pub use growth::{Acceleration, Agreement, BaseCheck, ImpliedBase, accelerations, implied_growth, speaks_of};
pub use shown::{Outlook, Shape, Shown, Slot, shown};
