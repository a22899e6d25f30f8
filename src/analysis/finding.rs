//! Findings: what cannot hold together in a set of series, with the observations that say so.

use std::cmp::Reverse;
use std::fmt;
use std::str::FromStr;

use super::{conflict, consistency, drift, expectation, parts, reuse, revision};
use crate::model::{Observation, ParseError, Series};

/// A rule of the check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Two observations of one series and period cannot both hold.
    ValueConflict,
    /// A value is a thousand, a million or a billion times another of its series.
    ScaleSlip,
    /// A part is more than its whole.
    ShareAboveWhole,
    /// A reported growth is not the one between two quoted levels.
    GrowthAgainstLevels,
    /// The same figures are ascribed to two pairs of areas, one of which lies in the other.
    SameStatement,
    /// The two sides of a trade give different values for it.
    MirrorConflict,
    /// A level of a part is above that of its whole.
    PartAboveWhole,
    /// Levels of parts are together above that of their whole.
    SumAboveWhole,
    /// A share is not the one that the levels of part and whole give.
    ShareAgainstLevels,
    /// One value stands for two periods, one within the other.
    PeriodReuse,
    /// What happened is not what was forecast.
    ForecastAgainstOutcome,
    /// What happened is not what was aimed at.
    TargetAgainstActual,
    /// One speaker gives another value for one period each time.
    SpeakerDrift,
    /// A value was replaced by a later one.
    Revision,
    /// Official statistics of the same vintage give another value.
    OfficialStatistics,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// To know: nothing need be wrong.
    Info,
    /// Something is wrong, or needs an explanation that the documents do not give.
    Warning,
    /// What is said cannot hold.
    Error,
}

/// Something that cannot hold together, or that changed: what the documents say, never who is to blame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding<'a> {
    /// The rule that found it.
    pub rule: Rule,
    /// How much it matters.
    pub severity: Severity,
    /// What the documents say, and why it cannot all hold.
    pub message: String,
    /// The observations, in the order in which the message speaks of them.
    pub observations: Vec<&'a Observation>,
}

/// Every finding in these series: the gravest first, then by rule, series, period and source.
pub fn check(series: &[Series]) -> Vec<Finding<'_>> {
    let mut findings = conflict::findings(series);
    findings.extend(consistency::findings(series));
    findings.extend(parts::findings(series));
    findings.extend(reuse::findings(series));
    findings.extend(expectation::findings(series));
    let drifts = drift::findings(series);
    let revisions = revision::findings(series);
    // A speaker's own revision is told as that.
    let told = |f: &Finding<'_>| drifts.iter().any(|drift| explains(&drift.observations, f));
    findings.extend(revisions.into_iter().filter(|f| !told(f)));
    findings.extend(drifts);
    let slips: Vec<_> = findings.iter().filter(|f| f.rule == Rule::ScaleSlip).map(|f| f.observations.clone()).collect();
    findings.retain(|f| f.rule != Rule::ValueConflict || !slips.iter().any(|slip| explains(slip, f)));
    findings.sort_by(|a, b| order(a).cmp(&order(b)));
    findings
}

/// Whether a slip of scale already says that the values of a conflict do not meet.
fn explains(slip: &[&Observation], conflict: &Finding<'_>) -> bool {
    conflict.observations.iter().all(|o| slip.iter().any(|other| std::ptr::eq(*o, *other)))
}

fn order<'f>(finding: &'f Finding<'_>) -> impl Ord + use<'f> {
    let first = finding.observations.first().map(|o| (&o.key, o.period, o.vintage, &o.source_id));
    (Reverse(finding.severity), finding.rule, first, &finding.message)
}

const RULES: [(Rule, &str); 15] = [
    (Rule::ValueConflict, "value-conflict"),
    (Rule::ScaleSlip, "scale-slip"),
    (Rule::ShareAboveWhole, "share-above-whole"),
    (Rule::GrowthAgainstLevels, "growth-against-levels"),
    (Rule::SameStatement, "same-statement"),
    (Rule::MirrorConflict, "mirror-conflict"),
    (Rule::PartAboveWhole, "part-above-whole"),
    (Rule::SumAboveWhole, "sum-above-whole"),
    (Rule::ShareAgainstLevels, "share-against-levels"),
    (Rule::PeriodReuse, "period-reuse"),
    (Rule::ForecastAgainstOutcome, "forecast-against-outcome"),
    (Rule::TargetAgainstActual, "target-against-actual"),
    (Rule::SpeakerDrift, "speaker-drift"),
    (Rule::Revision, "revision"),
    (Rule::OfficialStatistics, "official-statistics"),
];

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = RULES.iter().find(|(rule, _)| rule == self).map_or("", |(_, name)| name);
        f.pad(name)
    }
}

impl FromStr for Rule {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let found = RULES.iter().find(|(_, name)| *name == text).map(|(rule, _)| *rule);
        found.ok_or_else(|| ParseError {
            text: text.to_owned(),
            wanted: "a rule: want value-conflict, scale-slip, share-above-whole, growth-against-levels, \
                     same-statement, mirror-conflict, part-above-whole, sum-above-whole, share-against-levels, \
                     period-reuse, forecast-against-outcome, target-against-actual, speaker-drift, revision or \
                     official-statistics",
        })
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::seeds;

    #[test]
    fn the_seed_documents_have_two_findings() {
        let seeds = seeds();
        let found: Vec<_> = check(&seeds).iter().map(|f| format!("{} {}", f.severity, f.rule)).collect();
        assert_eq!(found, ["warning growth-against-levels", "warning same-statement"]);
    }

    #[test]
    fn the_order_does_not_hang_on_the_input() {
        let mut seeds = seeds();
        let messages = |s: &[Series]| check(s).into_iter().map(|f| f.message).collect::<Vec<_>>();
        let forwards = messages(&seeds);
        seeds.reverse();
        assert_eq!(messages(&seeds), forwards);
    }

    #[test]
    fn rules_have_one_text_form() {
        for (rule, name) in RULES {
            assert_eq!(name.parse(), Ok(rule));
            assert_eq!(rule.to_string(), name);
        }
        assert!("typo".parse::<Rule>().is_err());
    }
}
