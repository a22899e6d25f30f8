//! Days on which something is read, and runs of days.

use crate::extract::period::{Expr, Period, Use};
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::lang::{Link, Match, Reading, Time};
use crate::model::TimePeriod;
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

/// "С 5 по 11 ноября", "vom 3. bis 9. November": whether a day is the last one of a run of days, such as a week.
pub fn ends_days(scene: &Scene<'_>, period: &Period) -> bool {
    const REACH: usize = 5;
    let page = scene.page;
    let day = |i: usize| page.tokens[i].kind == Kind::Number && page.tokens[i].end - page.tokens[i].start <= 2;
    let from = |i: &usize| page.one_of(*i, &[Link::From, Link::Since]);
    // "In the week to June 9".
    let week = |i: usize| page.any(i, Reading::TIME, |m| *m.reading == Reading::Time(Time::Unit(0)));
    let ends = |i: usize| {
        page.one_of(i, &[Link::To, Link::Until])
            || page.any(i, Reading::TIME, |m| *m.reading == Reading::Time(Time::Ends))
    };
    // "11–17 ноября".
    let dash = page.tokens.get(period.first + 1).is_some_and(|t| t.kind == Kind::Dash) && day(period.first);
    if dash && matches!(period.expr, Expr::Day { .. }) {
        return true;
    }
    let on = usize::from(period.first > 0 && page.link(period.first - 1, Link::On));
    if period.first >= 2 + on && week(period.first - on - 2) && ends(period.first - on - 1) {
        return matches!(period.expr, Expr::Day { .. } | Expr::Fixed(TimePeriod::Day(_)));
    }
    let opens = (period.first.saturating_sub(REACH).max(scene.local.first)..period.first).rfind(from);
    matches!(period.expr, Expr::Day { .. } | Expr::Fixed(TimePeriod::Day(_)))
        && opens.is_some_and(|i| {
            day(i + 1)
                && (i + 2..period.first).any(|t| page.one_of(t, &[Link::Until, Link::To, Link::By, Link::Toward]))
        })
}

/// "По оценке на 21 июля", "as of July 21": whether a rate of prices is read on a day.
pub(super) fn read_on(scene: &Scene<'_>, period: &Period, topic: &Topic) -> bool {
    let until = period.used == Use::Toward && period.last <= scene.quantity().first;
    let read = until || as_of(scene, period.first) || ends_days(scene, period);
    // "10 percent higher on February 10 than a year earlier".
    let year = |p: &Period| matches!(p.expr, Expr::YearsAgo(1)) && p.used == Use::Compared;
    let yearly = || scene.bases().iter().any(|b| b.what) || scene.local.periods.iter().any(year);
    let read = read || is_day(period) && scene.page.before_is(period.first, Link::On) && yearly();
    read && topic.word.indicator.code() == "inflation"
}

/// Whether an expression of time is of a day.
pub(super) fn is_day(period: &Period) -> bool {
    matches!(period.expr, Expr::Day { .. } | Expr::Today | Expr::Fixed(TimePeriod::Day(_)))
}
