//! One figure for two periods: a value that is given for a run of months, and again for a run that holds it.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::finding::{Finding, Rule, Severity};
use super::words;
use crate::model::{IndicatorKind, Observation, Series, TimePeriod, Transformation};

/// So many days between two documents, and the one may have its figure from the other.
const NEAR: i64 = 120;
/// A value of fewer digits is met by chance.
const DIGITS: usize = 2;

/// A value that is given for two runs of months, one of which holds the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reused<'a> {
    /// The observation of the shorter run.
    pub part: &'a Observation,
    /// That of the longer one.
    pub whole: &'a Observation,
    /// Whether both can hold: growth may be the same in a half-year and in the year, an amount that adds up may not.
    pub may_hold: bool,
}

/// Values of flows and of growth that stand for two periods, one within the other, in documents that are near in time.
pub fn reused(series: &[Series]) -> Vec<Reused<'_>> {
    series.iter().flat_map(in_series).collect()
}

fn in_series(series: &Series) -> Vec<Reused<'_>> {
    let adds_up = series.key.measure == Transformation::Level && series.key.indicator.kind() == IndicatorKind::Flow;
    let grows = matches!(series.key.measure, Transformation::Growth(_));
    if !adds_up && !grows {
        return Vec::new();
    }
    let mut alike = BTreeMap::<(Decimal, &str), Vec<&Observation>>::new();
    for o in series.observations.iter().filter(|o| telling(o)) {
        alike.entry((o.quantity.value().normalize(), o.quantity.stated.bound())).or_default().push(o);
    }
    let mut found = Vec::new();
    for same in alike.values() {
        for (at, a) in same.iter().enumerate() {
            found.extend(same[at + 1..].iter().filter_map(|b| pair(a, b, grows)));
        }
    }
    found
}

/// Whether a value has digits enough not to be met by chance, and no range or bound that others share.
fn telling(observation: &Observation) -> bool {
    let digits = observation.quantity.stated.value().normalize().mantissa().unsigned_abs().to_string();
    digits.trim_end_matches('0').len() >= DIGITS && observation.quantity.value_high().is_none()
}

fn pair<'a>(a: &'a Observation, b: &'a Observation, grows: bool) -> Option<Reused<'a>> {
    let (part, whole) = if length(a)? < length(b)? { (a, b) } else { (b, a) };
    let inside =
        part.period.first_day() >= whole.period.first_day() && part.period.last_day() <= whole.period.last_day();
    let near = matches!((a.vintage, b.vintage), (Some(a), Some(b)) if (a - b).num_days().abs() <= NEAR);
    let apart = a.document != b.document;
    (inside && part.period != whole.period && near && apart).then_some(Reused { part, whole, may_hold: grows })
}

/// The months of an observation's run.
fn length(observation: &Observation) -> Option<u32> {
    match observation.period {
        TimePeriod::Months { count, .. } => Some(count),
        TimePeriod::Day(_) => None,
    }
}

/// Reused values as findings: what adds up cannot be the same; of growth it is to know.
pub(super) fn findings(series: &[Series]) -> Vec<Finding<'_>> {
    reused(series).into_iter().map(finding).collect()
}

fn finding(reused: Reused<'_>) -> Finding<'_> {
    let Reused { part, whole, may_hold } = reused;
    let why = if may_hold {
        "Both may hold, and one may have been taken for the other"
    } else {
        "What was reached in a part of the time is not all of it, unless nothing came after"
    };
    let message = format!(
        "{}: {} for {} according to {}, and for {} ({}) according to {}. {why}",
        part.key.title(),
        words::quantity(&part.quantity),
        part.period,
        words::source(part),
        whole.period,
        whole.status,
        words::source(whole),
    );
    let severity = if may_hold { Severity::Info } else { Severity::Warning };
    Finding { rule: Rule::PeriodReuse, severity, message, observations: vec![part, whole] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{RU_CIS, RU_CIS_GROWTH, Said, said};
    use crate::model::ObsStatus;

    fn severities(key: &str, part: (&str, &str), whole: (&str, &str), day: &str) -> Vec<Severity> {
        let series = Series::group([
            said(key, part.0, part.1).by("a", "2024-10-01"),
            said(key, whole.0, whole.1).by("b", day).status(ObsStatus::Forecast),
        ]);
        findings(&series).iter().map(|f| f.severity).collect()
    }

    #[test]
    fn one_value_for_a_part_and_for_the_whole_is_found() {
        let found = severities(RU_CIS_GROWTH, ("2024-S1", "4.7"), ("2024", "4.7"), "2024-12-26");
        assert_eq!(found, [Severity::Info]);
        let found = severities(RU_CIS, ("2024-01-01/P7M", "63.2e9"), ("2024-01-01/P10M", "63.2e9"), "2024-12-26");
        assert_eq!(found, [Severity::Warning]);
    }

    #[test]
    fn other_values_round_ones_and_far_documents_are_not() {
        for (part, whole, day) in [
            (("2024-S1", "4.7"), ("2024", "4.8"), "2024-12-26"),
            (("2024-S1", "5"), ("2024", "5"), "2024-12-26"),
            (("2024-S1", "4.7"), ("2025", "4.7"), "2024-12-26"),
            (("2024-S1", "4.7"), ("2024", "4.7"), "2025-12-26"),
        ] {
            assert_eq!(severities(RU_CIS_GROWTH, part, whole, day), [], "{part:?} {whole:?}");
        }
    }
}
