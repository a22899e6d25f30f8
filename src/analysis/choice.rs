//! Which of several observations of one period is shown.

use std::cmp::Reverse;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::statement::witnesses;
use crate::model::{FigureId, Interval, Observation, Policy};

/// The observation that a policy shows of those of one period; `None` of none. Which one does not depend on their order.
pub fn chosen<'a>(observations: &[&'a Observation], policy: &Policy) -> Option<&'a Observation> {
    match policy {
        Policy::Latest => latest(observations),
        Policy::First => observations.iter().copied().min_by_key(|o| age(o)),
        Policy::Publishers(_) => preferred(observations, policy),
        Policy::Consensus => agreed(&witnesses(observations)),
    }
}

/// The one of the latest vintage, an unknown vintage counting as the earliest; of one vintage the first by source id.
fn latest<'a>(observations: &[&'a Observation]) -> Option<&'a Observation> {
    observations.iter().copied().max_by_key(|o| lateness(o))
}

/// What is greatest for the latest.
fn lateness(o: &Observation) -> (Option<NaiveDate>, Reverse<&str>, Reverse<&FigureId>) {
    (o.vintage, Reverse(&o.source_id), Reverse(&o.id))
}

/// What is least for the first; an unknown vintage is no first one.
fn age(o: &Observation) -> (bool, Option<NaiveDate>, &str, &FigureId) {
    (o.vintage.is_none(), o.vintage, &o.source_id, &o.id)
}

/// The latest of the most preferred publisher who gives one.
fn preferred<'a>(observations: &[&'a Observation], policy: &Policy) -> Option<&'a Observation> {
    let rank = |o: &Observation| policy.rank(o.publisher.as_deref()).unwrap_or(usize::MAX);
    let best = observations.iter().map(|o| rank(o)).min()?;
    let of_best: Vec<_> = observations.iter().copied().filter(|o| rank(o) == best).collect();
    latest(&of_best)
}

/// The narrowest of the largest set of observations whose intervals have a point in common. Such a set has the greatest of
/// its low ends in common, so that it is enough to ask at each low end who holds it.
fn agreed<'a>(witnesses: &[&'a Observation]) -> Option<&'a Observation> {
    let at = |low: Option<Decimal>| {
        let point = match low {
            Some(low) => Interval::new(Some(low), Some(low)),
            // Of intervals that begin nowhere all go on below every number.
            None => return witnesses.iter().copied().filter(|o| o.quantity.interval().low.is_none()).collect(),
        };
        witnesses.iter().copied().filter(|o| o.quantity.interval().meets(point)).collect::<Vec<_>>()
    };
    let sets = witnesses.iter().map(|o| at(o.quantity.interval().low));
    let rank = |set: &Vec<&'a Observation>| {
        let mut latest_first: Vec<_> = set.iter().map(|o| lateness(o)).collect();
        latest_first.sort_unstable_by(|a, b| b.cmp(a));
        (set.len(), latest_first)
    };
    let largest = sets.max_by(|a, b| rank(a).cmp(&rank(b)))?;
    largest.into_iter().min_by_key(|o| (width(o), Reverse(lateness(o))))
}

/// How wide an interval is; one that is open is wider than any that is not.
fn width(o: &Observation) -> (bool, Option<Decimal>) {
    let Interval { low, high } = o.quantity.interval();
    let width = high.zip(low).and_then(|(high, low)| high.checked_sub(low));
    (width.is_none(), width)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::testing::{RU_CIS, Said, said};

    fn shown(policy: &str, said: &[(&str, &str, &str, &str)]) -> String {
        let of = |(value, source, publisher, day): &(&str, &str, &str, &str)| Observation {
            publisher: (!publisher.is_empty()).then(|| (*publisher).to_owned()),
            sentence: format!("{source} has words of its own, which are those of {source} alone"),
            ..self::said(RU_CIS, "2023", value).by(source, day)
        };
        let observations: Vec<_> = said.iter().map(of).collect();
        let policy = policy.parse().expect(policy);
        chosen(&observations.iter().collect::<Vec<_>>(), &policy).map(|o| o.source_id.clone()).unwrap_or_default()
    }

    const SAID: [(&str, &str, &str, &str); 5] = [
        ("83.7e9", "a", "TASS", "2024-01-01"),
        ("84.9e9", "b", "Rosstat", "2024-03-01"),
        (">84e9", "c", "TASS", "2024-06-01"),
        ("99e9", "d", "Blog", "2024-09-01"),
        ("80e9", "e", "", ""),
    ];

    #[test]
    fn each_policy_shows_its_own() {
        assert_eq!(shown("latest", &SAID), "d");
        assert_eq!(shown("first", &SAID), "a");
        assert_eq!(shown("publishers:rosstat;TASS", &SAID), "b");
        assert_eq!(shown("publishers:Interfax;TASS", &SAID), "c");
        assert_eq!(shown("publishers:Interfax", &SAID), "d", "where none of them speaks, the latest is shown");
        assert_eq!(shown("latest", &SAID[4..]), "e");
    }

    #[test]
    fn consensus_is_the_narrowest_on_which_most_agree() {
        assert_eq!(shown("consensus", &SAID), "d", "over 84 agrees with 84.9 and with 99, which was said later");
        assert_eq!(shown("consensus", &SAID[..3]), "b");
        let three = [SAID[0], ("83.7e9", "f", "", "2024-02-01"), ("83.72e9", "g", "", "2023-02-01"), SAID[1], SAID[3]];
        assert_eq!(shown("consensus", &three), "g");
        assert_eq!(shown("consensus", &[("<90e9", "a", "", "2024-01-01"), ("<80e9", "b", "", "2024-01-02")]), "b");
    }

    #[test]
    fn reprints_are_no_majority() {
        let reprint = |source: &str, day: &str| Observation {
            sentence: "Trade came to some value in the year, the agency said on that day.".to_owned(),
            ..said(RU_CIS, "2023", "83.7e9").by(source, day)
        };
        let other = |source: &str, day: &str, sentence: &str| Observation {
            sentence: sentence.to_owned(),
            ..said(RU_CIS, "2023", "90e9").by(source, day)
        };
        let all = [
            reprint("a", "2024-01-01"),
            reprint("b", "2024-01-02"),
            reprint("c", "2024-01-03"),
            other("d", "2023-12-01", "Customs count ninety, not a dollar less."),
            other("e", "2023-12-20", "A yearbook of the bank has the sum in a table on page nine."),
        ];
        let chosen = chosen(&all.iter().collect::<Vec<_>>(), &Policy::Consensus).map(|o| o.source_id.as_str());
        assert_eq!(chosen, Some("e"));
    }

    prop_compose! {
        fn observation()(low in 0_u32..40, width in 0_u32..6, day in 0_u32..9, source in 0_u8..6, nth in 0_u32..1000) -> Observation {
            let value = format!("{}..{}e9", low, low + width);
            let vintage = if day == 0 { String::new() } else { format!("2024-01-{day:02}") };
            let source = format!("s{source}-{nth}");
            Observation {
                publisher: Some(format!("P{}", nth % 4)),
                sentence: format!("{source} {low} {width} {day}"),
                ..said(RU_CIS, "2023", &value).by(&source, &vintage)
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_one_of_them_whatever_their_order(
            observations in prop::collection::vec(observation(), 1..12),
            turn in 0_usize..12,
        ) {
            let mut all: Vec<&Observation> = observations.iter().collect();
            for policy in [Policy::Latest, Policy::First, Policy::Consensus, Policy::Publishers(vec!["p2".to_owned(), "P1".to_owned()])] {
                let one = chosen(&all, &policy).expect("of some one is shown");
                prop_assert!(observations.contains(one));
                let turned = turn % all.len();
                all.rotate_left(turned);
                prop_assert_eq!(chosen(&all, &policy), Some(one));
                match &policy {
                    Policy::Latest => prop_assert!(all.iter().all(|o| o.vintage <= one.vintage)),
                    Policy::First => prop_assert!(all.iter().all(|o| o.vintage.is_none() || one.vintage.is_some() && one.vintage <= o.vintage)),
                    Policy::Publishers(_) => prop_assert!(all.iter().all(|o| policy.rank(o.publisher.as_deref()).is_none_or(|rank| policy.rank(one.publisher.as_deref()).is_some_and(|shown| shown <= rank)))),
                    Policy::Consensus => {
                        let holders = |o: &Observation| all.iter().filter(|p| p.quantity.interval().meets(o.quantity.interval())).count();
                        // Whoever is shown meets as many as any point has around it.
                        let deepest = all.iter().filter_map(|o| o.quantity.interval().low).map(|low| {
                            all.iter().filter(|p| p.quantity.interval().meets(Interval::new(Some(low), Some(low)))).count()
                        }).max().unwrap_or_default();
                        prop_assert!(witnesses(&all).len() < all.len() || holders(one) >= deepest);
                    }
                }
            }
        }
    }
}
