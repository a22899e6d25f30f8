//! Parts and wholes: a part above its whole, partners whose sum is above the whole, a share that part and whole do not
//! give.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::finding::{Finding, Rule, Severity};
use super::shown::{Shown, Slot, shown};
use super::words;
use crate::model::codelist::AreaKind;
use crate::model::{IndicatorKind, Interval, Observation, Series, SeriesKey, Transformation, Unit};

/// The values shown of the levels and shares, by key and slot.
type Values<'a> = BTreeMap<(SeriesKey, Slot), Shown<'a>>;

/// A level that is a part of another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Above<'a> {
    /// The part.
    pub part: &'a Observation,
    /// The whole, which is certainly less.
    pub whole: &'a Observation,
}

/// Parts that are certainly more than their wholes: a slice of an indicator above the total, the trade with a partner
/// above the trade with all. Balances have no parts: what one partner owes another one may offset.
pub fn parts_above_whole(series: &[Series]) -> Vec<Above<'_>> {
    let values = values(series, Transformation::Level);
    let above = |part: &'_ Shown<'_>, whole: &Shown<'_>| matches!((low(part.observation), high(whole.observation)), (Some(part), Some(whole)) if part > whole);
    let mut found = Vec::new();
    for ((key, slot), part) in &values {
        for whole in wholes(key) {
            if let Some(whole) = find(&values, whole, *slot).filter(|whole| above(part, whole)) {
                found.push(Above { part: part.observation, whole: whole.observation });
            }
        }
    }
    found
}

/// Parts that together are certainly more than their whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum<'a> {
    /// The parts, each with another partner.
    pub parts: Vec<&'a Observation>,
    /// What they come to at least.
    pub least: Decimal,
    /// The whole.
    pub whole: &'a Observation,
}

/// Trade with single countries that together is certainly more than the trade with all. Countries have nothing in
/// common with one another; blocs and slices of an indicator may.
pub fn sums_above_whole(series: &[Series]) -> Vec<Sum<'_>> {
    let values = values(series, Transformation::Level);
    let mut groups = BTreeMap::<(SeriesKey, Slot), Vec<&Observation>>::new();
    for ((key, slot), part) in &values {
        if key.counterpart.is_some_and(|partner| partner.kind() == AreaKind::Country && partner != key.area) {
            let whole = SeriesKey { counterpart: None, ..key.clone() };
            groups.entry((whole, *slot)).or_default().push(part.observation);
        }
    }
    groups.into_iter().filter_map(|((key, slot), parts)| sum(parts, find(&values, key, slot)?.observation)).collect()
}

fn sum<'a>(parts: Vec<&'a Observation>, whole: &'a Observation) -> Option<Sum<'a>> {
    let least = parts.iter().filter_map(|o| low(o)).try_fold(Decimal::ZERO, Decimal::checked_add)?;
    // One part above the whole is told by itself.
    let alone = parts.iter().any(|o| low(o) > high(whole));
    (parts.len() > 1 && !alone && least > high(whole)?).then_some(Sum { parts, least, whole })
}

/// A share beside the part and the whole that are quoted for its period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareMismatch<'a> {
    /// The share.
    pub share: &'a Observation,
    /// The part.
    pub part: &'a Observation,
    /// The whole.
    pub whole: &'a Observation,
    /// What part of the whole the part is, in percent.
    pub implied: Interval,
}

/// Shares that the part and the whole quoted for their period do not give.
pub fn share_mismatches(series: &[Series]) -> Vec<ShareMismatch<'_>> {
    let levels = values(series, Transformation::Level);
    let shares = values(series, Transformation::Share);
    let units: BTreeSet<Unit> = levels.keys().map(|(key, _)| key.unit).collect();
    let mut found = Vec::new();
    for ((key, slot), share) in shares.iter().filter(|((key, _), _)| key.unit == Unit::PERCENT) {
        for unit in &units {
            let part = SeriesKey { measure: Transformation::Level, unit: *unit, ..key.clone() };
            let Some(level) = find(&levels, part.clone(), *slot) else { continue };
            found.extend(wholes(&part).into_iter().filter_map(|whole| {
                mismatch(share.observation, level.observation, find(&levels, whole, *slot)?.observation)
            }));
        }
    }
    found
}

fn mismatch<'a>(share: &'a Observation, part: &'a Observation, whole: &'a Observation) -> Option<ShareMismatch<'a>> {
    let implied = part.quantity.interval().over(whole.quantity.interval())?.times(Decimal::ONE_HUNDRED);
    (!implied.meets(share.quantity.interval())).then_some(ShareMismatch { share, part, whole, implied })
}

fn values(series: &[Series], measure: Transformation) -> Values<'_> {
    let of_measure = series.iter().filter(|s| s.key.measure == measure && has_parts(&s.key));
    of_measure.flat_map(|s| shown(s).into_iter().map(|shown| ((s.key.clone(), shown.slot), shown))).collect()
}

fn find<'v, 'a>(values: &'v Values<'a>, key: SeriesKey, slot: Slot) -> Option<&'v Shown<'a>> {
    values.get(&(key, slot))
}

/// Whether an indicator is a sum of its slices and of what falls to each partner: flows and stocks, but for balances.
fn has_parts(key: &SeriesKey) -> bool {
    let summed = matches!(key.indicator.kind(), IndicatorKind::Flow | IndicatorKind::Stock);
    let balance = matches!(key.indicator.code(), "trade_balance" | "budget_balance" | "current_account");
    let average = matches!(key.indicator.code(), "wages" | "gdp_per_capita" | "real_incomes" | "labour_productivity");
    summed && !balance && !average
}

/// The keys of which a key is a part: without its slice, and without its partner.
fn wholes(key: &SeriesKey) -> Vec<SeriesKey> {
    let mut wholes = Vec::new();
    if key.item.is_some() {
        wholes.push(SeriesKey { item: None, ..key.clone() });
    }
    if key.counterpart.is_some_and(|partner| partner != key.area) {
        wholes.push(SeriesKey { counterpart: None, ..key.clone() });
    }
    wholes
}

fn low(observation: &Observation) -> Option<Decimal> {
    observation.quantity.interval().low
}

fn high(observation: &Observation) -> Option<Decimal> {
    observation.quantity.interval().high
}

/// What does not fit as part and whole, as findings.
pub(super) fn findings(series: &[Series]) -> Vec<Finding<'_>> {
    let mut findings: Vec<_> = parts_above_whole(series).into_iter().map(above_finding).collect();
    findings.extend(sums_above_whole(series).into_iter().map(sum_finding));
    findings.extend(share_mismatches(series).into_iter().map(share_finding));
    findings
}

/// An observation with what it is of: `Exports, Kazakhstan and China, USD: 15 bn USD according to a (2024-01-01)`.
fn told(observation: &Observation) -> String {
    let (title, value) = (observation.key.title(), words::quantity(&observation.quantity));
    format!("{title}: {value} according to {}", words::source(observation))
}

fn above_finding(above: Above<'_>) -> Finding<'_> {
    let Above { part, whole } = above;
    let message = format!("{}: {}; {}. A part is not more than its whole", part.period, told(part), told(whole));
    Finding { rule: Rule::PartAboveWhole, severity: Severity::Warning, message, observations: vec![part, whole] }
}

fn sum_finding(sum: Sum<'_>) -> Finding<'_> {
    let Sum { parts, least, whole } = sum;
    let like = &whole.quantity;
    let least = words::amount(Interval::new(Some(least), None), like).unwrap_or_default();
    let said: Vec<_> = parts.iter().map(|part| told(part)).collect();
    let message = format!(
        "{}: {}; together {least}. {}. Parts are together not more than their whole",
        whole.period,
        said.join("; "),
        told(whole)
    );
    let observations = parts.into_iter().chain([whole]).collect();
    Finding { rule: Rule::SumAboveWhole, severity: Severity::Warning, message, observations }
}

fn share_finding(mismatch: ShareMismatch<'_>) -> Finding<'_> {
    let ShareMismatch { share, part, whole, implied } = mismatch;
    let implied = words::amount(implied, &share.quantity).unwrap_or_else(|| "an unknown part".to_owned());
    let message = format!(
        "{}: {}; {}; {}. The part is {implied} of the whole, so not all of these can hold",
        share.period,
        told(share),
        told(part),
        told(whole)
    );
    Finding {
        rule: Rule::ShareAgainstLevels,
        severity: Severity::Warning,
        message,
        observations: vec![share, part, whole],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{Said, said};

    fn rules(rows: &[(&str, &str)]) -> Vec<Rule> {
        let series = Series::group(rows.iter().map(|(key, value)| said(key, "2024", value).by("a", "2025-02-01")));
        findings(&series).iter().map(|f| f.rule).collect()
    }

    #[test]
    fn a_part_above_its_whole_is_found() {
        let whole = ("exports.KZ._Z.level.USD", "80e9");
        assert_eq!(rules(&[("exports.KZ.CN.level.USD", "82e9"), whole]), [Rule::PartAboveWhole]);
        assert_eq!(rules(&[("exports:coal.KZ._Z.level.USD", "82e9"), whole]), [Rule::PartAboveWhole]);
        // The slice of a partner's trade is a part of the partner's trade and of the slice's.
        let slice = ("exports:coal.KZ.CN.level.USD", "9.0e9");
        assert_eq!(rules(&[slice, ("exports:coal.KZ._Z.level.USD", "8.0e9")]), [Rule::PartAboveWhole]);
    }

    #[test]
    fn parts_that_fit_are_not() {
        for rows in [
            [("exports.KZ.CN.level.USD", "80.2e9"), ("exports.KZ._Z.level.USD", "80e9")],
            [("exports.KZ.CN.level.USD", "<90e9"), ("exports.KZ._Z.level.USD", "80e9")],
            [("trade_balance.KZ.CN.level.USD", "9.0e9"), ("trade_balance.KZ._Z.level.USD", "2.0e9")],
            [("wages:mining.KZ._Z.level.KZT", "900000"), ("wages.KZ._Z.level.KZT", "400000")],
            [("exports.KZ.CN.growth-yoy.percent", "81"), ("exports.KZ._Z.growth-yoy.percent", "8.1")],
        ] {
            assert_eq!(rules(&rows), [], "{rows:?}");
        }
    }

    #[test]
    fn partners_together_above_the_whole_are_found() {
        let (cn, it) = (("exports.KZ.CN.level.USD", "45e9"), ("exports.KZ.IT.level.USD", "40e9"));
        assert_eq!(rules(&[cn, it, ("exports.KZ._Z.level.USD", "80e9")]), [Rule::SumAboveWhole]);
        assert_eq!(rules(&[cn, it, ("exports.KZ._Z.level.USD", "85e9")]), []);
        // A bloc holds countries that are named beside it.
        assert_eq!(rules(&[cn, ("exports.KZ.EU.level.USD", "40e9"), ("exports.KZ._Z.level.USD", "80e9")]), []);
    }

    #[test]
    fn a_share_that_part_and_whole_do_not_give_is_found() {
        let (part, whole) = (("exports.KZ.CN.level.USD", "16.0e9"), ("exports.KZ._Z.level.USD", "80.0e9"));
        assert_eq!(rules(&[("exports.KZ.CN.share.percent", "30"), part, whole]), [Rule::ShareAgainstLevels]);
        assert_eq!(rules(&[("exports.KZ.CN.share.percent", "20"), part, whole]), []);
        assert_eq!(rules(&[("exports.KZ.CN.share.percent", "<40"), part, whole]), []);
    }
}
