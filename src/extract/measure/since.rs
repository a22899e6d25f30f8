//! The time since which something grew.

use chrono::Datelike;

use crate::extract::discourse::Last;
use crate::extract::mention::{At, within};
use crate::extract::period::{EndOf, Expr, Period, Use};
use crate::extract::quantity::Quantity;
use crate::extract::scene::{Origin, Scene};
use crate::extract::topic::Topic;
use crate::extract::when::{Timed, between, grown_from_new_year, heads_next, runs_from_new_year};
use crate::lang::{Link, Match, Reading, Time};
use crate::model::{Base, Month, Since, TimePeriod};

/// The time since which something grew, where one stands near.
pub(super) fn since(scene: &Scene<'_>, timed: &Timed) -> Option<Base> {
    let starts = scene.local.periods.iter().filter(|p| p.used == Use::Since);
    let since = starts.min_by_key(|p| scene.distance(p.place())).filter(|p| scene.distance(p.place()) <= 25)?;
    // "0.09 % in a week, since the start of the month 0.20 %": what leads to the next number is that number's base.
    let behind = scene.quantity().last;
    let comma = || (behind..since.first).any(|i| matches!(scene.page.mark(i), b',' | b';'));
    let leads = |q: &Quantity| q.lead >= since.last && q.lead - since.last <= 3;
    let next = scene.local.quantities[scene.n + 1..].iter().any(leads);
    if since.first >= behind && next && comma() || heads_next(scene, since) {
        return None;
    }
    // "In April it was 8.8 % and adds up to 65 % since the start of the year", "rose by 0.3 % in August": so is what stands directly behind
    // it, where this one has a time of its own.
    let start = matches!(since.expr, Expr::End(EndOf::Start { month: 1, .. }));
    let small = |i: usize| scene.page.one_of(i, &[Link::Since, Link::The, Link::Article]);
    let directly =
        |q: &Quantity| q.last <= since.first && since.first - q.last <= 2 && (q.last..since.first).all(small);
    let taken = scene.local.quantities[scene.n + 1..].iter().find(|q| directly(q));
    let own = |q: &Quantity| scene.local.periods.iter().any(|p| p.used == Use::When && p.last <= q.lead);
    if start && taken.is_some_and(own) {
        return None;
    }
    // "Since January 5.6 %, on the year 6.9 %": a base of its own stands behind the number of the other.
    let own = |b: &At<bool>| b.first >= since.last && b.last <= scene.quantity().lead;
    if scene.before().iter().any(|q| q.first >= since.last) && scene.bases().iter().any(own) {
        return None;
    }
    // "The best since 2019; the second quarter was revised to 7.0 %": what a semicolon parts from the number is of another clause.
    let semicolon = |i: usize| scene.page.is(i, b';');
    // "Credit grew by 1.1 % in August; since the start of the year it has grown by 4.3 %".
    let way = if since.first >= behind { behind..since.first } else { since.last..scene.quantity().first };
    let apart = way.into_iter().any(semicolon);
    // "By 5.4 % since December, but by 9.5 % over the year": nor is one behind whose number a new clause has begun.
    let counted = |q: &Quantity| q.first >= since.last && q.last <= scene.quantity().lead;
    let parted = || (since.last..scene.quantity().lead).any(|i| scene.page.link(i, Link::Clause));
    if apart || since.last <= scene.quantity().lead && scene.before().iter().any(counted) && parted() {
        return None;
    }
    if of_clause_before(scene, since) {
        return None;
    }
    // "the best since 2019" ranks the value and gives no base.
    let from =
        if since.first >= behind { since.first.saturating_sub(10).max(behind) } else { since.first.saturating_sub(4) };
    if (from..since.first).any(|i| scene.page.link(i, Link::Superlative)) {
        return None;
    }
    match since.expr {
        Expr::Fixed(period) => Some(since_period(period)),
        Expr::Months { .. } | Expr::End(_) => {
            let start = timed.anchor.resolve(since.expr)?;
            // "Prices have risen by 5.4 percent since December": nothing grew since a time behind its own.
            let late = timed.period.is_some_and(|p| start.first_day() > p.last_day());
            Some(since_period(if late { start.plus_years(-1) } else { start }))
        }
        _ => None,
    }
}

/// "Inflation has fallen since the start of the year and came to 1.2 % in February": whether "and" leads from the time since which something
/// has gone on to a number with a verb and a time of its own.
fn of_clause_before(scene: &Scene<'_>, since: &Period) -> bool {
    let own = |p: &Period| p.used == Use::When && p.first >= since.last && p.last <= scene.quantity().lead;
    let moves = |i: usize, end: usize| !within(&scene.mentions.changes, i, end).is_empty();
    let and = |p: &Period| {
        let joins = |i: &usize| scene.page.link(*i, Link::And) && moves(since.last, *i) && moves(*i, p.first);
        (since.last..p.first).any(|i| joins(&i))
    };
    !scene.quantity().is_points() && scene.local.periods.iter().any(|p| own(p) && and(p))
}

/// Growth since a year, or since the month with which a run starts.
pub fn since_period(period: TimePeriod) -> Base {
    Base::Since(match period {
        TimePeriod::Months { first, count: 12 } => Since::Year(first.year()),
        TimePeriod::Months { first, .. } => Since::Month(first),
        TimePeriod::Day(day) => Since::Month(Month::of(day)),
    })
}

/// "Since the beginning of the year prices have risen by 3.4 %", "reserves by 3.5 billion": on December of the year before.
pub(super) fn since_december(scene: &Scene<'_>, timed: &Timed, topic: &Topic, growth: bool) -> Option<Base> {
    let prices = growth && topic.word.indicator.is_price_rate() && runs_from_new_year(scene, topic);
    let short = |p: &TimePeriod| p.length() != Some(12);
    let since = scene.local.periods.iter().find(|p| p.used == Use::Since);
    let run = if prices {
        // "Since the start of the year prices have risen by 4.1 %", in a text that names no month.
        timed.period.or_else(|| timed.anchor.resolve(since?.expr)).filter(short)
    } else if grown_from_new_year(scene, topic) {
        timed.period.or_else(|| timed.anchor.resolve(since?.expr))
    } else {
        None
    };
    if since.is_some_and(|since| of_clause_before(scene, since)) {
        return None;
    }
    let december = Month::new(run?.first_day().year() - 1, 12)?;
    Some(Base::Since(Since::Month(december)))
}

/// "Loans grew by 13 trillion in the first eight months": what has been lent or deposited more in the months since new year is on the
/// end of the year before.
pub(super) fn amassed(timed: &Timed, topic: &Topic) -> Option<Base> {
    let lent = matches!(topic.word.indicator.code(), "credit" | "deposits" | "money_supply");
    let Some(TimePeriod::Months { first, count: 2..12 }) = timed.period.filter(|_| lent) else { return None };
    let december = Month::new(first.year() - 1, 12).filter(|_| first.month() == 1)?;
    Some(Base::Since(Since::Month(december)))
}

/// "Prices have risen by 4.8 % since December. Food rose by 5.3 %": what the next sentence of a paragraph, or the same one, goes on to tell
/// of the parts of prices they have risen by since then, too.
pub(super) fn since_the_turn(scene: &Scene<'_>, timed: &Timed, topic: &Topic) -> Option<Base> {
    let prices = topic.word.indicator.is_price_rate() && topic.item.is_some() && scene.bases().is_empty();
    let next = |l: &&Last| l.line == scene.discourse.line && scene.local.index - l.sentence <= 1;
    let last = scene.discourse.last.as_ref().filter(next).filter(|l| l.word.indicator == topic.word.indicator)?;
    let carried = timed.origin == Origin::Carried && last.period == timed.period;
    last.measure.base().filter(|base| prices && carried && on_december(base))
}

/// Whether something has moved since a December, as what is counted from the start of a year has.
pub(super) fn on_december(base: &Base) -> bool {
    matches!(base, Base::Since(Since::Month(month)) if month.month() == 12)
}

/// Growth since so many years before a year; of another time it is not said since when.
pub(super) fn since_years_ago(timed: &Timed, years: i32) -> Base {
    match timed.period {
        Some(p) if p.length() == Some(12) => Base::Since(Since::Year(p.last_day().year() - years)),
        _ => Base::Unstated,
    }
}

/// "In the first half of the year the somoni firmed by 9.4 %": a currency moves in the course of a time, from its start.
pub(super) fn since_its_start(timed: &Timed) -> Base {
    match timed.period {
        Some(TimePeriod::Months { count: 12, .. }) | None => Base::YearAgo,
        Some(TimePeriod::Months { first, count }) if !matches!(count, 1 | 3) => Base::Since(Since::Month(first)),
        Some(_) => Base::PreviousPeriod,
    }
}

/// "from $44.5 billion in 2015 to $83.3 billion in 2022, i.e. 87%": growth over more than a year, since the first.
pub(super) fn from_to(scene: &Scene<'_>, timed: &Timed) -> Option<Base> {
    let period = timed.period?;
    let from = scene
        .local
        .quantities
        .iter()
        .find(|q| q.lead.checked_sub(1).is_some_and(|i| scene.page.link(i, Link::From)))
        // "From 3.4% in 2025 to 2.8% in 2026 and 2.5% in 2027": rates that follow each other are no growth since the first.
        .filter(|q| q.counted != scene.quantity().counted)?;
    let start = scene.local.periods.iter().find(|p| p.first >= from.last && p.first - from.last <= 2)?;
    let TimePeriod::Months { first, count: 12 } = timed.anchor.resolve(start.expr)? else { return None };
    // A fiscal year ends in the year after the one in which it begins.
    let years = period.first_day().year() - first.year();
    (years > 1).then_some(Base::Since(Since::Year(first.year())))
}

/// "Between the first quarters of 2024 and 2025 the economy created 282,000 jobs": what lies between the same part of one year and the next.
pub(super) fn between_years(scene: &Scene<'_>, timed: &Timed) -> Option<Base> {
    let (from, to) = between(scene, timed)?;
    let part = |p: TimePeriod| matches!(p.length(), Some(1..=11));
    (part(to) && from.plus_years(1) == to).then_some(Base::YearAgo)
}

/// Whether the text has told by how many the number of those who work, or of those who do not, has changed on the year before, so that it
/// goes on with that: labour markets change with the seasons.
pub fn on_the_year(scene: &Scene<'_>, topic: &Topic) -> bool {
    let people = matches!(topic.word.indicator.code(), "employment" | "unemployment");
    people && scene.discourse.stepped == Some(true)
}

/// "For the year to March 2027 we project growth of 2.8 %": what grew in a year that ends with a month grew on the year before.
pub(super) fn over_year(scene: &Scene<'_>, timed: &Timed) -> Option<Base> {
    let year = |m: &Match| matches!(m.reading, Reading::Time(Time::Year | Time::Unit(12)));
    let month = |p: &Period| matches!(p.expr, Expr::Months { from, to, .. } if from == to);
    let own = scene.local.periods.iter().find(|p| Some(p.place()) == timed.place).filter(|p| month(p))?;
    scene.page.any(own.first, Reading::TIME, year).then_some(Base::YearAgo)
}

/// The base that a comparison names: a year before, the period before, or further back.
pub(super) fn compared(timed: &Timed) -> Option<Base> {
    const LATELY: i32 = 3;
    let (period, other) = match (timed.period, timed.compared?) {
        (Some(period), other) => (period, other),
        // "By 36 % on the level of 2020", whatever time that has been reached in.
        (None, TimePeriod::Months { count: 12, first }) => {
            let year = timed.anchor.published?.vintage().year();
            return (year - first.year() > LATELY).then_some(Base::Since(Since::Year(first.year())));
        }
        // "2.5 percent below the peak of April 2007".
        (None, TimePeriod::Months { count: 1, first }) => {
            let years = timed.anchor.published?.vintage().year() - first.year();
            return (years > LATELY).then_some(Base::Since(Since::Month(first)));
        }
        _ => return None,
    };
    if period.plus_years(-1) == other || other.plus_years(1) == period {
        return Some(Base::YearAgo);
    }
    if period.previous() == Some(other) {
        return Some(Base::PreviousPeriod);
    }
    // "By 10.6 % on September of 2024, and in nine months by 8.1 %": what the last month of a run is set against is of the year before.
    if other.length() == Some(1) && other.plus_years(1).last_day() == period.last_day() {
        return Some(Base::YearAgo);
    }
    let earlier = other.last_day() < period.first_day();
    match other {
        TimePeriod::Months { count: 12, first } if earlier && period.length() == Some(12) => {
            Some(Base::Since(Since::Year(first.year())))
        }
        TimePeriod::Months { count: 1, first } if earlier => Some(Base::Since(Since::Month(first))),
        TimePeriod::Months { first, .. } if earlier => {
            let years = period.last_day().year() - other.last_day().year();
            Some(if years == 1 { Base::YearAgo } else { Base::Since(Since::Year(first.year())) })
        }
        _ => None,
    }
}
