//! One decision about one figure.

use std::fmt;
use std::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime};

use super::Changes;
use crate::model::{DocumentId, FigureId, ParseError, Span};

const MOMENT: &str = "%Y-%m-%dT%H:%M:%SZ";

/// A second of Coordinated Universal Time: `2026-03-01T09:30:00Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(NaiveDateTime);

impl Moment {
    /// The second in which a point in time lies.
    pub fn of(time: NaiveDateTime) -> Self {
        use chrono::Timelike;
        Self(time.with_nanosecond(0).unwrap_or(time))
    }

    /// Its day.
    pub fn day(self) -> NaiveDate {
        self.0.date()
    }

    /// The second after it.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + chrono::TimeDelta::seconds(1))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format(MOMENT))
    }
}

impl FromStr for Moment {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        const WANTED: &str = "a moment: want 2026-03-01T09:30:00Z";
        let moment = NaiveDateTime::parse_from_str(text, MOMENT).ok().map(Self);
        // One text form: what is cut off or padded otherwise is not what was written.
        moment
            .filter(|moment| moment.to_string() == text)
            .ok_or_else(|| ParseError { text: text.to_owned(), wanted: WANTED })
    }
}

/// What is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The figure is right as it was read (or as it was corrected before); it stays so, whatever later rules read.
    Accept,
    /// It is no figure: it leaves the present, and stays in the history.
    Reject,
    /// It is right once some dimensions are set.
    Correct,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Correct => "correct",
        })
    }
}

impl FromStr for Verdict {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        match text {
            "accept" => Ok(Self::Accept),
            "reject" => Ok(Self::Reject),
            "correct" => Ok(Self::Correct),
            _ => Err(ParseError { text: text.to_owned(), wanted: "a decision: want accept, reject or correct" }),
        }
    }
}

/// Where the figure stands that is decided about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// The SHA-256 of the document's bytes.
    pub document: DocumentId,
    /// The document's name for people, at the time.
    pub source_id: String,
    /// The figure's first mention.
    pub span: Span,
    /// The text of that span.
    pub surface: String,
    /// The figure's name at the time.
    pub figure: FigureId,
}

/// A decision: who, when and why, about what, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Where the figure stands.
    pub place: Place,
    /// What the rules read there at the time, every dimension of it.
    pub read: Changes,
    /// What is decided.
    pub verdict: Verdict,
    /// The dimensions that are right in another way than they were read; those of earlier corrections are among them.
    pub changes: Changes,
    /// Who decided.
    pub by: String,
    /// Why.
    pub why: String,
    /// When.
    pub at: Moment,
}

impl Decision {
    /// Whether two entries are one: the same author at the same moment about the same figure.
    pub fn is_same_entry(&self, other: &Self) -> bool {
        self.place.figure == other.place.figure && self.by == other.by && self.at == other.at
    }
}
