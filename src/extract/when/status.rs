//! Whether a figure has happened: actual, estimate, forecast or target.

use super::Timed;
use crate::extract::mention::{At, within};
use crate::extract::scene::{Origin, Scene};
use crate::lang::Link;
use crate::lang::StatusKind;
use crate::model::{ObsStatus, Published};

/// Whether a figure has happened, by the words near it. A verb in the past between such a word and the number says
/// that it has ("I would note that trade has expanded to"); a noun ("a target of 3%") speaks of the number beside it.
pub fn status(scene: &Scene<'_>) -> ObsStatus {
    let quantity = scene.quantity();
    let near =
        |s: &At<(ObsStatus, StatusKind)>| scene.distance(s.place()) + if s.first > quantity.first { 8 } else { 0 };
    let past = |s: &At<(ObsStatus, StatusKind)>| {
        s.what.1 == StatusKind::Verb
            && s.what.0 != ObsStatus::Estimate
            && within(&scene.mentions.changes, s.last, quantity.last)
                .iter()
                .any(|c| c.what.past && c.first >= s.last + 2 && !scene.page.link(c.first - 1, Link::Have))
    };
    let beside = |s: &At<(ObsStatus, StatusKind)>| {
        let between =
            scene.local.quantities.iter().any(|q| {
                q.first >= s.last && q.last <= quantity.first || q.first >= quantity.last && q.last <= s.first
            });
        let reach = if s.first > quantity.first { 10 } else { 16 };
        // "In the Revised Estimate for 2024-25, ...": what opens the sentence holds for all of it.
        let opens = s.first <= scene.local.first + 3 && s.what.0 == ObsStatus::Estimate;
        s.what.1 == StatusKind::Verb || near(s) < reach && !between || opens
    };
    let opens = |s: &At<(ObsStatus, StatusKind)>| s.first <= scene.local.first + 3 && s.what.1 == StatusKind::Noun;
    let statuses = scene.statuses();
    let best = statuses
        .iter()
        .filter(|s| beside(s) && !past(s))
        .map(|s| (if opens(s) { near(s).min(20) } else { near(s) }, s.what.0))
        .min_by_key(|(d, _)| *d)
        .filter(|(d, _)| *d < 22);
    let framed = scene
        .discourse
        .frame_status
        .filter(|(_, from)| scene.local.index > *from && scene.local.index <= from + 20)
        .map(|(s, _)| s);
    best.map(|(_, status)| status).or(framed).unwrap_or(ObsStatus::Actual)
}

/// What a text goes on to say of the same period in the same line is of the same status as what it said before.
pub fn continued(scene: &Scene<'_>, status: ObsStatus, timed: &Timed) -> ObsStatus {
    let open = timed.period.zip(scene.found.context.published).is_some_and(|(p, d)| p.last_day() > d.vintage());
    let last = scene
        .discourse
        .last
        .as_ref()
        .filter(|l| l.line == scene.discourse.line && l.period.is_some() && l.period == timed.period);
    match last {
        Some(last)
            if open
                && status == ObsStatus::Actual
                && matches!(last.status, ObsStatus::Estimate | ObsStatus::Forecast) =>
        {
            last.status
        }
        _ => status,
    }
}

/// What is said of a run that is not over when the document is published has not happened: it is a forecast. A month
/// of publication may already be counted, and a target stays one.
pub fn settle(status: ObsStatus, timed: &Timed, published: Option<Published>) -> ObsStatus {
    if timed.replaced {
        return ObsStatus::Forecast;
    }
    let (Some(period), Some(published)) = (timed.period, published) else { return status };
    let open = period.last_day() > published.vintage()
        && period.length().is_some_and(|n| n >= 3)
        && timed.origin <= Origin::Sentence;
    let ahead = period.first_day() > published.vintage();
    match status {
        ObsStatus::Actual if open || ahead => ObsStatus::Forecast,
        other => other,
    }
}
