//! Falls that a noun names, whatever else has moved beside it.

use crate::extract::mention::{At, covering, within};
use crate::extract::quantity::Quantity;
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::lang::{Change, ChangeKind, Link};
use crate::text::Kind;

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
    let noun = words.iter().position(|c| c.what.direction < 0 && is_noun(scene, c));
    let moved = |c: &At<Change>| c.what.kind == ChangeKind::Verb && c.what.direction != 0;
    // "A faster decline of food prices, at 0.2 %": so is one that "at" leads to its number.
    let at = (first.saturating_sub(1)..scene.quantity().first).any(|i| scene.page.link(i, Link::At));
    // "The contraction was revised to 0.6 %".
    let revised = |noun: usize| (words[noun].last..first).any(|i| scene.page.link(i, Link::Revised));
    let told = |noun: usize| {
        words[noun + 1..].iter().any(moved) || revised(noun) || at && words[noun + 1..].iter().all(|c| c.last == first)
    };
    noun.is_some_and(told) && scene.quantity().sign == 0
}

/// Whether a word of change is a noun: by its kind, or behind an article or a possessive ("July's decline", "the slump").
fn is_noun(scene: &Scene<'_>, change: &At<Change>) -> bool {
    let Some(before) = change.first.checked_sub(1) else { return change.what.kind == ChangeKind::Noun };
    let owned = scene.page.tokens[before].kind == Kind::Possessive
        || scene.page.one_of(before, &[Link::The, Link::Article, Link::Its]);
    change.what.kind == ChangeKind::Noun || owned && change.what.kind == ChangeKind::Verb && !change.what.past
}

/// "The fall in investment amounted to 37 %", "July's decline in exports was put at 1.7 %": whether a fall of what is measured is the subject of the
/// verb that says how much it came to; so is the one before, where the number has but its area for itself ("in Chile to 18 %").
pub(super) fn fall_amounts(scene: &Scene<'_>, topic: &Topic) -> bool {
    const REACH: usize = 5;
    let (page, lead) = (scene.page, scene.quantity().lead);
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let gapped = |i: usize| {
        page.is(i, b',')
            || page.one_of(i, &[Link::In, Link::To, Link::And, Link::The])
            || covering(scene.areas(), i).is_some()
    };
    let alike = scene.previous().is_some_and(|q| q.counted == scene.quantity().counted && lead > q.last);
    // "Was revised to 1.7 % from the 1.6 % first reported": so is what there was before.
    let came = page.comes_from(lead) && lead - from <= 3;
    if alike && (came || (from..lead).all(gapped)) {
        return fall_amounts(&Scene { n: scene.n - 1, ..*scene }, topic);
    }
    let parts = |i: usize| matches!(page.mark(i), b',' | b';') || page.link(i, Link::Clause);
    let from = (from..lead).rfind(|i| parts(*i)).map_or(from, |i| i + 1);
    let [noun, rest @ ..] = within(&scene.mentions.changes, from, lead) else { return false };
    let fall = noun.what.direction < 0 && is_noun(scene, noun);
    let verb = rest
        .iter()
        .find(|c| c.what.kind == ChangeKind::Verb && !page.one_of(c.first, &[Link::To, Link::At, Link::With]));
    let still = rest.iter().all(|c| c.what.direction == 0);
    let of = page.one_of(noun.last, &[Link::In, Link::Of]) || page.grammar(noun.last).bare_genitive;
    // "Der Rückgang der Exporte".
    let of = of || page.grammar(noun.last).verb_final && page.one_of(noun.last, &[Link::The, Link::Article]);
    let own = |verb: &At<Change>| match topic.place.filter(|p| p.0 >= noun.last && p.1 <= verb.first) {
        Some(place) => {
            let between = within(scene.indicators(), noun.last, verb.first);
            of && place.0 - noun.last <= REACH && between.iter().all(|i| i.place() == place)
        }
        None => noun.last == verb.first,
    };
    fall && still && scene.quantity().is_percent() && verb.is_some_and(own)
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
