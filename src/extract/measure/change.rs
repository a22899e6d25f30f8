//! The word of change that governs a number, and whether the number is what it changed by or what it arrived at.

use crate::extract::mention::{At, within};
use crate::extract::quantity::Quantity;
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::lang::{Bound, Change, ChangeKind, Link, Reading};
use crate::model::Transformation;

/// The word of change that governs a quantity: directly before or behind it, else the verb of its clause.
pub(super) fn governing(scene: &Scene<'_>, topic: &Topic) -> Option<At<Change>> {
    let _quantity = &scene.local.quantities[scene.n];
    let changes = scene.changes();
    let mut best: Option<(u32, At<Change>)> = None;
    for change in changes.iter().filter(|c| c.what.direction != 0) {
        let Some(cost) = change_cost(scene, change, topic) else { continue };
        if best.is_none_or(|(b, _)| cost < b) {
            best = Some((cost, *change));
        }
    }
    best.filter(|(cost, _)| *cost < 26).map(|(_, change)| change)
}

fn change_cost(scene: &Scene<'_>, change: &At<Change>, topic: &Topic) -> Option<u32> {
    let quantity = scene.quantity();
    let hedged = change.first >= quantity.lead && change.last <= quantity.first;
    if overlaps_hedge(scene, change) && !hedged {
        return None;
    }
    let distance = scene.distance(change.place());
    if change.last <= quantity.first {
        // "more than", "up to" before a number are bounds; "up to" may still be "up, to".
        if hedged && bound_word(scene, change) {
            return None;
        }
        // A level word between ("the decline was") keeps the noun; another indicator between does not.
        let other = topic.place.is_some_and(|p| p.0 >= change.last && p.1 <= quantity.first)
            && !governs_object(scene, change, topic)
            && !by_before(scene);
        let taken = scene.local.quantities[..scene.n].iter().any(|q| q.first >= change.last)
            && change.what.kind == ChangeKind::Adverb;
        return (!other && !taken).then_some(distance + if change.what.kind == ChangeKind::Noun { 1 } else { 0 });
    }
    let comma = scene.page.word(quantity.last) == ",";
    let direct = change.first - quantity.last <= 1 && !comma
        || change.first - quantity.last <= 3
            && (quantity.last..change.first).all(|at| {
                scene.page.at(at).iter().any(|m| {
                    matches!(m.reading, Reading::Basis { .. } | Reading::Link(Link::In | Link::The | Link::Per))
                })
            });
    // "17.2% or $870.1m lower": the word serves both.
    let shared = scene.local.quantities.get(scene.n + 1).is_some_and(|q| {
        q.last == change.first && q.first - quantity.last <= 2 && scene.page.link(quantity.last, Link::Or)
    });
    let behind = shared
        || matches!(change.what.kind, ChangeKind::Adverb | ChangeKind::Noun) && direct && !opens_next(scene, change);
    behind.then_some(distance)
}

/// "boosted exports by 14%": the verb governs the indicator between it and the number.
fn governs_object(scene: &Scene<'_>, change: &At<Change>, topic: &Topic) -> bool {
    topic.place.is_some_and(|p| {
        let between = scene.found.distance(change.place(), p);
        (change.what.kind == ChangeKind::Verb && between <= 2)
            || (change.what.kind == ChangeKind::Noun && between <= 4)
            || change.what.kind == ChangeKind::Adverb && between <= 1
    })
}

/// Whether a word behind a number rather belongs to the next number: "$5 bn, up 3%".
fn opens_next(scene: &Scene<'_>, change: &At<Change>) -> bool {
    // "(more than 15.4 billion)": the word is the next number's bound.
    if scene
        .local
        .quantities
        .get(scene.n + 1)
        .is_some_and(|q| q.lead <= change.first && change.first < q.first && q.bound.is_some())
    {
        return true;
    }
    let comma = scene.page.word(scene.local.quantities[scene.n].last) == ",";
    let next = scene
        .local
        .quantities
        .get(scene.n + 1)
        .is_some_and(|q| q.lead >= change.first && q.lead <= change.last + 1 && q.first - change.first <= 3);
    comma && next || next && change.what.kind == ChangeKind::Adverb && !scene.page.link(change.last, Link::Than)
}

fn overlaps_hedge(scene: &Scene<'_>, change: &At<Change>) -> bool {
    let quantity = scene.quantity();
    scene
        .page
        .at(change.first)
        .iter()
        .any(|m| matches!(m.reading, Reading::Hedge { .. }) && m.last >= change.last && m.last <= quantity.first)
        && change.last > quantity.lead
}

/// Whether a word of change before a number is part of its bound: "more than", "less than", "up to".
fn bound_word(scene: &Scene<'_>, change: &At<Change>) -> bool {
    let quantity = scene.quantity();
    scene.page.at(change.first).iter().any(|m| {
        matches!(m.reading, Reading::Hedge { bound, .. } if bound != Bound::Exact)
            && m.last > change.last
            && m.last <= quantity.first
    })
}

/// "grew by 7.7% - up to USD 63.2 bn": after a growth, "up to" an amount says where it arrived.
pub(super) fn up_to(scene: &Scene<'_>) -> bool {
    said_up_to(scene) && scene.quantity().is_money() && scene.previous().is_some_and(Quantity::is_percent)
}

/// Whether "up to" stands directly before the number.
fn said_up_to(scene: &Scene<'_>) -> bool {
    scene.quantity().first.checked_sub(2).is_some_and(|i| scene.page.link(i, Link::UpTo))
}

/// Whether the number is what a change arrives at: "to", "at" before it.
pub(super) fn goes_to(scene: &Scene<'_>) -> bool {
    let Quantity { lead, first, .. } = *scene.quantity();
    let arrives = |at: usize| scene.page.link(at, Link::Arrival);
    let one = lead.checked_sub(1).is_some_and(arrives);
    let two = lead.checked_sub(2).is_some_and(|at| arrives(at) && scene.page.link(at + 1, Link::The));
    let within = (lead..first).any(arrives);
    let up = lead.checked_sub(1).is_some_and(|i| scene.page.link(i, Link::Up));
    let bound = scene.quantity().bound == Some(Bound::Below) && said_up_to(scene);
    (one || two || within) && !bound || up && within
}

pub(super) fn by_before(scene: &Scene<'_>) -> bool {
    let quantity = scene.quantity();
    (quantity.lead.saturating_sub(1)..quantity.first).any(|at| scene.page.link(at, Link::By))
}

/// Whether an amount is one by which something changed: "by $12bn", "shed $7 bln", "$12bn more", "an increase of $12bn".
pub(super) fn by_amount(scene: &Scene<'_>, change: Option<At<Change>>) -> bool {
    let quantity = scene.quantity();
    let growth = scene.n > 0
        && scene.local.quantities[scene.n - 1].is_percent()
        && scene
            .discourse
            .last
            .as_ref()
            .is_some_and(|l| l.sentence == scene.local.index && matches!(l.measure, Transformation::Growth(_)));
    let bracketed = scene.page.word(quantity.lead.saturating_sub(1)) == "("
        && scene.n > 0
        && quantity.lead - scene.local.quantities[scene.n - 1].last <= 1;
    let Some(change) = change else { return quantity.sign != 0 || growth && (by_before(scene) || bracketed) };
    if growth && bracketed {
        return true;
    }
    if goes_to(scene) {
        return false;
    }
    if change.first >= quantity.last {
        return true;
    }
    let by = by_before(scene);
    let direct = change.last == quantity.lead || change.last >= quantity.lead && change.last <= quantity.first;
    let of = change.what.kind == ChangeKind::Noun
        && quantity.lead.checked_sub(1).is_some_and(|i| scene.page.link(i, Link::Of));
    let level_between =
        within(&scene.mentions.changes, change.last, quantity.first).iter().any(|c| c.what.direction == 0);
    (by || direct || of) && !level_between
}
