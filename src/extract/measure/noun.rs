//! Falls that a noun names, whatever else has moved beside it.

use crate::extract::mention::{At, covering, within};
use crate::extract::quantity::Quantity;
use crate::extract::scene::Scene;
use crate::lang::{Change, ChangeKind, Link};

/// "The decline in producer prices narrowed to 2.3 %": whether what has changed, and arrives at the number, is itself a fall.
pub(super) fn decline(scene: &Scene<'_>) -> bool {
    let first = scene.quantity().lead;
    // "To 1.7 percent, after 5.3 percent in the third quarter and 7.9 percent in the second": so is what there was before.
    if before_that(scene) {
        return decline(&Scene { n: scene.n - 1, ..*scene });
    }
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let parts = |i: usize| matches!(scene.page.mark(i), b',' | b';') || scene.page.link(i, Link::Clause);
    let from = (from..first).rfind(|i| parts(*i)).map_or(from, |i| i + 1);
    let words = within(&scene.mentions.changes, from, first);
    let noun = words.iter().position(|c| c.what.kind == ChangeKind::Noun && c.what.direction < 0);
    let moved = |c: &At<Change>| c.what.kind == ChangeKind::Verb && c.what.direction != 0;
    // "A faster decline of food prices, at 0.2 %": so is one that "at" leads to its number.
    let at = (first.saturating_sub(1)..scene.quantity().first).any(|i| scene.page.link(i, Link::At));
    // "The contraction was revised to 0.6 %".
    let revised = |noun: usize| (words[noun].last..first).any(|i| scene.page.link(i, Link::Revised));
    let told = |noun: usize| {
        words[noun + 1..].iter().any(moved)
            || revised(noun)
            || at && words[noun + 1..].iter().all(|c| c.last == first)
            || reached(scene, &words[noun..])
    };
    noun.is_some_and(told) && scene.quantity().sign == 0
}

/// "The fall in exports reached 7 %": whether a fall, to which nothing leads, is the subject of the verb of state that arrives at the number.
fn reached(scene: &Scene<'_>, words: &[At<Change>]) -> bool {
    const LED: [Link; 8] = [Link::After, Link::Against, Link::From, Link::With, Link::By, Link::In, Link::At, Link::To];
    let [noun, verb] = words else { return false };
    let state = verb.what.kind == ChangeKind::Verb && verb.what.direction == 0 && verb.last == scene.quantity().lead;
    // "The decline", not "after the decline".
    let at = noun.first - usize::from(noun.first > 0 && scene.page.one_of(noun.first - 1, &[Link::The, Link::Article]));
    state && scene.page.link(verb.last - 1, Link::Arrival) && !scene.page.before_one(at, &LED)
}

/// Whether "after" leads to a number from the one before it, or "and" from one to which "after" does.
fn before_that(scene: &Scene<'_>) -> bool {
    let (page, lead) = (scene.page, scene.quantity().lead);
    let Some(before) = scene.previous().filter(|q| q.counted == scene.quantity().counted) else { return false };
    let small = |i: usize| page.dated(i) || page.is(i, b',') || page.one_of(i, &[Link::And, Link::In, Link::The]);
    let listed = || page.before_is(lead, Link::And) && (before.last..lead).all(small);
    page.before_is(lead, Link::After) || listed() && before_that(&Scene { n: scene.n - 1, ..*scene })
}

/// "It swung from a decrease of 0.9 % to an increase of 2.97 %": the way that a noun goes to which "from", "to" or "after" leads, and
/// which "of" ties to the number, whatever moved before.
pub(super) fn of_noun(scene: &Scene<'_>) -> Option<i8> {
    let page = scene.page;
    let Quantity { lead, first, .. } = *scene.quantity();
    let of = (lead.saturating_sub(1)..first).find(|&i| page.link(i, Link::Of))?;
    let noun =
        covering(&scene.mentions.changes, of.checked_sub(1)?).filter(|c| c.last == of && c.what.direction != 0)?;
    let led = noun.first.checked_sub(1).is_some_and(|i| page.one_of(i, &[Link::From, Link::To, Link::After]));
    (noun.what.kind == ChangeKind::Noun && led).then_some(noun.what.direction)
}
