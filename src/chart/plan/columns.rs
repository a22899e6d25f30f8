//! The places on the axis of time: which periods a chart has, in what order, and what is missing between them.

use std::collections::{BTreeMap, BTreeSet};

use super::Chosen;
use crate::model::{Observation, TimePeriod};

/// More places than this are not filled up: a gap of decades says more as one.
const MOST: usize = 400;

/// The shape of a period: periods of one shape make a series in time. Months, quarters, halves and years follow one
/// another; a stretch such as January to October is like the same months of other years only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) struct Shape {
    months: u32,
    first: u32,
}

impl Shape {
    /// The shape of a period.
    pub(in super::super) fn of(period: TimePeriod) -> Self {
        match period {
            TimePeriod::Months { first, count } if !period.is_named() => Self { months: count, first: first.month() },
            TimePeriod::Months { count, .. } => Self { months: count, first: 0 },
            TimePeriod::Day(_) => Self { months: 0, first: 0 },
        }
    }

    /// How many months lie between the starts of neighbours; `None` for days, which keep no step, and for stretches of
    /// more than a year, which overlap.
    pub(in super::super) fn step(self) -> Option<u32> {
        match (self.months, self.first) {
            (0, _) | (13.., _) => None,
            (months, 0) => Some(months),
            _ => Some(12),
        }
    }

    /// The shape that most periods of some observations have; of two, the longer.
    pub(super) fn most_common(observations: &[&Observation]) -> Option<Self> {
        let periods: BTreeSet<_> = observations.iter().map(|o| o.period).collect();
        let mut counts = BTreeMap::<Self, usize>::new();
        for period in periods {
            *counts.entry(Self::of(period)).or_default() += 1;
        }
        counts.into_iter().max_by_key(|(shape, count)| (*count, *shape)).map(|(shape, _)| shape)
    }
}

/// Whether one period comes right after another of its shape, so that nothing is missing between them. Days have no
/// next one; what was said of days within a year and a month of one another is one story.
pub(in super::super) fn follows(before: TimePeriod, after: TimePeriod) -> bool {
    if Shape::of(before) != Shape::of(after) {
        return false;
    }
    match (before, after) {
        (TimePeriod::Months { first: a, .. }, TimePeriod::Months { first: b, .. }) => {
            Shape::of(before).step().is_some_and(|step| i64::from(b.since(a)) == i64::from(step))
        }
        _ => (after.first_day() - before.first_day()).num_days() <= 400,
    }
}

/// The periods of a chart in the order in which they end: a run up to July stands before one up to October. Those of the
/// most common shape that nobody spoke of have their places too, so that time runs evenly; between `bars` of unlike
/// periods, which no line joins, they would only be holes.
pub(super) fn periods(chosen: &[Chosen], bars: bool) -> Vec<TimePeriod> {
    let distinct: BTreeSet<_> = chosen.iter().flat_map(|(_, observations)| observations).map(|o| o.period).collect();
    let mut periods: Vec<_> = distinct.into_iter().collect();
    let all: Vec<_> = chosen.iter().flat_map(|(_, observations)| observations).copied().collect();
    let main = Shape::most_common(&all);
    let (mut alike, others): (Vec<_>, Vec<_>) = periods.iter().partition(|p| main == Some(Shape::of(**p)));
    alike.sort_unstable();
    if let Some(filled) = filled(&alike).filter(|_| others.is_empty() || !bars) {
        periods = filled.into_iter().chain(others).collect();
    }
    periods.sort_by_key(|p| (p.last_day(), p.first_day()));
    periods
}

fn filled(periods: &[TimePeriod]) -> Option<Vec<TimePeriod>> {
    let (first, last) = (*periods.first()?, *periods.last()?);
    let step = Shape::of(first).step()?;
    let TimePeriod::Months { first: start, count } = first else {
        return None;
    };
    if periods.iter().any(|p| Shape::of(*p) != Shape::of(first)) {
        return None;
    }
    let nth = |nth: usize| TimePeriod::months(start.plus((nth as u32 * step) as i32), count);
    let all: Vec<_> = (0..MOST).map_while(nth).take_while(|p| *p <= last).collect();
    (all.last() == Some(&last)).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(texts: &[&str]) -> Vec<TimePeriod> {
        texts.iter().map(|text| text.parse().expect(text)).collect()
    }

    #[test]
    fn what_lies_between_has_its_place() {
        assert_eq!(filled(&all(&["2018", "2022"])), Some(all(&["2018", "2019", "2020", "2021", "2022"])));
        assert_eq!(filled(&all(&["2024-Q4", "2025-Q2"])), Some(all(&["2024-Q4", "2025-Q1", "2025-Q2"])));
        let tens = all(&["2023-01-01/P10M", "2024-01-01/P10M", "2025-01-01/P10M"]);
        assert_eq!(filled(&[tens[0], tens[2]]), Some(tens));
        assert_eq!(filled(&all(&["2024", "2024-S1"])), None, "unlike");
        assert_eq!(filled(&all(&["1000", "2024"])), None, "too many");
        assert_eq!(filled(&all(&["2024-05-01"])), None, "a day");
    }

    #[test]
    fn neighbours_follow_each_other() {
        let follow = |a: &str, b: &str| follows(a.parse().expect(a), b.parse().expect(b));
        assert!(follow("2024-12", "2025-01") && follow("2023-01-01/P10M", "2024-01-01/P10M"));
        assert!(follow("2024-02-01", "2024-07-01"));
        assert!(!follow("2018", "2022") && !follow("2024-Q4", "2025") && !follow("2020-01-01", "2023-01-01"));
    }
}
