//! What was expected or aimed at, against what happened.

use super::finding::{Finding, Rule, Severity};
use super::shown::{Outlook, Shown, Slot, shown};
use super::words;
use crate::model::{Observation, Series};

/// What was expected of a period, or aimed at, and what is said to have happened in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missed<'a> {
    /// Forecast or target.
    pub outlook: Outlook,
    /// Every forecast or target that the outcome does not meet, made before the outcome was public.
    pub expected: Vec<&'a Observation>,
    /// What happened, as it was said last.
    pub happened: &'a Observation,
}

/// Forecasts and targets that what happened does not meet. Values that can both hold meet: a forecast of "over 5" and
/// an outcome of 5.3 do.
pub fn missed(series: &[Series]) -> Vec<Missed<'_>> {
    series.iter().flat_map(in_series).collect()
}

fn in_series(series: &Series) -> Vec<Missed<'_>> {
    let all = shown(series);
    let outcome = |slot: Slot| all.iter().find(|s| s.slot == Slot { outlook: Outlook::Happened, ..slot });
    let ahead = all.iter().filter(|s| s.slot.outlook != Outlook::Happened);
    ahead.filter_map(|expected| in_slot(expected, outcome(expected.slot)?.observation)).collect()
}

fn in_slot<'a>(expected: &Shown<'a>, happened: &'a Observation) -> Option<Missed<'a>> {
    let said = std::iter::once(expected.observation).chain(expected.others.iter().copied());
    let before = |o: &&Observation| matches!((o.vintage, happened.vintage), (Some(then), Some(now)) if then < now);
    let apart = |o: &&Observation| !o.quantity.interval().meets(happened.quantity.interval());
    let mut expected_values: Vec<_> = said.filter(before).filter(apart).collect();
    expected_values.sort_by_key(|o| (o.vintage, &o.source_id, &o.id));
    (!expected_values.is_empty()).then_some(Missed {
        outlook: expected.slot.outlook,
        expected: expected_values,
        happened,
    })
}

/// What was missed, as findings: to know, since nobody errs who expects.
pub(super) fn findings(series: &[Series]) -> Vec<Finding<'_>> {
    missed(series).into_iter().map(finding).collect()
}

fn finding(missed: Missed<'_>) -> Finding<'_> {
    let Missed { outlook, expected, happened } = missed;
    let (rule, verb) = match outlook {
        Outlook::Target => (Rule::TargetAgainstActual, "aimed at"),
        _ => (Rule::ForecastAgainstOutcome, "expected"),
    };
    let message = format!(
        "{}, {}: {verb} {}; {} according to {}. What happened is another value than what was {verb}",
        happened.key.title(),
        happened.period,
        words::said(&expected),
        words::quantity(&happened.quantity),
        words::source(happened),
    );
    let observations = expected.into_iter().chain([happened]).collect();
    Finding { rule, severity: Severity::Info, message, observations }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{RU_CIS_GROWTH, Said, said};
    use crate::model::ObsStatus;

    fn rules(expected: &str, status: ObsStatus, then: &str, happened: &str) -> Vec<Rule> {
        let series = Series::group([
            said(RU_CIS_GROWTH, "2024", expected).by("a", then).status(status),
            said(RU_CIS_GROWTH, "2024", happened).by("b", "2025-02-01"),
        ]);
        findings(&series).iter().map(|f| f.rule).collect()
    }

    #[test]
    fn what_is_missed_is_told() {
        assert_eq!(rules("7", ObsStatus::Forecast, "2024-10-01", "4.1"), [Rule::ForecastAgainstOutcome]);
        assert_eq!(rules("7", ObsStatus::Target, "2024-10-01", "4.1"), [Rule::TargetAgainstActual]);
    }

    #[test]
    fn what_is_met_or_said_afterwards_is_not() {
        for (expected, then, happened) in
            [("7", "2024-10-01", "7.2"), (">5", "2024-10-01", "5.3"), ("7", "2025-03-01", "4.1"), ("7", "", "4.1")]
        {
            assert_eq!(rules(expected, ObsStatus::Forecast, then, happened), [], "{expected} {happened}");
        }
    }

    #[test]
    fn both_are_said_in_the_message() {
        let series = Series::group([
            said(RU_CIS_GROWTH, "2024", "7").by("a", "2024-10-01").status(ObsStatus::Forecast),
            said(RU_CIS_GROWTH, "2024", "4.1").by("b", "2025-02-01"),
        ]);
        let found = findings(&series);
        assert_eq!(
            found[0].message,
            "Trade turnover, Russia and Commonwealth of Independent States, growth on a year earlier, percent, 2024: expected 7 %: a \
             (2024-10-01); 4.1 % according to b (2025-02-01). What happened is another value than what was expected"
        );
    }
}
