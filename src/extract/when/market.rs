//! The day of what is traded every day.

use crate::extract::discourse::Last;
use crate::extract::measure::{Kind, Measured};
use crate::extract::mention::At;
use crate::extract::page::Page;
use crate::extract::period::{Period, Use};
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::lang::reading::IndicatorWord;
use crate::lang::{Link, Match, Reading, Speech, Time};
use crate::model::{Indicator, Published, TimePeriod, Transformation};

/// Whether what is measured is traded every day.
fn traded(indicator: Indicator) -> bool {
    matches!(indicator.code(), "commodity_price" | "exchange_rate" | "interest_rate")
}

/// "The ECB decides on 18 December. Brent stood at $62.80": a price, a rate of exchange or a yield without a time of its own is of the day of the
/// text, where the text has told of a day on which something else was or will be, or of the day before.
pub(super) fn of_market(
    scene: &Scene<'_>,
    topic: &Topic,
    measured: &Measured,
    carried: Option<TimePeriod>,
) -> Option<TimePeriod> {
    let (code, day) = (topic.word.indicator.code(), scene.discourse.published.and_then(Published::day)?);
    let priced = traded(topic.word.indicator);
    let other = scene.discourse.last.as_ref().is_some_and(|l| !traded(l.word.indicator));
    let moved = |l: &Last| l.sentence == scene.local.index && l.measure != Transformation::Level;
    // Nor is the time of the text that of the price before, which had a day of its own.
    let apart = |l: &Last| l.period != carried && matches!(l.period, None | Some(TimePeriod::Day(_)));
    let other = other || scene.discourse.last.as_ref().is_some_and(|l| moved(l) || apart(l));
    let dated = match carried {
        Some(TimePeriod::Day(told)) => told > day || other,
        Some(run @ TimePeriod::Months { .. }) => {
            let over = run.last_day() <= day || run.length() > Some(1) && run.first_day() <= day;
            let own = scene.local.periods.iter().all(|p| p.used == Use::Since);
            over && other && code != "interest_rate" && own
        }
        // "The rupee, which has gained 12 % since the start of the year, was little changed at 45.15".
        None => scene.discourse.last.as_ref().is_some_and(|l| l.aside && moved(l)),
    };
    let stated = !averaged(scene) && topic.place.is_some() && scene.statuses().is_empty() && scene.bases().is_empty();
    (priced && dated && stated && measured.kind == Kind::Level).then_some(TimePeriod::Day(day))
}

/// "Imports rose in January. The yen averaged 132.08 to the dollar": whether a word for an average stands before the number, which is of a run
/// and of no day.
fn averaged(scene: &Scene<'_>) -> bool {
    const REACH: usize = 8;
    let lead = scene.quantity().lead;
    (lead.saturating_sub(REACH).max(scene.local.first)..lead).any(|i| scene.page.link(i, Link::Average))
}

/// The run at hand, of which something that is traded every day has an average.
pub(super) fn average_of(scene: &Scene<'_>, topic: &Topic) -> Option<TimePeriod> {
    let last = scene.discourse.last.as_ref().filter(|l| scene.local.index - l.sentence <= 1 && !l.aside)?;
    let run = last.period.filter(|p| p.length().is_some());
    run.filter(|_| traded(topic.word.indicator) && averaged(scene))
}

/// "Treasury yields tumbled on Friday. … The 10-year yield fell 14 basis points to 4.2 %, Brent settled at $67": what is traded has moved on the
/// day of which a report tells, where its sentence has a verb of the past and no time, and its paragraph none of months.
pub(super) fn moved_on_the_day(scene: &Scene<'_>, topic: &Topic) -> Option<TimePeriod> {
    let day = scene.discourse.published.and_then(Published::day).filter(|_| traded(topic.word.indicator))?;
    // "Brent ended at $69.67, ahead of a meeting that may raise output in September": the time of something else behind it is not its own.
    let number = scene.quantity();
    let else_ = |p: &Period| {
        let other = |i: &At<IndicatorWord>| i.first >= number.last && i.last <= p.first && !traded(i.what.indicator);
        p.first >= number.last && scene.indicators().iter().any(other)
    };
    let still = scene.local.periods.iter().all(else_) && scene.bases().is_empty();
    let moved = scene.changes().iter().any(|c| c.what.past);
    let framed = scene.discourse.framed(scene.local.index).is_some();
    let of_months = |l: &Last| l.line == scene.discourse.line && l.period.is_some_and(|p| p.length().is_some());
    let other = scene.discourse.last.as_ref().is_some_and(|l| traded(l.word.indicator) && of_months(l));
    // "The average price of crude was 74,536 yen, up by a quarter": nor is an average that of a day.
    let own = still && moved && !framed && !other && !averaged(scene) && !told_by_somebody(scene);
    (own && reports_a_day(scene.page)).then_some(TimePeriod::Day(day))
}

/// Whether a verb of saying stands before the number. "The yield on ten-year notes fell": one directly before a verb of change is a noun.
pub fn told_by_somebody(scene: &Scene<'_>) -> bool {
    let says = |m: &Match| *m.reading == Reading::Speech(Speech::Verb) && !scene.page.has(m.last, Reading::CHANGE);
    (scene.local.first..scene.quantity().lead).any(|i| scene.page.any(i, Reading::SPEECH, says))
}

/// Whether the first paragraph of prose names a day of the week, or today.
fn reports_a_day(page: &Page<'_>) -> bool {
    let Some(line) = page.lines.get(page.first_prose()).or(page.lines.first()) else { return false };
    let day = |r: &Reading| matches!(r, Reading::Time(Time::Weekday(1..) | Time::Day)).then_some(());
    (line.first..line.last).any(|i| page.find_of(i, Reading::TIME, day).is_some())
}
