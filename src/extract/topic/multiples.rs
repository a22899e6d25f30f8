//! Multiples by which one thing differs from another, and which are no growth.

use super::Topic;
use crate::extract::mention::{At, starting, within};
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scene::Scene;
use crate::lang::{Change, ChangeKind, Link, NumberKind, Reading, Time};
use crate::text::Kind;

/// "France did twice as much", "four times more than the average": a multiple by which one differs from another is no growth.
pub fn beside_another(scene: &Scene<'_>, topic: &Topic) -> bool {
    const REACH: usize = 5;
    let (page, quantity) = (scene.page, scene.quantity());
    let dated = |from: usize| (from..(from + REACH).min(scene.local.last)).any(|i| page.dated(i));
    let named = |first: usize, last: usize| within(scene.areas(), first, last).iter().any(|a| !a.what.in_title);
    let than = (quantity.last..(quantity.last + 3).min(scene.local.last))
        .find(|i| page.one_of(*i, &[Link::Than, Link::Alike]));
    let other = |than: usize| {
        let average = (than + 1..(than + REACH).min(scene.local.last)).any(|i| page.link(i, Link::Average));
        !dated(than + 1) && (average || named(than + 1, than + REACH))
    };
    let moves = |c: &At<Change>| c.what.kind == ChangeKind::Verb && c.what.direction != 0 && c.last <= quantity.first;
    let clause = scene.previous().map_or(scene.local.first, |q| q.last).max(quantity.lead.saturating_sub(REACH));
    let subject = || {
        let word = page
            .any(quantity.first, Reading::NUMBER, |m| matches!(m.reading, Reading::Number(_, NumberKind::Multiple)));
        let said = scene.changes().iter().any(|c| c.first >= clause && moves(c)) || !scene.bases().is_empty();
        topic.place.is_none()
            && !word
            && !said
            && than.is_none()
            && named(clause, quantity.lead)
            && !dated(quantity.last)
    };
    // "More than double the 50,000 expected", "four times that amount": the multiple of another number is none of its own.
    let small = |i: usize| page.one_of(i, &[Link::The, Link::Article]);
    // "More than double the bank's 4 percent target": so is that of one whose owner stands before it.
    let owned = |i: usize| page.tokens[i].kind == Kind::Word || page.tokens[i].kind == Kind::Possessive;
    let whose = |q: &Quantity| {
        let words = quantity.last..q.first;
        let ago = words.clone().any(|i| page.dated(i) || page.has(i, Reading::CHANGE));
        words.len() <= REACH && small(quantity.last) && words.into_iter().all(owned) && q.is_percent() && !ago
    };
    let follows = |q: &&Quantity| q.first > quantity.last;
    let of_number = scene.next().filter(follows).is_some_and(|q| (quantity.last..q.first).all(small) || whose(q));
    // "More than three times above inflation".
    let above = page.link(quantity.last, Link::Exceed)
        && starting(scene.indicators(), quantity.last + 1).is_some()
        && !dated(quantity.last + 1);
    // But "more than double that of a year earlier" has doubled.
    let ago = page.link(quantity.last + 1, Link::Of) && dated(quantity.last + 2);
    let that = !ago && page.time(quantity.last, Time::That);
    // "El doble que la región", "twice as much as its neighbours".
    let whole = |i: usize| page.one_of(i, &[Link::Region, Link::Bloc]);
    let region = |than: usize| whole(than + 1) || whole(than + 2);
    than.is_some_and(|than| other(than) || region(than)) || subject() || of_number || above || that
}

/// "Less than half the 4.9 percent of October 2023": whether a fraction only sets its subject beside a number that follows.
pub fn beside_number(scene: &Scene<'_>) -> bool {
    let (page, number) = (scene.page, scene.quantity());
    let next = scene.next().filter(|q| q.lead >= number.last && q.first - number.last <= 2);
    let led =
        |first: usize| first > number.last && (number.last..first).all(|i| page.one_of(i, &[Link::The, Link::Of]));
    matches!(number.counted, Counted::Fraction | Counted::Times)
        && page.link(number.last, Link::The)
        && next.is_some_and(|q| led(q.first))
}
