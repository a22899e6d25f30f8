//! Slips of scale: millions for billions.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::analysis::finding::{Finding, Rule, Severity};
use crate::analysis::shown::{Outlook, Shape, Slot};
use crate::analysis::words;
use crate::model::{Observation, Series, SeriesKey, Transformation, Unit, UnitMult};

/// The least ratio that counts as a slip of three powers of ten.
const LEAST: Decimal = Decimal::from_parts(500, 0, 0, false, 0);

/// Values of one series and shape that are a power of a thousand off the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScaleSlip<'a> {
    /// The values that are off; where there are as many on either side, those of the first period's side.
    pub suspects: Vec<&'a Observation>,
    /// What they are off from: every such value of their own periods, or else the first of another period.
    pub against: Vec<&'a Observation>,
    /// The power of ten between the first of either: 3, 6, 9 or 12.
    pub power: u8,
}

/// Levels that are about 1000, a million or a billion times those of the same series in like-for-like periods.
///
/// "About" is a factor of two either way: levels a year or a few apart hardly move by more, and never by a thousand.
pub fn scale_slips(series: &[Series]) -> Vec<ScaleSlip<'_>> {
    series.iter().filter(|s| has_scale(&s.key)).flat_map(in_series).collect()
}

/// Whether the values of a series have a scale that can slip: amounts, not percentages.
fn has_scale(key: &SeriesKey) -> bool {
    key.measure == Transformation::Level && key.unit != Unit::PERCENT
}

fn in_series(series: &Series) -> Vec<ScaleSlip<'_>> {
    let mut kinds = BTreeMap::<(Shape, Outlook), Vec<&Observation>>::new();
    for observation in &series.observations {
        let slot = Slot::of(observation);
        kinds.entry((slot.shape, slot.outlook)).or_default().push(observation);
    }
    kinds.into_values().filter_map(in_kind).collect()
}

/// The minority is suspected: what is off from more than half of the others.
fn in_kind(observations: Vec<&Observation>) -> Option<ScaleSlip<'_>> {
    if !spans_a_slip(&observations) {
        return None;
    }
    let off = |o: &Observation| observations.iter().filter(|other| slip(o, other).is_some()).count();
    let (mut suspects, mut others): (Vec<_>, Vec<_>) =
        observations.iter().copied().partition(|o| 2 * off(o) > observations.len() - 1);
    let undecided = others.iter().all(|other| suspects.iter().all(|s| slip(s, other).is_none()));
    if undecided {
        // As many values are on either side, so either may be off: the first one's side is set against the other.
        let first = *suspects.first()?;
        let far;
        (far, suspects) = suspects.into_iter().partition(|o| slip(first, o).is_some());
        others.extend(far);
    }
    against(suspects, others)
}

/// Whether the values lie so far apart that two of them can be a slip: a quick no for nearly every series.
fn spans_a_slip(observations: &[&Observation]) -> bool {
    let sizes = || observations.iter().map(|o| o.quantity.value().abs()).filter(|size| !size.is_zero());
    let far = |(low, high): (Decimal, Decimal)| high.checked_div(low).is_none_or(|ratio| ratio >= LEAST);
    sizes().min().zip(sizes().max()).is_some_and(far)
}

fn against<'a>(suspects: Vec<&'a Observation>, others: Vec<&'a Observation>) -> Option<ScaleSlip<'a>> {
    let off = |other: &&&Observation| suspects.iter().any(|s| slip(s, other).is_some());
    let beside = |other: &&&Observation| suspects.iter().any(|s| s.period == other.period && slip(s, other).is_some());
    let mut against: Vec<_> = others.iter().filter(beside).copied().collect();
    if against.is_empty() {
        against.extend(others.iter().find(off));
    }
    let power = against.iter().find_map(|other| suspects.iter().find_map(|s| slip(s, other)))?;
    Some(ScaleSlip { suspects, against, power })
}

/// The power of ten that lies between two levels of one series: 3, 6, 9 or 12; `None` when there is no slip.
fn slip(a: &Observation, b: &Observation) -> Option<u8> {
    if a.key != b.key || !has_scale(&a.key) {
        return None;
    }
    let (a, b) = (a.quantity.value().abs(), b.quantity.value().abs());
    let ratio = a.max(b).checked_div(a.min(b))?;
    let near = |power: u8| {
        let times = UnitMult(-(power as i8)).apply(ratio.round_dp(4)).unwrap_or_default();
        (Decimal::new(5, 1)..=Decimal::TWO).contains(&times)
    };
    [3, 6, 9, 12].into_iter().find(|&power| near(power))
}

/// A slip as a finding; an error where both values are of one period.
pub(super) fn finding(slip: ScaleSlip<'_>) -> Finding<'_> {
    let title = slip.suspects.first().map_or_else(String::new, |o| o.key.title());
    let list = |observations: &[&Observation]| observations.iter().map(|o| value(o)).collect::<Vec<_>>().join(", ");
    let message = format!(
        "{title}: {}, but {}. The values are about 10^{} times apart; a scale word may have slipped",
        list(&slip.suspects),
        list(&slip.against),
        slip.power
    );
    let one_period = slip.suspects.iter().any(|s| slip.against.iter().any(|other| s.period == other.period));
    let severity = if one_period { Severity::Error } else { Severity::Warning };
    Finding { rule: Rule::ScaleSlip, severity, message, observations: [slip.suspects, slip.against].concat() }
}

fn value(o: &Observation) -> String {
    format!("{} in {}: {}", words::quantity(&o.quantity), o.period, words::source(o))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{RU_CIS, RU_CIS_GROWTH, Said, said};

    fn suspects(values: &[(&str, &str)]) -> Vec<String> {
        let series = Series::group(values.iter().map(|(period, value)| said(RU_CIS, period, value)));
        let slips = scale_slips(&series);
        slips.iter().flat_map(|s| &s.suspects).map(|o| words::number(&o.quantity)).collect()
    }

    #[test]
    fn a_value_a_thousand_times_off_is_found() {
        assert_eq!(suspects(&[("2022", "80e9"), ("2023", "83.7e6"), ("2024", ">93e9")]), ["83.7 mn"]);
        assert_eq!(suspects(&[("2023", "83.7e9"), ("2023", "83.7"), ("2024", "93e9")]), ["83.7"]);
        assert_eq!(suspects(&[("2023", "80e9"), ("2024", "90e6")]), ["80 bn"]);
    }

    #[test]
    fn what_is_merely_larger_is_none() {
        assert!(suspects(&[("2022", "80e9"), ("2023", "8e9")]).is_empty());
        assert!(suspects(&[("2022", "80e9"), ("2023", "10e6")]).is_empty());
        assert!(suspects(&[("2022", "80e9"), ("2023-05", "80e6")]).is_empty());
        assert!(suspects(&[("2022", "80e9"), ("2023", "0")]).is_empty());
        let growth = Series::group([said(RU_CIS_GROWTH, "2023", "0.007"), said(RU_CIS_GROWTH, "2024", "7")]);
        assert!(scale_slips(&growth).is_empty());
    }

    #[test]
    fn a_slip_is_no_value_conflict_as_well() {
        let series = Series::group([
            said(RU_CIS, "2023", "83.7e9").by("a", ""),
            said(RU_CIS, "2023", "84e9").by("b", ""),
            said(RU_CIS, "2023", "83.7e6").by("c", ""),
        ]);
        let found = crate::analysis::check(&series);
        assert_eq!(
            found.iter().map(|f| (f.rule, f.severity)).collect::<Vec<_>>(),
            [(Rule::ScaleSlip, Severity::Error)]
        );
        assert_eq!(
            found[0].message,
            "Trade turnover, Russia and Commonwealth of Independent States, USD: 83.7 mn USD in 2023: c (undated), \
             but 83.7 bn USD in 2023: a \
             (undated), 84 bn USD in 2023: b (undated). The values are about 10^3 times apart; a scale word may have \
             slipped"
        );
    }
}
