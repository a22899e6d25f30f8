//! Counts of guests that are written out, without a word for people behind them.

use super::units::small_follows;
use crate::extract::mention::{At, within};
use crate::extract::quantity::Counted;
use crate::extract::scene::Scene;
use crate::lang::reading::IndicatorWord;
use crate::lang::{ChangeKind, Link};
use crate::model::Unit;
use crate::text::{Kind, Token};

/// "The number of tourists reached 848,000", "citizens of Uzbekistan (1.3 million), Kazakhstan (420,000)", "15.3 million visitors; 655,000 of
/// them": whether a number with its groups of three digits counts guests, by the verb that arrives at it or by what was counted last.
pub(super) fn guests(scene: &Scene<'_>, last: Option<Counted>) -> bool {
    let (page, number) = (scene.page, scene.quantity());
    if !page.word(number.first).contains(',') {
        return false;
    }
    let people = last == Some(Counted::Unit(Unit::PERSONS, 0));
    let open = number.lead.checked_sub(1).filter(|&i| page.is(i, b'(') && page.is(number.last, b')'));
    let labelled = people && open.is_some_and(|open| scene.areas().iter().any(|a| a.last == open));
    labelled || people && page.link(number.last, Link::PartOfRun) || arrives(scene)
}

/// Whether a verb arrives at the number, behind a word for guests or passengers, and nothing is counted behind it.
fn arrives(scene: &Scene<'_>) -> bool {
    let (page, number) = (scene.page, scene.quantity());
    let kind = |i: &At<IndicatorWord>| matches!(i.what.indicator.code(), "tourism" | "passenger_traffic");
    let moved = |i: usize| page.one_of(i, &[Link::Arrival, Link::From, Link::At]);
    let level = |i: usize| scene.changes().iter().any(|c| c.last == i + 1 && c.what.kind == ChangeKind::Verb);
    let led = number.lead.checked_sub(1).is_some_and(|i| moved(i) || level(i));
    let mark = |t: &Token| t.kind == Kind::Mark || t.breaks > 0;
    let ends = page.tokens.get(number.last).is_none_or(mark);
    let ends = ends || small_follows(scene, number.last) || page.dated(number.last);
    led && ends && within(&scene.mentions.indicators, scene.local.first, number.first).iter().any(kind)
}
