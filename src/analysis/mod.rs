//! What the series say when they are put side by side: deltas, implied bases, conflicts, revisions. Pure functions on
//! series; every result is an interval and points at the observations it comes from.

pub mod delta;
mod shown;
#[cfg(test)]
mod testing;
pub mod words;

pub use delta::{Apart, Delta, Development, develop};
pub use shown::{Outlook, Shape, Shown, Slot, shown};
