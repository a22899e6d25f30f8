//! The period that a figure takes over from the context.

use super::Timed;
use crate::extract::measure::{Kind, Measured};
use crate::extract::scene::{Found, Origin, Scene};
use crate::extract::sides::Sides;
use crate::extract::topic::Topic;
use crate::model::{IndicatorKind, TimePeriod};

/// The period of the context: of the figure before, of the line that introduces this one, of the heading.
pub(super) fn carry(scene: &Scene<'_>, topic: &Topic, measured: &Measured, sides: &Sides, timed: &mut Timed) {
    let indicator = topic.word.indicator;
    let of_a_day = indicator.kind() == IndicatorKind::Stock
        || matches!(indicator.code(), "national_currency_share" | "policy_rate" | "tariff" | "exchange_rate");
    let last = scene.discourse.recent(scene.local.index);
    let _ = (scene.found, measured);
    // What stands on a day has its day only where the text still speaks of the same.
    let held = last.filter(|l| l.sentence == scene.local.index || l.word.indicator == indicator).is_some();
    let level = matches!(measured.kind, Kind::Level | Kind::Share);
    if of_a_day && level && !held {
        return;
    }
    let in_sentence = last.filter(|l| l.sentence == scene.local.index && !l.aside).and_then(|l| l.period);
    let listed = last
        .filter(|l| {
            l.line + 1 == scene.discourse.line
                && short_line(scene.found, scene.discourse.line)
                && short_line(scene.found, l.line)
        })
        .and_then(|l| l.period);
    if matches!(indicator.code(), "policy_rate" | "interest_rate")
        && level
        && in_sentence.is_some_and(|p| p.length().is_some())
    {
        return;
    }
    // Trade with another partner, in another paragraph, is another subject.
    let elsewhere = last.is_some_and(|l| {
        l.line != scene.discourse.line
            && indicator.two_sided()
            && sides.origin <= Origin::Sentence
            && sides.counterpart.is_some()
            && l.counterpart.is_some()
            && sides.counterpart != l.counterpart
            && sides.counterpart != l.area
    });
    // What the line said before of the same subject had no period either.
    let undated = last.is_some_and(|l| {
        l.line == scene.discourse.line && l.period.is_none() && l.word.indicator == indicator && !of_a_day
    });
    if elsewhere || undated {
        return;
    }
    let held = if of_a_day && level { last.and_then(|l| l.period) } else { None };
    let running = if of_a_day && level {
        held
    } else {
        scene.discourse.running(scene.local.index).or(scene.discourse.framed(scene.local.index))
    };
    timed.period = in_sentence.or(listed).or(running);
    if !level && matches!(timed.period, Some(TimePeriod::Day(_))) {
        timed.period = scene.discourse.run;
    }
    if timed.period.is_some() {
        timed.origin = Origin::Carried;
    }
}

/// Whether a line is short enough for the line of a list.
fn short_line(found: &Found<'_, '_>, line: usize) -> bool {
    let line = found.page.lines[line];
    line.last - line.first <= 16
}
