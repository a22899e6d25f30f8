//! Weak words that go on with what their sentence has told already.

use super::{Candidate, moves};
use crate::extract::mention::within;
use crate::extract::scene::Scene;
use crate::lang::{ChangeKind, Link, Match, Reading};

/// "2.7 billion (growth of 19.1 %)", "2.7 billion; growth was 19.1 %": whether a word of growth opens what a bracket or a semicolon
/// adds to the number before.
pub(super) fn added(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let (Some((first, _)), Some(before)) = (candidate.place, scene.previous()) else { return false };
    let article = usize::from(first > 1 && scene.page.one_of(first - 1, &[Link::The, Link::Article]));
    let Some(mark) = first.checked_sub(1 + article) else { return false };
    let opens = matches!(scene.page.mark(mark), b'(' | b';');
    opens && (before.last..before.last + 6).contains(&mark) && before.is_money() && moves(scene, candidate.place)
}

/// "Los precios subieron un 14,8 %, y se prevé que crezcan un 9,8 %": whether a verb alone, with no name of its own, goes on with what its
/// sentence has told.
pub(super) fn goes_on(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let (Some((first, last)), Some(before)) = (candidate.place, scene.previous()) else { return false };
    let verb = |m: &Match| {
        m.last == last && matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Verb && c.direction != 0)
    };
    let told = scene.discourse.last.as_ref().is_some_and(|l| l.sentence == scene.local.index);
    told && before.last <= first
        && last <= scene.quantity().lead
        && scene.page.any(first, Reading::CHANGE, verb)
        && within(scene.areas(), before.last, scene.quantity().lead).is_empty()
        && within(scene.indicators(), before.last, first).is_empty()
}
