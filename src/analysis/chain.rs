//! Chaining, parts and ranks: an index from growth rates, what lies between two cumulative values, areas in order.

use rust_decimal::Decimal;

use super::shown::{Outlook, Shape, Shown, shown};
use crate::model::{Base, IndicatorKind, Interval, Observation, Series, TimePeriod, Transformation, Unit};

/// A value of a chained index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link<'a> {
    /// The growth that leads to it.
    pub growth: &'a Observation,
    /// Where the index lies, as far as the roundings and bounds of all growth rates so far fix it.
    pub index: Interval,
}

/// Growth rates of years that follow one another, as an index with the year before the first at 100.
///
/// The index of a period is 100 times the product of 1 + growth / 100 up to it (the chain index of the System of
/// National Accounts 2008, 15.43), computed on intervals, so that the error of every rate is in it. A year without a
/// rate breaks the chain: what follows is a chain of its own.
pub fn chains(series: &Series, wanted: Option<Shape>) -> Vec<Vec<Link<'_>>> {
    let on_a_year = series.key.measure == Transformation::Growth(Base::YearAgo) && series.key.unit == Unit::PERCENT;
    if !on_a_year {
        return Vec::new();
    }
    let happened: Vec<Shown<'_>> = shown(series).into_iter().filter(|s| s.slot.outlook == Outlook::Happened).collect();
    let Some(shape) = wanted.or_else(|| Shape::most_frequent(happened.iter().map(|s| s.slot.shape))) else {
        return Vec::new();
    };
    let mut chains: Vec<Vec<Link<'_>>> = Vec::new();
    for growth in happened.iter().filter(|s| s.slot.shape == shape).map(|s| s.observation) {
        let follows = |link: &Link<'_>| link.growth.period.plus_years(1) == growth.period;
        match chains.last_mut().filter(|chain| chain.last().is_some_and(follows)) {
            Some(chain) => {
                let before = chain.last().map_or(hundred(), |link| link.index);
                chain.push(Link { growth, index: grown(before, growth) });
            }
            None => chains.push(vec![Link { growth, index: grown(hundred(), growth) }]),
        }
    }
    chains
}

fn hundred() -> Interval {
    Interval::new(Some(Decimal::ONE_HUNDRED), Some(Decimal::ONE_HUNDRED))
}

/// A positive index after a growth.
fn grown(index: Interval, growth: &Observation) -> Interval {
    let factor = growth.quantity.interval().times(Decimal::new(1, 2)).shift(Decimal::ONE);
    let end = |a: Option<Decimal>, b: Option<Decimal>| a?.checked_mul(b.filter(|b| *b >= Decimal::ZERO)?);
    Interval::new(end(index.low, factor.low), end(index.high, factor.high)).rounded(PLACES)
}

/// Decimals that a chain keeps, rounded outwards at each link, so that it never outgrows exact decimals.
const PLACES: u32 = 12;

/// What lies between two cumulative values of one year: August to October, from January to July and January to October.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part<'a> {
    /// The value of the shorter run.
    pub shorter: &'a Observation,
    /// That of the longer one, which starts in the same month.
    pub longer: &'a Observation,
    /// The months between.
    pub period: TimePeriod,
    /// The longer value less the shorter one, in units.
    pub interval: Interval,
}

/// The parts between the cumulative levels of a flow, each run with the next longer one that starts with it.
pub fn parts(series: &Series) -> Vec<Part<'_>> {
    if series.key.measure != Transformation::Level || series.key.indicator.kind() != IndicatorKind::Flow {
        return Vec::new();
    }
    let happened: Vec<Shown<'_>> = shown(series).into_iter().filter(|s| s.slot.outlook == Outlook::Happened).collect();
    let mut runs: Vec<_> = happened.iter().filter_map(|s| Some((run(s.observation.period)?, s.observation))).collect();
    runs.sort_by_key(|(run, _)| *run);
    let part = |pair: &[((_, u32), &'_ Observation)]| {
        let [((start, short), _), ((other, long), _)] = pair else { return None };
        (start == other).then_some((*short, *long))
    };
    runs.windows(2)
        .filter_map(|pair| {
            let (short, long) = part(pair)?;
            let (shorter, longer) = (pair[0].1, pair[1].1);
            let TimePeriod::Months { first, .. } = longer.period else { return None };
            let period = TimePeriod::months(first.plus(short as i32), long - short)?;
            let interval = longer.quantity.interval().minus(shorter.quantity.interval());
            Some(Part { shorter, longer, period, interval })
        })
        .collect()
}

/// The first month of a run, and its length.
fn run(period: TimePeriod) -> Option<(crate::model::Month, u32)> {
    match period {
        TimePeriod::Months { first, count } => Some((first, count)),
        TimePeriod::Day(_) => None,
    }
}

/// An observation in the order of its like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked<'a> {
    /// The observation.
    pub observation: &'a Observation,
    /// The best rank that it can have, from 1.
    pub best: usize,
    /// The worst rank.
    pub worst: usize,
}

/// The values of several series for one period, the highest first. What rounding and bounds leave open is a range of
/// ranks: a value is certainly behind those that lie wholly above it.
pub fn ranking(series: &[Series], period: TimePeriod) -> Vec<Ranked<'_>> {
    let of_period = |s: &'_ Shown<'_>| s.slot.period == period && s.slot.outlook == Outlook::Happened;
    let mut values: Vec<&Observation> =
        series.iter().flat_map(|s| shown(s).into_iter().filter(of_period).map(|s| s.observation)).collect();
    values.sort_by(|a, b| b.quantity.value().cmp(&a.quantity.value()).then_with(|| a.key.cmp(&b.key)));
    let above = |a: &Observation, b: &Observation| matches!((a.quantity.interval().low, b.quantity.interval().high), (Some(low), Some(high)) if low > high);
    let rank = |observation: &&'_ Observation| {
        let higher = values.iter().filter(|other| above(other, observation)).count();
        let lower = values.iter().filter(|other| above(observation, other)).count();
        (higher + 1, values.len() - lower)
    };
    let ranks: Vec<(usize, usize)> = values.iter().map(rank).collect();
    values.into_iter().zip(ranks).map(|(observation, (best, worst))| Ranked { observation, best, worst }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{RU_CIS, RU_CIS_GROWTH, Said, said, series};
    use crate::model::ObsStatus;

    #[test]
    fn growth_rates_chain_to_an_index_with_their_error() {
        let growth = |period: &str, value: &str| said(RU_CIS_GROWTH, period, value);
        let series = series([growth("2021", "10.0"), growth("2022", "10.0"), growth("2024", "5.0")]);
        let chains = chains(&series, None);
        let words: Vec<Vec<String>> =
            chains.iter().map(|chain| chain.iter().map(|link| link.index.rounded(2).to_string()).collect()).collect();
        assert_eq!(words, [vec!["[109.95, 110.05]", "[120.89, 121.12]"], vec!["[104.95, 105.05]"]]);
    }

    #[test]
    fn a_bound_leaves_an_end_open() {
        let series = series([said(RU_CIS_GROWTH, "2021", ">30"), said(RU_CIS_GROWTH, "2022", "10")]);
        let chains = chains(&series, None);
        assert_eq!(chains[0][1].index.rounded(0).to_string(), "[142, ..]");
        assert!(super::chains(&super::tests::level(), None).is_empty());
    }

    fn level() -> Series {
        series([said(RU_CIS, "2024-01-01/P7M", "63.2e9"), said(RU_CIS, "2024-01-01/P10M", "93.0e9")])
    }

    #[test]
    fn between_two_cumulative_values_lies_a_part() {
        let level = level();
        let parts = parts(&level);
        assert_eq!(parts.len(), 1);
        assert_eq!(
            (parts[0].period.to_string().as_str(), parts[0].interval.to_string().as_str()),
            ("2024-08-01/P3M", "[29700000000, 29900000000]")
        );
        let other = series([said(RU_CIS, "2023-01-01/P7M", "63e9"), said(RU_CIS, "2024-01-01/P10M", "93e9")]);
        assert!(super::parts(&other).is_empty());
    }

    #[test]
    fn areas_rank_as_far_as_their_values_are_known() {
        let of = |area: &str, value: &str| said(&format!("gdp.{area}._Z.growth-yoy.percent"), "2024", value);
        let series = Series::group([
            of("KZ", "4.8"),
            of("UZ", ">6"),
            of("KG", "9.0"),
            of("TJ", "4.84"),
            of("AM", "12").status(ObsStatus::Forecast),
        ]);
        let ranks: Vec<_> = ranking(&series, "2024".parse().expect("a year"))
            .iter()
            .map(|r| format!("{} {}-{}", r.observation.key.area.code(), r.best, r.worst))
            .collect();
        assert_eq!(ranks, ["KG 1-2", "UZ 1-2", "TJ 3-4", "KZ 3-4"]);
    }
}
