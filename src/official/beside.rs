//! A quoted figure beside the official one of the same vintage.

use chrono::NaiveDate;

use super::Value;
use crate::model::Observation;

/// How a quoted value stands to the official one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Both can be true.
    Agrees,
    /// Both cannot be true.
    Differs,
}

/// A quoted observation with the official value of its series and period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beside<'a> {
    /// What was quoted.
    pub quoted: &'a Observation,
    /// The official value that had been published when it was quoted: the latest up to that day. Where none had, the
    /// first that was published afterwards.
    pub official: &'a Value,
    /// Whether the official value was not yet public when the figure was quoted.
    pub later: bool,
    /// Whether both can be true.
    pub verdict: Verdict,
}

/// The official value beside a quoted one; with `as_of`, only what was public on that day counts. Forecasts and targets
/// have no official value: what they speak of had not happened.
pub fn beside<'a>(quoted: &'a Observation, official: &'a [Value], as_of: Option<NaiveDate>) -> Option<Beside<'a>> {
    use crate::model::ObsStatus::{Actual, Estimate};
    if !matches!(quoted.status, Actual | Estimate) {
        return None;
    }
    let same = |value: &&Value| {
        value.key == quoted.key && value.period == quoted.period && matches!(value.status, Actual | Estimate)
    };
    let known = |value: &&Value| as_of.is_none_or(|day| value.vintage.is_some_and(|vintage| vintage <= day));
    let candidates: Vec<&Value> = official.iter().filter(same).filter(known).collect();
    // What is not dated was public at an unknown time: it stands in only where nothing dated does.
    let by_then = |value: &&&Value| value.vintage <= quoted.vintage && value.vintage.is_some();
    let before = candidates.iter().filter(by_then).max_by_key(|value| value.vintage);
    let after = || candidates.iter().filter(|value| value.vintage.is_some()).min_by_key(|value| value.vintage);
    let (value, later) = match (before, quoted.vintage) {
        (Some(value), _) => (*value, false),
        (None, Some(_)) => after().map(|value| (*value, true)).or_else(|| Some((*candidates.first()?, false)))?,
        // A quote without a date is set beside the latest.
        (None, None) => (*candidates.iter().max_by_key(|value| value.vintage)?, false),
    };
    let meets = value.quantity.interval().meets(quoted.quantity.interval());
    let verdict = if meets { Verdict::Agrees } else { Verdict::Differs };
    Some(Beside { quoted, official: value, later, verdict })
}
