//! One statement, however often it is printed: ten reprints are ten citations and one witness.
//!
//! Two observations of a series say the same if period, status, value and bound are equal. They come from one statement
//! if, besides, their sentences are the same but for a few words, or one speaker said it within some days, or they stand in
//! one document. Two who find equal words for equal values on their own are not told from two who copy; two who find
//! their own words are two witnesses.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::model::speaker::identity;
use crate::model::{FigureId, ObsStatus, Observation, PeriodOrigin, Series, TimePeriod};
use crate::text::{Shingles, fingerprint};

/// From this share of common runs of words on, two sentences are one.
const SAME_SENTENCE: f64 = 0.6;
/// So many days after its first report, a statement is still being reported.
const REPORTED_FOR: i64 = 7;
/// Up to so many sentences are compared each with each; of more, only those that meet in an index.
const FEW: usize = 24;
/// With so many sentences that it meets in one place of the index, a sentence is compared.
const MOST_COMPARED: usize = 8;

/// What one source said first, with everybody who printed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement<'a> {
    /// Every observation of it, the earliest publication first; those without a date are last. There is at least one.
    pub citations: Vec<&'a Observation>,
}

impl<'a> Statement<'a> {
    /// The observation of the earliest publication: its day is the vintage of the statement.
    pub fn first(&self) -> Option<&'a Observation> {
        self.citations.first().copied()
    }

    /// The later ones.
    pub fn others(&self) -> &[&'a Observation] {
        self.citations.get(1..).unwrap_or_default()
    }
}

/// The statements of a series, in the order of their first observations in it.
pub fn statements(series: &Series) -> Vec<Statement<'_>> {
    let mut alike = BTreeMap::<Said, Vec<usize>>::new();
    for (at, observation) in series.observations.iter().enumerate() {
        alike.entry(Said::of(observation)).or_default().push(at);
    }
    let mut groups: Vec<Vec<usize>> = alike.values().flat_map(|alike| split(&series.observations, alike)).collect();
    groups.sort();
    let cited = |group: &Vec<usize>| {
        let mut citations: Vec<_> = group.iter().filter_map(|at| series.observations.get(*at)).collect();
        citations.sort_by_key(|o| earliest(o));
        Statement { citations }
    };
    groups.iter().map(cited).collect()
}

/// The series with each statement once, as its earliest publication has it: what counts witnesses counts these.
pub fn once(series: &[Series]) -> Vec<Series> {
    let policy = series.first().map(|series| series.policy.clone()).unwrap_or_default();
    let firsts = series.iter().flat_map(statements).filter_map(|statement| statement.first().cloned());
    Series::group(firsts).into_iter().map(|series| series.under(policy.clone())).collect()
}

/// Of some observations of one series the first of each statement.
pub fn witnesses<'a>(observations: &[&'a Observation]) -> Vec<&'a Observation> {
    let mut first = HashMap::new();
    for series in Series::group(observations.iter().copied().cloned()) {
        for statement in statements(&series) {
            first.extend(statement.first().map(|o| (o.id.clone(), ())));
        }
    }
    observations.iter().copied().filter(|o| first.contains_key(&o.id)).collect()
}

/// For each figure that is not the first to make its statement: the one that is.
pub fn first_of(series: &[Series]) -> HashMap<FigureId, FigureId> {
    let statements = series.iter().flat_map(statements);
    let pairs = statements.flat_map(|statement| {
        let first = statement.first().map(|first| first.id.clone());
        let others: Vec<_> = statement.others().iter().map(|other| other.id.clone()).collect();
        others.into_iter().zip(std::iter::repeat(first)).filter_map(|(other, first)| Some((other, first?)))
    });
    pairs.collect()
}

/// What is equal for observations that say the same.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Said {
    period: TimePeriod,
    of_publication: bool,
    status: ObsStatus,
    value: Decimal,
    high: Option<Decimal>,
    bound: &'static str,
}

impl Said {
    fn of(observation: &Observation) -> Self {
        let quantity = &observation.quantity;
        Self {
            period: observation.period,
            of_publication: observation.period_origin == PeriodOrigin::Publication,
            status: observation.status,
            value: quantity.value().normalize(),
            high: quantity.value_high().map(|high| high.normalize()),
            bound: quantity.stated.bound(),
        }
    }
}

fn earliest(observation: &Observation) -> (bool, Option<NaiveDate>, &str, &FigureId) {
    (observation.vintage.is_none(), observation.vintage, &observation.source_id, &observation.id)
}

/// Observations that say the same, by statement.
fn split(all: &[Observation], alike: &[usize]) -> Vec<Vec<usize>> {
    let observations: Vec<&Observation> = alike.iter().filter_map(|at| all.get(*at)).collect();
    let mut groups = Groups((0..observations.len()).collect());
    if observations.len() > 1 {
        join_equal(&observations, &mut groups);
        join_sentences(&observations, &mut groups);
        join_speakers(&observations, &mut groups);
    }
    let mut by_root = BTreeMap::<usize, Vec<usize>>::new();
    for (nth, at) in alike.iter().enumerate() {
        by_root.entry(groups.root(nth)).or_default().push(*at);
    }
    by_root.into_values().collect()
}

/// Which things are in one group: each points at another one of its group, the first at itself.
struct Groups(Vec<usize>);

impl Groups {
    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }

    fn join_by<K: std::hash::Hash + Eq>(&mut self, keys: impl Iterator<Item = K>) {
        let mut first = HashMap::new();
        for (at, key) in keys.enumerate() {
            let with = *first.entry(key).or_insert(at);
            self.join(at, with);
        }
    }
}

/// Joins what stands in one document, and what has the same words.
fn join_equal(observations: &[&Observation], groups: &mut Groups) {
    groups.join_by(observations.iter().map(|o| &o.document));
    // Cells of tables have no sentence to speak of; they are told apart by where they stand.
    let words = |at: usize| {
        if observations[at].sentence.is_empty() { (0, at + 1) } else { (fingerprint(&observations[at].sentence), 0) }
    };
    groups.join_by((0..observations.len()).map(words));
}

/// Joins what has nearly the same words.
fn join_sentences(observations: &[&Observation], groups: &mut Groups) {
    let distinct: Vec<usize> = (0..observations.len()).filter(|at| groups.root(*at) == *at).collect();
    let sentences: Vec<Shingles> = distinct.iter().map(|at| Shingles::of(&observations[*at].sentence)).collect();
    let mut compare = |a: usize, b: usize| {
        if sentences[a].likeness(&sentences[b]) >= SAME_SENTENCE {
            groups.join(distinct[a], distinct[b]);
        }
    };
    if distinct.len() <= FEW {
        (0..distinct.len()).for_each(|a| (0..a).for_each(|b| compare(a, b)));
        return;
    }
    let mut index = HashMap::<u64, Vec<usize>>::new();
    for (at, sentence) in sentences.iter().enumerate() {
        for band in sentence.bands() {
            let met = index.entry(band).or_default();
            met.iter().for_each(|other| compare(at, *other));
            if met.len() < MOST_COMPARED {
                met.push(at);
            }
        }
    }
}

/// Joins what one speaker said within some days.
fn join_speakers(observations: &[&Observation], groups: &mut Groups) {
    let mut spoken: Vec<(NaiveDate, usize)> =
        observations.iter().enumerate().filter_map(|(at, o)| Some((o.vintage?, at))).collect();
    spoken.sort_unstable();
    let mut first = HashMap::<String, (NaiveDate, usize)>::new();
    for (day, at) in spoken {
        let Some(speaker) = observations[at].speaker.as_deref().map(identity) else { continue };
        let name = speaker.split_whitespace().next_back().unwrap_or(&speaker).to_owned();
        match first.get(&name) {
            Some((start, with))
                if (day - *start).num_days() <= REPORTED_FOR && one_speaker(observations[*with], &speaker) =>
            {
                groups.join(at, *with);
            }
            _ => drop(first.insert(name, (day, at))),
        }
    }
}

/// Whether a name is the other's, or its end: `Putin`, `Vladimir Putin`.
fn one_speaker(observation: &Observation, speaker: &str) -> bool {
    let other = identity(observation.speaker.as_deref().unwrap_or_default());
    let ends =
        |long: &str, short: &str| long.strip_suffix(short).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
    ends(&other, speaker) || ends(speaker, &other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{RU_CIS, Said as _, said};

    const WORDS: &str = "Russia's trade with the CIS countries reached $83.7 billion in the first ten months of 2023, the minister told the council";

    fn reported(source: &str, vintage: &str, sentence: &str) -> Observation {
        let mut observation = said(RU_CIS, "2023-01-01/P10M", "83.7e9").by(source, vintage);
        observation.id = FigureId::of(&observation.document, crate::model::Span::new(0, 1), 0);
        observation.sentence = sentence.to_owned();
        observation
    }

    /// The sources of each statement.
    fn cited(observations: Vec<Observation>) -> Vec<String> {
        let series = Series::group(observations);
        let sources = |statement: &Statement| {
            statement.citations.iter().map(|o| o.source_id.clone()).collect::<Vec<_>>().join(" ")
        };
        series.iter().flat_map(|series| statements(series).iter().map(sources).collect::<Vec<_>>()).collect()
    }

    #[test]
    fn reprints_are_one_statement_and_the_earliest_is_first() {
        let again = format!("{WORDS} on Tuesday.");
        let found = cited(vec![
            reported("a", "2023-12-28", WORDS),
            reported("b", "2023-12-26", &again),
            reported("c", "", &WORDS.to_uppercase()),
            reported(
                "d",
                "2023-12-27",
                "Ten months brought Russia 83.7 billion dollars of commerce with its neighbours.",
            ),
        ]);
        assert_eq!(found, ["b a c", "d"]);
    }

    #[test]
    fn other_values_and_statuses_are_other_statements() {
        let mut higher = reported("b", "2023-12-27", WORDS);
        higher.quantity = said(RU_CIS, "2023", "83.8e9").quantity;
        let mut target = reported("c", "2023-12-27", WORDS);
        target.status = ObsStatus::Target;
        assert_eq!(cited(vec![reported("a", "2023-12-26", WORDS), higher, target]).len(), 3);
    }

    #[test]
    fn one_speaker_within_days_is_one_statement() {
        let by = |source: &str, day: &str, speaker: &str| {
            reported(source, day, &format!("In {source}'s own words, {day}.")).speaker(speaker)
        };
        let found = cited(vec![
            by("a", "2023-12-26", "Vladimir Putin"),
            by("b", "2023-12-27", "Putin"),
            by("c", "2024-03-01", "Vladimir Putin"),
            by("d", "2023-12-26", "Sergey Lavrov"),
        ]);
        assert_eq!(found, ["a b", "d", "c"]);
    }

    #[test]
    fn many_reprints_are_one_statement() {
        let words = |nth: usize| format!("Report {nth}: {WORDS}, and so on");
        let observations = (0..200).map(|nth| reported(&format!("d{nth:03}"), "2023-12-26", &words(nth))).collect();
        let found = cited(observations);
        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn once_keeps_the_first_of_each() {
        let series = Series::group(vec![reported("a", "2023-12-28", WORDS), reported("b", "2023-12-26", WORDS)]);
        let once = once(&series);
        assert_eq!(once[0].observations.iter().map(|o| o.source_id.as_str()).collect::<Vec<_>>(), ["b"]);
        let first = first_of(&series);
        assert_eq!(first.len(), 1);
        assert_eq!(first.values().next(), Some(&once[0].observations[0].id));
    }
}
