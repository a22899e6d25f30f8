//! The expression of time nearest to a number.

use super::{aside, based, on_a_day};
use crate::extract::period::{Expr, Period, Use};
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::lang::Link;
use crate::model::TimePeriod;

/// The expression of time nearest to a quantity in its sentence.
pub(super) fn nearest<'p>(scene: &Scene<'p>, topic: &Topic, running: bool) -> Option<&'p Period> {
    let usable = |p: &&Period| matches!(p.used, Use::When | Use::By);
    let costs = scene.local.periods.iter().filter(usable).map(|p| (cost(scene, p, topic), p));
    let limit = if topic.word.indicator.code() == "policy_rate" {
        40
    } else if running && !on_a_day(topic.word.indicator) {
        30
    } else {
        70
    };
    costs.filter(|(cost, _)| *cost < limit).min_by_key(|(cost, _)| *cost).map(|(_, p)| p)
}

/// How far an expression of time stands from a quantity. One that stands directly behind a number belongs to it, and
/// to others only if it is not a side glance.
fn cost(scene: &Scene<'_>, period: &Period, topic: &Topic) -> u32 {
    let quantity = scene.quantity();
    let distance = scene.distance((period.first, period.last));
    let before = period.last <= quantity.first;
    let between = scene
        .local
        .quantities
        .iter()
        .filter(|q| {
            if before {
                q.first >= period.last && q.last <= quantity.first
            } else {
                q.first >= quantity.last && q.last <= period.first
            }
        })
        .count() as u32;
    let day = matches!(period.expr, Expr::Day { .. } | Expr::Today | Expr::Fixed(TimePeriod::Day(_)));
    let wrong_kind = if day && !on_a_day(topic.word.indicator) { 70 } else { 0 };
    let owned = match owner(scene, period) {
        Some(i) if i == scene.n => return 0,
        Some(i) => {
            let glance = aside(scene.found, period) || based(scene.found, &scene.local.quantities[i]);
            let comma = scene
                .local
                .quantities
                .get(scene.n + 1)
                .is_some_and(|q| (quantity.last..q.first).any(|t| matches!(scene.page.word(t), "," | ";")));
            let joined = !before && i == scene.n + 1 && !glance && !comma;
            if glance {
                80
            } else if joined {
                3
            } else if before {
                5
            } else {
                14
            }
        }
        // An expression behind the number that opens the next number's clause belongs to that one.
        None if !before
            && scene.local.quantities.iter().any(|q| q.first >= period.last)
            && (quantity.last..period.first).any(|t| {
                matches!(scene.page.word(t), "," | ";" | ":" | "(")
                    || scene.page.link(t, Link::And)
                    || scene.page.link(t, Link::Clause)
            }) =>
        {
            25
        }
        None => 0,
    };
    let apart = if topic.word.indicator.code() == "policy_rate" { 20 } else { 1 };
    distance + between * if before { apart } else { 5 } + u32::from(!before) + wrong_kind + owned
}

/// The quantity directly behind which an expression of time stands: "5% in 2024", "5% a year earlier".
fn owner(scene: &Scene<'_>, period: &Period) -> Option<usize> {
    let i = scene.local.quantities.iter().rposition(|q| q.last <= period.first)?;
    let from = scene.local.quantities[i].last;
    let small = |t: usize| {
        [Link::In, Link::For, Link::Of, Link::The, Link::At, Link::By, Link::On, Link::Over]
            .into_iter()
            .any(|l| scene.page.link(t, l))
            || scene.page.word(t) == "("
    };
    (period.first - from <= 3 && (from..period.first).all(small)).then_some(i)
}
