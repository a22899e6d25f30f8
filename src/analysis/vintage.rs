//! Vintages: what was known of each period on each day, as intervals of real time (ALFRED, Federal Reserve Bank of St.
//! Louis: `realtime_start`, `realtime_end`).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::choice::chosen;
use super::revision::same_words;
use super::shown::Slot;
use crate::model::{Absence, DocumentId, Interval, Observation, Policy, Series};

/// A value of one period with the days on which it was the one to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vintage<'a> {
    /// The first observation that gave the value in these days.
    pub observation: &'a Observation,
    /// The first day.
    pub start: NaiveDate,
    /// The last day; `None`: it still stands.
    pub end: Option<NaiveDate>,
    /// The value less that of the vintage before, in units or percentage points; `None` for the first release, and for a
    /// value that is back as it was.
    pub revision: Option<Interval>,
}

/// What was known of one period, day by day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vintages<'a> {
    /// The period, shape and outlook.
    pub slot: Slot,
    /// The values in time order. No day is in two of them, and none between the first and the last in none, unless on it
    /// every document that speaks of the period was withdrawn; neighbours differ in value or bound.
    pub values: Vec<Vintage<'a>>,
    /// What documents without a date say: it has no place in time.
    pub undated: Vec<&'a Observation>,
}

impl<'a> Vintages<'a> {
    /// The value of the first release.
    pub fn first(&self) -> Option<&Vintage<'a>> {
        self.values.first()
    }

    /// The value that stands now; `None` if every document that speaks of the period is withdrawn.
    pub fn latest(&self) -> Option<&Vintage<'a>> {
        self.values.last().filter(|vintage| vintage.end.is_none())
    }

    /// The value that stood on a day.
    pub fn on(&self, day: NaiveDate) -> Option<&Vintage<'a>> {
        self.values.iter().find(|vintage| vintage.start <= day && vintage.end.is_none_or(|end| day <= end))
    }

    /// How often the value was revised.
    pub fn revisions(&self) -> usize {
        self.values.iter().filter(|vintage| vintage.revision.is_some()).count()
    }

    /// The latest value less the first, if it was revised.
    pub fn revision(&self) -> Option<Interval> {
        let (first, latest) = (self.first()?, self.latest()?);
        (self.revisions() > 0).then(|| size(first.observation, latest.observation))
    }
}

/// The vintages of every period of a series, by period, under its policy. `absences` says when documents were withdrawn.
pub fn vintages<'a>(series: &'a Series, absences: &BTreeMap<DocumentId, Vec<Absence>>) -> Vec<Vintages<'a>> {
    let mut slots = BTreeMap::<Slot, Vec<&Observation>>::new();
    for observation in &series.observations {
        slots.entry(Slot::of(observation)).or_default().push(observation);
    }
    let of = |(slot, observations): (Slot, Vec<&'a Observation>)| {
        let (dated, undated): (Vec<_>, Vec<_>) = observations.into_iter().partition(|o| o.vintage.is_some());
        Vintages { slot, values: values(&dated, absences, &series.policy), undated }
    };
    slots.into_iter().map(of).collect()
}

fn values<'a>(
    dated: &[&'a Observation],
    absences: &BTreeMap<DocumentId, Vec<Absence>>,
    policy: &Policy,
) -> Vec<Vintage<'a>> {
    let of = |o: &Observation| absences.get(&o.document).map(Vec::as_slice).unwrap_or_default();
    let turns = dated.iter().flat_map(|o| of(o)).flat_map(|absence| [Some(absence.since), absence.until]);
    let days: BTreeSet<NaiveDate> = dated.iter().map(|o| o.vintage).chain(turns).flatten().collect();
    let mut values: Vec<Vintage<'a>> = Vec::new();
    for day in days {
        let public = |o: &&&Observation| o.vintage <= Some(day) && !of(o).iter().any(|absence| absence.holds(day));
        let visible: Vec<_> = dated.iter().filter(public).copied().collect();
        let now = chosen(&visible, policy);
        let standing = values.last_mut().filter(|vintage| vintage.end.is_none());
        match (&standing, now) {
            (Some(standing), Some(now)) if same_words(standing.observation, now) => continue,
            _ => {}
        }
        if let Some(standing) = standing {
            standing.end = day.checked_sub_days(Days::new(1));
        }
        if let Some(observation) = now {
            let before = values.last().filter(|before| !same_words(before.observation, observation));
            let revision = before.map(|before| size(before.observation, observation));
            values.push(Vintage { observation, start: day, end: None, revision });
        }
    }
    values
}

/// The later value less the earlier one.
fn size(before: &Observation, after: &Observation) -> Interval {
    after.quantity.interval().minus(before.quantity.interval())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::testing::{RU_CIS, Said, said, series};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect(text)
    }

    /// `start..end source` of each vintage of the only period.
    fn told(series: &Series, absences: &[(&str, &str, &str)]) -> Vec<String> {
        let mut by_document = BTreeMap::<DocumentId, Vec<Absence>>::new();
        for (source, since, until) in absences {
            let of = series.observations.iter().find(|o| o.source_id == *source).expect("a source");
            let absence = Absence { since: day(since), until: (!until.is_empty()).then(|| day(until)) };
            by_document.entry(of.document.clone()).or_default().push(absence);
        }
        let found = vintages(series, &by_document);
        let end = |vintage: &Vintage| vintage.end.map(|end| end.to_string()).unwrap_or_default();
        found[0].values.iter().map(|v| format!("{}..{} {}", v.start, end(v), v.observation.source_id)).collect()
    }

    fn revised() -> Series {
        series([
            said(RU_CIS, "2023", "83.7e9").by("a", "2024-01-01"),
            said(RU_CIS, "2023", "83.7e9").by("b", "2024-03-01"),
            said(RU_CIS, "2023", "84.9e9").by("c", "2024-06-01"),
            said(RU_CIS, "2023", "80e9").by("undated", ""),
        ])
    }

    #[test]
    fn a_repetition_opens_no_interval() {
        assert_eq!(told(&revised(), &[]), ["2024-01-01..2024-05-31 a", "2024-06-01.. c"]);
        let series = revised();
        let found = vintages(&series, &BTreeMap::new());
        assert_eq!(found[0].undated.len(), 1);
        assert_eq!(found[0].revision().map(|size| size.to_string()).as_deref(), Some("[1100000000, 1300000000]"));
        assert_eq!(found[0].on(day("2024-05-31")).map(|v| v.observation.source_id.as_str()), Some("a"));
        assert_eq!(found[0].on(day("2023-12-31")), None);
    }

    #[test]
    fn the_first_release_is_never_replaced_where_the_first_is_shown() {
        assert_eq!(told(&revised().under(Policy::First), &[]), ["2024-01-01.. a"]);
    }

    #[test]
    fn what_is_withdrawn_gives_way_to_what_was_before_it() {
        let gone = [("c", "2024-08-01", "")];
        let want = ["2024-01-01..2024-05-31 a", "2024-06-01..2024-07-31 c", "2024-08-01.. b"];
        assert_eq!(told(&revised(), &gone), want);
        let back = [("c", "2024-08-01", "2024-09-01")];
        assert_eq!(told(&revised(), &back)[2..], ["2024-08-01..2024-08-31 b", "2024-09-01.. c"]);
        let all = [("a", "2024-08-01", ""), ("b", "2024-08-01", ""), ("c", "2024-08-01", "")];
        assert_eq!(told(&revised(), &all), ["2024-01-01..2024-05-31 a", "2024-06-01..2024-07-31 c"]);
        let unseen = [("c", "2024-06-01", "")];
        assert_eq!(told(&revised(), &unseen), ["2024-01-01.. a"], "withdrawn on the day of its publication");
    }

    proptest! {
        #[test]
        fn on_each_day_stands_what_the_documents_public_until_then_say(
            said_of in prop::collection::vec((1_u32..25, 1_u32..6, prop::option::of((1_u32..28, prop::option::of(1_u32..28)))), 1..8),
            first in any::<bool>(),
        ) {
            let january = |nth: u32| NaiveDate::from_ymd_opt(2024, 1, nth).expect("a day");
            let observations = said_of.iter().enumerate().map(|(nth, (at, value, _))| {
                said(RU_CIS, "2023", &format!("{value}e9")).by(&format!("s{nth}"), &january(*at).to_string())
            });
            let series = series(observations).under(if first { Policy::First } else { Policy::Latest });
            let mut absences = BTreeMap::<DocumentId, Vec<Absence>>::new();
            for (nth, (_, _, gone)) in said_of.iter().enumerate() {
                let Some((since, until)) = gone else { continue };
                let of = series.observations.iter().find(|o| o.source_id == format!("s{nth}")).expect("a source");
                let absence = Absence { since: january(*since), until: until.map(january) };
                absences.entry(of.document.clone()).or_default().push(absence);
            }
            let found = vintages(&series, &absences);
            let values = &found[0].values;
            for pair in values.windows(2) {
                let end = pair[0].end.expect("an end");
                prop_assert!(pair[0].start <= end && end < pair[1].start, "no overlap");
                let meet = end.succ_opt() == Some(pair[1].start);
                prop_assert!(!meet || !same_words(pair[0].observation, pair[1].observation), "an equal value opens none");
            }
            for nth in 1..=31 {
                let day = january(nth);
                let gone = |o: &Observation| absences.get(&o.document).is_some_and(|a| a.iter().any(|a| a.holds(day)));
                let visible: Vec<_> = series.observations.iter().filter(|o| o.vintage <= Some(day) && !gone(o)).collect();
                let want = chosen(&visible, &series.policy).map(|o| o.quantity);
                prop_assert_eq!(found[0].on(day).map(|vintage| vintage.observation.quantity), want, "on {}", day);
            }
        }
    }
}
