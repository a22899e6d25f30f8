//! The times of the two values of a pair: "from 5.0 to 4.9 %".

use super::nearest::owner;
use super::{Timed, open};
use crate::extract::measure::{Kind, Measured, on_the_year};
use crate::extract::period::{Anchor, Expr, Period, Use, Year};
use crate::extract::scene::{Origin, Scene};
use crate::extract::topic::Topic;
use crate::lang::{Link, Match, Reading, Time};
use crate::model::{IndicatorKind, ObsStatus, TimePeriod};

/// Gives the values of a pair their times: the two ends of a stretch ("between September and October it slipped from 5.0 to
/// 4.9 %"), else the old one the run before that of the new one ("fell from 11.4 to 10.3 % in the second quarter"), or the one
/// that the sentence compares with.
pub(super) fn paired(
    scene: &Scene<'_>,
    topic: &Topic,
    status: ObsStatus,
    (own, told): (Option<&Period>, Option<TimePeriod>),
    timed: &mut Timed,
) {
    let to = scene.lists.moved[scene.n];
    if to.is_none() && !scene.lists.is_new(scene.n) {
        return;
    }
    let next = after_the_one_before(scene).filter(|_| timed.origin == Origin::Carried);
    if next.is_some() || is_now(scene) {
        timed.period = next;
        return;
    }
    let pair = scene.discourse.paired.filter(|(.., line)| *line == scene.discourse.line);
    if let Some((old, new)) = between(scene, timed) {
        timed.period = Some(if to.is_some() { old } else { new });
        timed.back |= to.is_some();
        return;
    }
    if let Some(own) = own.filter(|own| scene.page.before_is(own.first, Link::Between)) {
        // "Between the same dates".
        let same = pair
            .filter(|_| matches!(own.expr, Expr::Same(_)))
            .map(|(old, new, _)| if to.is_some() { old } else { new });
        timed.period = same.or_else(|| end_of(timed.period?, to.is_some())).or(timed.period);
        timed.back |= to.is_some();
        return;
    }
    // "In the same time the core rate went from 4.23 to 4.26 %": behind one pair the next has its times.
    let carried = timed.origin == Origin::Carried || own.is_some_and(|own| as_before(scene, topic, own));
    let again = pair.filter(|(old, new, _)| [Some(*old), Some(*new)].contains(&told) && carried);
    if let Some((old, new, _)) = again.filter(|_| topic.word.indicator.code() != "policy_rate") {
        timed.period = Some(if to.is_some() { old } else { new });
        timed.back |= to.is_some();
        return;
    }
    let Some(to) = to else { return };
    // "由第二季的3.5%上升至3.9%": where the time stands first, the one directly before the number is its own.
    let own_time = |own: &Period| {
        let number = scene.quantity();
        let led = own.last <= number.lead && own.last + 1 >= number.lead && scene.page.grammar(own.first).year_first;
        owner(scene, own) == Some(scene.n) || own.first >= number.last && own.last <= to || led
    };
    // A rate that is set, and a forecast that is moved, have no run before them.
    let moves =
        status == ObsStatus::Actual && topic.word.indicator.code() != "policy_rate" && !scene.says(Link::Revised);
    let long = |p: TimePeriod| !matches!(p.length(), Some(1 | 3));
    let known = timed.period != told && !told.is_some_and(long);
    let Some(period) = told.filter(|p| !known && moves && !(open(scene, *p) && long(*p))) else { return };
    if own.is_some_and(own_time) {
        return;
    }
    let alike = |c: &TimePeriod| c.length() == period.length() && c.last_day() < period.last_day();
    let before = || match period.length()? {
        1 | 3 if !on_the_year(scene, topic) => period.previous(),
        _ => Some(period.plus_years(-1)),
    };
    timed.period = timed.compared.filter(alike).or_else(before);
    (timed.aside, timed.back) = (true, true);
}

/// "增速从前一季的5.5%掉到4%": the new value of a pair of which the old one is of the quarter before is of the one that follows that.
fn after_the_one_before(scene: &Scene<'_>) -> Option<TimePeriod> {
    let old = scene.previous().filter(|_| scene.lists.is_new(scene.n))?;
    let named = |p: &&Period| p.expr == Expr::Before && p.last <= old.first && old.first - p.last <= 1;
    scene.local.periods.iter().find(named)?;
    let told = scene.discourse.said.last().filter(|said| said.0 == old.first)?;
    let TimePeriod::Months { first, count } = told.1? else { return None };
    TimePeriod::months(first.plus(i32::try_from(count).ok()?), count)
}

/// "From 2.8 million in 2024 to 3 million this year, the rate from 6.0 % to 6.3 %": whether an expression belongs to numbers before the words for
/// what is told, or says that it is the same.
fn as_before(scene: &Scene<'_>, topic: &Topic, own: &Period) -> bool {
    matches!(own.expr, Expr::Same(Year::Open) | Expr::That(_))
        || topic.place.is_some_and(|p| own.last <= p.0) && !scene.before().is_empty()
}

/// "Between July and the first half of September", "between 2020 and 2024": the times that "between" and "and" lead to.
pub fn between(scene: &Scene<'_>, timed: &Timed) -> Option<(TimePeriod, TimePeriod)> {
    const REACH: usize = 7;
    let all = scene.local.periods;
    let opens = all.iter().position(|p| scene.page.before_is(p.first, Link::Between))?;
    let (from, to) = (&all[opens], all.get(opens + 1)?);
    let joined = scene.page.link(from.last, Link::And) && to.first - from.last <= REACH;
    let (from, to) = (timed.anchor.resolve(from.expr)?, timed.anchor.resolve(to.expr)?);
    (joined && from.last_day() < to.last_day() && from.length() == to.length()).then_some((from, to))
}

/// "It will grow by 1.6 percent in both years": the two years of which the text has told, where a number is said of both. "The forecasts for
/// this year and next have been revised by 0.3 points each": or those that the sentence names.
pub(super) fn both_years(scene: &Scene<'_>) -> Option<(TimePeriod, TimePeriod)> {
    const REACH: usize = 3;
    let (page, last) = (scene.page, scene.quantity().last);
    let year = |m: &Match| matches!(m.reading, Reading::Time(Time::Unit(12) | Time::Year));
    let both = |i: usize| page.link(i, Link::Both) && page.any(i + 1, Reading::TIME, year);
    let years = scene.discourse.years.filter(|years| years.1 == 2 && (last..last + REACH).any(both));
    if let Some((first, ..)) = years {
        return Some((first, first.plus_years(1)));
    }
    let each = page.one_of(last, &[Link::Each, Link::Both]);
    let anchor = scene.discourse.anchor(None, true);
    let pair = scene.local.periods.iter().find_map(|one| {
        let behind = one.first >= last && one.first - last <= REACH;
        let ahead = each && one.last <= scene.quantity().lead;
        let first = anchor.resolve(one.expr).filter(|p| p.length() == Some(12) && (behind || ahead))?;
        next_named(scene, one, ahead, &anchor).map(|second| (first, second))
    });
    pair.filter(|(first, second)| first.plus_years(1) == *second)
}

/// "This year and next", "2025 and 2026": the year that "and" joins to another, where both are ahead of the number, or the second is but the
/// word for the next one.
fn next_named(scene: &Scene<'_>, one: &Period, ahead: bool, anchor: &Anchor) -> Option<TimePeriod> {
    let page = scene.page;
    let and = Some(one.last).filter(|i| page.link(*i, Link::And))?;
    let this = matches!(one.expr, Expr::Relative { months: 12, offset: 0 });
    let alone =
        page.tokens.get(and + 2).is_none_or(|t| t.breaks > 0 || !page.has(and + 2, Reading::TIME | Reading::NUMBER));
    if this && alone && page.time(and + 1, Time::Next) {
        return anchor.resolve(one.expr).map(|p| p.plus_years(1));
    }
    let other = scene.local.periods.iter().find(|p| p.first > and && p.first - and <= 2).filter(|_| ahead)?;
    anchor.resolve(other.expr).filter(|p| p.length() == Some(12))
}

/// The first or the last part of a stretch of months or years.
fn end_of(stretch: TimePeriod, first: bool) -> Option<TimePeriod> {
    let TimePeriod::Months { first: from, count } = stretch else { return None };
    let part = if count % 12 == 0 && count > 12 { 12 } else { 1 };
    if count == part || count == 12 {
        return None;
    }
    let start = if first { from } else { from.plus((count - part) as i32) };
    TimePeriod::months(start, part)
}

/// "2 % in 2025 and 2026", "1,0 % en 2026 comme en 2027": the second of two times, each as long as the other, of which a number
/// before them is said.
pub fn also(scene: &Scene<'_>, timed: &Timed) -> Option<TimePeriod> {
    if let Some((_, second)) = both_years(scene) {
        return Some(second);
    }
    const SMALL: [Link; 9] =
        [Link::And, Link::Alike, Link::In, Link::For, Link::The, Link::Article, Link::Of, Link::On, Link::At];
    let page = scene.page;
    let (first, period) = (timed.place?, timed.period?);
    // "Between 2020 and 2024" is one stretch.
    if page.before_is(first.0, Link::Between) {
        return None;
    }
    let next = scene.local.periods.iter().find(|p| p.first >= first.1)?;
    let gap = first.1..next.first;
    let as_well = gap.clone().any(|i| page.link(i, Link::Alike));
    let joined = (1..=3).contains(&gap.len())
        && gap.clone().all(|i| page.one_of(i, &SMALL))
        && (as_well || gap.into_iter().any(|i| page.link(i, Link::And)));
    let behind = first.0 >= scene.quantity().last && first.0 - scene.quantity().last <= 3;
    // "Für 2025 wie für 2026 auf fünf Prozent": so may words for "as well as" before it, where no other number has them.
    let ahead = || next.last <= scene.quantity().lead && scene.before().iter().all(|q| q.last <= first.0);
    let behind = behind || as_well && ahead();
    // "2 % in 2025 and in 2026 3 %": a number that follows has the second time for itself, where no comma parts the two.
    let own =
        !page.is(next.last, b',') && scene.next().is_some_and(|q| q.first >= next.last && q.lead <= next.last + 4);
    let second = timed.anchor.resolve(next.expr)?;
    let alike = second != period && second.length() == period.length() && (as_well || next.used == Use::When);
    (joined && behind && !own && alike && scene.lists.periods[scene.n].is_none()).then_some(second)
}

/// "Slashed 22 million jobs in March and April", "экспорт за июль и август составил": an amount that flows in two months which "and" joins came
/// together over both. A percentage is one of each.
pub(super) fn over_both(scene: &Scene<'_>, topic: &Topic, measured: &Measured, timed: &mut Timed) {
    let flows = topic.word.indicator.kind() == IndicatorKind::Flow || measured.kind == Kind::Change;
    let counted = !scene.quantity().is_percent() && !scene.quantity().is_points();
    let Some(TimePeriod::Months { first, count: 1 }) = timed.period.filter(|_| flows && counted) else { return };
    let as_well = |(from, to): (usize, usize)| (from..to).any(|i| scene.page.link(i, Link::Alike));
    let next = TimePeriod::month(first.plus(1));
    let each = |from: usize| from > 0 && scene.page.one_of(from - 1, &[Link::Both, Link::Each]);
    let apart = timed.place.is_some_and(|p| each(p.0) || as_well((p.1, (p.1 + 2).min(scene.local.last))));
    if also(scene, timed) == Some(next) && !apart {
        timed.period = TimePeriod::months(first, 2);
    }
    // "In July and August exports came to 5 billion": where both stand before the number, the second is the nearer one.
    let Some((start, _)) = timed.place.filter(|p| p.1 <= scene.quantity().lead) else { return };
    let joined = |p: &&Period| p.last + 1 == start && scene.page.link(p.last, Link::And) && !each(p.first);
    let before = scene.local.periods.iter().find(joined).and_then(|p| timed.anchor.resolve(p.expr));
    if before == Some(TimePeriod::month(first.plus(-1))) {
        timed.period = TimePeriod::months(first.plus(-1), 2);
    }
}

/// "Down from 1.3 million tonnes and 301 million dollars in 2023": the time behind the second of two numbers that "and" joins behind "from" is
/// that of the first, too.
pub(super) fn joined<'s>(scene: &Scene<'s>) -> Option<&'s Period> {
    let (page, number, next) = (scene.page, scene.quantity(), scene.next()?);
    let from = page.before_one(number.lead, &[Link::From, Link::Against]);
    let and = next.lead == number.last + 1 && page.link(number.last, Link::And) && next.counted != number.counted;
    let behind = |p: &&Period| p.used == Use::When && p.first >= next.last && p.first - next.last <= 1;
    scene.local.periods.iter().find(behind).filter(|_| from && and)
}

/// "From 10 billion in 2012 to 3.5 billion today": whether the new value of a pair is what there is now.
fn is_now(scene: &Scene<'_>) -> bool {
    let last = scene.quantity().last;
    scene.lists.is_new(scene.n) && scene.page.time(last, Time::Today) && !scene.page.dated(last)
}
