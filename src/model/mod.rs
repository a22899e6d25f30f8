//! The field's types: periods, values, units, code lists, series keys, figures, observations, documents.
//!
//! Nothing here does IO or reads a clock. Every value type has one text form: [`std::str::FromStr`] and
//! [`std::fmt::Display`] round-trip, and serde, SQL and CSV go through those two.

pub mod codelist;
mod columns;
pub mod document;
pub mod figure;
mod forms;
pub mod interval;
pub mod language;
pub mod observation;
pub mod period;
pub mod policy;
pub mod series;
pub mod speaker;
pub mod unit;
pub mod value;

pub use codelist::{Area, CodeError, CodeLists, Currency, Indicator, IndicatorKind};
pub use columns::{Columns, Observations, Texts, UNDATED};
pub use document::{DateOrigin, Document, DocumentId, Published, Source, Span};
pub use figure::{Claim, Confidence, Extraction, Figure, FigureId, Mention};
pub use interval::Interval;
pub use language::Language;
pub use observation::{
    Absence, Missing, ObsStatus, Observation, PeriodOrigin, Resolution, Series, Unresolved, resolve,
};
pub use period::{Month, TimePeriod, month_name};
pub use policy::Policy;
pub use series::{Base, SeriesKey, Since, Transformation};
pub use unit::Unit;
pub use value::{Quantity, Stated, UnitMult};

/// A text that is not the text form of a model type: what was read, and what was wanted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not {wanted}")]
pub struct ParseError {
    /// The text that was read.
    pub text: String,
    /// What would have been accepted, with an example.
    pub wanted: &'static str,
}

impl ParseError {
    pub(crate) fn new(text: &str, wanted: &'static str) -> Self {
        Self { text: text.to_owned(), wanted }
    }
}
