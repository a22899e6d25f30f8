//! What brackets say by the way.

use super::discourse::{Discourse, Last};
use super::scene::{Found, Local, Scene};
use crate::lang::{Bound, Match, Reading};

/// "China took 21.5 % ($9.1 billion), Russia 17.8 % ($7.5 billion)": what a bracket says in another unit is said by the way; the next number
/// behind it goes on with the one before it. Gives that one while the text is in the bracket.
pub(super) fn past_bracket(
    found: &Found<'_, '_>,
    local: &Local<'_>,
    n: usize,
    (outer, discourse): (Option<Last>, &mut Discourse),
) -> Option<Last> {
    let (page, number) = (found.page, &local.quantities[n]);
    let from = n.checked_sub(1).map_or(local.first, |before| local.quantities[before].last);
    let opened = (from..number.lead).any(|i| page.is(i, b'('));
    let closed = (from..number.lead).any(|i| page.is(i, b')'));
    let here = |last: &&Last| last.sentence == local.index;
    if opened && !closed {
        return discourse.last.as_ref().filter(here).cloned();
    }
    let outer = outer?;
    if !closed {
        return Some(outer);
    }
    let aside = discourse.last.as_ref().filter(here).is_some_and(|inner| inner.counted != outer.counted);
    if aside && number.counted == outer.counted && !opened {
        discourse.last = Some(outer);
    }
    None
}

/// Whether a number stands in brackets, as the conversion of another does.
pub(super) fn bracketed(scene: &Scene<'_>) -> bool {
    let page = scene.page;
    let about = |m: &Match| *m.reading == Reading::Hedge { bound: Bound::About, after: false };
    let opens = |i: usize| page.is(i, b'(') || page.any(i, Reading::HEDGE, about) && page.is(i.saturating_sub(1), b'(');
    scene.quantity().lead.checked_sub(1).is_some_and(opens)
}
