//! Growth: what a reported growth rate says of the year before, and how growth itself speeds up or slows down.

use rust_decimal::Decimal;

use super::delta::{Delta, develop, growth_percent};
use super::shown::{Shape, Slot};
use super::words;
use crate::model::{Base, Interval, Observation, Series, SeriesKey, TimePeriod, Transformation, Unit};

/// Indicators whose growth is one of volume, at constant prices, unless a source says otherwise, so that a level in
/// money grows by something else.
///
/// System of National Accounts 2008, chapter 15: growth of output, consumption and capital formation is that of
/// volume; the same holds for the industrial, retail and construction indices.
const GROWS_IN_VOLUME: [&str; 13] = [
    "gdp",
    "gdp_per_capita",
    "industrial_production",
    "manufacturing",
    "agricultural_production",
    "construction",
    "retail_sales",
    "services",
    "fixed_capital_investment",
    "wages",
    "real_incomes",
    "consumption",
    "labour_productivity",
];

/// Whether a growth rate of `growth` speaks of the levels of `level`: growth on a year earlier in percent, of the same
/// indicator, slice and areas, and not growth of volume against levels in money.
pub fn speaks_of(growth: &SeriesKey, level: &SeriesKey) -> bool {
    let same = (growth.indicator, &growth.item, growth.area, growth.counterpart)
        == (level.indicator, &level.item, level.area, level.counterpart);
    let measures = growth.measure == Transformation::Growth(Base::YearAgo) && level.measure == Transformation::Level;
    let in_volume = level.unit.currency().is_some() && GROWS_IN_VOLUME.contains(&growth.indicator.code());
    same && measures && growth.unit == Unit::PERCENT && level.unit != Unit::PERCENT && !in_volume
}

/// The level of a year earlier that a level and its growth imply: 63.2 bn at +7.7 % is 58.7 bn the year before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImpliedBase<'a> {
    /// The reported growth on a year earlier.
    pub growth: &'a Observation,
    /// The level of the same period.
    pub level: &'a Observation,
    /// The same period a year earlier.
    pub base_period: TimePeriod,
    /// Where the level of that period lies, in units: level / (1 + growth / 100).
    pub interval: Interval,
}

impl<'a> ImpliedBase<'a> {
    /// The base that a growth and a level of the same period and outlook imply; `None` when they do not belong
    /// together or fix neither end.
    pub fn of(growth: &'a Observation, level: &'a Observation) -> Option<Self> {
        let together = speaks_of(&growth.key, &level.key) && Slot::of(growth) == Slot::of(level);
        if !together || level.quantity.stated.value() <= Decimal::ZERO {
            return None;
        }
        let factor = growth.quantity.interval().times(Decimal::new(1, 2)).shift(Decimal::ONE);
        let interval = level.quantity.interval().over(factor)?;
        Some(Self { growth, level, base_period: growth.period.plus_years(-1), interval })
    }

    /// What the base is, in words: `58.60 to 58.76 bn USD in 2023-01-01/P7M, from 63.2 bn USD at +7.7 %`.
    pub fn describe(&self) -> String {
        let like = &self.level.quantity;
        let base = words::amount(self.interval, like).unwrap_or_else(|| "an unknown amount".to_owned());
        format!(
            "{base} in {}, from {} at {}",
            self.base_period,
            words::quantity(like),
            words::growth(&self.growth.quantity)
        )
    }

    /// The implied base beside a level that was quoted for that period; `None` when that is another series or period.
    pub fn against(&self, quoted: &'a Observation) -> Option<BaseCheck<'a>> {
        let same = quoted.key == self.level.key
            && quoted.period == self.base_period
            && Slot::of(quoted).compares_with(Slot::of(self.level));
        same.then(|| BaseCheck {
            quoted,
            agreement: self.agreement(quoted),
            gap: quoted.quantity.interval().minus(self.interval),
        })
    }

    fn agreement(&self, quoted: &Observation) -> Agreement {
        match (quoted.vintage, self.growth.vintage) {
            _ if quoted.quantity.interval().meets(self.interval) => Agreement::Consistent,
            (Some(then), Some(now)) if then != now => Agreement::Revision,
            _ => Agreement::Contradiction,
        }
    }
}

/// How a quoted level stands to an implied one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Agreement {
    /// Both can be true.
    Consistent,
    /// They cannot both be true, but became public on different days: the level may have been revised in between.
    Revision,
    /// They cannot both be true, and no revision is known to lie between them.
    Contradiction,
}

/// A quoted level beside the one that a later growth rate implies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BaseCheck<'a> {
    /// The level that was quoted for the base period.
    pub quoted: &'a Observation,
    /// Whether it agrees.
    pub agreement: Agreement,
    /// The quoted level less the implied one, in units.
    pub gap: Interval,
}

/// The growth that two quoted levels a year apart imply, in percent; `None` when they are not like for like, not a
/// year apart, or fix neither end.
pub fn implied_growth(from: &Observation, to: &Observation) -> Option<Interval> {
    let a_year_apart = from.key == to.key
        && from.key.measure == Transformation::Level
        && from.period.plus_years(1) == to.period
        && Slot::of(from).compares_with(Slot::of(to));
    let positive = |o: &Observation| o.quantity.stated.value() > Decimal::ZERO;
    if !a_year_apart || !positive(from) || !positive(to) {
        return None;
    }
    growth_percent(from.quantity.interval(), to.quantity.interval())
}

/// The change of a growth rate between like-for-like periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceleration<'a> {
    /// The earlier growth.
    pub from: &'a Observation,
    /// The later growth.
    pub to: &'a Observation,
    /// The later growth less the earlier one, in percentage points; negative when it slows down.
    pub points: Interval,
    /// The years between the two.
    pub years_apart: i32,
}

/// How the growth of a series speeds up, from each like-for-like period to the next; nothing for other series.
pub fn accelerations(series: &Series, wanted: Option<Shape>) -> Vec<Acceleration<'_>> {
    if !matches!(series.key.measure, Transformation::Growth(_)) || series.key.unit != Unit::PERCENT {
        return Vec::new();
    }
    develop(series, wanted).deltas.into_iter().filter(|d| d.like_for_like).map(acceleration).collect()
}

fn acceleration(delta: Delta<'_>) -> Acceleration<'_> {
    Acceleration { from: delta.from, to: delta.to, points: delta.absolute, years_apart: delta.years_apart }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{RU_CIS, RU_CIS_GROWTH, Said, said, seeds};
    use crate::model::ObsStatus;

    #[test]
    fn a_level_and_its_growth_imply_the_year_before() {
        let (growth, level) = (said(RU_CIS_GROWTH, "2024-01-01/P7M", "7.7"), said(RU_CIS, "2024-01-01/P7M", "63.2e9"));
        let base = ImpliedBase::of(&growth, &level).expect("they belong together");
        assert_eq!(base.base_period.to_string(), "2023-01-01/P7M");
        assert_eq!(base.interval.rounded(0).to_string(), "[58607888631, 58755225268]");
        assert_eq!(base.describe(), "58.60 to 58.76 bn USD in 2023-01-01/P7M, from 63.2 bn USD at +7.7 %");
    }

    #[test]
    fn a_bound_on_either_leaves_one_end() {
        for (growth, level, base) in [
            (">30", "96e9", "at most 74.3 bn USD in 2020, from 96 bn USD at over +30 %"),
            ("10.6", ">93e9", "at least 84.0 bn USD in 2020, from over 93 bn USD at +10.6 %"),
            ("-20", "<80e9", "at most 100.7 bn USD in 2020, from almost 80 bn USD at −20 %"),
        ] {
            let (growth, level) = (said(RU_CIS_GROWTH, "2021", growth), said(RU_CIS, "2021", level));
            assert_eq!(ImpliedBase::of(&growth, &level).map(|b| b.describe()).as_deref(), Some(base));
        }
    }

    #[test]
    fn what_does_not_belong_together_implies_nothing() {
        let growth = |key: &str| said(key, "2024", "5");
        let level = |key: &str, period: &str| said(key, period, "100e9");
        for (growth, level) in [
            (growth(RU_CIS_GROWTH), level(RU_CIS, "2023")),
            (growth(RU_CIS_GROWTH), said(RU_CIS, "2024", "-1e9")),
            (growth(RU_CIS_GROWTH), level("trade_turnover.RU.KZ.level.USD", "2024")),
            (growth("trade_turnover.RU.CIS.growth.percent"), level(RU_CIS, "2024")),
            (growth("gdp.CIS._Z.growth-yoy.percent"), level("gdp.CIS._Z.level.USD", "2024")),
            (growth(RU_CIS_GROWTH).status(ObsStatus::Forecast), level(RU_CIS, "2024")),
        ] {
            assert_eq!(ImpliedBase::of(&growth, &level), None);
        }
    }

    #[test]
    fn a_quoted_base_agrees_or_does_not() {
        let growth = said(RU_CIS_GROWTH, "2024-01-01/P10M", "10.6").by("now", "2024-12-26");
        let level = said(RU_CIS, "2024-01-01/P10M", ">93e9").by("now", "2024-12-26");
        let base = ImpliedBase::of(&growth, &level).expect("they belong together");
        for (quoted, vintage, agreement) in [
            ("84.1e9", "2023-12-26", Agreement::Consistent),
            ("83.7e9", "2023-12-26", Agreement::Revision),
            ("83.7e9", "2024-12-26", Agreement::Contradiction),
            ("83.7e9", "", Agreement::Contradiction),
        ] {
            let quoted = said(RU_CIS, "2023-01-01/P10M", quoted).by("then", vintage);
            assert_eq!(base.against(&quoted).map(|c| c.agreement), Some(agreement));
        }
        assert_eq!(base.against(&said(RU_CIS, "2023", "84.1e9")), None);
    }

    #[test]
    fn two_levels_a_year_apart_imply_growth() {
        let level = |period: &str, value: &str| said(RU_CIS, period, value);
        let growth = |from, to| implied_growth(&from, &to).map(|g| g.rounded(1).to_string());
        assert_eq!(growth(level("2023", "83.7e9"), level("2024", ">93e9")).as_deref(), Some("[11, ..]"));
        assert_eq!(growth(level("2022", "83.7e9"), level("2024", ">93e9")), None);
        assert_eq!(growth(level("2023", "-2e9"), level("2024", "1e9")), None);
    }

    #[test]
    fn growth_speeds_up_by_percentage_points() {
        let seeds = seeds();
        let growth = seeds.iter().find(|s| s.key.to_string() == RU_CIS_GROWTH).expect("seed");
        let found = accelerations(growth, None);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].points.to_string(), "[8.05, 9.15]");
        let trade = seeds.iter().find(|s| s.key.to_string() == RU_CIS).expect("seed");
        assert!(accelerations(trade, None).is_empty());
    }
}
