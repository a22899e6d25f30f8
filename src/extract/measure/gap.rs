//! Verbs that a second indicator leaves out, and verbs whose subject is itself a fall.

use super::arrival::goes_to;
use super::change::by_before;
use crate::extract::discourse::Last;
use crate::extract::mention::{At, covering, within};
use crate::extract::quantity::Quantity;
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::lang::{Change, ChangeKind, Link, Match, Reading, Time};
use crate::text::Kind;

/// "Exports fell 5 percent and imports 3 percent", "hatten 40 Prozent eingebüßt, die Importe 90 Prozent": the verb by which the number
/// before moved, where the next one has but its indicator for itself.
pub(super) fn gapped(scene: &Scene<'_>, topic: &Topic) -> Option<At<Change>> {
    const REACH: usize = 2;
    let (page, quantity) = (scene.page, scene.quantity());
    if let Some(verb) = in_brackets_too(scene) {
        return Some(verb);
    }
    let previous = scene.previous()?;
    let place = topic.place.filter(|p| p.0 >= previous.last).or_else(|| elsewhere(scene, previous))?;
    // "Energy fell by 1 %, services rose by 3.4": what is named with its verb has one.
    if within(&scene.mentions.changes, place.0, place.1).iter().any(|c| c.what.direction != 0) {
        return None;
    }
    let growth = |l: &&Last| l.sentence == scene.local.index && l.measure.base().is_some();
    let last = scene.discourse.last.as_ref().filter(growth);
    // "Exports fell by 40 % and came to 7.4 billion, imports by 26 %": where it arrived may stand between the two.
    let arrived = |n: usize| goes_to(&Scene { n, ..*scene });
    // "Exports fell 8.5 % to 56.8 billion and imports 7.7 % to 69": so do two that each say where they arrived.
    let onward = || arrived(scene.n - 1) && page.one_of(quantity.last, &[Link::To, Link::Arrival]);
    let money = previous.is_money() && quantity.is_percent();
    let reached = by_before(scene) && (money || arrived(scene.n - 1)) || money && onward();
    let alike = |n: &usize| scene.local.quantities[*n].counted == quantity.counted && !arrived(*n);
    let step = (0..scene.n).rfind(alike).filter(|_| reached && last.is_none());
    let n = step.unwrap_or(scene.n - 1);
    let before = &scene.local.quantities[n];
    let moved = scene.discourse.moved.as_ref().filter(growth).filter(|_| step.is_some());
    let grew = last.or(moved).is_some() && before.counted == quantity.counted;
    let own = place.0 >= previous.last && place.1 <= quantity.lead && quantity.lead - place.1 <= REACH;
    if !grew || !own || goes_to(&Scene { n, ..*scene }) || goes_to(scene) && !by_before(scene) {
        return None;
    }
    let by = |at: usize| at == before.lead || at + 1 == before.first && page.link(at, Link::By);
    // "Exports were down by 5 percent and imports by 3 percent".
    let adverb = |c: &At<Change>| c.what.kind == ChangeKind::Adverb && by(c.last) && said_of(scene, c);
    let moves = |c: &&At<Change>| c.what.direction != 0 && (c.what.kind == ChangeKind::Verb || adverb(c));
    let changes = &scene.mentions.changes;
    // "And imports 3 percent more": what stands behind the number is its own.
    if within(changes, quantity.last, quantity.last + 2).iter().any(|c| c.what.direction != 0) {
        return None;
    }
    let closing = within(changes, previous.last, place.0).iter().rfind(|c| moves(c) && c.first == before.last);
    let from = closing.map_or(previous.last, |c| c.last);
    let small = |i: usize| joins(scene, i);
    let and = page.link(from + usize::from(page.is(from, b',')), Link::And);
    let parted = (from..place.0).any(|i| matches!(page.mark(i), b',' | b';')) || and || page.link(from, Link::Clause);
    let direct = || {
        let verb = within(changes, scene.local.first, before.lead).iter().rfind(moves)?;
        let other = |q: &Quantity| q.first >= verb.last && q.last <= before.lead;
        (!scene.before().iter().any(other)).then_some(verb)
    };
    let marks = |i: usize| {
        page.is(i, b',')
            || page.tokens[i].kind == Kind::Dash
            || page.one_of(i, &[Link::By, Link::Of, Link::Article, Link::The])
            // "And imports from Russia 7.7 %".
            || page.one_of(i, &[Link::From, Link::To, Link::With]) && covering(scene.areas(), i + 1).is_some()
            || covering(scene.areas(), i).is_some()
    };
    let near = (place.1..quantity.lead).all(marks);
    let verb = closing.or_else(direct).filter(|c| c.what.kind == ChangeKind::Verb || and);
    verb.filter(|_| parted && near && (from..place.0).all(small)).copied()
}

/// What may stand between a number and the next indicator, which leaves out its verb: "and those of lithium", ", while in Chile".
fn joins(scene: &Scene<'_>, i: usize) -> bool {
    let page = scene.page;
    matches!(page.mark(i), b',' | b';')
        || page.one_of(i, &[Link::And, Link::The, Link::Article, Link::Clause, Link::Its])
        || page.one_of(i, &[Link::Level, Link::Anaphor, Link::Of])
        || covering(scene.areas(), i).is_some()
        || page.link(i, Link::In) && covering(scene.areas(), i + 1).is_some()
}

/// "In Libya output fell by 76,000 barrels a day, and in Nigeria by 9,000": the one area before a number that "by" leads to, where the
/// number before has its own.
fn elsewhere(scene: &Scene<'_>, previous: &Quantity) -> Option<(usize, usize)> {
    let mut areas = within(&scene.mentions.areas, previous.last, scene.quantity().lead).iter();
    let area = areas.next().filter(|_| areas.next().is_none() && by_before(scene))?;
    scene.areas().iter().any(|a| a.last <= previous.lead && a.what.area != area.what.area).then_some(area.place())
}

/// Whether a verb of state leads to an adverb: "were down", "is up".
fn said_of(scene: &Scene<'_>, change: &At<Change>) -> bool {
    let state = |c: &At<Change>| c.what.direction == 0 && c.what.kind == ChangeKind::Verb;
    let before = within(&scene.mentions.changes, scene.local.first, change.first);
    before.last().is_some_and(|c| state(c) && c.last == change.first)
}

/// "GDP contracted in Australia (by 1.9%) and in South Africa (by 1.5%)": the verb of a bracket before, which said with the same
/// word by how much something moved elsewhere.
fn in_brackets_too(scene: &Scene<'_>) -> Option<At<Change>> {
    let page = scene.page;
    let held = |q: &Quantity| {
        let by = (q.lead.saturating_sub(1)..q.first).find(|i| page.link(*i, Link::By));
        by.is_some_and(|by| by > 0 && page.is(by - 1, b'(')) && page.is(q.last, b')')
    };
    let here = scene.quantity();
    let other = scene.before().iter().find(|q| held(q) && q.counted == here.counted).filter(|_| held(here))?;
    let verb = |c: &&At<Change>| c.what.kind == ChangeKind::Verb && c.what.direction != 0;
    let own = within(&scene.mentions.changes, other.last, here.lead).iter().any(|c| verb(&c));
    within(&scene.mentions.changes, scene.local.first, other.lead).iter().rfind(verb).filter(|_| !own).copied()
}

/// "降幅比上月收窄0.2个百分点", "the decline narrowed by 0.2 points": whether the verb by which something moved in points has a fall
/// as its subject, so that the rate moved the other way.
pub(super) fn of_fall(scene: &Scene<'_>, change: &At<Change>) -> bool {
    const REACH: usize = 10;
    let page = scene.page;
    let verb = change.what.kind == ChangeKind::Verb && change.last <= scene.quantity().first;
    if !verb || !scene.quantity().is_points() {
        return false;
    }
    let from = change.first.saturating_sub(REACH).max(scene.local.first);
    let noun = within(&scene.mentions.changes, from, change.first).iter().rfind(|c| c.what.kind == ChangeKind::Noun);
    let led = |at: usize| {
        page.before_one(
            at,
            &[Link::After, Link::Against, Link::From, Link::With, Link::By, Link::Of, Link::In, Link::At, Link::To],
        )
    };
    let parts =
        |i: usize| page.tokens[i].kind == Kind::Mark || !within(&scene.mentions.indicators, i, i + 1).is_empty();
    let number = |at: usize| scene.before().iter().any(|q| q.first >= at);
    noun.is_some_and(|n| n.what.direction < 0 && !led(n.first) && !(n.last..change.first).any(parts) && !number(n.last))
}

/// "They had expected a cut, but the median was for 250 bps": whether the step of a rate for which its clause has no verb is down, as the
/// sentence has said of it.
pub(super) fn steps_down(scene: &Scene<'_>, topic: &Topic) -> bool {
    let step = topic.word.indicator.code() == "policy_rate" && scene.quantity().is_points();
    let way = within(&scene.mentions.changes, scene.local.first, scene.quantity().lead);
    let way = way.iter().rfind(|c| c.what.direction != 0 && c.what.kind != ChangeKind::Adverb);
    step && way.is_some_and(|c| c.what.direction < 0)
}

/// "The estimate was cut: instead of 2 % now 0.9 %": what stands in the place of another value has not changed by so much.
pub(super) fn exchanged(scene: &Scene<'_>) -> bool {
    let lead = scene.quantity().lead;
    let instead = |n: usize| {
        let lead = scene.local.quantities[n].lead;
        (lead.saturating_sub(2)..lead).any(|i| scene.page.link(i, Link::Instead))
    };
    let now = |i: usize| scene.page.time(i, Time::Today);
    instead(scene.n) || scene.n > 0 && instead(scene.n - 1) && lead > 0 && now(lead - 1)
}

/// "Food rose by 1 % (9.3 % on the year), services fell by 0.3 % (10.3 %)": whether brackets hold numbers on another base, as one of them has
/// said, so that the verb before is none of theirs.
pub(super) fn in_other_brackets(scene: &Scene<'_>) -> bool {
    let page = scene.page;
    let held = |q: &Quantity| q.lead > 0 && page.is(q.lead - 1, b'(') && q.sign == 0;
    let closes = |from: usize| (from..scene.local.last).find(|i| page.is(*i, b')'));
    let based = |q: &Quantity| {
        let close = closes(q.last).unwrap_or(q.last);
        held(q) && !within(scene.bases(), q.last, close).is_empty()
    };
    let number = scene.quantity();
    let alone =
        held(number) && page.is(number.last, b')') && scene.previous().is_some_and(|q| q.last + 1 == number.lead);
    alone && number.is_percent() && scene.before().iter().any(based)
}

/// Whether the number stands in a bracket directly behind the one before: "5% ($12bn)", "a 5 % increase ($12bn)".
pub(super) fn bracketed(scene: &Scene<'_>) -> bool {
    let lead = scene.quantity().lead;
    // Directly behind a number a verb's form of the present is a noun.
    let noun = |m: &Match| matches!(m.reading, Reading::Change(c) if c.direction != 0 && !c.past);
    let direct = |q: &Quantity| {
        lead - q.last <= 1
            || lead - q.last == 2 && scene.page.any(q.last, Reading::CHANGE, |m| m.last + 1 == lead && noun(m))
    };
    let open = scene.page.is(lead.saturating_sub(1), b'(') && scene.previous().is_some_and(direct);
    // "Up by 5 % (to $12 billion)": what "to" leads to in it is where that arrived.
    open && !as_parallel(scene) && (!goes_to(scene) || by_before(scene))
}

/// "Exports fell by 40 % and came to 7.4 billion, imports by 26 % (11.8 billion)": whether what the bracket of a second indicator
/// holds is where it stands, as it is of the first.
fn as_parallel(scene: &Scene<'_>) -> bool {
    let [.., level, step] = scene.before() else { return false };
    let other = !within(&scene.mentions.indicators, level.last, step.lead).is_empty();
    let n = scene.n - 2;
    other && level.counted == scene.quantity().counted && !by_before(&Scene { n, ..*scene })
}

/// "Exports have slumped. – By 44.6 percent": whether what a sentence opens with behind "by" goes on with the verb of the one before, which
/// has no number and says that something fell.
pub(super) fn fell_before(scene: &Scene<'_>) -> bool {
    /// The name of the one who answers may stand before it.
    const LABEL: usize = 4;
    let (page, number) = (scene.page, scene.quantity());
    let from = scene.local.first;
    let opens = scene.n == 0 && number.lead - from <= LABEL && by_before(scene);
    let word = |i: usize| page.has(i, Reading::CHANGE | Reading::INDICATOR | Reading::AREA);
    let Some(before) = scene.local.index.checked_sub(1).filter(|_| opens && !(from..number.lead).any(word)) else {
        return false;
    };
    let before = scene.found.local(before);
    let verb = |c: &&At<Change>| c.what.kind == ChangeKind::Verb && c.what.direction != 0;
    let moved = within(&scene.mentions.changes, before.first, before.last).iter().rfind(verb);
    before.quantities.is_empty() && moved.is_some_and(|c| c.what.direction < 0)
}

/// "17.2% or $870.1m lower", "crude oil 14.9 % and coal 24.6 % lower": the word serves both numbers.
pub(super) fn serves_both(scene: &Scene<'_>, change: &At<Change>) -> bool {
    const LABEL: usize = 3;
    let page = scene.page;
    // "$2.4 billion, or 3.8 percent, more than in 2023".
    let past = |q: &Quantity| q.last + usize::from(page.is(q.last, b','));
    let last = past(scene.quantity());
    let both = |q: &Quantity| page.is(q.last, b',') == page.is(scene.quantity().last, b',');
    // "12 % (0.5 billion dollars) less than a year before".
    let number = scene.quantity();
    let bracket = |q: &Quantity| q.lead == number.last + 1 && page.is(q.last, b')') && q.last + 1 == change.first;
    if page.is(number.last, b'(') && number.is_percent() && scene.next().is_some_and(bracket) {
        return true;
    }
    let Some(next) = scene.next().filter(|q| past(q) == change.first && both(q)) else { return false };
    let label = |i: usize| covering(scene.items(), i).is_some() || covering(scene.areas(), i).is_some();
    let labelled = || next.first - last <= 1 + LABEL && (last + 1..next.lead).all(label);
    page.link(last, Link::Or) && next.first - last <= 2
        || page.link(last, Link::And) && next.counted == scene.quantity().counted && labelled()
}
