//! Days on which something is read, and runs of days.

use chrono::{Datelike, Days};

use super::Timed;
use super::day::until_day;
use crate::extract::measure::{Kind as Measure, Measured};
use crate::extract::page::Page;
use crate::extract::period::{Expr, Period, Use};
use crate::extract::scene::{Found, Scene};
use crate::extract::topic::Topic;
use crate::lang::{Link, Match, Reading, Time};
use crate::model::{Base, IndicatorKind, Month, TimePeriod, Transformation};
use crate::text::Kind;

/// Whether "as of" leads to an expression; a language of cases says it with "on" alone.
fn as_of(scene: &Scene<'_>, at: usize) -> bool {
    let on = |first: usize, long: bool| {
        let words = |m: &Match| *m.reading == Reading::Link(Link::On) && m.last == at && (!long || at - first >= 2);
        scene.page.any(first, Reading::LINK, words)
    };
    let cases = scene.page.grammar(at).bare_genitive;
    (at.saturating_sub(4)..at).any(|first| on(first, !cases))
}

/// Whether a day of a sentence is the last one of a run of days.
pub fn ends_days(scene: &Scene<'_>, period: &Period) -> bool {
    closes_days(scene.page, scene.local.first, period)
}

/// "С 5 по 11 ноября", "vom 3. bis 9. November": whether a day is the last one of a run of days, such as a week, that begins behind a token.
pub fn closes_days(page: &Page<'_>, start: usize, period: &Period) -> bool {
    const REACH: usize = 5;
    let day = |i: usize| page.tokens[i].kind == Kind::Number && page.tokens[i].end - page.tokens[i].start <= 2;
    let from = |i: &usize| page.one_of(*i, &[Link::From, Link::Since]);
    // "In the week to June 9".
    let week = |i: usize| page.any(i, Reading::TIME, |m| *m.reading == Reading::Time(Time::Unit(0)));
    let ends = |i: usize| page.one_of(i, &[Link::To, Link::Until]) || page.time(i, Time::Ends);
    // "11–17 ноября", "Nov. 11-17".
    let dash = (period.first + 1..period.last).any(|i| page.tokens[i].kind == Kind::Dash && day(i - 1));
    if dash && matches!(period.expr, Expr::Day { .. }) {
        return true;
    }
    let on = usize::from(period.first > 0 && page.link(period.first - 1, Link::On));
    if period.first >= 2 + on && week(period.first - on - 2) && ends(period.first - on - 1) {
        return matches!(period.expr, Expr::Day { .. } | Expr::Fixed(TimePeriod::Day(_)));
    }
    let opens = (period.first.saturating_sub(REACH).max(start)..period.first).rfind(from);
    matches!(period.expr, Expr::Day { .. } | Expr::Fixed(TimePeriod::Day(_)))
        && opens.is_some_and(|i| {
            day(i + 1)
                && (i + 2..period.first).any(|t| page.one_of(t, &[Link::Until, Link::To, Link::By, Link::Toward]))
        })
}

/// "Prices rose by 0.2 % in the week from 29 September to 5 October": the months in which the days lie in which prices have moved on those
/// before, of which no more than the last one is known to the text that goes on with them.
pub fn months_of_days(
    found: &Found<'_, '_>,
    topic: &Topic,
    timed: &Timed,
    measure: Transformation,
) -> Option<TimePeriod> {
    const WEEK: u64 = 6;
    let step = measure == Transformation::Growth(Base::PreviousPeriod);
    let prices = topic.word.indicator.is_price_rate() && step;
    let Some(TimePeriod::Day(last)) = timed.period.filter(|_| prices) else { return None };
    let page = found.page;
    let digits = |i: usize| page.word(i).parse::<u32>().ok().filter(|day| (1..=31).contains(day));
    let own = timed.place.map(|place| place.0);
    // "7–13 октября", "с 7 по 13 октября", "с 29 сентября по 5 октября".
    let glued = own.filter(|i| page.tokens.get(i + 1).is_some_and(|t| t.kind == Kind::Dash)).and_then(digits);
    let from = |first: usize| {
        let start = first.saturating_sub(5);
        (start..first).rfind(|i| page.one_of(*i, &[Link::From, Link::Since])).and_then(|i| digits(i + 1))
    };
    let first = match glued.or_else(|| own.and_then(from)) {
        Some(day) if day <= last.day() => last.with_day(day)?,
        Some(day) => TimePeriod::month(Month::of(last).plus(-1)).first_day().with_day(day)?,
        None => last.checked_sub_days(Days::new(WEEK))?,
    };
    TimePeriod::between(Month::of(first), Month::of(last))
}

/// "По оценке на 21 июля", "as of July 21": whether a rate of prices is read on a day.
pub(super) fn read_on(scene: &Scene<'_>, period: &Period, topic: &Topic) -> bool {
    let until = period.used == Use::Toward && period.last <= scene.quantity().first;
    let read = until || as_of(scene, period.first) || ends_days(scene, period) || until_day(scene, period);
    // "10 percent higher on February 10 than a year earlier".
    let year = |p: &Period| matches!(p.expr, Expr::YearsAgo(1)) && p.used == Use::Compared;
    let yearly = || scene.bases().iter().any(|b| b.what) || scene.local.periods.iter().any(year);
    let read = read || is_day(period) && scene.page.before_is(period.first, Link::On) && yearly();
    read && topic.word.indicator.code() == "inflation"
}

/// Whether an expression of time is of a day.
pub(super) fn is_day(period: &Period) -> bool {
    matches!(period.expr, Expr::Day { .. } | Expr::Today | Expr::Days(_) | Expr::Fixed(TimePeriod::Day(_)))
}

/// "From 16 to 22 July prices rose by 0.11 %. Over the week petrol rose by 0.5 %": what prices have moved by in a week they moved by in the
/// one of which the text tells.
pub(super) fn in_week(scene: &Scene<'_>, topic: &Topic, measured: &Measured) -> Option<TimePeriod> {
    let indicator = topic.word.indicator;
    let week = scene.discourse.week.filter(|_| indicator.code() == "inflation" && measured.kind == Measure::Growth)?;
    let unit = |i: usize| scene.page.any(i, Reading::TIME, |m| *m.reading == Reading::Time(Time::Unit(0)));
    let said = scene.bases().iter().any(|b| !b.what && (b.first..b.last).any(unit));
    // The next sentence of the paragraph goes on with it.
    let last = scene.discourse.recent(scene.local.index).filter(|l| l.line == scene.discourse.line);
    let goes_on = last.is_some_and(|l| l.period == Some(TimePeriod::Day(week)) && l.item.is_some());
    // "On prices ¶ 7–13 October ¶ Sugar fell by 0.3 %": so they have in a text that its head says is on a week.
    let headed = scene.discourse.headed_by_week && scene.local.periods.is_empty() && scene.statuses().is_empty();
    // "... ¶ Potatoes fell by 9.1 %": so does a paragraph on parts of prices behind one that opens a text with a week.
    let below = scene.discourse.line - scene.discourse.week_line;
    let parts = topic.item.is_some() && scene.discourse.monthly == Some(true) && (1..=2).contains(&below);
    let parts = parts && scene.local.periods.is_empty() && scene.statuses().is_empty();
    (said || (goes_on || headed || parts) && scene.bases().is_empty()).then_some(TimePeriod::Day(week))
}

/// "They have revised it from 2 % to 1 % today": what flows is of no day on which that is told, nor of the last one of a run of days ("shipped
/// 4 billion on Sept. 1-5") where it is no price.
pub(super) fn told_on_day(scene: &Scene<'_>, period: &Period, topic: &Topic) -> bool {
    let indicator = topic.word.indicator;
    let days = || !indicator.is_price_rate() && is_day(period) && ends_days(scene, period);
    indicator.kind() == IndicatorKind::Flow && (matches!(period.expr, Expr::Today) || days())
}
