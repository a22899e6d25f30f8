//! Revisions: how the value of one period changed from vintage to vintage.

use std::collections::BTreeMap;

use super::conflict::{ConflictKind, value_conflicts};
use super::delta::Delta;
use super::finding::{Finding, Rule, Severity};
use super::shown::Slot;
use super::words;
use crate::model::{Interval, Observation, Series};

/// What was said of one period of a series, by vintage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History<'a> {
    /// The period, shape and outlook.
    pub slot: Slot,
    /// What was said first.
    pub first: &'a Observation,
    /// What was said last.
    pub latest: &'a Observation,
    /// Every change of what was said, in time order; empty when it was only repeated.
    pub steps: Vec<Step<'a>>,
    /// What documents without a date say: it has no place in time.
    pub undated: Vec<&'a Observation>,
}

/// A change of what was said of one period. A mere repetition is no step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step<'a> {
    /// What was said before.
    pub from: &'a Observation,
    /// What was said then.
    pub to: &'a Observation,
    /// The later value less the earlier one, in units; percentage points for percentages.
    pub size: Interval,
    /// Whether both can be true, as "almost 30" and "over 28": then it is a clearer word and need be no other value.
    pub refines: bool,
}

impl<'a> Step<'a> {
    fn between(from: &'a Observation, to: &'a Observation) -> Self {
        let (before, after) = (from.quantity.interval(), to.quantity.interval());
        Self { from, to, size: after.minus(before), refines: after.meets(before) }
    }

    /// The step in words: `2024-01-01 → 2024-06-01: between +1.10 and +1.30 bn, 83.7 bn to 84.9 bn`.
    pub fn describe(&self) -> String {
        let day =
            |o: &Observation| o.vintage.map_or_else(|| "undated".to_owned(), |d| d.format("%Y-%m-%d").to_string());
        let delta = Delta::between(self.from, self.to);
        let size = delta.absolute_words().unwrap_or_else(|| "neither end is known".to_owned());
        let (from, to) = (words::number(&self.from.quantity), words::number(&self.to.quantity));
        format!("{} → {}: {size}, {from} to {to}", day(self.from), day(self.to))
    }
}

/// The history of every period of a series that has a dated observation, by period.
pub fn histories(series: &Series) -> Vec<History<'_>> {
    let mut slots = BTreeMap::<Slot, Vec<&Observation>>::new();
    for observation in &series.observations {
        slots.entry(Slot::of(observation)).or_default().push(observation);
    }
    slots.into_iter().filter_map(|(slot, observations)| history(slot, observations)).collect()
}

fn history(slot: Slot, observations: Vec<&Observation>) -> Option<History<'_>> {
    let (mut dated, undated): (Vec<_>, Vec<_>) = observations.into_iter().partition(|o| o.vintage.is_some());
    dated.sort_by_key(|o| (o.vintage, &o.source_id, &o.id));
    let (first, latest) = (*dated.first()?, *dated.last()?);
    let changes = dated.windows(2).filter(|pair| pair[0].vintage != pair[1].vintage);
    let other = |pair: &&[&Observation]| !same_words(pair[0], pair[1]);
    let steps = changes.filter(other).map(|pair| Step::between(pair[0], pair[1])).collect();
    Some(History { slot, first, latest, steps, undated })
}

/// Whether two observations state one value in the same digits and bound, in whatever scale.
pub(super) fn same_words(a: &Observation, b: &Observation) -> bool {
    a.quantity.stated.bound() == b.quantity.stated.bound() && a.quantity.interval() == b.quantity.interval()
}

/// Values that later vintages replaced, as findings.
pub(super) fn findings(series: &[Series]) -> Vec<Finding<'_>> {
    let revised = value_conflicts(series).into_iter().filter(|c| c.kind == ConflictKind::Revision);
    revised.filter_map(|revised| finding(revised.slot, revised.observations)).collect()
}

fn finding(slot: Slot, observations: Vec<&Observation>) -> Option<Finding<'_>> {
    let key = &observations.first()?.key;
    let steps: Vec<_> = history(slot, observations.clone())?.steps.iter().map(Step::describe).collect();
    let said = words::said(&observations);
    let message = format!("{}, {}: {said}. Revised: {}", key.title(), slot.period, steps.join("; "));
    Some(Finding { rule: Rule::Revision, severity: Severity::Info, message, observations })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{RU_CIS, Said, said, series};
    use crate::model::ObsStatus;

    fn revised() -> Series {
        series([
            said(RU_CIS, "2023", "83.7e9").by("a", "2024-01-01").status(ObsStatus::Estimate),
            said(RU_CIS, "2023", "83.7e9").by("b", "2024-03-01"),
            said(RU_CIS, "2023", "84.9e9").by("c", "2024-06-01"),
            said(RU_CIS, "2023", ">84e9").by("d", "2024-09-01"),
            said(RU_CIS, "2023", "80e9").by("undated", ""),
            said(RU_CIS, "2024", "93e9").by("d", "2024-09-01"),
        ])
    }

    #[test]
    fn each_change_is_a_step() {
        let revised = revised();
        let histories = histories(&revised);
        assert_eq!(histories.len(), 2);
        let history = &histories[0];
        assert_eq!((&*history.first.source_id, &*history.latest.source_id), ("a", "d"));
        assert_eq!(history.undated.len(), 1);
        let steps: Vec<_> = history.steps.iter().map(|s| (s.size.to_string(), s.refines)).collect();
        assert_eq!(steps, [("[1100000000, 1300000000]".to_owned(), false), ("[-950000000, ..]".to_owned(), true)]);
        assert!(histories[1].steps.is_empty());
    }

    #[test]
    fn a_revision_is_reported_as_one() {
        let series = Series::group([
            said(RU_CIS, "2023", "83.7e9").by("a", "2024-01-01").status(ObsStatus::Estimate),
            said(RU_CIS, "2023", "84.9e9").by("c", "2024-06-01"),
        ]);
        let found = findings(&series);
        assert_eq!(
            found[0].message,
            "Trade turnover, Russia and Commonwealth of Independent States, USD, 2023: 83.7 bn USD: a (2024-01-01); \
             84.9 bn USD: c (2024-06-01). \
             Revised: 2024-01-01 → 2024-06-01: between +1.10 and +1.30 bn, 83.7 bn to 84.9 bn"
        );
        assert_eq!(found[0].severity, Severity::Info);
    }

    #[test]
    fn a_repetition_is_no_revision() {
        let series = Series::group([
            said(RU_CIS, "2023", "83.7e9").by("a", "2024-01-01").status(ObsStatus::Estimate),
            said(RU_CIS, "2023", "83.7e9").by("b", "2024-03-01"),
            said(RU_CIS, "2023", "83700e6").by("c", "2024-04-01"),
        ]);
        assert!(findings(&series).is_empty());
        let undated = Series::group([said(RU_CIS, "2023", "83.7e9"), said(RU_CIS, "2023", "89.7e9")]);
        assert!(histories(&undated[0]).is_empty());
    }
}
