//! The base of a growth or change: a year before, the period before, or since when.

use super::{Kind, Measured};
use crate::extract::period::{Expr, Use};
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::extract::when::Timed;
use crate::lang::Link;
use crate::model::{Base, IndicatorKind, Month, ObsStatus, Since, TimePeriod, Transformation};

/// The measure with its base.
pub fn transformation(
    scene: &Scene<'_>,
    measured: &Measured,
    timed: &Timed,
    topic: &Topic,
    status: ObsStatus,
) -> Transformation {
    match measured.kind {
        Kind::Level => Transformation::Level,
        Kind::Share => Transformation::Share,
        Kind::Growth => Transformation::Growth(base(scene, timed, topic, true, status)),
        Kind::Change => Transformation::Change(base(scene, timed, topic, false, status)),
    }
}

fn base(scene: &Scene<'_>, timed: &Timed, topic: &Topic, growth: bool, status: ObsStatus) -> Base {
    let quantity = scene.quantity();
    let rate = topic.word.indicator.code() == "policy_rate";
    if rate {
        return Base::PreviousPeriod;
    }
    if let Some(base) = since(scene, timed).or_else(|| from_to(scene, timed)) {
        return base;
    }
    let nearest = scene
        .bases()
        .iter()
        .map(|b| (scene.distance(b.place()), b.what))
        .filter(|(d, _)| *d < 30)
        .min_by_key(|(d, _)| *d);
    let again = scene
        .discourse
        .recent(scene.local.index)
        .filter(|l| l.word.indicator == topic.word.indicator || l.word.indicator.kind() == topic.word.indicator.kind());
    let monthly = timed.period.is_some_and(|p| matches!(p.length(), Some(1 | 3)))
        && matches!(again.and_then(|l| l.measure.base()), Some(Base::PreviousPeriod))
        && growth;
    match nearest {
        None if monthly && timed.compared.is_none() => return Base::PreviousPeriod,
        Some((_, true)) => return Base::YearAgo,
        Some((_, false)) => return Base::PreviousPeriod,
        None => {}
    }
    if timed.step {
        return Base::PreviousPeriod;
    }
    if let Some(base) = compared(timed) {
        return base;
    }
    let stock = topic.word.indicator.kind() == IndicatorKind::Stock;
    let short = timed.period.is_some_and(|p| p.length().is_none_or(|n| n <= 3));
    match (growth, status) {
        // What a stock gained in a month or a week it gained on the month or week before.
        (_, ObsStatus::Actual | ObsStatus::Estimate) if stock && short => Base::PreviousPeriod,
        (true, _) => Base::YearAgo,
        (false, ObsStatus::Forecast | ObsStatus::Target) => Base::Unstated,
        (false, _) if quantity.is_points() => Base::PreviousPeriod,
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
            let years = chrono::Datelike::year(&period.last_day()) - chrono::Datelike::year(&other.last_day());
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
        .find(|q| q.lead.checked_sub(1).is_some_and(|i| scene.page.link(i, Link::From)))?;
    let start = scene.local.periods.iter().find(|p| p.first >= from.last && p.first - from.last <= 2)?;
    let TimePeriod::Months { first, count: 12 } = timed.anchor.resolve(start.expr)? else { return None };
    let years = chrono::Datelike::year(&period.last_day()) - first.year();
    (years > 1).then_some(Base::Since(Since::Year(first.year())))
}

fn since(scene: &Scene<'_>, timed: &Timed) -> Option<Base> {
    let quantity = scene.quantity();
    let since =
        scene.local.periods.iter().filter(|p| p.used == Use::Since).min_by_key(|p| scene.distance(p.place()))?;
    if scene.distance(since.place()) > 25 {
        return None;
    }
    // "the best since 2019" ranks the value and gives no base.
    let ranked = (1..=6).any(|back| {
        since.first.checked_sub(back).is_some_and(|i| i >= quantity.last && scene.page.link(i, Link::Superlative))
    });
    if ranked {
        return None;
    }
    let base = match since.expr {
        Expr::Fixed(period) => period,
        Expr::Months { .. } | Expr::End(_) => timed.anchor.resolve(since.expr)?,
        _ => return None,
    };
    Some(match base {
        TimePeriod::Months { first, count: 12 } => Base::Since(Since::Year(first.year())),
        TimePeriod::Months { first, .. } => Base::Since(Since::Month(first)),
        TimePeriod::Day(day) => Base::Since(Since::Month(Month::of(day))),
    })
}
