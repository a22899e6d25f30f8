//! Observations: claims resolved to a series, a period and a vintage.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use super::figure::FigureId;
use super::forms::serde_by_text;
use super::{
    Claim, Confidence, DocumentId, IndicatorKind, Mention, ParseError, Policy, Published, Quantity, SeriesKey,
    TimePeriod, Transformation,
};

/// Whether a value has happened (SDMX `OBS_STATUS`, in words).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ObsStatus {
    /// It is reported as having happened.
    Actual,
    /// It is explicitly preliminary.
    Estimate,
    /// Somebody expects it.
    Forecast,
    /// Somebody aims at it.
    Target,
}

/// Where the period of a figure comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodOrigin {
    /// The figure's own sentence states it.
    Stated,
    /// It was carried over from the context: an earlier sentence, a heading.
    Carried,
    /// A stock, rate or share said of the present: it holds on the day of publication.
    Publication,
}

/// A dimension without which a claim is no observation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Missing {
    /// No indicator could be read.
    Indicator,
    /// No area could be read.
    Area,
    /// No period could be read, and publication does not stand in for it.
    Period,
}

/// One value of a series for one period, as one document gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// The figure that it is, for tracing it back.
    pub id: FigureId,
    /// The series.
    pub key: SeriesKey,
    /// The period.
    pub period: TimePeriod,
    /// Where the period comes from.
    pub period_origin: PeriodOrigin,
    /// The value as stated.
    pub quantity: Quantity,
    /// Actual, estimate, forecast or target.
    pub status: ObsStatus,
    /// The day on which it became public; `None` if the document's date is not known.
    pub vintage: Option<NaiveDate>,
    /// The document that says so.
    pub document: DocumentId,
    /// The id of that document for people.
    pub source_id: String,
    /// Who published that document.
    pub publisher: Option<String>,
    /// To whom the document attributes it.
    pub speaker: Option<String>,
    /// Every place where the document says it, in text order.
    pub mentions: Vec<Mention>,
    /// The sentence of its first mention.
    pub sentence: String,
    /// How sure the derivation is.
    pub confidence: Confidence,
}

/// The days on which a document was out of the present.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Absence {
    /// The first of them.
    pub since: NaiveDate,
    /// The first day on which it was back; `None`: it is still out.
    pub until: Option<NaiveDate>,
}

impl Absence {
    /// Whether a day is among them.
    pub fn holds(self, day: NaiveDate) -> bool {
        self.since <= day && self.until.is_none_or(|until| day < until)
    }
}

/// A series with its observations, ordered by period, then vintage (unknown first), then document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// What is measured, of whom, how.
    pub key: SeriesKey,
    /// What was said of it.
    pub observations: Vec<Observation>,
    /// Which of several values for one period is shown.
    pub policy: Policy,
}

impl Series {
    /// The same series under another rule of which value is shown.
    #[must_use]
    pub fn under(self, policy: Policy) -> Self {
        Self { policy, ..self }
    }

    /// Observations of many series, put into series in key order.
    pub fn group(observations: impl IntoIterator<Item = Observation>) -> Vec<Self> {
        let mut by_key = std::collections::BTreeMap::<SeriesKey, Vec<Observation>>::new();
        for observation in observations {
            by_key.entry(observation.key.clone()).or_default().push(observation);
        }
        by_key.into_iter().map(|(key, observations)| Self::of(key, observations)).collect()
    }

    /// A series of observations, all of its key, in whatever order they come.
    pub fn of(key: SeriesKey, mut observations: Vec<Observation>) -> Self {
        observations.sort_by(|a, b| a.place().cmp(&b.place()));
        Self { key, observations, policy: Policy::default() }
    }
}

impl Observation {
    /// The order of observations inside a series.
    fn place(&self) -> (TimePeriod, Option<NaiveDate>, &str, &FigureId) {
        (self.period, self.vintage, &self.source_id, &self.id)
    }
}

/// A claim that is no observation, and what it lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unresolved {
    /// What is missing; at least one dimension.
    pub missing: Vec<Missing>,
}

/// What becomes of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// It belongs to a series.
    Resolved {
        /// The series.
        key: SeriesKey,
        /// The period.
        period: TimePeriod,
        /// Where the period comes from.
        origin: PeriodOrigin,
    },
    /// It is kept with what is missing.
    Unresolved(Unresolved),
}

/// Resolves a claim against the publication date of its document.
///
/// A stock, rate or share said of the present without a date becomes an observation of the publication day, with
/// [`PeriodOrigin::Publication`]. A flow without a period, and a growth or change without one, stays unresolved, and
/// so does a forecast or target, which never speaks of the present.
pub fn resolve(claim: &Claim, published: Option<Published>) -> Resolution {
    let dated = claim.period.map(|period| (period, claim.period_origin)).or_else(|| present(claim, published));
    let mut missing = Vec::new();
    if claim.indicator.is_none() {
        missing.push(Missing::Indicator);
    }
    if claim.area.is_none() {
        missing.push(Missing::Area);
    }
    if dated.is_none() {
        missing.push(Missing::Period);
    }
    match (claim.indicator, claim.area, dated) {
        (Some(indicator), Some(area), Some((period, origin))) => Resolution::Resolved {
            key: SeriesKey {
                indicator,
                item: claim.item.clone(),
                area,
                counterpart: claim.counterpart,
                measure: claim.measure,
                unit: claim.quantity.unit,
            },
            period,
            origin,
        },
        _ => Resolution::Unresolved(Unresolved { missing }),
    }
}

fn present(claim: &Claim, published: Option<Published>) -> Option<(TimePeriod, PeriodOrigin)> {
    let day = published?.day()?;
    let kind = claim.indicator?.kind();
    let of_the_present = matches!(claim.measure, Transformation::Share)
        || (claim.measure == Transformation::Level && kind != IndicatorKind::Flow);
    let happened = matches!(claim.status, ObsStatus::Actual | ObsStatus::Estimate);
    (of_the_present && happened).then_some((TimePeriod::Day(day), PeriodOrigin::Publication))
}

macro_rules! words {
    ($type:ident, $wanted:literal, $($variant:ident = $word:literal),+) => {
        impl $type {
            /// Its text form.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl FromStr for $type {
            type Err = ParseError;

            fn from_str(text: &str) -> Result<Self, ParseError> {
                match text { $($word => Ok(Self::$variant),)+ _ => Err(ParseError::new(text, $wanted)) }
            }
        }
        serde_by_text!($type);
    };
}

words!(
    ObsStatus,
    "a status: want actual, estimate, forecast or target",
    Actual = "actual",
    Estimate = "estimate",
    Forecast = "forecast",
    Target = "target"
);
words!(
    PeriodOrigin,
    "a period origin: want stated, carried or publication",
    Stated = "stated",
    Carried = "carried",
    Publication = "publication"
);
words!(
    Missing,
    "a dimension: want indicator, area or period",
    Indicator = "indicator",
    Area = "area",
    Period = "period"
);
