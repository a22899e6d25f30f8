//! Reported growth against the growth between two quoted levels.

use crate::analysis::delta::growth_percent;
use crate::analysis::finding::{Finding, Rule, Severity};
use crate::analysis::growth::{implied_growth, speaks_of};
use crate::analysis::shown::{Outlook, Shown, Slot, shown};
use crate::analysis::words;
use crate::model::{Interval, Observation, Series, SeriesKey, TimePeriod};

/// A reported growth that no pair of quoted levels gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrowthMismatch<'a> {
    /// The series of the levels.
    pub levels: &'a SeriesKey,
    /// The period of the growth.
    pub period: TimePeriod,
    /// The observations of the growth.
    pub growth: Vec<&'a Observation>,
    /// The levels quoted for the year before.
    pub from: Vec<&'a Observation>,
    /// The levels quoted for the period.
    pub to: Vec<&'a Observation>,
    /// The growth between the levels of the latest vintage, in percent.
    pub implied: Interval,
}

/// Growth rates that do not fit the levels quoted for their period and for the year before.
///
/// Where several levels are quoted, one pair that gives the growth is enough for it to hold; that the levels differ
/// is another rule's finding. A text that gives growth and both levels itself counts in more than one way: in another
/// currency, at other prices.
pub fn growth_mismatches(series: &[Series]) -> Vec<GrowthMismatch<'_>> {
    let related = |growth: &Series| series.iter().filter(move |s| speaks_of(&growth.key, &s.key)).collect::<Vec<_>>();
    let pairs = series.iter().flat_map(|growth| related(growth).into_iter().map(move |levels| (growth, levels)));
    pairs.flat_map(|(growth, levels)| in_series(growth, levels)).collect()
}

fn in_series<'a>(growth: &'a Series, levels: &'a Series) -> Vec<GrowthMismatch<'a>> {
    let levels_shown = shown(levels);
    let happened = shown(growth).into_iter().filter(|g| g.slot.outlook == Outlook::Happened);
    happened.filter_map(|growth| in_slot(&growth, &levels.key, &levels_shown)).collect()
}

fn in_slot<'a>(growth: &Shown<'a>, key: &'a SeriesKey, levels: &[Shown<'a>]) -> Option<GrowthMismatch<'a>> {
    let at = |slot: Slot| levels.iter().find(|shown| shown.slot == slot);
    let from = at(Slot { period: growth.slot.period.plus_years(-1), ..growth.slot })?;
    let to = at(growth.slot)?;
    let implied = implied_growth(from.observation, to.observation)?;
    let (from, to) = (all(from), all(to));
    let fits = |growth: &Observation| from.iter().any(|from| to.iter().any(|to| fits(growth, from, to)));
    let own = |growth: &Observation| from.iter().chain(&to).all(|level| level.document == growth.document);
    let unfit: Vec<_> = all(growth).into_iter().filter(|growth| !fits(growth) && !own(growth)).collect();
    if unfit.is_empty() {
        return None;
    }
    Some(GrowthMismatch { levels: key, period: growth.slot.period, growth: unfit, from, to, implied })
}

fn all<'a>(shown: &Shown<'a>) -> Vec<&'a Observation> {
    std::iter::once(shown.observation).chain(shown.others.iter().copied()).collect()
}

/// Whether a growth and two levels can all hold; levels that fix no growth fit every one.
fn fits(growth: &Observation, from: &Observation, to: &Observation) -> bool {
    growth_percent(from.quantity.interval(), to.quantity.interval())
        .is_none_or(|implied| implied.meets(growth.quantity.interval()))
}

/// A mismatch as a finding.
pub(super) fn finding(mismatch: GrowthMismatch<'_>) -> Finding<'_> {
    let implied = words::change(mismatch.implied, 1, " %").unwrap_or_else(|| "an unknown amount".to_owned());
    let message = format!(
        "{}: {} for {}; {} for {}. Growth between them is {implied}; the growth given is {}. Unless a level was \
         revised in between, not all of these can hold",
        mismatch.levels.title(),
        words::said(&mismatch.from),
        mismatch.period.plus_years(-1),
        words::said(&mismatch.to),
        mismatch.period,
        words::said(&mismatch.growth),
    );
    let observations = [mismatch.growth, mismatch.from, mismatch.to].concat();
    Finding { rule: Rule::GrowthAgainstLevels, severity: Severity::Warning, message, observations }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::*;
    use crate::analysis::testing::{RU_CIS, RU_CIS_GROWTH, Said, said, seeds};
    use crate::model::ObsStatus;

    fn found(observations: impl IntoIterator<Item = Observation>) -> usize {
        growth_mismatches(&Series::group(observations)).len()
    }

    fn growth(from: &str, to: &str, growth: &str) -> usize {
        let level = |period, value, source| said(RU_CIS, period, value).by(source, "");
        found([level("2023", from, "then"), level("2024", to, "now"), said(RU_CIS_GROWTH, "2024", growth)])
    }

    #[test]
    fn growth_that_the_levels_do_not_give_is_found() {
        assert_eq!(growth("83.7e9", ">93e9", "10.6"), 1);
        assert_eq!(growth("100e9", "110e9", "12"), 1);
        assert_eq!(growth("100e9", "90e9", "10"), 1);
    }

    #[test]
    fn one_text_that_gives_all_three_is_left_alone() {
        let text = |key, period, value| said(key, period, value).by("a", "2025-01-13");
        let yuan =
            [text(RU_CIS, "2023", "240.1e9"), text(RU_CIS, "2024", "244.8e9"), text(RU_CIS_GROWTH, "2024", "2.9")];
        assert_eq!(found(yuan), 0);
    }

    #[test]
    fn growth_within_the_rounding_holds() {
        assert_eq!(growth("100e9", "110e9", "10"), 0);
        assert_eq!(growth("83.7e9", "<93e9", "10.6"), 0);
        assert_eq!(growth(">80e9", ">93e9", "50"), 0);
        assert_eq!(growth("-1e9", "1e9", "50"), 0);
    }

    #[test]
    fn one_pair_of_levels_that_gives_it_is_enough() {
        let with = |old: &str| {
            found([
                said(RU_CIS, "2023", "100e9").by("a", "2024-01-01"),
                said(RU_CIS, "2023", old).by("b", "2023-12-31"),
                said(RU_CIS, "2024", "110e9").by("c", "2025-01-01"),
                said(RU_CIS_GROWTH, "2024", "15").by("c", "2025-01-01"),
            ])
        };
        assert_eq!((with("96e9"), with("99e9")), (0, 1));
    }

    #[test]
    fn what_is_not_of_one_kind_is_not_compared() {
        assert_eq!(
            found([
                said(RU_CIS, "2023-01-01/P7M", "100e9"),
                said(RU_CIS, "2024", "110e9"),
                said(RU_CIS_GROWTH, "2024", "50"),
                said(RU_CIS, "2024", "90e9").status(ObsStatus::Forecast),
            ]),
            0
        );
        // Output grows in volume, while its value is at the prices of each year.
        let gdp = "gdp.RU._Z.level.RUB";
        assert_eq!(
            found([
                said(gdp, "2023", "176e12"),
                said(gdp, "2024", "201e12"),
                said("gdp.RU._Z.growth-yoy.percent", "2024", "4.3")
            ]),
            0
        );
    }

    proptest! {
        /// What is true is never found to be false, however coarsely it is written.
        #[test]
        fn true_figures_hold_however_they_are_rounded(
            from in 1_000_i64..10_000_000, to in 1_000_i64..10_000_000, digits in 0_u32..3, growth_digits in 0_u32..3,
        ) {
            let (from, to) = (Decimal::new(from, 3), Decimal::new(to, 3));
            let rate = (to / from - Decimal::ONE) * Decimal::ONE_HUNDRED;
            let written = |value: Decimal, digits: u32| value.round_dp(digits).to_string();
            prop_assume!(written(from, digits) != "0" && written(to, digits) != "0");
            let found = growth(&written(from, digits), &written(to, digits), &written(rate, growth_digits));
            prop_assert_eq!(found, 0);
        }
    }

    #[test]
    fn the_seeds_have_one_with_its_reason() {
        let seeds = seeds();
        let found: Vec<_> = growth_mismatches(&seeds).into_iter().map(finding).collect();
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].message,
            "Trade turnover, Russia and Commonwealth of Independent States, USD: 83.7 bn USD: \
             putin-cis-ten-months-2025 (2025-12-22), \
             russian-diplomatic-channel-cis (undated) for 2023-01-01/P10M; over 93 bn USD: putin-cis-ten-months-2025 \
             (2025-12-22), putin-cis-ten-months-2024 (2024-12-26) for 2024-01-01/P10M. Growth between them is at least \
             +11.0 %; the growth given is 10.6 %: putin-cis-ten-months-2025 (2025-12-22), putin-cis-ten-months-2024 \
             (2024-12-26). Unless a level was revised in between, not all of these can hold"
        );
    }
}
