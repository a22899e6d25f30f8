//! Observations of one series and period that cannot both hold.

use std::collections::BTreeMap;

use super::sides;
use crate::analysis::finding::{Finding, Rule, Severity};
use crate::analysis::shown::{Outlook, Slot};
use crate::analysis::words;
use crate::model::{ObsStatus, Observation, Series, SeriesKey};

/// What it means that two values do not meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConflictKind {
    /// They cannot both hold.
    Conflict,
    /// The later one replaces the earlier one: of the same speaker or source on another day, or after an explicit
    /// estimate.
    Revision,
    /// They are given by the two sides of a trade. Two national statistics may differ.
    Mirror,
}

/// Observations of one slot of which some cannot hold together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueConflict<'a> {
    /// What the difference means.
    pub kind: ConflictKind,
    /// The period, shape and outlook.
    pub slot: Slot,
    /// Every observation that does not meet another one, by key, vintage and source.
    pub observations: Vec<&'a Observation>,
}

/// Observations of one series, period and outlook whose intervals do not meet: one conflict for each kind, series and
/// period, whatever the number of documents.
///
/// Forecasts of different speakers are no conflict: two people may expect different things.
///
/// Neither are values of one text in one voice: what it says of two things, its words tell apart. They are
/// [`unclear`].
pub fn value_conflicts(series: &[Series]) -> Vec<ValueConflict<'_>> {
    conflicts(series, kind)
}

/// Values of one text, in one voice, that were read as of one series and period, and do not meet: some of them are of
/// something else, and somebody should look at how they were read.
pub fn unclear(series: &[Series]) -> Vec<ValueConflict<'_>> {
    conflicts(series, |a, b| {
        let apart = !a.quantity.interval().meets(b.quantity.interval());
        (apart && a.key == b.key && in_one_voice(a, b)).then_some(ConflictKind::Conflict)
    })
}

type Kind = fn(&Observation, &Observation) -> Option<ConflictKind>;

fn conflicts(series: &[Series], kind: Kind) -> Vec<ValueConflict<'_>> {
    let mut slots = BTreeMap::<(SeriesKey, Slot), Vec<&Observation>>::new();
    for observation in series.iter().flat_map(|s| &s.observations) {
        slots.entry((either_side(&observation.key), Slot::of(observation))).or_default().push(observation);
    }
    slots.into_iter().flat_map(|((_, slot), observations)| in_slot(slot, observations, kind)).collect()
}

/// The key with the areas of a symmetric indicator in one order.
fn either_side(key: &SeriesKey) -> SeriesKey {
    let (area, counterpart) = sides(key);
    SeriesKey { area, counterpart, ..key.clone() }
}

fn in_slot(slot: Slot, mut observations: Vec<&Observation>, kind: Kind) -> Vec<ValueConflict<'_>> {
    observations.sort_by_key(|o| (&o.key, o.vintage, &o.source_id, &o.id));
    let mut kinds = BTreeMap::<ConflictKind, Vec<bool>>::new();
    for (at, a) in observations.iter().enumerate() {
        for (past, b) in observations.iter().enumerate().skip(at + 1) {
            if let Some(kind) = kind(a, b) {
                let involved = kinds.entry(kind).or_insert_with(|| vec![false; observations.len()]);
                (involved[at], involved[past]) = (true, true);
            }
        }
    }
    let chosen = |involved: Vec<bool>| {
        observations.iter().zip(involved).filter(|(_, is)| *is).map(|(o, _)| *o).collect::<Vec<_>>()
    };
    kinds.into_iter().map(|(kind, involved)| ValueConflict { kind, slot, observations: chosen(involved) }).collect()
}

/// What the difference of two observations of one slot means; `None` when both can hold.
fn kind(a: &Observation, b: &Observation) -> Option<ConflictKind> {
    if a.quantity.interval().meets(b.quantity.interval()) || a.key == b.key && in_one_voice(a, b) {
        return None;
    }
    if a.key != b.key {
        return (Outlook::from(a.status) == Outlook::Happened).then_some(ConflictKind::Mirror);
    }
    let replaced = successive(a, b) && (same_voice(a, b) || estimated(a) || estimated(b));
    match Outlook::from(a.status) {
        _ if replaced => Some(ConflictKind::Revision),
        Outlook::Happened => Some(ConflictKind::Conflict),
        Outlook::Forecast | Outlook::Target => None,
    }
}

fn successive(a: &Observation, b: &Observation) -> bool {
    matches!((a.vintage, b.vintage), (Some(a), Some(b)) if a != b)
}

/// Whether two observations are of one speaker, or of one source where no speaker is named.
fn same_voice(a: &Observation, b: &Observation) -> bool {
    match (&a.speaker, &b.speaker) {
        (Some(a), Some(b)) => a == b,
        (None, None) => a.source_id == b.source_id,
        _ => false,
    }
}

/// Whether two observations stand in one text that does not give them to two speakers.
fn in_one_voice(a: &Observation, b: &Observation) -> bool {
    let two = matches!((&a.speaker, &b.speaker), (Some(a), Some(b)) if a != b);
    a.document == b.document && a.vintage == b.vintage && !two
}

fn estimated(observation: &Observation) -> bool {
    observation.status == ObsStatus::Estimate
}

/// A conflict as a finding; `None` for a revision.
pub(super) fn finding(conflict: ValueConflict<'_>) -> Option<Finding<'_>> {
    let key = &conflict.observations.first()?.key;
    let said = words::said(&conflict.observations);
    let (title, period) = (key.title(), conflict.slot.period);
    let (rule, severity, message) = match conflict.kind {
        ConflictKind::Revision => return None,
        ConflictKind::Conflict => {
            let message = format!("{title}, {period}: {said}. These values do not meet, so not all of them can hold");
            (Rule::ValueConflict, Severity::Error, message)
        }
        ConflictKind::Mirror => {
            let message = format!("{title}, {period}, from either side: {said}. The two sides' statistics differ");
            (Rule::MirrorConflict, Severity::Info, message)
        }
    };
    Some(Finding { rule, severity, message, observations: conflict.observations })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{RU_CIS, Said, said};

    fn kinds(observations: impl IntoIterator<Item = Observation>) -> Vec<(ConflictKind, usize)> {
        let series = Series::group(observations);
        value_conflicts(&series).iter().map(|c| (c.kind, c.observations.len())).collect()
    }

    fn of(value: &str) -> Observation {
        said(RU_CIS, "2023", value)
    }

    #[test]
    fn values_that_do_not_meet_are_one_conflict() {
        let found = kinds([
            of("83.7e9").by("a", "2024-01-01"),
            of("83.7e9").by("b", "2024-02-01"),
            of("90.1e9").by("c", "2024-01-01"),
        ]);
        assert_eq!(found, [(ConflictKind::Conflict, 3)]);
    }

    #[test]
    fn values_that_meet_are_none() {
        assert!(kinds([of("83.7e9").by("a", ""), of("84e9").by("b", ""), of(">80e9").by("c", "")]).is_empty());
        assert!(kinds([of("<30e9"), of(">28e9")]).is_empty());
        assert!(kinds([of("83.7e9"), said(RU_CIS, "2024", "90e9")]).is_empty());
        assert!(kinds([of("83.7e9"), of("90e9").status(ObsStatus::Forecast)]).is_empty());
    }

    #[test]
    fn a_later_word_of_the_same_voice_is_a_revision() {
        let (old, new) = (of("83.7e9").by("a", "2024-01-01"), of("84.9e9").by("b", "2024-06-01"));
        let spoken = |o: &Observation| o.clone().speaker("Putin");
        assert_eq!(kinds([old.clone(), new.clone()]), [(ConflictKind::Conflict, 2)]);
        assert_eq!(kinds([spoken(&old), spoken(&new)]), [(ConflictKind::Revision, 2)]);
        assert_eq!(kinds([old.clone().status(ObsStatus::Estimate), new]), [(ConflictKind::Revision, 2)]);
        assert_eq!(kinds([spoken(&old), spoken(&of("84.9e9").by("b", "2024-01-01"))]), [(ConflictKind::Conflict, 2)]);
    }

    #[test]
    fn forecasters_may_differ_but_one_may_revise() {
        let forecast = |value, source: &str, day| of(value).by(source, day).status(ObsStatus::Forecast).speaker(source);
        assert!(kinds([forecast("100e9", "IMF", "2023-01-01"), forecast("120e9", "EDB", "2023-06-01")]).is_empty());
        let found = kinds([forecast("100e9", "IMF", "2023-01-01"), forecast("120e9", "IMF", "2023-06-01")]);
        assert_eq!(found, [(ConflictKind::Revision, 2)]);
    }

    #[test]
    fn one_text_in_one_voice_speaks_of_two_things() {
        let (a, b) = (of("83.7e9").by("a", "2024-01-01"), of("90.1e9").by("a", "2024-01-01"));
        assert!(kinds([a.clone(), b.clone()]).is_empty());
        assert_eq!(unclear(&Series::group([a.clone(), b.clone()])).len(), 1);
        let two = [a.speaker("A"), b.speaker("B")];
        assert!(unclear(&Series::group(two.clone())).is_empty());
        assert_eq!(kinds(two), [(ConflictKind::Conflict, 2)]);
    }

    #[test]
    fn the_two_sides_of_a_trade_may_differ() {
        let side = |key: &str, value: &str| said(key, "2024", value);
        let (ru, kz) = ("trade_turnover.RU.KZ.level.USD", "trade_turnover.KZ.RU.level.USD");
        assert_eq!(kinds([side(ru, "27.8e9"), side(kz, "30.1e9")]), [(ConflictKind::Mirror, 2)]);
        assert!(kinds([side(ru, ">27e9"), side(kz, "~28e9")]).is_empty());
        let (ru, kz) = ("exports.RU.KZ.level.USD", "exports.KZ.RU.level.USD");
        assert!(kinds([side(ru, "17.8e9"), side(kz, "10.1e9")]).is_empty());
    }

    #[test]
    fn a_conflict_says_what_is_said_and_by_whom() {
        let series = Series::group([of("83.7e9").by("a", ""), of("90.1e9").by("b", "2024-01-01")]);
        let found = value_conflicts(&series).into_iter().find_map(finding).expect("a finding");
        assert_eq!(
            found.message,
            "Trade turnover, Russia and Commonwealth of Independent States, USD, 2023: 83.7 bn USD: a (undated); \
             90.1 bn USD: b (2024-01-01). \
             These values do not meet, so not all of them can hold"
        );
    }
}
