//! Official statistics: series of their own kind, beside which quoted figures are set.
//!
//! A [`Map`] says which columns of a table (SDMX-CSV 2.0, or any CSV) are which dimension; [`read`] makes [`Value`]s of
//! its rows. [`beside`] finds, for a quoted observation, the official value of the same series and period as it was
//! known when the observation became public. Nothing here does IO.

mod beside;
mod field;
mod map;
mod rows;
#[cfg(test)]
mod tests;

pub use beside::{Beside, Verdict, beside};
pub use map::{Map, MapError};
pub use rows::{RowFault, read};

use chrono::NaiveDate;

use crate::model::{ObsStatus, Quantity, SeriesKey, TimePeriod};

/// One value of an official series, as it stood from one day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The series.
    pub key: SeriesKey,
    /// The period.
    pub period: TimePeriod,
    /// The number with its unit; its digits give the rounding.
    pub quantity: Quantity,
    /// Actual, estimate, forecast or target.
    pub status: ObsStatus,
    /// The day on which it became public; `None` if that is not known.
    pub vintage: Option<NaiveDate>,
    /// The name of the source in the map.
    pub source: String,
    /// Who publishes it.
    pub publisher: String,
    /// The line of the file, from 1.
    pub line: u64,
}

/// Where official values come from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfficialSource {
    /// Its name.
    pub id: String,
    /// Who publishes it.
    pub publisher: String,
    /// Its title.
    pub title: Option<String>,
    /// Its address.
    pub url: Option<String>,
}
