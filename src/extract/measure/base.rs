//! The base of a growth or change: a year before, the period before, or since when.

use chrono::Datelike;

use super::change::{goes_to, up_to};
use super::{Kind as Measure, Measured};
use crate::extract::discourse::Last;
use crate::extract::mention::{At, covering, within};
use crate::extract::period::{Expr, Use};
use crate::extract::quantity::Quantity;
use crate::extract::scene::{Origin, Scene};
use crate::extract::topic::Topic;
use crate::extract::when::{Timed, ends_days, runs_from_new_year};
use crate::lang::{Link, Reading, Time};
use crate::model::{Base, IndicatorKind, Month, ObsStatus, Since, TimePeriod, Transformation};
use crate::text::Kind;

/// The measure with its base.
pub fn transformation(
    scene: &Scene<'_>,
    measured: &Measured,
    timed: &Timed,
    topic: &Topic,
    status: ObsStatus,
) -> Transformation {
    match measured.kind {
        Measure::Level => Transformation::Level,
        Measure::Share => Transformation::Share,
        Measure::Growth => Transformation::Growth(base(scene, timed, topic, true, status)),
        Measure::Change => Transformation::Change(base(scene, timed, topic, false, status)),
    }
}

/// The base: the one that words or a comparison name, else the one that such figures have.
fn base(scene: &Scene<'_>, timed: &Timed, topic: &Topic, growth: bool, status: ObsStatus) -> Base {
    if topic.word.indicator.code() == "policy_rate" {
        return Base::PreviousPeriod;
    }
    if let Some(base) = since_new_year(scene, timed, topic) {
        return base;
    }
    let named = || {
        since(scene, timed)
            .filter(|_| !runs_from_new_year(scene, topic))
            .or_else(|| from_to(scene, timed))
            .or_else(|| worded(scene, growth))
    };
    let again = || (growth && (goes_on(scene, timed, topic) || running(scene, timed))).then_some(Base::PreviousPeriod);
    // "From 5 to 11 November prices rose by 0.09 %": what prices rose by in a week they rose by on the week before.
    let week = || scene.local.periods.iter().any(|p| Some(p.place()) == timed.place && ends_days(scene, p));
    let step = || (timed.step || growth && week()).then_some(Base::PreviousPeriod);
    let base = named().or_else(|| over_the_same(scene, timed)).or_else(again).or_else(step).or_else(|| compared(timed));
    base.unwrap_or_else(|| usual(scene, timed, topic, growth, status))
}

/// "Prices have risen by 3.8 % since the start of the year": they have done so on December.
fn since_new_year(scene: &Scene<'_>, timed: &Timed, topic: &Topic) -> Option<Base> {
    let prices = matches!(topic.word.indicator.code(), "inflation" | "core_inflation" | "producer_prices");
    let year = || timed.period.map(|p| p.last_day().year()).or(timed.anchor.published.map(|day| day.vintage().year()));
    let december = year().filter(|_| prices && runs_from_new_year(scene, topic)).and_then(|y| Month::new(y - 1, 12));
    december.map(|month| Base::Since(Since::Month(month)))
}

/// The base in words that stands nearest: year on year, month on month.
fn worded(scene: &Scene<'_>, growth: bool) -> Option<Base> {
    let last = scene.quantity().last;
    // "The yearly rate rose by a tenth": what a rate moved by in points is on the month before, whatever the rate is on.
    let points = !growth && scene.quantity().is_points();
    // "It was 0.34 %, the yearly rate 7.98 %": a word that leads to the next number is that number's.
    let of_next = |b: &At<bool>| {
        let next = scene.next().is_some_and(|q| b.first >= last && b.last <= q.lead && q.lead - b.last <= 8);
        next && (last..b.first).any(|i| matches!(scene.page.word(i), "," | ";"))
            && !scene.page.at(b.first).iter().any(|m| m.last == b.last && matches!(m.reading, Reading::Change(_)))
    };
    // "The monthly index of activity grew by 2.2 %": what an indicator is called says nothing of the base.
    let named =
        |b: &At<bool>| covering(scene.indicators(), b.first).is_some_and(|i| i.last - i.first > 2 && i.last >= b.last);
    let fits =
        |b: &&At<bool>| !of_next(b) && !named(b) && (!points || b.first >= last && b.first - last <= 3 || !b.what);
    let near = scene.bases().iter().filter(|b| scene.distance(b.place()) < 30).filter(fits);
    let nearest = near.min_by_key(|b| scene.distance(b.place()))?;
    Some(if nearest.what { Base::YearAgo } else { Base::PreviousPeriod })
}

/// Whether a text that gave a monthly growth goes on with one of the same kind.
fn goes_on(scene: &Scene<'_>, timed: &Timed, topic: &Topic) -> bool {
    let short = timed.period.is_some_and(|p| matches!(p.length(), Some(1 | 3)));
    let last = scene.discourse.recent_move(scene.local.index);
    // A new paragraph does not go on with what an aside of the one before was on; the items of a list do.
    let item = scene.page.tokens[scene.page.lines[scene.discourse.line].first].kind != Kind::Word;
    let near = |l: &Last| {
        let next = scene.discourse.monthly == Some(true) && only_monthly(scene, l.line);
        l.line == scene.discourse.line || item || next
    };
    let monthly = last.filter(|l| near(l)).is_some_and(|l| {
        l.word.indicator.kind() == topic.word.indicator.kind()
            && l.measure == Transformation::Growth(Base::PreviousPeriod)
    });
    short && monthly && timed.compared.is_none()
}

/// Whether a paragraph gives no yearly base.
fn only_monthly(scene: &Scene<'_>, line: usize) -> bool {
    let line = scene.page.lines[line];
    !within(&scene.mentions.bases, line.first, line.last).iter().any(|b| b.what)
}

/// "Rose by 0.3 percent for the fourth month running": what has grown month after month grew on the month before.
fn running(scene: &Scene<'_>, timed: &Timed) -> bool {
    const REACH: usize = 7;
    let behind = scene.quantity().last;
    let again = |i: usize| scene.page.at(i).iter().any(|m| m.reading == Reading::Time(Time::Running));
    let month = |i: usize| scene.page.at(i).iter().any(|m| m.reading == Reading::Time(Time::Unit(1)));
    let end = (behind + REACH).min(scene.local.last);
    timed.period.and_then(TimePeriod::length) == Some(1)
        && !goes_to(scene)
        && scene.page.link(behind, Link::For)
        && (behind..end).any(again)
        && (behind..end).any(month)
}

/// "Trade rose by 87% from 2015 to 2022. GDP: 7.3%, industry: 16.9%": what a list goes on to say of the same run grew
/// since the same time.
fn over_the_same(scene: &Scene<'_>, timed: &Timed) -> Option<Base> {
    let last = scene.discourse.recent_move(scene.local.index)?;
    let opens = scene.page.lines[scene.discourse.line].first;
    let item = last.line <= scene.discourse.line && scene.page.tokens[opens].kind != Kind::Word;
    let carried = timed.origin == Origin::Carried && timed.compared.is_none() && item;
    let since = last.measure.base().filter(|base| matches!(base, Base::Since(_)));
    since.filter(|_| carried && last.period == timed.period && scene.bases().is_empty())
}

/// "Consumer prices rose 0.2 % last month. In the 12 months through February they rose 2.8 %": where a paragraph on
/// prices marks the annual rates, what prices rose in a month by is the monthly one.
fn monthly_by_contrast(scene: &Scene<'_>, topic: &Topic) -> bool {
    let prices = matches!(topic.word.indicator.code(), "inflation" | "core_inflation" | "producer_prices");
    let line = scene.page.lines[scene.page.sentences[scene.local.index].line];
    let changes = within(&scene.mentions.changes, scene.local.first, scene.local.last);
    let moves = changes.iter().any(|c| c.what.direction != 0 && scene.distance(c.place()) < 6);
    // What prices rose to is the rate itself.
    // "Sur un an, les prix ... Ceux de l'énergie reculent de 6,2 %": behind a yearly rate the text goes on with it.
    let goes_on = within(&scene.mentions.bases, line.first, scene.local.first).iter().any(|b| b.what);
    prices
        && moves
        && !goes_on
        && !goes_to(scene)
        && !up_to(scene)
        && within(&scene.mentions.bases, line.first, line.last).iter().any(|b| b.what)
}

/// The base that goes without saying.
fn usual(scene: &Scene<'_>, timed: &Timed, topic: &Topic, growth: bool, status: ObsStatus) -> Base {
    let stock = topic.word.indicator.kind() == IndicatorKind::Stock;
    let short = timed.period.is_some_and(|p| p.length().is_none_or(|n| n <= 3));
    match (growth, status) {
        // What a stock gained in a month or a week it gained on the month or week before.
        (_, ObsStatus::Actual | ObsStatus::Estimate) if stock && short => Base::PreviousPeriod,
        (true, _) if timed.period.and_then(TimePeriod::length) == Some(1) && monthly_by_contrast(scene, topic) => {
            Base::PreviousPeriod
        }
        (true, _) => Base::YearAgo,
        (false, ObsStatus::Forecast | ObsStatus::Target) => Base::Unstated,
        (false, _) if scene.quantity().is_points() => Base::PreviousPeriod,
        (false, _) => Base::YearAgo,
    }
}

/// The base that a comparison names: a year before, the period before, or further back.
fn compared(timed: &Timed) -> Option<Base> {
    let (period, other) = timed.period.zip(timed.compared)?;
    if period.plus_years(-1) == other || other.plus_years(1) == period {
        return Some(Base::YearAgo);
    }
    if period.previous() == Some(other) {
        return Some(Base::PreviousPeriod);
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

/// "from $44.5 billion in 2015 to $83.3 billion in 2022, i.e. 87%": growth over more than a year, since the first.
fn from_to(scene: &Scene<'_>, timed: &Timed) -> Option<Base> {
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

/// The time since which something grew, where one stands near.
fn since(scene: &Scene<'_>, timed: &Timed) -> Option<Base> {
    let starts = scene.local.periods.iter().filter(|p| p.used == Use::Since);
    let since = starts.min_by_key(|p| scene.distance(p.place())).filter(|p| scene.distance(p.place()) <= 25)?;
    // "0.09 % in a week, since the start of the month 0.20 %": what leads to the next number is that number's base.
    let behind = scene.quantity().last;
    let comma = || (behind..since.first).any(|i| matches!(scene.page.word(i), "," | ";"));
    let leads = |q: &Quantity| q.lead >= since.last && q.lead - since.last <= 3;
    let next = scene.local.quantities[scene.n + 1..].iter().any(leads);
    if since.first >= behind && next && comma() {
        return None;
    }
    // "By 5.4 % since December, but by 9.5 % over the year": nor is one behind whose number a new clause has begun.
    let counted = |q: &Quantity| q.first >= since.last && q.last <= scene.quantity().lead;
    let parted = || (since.last..scene.quantity().lead).any(|i| scene.page.link(i, Link::Clause));
    if since.last <= scene.quantity().lead && scene.before().iter().any(counted) && parted() {
        return None;
    }
    // "the best since 2019" ranks the value and gives no base.
    let from =
        if since.first >= behind { since.first.saturating_sub(10).max(behind) } else { since.first.saturating_sub(3) };
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

/// Growth since a year, or since the month with which a run starts.
pub fn since_period(period: TimePeriod) -> Base {
    Base::Since(match period {
        TimePeriod::Months { first, count: 12 } => Since::Year(first.year()),
        TimePeriod::Months { first, .. } => Since::Month(first),
        TimePeriod::Day(day) => Since::Month(Month::of(day)),
    })
}
