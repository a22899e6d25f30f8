//! Drift: one speaker, one period that is over, and another value each time.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::delta::Delta;
use super::finding::{Finding, Rule, Severity};
use super::shown::{Outlook, Slot};
use super::words;
use crate::model::speaker::identity;
use crate::model::{Observation, Series};

/// What one speaker said of one period, where the values do not meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift<'a> {
    /// The speaker.
    pub speaker: Cow<'a, str>,
    /// The period, shape and outlook.
    pub slot: Slot,
    /// Each value that does not meet the one before, with that one, by vintage.
    pub said: Vec<&'a Observation>,
}

/// Speakers whose value for a period that is over changes from vintage to vintage beyond rounding and bounds.
pub fn drifts(series: &[Series]) -> Vec<Drift<'_>> {
    series.iter().flat_map(in_series).collect()
}

fn in_series(series: &Series) -> Vec<Drift<'_>> {
    let mut spoken = BTreeMap::<(Cow<'_, str>, Slot), Vec<&Observation>>::new();
    for observation in &series.observations {
        let slot = Slot::of(observation);
        let over = observation.vintage.is_some_and(|day| day > observation.period.last_day());
        if let Some(speaker) = observation.speaker.as_deref().filter(|_| over && slot.outlook == Outlook::Happened) {
            spoken.entry((identity(speaker), slot)).or_default().push(observation);
        }
    }
    spoken.into_iter().filter_map(|((speaker, slot), said)| in_slot(speaker, slot, said)).collect()
}

fn in_slot<'a>(speaker: Cow<'a, str>, slot: Slot, mut said: Vec<&'a Observation>) -> Option<Drift<'a>> {
    said.sort_by_key(|o| (o.vintage, &o.source_id, &o.id));
    let mut steps: Vec<&Observation> = vec![*said.first()?];
    for observation in said {
        if steps.last().is_some_and(|last| moves(last, observation)) {
            steps.push(observation);
        }
    }
    (steps.len() > 1).then_some(Drift { speaker, slot, said: steps })
}

fn moves(before: &Observation, after: &Observation) -> bool {
    before.vintage != after.vintage && !before.quantity.interval().meets(after.quantity.interval())
}

/// Drifts as findings: to know, since statistics are revised.
pub(super) fn findings(series: &[Series]) -> Vec<Finding<'_>> {
    drifts(series).into_iter().filter_map(finding).collect()
}

fn finding(drift: Drift<'_>) -> Option<Finding<'_>> {
    let Drift { speaker, slot, said } = drift;
    let (first, last) = (*said.first()?, *said.last()?);
    let size = Delta::between(first, last).absolute_words().unwrap_or_else(|| "neither end is known".to_owned());
    let message = format!(
        "{}, {}: {speaker} gives {}. From the first to the last: {size}",
        first.key.title(),
        slot.period,
        words::said(&said)
    );
    Some(Finding { rule: Rule::SpeakerDrift, severity: Severity::Info, message, observations: said })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{RU_CIS, Said, said};

    fn found(rows: &[(&str, &str, &str)]) -> Vec<usize> {
        let of = |(nth, (speaker, day, value)): (usize, &(&str, &str, &str))| {
            said(RU_CIS, "2023", value).by(&format!("d{nth}"), day).speaker(speaker)
        };
        let series = Series::group(rows.iter().enumerate().map(of));
        findings(&series).iter().map(|f| f.observations.len()).collect()
    }

    #[test]
    fn a_value_that_changes_is_a_drift() {
        let rows = [("A", "2024-02-01", "83.7e9"), ("A", "2024-06-01", "84.9e9"), ("A", "2024-09-01", "86.0e9")];
        assert_eq!(found(&rows), [3]);
        assert!(found(&rows[..1]).is_empty());
    }

    #[test]
    fn other_speakers_clearer_words_and_open_periods_are_none() {
        for rows in [
            [("A", "2024-02-01", "83.7e9"), ("B", "2024-06-01", "84.9e9")],
            [("A", "2024-02-01", "<90e9"), ("A", "2024-06-01", "84.9e9")],
            [("A", "2023-06-01", "83.7e9"), ("A", "2023-09-01", "84.9e9")],
        ] {
            assert!(found(&rows).is_empty(), "{rows:?}");
        }
    }
}
