//! Deltas: how a series of levels, shares or rates moves between periods that are like for like.

use rust_decimal::Decimal;

use super::shown::{Outlook, Shape, Shown, Slot, shown};
use super::words;
use crate::model::{Interval, Observation, Series, TimePeriod, Unit};

/// The change between two observations, as far as the two statements fix it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delta<'a> {
    /// The earlier observation.
    pub from: &'a Observation,
    /// The later observation.
    pub to: &'a Observation,
    /// The later value less the earlier one, in units; percentage points for percentages.
    pub absolute: Interval,
    /// The change in percent of the earlier value. `None` for percentages, whose change is counted in percentage
    /// points; where a value is not positive; and where nothing is known of it.
    pub relative_percent: Option<Interval>,
    /// Whether both periods are the same months, or the same day, of their years.
    pub like_for_like: bool,
    /// The calendar years between the starts of the two periods.
    pub years_apart: i32,
}

impl<'a> Delta<'a> {
    /// The change from one observation to another.
    pub fn between(from: &'a Observation, to: &'a Observation) -> Self {
        Self {
            from,
            to,
            absolute: to.quantity.interval().minus(from.quantity.interval()),
            relative_percent: relative_percent(from, to),
            like_for_like: Shape::of(from) == Shape::of(to) && from.period.like_for_like(to.period),
            years_apart: years_between(from.period, to.period),
        }
    }

    /// What is known of the change, in words: `at most +7.6 %: 83.7 bn to almost 90 bn`.
    pub fn describe(&self) -> String {
        let known = self.relative_words().or_else(|| self.absolute_words());
        let known = known.unwrap_or_else(|| "neither end is known".to_owned());
        let mark = if self.like_for_like { "" } else { " (not like for like)" };
        format!("{known}: {} to {}{mark}", words::number(&self.from.quantity), words::number(&self.to.quantity))
    }

    /// The relative change in words: `between +2.1 % and +2.3 %`.
    pub fn relative_words(&self) -> Option<String> {
        words::change(self.relative_percent?, 1, " %")
    }

    /// The absolute change in words, in the scale of the later value: `at most +6.35 bn`.
    pub fn absolute_words(&self) -> Option<String> {
        let like = &self.to.quantity;
        let places = like.stated.value().scale().max(self.from.quantity.stated.value().scale()) + 1;
        if like.unit == Unit::PERCENT {
            return words::change(self.absolute, places, " percentage points");
        }
        let (scaled, word) = words::in_scale_of(self.absolute, like);
        words::change(scaled, places, word)
    }
}

/// The change of a positive quantity in percent of its earlier value: later over earlier, less one.
///
/// A relative change from or to a negative value, such as a deficit, has no meaning, and that of a percentage is
/// easily taken for percentage points: neither is given.
fn relative_percent(from: &Observation, to: &Observation) -> Option<Interval> {
    let positive = |o: &Observation| o.quantity.stated.value() > Decimal::ZERO;
    if from.key.unit == Unit::PERCENT || !positive(from) || !positive(to) {
        return None;
    }
    growth_percent(from.quantity.interval(), to.quantity.interval())
}

/// The growth in percent from one value to another, both positive.
pub fn growth_percent(from: Interval, to: Interval) -> Option<Interval> {
    Some(to.over(from)?.shift(-Decimal::ONE).times(Decimal::ONE_HUNDRED))
}

fn years_between(from: TimePeriod, to: TimePeriod) -> i32 {
    use chrono::Datelike;
    to.first_day().year() - from.first_day().year()
}

/// An observation that is not compared with those of the anchor, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart<'a> {
    /// The observation of that period.
    pub shown: Shown<'a>,
    /// Why it stands apart, in words: "seven months against ten: not like for like".
    pub reason: String,
}

/// A series over time: the values that may be compared, the deltas between them, and what stands apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Development<'a> {
    /// The period shape and outlook that are compared; `None` for a series without observations.
    pub anchor: Option<(Shape, Outlook)>,
    /// The values of the anchor, by period.
    pub shown: Vec<Shown<'a>>,
    /// The change from each of them to the next.
    pub deltas: Vec<Delta<'a>>,
    /// The values of other shapes and outlooks, by period.
    pub apart: Vec<Apart<'a>>,
}

/// How a series develops over periods of one shape: the one asked for, or else the most frequent one. What happened is
/// compared; forecasts and targets only where nothing of that shape has happened.
pub fn develop(series: &Series, wanted: Option<Shape>) -> Development<'_> {
    let all = shown(series);
    let Some(anchor) = anchor(&all, wanted) else {
        return Development { anchor: None, shown: Vec::new(), deltas: Vec::new(), apart: Vec::new() };
    };
    let (shown, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|s| kind(s.slot) == anchor);
    let reason = |s: &Shown<'_>| words::apart(kind(s.slot), anchor);
    let apart = others.into_iter().map(|shown| Apart { reason: reason(&shown), shown }).collect();
    Development { anchor: Some(anchor), deltas: deltas(&shown), shown, apart }
}

/// The changes from each of some values to the next.
fn deltas<'a>(shown: &[Shown<'a>]) -> Vec<Delta<'a>> {
    shown.windows(2).map(|pair| Delta::between(pair[0].observation, pair[1].observation)).collect()
}

fn kind(slot: Slot) -> (Shape, Outlook) {
    (slot.shape, slot.outlook)
}

fn anchor(all: &[Shown<'_>], wanted: Option<Shape>) -> Option<(Shape, Outlook)> {
    let happened = all.iter().filter(|s| s.slot.outlook == Outlook::Happened).map(|s| s.slot.shape);
    let any = || Shape::most_frequent(all.iter().map(|s| s.slot.shape));
    let shape = wanted.or_else(|| Shape::most_frequent(happened)).or_else(any)?;
    let outlook = all.iter().filter(|s| s.slot.shape == shape).map(|s| s.slot.outlook).min();
    Some((shape, outlook.unwrap_or(Outlook::Happened)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{RU_CIS, Said, said, seeds, series};
    use crate::model::ObsStatus;

    const SHARE: &str = "national_currency_share.CIS.CIS.share.percent";

    fn delta(from: &str, to: &str) -> (String, String, Option<String>) {
        let (from, to) = (said(RU_CIS, "2023-01-01/P10M", from), said(RU_CIS, "2025-01-01/P10M", to));
        let delta = Delta::between(&from, &to);
        assert!(delta.like_for_like && delta.years_apart == 2);
        (delta.describe(), delta.absolute.to_string(), delta.relative_percent.map(|r| r.rounded(2).to_string()))
    }

    #[test]
    fn a_bound_gives_one_end_only() {
        let (words, absolute, relative) = delta("83.7e9", "<90e9");
        assert_eq!(words, "at most +7.6 %: 83.7 bn to almost 90 bn");
        assert_eq!(absolute, "[.., 6350000000]");
        assert_eq!(relative.as_deref(), Some("[.., 7.6]"));
    }

    #[test]
    fn what_is_known_is_said() {
        for (from, to, words) in [
            (">93e9", "<90e9", "−3.2 % or less: over 93 bn to almost 90 bn"),
            ("83.7e9", ">93e9", "at least +11.0 %: 83.7 bn to over 93 bn"),
            ("100.00e9", "102.20e9", "between +2.1 % and +2.3 %: 100.00 bn to 102.20 bn"),
            (">83e9", ">93e9", "neither end is known: over 83 bn to over 93 bn"),
            ("900e6", "1.8e9", "between +94.3 % and +105.7 %: 900 mn to 1.8 bn"),
        ] {
            assert_eq!(delta(from, to).0, words);
        }
    }

    #[test]
    fn a_balance_below_zero_has_no_relative_change() {
        let (words, absolute, relative) = delta("-2.5e9", "1.0e9");
        assert_eq!(relative, None);
        assert_eq!(absolute, "[3400000000, 3600000000]");
        assert_eq!(words, "between +3.40 and +3.60 bn: −2.5 bn to 1.0 bn");
    }

    #[test]
    fn shares_change_by_percentage_points() {
        let series = series([said(SHARE, "2024-S1", "85"), said(SHARE, "2025-S1", "96")]);
        let development = develop(&series, None);
        assert_eq!(development.deltas[0].describe(), "between +10.0 and +12.0 percentage points: 85 % to 96 %");
    }

    #[test]
    fn only_like_for_like_periods_are_compared() {
        let seeds = seeds();
        let trade = seeds.iter().find(|s| s.key.to_string() == RU_CIS).expect("seed");
        let development = develop(trade, None);
        let lines: Vec<_> = development.deltas.iter().map(Delta::describe).collect();
        assert_eq!(lines, ["at least +11.0 %: 83.7 bn to over 93 bn", "−3.2 % or less: over 93 bn to almost 90 bn"]);
        let apart: Vec<_> = development.apart.iter().map(|a| format!("{} {}", a.shown.slot.period, a.reason)).collect();
        assert_eq!(
            apart,
            [
                "2021 twelve months against ten: not like for like",
                "2024-01-01/P7M seven months against ten: not like for like",
                "2024 twelve months against ten: not like for like",
            ]
        );
        let years = develop(trade, Some(Shape::Months { first: 1, count: 12 }));
        assert_eq!(years.deltas.len(), 1);
        assert_eq!(years.deltas[0].years_apart, 3);
    }

    #[test]
    fn a_forecast_stands_apart_from_what_happened() {
        let series = series([
            said(RU_CIS, "2023", "100e9"),
            said(RU_CIS, "2024", "110e9").status(ObsStatus::Estimate),
            said(RU_CIS, "2025", "130e9").status(ObsStatus::Forecast),
        ]);
        let development = develop(&series, None);
        assert_eq!(development.deltas.len(), 1);
        assert_eq!(development.apart[0].reason, "a forecast against what has happened: not compared");
    }

    #[test]
    fn a_day_of_publication_is_not_a_dated_day() {
        let series = series([
            said(SHARE, "2024-10-10", ">85").of_publication_day(),
            said(SHARE, "2024-12-26", ">85").of_publication_day(),
            said(SHARE, "2025-01-01", "90"),
        ]);
        let development = develop(&series, None);
        assert_eq!(development.deltas.len(), 1);
        assert!(!development.deltas[0].like_for_like);
        assert_eq!(development.apart[0].reason, "a dated day against the day of publication: not like for like");
    }
}
