//! Indicators that a text only names as the cause of something.

use crate::extract::mention::{At, within};
use crate::extract::page::Page;
use crate::extract::scene::Scene;
use crate::lang::reading::IndicatorWord;
use crate::lang::{Change, ChangeKind, Link, Match, Reading, Strength};

/// "Hit by the tariffs, trade fell by 20.8 %", "受关税冲击，同比降幅达到20.8%": whether a phrase that ends at a comma, with no number in it,
/// names an indicator as the cause of what the number says.
pub(super) fn brings_about(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    const REACH: usize = 6;
    let (page, first) = (scene.page, scene.quantity().first);
    let cause = (at.first.saturating_sub(REACH).max(scene.local.first)..at.first).rfind(|i| causes(page, *i));
    // "On account of weaker farming but was raised to 7.6 %": so does a clause that leaves out its subject.
    let change = |i: usize, kind: ChangeKind| {
        page.any(i, Reading::CHANGE, |m| matches!(m.reading, Reading::Change(c) if c.kind == kind))
    };
    let clause = |i: usize| page.link(i, Link::Clause) && change(i + 1, ChangeKind::Verb);
    let close = (at.last..first.min(at.last + REACH)).find(|&i| page.is(i, b',') || clause(i));
    // "Driven by exports, which rose by 5 %": a relative clause goes on with what has brought it about.
    let close = close.filter(|i| !page.link(i + 1, Link::Relative));
    // "GDP grew by 7.2 %, driven by services, up 8.5 %": so does an adverb of change, once what was brought about has its number.
    let told = scene.previous().is_some_and(|q| cause.is_some_and(|from| q.last <= from));
    let close = close
        .filter(|i| !(told && *i == at.last && change(i + 1, ChangeKind::Adverb) && i + 2 >= scene.quantity().lead));
    // "Die Einfuhren gingen wegen der gesunkenen Ölpreise um 8,3 Prozent zurück": the number goes on with what stands before its cause.
    let subject = |from: usize| {
        let own = |i: &At<IndicatorWord>| i.what.strength == Strength::Strong && i.what.indicator != at.what.indicator;
        let noun = |c: &At<Change>| c.what.kind == ChangeKind::Noun;
        let moved = within(scene.changes(), from, at.first).iter().any(noun);
        !moved && within(scene.indicators(), scene.local.first, from).last().is_some_and(own)
    };
    let leads = || at.last < first && (at.last..scene.quantity().lead.max(at.last)).all(|i| page.link(i, Link::By));
    let close = close.or_else(|| Some(at.last).filter(|_| cause.is_some_and(subject) && leads()));
    let counted = |(from, to): (usize, usize)| scene.local.quantities.iter().any(|q| q.first >= from && q.last <= to);
    cause.zip(close).is_some_and(|(from, to)| !counted((from, to)) && !(from..to).any(|i| page.is(i, b',')))
}

/// Whether a word names a cause. In a script without spaces it may be a part of another: 因此, 接受.
fn causes(page: &Page<'_>, at: usize) -> bool {
    let part = |before: usize| page.at(before).iter().any(|m| m.last > at);
    let longest = page.at(at).iter().map(|m| m.last).max();
    let cause = |m: &Match| *m.reading == Reading::Link(Link::Cause) && Some(m.last) == longest;
    page.at(at).iter().any(cause) && !at.checked_sub(1).is_some_and(part)
}
