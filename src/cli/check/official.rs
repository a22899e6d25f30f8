//! Findings of quoted figures against official statistics.

use crate::analysis::{Finding, Rule, Severity, words};
use crate::official::{Beside, Verdict};

/// A finding for each quoted figure that the official one of the same vintage contradicts.
pub fn findings<'a>(pairs: &[Beside<'a>]) -> Vec<Finding<'a>> {
    pairs.iter().filter(|pair| pair.verdict == Verdict::Differs).map(finding).collect()
}

fn finding<'a>(pair: &Beside<'a>) -> Finding<'a> {
    let Beside { quoted, official, later, .. } = *pair;
    let public = match (official.vintage, later) {
        (Some(day), true) => format!(", first published on {day}, after it was quoted"),
        (Some(day), false) => format!(", published on {day}"),
        (None, _) => ", published on an unknown day".to_owned(),
    };
    let message = format!(
        "{}, {}: quoted is {} by {}; {} has {}{public}. Both cannot be true of one definition",
        quoted.key.title(),
        quoted.period,
        words::quantity(&quoted.quantity),
        words::source(quoted),
        official.publisher,
        words::quantity(&official.quantity),
    );
    // What was published later may be a revision of what had been known.
    let severity = if later { Severity::Info } else { Severity::Warning };
    Finding { rule: Rule::OfficialStatistics, severity, message, observations: vec![quoted] }
}
