//! Figures of one area: the nearest area, or the one that the indicator's own words name.

use super::{Named, Sides, bloc, fallback};
use crate::extract::scene::{Found, Origin, Scene};
use crate::extract::topic::Topic;
use crate::lang::{AreaRole, Link};

/// The area nearest to the number or attached to the indicator.
pub(super) fn one_sided(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Sides {
    let quantity = scene.quantity();
    let best = named.iter().map(|a| (area_cost(scene, topic, a), a)).min_by_key(|(cost, _)| *cost);
    let held = scene.discourse.last.as_ref().is_some_and(|l| l.line == scene.discourse.line && l.area.is_some())
        || bloc(scene).is_some();
    let limit = if held { 26 } else { 60 };
    match best.filter(|(cost, _)| *cost < limit) {
        Some((cost, area)) => Sides {
            area: Some(area.what.area),
            counterpart: None,
            place: Some(area.place()),
            origin: if cost < 14 { Origin::Clause } else { Origin::Sentence },
            rule: "the nearest area",
            label: owner(scene, area).is_some_and(|i| scene.local.quantities[i].first == quantity.first),
        },
        None => fallback(scene),
    }
}

/// The quantity that an area labels, by standing directly beside it: "Tonga 38%", "38% in Tonga", "Tonga (38%)".
pub(super) fn owner(scene: &Scene<'_>, area: &Named) -> Option<usize> {
    let next = scene.local.quantities.iter().position(|q| q.lead >= area.last).filter(|&i| {
        let q = &scene.local.quantities[i];
        q.lead - area.last <= 1 && !matches!(scene.page.word(area.last), "," | ";")
    });
    let before = scene.local.quantities.iter().rposition(|q| q.last <= area.first).filter(|&i| {
        let from = scene.local.quantities[i].last;
        let only_small = (from..area.first).all(|t| {
            [Link::In, Link::For, Link::The, Link::To, Link::On, Link::At].into_iter().any(|l| scene.page.link(t, l))
        });
        area.first > from && area.first - from <= 2 && only_small
    });
    before.or(next)
}

pub(super) fn area_cost(scene: &Scene<'_>, topic: &Topic, area: &Named) -> u32 {
    let quantity = scene.quantity();
    let place = area.place();
    let own = scene.found.distance(place, (quantity.lead, quantity.last));
    let between = scene
        .local
        .quantities
        .iter()
        .filter(|q| {
            q.first >= area.last && q.last <= quantity.first || q.first >= quantity.last && q.last <= area.first
        })
        .count() as u32;
    let tied = area.first >= quantity.last
        && (quantity.last..area.first).all(|i| {
            [Link::In, Link::For, Link::The, Link::To, Link::Of, Link::Each, Link::Both, Link::And]
                .into_iter()
                .any(|l| scene.page.link(i, l))
                || matches!(scene.page.word(i), "(" | ",")
                || scene.mentions.areas.iter().any(|a| a.first <= i && i < a.last)
        });
    let behind = if area.first >= quantity.last && !tied {
        18
    } else if area.first >= quantity.last {
        3
    } else {
        0
    };
    let labels = owner(scene, area).is_some_and(|i| scene.local.quantities[i].first != quantity.first);
    let capital = if area.what.role == AreaRole::Capital && !area.what.possessive { 6 } else { 0 };
    let world = if area.what.area.code() == "WORLD" { 4 } else { 0 };
    let to_number =
        own + behind + 5 * between + other_side(scene.found, area) + capital + world + if labels { 15 } else { 0 };
    if labels && area.first >= quantity.last {
        return to_number;
    }
    let attached = topic.place.map_or(u32::MAX, |p| {
        if area.first >= p.0 && area.last <= p.1 {
            return 2;
        }
        let distance = scene.found.distance(place, p);
        let of = area.first >= p.1
            && area.first - p.1 <= 3
            && (p.1..area.first)
                .all(|i| scene.page.link(i, Link::Of) || scene.page.link(i, Link::In) || scene.page.link(i, Link::The));
        let before = area.last <= p.0 && distance <= 3;
        if of || before {
            3 + distance + if labels { 8 } else { 0 }
        } else {
            distance + 4 + other_side(scene.found, area) + capital + world + if labels { 15 } else { 0 }
        }
    });
    to_number.min(attached)
}

/// Areas behind "with", "against", "than" are the other side of something, not the figure's own.
fn other_side(found: &Found<'_, '_>, area: &Named) -> u32 {
    let other = [Link::With, Link::Against, Link::Than, Link::From, Link::To]
        .into_iter()
        .any(|l| found.page.before_is(area.first, l));
    if other { 8 } else { 0 }
}
