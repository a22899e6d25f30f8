//! Consistency: figures that do not fit one another by arithmetic.

mod growth;
mod scale;

pub use growth::{GrowthMismatch, growth_mismatches};
pub use scale::{ScaleSlip, scale_slips};

use rust_decimal::Decimal;

use super::finding::{Finding, Rule, Severity};
use super::words;
use crate::model::{IndicatorKind, Observation, Series, SeriesKey, Transformation, Unit};

/// Inconsistencies as findings.
pub(super) fn findings(series: &[Series]) -> Vec<Finding<'_>> {
    let mut findings: Vec<_> = growth_mismatches(series).into_iter().map(growth::finding).collect();
    findings.extend(scale_slips(series).into_iter().map(scale::finding));
    findings.extend(shares_above_whole(series).into_iter().map(share_finding));
    findings
}

/// Shares that are certainly more than the whole of which they are a part.
pub fn shares_above_whole(series: &[Series]) -> Vec<&Observation> {
    let above = |o: &&Observation| o.quantity.interval().low.is_some_and(|low| low > Decimal::ONE_HUNDRED);
    let parts = series.iter().filter(|s| is_part_of_whole(&s.key));
    parts.flat_map(|s| &s.observations).filter(above).collect()
}

/// Whether a share is a part of its indicator's total, and not a ratio to something else.
///
/// Debts, balances and amounts of money as a whole are customarily given in percent of gross domestic product, which
/// they may exceed (public debt in the Maastricht definition, trade openness); a slice, or the part of one partner,
/// may not exceed its total.
fn is_part_of_whole(key: &SeriesKey) -> bool {
    let money = key.indicator.has_dimension("money");
    let to_gdp = money && key.indicator.percent_means() == "share";
    let named_part = key.item.is_some() || key.counterpart.is_some();
    let of_persons = key.indicator.kind() == IndicatorKind::Rate || !money;
    let is_share = key.measure == Transformation::Share && key.unit == Unit::PERCENT;
    is_share && !to_gdp && (named_part || of_persons)
}

fn share_finding(observation: &Observation) -> Finding<'_> {
    let message = format!(
        "{}, {}: {} according to {}. A part is not more than its whole",
        observation.key.title(),
        observation.period,
        words::quantity(&observation.quantity),
        words::source(observation)
    );
    Finding { rule: Rule::ShareAboveWhole, severity: Severity::Error, message, observations: vec![observation] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{Said, said};

    fn above(key: &str, value: &str) -> usize {
        shares_above_whole(&Series::group([said(key, "2024-S1", value).by("a", "2024-07-01")])).len()
    }

    #[test]
    fn a_part_is_not_more_than_its_whole() {
        assert_eq!(above("national_currency_share.CIS.CIS.share.percent", "960"), 1);
        assert_eq!(above("trade_turnover.KZ.RU.share.percent", ">117"), 1);
        assert_eq!(above("freight:coal.RU._Z.share.percent", "100.2"), 1);
    }

    #[test]
    fn what_may_be_more_than_a_hundred_is_left_alone() {
        for (key, value) in [
            ("national_currency_share.CIS.CIS.share.percent", "96"),
            ("national_currency_share.CIS.CIS.share.percent", "100"),
            ("national_currency_share.CIS.CIS.share.percent", "<110"),
            ("public_debt.IN._Z.share.percent", "236"),
            ("trade_turnover.KZ._Z.share.percent", "120"),
            ("trade_turnover.RU.CIS.growth-yoy.percent", "140"),
        ] {
            assert_eq!(above(key, value), 0, "{key} {value}");
        }
    }

    #[test]
    fn a_share_is_reported_with_its_source() {
        let series =
            Series::group([said("trade_turnover.KZ.RU.share.percent", "2024-S1", ">117").by("a", "2024-07-01")]);
        assert_eq!(
            findings(&series)[0].message,
            "Trade turnover, Kazakhstan and Russia, share, percent, 2024-S1: over 117 % according to a (2024-07-01). \
             A part is not more than its whole"
        );
    }
}
