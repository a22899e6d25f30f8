//! Which of several observations of one period is shown, and which periods are of one kind.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::choice::chosen;
use crate::model::{ObsStatus, Observation, PeriodOrigin, Policy, Series, TimePeriod};

/// Whether a value has happened, is expected or is aimed at. Only values of one outlook are compared: an estimate is
/// a preliminary account of what happened, while a forecast is not an account at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outlook {
    /// Actual or estimate.
    Happened,
    /// Somebody expects it.
    Forecast,
    /// Somebody aims at it.
    Target,
}

impl From<ObsStatus> for Outlook {
    fn from(status: ObsStatus) -> Self {
        match status {
            ObsStatus::Actual | ObsStatus::Estimate => Self::Happened,
            ObsStatus::Forecast => Self::Forecast,
            ObsStatus::Target => Self::Target,
        }
    }
}

/// The kind of a period, whatever its year: two runs of months are of one shape when they are like for like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// `count` months from the month `first` (1 to 12) of a year on.
    Months {
        /// The first month of the year.
        first: u32,
        /// The number of months.
        count: u32,
    },
    /// A day that the text dates.
    Day,
    /// The day of publication, for what is said of the present.
    PublicationDay,
}

impl Shape {
    /// The shape of a dated period.
    pub fn of_period(period: TimePeriod) -> Self {
        match period {
            TimePeriod::Months { first, count } => Self::Months { first: first.month(), count },
            TimePeriod::Day(_) => Self::Day,
        }
    }

    /// The shape of an observation's period. A day of publication is not mixed with days that a text dates.
    pub fn of(observation: &Observation) -> Self {
        match observation.period_origin {
            PeriodOrigin::Publication => Self::PublicationDay,
            _ => Self::of_period(observation.period),
        }
    }

    /// The most frequent of some shapes; of equally frequent ones the longest run of months, then the earliest.
    pub fn most_frequent(shapes: impl IntoIterator<Item = Self>) -> Option<Self> {
        let mut counts = BTreeMap::<Self, usize>::new();
        for shape in shapes {
            *counts.entry(shape).or_default() += 1;
        }
        counts.into_iter().max_by_key(|&(shape, n)| (n, shape.length(), Reverse(shape))).map(|(shape, _)| shape)
    }

    fn length(self) -> u32 {
        match self {
            Self::Months { count, .. } => count,
            Self::Day | Self::PublicationDay => 0,
        }
    }
}

/// The place of an observation in a table of its series: its period, of what kind that is, and whether it has happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    /// The period.
    pub period: TimePeriod,
    /// The kind of the period.
    pub shape: Shape,
    /// Whether it has happened.
    pub outlook: Outlook,
}

impl Slot {
    /// The place of an observation.
    pub fn of(observation: &Observation) -> Self {
        Self { period: observation.period, shape: Shape::of(observation), outlook: Outlook::from(observation.status) }
    }

    /// Whether two places are of one shape and one outlook, so that their values may be compared.
    pub fn compares_with(self, other: Self) -> bool {
        (self.shape, self.outlook) == (other.shape, other.outlook)
    }
}

/// The observation that stands for a slot of a series, with those that it stands before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown<'a> {
    /// Where it stands.
    pub slot: Slot,
    /// The observation that is shown.
    pub observation: &'a Observation,
    /// The others of this slot, in the order of the series.
    pub others: Vec<&'a Observation>,
}

/// One observation for each slot of a series, by period: the one that the policy of the series shows. No observation is
/// lost: the others stay beside it.
pub fn shown(series: &Series) -> Vec<Shown<'_>> {
    let mut slots = BTreeMap::<Slot, Vec<&Observation>>::new();
    for observation in &series.observations {
        slots.entry(Slot::of(observation)).or_default().push(observation);
    }
    slots.into_iter().filter_map(|(slot, observations)| choose(slot, &observations, &series.policy)).collect()
}

fn choose<'a>(slot: Slot, observations: &[&'a Observation], policy: &Policy) -> Option<Shown<'a>> {
    let observation = chosen(observations, policy)?;
    let others = observations.iter().copied().filter(|o| !std::ptr::eq(*o, observation)).collect();
    Some(Shown { slot, observation, others })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{RU_CIS, Said, said, series};

    #[test]
    fn the_latest_vintage_is_shown_and_the_others_are_kept() {
        let series = series([
            said(RU_CIS, "2023", "99e9").by("undated", ""),
            said(RU_CIS, "2023", "100e9").by("a", "2024-02-01"),
            said(RU_CIS, "2023", "102e9").by("c", "2024-05-01"),
            said(RU_CIS, "2023", "101e9").by("b", "2024-05-01"),
        ]);
        let shown = shown(&series);
        assert_eq!(shown.len(), 1);
        assert_eq!(shown[0].observation.source_id, "b");
        let others: Vec<_> = shown[0].others.iter().map(|o| o.source_id.as_str()).collect();
        assert_eq!(others, ["undated", "a", "c"]);
    }

    #[test]
    fn a_forecast_does_not_stand_for_what_happened() {
        let series = series([
            said(RU_CIS, "2024", "110e9").by("a", "2025-02-01"),
            said(RU_CIS, "2024", "120e9").by("b", "2025-03-01").status(ObsStatus::Forecast),
            said(RU_CIS, "2024", "111e9").by("c", "2025-01-01").status(ObsStatus::Estimate),
        ]);
        let shown = shown(&series);
        let values: Vec<_> = shown.iter().map(|s| (s.slot.outlook, s.observation.source_id.as_str())).collect();
        assert_eq!(values, [(Outlook::Happened, "a"), (Outlook::Forecast, "b")]);
    }

    #[test]
    fn of_equally_frequent_shapes_the_longest_is_taken() {
        let shape = |text: &str| Shape::of_period(text.parse().expect(text));
        let most = |texts: &[&str]| Shape::most_frequent(texts.iter().map(|t| shape(t)));
        assert_eq!(most(&["2023-Q1", "2024", "2024-01-01/P10M"]), Some(shape("2023")));
        assert_eq!(most(&["2023-Q1", "2024", "2024-Q1"]), Some(shape("2020-Q1")));
        assert_eq!(most(&[]), None);
    }
}
